"""Headlines: numbers of the key sentences that the index of editions follows over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import singledispatch

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.topics import Topics
from briefkit.dataset import Dataset
from briefkit.present.formats import attribute_words, label, window_text
from briefkit.present.runs import Runs
from briefkit.present.words import plural

__all__ = ["Told", "headlined", "headlines"]

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
    result : Cadence, Flows, Topics or Discrepancies
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
    what = plural(result.counted, 2).replace("_", " ").capitalize()
    found: dict[str, Told] = {}
    for key, words in {
        "in-person": f"{what} in person",
        "remote": f"{what} by call or letter",
    }.items():
        found[f"cadence.{key}.{result.counted}"] = (f"{words}, all dyads", "")
        for dyad in result.dyads:
            told = f"{words}, {label(ds, dyad.dyad)}"
            found[f"cadence.{dyad.dyad}.{key}.{result.counted}"] = (told, "")
    for dyad in result.dyads:
        for way, _ in dyad.visits:
            found[f"cadence.{way.replace('>', '-to-')}.visits"] = (f"Visits, {label(ds, way)}", "")
    return found


@headlines.register
def _(result: Flows, ds: Dataset) -> dict[str, Told]:
    return {line.name: _flow_told(ds, line) for line in result.latest if line.stage.is_actual}


@headlines.register
def _(result: Topics, ds: Dataset) -> dict[str, Told]:
    return headlines(result.flows, ds)


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
    """Return words and series of a line: its name moves only where it is a period."""
    words = [label(ds, line.flow_id), *attribute_words(line.attribute)]
    if line.window:
        words.append(window_text(ds, line.window))
    return ", ".join(words), ""
