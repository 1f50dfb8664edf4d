"""Occasions: what is one journey, or one chain of days, however many meetings it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefkit.analysis.contact import Contact
from briefkit.vocab import EventKind, Wider

__all__ = ["Occasion", "occasions", "root_of"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Contacts of one journey, or of days that follow one another.

    Parameters
    ----------
    contacts : tuple of Contact
        By start; the visit before its meetings.
    """

    contacts: tuple[Contact, ...]

    @property
    def lead(self) -> Contact:
        """The visit, or the first contact."""
        return self.contacts[0]

    @property
    def is_own(self) -> bool:
        """Whether it was made for the two themselves, not for a wider meeting or ceremony."""
        visits = [c for c in self.contacts if c.kind is EventKind.VISIT]
        return any(c.wider is None for c in visits or self.contacts)

    @property
    def is_session_alone(self) -> bool:
        """Whether a wider meeting is all that is on record, and no talk apart from it."""
        meetings = [c for c in self.contacts if c.kind is not EventKind.VISIT]
        return len(meetings) == 1 and meetings[0].wider is Wider.MULTILATERAL


def root_of(contact: Contact, by_id: Mapping[str, Contact]) -> str:
    """Return the id of the outermost event that contains a contact."""
    while contact.part_of is not None and contact.part_of in by_id:
        contact = by_id[contact.part_of]
    return contact.part_of or contact.event_id


def occasions(found: Iterable[Contact], by_id: Mapping[str, Contact]) -> tuple[Occasion, ...]:
    """Join contacts of one journey, and those without a journey on days that follow one another.

    Parameters
    ----------
    found : iterable of Contact
        Contacts of one pair.
    by_id : mapping of str to Contact
        All contacts, by id.

    Returns
    -------
    tuple of Occasion
        By start; undated ones last.
    """
    groups: dict[str, list[Contact]] = {}
    for contact in found:
        groups.setdefault(root_of(contact, by_id), []).append(contact)
    joined: list[list[Contact]] = []
    for group in sorted(groups.values(), key=lambda group: _limits(group)[0]):
        if joined and _follows(joined[-1], group):
            joined[-1] += group
        else:
            joined.append(group)
    return tuple(Occasion(tuple(sorted(group, key=_order))) for group in joined)


def _order(contact: Contact) -> tuple[bool, date, str]:
    return contact.kind is not EventKind.VISIT, contact.start or date.max, contact.label


def _limits(group: Sequence[Contact]) -> tuple[date, date]:
    first = min((c.start or date.max for c in group), default=date.max)
    return first, max((c.end or date.max for c in group), default=date.max)


def _follows(before: Sequence[Contact], group: Sequence[Contact]) -> bool:
    """Whether two groups are one chain of days; two journeys are never one."""
    if not all(c.precision == "day" for c in (*before, *group)):
        return False
    if all(any(c.kind is EventKind.VISIT for c in part) for part in (before, group)):
        return False
    return _limits(group)[0] <= _limits(before)[1] + _DAY
