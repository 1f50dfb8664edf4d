"""What the pages of topics, contacts and disagreements print, line by line, as judges read it."""

from __future__ import annotations

from collections.abc import Iterator

import briefkit as bk
from briefkit import present
from briefkit.present.blocks import Block, Bullets, Figure, Para, Section, Stack, Table
from briefkit.present.runs import Runs
from briefkit.present.sentences import findings

__all__ = ["as_read", "statements"]


def statements(day: str) -> frozenset[str]:
    """Return the rows, captions, bullets, disagreements and key sentences of an edition."""
    ds = bk.load(as_of=day)
    flows, contacts, register = bk.flows(ds), bk.cadence(ds), bk.discrepancies(ds)
    found: set[str] = set()
    for result in (bk.topics(ds, flows), contacts, register):
        found.update(_lines(present.topics(ds, result)))
    for result in (flows, contacts, register):
        found.update(map(as_read, findings(ds, result).items))
    return frozenset(" ".join(line.split()) for line in found)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Section() if all(isinstance(part, Para) for part in block.body):
            yield " / ".join(as_read(part.runs) for part in block.body if isinstance(part, Para))
        case Stack() | Section():
            for part in block.body:
                yield from _lines(part)
        case Table():
            for row in block.rows:
                yield " | ".join(map(as_read, row))
        case Figure():
            yield as_read(block.caption)
        case Bullets():
            yield from map(as_read, block.items)


def as_read(runs: Runs) -> str:
    """Return a sentence as the judges read it: caveats as words in brackets."""
    marks = (f" [{r.text.replace('_', ' ')}]" if r.kind == "caveat" else r.text for r in runs)
    return "".join(marks)
