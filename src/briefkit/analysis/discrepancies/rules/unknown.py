"""Claims that differ, and no rule that says how it came about."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.sentence import said


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set the first two versions against one another, and leave it at that."""
    if not case.conflicts:
        return None
    a, b = case.conflicts[0].a, case.conflicts[0].b
    where = " in one and the same source" if case.is_inside_one_source(case.conflicts[0]) else ""
    text = (
        f"{said(case.index, a)} and {said(case.index, b)} cannot both hold{where}, and no rule "
        "explains the difference."
    )
    return text, claim_ids(case.conflicts)
