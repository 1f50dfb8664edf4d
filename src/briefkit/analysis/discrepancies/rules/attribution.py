"""One utterance, credited to different speakers or occasions."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import listing, said
from briefkit.analysis.discrepancies.version import Version


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the speakers or occasions that one statement is given."""
    pairs = case.on(Ground.OCCASION, Ground.SPEAKER)
    if not pairs:
        return None
    told: dict[str, list[Version]] = {}
    for pair in pairs:
        for version in (pair.a, pair.b):
            versions = told.setdefault(version.text, [])
            if version not in versions:
                versions.append(version)
    if pairs[0].ground is Ground.OCCASION:
        record = case.index.ds.records.statements.get(case.family.subject_id)
        event = case.index.name(record.event_id) if record and record.event_id else "the event"
        parts = [f"{word} {event} by {said(case.index, *told[word])}" for word in sorted(told)]
        return f"The same words are placed {listing(parts)}.", claim_ids(pairs)
    parts = [
        f"{case.index.name(name)} in {said(case.index, *told[name])}" for name in sorted(told)
    ]
    return f"One statement is credited to {listing(parts)}.", claim_ids(pairs)
