"""The data of a figure as a file for a spreadsheet, in which no cell runs."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable

from briefkit.present.blocks import Column, Figure
from briefkit.present.words import day_text

__all__ = ["csv_text", "data_address", "shown_cell"]

#: What a spreadsheet takes for the beginning of a formula, in its wide forms too.
_RUNS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?P<rest>\.[0-9]+)?")


def csv_text(figure: Figure) -> str:
    """Return the data of a figure as comma-separated values.

    Parameters
    ----------
    figure : Figure
        A figure with rows.

    Returns
    -------
    str
        With a byte-order mark, by which a spreadsheet knows UTF-8. The last column has the ids of
        the claims where rows have any. An apostrophe stands before a cell that would run.
    """
    has_claims = any(row.claims for row in figure.rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    labels = [column.label for column in figure.columns]
    writer.writerow(_safe([*labels, *(["Claims"] if has_claims else [])]))
    for row in figure.rows:
        writer.writerow(_safe([*row.cells, *([" ".join(row.claims)] if has_claims else [])]))
    return "\ufeff" + out.getvalue()


def data_address(figure: Figure) -> str:
    """Return the data as an address that holds them, so that a page needs no file beside it."""
    return (
        f"data:text/csv;charset=utf-8;base64,{base64.b64encode(csv_text(figure).encode()).decode()}"
    )


def shown_cell(column: Column, cell: str) -> str:
    """Return a cell as a reader sees it: days in words, digits of amounts in groups.

    Examples
    --------
    >>> shown_cell(Column("Day"), "2023-10-20"), shown_cell(Column("Best", "right"), "60000")
    ('20 October 2023', '60,000')
    """
    if column.align == "right" and (number := _NUMBER.fullmatch(cell)):
        return f"{number['sign']}{int(number['whole']):,}{number['rest'] or ''}"
    return day_text(cell)


def _safe(cells: Iterable[str]) -> list[str]:
    return [
        f"'{cell}" if cell.startswith(_RUNS) and not _NUMBER.fullmatch(cell) else cell
        for cell in cells
    ]
