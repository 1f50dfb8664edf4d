"""What an ordinal asks, and whether a contact lies within its days and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from briefkit.analysis.contact import Contact
from briefkit.analysis.events import ContactIndex
from briefkit.analysis.ordinals.occasions import root_of
from briefkit.analysis.ordinals.readings import OrdinalOf
from briefkit.dataset import Dataset

__all__ = ["NEAR", "Question", "presence", "when"]

#: Days by which a contact outside the window is a near miss.
NEAR = timedelta(days=31)
#: A contact of which no day is printed is told of within a quarter.
_TOLD = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the record: how many contacts of two in a window.

    Parameters
    ----------
    actor, host : str
        Who visits, meets or calls; the host state, or whom the actor meets or calls.
    what : str
        visit, meeting or call.
    first : date or None
        First day of the window; None where it is open.
    last : date
        Last day on which one may begin.
    scope : tuple of str
        Places, people and ways of counting that are named.
    event_id : str or None
        What is said to be the n-th: it counts, also where it was told as a plan.
    """

    actor: str
    host: str
    what: OrdinalOf
    first: date | None
    last: date
    scope: tuple[str, ...] = ()
    event_id: str | None = None

    @property
    def window(self) -> str:
        """The window as a date."""
        return f"{self.first or '..'}/{self.last}"


def when(question: Question, contact: Contact, index: ContactIndex) -> str:
    """Where a contact lies: ``sure`` or ``possible`` in the window, just outside it, or far."""
    if contact.event_id == question.event_id:
        return "sure"
    start, latest = _bounds(contact, index)
    first, last = question.first or date.min, question.last
    if latest < first:
        return "before" if latest >= first - NEAR else "far"
    if start > last:
        return "after" if start - NEAR <= last else "far"
    return "sure" if start >= first and latest <= last else "possible"


def _bounds(contact: Contact, index: ContactIndex) -> tuple[date, date]:
    """First and last day on which a contact may have begun: a part within the days of its whole."""
    start, latest = contact.first_days
    root = index.by_id.get(root_of(contact, index.by_id))
    if root is not None and root is not contact and root.precision == "day":
        start = max(start or date.min, root.start or date.min)
        latest = min(latest or date.max, root.end or date.max)
        if start > latest:  # the pages disagree: its own day stands
            start, latest = contact.first_days
            start, latest = start or latest, latest or start
    told = contact.held_by or contact.first_reported
    latest = latest or max(told, start or date.min)
    return start or min(latest, told) - _TOLD, latest


def presence(ds: Dataset, question: Question, contact: Contact, index: ContactIndex) -> str:
    """Whether a contact was at a place that the ordinal names: ``sure``, ``possible`` or ``no``."""
    places = ds.records.places
    where = [name for name in question.scope if name in places and name != question.host]
    if not where:
        return "sure"
    parts = index.parts.get(contact.event_id, ())
    there = [c.place_id for c in (contact, *parts) if c.place_id is not None]
    if any(_lies_in(ds, name, whole) for name in there for whole in where):
        return "sure"
    is_open = not there or any(_lies_in(ds, whole, name) for name in there for whole in where)
    return "possible" if is_open else "no"


def _lies_in(ds: Dataset, fine: str, whole: str) -> bool:
    name: str | None = fine
    places = ds.records.places
    while name is not None and name != whole:
        place = places.get(name)
        if place is None:
            return False
        name = place.within or (place.country if name != place.country else None)
    return name == whole
