"""Clauses on flows: amounts and what they were, slips, conversions, denials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.cadence.rates import YEAR
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.discrepancies import Contested, Discrepancies
from briefkit.analysis.discrepancies.entry import Point
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import AGREE, is_alike, ratio
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet.clause import (
    Amount,
    Clause,
    Conversion,
    Denied,
    Slip,
    first_told,
    holders,
    news,
    step,
)
from briefkit.analysis.tellings import Telling
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.schema.tables import Claim
from briefkit.vocab import Extent

__all__ = ["earlier_word", "flow_clauses", "larger_part", "word_of"]

#: Documents of half a year that make a topic one of weight, and of great weight.
_SOME, _MANY = 3, 10


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
    fits = _fitting(ds, now)
    yield from _conversions(ds, now, fits)
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
        points = [news(ds.as_of, first), _attention(ds, topic), _moved(line, old)]
        if line.flow_id in contested:
            points.append(Point(1, "denied"))
        part = larger_part(ds, now, line)
        yield Amount(
            topic=topic, told=first, points=tuple(points), line=line, before=old, larger=part
        )
    yield from _slips(ds, now, register)
    yield from _denials(ds, contested, told)


def _attention(ds: Dataset, topic: str) -> Point:
    """Return the points of a topic for the documents of half a year that tell of it."""
    since = ds.as_of - CURRENT
    claims = (c for subject in corpus_of(ds).tree(topic) for c in ds.claims_of(subject))
    n = len({c.source_id for c in claims if ds.tables.known_on[c.claim_id] > since})
    return Point((n >= _SOME) + (n >= _MANY), "documents", {"n": n})


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
    now = {v.voice: v.amount for v in holders(line.estimate)}
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


def _conversions(ds: Dataset, now: Flows, fits: Mapping[str, str]) -> Iterator[Conversion]:
    """Find the newest number of each topic that was converted, and is told as a count."""
    known, since = ds.tables.known_on, ds.as_of - CURRENT
    found: dict[str, list[Claim]] = {}
    for claim in _converted(ds):
        if known[claim.claim_id] > since:
            found.setdefault(corpus_of(ds).root(claim.subject_id), []).append(claim)
    for topic, claims in sorted(found.items()):
        newest = max(claims, key=lambda c: (known[c.claim_id], -ds.tables.ranks[c.claim_id]))
        amount, voices = claim_amount(newest), bodies(ds, newest)
        same = [c for c in claims if _is_one(c, newest) and bodies(ds, c) & voices]
        lines = [x for x in now.lines if fits.get(x.flow_id) == topic and x.unit == amount.unit]
        ids = {c.claim_id for c in same}
        for voice in (v for line in lines for v in line.voices if v.voice in voices):
            if is_alike(voice.amount.centre, amount.centre):
                ids |= set(voice.claim_ids)
        if len(ids) < 2:  # one page alone is a slip of its own
            continue
        first = min(known[name] for name in ids)
        yield Conversion(
            topic=topic,
            told=first,
            points=(news(ds.as_of, first), _attention(ds, topic)),
            flow_id=newest.subject_id,
            estimate=Estimate(
                None, amount.centre, None, amount.unit, "a conversion told as a count",
                tuple(sorted(ids)),
            ),
            told_ids=tuple(sorted(c.claim_id for c in same)),
        )  # fmt: skip


def _converted(ds: Dataset) -> list[Claim]:
    """Return the claims that tell a converted number as a count."""
    return [
        claim
        for flow_id in ds.records.flows
        for claim in ds.claims_of(flow_id, "quantity")
        if claim.extent is Extent.CONVERSION and claim.doubt is None and not claim.is_denied
    ]


def _is_one(claim: Claim, other: Claim) -> bool:
    a, b = claim_amount(claim), claim_amount(other)
    return a.unit == b.unit and is_alike(a.centre, b.centre)


def _fitting(ds: Dataset, now: Flows) -> dict[str, str]:
    """Find the flows that are what would fit, and the topic that they were converted from.

    They have a number, of one route, unit and voice, that is told elsewhere, as a count, of a flow
    that contains other things.
    """
    corpus, flows = corpus_of(ds), ds.records.flows
    told: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in _converted(ds):
        flow = flows[claim.subject_id]
        for body in bodies(ds, claim):
            key = (flow.origin, flow.destination, str(claim.unit), body)
            told.setdefault(key, []).append(claim)
    found: dict[str, str] = {}
    for line in now.lines:
        for telling in line.tellings:
            key = (line.origin, line.destination, line.unit, telling.voice)
            for claim in told.get(key, ()):
                topic = corpus.root(claim.subject_id)
                is_other = corpus.root(line.flow_id) != topic
                if is_other and is_alike(claim_amount(claim).centre, telling.amount.centre):
                    found.setdefault(line.flow_id, topic)
    return found


def _slips(ds: Dataset, now: Flows, register: Discrepancies) -> Iterator[Slip]:
    corpus = corpus_of(ds)
    for entry in register.entries:
        if entry.hypotheses[0].cause != "lost_power" or entry.subject_id not in ds.records.flows:
            continue
        topic = corpus.root(entry.subject_id)
        few, many = sorted((entry.a.n_sources, entry.b.n_sources))
        points = [news(ds.as_of, entry.opened), _attention(ds, topic)]
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
            points = (news(ds.as_of, day), _attention(ds, topic), Point(1, "denied"))
            yield Denied(topic=topic, told=day, points=points, question=question)


def _newest(ds: Dataset, claim_ids: Sequence[str]) -> date:
    return max(ds.tables.known_on[name] for name in claim_ids)
