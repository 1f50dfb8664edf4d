"""Corrections: what a publisher takes back, and every relay that brings it back."""

from __future__ import annotations

import math

from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.factors import claim_amount
from briefkit.analysis.likeness import ROUNDED, is_alike
from briefkit.analysis.origins import roots
from briefkit.analysis.times import ONE_TIME, names_newer_day, reference
from briefkit.analysis.voices import UNKNOWN
from briefkit.dataset import Dataset
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim

__all__ = ["correction"]

#: Cells in which a value stands, and others that a publisher may correct beside the same value.
_SAID = ("value", "low", "high", "unit")
_OF = ("window", "stage", "extent", "scope", "modality", "speaker_id")


def correction(ds: Dataset, claim: Claim) -> Claim | None:
    """Return the claim that corrects what a claim relays.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        A claim.

    Returns
    -------
    Claim or None
        A known claim that supersedes another of which this is a relay: of the same speaker or
        publisher, or with a root in common. It is corrected where it repeats what was taken back,
        a number rounded, hedged or in another unit too, and not the correction, of the same time.
    """
    corpus = corpus_of(ds)
    for old, new in corpus.corrected.get((claim.subject_id, claim.attribute), ()):
        is_other = claim.claim_id not in {old.claim_id, new.claim_id}
        if is_other and _is_relay(corpus, claim, old) and _repeats(corpus, claim, old, new):
            return new
    return None


def _is_relay(corpus: Corpus, claim: Claim, old: Claim) -> bool:
    publisher = corpus.ds.tables.records.sources[old.source_id].publisher
    givers = {old.speaker_id, corpus.publisher(publisher), *roots(corpus.ds, old)}
    return bool(givers & {claim.speaker_id, *roots(corpus.ds, claim)} - {UNKNOWN, None})


def _repeats(corpus: Corpus, claim: Claim, old: Claim, new: Claim) -> bool:
    """Tell whether a claim says what was corrected, of the same time, and not the correction."""
    if (claim.stage_or_done.is_actual, claim.is_denied) != (
        old.stage_or_done.is_actual,
        old.is_denied,
    ):
        return False
    time, first, last = (reference(corpus, c) for c in (claim, old, new))
    if time.last + ONE_TIME < first.first or names_newer_day(claim, time, last):
        return False
    if all(getattr(claim, name) == getattr(old, name) for name in _SAID):
        cells = ((getattr(c, name) for c in (claim, old, new)) for name in (*_SAID, *_OF))
        return any(own == before != after for own, before, after in cells)
    kind = ATTRIBUTES[claim.attribute]
    if not kind.is_number:
        places = corpus.ds.records.places
        was, now = (kind.type.agree(claim.value or "", c.value or "", places) for c in (old, new))
        return was and not now
    said, before, after = (_in_base(corpus, c) for c in (claim, old, new))
    if said.unit != before.unit or not is_alike(said.centre, before.centre, ROUNDED):
        return False
    return after.unit != said.unit or _apart(said, before) < _apart(said, after)


def _in_base(corpus: Corpus, claim: Claim) -> Amount:
    flow = corpus.ds.records.flows.get(claim.subject_id)
    commodity = flow.commodity if flow is not None else ""
    return corpus.factors.in_base(claim_amount(claim), commodity, is_exact=True)


def _apart(a: Amount, b: Amount) -> float:
    return math.inf if a.centre is None or b.centre is None else abs(a.centre - b.centre)
