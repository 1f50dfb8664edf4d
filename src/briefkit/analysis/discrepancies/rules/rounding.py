"""Variant: one number at two precisions, under two hedges or two names of its unit."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.sentence import said
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import DiscrepancyType, Hedge, Modality, Unit

MAX_PAIRS = 3
_TONS = {Unit.T, Unit.TON}
_BOUNDS = {Hedge.UP_TO, Hedge.UNDER, Hedge.OVER, Hedge.AT_LEAST}


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set side by side numbers that one number satisfies."""
    pairs = [pair for pair in case.nuances if pair.type is DiscrepancyType.ROUNDING]
    if not pairs:
        return None
    told = []
    for pair in pairs:
        both = f"{said(case.index, pair.a)} against {said(case.index, pair.b)}"
        words = f"{both}, {_how(pair.a, pair.b)}"
        if words not in told:
            told.append(words)
    told.sort(key=lambda words: ("ton" in words.rpartition(")")[2], words))
    rest = f"; and {len(told) - MAX_PAIRS} more such pairs" if len(told) > MAX_PAIRS else ""
    return f"One number satisfies both: {'; '.join(told[:MAX_PAIRS])}{rest}.", claim_ids(pairs)


def _how(a: Version, b: Version) -> str:
    found = []
    if {a.amount.unit, b.amount.unit} == _TONS:
        found.append("a bare ton against a tonne")
    hedges = {a.claims[0].hedge, b.claims[0].hedge}
    if len(hedges) > 1:
        found.append("a bound against a number" if hedges & _BOUNDS else "hedged on one side only")
    if len({a.modality, b.modality}) > 1 and Modality.ESTIMATED in {a.modality, b.modality}:
        found.append("an estimate against an assertion")
    return ", ".join(found) or "another precision"
