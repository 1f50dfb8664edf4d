"""The meaning turned round: a negation read in one rendering and not in the other."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import actors, possessive, said
from briefkit.analysis.discrepancies.spelling import is_negated
from briefkit.analysis.discrepancies.version import Version
from briefkit.schema.tables import Claim


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the renderings of one statement of which one denies what the other says."""
    pairs = [
        pair
        for pair in case.on(Ground.GIST, Ground.DENIAL)
        if case.family.attribute == "gist"
        and not case.is_independent(pair)
        and (pair.ground is Ground.DENIAL or _denies(pair.a) != _denies(pair.b))
    ]
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    if _denies(a):
        a, b = b, a
    speakers = {claim.speaker_id for v in (a, b) for claim in v.claims if claim.speaker_id}
    whose = f" of {possessive(actors(case.index, speakers))}" if speakers else ""
    affirming, denying = _phrases(case, a), _phrases(case, b)
    text = (
        f"The meaning is turned round between two renderings of one remark{whose}: "
        f"{said(case.index, claims=affirming)} affirms what {said(case.index, claims=denying)} "
        "denies, as when a negation is dropped or misplaced in translation."
    )
    evidence = {claim.claim_id for claim in (*affirming, *denying)}
    return text, tuple(sorted({*claim_ids(pairs), *evidence}))


def _denies(version: Version) -> bool:
    return any(is_negated(gist) for gist in version.names)


def _phrases(case: Case, version: Version) -> list[Claim]:
    """Return the words as printed, where they are coded, else the claims of the proposition."""
    phrases = [
        claim
        for claim in case.family.claims
        if claim.attribute == "phrase" and claim.source_id in version.sources
    ]
    telling = [claim for claim in phrases if is_negated(claim.printed) == _denies(version)]
    return telling or phrases or list(version.claims)
