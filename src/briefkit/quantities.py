"""Amounts as intervals with a unit; hedges and conversions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from briefkit.errors import ConversionError
from briefkit.vocab import Hedge

__all__ = ["Amount", "amount", "power_of_ten"]

#: For comparing, "about" and "nearly" widen by this share, when the source gives no bound.
ABOUT = 0.1


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as an interval. Absent is None, never zero.

    Parameters
    ----------
    low, best, high : float or None
        Bounds and value.
    unit : str
        A unit of measure, which knows its names where it is of a table.
    """

    low: float | None
    best: float | None
    high: float | None
    unit: str

    @property
    def floor(self) -> float:
        """Lower bound; 0 where none is known, since amounts are not negative."""
        known = self.low if self.low is not None else self.best
        return 0.0 if known is None else known

    @property
    def ceiling(self) -> float:
        """Upper bound; infinity where none is known."""
        if self.high is not None:
            return self.high
        if self.best is not None and self.low is None:
            return self.best
        return math.inf

    @property
    def centre(self) -> float | None:
        """The number to compare by: value, geometric mean of the bounds, or the only bound."""
        if self.best is not None:
            return self.best
        if self.low is not None and self.high is not None:
            return math.sqrt(max(self.low, 0.0) * self.high)
        return self.low if self.low is not None else self.high

    @property
    def is_empty(self) -> bool:
        """Whether no number is known at all."""
        return self.low is None and self.best is None and self.high is None

    def overlaps(self, other: Amount) -> bool:
        """Whether one number could satisfy both; both must have one unit."""
        if self.unit != other.unit:
            raise ConversionError(f"cannot compare {self.unit} with {other.unit}; convert first")
        return self.floor <= other.ceiling and other.floor <= self.ceiling

    def times(self, factor: Amount) -> Amount:
        """Multiply by a factor, interval by interval; the unit is the factor's."""
        top = self.ceiling * factor.ceiling
        return Amount(
            _product(self.low if self.low is not None else self.best, factor.floor),
            _product(self.best, factor.best),
            top if math.isfinite(top) else None,
            factor.unit,
        )

    def over(self, factor: Amount) -> Amount:
        """Divide by a factor: how many times it goes into this amount.

        Parameters
        ----------
        factor : Amount
            What one piece holds, in this amount's unit, with bounds above zero.

        Returns
        -------
        Amount
            A plain count; its unit is empty.
        """
        if factor.unit != self.unit:
            raise ConversionError(f"cannot divide {self.unit} by {factor.unit}; convert first")
        inverse = Amount(
            1 / factor.ceiling if math.isfinite(factor.ceiling) else 0.0,
            None if not factor.best else 1 / factor.best,
            1 / factor.floor if factor.floor else math.inf,
            "",
        )
        return self.times(inverse)

    def rounded(self, hedge: Hedge | None) -> Amount:
        """Return what a rounded number may stand for: for comparing, never for print.

        Parameters
        ----------
        hedge : Hedge or None
            ``about`` widens a value by a tenth on both sides, ``nearly`` below it, unless the
            source gave bounds of its own.

        Returns
        -------
        Amount

        Examples
        --------
        >>> Amount(60, 60, 60, "t").rounded(Hedge.ABOUT)
        Amount(low=54.0, best=60, high=66.0, unit='t')
        """
        if self.best is None or (self.low, self.high) != (self.best, self.best):
            return self
        if hedge is Hedge.ABOUT:
            return replace(self, low=self.best * (1 - ABOUT), high=self.best * (1 + ABOUT))
        if hedge is Hedge.NEARLY:
            return replace(self, low=self.best * (1 - ABOUT))
        return self


def _product(number: float | None, factor: float | None) -> float | None:
    return None if number is None or factor is None else number * factor


def amount(
    value: float | None,
    unit: str,
    low: float | None = None,
    high: float | None = None,
    hedge: Hedge | None = None,
) -> Amount:
    """Make the interval that a claim's value, bounds and hedge give.

    Parameters
    ----------
    value, low, high : float or None
        As coded.
    unit : str
        Unit of all three.
    hedge : Hedge or None
        ``over`` and ``up_to`` turn a bare value into a bound; ``about`` and ``nearly`` leave it as
        it is, for they round and span nothing; ``many`` and ``some`` give no number.

    Returns
    -------
    Amount

    Examples
    --------
    >>> amount(60, "ton", hedge=Hedge.ABOUT)
    Amount(low=60, best=60, high=60, unit='ton')
    >>> amount(None, "container", low=1000, hedge=Hedge.OVER)
    Amount(low=1000, best=None, high=None, unit='container')
    """
    if value is not None and low is None and high is None:
        if hedge in {Hedge.OVER, Hedge.AT_LEAST}:
            return Amount(value, None, None, unit)
        if hedge in {Hedge.UP_TO, Hedge.UNDER}:
            return Amount(None, None, value, unit)
        return Amount(value, value, value, unit)
    return Amount(low, value, high, unit)


def power_of_ten(a: float, b: float, tolerance: float = 0.05) -> int | None:
    """Tell by which power of ten two numbers differ, if by one.

    Parameters
    ----------
    a, b : float
        Two positive numbers.
    tolerance : float
        Allowed relative deviation of the ratio from the power.

    Returns
    -------
    int or None
        ``k`` with ``b / a`` about ``10**k`` and ``k != 0``; None if there is none.

    Examples
    --------
    >>> power_of_ten(60, 60_000)
    3
    """
    if a <= 0 or b <= 0:
        return None
    exponent = round(math.log10(b / a))
    if exponent == 0 or abs(b / a / 10**exponent - 1) > tolerance:
        return None
    return exponent
