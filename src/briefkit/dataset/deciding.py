"""A decision of the desk onto the disk: one row more, checked with all that is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from briefkit.dataset.adding import Adding, Answers
from briefkit.dataset.dataset import Dataset
from briefkit.dataset.reading import normal_cell
from briefkit.errors import Problem, UnresolvedError
from briefkit.schema.columns import columns
from briefkit.schema.tables import TABLES

__all__ = ["Deciding", "add_decision"]


class Deciding(Adding):
    """A corpus to which decisions are added; see :class:`briefkit.dataset.adding.Adding`.

    Its answers are cells of ``decisions`` without ``decision_id``; ``decided_on`` is today where it
    is not answered. A row that is there is never changed.
    """

    def _rows(self, answers: Answers) -> tuple[dict[str, dict[str, str]], list[Problem]]:
        given = {"decided_on": date.today().isoformat(), **answers["decisions"]}
        entry = given.get("entry", "")
        given["decision_id"] = f"{entry}.{self._next(entry):03}"
        row: dict[str, str] = {}
        problems = []
        for column in columns(TABLES["decisions"]):
            cell = given.get(column.name)
            if cell is None:
                continue
            try:
                names = {"attribute": entry.rpartition(".")[2]}
                cell = self.names.in_cell(column.name, cell, names)
            except UnresolvedError as error:
                problem = Problem("decisions", None, column.name, error.got, error.allowed)
                problems.append(problem)
            row[column.name] = normal_cell(column, cell) or ""
        return {"decisions": row}, problems

    def _next(self, entry: str) -> int:
        own = (d.decision_id for d in self.records.decisions.values() if d.entry == entry)
        return max((int(name.rpartition(".")[2]) for name in own), default=0) + 1


def add_decision(data: Dataset | str | os.PathLike[str] | None, cells: Mapping[str, str]) -> str:
    """Add one decision to a corpus on the disk.

    Parameters
    ----------
    data : Dataset or path, optional
        The corpus; its folder is written to. By default the nearest.
    cells : mapping of str to str
        Columns of ``decisions`` without ``decision_id``; ``decided_on`` is today by default.

    Returns
    -------
    str
        Id of the decision. A dataset that is loaded does not have it; load again to see it.

    Raises
    ------
    DataError
        If ``briefkit check`` would refuse the row; everything is listed, nothing is written.
    DatasetNotFoundError
        If there is no corpus of one's own.
    """
    deciding = Deciding(data.tables.path if isinstance(data, Dataset) else data)
    written = deciding.write(deciding.check({"decisions": cells}))
    return written.rows["decisions"]["decision_id"]
