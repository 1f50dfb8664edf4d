"""What was published and what it says: sources, claims, searches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefkit.dates import Span
from briefkit.schema.columns import ID_PATTERN, LINE, URL_PATTERN, column, plain_number
from briefkit.schema.measures import Unit
from briefkit.schema.subjects import Record
from briefkit.vocab import (
    Doubt,
    Extent,
    Hedge,
    Modality,
    PublishedBasis,
    Read,
    Reliability,
    SearchResult,
    SourceKind,
    Stage,
)

__all__ = ["Claim", "Coverage", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """One published document."""

    source_id: str = column(
        "Outlet and day of publication.",
        key=True,
        pattern=r"[a-z0-9-]+-[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[a-z]?",
    )
    label: str = column("What the document is, in our own words.", max_length=LINE)
    publisher: str = column("Who published it.", max_length=LINE)
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
    dateline: str | None = column("Dateline as printed.", max_length=LINE, optional=True)
    note: str | None = column("Anything else, in our own words.", optional=True)


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
    printed: str = column("The source's words that carry the value, at most ten.", max_length=LINE)
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
        max_length=LINE,
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
