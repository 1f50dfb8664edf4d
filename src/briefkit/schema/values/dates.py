"""Dates as values: which days of an event one gives, and by how far two exclude one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from briefkit.dates import Span, record_span, span
from briefkit.errors import DateError
from briefkit.schema.ids import Ids
from briefkit.schema.values.base import Known, Places, ValueType

__all__ = ["VISIT", "DateType", "Dated", "Limits"]

#: Days that a visit lasts, where nothing says how long: two of its days lie no further apart.
VISIT = 7
#: Days by which a journey precedes its arrival.
_JOURNEY = 7
_MONTH = 31
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Dated(Enum):
    """Which days of an event a date gives."""

    DAYS = "its days"
    START = "its first day"
    END = "its last day"
    DEPARTURE = "the day of leaving home for it"
    ARRIVAL = "the day of arriving at it"
    DURING = "days among which it was"
    ANNOUNCED = "the day of its announcement"

    @property
    def is_of_stay(self) -> bool:
        """Whether it gives a day on which it was going on."""
        return self in {Dated.DAYS, Dated.START, Dated.ARRIVAL, Dated.END}

    @property
    def is_outset(self) -> bool:
        """Whether it gives the first day of a journey, as one says it."""
        return self in {Dated.START, Dated.DEPARTURE, Dated.ARRIVAL}

    @property
    def bounds_start(self) -> bool:
        """Whether it began no earlier than its first day."""
        return self in {Dated.DAYS, Dated.START, Dated.ARRIVAL, Dated.DURING}


@dataclass(frozen=True, slots=True)
class Limits:
    """Days, as ordinals, between which an event starts, and between which it ends."""

    start_low: int
    start_high: int
    end_low: int
    end_high: int

    def miss(self, other: Limits) -> int:
        """Return by how many days two limits exclude one another; 0 where some days satisfy both.

        Where neither says when it started nor when it ended, one of them has to hold a day of the
        other.
        """
        start = max(self.start_low, other.start_low)
        end = min(self.end_high, other.end_high)
        return max(
            start - min(self.start_high, other.start_high),
            max(self.end_low, other.end_low) - end,
            start - end,
            0,
        )


class DateType(ValueType):
    """An EDTF date.

    Parameters
    ----------
    dated : Dated
        Which days of an event it gives.
    """

    name = "date"

    def __init__(self, dated: Dated) -> None:
        super().__init__()
        self.dated = dated

    def problems(self, text: str, ids: Ids) -> Iterator[tuple[str, str]]:
        """Yield what is no date."""
        try:
            record_span(text)
        except DateError as error:
            got, _, allowed = str(error).partition(". Allowed")
            yield got, f"Allowed{allowed}"

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether one date lies in the other."""
        return span(fine).within(span(coarse))

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether two dates have no day in common."""
        return not span(a).overlaps(span(b))

    def limits(self, days: Span, *, is_visit: bool, length: int) -> Limits:
        """Return what a date says about the first and the last day of its event.

        Parameters
        ----------
        days : Span
            The date.
        is_visit : bool
            Whether the event is a visit.
        length : int
            Days that it may last.

        Returns
        -------
        Limits
            A visit was going on on its days, and lasts no longer than its length; if they run from
            day to day it began on the first and ended on the last. Any other event lies in its
            date whole.
        """
        first, last = days.first.toordinal(), days.last.toordinal()
        match self.dated:
            case Dated.START | Dated.ARRIVAL:
                return Limits(first, last, first, min(last + length, _LAST))
            case Dated.END:
                return Limits(max(first - length, _FIRST), last, first, last)
            case Dated.DEPARTURE:
                come = min(last + _JOURNEY, _LAST)
                return Limits(first, come, first, min(last + _JOURNEY + length, _LAST))
            case Dated.DURING if is_visit:
                return Limits(first - length, last + length, first - length, last + length)
            case Dated.DAYS if is_visit and days.is_from_to:
                return Limits(first, first, last, last)
            case Dated.DAYS if is_visit:
                return Limits(max(first - length, _FIRST), last, first, min(last + length, _LAST))
        return Limits(first, last, first, last)

    @staticmethod
    def slip(a: str, b: str) -> Literal["days", "other_month", "other_year"]:
        """Tell whether a month or a year alone differs between two dates.

        Returns
        -------
        str
            ``other_year``, ``other_month``, or ``days`` where more does.
        """
        x, y = span(a), span(b)
        if any(s.n_days is None or s.n_days > _MONTH for s in (x, y)):
            return "days"
        if x.first.year != y.first.year:
            month = x.first.month
            moved = date(y.first.year, month, 1) - date(x.first.year, month, 1)
            is_same = x.first + moved <= y.last and y.first <= x.last + moved
            return "other_year" if is_same else "days"
        is_one_month = x.first.month == y.first.month
        is_day = x.is_day and y.is_day and x.first.day == y.first.day
        return "other_month" if is_day and not is_one_month else "days"

    @staticmethod
    def is_with_travel(a: Span, b: Span) -> bool:
        """Tell whether one gives days, and the other a day of travel at each end besides."""
        first, last = (a.first - b.first).days, (a.last - b.last).days
        return a.is_from_to and b.is_from_to and {first, last} == {1, -1}

    @staticmethod
    def says_as_much(a: Span, b: Span) -> bool:
        """Tell whether a date says no less than another, or as much but for an open start."""
        if a.latest is None or b.latest is None:
            return a == b
        is_from = a.earliest is None or b.earliest is None or a.first >= b.first
        return is_from and a.last <= b.last
