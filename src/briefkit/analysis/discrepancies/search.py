"""The incompatible pairs of a question, found without comparing every two of a crowd."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from briefkit.analysis.current import current
from briefkit.analysis.discrepancies.numbers import Relation, Relations
from briefkit.analysis.questions import Answer

__all__ = ["CROWD", "relations"]

#: Up to so many answers, every two are compared.
CROWD = 160
#: Days to either side within which the ends of two times can make them one, or a total shrink.
_NEAR, _SHRINKS = 31, 93


def relations(numbers: Relations, crowd: int = CROWD) -> list[Relation]:
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
    pairs: Iterable[tuple[Answer, Answer]]
    if len(answers) <= crowd:
        pairs = itertools.combinations(answers, 2)
    else:
        pairs = _of_crowd(answers)
    found = (numbers.relate(a, b) for a, b in pairs)
    return [relation for relation in found if relation is not None]


def _of_crowd(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    seen: set[tuple[int, int]] = set()
    for a, b in itertools.chain(
        _standing(answers), _near(answers), _nested(answers), _alike(answers)
    ):
        key = (id(a), id(b)) if id(a) < id(b) else (id(b), id(a))
        if a is not b and key not in seen:
            seen.add(key)
            yield a, b


def _standing(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Pair what each voice says now with what the others do."""
    by_id = {a.claim_id: a for a in answers}
    newest = [
        max((by_id[name] for name in voice.claim_ids), key=lambda a: (a.time.last, a.claim_id))
        for voice in current(answers)
    ]
    yield from itertools.combinations(newest, 2)


def _groups(answers: Sequence[Answer]) -> list[list[Answer]]:
    """Group answers by voice, start and kind of time, each sorted by its end."""
    found: dict[tuple[object, ...], list[Answer]] = {}
    for a in answers:
        time = a.time
        key = (
            a.bodies or a.claim.source_id, time.start, time.is_running, time.has_undated_start,
            a.is_record, a.is_floor, a.claim.unit, a.claim.scope,
        )  # fmt: skip
        found.setdefault(key, []).append(a)
    return [sorted(group, key=lambda a: a.time.last) for group in found.values()]


def _near(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Pair each answer with the extremes of every group, in stretches of days before and after."""
    groups = [_Extremes(group) for group in _groups(answers)]
    for a in answers:
        first, last = a.time.first, a.time.last
        stretches = (
            (first - 7, last + 7),
            (first - _NEAR, last + _NEAR),
            (first - _SHRINKS, first - 8),
            (last + 8, last + _SHRINKS),
        )
        for group in groups:
            for low, high in stretches:
                for b in group.between(low, high):
                    yield a, b


def _nested(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Pair each time with the largest number of every time inside it, by voice."""
    by_voice: dict[object, list[Answer]] = {}
    for a in answers:
        by_voice.setdefault(a.bodies or a.claim.source_id, []).append(a)
    lasts = sorted({a.time.last for a in answers})
    outer = sorted(answers, key=lambda a: -a.time.start)
    for inner in by_voice.values():
        inner.sort(key=lambda a: -a.time.start)
        tree = _Prefix(len(lasts))
        position = 0
        for a in outer:
            # a total of unstated start is taken to reach back a year
            start = a.time.start if a.time.has_start else a.time.last - 366
            while position < len(inner) and inner[position].time.start >= a.time.start:
                tree.put(bisect_left(lasts, inner[position].time.last), inner[position])
                position += 1
            for b in tree.best(bisect_right(lasts, a.time.last + 7)):
                if b.time.start >= start:
                    yield b, a


def _alike(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Pair answers whose digits agree, and that are told next to one another."""
    by_digits: dict[str, list[Answer]] = {}
    for a in answers:
        if a.number:
            by_digits.setdefault(f"{a.number:.3e}".partition("e")[0], []).append(a)
    for group in by_digits.values():
        group.sort(key=lambda a: (a.time.told_last, a.claim_id))
        for i, a in enumerate(group):
            near = itertools.takewhile(
                lambda b, a=a: b.time.told_apart(a.time) <= 93, group[i + 1 :]
            )
            numbers: set[float | None] = {a.number}
            for b in near:
                if b.number not in numbers:
                    numbers.add(b.number)
                    yield a, b


class _Extremes:
    """Answers by their end, with the lowest and the highest of any stretch at hand."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._lasts = [a.time.last for a in answers]
        self._low = [list(answers)]  # the least upper end
        self._high = [list(answers)]  # the greatest lower end
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
