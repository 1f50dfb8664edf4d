"""Dates of one event: which two exclude one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.pairs import (
    Difference,
    Ground,
    Pair,
    is_independent,
    told_apart,
)
from briefkit.analysis.discrepancies.values import Value
from briefkit.dates import Span, span
from briefkit.schema.attributes import ATTRIBUTES, dated
from briefkit.schema.values import VISIT, Dated, DateType, Limits
from briefkit.vocab import DiscrepancyType, EventKind

__all__ = [
    "announced_relations",
    "beginning_relations",
    "date_relations",
    "days_apart",
    "part_relations",
]

#: Plans are compared if they were told within so many days.
_PLANS = 7
#: A date that takes in so many days is vague, and no rival of a day.
_LONG = 14
#: The unit in which spans of dates are long too, so that the two are held against each other.
_DAY = "day"
_REMOTE = frozenset({EventKind.CALL, EventKind.LETTER})


def date_relations(
    corpus: Corpus, subject_id: str, said: Sequence[Value]
) -> Iterator[Pair | Difference]:
    """Relate the dates of one event to one another.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    subject_id : str
        The event.
    said : sequence of Value
        Its claims of ``date`` and what is filed under it.

    Yields
    ------
    Pair or Difference
        Dates that exclude one another; a plan that came out otherwise; the same, coarser.
    """
    read = [(value, span(value.text)) for value in said if not value.is_dateline]
    length = _length(corpus, subject_id, read)
    once: dict[tuple[object, ...], tuple[Value, Span]] = {}
    for value, days in read:
        key = (
            value.claim.attribute,
            days,
            value.step,
            value.claim.is_denied,
            value.bodies,
            value.told,
        )
        once.setdefault(key, (value, days))
    spans = [(v, days) for v, days in once.values() if _is_held(v) and not days.is_day]
    for (a, x), (b, y) in itertools.combinations(once.values(), 2):
        relation = _relate(corpus, a, x, b, y, length)
        if isinstance(relation, Pair) and relation.ground is Ground.VALUE:
            relation = _within(corpus, a, x, b, y, spans) or relation
        if relation is not None:
            yield relation


def _length(corpus: Corpus, subject_id: str, read: Sequence[tuple[Value, Span]]) -> int:
    """Return how many days an event lasts at most, as far as claims say."""
    if corpus.kind_of(subject_id) is not EventKind.VISIT:
        return 0
    said = [
        claim.amount_value or claim.high or 0
        for claim in corpus.ds.claims_of(subject_id, "duration")
        if claim.unit == _DAY and not claim.is_denied
    ]
    spans = [days.n_days or 0 for _, days in read if days.is_from_to]
    longest = max((*map(int, said), *spans), default=0)
    return min(longest, 2 * _LONG) if longest else VISIT


def _relate(
    corpus: Corpus, a: Value, x: Span, b: Value, y: Span, length: int
) -> Pair | Difference | None:
    if a.claim.is_denied or b.claim.is_denied or "cancelled" in {a.step, b.step}:
        return None
    missed = days_apart(corpus, a, b, length)
    if not missed:
        is_coarser = a.step == b.step and x.text != y.text and (x.is_day != y.is_day)
        if is_coarser and a.claim.attribute == b.claim.attribute:
            return Difference(a, b, DiscrepancyType.GRANULARITY, "date")
        return None
    if a.step != b.step:
        plan, deed = (a, b) if a.step == "plan" else (b, a)
        return _plan_and_deed(plan, deed, missed)
    if corpus.kind_of(a.claim.subject_id) is EventKind.VISIT and DateType.is_with_travel(x, y):
        return Difference(a, b, DiscrepancyType.GRANULARITY, "travel")
    if a.step == "plan" and told_apart(a, b) > _PLANS:
        return Difference(a, b, DiscrepancyType.OUTCOME, "moved")
    kind = corpus.kind_of(a.claim.subject_id)
    if kind is EventKind.ANCHOR and not _are_days(a, x, b, y):
        return None  # what lasts has many days
    if missed == 1 and _is_start_of(a, x, b, y):
        return None  # a first day is that of leaving or of arriving
    if missed == 1 and kind in _REMOTE and is_independent(a, b):
        return Difference(a, b, DiscrepancyType.GRANULARITY, "local_days")
    return Pair(a, b, Ground.VALUE)


def _within(
    corpus: Corpus, a: Value, x: Span, b: Value, y: Span, spans: Sequence[tuple[Value, Span]]
) -> Difference | None:
    """Find the page that has an event last from the one of two dates to the other.

    Of a visit it names the days of travel besides: the day before, or after, those that one of the
    two gives.
    """
    is_visit = corpus.kind_of(a.claim.subject_id) is EventKind.VISIT
    for v, days in spans:
        if v in (a, b) or (days.n_days or _LONG) >= _LONG:
            continue
        if dated(v.claim.attribute) is not Dated.DAYS:
            continue
        if not all(days.first <= d.first and d.last <= days.last for d in (x, y)):
            continue
        if (
            any(DateType.is_with_travel(days, d) for d in (x, y))
            if is_visit
            else x.is_day and y.is_day
        ):
            return Difference(a, b, DiscrepancyType.GRANULARITY, "travel" if is_visit else "date")
    return None


def _are_days(a: Value, x: Span, b: Value, y: Span) -> bool:
    is_short = all((days.n_days or _LONG) <= VISIT for days in (x, y))
    return is_short and a.claim.attribute == b.claim.attribute


def _is_start_of(a: Value, x: Span, b: Value, y: Span) -> bool:
    """Whether one is a first day, and the other names the days of a journey."""
    if _dated(a, b) != {Dated.START, Dated.DAYS}:
        return False
    start, days = (x, y) if dated(a.claim.attribute) is Dated.START else (y, x)
    return days.is_from_to and abs((start.first - days.first).days) == 1


def _dated(a: Value, b: Value) -> set[Dated | None]:
    return {dated(a.claim.attribute), dated(b.claim.attribute)}


def _plan_and_deed(plan: Value, deed: Value, missed: int) -> Pair | Difference:
    if plan.told[1] < deed.told[0]:
        return Difference(plan, deed, DiscrepancyType.OUTCOME, "moved")
    is_to_come = span(plan.text).first.toordinal() > plan.told[1]
    if plan.told[0] > deed.told[1] and not is_to_come:
        return Pair(deed, plan, Ground.OLD_PLAN)
    if missed == 1 or plan.claim.source_id == deed.claim.source_id:
        return Difference(plan, deed, DiscrepancyType.OUTCOME, "moved")
    return Pair(plan, deed, Ground.STAGE)


def days_apart(corpus: Corpus, a: Value, b: Value, length: int = 0) -> int:
    """Return by how many days two dates of one event exclude one another.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    a, b : Value
        Two dates of one event.
    length : int
        Days that it may last.

    Returns
    -------
    int
        0 where both can hold. The end of something may fall on the night after its day.
    """
    missed = _limits(corpus, a, length).miss(_limits(corpus, b, length))
    is_night = missed == 1 and _dated(a, b) == {Dated.END, Dated.DAYS}
    return 0 if is_night else missed


def _limits(corpus: Corpus, value: Value, length: int) -> Limits:
    kind = ATTRIBUTES[value.claim.attribute].type
    assert isinstance(kind, DateType)
    is_visit = corpus.kind_of(value.claim.subject_id) is EventKind.VISIT
    return kind.limits(span(value.text), is_visit=is_visit, length=length)


def part_relations(
    corpus: Corpus, parts: Sequence[Value], whole: Sequence[Value]
) -> Iterator[Pair]:
    """Relate the dates of a meeting to those of the visit that contains it.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    parts, whole : sequence of Value
        Dates of the part, and of what contains it.

    Yields
    ------
    Pair
        A part that lies before its whole, or behind it by more than a night.
    """
    held = [v for v in whole if _is_held(v) and dated(v.claim.attribute) is not Dated.DURING]
    if not held:
        return
    length = _length(corpus, whole[0].claim.subject_id, [(v, span(v.text)) for v in held])
    for part in filter(_is_held, parts):
        inner = _limits(corpus, part, 0)
        for value in held:
            outer = _limits(corpus, value, length)
            if inner.start_high < outer.start_low or inner.end_low > outer.end_high + 1:
                yield Pair(part, value, Ground.OUTSIDE)


def _is_held(value: Value) -> bool:
    return value.step == "deed" and not value.claim.is_denied and not value.is_dateline


def beginning_relations(flow: Sequence[Value], parts: Sequence[Value]) -> Iterator[Pair]:
    """Relate the days on which something began to move to those on which it, or a part, moved.

    Parameters
    ----------
    flow, parts : sequence of Value
        Claims of ``date`` on a flow, and on the same or a part of it. Goods move on many days; an
        open end says that they began.

    Yields
    ------
    Pair
        A beginning, and what moved or began before it.
    """
    moved = [(v, span(v.text)) for v in parts if _is_held(v)]
    for began in filter(_is_held, flow):
        days = span(began.text)
        if days.earliest is None or days.latest is not None:
            continue
        for other, others in moved:
            last = others.last if others.latest else span(others.text.partition("/")[0]).last
            if last < days.first:
                yield Pair(other, began, Ground.VALUE)


def announced_relations(said: Sequence[Value]) -> Iterator[Pair]:
    """Relate the days of announcements: a thing may be announced often, but not a month later.

    Parameters
    ----------
    said : sequence of Value
        Claims of ``announced`` on one event.

    Yields
    ------
    Pair
        Two days of which the month or the year alone differs.
    """
    for a, b in itertools.combinations(said, 2):
        x, y = span(a.text), span(b.text)
        is_one_day = x.is_day and y.is_day and x.first.day == y.first.day
        if is_one_day and (x.first.month == y.first.month) != (x.first.year == y.first.year):
            yield Pair(a, b, Ground.VALUE)
