"""How far a disagreement is settled, and which side the record favours."""

from __future__ import annotations

from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.times import ONE_TIME
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import CheckState, Modality, Reliability

__all__ = ["settled"]

_GUESSED = frozenset({Modality.ESTIMATED, Modality.ALLEGED})


def settled(pair: Pair, a: Side, b: Side) -> tuple[CheckState, bool | None, str]:
    """Tell how far an entry is settled.

    Parameters
    ----------
    pair : Pair
        The leading pair.
    a, b : Side
        Its sides, in the same order.

    Returns
    -------
    CheckState
        Resolved by a correction, or by the voice's own record where no other voice stands against
        it; irreducible where both sides estimate or allege losses or stocks; leaning where the page
        of one side makes it doubtful, one side has more voices, or of one voice more origins, and
        does not rest on grade E and F alone, or the other does; else open.
    bool or None
        Whether the record favours `a`; None where it favours neither.
    str
        Why: correction, record, doubt, voices, origins, grade; where open, that voices moved, or
        empty.
    """
    if pair.ground is Ground.CORRECTED:
        return CheckState.RESOLVED, True, "correction"
    if a.is_record != b.is_record:
        record, other = (a, b) if a.is_record else (b, a)
        if set(other.voices) <= set(record.voices):
            return CheckState.RESOLVED, a.is_record, "record"
    doubted = [s.claim.is_doubtful for s in pair.sides]
    if doubted[0] != doubted[1]:
        return CheckState.LEANING, doubted[1], "doubt"
    kind = ATTRIBUTES[pair.a.claim.attribute]
    if kind.is_unseen and all(s.claim.modality in _GUESSED for s in pair.sides):
        return CheckState.IRREDUCIBLE, None, ""
    if pair.ground is Ground.OMISSION:
        return CheckState.OPEN, None, ""
    only_a = ({*a.voices, *a.near} - set(b.voices)) - set(a.moved)
    only_b = ({*b.voices, *b.near} - set(a.voices)) - set(b.moved)
    if abs(pair.a.told[1] - pair.b.told[1]) > ONE_TIME:  # of a voice on both sides the newer word
        both = set(a.voices) & set(b.voices)
        newer = only_a if pair.a.told[1] > pair.b.told[1] else only_b
        newer |= both if set(a.voices) != set(b.voices) else set()
    had = set(a.voices) - set(b.voices), set(b.voices) - set(a.voices)
    has_moved = bool(a.moved or b.moved)
    if has_moved and len(had[0]) != len(had[1]) and len(only_a) == len(only_b):
        return CheckState.OPEN, None, "moved"
    for x, y, why in (
        (
            min(len(only_a), len(a.near) + min(a.n_voices, a.n_sources)),
            min(len(only_b), len(b.near) + min(b.n_voices, b.n_sources)),
            "voices",
        ),
        (a.n_origins, b.n_origins, "origins") if not (only_a and only_b) else (0, 0, ""),
        (_outranks(a, b), _outranks(b, a), "grade"),
    ):
        if x != y and _may_lead(*((a, b) if x > y else (b, a))):
            return CheckState.LEANING, x > y, why
    return CheckState.OPEN, None, ""


def _may_lead(a: Side, b: Side) -> bool:
    """Whether a side may outvote the other: weak pages alone outvote none that is not."""
    return not a.is_weak or b.is_weak or bool(a.near)


def _outranks(a: Side, b: Side) -> bool:
    """Whether one side has a page that names its source, and the other grades E and F alone."""
    return a.grade <= Reliability.C and b.is_weak
