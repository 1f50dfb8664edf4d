"""The rows that a figure draws, as text: for the table under it, and for a spreadsheet."""

from __future__ import annotations

from datetime import date

from briefkit.analysis.estimate import Estimate
from briefkit.present.blocks import Column
from briefkit.quantities import Amount

__all__ = ["BOUNDS", "bounds", "heads", "iso", "plain_number"]

#: Heads of the columns of an interval.
BOUNDS = (Column("Low", "right"), Column("Best", "right"), Column("High", "right"))


def heads(*labels: str) -> tuple[Column, ...]:
    """Return the heads of columns of words."""
    return tuple(map(Column, labels))


def bounds(amount: Amount | Estimate) -> tuple[str, str, str]:
    """Return low, best and high as cells; what is not known is empty."""
    return plain_number(amount.low), plain_number(amount.best), plain_number(amount.high)


def iso(day: date | None) -> str:
    """Return a day as a cell."""
    return "" if day is None else day.isoformat()


def plain_number(value: float | None) -> str:
    """Return a number as a cell: without a unit, without groups of digits.

    Examples
    --------
    >>> plain_number(1_500_000.0), plain_number(0.25), plain_number(None)
    ('1500000', '0.25', '')
    """
    return "" if value is None else f"{value:.12f}".rstrip("0").rstrip(".")
