"""Diplomatic cadence: who met whom, where, at what level, how often, with what gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import get_args

import pandas as pd

from briefkit.analysis.coverage import first_searched, searched
from briefkit.analysis.dyads import (
    Counted,
    DyadCadence,
    count_contacts,
    dyad_cadence,
    held_by_month,
    is_counted,
)
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact, contacts
from briefkit.dataset import Dataset
from briefkit.dates import last_day, span
from briefkit.errors import DateError, UnknownNameError, nearest
from briefkit.vocab import Level, Mode

__all__ = ["Cadence", "cadence"]


@dataclass(frozen=True)
class Cadence:
    """Result of :func:`cadence`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    since, until : date
        Window of the counts.
    counted : str
        What is counted: contact, visit, meeting or dyad_meeting.
    contacts : tuple of Contact
        All contacts that pass the filters and touch the window, also planned ones.
    dyads : tuple of DyadCadence
        Most contacts first.
    people, venues : tuple of (str, Estimate)
        Actors and places by number of held contacts, most first.
    months : pandas.DataFrame
        For each dyad and month: ``dyad``, ``month``, ``quarter``, ``n_held``, ``is_searched``.
    """

    as_of: date
    since: date
    until: date
    counted: Counted
    contacts: tuple[Contact, ...]
    dyads: tuple[DyadCadence, ...]
    people: tuple[tuple[str, Estimate], ...]
    venues: tuple[tuple[str, Estimate], ...]
    months: pd.DataFrame

    @property
    def held(self) -> tuple[Contact, ...]:
        """Contacts that took place and are counted."""
        return tuple(c for c in self.contacts if c.is_held and is_counted(c, self.counted))

    @property
    def planned(self) -> tuple[Contact, ...]:
        """Contacts that had not taken place."""
        return tuple(c for c in self.contacts if not c.is_held)

    @cached_property
    def n_held(self) -> Estimate:
        """How many contacts were held, over all dyads; a multilateral one counts once."""
        return count_contacts(self.held, self.counted)

    @cached_property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names; the running gap, which moves every day, is left out."""
        found = {f"cadence.held.{self.counted}": self.n_held}
        for dyad in self.dyads:
            found[f"cadence.{dyad.dyad}.held.{self.counted}"] = dyad.n_held
            found[f"cadence.{dyad.dyad}.planned"] = dyad.n_planned
            for directed, n in dyad.visits:
                found[f"cadence.{directed.replace('>', '-to-')}.visits"] = n
        return found

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims behind the result."""
        return tuple(
            sorted({name for c in self.contacts for name in (*c.claim_ids, *c.key_claim_ids)})
        )

    @cached_property
    def events(self) -> pd.DataFrame:
        """Contacts as a frame, one row each, columns as ``show cadence`` prints them."""
        names = [
            "event_id", "kind", "part_of", "start", "end", "precision", "place_id", "actors",
            "recipients", "states", "level", "mode", "stage", "n_sources", "n_origins", "n_voices",
            "first_reported",
        ]  # fmt: skip
        frame = pd.DataFrame([c.to_json() for c in self.contacts], columns=names)
        for name in ("start", "end", "first_reported"):
            frame[name] = pd.to_datetime(frame[name])
        return frame

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Gaps as a frame: dyad, earlier_id, later_id, days_low, days_best, days_high."""
        rows = [
            (g.dyad, g.earlier_id, g.later_id, g.days.low, g.days.best, g.days.high)
            for dyad in self.dyads
            for g in dyad.gaps
        ]
        names = ["dyad", "earlier_id", "later_id", "days_low", "days_best", "days_high"]
        return pd.DataFrame(rows, columns=names)

    def to_json(self) -> dict[str, object]:
        """Return the shape of ``show cadence``."""
        return {
            "as_of": str(self.as_of),
            "events": [contact.to_json() for contact in self.contacts],
            "dyads": [dyad.to_json() for dyad in self.dyads],
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{d.dyad} {d.n_held.best:g}" for d in self.dyads)
        return f"Cadence(as_of={self.as_of}, {self.counted}s held: {counts or 'none'})"

    def _repr_html_(self) -> str:
        return str(self.events.to_html(index=False, na_rep="–"))


def cadence(
    ds: Dataset,
    *,
    dyads: Sequence[str] = (),
    states: Sequence[str] = (),
    level: str | None = None,
    mode: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    count: Counted = "contact",
) -> Cadence:
    """Analyse the rhythm of contacts.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    dyads, states : sequence of str
        Only these dyads; only contacts of these states. Empty: the dyads that were searched, or
        where none was, all on record.
    level : str, optional
        Only contacts of this level or higher.
    mode : str, optional
        Only contacts of this mode.
    since, until : str or date, optional
        Window; by default from the first day that was searched, or where nothing was, from the
        year of the first contact, to ``ds.as_of``.
    count : str
        ``contact`` counts the outermost event, so that a visit and its meetings are one;
        ``visit`` and ``meeting`` count those alone; ``dyad_meeting`` counts a meeting once for each
        dyad in it.

    Returns
    -------
    Cadence

    Raises
    ------
    UnknownNameError
        If a dyad, state, level, mode or unit of count does not exist.
    DateError
        If since or until is no date, or since is after until.
    """
    everything = contacts(ds)
    known_dyads = {dyad for contact in everything for dyad in contact.dyads}
    known_states = {state for dyad in known_dyads for state in dyad.split("-")}
    _check("dyad", dyads, known_dyads)
    _check("state", states, known_states)
    _check("level", [level] if level else (), list(Level))
    _check("mode", [mode] if mode else (), list(Mode))
    _check("count", [count], get_args(Counted))
    first_day, end_day = _window(ds, everything, since, until)
    wanted = dyads or sorted(searched(ds, known_dyads))
    kept = tuple(
        contact
        for contact in everything
        if _passes(contact, wanted, states, level, mode) and _touches(contact, first_day, end_day)
    )
    names = sorted(
        name
        for name in (dyads or set(wanted) & {dyad for c in kept for dyad in c.dyads})
        if not states or set(name.split("-")) & set(states)
    )
    found = tuple(dyad_cadence(ds, name, kept, first_day, end_day, count) for name in names)
    held = [c for c in kept if c.is_held and is_counted(c, count)]
    return Cadence(
        ds.as_of,
        first_day,
        end_day,
        count,
        kept,
        tuple(sorted(found, key=lambda d: (-(d.n_held.best or 0), d.dyad))),
        _ranking(((name, c) for c in held for name in _people(c, kept)), count),
        _ranking(((c.place_id, c) for c in held if c.place_id), count),
        held_by_month(ds, names, held, first_day, end_day),
    )


def _check(what: str, names: Iterable[str], allowed: Iterable[str]) -> None:
    choices = [str(choice) for choice in allowed]
    for name in names:
        if name not in choices:
            near = nearest(name, choices)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(
                f"no {what} '{name}'. Allowed: {', '.join(sorted(choices)) or 'none yet'}.{hint}"
            )


def _window(
    ds: Dataset,
    everything: Sequence[Contact],
    since: str | date | None,
    until: str | date | None,
) -> tuple[date, date]:
    starts = [c.start for c in everything if c.start and c.is_held]
    first = min(starts, default=ds.as_of).replace(month=1, day=1)
    begun = first_searched(ds, {dyad for c in everything for dyad in c.dyads})
    if begun is not None and begun <= ds.as_of:
        first = max(first, begun)
    first = since if isinstance(since, date) else span(since).first if since else first
    end = ds.as_of if not until else min(last_day(until), ds.as_of)
    if first > end:
        raise DateError(f"since {first} is after until {end}; choose an earlier since")
    return first, end


def _passes(
    contact: Contact,
    dyads: Sequence[str],
    states: Sequence[str],
    level: str | None,
    mode: str | None,
) -> bool:
    return (
        bool(contact.dyads)
        and (not dyads or bool(set(dyads) & set(contact.dyads)))
        and (not states or bool(set(states) & set(contact.states)))
        and (not level or (contact.level is not None and contact.level.rank <= Level(level).rank))
        and (not mode or contact.mode == mode)
    )


def _touches(contact: Contact, first: date, last: date) -> bool:
    if contact.is_held:
        return (contact.end or date.max) >= first and (contact.start or date.min) <= last
    return True


def _people(contact: Contact, kept: Sequence[Contact]) -> set[str]:
    """Persons of a contact and of its parts, each once; host states are no persons."""
    inside = [c for c in kept if c.part_of == contact.event_id]
    names = {name for c in (contact, *inside) for name in (*c.actors, *c.recipients)}
    return {name for name in names if not name.isupper()}


def _ranking(
    pairs: Iterable[tuple[str, Contact]], count: Counted
) -> tuple[tuple[str, Estimate], ...]:
    by: dict[str, list[Contact]] = {}
    for name, contact in pairs:
        by.setdefault(name, []).append(contact)
    ranked = sorted(by.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((name, count_contacts(found, count)) for name, found in ranked)
