"""What was searched: so that "none recorded" can be told from "not searched"."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from briefkit.dataset import Dataset

__all__ = ["first_searched", "is_searched", "months", "searched", "searched_days"]

_STRETCH = 90  # days: a shorter search was for one landmark


def searched_days(ds: Dataset, names: Iterable[str], first: date, last: date) -> int:
    """Count the days of a window that were searched for any of some dyads or actors.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    names : iterable of str
        Dyads or actor ids.
    first, last : date
        The window, both days counted.

    Returns
    -------
    int
        Days, each counted once however often it was searched.
    """
    wanted = set(names)
    days: set[date] = set()
    for row in ds.records.coverage.values():
        if row.about in wanted:
            day, end = max(row.from_, first), min(row.to, last)
            while day <= end:
                days.add(day)
                day += timedelta(days=1)
    return len(days)


def first_searched(ds: Dataset, names: Iterable[str]) -> date | None:
    """Return the day on which the search for any of some dyads or actors begins.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    names : iterable of str
        Dyads or actor ids.

    Returns
    -------
    date or None
        First day of the first stretch of three months or more; None if there is none.
    """
    wanted = set(names)
    rows = (row for row in ds.records.coverage.values() if row.about in wanted)
    return min((row.from_ for row in rows if (row.to - row.from_).days >= _STRETCH), default=None)


def searched(ds: Dataset, dyads: set[str]) -> set[str]:
    """Keep the dyads that were searched, or all where none was.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    dyads : set of str
        Dyads of which some contact is on record.

    Returns
    -------
    set of str
        A contact told in passing makes no record of its dyad.
    """
    return dyads & {row.about for row in ds.records.coverage.values()} or dyads


def is_searched(ds: Dataset, names: Iterable[str], first: date, last: date) -> bool:
    """Tell whether every day of a window was searched."""
    return searched_days(ds, names, first, last) == (last - first).days + 1


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Walk the calendar months that touch a window.

    Yields
    ------
    tuple of date
        First and last day of each month, whole.
    """
    day = first.replace(day=1)
    while day <= last:
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        yield day, end
        day = end + timedelta(days=1)
