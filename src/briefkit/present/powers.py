"""Powers of ten that were lost on the way, in words."""

from __future__ import annotations

from briefkit.analysis.discrepancies import Hypothesis
from briefkit.dataset import Dataset
from briefkit.present.quotes import claim_text
from briefkit.schema.tables import Claim

__all__ = ["apart_text", "lost_power_text", "lost_text"]

_LOST = {1: "digit", 2: "hundred", 3: "thousand", 6: "million", 9: "billion"}


def apart_text(ds: Dataset, hypothesis: Hypothesis) -> str:
    """Say which number is how many times less than which, and how a power of ten was lost.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    hypothesis : Hypothesis
        One whose cause is ``lost_power``.

    Returns
    -------
    str
    """
    small, large, times, lost, how = _power(ds, hypothesis)
    return (
        f"{lost} would explain it: {claim_text(ds, small)} is {times:,} times less than "
        f"{claim_text(ds, large)}, as when {how}."
    )


def lost_power_text(ds: Dataset, hypothesis: Hypothesis) -> str:
    """Say in short how a power of ten was lost, where both claims stand beside it already.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    hypothesis : Hypothesis
        One whose cause is ``lost_power``.

    Returns
    -------
    str
    """
    *_, lost, how = _power(ds, hypothesis)
    return f"{lost} would explain it, as when {how}."


def lost_text(power: int) -> str:
    """Name a lost power of ten: "a thousand", "a power of ten (4 zeros)"."""
    return f"a {_LOST[power]}" if power in _LOST else f"a power of ten ({power} zeros)"


def _power(ds: Dataset, hypothesis: Hypothesis) -> tuple[Claim, Claim, int, str, str]:
    """Return the small and the large claim, the factor, what was lost, and how that happens."""
    facts = hypothesis.facts
    claims = ds.tables.records.claims
    small, large = claims[str(facts["small"])], claims[str(facts["large"])]
    power = int(str(facts["power"]))
    lost = f"A lost {lost_text(power).removeprefix('a ')}"
    how = "a word for the power of ten is left out, added or misread on the way"
    number = large.amount_value or large.low or large.high
    less = small.amount_value or small.low or small.high
    if power == 3 and number and less and number % 1000 == 0 and number < 1_000_000 and less < 1000:
        pointed = f"{number:,.0f}".replace(",", ".")
        how = (
            f"the word for thousand is left out, or {pointed}, with the point that many languages "
            f"put between the thousands, is read as the decimal number {less:g}"
        )
    return small, large, 10**power, lost, how
