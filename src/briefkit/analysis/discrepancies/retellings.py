"""What pages make of one word: two numbers, two bounds, two hedges, or a longer time."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Relation, Said
from briefkit.analysis.likeness import is_alike, ratio
from briefkit.analysis.times import Lie, Reference, names_newer_day
from briefkit.vocab import DiscrepancyType, Extent, Hedge

__all__ = [
    "are_floors_of_one_word",
    "corrected",
    "gives_both",
    "is_retelling",
    "rounded",
    "stands_by",
    "told_for_longer",
    "told_on",
]

#: A time is another one where it is so many times as long.
_LONGER = 3
#: Two lower bounds of one word are two from so many times on.
_TWICE = 2


def corrected(a: Answer, b: Answer) -> Relation:
    """Relate what was corrected: a relay of it stands against the correction alone.

    One that is older than the correction could not know it: it was overtaken.
    """
    for relay, other in ((a, b), (b, a)):
        if relay.corrected_by is not None and relay.corrected_by is other.claim:
            return told_on(other, relay) if other.excludes(relay) else None
    return None


def told_on(correction: Said, relay: Said) -> Pair | Difference:
    """Relate a correction to a relay of what it corrects, by which of them is older."""
    if relay.told[1] < correction.told[0]:
        return Difference(relay, correction, DiscrepancyType.REVISION, "corrected")
    return Pair(correction, relay, Ground.CORRECTED)


def told_for_longer(a: Answer, b: Answer, told: Iterable[Answer]) -> Pair | None:
    """Find one number of one voice, which a relay of its page tells of a longer time.

    Not where another page has the voice say so of the longer time, and not by way of the shorter.
    """
    if a.number != b.number or a.time.is_running or b.time.is_running:
        return None
    lie = a.time.lie(b.time)
    if lie not in {Lie.INSIDE, Lie.AROUND} or not a.bodies & b.bodies:
        return None
    short, long = (a, b) if lie is Lie.INSIDE else (b, a)
    is_longer = long.time.last - long.time.start > _LONGER * (short.time.last - short.time.start)
    is_relay = short.claim.source_id in long.documents
    is_own_word = any(
        short.claim.source_id not in {x.claim.source_id, *x.documents}
        and x.claim.source_id != long.claim.source_id
        and x.bodies & long.bodies
        and x.time.lie(long.time) is Lie.EQUAL
        for x in told
    )
    return Pair(short, long, Ground.RETOLD) if is_longer and is_relay and not is_own_word else None


def are_floors_of_one_word(a: Answer, b: Answer) -> bool:
    """Tell whether two pages give one word of a speaker two lower bounds, the one twice the other.

    Both bounds can hold; he did not say both.
    """
    if not (a.is_floor and b.is_floor) or a.claim.extent or b.claim.extent:
        return False
    if Hedge.MANY in {a.claim.hedge, b.claim.hedge}:
        return False  # several dozen is a dozen and more
    is_one_word = a.claim.speaker_id is not None and a.claim.speaker_id == b.claim.speaker_id
    if not is_one_word or a.claim.unit != b.claim.unit:
        return False
    is_apart = ratio(a.number or 0, b.number or 0) >= _TWICE and a.time.told_apart(b.time) <= 1
    return is_apart and a.time.lie(b.time) is not Lie.APART


def rounded(a: Answer, b: Answer) -> Relation:
    """Tell whether one number is given under two hedges, or at two precisions."""
    if {a.claim.extent, b.claim.extent} & {Extent.LOT, Extent.PART} and a.number != b.number:
        return None  # a part of it is another number
    if a.amount == b.amount and a.claim.hedge is b.claim.hedge:
        return None
    if a.number is None or b.number is None or a.number == b.number:
        is_listed = a.claim.hedge is not b.claim.hedge and a.time.lie(b.time) is Lie.EQUAL
        return Difference(a, b, DiscrepancyType.ROUNDING, "hedge") if is_listed else None
    if a.time.lie(b.time) is not Lie.EQUAL:
        return None
    return Difference(a, b, DiscrepancyType.ROUNDING, "precision")


def is_retelling(record: Answer, relay: Answer) -> bool:
    """Tell whether a relay retells a record: of the same voice, and it names no newer day."""
    if relay.is_record or not record.bodies & relay.bodies:
        return False
    return not names_newer_day(relay.claim, relay.time, record.time)


def stands_by(answer: Answer, answers: Iterable[Answer], newer: Reference) -> bool:
    """Tell whether a voice keeps to a number beside a newer one, and not only who relays it.

    Parameters
    ----------
    answer : Answer
        The number.
    answers : iterable of Answer
        What is said of it, the answer among it.
    newer : Reference
        The time of the newer number.

    Returns
    -------
    bool
        Whether a voice of the answer gives it after the newer one was told: in its own record, or
        of a day that is named.
    """
    return any(
        (x.is_record or names_newer_day(x.claim, x.time, newer))
        and x.time.told_first > newer.told_last
        and x.bodies & answer.bodies
        and is_alike(x.number, answer.number)
        for x in answers
    )


def gives_both(said: Iterable[Said], a: Said, b: Said) -> bool:
    """Tell whether one page gives what two claims say, each of its own step.

    Parameters
    ----------
    said : iterable of Answer or Value
        All that is said of a matter.
    a, b : Answer or Value
        Two of them.
    """
    listed = list(said)
    pages = [{x.claim.source_id for x in listed if _is_same(x, y)} for y in (a, b)]
    return bool(pages[0] & pages[1])


def _is_same(a: Said, b: Said) -> bool:
    if a.claim.attribute != b.claim.attribute or a.claim.is_denied != b.claim.is_denied:
        return False
    if a.claim.stage_or_done.is_actual != b.claim.stage_or_done.is_actual:
        return False
    if isinstance(a, Answer) and isinstance(b, Answer):
        return a.claim.unit == b.claim.unit and is_alike(a.number, b.number)
    return a.claim.value == b.claim.value
