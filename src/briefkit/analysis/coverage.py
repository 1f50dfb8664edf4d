"""What was searched: so that "none recorded" can be told from "not searched"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from briefkit.dataset import Dataset
from briefkit.vocab import SearchResult

__all__ = [
    "first_searched",
    "is_searched",
    "last_searched",
    "searched",
    "searched_days",
]

#: A stretch of days, both ends in it.
Stretch = tuple[date, date]

_STRETCH = 90  # days: a shorter search was for one landmark
_DAY = timedelta(days=1)


@lru_cache(maxsize=8)
def _stretches(ds: Dataset) -> Mapping[str, tuple[Stretch, ...]]:
    """Return what was searched for each dyad, directed dyad or actor, apart and in order.

    A search in which absence proves nothing is none, and no day after the cut-off is searched.
    """
    rows: dict[str, list[Stretch]] = {}
    for row in ds.records.coverage.values():
        last = min(row.to, ds.as_of)
        if row.result is not SearchResult.THIN and row.from_ <= last:
            rows.setdefault(row.about, []).append((row.from_, last))
    return {about: _joined(found) for about, found in rows.items()}


def _joined(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1] + _DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _of(ds: Dataset, names: Iterable[str]) -> tuple[Stretch, ...]:
    known = _stretches(ds)
    return _joined(stretch for name in set(names) for stretch in known.get(name, ()))


def searched_days(ds: Dataset, names: Iterable[str], first: date, last: date) -> int:
    """Count the days of a window that were searched for any of some dyads or actors.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    names : iterable of str
        Dyads, directed dyads or actor ids.
    first, last : date
        The window, both days counted.

    Returns
    -------
    int
        Days, each counted once however often it was searched.
    """
    pairs = ((max(a, first), min(b, last)) for a, b in _of(ds, names))
    return sum((b - a).days + 1 for a, b in pairs if a <= b)


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
    known = _stretches(ds)
    found = (stretch for name in set(names) for stretch in known.get(name, ()))
    return min((a for a, b in found if (b - a).days >= _STRETCH), default=None)


def last_searched(ds: Dataset, names: Iterable[str], last: date) -> date | None:
    """Return the last day up to some day that was searched; None if none was."""
    return max((min(b, last) for a, b in _of(ds, names) if a <= last), default=None)


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
    known = _stretches(ds)
    about = {"-".join(sorted(name.split(">"))) for name in known}
    return dyads & about or dyads


def is_searched(ds: Dataset, names: Iterable[str], first: date, last: date) -> bool:
    """Tell whether every day of a window was searched."""
    return first > last or searched_days(ds, names, first, last) == (last - first).days + 1
