"""Places, people, terms and routes of one subject: which two exclude one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Relation, told_apart
from briefkit.analysis.discrepancies.values import Value
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.values import (
    ActorsType,
    EventType,
    PlaceType,
    RouteType,
    TermsType,
    TermType,
)
from briefkit.vocab import Agreement, DiscrepancyType, EventKind

__all__ = ["part_places", "thing_relations"]

#: A place that was planned and one where it was held stand against one another if told so near.
_TOGETHER = 3


def thing_relations(corpus: Corpus, said: Sequence[Value]) -> Iterator[Pair | Difference]:
    """Relate the values of one attribute of one subject to one another.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    said : sequence of Value
        Claims of one subject that are filed together.

    Yields
    ------
    Pair or Difference
        Values that exclude one another; the same, coarser.
    """
    once: dict[tuple[object, ...], Value] = {}
    for v in said:
        key = (
            v.claim.attribute,
            v.text,
            v.step,
            v.claim.is_denied,
            v.bodies,
            v.is_dateline,
            v.is_record,
        )
        once.setdefault(key, v)
    for a, b in itertools.combinations(once.values(), 2):
        relation = _relate(corpus, a, b)
        if relation is not None:
            yield relation


def _relate(corpus: Corpus, a: Value, b: Value) -> Relation:
    if a.claim.is_denied or b.claim.is_denied or a.text == b.text:
        return None
    kind = ATTRIBUTES[a.claim.attribute].type
    if a.step != b.step and not (isinstance(kind, PlaceType) and _are_told_together(a, b)):
        return None  # a plan that came out otherwise
    if isinstance(kind, PlaceType):
        return _places(corpus, a, b)
    if a.claim.attribute != b.claim.attribute:
        return None
    if isinstance(kind, ActorsType):
        return _people(corpus, a, b)
    if isinstance(kind, RouteType):
        if a.claim.subject_id not in corpus.ds.records.flows:
            return None  # a traveller goes there and back
        back = {tuple(reversed(leg)) for leg in kind.legs(a.text)}
        return Pair(a, b, Ground.VALUE) if back & set(kind.legs(b.text)) else None
    if isinstance(kind, TermsType):
        can_be_both = a.claim.subject_id in corpus.ds.records.flows or a.names & b.names
        return None if can_be_both else Pair(a, b, Ground.VALUE)
    if isinstance(kind, TermType | EventType):
        return _terms(corpus, a, b)
    return None


def _are_told_together(a: Value, b: Value) -> bool:
    """Tell whether a plan was told with the deed or after it, and is no preview."""
    plan, deed = (a, b) if a.step == "plan" else (b, a)
    return plan.told[1] >= deed.told[0] and told_apart(a, b) <= _TOGETHER


def _terms(corpus: Corpus, a: Value, b: Value) -> Relation:
    if a.claim.attribute == "occasion":
        return Pair(a, b, Ground.OCCASION)
    if a.claim.attribute == "first_since":
        return _first_since(corpus, a, b)
    if a.claim.attribute != "agreement":
        return Pair(a, b, Ground.VALUE)
    if a.claim.subject_id not in corpus.ds.records.events:
        return None  # two states sign many papers
    if {a.text, b.text} == {Agreement.NONE, Agreement.SIGNED}:
        return Pair(a, b, Ground.VALUE)
    return Difference(a, b, DiscrepancyType.GRANULARITY, "agreement")


def _first_since(corpus: Corpus, a: Value, b: Value) -> Relation:
    """Being the first since a war and since an earlier visit both hold; since two visits not."""
    kinds = {corpus.kind_of(v.text) for v in (a, b)}
    if EventKind.ANCHOR in kinds or a.claim.scope != b.claim.scope:
        return Difference(a, b, DiscrepancyType.SPAN, "scope")
    return Pair(a, b, Ground.VALUE)


def _places(corpus: Corpus, a: Value, b: Value) -> Relation:
    is_one_attribute = a.claim.attribute == b.claim.attribute
    if a.claim.subject_id in corpus.ds.records.flows:
        return None  # goods move through many places
    if corpus.is_nested(a.text, b.text):
        is_listed = is_one_attribute and not a.is_dateline and not b.is_dateline
        return Difference(a, b, DiscrepancyType.GRANULARITY, "place") if is_listed else None
    if a.is_dateline != b.is_dateline:
        return Pair(a, b, Ground.DATELINE)
    if not is_one_attribute or a.is_dateline:
        return None
    is_visit = corpus.kind_of(a.claim.subject_id) is EventKind.VISIT
    if is_visit and not corpus.is_abroad(a.text, b.text):
        # a visitor sees many places and arrives by stages, but one report names one of them
        is_one_report = a.claim.attribute == "arrival_place" and bool(a.roots & b.roots)
        return Pair(a, b, Ground.VALUE) if is_one_report else None
    return Pair(a, b, Ground.VALUE)


def _people(corpus: Corpus, a: Value, b: Value) -> Relation:
    """Two who name one person of a state each exclude one another; others list who was there."""
    if a.claim.attribute == "met":
        return None
    by_state = [_by_state(corpus, v) for v in (a, b)]
    shared = set(by_state[0]) & set(by_state[1])
    for state in shared:
        x, y = by_state[0][state], by_state[1][state]
        if len(x) == len(y) == 1 and x != y and state not in x | y:
            return Pair(a, b, Ground.VALUE)
    if not shared and a.claim.attribute == "recipient":
        return Pair(a, b, Ground.VALUE)
    return Difference(a, b, DiscrepancyType.GRANULARITY, "people")


def _by_state(corpus: Corpus, value: Value) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in value.names:
        found.setdefault(corpus.state(name) or name, set()).add(name)
    return found


def part_places(corpus: Corpus, parts: Sequence[Value], whole: Sequence[Value]) -> Iterator[Pair]:
    """Relate the places of a meeting to those of the visit that contains it.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    parts, whole : sequence of Value
        Places of the part, and of what contains it.

    Yields
    ------
    Pair
        A part in another country than its whole; a meeting placed where the report was filed while
        the visitor arrived elsewhere and nobody reports that he moved on.
    """
    for part, value in itertools.product(parts, whole):
        if part.is_dateline or value.is_dateline or part.claim.is_denied or value.claim.is_denied:
            continue
        if part.step != value.step or corpus.is_nested(part.text, value.text):
            continue
        if value.claim.attribute == "place":
            if corpus.is_abroad(part.text, value.text):
                yield Pair(part, value, Ground.OUTSIDE)
        elif part.text in corpus.datelines(part.claim.source_id) and not _goes_to(
            corpus, value.claim.subject_id, part.text
        ):
            yield Pair(value, part, Ground.ARRIVAL)


def _goes_to(corpus: Corpus, visit: str, place_id: str) -> bool:
    """Whether somebody reports that the visitor moved on to a place."""
    kind = RouteType()
    ends = {
        leg[-1]
        for claim in corpus.ds.claims_of(visit, "leg")
        for leg in kind.legs(claim.value or "")
    }
    return any(corpus.is_nested(end, place_id) for end in ends if end in corpus.ds.records.places)
