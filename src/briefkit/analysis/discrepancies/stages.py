"""Plans, deeds and what was called off: which two of one thing exclude one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Said
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
                is_near = a.time.lie(b.time) is not Lie.APART and a.time.told_apart(b.time) <= _NEAR
                if is_near and not _is_resumed(a, deed.whole):
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
    if plan.claim.said_on is not None or _is_to_come(plan, deed):
        return None  # a plan of a newer day, or for a later time, is not old
    if plan.time.told_apart(deed.time) <= _OLD_PLANS and not plan.is_record:
        return Pair(deed, plan, Ground.OLD_PLAN)
    return None


def _is_to_come(plan: Answer, deed: Answer) -> bool:
    """Whether a plan is for a time that was not over when it, and the deed, were told."""
    told = max(plan.time.told_last, deed.time.told_last)
    return plan.claim.window is not None and plan.time.last > told


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
        One that was held against one that was called off, however they were published; not where
        who called it off says later that it was held.
    """
    held = [v for v in said if v.claim.stage_or_done in {Stage.DONE, Stage.OBSERVED}]
    called_off = [v for v in said if v.step == "cancelled"]
    for a, b in itertools.product(called_off, held):
        if a.claim.is_denied or b.claim.is_denied or _is_resumed(a, held):
            continue
        yield Pair(a, b, Ground.CANCELLED)


def _is_resumed(called_off: Said, held: Iterable[Said]) -> bool:
    """Tell whether who called a thing off says later that it took place."""
    return any(
        x.bodies & called_off.bodies and x.told[0] > called_off.told[1] and not x.claim.is_denied
        for x in held
    )
