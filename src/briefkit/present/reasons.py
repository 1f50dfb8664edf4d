"""Why claims differ, in words.

The analysis gives causes and claims; the words of each cause are in :mod:`.causes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefkit.analysis.discrepancies import Discrepancies, Entry, Hypothesis, Variant
from briefkit.dataset import Dataset
from briefkit.present.causes import CAUSES
from briefkit.present.checks import check_text
from briefkit.present.quotes import claim_text, side_text
from briefkit.present.states import severity_text, state_text
from briefkit.present.values import said_text
from briefkit.schema.tables import Claim

__all__ = ["reason_text", "refuted_text", "register_json"]

#: So many claims of a variant are quoted.
_MOST = 3

_VARIANTS: Mapping[str, str] = {
    "hedge": "One number under several hedges",
    "precision": "One number at several precisions",
    "scope": "They count over different times, places or people",
    "nested": "A number of a time inside another’s, and smaller: both hold",
    "one_time": "One voice gave another number later",
    "later": "One voice came down later",
    "corrected": "One voice corrected itself later",
    "fell_short": "A plan came out otherwise",
    "moved": "A plan was moved",
    "date": "One date at several precisions",
    "local_days": "Each side gives the day where it is",
    "travel": "One counts the days of travel",
    "place": "One place at several precisions",
    "people": "Each names some of those who were there",
    "agreement": "Nothing signed does not exclude something agreed",
    "phrase": "One proposition in other words",
    "gist": "Several propositions of one statement",
    "spelling": "One name in several spellings",
    "purpose": "The purpose is put in several ways",
}


def reason_text(ds: Dataset, entry: Entry | Variant, hypothesis: Hypothesis) -> str:
    """Say how claims came to differ.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry or Variant
        What it belongs to.
    hypothesis : Hypothesis
        One of its explanations.

    Returns
    -------
    str
        One or two plain sentences without a likelihood, with both claims quoted.
    """
    claims = [ds.tables.records.claims[name] for name in hypothesis.evidence]
    if hypothesis.cause in CAUSES and isinstance(entry, Entry):
        return CAUSES[hypothesis.cause].sentence(ds, hypothesis, *_pair(entry, *claims[:2]))
    if hypothesis.cause in _VARIANTS:
        shown = [claim_text(ds, claim) for claim in _apart(ds, claims)]
        return f"{_VARIANTS[hypothesis.cause]}: {'; '.join(shown[:_MOST])}{_rest(shown)}."
    return "; ".join(claim_text(ds, claim) for claim in claims[:_MOST])


def refuted_text(hypothesis: Hypothesis) -> str:
    """Say what would refute the explanation of a disagreement.

    Parameters
    ----------
    hypothesis : Hypothesis
        One of the explanations of an entry.

    Returns
    -------
    str
        What a page would have to hold, without a stop.
    """
    return CAUSES[hypothesis.cause].refuted_by


def _pair(entry: Entry, a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Put the claims of a hypothesis in the order of the sides; those of another pair stay."""
    of_a, of_b = set(entry.a.claim_ids), set(entry.b.claim_ids)
    is_turned = a.claim_id in of_b and b.claim_id in of_a and a.claim_id not in of_a
    return (b, a) if is_turned else (a, b)


def _apart(ds: Dataset, claims: Iterable[Claim]) -> list[Claim]:
    return list({said_text(ds, claim): claim for claim in claims}.values())


def _rest(shown: list[str]) -> str:
    left = len(shown) - _MOST
    return f"; and {left} more" if left > 0 else ""


def register_json(ds: Dataset, result: Discrepancies, variants: bool = False) -> dict[str, object]:
    """Return the shape of ``show discrepancies``, sentences included.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its analysis.
    variants : bool
        Whether the variants are listed too.
    """
    shown = result.to_json(variants)
    listed: dict[str, Sequence[Entry | Variant]] = {
        "discrepancies": result.entries,
        "variants": result.variants,
    }
    for name, entries in listed.items():
        rows = shown.get(name)
        if not isinstance(rows, list):
            continue
        for row, entry in zip(rows, entries, strict=True):
            for hypothesis, item in zip(entry.hypotheses, row["hypotheses"], strict=True):
                item["text"] = reason_text(ds, entry, hypothesis)
            if isinstance(entry, Entry):
                for hypothesis, item in zip(entry.hypotheses, row["hypotheses"], strict=True):
                    item["refuted_by"] = refuted_text(hypothesis)
                row["sides"]["a"]["text"] = side_text(ds, entry, entry.a)
                row["sides"]["b"]["text"] = side_text(ds, entry, entry.b)
                row["check"] = check_text(ds, entry)
                row["state_text"] = state_text(ds, entry)
                row["severity_text"] = severity_text(entry)
    return shown
