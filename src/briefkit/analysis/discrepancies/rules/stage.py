"""A plan against a deed, an offer against an announcement, a signature against an understanding."""

from __future__ import annotations

from briefkit.analysis.discrepancies.amounts import is_hedged_apart
from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import capital, said
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import Agreement


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set stages against one another that were published at one time."""
    return _paper(case) or _stages(case)


def _stages(case: Case) -> tuple[str, tuple[str, ...]] | None:
    pairs = case.on(Ground.STAGE)
    if not pairs:
        return None
    by_stage: dict[str, dict[tuple[str, ...], Version]] = {}
    inside = [pair for pair in pairs if case.is_inside_one_source(pair)]
    for pair in inside or pairs:
        for version in (pair.a, pair.b):
            by_stage.setdefault(version.stage.replace("_", " "), {})[version.claim_ids] = version
    order = {"offered": 0, "planned": 1, "agreed": 2, "announced": 3, "under way": 4, "done": 5}
    told = [
        f"{said(case.index, *by_stage[stage].values())} has it {stage}"
        for stage in sorted(by_stage, key=lambda stage: order.get(stage, len(order)))
    ]
    where = " in one and the same source" if inside else ""
    hedged = any(is_hedged_apart(pair.a, pair.b) for pair in inside or pairs)
    hedge = ", under two hedges" if hedged else ""
    return f"{capital('; '.join(told))}{where}{hedge}.", claim_ids(pairs)


def _paper(case: Case) -> tuple[str, tuple[str, ...]] | None:
    pairs = case.on(Ground.PAPER)
    if not pairs:
        return None
    a, b = pairs[0].a, pairs[0].b
    none, reached = (a, b) if a.value == Agreement.NONE else (b, a)
    index = case.index
    text = (
        f"Nothing signed does not exclude something reached: {said(index, none)}, published "
        f"{index.published(none.claims[0])}, speaks of signatures, {said(index, reached)}, "
        f"published {index.published(reached.claims[0])}, of what was agreed, and both hold if "
        "nothing was put on paper or it was signed later."
    )
    return text, claim_ids(pairs)
