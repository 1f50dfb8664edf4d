"""The one figure of a sheet: the one that fits its first finding."""

from __future__ import annotations

from dataclasses import replace

from briefkit.analysis.sheet import Sheet
from briefkit.analysis.sheet.clause import Amount, Clause, Lull, Meeting, Slip, Years
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Para
from briefkit.present.charts import claims_axis, rhythm, series
from briefkit.present.charts.canvas import narrow
from briefkit.present.formats import name, text

__all__ = ["picture"]

_LEAST = 3  # days of a series


def picture(ds: Dataset, result: Sheet) -> Block:
    """Draw the figure of the first finding that has one.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Sheet
        Its sheet.

    Returns
    -------
    Block
        How an amount was told over time, where that is a series of three days or more; the two
        sides of a slip; the rhythm of a dyad.
    """
    for finding in result.findings:
        with narrow():
            found = _of(ds, result, finding.lead)
        if found is not None:
            return found
    return Para((text("No finding has a figure."),), "note")


def _of(ds: Dataset, result: Sheet, clause: Clause) -> Block | None:
    match clause:
        case Amount(line=line) if len({t.day for t in line.tellings}) >= _LEAST:
            found = series(ds, replace(result.flows, lines=(line,), totals=()))
            told = ": what each voice gives, at the day for which it speaks. Triangles are bounds."
            return replace(found, caption=(name(ds, line.flow_id), text(told)))
        case Slip(entry=entry):
            return claims_axis(ds, entry)
        case Meeting() | Years() | Lull():
            dyads = tuple(d for d in result.cadence.dyads if d.dyad == clause.topic)
            months = result.cadence.months
            own = months[months["dyad"] == clause.topic]
            found = rhythm(ds, replace(result.cadence, dyads=dyads, months=own))
            told = ": contacts in person, and pale above them calls and letters."
            return replace(found, caption=(name(ds, clause.topic), text(told)))
    return None
