"""Numbers of one question: which two exclude one another, and on what ground."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import (
    Difference,
    Ground,
    Pair,
    Relation,
    is_independent,
)
from briefkit.analysis.discrepancies.retellings import (
    are_floors_of_one_word,
    corrected,
    gives_both,
    is_retelling,
    rounded,
    stands_by,
    told_for_longer,
)
from briefkit.analysis.likeness import is_alike, n_digits, power_between
from briefkit.analysis.questions import Question
from briefkit.analysis.times import ONE_TIME, Lie, names_newer_day
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import DiscrepancyType, Extent

__all__ = ["Relations"]

#: Days within which a smaller total told later stands against a larger one; of a stock, which may
#: fall, a month.
_SHRINKS, _FALLS = 92, 31
#: Days within which two numbers that a slip would explain are taken for one.
_SLIPS = 92
#: The one unit that is told in quarters of it: to the minute.
_HOUR = "hour"
#: A lost hundred is a slip of one voice; of two voices only what is more.
_LOST_WORD = 2


class Relations:
    """How the answers to one question of number lie to one another.

    Parameters
    ----------
    question : Question
        The question.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        attribute = ATTRIBUTES[question.attribute]
        self.is_counted, self.is_stock = attribute.is_counted, attribute.is_stock
        self.has_scope = attribute.has_scope
        self.is_plan = question.step != "deed"

    @cached_property
    def compared(self) -> tuple[Answer, ...]:
        """Answers that are compared: all but limits."""
        return tuple(a for a in self.question.answers if a.claim.extent is not Extent.LIMIT)

    @cached_property
    def _told(self) -> dict[float, list[Answer]]:
        """Answers by their number, the first told first."""
        found: dict[float, list[Answer]] = {}
        for answer in sorted(self.compared, key=lambda a: a.time.told_last):
            if answer.number is not None:
                found.setdefault(answer.number, []).append(answer)
        return found

    def first_told(self, answer: Answer) -> int | None:
        """Return the day on which a number was first told by whom an answer speaks for or relays.

        Parameters
        ----------
        answer : Answer
            One of :attr:`compared`.

        Returns
        -------
        int or None
            None where nobody of them did: another voice's number may be the same by chance.
        """
        own = answer.bodies | answer.roots
        told = self._told.get(answer.number or -1.0, ())
        return next(
            (a.time.told_last for a in told if own & (a.bodies | a.roots) - {UNKNOWN}), None
        )

    @cached_property
    def _words(self) -> dict[str, list[Answer]]:
        """Answers by the body for which they speak, the first told first."""
        found: dict[str, list[Answer]] = {}
        for answer in sorted(self.compared, key=_told_last):
            for body in answer.bodies:
                found.setdefault(body, []).append(answer)
        return found

    def was_larger(self, answer: Answer, bodies: Iterable[str], day: int) -> bool:
        """Tell whether bodies said by a day what excludes an answer, and was more even then."""
        for body in bodies:
            words = self._words.get(body, [])
            i = bisect_right(words, day, key=_told_last)
            if i and words[i - 1].low > answer.high and words[i - 1].excludes(answer):
                return True
        return False

    def relate(self, a: Answer, b: Answer) -> Relation:
        """Relate two answers of the question, in either order.

        Parameters
        ----------
        a, b : Answer
            Two of :attr:`compared`.

        Returns
        -------
        Pair, Difference or None
            A pair that cannot both hold, with its ground; a difference under which both hold; None
            where they agree, or nothing follows from the one for the other.
        """
        if a.corrected_by is not None or b.corrected_by is not None:
            return corrected(a, b)
        if _kind(a) != _kind(b):
            return None  # what would fit is not what was sent
        if self.is_counted and (a.excludes(b) or a.claim.unit != b.claim.unit):
            relation = _counted(a, b)
            is_of_two = isinstance(relation, Pair) and relation.ground is Ground.COUNTED
            return None if is_of_two and gives_both(self.compared, a, b) else relation
        if not a.excludes(b):
            is_one = are_floors_of_one_word(a, b) or (self.has_scope and _are_to_the_minute(a, b))
            if is_one:
                return Pair(a, b, Ground.VALUE)
            return told_for_longer(a, b, self._told.get(a.number or -1.0, ())) or rounded(a, b)
        if self.has_scope and not _is_one_scope(a, b):
            return Pair(a, b, Ground.VALUE) if _is_slip(a, b) else None
        if a.is_floor and b.is_floor:
            return None
        if _is_slip(a, b):
            return Pair(a, b, Ground.VALUE)
        if self.is_plan and a.claim.source_id == b.claim.source_id:
            return None  # two plans, told knowingly
        if self.is_plan and a.time.told_apart(b.time) > ONE_TIME:
            early, late = sorted((a, b), key=lambda x: (x.time.told_last, x.rank))
            return Difference(early, late, DiscrepancyType.OUTCOME, "moved")
        if self.has_scope:
            return self._at_one_time(a, b)  # what lasted once does not grow with the telling
        match a.time.lie(b.time):
            case Lie.EQUAL:
                return self._at_one_time(a, b)
            case Lie.INSIDE:
                return _nested(a, b)
            case Lie.AROUND:
                return _nested(b, a)
            case Lie.BEFORE:
                return self._in_turn(a, b)
            case Lie.AFTER:
                return self._in_turn(b, a)
            case _:
                return None

    def _at_one_time(self, a: Answer, b: Answer) -> Relation:
        if a.is_of_one_voice(b) and a.time.told_apart(b.time) > ONE_TIME:
            return self._one_voice(a, b)
        return Pair(a, b, Ground.VALUE)

    def _one_voice(self, a: Answer, b: Answer) -> Relation:
        """Relate what one voice said of one time at two: a new word, but not against its record."""
        early, late = sorted((a, b), key=lambda x: (x.time.told_last, x.rank))
        for record, relay in ((early, late), (late, early)):
            if (
                record.is_record
                and not relay.is_record
                and not (relay is late and names_newer_day(relay.claim, relay.time, record.time))
            ):
                return Pair(record, relay, Ground.VALUE)
        if self._was_told_before(late, early):
            return Pair(early, late, Ground.STALE)
        if not early.time.is_running and early.voice != late.voice:
            return Pair(early, late, Ground.VALUE)  # two offices of a state, of one closed period
        return Difference(early, late, DiscrepancyType.REVISION, "one_time")

    def _in_turn(self, early: Answer, late: Answer) -> Relation:
        """Relate two totals or stocks, the one as of an earlier day than the other."""
        if late.low > early.high:
            if early.is_record and is_retelling(early, late):
                return Pair(early, late, Ground.VALUE)
            return None  # growth
        if self.is_stock and (early.claim.window or "").startswith(".."):
            return None  # what there was until a day says nothing of what there is after it
        days = early.time.apart(late.time)
        if days > (_FALLS if self.is_stock else _SHRINKS):
            return None
        if self._was_told_before(late, early):
            return Pair(early, late, Ground.STALE)
        if early.is_of_one_voice(late):
            if early.is_record and is_retelling(early, late):
                return Pair(early, late, Ground.VALUE)
            return Difference(early, late, DiscrepancyType.REVISION, "later")
        return Pair(early, late, Ground.SHRINK) if is_independent(early, late) else None

    def _was_told_before(self, late: Answer, early: Answer) -> bool:
        """Tell whether a number told late, and by a relay, had been told before an earlier one.

        Not where the other had more even then: who keeps to a number of one's own repeats nothing.
        """
        if late.is_record or late.number is None:
            return False
        if late.time.told_first < early.time.told_first:
            return False  # its page names an older day
        if stands_by(late, self._told.get(late.number, ()), early.time):
            return False
        first = self.first_told(late)
        if first is None or first >= early.time.told_first - ONE_TIME:
            return False
        return not self.was_larger(late, early.bodies - late.bodies, first + ONE_TIME)


def _told_last(answer: Answer) -> int:
    return answer.time.told_last


def _is_slip(a: Answer, b: Answer) -> bool:
    """Tell whether a lost power of ten would make one telling of two numbers.

    Of two voices only where a thousand or more is lost, or they speak of one time; of one voice
    where a hundred is, or more than one digit agrees.
    """
    power = power_between(a.number, b.number)
    if not power or a.time.told_apart(b.time) > _SLIPS:
        return False
    lie = a.time.lie(b.time)
    if lie is Lie.EQUAL:
        return True
    is_named = a.claim.window is not None and b.claim.window is not None
    if is_named and lie in {Lie.APART, Lie.BEFORE, Lie.AFTER}:
        return False  # they name two times
    inner, outer = (a, b) if lie is Lie.INSIDE else (b, a)
    if is_named and lie in {Lie.INSIDE, Lie.AROUND} and inner.low <= outer.high:
        return False  # a month is a part of the year
    if not a.is_of_one_voice(b):
        return power > _LOST_WORD
    return power >= _LOST_WORD or n_digits(a.number or 0) > 1


def _nested(inner: Answer, outer: Answer) -> Relation:
    """Relate a number of a time to that of a time around it."""
    if inner.low > outer.high:
        return Pair(inner, outer, Ground.INSIDE)
    if inner.time.told_apart(outer.time) <= _FALLS and not (inner.is_floor or outer.is_floor):
        return Difference(inner, outer, DiscrepancyType.SPAN, "nested")
    return None


def _kind(answer: Answer) -> Extent | None:
    """Return what would fit, or was converted; None for what there was."""
    extent = answer.claim.extent
    return extent if extent in {Extent.CAPACITY, Extent.CONVERSION} else None


def _counted(a: Answer, b: Answer) -> Relation:
    """Relate ordinals and counts: of one series are those that count alike over one time."""
    x, y = a.time, b.time
    is_one_series = x.has_start == y.has_start and (
        not x.has_start or abs(x.start - y.start) <= ONE_TIME
    )
    if not is_one_series or _places_and_people(a) != _places_and_people(b):
        return Difference(a, b, DiscrepancyType.SPAN, "scope")
    if a.claim.unit == b.claim.unit:
        return Pair(a, b, Ground.VALUE)
    is_told_on = is_alike(a.number, b.number) and a.is_of_one_voice(b)
    return Pair(a, b, Ground.COUNTED) if is_told_on else None  # five visits hold seven meetings


def _places_and_people(answer: Answer) -> frozenset[str]:
    return frozenset(answer.claim.scope or ())


def _is_one_scope(a: Answer, b: Answer) -> bool:
    """Tell whether two durations are of one part of the event, and coded so."""
    return a.claim.scope is not None and a.claim.scope == b.claim.scope


def _are_to_the_minute(a: Answer, b: Answer) -> bool:
    """Tell whether two times that would be one roughly are told to the minute, and differ."""
    is_exact = all((x.number or 0) * 4 % 1 and x.claim.hedge is None for x in (a, b))
    is_in_hours = a.claim.unit == b.claim.unit == _HOUR
    return is_exact and is_in_hours and not is_alike(a.number, b.number)
