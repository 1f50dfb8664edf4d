"""What pages make of one word: two numbers, two bounds, two hedges, or a longer time."""

from __future__ import annotations

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Relation
from briefkit.analysis.likeness import ratio
from briefkit.analysis.times import Lie, names_newer_day
from briefkit.vocab import DiscrepancyType, Extent, Hedge

__all__ = [
    "are_floors_of_one_word",
    "corrected",
    "is_retelling",
    "rounded",
    "told_for_longer",
]

#: A time is another one where it is so many times as long.
_LONGER = 3
#: Two lower bounds of one word are two from so many times on.
_TWICE = 2


def corrected(a: Answer, b: Answer) -> Relation:
    """Relate what was corrected: a relay of it stands against the correction alone."""
    for relay, other in ((a, b), (b, a)):
        if relay.corrected_by is not None and relay.corrected_by is other.claim:
            return Pair(other, relay, Ground.CORRECTED) if other.excludes(relay) else None
    return None


def told_for_longer(a: Answer, b: Answer) -> Relation:
    """Find one number of one voice, which a relay of its page tells of a longer time."""
    if a.number != b.number or a.time.is_running or b.time.is_running:
        return None
    lie = a.time.lie(b.time)
    if lie not in {Lie.INSIDE, Lie.AROUND} or not a.bodies & b.bodies:
        return None
    short, long = (a, b) if lie is Lie.INSIDE else (b, a)
    is_longer = long.time.last - long.time.start > _LONGER * (short.time.last - short.time.start)
    is_relay = short.claim.source_id in long.documents
    return Pair(short, long, Ground.RETOLD) if is_longer and is_relay else None


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
