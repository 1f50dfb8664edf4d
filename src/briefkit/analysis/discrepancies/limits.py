"""Limits: what a date says about the first and the last day of its event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.values import Value
from briefkit.dates import Span
from briefkit.vocab import EventKind

__all__ = ["FROM_TO", "VISIT", "Limits", "limits"]

#: A date from day to day.
FROM_TO = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
#: Days that a visit lasts, where nothing says how long: two of its days lie no further apart.
VISIT = 7
#: Days by which a journey precedes its arrival.
_JOURNEY = 7
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Limits:
    """Days, as ordinals, between which an event starts, and between which it ends."""

    start_low: int
    start_high: int
    end_low: int
    end_high: int

    def miss(self, other: Limits) -> int:
        """Return by how many days two limits exclude one another; 0 where some days satisfy both.

        Where neither says when it started nor when it ended, one of them has to hold a day of the
        other.
        """
        start = max(self.start_low, other.start_low)
        end = min(self.end_high, other.end_high)
        return max(
            start - min(self.start_high, other.start_high),
            max(self.end_low, other.end_low) - end,
            start - end,
            0,
        )


def limits(corpus: Corpus, value: Value, days: Span, length: int) -> Limits:
    """Return what a date says about the first and the last day of its event.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    value : Value
        A date.
    days : Span
        What it says.
    length : int
        Days that the event may last.

    Returns
    -------
    Limits
        A visit was going on on its ``date``, and lasts no longer than its length; if that is an
        interval of two days it began on the first and ended on the last. Any other event lies in
        its date whole.
    """
    first, last = days.first.toordinal(), days.last.toordinal()
    is_visit = corpus.kind_of(value.claim.subject_id) is EventKind.VISIT
    match value.claim.attribute:
        case "start" | "arrival":
            return Limits(first, last, first, min(last + length, _LAST))
        case "end":
            return Limits(max(first - length, _FIRST), last, first, last)
        case "departure":
            return Limits(
                first, min(last + _JOURNEY, _LAST), first, min(last + _JOURNEY + length, _LAST)
            )
        case "during" if is_visit:
            return Limits(first - length, last + length, first - length, last + length)
        case "date" if is_visit and FROM_TO.fullmatch(days.text):
            return Limits(first, first, last, last)
        case "date" if is_visit:
            return Limits(max(first - length, _FIRST), last, first, min(last + length, _LAST))
        case _:
            return Limits(first, last, first, last)
