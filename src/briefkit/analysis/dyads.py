"""The rhythm of one dyad: counts, visits each way, gaps, change of rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import pandas as pd

from briefkit.analysis.coverage import is_searched, months, searched_days
from briefkit.analysis.estimate import Estimate, count_estimate
from briefkit.analysis.events import Contact
from briefkit.analysis.rates import RATE_RULE, rate_ratio
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat, EventKind

__all__ = [
    "Counted",
    "DyadCadence",
    "Gap",
    "count_contacts",
    "dyad_cadence",
    "held_by_month",
    "is_counted",
]

#: What is counted: ``contact`` is the outermost event, so a visit counts once with its meetings.
Counted = Literal["contact", "visit", "meeting", "dyad_meeting"]

_FEW = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two successive contacts of a dyad; bounds where a date is not a day."""

    dyad: str
    earlier_id: str
    later_id: str
    days: Estimate


@dataclass(frozen=True)
class DyadCadence:
    """The rhythm of one dyad.

    Parameters
    ----------
    dyad : str
        Two states, sorted.
    n_held, n_planned : Estimate
        Contacts held and not yet held in the window.
    visits : mapping by directed dyad
        Visits each way.
    gaps : tuple of Gap
        Between successive held contacts.
    current_gap : Estimate or None
        Days from the start of the last held contact to the end of the window.
    longer_gaps : Estimate or None
        How many earlier gaps were at least as long as the current one.
    rate : Estimate or None
        Contacts of the last 365 days against the 365 before, as a ratio with its interval; None
        where the window is shorter than two such spans or nothing was held.
    searched_days, window_days : int
        Days of the window that were searched, and all.
    """

    dyad: str
    n_held: Estimate
    n_planned: Estimate
    visits: tuple[tuple[str, Estimate], ...]
    gaps: tuple[Gap, ...]
    current_gap: Estimate | None
    longer_gaps: Estimate | None
    rate: Estimate | None
    searched_days: int
    window_days: int

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Warnings that belong to the counts."""
        found = []
        if self.searched_days < self.window_days:
            found.append(Caveat.NOT_SEARCHED)
        if (self.n_held.best or 0) < _FEW:
            found.append(Caveat.FEW_EVENTS)
        return tuple(found)

    def to_json(self) -> dict[str, object]:
        """Return the dyad in the shape of ``show cadence``."""
        shown: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Estimate):
                value = value.to_json()
            elif field.name == "visits":
                value = {name: estimate.to_json() for name, estimate in value}
            elif field.name == "gaps":
                value = [
                    {"earlier_id": g.earlier_id, "later_id": g.later_id, "days": g.days.to_json()}
                    for g in value
                ]
            shown[field.name] = value
        return shown


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
    return count_estimate(n, count, claims, rule=f"count of {count}s held in the window")


def dyad_cadence(
    ds: Dataset, name: str, kept: Sequence[Contact], first: date, last: date, count: Counted
) -> DyadCadence:
    """Describe one dyad.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    name : str
        The dyad.
    kept : sequence of Contact
        Contacts that pass the filters, planned ones too.
    first, last : date
        The window.
    count : str
        What is counted.

    Returns
    -------
    DyadCadence
    """
    own = [c for c in kept if name in c.dyads]
    held = [c for c in own if c.is_held and is_counted(c, count)]
    dated = [c for c in held if c.start is not None]
    a, b = name.split("-")
    visits = [c for c in own if c.is_held and c.kind is EventKind.VISIT and c.part_of is None]
    gaps = tuple(_gap(name, x, y) for x, y in pairwise(dated))
    current = _current_gap(dated[-1], last) if dated else None
    longer = None
    if current is not None and current.best is not None and gaps:
        longer = count_estimate(
            sum((gap.days.low or 0) >= current.best for gap in gaps),
            "gap",
            current.claim_ids,
            high=sum(gap.days.high is None or gap.days.high >= current.best for gap in gaps),
            rule="gaps at least as long as this one",
        )
    window_days = (last - first).days + 1
    return DyadCadence(
        name,
        count_contacts(held, "meeting" if count == "dyad_meeting" else count),
        count_contacts([c for c in own if not c.is_held and c.part_of is None], "contact"),
        tuple(
            (directed, count_contacts([c for c in visits if directed in c.directed], "visit"))
            for directed in (f"{a}>{b}", f"{b}>{a}")
        ),
        gaps,
        current,
        longer,
        _rate(dated, first, last),
        searched_days(ds, {name}, first, last),
        window_days,
    )


def _gap(dyad: str, earlier: Contact, later: Contact) -> Gap:
    low, high = _days_apart(earlier, *_first_days(later))
    claims = {name for c in (earlier, later) if c.dated_by for name in c.dated_by.claim_ids}
    days = _days(low, high, "days from start to start", tuple(sorted(claims)))
    return Gap(dyad, earlier.event_id, later.event_id, days)


def _current_gap(contact: Contact, day: date) -> Estimate:
    low, high = _days_apart(contact, day, day)
    claims = contact.dated_by.claim_ids if contact.dated_by else ()
    rule = "days from the start of the last contact to the end of the window"
    return _days(low, high, rule, claims)


def _days(low: int, high: int | None, rule: str, claims: tuple[str, ...]) -> Estimate:
    best, caveats = (low, ()) if low == high else (None, (Caveat.MONTH_AS_DATE,))
    return Estimate(low, best, high, "day", rule, claims, caveats)


def _first_days(contact: Contact) -> tuple[date, date | None]:
    """First and last day on which a contact may have begun; the last is None where it is open."""
    assert contact.start is not None
    return contact.start, contact.start if contact.precision == "day" else contact.end


def _days_apart(earlier: Contact, first: date, last: date | None) -> tuple[int, int | None]:
    """Fewest and most days from the start of a contact to some day between two."""
    start, latest = _first_days(earlier)
    low = 0 if latest is None else max(0, (first - latest).days)
    return low, None if last is None else max(0, (last - start).days)


def _rate(dated: Sequence[Contact], first: date, last: date) -> Estimate | None:
    year = timedelta(days=365)
    if not dated or last - first < 2 * year - timedelta(days=1):
        return None
    new = [c for c in dated if c.start and last - year < c.start <= last]
    old = [c for c in dated if c.start and last - 2 * year < c.start <= last - year]
    if not new and not old:
        return None
    low, best, high = rate_ratio(len(new), len(old))
    claims = tuple(sorted({c.claim_ids[0] for c in (*new, *old)}))
    caveats = (Caveat.FEW_EVENTS,) if len(new) + len(old) < _FEW else ()
    return Estimate(low, best, high, "", RATE_RULE, claims, caveats)


def held_by_month(
    ds: Dataset, names: Sequence[str], held: Sequence[Contact], first: date, last: date
) -> pd.DataFrame:
    """One row for each dyad and month; a contact that may have begun in another counts in none."""
    in_month = Counter(
        (dyad, c.start.replace(day=1))
        for c in held
        if c.start and _same_month(c.start, c.start if c.precision == "day" else c.end)
        for dyad in c.dyads
    )
    rows = [
        (
            name,
            month,
            f"{month.year}Q{(month.month + 2) // 3}",
            in_month[name, month],
            is_searched(ds, {name}, max(month, first), min(end, last)),
        )
        for name in names
        for month, end in months(first, last)
    ]
    frame = pd.DataFrame(rows, columns=["dyad", "month", "quarter", "n_held", "is_searched"])
    return frame.assign(month=pd.to_datetime(frame["month"]))


def _same_month(one: date, other: date | None) -> bool:
    return other is not None and (one.year, one.month) == (other.year, other.month)
