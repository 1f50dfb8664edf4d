"""A corpus looked at once: what is part of what, who speaks for whom, what lies where."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from functools import cached_property, lru_cache

from briefkit.analysis.factors import Factors
from briefkit.dataset import Dataset, Tables
from briefkit.dates import Span, span
from briefkit.errors import DateError
from briefkit.schema.attributes import ATTRIBUTES, named
from briefkit.schema.spelling import plain
from briefkit.schema.tables import Claim, Place
from briefkit.schema.values import ActorsType, DateType, PlaceType
from briefkit.vocab import ActorKind, EventKind, Read

__all__ = ["Corpus", "corpus_of", "corpus_of_tables"]

_PLACE = PlaceType()
_PEOPLE = named(lambda a: isinstance(a.type, ActorsType))
#: What says from when on something was, the surest first.
_STARTS = named(lambda a: isinstance(a.type, DateType) and a.type.dated.bounds_start)


class Corpus:
    """What many analyses ask of one dataset, each answered once.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    """

    def __init__(self, ds: Dataset) -> None:
        self.ds = ds
        self._windows: dict[str, Span | None] = {}
        self._bodies: dict[str, str] = {}

    @property
    def _whole(self) -> Corpus:
        """The corpus of all tables: what hangs on no day is found out once for all days."""
        return corpus_of_tables(self.ds.tables)

    @property
    def factors(self) -> Factors:
        """What converts to what."""
        return self._whole._factors

    @cached_property
    def _factors(self) -> Factors:
        return Factors(self.ds)

    def name(self, name: str) -> str:
        """Return what an id is called; the name of a publisher is its own."""
        return self.ds.tables.names.get(name, name)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """What each event or flow is part of."""
        return {
            name: record.part_of
            for records in (self.ds.records.events, self.ds.records.flows)
            for name, record in records.items()
            if record.part_of is not None and record.part_of in records
        }

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Parts of each event or flow, sorted by name."""
        found: dict[str, list[str]] = {}
        for child, parent in sorted(self.parents.items(), key=lambda pair: self.name(pair[0])):
            found.setdefault(parent, []).append(child)
        return {parent: tuple(names) for parent, names in found.items()}

    def ancestors(self, subject_id: str) -> tuple[str, ...]:
        """Return all that contains a subject, nearest first."""
        found = []
        while subject_id in self.parents:
            subject_id = self.parents[subject_id]
            found.append(subject_id)
        return tuple(found)

    def root(self, subject_id: str) -> str:
        """Return the outermost thing that contains a subject, or the subject."""
        return (subject_id, *self.ancestors(subject_id))[-1]

    def tree(self, subject_id: str) -> tuple[str, ...]:
        """Return a subject and all its parts."""
        found = [subject_id]
        for name in found:
            found.extend(self.children.get(name, ()))
        return tuple(found)

    def kind_of(self, subject_id: str) -> EventKind | None:
        """Return the kind of an event; None for all else."""
        event = self.ds.tables.records.events.get(subject_id)
        return event.kind if event is not None else None

    def published(self, claim: Claim) -> Span:
        """Return when the source of a claim was published."""
        return self.ds.tables.records.sources[claim.source_id].published

    def is_whole(self, source_id: str) -> bool:
        """Tell whether a source was read whole."""
        return self.ds.records.sources[source_id].read is Read.WHOLE

    @cached_property
    def _publishers(self) -> Mapping[str, str]:
        """Agencies, bodies and states by the name under which they publish; else a spelling."""
        records = self.ds.tables.records
        found: dict[str, str] = {}
        for actor in records.actors.values():
            if actor.kind is not ActorKind.PERSON:
                found.setdefault(_folded(actor.name), actor.actor_id)
        for publisher in sorted({source.publisher for source in records.sources.values()}):
            found.setdefault(_folded(publisher), publisher)
        return found

    def publisher(self, name: str) -> str:
        """Return the actor of a publisher's name, so that Reuters relayed is Reuters read.

        Parameters
        ----------
        name : str
            As a source gives it.

        Returns
        -------
        str
            An actor id, or one spelling for all that differ in capitals and marks alone.
        """
        return self._whole._publishers.get(_folded(name), name)

    @cached_property
    def relayed(self) -> Mapping[tuple[str, str, str], Set[tuple[str, ...] | None]]:
        """What the claims of each document name as their origins, by subject and attribute."""
        found: dict[tuple[str, str, str], set[tuple[str, ...] | None]] = {}
        for claim in self.ds.tables.records.claims.values():
            key = (claim.source_id, claim.subject_id, claim.attribute)
            found.setdefault(key, set()).add(claim.origin_ids)
        return found

    @cached_property
    def _officials(self) -> Mapping[str, str]:
        """State of each person who holds an office of one."""
        return {o.actor_id: o.state for o in self.ds.tables.records.offices.values()}

    @cached_property
    def _coded(self) -> frozenset[str | None]:
        """States for which the corpus says of some actor what it is part of."""
        actors = self.ds.tables.records.actors.values()
        return frozenset(s for a in actors if a.part_of is not None for s in (a.state, a.part_of))

    def body(self, name: str) -> str:
        """Return the state or body that an actor speaks for.

        Parameters
        ----------
        name : str
            An actor id, or the name of a publisher.

        Returns
        -------
        str
            The end of the chain of ``part_of``; a person in an office speaks for the state of it.
            Where the corpus codes no ``part_of`` of a state's actors, its bodies speak for it.
        """
        known = self._whole._bodies
        if name not in known:
            known[name] = self._whole._body(name)
        return known[name]

    def _body(self, name: str) -> str:
        actors = self.ds.tables.records.actors
        seen = {name}
        while True:
            actor = actors.get(name)
            if actor is None:
                return name
            above = actor.part_of or self._officials.get(name)
            if above is None and actor.kind is ActorKind.BODY and actor.state not in self._coded:
                above = actor.state
            if above is None or above in seen:
                return name
            seen.add(above)
            name = above

    def state(self, name: str) -> str | None:
        """Return the state that an actor belongs to, or is."""
        actor = self.ds.tables.records.actors.get(name)
        if actor is None:
            return None
        return name if actor.is_party else actor.state

    def parties(self, subject_id: str) -> frozenset[str]:
        """Return the states that take part in a flow, an event or what a statement belongs to."""
        flow = self.ds.records.flows.get(subject_id)
        if flow is not None:
            return frozenset({flow.origin, flow.destination})
        statement = self.ds.records.statements.get(subject_id)
        if statement is not None:
            own = self.state(statement.speaker_id) if statement.speaker_id else None
            others = self.parties(statement.event_id) if statement.event_id else frozenset()
            return others | ({own} if own else frozenset())
        if subject_id not in self.ds.records.events:
            return frozenset(subject_id.split("-"))
        states = {
            self.state(name)
            for subject in (subject_id, *self.ancestors(subject_id))
            for attribute in _PEOPLE
            for claim in self.ds.claims_of(subject, attribute)
            for name in ATTRIBUTES[attribute].type.names(claim.value or "")
        }
        return frozenset(state for state in states if state is not None)

    @property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""
        return self.ds.records.places

    def is_nested(self, place_id: str, other_id: str) -> bool:
        """Tell whether one of two places lies in the other, or is it."""
        return _PLACE.agree(place_id, other_id, self.places)

    def is_abroad(self, place_id: str, other_id: str) -> bool:
        """Tell whether two places lie in two countries."""
        return _PLACE.is_abroad(place_id, other_id, self.places)

    def datelines(self, source_id: str) -> frozenset[str]:
        """Return the places that stand in the dateline of a source."""
        return self._datelines.get(source_id, frozenset())

    @cached_property
    def _datelines(self) -> Mapping[str, frozenset[str]]:
        places = self.ds.records.places
        found: dict[str, set[str]] = {}
        for claim in self.ds.records.claims.values():
            if claim.locator == "dl":
                name = claim.value if claim.attribute == "place" else claim.subject_id
                if name in places:
                    found.setdefault(claim.source_id, set()).add(str(name))
        called = {plain(place.name): name for name, place in places.items()}
        for source_id, source in self.ds.records.sources.items():
            if source.dateline:
                head = plain(source.dateline.partition("(")[0].partition(",")[0])
                if head in called:
                    found.setdefault(source_id, set()).add(called[head])
        return {source_id: frozenset(names) for source_id, names in found.items()}

    @cached_property
    def corrected(self) -> Mapping[tuple[str, str], tuple[tuple[Claim, Claim], ...]]:
        """Claims that a known one corrects, each with that one, by subject and attribute."""
        whole = self.ds.tables.records.claims
        found: dict[tuple[str, str], list[tuple[Claim, Claim]]] = {}
        for claim in self.ds.records.claims.values():
            earlier = claim.supersedes
            while earlier is not None:
                old = whole[earlier]
                found.setdefault((old.subject_id, old.attribute), []).append((old, claim))
                earlier = old.supersedes
        return {key: tuple(pairs) for key, pairs in found.items()}

    def window(self, text: str | None) -> Span | None:
        """Return a claim's window as a span; one that starts with an event starts on its day.

        Parameters
        ----------
        text : str or None
            EDTF, or ``<event id>/..``.

        Returns
        -------
        Span or None
            None where there is no window, or its event is not dated.
        """
        if text is None:
            return None
        if text not in self._windows:
            self._windows[text] = self._read_window(text)
        return self._windows[text]

    def _read_window(self, text: str) -> Span | None:
        try:
            return span(text)
        except DateError:
            event_id = text.partition("/")[0]
            for attribute in _STARTS:
                for claim in self.ds.claims_of(event_id, attribute):
                    if not claim.is_denied and not claim.is_doubtful:
                        return span(f"{span(claim.value or '').first}/..")
            return None


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return plain(name).removeprefix("the ")


@lru_cache(maxsize=4)
def corpus_of_tables(tables: Tables) -> Corpus:
    """Return the corpus of all that tables hold, whenever it was known."""
    return Corpus(Dataset(tables, date.max))


@lru_cache(maxsize=16)
def corpus_of(ds: Dataset) -> Corpus:
    """Return the corpus of a dataset, the same one for all who ask."""
    return Corpus(ds)
