"""The tree of origins: who said it, who passed it on, and at which node an error entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.dossiers.meanings import Told
from briefkit.analysis.factors import claim_amount
from briefkit.analysis.likeness import ROUNDED, is_alike
from briefkit.analysis.voices import UNKNOWN
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim

__all__ = ["Fault", "Node", "trees"]


class Fault(StrEnum):
    """Where the words were changed that a document prints."""

    HERE = "here"  # what it relays has them right, or it names nothing that it relays
    HERE_OR_ABOVE = "here_or_above"  # what it relays is not in the record, or has no claim on this
    REPEATED = "repeated"  # what it relays had them wrong before


@dataclass(frozen=True, slots=True)
class Node:
    """A speaker, an origin or a document, with what was made of it.

    Parameters
    ----------
    name : str
        Id of an actor or of a document, or the name of a publisher.
    is_document : bool
        Whether it is a document of the record.
    told : tuple of Told
        Its claims by this path, by rank; empty for who is named and not in the record.
    fault : Fault or None
        Where the words of its wrong claims were changed; None where none is wrong.
    children : tuple of Node
        What relays it, by the day of the first claim.
    n_documents : int
        Documents in it and under it.
    """

    name: str
    is_document: bool
    told: tuple[Told, ...]
    fault: Fault | None
    children: tuple[Node, ...]
    n_documents: int

    @property
    def wrong(self) -> tuple[Told, ...]:
        """Its claims whose words were changed."""
        return tuple(one for one in self.told if one.is_wrong)

    @property
    def has_fault(self) -> bool:
        """Whether words were changed in it or under it."""
        return any(node.fault is not None for node in self.walk())

    def walk(self) -> Iterator[Node]:
        """Walk it and all that is under it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Growing:
    """A node that is not complete."""

    name: str
    is_document: bool
    told: list[Told] = field(default_factory=list)
    children: dict[str, _Growing] = field(default_factory=dict)


def trees(ds: Dataset, claims: Iterable[Told]) -> tuple[Node, ...]:
    """Return the trees of origins of the claims on one subject.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Told
        Claims on a subject, each once.

    Returns
    -------
    tuple of Node
        One tree for each body that is spoken for, and for each page that names nobody; each claim
        stands at one node. Those in which words were changed come first, then the largest.
    """
    corpus = corpus_of(ds)
    grown: dict[str, _Growing] = {}
    ranks = ds.tables.ranks
    for one in sorted(claims, key=lambda one: ranks[one.claim.claim_id]):
        *above, own = _path(corpus, one.claim)
        children = grown
        for name, is_document in above:
            children = children.setdefault(name, _Growing(name, is_document)).children
        node = children.setdefault(own[0], _Growing(own[0], True))
        node.is_document = True
        node.told.append(one)
    found = [_tree(ds, node, ()) for node in grown.values()]
    # What has a fault first, then what is largest; of these the first that was told.
    return tuple(sorted(found, key=lambda tree: (not tree.has_fault, -tree.n_documents)))


def _path(corpus: Corpus, claim: Claim) -> list[tuple[str, bool]]:
    """Return the way of a claim: body, speaker, what passed it on, the document."""
    sources = corpus.ds.tables.records.sources
    way: list[tuple[str, bool]] = [(claim.source_id, True)]
    names = claim.origin_ids or sources[claim.source_id].origin_ids or ()
    seen = {claim.source_id}
    while names:
        first = min(names, key=lambda name: (name not in sources, corpus.name(name), name))
        if first in seen:
            break
        seen.add(first)
        way.insert(0, (first, first in sources))
        names = sources[first].origin_ids or () if first in sources else ()
    speaker = claim.speaker_id
    if speaker is not None and speaker != UNKNOWN:
        publisher = corpus.publisher(sources[claim.source_id].publisher)
        heads = [corpus.body(speaker), speaker]
        known = {*(name for name, _ in way), publisher} if len(way) == 1 else {w[0] for w in way}
        lead = [name for name in dict.fromkeys(heads) if name not in known]
        way = [(name, False) for name in lead] + way
    return way


def _tree(ds: Dataset, grown: _Growing, above: Sequence[_Growing]) -> Node:
    way = (*above, grown)
    children = tuple(_tree(ds, child, way) for child in grown.children.values())
    wrong = [one for one in grown.told if one.is_wrong]
    return Node(
        grown.name,
        grown.is_document,
        tuple(grown.told),
        _fault(wrong, above) if wrong else None,
        children,
        int(bool(grown.told)) + sum(child.n_documents for child in children),
    )


def _fault(wrong: Sequence[Told], above: Sequence[_Growing]) -> Fault:
    """Tell where the words were changed: of the page, of what it relays, or between the two."""
    relayed = [node for node in above if node.told]
    if relayed:
        nearest = relayed[-1]
        attributes = {one.claim.attribute for one in wrong}
        before = [one for one in nearest.told if one.claim.attribute in attributes]
        if any(one.is_wrong for one in before):
            return Fault.REPEATED
        return Fault.HERE if before and nearest is above[-1] else Fault.HERE_OR_ABOVE
    if not above:
        return Fault.HERE
    beside = [one for node in above[-1].children.values() for one in node.told if not one.is_wrong]
    is_right_beside = any(_is_same(one.claim, other.claim) for one in wrong for other in beside)
    return Fault.HERE if is_right_beside else Fault.HERE_OR_ABOVE


def _is_same(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims give one number, or speak of one attribute that is no number."""
    if claim.attribute != other.attribute:
        return False
    if not ATTRIBUTES[claim.attribute].is_number:
        return True
    return is_alike(claim_amount(claim).centre, claim_amount(other).centre, ROUNDED)
