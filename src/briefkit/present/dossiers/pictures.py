"""Claims over time as a picture: day of publication against value, a colour a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.dossiers.history import History
from briefkit.analysis.dossiers.meanings import Meaning, Told
from briefkit.analysis.factors import claim_amount
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.dossiers.drawings import Drawing, Point, drawing
from briefkit.present.dossiers.rows import OTHERS, Voices
from briefkit.present.dossiers.words import attribute_text, counted
from briefkit.present.words import amount_text, date_text, spelt
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType

__all__ = ["Key", "Picture", "pictures"]

#: So many numbers are worth a picture, and so many pictures a dossier.
_LEAST, _MOST = 3, 3
_SHAPES = {
    Meaning.TOTAL: "dot",
    Meaning.SAID: "dot",
    Meaning.PERIOD: "diamond",
    Meaning.PART: "diamond",
    Meaning.CAPACITY: "ring",
    Meaning.LIMIT: "ring",
    Meaning.PLAN: "triangle",
}
_KEYS = {
    "dot": "",
    "diamond": "of a period or a part",
    "ring": "what would fit, or is allowed",
    "triangle": "planned or announced",
    "cross": "words that were changed on the way",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: the colour of a voice, or a shape."""

    voice: int | None
    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Claims over time.

    Parameters
    ----------
    id : str
        Its anchor.
    title, caption, sentence : str
        What it is of, how it is read, and the same for who does not see it.
    wide, narrow : Drawing
        For a desk and for a phone.
    keys : tuple of Key
        The legend.
    """

    id: str
    title: str
    caption: str
    sentence: str
    wide: Drawing
    narrow: Drawing
    keys: tuple[Key, ...]


def pictures(
    ds: Dataset,
    claims: Sequence[Told],
    voices: Voices,
    repeated: frozenset[str],
    histories: Sequence[History] = (),
) -> tuple[Picture, ...]:
    """Draw the numbers and dates of a subject, one picture for each attribute and unit.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : sequence of Told
        All claims on the subject.
    voices : Voices
        Their voices.
    repeated : frozenset of str
        Claims in which a voice repeats itself.
    histories : sequence of History
        Those of a flow: the value that the rule gives is drawn as a line.

    Returns
    -------
    tuple of Picture
        At most three, those of most numbers first; none where nothing moved in time.
    """
    found: dict[tuple[str, str], list[Point]] = {}
    for one in claims:
        claim = one.claim
        ends = _ends(claim)
        point = ends and _point(ds, one, ends, voices, repeated)
        if point:
            found.setdefault((claim.attribute, claim.unit or ""), []).append(point)
    told = [
        (key, points)
        for key, points in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if len(points) >= _LEAST
        and len({point.day for point in points}) > 1
        and len({point.value for point in points}) > 1
    ]
    return tuple(
        _picture(ds, place, key, points, voices, histories)
        for place, (key, points) in enumerate(told[:_MOST], 1)
    )


def _ends(claim: Claim) -> tuple[float, float, float] | None:
    """Return low, value and high of a number, or of a date as days; None where it has none."""
    kind = ATTRIBUTES[claim.attribute]
    if isinstance(kind.type, DateType):
        days = span(claim.value or "")
        if days.earliest is None or days.latest is None:
            return None
        first, last = days.earliest.toordinal(), days.latest.toordinal()
        return first, (first + last) // 2, last
    value = claim_amount(claim).centre if kind.is_number else None
    if value is None or value < 0:
        return None
    if claim.low is None or claim.high is None:
        return value, value, value
    return claim.low, value, claim.high


def _point(
    ds: Dataset,
    told: Told,
    ends: tuple[float, float, float],
    voices: Voices,
    repeated: frozenset[str],
) -> Point | None:
    shape = "cross" if told.is_wrong else _SHAPES.get(told.meaning, "")
    if not shape:
        return None
    name = told.claim.claim_id
    day = ds.tables.published[told.claim.source_id].toordinal()
    return Point(day, *ends, shape, voices.place(name), name in repeated)


def _picture(
    ds: Dataset,
    place: int,
    key: tuple[str, str],
    points: Sequence[Point],
    voices: Voices,
    histories: Sequence[History],
) -> Picture:
    attribute, unit = key
    best = [
        (move.day.toordinal(), _best(move.line))
        for history in histories
        if history.line.attribute == attribute and history.line.unit == unit
        and history.line.stage.is_actual
        for move in history.moves
    ]  # fmt: skip
    best = best if any(value is not None for _, value in best) else []
    first, last = min(p.day for p in points), max(p.day for p in points)
    low, high = min(points, key=lambda p: p.value), max(points, key=lambda p: p.value)
    is_dates = isinstance(ATTRIBUTES[attribute].type, DateType)
    thing = f" in {spelt(ds.records.units[unit])}" if unit in ds.records.units else ""
    title = f"{attribute_text(attribute).capitalize()}{thing}, as it was told over time"
    ends = (_text(p.value, is_dates=is_dates) for p in (low, high))
    said = (
        f"{counted(len(points), 'date' if is_dates else 'number')} published between "
        f"{_text(first, is_dates=True)} and {_text(last, is_dates=True)}, "
        f"from {' to '.join(ends)}."
    )
    shapes = {p.shape for p in points}
    caption = "By day of publication; small marks repeat what the voice had said before"
    caption += "; a bar is a range" if any(p.low < p.high for p in points) else ""
    caption += "; the line is what the rule made of the record by each day" if best else ""
    keys = [Key(place, "dot", voices.names[place]) for place in sorted({p.voice for p in points})
            if place != OTHERS]  # fmt: skip
    if any(p.voice == OTHERS for p in points):
        keys.append(Key(OTHERS, "dot", "others" if keys else "unnamed"))
    said_key = "a date" if is_dates else "a number to date" if histories else "a number"
    for shape, words in _KEYS.items():
        if shape in shapes and len(shapes) > 1:
            keys.append(Key(None, shape, words if shape != "dot" else said_key))
    return Picture(
        f"over-time-{place}",
        title,
        f"{caption}.",
        f"{title}: {said}",
        drawing(points, best, 760, 300, 12.5, is_dates=is_dates),
        drawing(points, best, 358, 260, 11.5, is_dates=is_dates),
        tuple(keys),
    )


def _text(value: float, *, is_dates: bool) -> str:
    return date_text(date.fromordinal(int(value))) if is_dates else amount_text(None, value, None)


def _best(line: FlowLine | None) -> float | None:
    return line.estimate.best if line is not None and line.estimate is not None else None
