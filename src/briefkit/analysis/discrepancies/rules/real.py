"""Independent voices that disagree on the thing itself."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, Conflict, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import actors, capital, said
from briefkit.analysis.discrepancies.version import DENIED, Version
from briefkit.schema.tables import Claim
from briefkit.vocab import Stage

_GROUNDS = (
    Ground.VALUE,
    Ground.DENIAL,
    Ground.GIST,
    Ground.PART,
    Ground.SUM,
    Ground.OUTSIDE,
    Ground.PAPER,
)


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the voices that stand against one another."""
    pairs = [pair for pair in case.on(*_GROUNDS) if case.is_independent(pair)]
    if not pairs:
        return None
    denials = [pair for pair in pairs if pair.ground is Ground.DENIAL]
    if denials:
        return _denied(case, denials, pairs)
    a, b = pairs[0].a, pairs[0].b
    text = (
        f"{_voices(case, pairs[0], 'a')}, {said(case.index, a)}, and {_voices(case, pairs[0], 'b')}, "
        f"{said(case.index, b)}, are independent voices and disagree on the thing itself."
    )
    return capital(text), claim_ids(pairs)


def _denied(
    case: Case, denials: list[Conflict], pairs: list[Conflict]
) -> tuple[str, tuple[str, ...]]:
    no = {v.claim_ids: v for p in denials for v in (p.a, p.b) if _denies(v)}
    yes = {v.claim_ids: v for p in denials for v in (p.a, p.b) if v.claim_ids not in no}
    deniers = frozenset().union(*(case.voices_of(v) for v in no.values()))
    holders = frozenset().union(*(case.voices_of(v) for v in yes.values()))
    index = case.index
    text = (
        f"{_named(case, deniers)} denies ({said(index, *no.values())}) what {_named(case, holders)} "
        f"says ({said(index, *yes.values())}): independent voices disagree on the thing itself"
    )
    seen = _seen(case, deniers)
    if seen:
        text += f"; to have been seen it is said in {said(index, claims=seen)}"
    evidence = {*claim_ids(pairs), *(claim.claim_id for claim in seen)}
    return f"{capital(text)}.", tuple(sorted(evidence))


def _denies(version: Version) -> bool:
    is_gist = version.role == "gist"
    return version.is_denied or (is_gist and any(g.startswith(DENIED) for g in version.names))


def _seen(case: Case, deniers: frozenset[str]) -> list[Claim]:
    """Claims that the denied thing was seen, or was in some place, by anybody but who denies it."""
    index = case.index
    if case.family.subject_id not in index.ds.records.flows:
        return []
    own = {claim.claim_id for claim in case.family.claims}
    return [
        claim
        for name in index.tree(case.family.subject_id)
        for claim in index.ds.claims_of(name)
        if claim.claim_id not in own
        and not claim.is_denied
        and claim.speaker_id not in deniers
        and (claim.stage is Stage.OBSERVED or claim.attribute == "place")
    ]


def _voices(case: Case, pair: Conflict, side: str) -> str:
    return _named(case, case.voices_of(pair.a if side == "a" else pair.b))


def _named(case: Case, voices: frozenset[str]) -> str:
    return actors(case.index, (name for voice in voices for name in voice.split("+")))
