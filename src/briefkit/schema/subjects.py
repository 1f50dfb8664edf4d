"""What claims may be about: who, where, what took place, what moved, what was said."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.dates import Span
from briefkit.schema.columns import ID_PATTERN, LINE, STATE_PATTERN, URL_PATTERN, column
from briefkit.vocab import ActorKind, EventKind, Level, Parts, Wider

__all__ = ["Actor", "Event", "Flow", "Office", "Place", "Record", "Statement"]


class Record:
    """A row of a table, its cells read by the types that its class declares."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A state, person, body or agency."""

    actor_id: str = column(
        "Id; a state has its ISO 3166 code, another party one of three capitals that is free.",
        key=True,
        pattern=rf"{ID_PATTERN}|{STATE_PATTERN}",
    )
    kind: ActorKind = column("What it is.")
    name: str = column("Name that briefs print.", max_length=LINE)
    state: str | None = column(
        "State or other party it belongs to.",
        pattern=STATE_PATTERN,
        refers_to="actors",
        optional=True,
    )
    part_of: str | None = column(
        "Body or state that it speaks for, or that owns it.", refers_to="actors", optional=True
    )

    @property
    def is_party(self) -> bool:
        """Whether it is a side of flows and dyads: a state, or a body with a code like one's."""
        return self.kind is ActorKind.STATE or self.actor_id.isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """A tenure: who held which office when."""

    office_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    actor_id: str = column("Who held it.", refers_to="actors")
    office: str = column("Title of the office.", max_length=LINE)
    level: Level = column("Rank of the office.")
    state: str = column("State it belongs to.", pattern=STATE_PATTERN, refers_to="actors")
    since: Span | None = column("First day in office.", optional=True)
    until: Span | None = column("Last day in office.", optional=True)
    url: str | None = column("Address that says so.", pattern=URL_PATTERN, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A place."""

    place_id: str = column(
        "Id; a country has its ISO 3166 code.", key=True, pattern=rf"{ID_PATTERN}|{STATE_PATTERN}"
    )
    name: str = column("Name that briefs print.", max_length=LINE)
    country: str = column("Country, or XXX where it lies in none.", pattern=STATE_PATTERN)
    latitude: float | None = column(
        "Latitude, WGS 84.", unit="degree", bounds=(-90, 90), optional=True
    )
    longitude: float | None = column(
        "Longitude, WGS 84.", unit="degree", bounds=(-180, 180), optional=True
    )
    within: str | None = column("Next larger place.", refers_to="places", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """A diplomatic contact, or an anchor."""

    event_id: str = column("Who, whom and month; nothing contested.", key=True, pattern=ID_PATTERN)
    kind: EventKind = column("What it is.")
    label: str = column("What it is, in our own words, without contested detail.", max_length=LINE)
    part_of: str | None = column("Contact that contains it.", refers_to="events", optional=True)
    wider: Wider | None = column(
        "Wider occasion that it is, or that the journey was made for.", optional=True
    )
    fulfils: str | None = column(
        "Plan, an event of its own, that it carried out.", refers_to="events", optional=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """A movement of something from one state, or other party, to another."""

    flow_id: str = column("Commodity, origin, destination and part.", key=True, pattern=ID_PATTERN)
    commodity: str = column("What moves.", pattern=ID_PATTERN)
    origin: str = column(
        "State or other party it comes from.", pattern=STATE_PATTERN, refers_to="actors"
    )
    destination: str = column(
        "State or other party it goes to.", pattern=STATE_PATTERN, refers_to="actors"
    )
    label: str = column("What it is, in our own words.", max_length=LINE)
    part_of: str | None = column("Flow that contains it.", refers_to="flows", optional=True)
    parts: Parts | None = column("How its own parts relate to one another.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One proposition uttered on one occasion."""

    statement_id: str = column("Speaker, matter and month.", key=True, pattern=ID_PATTERN)
    speaker_id: str | None = column("Who uttered it.", refers_to="actors", optional=True)
    event_id: str | None = column("Contact it belongs to.", refers_to="events", optional=True)
    label: str = column("What it is about, in our own words.", max_length=LINE)
