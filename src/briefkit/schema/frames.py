"""The cells of a table, held against the columns that its record declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from briefkit.errors import Problem, shorten
from briefkit.schema.columns import NOTHING, URL_PATTERN, Column, columns
from briefkit.schema.tables import TABLES

__all__ = ["cell_problems", "typed"]

_SHIFTED_AT = 3
_IS_NOTHING = "is what another program writes for nothing"


def _is_readable(cell: str, column: Column) -> bool:
    if cell in NOTHING and (column.refers_to or not column.is_required):
        return False
    try:
        column.kind.read(cell)
    except ValueError:
        return False
    if column.max_length is not None and len(cell) > column.max_length:
        return False
    return column.pattern is None or re.fullmatch(column.pattern, cell) is not None


def cell_problems(table: str, frame: pd.DataFrame, *, may_shift: bool = True) -> list[Problem]:
    """List all cells of a table that do not fit their columns.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : pandas.DataFrame
        Text cells, None where empty; the index is the row as a spreadsheet counts it.
    may_shift : bool
        Whether three or more bad cells in one row are joined into one problem, for its cells look
        shifted; not so where each cell was given by name.

    Returns
    -------
    list of Problem
        In the order of rows.
    """
    rows: dict[int, list[Problem]] = {}
    for column in columns(TABLES[table]):
        for row, problem in _column_problems(table, column, frame[column.name]):
            rows.setdefault(row, []).append(problem)
    found: list[Problem] = []
    for row in sorted(rows):
        problems = rows[row]
        n_strange = sum(not problem.got.endswith(_IS_NOTHING) for problem in problems)
        if may_shift and n_strange >= _SHIFTED_AT:
            named = "; ".join(f"{problem.column}: {problem.got}" for problem in problems)
            found.append(
                Problem(
                    table,
                    row,
                    None,
                    f"{len(problems)} cells do not fit their columns, they look shifted ({named})",
                    "Look for a missing or surplus comma, or a text with a comma outside quotes.",
                )
            )
        else:
            found.extend(problems)
    return found


def _column_problems(
    table: str, column: Column, cells: pd.Series[Any]
) -> Iterator[tuple[int, Problem]]:
    """Yield what is wrong with the cells of one column; each value is looked at once."""
    listed = cells.tolist()
    distinct = {cell for cell in set(listed) if isinstance(cell, str)}
    bad = {cell for cell in distinct if not _is_readable(cell, column)}
    is_full = not column.is_required or distinct.issuperset(listed)
    if not bad and is_full and not (column.is_key and len(distinct) < len(listed)):
        return  # most columns
    times = Counter(listed) if column.is_key else Counter[str]()
    for row, cell in zip(cells.index.tolist(), listed, strict=True):
        if not isinstance(cell, str):
            if column.is_required:
                needed = f"Required: {column.sentence}"
                yield row, Problem(table, row, column.name, "is empty", needed)
        elif cell in bad:
            yield row, _problem(table, row, column, cell)
        elif times[cell] > 1:
            got = f"'{shorten(cell)}' stands more than once"
            yield row, Problem(table, row, column.name, got, "An id is unique in its table.")


def _problem(table: str, row: int, column: Column, cell: str) -> Problem:
    got = shorten(cell)
    if got in NOTHING:
        allowed = f"Required: {column.sentence}" if column.is_required else "Leave it empty."
        return Problem(table, row, column.name, f"'{got}' {_IS_NOTHING}", allowed)
    allowed = column.kind.allowed
    try:
        column.kind.read(cell)
    except ValueError as error:
        reason = str(error).removeprefix(f"'{cell}' ").partition(". Allowed")[0]
    else:
        reason, allowed = "does not fit", f"Allowed: the pattern {column.pattern}."
        if column.max_length is not None and len(cell) > column.max_length:
            reason = f"has {len(cell)} characters"
            allowed = f"Allowed: at most {column.max_length} characters."
        elif column.pattern == URL_PATTERN and "@" in cell:
            allowed = "Leave out the user name and the password."
    return Problem(table, row, column.name, f"'{got}' {reason}", allowed)


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a valid table with its numbers and days as such.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : pandas.DataFrame
        Text cells that passed :func:`cell_problems`.

    Returns
    -------
    pandas.DataFrame
        Numbers as float64, days as datetime64; EDTF dates, terms and lists of ids stay text. The
        index counts from 0.
    """
    converted: dict[str, Any] = {}
    for column in columns(TABLES[table]):
        cells = frame[column.name]
        if column.kind.name == "number":
            converted[column.name] = pd.to_numeric(cells).astype("float64")
        elif column.kind.name == "date":
            converted[column.name] = pd.to_datetime(cells, format="%Y-%m-%d")
        else:
            converted[column.name] = cells
    return pd.DataFrame(converted).reset_index(drop=True)
