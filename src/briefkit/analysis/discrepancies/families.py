"""Families: the claims that must be compared with one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefkit.analysis.discrepancies.compare import compare
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.pairing import across
from briefkit.analysis.discrepancies.stages import is_one_class
from briefkit.analysis.discrepancies.version import Version, gist_versions, versions
from briefkit.dates import Span
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Stage

__all__ = ["GROUPS", "Family", "families", "family_key"]

#: Attributes that are compared with another, under its name.
GROUPS = {
    "start": "date",
    "end": "date",
    "during": "date",
    "arrival_place": "place",
    "phrase": "gist",
}
#: Attributes of which an event and its parts are one family.
_JOINED = frozenset({"agreement", "purpose"})
_LOSSES = frozenset({"casualties", "killed", "wounded"})

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """Claims that must be compared.

    Parameters
    ----------
    subject_id : str
        The topmost of their subjects.
    attribute : str
        Attribute under which the register lists them.
    claims : tuple of Claim
        By id.
    versions : tuple of Version
        What they say, alike claims together. Empty for names, which are compared by their
        spelling, and for purposes, which are in our own words.
    """

    subject_id: str
    attribute: str
    claims: tuple[Claim, ...]
    versions: tuple[Version, ...]


def families(index: Index) -> tuple[Family, ...]:
    """Group all claims into families.

    Parameters
    ----------
    index : Index
        The corpus.

    Returns
    -------
    tuple of Family
        By subject and attribute. Numbers of a flow and its parts are one family, and so are those
        of flows of one commodity and route whose windows overlap; agreements of an event and its
        parts; dates and places of an event, and of a visit and its meetings where they cannot both
        hold; killed and wounded with the casualties.
    """
    grouped: dict[Key, list[Claim]] = {}
    for subject_id, by_attribute in index.ds.subjects.items():
        for attribute, claims in by_attribute.items():
            grouped.setdefault(family_key(index, subject_id, attribute), []).extend(claims)
    for event_id in index.ds.records.events:
        if _held(index, event_id):
            grouped.setdefault((event_id, "date"), [])
    _join_losses(grouped)
    _join_routes(index, grouped)
    made = {key: _family(index, key, claims) for key, claims in grouped.items()}
    _join_outside(index, made)
    return tuple(made[key] for key in sorted(made))


def family_key(index: Index, subject_id: str, attribute: str) -> Key:
    """Return the subject and attribute of the family that an attribute of a subject belongs to."""
    is_joined = attribute in _JOINED or (
        subject_id in index.ds.records.flows and ATTRIBUTES[attribute].is_number
    )
    top = index.root(subject_id) if is_joined else subject_id
    return top, GROUPS.get(attribute, attribute)


def _join_losses(grouped: dict[Key, list[Claim]]) -> None:
    for subject_id in [subject for subject, attribute in grouped if attribute == "casualties"]:
        for attribute in ("killed", "wounded"):
            grouped[subject_id, "casualties"] += grouped.pop((subject_id, attribute), [])


def _join_routes(index: Index, grouped: dict[Key, list[Claim]]) -> None:
    """Join quantities of one commodity and route whose named windows overlap."""
    routes: dict[tuple[str, str, str], list[tuple[str, list[Span]]]] = {}
    for subject_id, attribute in sorted(grouped):
        flow = index.ds.records.flows.get(subject_id)
        if flow is None or attribute != "quantity":
            continue
        spans = [
            window
            for version in versions(grouped[subject_id, attribute])
            if version.stage.is_actual and (window := index.window(version)) is not None
        ]
        route = (flow.commodity, flow.origin, flow.destination)
        others = routes.setdefault(route, [])
        for other, windows in others:
            if any(a.overlaps(b) for a in spans for b in windows):
                grouped[other, attribute] += grouped.pop((subject_id, attribute))
                windows += spans
                break
        else:
            others.append((subject_id, spans))


def _family(index: Index, key: Key, claims: Iterable[Claim]) -> Family:
    listed = tuple(sorted(claims, key=lambda claim: claim.claim_id))
    made: tuple[Version, ...]
    # what a coder worked out from other claims repeats them
    told = [claim for claim in listed if not claim.is_derived] or listed
    match key[1]:
        case "name" | "purpose":
            made = ()
        case "gist":
            made = gist_versions(told)
        case "date" if key[0] in index.ds.records.events:
            made = (*versions(told), *_going_on(index, key[0]), *_held(index, key[0]))
        case _:
            made = versions(told)
    # "is visiting" and "was called off" date an event too, whatever else they say of it
    everything = {claim.claim_id: claim for v in made for claim in v.claims}
    everything |= {claim.claim_id: claim for claim in listed}
    return Family(*key, tuple(everything[name] for name in sorted(everything)), made)


def _going_on(index: Index, event_id: str) -> Iterator[Version]:
    """Turn 'is visiting' into a date: it was going on when the source was published."""
    first: dict[str, Claim] = {}
    for claim in index.ds.claims_of(event_id):
        is_date = ATTRIBUTES[claim.attribute].type is ATTRIBUTES["date"].type
        if claim.stage is Stage.UNDER_WAY and not claim.is_denied and not is_date:
            first.setdefault(claim.source_id, claim)
    for claim in first.values():
        for version in versions([claim], role="under_way"):
            yield Version(
                event_id,
                "under_way",
                index.published(claim),
                version.stage,
                version.modality,
                None,
                False,
                (claim,),
            )


def _held(index: Index, event_id: str) -> tuple[Version, ...]:
    """Return who says that an event took place, and who that it is planned, where both are said."""
    claims = index.ds.claims_of(event_id, "actor")
    first = claims[0].stage_or_done if claims else Stage.DONE
    if all(is_one_class(claim.stage_or_done, first) for claim in claims):
        return ()
    return versions([claim for claim in claims if not claim.is_denied], role="held")


def _join_outside(index: Index, made: dict[Key, Family]) -> None:
    """Join a visit with those of its parts whose date or place cannot hold with its own."""
    for subject_id, attribute in sorted(made, key=lambda key: -len(index.ancestors(key[0]))):
        if attribute not in {"date", "place"}:
            continue
        part = made[subject_id, attribute]
        for ancestor in index.ancestors(subject_id):
            whole = made.get((ancestor, attribute))
            if whole is not None and any(
                isinstance(compare(index, a, b), Ground)
                for a, b in across(part.versions, whole.versions)
            ):
                claims = sorted((*whole.claims, *part.claims), key=lambda claim: claim.claim_id)
                merged = (*whole.versions, *part.versions)
                made[ancestor, attribute] = Family(ancestor, attribute, tuple(claims), merged)
                del made[subject_id, attribute]
                break
