"""The tables: one record class each, and every column declared once, here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from briefkit.dates import Span
from briefkit.schema.columns import (
    ID_PATTERN,
    STATE_PATTERN,
    THING_PATTERN,
    URL_PATTERN,
    column,
    plain_number,
)
from briefkit.vocab import (
    ActorKind,
    Dimension,
    Doubt,
    EventKind,
    Extent,
    Hedge,
    Level,
    Modality,
    Parts,
    PublishedBasis,
    Read,
    Reliability,
    SearchResult,
    SourceKind,
    Stage,
    Wider,
)

__all__ = [
    "ADDED_TABLES",
    "DEFAULT_TABLES",
    "SUBJECT_TABLES",
    "TABLES",
    "Actor",
    "Check",
    "Claim",
    "Coverage",
    "Event",
    "Factor",
    "Flow",
    "Office",
    "Place",
    "Record",
    "Source",
    "Statement",
    "Topic",
    "Unit",
]

_LINE = 200  # characters of a name, a label or the words printed
DYAD_PATTERN = rf"{STATE_PATTERN}-{STATE_PATTERN}"


class Record:
    """A row of a table, its cells read by the types that its class declares."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """One published document."""

    source_id: str = column(
        "Outlet and day of publication.",
        key=True,
        pattern=r"[a-z0-9-]+-[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[a-z]?",
    )
    label: str = column("What the document is, in our own words.", max_length=_LINE)
    publisher: str = column("Who published it.", max_length=_LINE)
    published: Span = column("When it was published; known from the last day of this span.")
    published_basis: PublishedBasis = column("How that is known.")
    accessed_on: date = column("When it was read.")
    language: str = column("BCP 47 language tag.", pattern=r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?")
    kind: SourceKind = column("Who publishes there.")
    read: Read = column("How much of it was read.")
    reliability: Reliability = column("Path of the words, by the printed rule.")
    url: str | None = column("Address.", pattern=URL_PATTERN, optional=True)
    origin_ids: tuple[str, ...] | None = column(
        "What it relays as a whole.", refers_to="sources actors", optional=True
    )
    dateline: str | None = column("Dateline as printed.", max_length=_LINE, optional=True)
    note: str | None = column("Anything else, in our own words.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A state, person, body or agency."""

    actor_id: str = column(
        "Id; a state has its ISO 3166 code, another party one of three capitals that is free.",
        key=True,
        pattern=rf"{ID_PATTERN}|{STATE_PATTERN}",
    )
    kind: ActorKind = column("What it is.")
    name: str = column("Name that briefs print.", max_length=_LINE)
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
    office: str = column("Title of the office.", max_length=_LINE)
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
    name: str = column("Name that briefs print.", max_length=_LINE)
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
    label: str = column("What it is, in our own words, without contested detail.", max_length=_LINE)
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
    label: str = column("What it is, in our own words.", max_length=_LINE)
    part_of: str | None = column("Flow that contains it.", refers_to="flows", optional=True)
    parts: Parts | None = column("How its own parts relate to one another.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One proposition uttered on one occasion."""

    statement_id: str = column("Speaker, matter and month.", key=True, pattern=ID_PATTERN)
    speaker_id: str | None = column("Who uttered it.", refers_to="actors", optional=True)
    event_id: str | None = column("Contact it belongs to.", refers_to="events", optional=True)
    label: str = column("What it is about, in our own words.", max_length=_LINE)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Unit(str, Record):
    """A unit of measure: its id as a text, which knows its names and what it measures."""

    unit_id: str = column("Id that claims and factors give.", key=True, pattern=ID_PATTERN)
    singular: str = column("Name of one, as printed.", max_length=_LINE)
    plural: str = column("Name of several, as printed.", max_length=_LINE)
    dimension: Dimension = column("What it measures.")
    sentence: str = column("What it is.", max_length=_LINE)
    spelt: str | None = column(
        "Name of several where no figures stand before it, if it is another.",
        max_length=_LINE,
        optional=True,
    )
    base: str | None = column(
        "Unit in which it is compared, where a factor leads there; empty: in itself.",
        refers_to="units",
        optional=True,
    )

    def __new__(cls, unit_id: str, **_: Any) -> Self:
        """Make the text; the other columns are its fields."""
        return str.__new__(cls, unit_id)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it is printed by, each once."""
        names = (self.singular, self.plural, self.spelt)
        return tuple(dict.fromkeys(name for name in names if name is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What one source says about one attribute of one subject."""

    claim_id: str = column(
        "Source and number; append only.", key=True, pattern=r"[a-z0-9-]+\.[0-9]{3}"
    )
    source_id: str = column("Document it stands in.", refers_to="sources")
    subject_id: str = column("What it is about.")
    attribute: str = column("Which attribute of it.")
    value: str | None = column("What the coder made of the words.", optional=True)
    unit: Unit | None = column("Unit of the number.", refers_to="units", optional=True)
    printed: str = column("The source's words that carry the value, at most ten.", max_length=_LINE)
    locator: str = column(
        "Where on the page: h, h2, p7, cap1, dl.", pattern=r"h[0-9]*|dl|(p|cap|t|n|li)[0-9]+"
    )
    speaker_id: str | None = column(
        "Actor credited with the content.", refers_to="actors", optional=True
    )
    coded_on: date = column("When it was coded.")
    low: float | None = column("Lower bound as the source gives it.", optional=True)
    high: float | None = column("Upper bound as the source gives it.", optional=True)
    hedge: Hedge | None = column("How the source bounds the number.", optional=True)
    window: str | None = column("Time that a count or quantity refers to.", optional=True)
    modality: Modality | None = column(
        "How the speaker holds it; empty is asserted.", optional=True
    )
    stage: Stage | None = column("What the value speaks of; empty is done.", optional=True)
    basis: str | None = column(
        "Empty: printed; else publication, context or claim ids.", optional=True
    )
    origin_ids: tuple[str, ...] | None = column(
        "What the source relays for this claim.", refers_to="sources actors", optional=True
    )
    supersedes: str | None = column("Claim that it corrects.", refers_to="claims", optional=True)
    extent: Extent | None = column(
        "How much of the subject a number covers; empty is all of it.", optional=True
    )
    said_on: Span | None = column(
        "When it was said, where that is not when it was published.", optional=True
    )
    scope: tuple[str, ...] | None = column(
        "What an ordinal, count or duration takes in: places, people, ways of counting.",
        optional=True,
    )
    doubt: Doubt | None = column("Why the value is doubtful in itself.", optional=True)
    note: str | None = column("Anything else, in our own words.", optional=True)
    gloss: str | None = column(
        "Our English of the printed words, at most ten; empty where they are English.",
        max_length=_LINE,
        optional=True,
    )

    @property
    def amount_value(self) -> float | None:
        """The value as a number, for claims of number."""
        return None if self.value is None else plain_number(self.value)

    @property
    def is_derived(self) -> bool:
        """Whether the value leans on other claims; it never corroborates them."""
        return self.basis is not None and self.basis not in {"publication", "context"}

    @property
    def leans_on(self) -> tuple[str, ...]:
        """Ids of the claims that the value was worked out from."""
        if self.basis is None or not self.is_derived:
            return ()
        return tuple(part.strip() for part in self.basis.split(";") if part.strip())

    @property
    def is_denied(self) -> bool:
        """Whether the speaker says that the value does not hold."""
        return self.modality is Modality.DENIED

    @property
    def is_doubtful(self) -> bool:
        """Whether the page itself makes it doubtful, and not only the path of its words."""
        return self.doubt not in {None, Doubt.HEARSAY}

    @property
    def stage_or_done(self) -> Stage:
        """The stage, with an empty cell read as done."""
        return self.stage or Stage.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Record):
    """A conversion or a reference magnitude: one `from` holds `low` to `high` `unit` of `to`."""

    factor_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    from_: str = column(
        "A unit, or a thing to measure by such as rail-tank-wagon; names keep their capitals.",
        pattern=THING_PATTERN,
    )
    to: str = column("Commodity it holds for, or any.", pattern=ID_PATTERN)
    low: float = column("Lower bound.")
    best: float = column("Usual value.")
    high: float = column("Upper bound.")
    unit: Unit = column("Unit of the three numbers.", refers_to="units")
    why: str = column("What it rests on, in our own words.")
    url: str = column("Address that says so.", pattern=URL_PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Record):
    """What was searched, and found or not."""

    coverage_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    about: str = column("Dyad or actor that was searched for.")
    from_: date = column("First day of the window searched.")
    to: date = column("Last day of the window searched.")
    searched_on: date = column("When.")
    where: str = column("Where, and with which words.")
    found: str = column("What was found, or that nothing was.")
    result: SearchResult | None = column("The same as a code; empty is found.", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Record):
    """A record that would settle a disagreement."""

    check_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    attribute: str = column("Attribute that it settles, or any.", pattern=r"[a-z_]+")
    commodity: str = column("Commodity that it holds for, or any.", pattern=ID_PATTERN)
    record: str = column(
        "The record, as a sentence; {subject}, {states}, {sites}, {speakers} and {when} are filled."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """What a brief answers on one page: flows that belong together, and what is asked of them."""

    topic_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    label: str = column("What it is about, in a word or two.", max_length=_LINE)
    question: str = column("What is asked.", max_length=_LINE)
    flows: tuple[str, ...] = column("Flows that it holds, each with its parts.", refers_to="flows")


#: Tables by file name, in the order in which a reader needs them.
TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "actors": Actor,
    "offices": Office,
    "places": Place,
    "events": Event,
    "flows": Flow,
    "statements": Statement,
    "units": Unit,
    "claims": Claim,
    "factors": Factor,
    "coverage": Coverage,
    "checks": Check,
    "topics": Topic,
}

#: Tables that a corpus may lack; those of the package stand in for them.
DEFAULT_TABLES = frozenset({"checks"})

#: Tables that a corpus may lack, and whose rows are added to those of the package; a row of the
#: same id takes the place of the package's. It brings units, and no topics.
ADDED_TABLES = frozenset({"topics", "units"})

#: Tables whose ids a claim may be about; one id stands in one of them only.
SUBJECT_TABLES = {
    "events": "event",
    "flows": "flow",
    "statements": "statement",
    "actors": "actor",
    "places": "place",
}
