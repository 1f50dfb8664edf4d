"""Places that exclude one another."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import capital, said


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set against one another the places that cannot both hold."""
    if case.family.attribute != "place":
        return None
    pairs = case.on(Ground.VALUE, Ground.OUTSIDE, Ground.ARRIVAL)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    name = case.index.name
    if pairs[0].ground is Ground.ARRIVAL:
        arrival, meeting = (a, b) if a.role == "arrival_place" else (b, a)
        text = (
            f"{capital(case.index.kind(meeting.subject_id))} would have been in "
            f"{name(arrival.text)}, where the "
            f"visitor arrived by {said(case.index, arrival)}, and not in {name(meeting.text)} as "
            f"in {said(case.index, meeting)}."
        )
    else:
        text = (
            f"{name(a.text)}, {said(case.index, a)}, and {name(b.text)}, {said(case.index, b)}, "
            "lie apart: neither contains the other."
        )
    return text, claim_ids(pairs)
