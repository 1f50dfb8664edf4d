"""Clauses on flows: amounts and what they were, slips, denials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefkit.analysis.cadence.rates import YEAR
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.discrepancies import Contested, Discrepancies
from briefkit.analysis.discrepancies.entry import Point
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import AGREE, is_alike, ratio
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Denied,
    Slip,
    attention,
    first_told,
    news,
    step,
)
from briefkit.analysis.sheet.conversions import conversions, fitting
from briefkit.analysis.tellings import Telling
from briefkit.dataset import Dataset

__all__ = ["earlier_word", "flow_clauses", "larger_part", "word_of"]


def flow_clauses(
    ds: Dataset, now: Flows, then: Flows | None, register: Discrepancies
) -> Iterator[Clause]:
    """Return what can be said of flows.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    now, then : Flows
        Its flows, and those of half a year ago; None where nothing was on record.
    register : Discrepancies
        Its disagreements.

    Yields
    ------
    Clause
        Of each flow what was last said; what was converted and is told as a count is no amount of
        its own, and what a party denies weighs more.
    """
    corpus = corpus_of(ds)
    before = {line.name: line for line in (then.lines if then else ())}
    contested = {question.subject_id: question for question in register.contested}
    disputed = {entry.subject_id for entry in register.entries} | contested.keys()
    fits = fitting(ds, now)
    yield from conversions(ds, now, fits)
    told = set()
    for line in now.latest:
        if line.estimate is None or not line.stage.is_actual or line.flow_id in fits:
            continue
        if not line.estimate.amount.centre and line.flow_id in disputed:
            continue  # that nothing moved, where others say that something did, is no finding
        topic = corpus.root(line.flow_id)
        told.add(topic)
        first = first_told(line, ds.tables.known_on)
        old = earlier_word(line, before.get(line.name), ds.as_of - CURRENT)
        points = [news(ds.as_of, first), attention(ds, topic), _moved(line, old)]
        if line.flow_id in contested:
            points.append(Point(1, "denied"))
        part = larger_part(ds, now, line)
        yield Amount(
            topic=topic, told=first, points=tuple(points), line=line, before=old, larger=part
        )
    yield from _slips(ds, now, register)
    yield from _denials(ds, contested, told)


def earlier_word(line: FlowLine, old: FlowLine | None, day: date) -> Telling | None:
    """Return what a voice said of a series on an earlier day, where it says another number now.

    Parameters
    ----------
    line, old : FlowLine
        The series now and then; None where it was not on record.
    day : date
        The earlier day: what had been told a year before it is no number of that time.

    Returns
    -------
    Telling or None
        Of the voices that say what is printed now; other voices make no change.
    """
    if line.estimate is None or old is None:
        return None
    now = {v.voice: v.amount for v in line.estimate.holders}
    said = [Telling(v.voice, v.since, v.amount, _first_first(v)) for v in old.voices]
    heard = {telling.voice for telling in said if telling.voice in now}
    said += [t for t in old.tellings if t.voice not in heard]
    known = [
        t
        for t in said
        if t.voice in now
        and t.day > day - YEAR
        and not is_alike(t.amount.centre, now[t.voice].centre)
    ]
    return max(known, key=lambda t: (t.voice in heard, t.day, t.voice), default=None)


def word_of(voice: str, old: FlowLine | None, day: date) -> Telling | None:
    """Return what one voice said last of a series within the year before a day.

    Parameters
    ----------
    voice : str
        The voice.
    old : FlowLine or None
        The series on that day; None where it was not on record.
    day : date
        The day.

    Returns
    -------
    Telling or None
    """
    if old is None:
        return None
    now = [Telling(v.voice, v.since, v.amount, _first_first(v)) for v in old.voices]
    said = [t for t in (*now, *old.tellings) if t.voice == voice and t.day > day - YEAR]
    return max(said, key=lambda t: (t in now, t.day), default=None)


def _first_first(voice: VoiceValue) -> tuple[str, ...]:
    return tuple(dict.fromkeys((voice.first_id, *voice.claim_ids)))


def _moved(line: FlowLine, old: Telling | None) -> Point:
    """Return the points of a number that a voice moved, by the factor within one unit."""
    now = line.estimate.amount.centre if line.estimate is not None else None
    if old is None:
        return Point(0, "factor")
    factor = ratio(now or 0, old.amount.centre or 0)
    return Point(max(1, step(factor)), "factor", {"factor": factor})


def larger_part(ds: Dataset, now: Flows, line: FlowLine) -> FlowLine | None:
    """Return the part of a flow that is told to be larger than the whole, if there is one.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    now : Flows
        All lines.
    line : FlowLine
        The whole: a total to date, a stock or a period.

    Returns
    -------
    FlowLine or None
        The largest, of one attribute, unit and step. Periods of a part count against a total,
        since a total holds them; against a period counts the same period alone.
    """
    estimate = line.estimate
    if estimate is None:
        return None
    top = estimate.high or estimate.best or estimate.low or 0
    inside = set(corpus_of(ds).tree(line.flow_id)) - {line.flow_id}
    larger = [
        part
        for part in now.lines
        if part.flow_id in inside
        and part.estimate is not None
        and (part.attribute, part.dimension) == (line.attribute, line.dimension)
        and part.stage.is_actual
        and (line.window is None or line.window == part.window)
        and part.estimate.amount.floor > AGREE * top
    ]
    return max(larger, key=lambda p: (p.estimate and p.estimate.amount.floor, p.name), default=None)


def _slips(ds: Dataset, now: Flows, register: Discrepancies) -> Iterator[Slip]:
    corpus = corpus_of(ds)
    for entry in register.entries:
        if entry.hypotheses[0].cause != "lost_power" or entry.subject_id not in ds.records.flows:
            continue
        topic = corpus.root(entry.subject_id)
        few, many = sorted((entry.a.n_sources, entry.b.n_sources))
        points = [news(ds.as_of, entry.opened), attention(ds, topic)]
        points.append(Point(3, "factor", dict(entry.hypotheses[0].facts)))
        if few == 1 < many:
            points.append(Point(-1, "one_document"))
        lines = (x for x in now.latest if (x.flow_id, x.attribute) == _of(entry.id))
        line = next((x for x in lines if x.stage.is_actual), None)
        yield Slip(
            topic=topic, told=entry.opened, points=tuple(points), entry=entry, line=line,
            same=_unharmed(ds, now, line),
        )  # fmt: skip


def _unharmed(ds: Dataset, now: Flows, line: FlowLine | None) -> tuple[FlowLine, ...]:
    """Return a line and those of its parts that have its number."""
    if line is None or line.estimate is None:
        return ()
    inside, number = corpus_of(ds).tree(line.flow_id), line.estimate.amount.centre
    return tuple(
        x
        for x in now.latest
        if x.flow_id in inside
        and x.estimate is not None
        and (x.attribute, x.dimension, x.stage) == (line.attribute, line.dimension, line.stage)
        and is_alike(x.estimate.amount.centre, number)
    )


def _of(entry_id: str) -> tuple[str, str]:
    subject_id, _, attribute = entry_id.rpartition(".")
    return subject_id, attribute


def _denials(ds: Dataset, contested: Mapping[str, Contested], told: set[str]) -> Iterator[Denied]:
    """Return what a party denies of a topic that has no number."""
    for subject_id, question in contested.items():
        if subject_id in ds.records.flows and corpus_of(ds).root(subject_id) not in told:
            day = _newest(ds, (*question.denials, *question.assertions))
            topic = corpus_of(ds).root(subject_id)
            points = (news(ds.as_of, day), attention(ds, topic), Point(1, "denied"))
            yield Denied(topic=topic, told=day, points=points, question=question)


def _newest(ds: Dataset, claim_ids: Sequence[str]) -> date:
    return max(ds.tables.known_on[name] for name in claim_ids)
