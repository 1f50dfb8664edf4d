"""A timeline of contacts, one lane for each dyad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefkit.analysis.cadence import Cadence, DyadCadence
from briefkit.analysis.cadence.dyads import by_dyad
from briefkit.analysis.events import Contact
from briefkit.dataset import Dataset
from briefkit.present.blocks import Datum, Figure
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
from briefkit.present.charts.drawn import heads, iso
from briefkit.present.formats import contact_date, count, label, name, text
from briefkit.present.runs import Runs
from briefkit.present.words import date_text, plural
from briefkit.vocab import EventKind, Level

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["timeline"]

_MOST_LABELS = 12
_MOST_LANES = 12
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
        contacts are hollow. A dozen contacts are labelled: leaders first, then the best reported.
        A dozen dyads are drawn, those with most contacts.
    """
    lanes = [dyad.dyad for dyad in result.dyads[:_MOST_LANES]]
    shown = [
        c
        for c in result.contacts
        if c.part_of is None and c.start and c.end and c.closed_by is None
    ]
    own_of = by_dyad(shown)
    height = 0.9 + 0.95 * max(len(lanes), 1)
    with canvas(height) as (figure, (axes,)):
        tidy(axes)
        named = {c.event_id for c in _labelled(shown)}
        for row, dyad in enumerate(lanes):
            own = own_of.get(dyad, ())
            color = SERIES[row % len(SERIES)]
            axes.axhline(row, color=color, linewidth=0.8, alpha=0.45, zorder=1)
            for contact in own:
                _mark(axes, contact, row, color)
            _write(ds, axes, [c for c in own if c.event_id in named], row, result)
        axes.set_yticks(range(len(lanes)), [clean(label(ds, dyad)) for dyad in lanes])
        axes.set_ylim(len(lanes) - 0.35, -0.75)
        first, last = day_number(result.first_day), day_number(result.last_day)
        pad = (last - first + 1) / 40
        axes.set_xlim(first - pad, last + pad)
        axes.axvline(last, color=MUTED, linewidth=0.8, linestyle=(0, (2, 2)))
        calendar(axes)
        _legend(axes)
        svg = svg_text(figure, "timeline")
    rows = tuple(
        _row(ds, dyad, c) for dyad in lanes for c in own_of.get(dyad, ()) if _is_seen(c, result)
    )
    columns = heads("Dyad", "Contact", "First day", "Last day", "Level", "Stage")
    alt = _alt(ds, result, len(lanes))
    return Figure("fig-timeline", _caption(ds, result), svg, alt, columns=columns, rows=rows)


def _row(ds: Dataset, dyad: str, contact: Contact) -> Datum:
    level = str(contact.level or "")
    stage = "held" if contact.is_held else str(contact.stage).replace("_", " ")
    days = (iso(contact.start), iso(contact.end))
    claims = contact.dated_by.claim_ids if contact.dated_by else ()
    return Datum((label(ds, dyad), contact.label, *days, level, stage), claims)


def _is_seen(contact: Contact, result: Cadence) -> bool:
    """Whether a contact stands within the window of the axis."""
    assert contact.start
    assert contact.end
    return contact.start <= result.last_day and contact.end >= result.first_day


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
    days = max((result.last_day - result.first_day).days, 1)
    room = days * 0.42  # as wide as a name
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
        share = (contact.start - result.first_day).days / days
        anchor = "left" if share < 0.12 else "right" if share > 0.88 else "center"
        axes.text(
            day_number(contact.start),
            row + height,
            clean(_people(ds, contact), 40),
            fontsize=7.5,
            color=INK if contact.is_held else MUTED,
            ha=anchor,
            va="center",
        )


def _people(ds: Dataset, contact: Contact) -> str:
    """Return who came where, or who met, by their printed names."""
    actors = ds.records.actors
    host = next((key for key in contact.recipients if actors[key].is_party), None)
    names = [label(ds, key) for key in contact.actors]
    if host and len(names) == 1:
        return f"{names[0]} in {label(ds, host)}"
    return "–".join(names[:2]) if len(names) > 1 else contact.label


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
    runs: Runs = (
        name(ds, most.dyad),
        text(" has the most contacts on record: "),
        count(most.n, "count of contacts held", _claims(most), unit=result.counted),
    )
    held = [c for c in result.held if most.dyad in c.dyads and c.start]
    if held:
        runs = (*runs, text(", the latest on "), contact_date(held[-1]))
    n_others = len(result.dyads) - _MOST_LANES
    if n_others > 0:
        runs = (*runs, text("; "), count(n_others, "dyads not drawn"), text(" more are not drawn"))
    return (*runs, text("."))


def _claims(dyad: DyadCadence) -> tuple[str, ...]:
    return dyad.n_held.claim_ids if dyad.n_held else ()


def _alt(ds: Dataset, result: Cadence, n: int) -> str:
    window = f"{date_text(result.first_day)} to {date_text(result.last_day)}"
    head = f"Timeline of contacts of {n} {plural('dyad', n)}, {window}: "
    if not result.dyads:
        return f"{head}none is on record."
    most = result.dyads[0]
    return f"{head}{label(ds, most.dyad)} has the most on record, {most.n}."
