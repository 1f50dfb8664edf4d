"""The units that come with briefkit; a corpus adds its own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from briefkit.schema.columns import columns
from briefkit.schema.tables import Unit

__all__ = ["package_rows", "package_units"]

_TABLE = resources.files("briefkit.schema") / "units.csv"


@cache
def package_rows() -> tuple[Mapping[str, str | None], ...]:
    """Return the rows of the package's table of units, as text cells.

    Returns
    -------
    tuple of mapping of str to str or None
        Sorted by id; None where a cell is empty.
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(
        {name: cell or None for name, cell in row.items()} for row in csv.DictReader(lines)
    )


@cache
def package_units() -> Mapping[str, Unit]:
    """Return the units that come with briefkit, by id."""
    read = {column.name: column.kind.read for column in columns(Unit)}
    rows: list[dict[str, Any]] = [
        {name: cell and read[name](cell) for name, cell in row.items()} for row in package_rows()
    ]
    return {unit: unit for unit in (Unit(**row) for row in rows)}
