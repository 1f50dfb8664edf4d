"""Explanations of a pair of numbers, each with what it rests on; the likeliest first."""

from __future__ import annotations

from collections.abc import Callable

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.pairs import Ground, Pair, is_independent
from briefkit.analysis.discrepancies.portions import explanation, total_part
from briefkit.analysis.discrepancies.refutations import (
    has_another,
    is_cleared,
    is_confirmed,
    is_counted,
    is_older,
    is_own_size,
    same_number,
)
from briefkit.analysis.discrepancies.retellings import gives_both, stands_by
from briefkit.analysis.discrepancies.slips import unit_ratio
from briefkit.analysis.discrepancies.terms import Cause
from briefkit.analysis.likeness import is_alike, n_digits, power_between
from briefkit.analysis.questions import questions
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.spelling import means
from briefkit.vocab import DiscrepancyType, Doubt, Extent

__all__ = ["number_causes"]

T = DiscrepancyType
_RULES_OF_GROUND: dict[Ground, tuple[T, Cause]] = {
    Ground.CORRECTED: (T.STALE, "relay_of_corrected"),
    Ground.OLD_PLAN: (T.STALE, "old_plan"),
    Ground.STAGE: (T.STAGE, "plan_and_deed"),
    Ground.CANCELLED: (T.STAGE, "called_off"),
    Ground.STALE: (T.STALE, "old_number"),
    Ground.RETOLD: (T.WINDOW, "retold"),
    Ground.SPEAKER: (T.ATTRIBUTION, "as_fact"),
    Ground.COUNTED: (T.COUNT_DEFINITION, "counted"),
    Ground.UNITS: (T.UNIT, "unlike_units"),
}
_DOUBTS: dict[Doubt, tuple[T, Cause]] = {
    Doubt.CALIBRE: (T.COUNT_DEFINITION, "calibre"),
    Doubt.OTHER_TIME: (T.WINDOW, "other_time"),
}
#: A number told so many days before, and again now, is an old one.
_OLD = 31
#: Round numbers have so many digits.
_FEW_DIGITS = 1
#: A lost thousand is a slip whoever says so.
_LOST_WORD = 3

Find = Callable[[Matter, Pair, Answer, Answer], Hypothesis | None]


def number_causes(matter: Matter, pair: Pair) -> list[Hypothesis]:
    """Try every explanation on a pair of numbers and keep those that fire.

    Parameters
    ----------
    matter : Matter
        What the numbers are about.
    pair : Pair
        Two answers that exclude one another.

    Returns
    -------
    list of Hypothesis
        The likeliest first; none where no rule fires.
    """
    a, b = pair.a, pair.b
    if not isinstance(a, Answer) or not isinstance(b, Answer):
        return []
    found: list[Hypothesis] = []
    for find in _RULES:
        hypothesis = find(matter, pair, a, b)
        if hypothesis is not None and hypothesis.type not in {h.type for h in found}:
            found.append(hypothesis)
    return found


def _by_ground(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Say what the ground of the pair says by itself."""
    if ATTRIBUTES[matter.attribute].is_counted and pair.ground is Ground.VALUE:
        return explanation(T.COUNT_DEFINITION, "ways_of_counting", a, b)
    if pair.ground is Ground.STAGE and not a.excludes(b):
        done = _done_by_then(matter, a, b)
        if done is not None:
            return explanation(T.STAGE, "told_as_plan", a, b, done)
        return explanation(T.STAGE, "told_as_done", a, b)
    if pair.ground is Ground.STAGE and gives_both(matter.said, a, b):
        return None  # a page that tells what was planned and what came has both
    rule = _RULES_OF_GROUND.get(pair.ground)
    return None if rule is None else explanation(*rule, a, b)


def _done_by_then(matter: Matter, plan: Answer, deed: Answer) -> Answer | None:
    """Return what another voice has as done by the day on which a page tells it as a plan."""
    for other in same_number(matter, deed):
        is_done = other.claim.stage_or_done.is_actual and other.time.last <= plan.time.told_last
        if is_done and is_independent(other, plan) and is_independent(other, deed):
            return other
    return None


def _doubted(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Say what a coder found on the page of one of them."""
    for answer in (a, b):
        rule = _DOUBTS.get(answer.claim.doubt) if answer.claim.doubt is not None else None
        if rule is not None and not is_confirmed(matter, answer):
            return explanation(*rule, a, b, doubted=answer.claim_id)
    return None


def _lost_power(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find a power of ten lost or added on the way.

    Refuted where both voices, each in two documents or more, give one round digit at one time: then
    they may well disagree by ten or a hundred times; and where each keeps to its own size.
    """
    power = power_between(a.number, b.number)
    if not power or (a.claim.unit != b.claim.unit and unit_ratio(a, b)):
        return None
    if power < _LOST_WORD and _are_both_told_twice(matter, a, b):
        return None
    if is_own_size(matter, a, b) and is_own_size(matter, b, a):
        return None
    small, large = sorted((a, b), key=lambda x: x.number or 0)
    return explanation(
        T.MAGNITUDE, "lost_power", a, b, power=power, small=small.claim_id, large=large.claim_id
    )


def _are_both_told_twice(matter: Matter, a: Answer, b: Answer) -> bool:
    if not is_independent(a, b) or n_digits(a.number or 0) > _FEW_DIGITS:
        return False
    return all(len({s.claim.source_id for s in same_number(matter, x)}) > 1 for x in (a, b))


def _unit(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find a number kept under another unit, or converted to it."""
    name = unit_ratio(a, b)
    if is_own_size(matter, a, b) and is_own_size(matter, b, a):
        return None  # each of them knows its unit
    if name:
        return explanation(T.UNIT, "kept_unit", a, b, unit=name)
    if a.claim.unit != b.claim.unit and is_alike(a.claim.amount_value, b.claim.amount_value):
        return explanation(T.UNIT, "kept_number", a, b)
    return None


def _conversion(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find what would fit, or another number converted, told for what was sent.

    Refuted where a page has it counted, or had it before the conversion was made.
    """
    converted = [s for q in matter.questions for s in q.answers if s.claim.extent in _NOT_COUNTS]
    for answer, other in ((a, b), (b, a)):
        if is_cleared(answer, other) or is_counted(matter, answer):
            continue
        for c in converted:
            if is_older(matter, answer, c):
                continue
            is_same = is_alike(c.number, answer.number) and not is_alike(c.number, other.number)
            if is_same and answer.claim.extent not in _NOT_COUNTS:
                return explanation(
                    T.COUNT_DEFINITION, "conversion", a, b, c, converted=answer.claim_id
                )
        is_said, is_other_said = (means(x.claim.printed, "equivalence") for x in (answer, other))
        if is_said and not is_other_said:
            return explanation(T.COUNT_DEFINITION, "conversion", a, b, converted=answer.claim_id)
    return None


_NOT_COUNTS = frozenset({Extent.CAPACITY, Extent.CONVERSION})


def _losses(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find the number of other losses: the killed with the wounded, or the killed alone.

    Refuted where the voice gives another number for those, or gave this one before theirs was told.
    """
    if pair.ground is Ground.ALIKE:
        facts = {"counted": a.claim.attribute, "as": b.claim_id}
        return explanation(T.COUNT_DEFINITION, "losses", a, b, **facts)
    if pair.ground is Ground.PART and a.claim.attribute != b.claim.attribute:
        return None
    whole = ATTRIBUTES[matter.attribute].whole
    counted = [(whole, True)] if whole else []
    counted += [(part, False) for part in _parts_of(matter.attribute)]
    for name, is_larger in counted:
        asked = questions(matter.corpus.ds, matter.subject_id, name)
        others = [x for question in asked for x in question.answers]
        for c in others:
            for answer, other in ((a, b), (b, a)):
                is_turned = ((answer.number or 0) > (other.number or 0)) is not is_larger
                if is_turned or not is_alike(c.claim.amount_value or c.claim.low, answer.number):
                    continue
                is_refuted = is_cleared(answer, other) or is_older(matter, answer, c)
                if is_refuted or has_another(answer, others, answer.time):
                    continue
                if _is_near(matter, c.claim_id, answer):
                    facts = {"counted": c.claim.attribute, "as": answer.claim_id}
                    return explanation(T.COUNT_DEFINITION, "losses", a, b, c, **facts)
    return None


def _parts_of(attribute: str) -> tuple[str, ...]:
    return tuple(a.name for a in ATTRIBUTES.values() if a.whole == attribute)


def _is_near(matter: Matter, claim_id: str, answer: Answer) -> bool:
    """Tell whether a claim became known about when an answer was told."""
    known = matter.corpus.ds.tables.known_on[claim_id].toordinal()
    return abs(known - answer.time.told_last) <= _OLD


def _window(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find a number of one period told for another."""
    if pair.ground is Ground.INSIDE and a.is_of_one_voice(b):
        return explanation(T.WINDOW, "inside", a, b)
    if matter.attribute in _STOCKS or not a.is_of_one_voice(b):
        return None
    for answer, other in ((a, b), (b, a)):
        if answer.claim.window is not None and answer.time.is_running:
            continue
        if is_cleared(answer, other):
            continue
        for third in same_number(matter, answer):
            is_of_window = third.claim.window not in {None, answer.claim.window}
            if not is_of_window or (third.time.is_running and answer.time.is_running):
                continue
            is_other = third.time.lie(answer.time) in {Lie.INSIDE, Lie.AROUND, Lie.APART}
            is_apart = third.time.lie(other.time) is not Lie.EQUAL
            if is_older(matter, answer, third, _OLD) or _has_another_then(matter, answer, third):
                continue
            if is_other and is_apart and third.bodies & answer.bodies:
                return explanation(T.WINDOW, "other_period", a, b, third, told=answer.claim_id)
    return None


def _has_another_then(matter: Matter, answer: Answer, third: Answer) -> bool:
    """Tell whether the voice of an answer gives another number for the time of a third."""
    listed = (x for question in matter.questions for x in question.answers)
    return has_another(answer, listed, third.time)


_STOCKS = frozenset(a.name for a in ATTRIBUTES.values() if a.is_counted or a.is_stock)


def _stale(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find an old number repeated beside newer ones."""
    if pair.ground is not Ground.VALUE or not (a.time.is_running and b.time.is_running):
        return None
    for answer, other in ((a, b), (b, a)):
        if (answer.number or 0) >= (other.number or 0) or answer.is_record:
            continue
        own = (answer.bodies | answer.roots) - {UNKNOWN}
        days = [s.time.told_last for s in same_number(matter, answer) if own & (s.bodies | s.roots)]
        first = min(days, default=answer.time.told_last)
        newer = min((s.time for s in same_number(matter, other)), key=lambda t: t.told_last)
        was_larger = any(
            Relations(question).was_larger(answer, other.bodies - own, first + ONE_TIME)
            for question in matter.questions
            if answer in question.answers
        )
        is_old = first < answer.time.told_first - _OLD and newer.told_last > first + ONE_TIME
        is_kept = stands_by(answer, same_number(matter, answer), newer)
        if is_old and not was_larger and not is_kept and not is_cleared(answer, other):
            return explanation(T.STALE, "old_number", a, b)
    return None


#: In the order in which they are tried.
_RULES: tuple[Find, ...] = (
    _doubted,
    _by_ground,
    _lost_power,
    _unit,
    _conversion,
    _losses,
    total_part,
    _window,
    _stale,
)
