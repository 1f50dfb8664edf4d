"""Flows over time: the series told most, each telling where it speaks of, by voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.tellings import Telling
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.errors import DateError
from briefkit.present.blocks import Figure, Run
from briefkit.present.charts.canvas import (
    MUTED,
    SERIES,
    calendar,
    canvas,
    clean,
    day_number,
    is_narrow,
    narrow,
    svg_text,
    tidy,
)
from briefkit.present.formats import attribute_words, count, day, name, text, voice_run
from briefkit.present.runs import Runs
from briefkit.present.values import telling_text
from briefkit.present.words import MONTHS, amount_text, date_text, spelt
from briefkit.quantities import Amount

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["series", "single_series"]

_LEAST = 3  # days of a series
_PAUSE = timedelta(days=730)  # after which what is told is no more of one series
_MOST_PANELS = 4
_MOST_VOICES = 4
_MOST_TOLD = 5  # tellings of a panel in the alternative text
_WIDE = 20  # from this factor on an axis is logarithmic
#: Periods of one length are one series; others have nothing to do with one another.
_STEPS = {"month": (28, 31), "quarter": (89, 92), "year": (365, 366)}


@dataclass(frozen=True, slots=True)
class _Panel:
    """One series: a total or stock as it was told, or the periods of one length."""

    line: FlowLine
    step: str
    tellings: tuple[Telling, ...]

    @property
    def n_days(self) -> int:
        return len({telling.day for telling in self.tellings})


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
        One panel for each running total or stock, and for the months, quarters or years of each
        flow, that speak of three days or more; at most four, those with most tellings. Each telling
        stands at the day for which it speaks; a colour for each of the four voices that tell most,
        grey for the others. Triangles are bounds.
    """
    panels = _panels(result)[:_MOST_PANELS]
    if not panels:
        with canvas(0.4) as (figure, (axes,)):
            axes.set_axis_off()
            svg = svg_text(figure, "series")
        return Figure("fig-series", (text("No flow has a series yet."),), svg, "No series.")
    height = 2.6 if is_narrow() else 1.65
    with canvas(height * len(panels), len(panels)) as (figure, grid):
        for axes, panel in zip(grid, panels, strict=True):
            _draw(ds, axes, panel)
        svg = svg_text(figure, "series")
    return Figure("fig-series", _caption(ds, panels[0]), svg, _alt(ds, panels))


def single_series(ds: Dataset, result: Flows, key: str, most: int = 2) -> list[Figure]:
    """Draw the series that are told most, each in a figure of its own, in half a page's width.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Flows
        Its analysis.
    key : str
        What their names begin with in addresses of the page.
    most : int
        How many at most.

    Returns
    -------
    list of Figure
        As panels of :func:`series`; the caption gives the first number and the last.
    """
    found = []
    for n, panel in enumerate(_panels(result)[:most]):
        name = f"{key}-{n + 1}"
        with narrow(), canvas(2.2) as (figure, (axes,)):
            _draw(ds, axes, panel, has_title=False)
            svg = svg_text(figure, name)
        found.append(Figure(f"fig-{name}", _first_and_last(ds, panel), svg, _alt(ds, [panel])))
    return found


def _panels(result: Flows) -> list[_Panel]:
    found: dict[tuple[str, ...], list[FlowLine]] = {}
    for line in result.lines:
        step = _step(line)
        if line.estimate is not None and line.stage.is_actual and step is not None:
            key = (line.flow_id, line.attribute, line.unit, step)
            found.setdefault(key, []).append(line)
    panels = [
        _Panel(lines[0], key[-1], _last_stretch(_drawn(lines))) for key, lines in found.items()
    ]
    long = [panel for panel in panels if panel.n_days >= _LEAST]
    return sorted(long, key=lambda p: (-len(p.tellings), p.line.name))


def _last_stretch(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Return the tellings by day, those behind the last long pause: before it another was told."""
    found: list[Telling] = []
    for telling in sorted(tellings, key=lambda t: (t.day, t.voice)):
        if found and telling.day - found[-1].day > _PAUSE:
            found.clear()
        found.append(telling)
    return tuple(found)


def _step(line: FlowLine) -> str | None:
    """Return the length of a period; empty for a total or stock, None for what is no series."""
    if not line.is_period:
        return ""
    try:
        days = span(line.window or "")
    except DateError:
        return None
    if days.earliest is None or days.latest is None:
        return None
    n = (days.last - days.first).days + 1
    return next((step for step, (least, most) in _STEPS.items() if least <= n <= most), None)


def _drawn(lines: Iterable[FlowLine]) -> Iterable[Telling]:
    return (t for line in lines for t in line.tellings if t.amount.centre)


def _draw(ds: Dataset, axes: Axes, panel: _Panel, *, has_title: bool = True) -> None:
    tidy(axes, grid="both")
    centres = [t.amount.centre or 0 for t in panel.tellings]
    if max(centres) > _WIDE * min(centres):
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, max(t.amount.high or t.amount.centre or 0 for t in panel.tellings) * 1.15)
    voices = _voices(panel)
    for place, voice in enumerate([*voices, ""]):
        color = SERIES[place] if voice else MUTED
        own = [t for t in panel.tellings if (t.voice == voice if voice else t.voice not in voices)]
        for telling in own:
            when, amount = day_number(telling.day), telling.amount
            centre = amount.centre or 0.0
            low, high = amount.low or centre, amount.high or centre
            axes.plot([when, when], [low, high], color=color, linewidth=2, alpha=0.4)
            axes.plot([when], [centre], _marker(telling), color=color, markersize=4.5, alpha=0.85)
        if own:
            words = clean(voice_run(ds, voice).text, 30) if voice else "others"
            axes.plot([], [], "o", color=color, label=words, markersize=4.5)
    if has_title:
        axes.set_title(clean(_title(panel), 50 if is_narrow() else 80))
    if is_narrow():  # below, where beside would leave no room for the marks
        axes.legend(loc="upper left", bbox_to_anchor=(-0.1, -0.12), ncols=2, fontsize=7.5)
    else:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.02), borderaxespad=0.2, fontsize=7.5)
    calendar(axes, 5)
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: amount_text(None, value, None))


def _marker(telling: Telling) -> str:
    amount = telling.amount
    if amount.best is not None or (amount.low is not None and amount.high is not None):
        return "o"
    return "^" if amount.low is not None else "v"


def _title(panel: _Panel) -> str:
    line = panel.line
    words = [line.label, *attribute_words(line.attribute)]
    words += [f"by {panel.step}"] if panel.step else []
    return ", ".join([*words, spelt(line.unit)])


def _voices(panel: _Panel) -> list[str]:
    counts = Counter(telling.voice for telling in panel.tellings)
    return sorted(counts, key=lambda voice: (-counts[voice], voice))[:_MOST_VOICES]


def _caption(ds: Dataset, panel: _Panel) -> Runs:
    claims = {name for telling in panel.tellings for name in telling.claim_ids}
    n_voices = len({telling.voice for telling in panel.tellings})
    what = "".join(f", {words}" for words in attribute_words(panel.line.attribute))
    return (
        text("Told most: "),
        name(ds, panel.line.flow_id),
        text(f"{what}, "),
        count(len(panel.tellings), "marks of the figure", claims, unit="telling"),
        text(" of "),
        count(n_voices, "voices in the figure", claims, unit="voice"),
        text(" from "),
        day(panel.tellings[0].day, "first day spoken of", panel.tellings[0].claim_ids),
        text(" to "),
        day(panel.tellings[-1].day, "last day spoken of", panel.tellings[-1].claim_ids),
        text(". Triangles that point up are floors, down ceilings."),
    )


def _first_and_last(ds: Dataset, panel: _Panel) -> Runs:
    """Name a series, and say its first number and its newest, of which day and by whom.

    A page that repeats a number tells nothing new.
    """
    told: dict[tuple[str, Amount], Telling] = {}
    for telling in panel.tellings:
        told.setdefault((telling.voice, telling.amount), telling)
    newest = max(told.values(), key=lambda t: (t.day, t.voice))
    if len(told) == 1:
        return (
            name(ds, panel.line.flow_id),
            text(f"{_title(panel).removeprefix(panel.line.label)}: "),
            *_telling(ds, newest),
            text(", and no other number."),
        )
    return (
        name(ds, panel.line.flow_id),
        text(_title(panel).removeprefix(panel.line.label)),
        text(": first "),
        *_telling(ds, panel.tellings[0]),
        text(", newest "),
        *_telling(ds, newest),
        text("."),
    )


def _telling(ds: Dataset, telling: Telling) -> Runs:
    shown = telling_text(ds, telling.amount, telling.claim_ids)
    return (
        Run(shown, "num", telling.claim_ids, "what this voice said"),
        text(" ("),
        voice_run(ds, telling.voice),
        text(", "),
        Run(
            f"{MONTHS[telling.day.month - 1]} {telling.day.year}",
            "date",
            telling.claim_ids[:1],
            "day for which it spoke",
        ),
        text(")"),
    )


def _alt(ds: Dataset, panels: Sequence[_Panel]) -> str:
    parts = []
    for panel in panels:
        shown = panel.tellings
        if len(shown) > _MOST_TOLD:
            shown = (shown[0], *shown[1 - _MOST_TOLD :])
        listed = "; ".join(
            f"{date_text(t.day)}, {voice_run(ds, t.voice).text}: "
            f"{amount_text(t.amount.low, t.amount.best, t.amount.high, t.amount.unit)}"
            for t in shown
        )
        parts.append(f"{_title(panel)}: {listed}.")
    return "Amounts as told over time. " + " ".join(parts)
