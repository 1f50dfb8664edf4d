"""Events as the claims give them: who, where, when, at what level, held or planned."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefkit.analysis.choice import Choice, choose
from briefkit.analysis.contact import Contact
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.dating import dating
from briefkit.analysis.parties import directed_dyads, dyads, level_of, mode_of, states_of
from briefkit.analysis.proof import closings, stage_of
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim, Event
from briefkit.vocab import EventKind, Mode, Wider

__all__ = ["Contact", "ContactIndex", "contact_index", "contacts", "parts_of"]

#: Who took part; of a part, but a meeting, those of its whole.
_ACTOR = "actor"


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
        By start, then label; undated ones last. Anchors are left out.
    """
    children = corpus_of(ds).children
    found = [
        _contact(ds, event, children)
        for event in ds.records.events.values()
        if event.kind is not EventKind.ANCHOR
    ]
    found = _journeys(found)
    found.sort(key=lambda c: (c.start or c.end or date.max, c.label, c.event_id))
    closed = closings(ds, found)
    return tuple(
        dataclasses.replace(c, closed_by=closed[c.event_id]) if c.event_id in closed else c
        for c in found
    )


@dataclass(frozen=True, eq=False)
class ContactIndex:
    """Contacts by id, by what contains them, and by who takes part: people and states."""

    by_id: Mapping[str, Contact]
    parts: Mapping[str, tuple[Contact, ...]]
    of: Mapping[str, tuple[Contact, ...]]


@lru_cache(maxsize=8)
def contact_index(ds: Dataset) -> ContactIndex:
    """Return the contacts of a day, indexed once."""
    found = contacts(ds)
    of: dict[str, list[Contact]] = {}
    for contact in found:
        for name in {*contact.people, *contact.states}:
            of.setdefault(name, []).append(contact)
    return ContactIndex(
        {contact.event_id: contact for contact in found},
        parts_of(found),
        {name: tuple(own) for name, own in of.items()},
    )


def parts_of(found: Sequence[Contact]) -> Mapping[str, tuple[Contact, ...]]:
    """Return the contacts that are part of each, by its id."""
    parts: dict[str, list[Contact]] = {}
    for contact in found:
        if contact.part_of is not None:
            parts.setdefault(contact.part_of, []).append(contact)
    return {name: tuple(inside) for name, inside in parts.items()}


def _journeys(found: Sequence[Contact]) -> list[Contact]:
    """Take a journey on which every meeting was for a wider occasion as made for it."""
    parts = parts_of([c for c in found if c.is_held])
    kinds = {name: {part.wider for part in inside} for name, inside in parts.items()}
    made: list[Contact] = []
    for contact in found:
        inside = kinds.get(contact.event_id, set())
        named = [wider for wider in inside if wider is not None]
        if contact.kind is EventKind.VISIT and contact.wider is None and len(named) == len(inside):
            contact = dataclasses.replace(contact, wider=min(named, default=None))
        made.append(contact)
    return made


def _contact(ds: Dataset, event: Event, children: Mapping[str, Sequence[str]]) -> Contact:
    claims = ds.claims_of(event.event_id)
    when = dating(ds, event, children.get(event.event_id, ()))
    days = when.days if when else None
    placed_by = _placed(ds, event, children)
    met_by = choose(ds, ds.claims_of(event.event_id, _ACTOR))
    if met_by is None and event.part_of is not None and event.kind is not EventKind.MEETING:
        met_by = choose(ds, ds.claims_of(event.part_of, _ACTOR))
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
    inside = [c for part in children.get(event.event_id, ()) for c in ds.claims_of(part)]
    everything = claims or tuple(inside)
    coded = _wider(ds, event)
    mode = Mode(claimed.value) if claimed else mode_of(ds, event.kind, place_id, states, coded)
    met = choose(ds, ds.claims_of(event.event_id, "met"))
    stage, held_by = stage_of(ds, (*claims, *inside), days)
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
        mode=mode,
        stage=stage,
        wider=coded or (Wider.MULTILATERAL if mode is Mode.MULTILATERAL else None),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        first_reported=min((ds.tables.known_on[c.claim_id] for c in everything), default=ds.as_of),
        claim_ids=tuple(claim.claim_id for claim in everything),
        dated_by=when.by if when else None,
        placed_by=placed_by,
        met_by=met_by,
        met=split_ids(met.value) if met else (),
        held_by=held_by,
    )


def _placed(ds: Dataset, event: Event, children: Mapping[str, Sequence[str]]) -> Choice | None:
    """Choose where it took place: a visit also by where it led, and where its meetings were.

    Where nothing says so, where all its parts took place, if that is one, or its whole did.
    """

    def told(name: str | None) -> Sequence[Claim]:
        return ds.claims_of(name, "place") if name is not None else ()

    own = told(event.event_id)
    parts = [told(part) for part in children.get(event.event_id, ())]
    inside = [claim for claims in parts for claim in claims]
    met = {choice.value for claims in parts if (choice := choose(ds, claims)) is not None}
    if event.kind is EventKind.VISIT:
        if len(met) > 1:  # who met in two places was in neither alone
            own = [c for c in own if _is_country(ds, c.value)] or own
        else:
            arrived = ds.claims_of(event.event_id, "arrival_place")
            held = [c for c in (*own, *arrived, *inside) if c.stage_or_done.is_actual]
            own = [c for c in held if c.locator != "dl"] or own
    of_parts = choose(ds, inside) if len(met) == 1 else None
    return choose(ds, own) or of_parts or choose(ds, told(event.part_of))


def _is_country(ds: Dataset, place_id: str | None) -> bool:
    place = ds.records.places.get(place_id or "")
    return place is not None and place.place_id == place.country


def _wider(ds: Dataset, event: Event) -> Wider | None:
    """Return the wider occasion of an event, or of what it is part of."""
    while event.wider is None and event.part_of in ds.records.events:
        event = ds.records.events[str(event.part_of)]
    return event.wider
