"""What an annex adds to a number as it is printed: its ends, where the text has them not."""

from __future__ import annotations

import re

from briefkit.present.words import amount_text
from briefkit.publish.document.document import Value

__all__ = ["beyond", "value_text"]

_FIGURES = re.compile(r"\d[\d.,]*\d|\d")


def value_text(value: Value | None) -> str:
    """Return low, best, high (None where unknown) and unit in words; empty where there are none.

    Examples
    --------
    >>> value_text((10000, None, None, "container"))
    'at least 10,000 containers'
    """
    if value is None:
        return ""
    low, best, high, unit = value
    return amount_text(low, best, high, unit or "")


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
    >>> beyond("60,000 t (54,420–60,960)", "60,000 t (54,420–60,960)")
    ''
    """
    return "" if set(_FIGURES.findall(value)) <= set(_FIGURES.findall(text)) else value
