"""A table, or one sentence where it would have no rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.present.blocks import Block, Column, Para, Run, Table
from briefkit.present.formats import text
from briefkit.present.runs import Runs

__all__ = ["NONE", "table"]

#: An empty cell.
NONE: Runs = (Run("–"),)


def table(
    table_id: str, caption: Runs | str, columns: Sequence[Column], rows: Iterable[Sequence[Runs]]
) -> Block:
    """Return a table, or one sentence where it would have no rows."""
    runs = (text(caption),) if isinstance(caption, str) else caption
    body = tuple(tuple(row) for row in rows)
    if not body:
        return Para((text("None on record: "), *runs), "note")
    return Table(table_id, runs, tuple(columns), body)
