"""The verdict on an ordinal, from what the record holds under every reading."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.ordinals.asking import Asked
from briefkit.analysis.ordinals.assessment import Verdict
from briefkit.analysis.ordinals.counting import Count
from briefkit.analysis.ordinals.readings import Reading

__all__ = ["holds", "judge"]


def holds(read: Asked, reading: Reading) -> bool:
    """Whether a reading certainly gives what was said."""
    is_enough = reading.n >= read.low
    return is_enough and (read.high is None or reading.n_high <= read.high)


def _fits(read: Asked, reading: Reading) -> bool:
    """Whether what is certain gives what was said, and something more is possible."""
    return reading.n >= read.low and (read.high is None or reading.n <= read.high)


def _may_hold(read: Asked, reading: Reading) -> bool:
    return reading.n_high >= read.low and (read.high is None or reading.n <= read.high)


def judge(
    read: Asked, readings: Sequence[Reading], counted: Count, *, is_searched: bool
) -> tuple[Verdict, Reading | None]:
    """Return the verdict and the least forced reading that holds."""
    reading = next((r for r in readings if r.holds), None)
    if reading is not None:
        return ("supported" if is_searched and read.is_told else "undetermined"), reading
    if any(_may_hold(read, r) for r in readings) or not read.is_closed:
        return "undetermined", next((r for r in readings if _fits(read, r)), None)
    if read.high is not None and all(r.n > read.high for r in readings):
        return "refuted", None
    if all(r.n_high < read.low for r in readings) and is_searched:
        # "in the last three months" is no window to the day: what is just outside may be meant
        first = read.question.first
        slack = 0 if first is None or first.day == 1 else counted.n_before
        if all(r.n_high + slack < read.low for r in readings):
            return "refuted", None
    return "undetermined", None
