"""Contacts by calendar month."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pandas as pd

from briefkit.analysis.contact import Contact
from briefkit.analysis.coverage import is_searched
from briefkit.dataset import Dataset

__all__ = ["held_by_month", "months"]


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


def held_by_month(
    ds: Dataset, names: Sequence[str], held: Sequence[Contact], first: date, last: date
) -> pd.DataFrame:
    """One row for each dyad and month; a contact that may have begun in another counts in none."""
    counts: dict[str, Counter[tuple[str, date]]] = {"in_person": Counter(), "remote": Counter()}
    for contact in held:
        start, latest = contact.first_days
        if start and latest and (start.year, start.month) == (latest.year, latest.month):
            month = start.replace(day=1)
            own = counts["in_person" if contact.is_in_person else "remote"]
            own.update((dyad, month) for dyad in contact.dyads)
    rows = [
        (
            name,
            month,
            f"{month.year}Q{(month.month + 2) // 3}",
            sum(own[name, month] for own in counts.values()),
            *(own[name, month] for own in counts.values()),
            is_searched(ds, {name}, max(month, first), min(end, last)),
        )
        for name in names
        for month, end in months(first, last)
    ]
    columns = ["dyad", "month", "quarter", "n_held", "n_in_person", "n_remote", "is_searched"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(month=pd.to_datetime(frame["month"]))
