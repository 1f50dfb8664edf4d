"""Flows as intervals on a logarithmic axis, with reference magnitudes drawn in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.present.blocks import Datum, Figure
from briefkit.present.charts.canvas import INK, MUTED, PAPER, SERIES, canvas, clean, svg_text, tidy
from briefkit.present.charts.drawn import BOUNDS, bounds, heads
from briefkit.present.formats import attribute_words, label, name, number, text
from briefkit.present.runs import Runs
from briefkit.present.words import amount_text, plural, spelt, thing_text
from briefkit.vocab import Stage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["intervals"]

_MOST_ROWS = 4  # of a panel: a taller figure would be set too small on paper
_MOST_PANELS = 3
_MOST_REFERENCES = 4


@dataclass(frozen=True)
class _Row:
    line: FlowLine
    low: float
    best: float | None
    high: float
    is_floor: bool
    is_ceiling: bool


def intervals(ds: Dataset, result: Flows) -> Figure:
    """Draw every flow with a number as an interval, one panel for each unit.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Flows
        Its analysis.

    Returns
    -------
    Figure
        A dot is the value and a bar what voices span; an arrow is a bound without another. Planned
        and offered amounts are hollow. Dotted lines are reference magnitudes of the factors.
    """
    panels = _panels(ds, result)
    if not panels:
        return Figure("fig-intervals", (text("No flow has a number."),), _empty(), "No data.")
    sizes = [len(rows) + 1.2 for rows in panels.values()]
    with canvas(0.5 * len(panels) + 0.4 * sum(sizes), len(panels), height_ratios=sizes) as (
        figure,
        grid,
    ):
        for axes, (unit, rows) in zip(grid, panels.items(), strict=True):
            _panel(ds, axes, unit, rows)
        svg = svg_text(figure, "intervals")
    shown = [row for rows in panels.values() for row in rows]
    columns = (*heads("Flow", "Attribute", "Stage"), *BOUNDS, *heads("Unit"))
    data = tuple(_row_of(row) for row in shown)
    caption = _caption(shown, ds)
    return Figure("fig-intervals", caption, svg, _alt(ds, shown), columns=columns, rows=data)


def _panels(ds: Dataset, result: Flows) -> dict[str, list[_Row]]:
    panels: dict[str, list[_Row]] = {}
    for line in sorted(
        result.latest, key=lambda x: (x.part_of or x.flow_id, x.part_of is not None)
    ):
        if line.estimate is None:
            continue
        amount = line.estimate.amount
        centre = amount.centre
        if centre is None or centre <= 0:
            continue
        low = amount.low if amount.low else amount.best or centre
        high = amount.high if amount.high else amount.best or centre
        row = _Row(
            line,
            low,
            amount.best,
            high,
            amount.high is None and amount.best is None,
            amount.low is None and amount.best is None,
        )
        panels.setdefault(amount.unit, []).append(row)
    ranked = sorted(panels.items(), key=lambda item: (-len(item[1]), item[0]))
    weight = Counter((x.flow_id, x.attribute) for x in result.lines for _ in x.claims)
    return {unit: _best_told(rows, weight) for unit, rows in ranked[:_MOST_PANELS]}


def _best_told(rows: list[_Row], weight: Counter[tuple[str, str]]) -> list[_Row]:
    """Keep the rows of the flows that most claims speak of, in their order."""
    kept = sorted(rows, key=lambda row: -weight[row.line.flow_id, row.line.attribute])[:_MOST_ROWS]
    return [row for row in rows if row in kept]


def _panel(ds: Dataset, axes: Axes, unit: str, rows: Sequence[_Row]) -> None:
    from matplotlib.ticker import LogLocator

    tidy(axes)
    axes.set_xscale("log")
    lowest = min(row.low for row in rows)
    highest = max(row.high for row in rows)
    references = _references(ds, rows, unit)
    sizes = [lowest, highest, *(size for size, _ in references)]
    left, right = min(sizes) / 4, max(sizes) * 12
    for size, words in references:
        axes.axvline(size, color=MUTED, linewidth=0.9, linestyle=(0, (1, 2)), zorder=1)
        axes.text(
            size,
            -0.85,
            clean(words, 26),
            fontsize=7.8,
            color=MUTED,
            rotation=16,
            ha="left",
            va="bottom",
        )
    for index, row in enumerate(rows):
        color = SERIES[0] if row.line.stage is Stage.DONE else SERIES[1]
        axes.plot([row.low, row.high], [index, index], color=color, linewidth=5, alpha=0.35)
        centre = row.best or (row.high if row.is_ceiling else row.low)
        shape = ">" if row.is_floor else "<" if row.is_ceiling else "o"
        face = color if row.line.stage is Stage.DONE else PAPER
        if row.best is None and not row.is_floor and not row.is_ceiling:
            axes.plot([row.low, row.high], [index] * 2, "|", markersize=9, color=color)
        else:
            axes.plot([centre], [index], shape, markersize=6, color=color, markerfacecolor=face)
        estimate = row.line.estimate
        assert estimate is not None
        words = amount_text(estimate.low, estimate.best, estimate.high, estimate.unit)
        axes.annotate(
            clean(words, 56), (row.high, index), xytext=(7, 0), textcoords="offset points",
            va="center", fontsize=8, color=INK,
        )  # fmt: skip
        axes.text(
            0.0, index - 0.28, clean(_row_label(row.line), 84), fontsize=8, color=MUTED,
            transform=axes.get_yaxis_transform(), va="bottom", ha="left", zorder=4,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_ylim(len(rows) - 0.5, -0.85)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(LogLocator(numticks=7))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}")
    axes.minorticks_off()
    title = clean(spelt(unit)).capitalize()
    axes.set_title(title, pad=30 if references else 6)


def _row_label(line: FlowLine) -> str:
    words = [line.label, *attribute_words(line.attribute)]
    if line.stage is not Stage.DONE:
        words.append(str(line.stage).replace("_", " "))
    return ", ".join(words)


def _references(ds: Dataset, rows: Sequence[_Row], unit: str) -> list[tuple[float, str]]:
    """Return reference magnitudes of the unit that fit the rows, apart from each other."""
    wanted = {equivalent.factor_id for row in rows for equivalent in row.line.equivalents}
    found = sorted(
        (factor.best, thing_text(factor.from_))
        for factor in ds.records.factors.values()
        if factor.factor_id in wanted and factor.unit == unit
    )
    apart: list[tuple[float, str]] = []
    for size, words in found:
        if not apart or size / apart[-1][0] > 8:
            apart.append((size, words))
    return apart[:_MOST_REFERENCES]


def _caption(rows: Sequence[_Row], ds: Dataset) -> Runs:
    """Say on which of the amounts that are drawn most voices agree."""
    most = _most_agreed(rows)
    if most is None or most.estimate is None:
        return (text("No amount that is drawn is given by more than one voice."),)
    return (
        text("Of the amounts drawn most voices agree on "),
        name(ds, most.flow_id),
        text(": "),
        *number(most.estimate, most.name),
        text("."),
    )


def _most_agreed(rows: Sequence[_Row]) -> FlowLine | None:
    """Return the amount that most voices give; None where no two give one."""
    lines = [row.line for row in rows if row.line.estimate is not None]
    most = max(lines, key=lambda line: (line.n_voices, line.n_sources, line.name), default=None)
    return most if most is not None and most.n_voices >= 2 else None


def _row_of(row: _Row) -> Datum:
    line, estimate = row.line, row.line.estimate
    assert estimate is not None
    stage = str(line.stage).replace("_", " ")
    cells = (line.label, line.attribute, stage, *bounds(estimate), spelt(estimate.unit))
    return Datum(cells, estimate.claim_ids)


def _alt(ds: Dataset, rows: Sequence[_Row]) -> str:
    n = len(rows)
    head = f"{n} {plural('amount', n)} as intervals, on axes where each step is a factor of ten: "
    most = _most_agreed(rows)
    if most is None or most.estimate is None:
        return f"{head}none is given by more than one voice."
    found = most.estimate
    shown = amount_text(found.low, found.best, found.high, found.unit)
    return f"{head}most voices agree on {label(ds, most.flow_id)}, {shown}."


def _empty() -> str:
    with canvas(0.4) as (figure, (axes,)):
        axes.set_axis_off()
        return svg_text(figure, "empty")
