"""The page of a topic: the answer, figures, what else is told, what it means, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefkit.analysis.conversions import Equivalent
from briefkit.analysis.discrepancies import Entry
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.topics import FlowTopic, TopicRow, Topics
from briefkit.analysis.voices import UNKNOWN
from briefkit.dataset import Dataset
from briefkit.present.amounts import (
    amount_runs,
    denied_by,
    is_alone,
    line_sentence,
    time_run,
    told_apart,
)
from briefkit.present.blocks import Block, Bullets, Column, Para, Run, Section, Stack, joined
from briefkit.present.charts.series import single_series
from briefkit.present.formats import (
    coded,
    count,
    day,
    in_things,
    line_name,
    name,
    text,
    voice_run,
    window_text,
)
from briefkit.present.onepage.disputes import if_so
from briefkit.present.quotes import side_text
from briefkit.present.runs import Runs, unmarked
from briefkit.present.tables.grid import NONE, table
from briefkit.present.values import said_text, telling_text
from briefkit.present.wholes import beyond, newer_part, since_then, together_or_each
from briefkit.present.whose import RANGE, rivals, said_by
from briefkit.present.words import MONTHS
from briefkit.quantities import Amount

__all__ = ["amount_page", "question_text"]

#: Sentences that answer the question.
_ANSWERS = 2
_MARKS = (
    "Each mark is what one voice gives, at the day for which it speaks; triangles that point up "
    "are floors, down ceilings."
)
#: Flows that a gap names.
_NAMED = 4
#: Voices whose earlier number stands beside what is said now.
_EARLIER = 2


def amount_page(ds: Dataset, result: Topics, topic: FlowTopic) -> Section:
    """Return the page of a topic.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Topics
        Its topics.
    topic : FlowTopic
        One of them.

    Returns
    -------
    Section
    """
    answers = [line_sentence(ds, row.line) for row in topic.rows[:_ANSWERS]]
    body = [
        Bullets(tuple(answers), "findings"),
        *_figures(ds, result, topic),
        _table(ds, topic),
        *_meaning(ds, result, topic),
        Bullets(tuple(_gaps(ds, topic))),
    ]
    question = (Run(question_text(ds, topic), "name"),)
    return Section(f"topic-{topic.topic_id}", question, tuple(body), "", True)


def question_text(ds: Dataset, topic: FlowTopic) -> str:
    """Return what is asked of a topic."""
    if topic.route is None:
        return ds.records.topics[topic.topic_id].question
    rest = "else " if ds.records.topics else ""
    return f"What {rest}moved from {name(ds, '>'.join(topic.route)).text}?"


def _figures(ds: Dataset, result: Topics, topic: FlowTopic) -> list[Block]:
    """Draw the longest series of the topic, side by side, where it has any of three days."""
    shown = {(row.line.flow_id, row.line.attribute) for row in topic.rows}
    lines = tuple(x for x in topic.lines if (x.flow_id, x.attribute) in shown)
    own = replace(result.flows, lines=lines, totals=())
    found = single_series(ds, own, f"series-{topic.topic_id}")
    return [Stack(tuple(found)), Para((text(_MARKS),), "note")] if found else []


def _table(ds: Dataset, topic: FlowTopic) -> Block:
    columns = (
        Column("What", share=2.2),
        Column("How much", share=2.1),
        Column("Who says so", share=2.4),
        Column("What else is told", share=2.9),
        Column("State", share=1.1),
    )
    caption: Runs = (
        text("What most documents tell, each with what else is told of it; in brackets the best "
             "grade of a source of the number, from A to F."),
    )  # fmt: skip
    if topic.n_left:
        more = count(topic.n_left, "amounts of the topic without a row", unit="other amount")
        caption = (*caption, text(" On record besides: "), more, text("."))
    rows = [_row(ds, topic, row) for row in topic.rows]
    return table(f"tab-{topic.topic_id}", caption, columns, rows)


def _row(ds: Dataset, topic: FlowTopic, row: TopicRow) -> tuple[Runs, ...]:
    line, estimate = row.line, row.line.estimate
    assert estimate is not None
    told = told_apart(ds, line)
    amount = unmarked(amount_runs(ds, line, estimate))
    fits, against, notes = rivals(ds, estimate, told=told)
    against += [_unjoined(part) for part in (denied_by(ds, line), beyond(ds, line)) if part]
    lead, who = said_by(ds, estimate, is_alone=is_alone(ds, line), told=told)
    sources = ds.tables.records.sources
    whose = [key for voice in estimate.holders if voice.voice != UNKNOWN for key in voice.claim_ids]
    claims = [ds.records.claims[key] for key in whose or estimate.claim_ids]
    grade = min((sources[c.source_id].reliability for c in claims), default=None)
    graded: Runs = (text(f" ({grade})"),) if grade is not None else ()
    beside: Runs = (text("; not against it "), *joined(fits, "; ")) if fits else ()
    if row.entry is not None and not against:
        against = [_other_side(ds, row.entry, line)]
    return (
        line_name(ds, line),
        (*amount, *together_or_each(ds, line), text(", "), time_run(ds, line)),
        (*who, *graded, *beside) if who else NONE,
        joined([*against, *notes, *_told_besides(ds, topic, line)], "; ") or (text("nothing"),),
        (_state(ds, row, is_rivalled=bool(against) or lead == RANGE),),
    )


def _told_besides(ds: Dataset, topic: FlowTopic, line: FlowLine) -> list[Runs]:
    """Return the newest number of each voice that is not heard now and gives another, newest first.

    It is older by half a year, or of nobody who is named; a newer one may be of a period.
    """
    heard = {v.voice for v in line.voices}
    of_one = (line.flow_id, line.attribute, line.dimension, line.stage)
    told = [
        (telling, x)
        for x in topic.lines
        if (x.flow_id, x.attribute, x.dimension, x.stage) == of_one
        for telling in x.tellings
        if x is line or telling.amount.centre
    ]
    told.sort(key=lambda pair: (pair[0].day, pair[1] is line))
    own = {telling.voice for telling in line.tellings} - heard
    last = {telling.voice: (telling, x) for telling, x in told if telling.voice in own}
    differs = [pair for pair in last.values() if not _is_within(pair[0].amount, line)]
    named = sorted(differs, key=lambda pair: (pair[0].day, pair[0].voice), reverse=True)
    found: list[Runs] = []
    for telling, x in named[:_EARLIER]:
        shown = telling_text(ds, telling.amount, telling.claim_ids)
        month = f"{MONTHS[telling.day.month - 1]} {telling.day.year}"
        when = window_text(ds, x.window) if x.window is not None and x is not line else month
        found.append(
            (
                text("" if found else "told besides: "),
                voice_run(ds, telling.voice),
                text(" "),
                Run(shown, "num", telling.claim_ids, "what this voice said last"),
                text(", "),
                Run(when, "date", telling.claim_ids[:1], "time for which it spoke"),
            )
        )
    left = len(named) - len(found)
    if left:
        found.append((count(left, "voices with an earlier number", unit="other"),))
    later = (since_then(ds, line), newer_part(ds, line))
    return [*found, *(_unjoined(runs) for runs in later if runs)]


def _is_within(amount: Amount, line: FlowLine) -> bool:
    """Whether a number is no other than what is printed, or a bound that holds it."""
    assert line.estimate is not None
    printed = line.estimate.amount
    if is_alike(amount.centre, printed.centre, AGREE):
        return True
    a, b = (printed, amount) if amount.best is None else (amount, printed)
    return b.best is None and a.best is not None and b.floor <= a.best <= b.ceiling


def _unjoined(runs: Runs) -> Runs:
    """Return what stands behind "; " in a sentence."""
    return (replace(runs[0], text=runs[0].text.removeprefix("; ").removeprefix("yet ")), *runs[1:])


def _other_side(ds: Dataset, entry: Entry, line: FlowLine) -> Runs:
    """Return the side of a disagreement that the number does not rest on."""
    assert line.estimate is not None
    own = set(line.estimate.claim_ids)
    side = max((entry.b, entry.a), key=lambda side: len(set(side.claim_ids) - own))
    return (coded(side_text(ds, entry, side, has_grade=False), side.told_ids, "the other side"),)


def _state(ds: Dataset, row: TopicRow, *, is_rivalled: bool) -> Run:
    """Say in a word how a number stands among those who give one now."""
    line, entry = row.line, row.entry
    assert line.estimate is not None
    if denied_by(ds, line):
        return coded("denied", line.denied_ids or line.estimate.claim_ids, "a party denies it")
    if entry is not None:
        if entry.leans is not None:
            side = entry.a if entry.leans == "a" else entry.b
            words = f"leans to {said_text(ds, side.quoted)}"
            return coded(words, side.claim_ids, "state of the disagreement")
        return coded(str(entry.state), entry.claim_ids[:1], "state of the disagreement")
    if is_rivalled:
        return text("voices differ")
    return text("one voice now" if len(line.voices) == 1 else "voices agree")


def _meaning(ds: Dataset, result: Topics, topic: FlowTopic) -> list[Block]:
    """Say what the leading number is in things, and what each side would make of it."""
    items: list[Runs] = []
    lead = next((row.line for row in topic.rows if _pictured(row.line)), None)
    if lead is not None and lead.estimate is not None:
        amount = unmarked(amount_runs(ds, lead, lead.estimate))
        found = _pictured(lead)[0]
        things = in_things(found, f"{lead.name}.{found.factor_id}")
        about = name(ds, lead.flow_id)
        when = time_run(ds, lead)
        items.append(
            (about, text(": "), *amount, text(", "), when, text(", would be "), things, text("."))
        )
    disputed = next((row for row in topic.rows if row.entry is not None), None)
    if disputed is not None and disputed.entry is not None:
        for side in (disputed.entry.a, disputed.entry.b):
            said = coded(side_text(ds, disputed.entry, side), side.told_ids, "side")
            about = name(ds, disputed.line.flow_id)
            items.append((about, text(": "), said, text(". "), *if_so(ds, side, disputed.line)))
    return [Para((Run("What it means", "strong"),)), Bullets(tuple(items))] if items else []


def _pictured(line: FlowLine) -> list[Equivalent]:
    """Return what a number is in things, where it is one of them or more."""
    return [e for e in line.equivalents if (e.n.best or 0) >= 1]


def _gaps(ds: Dataset, topic: FlowTopic) -> Iterable[Runs]:
    """Say which numbers rest on one voice, of which nothing newer is known, and the newest word."""
    alone = [row.line for row in topic.rows if len(row.line.voices) == 1]
    if alone:
        n = count(len(alone), "rows with one voice", unit="number")
        m = count(len(topic.rows), "rows of the table")
        yield (Run("On one voice: ", "strong"), n, text(" of "), m, text("."))
    old = [r.line for r in topic.rows if r.line.speaks_of < ds.as_of - CURRENT]
    if old:
        lead = Run("Of these no newer number for half a year: ", "strong")
        yield (lead, *_named(ds, old), text("."))
    known = ds.tables.known_on
    ids = {key for line in topic.lines for key in line.claim_ids}
    newest = max(ids, key=lambda key: (known[key], key))
    when = day(known[newest], "newest publication on the topic", (newest,))
    yield (Run("Newest word on record: ", "strong"), when, text("."))


def _named(ds: Dataset, lines: list[FlowLine]) -> Runs:
    flows = list(dict.fromkeys(line.flow_id for line in lines))
    shown = joined(((name(ds, flow_id),) for flow_id in flows[:_NAMED]), "; ")
    left = len(flows) - _NAMED
    more: Runs = (text("; and "), count(left, "flows", unit="other")) if left > 0 else ()
    return (*shown, *more)
