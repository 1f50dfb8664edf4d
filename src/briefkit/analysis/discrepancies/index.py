"""A corpus indexed for comparing: what contains what, who printed what, names for sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.choice import place_covers
from briefkit.analysis.conversions import factor_for
from briefkit.analysis.discrepancies.spelling import plain
from briefkit.analysis.discrepancies.version import Version
from briefkit.analysis.lines import window_span
from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.quantities import Amount
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind, EventKind, Read, Unit

__all__ = ["Index"]

#: Short, metric and long ton in tonnes, where the corpus has no factor of its own.
BARE_TON = Amount(0.907, 1.0, 1.016, Unit.T)
#: Units that factors convert; what else a factor holds is a magnitude to picture an amount by.
_MEASURES = {Unit.TON, Unit.BBL}
#: Country of places that lie in none.
NOWHERE = "XXX"


@dataclass(frozen=True)
class Index:
    """A corpus, indexed once for all families.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    """

    ds: Dataset

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """What each event or flow is part of."""
        found = {}
        for records in (self.ds.records.events, self.ds.records.flows):
            for name, record in records.items():
                if record.part_of is not None and record.part_of in records:
                    found[name] = record.part_of
        return found

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Parts of each event or flow, sorted."""
        found: dict[str, list[str]] = {}
        for child, parent in sorted(self.parents.items()):
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

    def is_visit(self, subject_id: str) -> bool:
        """Tell whether a subject is a journey, which can touch many places and days."""
        event = self.ds.records.events.get(subject_id)
        return event is not None and event.kind is EventKind.VISIT

    def published(self, claim: Claim) -> Span:
        """Return when the source of a claim was published."""
        return self.ds.records.sources[claim.source_id].published

    def is_whole(self, source_id: str) -> bool:
        """Tell whether a source was read whole."""
        return self.ds.records.sources[source_id].read is Read.WHOLE

    @cached_property
    def _publishers(self) -> Mapping[str, int]:
        return Counter(source.publisher for source in self.ds.records.sources.values())

    def publisher(self, source_id: str) -> str:
        """Return the publisher of a source, with the day where it published several."""
        source = self.ds.records.sources[source_id]
        if self._publishers[source.publisher] == 1:
            return source.publisher
        return f"{source.publisher} of {source.published}"

    def name(self, name: str) -> str:
        """Return what sentences call an actor, place, event, flow, statement or dyad."""
        records = self.ds.tables.records
        for table in (records.actors, records.places):
            if name in table:
                return table[name].name
        if name in records.flows:
            return records.flows[name].commodity.replace("-", " ")
        for labelled in (records.events, records.statements):
            if name in labelled:
                return labelled[name].label
        dyad = [records.actors[part].name for part in name.split("-") if part in records.actors]
        return " and ".join(dyad) or name

    def kind(self, event_id: str) -> str:
        """Return "the visit", "the meeting" and so on; "the event" for what is no contact."""
        event = self.ds.tables.records.events.get(event_id)
        if event is None or event.kind is EventKind.ANCHOR:
            return "the event"
        return f"the {event.kind}"

    def state(self, actor_id: str) -> str | None:
        """Return the state that an actor belongs to, or is."""
        actor = self.ds.records.actors.get(actor_id)
        if actor is None:
            return None
        return actor_id if actor.kind is ActorKind.STATE else actor.state

    def is_nested(self, place_id: str, other_id: str) -> bool:
        """Tell whether one of two places lies in the other, or is it."""
        places = self.ds.records.places
        return place_covers(places, place_id, other_id) or place_covers(places, other_id, place_id)

    def is_abroad(self, place_id: str, other_id: str) -> bool:
        """Tell whether two places lie in two countries."""
        places = self.ds.records.places
        countries = {places[name].country for name in (place_id, other_id) if name in places}
        return len(countries) == 2 and NOWHERE not in countries

    def datelines(self, source_id: str) -> frozenset[str]:
        """Return the places that stand in the dateline of a source."""
        return self._datelines.get(source_id, frozenset())

    @cached_property
    def _datelines(self) -> Mapping[str, frozenset[str]]:
        places = self.ds.records.places
        found: dict[str, set[str]] = {}
        for claim in self.ds.records.claims.values():
            if claim.locator != "dl":
                continue
            name = claim.value if claim.attribute == "place" else claim.subject_id
            if name in places:
                found.setdefault(claim.source_id, set()).add(str(name))
        called = {plain(place.name): name for name, place in places.items()}
        for source_id, source in self.ds.records.sources.items():
            head = plain((source.dateline or "").partition("(")[0].partition(",")[0])
            if head in called:
                found.setdefault(source_id, set()).add(called[head])
        return {source_id: frozenset(names) for source_id, names in found.items()}

    @cached_property
    def _factors(self) -> dict[tuple[str, str], Amount | None]:
        return {}

    def _factor(self, unit: str, subject_id: str) -> Amount | None:
        flow = self.ds.records.flows.get(subject_id)
        key = (unit, flow.commodity if flow else "")
        if key not in self._factors:
            factor = factor_for(self.ds, *key) if unit in _MEASURES else None
            self._factors[key] = (
                Amount(factor.low, factor.best, factor.high, factor.unit) if factor else None
            )
        return self._factors[key] or (BARE_TON if unit == Unit.TON else None)

    @cached_property
    def _windows(self) -> dict[str, Span | None]:
        return {}

    def window(self, version: Version) -> Span | None:
        """Return the window of a number as a span; None where none is named or dated."""
        if version.window is None:
            return None
        if version.window not in self._windows:
            self._windows[version.window] = window_span(self.ds, version.window)
        return self._windows[version.window]

    def common(self, a: Version, b: Version) -> tuple[Amount, Amount] | None:
        """Return two amounts in one unit; None where no factor joins their units."""
        if a.amount.unit == b.amount.unit:
            return a.amount, b.amount
        x, y = self._in_base(a), self._in_base(b)
        return (x, y) if x.unit == y.unit else None

    def _in_base(self, version: Version) -> Amount:
        key = (version.amount, version.subject_id)
        if key not in self._bases:
            factor = self._factor(version.amount.unit, version.subject_id)
            self._bases[key] = version.amount.times(factor) if factor else version.amount
        return self._bases[key]

    @cached_property
    def _bases(self) -> dict[tuple[Amount, str], Amount]:
        return {}
