"""The rhythm of one dyad: counts, visits each way, silences, change of rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from briefkit.analysis import rules
from briefkit.analysis.cadence.gaps import Gap, Silence, current_silence, gaps
from briefkit.analysis.cadence.rates import FEW, YEAR, change_of_rate
from briefkit.analysis.contact import Contact
from briefkit.analysis.coverage import is_searched, last_searched, searched_days
from briefkit.analysis.estimate import Estimate, count_estimate
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat, EventKind

__all__ = [
    "Counted",
    "DyadCadence",
    "by_dyad",
    "count_contacts",
    "dyad_cadence",
    "is_counted",
]

#: What is counted: ``contact`` is the outermost event, so a visit counts once with its meetings.
Counted = Literal["contact", "visit", "meeting", "dyad_meeting"]


@dataclass(frozen=True)
class DyadCadence:
    """The rhythm of one dyad.

    Parameters
    ----------
    dyad : str
        Two states, sorted.
    n_held, n_planned : Estimate or None
        Contacts held in the window, and plans that are open; None where none is on record and
        nothing was searched.
    n_in_person, n_remote : Estimate or None
        Of those held: in one place, and by call or letter.
    visits : tuple of (str, Estimate or None)
        Visits each way, by directed dyad; None where none is on record and that direction was not
        searched.
    gaps : tuple of Gap
        Between successive contacts held in person; between calls and letters where there are no
        others.
    silence : Silence or None
        The gap since the last of them, up to the last day searched.
    rate, rate_remote : Estimate or None
        Contacts in person, and calls and letters, of the last 365 days up to the last day searched
        against the 365 before, as a ratio with its interval.
    rate_until : date or None
        Last day of the newer of these years.
    searched_days, window_days : int
        Days of the window that were searched, and all.
    """

    dyad: str
    n_held: Estimate | None
    n_planned: Estimate | None
    n_in_person: Estimate | None
    n_remote: Estimate | None
    visits: tuple[tuple[str, Estimate | None], ...]
    gaps: tuple[Gap, ...]
    silence: Silence | None
    rate: Estimate | None
    rate_remote: Estimate | None
    rate_until: date | None
    searched_days: int
    window_days: int

    @property
    def n(self) -> int:
        """How many contacts are on record."""
        return int(self.n_held.best or 0) if self.n_held else 0

    @property
    def current_gap(self) -> Estimate | None:
        """Days from the end of the last contact to the last day searched."""
        return self.silence.days if self.silence else None

    @property
    def longer_gaps(self) -> Estimate | None:
        """How many earlier gaps were at least as long as the current one."""
        return self.silence.longer if self.silence else None

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Warnings that belong to the counts."""
        found = []
        if self.searched_days < self.window_days:
            found.append(Caveat.NOT_SEARCHED)
        if self.n < FEW:
            found.append(Caveat.FEW_EVENTS)
        return tuple(found)

    def to_json(self) -> dict[str, object]:
        """Return the dyad in the shape of ``show cadence``."""
        shown: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Estimate):
                value = value.to_json()
            elif isinstance(value, date):
                value = str(value)
            elif field.name == "visits":
                value = {name: n.to_json() if n else None for name, n in value}
            elif field.name == "gaps":
                value = [
                    {"earlier_id": g.earlier_id, "later_id": g.later_id, "days": g.days.to_json()}
                    for g in value
                ]
            if field.name == "silence":
                shown |= _silence_json(self.silence)
            else:
                shown[field.name] = value
        return shown


def _silence_json(silence: Silence | None) -> dict[str, object]:
    return {
        "current_gap": silence.days.to_json() if silence else None,
        "silent_until": str(silence.until) if silence else None,
        "longer_gaps": silence.longer.to_json() if silence and silence.longer else None,
        "percentile": silence.percentile.to_json() if silence and silence.percentile else None,
    }


def is_counted(contact: Contact, count: Counted) -> bool:
    """Tell whether a contact is one of those that are counted."""
    match count:
        case "visit":
            return contact.kind is EventKind.VISIT and contact.part_of is None
        case "meeting" | "dyad_meeting":
            return contact.kind is EventKind.MEETING
        case _:
            return contact.part_of is None


def count_contacts(found: Sequence[Contact], count: Counted) -> Estimate:
    """Return the number of contacts, with the claims that date or place each of them."""
    n = sum(len(c.dyads) for c in found) if count == "dyad_meeting" else len(found)
    claims = [name for c in found for name in (c.dated_by or c.placed_by or c).claim_ids[:1]]
    return count_estimate(n, count, claims, rule=rules.held(count))


def by_dyad(found: Iterable[Contact]) -> Mapping[str, tuple[Contact, ...]]:
    """Return contacts by dyad, each in the order given."""
    groups: dict[str, list[Contact]] = {}
    for contact in found:
        for name in contact.dyads:
            groups.setdefault(name, []).append(contact)
    return {name: tuple(own) for name, own in groups.items()}


def dyad_cadence(
    ds: Dataset, name: str, own: Sequence[Contact], first: date, last: date, count: Counted
) -> DyadCadence:
    """Describe one dyad.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    name : str
        The dyad.
    own : sequence of Contact
        Its contacts that pass the filters, planned ones too, by start.
    first, last : date
        The window.
    count : str
        What is counted.

    Returns
    -------
    DyadCadence
    """
    held = [c for c in own if c.is_held and is_counted(c, count)]
    in_person = [c for c in held if c.is_in_person]
    remote = [c for c in held if not c.is_in_person]
    visits = [c for c in own if c.is_held and c.kind is EventKind.VISIT and c.part_of is None]
    plans = [c for c in own if c.is_open_plan and c.part_of is None]
    a, b = name.split("-")
    n_searched = searched_days(ds, {name}, first, last)
    unit: Counted = "meeting" if count == "dyad_meeting" else count

    def number(found: Sequence[Contact], of: Counted, n_days: int) -> Estimate | None:
        return count_contacts(found, of) if found or n_days else None

    dated = [_to_its_end(c, own) for c in in_person or remote if c.start is not None]
    silences = gaps(ds, name, dated)
    until = last_searched(ds, {name}, last)
    rate, rate_remote = (_rate(ds, name, found, first, until) for found in (in_person, remote))
    return DyadCadence(
        name,
        number(held, unit, n_searched),
        number(plans, "contact", n_searched),
        number(in_person, unit, n_searched),
        number(remote, unit, n_searched),
        tuple(
            (
                way,
                number(
                    [c for c in visits if way in c.directed],
                    "visit",
                    searched_days(ds, {name, way}, first, last),
                ),
            )
            for way in (f"{a}>{b}", f"{b}>{a}")
        ),
        silences,
        current_silence(ds, name, dated, silences, first, last),
        rate,
        rate_remote,
        until if rate or rate_remote else None,
        n_searched,
        (last - first).days + 1,
    )


def _to_its_end(contact: Contact, own: Sequence[Contact]) -> Contact:
    """Let a journey last to its last meeting, where no page tells the day of its end."""
    parts = [p.end for p in own if p.part_of == contact.event_id and p.is_held and p.end]
    last = max(parts, default=None)
    if last is None or contact.precision != "day" or last <= (contact.end or last):
        return contact
    return replace(contact, end=last)


def _rate(
    ds: Dataset, name: str, held: Sequence[Contact], first: date, until: date | None
) -> Estimate | None:
    if until is None or until < first:
        return None
    dated = [c for c in held if c.start is not None]
    is_whole = is_searched(ds, {name}, max(first, until - 2 * YEAR), until)
    return change_of_rate(dated, first, until, is_searched=is_whole)
