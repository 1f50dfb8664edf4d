"""A sheet as its parts: what a notebook shows cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.sheet import Sheet
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Para, Stack
from briefkit.present.formats import text
from briefkit.present.onepage.clauses import finding_runs
from briefkit.present.onepage.confidence import change_runs, grounds_runs
from briefkit.present.onepage.disputes import disputes_block
from briefkit.present.onepage.moves import moves_block
from briefkit.present.onepage.picture import picture
from briefkit.present.onepage.sources import sources_block
from briefkit.present.onepage.unknown import unknown_block
from briefkit.present.trees import runs_of

__all__ = ["Page", "sheet"]


@dataclass(frozen=True)
class Page:
    """The parts of a sheet.

    Parameters
    ----------
    findings, moves, figure, disputes, unknown, sources : Block
        What each section shows.
    """

    findings: Block
    moves: Block
    figure: Block
    disputes: Block
    unknown: Block
    sources: Block

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
    )


def _findings(ds: Dataset, result: Sheet) -> Block:
    if not result.findings:
        return Para((text("Nothing on record of the last half-year makes a finding."),), "note")
    return Stack(
        tuple(
            part
            for finding in result.findings
            for part in (
                Para(finding_runs(ds, finding), "finding"),
                Para((*grounds_runs(finding), text(" "), *change_runs(ds, finding)), "note"),
            )
        )
    )
