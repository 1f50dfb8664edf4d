"""Who could know: voices behind claims, so that corroboration counts voices and not articles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefkit.dataset import Dataset
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind

__all__ = ["UNKNOWN", "Support", "by_voice", "roots", "support"]

#: Reserved actor id: relayed from somebody who is not named. It is never independent of anything.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Support:
    """How many documents, origins and voices stand behind something.

    Parameters
    ----------
    n_sources : int
        Documents that say it.
    n_origins : int
        Distinct roots of what they relay.
    n_voices : int
        Independent voices; a relay adds none.
    """

    n_sources: int
    n_origins: int
    n_voices: int


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
    sources = ds.tables.records.sources
    names = claim.origin_ids or sources[claim.source_id].origin_ids or ()
    found: set[str] = set()
    frontier = list(names) or [claim.source_id]
    while frontier:
        name = frontier.pop()
        source = sources.get(name)
        if source is None:
            found.add(name)
        elif source.origin_ids and name != claim.source_id:
            frontier.extend(source.origin_ids)
        else:
            found.add(_publisher(ds, source.publisher))
    return frozenset(found)


def _publisher(ds: Dataset, publisher: str) -> str:
    """Return the actor of that name where there is one, so that Reuters relayed is Reuters read."""
    for actor in ds.tables.records.actors.values():
        if actor.name == publisher and actor.kind in {ActorKind.AGENCY, ActorKind.BODY}:
            return actor.actor_id
    return publisher


def by_voice(ds: Dataset, claims: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Group claims by the voice that stands behind each.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Any claims.

    Returns
    -------
    mapping of str to tuple of Claim
        Sorted. A claim that credits a speaker belongs to the speaker. The others belong to every
        voice that their roots meet, and where they meet none to one of their own, named by its
        roots with ``+`` between: voices have disjoint roots, and a relay adds none. Claims of
        unknown origin alone stand under ``unknown``.

    Notes
    -----
    Derived claims lean on others and never make a voice of their own: they are left out unless
    there is nothing else.
    """
    listed = sorted(claims, key=lambda claim: claim.claim_id)
    listed = [claim for claim in listed if not claim.is_derived] or listed
    found: dict[str, list[Claim]] = {}
    silent = []
    for claim in listed:
        if claim.speaker_id is not None and claim.speaker_id != UNKNOWN:
            found.setdefault(claim.speaker_id, []).append(claim)
        else:
            silent.append((roots(ds, claim) - {UNKNOWN}, claim))
    # Few roots first: who relays two voices is then a relay of both and does not make them one.
    silent.sort(key=lambda pair: (len(pair[0]) or math.inf, sorted(pair[0]), pair[1].claim_id))
    founders = {voice: frozenset({voice}) for voice in found}
    for names, claim in silent:
        met = [voice for voice, own in founders.items() if own & names]
        if names and not met:
            met = ["+".join(sorted(names))]
            founders[met[0]] = names
        for voice in met or [UNKNOWN]:
            found.setdefault(voice, []).append(claim)
    return {
        voice: tuple(sorted(found[voice], key=lambda claim: claim.claim_id))
        for voice in sorted(found)
    }


def support(ds: Dataset, claims: Iterable[Claim]) -> Support:
    """Count the documents, origins and voices behind claims.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Any claims.

    Returns
    -------
    Support
        Unknown origins count as one voice only where no other stands beside them.
    """
    listed = list(claims)
    voices = set(by_voice(ds, listed))
    origins = {root for claim in listed for root in roots(ds, claim)}
    return Support(
        len({claim.source_id for claim in listed}),
        len(origins - {UNKNOWN}) or min(len(origins), 1),
        len(voices - {UNKNOWN}) or min(len(voices), 1),
    )
