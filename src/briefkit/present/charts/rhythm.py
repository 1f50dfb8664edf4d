"""Contacts per month or quarter, and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import pandas as pd

from briefkit.analysis.cadence import Cadence, DyadCadence
from briefkit.dataset import Dataset
from briefkit.present.blocks import Column, Datum, Figure
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
from briefkit.present.charts.drawn import BOUNDS, bounds, heads, iso
from briefkit.present.formats import count, day, label, name, number, text
from briefkit.present.runs import Runs
from briefkit.present.words import amount_text, date_text, plural

__all__ = ["gaps", "rhythm"]

_MOST_MONTHS = 30
_MOST_ROWS = 12
_COUNTS = (Column("In person", "right"), Column("Calls and letters", "right"))


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
    told = [
        (label(ds, dyad.dyad), *row)
        for dyad in drawn
        for row in _told(_binned(by_name[dyad.dyad], is_long), result, is_long)
    ]
    return Figure(
        "fig-rhythm",
        _caption(ds, result, step),
        svg,
        _alt(result, told, step),
        columns=(*heads("Dyad", "From", "To"), *_COUNTS, *heads("Searched")),
        rows=tuple(
            Datum((dyad, iso(first), iso(last), str(met), str(remote), "yes" if seen else "no"))
            for dyad, first, last, met, remote, seen in told
        ),
    )


def _told(
    own: pd.DataFrame, result: Cadence, is_long: bool
) -> Iterator[tuple[date, date, int, int, bool]]:
    """Yield first and last day of each bar, its contacts, and whether it was searched."""
    for start, met, remote, seen in zip(
        own["month"].dt.date, own["n_in_person"], own["n_remote"], own["is_searched"], strict=True
    ):
        months = start.year * 12 + start.month + (2 if is_long else 0)
        after = date(months // 12, months % 12 + 1, 1)
        first = max(start, result.first_day)
        yield first, min(after - timedelta(1), result.last_day), int(met), int(remote), bool(seen)


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


def _alt(result: Cadence, told: Sequence[tuple[str, date, date, int, int, bool]], step: str) -> str:
    window = f"{date_text(result.first_day)} to {date_text(result.last_day)}"
    head = f"Contacts per {step}, {window}: "
    most = max(told, key=lambda row: (row[3] + row[4], row[1], row[0]), default=None)
    if most is None or not most[3] + most[4]:
        return f"{head}none is on record."
    dyad, first, last, met, remote, _ = most
    return (
        f"{head}the most in one {step} are {met + remote} of {dyad}, "
        f"from {date_text(first)} to {date_text(last)}."
    )


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
    columns = (*heads("Dyad", "After", "Before"), *BOUNDS)
    rows = tuple(row for dyad in drawn for row in _gap_rows(ds, dyad))
    caption = _gap_caption(ds, result)
    return Figure("fig-gaps", caption, svg, _gap_alt(ds, result), columns=columns, rows=rows)


def _gap_rows(ds: Dataset, dyad: DyadCadence) -> Iterator[Datum]:
    """Yield the gaps of a dyad, in days, the current one last."""
    own = label(ds, dyad.dyad)
    for gap in dyad.gaps:
        ends = (label(ds, gap.earlier_id), label(ds, gap.later_id))
        yield Datum((own, *ends, *bounds(gap.days)))
    if dyad.silence is not None:
        until = f"none by {date_text(dyad.silence.until)}"
        last = label(ds, dyad.silence.contact_id)
        yield Datum((own, last, until, *bounds(dyad.silence.days)))


def _gap_caption(ds: Dataset, result: Cadence) -> Runs:
    longest = _longest(result)
    if longest is None:
        said = "No current gap can be told: nothing was searched since the last dated contact."
        return (text(said), *_not_drawn(result))
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


def _gap_alt(ds: Dataset, result: Cadence) -> str:
    n = min(len(result.dyads), _MOST_ROWS)
    head = f"Days between contacts of {n} {plural('dyad', n)}: "
    own = _longest(result)
    if own is None or own.silence is None:
        return f"{head}no current gap can be told."
    days = own.silence.days
    shown = amount_text(days.low, days.best, days.high, "day")
    return (
        f"{head}the longest silence is that of {label(ds, own.dyad)}, {shown} up to "
        f"{date_text(own.silence.until)}."
    )


def _longest(result: Cadence) -> DyadCadence | None:
    """Return the dyad whose current gap is the longest."""
    own = [dyad for dyad in result.dyads if dyad.silence is not None]
    return max(
        own,
        key=lambda d: (d.current_gap.amount.centre or 0) if d.current_gap else 0,
        default=None,
    )
