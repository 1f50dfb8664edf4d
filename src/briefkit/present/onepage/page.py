"""A sheet as its parts: what a notebook shows cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from briefkit.analysis.sheet import Finding, Sheet
from briefkit.analysis.sheet.judgements import Judged
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Para, Stack
from briefkit.present.formats import text
from briefkit.present.onepage.clauses import finding_runs
from briefkit.present.onepage.confidence import change_runs, grounds_runs
from briefkit.present.onepage.disputes import disputes_block
from briefkit.present.onepage.judgements import judgement_blocks, moved_block
from briefkit.present.onepage.moves import moves_block
from briefkit.present.onepage.picture import picture
from briefkit.present.onepage.sources import sources_block
from briefkit.present.onepage.unknown import unknown_block
from briefkit.present.trees import runs_of

__all__ = ["Page", "sheet"]

#: So many judgements and findings are printed.
_MOST = 5


@dataclass(frozen=True)
class Page:
    """The parts of a sheet.

    Parameters
    ----------
    findings, moves, figure, disputes, unknown, sources : Block
        What each section shows.
    computed : Block
        All findings that are computed, also those whose place a judgement takes.
    """

    findings: Block
    moves: Block
    figure: Block
    disputes: Block
    unknown: Block
    sources: Block
    computed: Block

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of the claims that the parts lead to, sorted."""
        blocks = (self.findings, self.moves, self.figure, self.disputes, self.unknown, self.sources)
        runs = (run for block in blocks for run in runs_of(block))
        return tuple(sorted({name for run in runs for name in run.claims}))


def sheet(ds: Dataset, result: Sheet) -> Page:
    """Put a sheet into words and one figure.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Sheet
        Its sheet.

    Returns
    -------
    Page
        Every number carries its claims or its rule.
    """
    findings = _findings(ds, result)
    moves, disputes = moves_block(ds, result), disputes_block(ds, result)
    return Page(
        findings,
        moves,
        picture(ds, result),
        disputes,
        unknown_block(ds, result),
        sources_block(ds, (findings, moves, disputes)),
        _computed(ds, result),
    )


def _findings(ds: Dataset, result: Sheet) -> Block:
    """Print what was judged and stands; in the place of what moved, and then, what is computed."""
    stands = [one for one in result.judged if one.stands]
    moved = [one for one in result.judged if not one.stands and not _is_replaced(one, stands)]
    judged = {topic for one in stands for topic in one.topics}
    judged -= {topic for one in moved for topic in one.topics}
    left = [f for f in result.findings if f.lead.topic not in judged]
    leading: list[Judged | Finding] = []
    for one in result.judged:  # what moved gives its place to what is computed of its topic
        found = [f for f in left if one in moved and f.lead.topic in one.topics]
        leading += [one] if one in stands else [f for f in found if f not in leading]
    shown = [*leading, *(f for f in left if f not in leading)][:_MOST]
    parts: list[Block] = []
    for is_judged, group in groupby(shown, key=lambda part: isinstance(part, Judged)):
        if is_judged:
            parts += judgement_blocks(ds, [one for one in group if isinstance(one, Judged)])
            continue
        for finding in (part for part in group if isinstance(part, Finding)):
            parts += _finding(ds, finding)
            own = [one for one in moved if finding.lead.topic in one.topics]
            moved = [one for one in moved if one not in own]
            parts += [moved_block(ds, own)] if own else []
    parts += [moved_block(ds, moved)] if moved else []
    return Stack(tuple(parts)) if parts else _nothing()


def _is_replaced(own: Judged, stands: Sequence[Judged]) -> bool:
    """Whether a newer judgement that stands speaks of the same."""
    day = own.judgement.knows
    return any(one.judgement.knows > day and one.topics & own.topics for one in stands)


def _computed(ds: Dataset, result: Sheet) -> Block:
    parts = tuple(part for finding in result.findings for part in _finding(ds, finding))
    return Stack(parts) if parts else _nothing()


def _finding(ds: Dataset, finding: Finding) -> tuple[Block, Block]:
    return (
        Para(finding_runs(ds, finding), "finding"),
        Para((*grounds_runs(finding), text(" "), *change_runs(ds, finding)), "note"),
    )


def _nothing() -> Block:
    return Para((text("Nothing on record of the last half-year makes a finding."),), "note")
