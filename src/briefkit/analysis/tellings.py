"""Tellings: what one voice said of an amount at one time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.answers import Answer
from briefkit.analysis.voices import UNKNOWN
from briefkit.quantities import Amount

__all__ = ["Telling", "tellings"]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one voice said of a line at one time.

    Parameters
    ----------
    voice : str
        The state, body or publisher for which it speaks.
    day : date
        The day for which it speaks: the end of the time that it names, else that of the telling.
    amount : Amount
        Its number as said.
    claim_ids : tuple of str
        Claims that say so.
    """

    voice: str
    day: date
    amount: Amount
    claim_ids: tuple[str, ...]


def tellings(answers: Sequence[Answer]) -> tuple[Telling, ...]:
    """Return what each voice said at each time, by day, then voice.

    Parameters
    ----------
    answers : sequence of Answer
        The claims of number of one line.

    Returns
    -------
    tuple of Telling
        One for each day, voice and amount, with all claims that say so.
    """
    found: dict[tuple[int, str, Amount], list[str]] = {}
    for answer in answers:
        for body in sorted(answer.bodies) or [UNKNOWN]:
            found.setdefault((answer.day, body, answer.amount), []).append(answer.claim_id)
    return tuple(
        Telling(body, date.fromordinal(day), amount, tuple(sorted(names)))
        for (day, body, amount), names in sorted(found.items(), key=lambda x: (x[0][:2], x[1]))
    )
