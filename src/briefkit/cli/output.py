"""Results onto stdout: a table for people, CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

__all__ = ["csv_text", "emit", "plain_table"]

#: What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Rows = Sequence[Mapping[str, Any]]


def emit(
    format_: str, value: object, rows: Rows, columns: Iterable[str], shown: Iterable[str] = ()
) -> None:
    """Print a result.

    Parameters
    ----------
    format_ : str
        ``json``, ``csv`` or ``table``.
    value : object
        The result as JSON.
    rows : sequence of mapping
        The result as rows.
    columns : iterable of str
        Columns of the CSV.
    shown : iterable of str
        Columns of the table, if not all: a terminal is narrow.
    """
    names = list(columns)
    match format_:
        case "json":
            click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))
        case "csv":
            click.echo(csv_text(rows, names), nl=False)
        case _:
            _print_table(rows, list(shown) or names)


def csv_text(rows: Rows, columns: Sequence[str]) -> str:
    """Return rows as CSV in which no spreadsheet finds a formula.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column.
    columns : sequence of str
        The header.

    Returns
    -------
    str
        Lists joined by ``"; "``; empty where there is nothing; a text that a spreadsheet would
        run gets an apostrophe in front.

    Examples
    --------
    >>> print(csv_text([{"n": -1.0, "printed": "=1+1"}], ["n", "printed"]), end="")
    n,printed
    -1,'=1+1
    """
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = [_harmless(row.get(name)) for name in columns]
        has_return = any("\r" in cell for cell in cells)  # which the writer does not see to
        (quoted if has_return else plain).writerow(cells)
    return out.getvalue()


def _harmless(cell: object) -> str:
    text = _text(cell)
    is_formula = not isinstance(cell, int | float) and text.startswith(_FORMULA)
    return f"'{text}" if is_formula else text


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | float():
            return f"{cell:.15g}"
        case list() | tuple():
            return "; ".join(map(_text, cell))
        case dict():
            return ": ".join(_text(part) for part in cell.values() if not isinstance(part, list))
        case _:
            return str(cell)


def _print_table(rows: Rows, columns: Sequence[str]) -> None:
    if not sys.stdout.isatty():
        click.echo(plain_table(rows, columns), nl=False)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", box=None, pad_edge=False)
    for name in columns:
        is_number = bool(rows) and all(isinstance(row.get(name), (int, float)) for row in rows)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(row.get(name))) for name in columns))
    Console().print(table)


def plain_table(rows: Rows, columns: Sequence[str]) -> str:
    """Return rows as lines with aligned columns, two blanks between them.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column.
    columns : sequence of str
        The header.

    Returns
    -------
    str
        One line for each row, never wrapped; a line break in a cell becomes a blank.
    """
    lines = [list(columns)]
    lines += [[" ".join(_text(row.get(name)).split()) or "-" for name in columns] for row in rows]
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join(shown) + "\n"
