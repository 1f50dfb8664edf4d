"""Values that are no numbers, chosen among claims: dates, places, sets of actors, terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from briefkit.analysis import rules
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.corrections import correction
from briefkit.analysis.origins import origin_weights
from briefkit.analysis.voices import UNKNOWN, by_voice, is_own_record, is_weak
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Caveat

__all__ = ["Choice", "choose"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is no number, chosen among claims.

    Parameters
    ----------
    value : str
        As claims code it.
    rule : str
        How it was chosen.
    claim_ids, rival_ids : tuple of str
        Claims that hold with it, and those that do not, by rank.
    caveats : tuple of Caveat
        Warnings that belong to it.
    n_voices : int
        Voices that hold with it.
    """

    value: str
    rule: str
    claim_ids: tuple[str, ...]
    rival_ids: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    n_voices: int = 0


def choose(ds: Dataset, claims: Iterable[Claim]) -> Choice | None:
    """Choose one value that is no number: a date, place, set of actors or term.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Claims of one attribute; passed over are denied ones, those that are doubtful in themselves,
        and those that relay what was corrected.

    Returns
    -------
    Choice or None
        The value with which most voices hold. A coarser date or place, or a subset of actors, holds
        with a finer one. Against its own record a voice has no other vote, and pages of grade E and
        F, and hearsay, are asked where the others tie. Further ties go to the value that more
        sources print, then to the finer one, then to the first by name. None if there is no claim.

    Notes
    -----
    A record of a plan does not overrule word of the deed, and a good page on the plan does not
    outrank a weak one on the deed.
    """
    used = [
        claim
        for claim in claims
        if claim.value is not None
        and not claim.is_denied
        and not claim.is_doubtful
        and correction(ds, claim) is None
    ]
    if not used:
        return None
    kind, places = ATTRIBUTES[used[0].attribute].type, ds.records.places

    def covers(coarse: str, fine: str) -> bool:
        return kind.covers(coarse, fine, places)

    name, rank = corpus_of(ds).name, ds.tables.ranks.__getitem__
    found = {str(claim.value) for claim in used}
    values = sorted(found, key=lambda value: ([*map(name, kind.names(value))], value))
    steps = {claim.stage_or_done.is_actual for claim in used if not is_weak(ds, claim)}
    weak = [c for c in used if is_weak(ds, c) and c.stage_or_done.is_actual in steps]
    polls = [_poll(ds, [c for c in used if c not in weak]), _poll(ds, weak)]
    voting = {claim.claim_id for poll in polls for listed in poll.values() for claim in listed}

    def agreeing(value: str) -> list[Claim]:
        return [claim for claim in used if covers(str(claim.value), value)]

    def score(value: str) -> tuple[float, ...]:
        held = agreeing(value)
        names = {claim.claim_id for claim in held}
        documents = {claim.source_id for claim in held if claim.claim_id in voting}
        fineness = sum(covers(other, value) for other in values)
        return *(_share(ds, poll, names) for poll in polls), len(documents), fineness

    best = max(values, key=score)
    held = agreeing(best)
    rivals = [claim for claim in used if claim not in held and not covers(best, str(claim.value))]
    holders = set(by_voice(ds, held)) - {UNKNOWN}
    caveats = [Caveat.SOURCES_DISAGREE] if rivals else []
    if len(holders) <= 1:
        caveats.append(Caveat.SINGLE_VOICE)
    return Choice(
        best,
        rules.SINGLE if len({voice for poll in polls for voice in poll}) == 1 else rules.VOTE,
        tuple(sorted((claim.claim_id for claim in held), key=rank)),
        tuple(sorted((claim.claim_id for claim in rivals), key=rank)),
        tuple(caveats),
        max(len(holders), 1),
    )


#: The claims by which each voice votes.
_Poll = Mapping[str, Sequence[Claim]]


def _poll(ds: Dataset, claims: Sequence[Claim]) -> _Poll:
    """Group claims by voice, without those that a voice's own record of the step excludes."""
    own = {claim.claim_id for claim in claims if is_own_record(ds, claim)}

    def stands(claim: Claim, records: Sequence[Claim]) -> bool:
        kind, step = ATTRIBUTES[claim.attribute].type, claim.stage_or_done.is_actual
        said = [str(r.value) for r in records if r.stage_or_done.is_actual == step]
        agreed = (kind.agree(str(claim.value), value, ds.records.places) for value in said)
        return not said or any(agreed)

    poll = {}
    for voice, listed in by_voice(ds, claims).items():
        records = [claim for claim in listed if claim.claim_id in own]
        poll[voice] = [claim for claim in listed if stands(claim, records)]
    return poll


def _share(ds: Dataset, poll: _Poll, names: Set[str]) -> float:
    """Return how many voices hold with some claims, each of its origins having an equal part."""
    found = 0.0
    for voice, listed in poll.items():
        weights = origin_weights(ds, listed)
        pairs = zip(listed, weights, strict=True)
        part = sum(weight for claim, weight in pairs if claim.claim_id in names)
        found += (0.5 if voice == UNKNOWN and len(poll) > 1 else 1.0) * part / sum(weights)
    return round(found, 9)
