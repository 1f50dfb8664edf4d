"""Independent voices that disagree on the thing itself."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, Conflict, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import told
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
        f"{told(case.index, a.claims)} and {told(case.index, b.claims)} come from independent "
        "voices, which disagree on the thing itself."
    )
    return text, claim_ids(pairs)


def _denied(
    case: Case, denials: list[Conflict], pairs: list[Conflict]
) -> tuple[str, tuple[str, ...]]:
    sides = {v.claim_ids: v for pair in denials for v in (pair.a, pair.b)}.values()
    no = [claim for version in sides if _denies(version) for claim in version.claims]
    yes = [claim for version in sides if not _denies(version) for claim in version.claims]
    index = case.index
    text = (
        f"Independent voices disagree on the thing itself: {told(index, no)} against "
        f"{told(index, yes)}"
    )
    seen = _seen(case, {claim.speaker_id for claim in no})
    if seen:
        text += f"; that it was seen or used, {told(index, seen)}"
    return f"{text}.", tuple(sorted({*claim_ids(pairs), *(claim.claim_id for claim in seen)}))


def _denies(version: Version) -> bool:
    is_gist = version.role == "gist"
    return version.is_denied or (is_gist and any(g.startswith(DENIED) for g in version.names))


def _seen(case: Case, deniers: set[str | None]) -> list[Claim]:
    """Claims of others than who denies it that the goods were seen, or are in some place."""
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
        and claim.speaker_id not in deniers - {None}
        and (claim.stage is Stage.OBSERVED or claim.attribute == "place")
    ]
