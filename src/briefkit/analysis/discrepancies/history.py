"""History: what each body has said of a number, day by day."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.answers import Answer
from briefkit.analysis.discrepancies.pairs import Said

__all__ = ["Words", "words_by_claim"]

#: The days on which a body gave a number of one series, and the numbers.
Words = tuple[list[int], list[float | None]]


def _series(answer: Answer) -> tuple[object, ...]:
    """Return what two numbers of a body have to share for the later to replace the earlier."""
    claim, time = answer.claim, answer.time
    span = () if time.is_running else (time.start, time.last)
    actual = claim.stage_or_done.is_actual
    return claim.subject_id, claim.attribute, actual, answer.dimension, claim.scope, span


def words_by_claim(pool: Iterable[Said]) -> dict[str, list[Words]]:
    """Return what each body has said of one series, day by day.

    Parameters
    ----------
    pool : iterable of Answer or Value
        All that is said of a matter.

    Returns
    -------
    dict of str to list of (days, numbers)
        By claim, for each body for which it speaks; values that are no numbers have none.
    """
    series: dict[tuple[object, ...], list[Answer]] = {}
    for said in pool:
        if isinstance(said, Answer):
            for body in said.bodies:
                series.setdefault((body, *_series(said)), []).append(said)
    found: dict[str, list[Words]] = {}
    for listed in series.values():
        listed.sort(key=lambda a: (a.day, a.rank))
        words = [a.day for a in listed], [a.number for a in listed]
        for answer in listed:
            found.setdefault(answer.claim_id, []).append(words)
    return found
