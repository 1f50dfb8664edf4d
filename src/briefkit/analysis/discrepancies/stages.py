"""Plans, deeds and what was called off: which two of one thing exclude one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair
from briefkit.analysis.discrepancies.values import Value
from briefkit.analysis.questions import Question
from briefkit.analysis.times import Lie
from briefkit.vocab import DiscrepancyType, Stage

__all__ = ["held_relations", "stage_relations"]

#: So many answers of each step are compared, the last ones.
_LAST = 60
#: A plan and a deed are told together within so many days.
_TOGETHER = 3
#: What was called off stands against a deed that is told within so many days.
_NEAR = 31
#: A plan is old that is told again within so many days after the deed.
_OLD_PLANS = 62


def stage_relations(asked: Sequence[Question]) -> Iterator[Pair | Difference]:
    """Relate the numbers of plans, deeds and what was called off, in one unit.

    Parameters
    ----------
    asked : sequence of Question
        The questions on one attribute of a subject.

    Yields
    ------
    Pair or Difference
        What was called off and yet done; a plan told with a deed of another number, or after it;
        one number of one speaker told as a plan and as done; a plan that came out otherwise.
    """
    for off, deed in itertools.product(asked, asked):
        if (off.step, deed.step) == ("cancelled", "deed") and off.dimension == deed.dimension:
            for a, b in itertools.product(off.whole[-_LAST:], deed.whole[-_LAST:]):
                if a.time.lie(b.time) is not Lie.APART and a.time.told_apart(b.time) <= _NEAR:
                    yield Pair(a, b, Ground.CANCELLED)
    for plan, deed in itertools.product(asked, asked):
        if (plan.step, deed.step) != ("plan", "deed") or plan.dimension != deed.dimension:
            continue
        yield from _told_as_deeds(plan.counts[-_LAST:], deed.counts[-_LAST:])
        planned, done = plan.whole, deed.whole
        if not planned or not done:
            continue
        for a, b in itertools.product(planned[-_LAST:], done[-_LAST:]):
            if a.excludes(b) and a.time.lie(b.time) is not Lie.APART:
                relation = _plan_and_deed(a, b)
                if relation is not None:
                    yield relation


def _plan_and_deed(plan: Answer, deed: Answer) -> Pair | Difference | None:
    is_one_page = plan.claim.source_id == deed.claim.source_id
    if plan.time.told_apart(deed.time) <= _TOGETHER:
        if is_one_page or (plan.is_floor or deed.is_floor):
            return None  # told knowingly
        return Pair(plan, deed, Ground.STAGE)
    if plan.time.told_last < deed.time.told_first:
        return Difference(plan, deed, DiscrepancyType.OUTCOME, "fell_short")
    if plan.time.told_apart(deed.time) <= _OLD_PLANS and not plan.is_record:
        return Pair(deed, plan, Ground.OLD_PLAN)
    return None


def _told_as_deeds(planned: Sequence[Answer], done: Sequence[Answer]) -> Iterator[Pair]:
    """Find the numbers of one speaker that one page tells as a plan and another as done."""
    for a, b in itertools.product(planned, done):
        is_one = a.claim.speaker_id is not None and a.claim.speaker_id == b.claim.speaker_id
        is_same = not a.excludes(b) and a.claim.extent is b.claim.extent is None
        is_apart = a.claim.source_id != b.claim.source_id
        if is_one and is_same and is_apart and a.time.told_apart(b.time) <= _TOGETHER:
            yield Pair(a, b, Ground.STAGE)


def held_relations(said: Sequence[Value]) -> Iterator[Pair]:
    """Relate those who say that an event took place to those who say that it was called off.

    Parameters
    ----------
    said : sequence of Value
        Claims on who took part, or when.

    Yields
    ------
    Pair
        One that was held against one that was called off, however they were published.
    """
    held = [v for v in said if v.claim.stage_or_done in {Stage.DONE, Stage.OBSERVED}]
    called_off = [v for v in said if v.step == "cancelled"]
    for a, b in itertools.product(called_off, held):
        if not a.claim.is_denied and not b.claim.is_denied:
            yield Pair(a, b, Ground.CANCELLED)
