"""Where a claim comes from: the ends of the chain of what its document relays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from briefkit.analysis.corpus import corpus_of_tables
from briefkit.dataset import Dataset, Tables
from briefkit.schema.tables import Claim

__all__ = ["documents", "origin_weights", "roots"]


def roots(ds: Dataset, claim: Claim) -> frozenset[str]:
    """Return what a claim goes back to: the ends of its chain of origins.

    Parameters
    ----------
    ds : Dataset
        The corpus; a relayed document is followed whether or not it was known yet.
    claim : Claim
        A claim.

    Returns
    -------
    frozenset of str
        Actor ids, or the publisher of a document that relays nothing; ``unknown`` for unnamed ones.
    """
    return _chain(ds.tables, claim.source_id, _key(claim), claim.origin_ids)[0]


def documents(ds: Dataset, claim: Claim) -> frozenset[str]:
    """Return the documents that a claim relays, at first or second hand."""
    return _chain(ds.tables, claim.source_id, _key(claim), claim.origin_ids)[1]


def _key(claim: Claim) -> tuple[str, str]:
    return claim.subject_id, claim.attribute


@lru_cache(maxsize=65536)
def _chain(
    tables: Tables, source_id: str, key: tuple[str, str], origin_ids: tuple[str, ...] | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ends of a chain of origins, and the documents on it.

    A page between relays on a matter what its claims on that matter name, else what it names as a
    whole.
    """
    sources = tables.records.sources
    corpus = corpus_of_tables(tables)
    ends: set[str] = set()
    between: set[str] = set()
    frontier = list(origin_ids or sources[source_id].origin_ids or ())
    while frontier:
        name = frontier.pop()
        if name not in sources:
            ends.add(name)
        elif name not in between:
            between.add(name)
            for origins in corpus.relayed.get((name, *key), {None}):
                named = origins or sources[name].origin_ids or ()
                frontier += named
                if not named:
                    ends.add(corpus.publisher(sources[name].publisher))
    own = corpus.publisher(sources[source_id].publisher)
    return frozenset(ends or {own}), frozenset(between)


def origin_weights(ds: Dataset, claims: Sequence[Claim]) -> list[float]:
    """Give each independent origin one unit of weight, shared by the claims that relay it."""
    names = [roots(ds, claim) for claim in claims]
    counts = Counter(names)
    return [1 / counts[name] for name in names]
