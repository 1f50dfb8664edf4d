"""An executed notebook as a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefkit.errors import BriefkitError, RenderError
from briefkit.present.blocks import (
    MIME,
    Block,
    Cover,
    Figure,
    Heading,
    Image,
    Judgement,
    Pre,
    Stack,
)
from briefkit.present.dossiers.hrefs import INDEX
from briefkit.present.packed import unpack
from briefkit.present.reading import from_json
from briefkit.present.runs import Run, Runs
from briefkit.present.words import day_text
from briefkit.publish.catalogue.notebooks import INJECTED, cell_numbers
from briefkit.publish.document import unsourced
from briefkit.publish.document.anchors import give_anchors
from briefkit.publish.document.crosslinks import link
from briefkit.publish.document.document import Document, Part
from briefkit.publish.document.glyphs import replace_glyphs
from briefkit.publish.document.markdown_cells import blocks_of
from briefkit.publish.document.names import give_names

__all__ = ["cell_blocks", "document"]

Blocks = tuple[Block, ...]

_PARAMETER_TAGS = frozenset({"parameters", INJECTED})
_JUDGEMENT = "judgement"
_SVG, _PICTURES = "image/svg+xml", ("image/png", "image/jpeg")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def document(notebook: Any, brief: str, *, allow_orphans: bool = False) -> Document:
    """Turn an executed notebook into a document.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With its outputs. Code is never shown. Markdown headings make the parts; cells tagged
        ``judgement`` are set apart as the analyst's.
    brief : str
        Name of the brief, for messages.
    allow_orphans : bool
        Let digits stand that lead to no claim and no rule, and claims that no annex lists.

    Returns
    -------
    Document
        All that leads somewhere has its anchor, and every anchor its way back.

    Raises
    ------
    OrphanError
        If digits in it lead to no claim and no rule.
    RenderError
        If a cell failed or shows what is no block, or the evidence lacks a claim that the brief
        leads to.
    """
    cells = [(f"cell {number}", own) for number, _, own in cell_blocks(notebook, brief)]
    if not allow_orphans:
        unsourced.refuse(
            brief,
            ((where, what) for where, own in cells for b in own for what in unsourced.orphans(b)),
        )
    title, question, body = _opened([own for _, own in cells])
    covers = [block for block in body if isinstance(block, Cover)]
    stamps = notebook.metadata.get("briefkit", {})
    as_of = str(stamps.get("as_of", "")) or next((c.as_of for c in covers if c.as_of), "")
    edition_id = stamps.get("edition_id", "")
    found = Document(
        brief,
        (Run(brief, "name"),) if title is None else title,
        stamps.get("lang", "en"),
        as_of,
        edition_id,
        question,
        tuple(_facts(covers, as_of, edition_id)),
        tuple(_parts(block for block in body if not isinstance(block, Cover))),
        layout=stamps.get("layout", ""),
        dossiers=INDEX if stamps.get("dossiers") == INDEX else "",
    )
    linked = link(*give_anchors(replace_glyphs(found)), is_strict=not allow_orphans)
    return give_names(linked)


def cell_blocks(notebook: Any, brief: str) -> Iterator[tuple[int, str | None, Blocks]]:
    """Walk the cells of an executed notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With its outputs.
    brief : str
        Name of the brief, for messages.

    Yields
    ------
    tuple of int, str or None, tuple of Block
        Number as JupyterLab counts it; the text of a markdown cell; what the cell shows.
    """
    for number, cell in zip(cell_numbers(notebook.cells), notebook.cells, strict=True):
        source = str(cell.source) if cell.cell_type == "markdown" else None
        yield number, source, tuple(_cell_blocks(cell, f"{brief}, cell {number}"))


def _opened(cells: list[Blocks]) -> tuple[Runs | None, Blocks, Blocks]:
    """Return title and question, from the first cell that has a heading, and all other blocks."""
    title: Runs | None = None
    question: Blocks = ()
    head = next((n for n, own in enumerate(cells) if own and isinstance(own[0], Heading)), None)
    if head is not None:
        first, *rest = cells[head]
        if isinstance(first, Heading) and first.level == 1:
            heads = (n for n, block in enumerate(rest) if isinstance(block, Heading))
            cut = next(heads, len(rest))
            title, question = first.runs, tuple(rest[:cut])
            cells = [*cells[:head], tuple(rest[cut:]), *cells[head + 1 :]]
    return title, question, tuple(_unstacked(block for own in cells for block in own))


def _facts(covers: list[Cover], as_of: str, edition_id: str) -> Iterator[tuple[str, Runs]]:
    facts = [fact for cover in covers for fact in cover.items]
    shown = {"".join(run.text for run in runs) for _, runs in facts}
    if as_of and not shown & {as_of, day_text(as_of)}:
        yield "As of", (Run(day_text(as_of), "date"),)
    yield from facts
    if edition_id:
        yield "Edition", (Run(edition_id, "id"),)


def _parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Cut blocks into parts, at their headings; one without title and body is none."""
    title: Runs = ()
    body: list[Block] = []
    for block in (*blocks, Heading(1, ())):
        if isinstance(block, Heading) and block.level <= 2:
            if title or body:
                yield Part(title, tuple(body))
            title, body = block.runs, []
        else:
            body.append(block)


def _unstacked(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Stack):
            yield from _unstacked(block.body)
        else:
            yield block


def _cell_blocks(cell: Any, where: str) -> Iterator[Block]:
    tags = set(cell.metadata.get("tags", ()))
    if cell.cell_type == "markdown":
        blocks = blocks_of(cell.source)
        if _JUDGEMENT not in tags:
            yield from blocks
            return
        # The heading of a judgement opens a part; what the analyst says stands under it.
        heads = [b for b in blocks if isinstance(b, Heading) and b.level <= 2]
        rest = tuple(block for block in blocks if block not in heads)
        yield from heads
        if rest:
            yield Judgement(rest)
    elif cell.cell_type == "code" and not tags & _PARAMETER_TAGS:
        for output in cell.outputs:
            yield from _output_blocks(output, where)


def _output_blocks(output: Any, where: str) -> Iterator[Block]:
    match output.output_type:
        case "error":
            raise RenderError(
                f"{where} failed: {output.ename}: {_ANSI.sub('', str(output.evalue))}. "
                "A notebook that failed has no brief: mend the cell and render again."
            )
        case "stream":
            if output.name == "stdout" and output.text.strip():
                yield Pre(_ANSI.sub("", output.text).rstrip())
        case "display_data" | "execute_result":
            yield from _shown(output.data, output.get("metadata", {}), where)


def _shown(data: Any, metadata: Any, where: str) -> Iterator[Block]:
    if MIME in data:
        yield _read(_text(data[MIME]), where)
        return
    plain = _ANSI.sub("", _text(data.get("text/plain", ""))).strip()
    if _SVG in data:
        alt = metadata.get(_SVG, {}).get("alt") or metadata.get("alt") or "A figure."
        yield Figure("", (), _text(data[_SVG]), alt)
        return
    for media in _PICTURES:
        if media in data:
            alt = metadata.get(media, {}).get("alt") or metadata.get("alt") or "A picture."
            yield Image(media, "".join(_text(data[media]).split()), alt)
            return
    if "text/markdown" in data:
        yield from blocks_of(_text(data["text/markdown"]))
    elif plain:
        yield Pre(plain)


def _read(text: str, where: str) -> Block:
    try:
        return from_json(Block, unpack(text))
    except (BriefkitError, ValueError) as error:
        reason = str(error).rstrip(".")
        raise RenderError(f"{where} shows what is no block: {reason}.") from None


def _text(text: Any) -> str:
    return "".join(text) if isinstance(text, (list, tuple)) else str(text)
