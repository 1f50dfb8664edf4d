"""What a source that was read whole leaves out, though all others carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.origins import roots
from briefkit.analysis.voices import UNKNOWN
from briefkit.schema.attributes import ATTRIBUTES, filed_under
from briefkit.schema.tables import Claim
from briefkit.vocab import EventKind

__all__ = ["Omission", "omissions"]

#: So many sources have to carry it.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Omission:
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


def omissions(corpus: Corpus) -> Mapping[tuple[str, str], tuple[Omission, ...]]:
    """Find all that is left out.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    mapping of (str, str) to tuple of Omission
        By subject and attribute. Judged are attributes that a source is expected to give, where a
        source that was read whole speaks of the matter and lacks it, and all others that were read
        whole, of the same origin and published no later, carry it, two at least.
    """
    whole = {name for name in corpus.ds.records.sources if corpus.is_whole(name)}
    said: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    weight: dict[str, Counter[str]] = {}
    for subject_id, by_attribute in corpus.ds.subjects.items():
        above = (subject_id, *corpus.ancestors(subject_id))
        for attribute, claims in by_attribute.items():
            filed = filed_under(attribute)
            for claim in claims:
                if claim.source_id in whole and claim.locator != "dl":
                    carriers = said.setdefault((subject_id, filed), {})
                    carriers.setdefault(claim.source_id, []).append(claim)
                    if attribute != "name":
                        for name in above:
                            weight.setdefault(name, Counter())[claim.source_id] += 1
    found: dict[tuple[str, str], tuple[Omission, ...]] = {}
    for (subject_id, attribute), carriers in said.items():
        if len(carriers) >= _ENOUGH and ATTRIBUTES[attribute].is_expected:
            left_out = tuple(_of(corpus, subject_id, attribute, carriers, said, weight))
            if left_out:
                found[subject_id, attribute] = left_out
    return found


def _of(
    corpus: Corpus,
    subject_id: str,
    attribute: str,
    carriers: Mapping[str, list[Claim]],
    said: Mapping[tuple[str, str], Mapping[str, list[Claim]]],
    weight: Mapping[str, Counter[str]],
) -> Iterator[Omission]:
    records = corpus.ds.records
    event = records.events.get(subject_id)
    if event is not None and event.kind is EventKind.ANCHOR:
        return
    if event is None and subject_id not in records.flows:
        return
    matter = corpus.root(subject_id) if event is None else subject_id
    scope = (*corpus.ancestors(subject_id), *corpus.tree(subject_id))
    concerned = set(weight.get(matter, {}))
    silent = sorted(
        name
        for name in concerned
        if not any(name in said.get((subject, attribute), {}) for subject in scope)
    )
    if len(silent) != 1:
        return
    published = records.sources[silent[0]].published
    own = roots(corpus.ds, _first_claim(corpus, silent[0], corpus.tree(matter)))
    earlier = [
        name
        for name in sorted(carriers)
        if records.sources[name].published.first <= published.last
        and roots(corpus.ds, carriers[name][0]) & own - {UNKNOWN}
    ]
    if len(earlier) >= _ENOUGH and len(earlier) == len(carriers):
        claims = tuple(claim for name in earlier for claim in carriers[name])
        yield Omission(silent[0], subject_id, attribute, claims)


def _first_claim(corpus: Corpus, source_id: str, subjects: tuple[str, ...]) -> Claim:
    """Return the first claim of a source, which makes one at least, on some subjects."""
    found = (
        claim
        for subject in subjects
        for claim in corpus.ds.claims_of(subject)
        if claim.source_id == source_id
    )
    return min(found, key=lambda claim: corpus.ds.tables.ranks[claim.claim_id])
