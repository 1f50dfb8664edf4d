"""When an event took place: from its own claims, else its parts', else what it is part of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefkit.analysis.choice import Choice, choose
from briefkit.dataset import Dataset
from briefkit.dates import Precision, Span, span
from briefkit.schema.tables import Event
from briefkit.vocab import EventKind

__all__ = ["Dating", "anchor_dates", "dating"]

_ATTRIBUTES = ("date", "start", "end", "during")


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
        Its own date, unless more claims have it begin on another day; else from its start,
        or first part, to its end, or last part; else the time
        during which it was, its end alone, or a part's vague date. An event of which nothing of
        that is known lies in the time of what it is part of. None if that is not dated either.
    """
    found = _dated(ds, event.event_id, parts)
    while found is None and event.part_of in ds.records.events:
        event = ds.records.events[str(event.part_of)]
        found = _around_parts(ds, event.event_id)
    return found


def anchor_dates(ds: Dataset) -> Mapping[str, Span]:
    """Return the dates of the anchors, by event id."""
    anchors = [e for e in ds.records.events.values() if e.kind is EventKind.ANCHOR]
    dated = {anchor.event_id: dating(ds, anchor) for anchor in anchors}
    return {name: found.days for name, found in dated.items() if found is not None}


def _said(ds: Dataset, event_id: str) -> dict[str, Choice]:
    chosen = {name: choose(ds, ds.claims_of(event_id, name)) for name in _ATTRIBUTES}
    return {name: choice for name, choice in chosen.items() if choice is not None}


def _dated(ds: Dataset, event_id: str, parts: Iterable[str]) -> Dating | None:
    said = _said(ds, event_id)
    if "date" in said and not _is_outweighed(said):
        return _read(said["date"])
    inner = [found for part in parts if (found := _dated(ds, part, ())) is not None]
    exact = [found for found in inner if found.precision == "day"]
    first = min(exact, key=lambda found: found.days.first, default=None)
    last = max(exact, key=lambda found: found.days.last, default=None)
    start = _read(said["start"]) if "start" in said else first
    end = _read(said["end"]) if "end" in said else last
    if start is not None:
        return start if end is None else _from_to(start, end)
    if "during" in said:
        return _read(said["during"], is_containing=True)
    return end or min(inner, key=lambda found: found.days.first, default=None)


def _is_outweighed(said: Mapping[str, Choice]) -> bool:
    """Whether more claims say when an event began than when it was, and they do not agree."""
    date, start = said["date"], said.get("start")
    if start is None or span(start.value).overlaps(span(date.value)):
        return False
    return len(start.claim_ids) > len(date.claim_ids)


def _around_parts(ds: Dataset, event_id: str) -> Dating | None:
    """Return the time within which the parts of an event took place, known from its own claims."""
    found = _dated(ds, event_id, ())
    if found is None or found.days.is_day:
        said = _said(ds, event_id)
        if found is None or "date" in said or "during" in said or {"start", "end"} <= set(said):
            return found
        text = f"{found.days.first}/.." if "start" in said else f"../{found.days.last}"
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
    claim_ids = tuple(sorted({*start.by.claim_ids, *end.by.claim_ids}))
    return Dating(
        days, precision, dataclasses.replace(start.by, value=days.text, claim_ids=claim_ids)
    )
