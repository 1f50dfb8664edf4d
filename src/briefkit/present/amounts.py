"""What is said of an amount: the number, whose it is, and what others say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.topics import Topics
from briefkit.analysis.voices import bodies, last_affirmed
from briefkit.dataset import Dataset
from briefkit.dates import Span, span
from briefkit.present.blocks import Run
from briefkit.present.formats import coded, line_name, number, text, window_text
from briefkit.present.quotes import who_text
from briefkit.present.runs import Runs
from briefkit.present.values import is_about, value_text
from briefkit.present.wholes import beyond, newer_part, since_then, together_or_each, total_sentence
from briefkit.present.whose import whose
from briefkit.present.words import MONTHS, date_text
from briefkit.schema.attributes import ATTRIBUTES, named
from briefkit.schema.tables import Claim
from briefkit.vocab import Hedge

__all__ = [
    "amount_runs",
    "denied_by",
    "flow_sentences",
    "is_alone",
    "line_sentence",
    "time_run",
    "told_apart",
    "topic_sentences",
]

_MOST = 5
_MOST_TOPICS = 7
_MOST_TOTALS = 2
_MONTH = timedelta(days=31)


def flow_sentences(ds: Dataset, result: Flows) -> list[Runs]:
    """Return the key sentences of flows: those of which most voices speak, newest first of equals.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Flows
        Its analysis.

    Returns
    -------
    list of tuple of Run
        One sentence a flow; then wholes that are smaller than their parts together.
    """
    numbered = [x for x in result.latest if x.estimate is not None and x.stage.is_actual]
    if not numbered:
        return [(text("No flow in this window has a number."),)]
    fresh = sorted(numbered, key=lambda x: (-x.speaks_of.toordinal(), x.name))
    ranked = sorted(fresh, key=lambda x: (_is_old(ds, x), -len(x.voices), -x.n_sources))
    once = {(x.flow_id, x.attribute): x for x in reversed(ranked)}
    kept = [x for x in ranked if once[x.flow_id, x.attribute] is x][:_MOST]
    return [*(line_sentence(ds, line) for line in kept), *_failed(ds, result)]


def topic_sentences(ds: Dataset, result: Topics) -> list[Runs]:
    """Return the key sentences of topics: of each the amount that most documents tell.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Topics
        Its topics.

    Returns
    -------
    list of tuple of Run
        One sentence a topic, at most seven; then wholes that are smaller than their parts together.
    """
    if not result.topics:
        return [(text("No flow in this window has a number."),)]
    lines = [topic.rows[0].line for topic in result.topics[:_MOST_TOPICS]]
    return [*(line_sentence(ds, line) for line in lines), *_failed(ds, result.flows)]


def _failed(ds: Dataset, result: Flows) -> list[Runs]:
    failed = [check for check in result.totals if not check.holds]
    return [total_sentence(ds, check) for check in failed[:_MOST_TOTALS]]


def amount_runs(ds: Dataset, line: FlowLine, estimate: Estimate) -> Runs:
    """Print a number with the hedge of its claims: about, or hundreds where none is given."""
    claims = [ds.records.claims[name] for name in estimate.claim_ids]
    shown = number(estimate, line.name)
    if estimate.form == "floor" and all(claim.hedge is Hedge.MANY for claim in claims):
        (first, *rest) = shown
        return (replace(first, text=value_text(ds, claims[0])), *rest)
    own = [ds.records.claims[name] for v in estimate.holders for name in v.claim_ids] or claims
    return (text("about "), *shown) if estimate.best is not None and is_about(own) else shown


def _is_old(ds: Dataset, line: FlowLine) -> bool:
    """Whether it is a stock of a day more than half a year ago: nobody says what there is now."""
    return ATTRIBUTES[line.attribute].is_stock and line.speaks_of < ds.as_of - CURRENT


def line_sentence(ds: Dataset, line: FlowLine) -> Runs:
    """Return one sentence on a line: what, how much, of what time, by whom."""
    estimate = line.estimate
    assert estimate is not None
    return (
        *line_name(ds, line),
        text(": "),
        *amount_runs(ds, line, estimate),
        *together_or_each(ds, line),
        text(", "),
        time_run(ds, line),
        *whose(ds, estimate, is_alone=is_alone(ds, line), told=told_apart(ds, line)),
        *denied_by(ds, line),
        *beyond(ds, line),
        *since_then(ds, line),
        *newer_part(ds, line),
        text("."),
    )


def told_apart(ds: Dataset, line: FlowLine) -> Mapping[str, Run]:
    """Return when each voice said its number, where they lie more than a month apart."""
    days = {v: _told(ds, line, v) for v in line.voices}
    if line.is_period or not days or max(days.values()) - min(days.values()) <= _MONTH:
        return {}
    return {
        v.voice: Run(
            f"{MONTHS[day.month - 1]} {day.year}", "date", (_of_day(ds, v, day),), "when it said so"
        )
        for v, day in days.items()
    }


def denied_by(ds: Dataset, line: FlowLine) -> Runs:
    """Say who denies it and has not said it since, and when that was last.

    Who says that nothing came denies that it is there, and who says that nothing is there that
    anything came; a voice that says the number is no denial of it, also where that is none.
    """
    is_moved = ATTRIBUTES[line.attribute].is_implied
    attributes = {line.attribute, *named(lambda a: a.is_implied or (is_moved and a.is_stock))}
    own = {v.voice for v in line.voices if not v.amount.centre}
    corpus = corpus_of(ds)
    claims = [
        claim
        for claim in ds.claims_of(line.flow_id)
        if claim.is_denied
        and claim.attribute in attributes
        and not (claim.speaker_id and corpus.body(claim.speaker_id) in own)
    ]
    if not claims:
        return ()
    known = ds.tables.known_on
    said = last_affirmed(ds, line.flow_id)
    last: dict[str, date] = {}
    for claim in claims:
        if claim.speaker_id is not None:
            body, when = corpus.body(claim.speaker_id), known[claim.claim_id]
            last[body] = max(last.get(body, date.min), when)
    by = sorted(body for body, when in last.items() if said.get(body, date.min) <= when)
    if not by:
        return ()
    claims.sort(key=lambda claim: known[claim.claim_id], reverse=True)
    newest, denied_ids = claims[0], tuple(claim.claim_id for claim in claims)
    told = newest.said_on or ds.tables.records.sources[newest.source_id].published
    on = Run(date_text(told), "date", denied_ids[:8], "denial")
    deniers = coded(who_text(ds, by), denied_ids[:8], "denials")
    return (text("; denied by "), deniers, text(", last told "), on)


def time_run(ds: Dataset, line: FlowLine) -> Run:
    """Say of what time a number speaks: its period, or when it was told.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    line : FlowLine
        A line.

    Returns
    -------
    Run
        "August 2023 to March 2025" where the claim that first gave it names a period or a last day;
        else "first told 30 April 2025"; of a range, and of a stock, when each last said so:
        "told 13 August to 6 November 2025".
    """
    estimate = line.estimate
    if estimate is None or line.window is not None:
        words = (
            window_text(ds, line.window) if line.window is not None else date_text(line.speaks_of)
        )
        return Run(words, "date", line.claim_ids, "window as claimed")
    claims = ds.records.claims

    def order(voice: VoiceValue) -> tuple[bool, date, str]:
        window = claims[voice.first_id].window
        known = ds.tables.known_on[voice.first_id]
        return window is not None and not window.endswith(".."), known, voice.voice

    givers = sorted(estimate.holders, key=order)
    first = claims[_newest_statement(ds, givers[0])]
    days = sorted(_told(ds, line, v) for v in givers)
    if ATTRIBUTES[line.attribute].is_stock:
        when = span(f"{days[0]}/{days[-1]}")
        named = {_time_named(ds, claims[v.first_id]) for v in givers}
        if len(named) == 1 and (one := named.pop()).first <= when.first and when.last <= one.last:
            when = one
        words = f"told {date_text(when)}"
    elif estimate.best is None and days[0] != days[-1]:
        words = f"told {date_text(days[0])} to {date_text(days[-1])}"
    elif first.window is not None and not first.window.endswith(".."):
        words = window_text(ds, first.window)
    else:
        told = first.said_on or ds.tables.records.sources[first.source_id].published
        words = f"{'told' if len(estimate.claim_ids) == 1 else 'first told'} {date_text(told)}"
    return Run(words, "date", tuple(v.first_id for v in givers), "when it was told, or its period")


def _time_named(ds: Dataset, claim: Claim) -> Span:
    """Return the time that a claim names, no sharper than it does; else that of its page."""
    if claim.window is not None and (window := corpus_of(ds).window(claim.window)) is not None:
        return window
    return claim.said_on or ds.tables.records.sources[claim.source_id].published


def _newest_statement(ds: Dataset, voice: VoiceValue) -> str:
    """Return the claim that first gave a number, or states it again half a year later."""
    if voice.stated - voice.since <= CURRENT:
        return voice.first_id
    known, claims = ds.tables.known_on, ds.records.claims
    dated = [name for name in voice.claim_ids if claims[name].window or claims[name].said_on]
    return max(dated, key=lambda name: (known[name], name), default=voice.first_id)


def _of_day(ds: Dataset, voice: VoiceValue, day: date) -> str:
    """Return a claim in which a voice gives its number on a day, else its newest statement."""
    same = [name for name in voice.claim_ids if ds.tables.known_on[name] == day]
    return min(same, default=_newest_statement(ds, voice))


def _told(ds: Dataset, line: FlowLine, voice: VoiceValue) -> date:
    """Return the day for which a voice speaks: of a stock the last one, else when it told it.

    It told it first where its number stood first, or later in words that name their day.
    """
    if ATTRIBUTES[line.attribute].is_stock:
        return min(voice.told, voice.as_of)
    claim = ds.records.claims[voice.first_id]
    first = claim.said_on.first if claim.said_on else ds.tables.known_on[voice.first_id]
    if voice.stated - voice.since > CURRENT:
        return voice.stated
    return first if voice.since - first <= _MONTH else voice.since


def is_alone(ds: Dataset, line: FlowLine) -> bool:
    """Whether nobody else gives any number of this flow."""
    heard = {v.voice for v in line.voices}
    return all(
        bodies(ds, claim) <= heard
        for claim in ds.claims_of(line.flow_id, line.attribute)
        if not claim.is_denied and claim.hedge is not Hedge.SOME
    )
