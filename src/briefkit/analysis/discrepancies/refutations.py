"""Refutations: what the record itself holds against a cause, before the cause is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Said, is_independent
from briefkit.analysis.discrepancies.values import Value
from briefkit.analysis.likeness import AGREE, is_alike, ratio
from briefkit.analysis.questions import questions
from briefkit.analysis.times import ONE_TIME, Lie, Reference
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.spelling import means
from briefkit.vocab import Extent, Stage

__all__ = [
    "has_another",
    "is_cleared",
    "is_counted",
    "is_held",
    "is_of_two_origins",
    "is_older",
    "is_own_size",
    "is_printed_elsewhere",
    "is_summed",
    "same_number",
]

#: A whole and its part are told together within so many days.
_MONTH = 31
#: Two numbers of a voice are of one size where the one is less than so many times the other.
_SIZE = 10**0.5


def same_number(matter: Matter, answer: Answer) -> Iterator[Answer]:
    """Yield what gives the number of an answer, the answer itself among it."""
    for other in matter.said:
        if isinstance(other, Answer) and is_alike(other.number, answer.number):
            yield other


def is_cleared(accused: Said, other: Said) -> bool:
    """Tell whether a claim cannot be the one that is wrong.

    Parameters
    ----------
    accused : Answer or Value
        The claim that a cause has gone astray.
    other : Answer or Value
        The claim that it stands against.

    Returns
    -------
    bool
        Whether its own page says nothing against it, and that of the other does against that.
    """
    return other.claim.is_doubtful and not accused.claim.is_doubtful


def is_older(matter: Matter, answer: Answer, origin: Answer, days: int = ONE_TIME) -> bool:
    """Tell whether a number was told before what it would have been taken from.

    Parameters
    ----------
    matter : Matter
        What the number is about.
    answer : Answer
        The number.
    origin : Answer
        What it would have been taken from.
    days : int
        By more than so many days.
    """
    own = (answer.bodies | answer.roots) - {UNKNOWN}
    told = [x for x in same_number(matter, answer) if own & (x.bodies | x.roots)]
    first = min(x.time.told_last for x in (*told, answer) if x is not origin)
    return first + days < origin.time.told_first


def has_another(answer: Answer, kind: Iterable[Answer], time: Reference) -> bool:
    """Tell whether the voice of an answer gives another number for what it would be taken from.

    Parameters
    ----------
    answer : Answer
        The number that would be that of another thing.
    kind : iterable of Answer
        What is said of that other thing.
    time : Reference
        Of what time.

    Returns
    -------
    bool
        Whether a page of one telling, of the same voice, tells the two things apart.
    """
    return any(
        x.is_of_one_voice(answer)
        and x.extent in {None, Extent.TOTAL}
        and x.time.told_apart(answer.time) <= ONE_TIME
        and x.time.lie(time) is Lie.EQUAL
        and not is_alike(x.number, answer.number, AGREE)
        for x in kind
    )


def is_held(matter: Matter, part: Answer, whole: Answer) -> bool:
    """Tell whether another voice than that of a whole gives a whole of its own with its part.

    Parameters
    ----------
    matter : Matter
        What the whole is about.
    part, whole : Answer
        A part, and a whole that is less.
    """
    if not is_independent(part, whole):
        return False
    own = (part.bodies | part.roots) - {UNKNOWN}
    return any(
        isinstance(x, Answer)
        and own & (x.bodies | x.roots)
        and x.dimension == part.dimension
        and x.claim.attribute == whole.claim.attribute
        and x.extent in {None, Extent.TOTAL}
        and x.time.told_apart(part.time) <= _MONTH
        and x.high * AGREE >= part.low
        for x in matter.said
    )


def is_own_size(matter: Matter, answer: Answer, rival: Answer) -> bool:
    """Tell whether a number that stands far from another is of the size that is meant.

    Parameters
    ----------
    matter : Matter
        What it is about.
    answer, rival : Answer
        A number, and one that is a power of ten, or a unit, away from it.

    Returns
    -------
    bool
        Whether its page gives it in a second unit, or with its parts; or its voice, where that is
        not the rival's, has one of like size for another day, in another document.
    """
    for question in matter.questions:
        if answer not in question.answers:
            continue
        for x in question.answers:
            is_one_page = x.claim.source_id == answer.claim.source_id
            if is_one_page and x.claim.unit != answer.claim.unit and not x.excludes(answer):
                return True
            is_series = not is_one_page and x.bodies & answer.bodies and not x.claim.is_doubtful
            is_other_day = x.time.told_apart(answer.time) > ONE_TIME
            is_like = not is_alike(x.number, answer.number) and (
                ratio(x.number or 0, answer.number or 0) < _SIZE
            )
            if is_series and is_other_day and is_like and is_independent(answer, rival):
                return True
    return is_summed(matter, answer, rival)


def is_summed(matter: Matter, answer: Answer, rival: Answer) -> bool:
    """Tell whether a page gives the parts that make its number, none of them the rival's.

    Parameters
    ----------
    matter : Matter
        What it is about.
    answer, rival : Answer
        A number, and the one that it stands against.
    """
    parts: dict[str, float] = {}
    for part in of_parts(matter):
        is_one_page = part.claim.source_id == answer.claim.source_id
        if is_one_page and part.number and part.claim.unit == answer.claim.unit:
            parts[part.claim_id] = part.number
    if len(parts) < 2 or any(is_alike(number, rival.number) for number in parts.values()):
        return False
    return is_alike(sum(parts.values()), answer.number, AGREE)


def of_parts(matter: Matter) -> Iterator[Answer]:
    """Yield what is said of parts: in the claims on the whole, and of the subjects in it."""
    for question in matter.questions:
        for answer in question.answers:
            if answer.claim.extent in {Extent.LOT, Extent.PART}:
                yield answer
    yield from of(matter, matter.corpus.children.get(matter.subject_id, ()))


def of(matter: Matter, subjects: Iterable[str]) -> Iterator[Answer]:
    """Yield what is said of the matter's attribute of other subjects."""
    for subject in subjects:
        for question in questions(matter.corpus.ds, subject, matter.attribute):
            yield from question.answers


def is_counted(matter: Matter, answer: Answer) -> bool:
    """Tell whether a page says that a number was counted, or it was seen afterwards."""
    return any(
        means(x.claim.printed, "count") or x.claim.stage is Stage.OBSERVED
        for x in same_number(matter, answer)
        if x.is_of_one_voice(answer) and x.claim.extent not in {Extent.CAPACITY, Extent.CONVERSION}
    )


def is_printed_elsewhere(matter: Matter, value: Value) -> bool:
    """Tell whether a page of another origin prints the day of a value itself."""
    return any(
        isinstance(x, Value)
        and x.text == value.text
        and x.claim.basis is None
        and not x.is_dateline
        and not x.roots & value.roots
        and any(character.isdigit() for character in x.claim.printed)
        for x in matter.said
    )


def is_of_two_origins(matter: Matter, value: Value) -> bool:
    """Tell whether two pages, of two origins that are named, give a value."""
    origins = [
        x.roots - {UNKNOWN} for x in matter.said if isinstance(x, Value) and x.text == value.text
    ]
    return any(a and b and not a & b for i, a in enumerate(origins) for b in origins[:i])


def is_confirmed(matter: Matter, answer: Answer) -> bool:
    """Tell whether an independent voice gives the number of an answer, for its time."""
    return any(
        is_independent(x, answer)
        and not x.claim.is_doubtful
        and x.claim.source_id not in answer.documents
        and answer.claim.source_id not in x.documents
        and x.time.lie(answer.time) is Lie.EQUAL
        for x in same_number(matter, answer)
    )
