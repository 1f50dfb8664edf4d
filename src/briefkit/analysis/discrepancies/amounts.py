"""When two numbers of one thing cannot both hold."""

from __future__ import annotations

import math

from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.stages import compare_stages, is_one_class
from briefkit.analysis.discrepancies.version import Version
from briefkit.dates import Span
from briefkit.quantities import Amount
from briefkit.vocab import DiscrepancyType, Unit

__all__ = ["compare_amounts", "compare_part", "factor_between", "is_rounding"]

#: Numbers that count contacts, and are compared whatever they count.
COUNTED = frozenset({"ordinal", "count"})
#: A rounded number differs by a tenth at most.
ROUNDED = 0.1


def is_rounding(a: float, b: float) -> bool:
    """Tell whether one number is the other, rounded.

    Parameters
    ----------
    a, b : float
        Two numbers.

    Returns
    -------
    bool
        True if one is the other at fewer significant digits and they differ by a tenth at most.

    Examples
    --------
    >>> is_rounding(11_000, 10_900), is_rounding(10_000, 14_000)
    (True, False)
    """
    if a == b:
        return True
    if min(a, b) <= 0 or abs(a - b) > ROUNDED * max(a, b):
        return False
    for coarse, fine in ((a, b), (b, a)):
        digits = len(f"{coarse:.15g}".replace(".", "").strip("0")) or 1
        if float(f"{fine:.{digits - 1}e}") == coarse:
            return True
    return False


def factor_between(index: Index, a: Version, b: Version) -> float:
    """Return by which factor two numbers differ, at least 1.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two numbers.

    Returns
    -------
    float
        1 where a number or a common unit is missing. Tonnes and bare tons are compared as printed.
    """
    pair = index.common(a, b)
    if a.amount.unit in _TONS and b.amount.unit in _TONS:
        pair = a.amount, b.amount
    if pair is None:
        return 1.0
    x, y = pair[0].centre, pair[1].centre
    if not x or not y:
        return 1.0
    return max(x / y, y / x)


_TONS = {Unit.T, Unit.TON}


def compare_amounts(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType | None:
    """Compare two numbers of one subject and attribute.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two versions of number.

    Returns
    -------
    Ground, DiscrepancyType or None
        Why they cannot both hold; or the variant as which they can; or nothing to list.
    """
    if _are_apart(index.window(a), index.window(b)) or (a.is_denied and b.is_denied):
        return None
    pair = index.common(a, b)
    if a.is_denied or b.is_denied:
        denied = a if a.is_denied else b
        meets = denied.amount.is_empty or (pair is not None and pair[0].overlaps(pair[1]))
        return Ground.DENIAL if meets else None
    if not is_one_class(a.stage, b.stage):
        return compare_stages(index, a, b)
    if a.role in COUNTED and a.amount.unit != b.amount.unit:
        pair = a.amount, b.amount.in_unit(a.amount.unit)
    if pair is None or a.amount.is_empty or b.amount.is_empty:
        return None
    if a.amount == b.amount and a.modality is b.modality and _hedge(a) == _hedge(b):
        return None
    if pair[0].overlaps(pair[1]) or _round(pair[0], pair[1]):
        return DiscrepancyType.ROUNDING
    if a.role in COUNTED and a.amount.unit != b.amount.unit:
        return Ground.COUNT
    if _is_one_window(index, a, b):
        return Ground.VALUE
    return Ground.COUNT if a.role in COUNTED else Ground.WINDOW


def compare_part(index: Index, part: Version, whole: Version) -> Ground | None:
    """Compare a part with what contains it.

    Parameters
    ----------
    index : Index
        The corpus.
    part, whole : Version
        Number of a part and of its whole, such as diesel and fuel, or the killed and the
        casualties.

    Returns
    -------
    Ground or None
        ``denial`` where the whole is denied, ``part`` where the part is larger.
    """
    if not is_one_class(part.stage, whole.stage) or part.is_denied:
        return None
    if not _lies_in(index.window(part), index.window(whole)):
        return None
    if whole.is_denied:
        return Ground.DENIAL if whole.amount.is_empty else None
    pair = index.common(part, whole)
    if pair is None or part.amount.is_empty or whole.amount.is_empty:
        return None
    return Ground.PART if pair[0].floor > pair[1].ceiling else None


def _hedge(version: Version) -> str | None:
    return version.claims[0].hedge


def _round(x: Amount, y: Amount) -> bool:
    return x.best is not None and y.best is not None and is_rounding(x.best, y.best)


def _are_apart(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and not a.overlaps(b)


def _lies_in(part: Span | None, whole: Span | None) -> bool:
    return part is None or whole is None or part.within(whole)


def _is_one_window(index: Index, a: Version, b: Version) -> bool:
    """Whether two numbers speak of one window; ordinals of one series share its first day."""
    x, y = index.window(a), index.window(b)
    if a.window == b.window or (x is not None and y is not None and x.text == y.text):
        return True
    return a.role in COUNTED and x is not None and y is not None and x.first == y.first


def is_hedged_apart(a: Version, b: Version) -> bool:
    """Tell whether two numbers that one number satisfies are hedged in two ways."""
    if not (isinstance(a.value, Amount) and isinstance(b.value, Amount)):
        return False
    if a.amount.unit != b.amount.unit or a.amount.is_empty or b.amount.is_empty:
        return False
    return _hedge(a) != _hedge(b) and a.amount.overlaps(b.amount)


def total(amounts: list[Amount]) -> float:
    """Return the least that several amounts make together; infinite ones are not summed."""
    return math.fsum(amount.floor for amount in amounts)


__all__ += ["is_hedged_apart", "total"]
