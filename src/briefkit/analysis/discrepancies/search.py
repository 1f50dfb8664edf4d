"""The incompatible pairs of a question, found without comparing every two of a crowd."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.current import current
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.pairs import Difference, Pair
from briefkit.analysis.likeness import ROUNDED, is_alike
from briefkit.analysis.times import ONE_TIME

__all__ = ["CROWD", "relations"]

#: Up to so many answers, every two are compared.
CROWD = 160
#: Days between the ends of two times within which a total may shrink, or a slip is one.
_SHRINKS = 92
#: A total of unstated start is taken to reach back so many days at most.
_REACH = 366

#: Which ends of a stretch are looked at: the lowest comes first, the highest last.
_BOTH, _LOWEST, _HIGHEST = slice(None), slice(1), slice(-1, None)

Two = tuple[Answer, Answer]


def relations(numbers: Relations, crowd: int = CROWD) -> list[Pair | Difference]:
    """Return how the answers to a question lie to one another.

    Parameters
    ----------
    numbers : Relations
        The answers of one question, and the rules.
    crowd : int
        Up to so many, every two are compared. In a larger crowd each is compared with the answer
        that would exclude it first, of each voice, start and stretch of time, so that a pair is
        found exactly where comparing every two finds one; and those that stand now with each other.

    Returns
    -------
    list of Pair or Difference
        Those that differ; in a crowd not all of them.
    """
    answers = numbers.compared
    pairs: Iterable[Two]
    if len(answers) <= crowd:
        pairs = itertools.combinations(answers, 2)
    else:
        pairs = _of_crowd(answers, is_plan=numbers.is_plan, is_timeless=numbers.has_scope)
    found = (numbers.relate(a, b) for a, b in pairs)
    return [relation for relation in found if relation is not None]


def _of_crowd(answers: Sequence[Answer], *, is_plan: bool, is_timeless: bool) -> Iterator[Two]:
    right = [a for a in answers if a.corrected_by is None]
    ways = [_named(answers), _alike(right)]
    ways += [_told_together(right)] if is_plan else [_standing(right), _near(right), _nested(right)]
    ways += [_at_any_time(right)] if is_timeless else []
    seen: set[tuple[int, int]] = set()
    for a, b in itertools.chain(*ways):
        key = (id(a), id(b)) if id(a) < id(b) else (id(b), id(a))
        if a is not b and key not in seen:
            seen.add(key)
            yield a, b


def _named(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair each answer with those that its page names: its correction, and what it relays."""
    by_id = {a.claim_id: a for a in answers}
    by_source: dict[str, dict[float | None, list[Answer]]] = {}
    for a in answers:
        by_source.setdefault(a.claim.source_id, {}).setdefault(a.number, []).append(a)
    for a in answers:
        if a.corrected_by is not None and a.corrected_by.claim_id in by_id:
            yield a, by_id[a.corrected_by.claim_id]
        for name in a.documents:
            for b in by_source.get(name, {}).get(a.number, ()):
                yield a, b


def _told_together(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair plans that are told within a week: later ones are moved."""
    listed = sorted(answers, key=lambda a: a.time.told_first)
    for i, a in enumerate(listed, start=1):
        for b in itertools.islice(listed, i, None):
            if b.time.told_first > a.time.told_last + ONE_TIME:
                break
            yield a, b


def _standing(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair what each voice says now with what the others do."""
    if not answers:
        return
    by_id = {a.claim_id: a for a in answers}
    newest = [
        max((by_id[name] for name in voice.claim_ids), key=lambda a: (a.time.last, a.rank))
        for voice in current(answers)
    ]
    yield from itertools.combinations(sorted(newest, key=lambda a: a.rank), 2)


def _kind(a: Answer) -> tuple[object, ...]:
    """Return what decides, besides its number and its days, how an answer lies to others."""
    claim, window = a.claim, a.claim.window
    return (
        a.bodies or claim.source_id, a.voice, a.is_record, a.is_floor, a.is_seen, claim.extent,
        claim.unit, claim.scope, window is None or window.endswith(".."), claim.said_on is None,
    )  # fmt: skip


def _near(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair each answer with the extremes of every kind, in stretches of days before and after.

    Only those are met that start at one time: within an eighth of the length, at most a month.
    """
    found: dict[float, dict[tuple[object, ...], list[Answer]]] = {}
    for a in answers:
        kind = (*_kind(a), a.time.is_running, a.time.has_undated_start)
        found.setdefault(a.time.start, {}).setdefault(kind, []).append(a)
    groups = {
        start: [_Extremes(group) for group in by_kind.values()] for start, by_kind in found.items()
    }
    starts = sorted(groups)
    for a in answers:
        time = a.time
        length = time.last - time.start
        near = 31 if math.isinf(length) else min(31, max(3, length / 8))
        stretches: list[tuple[float, float, slice]] = [(time.first - 7, time.last + 7, _BOTH)]
        if time.is_running:
            # a total shrinks where it was larger before, or is smaller after
            stretches += [
                (time.first - _SHRINKS, time.first - 8, _HIGHEST),
                (time.last + 8, time.last + _SHRINKS, _LOWEST),
            ]
            if a.is_record:
                stretches.append((time.last + 8, math.inf, _BOTH))
        else:
            stretches += [
                (time.last - 3, time.last + 3, _BOTH), (time.last - near, time.last + near, _BOTH),
            ]  # fmt: skip
        i, j = bisect_left(starts, time.start - near), bisect_right(starts, time.start + near)
        for start in starts[i:j]:
            for group in groups[start]:
                for low, high, ends in stretches:
                    for b in group.between(low, high)[ends]:
                        if not _is_rounding(a, b):
                            yield a, b


def _is_rounding(a: Answer, b: Answer) -> bool:
    """Whether one body gives nearly one number twice: no pair, and of the differences the least."""
    is_one = a.bodies == b.bodies and a.claim.unit == b.claim.unit
    return is_one and is_alike(a.number, b.number, ROUNDED)


def _at_any_time(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair one of each number, kind and start with all others: ordinals and durations are few."""
    found = {(a.low, a.high, a.time.start, *_kind(a)): a for a in answers}
    yield from itertools.combinations(found.values(), 2)


def _nested(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair each time with the largest number of every time inside it, by kind."""

    def reach(a: Answer) -> float:
        return a.time.start if a.time.has_start else a.time.last - _REACH

    by_kind: dict[tuple[object, ...], list[Answer]] = {}
    for a in answers:
        if a.time.has_start:
            by_kind.setdefault(_kind(a), []).append(a)
    ends = sorted({a.time.first for a in answers})
    outer = sorted((a for a in answers if not a.time.has_undated_start), key=lambda a: -reach(a))
    for inner in by_kind.values():
        inner.sort(key=lambda a: -a.time.start)
        tree = _Prefix(len(ends))
        position = 0
        for a in outer:
            while position < len(inner) and inner[position].time.start >= reach(a):
                tree.put(bisect_left(ends, inner[position].time.first), inner[position])
                position += 1
            for days in (0, ONE_TIME):
                for b in tree.best(bisect_right(ends, a.time.last + days)):
                    yield b, a


def _alike(answers: Sequence[Answer]) -> Iterator[Two]:
    """Pair answers whose digits begin alike, of two powers of ten, told next to one another."""
    found: dict[int, dict[int, list[Answer]]] = {}
    for a in sorted(answers, key=lambda a: (a.time.told_last, a.rank)):
        if a.number:
            power = math.floor(math.log10(a.number))
            digits = int(a.number / 10.0**power * 10)
            found.setdefault(digits, {}).setdefault(power, []).append(a)
    for digits, groups in found.items():
        above, carried = (digits + 1, 0) if digits < 99 else (10, 1)
        for power, group in groups.items():
            for other, others in groups.items():
                if power < other:
                    yield from _told_near(group, others)
            for other, others in found.get(above, {}).items():
                if other != power + carried:
                    yield from _told_near(group, others)


def _told_near(group: Sequence[Answer], others: Sequence[Answer]) -> Iterator[Two]:
    told = [b.time.told_last for b in others]
    for a in group:
        i = bisect_left(told, a.time.told_first - _SHRINKS)
        j = bisect_right(told, a.time.told_last + _SHRINKS)
        kinds = set()
        for b in others[i:j]:
            kind = (b.number, *_kind(b), b.claim.window is None, a.time.lie(b.time))
            if kind not in kinds:
                kinds.add(kind)
                yield a, b


class _Extremes:
    """Answers by their end, with the lowest and the highest of any stretch at hand."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        answers = sorted(answers, key=lambda a: (a.time.last, a.rank))
        self._lasts = [a.time.last for a in answers]
        self._low = [answers]  # the least upper end
        self._high = [answers]  # the greatest lower end
        width = 1
        while 2 * width <= len(answers):
            for table, pick in ((self._low, _lower), (self._high, _higher)):
                row = table[-1]
                table.append([pick(row[i], row[i + width]) for i in range(len(row) - width)])
            width *= 2

    def between(self, low: float, high: float) -> tuple[Answer, ...]:
        """Return the lowest and the highest answer whose end lies between two days."""
        i, j = bisect_left(self._lasts, low), bisect_right(self._lasts, high)
        if i >= j:
            return ()
        level = (j - i).bit_length() - 1
        k = j - (1 << level)
        lowest = _lower(self._low[level][i], self._low[level][k])
        highest = _higher(self._high[level][i], self._high[level][k])
        return (lowest,) if lowest is highest else (lowest, highest)


class _Prefix:
    """The largest number among the answers that end by a day."""

    def __init__(self, size: int) -> None:
        self._tree: list[Answer | None] = [None] * (size + 1)

    def put(self, index: int, answer: Answer) -> None:
        """Add an answer at a day."""
        index += 1
        while index < len(self._tree):
            held = self._tree[index]
            self._tree[index] = answer if held is None else _higher(held, answer)
            index += index & -index

    def best(self, index: int) -> Iterator[Answer]:
        """Yield those of which one is the largest before a day."""
        while index > 0:
            held = self._tree[index]
            if held is not None:
                yield held
            index -= index & -index


def _lower(a: Answer, b: Answer) -> Answer:
    return a if a.high <= b.high else b


def _higher(a: Answer, b: Answer) -> Answer:
    return a if a.low >= b.low else b
