"""What can be said of a topic in one clause, and how much it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.cadence import DyadCadence
from briefkit.analysis.contact import Contact
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.discrepancies import Contested, Entry
from briefkit.analysis.discrepancies.entry import Point
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.tellings import Telling
from briefkit.analysis.voices import documents_since
from briefkit.dataset import Dataset
from briefkit.dates import Span

__all__ = [
    "Amount",
    "Clause",
    "Conversion",
    "Denied",
    "Lull",
    "Meeting",
    "Slip",
    "Years",
    "attention",
    "first_told",
    "news",
    "step",
    "when_told",
]

_NEWS = ((7, 3), (31, 2), (CURRENT.days, 1))
_FACTORS = (1.2, 2.0, 10.0)
#: Documents of half a year that make a topic one of weight, and of great weight.
_SOME, _MANY = 3, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One thing that can be said of a topic.

    Parameters
    ----------
    topic : str
        The flow that contains all others of the matter, or a dyad.
    told : date
        Day on which it was first told, or on which it ended.
    points : tuple of Point
        What its weight is made of.
    """

    topic: str
    told: date
    points: tuple[Point, ...]

    @property
    def weight(self) -> int:
        """Sum of the points."""
        return sum(point.points for point in self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Clause):
    """How much moved.

    Parameters
    ----------
    line : FlowLine
        What was last said of it.
    before : Telling or None
        What the voice that says it now said half a year ago, where that was another number.
    larger : FlowLine or None
        A part of it that is told to be larger.
    """

    line: FlowLine
    before: Telling | None = None
    larger: FlowLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Clause):
    """A power of ten lost on the way.

    Parameters
    ----------
    entry : Entry
        The entry of the register.
    line : FlowLine or None
        The line of the flow that it is about.
    same : tuple of FlowLine
        That line and those of its parts that have the number unharmed.
    """

    entry: Entry
    line: FlowLine | None = None
    same: tuple[FlowLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion(Clause):
    """A number that was converted from another and is told as a count.

    Parameters
    ----------
    flow_id : str
        The flow of which it is told.
    estimate : Estimate
        The number, with the claims that tell it as a count and those that say what it is.
    told_ids : tuple of str
        Claims that tell it as a count.
    """

    flow_id: str
    estimate: Estimate
    told_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Clause):
    """The newest contact in person of the highest level, and what it contains."""

    contact: Contact
    parts: tuple[Contact, ...] = ()
    is_searched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Years(Clause):
    """Contacts in person of a dyad by calendar year, all of them searched.

    Parameters
    ----------
    counts : tuple of (int, Estimate)
        Year and contacts that certainly began in it, the newest first.
    ratios : tuple of (int, Estimate)
        The newest year against each year before, with its interval.
    n_backed : int
        Contacts of the newest year that two voices or more tell.
    """

    counts: tuple[tuple[int, Estimate], ...]
    ratios: tuple[tuple[int, Estimate], ...]
    n_backed: int

    @property
    def beyond_chance(self) -> tuple[int, Estimate] | None:
        """The latest year from which the change is beyond chance; None where there is none."""
        return next((item for item in self.ratios if _leaves_out_one(item[1])), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lull(Clause):
    """A silence as few before it were, up to the last day searched."""

    dyad: DyadCadence


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied(Clause):
    """A matter without a number that a party to it denies."""

    question: Contested


def _leaves_out_one(ratio: Estimate) -> bool:
    return (ratio.low or 0) > 1 or (ratio.high is not None and ratio.high < 1)


def news(as_of: date, told: date) -> Point:
    """Return the points of news: three in the first week, two in a month, one in half a year."""
    age = (as_of - told).days
    points = next((points for days, points in _NEWS if age <= days), 0)
    return Point(points, "news", {"days": age})


def attention(ds: Dataset, topic: str) -> Point:
    """Return the points of a topic for the documents of half a year that tell of it."""
    n = len(documents_since(ds, corpus_of(ds).tree(topic), ds.as_of - CURRENT))
    return Point((n >= _SOME) + (n >= _MANY), "documents", {"n": n})


def step(factor: float) -> int:
    """Return by how many steps a number moved: from a factor of 1.2, 2 and 10 on."""
    return sum(factor >= least for least in _FACTORS)


def first_told(line: FlowLine, known_on: Mapping[str, date]) -> date:
    """Return the day on which the number of a line was first told by those who say it now."""
    assert line.estimate is not None
    days = [max(v.since, known_on[v.first_id]) for v in line.estimate.holders]
    return min(days, default=line.speaks_of)


def when_told(ds: Dataset, voices: Sequence[VoiceValue]) -> tuple[Span, str] | None:
    """Return when the first of some voices told its number, and the claim; None of no voice."""
    if not voices:
        return None
    known = ds.tables.known_on
    first = min(voices, key=lambda v: (max(v.since, known[v.first_id]), v.voice))
    claim = ds.records.claims[first.first_id]
    return claim.said_on or ds.records.sources[claim.source_id].published, first.first_id
