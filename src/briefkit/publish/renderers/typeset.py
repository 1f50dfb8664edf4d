"""A document as a PDF, set by Typst: the tree goes in as data, so that nothing in it is markup."""

from __future__ import annotations

import base64
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from briefkit.errors import RenderError
from briefkit.present.svg import standalone
from briefkit.publish.renderers.anchors import USE, words
from briefkit.publish.renderers.document import day_text
from briefkit.publish.renderers.fonts import FONT_FOLDER
from briefkit.publish.renderers.page import TEMPLATES
from briefkit.publish.renderers.pdf_links import Place, StrangeError, lead

__all__ = ["STANDARDS", "fonts", "typeset"]

Json = dict[str, Any]

#: Universal accessibility, and archiving with a full structure.
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
#: Asked of a document that is laid out: where each mark stands, in points.
_PLACES = """query(<at>).map(m => {
  let place = m.location().position()
  (m.value, (place.page, place.x.pt(), place.y.pt()))
})"""
_ROUNDS = 6  # layouts at most: two do where the annex comes last
_LONGEST, _PIECE = 24, 12  # letters of a word that is left whole, and of a piece of one that is not
_BREAKABLE = frozenset({"text", "label", "rule", "where", "claims"})
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"[^\s{_BREAK}]{{{_LONGEST + 1},}}")
_AFTER_MARK = re.compile(r"(?<=[/._&?=-])")
_SIZE = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


def typeset(made: Json) -> bytes:
    """Set a document as PDF.

    Parameters
    ----------
    made : dict
        A document of :func:`briefkit.publish.renderers.document.document`.

    Returns
    -------
    bytes
        PDF/UA-1 and PDF/A-2a; the same document gives the same bytes.

    Raises
    ------
    RenderError
        If Typst refuses the document; its reason is in the message.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="briefkit-") as name:
        folder = Path(name)
        content = _prepared(made, folder)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
        try:
            compiler = _compiler(content, folder)
            places = _settled(compiler, folder / "pages.json")
            try:
                return lead(_compiled(compiler, made["as_of"]), places)
            except StrangeError:  # Typst leads the links then, which takes half as long again
                return _compiled(_compiler(content, folder, own_links=True), made["as_of"])
        except typst.TypstError as error:
            reason = f"{error.message} {' '.join(error.hints)}".strip()
        except RenderError as error:
            reason = str(error)
    raise RenderError(f"{made['brief']}: the PDF could not be set: {reason}.")


def _compiler(content: Json, folder: Path, *, own_links: bool = False) -> Any:
    """Return what sets a document; with Typst's own links in it, or addresses in their place."""
    import typst

    data = json.dumps({**content, "own_links": own_links}, ensure_ascii=False, sort_keys=True)
    (folder / "brief.json").write_text(data, encoding="utf-8")
    return typst.Compiler(
        str(folder / f"{content['layout'] or 'brief'}.typ"),
        root=str(folder),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )


def _compiled(compiler: Any, as_of: str) -> bytes:
    pdf = compiler.compile(pdf_standards=[*STANDARDS], timestamp=_timestamp(as_of), format="pdf")
    assert isinstance(pdf, bytes)  # one document, and nowhere to write it
    return pdf


def _settled(compiler: Any, told: Path) -> dict[str, Place]:
    """Lay out until the pages that the annex names are those that things stand on.

    What does not change from one layout to the next, Typst does not lay out again; as the annex
    comes last, it is laid out once.
    """
    pages: dict[str, int] | None = None
    places: dict[str, Place] = {}
    for _ in range(_ROUNDS):
        told.write_text(json.dumps(pages), encoding="utf-8")
        found = json.loads(compiler.eval(_PLACES))
        places = {name: Place(*place) for name, place in found}
        now = {name: place.page for name, place in places.items() if name.startswith(USE)}
        if now == pages:
            return places
        pages = now
    return places  # links lead where they should; a page that is named may be the one before


@cache
def fonts() -> Any:
    """Return the fonts of a paper; made before a process is forked, they are not made in it."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _timestamp(as_of: str) -> datetime:
    """Return the moment that the file says it was made: the cut-off, never the clock."""
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _prepared(made: Json, folder: Path) -> Json:
    """Return the tree as the template reads it, and write its pictures into the folder."""
    n_pictures = 0

    def walk(value: Any, key: str = "") -> Any:
        nonlocal n_pictures
        if isinstance(value, str):
            return breakable(value) if key in _BREAKABLE else value
        if isinstance(value, dict):
            if value.get("block") in {"figure", "image"}:
                n_pictures += 1
                value = _picture(value, folder, n_pictures)
            return {name: walk(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [walk(part, key) for part in value]
        return value

    shown = walk({key: made[key] for key in ("title", "question", "sections")})
    _deepen(shown["sections"])
    stamp = _timestamp(made["as_of"])
    return {
        **shown,
        "facts": [[label, walk(runs)] for label, runs in made["facts"]],
        "plain_title": words(made["title"]),
        "brief": made["brief"],
        "layout": made["layout"],
        "lang": made["lang"],
        "day": day_text(made["as_of"]),
        "date": [stamp.year, stamp.month, stamp.day],
        "edition_id": made["edition_id"],
    }


def _deepen(sections: list[Json]) -> None:
    """Give each heading a depth that is at most one more than that of the heading before it."""
    last = 0

    def walk(blocks: list[Json], wanted: int) -> None:
        nonlocal last
        for block in blocks:
            if block["block"] in {"heading", "section"}:
                own = max(2, block["level"] - 1) if block["block"] == "heading" else wanted
                block["depth"] = last = min(own, last + 1)
            walk(block.get("body", []), wanted + (block["block"] == "section"))

    for part in sections:
        last = 1 if part["title"] else last
        walk(part["body"], 2)


def _picture(block: Json, folder: Path, n: int) -> Json:
    """Write a picture into the folder; return its block with the file's name and shape."""
    if block["block"] == "image":
        file = f"picture-{n}.{block['media'].rpartition('/')[2]}"
        (folder / file).write_bytes(base64.b64decode(block["data"]))
        return {key: block[key] for key in ("block", "alt")} | {"file": file}
    svg = standalone(block["svg"])
    (folder / f"picture-{n}.svg").write_text(svg, encoding="utf-8")
    size = _SIZE.search(svg)
    ratio = float(size[2]) / float(size[1]) if size and float(size[1]) else 0.6
    kept = {key: value for key, value in block.items() if key != "svg"}
    return {**kept, "file": f"picture-{n}.svg", "ratio": round(ratio, 4)}


def breakable(text: str) -> str:
    """Return a text whose long words may be broken: unseen spaces stand in them.

    Parameters
    ----------
    text : str
        Plain text.

    Returns
    -------
    str

    Examples
    --------
    >>> len(breakable("a" * 100))
    108
    """
    if len(text) <= _LONGEST:
        return text
    return _LONG.sub(lambda found: _BREAK.join(_pieces(found[0])), text)


def _pieces(word: str) -> Iterator[str]:
    """Cut a long word where a reader would: behind a mark of an address, else anywhere."""
    for part in _AFTER_MARK.split(word):
        step = _PIECE if len(part) > _LONGEST else _LONGEST
        yield from (part[i : i + step] for i in range(0, len(part), step))
