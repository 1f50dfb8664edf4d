"""Factors: what one of a unit of measure holds in the unit in which it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from briefkit.dataset import Dataset
from briefkit.quantities import Amount, amount
from briefkit.schema.tables import Claim, Unit

__all__ = ["ANY", "Factors", "claim_amount"]

#: Short, metric and long ton in tonnes, where the corpus has no factor of its own: bare tons are
#: compared with tonnes in every corpus (decision 3), so that the code knows these two units.
_BARE_TON = {("ton", "t"): (0.907, 1.0, 1.016)}
#: A factor or check of whatever commodity.
ANY = "any"


def claim_amount(claim: Claim) -> Amount:
    """Return the interval that a claim of number gives, in its own unit."""
    return amount(
        claim.amount_value, claim.unit or "", low=claim.low, high=claim.high, hedge=claim.hedge
    )


class Factors:
    """The factors of one dataset, by unit and commodity.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    """

    def __init__(self, ds: Dataset) -> None:
        self._ds = ds
        self._found: dict[tuple[str, str], Amount | None] = {}

    @cached_property
    def _commodities(self) -> Mapping[str, tuple[str, ...]]:
        """Each commodity with those of the flows that contain it, and any."""
        flows = self._ds.tables.records.flows
        found: dict[str, list[str]] = {}
        for flow in flows.values():
            names = found.setdefault(flow.commodity, [flow.commodity])
            if flow.part_of is not None:
                names.append(flows[flow.part_of].commodity)
        return {name: (*dict.fromkeys(names), ANY) for name, names in found.items()}

    def commodities(self, commodity: str) -> tuple[str, ...]:
        """Return a commodity, those of the flows that contain it, and ``any``."""
        return self._commodities.get(commodity, (commodity, ANY))

    @cached_property
    def bases(self) -> Mapping[str, Unit]:
        """Units that factors convert, each with the one in which it is compared.

        What else a factor holds is a magnitude to picture an amount by.
        """
        units = self._ds.records.units
        return {name: units[unit.base] for name, unit in units.items() if unit.base is not None}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Amount]:
        rows: dict[tuple[str, str], Amount] = {}
        for f in self._ds.records.factors.values():
            rows.setdefault((f.from_, f.to), Amount(f.low, f.best, f.high, f.unit))
        return rows

    def of(self, unit: str, commodity: str) -> Amount | None:
        """Return what one of a unit holds in the unit in which it is compared, for a commodity.

        Parameters
        ----------
        unit : str
            A unit; one without a base in the table of units is compared as it is.
        commodity : str
            A factor for what contains it, or for any, is second choice.

        Returns
        -------
        Amount or None
            None where no factor leads on; a bare ton always has one.
        """
        base = self.bases.get(unit)
        if base is None:
            return None
        key = (unit, commodity)
        if key not in self._found:
            rows = (self._rows.get((unit, c)) for c in self.commodities(commodity))
            found = next((row for row in rows if row is not None), None)
            bare = _BARE_TON.get((unit, base))
            self._found[key] = found or (Amount(*bare, base) if bare else None)
        return self._found[key]

    def in_base(self, amount: Amount, commodity: str, *, is_exact: bool = False) -> Amount:
        """Return an amount in the unit in which it is compared, where a factor leads there.

        Parameters
        ----------
        amount : Amount
            In any unit.
        commodity : str
            What is measured.
        is_exact : bool
            By the usual value of the factor alone; else as an interval, by its bounds.

        Returns
        -------
        Amount
            In another unit it stays as it is.
        """
        factor = self.of(amount.unit, commodity)
        if factor is None:
            return amount
        if is_exact:
            factor = Amount(factor.best, factor.best, factor.best, factor.unit)
        return amount.times(factor)
