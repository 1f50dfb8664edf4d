"""The value of a number in words, for the annex: low, best, high and unit."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["beyond", "value_text"]

_FIGURES = re.compile(r"\d[\d.,]*")


def value_text(value: list[Any] | None) -> str:
    """Return low, best, high and unit as words for the annex.

    Parameters
    ----------
    value : list or None
        low, best, high (None where unknown) and unit.

    Returns
    -------
    str

    Examples
    --------
    >>> value_text([10000, None, None, "t"])
    'at least 10,000 t'
    """
    if value is None:
        return ""
    low, best, high = (None if part is None else _amount(part) for part in value[:3])
    unit = f" {value[3]}" if value[3] else ""
    if best is not None and (low, high) in {(best, best), (None, None)}:
        return best + unit
    if best is not None:
        return f"{best}{unit} (from {low or 'unknown'} to {high or 'unknown'})"
    if low is not None and high is not None:
        return f"{low} to {high}{unit}"
    if low is not None:
        return f"at least {low}{unit}"
    return f"at most {high}{unit}" if high is not None else "unknown"


def _amount(number: float) -> str:
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.4f}".rstrip("0")


def beyond(text: str, value: str) -> str:
    """Return the value in words, or nothing where the text has all its figures.

    Parameters
    ----------
    text : str
        The number as it is printed.
    value : str
        What :func:`value_text` makes of it.

    Returns
    -------
    str

    Examples
    --------
    >>> beyond("60,000 t (54,420–60,960)", "60,000 t (from 54,420 to 60,960)")
    ''
    """
    return "" if set(_FIGURES.findall(value)) <= set(_FIGURES.findall(text)) else value
