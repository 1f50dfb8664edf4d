"""Findings in words: one sentence each, that a reader would sign."""

from __future__ import annotations

from briefkit.analysis.sheet import Finding
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Conversion,
    Denied,
    Lull,
    Meeting,
    Slip,
    Years,
)
from briefkit.dataset import Dataset
from briefkit.present.formats import name, text
from briefkit.present.onepage.amounts import (
    amount_clause,
    conversion_clause,
    denied_clause,
    slip_clause,
)
from briefkit.present.onepage.contacts import (
    lull_clause,
    meeting_clause,
    people_runs,
    years_clause,
)
from briefkit.present.runs import Runs, unmarked

__all__ = ["finding_runs"]


def finding_runs(ds: Dataset, finding: Finding) -> Runs:
    """Return a finding as one sentence: what leads, then what else is said of the topic.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    finding : Finding
        One finding.

    Returns
    -------
    tuple of Run
        Without marks of footnotes: the grounds below it say the same in words.
    """
    runs = (*_subject(ds, finding.lead), *_said(ds, finding.lead))
    if finding.beside is not None:
        of_two = isinstance(finding.beside, Years | Lull)
        between = "; the two states " if of_two else "; "
        runs = (*runs, text(between), *_said(ds, finding.beside))
    return unmarked((*runs, text(".")))


def _subject(ds: Dataset, clause: Clause) -> Runs:
    """Return what a clause speaks of, where its words do not say so."""
    if isinstance(clause, Years | Lull):
        return (*people_runs(ds, clause.topic.split("-")), text(" "))
    return (name(ds, clause.flow_id), text(": ")) if isinstance(clause, Conversion) else ()


def _said(ds: Dataset, clause: Clause) -> Runs:
    match clause:
        case Amount():
            return amount_clause(ds, clause)
        case Slip():
            return slip_clause(ds, clause)
        case Conversion():
            return conversion_clause(ds, clause)
        case Denied():
            return denied_clause(ds, clause)
        case Meeting():
            return meeting_clause(ds, clause)
        case Years():
            return years_clause(clause)
        case Lull():
            return lull_clause(clause)
    raise TypeError(f"no sentence for {type(clause).__name__}")
