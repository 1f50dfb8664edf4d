"""What is wanted of an analysis: names that exist, and a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from briefkit.dates import last_day, span
from briefkit.errors import DateError, UnknownNameError, nearest

__all__ = ["between", "check"]


def check(what: str, names: Iterable[str], allowed: Iterable[str]) -> None:
    """Refuse a name that is not allowed, and suggest the nearest.

    Parameters
    ----------
    what : str
        What the names are of, in one word.
    names, allowed : iterable of str
        Those that are wanted, and those that exist.

    Raises
    ------
    UnknownNameError
        For the first name that does not exist.
    """
    choices = [str(choice) for choice in allowed]
    for name in names:
        if name not in choices:
            near = nearest(name, choices)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(
                f"no {what} '{name}'. Allowed: {', '.join(sorted(choices)) or 'none yet'}.{hint}"
            )


def between(since: str | date | None, until: str | date | None) -> tuple[date, date]:
    """Return the first and the last day of a window; without an end it is open there.

    Raises
    ------
    DateError
        If one is no date, or it ends before it starts.

    Examples
    --------
    >>> [str(day) for day in between("2023-09", None)]
    ['2023-09-01', '9999-12-31']
    """
    first = since if isinstance(since, date) else span(since).first if since else date.min
    last = last_day(until) if until else date.max
    if first > last:
        raise DateError(f"since {since} is after until {until}. Turn them round.")
    return first, last
