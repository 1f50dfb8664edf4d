"""Silences: the days between the end of one contact and the start of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefkit.analysis import rules
from briefkit.analysis.contact import Contact
from briefkit.analysis.coverage import is_searched, last_searched
from briefkit.analysis.estimate import Estimate, count_estimate
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat

__all__ = ["Gap", "Silence", "current_silence", "gaps"]

_DAY = timedelta(days=1)
_LONGEST = 31  # days


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two successive contacts of a dyad; bounds where a date is not a day."""

    dyad: str
    earlier_id: str
    later_id: str
    days: Estimate


@dataclass(frozen=True, slots=True)
class Silence:
    """The gap since the last contact of a dyad.

    Parameters
    ----------
    contact_id : str
        The last contact.
    until : date
        Last day that was searched; beyond it nothing is known.
    days : Estimate
        From the end of the contact to that day.
    longer : Estimate or None
        How many earlier gaps were at least as long; None where there are none, or the dates are
        too vague.
    percentile : Estimate or None
        How many in a hundred of the earlier gaps were shorter.
    """

    contact_id: str
    until: date
    days: Estimate
    longer: Estimate | None
    percentile: Estimate | None


def gaps(ds: Dataset, dyad: str, dated: Sequence[Contact]) -> tuple[Gap, ...]:
    """Return the gaps between contacts; two that overlap have none.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    dyad : str
        Their dyad.
    dated : sequence of Contact
        Contacts held of which a day is known, by start.

    Returns
    -------
    tuple of Gap
        A gap with a day that was not searched says so.
    """
    found = []
    before: Contact | None = None
    low = high = date.min  # the last day that is certainly, and possibly, taken
    for contact in _known(dated):
        start, latest = contact.first_days
        end, last = contact.last_days
        assert start is not None
        assert latest is not None
        assert end is not None
        assert last is not None
        if before is not None and latest > low:
            is_whole = is_searched(ds, {dyad}, high + _DAY, start - _DAY)
            span = (max(0, (start - high).days), (latest - low).days)
            days = _days(*span, rules.GAP, (before, contact), is_whole)
            found.append(Gap(dyad, before.event_id, contact.event_id, days))
        if before is None or last >= high:
            before = contact
        low, high = max(low, end), max(high, last)
    return tuple(found)


def current_silence(
    ds: Dataset,
    dyad: str,
    dated: Sequence[Contact],
    earlier: Sequence[Gap],
    first: date,
    last: date,
) -> Silence | None:
    """Return the gap since the last contact, held against the earlier ones.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    dyad : str
        The dyad.
    dated : sequence of Contact
        Its contacts held of which a day is known, by start.
    earlier : sequence of Gap
        Its gaps.
    first, last : date
        The window. The days up to the first contact are an earlier gap too, where all of them were
        searched and they are as many.

    Returns
    -------
    Silence or None
        None where no contact is dated, or no day was searched since the last.
    """
    until = last_searched(ds, {dyad}, last)
    known = _known(dated)
    if until is None or not known:
        return None
    contact = max(known, key=lambda c: (c.last_days[1] or date.min, c.event_id))
    low_end, high_end = contact.last_days
    assert low_end is not None
    assert high_end is not None
    if high_end > until:
        return None
    is_whole = is_searched(ds, {dyad}, high_end + _DAY, until)
    low, high = (until - high_end).days, (until - low_end).days
    days = _days(low, high, rules.SILENCE, (contact,), is_whole)
    before = _before(ds, dyad, known[0], first, high)
    return Silence(contact.event_id, until, days, *_against(days, [*before, *earlier]))


def _before(ds: Dataset, dyad: str, contact: Contact, first: date, least: int) -> list[Gap]:
    """Return the days searched before the first contact as a gap, where they are as many at least.

    It may have been longer, so that it cannot count as a shorter one.
    """
    start = contact.first_days[0]
    n_days = (start - first).days if start is not None else 0
    if n_days < least or not is_searched(ds, {dyad}, first, first + timedelta(days=n_days - 1)):
        return []
    days = _days(n_days, n_days, rules.GAP, (contact,), is_whole=True)
    return [Gap(dyad, "", contact.event_id, days)]


def _known(dated: Sequence[Contact]) -> list[Contact]:
    """Keep what is dated to a month or better: a vaguer date would blur all gaps around it."""
    return [c for c in dated if c.days is not None and (c.days.n_days or _LONGEST + 1) <= _LONGEST]


def _against(days: Estimate, earlier: Sequence[Gap]) -> tuple[Estimate | None, Estimate | None]:
    if days.best is None or not earlier:
        return None, None
    n_longer = sum((gap.days.low or 0) >= days.best for gap in earlier)
    n_possible = sum(gap.days.high is None or gap.days.high >= days.best for gap in earlier)
    longer = count_estimate(n_longer, "gap", days.claim_ids, high=n_possible, rule=rules.LONGER)
    n = len(earlier)
    low, high = (100 * (n - count) / n for count in (n_possible, n_longer))
    best = high if n_longer == n_possible else None
    return longer, Estimate(low, best, high, "", rules.PERCENTILE, days.claim_ids)


def _days(low: int, high: int, rule: str, between: Sequence[Contact], is_whole: bool) -> Estimate:
    claims = {name for c in between if c.dated_by for name in c.dated_by.claim_ids}
    caveats = [] if low == high else [Caveat.MONTH_AS_DATE]
    if not is_whole:
        caveats.append(Caveat.NOT_SEARCHED)
    best = low if low == high else None
    return Estimate(low, best, high, "day", rule, tuple(sorted(claims)), tuple(caveats))
