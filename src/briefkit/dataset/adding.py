"""A claim onto the disk: answers to a row, its names to ids, checked with all that is there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from briefkit.dataset.dataset import Dataset
from briefkit.dataset.folder import find_data
from briefkit.dataset.names import Names
from briefkit.dataset.reading import normal_cell
from briefkit.dataset.tables import check_tables, folder_state, read_frames
from briefkit.dataset.writing import normal_form, write_text
from briefkit.errors import (
    DataError,
    ParameterError,
    Problem,
    UnknownNameError,
    UnresolvedError,
    nearest,
)
from briefkit.schema.columns import columns
from briefkit.schema.tables import TABLES

__all__ = ["Adding", "Addition", "Answers", "add_claim", "one_row"]

#: Cells by column by table, such as ``claims``, and ``sources`` for a source that is new.
Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class Addition:
    """A claim that may be written, and its source where that is new.

    Parameters
    ----------
    answers : mapping
        What was answered.
    rows : mapping of str to dict
        The new rows by table, cells in normal form and in the order of the file.
    frames : mapping of str to pandas.DataFrame
        Text cells of the tables that they go into, with them.
    """

    answers: Answers
    rows: Mapping[str, dict[str, str]]
    frames: Mapping[str, pd.DataFrame]

    @property
    def claim_id(self) -> str:
        """Id of the claim."""
        return self.rows["claims"]["claim_id"]


class Adding:
    """A corpus to which claims are added.

    Parameters
    ----------
    data : path, optional
        The folder; by default the nearest, as :func:`briefkit.dataset.find_data` says.

    Raises
    ------
    DataError
        If the corpus is not valid as it is.
    DatasetNotFoundError
        If there is none of one's own.
    """

    def __init__(self, data: str | os.PathLike[str] | None = None) -> None:
        self.folder = find_data(data, to_write=True)
        self._state = folder_state(self.folder)
        self._frames, unread = read_frames(self.folder)
        self.records = check_tables(self.folder, self._frames, unread).records
        self.names = Names(self.records)

    def is_new(self, source_id: str | None) -> bool:
        """Tell whether a source was named that the corpus does not have."""
        return bool(source_id) and source_id not in self.records.sources

    def check(self, answers: Answers) -> Addition:
        """Hold the tables as they would be against all rules.

        Parameters
        ----------
        answers : mapping
            All answers; names may stand in the place of ids.

        Returns
        -------
        Addition

        Raises
        ------
        DataError
            If ``briefkit check`` would refuse them; everything is listed, nothing is written.
        """
        rows, problems = self._rows(answers)
        frames = dict(self._frames)
        added = {}
        for table, cells in rows.items():
            added[table] = int(max(frames[table].index, default=1)) + 1
            frames[table] = pd.concat([frames[table], one_row(table, cells, added[table])])
        named = {(problem.table, problem.column) for problem in problems}
        try:
            check_tables(self.folder, frames, may_shift=False)
        except DataError as error:
            for problem in error.problems:
                is_new = problem.row == added.get(problem.table)
                if not is_new or (problem.table, problem.column) not in named:
                    problems.append(replace(problem, row=None) if is_new else problem)
        if problems:
            raise DataError(problems)
        return Addition(answers, rows, {table: frames[table] for table in rows})

    def write(self, addition: Addition) -> Addition:
        """Write the tables with the new rows, each whole or not at all, in normal form.

        Parameters
        ----------
        addition : Addition
            What :meth:`check` let pass.

        Returns
        -------
        Addition
            What was written. The claim has another number where somebody has added to the same
            source meanwhile.

        Raises
        ------
        DataError
            If the tables have changed meanwhile and now refuse it.
        """
        with _alone(self.folder):
            if folder_state(self.folder) != self._state:
                addition = type(self)(self.folder).check(addition.answers)
            for table in addition.rows:  # a source before its claim
                path = self.folder / f"{table}.csv"
                write_text(path, normal_form(table, addition.frames[table]))
        return addition

    def _rows(self, answers: Answers) -> tuple[dict[str, dict[str, str]], list[Problem]]:
        claim = dict(answers["claims"])
        source_id = claim.get("source_id", "")
        claim.setdefault("coded_on", date.today().isoformat())
        claim["claim_id"] = f"{source_id}.{self._next(source_id):03}"
        rows = {"claims": claim}
        if self.is_new(source_id):
            own = {"source_id": source_id, "accessed_on": claim["coded_on"]}
            rows = {"sources": {**own, **answers["sources"]}, **rows}
        problems = []
        for table, row in rows.items():
            for column in columns(TABLES[table]):
                cell = row.pop(column.name, None)
                if cell is None:
                    continue
                try:
                    cell = self.names.in_cell(column.name, cell, answers["claims"])
                except UnresolvedError as error:
                    problem = Problem(table, None, column.name, error.got, error.allowed)
                    problems.append(problem)
                row[column.name] = normal_cell(column, cell) or ""
        return rows, problems

    def _next(self, source_id: str) -> int:
        own = (c.claim_id for c in self.records.claims.values() if c.source_id == source_id)
        return max((int(claim_id.rpartition(".")[2]) for claim_id in own), default=0) + 1


def add_claim(
    data: Dataset | str | os.PathLike[str],
    *,
    source: Mapping[str, Any] | None = None,
    **cells: Any,
) -> str:
    """Add one claim to a corpus on the disk, and its source if that is new.

    Parameters
    ----------
    data : Dataset or path
        The corpus; its folder is written to.
    source : mapping, optional
        Columns of ``sources`` for a source that is new, without ``source_id``.
    **cells
        Columns of ``claims`` without ``claim_id``: text, numbers, days, or lists of ids. A name in
        any script may stand in the place of an id; ``coded_on`` is today by default.

    Returns
    -------
    str
        Id of the claim. A dataset that is loaded does not have it; load again to see it.

    Raises
    ------
    ParameterError
        If there is no such column, or the source is not new.
    UnknownNameError
        If there is no such source, and none is given.
    DataError
        If ``briefkit check`` would refuse the rows; everything is listed, nothing is written.
    """
    answers = {"claims": _texts("claims", cells), "sources": _texts("sources", source or {})}
    adding = Adding(data.tables.path if isinstance(data, Dataset) else data)
    name = answers["claims"].get("source_id", "")
    if adding.is_new(name) and source is None:
        near = nearest(name, adding.records.sources)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise UnknownNameError(f"no source '{name}'. Describe a new one as source={{...}}.{hint}")
    if source is not None and not adding.is_new(name):
        raise ParameterError(f"'{name}' is no new source. Leave source out.")
    return adding.write(adding.check(answers)).claim_id


def _texts(table: str, cells: Mapping[str, Any]) -> dict[str, str]:
    """Return cells as the file has them, without those that are None."""
    allowed = [column.name for column in columns(TABLES[table]) if not column.is_key]
    for name in cells:
        if name not in allowed:
            near = nearest(name, allowed)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ParameterError(
                f"no column '{name}' to give of {table}. Allowed: {', '.join(allowed)}.{hint}"
            )
    return {name: _text(cell) for name, cell in cells.items() if cell is not None}


def _text(cell: Any) -> str:
    match cell:
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case list() | tuple():
            return "; ".join(map(_text, cell))
        case float():
            return f"{Decimal(str(cell)).normalize():f}"
    return str(cell)


def one_row(table: str, cells: Mapping[str, str], row: int = 1) -> pd.DataFrame:
    """Return a table of text cells with one row.

    Parameters
    ----------
    table : str
        Name of the table.
    cells : mapping of str to str
        Cells by column; the others are empty.
    row : int
        Row as a spreadsheet counts it.

    Returns
    -------
    pandas.DataFrame
    """
    return pd.DataFrame(
        {
            column.name: pd.Series([cells.get(column.name) or None], index=[row], dtype=object)
            for column in columns(TABLES[table])
        }
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write claims into a folder."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
