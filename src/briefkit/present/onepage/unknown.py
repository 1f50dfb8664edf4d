"""What is not known: not searched, on one voice, planned and not heard of again."""

from __future__ import annotations

from briefkit.analysis.sheet import Sheet
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Run, joined
from briefkit.present.formats import count, day, label, name, text
from briefkit.present.meetings import open_plans, plan_run
from briefkit.present.runs import Runs
from briefkit.vocab import Read

__all__ = ["unknown_block"]

_MOST = 4


def unknown_block(ds: Dataset, result: Sheet) -> Block:
    """Return the known gaps of a sheet.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Sheet
        Its sheet.

    Returns
    -------
    Block
        What was not searched, which headlines rest on one voice, plans of which no outcome is on
        record, and how much was read in excerpts.
    """
    items = [_searched(ds, result), _alone(ds, result), _plans(ds, result), _read(ds)]
    return Bullets(tuple(item for item in items if item))


def _searched(ds: Dataset, result: Sheet) -> Runs:
    if not result.cadence.dyads:
        return (Run("Not searched: ", "strong"), text("any contacts."))
    if not result.unsearched:
        return (Run("Searched: ", "strong"), text("all pairs of states, up to the cut-off."))
    each = joined(
        (
            (name(ds, dyad), text(" after "), day(last, "last day searched"))
            if last is not None
            else (name(ds, dyad), text(" at all"))
            for dyad, last in result.unsearched[:_MOST]
        ),
        "; ",
    )
    return (Run("Not searched: ", "strong"), *each, text(". Silence there proves nothing."))


def _alone(ds: Dataset, result: Sheet) -> Runs:
    if not result.alone:
        return ()
    found = {label(ds, line.flow_id): line for line in result.alone}
    each = joined(((Run(words, "name"),) for words in list(found)[:_MOST]), "; ")
    left = len(found) - _MOST
    more: Runs = (
        (text("; and "), count(left, "headlines on one voice", unit="other")) if left > 0 else ()
    )
    return (Run("On one voice: ", "strong"), *each, *more, text("."))


def _plans(ds: Dataset, result: Sheet) -> Runs:
    plans = open_plans(ds, result.cadence)
    if not plans:
        return ()
    n = count(len(plans), "contacts spoken of and not held", unit="contact")
    last = joined(((plan_run(c),) for c in plans[:2]), "; ")
    return (
        Run("Spoken of, no outcome on record: ", "strong"), n, text(", the newest "), *last,
        text("."),
    )  # fmt: skip


def _read(ds: Dataset) -> Runs:
    sources = ds.records.sources.values()
    n = sum(source.read is not Read.WHOLE for source in sources)
    if not n:
        return ()
    return (
        Run("Depth: ", "strong"),
        count(n, "documents of which excerpts were read"),
        text(" of "),
        count(len(sources), "documents on record", unit="document"),
        text(" were read in excerpts."),
    )
