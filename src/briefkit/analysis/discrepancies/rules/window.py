"""Numbers of different windows: cumulative against a period."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import said
from briefkit.analysis.discrepancies.version import Version


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the windows of numbers that exclude one another."""
    pairs = case.on(Ground.WINDOW)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    text = (
        f"The numbers speak of different times: {said(case.index, a)} of {_window(a)}, "
        f"{said(case.index, b)} of {_window(b)}; a cumulative number and one of a period both hold."
    )
    return text, claim_ids(pairs)


def _window(version: Version) -> str:
    return version.window or "no stated time"
