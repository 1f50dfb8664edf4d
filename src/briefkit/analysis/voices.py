"""Who could know: voices behind claims, so that corroboration counts voices and not articles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.origins import roots
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Doubt, Reliability, SourceKind

__all__ = [
    "UNKNOWN",
    "Support",
    "bodies",
    "by_voice",
    "credited_alone",
    "documents_since",
    "is_own_record",
    "is_weak",
    "last_affirmed",
    "support",
]

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


def bodies(ds: Dataset, claim: Claim) -> frozenset[str]:
    """Return the states, bodies or publishers that a claim speaks for; empty where none is named.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        A claim.

    Returns
    -------
    frozenset of str
        That of the speaker, or of all that it relays.
    """
    corpus = corpus_of(ds)
    if claim.speaker_id is not None and claim.speaker_id != UNKNOWN:
        return frozenset({corpus.body(claim.speaker_id)})
    return frozenset(corpus.body(name) for name in roots(ds, claim) if name != UNKNOWN)


def documents_since(ds: Dataset, subject_ids: Iterable[str], day: date) -> frozenset[str]:
    """Return the sources that tell of subjects after a day.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    subject_ids : iterable of str
        Flows, events or statements.
    day : date
        What was known by then is left out.

    Returns
    -------
    frozenset of str
        Ids of sources.
    """
    known = ds.tables.known_on
    claims = (claim for name in subject_ids for claim in ds.claims_of(name))
    return frozenset(claim.source_id for claim in claims if known[claim.claim_id] > day)


def last_affirmed(ds: Dataset, flow_id: str, *, is_some: bool = False) -> Mapping[str, date]:
    """Return when each body last said that a flow, or a part of it, moved.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    flow_id : str
        A flow.
    is_some : bool
        Whether only numbers above zero count.

    Returns
    -------
    dict of str to date
        By state, body or publisher; those alone that are credited by name.
    """
    corpus = corpus_of(ds)
    found: dict[str, date] = {}
    for subject_id in corpus.tree(flow_id):
        for claim in ds.claims_of(subject_id):
            is_said = ATTRIBUTES[claim.attribute].is_number and claim.stage_or_done.is_actual
            is_said = is_said and not (is_some and claim.amount_value == 0)
            if is_said and not claim.is_denied and claim.speaker_id is not None:
                body, day = corpus.body(claim.speaker_id), ds.tables.known_on[claim.claim_id]
                found[body] = max(found.get(body, day), day)
    return found


def is_own_record(ds: Dataset, claim: Claim) -> bool:
    """Tell whether a claim stands in its speaker's own record.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        A claim.

    Returns
    -------
    bool
        True for an official document of grade A whose publisher is the speaker, or speaks for the
        same body; a document whose publisher is no actor of the corpus is taken to be its own.
    """
    source = ds.tables.records.sources[claim.source_id]
    if source.kind is not SourceKind.OFFICIAL or source.reliability is not Reliability.A:
        return False
    corpus = corpus_of(ds)
    publisher = corpus.publisher(source.publisher)
    if claim.speaker_id is None or publisher not in ds.tables.records.actors:
        return True
    return corpus.body(publisher) == corpus.body(claim.speaker_id)


def is_weak(ds: Dataset, claim: Claim) -> bool:
    """Tell whether a claim never outvotes others: of grade E or F, or hearsay."""
    grade = ds.tables.records.sources[claim.source_id].reliability
    return grade.is_weak or claim.doubt is Doubt.HEARSAY


def credited_alone(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Return the speaker that a source credits, where it credits one alone.

    Parameters
    ----------
    claims : iterable of Claim
        Claims on one matter.

    Returns
    -------
    mapping of str to str
        Actor id by source id. What such a source says in its own words is taken for his.
    """
    credited: dict[str, set[str]] = {}
    for claim in claims:
        if claim.speaker_id is not None and claim.speaker_id != UNKNOWN:
            credited.setdefault(claim.source_id, set()).add(claim.speaker_id)
    return {source: names.pop() for source, names in credited.items() if len(names) == 1}


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
        Sorted. A claim that credits a speaker belongs to the state or body that he speaks for. The
        others belong to every voice that their roots meet, and where they meet none to one of their
        own, named by its roots with ``+`` between: voices have disjoint roots, and a relay adds
        none. Claims of unknown origin alone stand under ``unknown``.

    Notes
    -----
    Derived claims lean on others and never make a voice of their own: they are left out unless
    there is nothing else.
    """
    ranks, name = ds.tables.ranks, corpus_of(ds).name
    listed = sorted(claims, key=lambda claim: ranks[claim.claim_id])
    listed = [claim for claim in listed if not claim.is_derived] or listed
    found: dict[str, list[Claim]] = {}
    silent = []
    for claim in listed:
        whose = bodies(ds, claim)
        if claim.speaker_id is not None and claim.speaker_id != UNKNOWN:
            found.setdefault(min(whose), []).append(claim)
        else:
            silent.append((whose, claim))
    # Few roots first: who relays two voices is then a relay of both and does not make them one.
    silent.sort(key=lambda pair: (len(pair[0]) or math.inf, sorted(map(name, pair[0]))))
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
