"""Values as runs: numbers, dates, names, ids and printed words, each with what it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact
from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.errors import UnknownNameError
from briefkit.present.blocks import Run
from briefkit.schema.tables import Claim
from briefkit.vocab import Caveat, Unit

__all__ = [
    "amount_text",
    "caveat",
    "coded",
    "contact_date",
    "count",
    "date_text",
    "day",
    "ident",
    "label",
    "name",
    "number",
    "plural",
    "printed",
    "route",
    "text",
    "voice_run",
]

Runs = tuple[Run, ...]

_PLURAL = {
    Unit.T: ("t", "t"),
    Unit.TON: ("ton", "tons"),
    Unit.BBL: ("bbl", "bbl"),
    Unit.PERSON: ("person", "people"),
    Unit.USD: ("US dollar", "US dollars"),
}
_MONTHS = [
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


def text(words: str) -> Run:
    """Return plain words; digits in them fail the render."""
    return Run(words)


def plural(unit: str, n: float | None) -> str:
    """Return a unit's name for a number of it.

    Examples
    --------
    >>> plural("person", 1), plural("person", 2), plural("container", 2)
    ('person', 'people', 'containers')
    """
    if not unit:
        return ""
    try:
        pair = _PLURAL[Unit(unit)]
    except (KeyError, ValueError):
        is_y = unit.endswith("y") and unit[-2:-1] not in "aeiou"
        pair = (unit, f"{unit[:-1]}ies" if is_y else f"{unit}s")
    return pair[0].replace("_", " ") if n == 1 else pair[1].replace("_", " ")


def _digits(value: float) -> str:
    if value == 0:
        return "0"
    if abs(value) >= 1_000_000 and value % 10_000 == 0:
        return f"{value / 1_000_000:g} million"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}"
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
    >>> amount_text(54, 60, 66, "ton")
    '60 tons (54–66)'
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
            elif low is not None and low != best:
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


def number(estimate: Estimate, stable_name: str = "", *, unit: bool = True) -> Runs:
    """Return an estimate as a number that leads to its claims, with the marks of its caveats.

    Parameters
    ----------
    estimate : Estimate
        What to print.
    stable_name : str
        Name under which the edition records it; empty where only its claims matter.
    unit : bool
        Whether to print the unit.

    Returns
    -------
    tuple of Run
    """
    shown = amount_text(estimate.low, estimate.best, estimate.high, estimate.unit if unit else "")
    run = Run(
        shown,
        "num",
        claims=estimate.claim_ids,
        rule=estimate.rule,
        number=stable_name,
        value=(estimate.low, estimate.best, estimate.high, estimate.unit),
    )
    return (run, *(caveat(mark) for mark in estimate.caveats))


def count(
    n: int, rule: str, claims: Iterable[str] = (), stable_name: str = "", unit: str = ""
) -> Run:
    """Return a count of things on the page as a number.

    Parameters
    ----------
    n : int
        The count.
    rule : str
        How it was counted.
    claims : iterable of str
        Claims behind it.
    stable_name : str
        Name under which the edition records it.
    unit : str
        What was counted; printed when it is a word.

    Returns
    -------
    Run
    """
    shown = f"{n:,} {plural(unit, n)}".rstrip() if unit else f"{n:,}"
    return Run(shown, "num", tuple(sorted(set(claims))), rule, stable_name, (n, n, n, unit))


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
    mark = "about " if "~" in days.text else ""
    if days.earliest is None:
        return f"until {_day_text(days.last)}"
    if days.latest is None:
        return f"since {_day_text(days.first)}"
    if days.precision == "month" and not mark:
        return f"{_MONTHS[days.first.month - 1]} {days.first.year}"
    if days.precision == "year" and not mark:
        return str(days.first.year)
    first, last = days.first, days.last
    if first == last:
        return mark + _day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{mark}{first.day}–{_day_text(last)}"
    if first.year == last.year:
        return f"{mark}{first.day} {_MONTHS[first.month - 1]} to {_day_text(last)}"
    return f"{mark}{_day_text(first)} to {_day_text(last)}"


def _day_text(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def day(when: date | Span, rule: str, claims: Iterable[str] = ()) -> Run:
    """Return a date that leads to its claims, or says by which rule it is there."""
    return Run(date_text(when), "date", tuple(claims), rule)


def contact_date(contact: Contact) -> Run:
    """Return the date of a contact."""
    days = contact.days
    if days is None:
        return Run("not dated")
    chosen = contact.dated_by
    shown = date_text(days)
    if contact.precision == "month":
        shown = f"{_MONTHS[days.first.month - 1]} {days.first.year}"
    return Run(shown, "date", chosen.claim_ids if chosen else (), chosen.rule if chosen else "date")


def name(ds: Dataset, key: str | None) -> Run:
    """Return the printed name of an actor, place, event, flow, statement or dyad.

    Raises
    ------
    UnknownNameError
        If nothing has the id.
    """
    return Run(label(ds, key), "name") if key else Run("–")


def label(ds: Dataset, key: str) -> str:
    """Return the printed name of an id as text."""
    records = ds.tables.records
    for table in (records.actors, records.places):
        if key in table:
            return str(table[key].name)
    for labelled in (records.events, records.flows, records.statements):
        if key in labelled:
            return str(labelled[key].label)
    parts = key.split("-")
    if len(parts) == 2 and all(part in records.actors for part in parts):
        return "–".join(records.actors[part].name for part in parts)
    if key.count(">") == 1:
        return route(ds, *key.split(">"))
    if key in records.sources:
        return records.sources[key].publisher
    raise UnknownNameError(f"nothing has the id '{key}'")


def voice_run(ds: Dataset, voice: str) -> Run:
    """Return the name of a voice, or of the origins that are joined in it."""
    actors = ds.records.actors
    if voice == "unknown":
        return Run("unnamed sources")
    keys = voice.split("+")
    return Run(", ".join(actors[key].name if key in actors else key for key in keys), "name")


def route(ds: Dataset, origin: str, destination: str) -> str:
    """Return "Belarus to Russia"."""
    return f"{label(ds, origin.strip())} to {label(ds, destination.strip())}"


def ident(key: str, href: str = "") -> Run:
    """Return an identifier."""
    return Run(key, "id", href=href)


def printed(claim: Claim) -> Run:
    """Return a source's own words."""
    return Run(claim.printed, "printed", (claim.claim_id,))


def coded(words: str, claims: Sequence[str] = (), rule: str = "") -> Run:
    """Return words of a coder or of a rule, which may hold digits."""
    return Run(words, "coded", tuple(claims), rule)


def caveat(mark: Caveat) -> Run:
    """Return the mark of a footnote."""
    return Run(mark.value, "caveat")
