"""How severe a disagreement is: by what would change, by how far, on whose word."""

from __future__ import annotations

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.dates import days_apart
from briefkit.analysis.discrepancies.entry import Hypothesis, Point, Side
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.discrepancies.values import Value
from briefkit.analysis.likeness import ratio
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.values import DateType, PlaceType
from briefkit.vocab import DiscrepancyType, Reliability

__all__ = ["WORST", "distance", "severity"]

#: The top of the scale.
WORST = 5
_FACTORS = (1.2, 2.0, 10.0)
_DAYS = (1, 7, 62)
_ENOUGH = 2
_TOPS = {
    DiscrepancyType.STAGE: 2,
    DiscrepancyType.STALE: 3,
    DiscrepancyType.COUNT_DEFINITION: 3,
    DiscrepancyType.OMISSION: 1,
    DiscrepancyType.ATTRIBUTION: 3,
}


def distance(matter: Matter, pair: Pair) -> tuple[int, Point | None]:
    """Return how far apart two claims are, in steps.

    Parameters
    ----------
    matter : Matter
        What they are about.
    pair : Pair
        Two claims that exclude one another.

    Returns
    -------
    int
        0 to 3: numbers by their factor in one unit (from 1.2, 2 and 10 on), dates by their days
        (more than 1, 7 and 62); 2 for places in two countries and for a meaning turned round,
        garbled or without its limit, 3 where it took place for one and not for the other.
    Point or None
        The same with its reason.
    """
    if pair.ground is Ground.POLARITY:
        return 2, Point(2, "turned_round")
    if pair.ground in {Ground.LIMITED, Ground.GARBLED}:
        return 2, Point(2, "another_sense")
    if pair.ground in {Ground.DENIAL, Ground.CANCELLED}:
        return 3, Point(3, "took_place")
    a, b = pair.a, pair.b
    if isinstance(a, Answer) and isinstance(b, Answer):
        if ATTRIBUTES[a.claim.attribute].is_counted or pair.ground is Ground.UNITS:
            return 0, None
        x, y = _base(a), _base(b)
        factor = ratio(x, y) if x > 0 and y > 0 else _FACTORS[1]  # against nothing
        steps = sum(factor >= step for step in _FACTORS)
        return steps, Point(steps, "factor", {"factor": factor}) if steps else None
    if isinstance(a, Value) and isinstance(b, Value):
        kind = ATTRIBUTES[a.claim.attribute].type
        if isinstance(kind, DateType):
            days = days_apart(matter.corpus, a, b)
            steps = sum(days > step for step in _DAYS)
            return steps, Point(steps, "days", {"days": days}) if steps else None
        if isinstance(kind, PlaceType) and matter.corpus.is_abroad(a.text, b.text):
            return 2, Point(2, "abroad")
    return 0, None


def _base(answer: Answer) -> float:
    """Return a number in the unit in which the question compares."""
    if answer.low == answer.high:
        return answer.low
    if answer.high == float("inf"):
        return answer.low
    return answer.high if answer.low <= 0 else (answer.low * answer.high) ** 0.5


def severity(
    matter: Matter,
    pair: Pair,
    first: Hypothesis,
    a: Side,
    b: Side,
    *,
    is_printed: bool,
) -> tuple[int, tuple[Point, ...]]:
    """Return the severity of an entry, and what it is made of.

    Parameters
    ----------
    matter : Matter
        What it is about.
    pair : Pair
        The leading pair.
    first : Hypothesis
        The likeliest explanation.
    a, b : Side
        Its two sides.
    is_printed : bool
        Whether a number, date or place that a brief prints would change.

    Returns
    -------
    int
        1 to 5: 1, and the steps of the distance; 1 for what a brief prints in front; 1 where each
        side has two voices, and the weaker one two documents; less 1 where the weaker one has one
        document against several, less 2 where that one is of grade D to F; between two documents 2
        at least. At most 3 where nothing that is printed would change, for what is stale, counts
        other things or names other speakers, 2 for a plan against a deed, for a date that is a day
        off, that one document has otherwise than several, or that is doubtful in itself, and for a
        month or year that the weaker side has otherwise, 1 for an omission.
    tuple of Point
        What it is made of.
    """
    points = [Point(1, "start")]
    _, far = distance(matter, pair)
    if far is not None:
        points.append(far)
    if ATTRIBUTES[matter.attribute].is_headline:
        points.append(Point(1, "headline"))
    weaker, stronger = sorted((a, b), key=lambda side: (side.n_sources, len(side.voices)))
    if min(len(a.voices), len(b.voices), weaker.n_sources) >= _ENOUGH:
        points.append(Point(1, "two_voices"))
    if weaker.n_sources == 1 and stronger.n_sources > 1:
        is_derived = weaker.grade > Reliability.C
        points.append(Point(-2 if is_derived else -1, "one_document"))
    least = 2 if weaker.quoted.source_id != stronger.quoted.source_id else 1
    value = max(least, min(WORST, sum(point.points for point in points)))
    top = _TOPS.get(first.type, WORST)
    is_outdone = 2 * weaker.n_sources <= stronger.n_sources or weaker.grade > stronger.grade
    is_date = isinstance(ATTRIBUTES[matter.attribute].type, DateType)
    if pair.ground is Ground.STAGE:  # whatever explains it
        top = min(top, _TOPS[DiscrepancyType.STAGE])
    if is_date and far is None:
        top = min(top, 2)
    if (first.cause in _SLIPS and is_outdone) or (
        is_date and weaker.n_sources == 1 < stronger.n_sources
    ):
        top = min(top, 2)
    if is_date and any(s.claim.doubt is not None for s in pair.sides):
        top = min(top, 2)
    if not is_printed:
        top = min(top, WORST - 2)
    return min(value, top), tuple(points)


#: A month or a year alone differs: a slip, where one document has it.
_SLIPS = frozenset({"other_month", "other_year"})
