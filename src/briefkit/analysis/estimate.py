"""Estimates over claims, in two steps: what each voice said, then the voices together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefkit.analysis.voices import UNKNOWN, by_voice, roots
from briefkit.dataset import Dataset
from briefkit.quantities import Amount, amount
from briefkit.schema.tables import Claim
from briefkit.vocab import Caveat

__all__ = [
    "Estimate",
    "VoiceValue",
    "claim_amount",
    "count_estimate",
    "estimate_number",
    "origin_weights",
    "ratio",
    "voice_values",
]

LOG_MEDIAN = "log-median of the voices"
SINGLE = "the one voice"
COUNT = "count of events"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that carries what it rests on.

    Parameters
    ----------
    low, best, high : float or None
        Interval and value; None is unknown.
    unit : str
        Unit of all three.
    rule : str
        How it was computed.
    claim_ids : tuple of str
        Claims behind it.
    caveats : tuple of Caveat
        Warnings that belong to it.
    n_voices : int
        Independent voices behind it.
    vote : float or None
        The value that most claims print, whoever relays whom; None on a tie.
    """

    low: float | None
    best: float | None
    high: float | None
    unit: str
    rule: str
    claim_ids: tuple[str, ...]
    caveats: tuple[Caveat, ...] = ()
    n_voices: int = 0
    vote: float | None = None

    @property
    def amount(self) -> Amount:
        """The interval alone."""
        return Amount(self.low, self.best, self.high, self.unit)

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{name}={getattr(self, name)!r}"
            for name in ("low", "best", "high", "unit", "rule", "n_voices")
        )
        return f"Estimate({shown}, {len(self.claim_ids)} claims)"

    def to_json(self) -> dict[str, object]:
        """Return low, best, high, unit, rule and claim_ids."""
        return {
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "unit": self.unit,
            "rule": self.rule,
            "claim_ids": list(self.claim_ids),
        }


@dataclass(frozen=True, slots=True)
class VoiceValue:
    """What one voice said, from all its relays."""

    voice: str
    amount: Amount
    claim_ids: tuple[str, ...]


def claim_amount(claim: Claim) -> Amount:
    """Return the interval that a claim of number gives, in its own unit."""
    return amount(
        claim.amount_value, str(claim.unit), low=claim.low, high=claim.high, hedge=claim.hedge
    )


def _middle(values: Sequence[tuple[float, float]]) -> float:
    """Weighted median; of two middle values the lower, so that it is one that somebody gave."""
    ordered = sorted(values)
    half = sum(weight for _, weight in ordered) / 2
    total = 0.0
    for value, weight in ordered:
        total += weight
        if total >= half - 1e-9:
            return value
    return ordered[-1][0]


def origin_weights(ds: Dataset, claims: Sequence[Claim]) -> list[float]:
    """One unit of weight for each independent origin, shared by the claims that relay it."""
    names = [roots(ds, claim) for claim in claims]
    counts = Counter(names)
    return [1 / counts[name] for name in names]


def voice_values(
    ds: Dataset, claims: Iterable[Claim], of: Callable[[Claim], Amount] = claim_amount
) -> tuple[VoiceValue, ...]:
    """Return what each voice said, one interval for each.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Claims of number on one subject, in one unit after `of`.
    of : callable
        Claim to amount; by default as coded.

    Returns
    -------
    tuple of VoiceValue
        Sorted by voice. Inside a voice, each independent origin weighs one and the weighted
        log-median is taken, so that one mistranslation is outvoted by the other relays.
    """
    found = []
    for voice, members in by_voice(ds, claims).items():
        weights = origin_weights(ds, members)
        amounts = [of(claim) for claim in members]
        unit = amounts[0].unit

        def middle(
            pick: Callable[[Amount], float | None],
            amounts: list[Amount] = amounts,
            weights: list[float] = weights,
        ) -> float | None:
            pairs = [(pick(a), w) for a, w in zip(amounts, weights, strict=True)]
            known = [(value, weight) for value, weight in pairs if value is not None]
            return _middle(known) if known else None

        best = middle(lambda a: a.best)
        low = middle(lambda a: a.low)
        high = middle(lambda a: a.high)
        # Medians of bounds are taken apart from each other, and may stand the wrong way round.
        known = [number for number in (low, best, high) if number is not None]
        low = None if low is None else min(known)
        high = None if high is None else max(known)
        found.append(
            VoiceValue(voice, Amount(low, best, high, unit), tuple(c.claim_id for c in members))
        )
    return tuple(found)


def estimate_number(
    ds: Dataset, claims: Iterable[Claim], of: Callable[[Claim], Amount] = claim_amount
) -> Estimate | None:
    """Estimate one number from all claims about it.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Claims of number that speak of one thing, in one unit after `of`; denied ones and those
        without any number are passed over.
    of : callable
        Claim to amount.

    Returns
    -------
    Estimate or None
        best is the log-median of the voices (of two middle ones the lower); low and high are the
        widest bounds that any voice gives. None if no claim gives a number.

    References
    ----------
    The median of logarithms is the estimator of least assumptions for positive amounts whose errors
    are factors; weighting sources needs more facts per source than a news record has
    (Dong, Berti-Equille and Srivastava 2009, section 3).
    """
    used = [claim for claim in claims if not claim.is_denied and not of(claim).is_empty]
    if not used:
        return None
    voices = voice_values(ds, used, of)
    independent = [v for v in voices if v.voice != UNKNOWN] or list(voices)
    bests = [(v.amount.best, 1.0) for v in independent if v.amount.best is not None]
    lows = [v.amount.low for v in independent if v.amount.low is not None]
    highs = [v.amount.high for v in independent if v.amount.high is not None]
    best = _middle(bests) if bests else None
    # A voice that gives a ceiling alone pulls the low end down to it, never below.
    ceilings = [
        v.amount.high
        for v in independent
        if v.amount.high is not None and v.amount.best is None and v.amount.low is None
    ]
    reach = [*lows, *(value for value, _ in bests)]
    low = min([*reach, *ceilings]) if reach else None
    is_open = any(v.amount.high is None and v.amount.best is None for v in independent)
    high = None if is_open else max([*highs, *(value for value, _ in bests)], default=None)
    caveats = []
    if best is None and high is None:
        caveats.append(Caveat.FLOOR_ONLY)
    if best is None and low is None:
        caveats.append(Caveat.CEILING_ONLY)
    if len(independent) == 1:
        caveats.append(Caveat.SINGLE_VOICE)
    if any(UNKNOWN in roots(ds, claim) for claim in used):
        caveats.append(Caveat.UNKNOWN_ORIGIN)
    printed = Counter(a.best for a in map(of, used) if a.best is not None).most_common(2)
    is_tie = len(printed) == 2 and printed[0][1] == printed[1][1]
    return Estimate(
        low,
        best,
        high,
        independent[0].amount.unit,
        SINGLE if len(independent) == 1 else LOG_MEDIAN,
        tuple(sorted(claim.claim_id for claim in used)),
        tuple(caveats),
        len(independent),
        printed[0][0] if printed and not is_tie else None,
    )


def count_estimate(
    n: int, what: str, claim_ids: Iterable[str], high: int | None = None, rule: str = COUNT
) -> Estimate:
    """Return a count of things in the record as an estimate.

    Parameters
    ----------
    n : int
        How many there certainly are.
    what : str
        Unit: what is counted.
    claim_ids : iterable of str
        Claims that the counted things rest on.
    high : int, optional
        How many there are if the uncertain ones count too.
    rule : str
        How they were counted.

    Returns
    -------
    Estimate
    """
    top = n if high is None else max(n, high)
    return Estimate(n, n, top, what, rule, tuple(sorted(set(claim_ids))))


def ratio(a: float, b: float) -> float:
    """Return the factor between two positive numbers, at least 1.

    Examples
    --------
    >>> ratio(60, 60_000)
    1000.0
    """
    if a <= 0 or b <= 0:
        return math.inf
    return max(a / b, b / a)
