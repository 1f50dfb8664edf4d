"""Numbers of parts and wholes: a part above its whole, one number of both, parts that make more."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.likeness import RETOLD, is_alike
from briefkit.analysis.questions import Question
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import Extent, Parts

__all__ = ["alike_parts", "larger_parts", "larger_sums"]

#: A part, or a sum of parts, is larger than the whole from so far on, of two voices.
_LARGER = 1.05
#: One number of a part and of its whole is a mistake where it is told within so many days.
_NEAR = 31
#: When a number of a part speaks of the time of its whole: of a stock, and of what adds up.
_AT_ONCE = frozenset({Lie.EQUAL})
_UP_TO = frozenset({Lie.EQUAL, Lie.INSIDE, Lie.BEFORE})


def larger_parts(part: Iterable[Question], whole: Iterable[Question]) -> Iterator[Pair]:
    """Find the numbers of a part that are larger than one of its whole.

    Parameters
    ----------
    part, whole : iterable of Question
        The questions on one attribute of each, or of a subject and on what is part of it: the
        killed, and all casualties.

    Yields
    ------
    Pair
        The whole, and a part of it at the same time, or up to it.
    """
    for small, large in itertools.product(_deeds(part), _deeds(whole)):
        if small.dimension != large.dimension:
            continue
        at_its_time = _AT_ONCE if ATTRIBUTES[small.attribute].is_stock else _UP_TO
        ceiling = min((b.high for b in large.whole), default=0.0)
        for a in small.counts:
            if a.low <= ceiling * _LARGER or a.corrected_by is not None:
                continue
            for b in large.whole:
                if a.low > b.high * _LARGER and a.time.lie(b.time) in at_its_time:
                    yield Pair(b, a, Ground.PART)


def alike_parts(part: Iterable[Question], whole: Iterable[Question]) -> Iterator[Pair]:
    """Find the numbers that one voice gives to a part of the losses and to all of them.

    Parameters
    ----------
    part, whole : iterable of Question
        The questions on the killed, or the wounded, of a subject, and on its casualties.

    Yields
    ------
    Pair
        The whole and a part in two documents, told within a month. Not where more than so many were
        killed and wounded, or the killed are of a longer time: then both can hold.
    """
    for small, large in itertools.product(_deeds(part), _deeds(whole)):
        listed = sorted((b for b in _told(large) if not b.is_floor), key=_number)
        for a in _told(small):
            first = bisect_left(listed, _number(a) / RETOLD, key=_number)
            last = bisect_right(listed, _number(a) * RETOLD, key=_number)
            for b in listed[first:last]:
                if (
                    a.low > 0
                    and a.is_of_one_voice(b)
                    and a.claim.source_id != b.claim.source_id
                    and a.time.told_apart(b.time) <= _NEAR
                    and a.time.lie(b.time) not in {Lie.AROUND, Lie.APART}
                ):
                    yield Pair(b, a, Ground.ALIKE)


def larger_sums(
    whole: Iterable[Question],
    parts: Sequence[Sequence[Question]],
    declared: Parts | None,
    commodities: Mapping[str, str],
) -> Iterator[Pair]:
    """Find the wholes of which the parts make more together, in one telling.

    Parameters
    ----------
    whole : iterable of Question
        The questions on the whole.
    parts : sequence of sequence of Question
        Those on each of its parts.
    declared : Parts or None
        How the data say that the parts lie to one another.
    commodities : mapping of str to str
        What each part is of: what is of two commodities is apart.

    Yields
    ------
    Pair
        The whole and its largest part where the data call the parts disjoint or exhaustive; the
        whole and one part where one voice gives several parts the number of the whole.
    """
    is_apart = declared in {Parts.DISJOINT, Parts.EXHAUSTIVE}
    for large in _deeds(whole):
        by_part = [
            [a for q in _deeds(part) if q.dimension == large.dimension for a in q.whole]
            for part in parts
        ]
        for b in large.whole:
            chosen = [a for listed in by_part if (a := _of_one_telling(listed, b)) is not None]
            if len(chosen) < 2:
                continue
            each = [a for a in chosen if is_alike(a.number, b.number) and b.is_of_one_voice(a)]
            total = sum(a.low for a in chosen)
            if is_apart and total > b.high * _LARGER and all(a.low <= b.high for a in chosen):
                yield Pair(b, max(chosen, key=lambda a: a.low), Ground.SUM)
            kinds = {commodities.get(a.claim.subject_id, "") for a in each}
            is_each = len(each) > 1 and (declared is not Parts.OVERLAPPING or len(kinds) > 1)
            if is_each and (b.number or 0) > 0:
                yield Pair(b, each[0], Ground.SUM)


def _deeds(asked: Iterable[Question]) -> Iterator[Question]:
    return (question for question in asked if question.step == "deed")


def _of_one_telling(listed: Sequence[Answer], whole: Answer) -> Answer | None:
    """Return what a part is given in the telling of a whole: on one page, in a week, or before."""
    near = [
        a
        for a in listed
        if a.time.lie(whole.time) in _UP_TO
        and (
            a.time.told_apart(whole.time) <= ONE_TIME
            or (a.time.is_running and a.time.told_last < whole.time.told_first)
        )
    ]
    return min(
        near,
        key=lambda a: (
            a.claim.source_id != whole.claim.source_id,
            not a.is_of_one_voice(whole),
            a.time.told_apart(whole.time),
            a.rank,
        ),
        default=None,
    )


def _told(question: Question) -> Iterator[Answer]:
    """Yield what is told of all that is asked, also where its page is known to be wrong."""
    return (a for a in question.answers if a.extent in {None, Extent.TOTAL} and not a.corrected_by)


def _number(answer: Answer) -> float:
    return answer.number or 0.0
