"""Explanations of a pair of numbers by parts and wholes: the one told for the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.questions import questions
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.spelling import means
from briefkit.vocab import DiscrepancyType, Extent

__all__ = ["explanation", "same_number", "total_part"]

T = DiscrepancyType
#: A part told for the whole may have been rounded on the way.
_ABOUT = 1.02
#: Days within which a number of a part, or of a whole, is told about when it was taken for another.
_NEAR = 31


def explanation(type_: T, cause: str, *answers: Answer, **facts: object) -> Hypothesis:
    """Make a hypothesis that rests on some answers, each named once."""
    ids = tuple(dict.fromkeys(answer.claim_id for answer in answers))
    return Hypothesis(type_, cause, ids, facts)


def same_number(matter: Matter, answer: Answer) -> Iterator[Answer]:
    """Yield what gives the number of an answer, the answer itself among it."""
    for other in matter.said:
        if isinstance(other, Answer) and is_alike(other.number, answer.number):
            yield other


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
        return explanation(T.TOTAL_PART, "part_above_whole", a, b, whole=a.claim_id)
    if any(means(x.claim.printed, "each") for x in (a, b)) and _is_multiple(a, b):
        return explanation(T.TOTAL_PART, "each", a, b)
    for answer, other in ((a, b), (b, a)):
        is_told_once = len({s.claim.source_id for s in same_number(matter, answer)}) == 1
        if not is_told_once and not answer.is_of_one_voice(other):
            continue  # what several documents of another voice say is no slip
        is_less = (answer.number or 0) < (other.number or 0)
        found = _as_part(matter, answer) if is_less else _as_whole(matter, answer)
        if found is not None:
            cause = "part_for_whole" if is_less else "whole_for_part"
            return explanation(T.TOTAL_PART, cause, a, b, found, told=answer.claim_id)
        twice = None if is_less else _added_twice(matter, answer, other)
        if twice is not None:
            return explanation(T.TOTAL_PART, "part_added_twice", a, b, twice, told=answer.claim_id)
    return None


def _is_multiple(a: Answer, b: Answer) -> bool:
    small, large = sorted((a.number or 0, b.number or 0))
    return small > 0 and any(is_alike(large, small * n) for n in (2, 3, 4))


def _as_part(matter: Matter, answer: Answer) -> Answer | None:
    """Return a part that was given the same number at about the same time."""
    for question in matter.questions:
        for part in question.answers:
            is_part = part.claim.extent in {Extent.LOT, Extent.PART} and part is not answer
            if is_part and is_alike(part.number, answer.number) and _told_near(part, answer):
                return part
    for part in _of(matter, matter.corpus.children.get(matter.subject_id, ())):
        if is_alike(part.number, answer.number, _ABOUT) and _told_near(part, answer):
            return part
    return None


def _as_whole(matter: Matter, answer: Answer) -> Answer | None:
    """Return what a whole was given by the same voice, in the same number, at about that time."""
    for whole in _of(matter, matter.corpus.ancestors(matter.subject_id)):
        is_same = whole.claim.unit == answer.claim.unit and is_alike(whole.number, answer.number)
        if is_same and whole.is_of_one_voice(answer) and _told_near(whole, answer):
            return whole
    return None


def _added_twice(matter: Matter, answer: Answer, other: Answer) -> Answer | None:
    """Return a part that, added to the total that holds it already, makes the larger number."""
    more = (answer.number or 0) - (other.number or 0)
    if not answer.is_of_one_voice(other) or more > (other.number or 0):
        return None  # a part is no more than the total
    for part in _of(matter, matter.corpus.children.get(matter.subject_id, ())):
        if is_alike(part.number, more) and part.is_of_one_voice(other):
            return part
    return None


def _of(matter: Matter, subjects: Iterable[str]) -> Iterator[Answer]:
    """Yield what is said of the matter's attribute of other subjects."""
    for subject in subjects:
        for question in questions(matter.corpus.ds, subject, matter.attribute):
            yield from question.answers


def _told_near(a: Answer, b: Answer) -> bool:
    return a.time.told_apart(b.time) <= _NEAR
