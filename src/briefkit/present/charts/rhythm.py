"""Contacts per month or quarter, and the gaps between them."""

from __future__ import annotations

import pandas as pd

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.dyads import DyadCadence
from briefkit.analysis.estimate import Estimate
from briefkit.dataset import Dataset
from briefkit.present.blocks import Figure
from briefkit.present.charts.canvas import (
    GRID,
    INK,
    MUTED,
    SERIES,
    calendar,
    canvas,
    clean,
    day_number,
    svg_text,
    tidy,
)
from briefkit.present.formats import Runs, count, label, name, number, text
from briefkit.present.words import amount_text

__all__ = ["gaps", "rhythm"]

_MOST_MONTHS = 30


def rhythm(ds: Dataset, result: Cadence) -> Figure:
    """Draw contacts per month, or per quarter for long windows, one row for each dyad.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its analysis.

    Returns
    -------
    Figure
        Months that were not searched stand on grey: no bar there is no zero.
    """
    from matplotlib.ticker import MaxNLocator

    frame = result.months
    is_long = frame["month"].nunique() > _MOST_MONTHS
    with canvas(0.75 + 0.85 * max(len(result.dyads), 1), max(len(result.dyads), 1)) as (
        figure,
        rows,
    ):
        top = max(int(_binned(frame, is_long)["n_held"].max() or 0) if len(frame) else 0, 1)
        for row, (axes, dyad) in enumerate(zip(rows, result.dyads, strict=False)):
            own = _binned(frame[frame["dyad"] == dyad.dyad], is_long)
            starts = [day_number(day) for day in own["month"].dt.date]
            width = 80 if is_long else 26
            ends = [*starts[1:], day_number(result.until) + 1]
            for start, end, searched in zip(starts, ends, own["is_searched"], strict=True):
                if not searched:
                    axes.axvspan(start, end, facecolor=GRID, alpha=0.45, edgecolor="none")
            axes.bar(
                starts, own["n_held"], width=width, align="edge", color=SERIES[row % len(SERIES)]
            )
            tidy(axes, grid="y")
            axes.set_ylim(0, top * 1.15)
            axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=3))
            axes.set_title(clean(label(ds, dyad.dyad)))
            calendar(axes)
            axes.set_xlim(day_number(result.since), day_number(result.until) + 1)
            if row < len(result.dyads) - 1:
                axes.tick_params(labelbottom=False)
        svg = svg_text(figure, "rhythm")
    step = "quarter" if is_long else "month"
    return Figure("fig-rhythm", _caption(ds, result, step), svg, _alt(ds, result, frame, is_long))


def _binned(frame: pd.DataFrame, is_long: bool) -> pd.DataFrame:
    if not is_long:
        return frame
    grouped = frame.groupby(["dyad", "quarter"], sort=True)
    return grouped.agg(
        month=("month", "min"), n_held=("n_held", "sum"), is_searched=("is_searched", "all")
    ).reset_index()


def _caption(ds: Dataset, result: Cadence, step: str) -> Runs:
    own = [dyad for dyad in result.dyads if dyad.rate is not None]
    searched = sum(dyad.searched_days for dyad in result.dyads)
    runs: Runs = (text(f"Contacts held per {step}."),)
    if own:
        assert own[0].rate is not None
        runs = (
            *runs,
            text(" "),
            name(ds, own[0].dyad),
            text(": the last year against the year before, a ratio of "),
            *number(own[0].rate, f"cadence.{own[0].dyad}.rate"),
            text("."),
        )
    if searched < sum(dyad.window_days for dyad in result.dyads):
        runs = (*runs, text(" On grey: not searched, so that no bar is no zero."))
    return runs


def _alt(ds: Dataset, result: Cadence, frame: pd.DataFrame, is_long: bool) -> str:
    parts = []
    for dyad in result.dyads:
        own = _binned(frame[frame["dyad"] == dyad.dyad], is_long)
        own = own[own["n_held"] > 0]
        key = own["quarter"] if is_long else own["month"].dt.strftime("%Y-%m")
        listed = ", ".join(f"{when} {n}" for when, n in zip(key, own["n_held"], strict=True))
        parts.append(f"{label(ds, dyad.dyad)}: {listed or 'none'}.")
    return f"Contacts per {'quarter' if is_long else 'month'}. " + " ".join(parts)


def gaps(ds: Dataset, result: Cadence) -> Figure:
    """Draw the days between successive contacts of each dyad, and the current gap among them.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its analysis.

    Returns
    -------
    Figure
        One dot for each gap on a logarithmic axis; the current gap is a ringed diamond.
    """
    with canvas(0.85 + 0.42 * max(len(result.dyads), 1)) as (figure, (axes,)):
        tidy(axes)
        for row, dyad in enumerate(result.dyads):
            color = SERIES[row % len(SERIES)]
            for gap in dyad.gaps:
                low, high = max(gap.days.low or 0, 0.7), max(gap.days.high or 0, 0.7)
                axes.plot([low, high], [row, row], color=color, linewidth=2.5, alpha=0.4)
                middle = max(
                    gap.days.best if gap.days.best is not None else (low * high) ** 0.5, 0.7
                )
                axes.plot([middle], [row], "o", color=color, markersize=4.5, alpha=0.75)
            if dyad.current_gap is not None:
                now = max(dyad.current_gap.amount.centre or 0, 0.7)
                axes.plot([now], [row], "D", markersize=7, color=INK, markerfacecolor="none")
        axes.set_xscale("log")
        axes.set_xlim(0.6, 3000)
        axes.set_xticks(
            [1, 7, 30, 90, 365, 1095], ["day", "week", "month", "quarter", "year", "3 years"]
        )
        axes.minorticks_off()
        axes.set_yticks(
            range(len(result.dyads)), [clean(label(ds, dyad.dyad)) for dyad in result.dyads]
        )
        axes.set_ylim(max(len(result.dyads), 1) - 0.4, -0.6)
        axes.set_title(
            "◇ current gap   ● earlier gaps", fontsize=8.5, color=MUTED, fontweight="normal"
        )
        svg = svg_text(figure, "gaps")
    return Figure("fig-gaps", _gap_caption(ds, result), svg, _gap_alt(ds, result))


def _gap_caption(ds: Dataset, result: Cadence) -> Runs:
    own = [dyad for dyad in result.dyads if dyad.current_gap is not None]
    if not own:
        return (text("No gap can be told: no contact is dated."),)
    longest = max(own, key=lambda d: (d.current_gap.amount.centre or 0) if d.current_gap else 0)
    assert longest.current_gap is not None
    runs: Runs = (
        text("The longest silence is that of "),
        name(ds, longest.dyad),
        text(": "),
        *number(longest.current_gap, f"cadence.{longest.dyad}.current-gap"),
        text(" since the last contact"),
    )
    if longest.longer_gaps is not None and longest.gaps:
        runs = (
            *runs,
            text("; of "),
            count(len(longest.gaps), "gaps on record", longest.current_gap.claim_ids),
            text(" earlier gaps, "),
            *number(longest.longer_gaps, unit=False),
            text(" as long or longer"),
        )
    return (*runs, text("."))


def _days(gap: Estimate) -> str:
    """Return the best value, or the bounds where there is none."""
    if gap.best is not None:
        return f"{gap.best:g}"
    return amount_text(gap.low, None, gap.high)


def _gap_alt(ds: Dataset, result: Cadence) -> str:
    def one(dyad: DyadCadence) -> str:
        listed = ", ".join(_days(gap.days) for gap in dyad.gaps)
        now = _days(dyad.current_gap) if dyad.current_gap else "unknown"
        return f"{label(ds, dyad.dyad)}: earlier gaps {listed or 'none'}; current {now}."

    return "Days between contacts. " + " ".join(one(dyad) for dyad in result.dyads)
