"""The ground of every chart: our fonts, our colours, and SVG that is the same every time."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
    "is_narrow",
    "narrow",
    "svg_text",
    "tidy",
]

INK, MUTED, GRID, PAPER = "#1b1f24", "#5b6470", "#d9dee5", "#ffffff"
#: Colours of series, told apart in grey and by the colour-blind; a page maps them where it is dark.
SERIES = ("#1f5fa8", "#c2571a", "#2c7a4b", "#7b4fa3", "#0f7c80", "#a8293d")
#: Width of every figure in inches: readable on a phone, and the measure of the paper.
WIDTH = 5.8
#: Width of a figure in one column of two.
NARROW = 3.6
_width: ContextVar[float] = ContextVar("width", default=WIDTH)
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
    "svg.fonttype": "none",
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
def _own_fonts() -> tuple[list[Any], frozenset[int]]:
    """Return our fonts as matplotlib lists them, and the characters that they have."""
    from matplotlib import font_manager, ft2font

    fonts = [ft2font.FT2Font(str(path)) for path in sorted(_FONTS.glob("*.ttf"))]
    characters = frozenset(code for font in fonts for code in font.get_charmap())
    return [font_manager.ttfFontProperty(font) for font in fonts], characters


def hold_fonts() -> None:
    """Read our fonts now, so that a process forked from this one need not."""
    _own_fonts()


@contextmanager
def _our_own(**settings: Any) -> Iterator[None]:
    """Have our fonts and our style alone, whatever the reader has chosen, and give hers back."""
    import matplotlib
    from matplotlib import font_manager, style

    known, log = font_manager.fontManager, logging.getLogger("matplotlib.font_manager")
    others, level = known.ttflist, log.level
    known.ttflist = [*_own_fonts()[0]]  # a system font of the same name would be preferred
    log.setLevel(logging.ERROR)  # a font that has no bold stands in for it: that is no news
    try:
        with (
            style.context(["default", {**_RC, **settings}]),
            matplotlib.rc_context({"timezone": "UTC"}),
        ):
            yield
    finally:
        known.ttflist = others
        log.setLevel(level)


@contextmanager
def narrow(width: float = NARROW) -> Iterator[None]:
    """Draw figures for a column of a page, as wide as they are printed."""
    token = _width.set(width)
    try:
        yield
    finally:
        _width.reset(token)


def is_narrow() -> bool:
    """Whether figures are drawn for one column."""
    return _width.get() < WIDTH


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
    from matplotlib.figure import Figure

    with _our_own():
        figure = Figure(figsize=(_width.get(), height), layout="constrained")
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
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    with _our_own(**{"svg.hashsalt": salt}):
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
    _, known = _own_fonts()
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
