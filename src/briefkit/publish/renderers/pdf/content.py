"""A document as the data that the template of the paper reads: strings stay strings in it."""

from __future__ import annotations

import base64
import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefkit.present.blocks import Block, Figure, Heading, Image, Judgement, Section, Stack
from briefkit.present.runs import Run, words
from briefkit.present.svg import standalone
from briefkit.present.words import day_text
from briefkit.publish.document.document import Document

__all__ = ["breakable", "content", "day_of"]

Data = dict[str, object]

_LONGEST, _PIECE = 24, 12  # letters of a word that is left whole, and of a piece of one that is not
_BREAKABLE = frozenset({"gloss", "label", "rule", "text", "where", "whole"})
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(rf"[^\s{_BREAK}]{{{_LONGEST + 1},}}")
_AFTER_MARK = re.compile(r"(?<=[/._&?=-])")
_SIZE = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


def content(document: Document, folder: Path) -> Data:
    """Return a document as data, and write its pictures into a folder.

    Parameters
    ----------
    document : Document
        A document of :func:`briefkit.publish.document.notebook.document`.
    folder : pathlib.Path
        Where the template stands.

    Returns
    -------
    dict
        JSON.
    """
    encoder = _Encoder(folder, dict(_depths(document)))
    day = day_of(document)
    return {
        "title": encoder.encoded(document.title),
        "question": encoder.encoded(document.question),
        "sections": encoder.encoded(document.parts),
        "facts": [[label, encoder.encoded(runs)] for label, runs in document.facts],
        "plain_title": words(document.title),
        "brief": document.brief,
        "layout": document.layout,
        "lang": document.lang,
        "day": day_text(document.as_of),
        "date": [day.year, day.month, day.day],
        "edition_id": document.edition_id,
    }


def day_of(document: Document) -> date:
    """Return the day that the file says it was made on: the cut-off, never the clock."""
    try:
        return date.fromisoformat(document.as_of)
    except ValueError:
        return date(1970, 1, 1)


def _depths(document: Document) -> Iterator[tuple[str, int]]:
    """Give each heading a depth that is at most one more than that of the heading before it."""
    last = 0

    def walk(blocks: tuple[Block, ...], wanted: int) -> Iterator[tuple[str, int]]:
        nonlocal last
        for block in blocks:
            if isinstance(block, (Heading, Section)):
                own = max(2, block.level - 1) if isinstance(block, Heading) else wanted
                last = min(own, last + 1)
                yield block.id, last
            if isinstance(block, (Judgement, Section, Stack)):
                yield from walk(block.body, wanted + isinstance(block, Section))

    for part in document.parts:
        last = 1 if part.title else last
        yield from walk(part.body, 2)


def _run(run: Run) -> Data:
    found: Data = {"text": breakable(run.text), "kind": run.kind}
    if run.way:
        way = run.way
        parts = (("to", way.to), ("at", way.at), ("mark", way.mark), ("follows", way.follows))
        found |= {key: part for key, part in parts if part}
    more = {"href": run.href, "lang": run.lang}
    return found | {key: part for key, part in more.items() if part}


class _Encoder:
    """Writes pictures aside as it comes to them."""

    def __init__(self, folder: Path, depths: dict[str, int]) -> None:
        self.folder, self.depths = folder, depths
        self.n_pictures = 0

    def encoded(self, value: object, name: str = "") -> object:
        match value:
            case tuple():
                return [self.encoded(part, name) for part in value]
            case Run():
                return _run(value)
            case str():
                return breakable(value) if name in _BREAKABLE else value
            case Figure():
                return self._figure(value)
            case Image():
                file = self._picture(value.media.rpartition("/")[2], base64.b64decode(value.data))
                return {"block": value.kind, "alt": value.alt, "file": file}
            case Block():
                depth = self.depths.get(getattr(value, "id", ""), 0)
                return {"block": value.kind, "depth": depth} | self._fields(value)
            case _:
                return self._fields(value) if dataclasses.is_dataclass(value) else value

    def _fields(self, value: object) -> Data:
        fields = dataclasses.fields(value)  # type: ignore[arg-type]
        return {f.name: self.encoded(getattr(value, f.name), f.name) for f in fields}

    def _figure(self, block: Figure) -> Data:
        svg = standalone(block.svg)
        size = _SIZE.search(svg)
        ratio = float(size[2]) / float(size[1]) if size and float(size[1]) else 0.6
        return {
            "block": block.kind,
            "id": block.id,
            "label": breakable(block.label),
            "caption": self.encoded(block.caption),
            "alt": block.alt,
            "file": self._picture("svg", svg.encode()),
            "ratio": round(ratio, 4),
        }

    def _picture(self, ending: str, data: bytes) -> str:
        self.n_pictures += 1
        file = f"picture-{self.n_pictures}.{ending}"
        (self.folder / file).write_bytes(data)
        return file


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
