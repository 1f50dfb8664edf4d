"""Who met whom at an event, who received whom, and on whose site it is published."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.sentence import of_state
from briefkit.schema.columns import split_ids
from briefkit.vocab import ActorKind, Level

__all__ = ["home_site", "host_site", "host_states", "is_person", "office", "people_of", "states_of"]


def _named(index: Index, event_id: str, attribute: str) -> set[str]:
    return {
        name
        for subject in (event_id, *index.ancestors(event_id))
        for claim in index.ds.claims_of(subject, attribute)
        if claim.locator != "dl" and not claim.is_denied
        for name in split_ids(claim.value or "")
    }


def people_of(index: Index, event_id: str) -> set[str]:
    """Return the actors of an event and of what contains it."""
    return _named(index, event_id, "actor")


def host_states(index: Index, event_id: str) -> list[str]:
    """Return the host states of an event: who receives, else where it takes place."""
    found = {index.state(name) for name in _named(index, event_id, "recipient")}
    if not found:
        places = index.ds.records.places
        named = _named(index, event_id, "place")
        found = {places[name].country for name in named if name in places}
    return sorted(name for name in found if name is not None and name in index.ds.records.actors)


def states_of(index: Index, event_id: str) -> list[str]:
    """Return all states that take part in an event, the host among them, or that a dyad joins."""
    if event_id not in index.ds.tables.records.events:
        return [name for name in event_id.split("-") if name in index.ds.records.actors]
    visiting = {index.state(name) for name in people_of(index, event_id)}
    return sorted({name for name in visiting if name} | set(host_states(index, event_id)))


def is_person(index: Index, name: str) -> bool:
    """Tell whether an actor is a natural person."""
    actor = index.ds.records.actors.get(name)
    return actor is not None and actor.kind is ActorKind.PERSON


def office(index: Index, state: str, people: Iterable[str]) -> str:
    """Name the office of a state that publishes on such people: a leader's is the presidency."""
    named = set(people)
    offices = [o for o in index.ds.records.offices.values() if o.actor_id in named]
    whose = of_state(index.name(state))
    if not offices:
        return f"the government of {whose}"
    if any(office.level is Level.LEADER for office in offices):
        return f"the presidency of {whose}"
    return f"the foreign ministry of {whose}"


def host_site(index: Index, event_id: str | None) -> str:
    """Say on whose site the host of an event publishes it; empty where there is no host."""
    found = host_states(index, event_id) if event_id is not None else []
    if event_id is None or not found:
        return ""
    return f", on the site of {office(index, found[0], people_of(index, event_id))}"


def home_site(index: Index, people: Iterable[str]) -> str:
    """Say on whose site the words of some people are published at home."""
    named = sorted(people)
    found = sorted({state for name in named if (state := index.state(name))})
    return f", on the site of {office(index, found[0], named)}" if found else ""
