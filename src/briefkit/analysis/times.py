"""The time that a number speaks of, and how two such times lie to one another."""

from __future__ import annotations

import math
from enum import Enum
from typing import NamedTuple

from briefkit.analysis.corpus import Corpus
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim

__all__ = ["ONE_TIME", "Lie", "Reference", "names_newer_day", "reference"]

#: Days within which running totals and stocks speak of one time: relays come up to a week late.
ONE_TIME = 7
#: Two spans are one where both ends lie within so many days, or a tenth of the length, of each
#: other, up to a month.
_LEAST, _SHARE, _MOST = 3, 0.1, 31
#: A total of unstated start is taken to reach back so many days at most, for what lies in it.
_REACH = 366
#: What ``Reference.start`` is where a total runs from an unstated day.
UNSTATED = -math.inf


class Lie(Enum):
    """How two times lie to one another."""

    EQUAL = "equal"
    INSIDE = "inside"  # the first lies in the second
    AROUND = "around"  # the second lies in the first
    BEFORE = "before"  # two totals or stocks, the first of an earlier day
    AFTER = "after"  # and of a later day
    APART = "apart"  # nothing follows from the one for the other


class Reference(NamedTuple):
    """The time that a number speaks of, in days counted as by :meth:`date.toordinal`.

    Parameters
    ----------
    is_running : bool
        Whether it is a running total or a stock as of its last day, and not of a closed period.
    is_stock : bool
        Whether it is what there is on a day.
    start : float
        First day; minus infinity where a total runs from an unstated day.
    first, last : int
        First and last day that may be its end: of a running total that names none, of the telling.
    told_first, told_last : int
        When it was said.
    has_undated_start : bool
        Whether it runs from an event that nothing dates.
    """

    is_running: bool
    is_stock: bool
    start: float
    first: int
    last: int
    told_first: int
    told_last: int
    has_undated_start: bool = False

    @property
    def has_start(self) -> bool:
        """Whether its first day is known."""
        return self.start != UNSTATED

    def apart(self, other: Reference) -> int:
        """Return the days between the ends of two references; 0 where they may be one day."""
        return max(0, self.first - other.last, other.first - self.last)

    def told_apart(self, other: Reference) -> int:
        """Return the days between two tellings; 0 where they may be of one day."""
        return max(0, self.told_first - other.told_last, other.told_first - self.told_last)

    def lie(self, other: Reference) -> Lie:
        """Tell how it lies to another reference of the same question.

        Returns
        -------
        Lie
            Totals of two unstated starts, and stocks, lie to one another by their days alone.
        """
        if self.is_running and other.is_running:
            return self._running(other)
        if self.is_stock or other.is_stock:
            return self._stock(other)
        if not self._is_open() and not other._is_open():
            if self._is_same(other):
                return Lie.EQUAL
            if self.start >= other.start and self.last <= other.last:
                return Lie.INSIDE
            if other.start >= self.start and other.last <= self.last:
                return Lie.AROUND
            return Lie.APART
        if self._is_open():
            return _TURNED[other.lie(self)]
        return Lie.INSIDE if other._reaches(self) else Lie.APART

    def _running(self, other: Reference) -> Lie:
        if self.has_undated_start != other.has_undated_start:
            return Lie.APART
        if (
            self.has_start
            and other.has_start
            and abs(self.start - other.start) > self._slack(other)
        ):
            late, early = (self, other) if self.start > other.start else (other, self)
            if late.first > early.last + ONE_TIME:
                return Lie.APART
            return Lie.INSIDE if late is self else Lie.AROUND
        if self.has_start != other.has_start:
            if self.has_start:
                return Lie.INSIDE if other._reaches(self) else Lie.APART
            return Lie.AROUND if self._reaches(other) else Lie.APART
        if self.apart(other) <= ONE_TIME:
            return Lie.EQUAL
        return Lie.BEFORE if self.last < other.first else Lie.AFTER

    def _stock(self, other: Reference) -> Lie:
        if self.apart(other) <= ONE_TIME:
            return Lie.EQUAL
        return Lie.BEFORE if self.last < other.first else Lie.AFTER

    def _is_open(self) -> bool:
        """Whether its first day is not known."""
        return not self.has_start or self.has_undated_start

    def _slack(self, other: Reference) -> float:
        length = max(self.last - self.start, other.last - other.start)
        if math.isinf(length):
            return _LEAST
        return min(_MOST, max(_LEAST, _SHARE * length))

    def _is_same(self, other: Reference) -> bool:
        slack = self._slack(other)
        return abs(self.start - other.start) <= slack and abs(self.last - other.last) <= slack

    def _reaches(self, period: Reference) -> bool:
        """Whether a running total surely takes in a period."""
        start = self.start if self.has_start else self.last - _REACH
        return (
            not self.has_undated_start
            and start <= period.start
            and (period.last <= self.last + ONE_TIME)
        )


_TURNED = {
    Lie.INSIDE: Lie.AROUND,
    Lie.AROUND: Lie.INSIDE,
    Lie.BEFORE: Lie.AFTER,
    Lie.AFTER: Lie.BEFORE,
    Lie.EQUAL: Lie.EQUAL,
    Lie.APART: Lie.APART,
}


def reference(corpus: Corpus, claim: Claim) -> Reference:
    """Return the time that a claim of number speaks of.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    claim : Claim
        A claim of number.

    Returns
    -------
    Reference
        A window that is closed makes a period; one that is open at its start, or none, a running
        total up to its end or the telling; one that is open at its end a running total from its
        first day to the telling; one from day to day that ends within a month of the telling a
        running total up to its end. A stock is as of the end of its window, or the telling.
    """
    told = claim.said_on or corpus.published(claim)
    told_first, told_last = told.first.toordinal(), told.last.toordinal()
    is_stock = ATTRIBUTES[claim.attribute].is_stock
    window = corpus.window(claim.window)
    if window is None:
        return Reference(
            True, is_stock, UNSTATED, told_first, told_last, told_first, told_last,
            has_undated_start=claim.window is not None,
        )  # fmt: skip
    start = UNSTATED if window.earliest is None else float(window.first.toordinal())
    if window.latest is None:
        return Reference(True, is_stock, start, told_first, told_last, told_first, told_last)
    end = window.last.toordinal()
    if is_stock:
        begin = end if window.earliest is None else window.first.toordinal()
        return Reference(True, True, UNSTATED, begin, end, told_first, told_last)
    is_interval = "/" in window.text
    is_running = window.earliest is None or (is_interval and told_first - end <= _MOST)
    return Reference(is_running, False, start, end, end, told_first, told_last)


def names_newer_day(relay: Claim, time: Reference, record: Reference) -> bool:
    """Tell whether a relay says that it speaks of a newer day than a record.

    Parameters
    ----------
    relay : Claim
        What tells on the word of a voice.
    time, record : Reference
        Its time, and that of the record.

    Returns
    -------
    bool
        By ``said_on``, or by a window that ends later.
    """
    if relay.said_on is not None:
        return time.told_first > record.told_last
    window = relay.window
    return window is not None and not window.endswith("..") and time.first > record.last
