"""The place or the day of the report, taken for that of the event."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.sentence import capital, publishers, said
from briefkit.schema.tables import Claim


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Say where a dateline, or the day of a report, stands for the event."""
    return _text_against_dateline(case) or _arrival(case) or _day_of_report(case)


def _text_against_dateline(case: Case) -> tuple[str, tuple[str, ...]] | None:
    pairs = case.on(Ground.DATELINE)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    head, body = (a, b) if a.is_dateline else (b, a)
    text = (
        f"{said(case.index, head)} is a dateline and says where the report was filed; the text "
        f"puts the event in {case.index.name(body.text)}: {said(case.index, body)}."
    )
    return text, claim_ids(pairs)


def _arrival(case: Case) -> tuple[str, tuple[str, ...]] | None:
    pairs = case.on(Ground.ARRIVAL)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    arrival, meeting = (a, b) if a.role == "arrival_place" else (b, a)
    index = case.index
    place = index.name(meeting.text)
    sources = [name for name in meeting.sources if meeting.text in index.datelines(name)]
    text = (
        f"The place of the report would stand for that of the event: {publishers(index, sources)}, "
        f"datelined {place}, puts the meeting there, while the visitor arrived in "
        f"{index.name(arrival.text)} ({said(index, arrival)}) and no onward journey is reported."
    )
    heads = tuple(
        claim.claim_id
        for claim in index.ds.claims_of(meeting.subject_id, "place")
        if claim.locator == "dl" and claim.value == meeting.text
    )
    return text, tuple(sorted({*claim_ids(pairs), *heads}))


def _day_of_report(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Dates that are those of the publication, or of the announcement."""
    pairs = case.on(Ground.VALUE, Ground.OUTSIDE) if case.family.attribute == "date" else ()
    if not pairs:
        return None
    index = case.index
    announced = _announced_only(case)
    if announced:
        first = announced[0]
        text = (
            f"{capital(said(index, claims=announced))} dates the announcement, {first.value}, and "
            f"not {index.kind(first.subject_id)}, for which the page gives no day."
        )
        return text, tuple(sorted({*claim_ids(pairs), *(claim.claim_id for claim in announced)}))
    reports = [
        claim
        for pair in pairs
        for version in (pair.a, pair.b)
        for claim in version.claims
        if version.role == "date" and _is_day_of_report(index, claim)
    ]
    if not reports:
        return None
    text = (
        f"The day of the report would stand for that of the event: {said(index, claims=reports)} "
        f"gives {reports[0].value}, the day of publication, without a date printed."
    )
    return text, claim_ids(pairs)


def _is_day_of_report(index: Index, claim: Claim) -> bool:
    return claim.basis == "publication" and claim.value == index.published(claim).text


def _announced_only(case: Case) -> list[Claim]:
    """Announcements of the events at hand and their parts, in sources that give no date itself."""
    index = case.index
    touched = {v.subject_id for c in case.conflicts for v in (c.a, c.b)}
    inside = {name for subject in touched for name in index.tree(subject)}
    return [
        claim
        for name in sorted(inside)
        for claim in index.ds.claims_of(name, "announced")
        if claim.source_id not in {c.source_id for c in index.ds.claims_of(name, "date")}
    ]
