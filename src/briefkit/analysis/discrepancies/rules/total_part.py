"""A total against a part, or against what is given for each of several parts."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import listing, number, said
from briefkit.analysis.discrepancies.version import Version
from briefkit.quantities import power_of_ten

_HALF = 1.5


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set a whole against its parts, where they are too large for it."""
    pairs = case.on(Ground.PART, Ground.SUM)
    if not pairs:
        return None
    wholes: dict[tuple[str, ...], Version] = {}
    parts: dict[tuple[str, ...], Version] = {}
    for conflict in pairs:
        whole, part = conflict.a, conflict.b
        if conflict.ground is Ground.PART and _is_part(case, whole, part):
            whole, part = part, whole
        wholes[whole.claim_ids] = whole
        parts[part.claim_ids] = part
    whole = next(iter(wholes.values()))
    names = _names(case, whole, list(parts.values()))
    kind = f"each of {listing(names)}" if len(names) > 1 else f"{names[0]} alone"
    text = (
        f"A total stands against its parts: {said(case.index, *wholes.values())} for the whole, "
        f"{said(case.index, *parts.values())} for {kind}{_sum(whole, list(parts.values()))}."
    )
    return text, claim_ids(pairs)


def _is_part(case: Case, a: Version, b: Version) -> bool:
    return b.subject_id in case.index.ancestors(a.subject_id) or b.role == "casualties"


def _names(case: Case, whole: Version, parts: list[Version]) -> list[str]:
    if all(part.subject_id == whole.subject_id for part in parts):
        return sorted({f"the {part.role}" for part in parts})
    return sorted({case.index.name(part.subject_id) for part in parts})


def _sum(whole: Version, parts: list[Version]) -> str:
    """Say what the parts make, and what remains once a lost power of ten is restored."""
    of: dict[str, float] = {}
    for part in parts:
        if part.amount.centre:
            of.setdefault(f"{part.subject_id} {part.role}", part.amount.centre)
    total, single = sum(of.values()), next(iter(of.values()), 0.0)
    centre = whole.amount.centre
    if len(of) < 2 or not centre:
        return ""
    text = f", {number(total)} in all"
    power = power_of_ten(centre, single)
    if power is None:
        return text
    restored = centre * 10.0**power
    if total / restored < _HALF:
        return text
    return (
        f"{text}; with the factor of {number(10.0**power)} made good, a total of "
        f"{number(restored)} still stands against {number(total)}, as when “each” is taken for "
        "“together”"
    )
