"""How sure a finding is, in words: its grounds, and what would change it."""

from __future__ import annotations

from briefkit.analysis import rules
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies.settling import settling
from briefkit.analysis.sheet import Finding, Grounds
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Conversion,
    Denied,
    Meeting,
    Slip,
    Years,
)
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run
from briefkit.present.checks import check_text, record_text
from briefkit.present.formats import coded, count, in_letters, text
from briefkit.present.runs import Runs
from briefkit.schema.attributes import ATTRIBUTES

__all__ = ["change_runs", "grounds_runs"]

_AGREEMENT = {
    "agree": "nobody differs",
    "favoured": "the record leans to it where some differ",
    "counted": "counted from the record",
    "differ": "others differ",
    "denied": "a party denies it",
    "one_speaker": "both numbers are words of one speaker",
}


def grounds_runs(finding: Finding) -> Runs:
    """Say how sure a finding is, and on what grounds."""
    grounds = finding.grounds
    searched = {True: "; the days were searched", False: "; not all days were searched"}
    rule = (
        "high: two voices or more, best grade A or B, nobody denies it or differs on good grounds; "
        "moderate where two of these hold; days that were not searched cost one; that two numbers "
        "are words of one speaker counts for two; a count of the record over years is moderate at "
        "most, for years were not searched alike"
    )
    return (
        Run("Confidence ", "strong"),
        Run(grounds.confidence, "coded", grounds.claim_ids, rule),
        text(": "),
        *_support(grounds),
        text(f"; {_AGREEMENT[grounds.agreement]}" if grounds.agreement in _AGREEMENT else ""),
        text(searched.get(grounds.is_searched, "") if grounds.is_searched is not None else ""),
        *_interval(finding.lead),
        text("."),
    )


def _interval(clause: Clause) -> Runs:
    if not isinstance(clause, Years) or clause.beyond_chance is None:
        return ()
    words = "in brackets the ratio with its 90 % interval"
    return (text("; "), coded(words, clause.beyond_chance[1].claim_ids, rules.RATIO))


def _support(grounds: Grounds) -> Runs:
    voices = count(grounds.n_voices, "voices that say it", grounds.claim_ids, unit="voice")
    n = count(grounds.n_documents, "documents that say it", grounds.claim_ids, unit="document")
    grade: Runs = ()
    if grounds.grade is not None:
        grade = (text(", best grade "), text(str(grounds.grade)))
    return (in_letters(voices), text(" in "), in_letters(n), *grade)


def change_runs(ds: Dataset, finding: Finding) -> Runs:
    """Say which record would change a finding."""
    words = _record(ds, finding.lead, finding.grounds)
    words = words[:1].lower() + words[1:] if words[1:2].islower() else words
    return (
        Run("Would change it: ", "strong"),
        coded(words, finding.grounds.claim_ids[:1], "what would settle it"),
    )


def _record(ds: Dataset, clause: Clause, grounds: Grounds) -> str:
    if isinstance(clause, Slip):
        return check_text(ds, clause.entry)
    match clause:
        case Amount(line=line):
            subject_id, attribute = line.flow_id, line.attribute
        case Conversion(flow_id=flow_id):
            subject_id, attribute = flow_id, "quantity"
        case Denied(question=question):
            subject_id, attribute = question.subject_id, question.attribute
        case Meeting(contact=contact):
            subject_id, attribute = contact.event_id, "place"
        case _:
            subject_id, attribute = clause.topic, "count"
    claims = [ds.records.claims[name] for name in grounds.claim_ids]
    corpus = corpus_of(ds)
    is_dyad = ATTRIBUTES[attribute].is_counted
    return record_text(
        ds, settling(corpus, subject_id, attribute), subject_id, [] if is_dyad else claims
    )
