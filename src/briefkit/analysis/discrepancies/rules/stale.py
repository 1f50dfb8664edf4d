"""An older state of affairs, published after the newer one."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import said


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the plan that was printed after the deed."""
    pairs = case.on(Ground.STALE)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    plan, deed = (b, a) if a.stage.is_actual else (a, b)
    published = case.index.published
    text = (
        f"An older state was published later: {said(case.index, plan)} still has it "
        f"{_word(plan.stage)} on {published(plan.claims[-1])}, after {said(case.index, deed)} had "
        f"it {_word(deed.stage)} on {published(deed.claims[0])}."
    )
    return text, claim_ids(pairs)


def _word(stage: str) -> str:
    return stage.replace("_", " ")
