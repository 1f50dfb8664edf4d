"""How bad a disagreement is, from 1 to 5, by a printed rule."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.discrepancies.amounts import factor_between
from briefkit.analysis.discrepancies.case import Case, Conflict
from briefkit.analysis.discrepancies.dating import days_apart
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.dates import Span
from briefkit.quantities import Amount
from briefkit.vocab import DiscrepancyType

__all__ = ["HEADLINE", "RULE", "WORST", "severity"]

#: The rule, as briefs print it.
RULE = (
    "Severity starts at 1, which is all that an omission gets. Added are 1 if claims exclude one "
    "another, 1 for a headline attribute, 1 for numbers that differ by a factor of 2 and 1 more "
    "from 10, 1 for dates more than a week apart, 1 for places in two countries, 1 if independent "
    "voices disagree, 1 if the meaning is turned round or denied. Taken off is 1 where a reading "
    "is at hand under which all hold; a dateline alone is worth 2 at most. The top is 5."
)
#: Attributes that a headline gives.
HEADLINE = frozenset(
    {"quantity", "stock", "casualties", "killed", "wounded", "captured"}
    | {"date", "place", "agreement"}
)
_WEEK = 7
_FACTORS = (2.0, 10.0)
#: The top of the scale.
WORST = 5
_DATELINE_TOP = 2


def severity(case: Case, hypotheses: Sequence[Hypothesis]) -> tuple[int, str]:
    """Return the severity of a case, and what it is made of.

    Parameters
    ----------
    case : Case
        A family, compared.
    hypotheses : sequence of Hypothesis
        The rules that fired.

    Returns
    -------
    tuple of int, str
        1 to 5, and the sum as a text.
    """
    if not case.conflicts:
        return 1, "1 (an omission)"
    types = {hypothesis.type for hypothesis in hypotheses}
    points = [(1, "start"), (1, "claims exclude one another")]
    if case.family.attribute in HEADLINE:
        points.append((1, f"{case.family.attribute} is a headline attribute"))
    points += _distance(case)
    if DiscrepancyType.REAL in types:
        points.append((1, "independent voices disagree"))
    if DiscrepancyType.POLARITY in types or case.on(Ground.DENIAL):
        points.append((1, "the meaning is turned round or denied"))
    if all(conflict.ground.is_soft for conflict in case.conflicts):
        points.append((-1, "a reading is at hand under which all hold"))
    top = WORST
    if all(conflict.ground is Ground.DATELINE for conflict in case.conflicts):
        top = _DATELINE_TOP
    value = max(1, min(top, sum(point for point, _ in points)))
    text = " ".join(f"{'-' if point < 0 else '+'} {abs(point)} ({why})" for point, why in points)
    limit = f", {top} at most" if sum(point for point, _ in points) > top else ""
    return value, f"{value} = {text.removeprefix('+ ')}{limit}"


def _distance(case: Case) -> list[tuple[int, str]]:
    """How far apart the numbers, dates or places are."""
    hard = [c for c in case.conflicts if not c.ground.is_soft or c.ground is Ground.WINDOW]
    found: list[tuple[int, str]] = []
    factor = max((_factor(case, conflict) for conflict in hard), default=1.0)
    steps = sum(factor >= step for step in _FACTORS)
    if steps:
        shown = f"{factor:,.0f}" if factor >= 10 else f"{factor:.2g}"
        found.append((steps, f"a factor of {shown}"))
    days = max((_days(case, conflict) for conflict in hard), default=0)
    if days > _WEEK:
        found.append((1, f"{days} days apart"))
    if any(_is_abroad(case, conflict) for conflict in hard):
        found.append((1, "two countries"))
    return found


def _factor(case: Case, conflict: Conflict) -> float:
    if isinstance(conflict.a.value, Amount) and isinstance(conflict.b.value, Amount):
        return factor_between(case.index, conflict.a, conflict.b)
    return 1.0


def _is_abroad(case: Case, conflict: Conflict) -> bool:
    if case.family.attribute != "place":
        return False
    return case.index.is_abroad(conflict.a.text, conflict.b.text)


def _days(case: Case, conflict: Conflict) -> int:
    if isinstance(conflict.a.value, Span) and isinstance(conflict.b.value, Span):
        return days_apart(case.index, conflict.a, conflict.b)
    return 0
