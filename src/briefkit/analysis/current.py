"""What a voice says now: its newest word on a number, told from its history and its relays."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.answers import Answer
from briefkit.analysis.forms import in_full, is_near, is_same, most_told
from briefkit.analysis.likeness import AGREE, is_alike, n_digits
from briefkit.analysis.times import ONE_TIME, names_newer_day
from briefkit.analysis.voices import UNKNOWN
from briefkit.quantities import Amount
from briefkit.vocab import Hedge

__all__ = ["VoiceValue", "current"]

#: "Millions" and "some" are no numbers.
_NO_NUMBER: frozenset[Hedge | None] = frozenset({Hedge.MANY, Hedge.SOME})
#: Days around a weak document within which a better one speaks for the voice.
_MONTH = 31
#: A stock of which nothing was said for so many days may have been another in between.
_LASTS = 92


@dataclass(frozen=True, slots=True)
class VoiceValue:
    """What one voice says now.

    Parameters
    ----------
    voice : str
        The state, body or publisher for which it speaks.
    speaker : str
        Who of it said so.
    amount : Amount
        Its number as said.
    since : date
        When it first gave this number: a repeat is no news.
    told : date
        When it last gave it, in words that credit a speaker, or in its own.
    stated : date
        When it last gave it in its own record, or in words that name their day; else ``since``:
        pages repeat an old number for months.
    as_of : date
        Last day of the time that the number speaks of.
    is_record : bool
        Whether it stands in the voice's own record.
    is_weak : bool
        Whether only sources of grade E or F, or hearsay, carry it.
    n_sources : int
        Documents that give this number of it.
    claim_ids : tuple of str
        Claims that give this number of it, sorted.
    first_id : str
        The claim in which it first gave it.
    """

    voice: str
    speaker: str
    amount: Amount
    since: date
    told: date
    stated: date
    as_of: date
    is_record: bool
    is_weak: bool
    n_sources: int
    claim_ids: tuple[str, ...]
    first_id: str = ""


def current(answers: Iterable[Answer]) -> tuple[VoiceValue, ...]:
    """Return what each voice says now to one question of one series.

    Parameters
    ----------
    answers : iterable of Answer
        Answers that speak of all that is asked.

    Returns
    -------
    tuple of VoiceValue
        By voice. Of a voice's own record and its relays the record stands, in every order of
        publication; a relay begins a new telling only where it names a newer day, or the voice has
        no record. A page that relays several is none of its own: it is of those that speak
        elsewhere, else of the first of them. Sources of grade E or F are heard where nobody else
        carries the voice. Of the newest telling, a week long, stands what most independent origins
        print; a bound, where more documents have the number as a bound than without it.
    """
    listed = list(answers)
    alone = {body for answer in listed if len(answer.bodies) == 1 for body in answer.bodies}
    by_body: dict[str, list[Answer]] = {}
    for answer in listed:
        named = answer.bodies & alone or answer.bodies & {answer.lead} or {UNKNOWN}
        for body in named:
            by_body.setdefault(body, []).append(answer)
    if len(by_body) > 1:
        by_body.pop(UNKNOWN, None)
    return tuple(_voice(body, by_body[body]) for body in sorted(by_body))


def _voice(body: str, listed: Sequence[Answer]) -> VoiceValue:
    strong = _heard(_without_many(listed))
    standing = _without_roundings(_without_repeats(_after_the_record(strong)))
    newest = max(a.day for a in standing)
    week = [a for a in standing if a.day >= newest - ONE_TIME]
    records = [a for a in week if a.is_record]
    chosen = most_told(records or week)
    since = _since(strong, chosen)
    if not chosen.is_record:
        chosen = in_full(chosen, [a for a in strong if a.day >= since])
    same = [a for a in listed if is_same(a, chosen)]
    if chosen.time.is_stock:
        same = [a for a in same if a.day >= since]
    return VoiceValue(
        body,
        chosen.voice,
        chosen.amount,
        date.fromordinal(since),
        date.fromordinal(_told(same, since)),
        date.fromordinal(_stated(same, since)),
        date.fromordinal(chosen.time.last),
        any(a.is_record for a in same),
        all(a.is_weak for a in same),
        len({a.claim.source_id for a in same}),
        tuple(sorted(a.claim_id for a in same)),
        _first(listed, chosen, since).claim_id,
    )


def _without_many(listed: Sequence[Answer]) -> Sequence[Answer]:
    """Leave out "millions" of a voice that has given a larger number before."""
    numbers = sorted((a.day, a.amount.floor) for a in listed if a.claim.hedge not in _NO_NUMBER)
    if not numbers or len(numbers) == len(listed):
        return listed
    return [
        a
        for a in listed
        if a.claim.hedge not in _NO_NUMBER
        or not any(day <= a.day and floor > a.amount.floor for day, floor in numbers)
    ]


def _heard(listed: Sequence[Answer]) -> Sequence[Answer]:
    """Leave out grades E and F where another document carries the voice in the same month.

    One that names a later day than all others is heard, if it does not repeat their number.
    """
    strong = [a for a in listed if not a.is_weak]
    days = sorted(a.day for a in strong)
    told = {a.number for a in strong}

    def is_alone(answer: Answer) -> bool:
        i = bisect_left(days, answer.day - _MONTH)
        is_sure = answer.claim.doubt is None
        is_newer = answer.number not in told and _names_day(answer)
        is_newer = is_newer and i < len(days) and days[-1] + ONE_TIME < answer.day
        return is_sure and (i == len(days) or days[i] > answer.day + _MONTH or is_newer)

    return [a for a in listed if not a.is_weak or is_alone(a)] or list(listed)


def _after_the_record(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Leave out relays that would begin a new telling against the voice's own newest record."""
    records = [a for a in answers if a.is_record]
    if not records:
        return answers
    newest = max((a.time.told_last, a.time.last) for a in records)
    said = [a for a in records if (a.time.told_last, a.time.last) == newest]
    return [
        a
        for a in answers
        if a.is_record
        or not all(_is_later(a, record) for record in said)
        or names_newer_day(a.claim, a.time, said[0].time)
    ]


def _without_repeats(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Leave out what repeats an older total after a newer one: a repeat is no news.

    The newer one is larger, and given by no fewer origins than repeat the older one since; or it
    stands in the voice's record, or names its day. A stock may come back to what it was.
    """
    first: dict[float | None, int] = {}
    largest: Answer | None = None
    stated: Answer | None = None
    repeats: list[tuple[Answer, Answer]] = []
    for a in sorted(answers, key=lambda a: (a.day, a.number or 0.0, a.rank)):
        is_stated = a.is_record or _names_day(a)
        told = first.setdefault(a.number, a.day) + ONE_TIME
        newer = (x for x in (stated, largest) if x is not None and told < x.day < a.day)
        against = next((x for x in newer if x.excludes(a)), None)
        if against is not None and not is_stated and not a.time.is_stock:
            repeats.append((a, against))
            continue
        stated = a if is_stated else stated
        largest = a if largest is None or (largest.number or 0) < (a.number or 0) else largest
    again: dict[tuple[str, float | None], set[frozenset[str]]] = {}
    for a, x in repeats:
        again.setdefault((x.claim_id, a.number), set()).add(a.roots)
    givers = {x.claim_id: _givers(answers, x) for _, x in repeats}
    dropped = {
        a.claim_id for a, x in repeats if len(again[x.claim_id, a.number]) <= givers[x.claim_id]
    }
    return [a for a in answers if a.claim_id not in dropped]


def _without_roundings(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Leave out a number of the last month told again in fewer digits: a rounding is no news."""
    finer = sorted(answers, key=lambda a: a.day)
    days = [a.day for a in finer]

    def is_rounding(a: Answer) -> bool:
        if a.number is None or a.is_record or _names_day(a):
            return False
        before = finer[bisect_left(days, a.day - _MONTH) : bisect_left(days, a.day)]
        return any(
            is_alike(a.number, x.number, AGREE) and n_digits(a.number) < n_digits(x.number or 0.0)
            for x in before
        )

    return [a for a in answers if not is_rounding(a)]


def _givers(answers: Sequence[Answer], x: Answer) -> float:
    """Return how many origins give a number; of a record, or one of a stated day, more than any."""
    is_stated = x.is_record or _names_day(x)
    return math.inf if is_stated else len({b.roots for b in answers if is_near(b, x)})


def _names_day(a: Answer) -> bool:
    window = a.claim.window
    return a.claim.said_on is not None or (window is not None and not window.endswith(".."))


def _is_later(a: Answer, record: Answer) -> bool:
    return a.time.told_last > record.time.told_last and not is_alike(a.number, record.number)


def _told(same: Sequence[Answer], since: int) -> int:
    """Return the last day on which a voice said so itself: a repeat in passing does not count.

    A statement credits its speaker, or stands in the voice's own document.
    """
    own = [a.day for a in same if a.claim.speaker_id is not None or a.is_record]
    return max([since, *own])


def _stated(same: Sequence[Answer], since: int) -> int:
    """Return the last day on which a voice gave its number in words of a day of their own."""
    stated = (a.time.told_last for a in same if a.is_record or _names_day(a))
    return max([since, *stated])


def _first(listed: Sequence[Answer], chosen: Answer, since: int) -> Answer:
    """Return where a number was first given, as a bound or not; of a stock, for this time."""
    own = [a for a in listed if is_alike(a.number, chosen.number)]
    if chosen.time.is_stock:
        own = [a for a in own if a.day >= since]
    return min(own, key=lambda a: (a.time.told_last, a.time.told_first, a.rank))


def _since(answers: Sequence[Answer], chosen: Answer) -> int:
    """Return the day on which a voice first gave the number that it gives now."""
    since = chosen.day
    for answer in sorted(answers, key=lambda a: (-a.day, not is_alike(a.number, chosen.number))):
        if answer.day > since:
            continue
        if answer.time.is_stock and answer.day < since - _LASTS:
            break
        if not is_alike(answer.number, chosen.number):
            if answer.day < since - ONE_TIME:
                break
            continue
        since = answer.day
    return since
