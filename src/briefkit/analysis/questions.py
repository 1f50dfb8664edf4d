"""Questions: what exactly is asked, and the claims that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.answers import (
    Answer,
    Step,
    answers,
    claim_amount,
    shown_unit,
    step_of,
)
from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.retelling import with_extents, with_speakers, with_windows
from briefkit.dataset import Dataset
from briefkit.schema.tables import Claim
from briefkit.vocab import Extent

__all__ = ["Answer", "Question", "Step", "answers", "claim_amount", "questions", "step_of"]


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
        return tuple(a for a in self.answers if a.extent in _COUNTS)

    @cached_property
    def whole(self) -> tuple[Answer, ...]:
        """Answers that speak of all that is asked, and are not doubtful in themselves."""
        return tuple(a for a in self.answers if _is_whole(a))


_COUNTS: frozenset[Extent | None] = frozenset({None, Extent.TOTAL, Extent.LOT, Extent.PART})


def _is_whole(answer: Answer) -> bool:
    is_all = answer.extent in {None, Extent.TOTAL}
    return is_all and not answer.claim.is_doubtful and answer.corrected_by is None


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
        unit = claim.unit or ""
        factor = corpus.factors.of(unit, commodity)
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
        with_extents(with_windows(with_speakers(list(answers(corpus, told, commodity))))),
        key=lambda a: (a.time.last, a.time.told_last, a.rank),
    )
    numbered = {answer.claim_id for answer in made}
    silent = tuple(claim for claim in said if claim.claim_id not in numbered)
    return Question(
        subject_id,
        attribute,
        unit,
        shown_unit(told) or unit,
        step,
        tuple(made),
        denials,
        silent,
    )
