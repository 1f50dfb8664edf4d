"""Dates as spans of days: a subset of EDTF (ISO 8601-2), never sharpened."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from briefkit.errors import DateError

__all__ = ["Precision", "Span", "first_day", "last_day", "parse_day", "record_span", "span"]

Precision = Literal["day", "week", "month", "year", "interval", "open"]

_ALLOWED = (
    "Allowed: 2023-09-15, 2023-W37, 2023-09, 2023, an interval 2023-09-07/2023-10-01, "
    "an open one 2023-09/.., each with ~ (about) or ? (doubtful) behind it."
)
_ATOM = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?(?P<mark>[~?%]?)",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FROM_TO = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
#: No report tells of what is older, and no plan reaches further: the rest are slips of a key.
_YEARS = 1000, 2200
_SLACK = {"day": 2, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Span:
    """A date as printed: the first and the last day it may be.

    Parameters
    ----------
    text : str
        The EDTF text.
    earliest, latest : date or None
        First and last possible day; None is open. ``~`` widens both by one step: two days, a week,
        a month or a year.
    precision : str
        ``day``, ``week``, ``month``, ``year``, ``interval`` or ``open``.
    is_doubtful : bool
        Whether the text carries ``?``.

    References
    ----------
    ISO 8601-2:2019, Extended Date/Time Format; the Library of Congress's EDTF, levels 0 and 1.

    Examples
    --------
    >>> span("2023-09").latest
    datetime.date(2023, 9, 30)
    >>> span("2023-09-13").overlaps(span("2023-09"))
    True
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    is_doubtful: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> date:
        """First possible day; ``date.min`` where the span is open."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """Last possible day; ``date.max`` where the span is open."""
        return self.latest or date.max

    @property
    def is_day(self) -> bool:
        """Whether it is one certain day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_from_to(self) -> bool:
        """Whether it runs from one day to another."""
        return _FROM_TO.fullmatch(self.text) is not None

    @property
    def n_days(self) -> int | None:
        """Number of days from first to last, both counted; None where open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: Span) -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Span) -> bool:
        """Whether every day of this one lies in the other."""
        return other.first <= self.first and self.last <= other.last


@lru_cache(maxsize=8192)
def span(text: str) -> Span:
    """Read an EDTF text.

    Parameters
    ----------
    text : str
        A day, week, month or year, or an interval of two of these, possibly open.

    Returns
    -------
    Span

    Raises
    ------
    DateError
        If the text is not of the subset, or no day of the calendar.

    Examples
    --------
    >>> span("2023-09-07/2023-10-01").n_days
    25
    """
    stripped = text.strip()
    if "/" not in stripped:
        return _atom(stripped, text)
    left, _, right = stripped.partition("/")
    if (left == "") != (right == ""):
        meant = f"{left or '..'}/{right or '..'}"
        raise DateError(f"'{text}' is no date; an open interval is written {meant}. {_ALLOWED}")
    start = None if left == ".." else _atom(left, text)
    end = None if right == ".." else _atom(right, text)
    if start is None and end is None:
        raise DateError(f"'{text}' is open at both ends. {_ALLOWED}")
    if start and end and start.first > end.last:
        raise DateError(f"'{text}' ends before it starts. {_ALLOWED}")
    return Span(
        stripped,
        start.earliest if start else None,
        end.latest if end else None,
        "interval" if start and end else "open",
        any(part is not None and part.is_doubtful for part in (start, end)),
    )


@lru_cache(maxsize=8192)
def record_span(text: str) -> Span:
    """Read an EDTF text that stands in the record: its years are such as a report speaks of.

    Parameters
    ----------
    text : str
        See :func:`span`.

    Returns
    -------
    Span

    Raises
    ------
    DateError
        If it is no date of the subset, or one of no year between 1000 and 2200.
    """
    read = span(text)
    first, last = _YEARS
    if any(day and not first <= day.year <= last for day in (read.earliest, read.latest)):
        raise DateError(f"'{text}' is outside the years {first} to {last}. {_ALLOWED}")
    return read


def _atom(text: str, whole: str) -> Span:
    """Read one date; `whole` is the text that it was part of, which an error quotes."""
    match = _ATOM.fullmatch(text)
    if match is None:
        raise DateError(f"'{whole}' is no date. {_ALLOWED}")
    year = int(match["year"])
    precision: Precision
    try:
        if match["week"]:
            precision, first = "week", date.fromisocalendar(year, int(match["week"]), 1)
            last = first + timedelta(days=6)
        elif match["day"]:
            precision, first = "day", date(year, int(match["month"]), int(match["day"]))
            last = first
        elif match["month"]:
            precision, first = "month", date(year, int(match["month"]), 1)
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        else:
            precision, first, last = "year", date(year, 1, 1), date(year, 12, 31)
        if match["mark"] in {"~", "%"}:
            slack = timedelta(days=_SLACK[precision])
            first, last = first - slack, last + slack
    except (ValueError, OverflowError) as error:
        raise DateError(f"'{whole}' is no day of the calendar ({error}). {_ALLOWED}") from None
    return Span(text, first, last, precision, match["mark"] in {"?", "%"})


def parse_day(text: str) -> date:
    """Read one ISO day.

    Parameters
    ----------
    text : str
        ``yyyy-mm-dd``.

    Returns
    -------
    date

    Raises
    ------
    DateError
        If it is anything else.
    """
    if not _DAY.fullmatch(text):
        raise DateError(f"'{text}' is no day. Allowed: yyyy-mm-dd, such as 2023-09-15.")
    return record_span(text).first


def first_day(value: str | int | date) -> date:
    """Read the start of a window: a month or a year means its first day.

    Raises
    ------
    DateError
        If it is no date.

    Examples
    --------
    >>> first_day("2023-09")
    datetime.date(2023, 9, 1)
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return span(str(value)).first


def last_day(value: str | int | date) -> date:
    """Read a cut-off: a month or a year means its last day.

    Parameters
    ----------
    value : str, int or date
        ``2023-09-15``, ``2023-09``, ``2023`` (also as a number) or a date.

    Returns
    -------
    date

    Raises
    ------
    DateError
        If it is no date, or open.

    Examples
    --------
    >>> last_day("2023-09")
    datetime.date(2023, 9, 30)
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    parsed = span(str(value))
    if parsed.latest is None or "/" in parsed.text or parsed.text[-1] in "~?%":
        raise DateError(f"'{value}' is no cut-off. Allowed: a day, a week, a month or a year.")
    return parsed.latest
