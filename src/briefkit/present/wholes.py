"""Wholes and parts: what is told of a flow, and of what it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.analysis.lines import FlowLine, flow_lines
from briefkit.analysis.totals import TotalCheck
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run, joined
from briefkit.present.formats import coded, count, label, name, number, text, window_text
from briefkit.present.quotes import who_text
from briefkit.present.runs import Runs
from briefkit.present.values import value_text
from briefkit.present.words import amount_text, date_text
from briefkit.vocab import Extent

__all__ = ["beyond", "newer_part", "since_then", "together_or_each", "total_sentence"]

#: Parts that are named beside a whole.
_MOST_PARTS = 2
#: What is told of so much later a time is news beside a number.
_MONTH = timedelta(31)


def beyond(ds: Dataset, line: FlowLine) -> Runs:
    """Name a part that is told to be more than the whole."""
    estimate = line.estimate
    top = None if estimate is None else estimate.high or estimate.best
    if top is None or line.is_period:
        return ()
    parts = [part for part in _parts(ds, line) if part.estimate is not None]
    floors = {part.flow_id: (part.estimate.low or 0, part) for part in parts if part.estimate}
    largest = max(floors.values(), key=lambda x: (x[0], x[1].flow_id), default=(0, line))
    is_open = largest[1].estimate is not None and largest[1].estimate.form == "floor"
    if largest[0] > AGREE * top or (is_open and line is not largest[1] and largest[0] >= top):
        return (text("; yet of a part alone: "), *_part_run(ds, largest[1]))
    return ()


def newer_part(ds: Dataset, line: FlowLine) -> Runs:
    """Name the parts of which numbers were told last, where the whole has none for half a year."""
    if line.is_period:
        return ()
    parts = [
        part
        for part in _parts(ds, line, with_periods=True)
        if part.estimate is not None and part.speaks_of > line.speaks_of + CURRENT
    ]
    if not parts:
        return ()
    newest = {part.flow_id: part for part in sorted(parts, key=_freshness)}
    shown = sorted(newest.values(), key=_freshness, reverse=True)[:_MOST_PARTS]
    each = joined(
        ((*_part_run(ds, part), text(", "), _part_time(ds, part)) for part in shown), "; "
    )
    return (text("; of a part since: " if len(shown) == 1 else "; of parts since: "), *each)


def since_then(ds: Dataset, line: FlowLine) -> Runs:
    """Name another number of a time that ends a month later or more: of a period, else of a lot."""
    newest = line.speaks_of + _MONTH
    others = flow_lines(ds, ds.records.flows[line.flow_id], (line.attribute,))
    periods = [
        other
        for other in others
        if other.estimate is not None
        and (other.dimension, other.stage) == (line.dimension, line.stage)
        and other.speaks_of >= newest
        and not _is_alike(other, line)
    ]
    if periods:
        period = max(periods, key=_freshness)
        assert period.estimate is not None
        window = corpus_of(ds).window(period.window)
        is_longer = window is not None and window.first <= line.speaks_of
        lead = text("; of a longer time: " if is_longer else "; since then: ")
        shown = number(period.estimate, period.name)
        return (lead, *shown, *_by(ds, period.estimate), text(", "), _part_time(ds, period))
    known, ranks = ds.tables.known_on, ds.tables.ranks
    lots = [
        claim
        for claim in ds.claims_of(line.flow_id, line.attribute)
        if claim.extent is Extent.LOT
        and not claim.is_denied
        and claim.stage_or_done.is_actual == line.stage.is_actual
        and known[claim.claim_id] >= newest
    ]
    if not lots:
        return ()
    lot = max(lots, key=lambda c: (c.window is not None, known[c.claim_id], -ranks[c.claim_id]))
    told = lot.said_on or ds.records.sources[lot.source_id].published
    words = window_text(ds, lot.window) if lot.window else f"told {date_text(told)}"
    own = (lot.claim_id,)
    who = who_text(ds, sorted(bodies(ds, lot)))
    return (
        text("; of one lot since: "),
        Run(value_text(ds, lot), "num", own, "one lot"),
        *((text(" by "), coded(who, own, "voices")) if who else ()),
        text(", "),
        Run(words, "date", own, "time of the lot"),
    )


def _is_alike(one: FlowLine, other: FlowLine) -> bool:
    assert one.estimate is not None
    number = one.estimate.amount.centre
    return other.estimate is not None and is_alike(number, other.estimate.amount.centre, AGREE)


def _freshness(part: FlowLine) -> tuple[date, int, str]:
    return part.speaks_of, part.n_sources, part.name


def _part_time(ds: Dataset, part: FlowLine) -> Run:
    """Return the period of a part, or when it was told."""
    said = max((min(v.told, v.as_of) for v in part.voices), default=part.speaks_of)
    words = window_text(ds, part.window) if part.window is not None else f"told {date_text(said)}"
    return Run(words, "date", part.claim_ids[:8], "newest word on a part")


def together_or_each(ds: Dataset, line: FlowLine) -> Runs:
    """Say that a number is told of all together and of each part, and in how many documents."""
    estimate = line.estimate
    if estimate is None or estimate.best is None or line.is_period:
        return ()
    once = {part.commodity: part for part in _parts(ds, line) if _is_as_much(part, estimate.best)}
    parts = list(once.values())
    if len(parts) < 2:
        return ()
    claims = ds.records.claims
    whole = estimate.claim_ids
    by_part = [x.estimate.claim_ids for x in parts if x.estimate]
    pages = [{claims[name].source_id for name in ids} for ids in by_part]
    of_each = set.intersection(*pages)  # a page that speaks of one part alone says it of no other
    own = tuple(n for ids in by_part for n in ids if claims[n].source_id in of_each)
    if not own:
        return ()
    told = [
        (len({claims[name].source_id for name in ids}), what, ids)
        for what, ids in ((" of all together", whole), (" of each", own))
    ]
    names = joined(((_short(ds, part, line),) for part in parts), " and ")
    (n, what, ids), (m, other, others) = sorted(told, key=lambda x: -x[0])
    return (
        text(f"{what} in "),
        count(n, "documents that say so", ids, unit="document"),
        text(f", or{other} in "),
        count(m, "documents that say so", others, unit="document"),
        text(" ("),
        *names,
        text(")"),
    )


def _short(ds: Dataset, part: FlowLine, whole: FlowLine) -> Run:
    """Name a part without the last words that it shares with the whole."""
    own, other = part.label.split(), whole.label.split()
    n = 0
    while n < min(len(own), len(other)) - 1 and own[-1 - n] == other[-1 - n]:
        n += 1
    return replace(name(ds, part.flow_id), text=" ".join(own[: len(own) - n]))


def _is_as_much(part: FlowLine, whole: float) -> bool:
    return part.estimate is not None and is_alike(part.estimate.best, whole, AGREE)


def _part_run(ds: Dataset, part: FlowLine) -> Runs:
    assert part.estimate is not None
    shown = number(part.estimate, part.name)
    return (name(ds, part.flow_id), text(" "), *shown, *_by(ds, part.estimate))


def _parts(ds: Dataset, line: FlowLine, *, with_periods: bool = False) -> list[FlowLine]:
    """Return the series of the parts of a flow, of one attribute and unit; periods if asked."""
    return [
        part
        for child in corpus_of(ds).children.get(line.flow_id, ())
        if child in ds.records.flows and ds.claims_of(child, line.attribute)
        for part in flow_lines(ds, ds.records.flows[child], (line.attribute,))
        if part.stage.is_actual
        and (with_periods or not part.is_period)
        and part.dimension == line.dimension
    ]


def _by(ds: Dataset, estimate: Estimate) -> Runs:
    names = who_text(ds, sorted({v.voice for v in estimate.voices}))
    return (text(" by "), coded(names, estimate.claim_ids, "voices")) if names else ()


def total_sentence(ds: Dataset, check: TotalCheck) -> Runs:
    """Say that parts which are said to be apart are more than their whole, and who says what."""
    parts = Run(
        amount_text(check.parts.low, None, None, check.whole.unit),
        "num",
        check.parts.claim_ids,
        check.parts.rule,
    )
    return (
        text(f"{label(ds, check.flow_id)}: the whole is given as "),
        *number(check.whole),
        *_by(ds, check.whole),
        text(", its parts together as "),
        parts,
        *_by(ds, check.parts),
        text("; the parts are said to be apart, so both cannot hold."),
    )
