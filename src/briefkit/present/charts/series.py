"""Flows over time: the longest series, each claim where it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.present.blocks import Figure
from briefkit.present.charts.canvas import (
    MUTED,
    PAPER,
    SERIES,
    calendar,
    canvas,
    clean,
    day_number,
    svg_text,
    tidy,
)
from briefkit.present.formats import Runs, count, name, number, text, voice_run
from briefkit.present.words import amount_text, plural
from briefkit.vocab import Stage

__all__ = ["series"]

_LEAST = 3
_MOST_PANELS = 4
_MOST_VOICES = 4


def series(ds: Dataset, result: Flows) -> Figure:
    """Draw how the amount of each long series was told over time.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Flows
        Its analysis.

    Returns
    -------
    Figure
        One panel for each flow, attribute and unit with three windows or more, at most four; a
        colour for each of the four voices that speak most, grey for the others.
    """
    panels = _panels(result)
    if not panels:
        with canvas(0.4) as (figure, (axes,)):
            axes.set_axis_off()
            svg = svg_text(figure, "series")
        return Figure("fig-series", (text("No flow has a series yet."),), svg, "No series.")
    with canvas(1.65 * len(panels), len(panels)) as (figure, grid):
        for axes, lines in zip(grid, panels, strict=True):
            tidy(axes, grid="both")
            axes.set_yscale("log")
            voices = _voices(lines)
            for line in lines:
                for said in line.voices:
                    amount = said.amount
                    centre = amount.best or amount.low or amount.high
                    if not centre:
                        continue
                    place = voices.index(said.voice) if said.voice in voices else -1
                    color = SERIES[place] if place >= 0 else MUTED
                    when = day_number(_when(line))
                    low, high = amount.low or centre, amount.high or centre
                    axes.plot([when, when], [low, high], color=color, linewidth=2.5, alpha=0.35)
                    marker = "^" if amount.best is None and amount.high is None else "o"
                    face = color if line.stage is Stage.DONE else PAPER
                    axes.plot(
                        [when], [centre], marker, color=color, markersize=5, markerfacecolor=face
                    )
            for place, voice in enumerate(voices):
                label = clean(voice_run(ds, voice).text, 30)
                axes.plot([], [], "o", color=SERIES[place], label=label, markersize=5)
            first = lines[0]
            what = "" if first.attribute == "quantity" else f", {first.attribute}"
            unit = "tonnes" if first.unit == "t" else plural(first.unit, 2)
            axes.set_title(clean(f"{first.label}{what}, {unit}", 80))
            axes.legend(
                loc="upper left", bbox_to_anchor=(1.0, 1.02), borderaxespad=0.2, fontsize=7.5
            )
            calendar(axes, 5)
            axes.minorticks_off()
            axes.yaxis.set_major_formatter(lambda value, _: amount_text(None, value, None))
        svg = svg_text(figure, "series")
    return Figure("fig-series", _caption(ds, panels[0]), svg, _alt(panels))


def _when(line: FlowLine) -> date:
    return line.speaks_of


def _panels(result: Flows) -> list[list[FlowLine]]:
    found: dict[tuple[str, str, str], list[FlowLine]] = {}
    for line in result.lines:
        if line.estimate is not None and (line.estimate.amount.centre or 0) > 0:
            found.setdefault((line.flow_id, line.attribute, line.unit), []).append(line)
    long = [sorted(x, key=lambda line: (_when(line), line.name)) for x in found.values()]
    long = [x for x in long if len({_when(line) for line in x}) >= _LEAST]
    return sorted(long, key=lambda x: (-len(x), x[0].name))[:_MOST_PANELS]


def _voices(lines: Sequence[FlowLine]) -> list[str]:
    counts: dict[str, int] = {}
    for line in lines:
        for said in line.voices:
            counts[said.voice] = counts.get(said.voice, 0) + 1
    return sorted(counts, key=lambda voice: (-counts[voice], voice))[:_MOST_VOICES]


def _caption(ds: Dataset, lines: Sequence[FlowLine]) -> Runs:
    first, last = lines[0], lines[-1]
    assert first.estimate is not None
    assert last.estimate is not None
    claims = {name for line in (first, last) for name in line.claim_ids}
    return (
        text("The longest series is "),
        name(ds, first.flow_id),
        text(": from "),
        *number(first.estimate, first.name),
        text(" to "),
        *number(last.estimate, last.name),
        text(" over "),
        count(len(lines), "count of windows in the series", claims, unit="window"),
        text("."),
    )


def _alt(panels: Sequence[Sequence[FlowLine]]) -> str:
    parts = []
    for lines in panels:
        shown = [lines[0], *lines[-4:]] if len(lines) > 5 else list(lines)
        listed = "; ".join(
            f"{_when(line)} {amount_text(e.low, e.best, e.high, e.unit)}"
            for line in shown
            for e in [line.estimate]
            if e is not None
        )
        parts.append(f"{lines[0].label}: {listed}.")
    return "Amounts over time. " + " ".join(parts)
