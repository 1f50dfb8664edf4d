"""Numbers over days, drawn at one width: scales, marks, and the line of a value."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.present.words import amount_text, date_text

__all__ = ["Drawing", "Mark", "Point", "Tick", "drawing"]

#: Numbers are drawn on powers of ten where the largest is so many times the middle one.
_WIDE = 20.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim in a picture: its place, its shape, its voice, and the ends of a range."""

    x: float
    y: float
    shape: str
    voice: int
    is_repeat: bool
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a scale: where, and what stands at it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture at one width."""

    width: int
    height: int
    left: int
    right: int
    base: int
    size: float
    ys: tuple[Tick, ...]
    xs: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Point:
    """A number: its day, its ends, its shape, and the colour of its voice."""

    day: int
    low: float
    value: float
    high: float
    shape: str
    voice: int
    is_repeat: bool


def drawing(
    points: Sequence[Point],
    best: Sequence[tuple[int, float | None]],
    width: int,
    height: int,
    size: float,
    *,
    is_dates: bool = False,
) -> Drawing:
    """Draw numbers, or dates, over days at one width.

    Parameters
    ----------
    points : sequence of Point
        The numbers.
    best : sequence of (int, float or None)
        Day by day the value of the rule, where it moved; drawn as a line.
    width, height : int
        Of the drawing.
    size : float
        Of the letters.
    is_dates : bool
        Whether the values are days, counted as by :meth:`date.toordinal`.

    Returns
    -------
    Drawing
        On a scale from nothing, or on powers of ten where that would press most to the ground;
        dates between the first and the last.
    """
    top, base, right = 14, height - 26, width - 12
    values = [value for p in points for value in (p.low, p.value, p.high)]
    values += [value for _, value in best if value is not None]
    middle = sorted(p.value for p in points)[len(points) // 2]
    is_log = not is_dates and min(values) > 0 and max(values) > _WIDE * middle
    if is_dates:
        steps = tuple(_days(min(values), max(values)))
        texts = [date_text(date.fromordinal(int(step))) for step in steps]
    else:
        steps = tuple(_powers(min(values), max(values)) if is_log else _steps(max(values)))
        texts = [amount_text(None, step, None) for step in steps]
    left = int(8 + max(map(len, texts)) * size * 0.54)
    first = min(p.day for p in points)
    days = max(1, max(p.day for p in points) - first)
    last = first + days

    def y(value: float) -> float:
        at, low, high = (math.log(v) if is_log else v for v in (value, steps[0], steps[-1]))
        return round(base - (at - low) / (high - low) * (base - top), 1)

    def x(day: int) -> float:
        inner = left + 8
        return round(inner + (min(day, last) - first) / days * (right - 8 - inner), 1)

    marks = tuple(
        Mark(
            x(p.day), y(p.value), p.shape, p.voice, p.is_repeat,
            *((y(p.high), y(p.low)) if p.low < p.high and p.low > 0 else ()),
        )
        for p in sorted(points, key=lambda p: (not p.is_repeat, p.shape == "cross", p.day, p.value))
    )  # fmt: skip
    return Drawing(
        width, height, left, right, base, size,
        tuple(Tick(y(step), text) for step, text in zip(steps, texts, strict=True)),
        tuple(_years(first, last, x, width)),
        marks,
        _line(best, x, y, last),
    )  # fmt: skip


def _line(
    best: Sequence[tuple[int, float | None]],
    x: Callable[[int], float],
    y: Callable[[float], float],
    last: int,
) -> str:
    """Return the path of a value that holds until it moves."""
    if not best:
        return ""
    parts: list[str] = []
    is_down = False
    for (day, value), (until, _) in zip(best, [*best[1:], (last, None)], strict=True):
        if value is None or value <= 0:
            is_down = False
            continue
        start = f"{x(day)} {y(value)}"
        parts.append(f"L{start}" if is_down else f"M{start}")
        parts.append(f"H{x(max(day, until))}")
        is_down = True
    return "".join(parts)


def _steps(most: float) -> Iterator[float]:
    """Yield round numbers from nothing to past the largest."""
    if most <= 0:
        yield from (0.0, 1.0)
        return
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * 0.999)
    for i in range(math.ceil(most / step - 1e-9) + 1):
        yield i * step


def _days(first: float, last: float) -> Iterator[float]:
    """Yield up to five days from the first to the last."""
    n = int(min(4, last - first))
    for i in range(n + 1):
        yield first + round((last - first) * i / n)


def _powers(least: float, most: float) -> Iterator[float]:
    low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
    for power in range(low, max(high, low + 1) + 1):
        yield 10.0**power


def _years(first: int, last: int, x: Callable[[int], float], width: int) -> Iterator[Tick]:
    """Yield the ends of the time, or the years in it."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    years = [date(year, 1, 1).toordinal() for year in range(start.year + 1, end.year + 1)]
    most = width // 60
    if len(years) < 2:
        yield Tick(x(first), date_text(start))
        yield Tick(x(last), date_text(end))
        return
    every = math.ceil(len(years) / most)
    for day in years[::every]:
        yield Tick(x(day), str(date.fromordinal(day).year))
