"""Flows over time: the series told most, each telling where it speaks of, by voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefkit.analysis.flows import Flows
from briefkit.analysis.tellings import Telling
from briefkit.dataset import Dataset
from briefkit.present.blocks import Datum, Figure, Run
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
from briefkit.present.charts.drawn import BOUNDS, bounds, heads, iso
from briefkit.present.charts.panels import Panel, panels_of, title_of, voices_of
from briefkit.present.formats import attribute_words, count, day, name, text, voice_run
from briefkit.present.runs import Runs
from briefkit.present.values import telling_text
from briefkit.present.words import MONTHS, amount_text, date_text, plural, spelt
from briefkit.quantities import Amount

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["series", "single_series"]

_MOST_PANELS = 4
_WIDE = 20  # from this factor on an axis is logarithmic


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
    panels = panels_of(result)[:_MOST_PANELS]
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
    return _figure(ds, "fig-series", _caption(ds, panels[0]), svg, panels)


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
    for n, panel in enumerate(panels_of(result)[:most]):
        name = f"{key}-{n + 1}"
        with narrow(), canvas(2.2) as (figure, (axes,)):
            _draw(ds, axes, panel, has_title=False)
            svg = svg_text(figure, name)
        caption = (*_first_and_last(ds, panel), *_in_other_units(result, panel), text("."))
        found.append(_figure(ds, f"fig-{name}", caption, svg, [panel]))
    return found


def _draw(ds: Dataset, axes: Axes, panel: Panel, *, has_title: bool = True) -> None:
    tidy(axes, grid="both")
    centres = [t.amount.centre or 0 for t in panel.tellings]
    if max(centres) > _WIDE * min(centres):
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, max(t.amount.high or t.amount.centre or 0 for t in panel.tellings) * 1.15)
    voices = voices_of(panel)
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
        axes.set_title(clean(title_of(panel), 50 if is_narrow() else 80))
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


def _caption(ds: Dataset, panel: Panel) -> Runs:
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


def _first_and_last(ds: Dataset, panel: Panel) -> Runs:
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
            text(f"{title_of(panel).removeprefix(panel.line.label)}: "),
            *_telling(ds, newest),
            text(", and no other number"),
        )
    lead: Runs = (text(": first "),)
    if panel.earlier is not None:
        lead = (text(": before the drawing "), *_telling(ds, panel.earlier), text("; in it first "))
    return (
        name(ds, panel.line.flow_id),
        text(title_of(panel).removeprefix(panel.line.label)),
        *lead,
        *_telling(ds, panel.tellings[0]),
        text(", newest "),
        *_telling(ds, newest),
    )


def _in_other_units(result: Flows, panel: Panel) -> Runs:
    """Say that newer numbers of the same are told in another unit."""
    own = panel.line
    newer = [
        line
        for line in result.lines
        if (line.flow_id, line.attribute) == (own.flow_id, own.attribute)
        and line.unit != own.unit
        and line.estimate is not None
        and line.stage.is_actual
        and line.speaks_of > panel.tellings[-1].day
    ]
    if not newer:
        return ()
    last = max(newer, key=lambda line: (line.speaks_of, line.unit))
    when = day(last.speaks_of, "last day spoken of", last.claim_ids)
    return (text(f"; newer numbers are in {spelt(last.unit)}, up to "), when)


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


def _figure(ds: Dataset, key: str, caption: Runs, svg: str, panels: Sequence[Panel]) -> Figure:
    columns = (*heads("Day", "Voice"), *BOUNDS, *heads("Unit", "Series"))
    rows = tuple(
        Datum(
            (
                iso(telling.day),
                voice_run(ds, telling.voice).text,
                *bounds(telling.amount),
                spelt(panel.line.unit),
                title_of(panel).removesuffix(f", {spelt(panel.line.unit)}"),
            ),
            telling.claim_ids,
        )
        for panel in panels
        for telling in panel.tellings
    )
    return Figure(key, caption, svg, _alt(ds, panels), columns=columns, rows=rows)


def _alt(ds: Dataset, panels: Sequence[Panel]) -> str:
    first, *others = panels
    tellings, voices = first.tellings, {telling.voice for telling in first.tellings}
    old, new = (
        f"{amount_text(t.amount.low, t.amount.best, t.amount.high)} ({voice_run(ds, t.voice).text})"
        for t in (tellings[0], tellings[-1])
    )
    n, n_voices, n_others = len(tellings), len(voices), len(others)
    more = f"; and {n_others} more series" if others else ""
    return (
        f"{title_of(first)}: {n} {plural('amount', n)} of {n_voices} {plural('voice', n_voices)}, "
        f"from {old} for {date_text(tellings[0].day)} to {new} for "
        f"{date_text(tellings[-1].day)}{more}."
    )
