"""Numbers of one question: which two exclude one another, and on what ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from briefkit.analysis.current import is_alike, names_newer_day
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair
from briefkit.analysis.questions import Answer, Question
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType, Doubt, Extent

__all__ = ["Relations", "power_between"]

#: Days within which a smaller total told later stands against a larger one; of a stock, which may
#: fall, a month.
_SHRINKS, _FALLS = 92, 31
#: Days within which two numbers that a slip would explain are taken for one.
_SLIPS = 92
#: Units of tons, by what one holds in tonnes: short, metric, long.
TONS = (0.907185, 1.0, 1.016047)
#: A digit is lost or added where the digits agree so far.
_DIGITS = 0.005
_LOST_WORD = 2
#: A time is another one where it is so many times as long.
_LONGER = 3

Relation = Pair | Difference | None


def power_between(a: float | None, b: float | None) -> int:
    """Return the power of ten between two numbers of the same digits; 0 where there is none.

    One may be rounded, if it keeps two digits or more.

    Examples
    --------
    >>> power_between(60, 60_000), power_between(13, 13_221), power_between(60, 65_000)
    (3, 3, 0)
    """
    if a is None or b is None or a <= 0 or b <= 0:
        return 0
    small, large = min(a, b), max(a, b)
    power = round(math.log10(large / small))
    if not power:
        return 0
    if abs(large / small / 10.0**power - 1) <= _DIGITS:
        return power
    digits = min(n_digits(small), n_digits(large))
    is_rounded = digits > 1 and f"{small:.{digits - 1}e}"[:-4] == f"{large:.{digits - 1}e}"[:-4]
    return power if is_rounded else 0


def n_digits(number: float) -> int:
    """Count the digits of a number that are no zeros at its ends."""
    return len(f"{number:.12g}".replace(".", "").strip("0")) or 1


class Relations:
    """How the answers to one question of number lie to one another.

    Parameters
    ----------
    question : Question
        The question.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.is_counted = ATTRIBUTES[question.attribute].is_counted
        self.has_scope = ATTRIBUTES[question.attribute].has_scope
        self.is_stock = question.attribute == "stock"
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
            return self._corrected(a, b)
        if _kind(a) != _kind(b):
            return None  # what would fit is not what was sent
        if self.is_counted and (a.excludes(b) or a.claim.unit != b.claim.unit):
            return self._counted(a, b)
        if not a.excludes(b):
            return self._told_for_longer(a, b) or self._rounded(a, b)
        if self.has_scope and not self._is_one_scope(a, b):
            return Pair(a, b, Ground.VALUE) if self._is_slip(a, b) else None
        if a.is_floor and b.is_floor:
            return None
        if self._is_slip(a, b):
            return Pair(a, b, Ground.VALUE)
        if self.is_plan and a.claim.source_id == b.claim.source_id:
            return None  # two plans, told knowingly
        if self.is_plan and a.time.told_apart(b.time) > ONE_TIME:
            early, late = sorted((a, b), key=lambda x: (x.time.told_last, x.claim_id))
            return Difference(early, late, DiscrepancyType.OUTCOME, "moved")
        lie = a.time.lie(b.time)
        match lie:
            case Lie.EQUAL:
                return self._at_one_time(a, b)
            case Lie.INSIDE:
                return self._nested(a, b)
            case Lie.AROUND:
                return self._nested(b, a)
            case Lie.BEFORE:
                return self._in_turn(a, b)
            case Lie.AFTER:
                return self._in_turn(b, a)
            case _:
                return None

    def _corrected(self, a: Answer, b: Answer) -> Relation:
        """A relay of what its source corrected stands against the correction alone."""
        for relay, other in ((a, b), (b, a)):
            if relay.corrected_by is not None and relay.corrected_by is other.claim:
                return Pair(other, relay, Ground.CORRECTED) if other.excludes(relay) else None
        return None

    def _rounded(self, a: Answer, b: Answer) -> Relation:
        if a.amount == b.amount and a.claim.hedge is b.claim.hedge:
            return None
        if a.number is None or b.number is None or a.number == b.number:
            is_listed = a.claim.hedge is not b.claim.hedge and a.time.lie(b.time) is Lie.EQUAL
            return Difference(a, b, DiscrepancyType.ROUNDING, "hedge") if is_listed else None
        if a.time.lie(b.time) is not Lie.EQUAL:
            return None
        return Difference(a, b, DiscrepancyType.ROUNDING, "precision")

    def _told_for_longer(self, a: Answer, b: Answer) -> Relation:
        """One number of one voice, which a relay of the page that has it tells of a longer time."""
        if a.number != b.number or a.time.is_running or b.time.is_running:
            return None
        lie = a.time.lie(b.time)
        if lie not in {Lie.INSIDE, Lie.AROUND} or not a.bodies & b.bodies:
            return None
        short, long = (a, b) if lie is Lie.INSIDE else (b, a)
        is_longer = long.time.last - long.time.start > _LONGER * (
            short.time.last - short.time.start
        )
        is_relay = short.claim.source_id in long.documents
        return Pair(short, long, Ground.RETOLD) if is_longer and is_relay else None

    def _counted(self, a: Answer, b: Answer) -> Relation:
        """Ordinals and counts are of one series where they count alike over one time."""
        x, y = a.time, b.time
        is_one_series = x.has_start == y.has_start and (
            not x.has_start or abs(x.start - y.start) <= ONE_TIME
        )
        if not is_one_series or _places_and_people(a) != _places_and_people(b):
            return Difference(a, b, DiscrepancyType.SPAN, "scope")
        if a.claim.unit == b.claim.unit:
            return Pair(a, b, Ground.VALUE)
        is_told_on = is_alike(a.number, b.number) and a.is_of_one_voice(b)
        return Pair(a, b, Ground.COUNTED) if a.excludes(b) or is_told_on else None

    def _is_one_scope(self, a: Answer, b: Answer) -> bool:
        """Tell whether two durations are of one part of the event, and coded so."""
        return a.claim.scope is not None and a.claim.scope == b.claim.scope

    def _is_slip(self, a: Answer, b: Answer) -> bool:
        """Tell whether a lost power of ten would make one telling of two numbers.

        Of two voices only where a thousand or more is lost, or they speak of one time; of one voice
        where a hundred is, or more than one digit agrees.
        """
        power = power_between(a.number, b.number)
        if not power or a.time.told_apart(b.time) > _SLIPS or self._are_apart(a, b):
            return False
        lie = a.time.lie(b.time)
        if lie is Lie.EQUAL:
            return True
        is_named = a.claim.window is not None and b.claim.window is not None
        inner, outer = (a, b) if lie is Lie.INSIDE else (b, a)
        if is_named and lie in {Lie.INSIDE, Lie.AROUND} and inner.low <= outer.high:
            return False  # a month is a part of the year
        if not a.is_of_one_voice(b):
            return power > _LOST_WORD
        return power >= _LOST_WORD or n_digits(a.number or 0) > 1

    def _are_apart(self, a: Answer, b: Answer) -> bool:
        """Tell whether both name times that do not touch, or of which neither holds the other."""
        is_named = a.claim.window is not None and b.claim.window is not None
        return is_named and a.time.lie(b.time) in {Lie.APART, Lie.BEFORE, Lie.AFTER}

    def _at_one_time(self, a: Answer, b: Answer) -> Relation:
        if a.is_of_one_voice(b) and a.time.told_apart(b.time) > ONE_TIME:
            return self._one_voice(a, b)
        return Pair(a, b, Ground.VALUE)

    def _one_voice(self, a: Answer, b: Answer) -> Relation:
        """What one voice said of one time at two: a change of mind, but not against its record."""
        early, late = sorted((a, b), key=lambda x: (x.time.told_last, x.claim_id))
        for record, relay in ((early, late), (late, early)):
            if (
                record.is_record
                and not relay.is_record
                and not (relay is late and names_newer_day(relay, record))
            ):
                return Pair(record, relay, Ground.VALUE)
        if self._was_told_before(late, early):
            return Pair(early, late, Ground.STALE)
        if not early.time.is_running and early.voice != late.voice:
            return Pair(early, late, Ground.VALUE)  # two offices of a state, of one closed period
        return Difference(early, late, DiscrepancyType.REVISION, "one_time")

    def _nested(self, inner: Answer, outer: Answer) -> Relation:
        if inner.low > outer.high:
            return Pair(inner, outer, Ground.INSIDE)
        if inner.time.told_apart(outer.time) <= _FALLS and not (inner.is_floor or outer.is_floor):
            return Difference(inner, outer, DiscrepancyType.SPAN, "nested")
        return None

    def _in_turn(self, early: Answer, late: Answer) -> Relation:
        """Two totals or stocks, the one as of an earlier day than the other."""
        if late.low > early.high:
            if early.is_record and not late.is_record and self._is_retelling(early, late):
                return Pair(early, late, Ground.VALUE)
            return None  # growth
        days = early.time.apart(late.time)
        if days > (_FALLS if self.is_stock else _SHRINKS):
            return None
        if self._was_told_before(late, early):
            return Pair(early, late, Ground.STALE)
        if early.is_of_one_voice(late):
            if early.is_record and self._is_retelling(early, late):
                return Pair(early, late, Ground.VALUE)
            return Difference(early, late, DiscrepancyType.REVISION, "later")
        return Pair(early, late, Ground.SHRINK) if early.is_independent(late) else None

    def _is_retelling(self, record: Answer, relay: Answer) -> bool:
        """Tell whether a relay retells a record: of the same voice, and it names no newer day."""
        is_one_voice = bool(record.bodies & relay.bodies)
        return is_one_voice and not relay.is_record and not names_newer_day(relay, record)

    def _was_told_before(self, late: Answer, early: Answer) -> bool:
        """Tell whether a number told late, and by a relay, had been told before an earlier one."""
        if late.is_record or late.number is None:
            return False
        first = self.first_told(late)
        return first is not None and first < early.time.told_first - ONE_TIME


def _kind(answer: Answer) -> Extent | None:
    extent = answer.claim.extent
    return extent if extent in {Extent.CAPACITY, Extent.CONVERSION} else None


def _places_and_people(answer: Answer) -> frozenset[str]:
    return frozenset(answer.claim.scope or ())


def is_doubted(answer: Answer) -> bool:
    """Tell whether the page itself makes a number doubtful."""
    return answer.claim.doubt is not None and answer.claim.doubt is not Doubt.HEARSAY


def unit_ratio(a: Answer, b: Answer) -> str:
    """Name the unit that one number kept where the other has another; empty where none fits.

    Examples
    --------
    Of 40,900 t and 45,084 t it is ``short_ton``.
    """
    if a.claim.unit not in _MASS or b.claim.unit not in _MASS:
        return ""
    x, y = a.claim.amount_value, b.claim.amount_value
    if not x or not y or x == y:
        return ""
    ratio = max(x, y) / min(x, y)
    near = (name for name, r in _TON_RATIOS.items() if abs(ratio / r - 1) < _DIGITS)
    return next(near, "")


_MASS = frozenset({"t", "ton"})
_TON_RATIOS = {
    "short_ton": 1 / TONS[0],
    "long_ton": TONS[2],
    "long_and_short_ton": TONS[2] / TONS[0],
}


def claims_of(answers: Sequence[Answer]) -> tuple[Claim, ...]:
    """Return the claims of some answers."""
    return tuple(answer.claim for answer in answers)


__all__ += ["claims_of", "is_alike", "is_doubted", "n_digits", "unit_ratio"]
