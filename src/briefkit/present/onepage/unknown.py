"""What is not known: not searched, on one voice, planned and not heard of again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet import Sheet, headlines, unsearched
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Para, Run, joined
from briefkit.present.formats import count, day, label, name, text
from briefkit.present.meetings import open_plans, plan_run
from briefkit.present.runs import Runs
from briefkit.vocab import CheckState, Read

__all__ = ["unknown", "unknown_block"]

_MOST = 4


def unknown(ds: Dataset, result: Cadence | Flows | Discrepancies) -> Block:
    """Return the known gaps of a brief.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence, Flows or Discrepancies
        The analysis that it shows.

    Returns
    -------
    Block
        Of contacts what was not searched, and plans of which no outcome is on record; of amounts
        those that rest on one voice; of disagreements those that nothing on record decides; of all
        how much was read in excerpts.
    """
    match result:
        case Cadence():
            items = [_searched(ds, unsearched(ds, result), has_any=bool(result.dyads))]
            items.append(_plans(ds, result))
        case Flows():
            leading = headlines(result)
            items = [_alone(ds, [line for line in leading if len(line.voices) == 1])]
        case Discrepancies():
            items = [_undecided(result)]
    known = tuple(item for item in (*items, _read(ds)) if item)
    return Bullets(known) if known else Para((text("No gap is known."),), "note")


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
    items = [
        _searched(ds, result.unsearched, has_any=bool(result.cadence.dyads)),
        _alone(ds, result.alone),
        _plans(ds, result.cadence),
        _read(ds),
    ]
    return Bullets(tuple(item for item in items if item))


def _undecided(result: Discrepancies) -> Runs:
    open_ = [e for e in result.entries if e.state in {CheckState.OPEN, CheckState.IRREDUCIBLE}]
    if not open_:
        return ()
    return (
        Run("Not decided: ", "strong"),
        count(len(open_), "disagreements that nothing on record decides"),
        text(" of "),
        count(len(result.entries), "disagreements on record", unit="disagreement"),
        text("."),
    )


def _searched(ds: Dataset, unsearched: Sequence[tuple[str, date | None]], *, has_any: bool) -> Runs:
    if not has_any:
        return (Run("Not searched: ", "strong"), text("any contacts."))
    if not unsearched:
        return (Run("Searched: ", "strong"), text("all pairs of states, up to the cut-off."))
    each = joined(
        (
            (name(ds, dyad), text(" after "), day(last, "last day searched"))
            if last is not None
            else (name(ds, dyad), text(" at all"))
            for dyad, last in unsearched[:_MOST]
        ),
        "; ",
    )
    return (Run("Not searched: ", "strong"), *each, text(". Silence there proves nothing."))


def _alone(ds: Dataset, lines: Sequence[FlowLine]) -> Runs:
    if not lines:
        return ()
    found = {label(ds, line.flow_id): line for line in lines}
    each = joined(((Run(words, "name"),) for words in list(found)[:_MOST]), "; ")
    left = len(found) - _MOST
    more: Runs = (
        (text("; and "), count(left, "headlines on one voice", unit="other")) if left > 0 else ()
    )
    return (Run("On one voice: ", "strong"), *each, *more, text("."))


def _plans(ds: Dataset, result: Cadence) -> Runs:
    plans = open_plans(ds, result)
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
