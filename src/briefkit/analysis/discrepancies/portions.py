"""Explanations of a pair of numbers by parts and wholes: the one told for the other."""

from __future__ import annotations

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.discrepancies.refutations import (
    has_another,
    is_cleared,
    is_held,
    is_older,
    is_summed,
    of,
    same_number,
)
from briefkit.analysis.discrepancies.terms import Cause
from briefkit.analysis.likeness import is_alike
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.spelling import means
from briefkit.vocab import DiscrepancyType, Extent

__all__ = ["explanation", "total_part"]

T = DiscrepancyType
#: A part told for the whole may have been rounded on the way.
_ABOUT = 1.02
#: Days within which a number of a part, or of a whole, is told about when it was taken for another.
_NEAR = 31


def explanation(type_: T, cause: Cause, *answers: Answer, **facts: object) -> Hypothesis:
    """Make a hypothesis that rests on some answers, each named once."""
    ids = tuple(dict.fromkeys(answer.claim_id for answer in answers))
    return Hypothesis(type_, cause, ids, facts)


def total_part(matter: Matter, pair: Pair, a: Answer, b: Answer) -> Hypothesis | None:
    """Find a total told for a part, a part for the total, or each for all together.

    Parameters
    ----------
    matter : Matter
        What the numbers are about.
    pair : Pair
        Two answers that exclude one another.
    a, b : Answer
        The two.

    Returns
    -------
    Hypothesis or None
        With the third number that it rests on, where it rests on one.
    """
    if ATTRIBUTES[matter.attribute].is_counted:
        return None
    if pair.ground is Ground.SUM:
        return explanation(
            T.TOTAL_PART, "each" if is_alike(a.number, b.number) else "sum", a, b, whole=a.claim_id
        )
    if pair.ground is Ground.PART:
        if is_held(matter, b, a):
            return None
        return explanation(T.TOTAL_PART, "part_above_whole", a, b, whole=a.claim_id)
    if any(means(x.claim.printed, "each") for x in (a, b)) and _is_multiple(a, b):
        small, large = sorted((a, b), key=lambda x: x.number or 0)
        if not is_summed(matter, large, small):
            return explanation(T.TOTAL_PART, "each", a, b)
    for answer, other in ((a, b), (b, a)):
        is_told_once = len({s.claim.source_id for s in same_number(matter, answer)}) == 1
        if not is_told_once and not answer.is_of_one_voice(other):
            continue  # what several documents of another voice say is no slip
        if is_cleared(answer, other):
            continue
        is_less = (answer.number or 0) < (other.number or 0)
        found = _as_part(matter, answer) if is_less else _as_whole(matter, answer)
        if found is not None:
            cause: Cause = "part_for_whole" if is_less else "whole_for_part"
            return explanation(T.TOTAL_PART, cause, a, b, found, told=answer.claim_id)
        is_added = not is_less and not is_summed(matter, answer, other)
        twice = _added_twice(matter, answer, other) if is_added else None
        if twice is not None:
            return explanation(T.TOTAL_PART, "part_added_twice", a, b, twice, told=answer.claim_id)
    return None


def _is_multiple(a: Answer, b: Answer) -> bool:
    small, large = sorted((a.number or 0, b.number or 0))
    return small > 0 and any(is_alike(large, small * n) for n in (2, 3, 4))


def _as_part(matter: Matter, answer: Answer) -> Answer | None:
    """Return a part that was given the same number at about the same time.

    Not where the number was told before it, nor where the voice gives that part another.
    """
    for question in matter.questions:
        parts = [p for p in question.answers if p.claim.extent in {Extent.LOT, Extent.PART}]
        for part in parts:
            is_same = part is not answer and is_alike(part.number, answer.number)
            if is_same and _told_near(part, answer) and not is_older(matter, answer, part):
                return part
    for subject in matter.corpus.children.get(matter.subject_id, ()):
        parts = list(of(matter, (subject,)))
        for part in parts:
            is_same = is_alike(part.number, answer.number, _ABOUT) and _told_near(part, answer)
            is_another = has_another(answer, parts, answer.time)
            if is_same and not is_another and not is_older(matter, answer, part):
                return part
    return None


def _as_whole(matter: Matter, answer: Answer) -> Answer | None:
    """Return what a whole was given by the same voice, in the same number, at about that time."""
    for subject in matter.corpus.ancestors(matter.subject_id):
        wholes = list(of(matter, (subject,)))
        for whole in wholes:
            is_same = whole.claim.unit == answer.claim.unit
            is_same = is_same and is_alike(whole.number, answer.number)
            is_near = whole.is_of_one_voice(answer) and _told_near(whole, answer)
            is_refuted = is_older(matter, answer, whole) or has_another(answer, wholes, answer.time)
            if is_same and is_near and not is_refuted:
                return whole
    return None


def _added_twice(matter: Matter, answer: Answer, other: Answer) -> Answer | None:
    """Return a part that, added to the total that holds it already, makes the larger number."""
    more = (answer.number or 0) - (other.number or 0)
    if not answer.is_of_one_voice(other) or more > (other.number or 0):
        return None  # a part is no more than the total
    for part in of(matter, matter.corpus.children.get(matter.subject_id, ())):
        if is_alike(part.number, more) and part.is_of_one_voice(other):
            return part
    return None


def _told_near(a: Answer, b: Answer) -> bool:
    return a.time.told_apart(b.time) <= _NEAR
