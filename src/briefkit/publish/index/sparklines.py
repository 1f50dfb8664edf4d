"""Small multiples: a headline over time as the coordinates of a picture that the template draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from briefkit.present.words import MONTHS, amount_text, day_text
from briefkit.publish.index.headline_series import Followed, Point

__all__ = ["Axis", "multiple"]

Json = dict[str, Any]

_WIDTH, _HEIGHT = 320, 116
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 312, 24, 96
_LETTER = 6.2  # width of a character of a label, on average
_ROOM = 15  # height that a label takes
_FEW = 16  # points that are drawn large
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Axis:
    """The time axis that all pictures of a page share.

    Parameters
    ----------
    first, last : datetime.date
        Days of the first and the last edition.
    """

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day stands."""
        days = (self.last - self.first).days
        if not days:
            return (_LEFT + _RIGHT) / 2
        return _LEFT + 4 + (day - self.first).days / days * (_RIGHT - _LEFT - 8)

    @property
    def ends(self) -> list[Json]:
        """Months of the first and the last edition."""
        shown = [f"{MONTHS[day.month - 1][:3]} {day.year}" for day in (self.first, self.last)]
        return [
            {"x": _LEFT, "anchor": "start", "text": shown[0]},
            {"x": _RIGHT, "anchor": "end", "text": shown[1]},
        ]

    @property
    def years(self) -> list[Json]:
        """First days of years; those that have room for it have their label."""
        found: list[Json] = []
        free = _LEFT + 62.0
        for year in range(self.first.year + 1, self.last.year + 1):
            x = self.x(date(year, 1, 1))
            is_free = free <= x <= _RIGHT - 74
            free = x + 36 if is_free else free
            found.append({"x": _round(x), "text": str(year) if is_free else ""})
        return found


def multiple(one: Followed, axis: Axis) -> Json:
    """Return what the template draws of a headline.

    Parameters
    ----------
    one : Followed
        A headline that has a number in one edition or more.
    axis : Axis
        Time axis of the page.

    Returns
    -------
    dict
        ``width``, ``height``, ``alt``, ``top``, ``bottom`` (lines with their labels), ``bands`` and
        ``solid`` and ``dashed`` (points of lines), ``bars`` (low to high) and ``marks`` and
        ``labels``. A value that is unknown, or an edition without the number, is a gap.
    """
    ends = [x for point in one.given for x in point.value if x is not None]
    low, high = min([0.0, *ends]), _ceiling(max([0.0, *ends]))
    scale = (_BOTTOM - _TOP) / (high - low or 1)

    def y(value: float) -> float:
        return _round(_BOTTOM - (value - low) * scale)

    spots = [_Spot(point, axis, y) if point.name else None for point in one.points]
    solid: list[str] = []
    dashed: list[str] = []
    bands: list[str] = []
    for a, b in pairwise(spots):
        if a is None or b is None:
            continue
        if a.y is not None and b.y is not None:
            line = f"{a.x},{a.y} {b.x},{b.y}"
            (solid if a.mark == b.mark == "best" else dashed).append(line)
        if a.bar and b.bar and (a.bar[0] != a.bar[1] or b.bar[0] != b.bar[1]):
            corners = ((a.x, a.bar[0]), (b.x, b.bar[0]), (b.x, b.bar[1]), (a.x, a.bar[1]))
            bands.append(" ".join(f"{x},{y}" for x, y in corners))
    drawn = [spot for spot in spots if spot is not None and (spot.y is not None or spot.bar)]
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "alt": _alt(one),
        "top": {"y": _TOP, "text": amount_text(None, high, None)},
        "bottom": {"y": _BOTTOM, "text": "0" if low == 0 else amount_text(None, low, None)},
        "left": _LEFT,
        "right": _RIGHT,
        "bands": bands,
        "solid": solid,
        "dashed": dashed,
        "bars": [
            {"x": spot.x, "y1": spot.bar[0], "y2": spot.bar[1]}
            for spot in drawn
            if spot.bar and spot.bar[0] != spot.bar[1]
        ],
        "radius": 3 if len(drawn) <= _FEW else 2,
        "marks": [spot.to_json() for spot in drawn if spot.y is not None],
        "labels": _labels(drawn),
    }


class _Spot:
    """A point in the picture: its mark, and the bar from its low to its high."""

    def __init__(self, point: Point, axis: Axis, y: Any) -> None:
        self.point = point
        self.x = _round(axis.x(date.fromisoformat(point.as_of)))
        low, best, high = point.value
        self.bar = None if low is None or high is None else (y(low), y(high))
        shown = best
        self.mark = "best"
        if best is None and high is None:
            shown, self.mark = low, "floor"
        elif best is None and low is None:
            shown, self.mark = high, "ceiling"
        self.y: float | None = None if shown is None else y(shown)
        self.short = amount_text(
            low if best is None else None, best, high if best is None else None
        )

    def to_json(self) -> Json:
        assert self.y is not None
        x, up = self.x, self.y
        corners = {"floor": [(-4, 3), (4, 3), (0, -5)], "ceiling": [(-4, -3), (4, -3), (0, 5)]}
        shape = " ".join(f"{_round(x + a)},{_round(up + b)}" for a, b in corners.get(self.mark, ()))
        said = f"{day_text(self.point.as_of)}: {self.point.text}"
        return {"x": x, "y": up, "shape": shape, "text": said}


def _labels(drawn: Sequence[_Spot]) -> list[Json]:
    """Return the first and the last value, kept apart from each other and from the top line."""
    if not drawn:
        return []
    last = _label(drawn[-1], "end")
    if len(drawn) == 1:
        return [last]
    first = _label(drawn[0], "start")
    beside = drawn[0].x - 8
    if beside - len(first["text"]) * _LETTER > _LEFT:  # it begins late: there is room before it
        ends = [y for y in (drawn[0].y, *(drawn[0].bar or ())) if y is not None]
        y = _round(sum(ends) / len(ends) + 4)
        return [{**first, "x": _round(beside), "y": y, "anchor": "end"}, last]
    reach = first["x"] + len(first["text"]) * _LETTER
    for spot in drawn[1:]:  # it stands above the points that it would cover
        if spot.y is not None and spot.x < reach and 0 < spot.y - first["y"] + _ROOM < _ROOM + 6:
            first["y"] = _round(spot.y - 7)
    back = last["x"] - len(last["text"]) * _LETTER
    is_near = reach > back and abs(first["y"] - last["y"]) < _ROOM
    if is_near or first["y"] < _TOP + 10:  # the label of the top line stands there
        below = max(y for y in (drawn[0].y, *(drawn[0].bar or ())) if y is not None)
        first["y"] = _round(min(below + _ROOM, _BOTTOM - 4))
    return [first, last]


def _label(spot: _Spot, anchor: str) -> Json:
    ends = [y for y in (spot.y, *(spot.bar or ())) if y is not None]
    x = spot.x - 3 if anchor == "start" else spot.x + 3
    # a label that would leave the picture is turned round
    wide = len(spot.short) * _LETTER
    if anchor == "start" and x + wide > _WIDTH:
        anchor, x = "end", spot.x + 3
    elif anchor == "end" and x - wide < 0:
        anchor, x = "start", spot.x - 3
    return {"x": _round(x), "y": _round(min(ends) - 7), "anchor": anchor, "text": spot.short}


def _ceiling(value: float) -> float:
    """Return the next round number that is not below a value."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value * (1 - 1e-9))


def _alt(one: Followed) -> str:
    given = one.given
    first, last = given[0], given[-1]
    known = [(point, [x for x in point.value if x is not None]) for point in given]
    peaks = [(max(values), point) for point, values in known if values]
    text = f"{one.words}: {_told(first)}"
    if len(given) > 1:
        text += f", {_told(last)}; {len(given)} editions"
    if len(peaks) > 2:
        peak = max(peaks, key=lambda pair: pair[0])[1]
        if peak not in (first, last):
            text += f", highest {_told(peak)}"
    return text + "."


def _told(point: Point) -> str:
    return f"{point.text} on {day_text(point.as_of)}"


def _round(value: float) -> float:
    return round(value, 1)
