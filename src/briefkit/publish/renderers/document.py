"""An executed notebook as a document: one tree, from which both faces of a brief are made."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from briefkit.errors import RenderError
from briefkit.present.blocks import MIME
from briefkit.publish.catalogue.notebooks import INJECTED, cell_numbers
from briefkit.publish.renderers import unsourced
from briefkit.publish.renderers.crosslinks import resolve
from briefkit.publish.renderers.glyphs import replace_glyphs
from briefkit.publish.renderers.markdown import blocks_of

__all__ = ["PARAMETER_TAGS", "day_text", "document"]

Json = dict[str, Any]

PARAMETER_TAGS = frozenset({"parameters", INJECTED})
JUDGEMENT = "judgement"
_SVG, _PICTURES = "image/svg+xml", ("image/png", "image/jpeg")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def document(notebook: Any, brief: str, *, allow_orphans: bool = False) -> Json:
    """Turn an executed notebook into a document.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With its outputs. Code is never shown. Markdown headings make the sections; cells tagged
        ``judgement`` are set apart as the analyst's.
    brief : str
        Name of the brief, for messages.
    allow_orphans : bool
        Let digits stand that lead to no claim and no rule, and claims that no annex lists.

    Returns
    -------
    dict
        ``brief``, ``layout`` (``sheet`` where its metadata say so), ``title`` (runs), ``question``
        (blocks), ``lang``, ``as_of``, ``edition_id``, ``facts`` (label and runs), ``sections``
        (``id``, ``title``, ``body``), ``numbers`` (what ``numbers.json`` takes) and ``headlines``
        (``series``, ``words`` and ``number`` of each).

    Raises
    ------
    OrphanError
        If digits in it lead to no claim and no rule.
    RenderError
        If a cell failed, or the evidence lacks a claim that the brief leads to.
    """
    edition = notebook.metadata.get("briefkit", {})
    made: Json = {
        "brief": brief,
        "layout": edition.get("layout", ""),
        "title": [{"text": brief, "kind": "name"}],
        "question": [],
        "lang": edition.get("lang", "en"),
        "as_of": str(edition.get("as_of", "")),
        "edition_id": edition.get("edition_id", ""),
        "facts": [],
        "sections": [{"title": [], "body": []}],
    }
    found: list[tuple[str, str]] = []
    is_titled = False
    for number, cell in zip(cell_numbers(notebook.cells), notebook.cells, strict=True):
        blocks = _cell_blocks(cell, f"{brief}, cell {number}")
        found += [(f"cell {number}", what) for block in blocks for what in unsourced.orphans(block)]
        if not is_titled and blocks and blocks[0]["block"] == "heading":
            is_titled = True
            if blocks[0]["level"] == 1:
                made["title"], blocks = blocks[0]["runs"], blocks[1:]
                heads = [i for i, block in enumerate(blocks) if block["block"] == "heading"]
                cut = heads[0] if heads else len(blocks)
                made["question"], blocks = blocks[:cut], blocks[cut:]
        for block in blocks:
            _place(made, block)
    if not allow_orphans:
        unsourced.refuse(brief, found)
    made["sections"] = [part for part in made["sections"] if part["title"] or part["body"]]
    shown = {"".join(run["text"] for run in runs) for _, runs in made["facts"]}
    if made["as_of"] and not shown & {made["as_of"], day_text(made["as_of"])}:
        made["facts"].insert(0, ["As of", [{"text": day_text(made["as_of"]), "kind": "date"}]])
    if made["edition_id"]:
        made["facts"].append(["Edition", [{"text": made["edition_id"], "kind": "id"}]])
    return resolve(replace_glyphs(made), is_strict=not allow_orphans)


def day_text(day: str) -> str:
    """Return an ISO day in words; any other text as it is.

    Examples
    --------
    >>> day_text("2023-10-20")
    '20 October 2023'
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {calendar.month_name[found.month]} {found.year}"


def _place(made: Json, block: Json) -> None:
    if block["block"] == "cover":
        made["as_of"] = made["as_of"] or block["as_of"]
        made["facts"] += block["items"]
    elif block["block"] == "stack":
        for child in block["body"]:
            _place(made, child)
    elif block["block"] == "heading" and block["level"] <= 2:
        made["sections"].append({"title": block["runs"], "body": []})
    else:
        made["sections"][-1]["body"].append(block)


def _cell_blocks(cell: Any, where: str) -> list[Json]:
    tags = set(cell.metadata.get("tags", ()))
    if cell.cell_type == "markdown":
        blocks = blocks_of(cell.source)
        if JUDGEMENT not in tags:
            return blocks
        # The heading of a judgement opens a section; what the analyst says stands under it.
        heads = [b for b in blocks if b["block"] == "heading" and b["level"] <= 2]
        rest = [block for block in blocks if block not in heads]
        return [*heads, {"block": "judgement", "body": rest}] if rest else heads
    if cell.cell_type != "code" or tags & PARAMETER_TAGS:
        return []
    return [block for output in cell.outputs for block in _output_blocks(output, where)]


def _output_blocks(output: Any, where: str) -> Iterable[Json]:
    match output.output_type:
        case "error":
            raise RenderError(
                f"{where} failed: {output.ename}: {_ANSI.sub('', str(output.evalue))}. "
                "A notebook that failed has no brief: mend the cell and render again."
            )
        case "stream":
            if output.name == "stdout" and output.text.strip():
                yield {"block": "pre", "text": _ANSI.sub("", output.text).rstrip()}
        case "display_data" | "execute_result":
            yield from _shown(output.data, output.get("metadata", {}))


def _shown(data: Any, metadata: Any) -> Iterable[Json]:
    if MIME in data:
        yield json.loads(_joined(data[MIME]))
        return
    plain = _ANSI.sub("", _joined(data.get("text/plain", ""))).strip()
    if _SVG in data:
        alt = metadata.get(_SVG, {}).get("alt") or metadata.get("alt") or "A figure."
        yield {"block": "figure", "id": "", "caption": [], "svg": _joined(data[_SVG]), "alt": alt}
        return
    for media in _PICTURES:
        if media in data:
            alt = metadata.get(media, {}).get("alt") or metadata.get("alt") or "A picture."
            encoded = "".join(_joined(data[media]).split())
            yield {"block": "image", "media": media, "data": encoded, "alt": alt}
            return
    if "text/markdown" in data:
        yield from blocks_of(_joined(data["text/markdown"]))
    elif plain:
        yield {"block": "pre", "text": plain}


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, (list, tuple)) else str(text)
