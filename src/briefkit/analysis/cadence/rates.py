"""Change of a rate of events over two windows of one length, with an exact interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from briefkit.analysis import rules
from briefkit.analysis.contact import Contact
from briefkit.analysis.estimate import Estimate
from briefkit.vocab import Caveat

__all__ = ["FEW", "YEAR", "change_of_rate", "rate_ratio"]


#: Fewer events than this tell no change of rate from chance.
FEW = 10
#: Length of each of the two windows.
YEAR = timedelta(days=365)
_TAIL = 0.05


def change_of_rate(
    dated: Sequence[Contact], first: date, last: date, *, is_searched: bool = True
) -> Estimate | None:
    """Return the ratio of the contacts of the last year to those of the year before.

    Parameters
    ----------
    dated : sequence of Contact
        Contacts held, of which a day is known.
    first, last : date
        The window; the newer year ends with it.
    is_searched : bool
        Whether both years were searched.

    Returns
    -------
    Estimate or None
        None where the window is shorter than two years or they hold no contact. A contact that may
        have begun in one or the other year counts in neither.
    """
    if not dated or last - first < 2 * YEAR - timedelta(days=1):
        return None
    new = [c for c in dated if _began(c, last - YEAR, last)]
    old = [c for c in dated if _began(c, last - 2 * YEAR, last - YEAR)]
    if not new and not old:
        return None
    low, best, high = rate_ratio(len(new), len(old))
    claims = tuple(sorted({c.claim_ids[0] for c in (*new, *old)}))
    caveats = [] if is_searched else [Caveat.NOT_SEARCHED]
    if len(new) + len(old) < FEW:
        caveats.append(Caveat.FEW_EVENTS)
    return Estimate(low, best, high, "", rules.RATIO, claims, tuple(caveats))


def _began(contact: Contact, after: date, last: date) -> bool:
    start, latest = contact.first_days
    return start is not None and latest is not None and after < start and latest <= last


def rate_ratio(
    n_new: int, n_old: int, share_new: float = 0.5
) -> tuple[float, float | None, float | None]:
    """Return the ratio of two rates with its exact interval.

    Parameters
    ----------
    n_new, n_old : int
        Events in the newer and the older window.
    share_new : float
        Length of the newer window as a share of both.

    Returns
    -------
    tuple of low, best, high
        Ratio of new to old; best and high are None where the old count is zero.

    References
    ----------
    Przyborowski and Wilenski 1940: given the sum of two Poisson counts, the newer is binomial;
    bounds by Clopper and Pearson 1934, each tail 5 %.

    Examples
    --------
    >>> low, best, high = rate_ratio(10, 5)
    >>> round(low, 2), best, round(high, 2)
    (0.73, 2.0, 6.06)
    """
    total = n_new + n_old
    odds = share_new / (1 - share_new)
    low = 0.0 if n_new == 0 else _solve(lambda p: _at_least(n_new, total, p) - _TAIL)
    high = 1.0 if n_old == 0 else _solve(lambda p: _TAIL - (1 - _at_least(n_new + 1, total, p)))
    best = None if n_old == 0 else n_new / n_old / odds
    return low / (1 - low) / odds, best, None if high == 1.0 else high / (1 - high) / odds


def _at_least(k: int, n: int, p: float) -> float:
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def _solve(rising: Callable[[float], float]) -> float:
    """Root of a rising function on the unit interval, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return low
