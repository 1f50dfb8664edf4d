"""How far a disagreement is settled by the record, by a printed rule."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, Conflict
from briefkit.analysis.discrepancies.version import Version
from briefkit.analysis.voices import UNKNOWN, roots
from briefkit.schema.tables import Claim
from briefkit.vocab import CheckState, Modality, Reliability, SourceKind

__all__ = ["RULE", "sides", "state"]

#: The rule, as briefs print it.
RULE = (
    "Resolved: an official record of the publisher's own acts holds one side and no independent "
    "voice stands against it. Irreducible: losses or stocks that all sides estimate or allege. "
    "Leaning: one side has more voices than any other or, where one voice alone is rendered in "
    "different ways, more origins. Else open, and so is what one source leaves out."
)
#: Numbers for which no register is kept that anybody can see.
_UNSEEN = frozenset({"stock", "casualties", "killed", "wounded", "captured"})
_GUESSED = frozenset({Modality.ESTIMATED, Modality.ALLEGED})


def sides(case: Case) -> tuple[tuple[Version, ...], ...]:
    """Sort the versions that exclude one another into sides that hold together.

    Parameters
    ----------
    case : Case
        A family, compared.

    Returns
    -------
    tuple of tuple of Version
        Conflicts under which a reading is at hand form sides only where there are no others.
    """
    hard = [conflict for conflict in case.conflicts if not conflict.ground.is_soft]
    used: list[Conflict] = hard or list(case.conflicts)
    against: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    found: dict[tuple[str, ...], Version] = {}
    for conflict in used:
        for one, other in ((conflict.a, conflict.b), (conflict.b, conflict.a)):
            against.setdefault(one.claim_ids, set()).add(other.claim_ids)
            found[one.claim_ids] = one
    groups: list[list[Version]] = []
    for name in sorted(found):
        for group in groups:
            if not any(other.claim_ids in against[name] for other in group):
                group.append(found[name])
                break
        else:
            groups.append([found[name]])
    return tuple(tuple(group) for group in groups)


def state(case: Case) -> CheckState:
    """Tell how far a case is settled.

    Parameters
    ----------
    case : Case
        A family, compared.

    Returns
    -------
    CheckState
    """
    if not case.conflicts:
        return CheckState.OPEN
    found = sides(case)
    voices = [frozenset().union(*(case.voices_of(v) for v in side)) for side in found]
    records = [i for i, side in enumerate(found) if any(_is_record(case, v) for v in side)]
    if len(records) == 1:
        own = voices[records[0]]
        if all(other <= own for i, other in enumerate(voices) if i != records[0]):
            return CheckState.RESOLVED
    if case.family.attribute in _UNSEEN and all(
        version.modality in _GUESSED for side in found for version in side
    ):
        return CheckState.IRREDUCIBLE
    weights = [len(names) for names in voices]
    if len(frozenset().union(*voices)) == 1:
        weights = [_n_origins(case, side) for side in found]
    elif not all(weights):
        return CheckState.OPEN
    first, second = sorted(weights, reverse=True)[:2]
    return CheckState.LEANING if first > second else CheckState.OPEN


def _is_record(case: Case, version: Version) -> bool:
    if version.modality is not Modality.ASSERTED or version.is_dateline:
        return False
    return any(_is_official(case, claim) for claim in version.claims)


def _is_official(case: Case, claim: Claim) -> bool:
    source = case.index.ds.records.sources[claim.source_id]
    return source.kind is SourceKind.OFFICIAL and source.reliability is Reliability.A


def _n_origins(case: Case, side: tuple[Version, ...]) -> int:
    """Count the origins behind a side; a dateline is none, and so is what is derived."""
    told = [claim for version in side if not version.is_dateline for claim in version.claims]
    claims = [claim for claim in told if not claim.is_derived]
    return len({root for claim in claims for root in roots(case.index.ds, claim)} - {UNKNOWN})
