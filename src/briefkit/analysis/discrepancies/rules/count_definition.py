"""Different things counted, or one thing over different windows."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import named_unit, said
from briefkit.analysis.discrepancies.version import Version


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Say what each number counts, where that differs."""
    pairs = case.on(Ground.COUNT)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    text = (
        f"Different things are counted: {said(case.index, a)} counts {_counted(a)}, "
        f"{said(case.index, b)} {_counted(b)}."
    )
    return text, claim_ids(pairs)


def _counted(version: Version) -> str:
    window = f"in {version.window}" if version.window else "over no stated time"
    return f"{named_unit(version.amount.unit)} {window}"
