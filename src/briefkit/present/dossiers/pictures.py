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
from briefkit.present.dossiers.drawings import Drawing, Point, drawing
from briefkit.present.dossiers.rows import OTHERS, Voices
from briefkit.present.dossiers.words import attribute_text, counted
from briefkit.present.words import amount_text, date_text, spelt
from briefkit.schema.attributes import ATTRIBUTES

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
    "dot": "a number to date",
    "diamond": "of a period or a part",
    "ring": "what would fit, or is allowed",
    "triangle": "planned or announced",
    "cross": "words that were changed on the way",
}
_SAID_KEY = "a number"


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
    """Draw the numbers of a subject, one picture for each attribute and unit.

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
        if ATTRIBUTES[claim.attribute].is_number and (point := _point(ds, one, voices, repeated)):
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


def _point(ds: Dataset, told: Told, voices: Voices, repeated: frozenset[str]) -> Point | None:
    claim = told.claim
    shape = "cross" if told.is_wrong else _SHAPES.get(told.meaning, "")
    amount = claim_amount(claim)
    value = amount.centre
    if not shape or value is None or value < 0:
        return None
    low = claim.low if claim.low is not None and claim.high is not None else value
    high = claim.high if claim.low is not None and claim.high is not None else value
    day = ds.tables.published[claim.source_id].toordinal()
    name = claim.claim_id
    return Point(day, low, value, high, shape, voices.place(name), name in repeated)


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
    n_voices = len({p.voice for p in points})
    thing = spelt(ds.records.units[unit]) if unit in ds.records.units else unit
    title = f"{attribute_text(attribute).capitalize()} in {thing}, as it was told over time"
    said = (
        f"{counted(len(points), 'number')} between {date_text(date.fromordinal(first))} and "
        f"{date_text(date.fromordinal(last))}, from {amount_text(None, low.value, None)} to "
        f"{amount_text(None, high.value, None)}."
    )
    shapes = {p.shape for p in points}
    caption = "By day of publication; small marks repeat what the voice had said before"
    caption += "; a bar is a range" if any(p.low < p.high for p in points) else ""
    caption += "; the line is what the rule made of the record by each day" if best else ""
    keys = [Key(place, "dot", voices.names[place]) for place in sorted({p.voice for p in points})
            if place != OTHERS]  # fmt: skip
    if any(p.voice == OTHERS for p in points):
        keys.append(Key(OTHERS, "dot", "others" if keys else "unnamed"))
    is_flow = bool(histories) or any(p.shape == "ring" for p in points)
    for shape, words in _KEYS.items():
        if shape in shapes and len(shapes) > 1:
            keys.append(Key(None, shape, words if is_flow or shape != "dot" else _SAID_KEY))
    return Picture(
        f"over-time-{place}",
        title,
        f"{caption}.",
        f"{title}: {said}" if n_voices else title,
        drawing(points, best, 760, 300, 12.5),
        drawing(points, best, 358, 260, 11.5),
        tuple(keys),
    )


def _best(line: FlowLine | None) -> float | None:
    return line.estimate.best if line is not None and line.estimate is not None else None
