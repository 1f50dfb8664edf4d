"""Diplomatic cadence: who met whom, where, at what level, how often, with what gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast, get_args

import pandas as pd

from briefkit.analysis.cadence.dyads import (
    Counted,
    DyadCadence,
    by_dyad,
    count_contacts,
    dyad_cadence,
    is_counted,
)
from briefkit.analysis.cadence.filters import passes, touches, window
from briefkit.analysis.cadence.months import held_by_month
from briefkit.analysis.changes import Repeatable
from briefkit.analysis.coverage import searched
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact, contacts, parts_of
from briefkit.analysis.results import as_terms
from briefkit.analysis.wanted import check_dataset, chosen
from briefkit.dataset import Dataset
from briefkit.vocab import ActorKind, EventKind, Level, Mode

__all__ = ["Cadence", "cadence"]


@dataclass(frozen=True, repr=False)
class Cadence(Repeatable):
    """Result of :func:`cadence`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    first_day, last_day : date
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
        For each dyad and month: ``dyad``, ``month``, ``quarter``, ``n_held``, ``n_in_person``,
        ``n_remote``, ``is_searched``.
    unnamed : tuple of Contact
        Plans of a visit or a meeting of which no page says who is to meet, so that they belong to
        no dyad; where filters ask for some contacts alone there are none.
    """

    as_of: date
    first_day: date
    last_day: date
    counted: Counted
    contacts: tuple[Contact, ...]
    dyads: tuple[DyadCadence, ...]
    people: tuple[tuple[str, Estimate], ...]
    venues: tuple[tuple[str, Estimate], ...]
    months: pd.DataFrame
    unnamed: tuple[Contact, ...] = ()

    _shown_columns = (
        "start", "end", "event_id", "kind", "states", "place_id", "level", "n_voices",
    )  # fmt: skip

    @property
    def held(self) -> tuple[Contact, ...]:
        """Contacts that took place and are counted."""
        return tuple(c for c in self.contacts if c.is_held and is_counted(c, self.counted))

    @property
    def planned(self) -> tuple[Contact, ...]:
        """Contacts spoken of that had neither taken place nor been carried out by another."""
        return tuple(c for c in self.contacts if not c.is_held and c.closed_by is None)

    @cached_property
    def n_held(self) -> Estimate:
        """How many contacts were held, over all dyads; a multilateral one counts once."""
        return count_contacts(self.held, self.counted)

    @cached_property
    def n_in_person(self) -> Estimate:
        """How many of them brought people into one place."""
        return count_contacts([c for c in self.held if c.is_in_person], self.counted)

    @cached_property
    def n_remote(self) -> Estimate:
        """How many of them were calls and letters."""
        return count_contacts([c for c in self.held if not c.is_in_person], self.counted)

    @cached_property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names; the running gap, which moves every day, is left out."""
        found: dict[str, Estimate | None] = {
            f"cadence.held.{self.counted}": self.n_held,
            f"cadence.in-person.{self.counted}": self.n_in_person,
            f"cadence.remote.{self.counted}": self.n_remote,
        }
        for dyad in self.dyads:
            stem = f"cadence.{dyad.dyad}"
            found[f"{stem}.held.{self.counted}"] = dyad.n_held
            found[f"{stem}.in-person.{self.counted}"] = dyad.n_in_person
            found[f"{stem}.remote.{self.counted}"] = dyad.n_remote
            found[f"{stem}.planned"] = dyad.n_planned
            for directed, n in dyad.visits:
                found[f"cadence.{directed.replace('>', '-to-')}.visits"] = n
        return {name: n for name, n in found.items() if n is not None}

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims behind the result."""
        listed = (*self.contacts, *self.unnamed)
        return tuple(sorted({name for c in listed for name in (*c.claim_ids, *c.key_claim_ids)}))

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Contacts as a frame, one row each, columns as ``show cadence`` prints them.

        Returns
        -------
        pandas.DataFrame
            ``start``, ``end`` and ``first_reported`` are datetime64, NaT where unknown; the counts
            int64; ``kind``, ``precision``, ``level``, ``mode`` and ``stage`` categories;
            ``actors``, ``recipients`` and ``states`` lists of ids; the rest text.
        """
        names = [
            "event_id", "kind", "part_of", "start", "end", "precision", "place_id", "actors",
            "recipients", "states", "level", "mode", "stage", "wider", "closed_by", "n_sources",
            "n_origins", "n_voices", "first_reported",
        ]  # fmt: skip
        frame = pd.DataFrame([c.to_json() for c in self.contacts], columns=names)
        for name in ("start", "end", "first_reported"):
            frame[name] = pd.to_datetime(frame[name])
        counts = dict.fromkeys(("n_sources", "n_origins", "n_voices"), "int64")
        return as_terms(frame.astype(counts), "kind", "precision", "level", "mode", "stage")

    @property
    def events(self) -> pd.DataFrame:
        """The same as :attr:`frame`."""
        return self.frame

    def _shown(self) -> pd.DataFrame:
        """Return the contacts that have a day, the newest first."""
        return self.frame.dropna(subset=["start"]).sort_values("start", ascending=False)

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
        counts = ", ".join(f"{d.dyad} {d.n}" for d in self.dyads)
        return f"Cadence(as_of={self.as_of}, {self.counted}s held: {counts or 'none'})"


def cadence(
    ds: Dataset,
    *,
    dyads: str | Sequence[str] = (),
    states: str | Sequence[str] = (),
    level: str | None = None,
    mode: str | None = None,
    since: str | int | date | None = None,
    until: str | int | date | None = None,
    count: Counted = "contact",
) -> Cadence:
    """Analyse the rhythm of contacts.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    dyads, states : str or sequence of str
        Only these dyads, in either order; only contacts of these states. Empty: the dyads that
        were searched, or where none was, all on record.
    level : str, optional
        Only contacts of this level or higher.
    mode : str, optional
        Only contacts of this mode.
    since, until : str, int or date, optional
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
    check_dataset(ds)
    asked: dict[str, object] = {"dyads": dyads, "states": states, "level": level, "mode": mode}
    asked |= {"since": since, "until": until, "count": count}
    everything = contacts(ds)
    known_dyads = {dyad for contact in everything for dyad in contact.dyads}
    known_states = {state for dyad in known_dyads for state in dyad.split("-")}
    dyads = chosen("dyad", dyads, known_dyads)
    states = chosen("state", states, known_states)
    (level,) = chosen("level", level or None, list(Level)) or (None,)
    (mode,) = chosen("mode", mode or None, list(Mode)) or (None,)
    count = cast("Counted", chosen("count", count, get_args(Counted))[0])
    first_day, end_day = window(ds, everything, since, until)
    wanted = frozenset(dyads or searched(ds, known_dyads))
    kept = tuple(
        contact
        for contact in everything
        if passes(contact, wanted, states, level, mode) and touches(contact, first_day, end_day)
    )
    names = sorted(
        name
        for name in (dyads or wanted & {dyad for c in kept for dyad in c.dyads})
        if not states or set(name.split("-")) & set(states)
    )
    own = by_dyad(kept)
    found = [dyad_cadence(ds, name, own.get(name, ()), first_day, end_day, count) for name in names]
    held = [c for c in kept if c.is_held and is_counted(c, count)]
    parts = parts_of(kept)
    people = ((name, c) for c in held for name in _people(ds, c, parts.get(c.event_id, ())))
    return Cadence(
        ds.as_of,
        first_day,
        end_day,
        count,
        kept,
        tuple(sorted(found, key=lambda d: (-d.n, d.dyad))),
        _ranking(people, count),
        _ranking(((c.place_id, c) for c in held if c.place_id), count),
        held_by_month(ds, names, held, first_day, end_day),
        () if dyads or states or level or mode else _unnamed(everything, first_day),
        dataset=ds,
        analysis=cadence,
        filters=asked,
    )


def _unnamed(found: Iterable[Contact], first_day: date) -> tuple[Contact, ...]:
    """Return the open plans of nobody that is named, spoken of since the window begins."""
    kinds = {EventKind.MEETING, EventKind.VISIT}
    return tuple(
        c
        for c in found
        if c.is_open_plan
        and not c.dyads
        and c.part_of is None
        and c.kind in kinds
        and c.first_reported >= first_day
    )


def _people(ds: Dataset, contact: Contact, parts: Iterable[Contact]) -> set[str]:
    """Persons of a contact and of its parts, each once; states and bodies are no persons."""
    names = {name for c in (contact, *parts) for name in (*c.actors, *c.recipients)}
    return {name for name in names if ds.records.actors[name].kind is ActorKind.PERSON}


def _ranking(
    pairs: Iterable[tuple[str, Contact]], count: Counted
) -> tuple[tuple[str, Estimate], ...]:
    by: dict[str, list[Contact]] = {}
    for name, contact in pairs:
        by.setdefault(name, []).append(contact)
    ranked = sorted(by.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((name, count_contacts(found, count)) for name, found in ranked)
