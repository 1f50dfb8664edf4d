"""Places, people, terms and routes of one subject: which two exclude one another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Relation, told_apart
from briefkit.analysis.discrepancies.terms import Variation
from briefkit.analysis.discrepancies.values import Value
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.values import ActorsType, EventType, PlaceType, RouteType
from briefkit.vocab import DiscrepancyType, EventKind, Occasion

__all__ = ["is_put_there", "part_places", "thing_relations"]

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
    attribute = ATTRIBUTES[a.claim.attribute]
    kind = attribute.type
    if a.step != b.step and not (isinstance(kind, PlaceType) and _are_told_together(a, b)):
        return None  # a plan that came out otherwise
    if attribute.many and corpus.ds.kind_of(a.claim.subject_id) in attribute.many:
        return None
    if isinstance(kind, PlaceType):
        return _places(corpus, a, b, kind)
    is_one_scope = not isinstance(kind, EventType) or a.claim.scope == b.claim.scope
    if is_one_scope and kind.excludes(a.text, b.text, corpus):
        return Pair(a, b, Ground.OCCASION if kind.terms is Occasion else Ground.VALUE)
    if isinstance(kind, EventType):
        return Difference(a, b, DiscrepancyType.SPAN, "scope")
    if kind.is_free:
        return None
    cause = cast(Variation, "people" if isinstance(kind, ActorsType) else attribute.name)
    return Difference(a, b, DiscrepancyType.GRANULARITY, cause)


def _are_told_together(a: Value, b: Value) -> bool:
    """Tell whether a plan was told with the deed or after it, and is no preview."""
    plan, deed = (a, b) if a.step == "plan" else (b, a)
    return plan.told[1] >= deed.told[0] and told_apart(a, b) <= _TOGETHER


def _places(corpus: Corpus, a: Value, b: Value, kind: PlaceType) -> Relation:
    is_one_attribute = a.claim.attribute == b.claim.attribute
    if _moves_between(corpus, a, b):
        return None
    if not kind.excludes(a.text, b.text, corpus):
        is_listed = is_one_attribute and not a.is_dateline and not b.is_dateline
        return Difference(a, b, DiscrepancyType.GRANULARITY, "place") if is_listed else None
    if a.is_dateline != b.is_dateline:
        return Pair(a, b, Ground.DATELINE)
    if not is_one_attribute or a.is_dateline:
        return None
    is_visit = corpus.kind_of(a.claim.subject_id) is EventKind.VISIT
    if is_visit and not corpus.is_abroad(a.text, b.text):
        # a visitor sees many places and arrives by stages, but one report names one of them
        is_one_report = kind.is_arrival and bool(a.roots & b.roots)
        return Pair(a, b, Ground.VALUE) if is_one_report else None
    return Pair(a, b, Ground.VALUE)


def _moves_between(corpus: Corpus, a: Value, b: Value) -> bool:
    """Tell whether a page reports that what both speak of moved from the one place to the other."""
    kind, places = RouteType(), corpus.ds.records.places
    return any(
        {name for name in leg if name in places} >= {a.text, b.text}
        for claim in corpus.ds.claims_of(a.claim.subject_id, "leg")
        if a.claim.subject_id == b.claim.subject_id and not claim.is_denied
        for leg in kind.legs(claim.value or "")
    )


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
        if not ATTRIBUTES[value.claim.attribute].filed:
            if corpus.is_abroad(part.text, value.text):
                yield Pair(part, value, Ground.OUTSIDE)
        elif (
            part.text in corpus.datelines(part.claim.source_id)
            and not _goes_to(corpus, value.claim.subject_id, part.text)
            and not is_put_there(corpus, part, parts)
        ):
            yield Pair(value, part, Ground.ARRIVAL)


def is_put_there(corpus: Corpus, filed: Value, said: Iterable[Value]) -> bool:
    """Tell whether a page of another origin, that was filed elsewhere, names a place.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    filed : Value
        The place, on a page that was filed there.
    said : iterable of Value
        The places that are given of the same event.
    """
    return any(
        v.text == filed.text
        and not v.is_dateline
        and not v.claim.is_denied
        and v.roots - {UNKNOWN}
        and not v.roots & filed.roots
        and not any(
            corpus.is_nested(place, v.text) for place in corpus.datelines(v.claim.source_id)
        )
        for v in said
    )


def _goes_to(corpus: Corpus, visit: str, place_id: str) -> bool:
    """Whether somebody reports that the visitor moved on to a place."""
    kind = RouteType()
    ends = {
        leg[-1]
        for claim in corpus.ds.claims_of(visit, "leg")
        for leg in kind.legs(claim.value or "")
    }
    return any(corpus.is_nested(end, place_id) for end in ends if end in corpus.ds.records.places)
