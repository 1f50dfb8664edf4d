"""Findings in words: one sentence each, that a reader would sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import singledispatch

from briefkit.analysis.contact import Contact
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet import Finding
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Conversion,
    Denied,
    Lull,
    Meeting,
    Slip,
    Years,
    holders,
)
from briefkit.dataset import Dataset
from briefkit.present.amounts import amount_runs, denied_by, is_alone
from briefkit.present.blocks import Run, joined
from briefkit.present.formats import (
    Runs,
    coded,
    contact_date,
    count,
    day,
    in_letters,
    name,
    number,
    text,
)
from briefkit.present.quotes import listing, who_text
from briefkit.present.reasons import lost_text
from briefkit.present.values import value_text
from briefkit.present.whose import whose
from briefkit.present.wholes import together_or_each
from briefkit.present.words import MONTHS, amount_text, date_text, time_text
from briefkit.vocab import ActorKind, EventKind, Stage, Wider

__all__ = ["finding_runs", "said_before", "told_run"]

_WIDER = {
    Wider.MULTILATERAL: " for a meeting of more states",
    Wider.CEREMONY: " for a ceremony",
}


def finding_runs(ds: Dataset, finding: Finding) -> Runs:
    """Return a finding as one sentence: what leads, then what else is said of the topic.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    finding : Finding
        One finding.

    Returns
    -------
    tuple of Run
        Without marks of footnotes: the grounds below it say the same in words.
    """
    runs = _said(finding.lead, ds)
    if finding.beside is not None:
        subject = "; the two states " if isinstance(finding.beside, Years | Lull) else "; "
        runs = (*runs, text(subject), *_beside(ds, finding.beside))
    return tuple(run for run in (*runs, text(".")) if run.kind != "caveat")


@singledispatch
def _said(clause: Clause, ds: Dataset) -> Runs:
    raise TypeError(f"no sentence for {type(clause).__name__}")


@_said.register
def _(clause: Amount, ds: Dataset) -> Runs:
    line = clause.line
    estimate = line.estimate
    assert estimate is not None
    what: Runs = (name(ds, line.flow_id),)
    if line.attribute != "quantity":
        what = (*what, text(f", {line.attribute}"))
    return (
        *what,
        text(": "),
        *amount_runs(ds, line, estimate),
        *together_or_each(ds, line),
        *_period(line),
        text(", first told "),
        told_run(ds, holders(estimate)),
        *said_before(line, clause.before),
        *_one_sentence(whose(ds, estimate, is_alone=is_alone(ds, line))),
        *_larger(ds, clause.larger),
        *denied_by(ds, line),
    )


def _period(line: FlowLine) -> Runs:
    if line.window is None:
        return ()
    return (text(", "), Run(time_text(line.window), "date", line.claim_ids, "window as claimed"))


def told_run(ds: Dataset, voices: Sequence[VoiceValue]) -> Run:
    """Return the day on which the first of some voices told its number."""
    if not voices:
        return Run("at a time that is not known")
    known = ds.tables.known_on
    first = min(voices, key=lambda v: (max(v.since, known[v.first_id]), v.voice))
    claim = ds.records.claims[first.first_id]
    when = claim.said_on or ds.records.sources[claim.source_id].published
    return Run(date_text(when), "date", (first.first_id,), "when it was first told")


def said_before(line: FlowLine, before: VoiceValue | None) -> Runs:
    """Say what the same voice said before; up or down only where no end of either allows else."""
    if before is None or line.estimate is None:
        return ()
    now, old = line.estimate.amount, before.amount
    words = "after"
    if now.floor > old.ceiling:
        words = "up from"
    elif now.ceiling < old.floor:
        words = "down from"
    return (text(f", {words} "), _old_run(before), text(" in "), _month(before))


def _old_run(before: VoiceValue) -> Run:
    amount = before.amount
    shown = amount_text(amount.low if amount.best is None else None, amount.best, amount.high
                        if amount.best is None else None)  # fmt: skip
    return Run(shown, "num", before.claim_ids, "what the same voice said before")


def _month(before: VoiceValue) -> Run:
    words = f"{MONTHS[before.since.month - 1]} {before.since.year}"
    return Run(words, "date", (before.first_id,), "when it said so")


def _one_sentence(runs: Runs) -> Runs:
    """Join what would be a sentence of its own: "; two voices give two numbers"."""
    if runs and runs[0].text == ". ":
        return (text("; "), *runs[1:])
    return runs


def _larger(ds: Dataset, part: FlowLine | None) -> Runs:
    if part is None or part.estimate is None:
        return ()
    return (
        text("; yet of a part alone, "),
        name(ds, part.flow_id),
        text(", "),
        *number(part.estimate, part.name),
    )


@_said.register
def _(clause: Slip, ds: Dataset) -> Runs:
    entry = clause.entry
    facts = entry.hypotheses[0].facts
    claims = ds.records.claims
    small, large = claims[str(facts["small"])], claims[str(facts["large"])]
    right = entry.a if large in entry.a.claims else entry.b
    wrong = entry.b if right is entry.a else entry.a
    slip = small if right.quoted is not small else large
    whole: Runs = (Run(value_text(ds, right.quoted), "num", right.claim_ids, "as printed"),)
    if clause.line is not None and clause.line.estimate is not None:
        line = clause.line
        whole = (*amount_runs(ds, line, line.estimate), *together_or_each(ds, line))
    publishers = {ds.records.sources[claim.source_id].publisher for claim in wrong.claims}
    speaker = slip.speaker_id if slip.speaker_id == right.quoted.speaker_id else None
    of = (text(" of "), name(ds, speaker)) if speaker else ()
    return (
        name(ds, entry.subject_id),
        text(": "),
        *whole,
        text(", according to "),
        coded(who_text(ds, right.voices) or "pages that name nobody", right.claim_ids, "voices"),
        text("; "),
        Run(value_text(ds, slip), "num", wrong.claim_ids, "a power of ten lost"),
        text(", as "),
        coded(listing(sorted(publishers)), wrong.claim_ids, "who prints it"),
        text(" has it, is the same number"),
        *of,
        text(" with "),
        coded(lost_text(int(str(facts["power"]))), entry.hypotheses[0].evidence, "magnitude"),
        text(" lost, and no other amount"),
    )


@_said.register
def _(clause: Conversion, ds: Dataset) -> Runs:
    return (name(ds, clause.flow_id), text(": "), *_beside(ds, clause))


@_said.register
def _(clause: Meeting, ds: Dataset) -> Runs:
    contact = clause.contact
    if contact.kind is not EventKind.VISIT:
        people = _people(ds, [*contact.actors, *contact.recipients])
        return (*people, text(" met"), *_wider(contact), text(" ("), *_where(ds, contact), text(")"))
    verb = " is in " if contact.stage is Stage.UNDER_WAY else " was in "
    hosts = [n for n in contact.recipients if ds.records.actors[n].kind is ActorKind.STATE]
    to: Runs = joined(((name(ds, n),) for n in hosts or contact.recipients), " and ")
    return (
        *_people(ds, contact.actors),
        text(verb),
        *to,
        *_wider(contact),
        text(" ("),
        contact_date(contact),
        text(")"),
        *_met(ds, clause),
    )


def _wider(contact: Contact) -> Runs:
    return (text(_WIDER[contact.wider]),) if contact.wider is not None else ()


def _met(ds: Dataset, clause: Meeting) -> Runs:
    """Say whom the visitor met: at the meeting on that journey of the highest level."""
    contact = clause.contact
    levels = [part for part in clause.parts if part.is_in_person and part.level is not None]
    part = min(
        levels,
        key=lambda p: (p.level != contact.level, p.start or date.max, p.event_id),
        default=None,
    )
    if part is not None:
        others = [n for n in (*part.actors, *part.recipients) if n not in contact.actors]
        others = [n for n in others if n in contact.met] or others
        others = [n for n in others if ds.records.actors[n].kind is ActorKind.PERSON] or others
        if others and part.level == contact.level:
            return (
                text(" and met "), *_people(ds, others), text(" ("), *_where(ds, part), text(")"),
            )  # fmt: skip
    met = [n for n in contact.met if n not in contact.actors]
    if not met:
        return ()
    return (text(" and met "), *_people(ds, met))


def _where(ds: Dataset, contact: Contact) -> Runs:
    place: Runs = (text(", "), name(ds, contact.place_id)) if contact.place_id else ()
    return (contact_date(contact), *place)


def _people(ds: Dataset, names: Iterable[str]) -> Runs:
    listed = list(dict.fromkeys(names))
    shown = [name(ds, key) for key in listed[:3]]
    runs: list[Run] = []
    for place, run in enumerate(shown):
        is_last = place == len(listed) - 1
        runs += [text(" and " if is_last else ", ")] if runs else []
        runs.append(run)
    if len(listed) > 3:
        runs += [text(" and "), count(len(listed) - 3, "people who are not named", unit="other")]
    return tuple(runs)


@_said.register
def _(clause: Years, ds: Dataset) -> Runs:
    states = clause.topic.split("-")
    return (*_people(ds, states), text(" "), *_beside(ds, clause))


@_said.register
def _(clause: Lull, ds: Dataset) -> Runs:
    return (*_people(ds, clause.topic.split("-")), text(" "), *_beside(ds, clause))


@_said.register
def _(clause: Denied, ds: Dataset) -> Runs:
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


def _beside(ds: Dataset, clause: Clause) -> Runs:
    """Return a clause without its subject, as it stands behind another on the same topic."""
    match clause:
        case Conversion(estimate=estimate, n_documents=n):
            documents = count(n, "documents that count it", estimate.claim_ids, unit="document")
            return (
                text("the "),
                *number(estimate),
                text(" that "),
                documents,
                text(" tell as sent are a conversion, what would fit, and not a count"),
            )
        case Years():
            return _years(ds, clause)
        case Lull(dyad=dyad):
            assert dyad.silence is not None
            silence, runs = dyad.silence, ()
            if silence.longer is not None:
                runs = (
                    text("; of "),
                    count(len(dyad.gaps), "gaps on record", silence.days.claim_ids),
                    text(" earlier gaps "),
                    *number(silence.longer, unit=False),
                    text(" were as long"),
                )
            return (
                text("are on record with no meeting in person for "),
                *number(silence.days, f"cadence.{dyad.dyad}.current-gap"),
                text(" up to "),
                day(silence.until, "last day searched", silence.days.claim_ids),
                *runs,
            )
    return _said(clause, ds)


def _years(ds: Dataset, clause: Years) -> Runs:
    (last, n), *earlier = clause.counts
    times = in_letters(_times(clause, last, n))
    years = [Run(str(year), "date", n.claim_ids, "calendar year") for year, n in earlier]
    before = joined(
        ((in_letters(_times(clause, year, n)),) for year, n in earlier[:-1]), ", "
    )
    (final_year, final) = earlier[-1]
    joint: Runs = (*before, text(" and ")) if before else ()
    unit = " time" if n.best == 1 else " times"
    return (
        text("are on record as having met in person at least "),
        replace(times, text=f"{times.text}{unit}"),
        text(" in "),
        Run(str(last), "date", n.claim_ids, "calendar year"),
        text(", after "),
        *joint,
        in_letters(_times(clause, final_year, final)),
        text(" in "),
        *joined(((run,) for run in years[:-1]), ", "),
        *((text(" and "),) if len(years) > 1 else ()),
        years[-1],
        text(", "),
        *_change(clause),
    )


def _times(clause: Years, year: int, n: Estimate) -> Run:
    return Run(
        f"{n.best:,.0f}", "num", n.claim_ids, f"{n.rule}, of those that began in the year",
        f"sheet.{clause.topic}.in-person.{year}", (n.best, n.best, None, "contact"),
    )  # fmt: skip


def _change(clause: Years) -> Runs:
    """Say whether the number of contacts changed beyond chance, and since when."""
    found = clause.beyond_chance
    if found is None:
        return (text("without a detectable change"),)
    year, ratio = found
    word = "rise" if (ratio.low or 0) > 1 else "fall"
    runs: Runs = (
        text(f"a {word} beyond chance since "),
        Run(str(year), "date", ratio.claim_ids, "calendar year"),
        text(" ("),
        *_ratio(ratio),
        text(")"),
    )
    newest_year, newest = clause.ratios[0]
    if newest_year == year:
        return runs
    return (
        *runs,
        text(" and not since "),
        Run(str(newest_year), "date", newest.claim_ids, "calendar year"),
        text(" ("),
        *_ratio(newest),
        text(")"),
    )


def _ratio(ratio: Estimate) -> Runs:
    """Print a ratio with its interval, which is one of ninety in a hundred."""
    if ratio.best is None:
        return (Run(f"{ratio.low:.2g} times or more", "num", ratio.claim_ids, ratio.rule),)
    high = "more" if ratio.high is None else f"{ratio.high:.2g}"
    words = f"{ratio.best:.2g} times, {ratio.low:.2g} to {high}"
    return (Run(words, "num", ratio.claim_ids, ratio.rule),)
