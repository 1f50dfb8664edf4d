"""Answers: claims of number, made comparable."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.corrections import correction
from briefkit.analysis.factors import claim_amount
from briefkit.analysis.origins import documents, roots
from briefkit.analysis.times import Reference, reference
from briefkit.analysis.voices import UNKNOWN, bodies, credited_alone, is_own_record, is_weak
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Extent, Reliability, Stage

__all__ = [
    "Answer",
    "Step",
    "answers",
    "as_told",
    "claim_amount",
    "shown_unit",
    "step_of",
]

#: How far a thing has come: a plan, a deed, or called off.
Step = Literal["plan", "deed", "cancelled"]

#: Numbers of one voice, of two voices, and durations differ from these factors on.
_ONE_VOICE, _TWO_VOICES, _SPENT = 1.1, 1.05, 1.25


def step_of(stage: Stage) -> Step:
    """Return the step that a stage belongs to."""
    if stage is Stage.CANCELLED:
        return "cancelled"
    return "deed" if stage.is_actual else "plan"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one claim says to a question of number, made comparable.

    Parameters
    ----------
    claim : Claim
        The claim.
    amount : Amount
        As said, in the unit of the question.
    low, high : float
        Between which it lies for comparing, in the question's dimension, rounding allowed for.
    time : Reference
        The time that it speaks of.
    voice : str
        Who could know: the speaker; else the roots, with ``+`` between.
    bodies : frozenset of str
        States and bodies that it speaks for; empty where none is named.
    is_record : bool
        Whether it stands in the speaker's own record.
    is_weak : bool
        Whether it never outvotes others: grade E or F, or hearsay.
    roots : frozenset of str
        What it goes back to.
    dimension : str
        Unit in which its question compares.
    documents : frozenset of str
        Documents that it relays.
    grade : Reliability
        Of its source.
    corrected_by : Claim or None
        The claim that corrects what it relays.
    window : str or None
        The window of the claim; of one that lost it on the way, that of the same words elsewhere.
    extent : Extent or None
        How much of its subject it covers; of one that lost it on the way likewise.
    rank : int
        Its place in the order of claims, which decides where nothing else does.
    lead : str
        The first of its bodies by name; empty where none is named.
    day : int
        Last day for which it speaks: of the telling, or an earlier one that it names.
    number : float or None
        The number to compare by: value, or the only bound, or the middle of two.
    """

    claim: Claim
    amount: Amount
    low: float
    high: float
    time: Reference
    voice: str
    bodies: frozenset[str]
    is_record: bool
    is_weak: bool
    roots: frozenset[str]
    dimension: str
    documents: frozenset[str]
    grade: Reliability
    corrected_by: Claim | None = None
    window: str | None = None
    extent: Extent | None = None
    rank: int = 0
    lead: str = ""
    day: int = field(init=False)
    number: float | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", min(self.time.told_last, self.time.last))
        object.__setattr__(self, "number", self.amount.centre)

    @property
    def told(self) -> tuple[int, int]:
        """First and last day on which it may have been said."""
        return self.time.told_first, self.time.told_last

    @property
    def claim_id(self) -> str:
        """Id of the claim."""
        return self.claim.claim_id

    @property
    def is_floor(self) -> bool:
        """Whether it is a lower bound alone: hedged so, or a part."""
        return self.high == math.inf

    @property
    def is_seen(self) -> bool:
        """Whether it was seen afterwards: less than all, or as much."""
        return self.claim.stage is Stage.OBSERVED

    def is_of_one_voice(self, other: Answer) -> bool:
        """Tell whether both speak for one body, or for none that is named."""
        if self.bodies and other.bodies:
            return bool(self.bodies & other.bodies)
        return self.claim.source_id == other.claim.source_id

    def excludes(self, other: Answer) -> bool:
        """Tell whether no one number satisfies both, rounding allowed for.

        Notes
        -----
        Numbers of one voice may differ by a tenth, those of two by a twentieth: 18 is not 20. How
        long something lasted is told roughly, and may differ by a quarter.
        Ordinals and counts of contacts are exact. What was seen is a floor against what is said to
        have been done; two who saw it can disagree.
        """
        kind = ATTRIBUTES[self.claim.attribute]
        slack = 1.0
        if not kind.is_counted:
            voices = _ONE_VOICE if self.bodies & other.bodies else _TWO_VOICES
            slack = _SPENT if kind.has_scope else voices
        high = math.inf if self.is_seen and not other.is_seen else self.high
        others = math.inf if other.is_seen and not self.is_seen else other.high
        return self.low > others * slack or other.low > high * slack


def answers(corpus: Corpus, claims: Iterable[Claim], commodity: str = "") -> Iterator[Answer]:
    """Make claims of number comparable.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    claims : iterable of Claim
        Claims of one subject and attribute.
    commodity : str
        What is measured; empty converts nothing but bare tons.

    Yields
    ------
    Answer
        None for claims without a number. What a source says in its own words beside the one speaker
        that it credits on this subject is taken for his words.
    """
    ds, sources = corpus.ds, corpus.ds.tables.records.sources
    listed = list(claims)
    shown = shown_unit(listed)
    credited = credited_alone(listed)
    for claim in listed:
        said = claim_amount(claim)
        if said.is_empty:
            continue
        base = corpus.factors.in_base(said, commodity)
        round_ = base.rounded(claim.hedge)
        own = roots(ds, claim)
        voice = claim.speaker_id or "+".join(sorted(own - {UNKNOWN})) or UNKNOWN
        whose = bodies(ds, claim)
        told_by = _told_by(corpus, claim, credited) if claim.speaker_id is None else None
        if told_by is not None:
            voice, whose = told_by, frozenset({corpus.body(told_by)})
        is_part = claim.extent in {Extent.LOT, Extent.PART}
        yield Answer(
            claim,
            said if said.unit == shown else _in_unit(corpus, said, shown, commodity),
            round_.floor,
            math.inf if is_part else round_.ceiling,
            reference(corpus, claim),
            voice,
            whose,
            is_own_record(ds, claim),
            is_weak(ds, claim),
            own,
            base.unit,
            documents(ds, claim),
            sources[claim.source_id].reliability,
            correction(ds, claim),
            claim.window,
            claim.extent,
            ds.tables.ranks[claim.claim_id],
            min(whose, key=corpus.name, default=""),
        )


def _told_by(corpus: Corpus, claim: Claim, credited: Mapping[str, str]) -> str | None:
    """Return the one speaker whose words a page tells as its own.

    It credits him on this matter, and names no other origin for this claim; or what it relays does.
    """
    if claim.source_id in credited and claim.origin_ids is None:
        return credited[claim.source_id]
    source = corpus.ds.tables.records.sources[claim.source_id]
    names = {credited.get(name) for name in claim.origin_ids or source.origin_ids or ()}
    return names.pop() if len(names) == 1 else None


def shown_unit(claims: Sequence[Claim]) -> str:
    """Return the unit in which most of some claims give their numbers."""
    counts = Counter(claim.unit or "" for claim in claims)
    return min(counts, key=lambda unit: (-counts[unit], unit), default="")


def as_told(
    corpus: Corpus, commodity: str, unit: str, given: Sequence[Answer]
) -> tuple[str, Sequence[Answer]]:
    """Return the unit in which most of some answers are told, and the answers in it.

    A question is shown in the unit of most of its claims; where all of one of its lines are told in
    another, nobody has said the converted number.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    commodity : str
        What is measured.
    unit : str
        Unit of the question.
    given : sequence of Answer
        Answers of one line.

    Returns
    -------
    tuple of str and of sequence of Answer
    """
    if not given or any(a.claim.unit == unit for a in given):
        return unit, given
    own = shown_unit([a.claim for a in given])
    amounts = (_in_unit(corpus, claim_amount(a.claim), own, commodity) for a in given)
    return own, [replace(a, amount=amount) for a, amount in zip(given, amounts, strict=True)]


def _in_unit(corpus: Corpus, said: Amount, unit: str, commodity: str) -> Amount:
    """Return an amount in another unit of its dimension, by the usual value of each factor."""
    base = corpus.factors.in_base(said, commodity, is_exact=True)
    factor = corpus.factors.of(unit, commodity)
    if factor is None or not factor.best or base.unit != factor.unit:
        return base
    inverse = 1 / factor.best
    return base.times(Amount(inverse, inverse, inverse, unit))
