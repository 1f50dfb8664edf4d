"""What the tables are, for machines and for people: both generated from the declared columns."""

from __future__ import annotations

import inspect
import json
from typing import Any

from briefkit import vocab
from briefkit.schema.attributes import ATTRIBUTES, Attribute
from briefkit.schema.columns import URL_PATTERN, Column, columns
from briefkit.schema.tables import ADDED_TABLES, TABLES, Record, Unit
from briefkit.schema.units import package_units
from briefkit.vocab import Term

__all__ = ["LICENCE", "datapackage", "dictionary", "vocabularies"]

_PROFILES = "https://datapackage.org/profiles/2.0"

#: Licence of the corpus that comes with briefkit.
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def vocabularies() -> dict[str, tuple[Term, ...]]:
    """Return every closed list of terms by the name of its class, sorted.

    Returns
    -------
    dict of str to tuple of Term

    Examples
    --------
    >>> [term.value for term in vocabularies()["Read"]]
    ['whole', 'excerpt']
    """
    classes = [getattr(vocab, name) for name in sorted(vocab.__all__)]
    return {kind.__name__: tuple(kind) for kind in classes if kind is not Term}


def datapackage(licence: dict[str, str] | None = LICENCE) -> str:
    """Return the descriptor of a corpus.

    Parameters
    ----------
    licence : dict, optional
        Name, path and title; None where it is for somebody else to choose.

    Returns
    -------
    str
        JSON with two blanks of indent; the same text for every corpus.

    References
    ----------
    Frictionless Data Package v2, https://datapackage.org/standard/data-package/
    """
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "briefkit-corpus",
        "title": "Claims coded from contested reporting",
        "description": "One row for each thing; what each source says stands in claims.csv.",
        **({"licenses": [licence]} if licence else {}),
        "resources": [_resource(table, record) for table, record in TABLES.items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: str, record: type[Record]) -> dict[str, Any]:
    declared = columns(record)
    keys = [_foreign_key(table, column) for column in declared]
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "description": _sentence(record),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\n"},
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in declared],
            "missingValues": [""],
            "primaryKey": [column.name for column in declared if column.is_key],
            **({"foreignKeys": found} if (found := [key for key in keys if key]) else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.is_key:
        constraints["unique"] = True
    if column.pattern is not None and column.pattern != URL_PATTERN:
        constraints["pattern"] = column.pattern
    if column.bounds is not None:
        constraints["minimum"], constraints["maximum"] = column.bounds
    if column.max_length is not None:
        constraints["maxLength"] = column.max_length
    if column.terms:
        constraints["enum"] = [term.value for term in column.terms]
    field: dict[str, Any] = {"name": column.name, "type": column.kind.name}
    if column.is_list:
        field |= {"delimiter": "; ", "itemType": "string"}
    if column.pattern == URL_PATTERN:
        field["format"] = "uri"
    field["description"] = column.sentence
    if column.unit is not None:
        field["unit"] = column.unit
    return {**field, **({"constraints": constraints} if constraints else {})}


def _foreign_key(table: str, column: Column) -> dict[str, Any] | None:
    """Return the key where a cell holds one id of one table; the standard has no other."""
    if len(column.refers_to) != 1 or column.is_list:
        return None
    other = column.refers_to[0]
    if other in ADDED_TABLES:  # most of its rows come with briefkit, and stand in no file here
        return None
    reference: dict[str, Any] = {} if other == table else {"resource": other}
    reference["fields"] = [columns(TABLES[other])[0].name]
    return {"fields": [column.name], "reference": reference}


def _sentence(thing: type) -> str:
    """Return the first paragraph of a docstring: the sentence that a table or vocabulary has."""
    return " ".join(inspect.getdoc(thing).split("\n\n")[0].split())  # type: ignore[union-attr]


def dictionary() -> str:
    """Return the data dictionary.

    Returns
    -------
    str
        Markdown: every table with its columns, every attribute, every vocabulary.
    """
    parts = [
        "# Data dictionary",
        "Generated by `briefkit docs` from the declarations in `src/briefkit/schema/` and "
        "`src/briefkit/vocab.py`; do not edit it. How an article becomes rows is told in "
        "[the coding manual](coding-manual.md).",
        "## Tables",
        "One CSV file each, UTF-8, with a header. A column marked `?` may be empty. Dates of type "
        "EDTF are a day, week, month, year or interval, possibly open, with `~` or `?` behind it.",
    ]
    for table, record in TABLES.items():
        rows = [_column_cells(column) for column in columns(record)]
        parts += [f"### {table}", _sentence(record)]
        parts += [_markdown(("column", "type", "meaning", "allowed"), rows)]
    parts += [
        "## Attributes",
        "What a claim may speak of; `claims.attribute` takes no other. A source read whole that "
        "speaks of a subject is expected to give the attributes marked with `*`.",
        _markdown(
            ("attribute", "of", "type", "meaning", "allowed"),
            [_attribute_cells(attribute) for attribute in ATTRIBUTES.values()],
        ),
        "## Units of the package",
        "A corpus adds its own as rows of `units.csv`; a row of the same id takes the place of one "
        "of these.",
        _markdown(
            ("unit", "one, several", "measures", "compared in", "meaning"),
            [_unit_cells(unit) for unit in package_units().values()],
        ),
        "## Vocabularies",
    ]
    for name, terms in vocabularies().items():
        parts += [f"### {name}", _sentence(type(terms[0]))]
        parts += [_markdown(("term", "meaning"), [(f"`{t.value}`", t.sentence) for t in terms])]
    return "\n\n".join(parts) + "\n"


def _column_cells(column: Column) -> tuple[str, ...]:
    kind = column.kind.label
    allowed = []
    if column.is_key:
        allowed.append("unique")
    if column.refers_to:
        allowed.append("an id of " + " or ".join(f"`{table}`" for table in column.refers_to))
    if column.pattern is not None:
        allowed.append(f"`{column.pattern}`")
    if column.terms:
        allowed.append(f"a term of [{kind}](#{kind.lower()})")
    if column.unit is not None:
        allowed.append(f"in {column.unit}s")
    if column.bounds is not None:
        allowed.append("{:g} to {:g}".format(*column.bounds))
    if column.max_length is not None and not (column.pattern or column.refers_to):
        allowed.append(f"at most {column.max_length} characters")
    mark = "" if column.is_required else " ?"
    return f"`{column.name}`{mark}", kind, column.sentence, ", ".join(allowed)


def _attribute_cells(attribute: Attribute) -> tuple[str, ...]:
    allowed = ""
    if attribute.is_number:
        allowed = f"a [unit](#units-of-the-package) of {', '.join(attribute.dimensions)}"
    if attribute.type.terms is not None:
        name = attribute.type.terms.__name__
        allowed = f"a term of [{name}](#{name.lower()})"
    mark = " *" if attribute.is_expected else ""
    subjects = ", ".join(sorted(attribute.fits))
    return f"`{attribute.name}`{mark}", subjects, attribute.type.name, attribute.sentence, allowed


def _unit_cells(unit: Unit) -> tuple[str, ...]:
    base = f"`{unit.base}`" if unit.base else ""
    return f"`{unit}`", ", ".join(unit.names), unit.dimension.value, base, unit.sentence


def _markdown(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    # inside a table a bar ends the cell, even between backticks
    shown = [[cell.replace("|", r"\|") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in shown)
