"""Contacts per month or quarter, and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from briefkit.analysis.cadence import Cadence, DyadCadence
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
from briefkit.present.formats import count, day, label, name, number, text
from briefkit.present.runs import Runs
from briefkit.present.words import amount_text

__all__ = ["gaps", "rhythm"]

_MOST_MONTHS = 30
_MOST_ROWS = 12
_MOST_TOLD = 40  # gaps or months of a row in the alternative text


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
        Contacts in person in full colour, calls and letters pale above them. Months that were not
        searched stand on grey: no bar there is no zero. A dozen dyads are drawn, those with most
        contacts.
    """
    from matplotlib.ticker import MaxNLocator

    frame = result.months
    is_long = frame["month"].nunique() > _MOST_MONTHS
    drawn = result.dyads[:_MOST_ROWS]
    by_name = {name: own for name, own in frame.groupby("dyad", sort=False)}
    with canvas(0.75 + 0.85 * max(len(drawn), 1), max(len(drawn), 1)) as (figure, rows):
        top = max(int(_binned(frame, is_long)["n_held"].max() or 0) if len(frame) else 0, 1)
        for row, (axes, dyad) in enumerate(zip(rows, drawn, strict=False)):
            own = _binned(by_name[dyad.dyad], is_long)
            starts = [day_number(day) for day in own["month"].dt.date]
            width = 80 if is_long else 26
            ends = [*starts[1:], day_number(result.last_day) + 1]
            for start, end in _unsearched(starts, ends, own["is_searched"]):
                axes.axvspan(start, end, facecolor=GRID, alpha=0.45, edgecolor="none")
            color, met = SERIES[row % len(SERIES)], own["n_in_person"]
            for below, n, alpha in ((None, met, 1.0), (met, own["n_remote"], 0.4)):
                some = n > 0  # a bar of no height is a drawing too
                axes.bar(
                    [start for start, is_some in zip(starts, some, strict=True) if is_some],
                    n[some],
                    bottom=None if below is None else below[some],
                    width=width,
                    align="edge",
                    color=color,
                    alpha=alpha,
                )
            tidy(axes, grid="y")
            axes.set_ylim(0, top * 1.15)
            axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=3))
            axes.set_title(clean(label(ds, dyad.dyad)))
            axes.set_xlim(day_number(result.first_day), day_number(result.last_day) + 1)
            calendar(axes)
            if row < len(drawn) - 1:
                axes.tick_params(labelbottom=False)
        svg = svg_text(figure, "rhythm")
    step = "quarter" if is_long else "month"
    return Figure("fig-rhythm", _caption(ds, result, step), svg, _alt(ds, result, frame, is_long))


def _binned(frame: pd.DataFrame, is_long: bool) -> pd.DataFrame:
    if not is_long:
        return frame
    grouped = frame.groupby(["dyad", "quarter"], sort=True)
    return grouped.agg(
        month=("month", "min"),
        n_held=("n_held", "sum"),
        n_in_person=("n_in_person", "sum"),
        n_remote=("n_remote", "sum"),
        is_searched=("is_searched", "all"),
    ).reset_index()


def _unsearched(
    starts: Iterable[float], ends: Iterable[float], searched: Iterable[bool]
) -> list[tuple[float, float]]:
    """Join the months on end that were not searched."""
    joined: list[tuple[float, float]] = []
    for start, end, is_searched in zip(starts, ends, searched, strict=True):
        if is_searched:
            continue
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _caption(ds: Dataset, result: Cadence, step: str) -> Runs:
    drawn = result.dyads[:_MOST_ROWS]
    runs: Runs = (text(f"Contacts per {step}: in person, and pale above them calls and letters."),)
    if any(dyad.searched_days < dyad.window_days for dyad in drawn):
        runs = (*runs, text(" Grey was not searched: no bar there does not mean no contact."))
    return (*runs, *_not_drawn(result))


def _not_drawn(result: Cadence) -> Runs:
    n_others = len(result.dyads) - _MOST_ROWS
    if n_others <= 0:
        return ()
    return (text(" Not drawn: "), count(n_others, "dyads not drawn", unit="dyad"), text("."))


def _alt(ds: Dataset, result: Cadence, frame: pd.DataFrame, is_long: bool) -> str:
    binned = _binned(frame, is_long)
    by_name = {name: own for name, own in binned[binned["n_held"] > 0].groupby("dyad")}
    parts = []
    for dyad in result.dyads[:_MOST_ROWS]:
        own = by_name.get(dyad.dyad, binned[:0])[-_MOST_TOLD:]
        key = own["quarter"] if is_long else own["month"].dt.strftime("%Y-%m")
        each = zip(key, own["n_in_person"], own["n_remote"], strict=True)
        listed = ", ".join(f"{when} {met} and {remote}" for when, met, remote in each)
        parts.append(f"{label(ds, dyad.dyad)}: {listed or 'none'}.")
    step = "quarter" if is_long else "month"
    return f"Contacts per {step}, in person and by call or letter. " + " ".join(parts)


def gaps(ds: Dataset, result: Cadence) -> Figure:
    """Draw the days from the end of each contact to the next, and the current gap among them.

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
    drawn = result.dyads[:_MOST_ROWS]
    with canvas(0.85 + 0.42 * max(len(drawn), 1)) as (figure, (axes,)):
        tidy(axes)
        for row, dyad in enumerate(drawn):
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
        axes.set_yticks(range(len(drawn)), [clean(label(ds, dyad.dyad)) for dyad in drawn])
        axes.set_ylim(max(len(drawn), 1) - 0.4, -0.6)
        axes.set_title(
            "◇ since the last contact   ● earlier gaps",
            fontsize=8.5,
            color=MUTED,
            fontweight="normal",
        )
        svg = svg_text(figure, "gaps")
    return Figure("fig-gaps", _gap_caption(ds, result), svg, _gap_alt(ds, result))


def _gap_caption(ds: Dataset, result: Cadence) -> Runs:
    own = [dyad for dyad in result.dyads if dyad.silence is not None]
    if not own:
        said = "No current gap can be told: nothing was searched since the last dated contact."
        return (text(said), *_not_drawn(result))
    longest = max(own, key=lambda d: (d.current_gap.amount.centre or 0) if d.current_gap else 0)
    silence = longest.silence
    assert silence is not None
    runs: Runs = (
        text("The longest silence is that of "),
        name(ds, longest.dyad),
        text(": "),
        *number(silence.days, f"cadence.{longest.dyad}.current-gap"),
        text(" from the end of the last contact to the last day searched, "),
        day(silence.until, "last day searched", silence.days.claim_ids),
    )
    if silence.longer is not None:
        runs = (
            *runs,
            text("; of "),
            count(len(longest.gaps), "gaps on record", silence.days.claim_ids),
            text(" earlier gaps, "),
            *number(silence.longer, unit=False),
            text(" as long or longer"),
        )
    return (*runs, text("."), *_not_drawn(result))


def _days(gap: Estimate) -> str:
    """Return the best value, or the bounds where there is none."""
    if gap.best is not None:
        return f"{gap.best:g}"
    return amount_text(gap.low, None, gap.high)


def _gap_alt(ds: Dataset, result: Cadence) -> str:
    def one(dyad: DyadCadence) -> str:
        listed = ", ".join(_days(gap.days) for gap in dyad.gaps[-_MOST_TOLD:])
        now = _days(dyad.current_gap) if dyad.current_gap else "unknown"
        return f"{label(ds, dyad.dyad)}: earlier gaps {listed or 'none'}; current {now}."

    return "Days between contacts. " + " ".join(one(dyad) for dyad in result.dyads[:_MOST_ROWS])
