"""An executed notebook as lines: what each cell shows, line by line, as typed runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefkit.present.blocks import (
    Block,
    Bullets,
    Evidence,
    Figure,
    Heading,
    Judgement,
    Para,
    Section,
    Stack,
    Table,
)
from briefkit.present.runs import Runs, joined, unmarked
from briefkit.publish.document.notebook import cell_blocks

__all__ = ["Line", "Passage", "lines_of", "passages"]

#: Runs whose words are ours: not those of a source, a coder or a name.
_OURS = frozenset({"text", "strong", "num", "date", "name"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a cell shows.

    Parameters
    ----------
    cell : int
        The cell, counted as JupyterLab does.
    number : int
        The line in it: of a markdown cell as it is written, else of what it shows.
    part : str
        Heading of the second level that it stands under.
    style : str
        ``judged`` (a judgement), ``finding``, ``note``, ``body``, ``item``, ``row``, ``heading``,
        ``figure`` or ``evidence``.
    runs : tuple of Run
        Its words.
    block : Block
        The block that it is of, whole.
    """

    cell: int
    number: int
    part: str
    style: str
    runs: Runs
    block: Block = field(compare=False)

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(run.text for run in unmarked(self.runs))

    @property
    def own(self) -> str:
        """Its words without those of sources and coders; a likelihood that a rule prints is ours.

        What is left out leaves a blank, so that no word runs into another.
        """
        return "".join(
            run.text if run.kind in _OURS or run.rule.startswith("likelihood") else " "
            for run in unmarked(self.runs)
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A judgement with what stands below it: its grounds, its alternatives, its author."""

    lead: Line
    rest: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of it, in order."""
        return (self.lead, *self.rest)

    @property
    def text(self) -> str:
        """All of its words, a line each."""
        return "\n".join(line.text for line in self.lines)


def passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """Walk the judgements of a brief, each with the notes below it, or with all of its cell."""
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if line.style != "judged" or (before is not None and _is_one_cell(before, line)):
            continue
        rest = []
        for below in lines[place + 1 :]:
            if not (below.style == "note" or _is_one_cell(line, below)) or below.part != line.part:
                break
            rest.append(below)
        yield Passage(line, tuple(rest))


def _is_one_cell(a: Line, b: Line) -> bool:
    """Whether two lines are of one judgement that an analyst wrote into a cell."""
    return a.style == b.style == "judged" and a.block is b.block and isinstance(a.block, Judgement)


def lines_of(notebook: Any, brief: str) -> tuple[Line, ...]:
    """Return the lines of an executed notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With its outputs.
    brief : str
        Name of the brief, for messages.

    Returns
    -------
    tuple of Line

    Raises
    ------
    RenderError
        If a cell failed, or shows what is no block.
    """
    found: list[Line] = []
    part = ""
    for number, source, own in cell_blocks(notebook, brief):
        at = 0
        for block in own:
            for style, runs, whole in _told(block):
                if style == "heading" and isinstance(whole, Heading) and whole.level <= 2:
                    part = "".join(run.text for run in runs)
                at = at + 1 if source is None else _line_of(source, runs, at)
                found.append(Line(number, at, part, style, runs, whole))
    return tuple(found)


Told = tuple[str, Runs, Block]


def _told(block: Block) -> Iterator[Told]:
    """Walk what a block tells, line by line."""
    match block:
        case Heading():
            yield "heading", block.runs, block
        case Para():
            yield block.style, block.runs, block
        case Bullets():
            style = "finding" if block.style == "findings" else "item"
            yield from ((style, item, block) for item in block.items)
        case Judgement():
            for child in block.body:
                yield from (("judged", runs, block) for _, runs, _ in _told(child))
        case Stack():
            for child in block.body:
                yield from _told(child)
        case Section():
            yield "heading", block.title, block
            for child in block.body:
                yield from _told(child)
        case Figure():
            yield "figure", block.caption, block
        case Table():
            yield "heading", block.caption, block
            yield from (("row", joined(row, " · "), block) for row in block.rows)
        case Evidence():
            for item in block.items:
                yield "evidence", (item.printed, *item.source), Evidence((item,))


def _line_of(source: str, runs: Runs, after: int) -> int:
    """Return the line of a markdown cell in which words begin, at or behind the last one found."""
    words = re.findall(r"\w+", "".join(run.text for run in runs))[:3]
    pattern = re.compile(r"\W+".join(map(re.escape, words)))
    for number, line in enumerate(source.splitlines(), 1):
        if number > after and words and pattern.search(line):
            return number
    return max(after, 1)
