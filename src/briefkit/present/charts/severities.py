"""How grave the disagreements are, by why they differ."""

from __future__ import annotations

from collections import Counter

from briefkit.analysis.discrepancies import Discrepancies
from briefkit.dataset import Dataset
from briefkit.present.blocks import Figure
from briefkit.present.charts.canvas import INK, PAPER, SERIES, canvas, svg_text, tidy
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
    listed = "; ".join(
        f"{kind}: {n} at severity {grade}" for (kind, grade), n in sorted(counts.items())
    )
    return Figure(
        "fig-severities",
        _caption(result),
        svg,
        f"Entries by type and severity. {listed or 'None'}.",
    )


def _caption(result: Discrepancies) -> Runs:
    if not result.entries:
        return (text("No disagreement is on record."),)
    ranked = Counter(entry.types[0] for entry in result.entries if entry.types).most_common(1)
    kind, n = ranked[0]
    return (
        text(f"The cause that comes first most often is “{kind_text(kind)}”: in "),
        count(n, "entries whose first type it is"),
        text(" of "),
        count(len(result.entries), "entries of the register"),
        text(" disagreements. " + kind.sentence),
    )
