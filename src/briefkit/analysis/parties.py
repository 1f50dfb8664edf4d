"""The parties of a contact: their states, the pairs between these, their level and mode."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.schema.tables import Office
from briefkit.vocab import EventKind, Level, Mode, Wider

__all__ = ["directed_dyads", "dyads", "level_of", "mode_of", "offices", "state_of", "states_of"]


def state_of(ds: Dataset, name: str) -> str | None:
    """Return the state or other party that an actor is or belongs to; None where it has none."""
    actor = ds.records.actors[name]
    return name if actor.is_party else actor.state


def states_of(ds: Dataset, names: Iterable[str]) -> tuple[str, ...]:
    """Return the states that actors are or belong to.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    names : iterable of str
        Actor ids.

    Returns
    -------
    tuple of str
        State codes, sorted; actors without a state give none.
    """
    found = {state_of(ds, name) for name in names}
    return tuple(sorted(state for state in found if state is not None))


def dyads(kind: EventKind, actors: Iterable[str], hosts: Iterable[str]) -> tuple[str, ...]:
    """Return the pairs of states between which a contact runs.

    Parameters
    ----------
    kind : EventKind
        Kind of the contact.
    actors, hosts : iterable of str
        States of those who come, and of the hosts.

    Returns
    -------
    tuple of str
        Visitor and host for a visit or letter, all pairs for those who meet; sorted.
    """
    guests, homes = set(actors), set(hosts)
    if kind in {EventKind.VISIT, EventKind.LETTER} and homes - guests:
        pairs = {(guest, home) for guest in guests for home in homes if guest != home}
    else:
        pairs = set(itertools.combinations(sorted(guests | homes), 2))
    return tuple(sorted({"-".join(sorted(pair)) for pair in pairs}))


def directed_dyads(kind: EventKind, actors: Iterable[str], hosts: Iterable[str]) -> tuple[str, ...]:
    """Return ``VISITOR>HOST`` for each pair of states of a visit; empty for other contacts.

    Parameters
    ----------
    kind : EventKind
        Kind of the contact.
    actors, hosts : iterable of str
        States of the visitors, and of the hosts.

    Returns
    -------
    tuple of str
        Sorted.
    """
    if kind is not EventKind.VISIT:
        return ()
    pairs = itertools.product(actors, tuple(hosts))
    return tuple(sorted(f"{guest}>{home}" for guest, home in pairs if guest != home))


def level_of(ds: Dataset, people: Iterable[str], days: Span | None) -> Level | None:
    """Return the level of a contact.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    people : iterable of str
        Actor ids of all who take part.
    days : Span or None
        When; offices held at another time do not count. None: any office counts.

    Returns
    -------
    Level or None
        The lowest of the highest levels of each side; None if no office of theirs is known.
    """
    best: dict[str, Level] = {}
    held_by = offices(ds)
    for office in (office for name in set(people) for office in held_by.get(name, ())):
        if days is not None and (
            (office.since and office.since.first > days.last)
            or (office.until and office.until.last < days.first)
        ):
            continue
        held = best.get(office.state)
        if held is None or _order(office.level) < _order(held):
            best[office.state] = office.level
    return max(best.values(), key=_order, default=None)


def _order(level: Level) -> tuple[int, str]:
    """Return what levels are sorted by: by name within one rank, whoever is met first."""
    return level.rank, level


@lru_cache(maxsize=8)
def offices(ds: Dataset) -> Mapping[str, tuple[Office, ...]]:
    """Return the offices that each actor has held, by actor id."""
    found: dict[str, list[Office]] = {}
    for office in ds.records.offices.values():
        found.setdefault(office.actor_id, []).append(office)
    return {name: tuple(own) for name, own in found.items()}


def mode_of(
    ds: Dataset,
    kind: EventKind,
    place_id: str | None,
    states: tuple[str, ...],
    wider: Wider | None = None,
) -> Mode | None:
    """Return the mode of a contact, where no claim overrides it.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    kind : EventKind
        Kind of the contact.
    place_id : str or None
        Where it takes place.
    states : tuple of str
        States of all who take part.
    wider : Wider or None
        The wider occasion that it is, or was made for.

    Returns
    -------
    Mode or None
        None for a meeting of two states at an unknown place.
    """
    if kind in {EventKind.CALL, EventKind.LETTER}:
        return Mode.REMOTE
    if wider is Wider.MULTILATERAL:
        return Mode.MULTILATERAL
    if kind is EventKind.VISIT:
        return Mode.VISIT
    if len(states) > 2:
        return Mode.MULTILATERAL
    place = ds.records.places.get(place_id) if place_id else None
    if place is None:
        return None
    return Mode.VISIT if place.country in states else Mode.THIRD_PARTY
