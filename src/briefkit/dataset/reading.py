"""Tables as bytes on disk: read whatever a spreadsheet wrote, write one normal form."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from briefkit.errors import Problem, nearest
from briefkit.schema.columns import Column, columns, split_ids
from briefkit.schema.tables import TABLES

__all__ = ["normal_cell", "normal_lines", "normal_text", "read_table"]

_BETWEEN = "\x1f"  # no cell may hold it


def read_table(table: str, content: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read one table as text cells.

    Parameters
    ----------
    table : str
        Name of the table.
    content : bytes
        Of its file. A byte-order mark, CRLF, semicolons or tabs between the cells, empty
        columns behind the last and another order of rows or columns are accepted, and so is a
        table without columns that may be empty.

    Returns
    -------
    pandas.DataFrame
        Columns in declared order, text cells, None where empty; the index is the row as a
        spreadsheet counts it. Rows with a wrong number of cells are left out and reported.
    list of Problem
        Bytes that are no UTF-8, a missing header, unknown or missing columns, slipped rows.
    """
    declared = columns(TABLES[table])
    names = [column.name for column in declared]
    empty = pd.DataFrame({name: pd.Series(dtype=object) for name in names})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        byte = error.object[error.start]
        got = f"byte 0x{byte:02X} is not UTF-8"
        return empty, [Problem(table, row, None, got, "Save the file as UTF-8 and try again.")]
    lines: list[list[str]] = []
    try:
        delimiter = _delimiter(text, names)
        lines.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        got = f"is no CSV ({error})"
        fix = "Look for a quote that is not closed, here or above."
        if "field limit" in str(error):
            got = f"holds a cell of more than {csv.field_size_limit():,} characters"
            fix = f"Shorten it; or, if it is none of yours, l{fix[1:]}"
        return empty, [Problem(table, len(lines) + 1, None, got, fix)]
    lines = _without_empty_columns(lines)
    header_problems = _header_problems(table, lines[0] if lines else [], declared)
    if header_problems:
        return empty, header_problems
    header, problems = lines[0], []
    rows: list[int] = []
    kept: list[list[str]] = []
    for row, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(header):
            got = f"has {len(line)} cells under a header of {len(header)}: its cells look shifted"
            fix = "Look for a missing or surplus comma, or a text with a comma outside quotes."
            problems.append(Problem(table, row, None, got, fix))
            continue
        rows.append(row)
        kept.append(line)
    cells: dict[str, list[str | None]] = {name: [None] * len(rows) for name in names}
    for name, column in zip(header, zip(*kept, strict=True), strict=bool(kept)):
        cells[name.strip()] = [cell.strip(" ") or None for cell in column]
    index = pd.Index(rows, dtype="int64")
    frame = pd.DataFrame(
        {name: pd.Series(values, index=index, dtype=object) for name, values in cells.items()}
    )
    return frame, problems


def _delimiter(text: str, names: list[str]) -> str:
    """Return what stands between cells: a comma, or what a spreadsheet of another country wrote."""
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]

    def n_known(delimiter: str) -> int:
        return len({name.strip(' "') for name in head.split(delimiter)} & set(names))

    return max(",;\t", key=n_known)


def _without_empty_columns(lines: list[list[str]]) -> list[list[str]]:
    """Cut off columns behind the last one that have neither a name nor a cell, in any row."""
    if lines and lines[0] and lines[0][-1].strip():
        return lines
    n = max(
        (i for line in lines for i, cell in enumerate(line, start=1) if cell.strip()), default=0
    )
    n_header = len(lines[0]) if lines else 0
    if n == 0 or any(name.strip() for name in lines[0][n:]) or n_header <= n:
        return lines
    return [line[:n] if len(line) == n_header else line for line in lines]


def _header_problems(table: str, header: list[str], declared: Sequence[Column]) -> list[Problem]:
    names = [column.name for column in declared]
    got = [name.strip() for name in header]
    if not set(got) & set(names):
        shown = ", ".join(got[:4]) or "an empty file"
        return [
            Problem(table, 1, None, f"no header ({shown})", f"The first row is: {','.join(names)}.")
        ]
    problems = []
    for name in dict.fromkeys(got):
        if name not in names:
            near = nearest(name, names)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            allowed = f"Allowed: {', '.join(names)}.{hint}"
            problems.append(Problem(table, 1, name, "is no column", allowed))
        elif got.count(name) > 1:
            problems.append(Problem(table, 1, name, "stands twice", "A column stands once."))
    for column in declared:
        name = column.name
        if name not in got and column.is_required:
            problems.append(Problem(table, 1, name, "is missing", "Add the column."))
    return problems


def normal_text(table: str, rows: Iterable[Mapping[str, str | None]]) -> str:
    """Return a table in normal form: sorted by key, declared columns, minimal quotes, LF.

    Parameters
    ----------
    table : str
        Name of the table.
    rows : iterable of mapping
        Text cells by column; None and missing are empty.

    Returns
    -------
    str
        The text of the file.
    """
    names = [column.name for column in columns(TABLES[table])]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in sorted(rows, key=lambda row: str(row.get(names[0]) or "")):
        writer.writerow([row.get(name) or "" for name in names])
    return out.getvalue()


def normal_cell(column: Column, cell: str | None) -> str | None:
    """Return a cell in normal form.

    Parameters
    ----------
    column : Column
        What it stands under.
    cell : str or None
        Its text.

    Returns
    -------
    str or None
        Lists with ``"; "`` between their items, numbers without zeros that say nothing, None where
        empty; a cell that is wrong stays as it is.
    """
    if cell is None or cell != cell:  # an empty cell, as None or NaN
        return None
    try:
        column.kind.read(cell)
    except ValueError:
        return cell
    if column.kind.name == "number":
        return f"{Decimal(cell).normalize():f}"
    return "; ".join(split_ids(cell)) if column.is_list else cell


def normal_lines(table: str, frame: pd.DataFrame) -> dict[str, str]:
    """Return the rows of a table in normal form, by key: what a fingerprint is made of.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : pandas.DataFrame
        Text cells, None where empty, as :func:`read_table` gives them.

    Returns
    -------
    dict of str to str
        The cells of a row, joined by a character that none may hold.
    """
    cells = [_normal(column, frame[column.name].tolist()) for column in columns(TABLES[table])]
    return {row[0]: _BETWEEN.join(row) for row in zip(*cells, strict=True)}


def _normal(column: Column, cells: list[str | None]) -> list[str]:
    """Return the cells of a column in normal form; the same text is looked at once."""
    if column.kind.name != "number" and not column.is_list:
        return [cell or "" for cell in cells]
    known = {cell: normal_cell(column, cell) or "" for cell in set(cells)}
    return [known[cell] for cell in cells]
