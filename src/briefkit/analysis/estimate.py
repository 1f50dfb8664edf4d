"""Estimates: what the voices say now to a question of number, joined by one printed rule."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefkit.analysis.current import VoiceValue, current, is_alike
from briefkit.analysis.questions import Answer
from briefkit.analysis.voices import UNKNOWN
from briefkit.quantities import Amount
from briefkit.vocab import Caveat

__all__ = ["Estimate", "Form", "count_estimate", "estimate_number", "joined", "ratio"]

MEDIAN = "median of the voices"
AGREED = "two voices that agree"
RANGE = "the voices differ: from the lowest to the highest"
SINGLE = "the one voice"
BOUNDS = "bounds alone"
COUNT = "count of events"

#: Voices whose newest word is older than this, against the newest of all, are history.
CURRENT = timedelta(days=184)
#: A smaller number that is so much older than another voice's is history: a total grows.
_GROWN = timedelta(days=31)
#: Numbers of two voices within a twentieth of one another agree.
AGREE = 1.05
#: A number so many times off the middle of three voices, in one document, is set aside.
_SLIP = 8.0
_ENOUGH = 3

#: What an estimate is in one word.
Form = Literal["value", "range", "floor", "ceiling"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that carries what it rests on.

    Parameters
    ----------
    low, best, high : float or None
        Ends that voices print, and value; None is unknown. No end is a margin of ours.
    unit : str
        Unit of all three.
    rule : str
        How it was computed.
    claim_ids : tuple of str
        Claims behind it.
    caveats : tuple of Caveat
        Warnings that belong to it.
    n_voices : int
        Independent voices that say *this*: that give the value, or of a range all that are heard.
    vote : float or None
        The value that most claims print, whoever relays whom; None on a tie.
    voices : tuple of VoiceValue
        All voices that are heard.
    aside : tuple of VoiceValue
        Voices whose number was set aside as a slip.
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
    voices: tuple[VoiceValue, ...] = ()
    aside: tuple[VoiceValue, ...] = ()

    @property
    def amount(self) -> Amount:
        """The interval alone."""
        return Amount(self.low, self.best, self.high, self.unit)

    @property
    def form(self) -> Form:
        """Whether it is a value, a range, a floor or a ceiling."""
        if self.best is not None:
            return "value"
        if self.low is not None and self.high is not None:
            return "range"
        return "floor" if self.low is not None else "ceiling"

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


def estimate_number(answers: Iterable[Answer], *, is_period: bool = False) -> Estimate | None:
    """Estimate one number from all answers to a question of one series.

    Parameters
    ----------
    answers : iterable of Answer
        Answers that speak of one time, or of the growth of one total.
    is_period : bool
        Whether they speak of one closed period, of which no word grows old.

    Returns
    -------
    Estimate or None
        None if there is no answer; else as :func:`joined` makes it of what each voice says now.
    """
    listed = list(answers)
    if not listed:
        return None
    named = [a for a in listed if a.bodies] or listed
    return joined(current(named), listed, is_period=is_period)


def joined(
    voices: Sequence[VoiceValue], answers: Sequence[Answer], *, is_period: bool = False
) -> Estimate:
    """Join what voices say now into one estimate.

    Parameters
    ----------
    voices : sequence of VoiceValue
        What each voice says now.
    answers : sequence of Answer
        All that was said, for the plain vote.
    is_period : bool
        Whether it speaks of one closed period.

    Returns
    -------
    Estimate
        Voices whose newest word is more than half a year older than the newest of all are history,
        and so is a smaller number a month older than another's: a total grows.
        The value is the median where three voices give values, or what two give that agree within
        a twentieth; where they do not there is no value and the range alone; of one voice it is
        its own. A value is not printed where it lies below the middle of the floors that others
        give, or above the middle of their ceilings. Ends are what voices print.
    """
    heard = list(voices)
    if not is_period:
        newest = max(v.told for v in heard)
        heard = [v for v in heard if v.told >= newest - CURRENT]
        heard = [v for v in heard if not _is_outgrown(v, heard)]
    heard, aside = _without_slips(heard)
    valued = [v for v in heard if v.amount.best is not None]
    floors = sorted(
        v.amount.low for v in heard if v.amount.best is None and v.amount.low is not None
    )
    ceilings = sorted(
        v.amount.high for v in heard if v.amount.best is None and v.amount.high is not None
    )
    best, rule = _value(valued, heard)
    if best is not None and (
        (floors and best < _middle(floors)) or (ceilings and best > _middle(ceilings))
    ):
        best, rule = None, RANGE
    spanned = [v for v in heard if v.amount.low is not None and v.amount.high is not None]
    low, high = _ends([*valued, *spanned], floors, ceilings)
    if best is None and rule != RANGE:
        rule = BOUNDS if len(heard) > 1 else SINGLE
    used = {name for v in (*heard, *aside) for name in v.claim_ids}
    holders = [v for v in heard if best is not None and is_alike(v.amount.best, best, AGREE)]
    unit = heard[0].amount.unit
    return Estimate(
        low,
        best,
        high,
        unit,
        rule,
        tuple(sorted(used)),
        _caveats(heard, answers, low, best, high),
        len(holders) or len(heard),
        _vote(answers),
        tuple(heard),
        tuple(aside),
    )


def _is_outgrown(voice: VoiceValue, heard: Sequence[VoiceValue]) -> bool:
    """Tell whether another voice gave a larger number so much later that growth explains it."""
    top = voice.amount.ceiling
    return any(other.amount.floor > top and other.told > voice.told + _GROWN for other in heard)


def _without_slips(heard: list[VoiceValue]) -> tuple[list[VoiceValue], list[VoiceValue]]:
    """Set aside a number many times off the middle of three voices, which one document gives."""
    numbers = sorted(v.amount.best for v in heard if v.amount.best)
    if len(numbers) < _ENOUGH:
        return heard, []
    middle = numbers[len(numbers) // 2]
    aside = [
        v
        for v in heard
        if v.amount.best and v.n_sources == 1 and ratio(v.amount.best, middle) >= _SLIP
    ]
    if len(numbers) - len(aside) < len(aside) + 1:
        return heard, []
    return [v for v in heard if v not in aside], aside


def _value(valued: Sequence[VoiceValue], heard: Sequence[VoiceValue]) -> tuple[float | None, str]:
    """Return the value that the voices give, and by which rule."""
    numbers = sorted(v.amount.best for v in valued if v.amount.best is not None)
    if not numbers:
        return None, ""
    if len(numbers) == 1:
        return numbers[0], SINGLE
    half = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[half], MEDIAN
    a, b = numbers[half - 1], numbers[half]
    if not is_alike(a, b, AGREE):
        return None, RANGE
    between = [v for v in valued if v.amount.best in {a, b}]
    chosen = max(between, key=lambda v: (v.is_record, not v.is_weak, v.n_sources, v.since, v.voice))
    return chosen.amount.best, AGREED if len(numbers) == 2 else MEDIAN


def _ends(
    valued: Sequence[VoiceValue], floors: Sequence[float], ceilings: Sequence[float]
) -> tuple[float | None, float | None]:
    """Return the lowest and the highest number that voices print; a floor above all is open."""
    lows = [v.amount.low if v.amount.low is not None else v.amount.best for v in valued]
    highs = [v.amount.high if v.amount.high is not None else v.amount.best for v in valued]
    low = min((n for n in lows if n is not None), default=None)
    high = max((n for n in highs if n is not None), default=None)
    if low is None and floors:
        low = floors[-1] if not ceilings else floors[0]
    if high is None and ceilings:
        high = ceilings[0] if not floors else ceilings[-1]
        low = low if low is None or low <= high else floors[0]
    elif high is not None:
        high = max([high, *ceilings])
        if floors and floors[-1] > high:
            high = None
    if low is not None and ceilings:
        low = min([low, *ceilings])
    if low is not None and high is not None and low > high:
        low, high = high, None
    return low, high


def _middle(numbers: Sequence[float]) -> float:
    return sorted(numbers)[(len(numbers) - 1) // 2]


def _caveats(
    heard: Sequence[VoiceValue],
    answers: Sequence[Answer],
    low: float | None,
    best: float | None,
    high: float | None,
) -> tuple[Caveat, ...]:
    found = []
    if best is None and high is None:
        found.append(Caveat.FLOOR_ONLY)
    if best is None and low is None:
        found.append(Caveat.CEILING_ONLY)
    if len(heard) == 1:
        found.append(Caveat.SINGLE_VOICE)
    used = {name for v in heard for name in v.claim_ids}
    if any(UNKNOWN in a.roots and a.claim_id in used for a in answers):
        found.append(Caveat.UNKNOWN_ORIGIN)
    numbers = [v.amount.best for v in heard if v.amount.best is not None]
    if len(numbers) > 1 and not is_alike(min(numbers), max(numbers), AGREE):
        found.append(Caveat.SOURCES_DISAGREE)
    return tuple(found)


def _vote(answers: Sequence[Answer]) -> float | None:
    printed = Counter(a.amount.best for a in answers if a.amount.best is not None).most_common(2)
    is_tie = len(printed) == 2 and printed[0][1] == printed[1][1]
    return printed[0][0] if printed and not is_tie else None


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
