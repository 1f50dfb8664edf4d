"""The calendar of the index: a row a year, a cell a month, in it the days that have an edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefkit.present.words import MONTHS, day_text
from briefkit.publish.index.known_editions import KnownEdition

__all__ = ["calendar"]

Json = dict[str, Any]


def calendar(known: Sequence[KnownEdition]) -> list[Json]:
    """Return the years of editions, the newest first.

    Parameters
    ----------
    known : sequence of KnownEdition
        The newest first; those whose folder is not named after a day have no place.

    Returns
    -------
    list of dict
        ``year`` and ``months``: for each of the twelve its ``name`` and its ``editions``, each with
        its ``day`` of the month, ``anchor``, ``label`` in words and ``marks``.
    """
    dated = [(one.day, one) for one in known if one.day is not None]
    if not dated:
        return []
    years = [day.year for day, _ in dated]
    return [
        {
            "year": year,
            "months": [
                {
                    "name": f"{name} {year}",
                    "editions": [
                        _entry(one)
                        for day, one in reversed(dated)
                        if (day.year, day.month) == (year, month)
                    ],
                }
                for month, name in enumerate(MONTHS, start=1)
            ],
        }
        for year in range(max(years), min(years) - 1, -1)
    ]


def _entry(one: KnownEdition) -> Json:
    marks, said = [], []
    if one.edition is None:
        marks, said = ["×"], ["cannot be read"]
    else:
        failed = one.edition.manifest["failed"]
        if failed:
            marks.append("!")
            said.append(f"{len(failed)} {'brief' if len(failed) == 1 else 'briefs'} failed")
        if one.edition.revision > 1:
            marks.append(f"r{one.edition.revision}")
            said.append(f"revision {one.edition.revision}")
    return {
        "day": one.name[8:].lstrip("0"),
        "anchor": f"e-{one.name}",
        "label": ", ".join([day_text(one.name), *said]),
        "marks": marks,
    }
