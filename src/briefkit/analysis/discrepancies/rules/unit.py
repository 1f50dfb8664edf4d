"""Two units between two numbers: a bare ton, or a number that kept the other's unit."""

from __future__ import annotations

from briefkit.analysis.discrepancies.amounts import factor_between
from briefkit.analysis.discrepancies.case import Case, Conflict, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import BARE_TON
from briefkit.analysis.discrepancies.sentence import named_unit, number, said
from briefkit.analysis.discrepancies.version import Version
from briefkit.quantities import Amount
from briefkit.vocab import Unit

_TONS = {Unit.T, Unit.TON}
#: Ratios by which numbers differ when one kept the unit of the other.
_RATIOS = {
    "a short ton": 1 / 0.907185,
    "a long ton": 1.016047,
    "a long and a short ton": 1.016047 / 0.907185,
}
_TOLERANCE = 0.005


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the units that differ between numbers which exclude one another."""
    pairs = [
        conflict
        for conflict in case.on(Ground.VALUE, Ground.PART, Ground.SUM, Ground.WINDOW)
        if isinstance(conflict.a.value, Amount) and isinstance(conflict.b.value, Amount)
    ]
    for conflict in pairs:
        name = _converted(conflict)
        if name is not None:
            text = (
                f"The unit would explain it: {said(case.index, conflict.a)} and "
                f"{said(case.index, conflict.b)} differ as a tonne and {name} do."
            )
            return text, claim_ids([conflict])
    mixed = [c for c in pairs if {c.a.amount.unit, c.b.amount.unit} == _TONS]
    if not mixed:
        return None
    bare = {v.claim_ids: v for c in mixed for v in (c.a, c.b) if v.amount.unit == Unit.TON}
    metric = {v.claim_ids: v for c in mixed for v in (c.a, c.b) if v.amount.unit == Unit.T}
    factor = max(factor_between(case.index, c.a, c.b) for c in mixed)
    shown = float(f"{factor:.2g}")
    text = (
        f"The unit is a bare ton in {said(case.index, *bare.values())} and a tonne in "
        f"{said(case.index, *metric.values())}: a bare ton is {BARE_TON.low} to {BARE_TON.high} "
        f"{named_unit(Unit.T)}, which does not explain a factor of {number(shown)}."
    )
    return text, claim_ids(mixed)


def _converted(conflict: Conflict) -> str | None:
    units = {conflict.a.amount.unit, conflict.b.amount.unit}
    x, y = _exact(conflict.a), _exact(conflict.b)
    if not units <= _TONS or x is None or y is None:
        return None
    ratio = max(x / y, y / x)
    near = (name for name, r in _RATIOS.items() if abs(ratio / r - 1) < _TOLERANCE)
    return next(near, None)


def _exact(version: Version) -> float | None:
    """Return a number that is not rounded to one or two digits: only then its digits tell."""
    best = version.amount.best
    if best is None or best <= 0:
        return None
    return best
