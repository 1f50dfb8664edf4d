"""Questions: what exactly is asked, and the claims that answer it, made comparable."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.times import Reference, reference
from briefkit.analysis.voices import UNKNOWN, bodies, correction, is_own_record, roots
from briefkit.dataset import Dataset
from briefkit.quantities import Amount, amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Doubt, Extent, Reliability, Stage

__all__ = [
    "Answer",
    "Question",
    "Step",
    "answers",
    "claim_amount",
    "questions",
    "step_of",
]

#: How far a thing has come: a plan, a deed, or called off.
Step = Literal["plan", "deed", "cancelled"]

#: Durations differ from this factor on.
_SPENT = 1.25
#: Grades whose words never outvote others.
_WEAK = frozenset({Reliability.E, Reliability.F})


def claim_amount(claim: Claim) -> Amount:
    """Return the interval that a claim of number gives, in its own unit."""
    return amount(
        claim.amount_value, str(claim.unit), low=claim.low, high=claim.high, hedge=claim.hedge
    )


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
    corrected_by : Claim or None
        The claim that corrects what it relays.
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
    corrected_by: Claim | None = None

    @property
    def told(self) -> tuple[int, int]:
        """First and last day on which it may have been said."""
        return self.time.told_first, self.time.told_last

    @property
    def claim_id(self) -> str:
        """Id of the claim."""
        return self.claim.claim_id

    @property
    def day(self) -> int:
        """Last day for which it speaks: of the telling, or an earlier one that it names."""
        return min(self.time.told_last, self.time.last)

    @property
    def number(self) -> float | None:
        """The number to compare by: value, or the only bound, or the middle of two."""
        return self.amount.centre

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

    def is_independent(self, other: Answer) -> bool:
        """Tell whether both speak for bodies that are named, and none for the same."""
        return bool(self.bodies and other.bodies) and not self.bodies & other.bodies

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
            slack = _SPENT if kind.has_scope else 1.1 if self.bodies & other.bodies else 1.05
        high = math.inf if self.is_seen and not other.is_seen else self.high
        others = math.inf if other.is_seen and not self.is_seen else other.high
        return self.low > others * slack or other.low > high * slack


@dataclass(frozen=True)
class Question:
    """What exactly is asked: subject, attribute, unit and step.

    Parameters
    ----------
    subject_id, attribute : str
        What it is about.
    dimension : str
        Unit in which the answers are compared: what a factor makes tonnes is compared in tonnes.
    unit : str
        Unit in which they are printed: that of most.
    step : str
        ``plan``, ``deed`` or ``cancelled``.
    answers : tuple of Answer
        Sorted by the time they speak of, those without any number and the denied ones left out.
    denials : tuple of Claim
        Claims that deny it.
    silent : tuple of Claim
        Claims that give no number.
    """

    subject_id: str
    attribute: str
    dimension: str
    unit: str
    step: Step
    answers: tuple[Answer, ...]
    denials: tuple[Claim, ...]
    silent: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims on it, by id."""
        listed = [*(answer.claim for answer in self.answers), *self.denials, *self.silent]
        return tuple(sorted(listed, key=lambda claim: claim.claim_id))

    @cached_property
    def counts(self) -> tuple[Answer, ...]:
        """Answers that say what there was: all of it or a part, and not what would fit."""
        return tuple(a for a in self.answers if a.claim.extent in _COUNTS)

    @cached_property
    def whole(self) -> tuple[Answer, ...]:
        """Answers that speak of all that is asked, and are not doubtful in themselves."""
        return tuple(a for a in self.answers if _is_whole(a))


_COUNTS: frozenset[Extent | None] = frozenset({None, Extent.TOTAL, Extent.LOT, Extent.PART})


def _is_whole(answer: Answer) -> bool:
    extent, doubt = answer.claim.extent, answer.claim.doubt
    is_all = extent in {None, Extent.TOTAL} and doubt in {None, Doubt.HEARSAY}
    return is_all and answer.corrected_by is None


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
    ds = corpus.ds
    listed = list(claims)
    shown = _shown_unit(listed)
    credited: dict[str, set[str]] = {}
    for claim in listed:
        if claim.speaker_id is not None and claim.speaker_id != UNKNOWN:
            credited.setdefault(claim.source_id, set()).add(claim.speaker_id)
    for claim in listed:
        said = claim_amount(claim)
        if said.is_empty:
            continue
        base = corpus.in_base(said, commodity)
        round_ = base.rounded(claim.hedge)
        own = roots(ds, claim)
        voice = claim.speaker_id or "+".join(sorted(own - {UNKNOWN})) or UNKNOWN
        whose = bodies(ds, claim)
        spoken = credited.get(claim.source_id, set())
        if claim.speaker_id is None and len(spoken) == 1:
            voice = next(iter(spoken))
            whose = frozenset({corpus.body(voice)})
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
            ds.tables.records.sources[claim.source_id].reliability in _WEAK
            or claim.doubt is Doubt.HEARSAY,
            own,
            base.unit,
            corpus.documents(claim),
            correction(ds, claim),
        )


def _shown_unit(claims: Sequence[Claim]) -> str:
    """Return the unit in which most of some claims give their numbers."""
    counts = Counter(str(claim.unit) for claim in claims)
    return min(counts, key=lambda unit: (-counts[unit], unit), default="")


def _in_unit(corpus: Corpus, said: Amount, unit: str, commodity: str) -> Amount:
    """Return an amount in another unit of its dimension, by the usual value of each factor."""
    base = corpus.in_base(said, commodity, is_exact=True)
    factor = corpus.factor(unit, commodity)
    if factor is None or not factor.best or base.unit != factor.unit:
        return base
    inverse = 1 / factor.best
    return base.times(Amount(inverse, inverse, inverse, unit))


def questions(ds: Dataset, subject_id: str, attribute: str) -> tuple[Question, ...]:
    """Return the questions of number that the claims on one attribute of a subject answer.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    subject_id, attribute : str
        A subject, and one of its attributes of number.

    Returns
    -------
    tuple of Question
        By unit and step. Claims that a coder worked out from others are left out where there are
        any others.
    """
    corpus = corpus_of(ds)
    claims: Sequence[Claim] = ds.claims_of(subject_id, attribute)
    flow = ds.records.flows.get(subject_id)
    commodity = flow.commodity if flow is not None else ""
    grouped: dict[tuple[str, Step], list[Claim]] = {}
    for claim in claims:
        unit = str(claim.unit)
        factor = corpus.factor(unit, commodity)
        key = (unit if factor is None else factor.unit, step_of(claim.stage_or_done))
        grouped.setdefault(key, []).append(claim)
    return tuple(
        _question(corpus, subject_id, attribute, unit, step, listed, commodity)
        for (unit, step), listed in sorted(grouped.items())
    )


def _question(
    corpus: Corpus,
    subject_id: str,
    attribute: str,
    unit: str,
    step: Step,
    claims: Sequence[Claim],
    commodity: str,
) -> Question:
    denials = tuple(claim for claim in claims if claim.is_denied)
    said = [claim for claim in claims if not claim.is_denied]
    told = [claim for claim in said if not claim.is_derived] or said
    made = sorted(
        answers(corpus, told, commodity),
        key=lambda a: (a.time.last, a.time.told_last, a.claim_id),
    )
    numbered = {answer.claim_id for answer in made}
    silent = tuple(claim for claim in said if claim.claim_id not in numbered)
    return Question(
        subject_id,
        attribute,
        unit,
        _shown_unit(told) or unit,
        step,
        tuple(made),
        denials,
        silent,
    )
