"""A small hand-made corpus: rows as dicts, everything that a test does not care about by default.

The cast is invented, so that no test passes because the code knows a country: the states ALF, BET
and GAM; their leaders ann, bob and cleo; dora, a minister of ALF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from briefkit.dataset import Dataset, load
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.columns import columns, split_ids
from briefkit.schema.descriptor import datapackage
from briefkit.schema.tables import TABLES
from briefkit.vocab import Dimension

Row = Mapping[str, Any]

SOURCE = "herald-2023-01-31"
CODED_ON = "2024-06-01"

ACTORS = [
    {"actor_id": "ALF", "kind": "state", "name": "Alfaland"},
    {"actor_id": "BET", "kind": "state", "name": "Betaland"},
    {"actor_id": "GAM", "kind": "state", "name": "Gammaland"},
    {"actor_id": "ann", "kind": "person", "name": "Ann", "state": "ALF"},
    {"actor_id": "bob", "kind": "person", "name": "Bob", "state": "BET"},
    {"actor_id": "cleo", "kind": "person", "name": "Cleo", "state": "GAM"},
    {"actor_id": "dora", "kind": "person", "name": "Dora", "state": "ALF"},
    {"actor_id": "ap", "kind": "agency", "name": "AP"},
    {"actor_id": "reuters", "kind": "agency", "name": "Reuters"},
    {"actor_id": "efe", "kind": "agency", "name": "EFE"},
    {"actor_id": "unknown", "kind": "agency", "name": "unnamed"},
]
OFFICES = [
    {"office_id": "ann-president", "actor_id": "ann", "level": "leader", "state": "ALF"},
    {"office_id": "bob-president", "actor_id": "bob", "level": "leader", "state": "BET"},
    {"office_id": "cleo-president", "actor_id": "cleo", "level": "leader", "state": "GAM"},
    {"office_id": "dora-minister", "actor_id": "dora", "level": "minister", "state": "ALF"},
]
PLACES = [
    {"place_id": "ALF", "name": "Alfaland", "country": "ALF"},
    {"place_id": "BET", "name": "Betaland", "country": "BET"},
    {"place_id": "GAM", "name": "Gammaland", "country": "GAM"},
    {"place_id": "alfa-city", "name": "Alfa City", "country": "ALF", "within": "ALF"},
    {"place_id": "beta-city", "name": "Beta City", "country": "BET", "within": "BET"},
    {"place_id": "beta-port", "name": "Beta Port", "country": "BET", "within": "beta-city"},
]


#: What numbers are in by default: tonnes, people, visits, hours.
_UNITS = {
    Dimension.MASS: "t",
    Dimension.PEOPLE: "person",
    Dimension.CONTACT: "visit",
    Dimension.TIME: "hour",
}


def make_corpus(folder: Path, **tables: Iterable[Row]) -> Path:
    """Write a corpus and return its folder.

    Rows of ``actors``, ``offices`` and ``places`` are added to the cast above, or take the place of
    those with the same id. A source that a row names and no row declares is made from its id, which
    ends in its day. Claims are numbered in order, source by source.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unknown = set(tables) - set(TABLES)
    assert not unknown, unknown
    given = {name: [dict(row) for row in tables.get(name, ())] for name in TABLES}
    for name, cast in (("actors", ACTORS), ("offices", OFFICES), ("places", PLACES)):
        given[name] = _added(cast, given[name])
    given["claims"] = _claims(given["claims"])
    given["sources"] = _sources(given)
    for name, rows in given.items():
        write_rows(folder / f"{name}.csv", [{**_default(name, row), **row} for row in rows])
    (folder / "datapackage.json").write_text(datapackage(), encoding="utf-8")
    return folder


def load_corpus(folder: Path, as_of: str | None = None, **tables: Iterable[Row]) -> Dataset:
    """Write a corpus and load it."""
    return load(make_corpus(folder, **tables), as_of=as_of)


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write one table; a column that the schema does not have is an error."""
    names = [column.name for column in columns(TABLES[path.stem])]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: cell for key, cell in row.items() if cell is not None} for row in rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read one table back, as text cells."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def edit_cell(folder: Path, table: str, row: int, column: str, cell: str) -> None:
    """Overwrite one cell; `row` is as a spreadsheet counts it, the header being row 1."""
    rows = read_rows(folder / f"{table}.csv")
    rows[row - 2][column] = cell
    write_rows(folder / f"{table}.csv", rows)


def _added(cast: list[dict[str, str]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    key = next(iter(cast[0]))
    by_id: dict[str, dict[str, Any]] = {row[key]: dict(row) for row in cast}
    for row in rows:
        by_id[row[key]] = {**by_id.get(row[key], {}), **row}
    return list(by_id.values())


def _claims(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    made = []
    for row in rows:
        source = row.get("source_id", SOURCE)
        counts[source] = counts.get(source, 0) + 1
        made.append({"claim_id": f"{source}.{counts[source]:03}", "source_id": source, **row})
    return made


def _sources(given: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    declared = {row["source_id"]: row for row in given["sources"]}
    actors = {row["actor_id"] for row in given["actors"]}
    rows = [*given["claims"], *given["sources"]]
    named = [row["source_id"] for row in rows]
    named += [name for row in rows for name in split_ids(row.get("origin_ids") or "")]
    for name in named:
        if name not in actors:
            declared.setdefault(name, {"source_id": name})
    return list(declared.values())


def _default(table: str, row: Row) -> dict[str, Any]:
    match table:
        case "sources":
            parts = re.fullmatch(r"(.+?)-(\d{4}(?:-\d\d(?:-\d\d)?)?)[a-z]?", row["source_id"])
            assert parts is not None, row["source_id"]
            names = {actor["actor_id"]: actor["name"] for actor in ACTORS}
            return {
                "label": "a report",
                "publisher": names.get(parts[1], parts[1].title()),
                "published": parts[2],
                "published_basis": "stated",
                "accessed_on": CODED_ON,
                "language": "en",
                "kind": "outlet",
                "read": "whole",
                "reliability": "B",
            }
        case "offices":
            return {"office": str(row.get("level"))}
        case "events":
            return {"kind": "meeting", "label": row["event_id"]}
        case "flows":
            return {
                "commodity": row["flow_id"].split("-")[0],
                "origin": "ALF",
                "destination": "BET",
                "label": row["flow_id"],
            }
        case "statements":
            return {"speaker_id": "ann", "label": row["statement_id"]}
        case "claims":
            attribute = ATTRIBUTES.get(row["attribute"])
            is_number = attribute is not None and attribute.is_number
            value = row.get("value")
            return {
                "unit": _UNITS.get(attribute.dimensions[0]) if attribute and is_number else None,
                "printed": "so much" if value is None else " ".join(str(value).split()[:10]),
                "locator": "p1",
                "coded_on": CODED_ON,
            }
        case "factors":
            return {"to": "any", "unit": "t", "why": "by hand", "url": "https://example.org/"}
        case "coverage":
            return {"searched_on": CODED_ON, "where": "everywhere", "found": "nothing more"}
        case _:
            return {}
