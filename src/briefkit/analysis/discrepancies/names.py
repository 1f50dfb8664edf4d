"""Spellings of one name, and purposes in several words: variants, and no disagreement."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.entry import Hypothesis, Variant
from briefkit.analysis.discrepancies.terms import Variation
from briefkit.analysis.voices import support
from briefkit.schema.spelling import is_shorter, plain
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = ["name_variants"]


def name_variants(
    corpus: Corpus, wanted: AbstractSet[str], first: date, last: date
) -> list[Variant]:
    """List the names that are spelt, and the purposes that are put, in several ways.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    wanted : set of str
        Attributes; empty is all.
    first, last : date
        Only where a claim was published between these days.

    Returns
    -------
    list of Variant
        Short forms and capitals alone make none.
    """
    found = []
    known = corpus.ds.tables.known_on
    for subject_id, by_attribute in corpus.ds.subjects.items():
        for attribute, forms, type_, cause in _WORDINGS:
            claims = by_attribute.get(attribute, ())
            if len(claims) < 2 or (wanted and attribute not in wanted):
                continue
            listed = forms(claims)
            if len(listed) < 2 or not any(first <= known[c.claim_id] <= last for c in claims):
                continue
            used = [claim for claims in listed.values() for claim in claims]
            ids = tuple(sorted(claim.claim_id for claim in used))
            weight = support(corpus.ds, used)
            found.append(
                Variant(
                    f"{subject_id}.{attribute}",
                    subject_id,
                    attribute,
                    (Hypothesis(type_, cause, ids, {"n": len(listed)}),),
                    ids,
                    tuple(corpus.ds.records.claims[name].printed for name in ids),
                    weight.n_sources,
                    weight.n_origins,
                    weight.n_voices,
                )
            )
    return found


def _spellings(claims: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        forms.setdefault((claim.value or "").casefold(), []).append(claim)
    shape: dict[str, int] = {}
    for form in forms:
        key = plain(form).replace(" ", "")
        shape[key] = shape.get(key, 0) + 1
    return {
        form: listed
        for form, listed in forms.items()
        # the same letters with other marks between them, or no short form of another
        if shape[plain(form).replace(" ", "")] > 1
        or not any(form != other and is_shorter(form, other) for other in forms)
    }


def _purposes(claims: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        if not claim.is_denied:
            forms.setdefault(plain(claim.value or ""), []).append(claim)
    return forms


Forms = Callable[[tuple[Claim, ...]], dict[str, list[Claim]]]

#: What is worded in many ways: how the ways are told apart, and what they are called.
_WORDINGS: tuple[tuple[str, Forms, DiscrepancyType, Variation], ...] = (
    ("name", _spellings, DiscrepancyType.NAME_VARIANT, "spelling"),
    ("purpose", _purposes, DiscrepancyType.WORDING, "purpose"),
)
