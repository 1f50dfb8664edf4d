"""Headline numbers through the editions: one series each, with a gap where one has no number.

A headline is a number of a brief's key sentences that says under which words it is to be followed
(:mod:`briefkit.present.headlines`). The manifest lists them by brief; an edition that was made
before it did has none. Once a number is a headline in one edition, every edition that has it under
the name of the series takes part. Variants of a brief, which have other parameters, do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from briefkit.publish.index.known_editions import text_of, value_of
from briefkit.publish.store.snapshot import Snapshot

__all__ = ["Followed", "Point", "charted", "follow"]


@dataclass(frozen=True)
class Point:
    """A headline in one edition.

    Parameters
    ----------
    edition : Snapshot
        The edition.
    name : str
        Stable name of the number there; empty where the edition does not have it.
    """

    edition: Snapshot
    name: str = ""

    @property
    def as_of(self) -> str:
        """Day of the edition."""
        return str(self.edition.manifest["as_of"])

    @property
    def number(self) -> Mapping[str, Any]:
        """The number as ``numbers.json`` has it."""
        return self.edition.numbers[self.name]

    @property
    def text(self) -> str:
        """The number as the index prints it."""
        return text_of(self.number)

    @property
    def value(self) -> tuple[float | None, float | None, float | None]:
        """low, best and high."""
        return value_of(self.number)


@dataclass(frozen=True)
class Followed:
    """A headline through all editions.

    Parameters
    ----------
    series : str
        Name that it has in all of them.
    words : str
        What it is, as the newest edition that tells it says.
    brief : str
        Brief whose key sentences tell it.
    told_on : str
        Day of the newest edition whose key sentences tell it.
    points : tuple of Point
        One for each edition, the oldest first.
    """

    series: str
    words: str
    brief: str
    told_on: str
    points: tuple[Point, ...]

    @property
    def given(self) -> tuple[Point, ...]:
        """Points of the editions that have the number."""
        return tuple(point for point in self.points if point.name)

    @property
    def has_moved(self) -> bool:
        """Whether two editions have different values."""
        return len({point.value for point in self.given}) > 1


def follow(editions: Sequence[Snapshot]) -> list[Followed]:
    """Follow the headlines of editions.

    Parameters
    ----------
    editions : sequence of Snapshot
        The oldest first.

    Returns
    -------
    list of Followed
        By brief; in the order of the newest edition's key sentences, then those that only earlier
        editions tell, the most recurrent first.
    """
    told: dict[str, dict[int, tuple[str, str, str]]] = {}
    places: dict[str, tuple[int, int]] = {}
    for at, edition in enumerate(editions):
        for place, (brief, headline) in enumerate(_headlines(edition)):
            where = told.setdefault(headline["series"], {})
            where.setdefault(at, (headline["number"], headline["words"], brief))
            if where[at][2] == brief:
                places[headline["series"]] = (-at, place)
    found = []
    for series, where in told.items():
        points = []
        for at, edition in enumerate(editions):
            name = where[at][0] if at in where else series
            points.append(Point(edition, name if name in edition.numbers else ""))
        _, words, brief = where[max(where)]
        told_on = points[max(where)].as_of
        found.append(Followed(series, words, brief, told_on, tuple(points)))
    newest = -(len(editions) - 1)

    def rank(one: Followed) -> tuple[str, bool, int, str]:
        at, place = places[one.series]
        return (one.brief, at != newest, place if at == newest else -len(one.given), one.series)

    return sorted((one for one in found if one.given), key=rank)


def _headlines(edition: Snapshot) -> Iterator[tuple[str, Mapping[str, str]]]:
    for stem, entry in sorted(edition.manifest["briefs"].items()):
        if stem == entry["brief"]:
            for headline in entry.get("headlines", ()):
                if headline["number"] in edition.numbers:
                    yield stem, headline


def charted(followed: Sequence[Followed], most: int) -> list[Followed]:
    """Choose what is drawn: what recurs and has moved, the briefs taking turns.

    Parameters
    ----------
    followed : sequence of Followed
        What :func:`follow` returned.
    most : int
        How many at most.

    Returns
    -------
    list of Followed
        In the order in which they came.
    """
    by_brief: dict[str, list[Followed]] = {}
    for one in followed:
        if one.has_moved:
            by_brief.setdefault(one.brief, []).append(one)
    turns = chain.from_iterable(zip_longest(*by_brief.values()))
    chosen = {one.series for one in [one for one in turns if one is not None][:most]}
    return [one for one in followed if one.series in chosen]
