"""Dates that exclude one another."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import capital, said
from briefkit.analysis.discrepancies.version import Version

_ROLES = {
    "date": "{}",
    "start": "a start on {}",
    "end": "an end on {}",
    "during": "a time within {}",
    "under_way": "under way on {}",
    "announced": "announced on {}",
}
_ATTRIBUTES = frozenset({"date", "announced"})


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set against one another the dates that cannot both hold."""
    if case.family.attribute not in _ATTRIBUTES:
        return None
    pairs = case.on(Ground.VALUE, Ground.OUTSIDE)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    where = " in one and the same source" if case.is_inside_one_source(pairs[0]) else ""
    if pairs[0].ground is Ground.OUTSIDE:
        part, whole = (a, b) if b.subject_id in case.index.ancestors(a.subject_id) else (b, a)
        text = (
            f"{capital(case.index.kind(part.subject_id))}, {_dated(case, part)}, would lie outside "
            f"{case.index.kind(whole.subject_id)}, {_dated(case, whole)}{where}."
        )
    else:
        text = f"{capital(_dated(case, a))} excludes {_dated(case, b)}{where}."
    return text, claim_ids(pairs)


def _dated(case: Case, version: Version) -> str:
    return f"{_ROLES[version.role].format(version.days.text)} by {said(case.index, version)}"
