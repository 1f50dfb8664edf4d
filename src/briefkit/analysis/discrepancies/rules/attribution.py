"""One utterance, credited to different speakers or occasions."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import listing, said, told
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import Modality


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the speakers or occasions that one statement is given."""
    return _utterance(case) or _as_fact(case)


def _utterance(case: Case) -> tuple[str, tuple[str, ...]] | None:
    pairs = case.on(Ground.OCCASION, Ground.SPEAKER)
    if not pairs:
        return None
    placed: dict[str, list[Version]] = {}
    for pair in pairs:
        for version in (pair.a, pair.b):
            versions = placed.setdefault(version.text, [])
            if version not in versions:
                versions.append(version)
    if pairs[0].ground is Ground.OCCASION:
        event = _event(case)
        parts = [f"{word} {event} in {said(case.index, *placed[word])}" for word in sorted(placed)]
        return f"The same words are placed {listing(parts)}.", claim_ids(pairs)
    parts = [
        f"{case.index.name(name)} in {said(case.index, *placed[name])}" for name in sorted(placed)
    ]
    return f"One statement is credited to {listing(parts)}.", claim_ids(pairs)


def _event(case: Case) -> str:
    records = case.index.ds.records
    statement = records.statements.get(case.family.subject_id)
    return case.index.kind(statement.event_id or "") if statement else "the event"


def _as_fact(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name what a source has somebody allege, and tells on in its own voice as fact."""
    index = case.index
    if case.family.subject_id not in index.ds.records.flows:
        return None
    claims = [c for name in index.tree(case.family.subject_id) for c in index.ds.claims_of(name)]
    alleged = [c for c in claims if c.modality is Modality.ALLEGED and c.speaker_id is not None]
    sources = {claim.source_id for claim in alleged}
    facts = [
        claim
        for claim in claims
        if claim.source_id in sources
        and claim.speaker_id is None
        and claim.modality is None
        and claim.stage_or_done.is_actual
    ]
    if not facts:
        return None
    text = (
        f"What is alleged, {told(index, alleged)}, is told on as fact in the source’s own voice: "
        f"{told(index, facts)}."
    )
    return text, tuple(sorted(claim.claim_id for claim in (*alleged, *facts)))
