"""When two dates of one event cannot both hold: each limits its first and its last day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.stages import compare_stages, is_one_class
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import DiscrepancyType

__all__ = ["Limits", "compare_dates", "compare_part_dates", "days_apart", "limits"]

_EXTENT = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
#: Roles whose spans say when the whole event took place.
_WHEN = frozenset({"date", "during", "under_way", "announced"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Days between which an event starts, and between which it ends."""

    start_low: date
    start_high: date
    end_low: date
    end_high: date

    def excludes(self, other: Limits) -> bool:
        """Whether no first and last day satisfy both."""
        start = max(self.start_low, other.start_low)
        end = min(self.end_high, other.end_high)
        return (
            start > min(self.start_high, other.start_high)
            or max(self.end_low, other.end_low) > end
            or start > end
        )

    def days_from(self, other: Limits) -> int:
        """By how many days two limits that exclude one another miss."""
        low_start = max(self.start_low, other.start_low)
        low_end = max(self.end_low, other.end_low)
        end = min(self.end_high, other.end_high)
        return max(
            low_start.toordinal() - min(self.start_high, other.start_high).toordinal(),
            low_end.toordinal() - end.toordinal(),
            low_start.toordinal() - end.toordinal(),
            0,
        )


def limits(index: Index, version: Version) -> Limits:
    """Return what a date says about the first and the last day of its event.

    Parameters
    ----------
    index : Index
        The corpus.
    version : Version
        A version of date, start, end, during or under_way.

    Returns
    -------
    Limits
        A visit was going on on its ``date``; if that is an interval of two days, it began on the
        first and ended on the last. Any other event lies in its date whole.
    """
    days = version.days
    first, last = days.first, days.last
    match version.role:
        case "start":
            return Limits(first, last, first, date.max)
        case "end":
            return Limits(date.min, last, first, last)
        case "under_way":
            return Limits(date.min, last, first, date.max)
        case "date" if index.is_visit(version.subject_id):
            if _EXTENT.fullmatch(days.text):
                return Limits(first, first, last, last)
            return Limits(date.min, last, first, date.max)
        case _:
            return Limits(first, last, first, last)


def compare_dates(index: Index, a: Version, b: Version) -> Ground | DiscrepancyType | None:
    """Compare two dates of one event, flow or statement.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two versions of date, or of whether it took place at all.

    Returns
    -------
    Ground, DiscrepancyType or None
    """
    if a.role == "held" or b.role == "held":
        return compare_stages(index, a, b) if a.role == b.role else None
    if a.is_denied or b.is_denied:
        is_denial = a.is_denied != b.is_denied and a.days.overlaps(b.days)
        return Ground.DENIAL if is_denial else None
    if not is_one_class(a.stage, b.stage):
        return compare_stages(index, a, b)
    if limits(index, a).excludes(limits(index, b)):
        # goods move on many days
        return None if a.subject_id in index.ds.records.flows else Ground.VALUE
    if a.days.text == b.days.text or not (a.role == b.role or {a.role, b.role} <= _WHEN):
        return None
    return DiscrepancyType.GRANULARITY


def compare_part_dates(index: Index, part: Version, whole: Version) -> Ground | None:
    """Compare the date of a meeting with that of the visit that contains it."""
    if "held" in {part.role, whole.role} or part.is_denied or whole.is_denied:
        return None
    if not is_one_class(part.stage, whole.stage):
        return None
    inner, outer = limits(index, part), limits(index, whole)
    is_outside = inner.start_high < outer.start_low or inner.end_low > outer.end_high
    return Ground.OUTSIDE if is_outside else None


def days_apart(index: Index, a: Version, b: Version) -> int:
    """Return by how many days two dates that exclude one another miss.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two versions of date.

    Returns
    -------
    int
        0 where they do not exclude one another.
    """
    x, y = limits(index, a), limits(index, b)
    if a.subject_id == b.subject_id:
        return x.days_from(y)
    inner, outer = (x, y) if b.subject_id in index.ancestors(a.subject_id) else (y, x)
    return max(
        outer.start_low.toordinal() - inner.start_high.toordinal(),
        inner.end_low.toordinal() - outer.end_high.toordinal(),
        0,
    )
