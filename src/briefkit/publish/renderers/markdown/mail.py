"""A document as plain Markdown that can be sent: no anchor, no annex, the sources in short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefkit.present.annex import Claims, Footnotes, Numbers
from briefkit.present.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Image,
    Judgement,
    Para,
    Pre,
    Section,
    Stack,
    Table,
)
from briefkit.present.plain import caveat_words
from briefkit.present.runs import Run, Runs, words
from briefkit.present.words import day_text
from briefkit.publish.document.document import Document, Part
from briefkit.publish.renderers.markdown.escaping import address, escaped, fenced, line

__all__ = ["mail"]

_EDGES = re.compile(r"^(\s*)(\S.*?)(\s*)$")  # stars stand close to their words
_MOST = 3  # sources that are named behind a number; more say no more


def mail(document: Document) -> str:
    """Return a document as Markdown.

    Parameters
    ----------
    document : Document
        A document of :func:`briefkit.publish.document.notebook.document`.

    Returns
    -------
    str
        Headings, paragraphs, lists, pipe tables; figures as what they show in words. A number in a
        sentence names its sources as ``[1]``, which are listed at the end.
    """
    return _Writer(document).text()


class _Writer:
    """Numbers the sources as it comes to them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sources = {
            item.claim_id: item.source
            for part in document.parts
            for block in part.body
            if isinstance(block, Claims)
            for item in block.items
        }
        self.listed: dict[str, Runs] = {}

    def text(self) -> str:
        document = self.document
        day = day_text(document.as_of)
        paragraphs = [
            f"# {escaped(words(document.title))}",
            f"As of {escaped(day)}; nothing published later is in it." if day else "",
            *self._blocks(document.question, 3),
            "\n".join(
                f"- {escaped(label)}: {self._inline(runs)}"
                for label, runs in document.facts
                if words(runs) != day and any(run.kind != "id" for run in runs)
            ),
        ]
        for part in document.parts:
            paragraphs += self._part(part)
        if self.listed:
            sources = (self._inline(runs) for runs in self.listed.values())
            listed = "\n".join(f"{n}. {source}" for n, source in enumerate(sources, 1))
            paragraphs += ["## Sources", listed]
        return "\n\n".join(filter(None, paragraphs)) + "\n"

    def _part(self, part: Part) -> Iterator[str]:
        # What stands before the annex introduces it, and goes with it.
        annex = [n for n, b in enumerate(part.body, 1) if isinstance(b, (Claims, Numbers))]
        body = [*self._blocks(part.body[max(annex, default=0) :], 3)]
        if part.title and body:
            yield f"## {escaped(words(part.title))}"
        yield from body

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Heading():
                yield f"{'#' * block.level} {escaped(words(block.runs))}"
            case Para():
                yield line(self._inline(block.runs, is_led=block.style != "note"))
            case Bullets():
                is_ordered = block.style == "ordered"
                items = (line(self._inline(item, is_led=True)) for item in block.items)
                yield "\n".join(
                    f"{f'{n}.' if is_ordered else '-'} {item}" for n, item in enumerate(items, 1)
                )
            case Table():
                yield self._caption(block)
                yield "\n".join(self._rows(block))
            case Figure():
                yield self._caption(block)
                yield _quoted((escaped(block.alt),))
            case Image():
                yield _quoted((escaped(block.alt),))
            case Section():
                badge = f" ({escaped(block.badge)})" if block.badge else ""
                yield f"{'#' * min(level, 6)} {escaped(words(block.title))}{badge}"
                yield from self._blocks(block.body, level + 1)
            case Stack():
                yield from self._blocks(block.body, level)
            case Judgement():
                yield _quoted(("**Analyst’s judgement**", *self._blocks(block.body, level)))
            case Pre():
                yield fenced(block.text)
            case Footnotes():
                yield "\n".join(
                    f"- {escaped(caveat_words(note.code))}: {escaped(note.sentence)}"
                    for note in block.items
                )

    def _caption(self, block: Table | Figure) -> str:
        label = f"**{escaped(block.label)}** " if block.label else ""
        return f"{label}{self._inline(block.caption)}".strip()

    def _rows(self, block: Table) -> Iterator[str]:
        yield _row(escaped(column.label) for column in block.columns)
        yield _row("---:" if column.align == "right" else "---" for column in block.columns)
        for row in block.rows:
            yield _row(self._inline(tuple(self._told(cell))) for cell in row)

    def _told(self, cell: Runs) -> Iterator[Run]:
        """Yield a cell without identifiers: words stand beside them, or their source is named."""
        is_said = any(run.kind != "id" and run.text.strip() for run in cell)
        for run in cell:
            source = next((self.sources[c] for c in run.claims if c in self.sources), ())
            if run.kind != "id":
                yield run
            elif source:
                yield Run(", ".join(r.text for r in source if r.kind in {"name", "date"}), "name")
            elif run.claims or not is_said:
                yield run

    def _inline(self, runs: Runs, *, is_led: bool = False) -> str:
        return "".join(
            _run(run) + (self._refs(run) if is_led and run.kind == "num" else "") for run in runs
        ).strip()

    def _refs(self, run: Run) -> str:
        """Return the sources of a number as ``[1, 2]``; nothing where they are many."""
        behind = {words(source): source for c in run.claims if (source := self.sources.get(c))}
        if not 0 < len(behind) <= _MOST:
            return ""
        self.listed |= {key: source for key, source in behind.items() if key not in self.listed}
        order = list(self.listed)
        return f" [{', '.join(map(str, sorted(order.index(key) + 1 for key in behind)))}]"


def _run(run: Run) -> str:
    text = escaped(run.text)
    match run.kind:
        case "strong":
            return _EDGES.sub(r"\1**\2**\3", text)
        case "caveat":
            return f" ({escaped(caveat_words(run.text))})"
        case "link" if run.href.startswith(("https://", "http://", "mailto:")):
            return address(run.href) if run.text == run.href else f"[{text}]({address(run.href)})"
        case _:
            return text


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _quoted(paragraphs: Iterable[str]) -> str:
    lines = "\n\n".join(paragraphs).split("\n")
    return "\n".join(f"> {part}".rstrip() for part in lines)
