"""Values as runs: numbers, dates, names, ids and printed words, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from briefkit.analysis.conversions import Equivalent
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.errors import UnknownNameError
from briefkit.present.runs import Run, Runs
from briefkit.present.words import MONTHS, amount_text, date_text, plural, time_text
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Caveat

__all__ = [
    "attribute_words",
    "caveat",
    "coded",
    "contact_date",
    "count",
    "day",
    "glossed",
    "ident",
    "in_letters",
    "in_things",
    "label",
    "line_name",
    "name",
    "number",
    "printed",
    "route",
    "text",
    "voice_run",
    "window_text",
]

#: Letters by which a label says its stage itself: "said to plan to send".
_STEM = 4
_LETTERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def text(words: str) -> Run:
    """Return plain words; digits in them fail the render."""
    return Run(words)


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
    if estimate.is_of_bounds:
        low = amount_text(estimate.low, None, None)
        shown = f"{low} and {amount_text(None, None, estimate.high, estimate.unit if unit else '')}"
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


def in_letters(run: Run) -> Run:
    """Write a number up to ten in letters.

    Examples
    --------
    >>> in_letters(count(3, "voices", unit="voice")).text
    'three voices'
    """
    n, space, unit = run.text.partition(" ")
    is_small = n.isdecimal() and int(n) < len(_LETTERS)
    return replace(run, text=f"{_LETTERS[int(n)]}{space}{unit}") if is_small else run


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
        shown = f"{MONTHS[days.first.month - 1]} {days.first.year}"
    return Run(shown, "date", chosen.claim_ids if chosen else (), chosen.rule if chosen else "date")


def name(ds: Dataset, key: str | None) -> Run:
    """Return the printed name of an actor, place, event, flow, statement or dyad.

    Raises
    ------
    UnknownNameError
        If nothing has the id.
    """
    return Run(label(ds, key), "name") if key else Run("–")


def line_name(ds: Dataset, line: FlowLine, *, has_stage: bool = True) -> Runs:
    """Name an amount: its flow, the attribute, and the stage where the label does not say it."""
    said = (text(f", {words}") for words in attribute_words(line.attribute))
    found: Runs = (name(ds, line.flow_id), *said)
    stage = str(line.stage).replace("_", " ")
    if not has_stage or line.stage.is_actual or stage[:_STEM] in line.label:
        return found
    return (*found, text(f", {stage}"))


def window_text(ds: Dataset, window: str) -> str:
    """Return the time of a claim in words; one that starts with an event by the event's label."""
    event = ds.tables.records.events.get(window.partition("/")[0])
    return f"since {event.label}" if event is not None else time_text(window)


def attribute_words(name: str) -> tuple[str, ...]:
    """Return an attribute in words, unless it goes without saying."""
    return () if ATTRIBUTES[name].is_implied else (name.replace("_", " "),)


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


def glossed(ds: Dataset, claim: Claim) -> Runs:
    """Return a source's own words, and our English of them where they are foreign."""
    if not claim.gloss:
        return (printed(claim),)
    lang = ds.tables.records.sources[claim.source_id].language
    own = (claim.claim_id,)
    return Run(claim.printed, "printed", own, lang=lang), coded(f" [{claim.gloss}]", own)


def coded(words: str, claims: Sequence[str] = (), rule: str = "") -> Run:
    """Return words of a coder or of a rule, which may hold digits."""
    return Run(words, "coded", tuple(claims), rule)


def caveat(mark: Caveat) -> Run:
    """Return the mark of a footnote."""
    return Run(mark.value, "caveat")


def in_things(equivalent: Equivalent, stable_name: str = "") -> Run:
    """Return an amount as a number of things: "1 rail tank wagon (0.7–1.2)"."""
    n = equivalent.n
    best = n.best or 0
    words = plural(equivalent.thing, round(best, 1))
    low, high = n.low or best, n.high or best
    shown = f"{_short(best)} {words}"
    if _short(low) != _short(high):
        shown += f" ({_short(low)}–{_short(high)})"
    value = (n.low, n.best, n.high, equivalent.thing)
    return Run(shown, "num", n.claim_ids, n.rule, stable_name, value)


def _short(value: float) -> str:
    if value >= 10:
        return f"{float(f'{value:.2g}'):,.0f}"
    return f"{value:.1f}".removesuffix(".0")
