"""Values that are no numbers, chosen among claims: dates, places, sets of actors, terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.analysis.voices import UNKNOWN, by_voice, origin_weights
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Caveat

__all__ = ["Choice", "choose"]

SINGLE = "the one voice"
VOTE = "vote of the voices"


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
        Claims that hold with it, and those that do not.
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
        Claims of one attribute; denied ones are passed over.

    Returns
    -------
    Choice or None
        The value with which most voices hold. A coarser date or place, or a subset of actors, holds
        with a finer one. Ties go to the value that more sources print, then to the finer one, then
        to the first in order. None if there is no claim.
    """
    used = [claim for claim in claims if not claim.is_denied and claim.value is not None]
    if not used:
        return None
    kind, places = ATTRIBUTES[used[0].attribute].type, ds.records.places

    def covers(coarse: str, fine: str) -> bool:
        return kind.covers(coarse, fine, places)

    values = sorted({claim.value for claim in used if claim.value is not None})
    voices = by_voice(ds, used)
    weights = {voice: origin_weights(ds, members) for voice, members in voices.items()}

    def agreeing(value: str) -> list[Claim]:
        return [claim for claim in used if claim.value is not None and covers(claim.value, value)]

    def score(value: str) -> tuple[float, int, int]:
        held = {claim.claim_id for claim in agreeing(value)}
        shares = 0.0
        for voice, members in voices.items():
            pairs = list(zip(members, weights[voice], strict=True))
            part = sum(weight for claim, weight in pairs if claim.claim_id in held)
            whole = sum(weights[voice])
            shares += (0.5 if voice == UNKNOWN and len(voices) > 1 else 1.0) * part / whole
        fineness = sum(covers(other, value) for other in values)
        return (round(shares, 9), len({claim.source_id for claim in agreeing(value)}), fineness)

    best = max(values, key=lambda value: (score(value), [-ord(c) for c in value]))
    held = agreeing(best)
    rivals = [claim for claim in used if claim not in held and not covers(best, str(claim.value))]
    holders = set(by_voice(ds, held)) - {UNKNOWN}
    caveats = [Caveat.SOURCES_DISAGREE] if rivals else []
    if len(holders) <= 1:
        caveats.append(Caveat.SINGLE_VOICE)
    return Choice(
        best,
        SINGLE if len(voices) == 1 else VOTE,
        tuple(sorted(claim.claim_id for claim in held)),
        tuple(sorted(claim.claim_id for claim in rivals)),
        tuple(caveats),
        max(len(holders), 1),
    )
