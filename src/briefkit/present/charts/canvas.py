"""The ground of every chart: our fonts, our colours, and SVG that is the same every time."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "GRID",
    "INK",
    "MUTED",
    "PAPER",
    "SERIES",
    "WIDTH",
    "calendar",
    "canvas",
    "clean",
    "day_number",
    "hold_fonts",
    "svg_text",
    "tidy",
]

INK, MUTED, GRID, PAPER = "#1b1f24", "#5b6470", "#d9dee5", "#ffffff"
#: Colours of series, told apart in grey and by the colour-blind; the faces map them for dark pages.
SERIES = ("#1f5fa8", "#c2571a", "#2c7a4b", "#7b4fa3", "#0f7c80", "#a8293d")
#: Width of every figure in inches: readable on a phone, and the measure of the paper.
WIDTH = 5.8
_SHORT = 100  # days: below it, a calendar axis names days

_FONTS = Path(__file__).resolve().parents[2] / "fonts"
_FAMILIES = ("Source Sans 3", "Droid Sans Fallback", "DejaVu Sans Mono")
_RC: Any = {
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.8,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "font.family": list(_FAMILIES),
    "font.size": 9,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "xtick.labelsize": 8.5,
    "ytick.color": INK,
    "ytick.labelsize": 9,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
}


@cache
def _own_fonts() -> frozenset[int]:
    """Put our fonts before any other of their names, and return the characters that they have."""
    from matplotlib import font_manager, ft2font

    # A font that has no bold stands in for it: that is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    known = font_manager.fontManager
    others, known.ttflist = known.ttflist, []
    characters: set[int] = set()
    for path in sorted(_FONTS.glob("*.ttf")):
        known.addfont(str(path))
        characters |= set(ft2font.FT2Font(str(path)).get_charmap())
    names = {font.name for font in known.ttflist}
    known.ttflist += [font for font in others if font.name not in names]
    return frozenset(characters)


def hold_fonts() -> None:
    """Open the fonts now, so that a process forked from this one need not; nothing is drawn."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    _own_fonts()
    for weight in ("normal", "bold"):
        font = FontProperties(family=list(_FAMILIES), weight=weight)
        text_to_path.get_text_width_height_descent("x", font, ismath=False)


@contextmanager
def canvas(height: float, rows: int = 1, **gridspec: Any) -> Iterator[tuple[Figure, list[Axes]]]:
    """Open a figure of the standard width.

    Parameters
    ----------
    height : float
        Height in inches.
    rows : int
        Number of axes, one below the other.
    **gridspec
        Passed to ``Figure.subplots`` as ``gridspec_kw``.

    Yields
    ------
    figure : matplotlib.figure.Figure
    axes : list of matplotlib.axes.Axes
    """
    from matplotlib import style
    from matplotlib.figure import Figure

    _own_fonts()
    with style.context(["default", _RC]):  # whatever style the reader has chosen
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        grid = figure.subplots(rows, 1, squeeze=False, gridspec_kw=gridspec or None)
        yield figure, [row[0] for row in grid]


def svg_text(figure: Figure, salt: str) -> str:
    """Return a figure as SVG, the same bytes for the same drawing.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawing.
    salt : str
        Seed of the ids in it: the id of the figure.

    Returns
    -------
    str
        The ``<svg>`` element alone.
    """
    from matplotlib import style
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    with style.context(["default", {**_RC, "svg.hashsalt": salt}]):
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :].strip()


def clean(words: str, limit: int = 42) -> str:
    """Return a label that can be drawn: no controls, no unknown glyphs, not too long.

    Parameters
    ----------
    words : str
        Any text from the data.
    limit : int
        Longest length in characters.

    Returns
    -------
    str
    """
    known = _own_fonts()
    shown = "".join(
        character if ord(character) in known else "□"
        for character in words
        if unicodedata.category(character) not in {"Cc", "Cf"}
    )
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def tidy(axes: Axes, *, grid: str = "x") -> None:
    """Give axes their grid, and nothing that is not needed."""
    axes.set_axisbelow(True)
    axes.grid(axis=grid, color=GRID, linewidth=0.8)  # type: ignore[arg-type]
    axes.tick_params(length=0)


def day_number(day: date) -> float:
    """Return the place of a day on a calendar axis."""
    return float((day - date(1970, 1, 1)).days)


def calendar(axes: Axes, most_ticks: int = 8) -> None:
    """Make the horizontal axis one of days."""
    import matplotlib.dates as mdates
    from matplotlib.ticker import MaxNLocator

    first, last = axes.get_xlim()
    if last - first < _SHORT:
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b %Y"))
        return
    locator = mdates.AutoDateLocator(minticks=2, maxticks=most_ticks)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
