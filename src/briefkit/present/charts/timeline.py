"""A timeline of contacts, one lane for each dyad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.events import Contact
from briefkit.dataset import Dataset
from briefkit.present.blocks import Figure
from briefkit.present.charts.canvas import (
    INK,
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
from briefkit.present.formats import Runs, contact_date, count, label, name, text
from briefkit.vocab import EventKind, Level

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["timeline"]

_MOST_LABELS = 12
_FEW = 16


def timeline(ds: Dataset, result: Cadence) -> Figure:
    """Draw when each dyad met, at what level, and what is planned.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its analysis.

    Returns
    -------
    Figure
        Leaders as large diamonds, others as dots, spans of uncertain dates as bars; planned
        contacts are hollow. A dozen contacts are labelled: leaders first, then the newest.
    """
    lanes = [dyad.dyad for dyad in result.dyads]
    shown = [c for c in result.contacts if c.part_of is None and c.start and c.end]
    height = 0.9 + 0.95 * max(len(lanes), 1)
    with canvas(height) as (figure, (axes,)):
        tidy(axes)
        named = _labelled(shown)
        for row, dyad in enumerate(lanes):
            own = [c for c in shown if dyad in c.dyads]
            color = SERIES[row % len(SERIES)]
            axes.axhline(row, color=color, linewidth=0.8, alpha=0.45, zorder=1)
            for contact in own:
                _mark(axes, contact, row, color)
            _write(ds, axes, [c for c in own if c in named], row, result)
        axes.set_yticks(range(len(lanes)), [clean(label(ds, dyad)) for dyad in lanes])
        axes.set_ylim(len(lanes) - 0.35, -0.75)
        first, last = day_number(result.since), day_number(result.until)
        pad = (last - first + 1) / 40
        axes.set_xlim(first - pad, last + pad)
        axes.axvline(last, color=MUTED, linewidth=0.8, linestyle=(0, (2, 2)))
        calendar(axes)
        _legend(axes)
        svg = svg_text(figure, "timeline")
    return Figure("fig-timeline", _caption(ds, result), svg, _alt(ds, result, shown))


def _labelled(shown: Sequence[Contact]) -> list[Contact]:
    if len(shown) <= _FEW:
        return list(shown)
    seen = [c for c in shown if c.kind in {EventKind.VISIT, EventKind.MEETING} and c.is_held]
    seen.sort(key=lambda c: (c.level is not Level.LEADER, -c.n_sources, c.event_id))
    return seen[:_MOST_LABELS]


def _mark(axes: Axes, contact: Contact, row: int, color: str) -> None:
    assert contact.start
    assert contact.end
    first, last = day_number(contact.start), day_number(contact.end)
    if contact.precision not in {"day"} and contact.start != contact.end:
        axes.plot(
            [first, last], [row, row], color=color, linewidth=5, alpha=0.3, solid_capstyle="butt"
        )
    is_leader = contact.level is Level.LEADER
    axes.plot(
        [(first + last) / 2],
        [row],
        marker="D" if is_leader else "o",
        markersize=7 if is_leader else 5,
        markerfacecolor=color if contact.is_held else PAPER,
        markeredgecolor=color if not contact.is_held else PAPER,
        markeredgewidth=1.2 if not contact.is_held else 0.6,
        zorder=3,
    )


def _write(ds: Dataset, axes: Axes, own: Sequence[Contact], row: int, result: Cadence) -> None:
    """Write names above and below the lane, in as many heights as keep them apart."""
    days = max((result.until - result.since).days, 1)
    room = days * 0.2
    taken: dict[float, date] = {}
    heights = (-0.2, 0.2, -0.44, 0.44)
    for contact in sorted(own, key=lambda c: c.start or date.min):
        assert contact.start
        height = next(
            (h for h in heights if h not in taken or (contact.start - taken[h]).days > room), None
        )
        if height is None:
            continue
        taken[height] = contact.start
        share = (contact.start - result.since).days / days
        anchor = "left" if share < 0.12 else "right" if share > 0.88 else "center"
        axes.text(
            day_number(contact.start),
            row + height,
            clean(_people(ds, contact), 30),
            fontsize=7.5,
            color=INK if contact.is_held else MUTED,
            ha=anchor,
            va="center",
        )


def _people(ds: Dataset, contact: Contact) -> str:
    names = [key.split("-")[0].title() for key in contact.actors]  # ids begin with the family name
    host = next((key for key in contact.recipients if key.isupper()), None)
    shown = "–".join(names[:2]) if names else contact.label
    return f"{shown} in {ds.records.actors[host].name}" if host and len(names) == 1 else shown


def _legend(axes: Axes) -> None:
    from matplotlib.lines import Line2D

    def mark(marker: str, size: float, filled: bool, words: str) -> Line2D:
        return Line2D(
            [],
            [],
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=MUTED if filled else PAPER,
            markeredgecolor=MUTED,
            label=words,
        )

    handles = [
        mark("D", 6.5, True, "leaders"),
        mark("o", 5, True, "below leaders"),
        mark("o", 5, False, "planned"),
    ]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=3,
        borderaxespad=0,
        handletextpad=0.2,
        columnspacing=1.2,
    )


def _caption(ds: Dataset, result: Cadence) -> Runs:
    if not result.dyads:
        return (text("No contact is recorded in this window."),)
    most = result.dyads[0]
    n = int(most.n_held.best or 0)
    held = [c for c in result.held if most.dyad in c.dyads]
    runs: Runs = (
        name(ds, most.dyad),
        text(" has the most contacts on record: "),
        count(n, most.n_held.rule, most.n_held.claim_ids, unit=result.counted),
    )
    if held and held[-1].start:
        runs = (*runs, text(", the latest on "), contact_date(held[-1]))
    return (*runs, text("."))


def _alt(ds: Dataset, result: Cadence, shown: Sequence[Contact]) -> str:
    parts = []
    for dyad in result.dyads:
        own = [c for c in shown if dyad.dyad in c.dyads]
        listed = "; ".join(
            f"{contact_date(c).text}, {c.label}{'' if c.is_held else ' (' + c.stage + ')'}"
            for c in own[-20:]
        )
        more = f"the last 20 of {len(own)}: " if len(own) > 20 else ""
        parts.append(f"{label(ds, dyad.dyad)}: {more}{listed or 'none dated'}.")
    return f"Timeline of contacts, {result.since} to {result.until}. " + " ".join(parts)
