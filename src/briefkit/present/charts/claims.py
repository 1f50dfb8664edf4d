"""The claims of one discrepancy side by side on one axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefkit.analysis.discrepancies import Entry
from briefkit.analysis.questions import claim_amount
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.blocks import Datum, Figure
from briefkit.present.charts.canvas import (
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
from briefkit.present.charts.drawn import heads, iso
from briefkit.present.formats import label, name, text
from briefkit.present.runs import Runs
from briefkit.present.values import said_text, value_text
from briefkit.present.words import amount_text, date_text, kind_text
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType, NumberType, TextType, ValueType

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["claims_axis"]

_MOST_ROWS = 18


def claims_axis(ds: Dataset, entry: Entry) -> Figure:
    """Draw who said what, one row for each claim.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry
        One entry of the register.

    Returns
    -------
    Figure
        Numbers stand on a logarithmic axis, dates on a calendar, everything else in one column
        for each value. A cross is a denial.
    """
    claims = _drawn(ds, entry)
    salt = f"claims-{entry.id}"
    with canvas(0.6 + 0.27 * len(claims)) as (figure, (axes,)):
        tidy(axes)
        kind = _type(entry)
        draw: Callable[..., None] = _columns
        if isinstance(kind, NumberType | DateType):
            draw = _numbers if isinstance(kind, NumberType) else _dates
        draw(ds, axes, claims)
        rows = [_who(ds, claim, entry) for claim in claims]
        axes.set_yticks(range(len(rows)), rows)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        svg = svg_text(figure, salt)
    columns = heads("Publisher", "Published", "Subject", "Credited to", "Says")
    told = tuple(_row(ds, claim) for claim in claims)
    caption = _caption(ds, entry)
    return Figure(f"fig-{entry.id}", caption, svg, _alt(ds, entry), columns=columns, rows=told)


def _row(ds: Dataset, claim: Claim) -> Datum:
    source, known = ds.records.sources[claim.source_id], ds.tables.known_on[claim.claim_id]
    speaker = label(ds, claim.speaker_id) if claim.speaker_id else ""
    about = label(ds, claim.subject_id)
    cells = (source.publisher, iso(known), about, speaker, said_text(ds, claim))
    return Datum(cells, (claim.claim_id,))


def _alt(ds: Dataset, entry: Entry) -> str:
    sides = (
        f"{said_text(ds, claim)} ({label(ds, claim.speaker_id or claim.source_id)})"
        for claim in (entry.a.quoted, entry.b.quoted)
    )
    what = f"{label(ds, entry.subject_id)}, {entry.attribute.replace('_', ' ')}"
    return f"Claims on {what}, side by side: {' against '.join(sides)}."


def _drawn(ds: Dataset, entry: Entry) -> list[Claim]:
    """Choose the claims to draw: both sides first, then the others; each saying once."""
    first = [entry.a.quoted, entry.b.quoted]
    rest = [ds.records.claims[key] for key in entry.claim_ids]
    claims = [*first, *entry.a.claims, *entry.b.claims, *rest]
    own = [c for c in claims if ATTRIBUTES[c.attribute].type == _type(entry)]
    if isinstance(_type(entry), TextType):
        own = [c for c in claims if c.attribute == entry.attribute]
    if isinstance(_type(entry), NumberType):
        own = [c for c in own if not claim_amount(c).is_empty or c.is_denied] or own
    once: dict[tuple[object, ...], Claim] = {}
    for c in own or claims:
        key = (c.source_id, c.speaker_id, c.subject_id, value_text(ds, c))
        once.setdefault(key, c)
    known = ds.tables.known_on
    shown = list(once.values())[:_MOST_ROWS]
    return sorted(shown, key=lambda c: (known[c.claim_id], c.claim_id))


def _type(entry: Entry) -> ValueType:
    return ATTRIBUTES[entry.attribute].type


def _who(ds: Dataset, claim: Claim, entry: Entry) -> str:
    """Say who tells it, and of what where it is not what the entry is about."""
    source = ds.records.sources[claim.source_id]
    flow, event = ds.records.flows.get(claim.subject_id), ds.records.events.get(claim.subject_id)
    about = ""
    if claim.subject_id != entry.subject_id and (flow or event):
        about = f", {flow.commodity if flow else event.kind if event else ''}".replace("-", " ")
    return clean(f"{source.publisher}{about}", 38)


def _said(ds: Dataset, claim: Claim) -> str:
    speaker = f" ({ds.records.actors[claim.speaker_id].name})" if claim.speaker_id else ""
    return clean(f"{said_text(ds, claim)}{speaker}", 46)


def _mark(axes: Axes, claim: Claim, x: float, row: int, color: str = SERIES[0]) -> None:
    axes.plot([x], [row], "x" if claim.is_denied else "o", color=color, markersize=6.5)


def _numbers(ds: Dataset, axes: Axes, claims: Sequence[Claim]) -> None:
    from matplotlib.ticker import LogLocator

    axes.set_xscale("log")
    shown: list[float] = []
    for row, claim in enumerate(claims):
        amount = claim_amount(claim)
        centre = amount.centre
        if centre is None or centre <= 0:
            axes.annotate(
                "denied" if claim.is_denied else "no number given", (0.02, row), fontsize=7.5,
                xycoords=("axes fraction", "data"), color=MUTED, va="center",
            )  # fmt: skip
            continue
        low, high = amount.low or centre, amount.high or centre
        shown += [low, high]
        color = SERIES[1 if claim.unit is not None and claim.unit.base else 0]
        axes.plot([low, high], [row, row], color=color, linewidth=4, alpha=0.35)
        _mark(axes, claim, centre, row, color)
        axes.annotate(
            _said(ds, claim), (high, row), xytext=(8, 0),
            textcoords="offset points", fontsize=8, va="center", color=INK,
        )  # fmt: skip
    if shown:
        ratio = max(max(shown) / min(shown), 10)
        axes.set_xlim(min(shown) / ratio**0.12, max(shown) * ratio**1.1)
    axes.xaxis.set_major_locator(LogLocator(numticks=5))
    axes.minorticks_off()
    axes.xaxis.set_major_formatter(lambda value, _: amount_text(None, value, None))


def _dates(ds: Dataset, axes: Axes, claims: Sequence[Claim]) -> None:
    for row, claim in enumerate(claims):
        days = span(claim.value or "")
        first = days.earliest or days.last
        last = days.latest or days.first
        left, right = day_number(first), day_number(last)
        axes.plot([left, right], [row, row], color=SERIES[0], linewidth=4, alpha=0.35)
        _mark(axes, claim, (left + right) / 2, row)
        axes.annotate(
            f"{claim.attribute} {date_text(days)}", (right, row), xytext=(8, 0),
            textcoords="offset points", fontsize=8, va="center", color=INK,
        )  # fmt: skip
    shown = axes.get_xlim()
    axes.set_xlim(shown[0], shown[1] + (shown[1] - shown[0]) * 0.55)
    calendar(axes, 6)


def _columns(ds: Dataset, axes: Axes, claims: Sequence[Claim]) -> None:
    values = list(dict.fromkeys(value_text(ds, claim) for claim in claims))
    for row, claim in enumerate(claims):
        column = values.index(value_text(ds, claim))
        _mark(axes, claim, column, row, SERIES[column % len(SERIES)])
        if claim.speaker_id:
            speaker = clean(ds.records.actors[claim.speaker_id].name, 30)
            axes.annotate(
                speaker, (column, row), xytext=(8, 0), textcoords="offset points", fontsize=7.5,
                va="center", color=MUTED,
            )  # fmt: skip
    width = max(int(60 / max(len(values), 1)), 11)
    axes.set_xticks(range(len(values)), [_wrapped(clean(value, 80), width) for value in values])
    axes.set_xlim(-0.5, len(values) - 0.5)
    axes.xaxis.tick_top()


def _wrapped(words: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(words, width, break_long_words=False)[:6])


def _caption(ds: Dataset, entry: Entry) -> Runs:
    first = kind_text(entry.types[0])
    return (
        text("Claims on "),
        name(ds, entry.subject_id),
        text(f", {entry.attribute.replace('_', ' ')}, side by side. First reading: {first}."),
    )
