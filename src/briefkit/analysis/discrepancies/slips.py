"""Slips of a retelling: a power of ten lost, a unit kept or exchanged, an allegation as fact."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Ground, Pair
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.questions import Question
from briefkit.vocab import Dimension, Modality

__all__ = ["told_as_fact", "unit_ratio", "unlike_units"]

#: Ratios agree up to this share.
_RATIOS = 0.005
#: One number in two unlike units of one voice is a slip within so many days.
_NEAR = 31
#: A short, a metric and a long ton in tonnes.
_SHORT, _METRIC, _LONG = 0.907185, 1.0, 1.016047
_TON_RATIOS = {
    "short_ton": _METRIC / _SHORT,
    "long_ton": _LONG / _METRIC,
    "long_and_short_ton": _LONG / _SHORT,
}


def unit_ratio(a: Answer, b: Answer) -> str:
    """Name the unit that one number kept where the other has another; empty where none fits.

    Examples
    --------
    Of 40,900 t and 45,084 t it is ``short_ton``.
    """
    units = (a.claim.unit, b.claim.unit)
    if not all(unit is not None and unit.dimension is Dimension.MASS for unit in units):
        return ""
    x, y = a.claim.amount_value, b.claim.amount_value
    if not x or not y or x == y:
        return ""
    ratio = max(x, y) / min(x, y)
    near = (name for name, r in _TON_RATIOS.items() if abs(ratio / r - 1) < _RATIOS)
    return next(near, "")


def unlike_units(asked: Sequence[Question]) -> Iterator[Pair]:
    """Find one number in two unlike units of one voice: containers taken for rounds.

    Parameters
    ----------
    asked : sequence of Question
        The questions on one attribute of a subject.

    Yields
    ------
    Pair
        Two deeds of one voice in two documents, told within a month. Not where a page of that voice
        gives both numbers: so many of each were told.
    """
    deeds = [question for question in asked if question.step == "deed"]
    for one, other in itertools.combinations(deeds, 2):
        by_number: dict[float, list[Answer]] = {}
        for a in one.whole:
            if a.number:
                by_number.setdefault(a.number, []).append(a)
        for b in other.whole:
            for a in by_number.get(b.number or 0.0, ()):
                is_near = a.time.told_apart(b.time) <= _NEAR
                if not is_near or not a.is_of_one_voice(b):
                    continue
                pages = {x.claim.source_id for x in by_number[b.number or 0.0]}
                if not any(x.claim.source_id in pages for x in other.whole if _is_told_of(x, b)):
                    yield Pair(a, b, Ground.UNITS)


def _is_told_of(a: Answer, b: Answer) -> bool:
    return a.number == b.number and a.is_of_one_voice(b)


def told_as_fact(asked: Sequence[Question]) -> Iterator[Pair]:
    """Find what one page has somebody allege, and a relay of that page tells as fact.

    Parameters
    ----------
    asked : sequence of Question
        The questions on one attribute of a subject.

    Yields
    ------
    Pair
        What is alleged, and the relay that names nobody. Not where a page that it relays has it as
        fact.
    """
    for question in asked:
        alleged = {a.claim.source_id: a for a in question.answers if _is_alleged(a)}
        for b in question.answers if alleged else ():
            if b.claim.speaker_id is None and b.claim.modality is None and question.step == "deed":
                if any(_is_fact(a, b) for a in question.answers):
                    continue
                for source_id in sorted(b.documents & alleged.keys()):
                    if is_alike(alleged[source_id].number, b.number):
                        yield Pair(alleged[source_id], b, Ground.SPEAKER)


def _is_fact(page: Answer, relay: Answer) -> bool:
    """Whether a page that is relayed has the number of the relay as fact."""
    is_relayed = page.claim.source_id in relay.documents and page.claim.modality is None
    return is_relayed and is_alike(page.number, relay.number)


def _is_alleged(answer: Answer) -> bool:
    return answer.claim.modality is Modality.ALLEGED and answer.claim.speaker_id is not None
