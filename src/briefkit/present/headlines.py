"""Headlines: numbers of the key sentences that the index of editions follows over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import singledispatch

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine, window_span
from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.present.formats import Runs, label
from briefkit.present.words import date_text, plural

__all__ = ["Told", "headlined", "headlines"]

_LONGEST_PERIOD = 366  # days; a longer window is a total to date

#: What a number is, without its unit and the day of its edition, and the name of its series.
Told = tuple[str, str]


def headlined(sentences: Iterable[Runs], told: Mapping[str, Told]) -> tuple[Runs, ...]:
    """Return sentences whose numbers say under which words the index follows them.

    Parameters
    ----------
    sentences : iterable of tuple of Run
        Key sentences.
    told : mapping of str to (str, str)
        By the stable name of a number, as :func:`headlines` returns it.

    Returns
    -------
    tuple of tuple of Run

    Examples
    --------
    >>> from briefkit.present.blocks import Run
    >>> runs = (Run("3", "num", rule="count", number="visits"),)
    >>> headlined([runs], {"visits": ("Visits to Betania", "")})[0][0].headline
    'Visits to Betania'
    """
    return tuple(
        tuple(
            replace(run, headline=told[run.number][0], series=told[run.number][1])
            if run.number in told
            else run
            for run in runs
        )
        for runs in sentences
    )


@singledispatch
def headlines(result: object, ds: Dataset) -> dict[str, Told]:
    """Return what the numbers of an analysis are that can be headlines.

    Parameters
    ----------
    result : Cadence, Flows or Discrepancies
        An analysis.
    ds : Dataset
        The corpus.

    Returns
    -------
    dict of str to (str, str)
        By stable name: words, and the series where the name moves with a window. A number that is
        not in the key sentences is no headline.
    """
    raise TypeError(f"no headlines for {type(result).__name__}")


@headlines.register
def _(result: Cadence, ds: Dataset) -> dict[str, Told]:
    what = f"{plural(result.counted, 2).replace('_', ' ').capitalize()} held"
    found = {f"cadence.held.{result.counted}": (f"{what}, all dyads", "")}
    for dyad in result.dyads:
        words = f"{what}, {label(ds, dyad.dyad)}"
        found[f"cadence.{dyad.dyad}.held.{result.counted}"] = (words, "")
        for way, _ in dyad.visits:
            found[f"cadence.{way.replace('>', '-to-')}.visits"] = (f"Visits, {label(ds, way)}", "")
    return found


@headlines.register
def _(result: Flows, ds: Dataset) -> dict[str, Told]:
    return {line.name: _flow_told(ds, line) for line in result.latest if line.stage.is_actual}


@headlines.register
def _(result: Discrepancies, ds: Dataset) -> dict[str, Told]:
    found = {
        "discrepancies.entries": ("Disagreements on record", ""),
        "discrepancies.variants": ("Variants on record", ""),
    }
    for degree in {entry.severity for entry in result.entries}:
        words = f"Disagreements at severity {degree}"
        found[f"discrepancies.severity-{degree}"] = (words, "")
    return found


def _flow_told(ds: Dataset, line: FlowLine) -> Told:
    """Return words and series of a line.

    A total to date is one series, however its window is told: one that is open at an end, or longer
    than a year. A period of a year or less is a series of its own, so that no month is joined with
    a year.
    """
    words = [label(ds, line.flow_id)]
    parts = ["flows", line.flow_id, line.attribute]
    if line.attribute != "quantity":
        words.append(line.attribute)
    if line.window:
        limits = window_span(ds, line.window)
        if limits is not None and _is_period(limits):
            return ", ".join([*words, date_text(limits)]), ""
        words.append("to date")
        parts.append("to-date")
    parts += [line.unit] if line.has_units else []
    series = ".".join(parts)
    return ", ".join(words), "" if series == line.name else series


def _is_period(limits: Span) -> bool:
    first, last = limits.earliest, limits.latest
    return first is not None and last is not None and (last - first).days <= _LONGEST_PERIOD
