"""The days of a series of editions: the last day of each month, quarter or year."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from briefkit.dates import last_day, span
from briefkit.errors import ParameterError

__all__ = ["PERIODS", "series"]

#: Months in a period.
PERIODS = {"month": 1, "quarter": 3, "year": 12}


def series(every: str, first: str, last: str) -> list[str]:
    """Return the last days of the periods that end within a span.

    Parameters
    ----------
    every : str
        One of :data:`PERIODS`.
    first, last : str
        A day, month or year each; the span runs from the first day of one to the last of the
        other.

    Returns
    -------
    list of str
        Days, in order.

    Raises
    ------
    DateError
        If one is no date.
    ParameterError
        If no period ends within the span.

    Examples
    --------
    >>> series("month", "2023-11", "2024-01")
    ['2023-11-30', '2023-12-31', '2024-01-31']
    >>> series("quarter", "2023", "2023-11")
    ['2023-03-31', '2023-06-30', '2023-09-30']
    """
    begin, end = span(first).first, last_day(last)
    found = [day.isoformat() for day in _ends(PERIODS[every], begin, end)]
    if not found:
        raise ParameterError(f"no {every} ends from {begin} to {end}. Move --from or --to.")
    return found


def _ends(months: int, begin: date, end: date) -> Iterator[date]:
    for year in range(begin.year, end.year + 1):
        for month in range(months, 13, months):
            day = date(year, month, calendar.monthrange(year, month)[1])
            if begin <= day <= end:
                yield day
