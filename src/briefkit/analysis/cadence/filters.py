"""Filters of the cadence: which contacts, in which window."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from briefkit.analysis.contact import Contact
from briefkit.analysis.coverage import first_searched
from briefkit.analysis.wanted import between
from briefkit.dataset import Dataset
from briefkit.errors import DateError
from briefkit.vocab import Level

__all__ = ["passes", "touches", "window"]


def window(
    ds: Dataset,
    everything: Sequence[Contact],
    since: str | date | None,
    until: str | date | None,
) -> tuple[date, date]:
    """Return the window: what was searched, or the years on record, up to the cut-off."""
    wanted, last = between(since, until)
    starts = [c.start for c in everything if c.start and c.is_held]
    first = min(starts, default=ds.as_of).replace(month=1, day=1)
    begun = first_searched(ds, {dyad for c in everything for dyad in c.dyads})
    if begun is not None and begun <= ds.as_of:
        first = max(first, begun)
    first = wanted if since else first
    end = min(last, ds.as_of)
    if first > end:
        raise DateError(f"since {first} is after until {end}; choose an earlier since")
    return first, end


def passes(
    contact: Contact,
    dyads: Set[str],
    states: Sequence[str],
    level: str | None,
    mode: str | None,
) -> bool:
    """Tell whether a contact is of the dyads, states, level and mode that are wanted."""
    return (
        bool(contact.dyads)
        and (not dyads or not dyads.isdisjoint(contact.dyads))
        and (not states or bool(set(states) & set(contact.states)))
        and (not level or (contact.level is not None and contact.level.rank <= Level(level).rank))
        and (not mode or contact.mode == mode)
    )


def touches(contact: Contact, first: date, last: date) -> bool:
    """Tell whether a contact touches a window; a plan always does."""
    if contact.is_held:
        return (contact.end or date.max) >= first and (contact.start or date.min) <= last
    return True
