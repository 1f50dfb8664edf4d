"""Claims that are no numbers, made comparable: dates, places, people, terms, routes, texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.analysis.answers import Step, step_of
from briefkit.analysis.corpus import Corpus
from briefkit.analysis.corrections import correction
from briefkit.analysis.origins import roots
from briefkit.analysis.voices import bodies, credited_alone, is_own_record, is_weak
from briefkit.schema.tables import Claim

__all__ = ["Value", "values"]


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """What one claim says that is no number.

    Parameters
    ----------
    claim : Claim
        The claim.
    step : str
        ``plan``, ``deed`` or ``cancelled``.
    told : tuple of int, int
        First and last day on which it may have been said.
    bodies, roots : frozenset of str
        For whom it speaks, and what it goes back to.
    is_record, is_weak, is_dateline : bool
        Whether it stands in the speaker's own record, never outvotes others, stands in a dateline.
    corrected_by : Claim or None
        The claim that corrects what it relays.
    rank : int
        Its place in the order of claims, which decides where nothing else does.
    """

    claim: Claim
    step: Step
    told: tuple[int, int]
    bodies: frozenset[str]
    roots: frozenset[str]
    is_record: bool
    is_weak: bool
    is_dateline: bool
    corrected_by: Claim | None = None
    rank: int = 0

    @property
    def text(self) -> str:
        """The value as coded."""
        return self.claim.value or ""


def values(corpus: Corpus, claims: Iterable[Claim]) -> list[Value]:
    """Make claims comparable that are no numbers.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    claims : iterable of Claim
        Claims of one subject.

    Returns
    -------
    list of Value
        By rank. What a coder worked out from other claims is left out where there
        is anything else; what a source says in its own words beside the one speaker that it credits
        is taken for his.
    """
    ranks = corpus.ds.tables.ranks
    listed = sorted(claims, key=lambda claim: ranks[claim.claim_id])
    listed = [claim for claim in listed if not claim.is_derived] or listed
    credited = credited_alone(listed)
    found = []
    for claim in listed:
        whose = bodies(corpus.ds, claim)
        if claim.speaker_id is None and claim.source_id in credited:
            whose = frozenset({corpus.body(credited[claim.source_id])})
        told = claim.said_on or corpus.published(claim)
        found.append(
            Value(
                claim,
                step_of(claim.stage_or_done),
                (told.first.toordinal(), told.last.toordinal()),
                whose,
                roots(corpus.ds, claim),
                is_own_record(corpus.ds, claim),
                is_weak(corpus.ds, claim),
                claim.locator == "dl",
                correction(corpus.ds, claim),
                ranks[claim.claim_id],
            )
        )
    return found
