"""Clauses on numbers that were converted and are told as a count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefkit.analysis import rules
from briefkit.analysis.answers import claim_amount
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.sheet.clause import Conversion, attention, news
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.schema.tables import Claim
from briefkit.vocab import Extent

__all__ = ["conversions", "fitting"]


def conversions(ds: Dataset, now: Flows, fits: Mapping[str, str]) -> Iterator[Conversion]:
    """Find the newest number of each topic that was converted, and is told as a count."""
    known, since = ds.tables.known_on, ds.as_of - CURRENT
    found: dict[str, list[Claim]] = {}
    for claim in _converted(ds):
        if known[claim.claim_id] > since:
            found.setdefault(corpus_of(ds).root(claim.subject_id), []).append(claim)
    for topic, claims in sorted(found.items()):
        newest = max(claims, key=lambda c: (known[c.claim_id], -ds.tables.ranks[c.claim_id]))
        amount, voices = claim_amount(newest), bodies(ds, newest)
        same = [c for c in claims if _is_one(c, newest) and bodies(ds, c) & voices]
        lines = [x for x in now.lines if fits.get(x.flow_id) == topic and x.unit == amount.unit]
        ids = {c.claim_id for c in same}
        for voice in (v for line in lines for v in line.voices if v.voice in voices):
            if is_alike(voice.amount.centre, amount.centre):
                ids |= set(voice.claim_ids)
        if len(ids) < 2:  # one page alone is a slip of its own
            continue
        first = min(known[name] for name in ids)
        yield Conversion(
            topic=topic,
            told=first,
            points=(news(ds.as_of, first), attention(ds, topic)),
            flow_id=newest.subject_id,
            estimate=Estimate(
                None, amount.centre, None, amount.unit, rules.CONVERSION,
                tuple(sorted(ids)),
            ),
            told_ids=tuple(sorted(c.claim_id for c in same)),
        )  # fmt: skip


def _converted(ds: Dataset) -> list[Claim]:
    """Return the claims that tell a converted number as a count."""
    return [
        claim
        for flow_id in ds.records.flows
        for claim in ds.claims_of(flow_id, "quantity")
        if claim.extent is Extent.CONVERSION and claim.doubt is None and not claim.is_denied
    ]


def _is_one(claim: Claim, other: Claim) -> bool:
    a, b = claim_amount(claim), claim_amount(other)
    return a.unit == b.unit and is_alike(a.centre, b.centre)


def fitting(ds: Dataset, now: Flows) -> dict[str, str]:
    """Find the flows that are what would fit, and the topic that they were converted from.

    They have a number, of one route, unit and voice, that is told elsewhere, as a count, of a flow
    that contains other things.
    """
    corpus, flows = corpus_of(ds), ds.records.flows
    told: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in _converted(ds):
        flow = flows[claim.subject_id]
        for body in bodies(ds, claim):
            key = (flow.origin, flow.destination, str(claim.unit), body)
            told.setdefault(key, []).append(claim)
    found: dict[str, str] = {}
    for line in now.lines:
        for telling in line.tellings:
            key = (line.origin, line.destination, line.unit, telling.voice)
            for claim in told.get(key, ()):
                topic = corpus.root(claim.subject_id)
                is_other = corpus.root(line.flow_id) != topic
                if is_other and is_alike(claim_amount(claim).centre, telling.amount.centre):
                    found.setdefault(line.flow_id, topic)
    return found
