"""What a source that was read whole leaves out, though others carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefkit.analysis.discrepancies.families import GROUPS, Key, family_key
from briefkit.analysis.discrepancies.index import Index
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import EventKind

__all__ = ["RULE", "Lack", "lacks"]

#: The rule, as briefs print it.
RULE = (
    "An omission is listed where a source that was read whole makes at least two claims on an "
    "event, flow or one of its parts, lacks an attribute of it, and at least two sources that were "
    "read whole and published no later carry it: all others, or, for an expected attribute, any "
    "two."
)
#: Attributes whose absence says something, by the kind of subject; who came, and by what means, is
#: said in many ways.
JUDGED = {
    "event": frozenset(
        {"date", "place", "ordinal", "count", "first_since", "duration", "agreement"}
    ),
    "flow": frozenset({"quantity", "stock", "casualties", "killed", "wounded", "captured"}),
    "statement": frozenset({"gist"}),
}
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that one source leaves out.

    Parameters
    ----------
    source_id : str
        The source.
    subject_id, attribute : str
        What it leaves out.
    carriers : tuple of Claim
        Claims of the others that carry it.
    """

    source_id: str
    subject_id: str
    attribute: str
    carriers: tuple[Claim, ...]


def lacks(index: Index) -> Mapping[Key, tuple[Lack, ...]]:
    """Find all that is left out.

    Parameters
    ----------
    index : Index
        The corpus.

    Returns
    -------
    mapping of (str, str) to tuple of Lack
        By the subject and attribute of the family that it belongs to.
    """
    whole = {name for name in index.ds.records.sources if index.is_whole(name)}
    said: dict[Key, dict[str, list[Claim]]] = {}
    weight: dict[str, Counter[str]] = {}
    for subject_id, by_attribute in index.ds.subjects.items():
        for attribute, claims in by_attribute.items():
            group = GROUPS.get(attribute, attribute)
            for claim in claims:
                if claim.source_id in whole and claim.locator != "dl":
                    by_source = said.setdefault((subject_id, group), {})
                    by_source.setdefault(claim.source_id, []).append(claim)
                    if attribute != "name":
                        for name in (subject_id, *index.ancestors(subject_id)):
                            weight.setdefault(name, Counter())[claim.source_id] += 1
    found: dict[Key, list[Lack]] = {}
    for (subject_id, group), carriers in said.items():
        judged = JUDGED.get(index.ds.kind_of(subject_id), frozenset())
        if len(carriers) >= ENOUGH and group in judged:
            for lack in _of(index, subject_id, group, carriers, said, weight):
                found.setdefault(family_key(index, subject_id, group), []).append(lack)
    return {key: tuple(listed) for key, listed in found.items()}


def _of(
    index: Index,
    subject_id: str,
    group: str,
    carriers: Mapping[str, list[Claim]],
    said: Mapping[Key, Mapping[str, list[Claim]]],
    weight: Mapping[str, Counter[str]],
) -> Iterator[Lack]:
    matter = _matter(index, subject_id)
    if matter is None:
        return
    concerned = {name for name, n in weight.get(matter, {}).items() if n >= ENOUGH}
    scope = _scope(index, subject_id)
    silent = sorted(
        name
        for name in concerned
        if not any(name in said.get((subject, group), {}) for subject in scope)
    )
    is_expected = group in ATTRIBUTES and ATTRIBUTES[group].is_expected
    for source_id in silent:
        published = index.ds.records.sources[source_id].published
        earlier = [
            name
            for name in sorted(carriers)
            if index.ds.records.sources[name].published.first <= published.last
        ]
        others_carry = len(silent) == 1
        if len(earlier) >= ENOUGH and (is_expected or others_carry):
            claims = tuple(claim for name in earlier for claim in carriers[name])
            yield Lack(source_id, subject_id, group, claims)


def _matter(index: Index, subject_id: str) -> str | None:
    """Return the event or flow that a source must speak of for its silence to count."""
    records = index.ds.records
    if subject_id in records.statements:
        return records.statements[subject_id].event_id
    if subject_id in records.flows:
        return index.root(subject_id)
    event = records.events.get(subject_id)
    return subject_id if event is not None and event.kind is not EventKind.ANCHOR else None


def _scope(index: Index, subject_id: str) -> tuple[str, ...]:
    """Return where else the attribute can stand: a visit's day is its meeting's."""
    if subject_id in index.ds.records.flows:
        return index.tree(subject_id)
    return (*index.ancestors(subject_id), *index.tree(subject_id))
