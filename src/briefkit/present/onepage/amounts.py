"""Clauses on flows in words: amounts, slips, conversions, denials."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet.clause import Amount, Conversion, Denied, Slip, when_told
from briefkit.analysis.tellings import Telling
from briefkit.dataset import Dataset
from briefkit.present.amounts import amount_runs, denied_by, is_alone, time_run
from briefkit.present.blocks import Run
from briefkit.present.formats import (
    coded,
    count,
    in_letters,
    line_name,
    name,
    number,
    text,
    window_text,
)
from briefkit.present.powers import lost_text
from briefkit.present.quotes import listing, who_text
from briefkit.present.runs import Runs
from briefkit.present.values import value_text
from briefkit.present.wholes import together_or_each
from briefkit.present.whose import whose
from briefkit.present.words import MONTHS, amount_text, date_text
from briefkit.schema.tables import Claim

__all__ = [
    "amount_clause",
    "before_runs",
    "conversion_clause",
    "denied_clause",
    "slip_clause",
    "told_run",
]


def amount_clause(ds: Dataset, clause: Amount) -> Runs:
    """Say how much, since when, what it was before, by whom, and who denies it."""
    line = clause.line
    estimate = line.estimate
    assert estimate is not None
    return (
        *line_name(ds, line),
        text(": "),
        *amount_runs(ds, line, estimate),
        *together_or_each(ds, line),
        *_period(ds, line),
        *_when(ds, line),
        *_said_before(line, clause.before),
        *_one_sentence(whose(ds, estimate, is_alone=is_alone(ds, line))),
        *_larger(ds, clause.larger),
        *denied_by(ds, line),
    )


def _when(ds: Dataset, line: FlowLine) -> Runs:
    """Say when a number was first told; of a range of several voices, when they told theirs."""
    assert line.estimate is not None
    if line.estimate.form == "range" and len(line.voices) > 1 and line.window is None:
        return (text(", "), time_run(ds, line))
    return (text(", first told "), told_run(ds, line.estimate.holders))


def _period(ds: Dataset, line: FlowLine) -> Runs:
    if line.window is None:
        return ()
    return (
        text(", "),
        Run(window_text(ds, line.window), "date", line.claim_ids, "window as claimed"),
    )


def told_run(ds: Dataset, voices: Sequence[VoiceValue]) -> Run:
    """Return the day on which the first of some voices told its number."""
    told = when_told(ds, voices)
    if told is None:
        return Run("at a time that is not known")
    when, claim_id = told
    return Run(date_text(when), "date", (claim_id,), "when it was first told")


def _said_before(line: FlowLine, before: Telling | None) -> Runs:
    """Say what the same voice said before; up or down only where no end of either allows else."""
    if before is None or line.estimate is None:
        return ()
    now, old = line.estimate.amount, before.amount
    words = "after"
    if now.floor > old.ceiling:
        words = "up from"
    elif now.ceiling < old.floor:
        words = "down from"
    return (text(f", {words} "), *before_runs(before, " in "))


def before_runs(before: Telling, between: str) -> Runs:
    """Return an earlier number and its month."""
    amount, ids = before.amount, before.claim_ids
    low, high = (amount.low, amount.high) if amount.best is None else (None, None)
    month = f"{MONTHS[before.day.month - 1]} {before.day.year}"
    return (
        Run(amount_text(low, amount.best, high), "num", ids, "what the same voice said before"),
        text(between),
        Run(month, "date", ids[:1], "when it said so"),
    )


def _one_sentence(runs: Runs) -> Runs:
    """Join what would be a sentence of its own: "; two voices give two numbers"."""
    if runs and runs[0].text == ". ":
        runs = (text("; "), *runs[1:])
    return tuple(in_letters(run) if run.value is not None else run for run in runs)


def _larger(ds: Dataset, part: FlowLine | None) -> Runs:
    if part is None or part.estimate is None:
        return ()
    return (
        text("; yet of a part alone, "),
        name(ds, part.flow_id),
        text(", "),
        *number(part.estimate, part.name),
    )


def slip_clause(ds: Dataset, clause: Slip) -> Runs:
    """Say that a number is another one with a power of ten lost."""
    entry = clause.entry
    facts = entry.hypotheses[0].facts
    claims = ds.records.claims
    small, large = claims[str(facts["small"])], claims[str(facts["large"])]
    right = entry.a if large in entry.a.claims else entry.b
    wrong = entry.b if right is entry.a else entry.a
    slip = small if right.quoted is not small else large
    whole: Runs = (Run(value_text(ds, right.quoted), "num", right.claim_ids, "as printed"),)
    line = clause.line
    if line is not None and line.estimate is not None:
        amount = amount_runs(ds, line, line.estimate)
        whole = (*amount, *together_or_each(ds, line), *_period(ds, line))
    publishers = {ds.records.sources[claim.source_id].publisher for claim in wrong.claims}
    speaker = slip.speaker_id if slip.speaker_id == right.quoted.speaker_id else None
    of = (text(" of "), name(ds, speaker)) if speaker else ()
    return (
        name(ds, entry.subject_id),
        text(": "),
        *whole,
        text(", according to "),
        coded(who_text(ds, right.voices) or "pages that name nobody", right.claim_ids, "voices"),
        text("; the "),
        Run(_plain(slip), "num", wrong.claim_ids, "a power of ten lost"),
        text(" in "),
        coded(listing(sorted(publishers)), wrong.claim_ids, "who prints it"),
        text(" are the same number"),
        *of,
        text(" with "),
        coded(lost_text(int(str(facts["power"]))), entry.hypotheses[0].evidence, "magnitude"),
        text(" lost, and no other amount"),
    )


def _plain(claim: Claim) -> str:
    """Return the number of a claim without its hedge."""
    return amount_text(None, claim_amount(claim).centre, None, str(claim.unit))


def conversion_clause(ds: Dataset, clause: Conversion) -> Runs:
    """Say that a number is converted, where documents tell it as a count."""
    documents = {ds.records.claims[n].source_id for n in clause.told_ids}
    n = count(len(documents), "documents that count it", clause.told_ids, unit="document")
    tell = " tell" if len(documents) > 1 else " tells"
    return (
        text("the "),
        *number(clause.estimate),
        text(" that "),
        in_letters(n),
        text(f"{tell} as sent are a conversion, what would fit, and not a count"),
    )


def denied_clause(ds: Dataset, clause: Denied) -> Runs:
    """Say in how many documents it is told, and who denies it."""
    question = clause.question
    documents = {ds.records.claims[n].source_id for n in question.assertions}
    said = count(len(documents), "documents that say it", question.assertions, unit="document")
    return (
        name(ds, question.subject_id),
        text(": told in "),
        said,
        text(", denied by "),
        coded(who_text(ds, question.parties), question.denials, "denials"),
    )
