"""When an event took place: from its own claims, else its parts', else what it is part of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from briefkit.analysis.choice import Choice, choose
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.dates import Precision, Span, span
from briefkit.schema.attributes import dated, named
from briefkit.schema.tables import Event
from briefkit.schema.values import Dated, DateType
from briefkit.vocab import Caveat, EventKind

__all__ = ["Dating", "anchor_dates", "dating"]

#: What dates an event. A visit is at its host from the arrival on; leaving home is a fallback.
_DATES = named(lambda a: isinstance(a.type, DateType) and a.type.dated is not Dated.ANNOUNCED)
#: Days by which a first or last day may lie outside a coarser date and still belong to it.
_JOURNEY, _STAY = timedelta(days=7), timedelta(days=31)
_NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event took place, and by which claims.

    Parameters
    ----------
    days : Span
        First to last day.
    precision : str
        ``day`` if its first and last day are known; ``interval`` if it lies somewhere between them;
        ``open`` if one of them is unknown; else ``week``, ``month`` or ``year``.
    by : Choice
        The claims that say so.
    """

    days: Span
    precision: Precision
    by: Choice


def dating(ds: Dataset, event: Event, parts: Iterable[str] = ()) -> Dating | None:
    """Date an event.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    event : Event
        The event.
    parts : iterable of str
        Ids of the events that are part of it.

    Returns
    -------
    Dating or None
        Its own date, from the arrival to the end, or its last meeting, where these touch it, unless
        more claims have it begin on another day; else from its arrival, its start or its first part
        to its end or last part; else the time during which it was, its end alone, or a part's vague
        date, or the day on which the visitor left home. An event of which nothing of that is known
        lies in the time of what it is part of. None if that is not dated either. A call or letter
        may have two days, one after the other: one for each side.
    """
    found = _dated(ds, event.event_id, parts)
    if found is not None and event.kind in {EventKind.CALL, EventKind.LETTER}:
        found = _of_both_sides(ds, found)
    while found is None and event.part_of in ds.records.events:
        event = ds.records.events[str(event.part_of)]
        found = _around_parts(ds, event.event_id)
    return found


@lru_cache(maxsize=8)
def anchor_dates(ds: Dataset) -> Mapping[str, Span]:
    """Return the dates of the anchors, by event id."""
    anchors = [e for e in ds.records.events.values() if e.kind is EventKind.ANCHOR]
    dated = {anchor.event_id: dating(ds, anchor) for anchor in anchors}
    return {name: found.days for name, found in dated.items() if found is not None}


def _said(ds: Dataset, event_id: str) -> dict[Dated | None, Choice]:
    chosen = {dated(name): choose(ds, ds.claims_of(event_id, name)) for name in _DATES}
    return {days: choice for days, choice in chosen.items() if choice is not None}


def _dated(ds: Dataset, event_id: str, parts: Iterable[str]) -> Dating | None:
    said = _said(ds, event_id)
    first_told = said.get(Dated.ARRIVAL) or said.get(Dated.START)
    end = _read(said[Dated.END]) if Dated.END in said else None
    inner = [found for part in parts if (found := _dated(ds, part, ())) is not None]
    exact = [found for found in inner if found.precision == "day"]
    first = min(exact, key=lambda found: found.days.first, default=None)
    last = max(exact, key=lambda found: found.days.last, default=None)
    if Dated.DAYS in said and not _is_outweighed(said[Dated.DAYS], first_told):
        is_visit = ds.records.events[event_id].kind is EventKind.VISIT
        own = _read(said[Dated.DAYS])
        met = [found for found in exact if found.days.is_day]  # a conference may outlast a guest
        until = end or max(met, key=lambda found: found.days.last, default=None)
        return _widened(own, said.get(Dated.ARRIVAL), until) if is_visit else own
    start = first if first_told is None else _read(first_told)
    if start is None and Dated.DEPARTURE in said and (end is not None or not inner):
        start = _read(said[Dated.DEPARTURE])
    if start is not None:
        end = end or last
        return start if end is None else _from_to(start, end)
    if Dated.DURING in said:
        return _read(said[Dated.DURING], is_containing=True)
    return end or min(inner, key=lambda found: found.days.first, default=None)


def _is_outweighed(date: Choice, first: Choice | None) -> bool:
    """Whether more claims say when an event began than when it was, and they do not agree."""
    if first is None or span(first.value).overlaps(span(date.value)):
        return False
    return len(first.claim_ids) > len(date.claim_ids)


def _widened(found: Dating, arrival: Choice | None, end: Dating | None) -> Dating:
    """Return a date from the day of arrival to the last day, where these are days beside it."""
    if found.precision != "day":
        return found
    if arrival is not None:
        came = _read(arrival)
        if came.precision == "day" and timedelta() < found.days.first - came.days.first <= _JOURNEY:
            found = _from_to(came, found)
    if (
        end is not None
        and end.precision == "day"
        and timedelta() < end.days.last - found.days.last <= _STAY
    ):
        found = _from_to(found, end)
    return found


def _of_both_sides(ds: Dataset, found: Dating) -> Dating:
    """Join two days of a call or letter that follow one another: each side has its own."""
    held, against = (
        [ds.records.claims[name] for name in names]
        for names in (found.by.claim_ids, found.by.rival_ids)
    )
    whose = frozenset().union(*(bodies(ds, claim) for claim in held))
    if all(bodies(ds, claim) <= whose for claim in against):
        return found  # one side alone, retold otherwise
    rivals = [span(value) for value in {str(claim.value) for claim in against}]
    if not rivals or not found.days.is_day or not all(rival.is_day for rival in rivals):
        return found
    days = sorted({found.days.first, *(rival.first for rival in rivals)})
    if len(days) != 2 or days[1] - days[0] != _NIGHT:
        return found
    joined = span(f"{days[0]}/{days[1]}")
    by = dataclasses.replace(
        found.by,
        value=joined.text,
        claim_ids=tuple(dict.fromkeys((*found.by.claim_ids, *found.by.rival_ids))),
        rival_ids=(),
        caveats=tuple(c for c in found.by.caveats if c is not Caveat.SOURCES_DISAGREE),
    )
    return Dating(joined, "day", by)


def _around_parts(ds: Dataset, event_id: str) -> Dating | None:
    """Return the time within which the parts of an event took place, known from its own claims."""
    found = _dated(ds, event_id, ())
    if found is None or found.days.is_day:
        said = _said(ds, event_id)
        has_first = any(days is not None and days.is_outset for days in said)
        is_whole = not said.keys().isdisjoint({Dated.DAYS, Dated.DURING})
        if found is None or is_whole or (has_first and Dated.END in said):
            return found
        text = f"{found.days.first}/.." if has_first else f"../{found.days.last}"
        return Dating(span(text), "open", found.by)
    return dataclasses.replace(
        found, precision="interval" if found.precision == "day" else found.precision
    )


def _read(choice: Choice, is_containing: bool = False) -> Dating:
    days = span(choice.value)
    precision = days.precision
    if precision in {"day", "interval"}:
        ends = [span(part) for part in choice.value.split("/")]
        is_exact = all(end.is_day for end in ends) and (len(ends) == 1 or not is_containing)
        precision = "day" if is_exact else "interval"
    return Dating(days, precision, choice)


def _from_to(start: Dating, end: Dating) -> Dating:
    first, last = start.days.earliest, end.days.latest
    if first is None or last is None or last <= first or start is end:
        return start
    precision: Precision = "day" if start.precision == end.precision == "day" else "interval"
    days = span(f"{first}/{last}")
    claim_ids = tuple(dict.fromkeys((*start.by.claim_ids, *end.by.claim_ids)))
    return Dating(
        days, precision, dataclasses.replace(start.by, value=days.text, claim_ids=claim_ids)
    )
