"""Events as the claims give them: who, where, when, at what level, held or planned."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefkit.analysis.choice import Choice, choose
from briefkit.analysis.dating import dating
from briefkit.analysis.parties import directed_dyads, dyads, level_of, mode_of, states_of
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.dates import Precision, Span, span
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim, Event
from briefkit.vocab import Caveat, EventKind, Level, Mode, Stage

__all__ = ["Contact", "contacts"]

#: Days of the shortest month.
_MONTH = 28


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
        ``day`` if start and end are its first and last day, ``interval`` if it lies somewhere
        between them, ``open`` if one of them is unknown, else week, month or year; None if nothing
        dates it.
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
    def key_claim_ids(self) -> tuple[str, ...]:
        """Claims on its date, place and people, for and against: what a brief leads to."""
        chosen = [choice for choice in (self.dated_by, self.placed_by, self.met_by) if choice]
        names = {name for c in chosen for name in (*c.claim_ids, *c.rival_ids)}
        return tuple(sorted(names)) or self.claim_ids

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Warnings that belong to its date and place."""
        choices = [choice for choice in (self.dated_by, self.placed_by) if choice]
        found = {caveat for choice in choices for caveat in choice.caveats}
        n_days = self.days.n_days if self.days else 0
        if self.precision != "day" and (n_days is None or n_days >= _MONTH):
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


@lru_cache(maxsize=8)  # several analyses ask for the contacts of one day
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


def _contact(ds: Dataset, event: Event, children: Mapping[str, list[str]]) -> Contact:
    claims = ds.claims_of(event.event_id)
    when = dating(ds, event, children.get(event.event_id, ()))
    days = when.days if when else None
    placed_by = choose(ds, ds.claims_of(event.event_id, "place")) or _inherited(
        ds, event, children, "place"
    )
    met_by = choose(ds, ds.claims_of(event.event_id, "actor")) or _inherited(
        ds, event, children, "actor"
    )
    claimed = choose(ds, ds.claims_of(event.event_id, "mode"))
    hosts = choose(ds, ds.claims_of(event.event_id, "recipient"))
    actors = split_ids(met_by.value) if met_by else ()
    recipients = split_ids(hosts.value) if hosts else ()
    place_id = placed_by.value if placed_by else None
    place = ds.records.places.get(place_id or "")
    country = place.country if place else None
    if event.kind is EventKind.VISIT and not recipients and country in ds.records.actors:
        recipients = (str(country),)
    actor_states = states_of(ds, actors)
    host_states = states_of(ds, recipients)
    states = tuple(sorted({*actor_states, *host_states}))
    inside = tuple(_part_claims(ds, event, children))
    everything = claims or inside
    weight = support(ds, everything)
    return Contact(
        event_id=event.event_id,
        kind=event.kind,
        label=event.label,
        part_of=event.part_of,
        start=days.earliest if days else None,
        end=days.latest if days else None,
        precision=when.precision if when else None,
        place_id=place_id,
        actors=actors,
        recipients=recipients,
        states=states,
        dyads=dyads(event.kind, actor_states, host_states),
        directed=directed_dyads(event.kind, actor_states, host_states),
        level=level_of(ds, (*actors, *recipients), days),
        mode=Mode(claimed.value) if claimed else mode_of(ds, event.kind, place_id, states),
        stage=_stage(ds, claims, inside, days),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        first_reported=min((ds.tables.known_on[c.claim_id] for c in everything), default=ds.as_of),
        claim_ids=tuple(claim.claim_id for claim in everything),
        dated_by=when.by if when else None,
        placed_by=placed_by,
        met_by=met_by,
    )


def _part_claims(ds: Dataset, event: Event, children: Mapping[str, list[str]]) -> Iterable[Claim]:
    return itertools.chain.from_iterable(
        ds.claims_of(child) for child in children.get(event.event_id, ())
    )


def _inherited(
    ds: Dataset, event: Event, children: Mapping[str, list[str]], attribute: str
) -> Choice | None:
    """Value of the whole for a part; for a whole the place of all its parts, if it is one."""
    if attribute == "place":
        parts = children.get(event.event_id, [])
        chosen = [choice for part in parts if (choice := choose(ds, ds.claims_of(part, "place")))]
        if len({choice.value for choice in chosen}) == 1:
            return choose(ds, [claim for part in parts for claim in ds.claims_of(part, "place")])
    if event.part_of is None or (attribute == "actor" and event.kind is EventKind.MEETING):
        return None
    return choose(ds, ds.claims_of(event.part_of, attribute))


def _stage(
    ds: Dataset, claims: tuple[Claim, ...], inside: tuple[Claim, ...], days: Span | None
) -> Stage:
    """Held if some source says that it, or a part of it, happened; else the newest word on it."""
    told = [c for c in (*claims, *inside) if c.attribute not in {"name", "announced"}]
    if days is None or days.first <= ds.as_of:
        actual = [c for c in told if c.stage_or_done.is_actual and not c.is_denied]
        if actual or not told:
            under_way = all(c.stage is Stage.UNDER_WAY for c in actual)
            return Stage.UNDER_WAY if actual and under_way else Stage.DONE
    not_yet = [c for c in told if not c.stage_or_done.is_actual]
    newest = max(not_yet, key=lambda c: (ds.tables.known_on[c.claim_id], c.claim_id), default=None)
    return newest.stage_or_done if newest else Stage.PLANNED
