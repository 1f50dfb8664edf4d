"""The pandera schemas, made from the columns that the records declare."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from briefkit.errors import Problem, shorten
from briefkit.schema.columns import NOTHING, URL_PATTERN, Column, columns
from briefkit.schema.tables import TABLES

if TYPE_CHECKING:
    import pandera.pandas as pa

__all__ = ["cell_problems", "frame_schema", "typed"]

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


@cache
def frame_schema(table: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table as text, before its cells are read.

    Parameters
    ----------
    table : str
        Name of the table.

    Returns
    -------
    pandera.DataFrameSchema
        Strict: unknown and missing columns fail. Keys are unique, required cells filled, and every
        cell readable by its column's type, pattern and terms.
    """
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                object,
                pa.Check(
                    lambda cell, column=column: _is_readable(cell, column),
                    element_wise=True,
                    name="readable",
                    ignore_na=True,
                ),
                nullable=not column.is_required,
                unique=column.is_key,
                description=column.sentence,
            )
            for column in columns(TABLES[table])
        },
        strict=True,
        name=table,
    )


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
    if frame.empty or _is_clean(table, frame):
        return []
    from pandera.errors import SchemaErrors

    try:
        frame_schema(table).validate(frame, lazy=True)
    except SchemaErrors as failure:
        cases = failure.failure_cases
    else:
        return []
    by_name = {column.name: column for column in columns(TABLES[table])}
    rows: dict[int, list[Problem]] = {}
    for case in cases.to_dict("records"):
        row, column = int(case["index"]), by_name[str(case["column"])]
        problems = rows.setdefault(row, [])
        if not any(problem.column == column.name for problem in problems):
            problems.append(_problem(table, row, column, case))
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


def _is_clean(table: str, frame: pd.DataFrame) -> bool:
    """Whether the schema would find nothing: most often it would not, and pandera is slow to load.

    Each value is looked at once, however often it stands in its column.
    """
    declared = columns(TABLES[table])
    if [column.name for column in declared] != list(frame.columns):
        return False
    for column in declared:
        cells = frame[column.name].dropna()
        distinct = set(cells)
        if column.is_required and len(cells) < len(frame):
            return False
        if column.is_key and len(distinct) < len(cells):
            return False
        if not all(_is_readable(cell, column) for cell in distinct):
            return False
    return True


def _problem(table: str, row: int, column: Column, case: dict[str, Any]) -> Problem:
    if case["check"] == "not_nullable":
        return Problem(table, row, column.name, "is empty", f"Required: {column.sentence}")
    got = shorten(str(case["failure_case"]))
    if got in NOTHING:
        allowed = f"Required: {column.sentence}" if column.is_required else "Leave it empty."
        return Problem(table, row, column.name, f"'{got}' {_IS_NOTHING}", allowed)
    if case["check"] == "field_uniqueness":
        return Problem(
            table,
            row,
            column.name,
            f"'{got}' stands more than once",
            "An id is unique in its table.",
        )
    cell, allowed = str(case["failure_case"]), column.kind.allowed
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
