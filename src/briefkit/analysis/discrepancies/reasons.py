"""Explanations of a pair of any kind, and what stands where none fires."""

from __future__ import annotations

from briefkit.analysis.discrepancies.causes import number_causes
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair, is_independent
from briefkit.analysis.discrepancies.refutations import is_of_two_origins, is_printed_elsewhere
from briefkit.analysis.discrepancies.retellings import gives_both
from briefkit.analysis.discrepancies.terms import Cause
from briefkit.analysis.discrepancies.things import is_put_there
from briefkit.analysis.discrepancies.values import Value
from briefkit.dates import span
from briefkit.schema.attributes import ATTRIBUTES, dated
from briefkit.schema.spelling import means, opposed, plain
from briefkit.schema.values import Dated, DateType, EventType, PlaceType
from briefkit.vocab import DiscrepancyType, EventKind

__all__ = ["explained"]

T = DiscrepancyType
#: Degrees of longitude over which a night lies between two places.
_NIGHT = 75.0


def explained(matter: Matter, pair: Pair) -> tuple[Hypothesis, ...]:
    """Explain why two claims differ.

    Parameters
    ----------
    matter : Matter
        What they are about.
    pair : Pair
        Two claims that exclude one another.

    Returns
    -------
    tuple of Hypothesis
        The likeliest first; ``real`` where two voices stand against one another, ``unknown`` where
        nothing else fires.
    """
    found = number_causes(matter, pair)
    if isinstance(pair.a, Value) and isinstance(pair.b, Value):
        found += _value_causes(matter, pair, pair.a, pair.b)
    if matter.omissions and pair.ground is not Ground.OMISSION:
        carriers = {c.claim_id for o in matter.omissions for c in o.carriers}
        found.append(Hypothesis(T.OMISSION, "left_out", tuple(sorted(carriers))))
    is_real = is_independent(pair.a, pair.b) and pair.ground not in _NOT_REAL
    if is_real and not any(h.type is T.REAL for h in found):
        # an old number that another voice repeats is first of all what that voice says
        is_repeat = pair.ground is Ground.STALE and all(h.type is not T.TOTAL_PART for h in found)
        found.insert(0 if is_repeat else len(found), _made(T.REAL, "voices", pair))
        if pair.ground is Ground.STALE:
            found.sort(key=lambda h: h.type is not T.TOTAL_PART)
    explaining = [h for h in found if h.type is not T.OMISSION]
    if not explaining:
        found.insert(0, _made(T.UNKNOWN, "none", pair))
    found.sort(key=lambda h: h.type is T.OMISSION)
    return tuple(found)


_NOT_REAL = frozenset({Ground.CORRECTED, Ground.OLD_PLAN, Ground.COUNTED})


def _made(type_: T, cause: Cause, pair: Pair, *more: str, **facts: object) -> Hypothesis:
    ids = dict.fromkeys((pair.a.claim.claim_id, pair.b.claim.claim_id, *more))
    return Hypothesis(type_, cause, tuple(ids), facts)


def _value_causes(matter: Matter, pair: Pair, a: Value, b: Value) -> list[Hypothesis]:
    match pair.ground:
        case Ground.CORRECTED:
            return [_made(T.STALE, "relay_of_corrected", pair)]
        case Ground.STAGE:
            is_told = gives_both(matter.said, a, b)  # what was planned, and what came
            return [] if is_told else [_made(T.STAGE, "plan_and_deed", pair)]
        case Ground.CANCELLED:
            return [_made(T.STAGE, "called_off", pair)]
        case Ground.OLD_PLAN:
            return [_made(T.STALE, "old_plan", pair)]
        case Ground.POLARITY:
            found = [_made(T.POLARITY, "turned_round", pair)]
            return [_made(T.REAL, "voices", pair), *found] if is_independent(a, b) else found
        case Ground.LIMITED:
            limited = a if means(a.text, "limit") else b
            return [_made(T.TOTAL_PART, "limit_lost", pair, limited=limited.claim.claim_id)]
        case Ground.GARBLED if _is_said_without_doubt(matter, b):
            return []
        case Ground.GARBLED:
            is_turned = bool(opposed(a.text, b.text, "converse"))
            type_ = T.POLARITY if is_turned else T.UNKNOWN
            return [_made(type_, "garbled", pair, garbled=b.claim.claim_id)]
        case Ground.SPEAKER:
            return [_made(T.ATTRIBUTION, "speakers", pair)]
        case Ground.OCCASION:
            return [_made(T.ATTRIBUTION, "occasions", pair)]
        case Ground.DENIAL:
            return [_made(T.REAL, "denied", pair)]
        case Ground.OMISSION:
            return []
        case _:
            kind = ATTRIBUTES[a.claim.attribute]
            if isinstance(kind.type, EventType):
                return [_made(T.COUNT_DEFINITION, "counts_as_such", pair)]
            if kind.is_proposition and means(a.text, "rate") != means(b.text, "rate"):
                return [_made(T.WINDOW, "rate", pair)]
            if isinstance(kind.type, DateType):
                return _dates(matter, pair, a, b)
            return _places(matter, pair, a, b) if isinstance(kind.type, PlaceType) else []


def _dates(matter: Matter, pair: Pair, a: Value, b: Value) -> list[Hypothesis]:
    found = []
    if dated(matter.attribute) is Dated.ANNOUNCED or a.claim.source_id == b.claim.source_id:
        return [_made(T.DATE, DateType.slip(a.text, b.text), pair)]
    announced = _announcement(matter, pair, a, b)
    if announced is not None:
        found.append(announced)
    reported = _day_of_report(matter, pair, a, b)
    if reported is not None:
        found.append(reported)
    elif is_independent(a, b) and _is_across_night(matter, a, b) and not _is_there(matter, a, b):
        found.append(_made(T.DATELINE, "time_zones", pair))
    cause: Cause = DateType.slip(a.text, b.text)
    if all(is_of_two_origins(matter, value) for value in (a, b)):
        cause = "days"  # two pages do not slip alike
    if cause == "days" and pair.ground is Ground.OUTSIDE:
        cause = "outside"
    found.append(_made(T.DATE, cause, pair))
    return found


def _announcement(matter: Matter, pair: Pair, a: Value, b: Value) -> Hypothesis | None:
    """Find the day on which it was announced, taken for its own."""
    for claim in matter.corpus.ds.claims_of(matter.subject_id, "announced"):
        day = span(claim.value or "")
        for value, other in ((a, b), (b, a)):
            is_weaker = _weight(matter, value) <= _weight(matter, other)
            is_day = dated(value.claim.attribute) is Dated.DAYS
            is_related = value.claim.basis == "publication" and is_day
            if is_printed_elsewhere(matter, value):
                continue
            if span(value.text) == day and is_weaker and is_related:
                return _made(
                    T.DATELINE, "announcement", pair, claim.claim_id, accused=value.claim.claim_id
                )
    return None


def _day_of_report(matter: Matter, pair: Pair, a: Value, b: Value) -> Hypothesis | None:
    """Find the day of the report, taken for that of the event.

    It accuses only a side whose page prints no day of its own and was published on that day, where
    the other gives the day before or after, and only the side that is not the stronger.
    """
    for value, other in ((a, b), (b, a)):
        day, rival = span(value.text), span(other.text)
        if not (day.is_day and rival.is_day) or value.claim.basis != "publication":
            continue
        if value.claim.value != matter.corpus.published(value.claim).text:
            continue
        if is_printed_elsewhere(matter, value):
            continue
        if abs((day.first - rival.first).days) != 1:
            continue
        mine, theirs = _weight(matter, value), _weight(matter, other)
        prints_day = any(character.isdigit() for character in value.claim.printed)
        is_rival_printed = other.claim.basis is None
        if mine < theirs or (mine == theirs and not prints_day and is_rival_printed):
            return _made(T.DATELINE, "day_of_report", pair, accused=value.claim.claim_id)
    return None


def _weight(matter: Matter, value: Value) -> tuple[int, int]:
    same = [s for s in matter.said if s.claim.value == value.claim.value]
    voices = {body for s in same for body in s.bodies}
    return len(voices), len({s.claim.source_id for s in same})


def _is_across_night(matter: Matter, a: Value, b: Value) -> bool:
    """Tell whether two adjacent days are of places a night apart."""
    x, y = span(a.text), span(b.text)
    if not (x.is_day and y.is_day) or abs((x.first - y.first).days) != 1:
        return False
    if matter.corpus.kind_of(matter.subject_id) in {EventKind.CALL, EventKind.LETTER}:
        return True
    places = matter.corpus.ds.records.places
    named = {v.claim.claim_id: matter.corpus.datelines(v.claim.source_id) for v in (a, b)}
    held = {c.value or "" for c in matter.corpus.ds.claims_of(matter.subject_id, "place")}
    sides = [named[v.claim.claim_id] or held for v in (a, b)]
    longitudes = [
        [east for n in side if n in places and (east := places[n].longitude) is not None]
        for side in sides
    ]
    if not all(longitudes) or not any(named.values()):
        return False
    return any(
        abs(one - two) >= _NIGHT  # not the short way round: the date line lies in it
        for one in longitudes[0]
        for two in longitudes[1]
    )


def _is_there(matter: Matter, a: Value, b: Value) -> bool:
    """Tell whether a page from the place of the one of two gives the day of the other."""
    heads = {s.claim.source_id: matter.corpus.datelines(s.claim.source_id) for s in matter.said}
    return any(
        heads[x.claim.source_id] & heads[value.claim.source_id] and x.claim.value == other.text
        for value, other in ((a, b), (b, a))
        for x in matter.said
        if x is not value and x is not other
    )


def _is_said_without_doubt(matter: Matter, garbled: Value) -> bool:
    """Tell whether a page in which nothing is garbled says the same."""
    return any(
        s.claim.attribute == garbled.claim.attribute
        and s.claim.doubt is None
        and s.claim.is_denied is garbled.claim.is_denied
        and plain(s.claim.value or "") == plain(garbled.text)
        for s in matter.said
    )


def _places(matter: Matter, pair: Pair, a: Value, b: Value) -> list[Hypothesis]:
    if pair.ground is Ground.DATELINE:
        head = a if a.is_dateline else b
        if _is_in_text(matter, head):
            return [_made(T.PLACE, "places", pair)]
        return [_made(T.DATELINE, "head", pair, accused=head.claim.claim_id)]
    if pair.ground is Ground.ARRIVAL:
        return [
            _made(T.DATELINE, "arrival", pair, accused=b.claim.claim_id),
            _made(T.PLACE, "arrival", pair),
        ]
    found = []
    for value, other in ((a, b), (b, a)):
        is_filed_there = any(
            matter.corpus.is_nested(place, value.text)
            for place in matter.corpus.datelines(value.claim.source_id)
        )
        is_weaker = _weight(matter, value) <= _weight(matter, other)
        if is_filed_there and is_weaker and not is_put_there(matter.corpus, value, _values(matter)):
            found.append(_made(T.DATELINE, "filed_from", pair, accused=value.claim.claim_id))
            break
    cause: Cause = "outside" if pair.ground is Ground.OUTSIDE else "places"
    return [*found, _made(T.PLACE, cause, pair)]


def _is_in_text(matter: Matter, head: Value) -> bool:
    """Tell whether the text of a page names the place of its dateline too."""
    return any(
        v.claim.source_id == head.claim.source_id
        and not v.is_dateline
        and matter.corpus.is_nested(v.text, head.text)
        for v in _values(matter)
    )


def _values(matter: Matter) -> list[Value]:
    return [said for said in matter.said if isinstance(said, Value)]
