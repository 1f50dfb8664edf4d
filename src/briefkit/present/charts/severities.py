"""How grave the disagreements are, by why they differ."""

from __future__ import annotations

from collections import Counter

from briefkit.analysis.discrepancies import Discrepancies
from briefkit.dataset import Dataset
from briefkit.present.blocks import Column, Datum, Figure
from briefkit.present.charts.canvas import INK, PAPER, SERIES, canvas, svg_text, tidy
from briefkit.present.charts.drawn import heads
from briefkit.present.formats import count, text
from briefkit.present.runs import Runs
from briefkit.present.words import kind_text
from briefkit.vocab import DiscrepancyType

__all__ = ["severities"]

_GRADES = (1, 2, 3, 4, 5)


def severities(ds: Dataset, result: Discrepancies) -> Figure:
    """Draw how many entries there are of each type and severity.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its analysis.

    Returns
    -------
    Figure
        One row for each type, by the type that ranks first in an entry; the area of a disc is the
        number of entries.
    """
    counts = Counter((entry.types[0], entry.severity) for entry in result.entries if entry.types)
    types = [kind for kind in DiscrepancyType if any(kind is key[0] for key in counts)]
    most = max(counts.values(), default=1)
    with canvas(0.75 + 0.3 * max(len(types), 1)) as (figure, (axes,)):
        tidy(axes, grid="both")
        for (kind, grade), n in sorted(counts.items()):
            row = types.index(kind)
            size = 170 + 260 * n / most
            color = SERIES[5] if grade >= 4 else SERIES[1] if grade == 3 else SERIES[0]
            axes.scatter([grade], [row], s=size, color=color, linewidths=0, zorder=3)
            axes.text(
                grade,
                row,
                str(n),
                ha="center",
                va="center_baseline",
                fontsize=8,
                color=PAPER,
                zorder=4,
            )
        axes.set_yticks(range(len(types)), [kind_text(kind) for kind in types])
        axes.set_ylim(len(types) - 0.4, -0.6)
        axes.set_xlim(0.5, 5.5)
        axes.set_xticks(_GRADES, [f"severity {grade}" for grade in _GRADES], color=INK)
        svg = svg_text(figure, "severities")
    rows = tuple(
        Datum((kind_text(kind), str(grade), str(n))) for (kind, grade), n in sorted(counts.items())
    )
    columns = (*heads("Cause", "Severity"), Column("Entries", "right"))
    caption = _caption(result)
    return Figure("fig-severities", caption, svg, _alt(result), columns=columns, rows=rows)


def _first_cause(result: Discrepancies) -> tuple[DiscrepancyType, int]:
    """Return the cause that comes first most often, and in how many entries."""
    return Counter(entry.types[0] for entry in result.entries if entry.types).most_common(1)[0]


def _alt(result: Discrepancies) -> str:
    head = "Disagreements by cause and severity: "
    if not result.entries:
        return f"{head}none is on record."
    kind, n = _first_cause(result)
    shown = f"“{kind_text(kind)}” comes first most often, in {n} of {len(result.entries)}"
    return f"{head}{shown}."


def _caption(result: Discrepancies) -> Runs:
    if not result.entries:
        return (text("No disagreement is on record."),)
    kind, n = _first_cause(result)
    return (
        text(f"The cause that comes first most often is “{kind_text(kind)}”: in "),
        count(n, "entries whose first type it is"),
        text(" of "),
        count(len(result.entries), "entries of the register"),
        text(" disagreements. " + kind.sentence),
    )
