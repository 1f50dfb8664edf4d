"""Findings: one of a topic, its clauses, and the grounds of the confidence in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Conversion,
    Denied,
    Lull,
    Meeting,
    Slip,
    Years,
)
from briefkit.dataset import Dataset
from briefkit.vocab import CheckState, Reliability

__all__ = ["Agreement", "Confidence", "Finding", "Grounds", "find"]

Confidence = Literal["low", "moderate", "high"]
#: Whether those who speak of it agree; a party that denies it does not. What was counted from the
#: record has no voices that could.
Agreement = Literal["agree", "favoured", "counted", "alone", "differ", "denied", "one_speaker"]
_GOOD = frozenset({"agree", "favoured", "counted"})

#: What may be said beside what leads.
_BESIDE: dict[type[Clause], type[Clause]] = {
    Amount: Conversion, Conversion: Amount, Meeting: Years, Years: Lull,
}  # fmt: skip
#: A topic that weighs less is no finding.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a confidence rests on.

    Parameters
    ----------
    n_voices, n_documents : int
        Independent voices that say it, and documents.
    grade : Reliability or None
        Best grade of these documents.
    agreement : str
        Whether voices agree.
    is_searched : bool or None
        Whether the days that it speaks of were searched; None where it speaks of no search.
    claim_ids : tuple of str
        Claims that these counts rest on.
    """

    n_voices: int
    n_documents: int
    grade: Reliability | None
    agreement: Agreement
    is_searched: bool | None
    claim_ids: tuple[str, ...]

    @property
    def confidence(self) -> Confidence:
        """High if three grounds are good, moderate if two are, else low.

        Two voices or more; best grade A or B; nobody differs whom the record does not disfavour, or
        denies. That two numbers are words
        of one speaker is worth two, for no second voice could tell them apart; days that were not
        searched cost one. A count of the record over years is moderate at most.
        """
        good = (
            (self.n_voices > 1)
            + (self.grade is not None and self.grade <= Reliability.B)
            + (self.agreement in _GOOD)
            + 2 * (self.agreement == "one_speaker")
            - (self.is_searched is False)
        )
        if good > 2 and self.agreement != "counted":
            return "high"
        return "moderate" if good >= 2 else "low"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a sheet.

    Parameters
    ----------
    lead : Clause
        What is said first.
    beside : Clause or None
        What else is said of the topic.
    grounds : Grounds
        Of the lead.
    """

    lead: Clause
    beside: Clause | None
    grounds: Grounds


def find(
    ds: Dataset, clauses: Iterable[Clause], register: Discrepancies, most: int
) -> tuple[Finding, ...]:
    """Choose the findings: one of each topic, those that weigh most.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    clauses : iterable of Clause
        All that can be said.
    register : Discrepancies
        Disagreements of the corpus.
    most : int
        How many at most.

    Returns
    -------
    tuple of Finding
        By weight, then the newest first.
    """
    topics: dict[str, list[Clause]] = {}
    for clause in clauses:
        topics.setdefault(clause.topic, []).append(clause)
    found = []
    for own in topics.values():
        lead = max(own, key=_within)
        others = [c for c in own if type(c) is _BESIDE.get(type(lead))]
        beside = max(others, key=_within, default=None)
        if lead.weight >= _LEAST and _has_weight(lead):
            found.append(Finding(lead, beside, grounds(ds, lead, register)))
    return tuple(sorted(found, key=lambda f: _order(f.lead), reverse=True)[:most])


def _has_weight(clause: Clause) -> bool:
    """Whether more than a document or two, or officials of some rank, stand behind it."""
    kinds = {"documents", "level", "unusual"}
    return any(p.points > 0 for p in clause.points if p.reason in kinds)


def _order(clause: Clause) -> tuple[int, int, str]:
    return clause.weight, clause.told.toordinal(), clause.topic


def _within(clause: Clause) -> tuple[int, int, int, int, str]:
    """Order the clauses of a topic: of equals the newer one, then what most documents tell."""
    line = clause.line if isinstance(clause, Amount) else None
    n, name = (line.n_sources, line.name) if line is not None else (0, "")
    fresh = sum(point.points for point in clause.points if point.reason == "news")
    return clause.weight, fresh, n, clause.told.toordinal(), name


def grounds(ds: Dataset, clause: Clause, register: Discrepancies) -> Grounds:
    """Return the grounds of the confidence in a clause."""
    match clause:
        case Amount():
            return _of_amount(ds, clause, register)
        case Slip(entry=entry):
            side = entry.a if entry.leans != "b" else entry.b
            is_one = set(entry.a.voices) == set(entry.b.voices)
            same = {n for line in clause.same for v in line.voices for n in v.claim_ids}
            ids = (*side.claim_ids, *same)
            return _of_claims(ds, ids, side.n_voices, "one_speaker" if is_one else "differ")
        case Conversion(estimate=estimate):
            return _of_claims(ds, estimate.claim_ids, 1, "alone")
        case Meeting(contact=contact):
            subjects = {contact.event_id, *(part.event_id for part in clause.parts)}
            open_ = {CheckState.OPEN, CheckState.IRREDUCIBLE}
            states = {e.state for e in register.entries if e.subject_id in subjects}
            inside = {name for part in clause.parts for name in part.claim_ids}
            found = _of_claims(ds, (*contact.claim_ids, *inside), contact.n_voices, "agree")
            agreement: Agreement = "differ" if states & open_ else "favoured" if states else "agree"
            return _replaced(found, agreement, clause.is_searched)
        case Years(counts=counts):
            n_voices = 2 if 2 * clause.n_backed >= (counts[0][1].best or 0) else 1
            found = _of_claims(ds, counts[0][1].claim_ids, n_voices, "counted")
            return _replaced(found, "counted", True)
        case Lull(dyad=dyad):
            assert dyad.silence is not None
            found = _of_claims(ds, dyad.silence.days.claim_ids, 1, "counted")
            return _replaced(found, "counted", True)
        case Denied(question=question):
            said = [ds.records.claims[name] for name in question.assertions]
            n = len({c.speaker_id for c in said if c.speaker_id})
            return _of_claims(ds, question.assertions, max(n, 1), "denied")
    raise TypeError(f"no grounds for {type(clause).__name__}")


def _of_amount(ds: Dataset, clause: Amount, register: Discrepancies) -> Grounds:
    estimate = clause.line.estimate
    assert estimate is not None
    named = estimate.holders
    ids = tuple(sorted({name for v in named for name in v.claim_ids}))
    is_denied = any(q.subject_id == clause.line.flow_id for q in register.contested)
    others = [v for v in estimate.voices if v not in named]
    is_apart = any(not is_alike(v.amount.centre, estimate.amount.centre, AGREE) for v in others)
    is_alone = len(estimate.voices) == 1
    differ = is_apart or clause.larger is not None or (estimate.form == "range" and not is_alone)
    agreement: Agreement = "alone" if is_alone else "agree"
    agreement = "denied" if is_denied else "differ" if differ else agreement
    return _of_claims(ds, ids, len(named), agreement)


def _of_claims(
    ds: Dataset, claim_ids: Iterable[str], n_voices: int, agreement: Agreement
) -> Grounds:
    ids = tuple(sorted(set(claim_ids)))
    sources = {ds.records.claims[name].source_id for name in ids}
    grade = min((ds.records.sources[name].reliability for name in sources), default=None)
    return Grounds(n_voices, len(sources), grade, agreement, None, ids)


def _replaced(found: Grounds, agreement: Agreement, is_searched: bool) -> Grounds:
    return Grounds(
        found.n_voices, found.n_documents, found.grade, agreement, is_searched, found.claim_ids
    )
