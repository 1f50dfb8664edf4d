"""Rules across columns, rows and tables; each yields problems and repairs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefkit.errors import Problem
from briefkit.schema.claims import claim_problems
from briefkit.schema.columns import STATE_PATTERN, Column, columns
from briefkit.schema.decisions import decision_problems
from briefkit.schema.ids import Ids
from briefkit.schema.judgements import judgement_problems
from briefkit.schema.tables import (
    SUBJECT_TABLES,
    TABLES,
    Coverage,
    Factor,
    Office,
    Place,
    Record,
    Source,
    Unit,
)
from briefkit.schema.units import package_units
from briefkit.vocab import Dimension

__all__ = ["Rows", "row_problems"]

#: The records of each table with the row that each stands in.
Rows = Mapping[str, Sequence[tuple[int, Record]]]


def row_problems(rows: Rows, partial: Iterable[str] = ()) -> list[Problem]:
    """List everything that is wrong between columns, rows and tables.

    Parameters
    ----------
    rows : mapping
        For each table its records, with their rows.
    partial : iterable of str
        Tables of which some rows could not be read: no id is called unknown that may stand there.

    Returns
    -------
    list of Problem
        In the order of tables and rows.
    """
    keys = {table: columns(record)[0].name for table, record in TABLES.items()}
    by_table = {table: {getattr(r, key): r for _, r in rows[table]} for table, key in keys.items()}
    ids = Ids(by_table, frozenset(partial))
    found = [problem for table in TABLES for problem in _references(table, rows, ids)]
    found.extend(_unique_subjects(rows))
    for table in TABLES:
        for row, record in rows[table]:
            for rule in _RULES.get(table, ()):
                found.extend(rule(row, record, ids))
    found.extend(_cycles(rows))
    found.extend(_double_urls(rows))
    return found


def _key(record: Record) -> str:
    return str(getattr(record, columns(type(record))[0].name))


def _references(table: str, rows: Rows, ids: Ids) -> Iterator[Problem]:
    for column in columns(TABLES[table]):
        if not column.refers_to:
            continue
        cells = [getattr(record, column.name) for _, record in rows[table]]
        unknown = {
            cell: names
            for cell in set(cells) - {None}  # the same cell is looked up once
            if (names := _unknown(column, cell, ids))
        }
        if not unknown:
            continue
        for (row, _), cell in zip(rows[table], cells, strict=True):
            for name in unknown.get(cell, ()):
                allowed = ids.suggest(column.refers_to, name)
                yield Problem(table, row, column.name, f"'{name}' is unknown", allowed)


def _unknown(column: Column, cell: str | tuple[str, ...], ids: Ids) -> list[str]:
    names = (cell,) if isinstance(cell, str) else cell
    return [name for name in names if not ids.has(column.refers_to, name)]


def _unique_subjects(rows: Rows) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for table in SUBJECT_TABLES:
        for row, record in rows[table]:
            name = _key(record)
            if table == "places" and re.fullmatch(STATE_PATTERN, name):
                continue  # a country has the code of its state
            if name in seen and seen[name] != table:
                yield Problem(
                    table,
                    row,
                    None,
                    f"'{name}' stands in {seen[name]}.csv too",
                    "An id is unique over all subject tables.",
                )
            seen.setdefault(name, table)


def _source_rules(row: int, source: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(source, Source)
    latest = source.published.latest
    if latest is None:
        yield Problem(
            "sources",
            row,
            "published",
            f"'{source.published}' has no end",
            "A source is published.",
        )
    elif source.accessed_on < (
        latest if source.published.precision == "interval" else source.published.first
    ):
        yield Problem(
            "sources",
            row,
            "published",
            f"'{source.published}' is after accessed_on {source.accessed_on}",
            "A page is read after it is published.",
        )


def _coverage_rules(row: int, coverage: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(coverage, Coverage)
    dyad = "-".join(sorted(coverage.about.split(">")))  # AAA>BBB: visits one way alone
    if not ids.is_dyad(dyad) and not ids.has(("actors",), coverage.about):
        yield Problem(
            "coverage",
            row,
            "about",
            f"'{coverage.about}' is unknown",
            ids.suggest(("actors",), coverage.about)
            + " A dyad is two state codes, sorted, or AAA>BBB for visits one way.",
        )
    if coverage.from_ > coverage.to:
        yield Problem(
            "coverage",
            row,
            "to",
            f"{coverage.to} is before from {coverage.from_}",
            "A window ends after it starts.",
        )
    if coverage.to > coverage.searched_on:
        got = f"{coverage.to} is after searched_on {coverage.searched_on}"
        yield Problem("coverage", row, "to", got, "A search finds what is past.")


def _unit_rules(row: int, unit: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(unit, Unit)
    base = ids.by_table["units"].get(unit.base or "")
    if isinstance(base, Unit) and base.base is not None:
        got = f"'{base}' is compared in {base.base} itself (unit {unit})"
        yield Problem("units", row or None, "base", got, "A unit leads to its base in one step.")
    if unit.dimension is Dimension.CONTACT and unit not in package_units():
        contacts = (u for u in package_units().values() if u.dimension is Dimension.CONTACT)
        got = f"'{unit}' counts contacts, and no rule says what is one"
        yield Problem("units", row, "dimension", got, f"Allowed: {', '.join(contacts)}.")


def _factor_rules(row: int, factor: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(factor, Factor)
    if not 0 < factor.low <= factor.best <= factor.high:
        yield Problem(
            "factors",
            row,
            "best",
            f"{factor.low:g}, {factor.best:g}, {factor.high:g} are out of order",
            "A factor satisfies 0 < low <= best <= high.",
        )
    unit = ids.by_table["units"].get(factor.from_)
    if isinstance(unit, Unit) and unit.base not in {None, factor.unit}:
        got = f"'{factor.unit}' is not {unit.base}, in which {unit} is compared"
        yield Problem("factors", row, "unit", got, f"Allowed: {unit.base}.")


def _office_rules(row: int, office: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(office, Office)
    if office.since and office.until and office.since.first > office.until.last:
        yield Problem(
            "offices",
            row,
            "until",
            f"'{office.until}' is before since '{office.since}'",
            "A tenure ends after it starts.",
        )


def _place_rules(row: int, place: Record, ids: Ids) -> Iterator[Problem]:
    assert isinstance(place, Place)
    both = {"latitude": place.latitude, "longitude": place.longitude}
    degrees = {name: value for name, value in both.items() if value is not None}
    if len(degrees) == 1:
        (empty,) = both.keys() - degrees.keys()
        ((name, value),) = degrees.items()
        got = f"is empty beside {name} {value:g}"
        yield Problem("places", row, empty, got, "Give both or neither.")
    is_swapped = not _outside(dict(zip(degrees, reversed(degrees.values()), strict=True)))
    hint = "; latitude and longitude look swapped" if is_swapped else ""
    for name, (low, high) in _outside(degrees).items():
        got = f"{degrees[name]:g} is outside {low:g} to {high:g}"
        yield Problem("places", row, name, got, f"Allowed: {low:g} to {high:g}{hint}.")


def _outside(degrees: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the bounds of those that lie outside."""
    bounds = {column.name: column.bounds for column in columns(Place) if column.bounds is not None}
    return {
        name: bounds[name]
        for name, value in degrees.items()
        if not bounds[name][0] <= value <= bounds[name][1]
    }


_RULES: dict[str, tuple[Callable[[int, Record, Ids], Iterator[Problem]], ...]] = {
    "claims": (claim_problems,),
    "sources": (_source_rules,),
    "units": (_unit_rules,),
    "factors": (_factor_rules,),
    "offices": (_office_rules,),
    "places": (_place_rules,),
    "coverage": (_coverage_rules,),
    "decisions": (decision_problems,),
    "judgements": (judgement_problems,),
}

#: Columns that lead from a row to others of its table, and must not lead back.
_PARENTS = (
    ("places", "within"),
    ("events", "part_of"),
    ("flows", "part_of"),
    ("sources", "origin_ids"),
    ("claims", "leans_on"),
    ("claims", "supersedes"),
    ("judgements", "supersedes"),
)


def _cycles(rows: Rows) -> Iterator[Problem]:
    for table, column in _PARENTS:
        parents: dict[str, tuple[str, ...]] = {}
        of: list[tuple[int, str]] = []
        for row, record in rows[table]:
            cell = getattr(record, column)
            if cell:
                of.append((row, _key(record)))
                parents[of[-1][1]] = cell if isinstance(cell, tuple) else (cell,)
        for row, key in of:
            seen: set[str] = set()
            frontier = list(parents[key])
            while frontier:
                name = frontier.pop()
                if name not in seen:
                    seen.add(name)
                    frontier.extend(parents.get(name, ()))
            if key in seen:
                shown = "basis" if column == "leans_on" else column
                yield Problem(
                    table, row, shown, f"'{key}' leads back to itself", "Break the circle."
                )


def _double_urls(rows: Rows) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row, record in rows["sources"]:
        assert isinstance(record, Source)
        if record.url is None:
            continue
        url = re.sub(r"^https?://(www\.|m\.)?", "", record.url).rstrip("/")
        if url in seen:
            yield Problem(
                "sources", row, "url", f"is the address of {seen[url]} too", "A page goes in once."
            )
        seen.setdefault(url, record.source_id)
