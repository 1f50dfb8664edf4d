"""Variant: the same date, place or people, coarser."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.sentence import said
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import DiscrepancyType

MAX_PAIRS = 2


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set side by side values of which one contains the other."""
    pairs = [pair for pair in case.nuances if pair.type is DiscrepancyType.GRANULARITY]
    if not pairs:
        return None
    told = []
    for pair in pairs:
        words = f"{_value(case, pair.a)} and {_value(case, pair.b)}"
        if words not in told:
            told.append(words)
    text = "; ".join(told[:MAX_PAIRS])
    rest = f"; and {len(told) - MAX_PAIRS} more such pairs" if len(told) > MAX_PAIRS else ""
    return f"The same at two precisions: {text}{rest}.", claim_ids(pairs)


def _value(case: Case, version: Version) -> str:
    return said(case.index, version)
