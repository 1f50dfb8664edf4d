"""What is asked of the record, and what the desk made of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefkit.schema.columns import ID_PATTERN, LINE, column
from briefkit.schema.evidence import Claim
from briefkit.schema.measures import Unit
from briefkit.schema.subjects import Record
from briefkit.vocab import Confidence, DecisionStatus

__all__ = ["Check", "Decision", "Judgement", "Topic"]


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
    label: str = column("What it is about, in a word or two.", max_length=LINE)
    question: str = column("What is asked.", max_length=LINE)
    flows: tuple[str, ...] = column("Flows that it holds, each with its parts.", refers_to="flows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What the desk made of an entry of the register; a row is never changed, the newest counts."""

    decision_id: str = column("Entry and number; append only.", key=True, pattern=r"\S+\.[0-9]{3}")
    entry: str = column(
        "Entry of the register: subject and attribute.",
        pattern=r"[A-Za-z0-9]+([-.][A-Za-z0-9]+)*\.[a-z_]+",
    )
    status: DecisionStatus = column("What the desk made of it.")
    decided_on: date = column("When; an edition of an earlier day does not have it.")
    who: str = column("Who decided: a role, not a name.", max_length=LINE)
    note: str = column("Why, in our own words.")
    value: str | None = column("Value decided on, as a claim would give it.", optional=True)
    unit: Unit | None = column("Unit of the number.", refers_to="units", optional=True)
    low: float | None = column("Lower bound decided on.", optional=True)
    high: float | None = column("Upper bound decided on.", optional=True)
    wording: str | None = column(
        "What was decided on, in words, where no value can say it.",
        max_length=LINE,
        optional=True,
    )
    review_on: date | None = column("When it is to be looked at again.", optional=True)

    @property
    def subject_id(self) -> str:
        """What the entry is about."""
        return self.entry.rpartition(".")[0]

    @property
    def attribute(self) -> str:
        """Which attribute of it."""
        return self.entry.rpartition(".")[2]

    @property
    def decided(self) -> Claim | None:
        """What was decided on, as a claim would say it; None where no value is given."""
        if (self.value, self.low, self.high) == (None, None, None):
            return None
        return Claim(
            claim_id=self.decision_id,
            source_id="",
            subject_id=self.subject_id,
            attribute=self.attribute,
            value=self.value,
            unit=self.unit,
            low=self.low,
            high=self.high,
            printed="",
            locator="",
            coded_on=self.decided_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """What an analyst concludes from the record of a day; its numbers are roles in braces."""

    judgement_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    about: str = column("Topic, subject or dyad that it speaks of.")
    knows: date = column("Last day of what it rests on; known from then.")
    written_on: date = column("When it was truly written.")
    author: str = column("Who wrote it, as a role.", max_length=LINE)
    text: str = column("One sentence; {name} is a number by its stable name, or a likelihood.")
    confidence: Confidence = column("How good its ground is.")
    reason: str = column("Why it is no higher and no lower.")
    alternatives: str = column("What else would explain the record.")
    change: str = column("What would change it.")
    numbers: tuple[str, ...] | None = column(
        "What its roles stood for when it was written, as role=value; empty: a draft.",
        optional=True,
    )
    supersedes: str | None = column(
        "Judgement that it replaces.", refers_to="judgements", optional=True
    )
