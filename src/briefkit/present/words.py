"""Amounts and dates in words, as short as they can be without sharpening."""

from __future__ import annotations

import math
import re
from datetime import date

from briefkit.dates import Span, span
from briefkit.errors import DateError
from briefkit.schema.tables import Unit
from briefkit.schema.units import package_units
from briefkit.vocab import DiscrepancyType

__all__ = [
    "MONTHS",
    "amount_text",
    "date_text",
    "day_text",
    "kind_text",
    "ordinal_text",
    "plural",
    "spelt",
    "thing_text",
    "time_text",
]

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def thing_text(thing: str) -> str:
    """Return what a factor measures with, in words.

    Examples
    --------
    >>> thing_text("rail-tank-wagon")
    'rail tank wagon'
    """
    return thing.replace("-", " ")


_KINDS = {
    DiscrepancyType.REAL: "voices disagree",
    DiscrepancyType.UNKNOWN: "not explained",
    DiscrepancyType.TOTAL_PART: "total or part",
    DiscrepancyType.COUNT_DEFINITION: "what is counted",
    DiscrepancyType.MAGNITUDE: "power of ten",
}


def kind_text(kind: DiscrepancyType) -> str:
    """Return why claims differ, in a word or two.

    Examples
    --------
    >>> kind_text(DiscrepancyType.REAL), kind_text(DiscrepancyType.NAME_VARIANT)
    ('voices disagree', 'name variant')
    """
    return _KINDS.get(kind, str(kind).replace("_", " "))


def ordinal_text(n: int) -> str:
    """Return an ordinal: in letters up to the tenth.

    Examples
    --------
    >>> ordinal_text(5), ordinal_text(22), ordinal_text(112)
    ('fifth', '22nd', '112th')
    """
    if 0 < n <= len(_ORDINALS):
        return _ORDINALS[n - 1]
    end = "th" if n // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{end}"


def plural(unit: str, n: float | None) -> str:
    """Return a unit's name for a number of it.

    Parameters
    ----------
    unit : str
        A unit, or its id as it came out of a file: of that the package's table has the names. What
        else is counted, such as dyads or rail-tank-wagons, has a regular plural.
    n : float or None
        The number; only one is singular.

    Returns
    -------
    str

    Examples
    --------
    >>> plural("person", 1), plural("person", 2), plural("rail-tank-wagon", 2)
    ('person', 'people', 'rail tank wagons')
    """
    known = _unit(unit)
    if known is not None:
        return known.singular if n == 1 else known.plural
    words = unit.replace("_", " ").replace("-", " ")
    if n == 1 or not words:
        return words
    is_y = words.endswith("y") and words[-2:-1] not in "aeiou"
    return f"{words[:-1]}ies" if is_y else f"{words}s"


def spelt(unit: str) -> str:
    """Return the name of several of a unit, as it is spelt where no figures stand before it.

    Examples
    --------
    >>> spelt("t"), spelt("container")
    ('tonnes', 'containers')
    """
    known = _unit(unit)
    return (known and known.spelt) or plural(unit, 2)


def _unit(name: str) -> Unit | None:
    return name if isinstance(name, Unit) else package_units().get(name)


def _digits(value: float) -> str:
    value = float(f"{value:.12g}")  # 1.1 times 6.5 million is 7,150,000 and a little
    if value == 0:
        return "0"
    if abs(value) >= 1_000_000_000 and value % 10_000_000 == 0:
        return f"{value / 1_000_000_000:g} billion"
    if abs(value) >= 1_000_000 and value % 10_000 == 0:
        return f"{value / 1_000_000:g} million"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) < 1000 and round(value, 1) == value:
        return f"{value:g}"  # told so, and not computed
    if abs(value) >= 100:
        return f"{value:,.0f}"
    places = max(0, 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}"


def amount_text(
    low: float | None, best: float | None, high: float | None, unit: str = "", between: str = "–"
) -> str:
    """Return an interval in words, as short as it can be without sharpening.

    Parameters
    ----------
    low, best, high : float or None
        The interval.
    unit : str
        Unit; empty prints none.
    between : str
        What stands between two bounds.

    Returns
    -------
    str

    Examples
    --------
    >>> amount_text(1000, None, None, "container")
    'at least 1,000 containers'
    >>> amount_text(54, 60, 66, "ton"), amount_text(60, 60, None, "ton")
    ('60 tons (54–66)', '60 tons (60 or more)')
    """
    if low is None and best is None and high is None:
        return "unknown"
    if best is not None:
        shown = _digits(best)
        tail = f" {plural(unit, best)}" if unit else ""
        bounds = ""
        if (low, high) not in {(None, None), (best, best)} and (low != best or high != best):
            if low is not None and high is not None:
                bounds = f" ({_digits(low)}{between}{_digits(high)})"
            elif low is not None:
                bounds = f" ({_digits(low)} or more)"
            elif high is not None and high != best:
                bounds = f" ({_digits(high)} or less)"
        return f"{shown}{tail}{bounds}"
    if low is not None and high is not None:
        shown, n = f"{_digits(low)}{between}{_digits(high)}", high
    elif low is not None:
        shown, n = f"at least {_digits(low)}", low
    else:
        assert high is not None
        shown, n = f"up to {_digits(high)}", high
    return f"{shown} {plural(unit, n)}".rstrip()


def date_text(days: Span | date) -> str:
    """Return a date in words, at its own precision.

    Examples
    --------
    >>> from briefkit.dates import span
    >>> date_text(span("2023-09-07/2023-10-01"))
    '7 September to 1 October 2023'
    """
    if isinstance(days, date):
        return _day_text(days)
    if "~" in days.text:
        return _about_text(days.text)
    if days.earliest is None:
        return f"until {_day_text(days.last)}"
    if days.latest is None:
        return f"since {_day_text(days.first)}"
    if days.precision == "month":
        return f"{MONTHS[days.first.month - 1]} {days.first.year}"
    if days.precision == "year":
        return str(days.first.year)
    first, last = days.first, days.last
    if first == last:
        return _day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day_text(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {_day_text(last)}"
    return f"{_day_text(first)} to {_day_text(last)}"


_DAY_AT_END = re.compile(r"-(\d{4}(?:-\d\d){0,2})$")


def day_text(day: str) -> str:
    """Return an ISO day in words; any other text as it is.

    Examples
    --------
    >>> day_text("2023-10-20")
    '20 October 2023'
    """
    try:
        return _day_text(date.fromisoformat(day))
    except ValueError:
        return day


def time_text(window: str) -> str:
    """Return a window in words; one that starts with an event by the event's name.

    Examples
    --------
    >>> time_text("2023-09"), time_text("kim-visit-2023-09/..")
    ('September 2023', 'since kim visit (September 2023)')
    >>> time_text("../2025-01~"), time_text("2023-08-15~/2023-10-14")
    ('until about January 2025', 'about 15 August 2023 to 14 October 2023')
    """
    try:
        return date_text(span(window))
    except DateError:
        event = window.partition("/")[0]
        day = _DAY_AT_END.search(event)
        words = (event if day is None else event[: day.start()]).replace("-", " ")
        return f"since {words} ({date_text(span(day[1]))})" if day else f"since {words}"


def _about_text(window: str) -> str:
    """Say about when a window starts and ends: its days are not told, and none is printed."""
    first, slash, last = (part.strip() for part in window.partition("/"))
    ends = [
        ("about " if part.endswith("~") else "") + date_text(span(part.rstrip("~")))
        for part in (first, last)
        if part not in {"", ".."}
    ]
    if slash and first in {"", ".."}:
        return f"until {ends[0]}"
    if slash and last in {"", ".."}:
        return f"since {ends[0]}"
    return " to ".join(ends)


def _day_text(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
