"""How what the voices say now is joined: who is heard, the value they give, the ends they print."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from briefkit.analysis import rules
from briefkit.analysis.answers import Answer
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.likeness import AGREE, is_alike, ratio
from briefkit.analysis.voices import UNKNOWN
from briefkit.vocab import Caveat

__all__ = [
    "CURRENT",
    "caveats",
    "ends",
    "standing",
    "value",
    "vote",
]

#: Voices whose newest word is older than this, against the newest of all, are history.
CURRENT = timedelta(days=184)
#: A smaller number that is so much older than another voice's is history: a total grows.
_GROWN = timedelta(days=31)
#: A larger stock of a day so long before another voice's is history: a stock falls too.
_FALLEN = timedelta(days=92)
#: A number so many times off the middle of three voices, in one document, is set aside.
_SLIP = 8.0
_ENOUGH = 3

_Voices = Sequence[VoiceValue]


def standing(
    voices: _Voices, *, is_period: bool, is_stock: bool = False
) -> tuple[list[VoiceValue], list[VoiceValue]]:
    """Tell the voices that are heard from those whose number is set aside as a slip.

    Parameters
    ----------
    voices : sequence of VoiceValue
        What each voice says now.
    is_period : bool
        Whether they speak of one closed period, of which no word grows old.
    is_stock : bool
        Whether they speak of what there is on a day.

    Returns
    -------
    list of VoiceValue
        Those that are heard. Voices whose newest word is more than half a year older than the
        newest of all are history, but for a value with which newer bounds hold where nobody gives a
        newer one; and so is a smaller number a month older than another's, and a larger stock of a
        day three months before another's.
    list of VoiceValue
        Those set aside: a number many times off the middle of three voices, in one document.
    """
    heard = list(voices)
    if not is_period:
        newest = max(v.told for v in heard)
        older = [v for v in heard if v.told < newest - CURRENT]
        heard = [v for v in heard if v not in older]
        heard += [] if is_stock else _within_bounds(older, heard)
        heard = [v for v in heard if not _is_outgrown(v, heard)]
    if is_stock:
        heard = [v for v in heard if not any(_has_fallen(v, other) for other in heard)]
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


def _within_bounds(older: _Voices, heard: _Voices) -> list[VoiceValue]:
    """Return the newest older value with which all newer bounds hold: they do not replace it."""
    if any(_is_closed(v) for v in heard):
        return []
    low, high = max([0.0, *_floors(heard)]), min([math.inf, *_ceilings(heard)])
    fits = [
        v
        for v in older
        if not v.is_weak and v.amount.best is not None and low <= v.amount.best <= high
    ]
    return [max(fits, key=lambda v: (v.told, v.voice))] if fits else []


def _is_outgrown(voice: VoiceValue, heard: Sequence[VoiceValue]) -> bool:
    """Tell whether another voice gave a larger number so much later that growth explains it."""
    top = voice.amount.ceiling if voice.amount.ceiling < math.inf else voice.amount.floor
    day = min(voice.stated, voice.as_of)
    return any(
        other.amount.floor > top and min(other.stated, other.as_of) > day + _GROWN
        for other in heard
    )


def _has_fallen(voice: VoiceValue, other: VoiceValue) -> bool:
    """Tell whether another voice gave a smaller stock of a day so much later."""
    return other.amount.ceiling < voice.amount.floor and other.as_of > voice.as_of + _FALLEN


def value(heard: _Voices) -> tuple[float | None, str]:
    """Return the value that the voices give, and by which rule.

    Parameters
    ----------
    heard : sequence of VoiceValue
        The voices that are heard, one at least.

    Returns
    -------
    float or None
        Of one voice its own; of an odd number of voices the median; of an even number the better
        told of the middle two, if these agree within a twentieth. None where they do not, where no
        voice gives a value, or where it lies below the middle of the floors that others give, or
        above the middle of their ceilings; the value of one voice, beyond any of these. Voices that
        sources of grade E and F alone carry count where nobody else gives a value.
    str
        The rule.
    """
    best, rule = _central(_strong([v for v in heard if v.amount.best is not None]))
    strong = _strong(heard)
    floors, ceilings = _floors(strong), _ceilings(strong)
    # One voice stands against one where the bound of another excludes its value.
    highest, lowest = (max, min) if rule == rules.SINGLE else (_middle, _middle)
    if best is not None and (
        (floors and best < highest(floors)) or (ceilings and best > lowest(ceilings))
    ):
        return None, rules.RANGE
    return best, rule or (rules.BOUNDS if len(heard) > 1 else rules.SINGLE)


def _central(valued: _Voices) -> tuple[float | None, str]:
    """Return the value in the middle, and by which rule; no rule where there is no value."""
    numbers = sorted(v.amount.best for v in valued if v.amount.best is not None)
    if not numbers:
        return None, ""
    if len(numbers) == 1:
        return numbers[0], rules.SINGLE
    half = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[half], rules.MEDIAN
    a, b = numbers[half - 1], numbers[half]
    if not is_alike(a, b, AGREE):
        return None, rules.RANGE
    between = [v for v in valued if v.amount.best in {a, b}]
    chosen = max(between, key=_standing_of)
    return chosen.amount.best, rules.AGREED if len(numbers) == 2 else rules.MEDIAN


def _standing_of(voice: VoiceValue) -> tuple[bool, bool, int, date, float]:
    """Return what decides between two voices that agree; at last the lower number."""
    number = voice.amount.best or 0.0
    return voice.is_record, not voice.is_weak, voice.n_sources, voice.since, -number


def _strong(heard: _Voices) -> _Voices:
    """Leave out weak voices where others speak: they outvote nobody."""
    return [v for v in heard if not v.is_weak] or heard


def _floors(heard: _Voices) -> list[float]:
    """Return the lower bounds of voices that give no value, sorted."""
    bounds = (v.amount.low for v in heard if v.amount.best is None)
    return sorted(bound for bound in bounds if bound is not None)


def _ceilings(heard: _Voices) -> list[float]:
    """Return the upper bounds of voices that give no value, sorted."""
    bounds = (v.amount.high for v in heard if v.amount.best is None)
    return sorted(bound for bound in bounds if bound is not None)


def _middle(numbers: Sequence[float]) -> float:
    return numbers[(len(numbers) - 1) // 2]


def ends(heard: _Voices) -> tuple[float | None, float | None]:
    """Return the lowest and the highest number that voices print; a floor above all is open.

    Of ceilings alone the highest holds with all.
    """
    strong = _strong(heard)
    floors, ceilings = _floors(strong), _ceilings(strong)
    closed = [v.amount for v in heard if _is_closed(v)]
    lows = [amount.low if amount.low is not None else amount.best for amount in closed]
    highs = [amount.high if amount.high is not None else amount.best for amount in closed]
    low = min((n for n in lows if n is not None), default=None)
    high = max((n for n in highs if n is not None), default=None)
    if low is None and floors:
        low = floors[-1] if not ceilings else floors[0]
    if high is None and ceilings:
        high = ceilings[-1]
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


def _is_closed(voice: VoiceValue) -> bool:
    """Whether a voice gives a value, or both ends."""
    amount = voice.amount
    return amount.best is not None or (amount.low is not None and amount.high is not None)


def caveats(
    heard: Sequence[VoiceValue],
    holders: Sequence[VoiceValue],
    answers: Sequence[Answer],
    low: float | None,
    best: float | None,
    high: float | None,
) -> tuple[Caveat, ...]:
    """Return the warnings that belong to an estimate; its holders say what is printed."""
    found = []
    if best is None and high is None:
        found.append(Caveat.FLOOR_ONLY)
    if best is None and low is None:
        found.append(Caveat.CEILING_ONLY)
    if len(holders) == 1 and sum(v.amount.best is not None for v in heard) < 2:
        found.append(Caveat.SINGLE_VOICE)
    used = {name for v in heard for name in v.claim_ids}
    if any(UNKNOWN in a.roots and a.claim_id in used for a in answers):
        found.append(Caveat.UNKNOWN_ORIGIN)
    lowest = min(v.amount.ceiling for v in heard)
    highest = max(v.amount.floor for v in heard)
    if highest > lowest * AGREE:
        found.append(Caveat.SOURCES_DISAGREE)
    return tuple(found)


def vote(answers: Sequence[Answer]) -> tuple[float | None, tuple[str, ...]]:
    """Return the value that most claims of the last half-year print, and them; None without one."""
    newest = max((a.day for a in answers), default=0)
    recent = [a for a in answers if a.day >= newest - CURRENT.days]
    printed = Counter(a.amount.best for a in recent if a.amount.best is not None).most_common(1)
    if not printed or 2 * printed[0][1] <= len(recent):
        return None, ()
    best = printed[0][0]
    return best, tuple(sorted(a.claim_id for a in recent if a.amount.best == best))
