"""What the claims on a subject mean, so that a total is never read beside what would fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefkit.analysis.corrections import correction
from briefkit.analysis.factors import claim_amount
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.questions import Answer, questions, step_of
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES, FLOW_NUMBERS
from briefkit.schema.tables import Claim
from briefkit.vocab import Extent, Hedge

__all__ = ["Group", "Meaning", "Told", "grouped", "repeats", "told"]


class Meaning(StrEnum):
    """What a claim means, in the order in which a reader wants them."""

    TOTAL = "total"
    SAID = "said"
    PERIOD = "period"
    PART = "part"
    CAPACITY = "capacity"
    CONVERSION = "conversion"
    LIMIT = "limit"
    VAGUE = "vague"
    PLAN = "plan"
    CALLED_OFF = "called_off"
    DOUBTFUL = "doubtful"
    DENIED = "denied"
    TAKEN_BACK = "taken_back"

    @property
    def is_wrong(self) -> bool:
        """Whether words were changed on the way, or taken back."""
        return self in {Meaning.CONVERSION, Meaning.DOUBTFUL, Meaning.TAKEN_BACK}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it means.

    Parameters
    ----------
    claim : Claim
        The claim.
    meaning : Meaning
        Of the claim; of one that lost what it covers on the way, that of the same words elsewhere.
    has_lost_extent, has_lost_window : bool
        Whether the page lost what its number covers, or of which time it is.
    corrected_by : Claim or None
        The claim that corrects what it repeats.
    """

    claim: Claim
    meaning: Meaning
    has_lost_extent: bool = False
    has_lost_window: bool = False
    corrected_by: Claim | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether words were changed on the way, or what was taken back is repeated."""
        has_lost = self.has_lost_extent or self.has_lost_window
        return self.meaning.is_wrong or has_lost or self.corrected_by is not None


@dataclass(frozen=True, slots=True)
class Group:
    """Claims on one attribute of a subject that mean the same.

    Parameters
    ----------
    attribute : str
        The attribute.
    meaning : Meaning
        What they mean.
    told : tuple of Told
        Numbers by day, the newest first; all else by value, the one of most documents first.
    """

    attribute: str
    meaning: Meaning
    told: tuple[Told, ...]


_EXTENTS = {
    Extent.LOT: Meaning.PART,
    Extent.PART: Meaning.PART,
    Extent.CAPACITY: Meaning.CAPACITY,
    Extent.CONVERSION: Meaning.CONVERSION,
    Extent.LIMIT: Meaning.LIMIT,
}
_VAGUE = frozenset({Hedge.MANY, Hedge.SOME})
_ORDER = {meaning: place for place, meaning in enumerate(Meaning)}


def told(ds: Dataset, subject_id: str, lines: Iterable[FlowLine] = ()) -> tuple[Told, ...]:
    """Return all claims on a subject, each once, with what they mean.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    subject_id : str
        Any subject.
    lines : iterable of FlowLine
        Those of a flow.

    Returns
    -------
    tuple of Told
        By attribute and rank; those that their publisher took back by the day follow.
    """
    by = ds.subjects.get(subject_id, {})
    flow = ds.records.flows.get(subject_id)
    made: dict[str, Answer] = {}
    of_period: frozenset[str] = frozenset()
    if flow is not None:
        numbers = [name for name in by if name in FLOW_NUMBERS]
        made = {a.claim_id: a for name in numbers for q in questions(ds, subject_id, name)
                for a in q.answers}  # fmt: skip
        of_period = frozenset(n for line in lines if line.is_period for n in line.claim_ids)
    found = [
        _told(ds, claim, made.get(claim.claim_id), claim.claim_id in of_period)
        for claims in by.values()
        for claim in claims
    ]
    return (*found, *(Told(claim, Meaning.TAKEN_BACK) for claim in _taken_back(ds, subject_id)))


def _taken_back(ds: Dataset, subject_id: str) -> list[Claim]:
    whole, known = ds.tables.records.claims, ds.tables.known_on
    names = ds.tables.about.get(subject_id, ())
    return [
        whole[name] for name in names if known[name] <= ds.as_of and name not in ds.records.claims
    ]


def _told(ds: Dataset, claim: Claim, answer: Answer | None, is_of_period: bool) -> Told:
    extent = claim.extent if answer is None else answer.extent
    has_lost = answer is not None and answer.claim.extent != answer.extent
    has_lost_window = answer is not None and answer.claim.window != answer.window
    corrected = answer.corrected_by if answer is not None else correction(ds, claim)
    meaning = _meaning(claim, extent, is_of_period)
    return Told(claim, meaning, has_lost, has_lost_window, corrected)


def _meaning(claim: Claim, extent: Extent | None, is_of_period: bool) -> Meaning:
    if claim.is_denied:
        return Meaning.DENIED
    if claim.is_doubtful:
        return Meaning.DOUBTFUL
    step = step_of(claim.stage_or_done)
    if step == "cancelled":
        return Meaning.CALLED_OFF
    if extent in _EXTENTS:
        return _EXTENTS[extent]
    is_number = ATTRIBUTES[claim.attribute].is_number
    if is_number and (claim.hedge in _VAGUE or claim_amount(claim).is_empty):
        return Meaning.VAGUE
    if step == "plan":
        return Meaning.PLAN
    if claim.attribute not in FLOW_NUMBERS:
        return Meaning.SAID
    return Meaning.PERIOD if is_of_period else Meaning.TOTAL


def grouped(ds: Dataset, claims: Sequence[Told]) -> tuple[Group, ...]:
    """Group claims by attribute and by what they mean.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : sequence of Told
        Claims on one subject.

    Returns
    -------
    tuple of Group
        How much moved, then attributes as the schema orders them; of each the meanings.
    """
    places = {name: place for place, name in enumerate(ATTRIBUTES)}
    found: dict[tuple[str, Meaning], list[Told]] = {}
    for one in claims:
        found.setdefault((one.claim.attribute, one.meaning), []).append(one)
    keys = sorted(
        found, key=lambda key: (key[0] not in FLOW_NUMBERS, places[key[0]], _ORDER[key[1]])
    )
    return tuple(Group(*key, _sorted(ds, found[key])) for key in keys)


def repeats(ds: Dataset, claims: Iterable[Told]) -> frozenset[str]:
    """Return the claims that repeat what their voice had said of the attribute before."""
    ranks = ds.tables.ranks
    seen, found = set(), set()
    for one in sorted(claims, key=lambda one: ranks[one.claim.claim_id]):
        claim = one.claim
        whose = tuple(sorted(bodies(ds, claim))) or (claim.source_id,)
        said = claim.value, claim.low, claim.high, claim.unit, claim.window, one.meaning
        key = (whose, claim.attribute, said)
        if key in seen:
            found.add(claim.claim_id)
        seen.add(key)
    return frozenset(found)


def _sorted(ds: Dataset, own: Sequence[Told]) -> tuple[Told, ...]:
    ranks, known = ds.tables.ranks, ds.tables.known_on
    newest = sorted(own, key=lambda t: ranks[t.claim.claim_id])
    newest.sort(key=lambda t: known[t.claim.claim_id], reverse=True)
    if ATTRIBUTES[own[0].claim.attribute].is_number:
        return tuple(newest)
    said: Mapping[str | None, int] = Counter(t.claim.value for t in own)
    return tuple(sorted(newest, key=lambda t: (-said[t.claim.value], t.claim.value or "")))
