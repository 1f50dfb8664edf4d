"""Events as the claims give them: who, where, when, at what level, held or planned."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.estimate import Choice, choose
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.dates import Precision, Span, span
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim, Event
from briefkit.vocab import ActorKind, Caveat, EventKind, Level, Mode, Stage

__all__ = ["Contact", "anchor_dates", "contacts"]

_DATING = ("date", "start", "end", "during")


@dataclass(frozen=True, slots=True)
class Contact:
    """One diplomatic contact, its values chosen from the claims.

    Parameters
    ----------
    event_id, kind, label, part_of
        As in the table of events.
    start, end : date or None
        First and last possible day.
    precision : str or None
        Precision of the date: day, week, month, year, interval; None if nothing dates it.
    place_id : str or None
        Where; a country if that is all that is known.
    actors, recipients : tuple of str
        Visitors, senders or all who met; hosts or addressees.
    states : tuple of str
        States of all of them, sorted.
    dyads : tuple of str
        Unordered pairs of states between which the contact runs.
    directed : tuple of str
        ``VISITOR>HOST`` for visits.
    level : Level or None
        Lowest of the highest levels of each side; None if no office is known.
    mode : Mode or None
        Derived from kind, place and number of states, unless claims say otherwise.
    stage : Stage
        ``done`` for a contact that was held, else planned, announced, cancelled and so on.
    n_sources, n_origins, n_voices : int
        Support of the event.
    first_reported : date
        Day of the first publication that speaks of it.
    claim_ids : tuple of str
        All claims about it.
    dated_by, placed_by, met_by : Choice or None
        Where the date, the place and the actors come from.
    """

    event_id: str
    kind: EventKind
    label: str
    part_of: str | None
    start: date | None
    end: date | None
    precision: Precision | None
    place_id: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    states: tuple[str, ...]
    dyads: tuple[str, ...]
    directed: tuple[str, ...]
    level: Level | None
    mode: Mode | None
    stage: Stage
    n_sources: int
    n_origins: int
    n_voices: int
    first_reported: date
    claim_ids: tuple[str, ...]
    dated_by: Choice | None
    placed_by: Choice | None
    met_by: Choice | None

    @property
    def is_held(self) -> bool:
        """Whether it took place or is under way."""
        return self.stage.is_actual

    @property
    def days(self) -> Span | None:
        """The date as a span; None if nothing dates it."""
        if self.start is None and self.end is None:
            return None
        text = f"{self.start or '..'}/{self.end or '..'}"
        return span(text if self.start != self.end else str(self.start))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Warnings that belong to its date and place."""
        found = {
            caveat for choice in (self.dated_by, self.placed_by) if choice for caveat in choice.caveats
        }
        if self.precision not in {"day", None} and (self.start, self.end) != (None, None):
            found.add(Caveat.MONTH_AS_DATE)
        return tuple(caveat for caveat in Caveat if caveat in found)

    def to_json(self) -> dict[str, object]:
        """Return the contact in the shape of ``show cadence``."""
        return {
            "event_id": self.event_id,
            "kind": self.kind,
            "part_of": self.part_of,
            "start": str(self.start) if self.start else None,
            "end": str(self.end) if self.end else None,
            "precision": self.precision,
            "place_id": self.place_id,
            "actors": list(self.actors),
            "recipients": list(self.recipients),
            "states": list(self.states),
            "level": self.level,
            "mode": self.mode,
            "stage": self.stage,
            "n_sources": self.n_sources,
            "n_origins": self.n_origins,
            "n_voices": self.n_voices,
            "first_reported": str(self.first_reported),
        }


def contacts(ds: Dataset) -> tuple[Contact, ...]:
    """Return every contact of which something is known.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.

    Returns
    -------
    tuple of Contact
        By start, then id; undated ones last. Anchors are left out.
    """
    children: dict[str, list[str]] = {}
    for event in ds.records.events.values():
        if event.part_of is not None:
            children.setdefault(event.part_of, []).append(event.event_id)
    found = [
        _contact(ds, event, children)
        for event in ds.records.events.values()
        if event.kind is not EventKind.ANCHOR
    ]
    return tuple(sorted(found, key=lambda c: (c.start or c.end or date.max, c.event_id)))


def anchor_dates(ds: Dataset) -> Mapping[str, Span]:
    """Return the dates of the anchors, by event id."""
    found = {}
    for event in ds.records.events.values():
        if event.kind is EventKind.ANCHOR:
            chosen = choose(ds, [c for name in _DATING for c in ds.claims_of(event.event_id, name)])
            if chosen is not None:
                found[event.event_id] = span(chosen.value)
    return found


def _contact(ds: Dataset, event: Event, children: Mapping[str, list[str]]) -> Contact:
    claims = ds.claims_of(event.event_id)
    days, dated_by = _days(ds, event, children)
    placed_by = choose(ds, ds.claims_of(event.event_id, "place")) or _inherited(
        ds, event, children, "place"
    )
    met_by = choose(ds, ds.claims_of(event.event_id, "actor")) or _inherited(
        ds, event, children, "actor"
    )
    hosts = choose(ds, ds.claims_of(event.event_id, "recipient"))
    actors = split_ids(met_by.value) if met_by else ()
    recipients = split_ids(hosts.value) if hosts else ()
    place_id = placed_by.value if placed_by else None
    if event.kind is EventKind.VISIT and not recipients and place_id in ds.records.places:
        recipients = (ds.records.places[place_id].country,)
    actor_states = _states(ds, actors)
    host_states = _states(ds, recipients)
    states = tuple(sorted({*actor_states, *host_states}))
    weight = support(ds, claims) if claims else support(ds, _part_claims(ds, event, children))
    everything = claims or tuple(_part_claims(ds, event, children))
    return Contact(
        event_id=event.event_id,
        kind=event.kind,
        label=event.label,
        part_of=event.part_of,
        start=days.earliest if days else None,
        end=days.latest if days else None,
        precision=days.precision if days else None,
        place_id=place_id,
        actors=actors,
        recipients=recipients,
        states=states,
        dyads=_dyads(event.kind, actor_states, host_states),
        directed=_directed(event.kind, actor_states, host_states),
        level=_level(ds, (*actors, *recipients), days),
        mode=_mode(ds, event, place_id, states),
        stage=_stage(ds, claims, days),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        first_reported=min((ds.tables.known_on[c.claim_id] for c in everything), default=ds.as_of),
        claim_ids=tuple(claim.claim_id for claim in everything),
        dated_by=dated_by,
        placed_by=placed_by,
        met_by=met_by,
    )


def _part_claims(
    ds: Dataset, event: Event, children: Mapping[str, list[str]]
) -> Iterable[Claim]:
    return itertools.chain.from_iterable(
        ds.claims_of(child) for child in children.get(event.event_id, ())
    )


def _days(
    ds: Dataset, event: Event, children: Mapping[str, list[str]]
) -> tuple[Span | None, Choice | None]:
    """Date of an event: its own; else from first to last day; else its parts'; else its whole's."""
    by = {name: choose(ds, ds.claims_of(event.event_id, name)) for name in _DATING}
    if by["date"] is not None:
        return span(by["date"].value), by["date"]
    if by["start"] is not None and by["end"] is not None:
        first, last = span(by["start"].value), span(by["end"].value)
        if first.earliest and last.latest and first.earliest <= last.latest:
            return span(f"{first.earliest}/{last.latest}"), by["start"]
    parts = [
        (days, chosen)
        for child in children.get(event.event_id, ())
        for days, chosen in [_days(ds, ds.records.events[child], {})]
        if days is not None
    ]
    dated = [days for days, _ in parts if days.earliest and days.latest]
    if by["start"] is not None:
        first = span(by["start"].value)
        ends = [days.latest for days in dated if days.latest and days.latest >= first.first]
        if first.earliest and ends and max(ends) > first.earliest:
            return span(f"{first.earliest}/{max(ends)}"), by["start"]
        return first, by["start"]
    if dated and all(days.is_day for days in dated):
        first_day = min(days.first for days in dated)
        last_day = max(days.last for days in dated)
        chosen = parts[0][1]
        text = str(first_day) if first_day == last_day else f"{first_day}/{last_day}"
        return span(text), chosen
    if by["during"] is not None or by["end"] is not None:
        chosen = by["during"] or by["end"]
        assert chosen is not None
        return span(chosen.value), chosen
    if dated:
        return dated[0], parts[0][1]
    if event.part_of is not None and event.part_of in ds.records.events and children:
        return _days(ds, ds.records.events[event.part_of], {})
    return None, None


def _inherited(
    ds: Dataset, event: Event, children: Mapping[str, list[str]], attribute: str
) -> Choice | None:
    """Value of the whole for a part, and of the only part for a whole."""
    if attribute == "place":
        parts = children.get(event.event_id, [])
        claims = [claim for child in parts for claim in ds.claims_of(child, "place")]
        if claims:
            return choose(ds, claims)
    if event.part_of is None or (attribute == "actor" and event.kind is EventKind.MEETING):
        return None
    return choose(ds, ds.claims_of(event.part_of, attribute))


def _states(ds: Dataset, names: Iterable[str]) -> tuple[str, ...]:
    found = set()
    for name in names:
        actor = ds.records.actors[name]
        state = name if actor.kind is ActorKind.STATE else actor.state
        if state is not None:
            found.add(state)
    return tuple(sorted(found))


def _dyads(kind: EventKind, actors: Iterable[str], hosts: Iterable[str]) -> tuple[str, ...]:
    """Pairs of states: visitor and host for a visit or letter, all pairs for those who meet."""
    if kind in {EventKind.VISIT, EventKind.LETTER} and set(hosts) - set(actors):
        pairs = {(a, h) for a in actors for h in hosts if a != h}
    else:
        pairs = set(itertools.combinations(sorted({*actors, *hosts}), 2))
    return tuple(sorted({"-".join(sorted(pair)) for pair in pairs}))


def _directed(kind: EventKind, actors: Iterable[str], hosts: Iterable[str]) -> tuple[str, ...]:
    if kind is not EventKind.VISIT:
        return ()
    return tuple(sorted(f"{a}>{h}" for a in actors for h in hosts if a != h))


def _level(ds: Dataset, people: Iterable[str], days: Span | None) -> Level | None:
    """Lowest of the highest levels of each side, from who held which office at the time."""
    best: dict[str, Level] = {}
    named = set(people)
    for office in ds.records.offices.values():
        if office.actor_id not in named:
            continue
        if days is not None and (
            (office.since and office.since.first > days.last)
            or (office.until and office.until.last < days.first)
        ):
            continue
        held = best.get(office.state)
        if held is None or office.level.rank < held.rank:
            best[office.state] = office.level
    return max(best.values(), key=lambda level: level.rank, default=None)


def _mode(
    ds: Dataset, event: Event, place_id: str | None, states: tuple[str, ...]
) -> Mode | None:
    claimed = choose(ds, ds.claims_of(event.event_id, "mode"))
    if claimed is not None:
        return Mode(claimed.value)
    if event.kind in {EventKind.CALL, EventKind.LETTER}:
        return Mode.REMOTE
    if event.kind is EventKind.VISIT:
        return Mode.VISIT
    if len(states) > 2:
        return Mode.MULTILATERAL
    place = ds.records.places.get(place_id) if place_id else None
    if place is None:
        return None
    return Mode.VISIT if place.country in states else Mode.THIRD_PARTY


def _stage(ds: Dataset, claims: tuple[Claim, ...], days: Span | None) -> Stage:
    """Held if some source says that it happened; else the newest word on it."""
    told = [claim for claim in claims if claim.attribute not in {"name", "announced"}]
    if days is None or days.first <= ds.as_of:
        actual = [c for c in told if c.stage_or_done.is_actual and not c.is_denied]
        if actual or not told:
            under_way = all(c.stage is Stage.UNDER_WAY for c in actual)
            return Stage.UNDER_WAY if actual and under_way else Stage.DONE
    not_yet = [c for c in told if not c.stage_or_done.is_actual]
    newest = max(not_yet, key=lambda c: (ds.tables.known_on[c.claim_id], c.claim_id), default=None)
    return newest.stage_or_done if newest else Stage.PLANNED
