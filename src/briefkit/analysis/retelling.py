"""Retelling: what pages lose on the way, the speaker or the period, is given back to a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefkit.analysis.answers import Answer
from briefkit.analysis.likeness import ROUNDED, is_alike
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.analysis.voices import UNKNOWN
from briefkit.vocab import Extent, Hedge

__all__ = ["with_extents", "with_speakers", "with_windows"]

#: Days within which a speaker's number is told in the same words.
_MONTH = 31
#: So many relays of an origin outweigh the one that has another number.
_RELAYS = 3


def with_speakers(made: Sequence[Answer]) -> list[Answer]:
    """Give a number to who gave it first: one credited to nobody, or to who passes it on.

    Parameters
    ----------
    made : sequence of Answer
        The answers to one question.

    Returns
    -------
    list of Answer
        In the same order. A page that credits nobody has it of the speaker who had given it before;
        where speakers of several bodies had, of nobody. Who speaks for himself alone, and of whom
        another page has the number that credits one body with it, passes on the word of that body.
        What a body says in its own record stays its own.
    """
    spoken = _spoken(made)
    heard = _heard_of(made)
    slips = _slips(made)
    found = []
    for a in made:
        by = spoken.get(a.number, ()) if a.number is not None else ()
        by = [b for b in by if b.time.told_first <= a.time.told_last + ONE_TIME]
        if a.claim.speaker_id is not None:
            by = _passed_on(a, by, heard)
        if by and not a.is_record:
            whose = by[0].bodies if len(by) == 1 else frozenset()
            a = replace(a, voice=by[0].voice, bodies=whose)
        if a.claim_id in slips:
            a = replace(a, bodies=frozenset())
        found.append(a)
    return found


def _slips(made: Sequence[Answer]) -> frozenset[str]:
    """Return the claims in which one page gives a number that the relays of its origin do not."""
    by_roots: dict[frozenset[str], list[Answer]] = {}
    for a in made:
        if a.claim.speaker_id is None and a.number is not None and UNKNOWN not in a.roots:
            by_roots.setdefault(a.roots, []).append(a)
    found = set()
    for listed in by_roots.values():
        if len({a.claim.source_id for a in listed}) <= _RELAYS:
            continue
        listed.sort(key=lambda a: a.time.told_last)
        days = [a.time.told_last for a in listed]
        for a in listed:
            first = bisect_left(days, a.time.told_first - ONE_TIME)
            week = listed[first : bisect_right(days, a.time.told_last + ONE_TIME)]
            own = {b.claim.source_id for b in week if is_alike(a.number, b.number, ROUNDED)}
            near = [b for b in week if a.time.lie(b.time) is not Lie.APART]
            others = Counter(b.number for b in near if b.claim.source_id not in own)
            if len(own) == 1 and max(others.values(), default=0) >= _RELAYS:
                found.add(a.claim_id)
    return frozenset(found)


def _spoken(made: Sequence[Answer]) -> dict[float, list[Answer]]:
    """Return by number the first answer of each body that gives it."""
    spoken: dict[float, list[Answer]] = {}
    for a in sorted(made, key=lambda a: (a.time.told_last, a.rank)):
        if a.number is not None and a.claim.speaker_id is not None and len(a.bodies) == 1:
            listed = spoken.setdefault(a.number, [])
            if not any(a.bodies == other.bodies for other in listed):
                listed.append(a)
    return spoken


_Heard = dict[tuple[float, str], set[str]]


def _heard_of(made: Sequence[Answer]) -> _Heard:
    """Return by number, and by who passes it on, the bodies that pages have it from.

    Words that are doubtful in themselves take no number from who is credited elsewhere.
    """
    heard: _Heard = {}
    for a in made:
        if a.claim.doubt is not None:
            continue
        if a.number is not None and a.claim.speaker_id is not None and len(a.bodies) == 1:
            for name in a.roots - a.bodies:
                heard.setdefault((a.number, name), set()).update(a.bodies)
    return heard


def _passed_on(a: Answer, by: Sequence[Answer], heard: _Heard) -> list[Answer]:
    """Return the answer of the one body whose word a speaker passes on; empty where he is heard.

    "Millions" is a word of one's own, and no number that somebody else has given.
    """
    name, number = a.claim.speaker_id or "", a.number or 0.0
    bodies = {
        body
        for body in heard.get((number, name), ())
        if not heard.get((number, body), set()) - {body}
    }
    if a.bodies != {name} or len(bodies) != 1 or a.claim.hedge is Hedge.MANY:
        return []
    return [b for b in by if b.bodies == bodies]


def with_windows(made: Sequence[Answer]) -> list[Answer]:
    """Give a number that lost its period on the way the period of the same words elsewhere.

    Parameters
    ----------
    made : sequence of Answer
        The answers to one question.

    Returns
    -------
    list of Answer
        In the same order. The same words are a speaker's number within a month, in a source that is
        not weak.
    """
    dated: dict[tuple[str, float], list[Answer]] = {}
    for a in made:
        if a.number is not None and a.claim.speaker_id is not None and not a.time.is_running:
            dated.setdefault((a.claim.speaker_id, a.number), []).append(a)
    found = []
    for a in made:
        key = (a.claim.speaker_id or "", a.number or 0.0)
        is_bare = a.claim.window is None and a.claim.said_on is None and not a.time.is_stock
        same = [
            b
            for b in dated.get(key, ())
            if is_bare and not b.is_weak and a.time.told_apart(b.time) <= _MONTH
        ]
        if same:
            b = min(same, key=lambda b: (a.time.told_apart(b.time), b.grade, b.rank))
            a = replace(a, time=b.time, window=b.window)
        found.append(a)
    return found


def with_extents(made: Sequence[Answer]) -> list[Answer]:
    """Take a number for a part that one page tells of the whole and more pages of a part.

    Parameters
    ----------
    made : sequence of Answer
        The answers to one question.

    Returns
    -------
    list of Answer
        In the same order. "10,000 near the border" is told on as 10,000 by who drops the place; the
        pages are those that credit one speaker with the number within a week.
    """
    told: dict[tuple[str, float], list[Answer]] = {}
    for a in made:
        if a.claim.speaker_id is not None and a.number is not None:
            told.setdefault((a.claim.speaker_id, a.number), []).append(a)
    lost = {
        a.claim_id
        for same in told.values()
        if any(a.extent is Extent.PART for a in same)
        for a in same
        if _has_lost_its_part(a, same)
    }
    return [replace(a, extent=Extent.PART) if a.claim_id in lost else a for a in made]


def _has_lost_its_part(a: Answer, same: Sequence[Answer]) -> bool:
    if a.extent is not None or a.is_record:
        return False
    week = [b.extent for b in same if b.time.told_apart(a.time) <= ONE_TIME]
    return week.count(Extent.PART) > week.count(None)
