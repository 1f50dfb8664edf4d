"""What a source that was read whole leaves out, though the others carry it."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.sentence import listing, publishers, said


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Say who leaves out what."""
    if not case.lacks:
        return None
    index = case.index
    parts = []
    for source_id in sorted({lack.source_id for lack in case.lacks}):
        lacks = [lack for lack in case.lacks if lack.source_id == source_id]
        names = listing(
            sorted(
                {f"the {_word(lack.attribute)} of {index.name(lack.subject_id)}" for lack in lacks}
            )
        )
        claims = [claim for lack in lacks for claim in lack.carriers]
        parts.append(
            f"{publishers(index, [source_id])}, read whole, lacks {names}, which others carry: "
            f"{said(index, claims=claims)}"
        )
    evidence = {claim.claim_id for lack in case.lacks for claim in lack.carriers}
    return f"{'; '.join(parts)}.", tuple(sorted(evidence))


def _word(attribute: str) -> str:
    words = {"gist": "substance", "first_since": "“first since”"}
    return words.get(attribute, attribute.replace("_", " "))
