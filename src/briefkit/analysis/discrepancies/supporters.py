"""Supporters: other voices whose word now holds with one side of a disagreement alone."""

from __future__ import annotations

import math
from collections.abc import Iterable

from briefkit.analysis.answers import Answer
from briefkit.analysis.current import current
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.discrepancies.values import values
from briefkit.analysis.likeness import AGREE
from briefkit.analysis.times import Lie
from briefkit.dates import span
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.values import DateType

__all__ = ["supporters"]

#: How the time of a total lies to that of one which cannot be larger.
_LATER = frozenset({Lie.AFTER, Lie.AROUND})


def supporters(
    matter: Matter, pair: Pair, named: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the voices besides those of the sides that hold with one side of a pair alone.

    Parameters
    ----------
    matter : Matter
        What is said of one attribute of one subject.
    pair : Pair
        Two of its claims that exclude one another.
    named : iterable of str
        The voices of both sides.

    Returns
    -------
    tuple of str, tuple of str
        Of the first side and of the second. A number speaks of the side's time: a total of a later
        day, or of a longer time, is no smaller, so it can hold with the lower side alone; one of an
        earlier day, or of a part of the time, with the higher one. Who tells of a flow from a day
        on, holds with that day as its first.
    """
    if isinstance(pair.a, Answer) and isinstance(pair.b, Answer):
        found = _of_number(matter, pair.a, pair.b, pair.ground, set(named))
    else:
        found = _of_date(matter, pair, set(named))
    return tuple(found[0]), tuple(found[1])


_Found = tuple[list[str], list[str]]


def _of_number(matter: Matter, a: Answer, b: Answer, ground: Ground, named: set[str]) -> _Found:
    found: _Found = ([], [])
    if ground not in {Ground.VALUE, Ground.SHRINK}:
        return found
    lower = int((b.amount.centre or 0) < (a.amount.centre or 0))
    for question in matter.questions:
        if not any(answer in question.answers for answer in (a, b)):
            continue
        times = {x.claim_id: x.time for x in question.whole}
        told = [x for x in question.whole if any(_is_comparable(x, side) for side in (a, b))]
        for voice in current(told) if told else ():
            fits = [_holds(voice.amount, side.amount) for side in (a, b)]
            is_bound = voice.amount.ceiling == math.inf
            if voice.voice in named or voice.is_weak or is_bound or sum(fits) != 1:
                continue
            side = fits.index(True)
            lie = times[voice.first_id].lie((a, b)[side].time)
            speaks_of_it = lie is Lie.EQUAL or (
                lie is not Lie.APART
                and not a.time.is_stock
                and side == (lower if lie in _LATER else 1 - lower)
            )
            if speaks_of_it:
                found[side].append(voice.voice)
    return found


def _of_date(matter: Matter, pair: Pair, named: set[str]) -> _Found:
    found: _Found = ([], [])
    corpus = matter.corpus
    is_dated = all(isinstance(ATTRIBUTES[s.claim.attribute].type, DateType) for s in pair.sides)
    if matter.subject_id not in corpus.ds.records.flows or not is_dated:
        return found
    days = [span(side.claim.value or "") for side in pair.sides]
    early, late = sorted((0, 1), key=lambda i: days[i].first)
    for said in values(corpus, corpus.ds.claims_of(matter.subject_id, matter.attribute)):
        is_told = said.step == "deed" and not said.claim.is_denied and not said.is_weak
        if not is_told or len(said.bodies) != 1 or said.bodies & named:
            continue  # what credits two bodies is the word of neither alone
        own = span(said.text)
        if days[early].first <= own.first <= days[early].last and own.first < days[late].first:
            side = found[early]
        elif own.latest is None and days[late].first <= own.first <= days[late].last:
            side = found[late]
        else:
            continue
        side += [body for body in sorted(said.bodies) if body not in side]
    return found


def _is_comparable(answer: Answer, side: Answer) -> bool:
    return answer.time.lie(side.time) is not Lie.APART


def _holds(a: Amount, b: Amount) -> bool:
    return a.floor <= b.ceiling * AGREE and b.floor <= a.ceiling * AGREE
