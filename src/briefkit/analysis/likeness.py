"""When two numbers are one: retold, rounded, agreed upon."""

from __future__ import annotations

import math

__all__ = ["AGREE", "RETOLD", "ROUNDED", "is_alike", "n_digits", "power_between", "ratio"]

#: Numbers within a hundredth of one another are one number, retold.
RETOLD = 1.01
#: Numbers within a tenth of one another are one number of a voice, rounded.
ROUNDED = 1.1
#: Numbers of two voices within a twentieth of one another agree.
AGREE = 1.05
#: Digits are the same up to this share.
_DIGITS = 0.005


def is_alike(a: float | None, b: float | None, factor: float = RETOLD) -> bool:
    """Tell whether two numbers are one, up to a factor.

    Examples
    --------
    >>> is_alike(60, 60.5), is_alike(60, 62), is_alike(60, None)
    (True, False, False)
    """
    if a is None or b is None:
        return False
    low, high = sorted((a, b))
    return low == high or (low > 0 and high <= low * factor)


def ratio(a: float, b: float) -> float:
    """Return the factor between two positive numbers, at least 1.

    Examples
    --------
    >>> ratio(60, 60_000)
    1000.0
    """
    if a <= 0 or b <= 0:
        return math.inf
    return max(a / b, b / a)


def n_digits(number: float) -> int:
    """Count the digits of a number that are no zeros at its ends.

    Examples
    --------
    >>> n_digits(60_000), n_digits(3765)
    (1, 4)
    """
    digits = f"{number:.12g}".partition("e")[0].replace(".", "")
    return len(digits.strip("0")) or 1


def power_between(a: float | None, b: float | None) -> int:
    """Return the power of ten between two numbers of the same digits; 0 where there is none.

    One may be rounded, if it keeps two digits or more.

    Examples
    --------
    >>> power_between(60, 60_000), power_between(13, 13_221), power_between(60, 65_000)
    (3, 3, 0)
    """
    if a is None or b is None or a <= 0 or b <= 0:
        return 0
    small, large = min(a, b), max(a, b)
    if large < 9 * small:
        return 0
    power = round(math.log10(large / small))
    if not power:
        return 0
    if abs(large / small / 10.0**power - 1) <= _DIGITS:
        return power
    digits = min(n_digits(small), n_digits(large))
    is_rounded = digits > 1 and f"{small:.{digits - 1}e}"[:-4] == f"{large:.{digits - 1}e}"[:-4]
    return power if is_rounded else 0
