"""Clauses on contacts: who met last at the highest level, how often a year, what is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefkit.analysis import rules
from briefkit.analysis.cadence import Cadence, DyadCadence
from briefkit.analysis.cadence.dyads import count_contacts
from briefkit.analysis.cadence.rates import FEW, YEAR, rate_ratio
from briefkit.analysis.contact import Contact
from briefkit.analysis.coverage import is_searched
from briefkit.analysis.discrepancies.entry import Point
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import parts_of
from briefkit.analysis.sheet.clause import Clause, Lull, Meeting, Years, news
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat, Level

__all__ = ["contact_clauses", "is_unusual"]

#: A contact is news for so long.
_MONTH = timedelta(days=31)
#: Years beside the newest one.
_MOST = 3
_HIGH = frozenset({Level.PREMIER, Level.SPEAKER, Level.MINISTER})
#: Contacts of a level or a higher one in the year before, up to which one more is rare.
_RARE = 2
#: One gap in so many is an unusual one.
_TENTH = 10
_LEVELS = list(Level)


def contact_clauses(ds: Dataset, result: Cadence) -> Iterator[Clause]:
    """Return what can be said of contacts.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its contacts.

    Yields
    ------
    Clause
        For each dyad the newest contact in person of the highest level, within a month; contacts
        by year, where two years or more were searched; an unusual silence.
    """
    parts = parts_of([c for c in result.contacts if c.is_held])
    for dyad in result.dyads:
        held = [
            c
            for c in result.held
            if dyad.dyad in c.dyads and c.is_in_person and c.start is not None and c.end is not None
        ]
        newest = _newest(ds, dyad.dyad, held)
        if newest is not None:
            inside = parts.get(newest.event_id, ())
            yield _meeting(ds, dyad.dyad, newest, held, inside)
        years = _years(ds, dyad.dyad, held)
        if years is not None:
            yield years
        silence = dyad.silence
        if (
            silence is not None
            and is_unusual(dyad)
            and ds.as_of - silence.until <= _MONTH
            and Caveat.NOT_SEARCHED not in silence.days.caveats
        ):
            points = (news(ds.as_of, silence.until), Point(1, "unusual"))
            yield Lull(topic=dyad.dyad, told=silence.until, points=points, dyad=dyad)


def is_unusual(dyad: DyadCadence) -> bool:
    """Whether few earlier silences of a dyad were as long as the current one."""
    if dyad.silence is None or dyad.silence.longer is None or len(dyad.gaps) < FEW:
        return False
    return _TENTH * (dyad.silence.longer.high or 0) <= len(dyad.gaps)


def _rank(contact: Contact) -> int:
    return _LEVELS.index(contact.level) if contact.level is not None else len(_LEVELS)


def _newest(ds: Dataset, dyad: str, held: Sequence[Contact]) -> Contact | None:
    recent = [c for c in held if c.precision == "day" and _ended(c) >= ds.as_of - _MONTH]
    return min(recent, key=lambda c: (_rank(c), -_ended(c).toordinal(), c.label), default=None)


def _ended(contact: Contact) -> date:
    assert contact.end is not None
    return contact.end


def _meeting(
    ds: Dataset,
    dyad: str,
    contact: Contact,
    held: Sequence[Contact],
    inside: Sequence[Contact],
) -> Meeting:
    assert contact.start is not None
    level = 3 if contact.level is Level.LEADER else int(contact.level in _HIGH)
    first = contact.start - YEAR
    points = [news(ds.as_of, _ended(contact)), Point(level, "level")]
    is_whole = is_searched(ds, {dyad}, first, contact.start)
    if is_whole:
        before = [c for c in held if first <= _ended(c) < contact.start]
        n = sum(_rank(c) <= _rank(contact) for c in before)
        points.append(Point((n == 0) + (n <= _RARE), "rare", {"n": n}))
    return Meeting(
        topic=dyad,
        told=_ended(contact),
        points=tuple(points),
        contact=contact,
        parts=tuple(inside),
        is_searched=is_searched(ds, {dyad}, contact.start, min(_ended(contact), ds.as_of)),
    )


def _years(ds: Dataset, dyad: str, held: Sequence[Contact]) -> Years | None:
    last = ds.as_of.year - (ds.as_of < date(ds.as_of.year, 12, 31))
    counts: list[tuple[int, Estimate]] = []
    for year in range(last, last - _MOST - 1, -1):
        if not is_searched(ds, {dyad}, date(year, 1, 1), date(year, 12, 31)):
            break
        counts.append((year, count_contacts(_in_year(held, year), "contact")))
    if len(counts) < 2 or sum(int(n.best or 0) for _, n in counts[:2]) < 1:
        return None
    newest = int(counts[0][1].best or 0)
    ratios = []
    for year, n in counts[1:]:
        low, best, high = (
            rate_ratio(newest, int(n.best or 0)) if newest or n.best else (0, None, None)
        )
        claims = tuple(sorted({*counts[0][1].claim_ids, *n.claim_ids}))
        ratios.append((year, Estimate(low, best, high, "", rules.RATIO, claims)))
    own = _in_year(held, last)
    has_leaders = any(c.level is Level.LEADER for c in own)
    found = Years(
        topic=dyad,
        told=date(last, 12, 31),
        points=(),
        counts=tuple(counts),
        ratios=tuple(ratios),
        n_backed=sum(c.n_voices > 1 for c in own),
    )
    points = [news(ds.as_of, found.told), Point(1 + has_leaders, "level")]
    if found.beyond_chance is not None:
        points.append(Point(2, "beyond_chance"))
    if newest + int(counts[1][1].best or 0) < FEW:
        points.append(Point(-1, "few"))
    return Years(
        topic=dyad, told=found.told, points=tuple(points), counts=found.counts,
        ratios=found.ratios, n_backed=found.n_backed,
    )  # fmt: skip


def _in_year(held: Sequence[Contact], year: int) -> list[Contact]:
    """Return the contacts that certainly began in a year."""
    return [
        c
        for c in held
        if (days := c.first_days)[0] is not None
        and days[1] is not None
        and days[0].year == days[1].year == year
    ]
