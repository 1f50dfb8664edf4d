"""Two versions of one family: why they cannot both hold, or as what variant they can."""

from __future__ import annotations

from briefkit.analysis.discrepancies.amounts import compare_amounts, compare_part
from briefkit.analysis.discrepancies.dating import compare_dates, compare_part_dates
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.stages import is_one_class
from briefkit.analysis.discrepancies.version import DENIED, Version
from briefkit.schema.attributes import ATTRIBUTES, ValueType
from briefkit.schema.columns import split_ids
from briefkit.vocab import Agreement, DiscrepancyType

__all__ = ["compare"]

_DATES = frozenset({"date", "start", "end", "during", "announced", "under_way", "held"})
_PLACES = frozenset({"place", "arrival_place"})
#: The killed and the wounded are parts of the casualties.
_PARTS = {"killed": "casualties", "wounded": "casualties"}


def compare(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType | None:
    """Compare two versions of one family.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two versions.

    Returns
    -------
    Ground, DiscrepancyType or None
        The ground on which they cannot both hold; the variant as which they differ and can; None
        where they agree, cohere or do not speak of one thing.
    """
    if a.subject_id != b.subject_id:
        if b.subject_id in index.ancestors(a.subject_id):
            return _compare_part(index, a, b)
        if a.subject_id in index.ancestors(b.subject_id):
            return _compare_part(index, b, a)
        return None
    if _PARTS.get(a.role) == b.role:
        return compare_part(index, a, b)
    if _PARTS.get(b.role) == a.role:
        return compare_part(index, b, a)
    if a.role in _DATES:
        return compare_dates(index, a, b)
    if a.role != b.role and not {a.role, b.role} <= _PLACES:
        return None
    if ATTRIBUTES[a.role].is_number:
        return compare_amounts(index, a, b)
    if a.role == "gist":
        return _gists(a, b)
    return _values(index, a, b)


def _compare_part(index: Index, part: Version, whole: Version) -> Ground | None:
    if part.role in _DATES:
        return compare_part_dates(index, part, whole)
    if part.role in _PLACES:
        return _part_places(index, part, whole)
    if part.role == "agreement":
        # what one meeting did not bring, another of the same visit can have brought
        return None if part.value == Agreement.NONE else _grounded(_terms(part, whole))
    return compare_part(index, part, whole) if part.role == whole.role else None


def _grounded(found: Ground | DiscrepancyType | None) -> Ground | None:
    return found if isinstance(found, Ground) else None


def _values(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType | None:
    """Compare places, actors, terms, events and routes of one subject."""
    is_same = a.value == b.value
    if a.is_denied or b.is_denied:
        return Ground.DENIAL if is_same and a.is_denied != b.is_denied else None
    if is_same or not is_one_class(a.stage, b.stage):
        return None
    match ATTRIBUTES[a.role].type:
        case ValueType.PLACE:
            return _places(index, a, b)
        case ValueType.ACTORS:
            return _actors(index, a, b)
        case ValueType.ROUTE:
            back = {" > ".join(reversed(leg.split(" > "))) for leg in a.names}
            return Ground.VALUE if back & b.names else None
        case ValueType.TERMS:
            can_be_both = a.subject_id in index.ds.records.flows or a.names & b.names
            return None if can_be_both else Ground.VALUE
        case ValueType.TERM | ValueType.EVENT:
            return _terms(a, b)
        case _:
            return None


def _terms(a: Version, b: Version) -> Ground | DiscrepancyType | None:
    if a.role == "occasion":
        return None if a.value == b.value else Ground.OCCASION
    if a.role != "agreement":
        return None if a.value == b.value else Ground.VALUE
    if a.is_denied != b.is_denied:
        return Ground.DENIAL if a.value == b.value else None
    if a.value == b.value or a.is_denied or not is_one_class(a.stage, b.stage):
        return None
    if Agreement.NONE not in {a.value, b.value}:
        return DiscrepancyType.GRANULARITY
    return Ground.VALUE if Agreement.SIGNED in {a.value, b.value} else Ground.PAPER


def _places(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType | None:
    if index.is_nested(a.text, b.text):
        is_listed = a.role == b.role and not a.is_dateline and not b.is_dateline
        return DiscrepancyType.GRANULARITY if is_listed else None
    if a.is_dateline != b.is_dateline:
        return Ground.DATELINE
    if a.role != b.role or a.is_dateline or a.subject_id in index.ds.records.flows:
        return None
    if index.is_visit(a.subject_id) and a.role == "place" and not index.is_abroad(a.text, b.text):
        return None  # a visitor sees many places
    return Ground.VALUE


def _part_places(index: Index, part: Version, whole: Version) -> Ground | None:
    if part.is_dateline or whole.is_dateline or part.is_denied or whole.is_denied:
        return None
    if not is_one_class(part.stage, whole.stage) or index.is_nested(part.text, whole.text):
        return None
    if whole.role == "place":
        return Ground.OUTSIDE if index.is_abroad(part.text, whole.text) else None
    is_datelined = any(part.text in index.datelines(source) for source in part.sources)
    return Ground.ARRIVAL if is_datelined and not _goes_to(index, whole, part.text) else None


def _goes_to(index: Index, visit: Version, place_id: str) -> bool:
    """Whether somebody reports that the visitor moved on to a place."""
    legs = index.ds.claims_of(visit.subject_id, "leg")
    ways = [way for claim in legs for way in split_ids(claim.value or "")]
    ends = {way.rpartition(">")[2].strip() for way in ways}
    return any(index.is_nested(end, place_id) for end in ends if end in index.ds.records.places)


def _actors(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType:
    if a.names <= b.names or b.names <= a.names:
        return DiscrepancyType.GRANULARITY
    states = [{index.state(name) or name for name in version.names} for version in (a, b)]
    for coarse, fine in ((0, 1), (1, 0)):
        version = (a, b)[coarse]
        if states[coarse] <= states[fine] and version.names == states[coarse]:
            return DiscrepancyType.GRANULARITY  # a state stands for its people
    return Ground.VALUE


def _gists(a: Version, b: Version) -> Ground | None:
    denied = {gist.removeprefix(DENIED) for gist in a.names | b.names if gist.startswith(DENIED)}
    if denied & a.names or denied & b.names:
        return Ground.DENIAL
    return None if a.names & b.names else Ground.GIST
