"""How a render shows its progress: bars in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from briefkit.publish.edition import Watcher
from briefkit.publish.report import Report, Task

__all__ = ["Shown"]


class Shown(Watcher):
    """One line for each brief that is being made, on stderr."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[state]}"),
        )
        self._bars = Progress(*columns, console=console, disable=not sys.stderr.isatty())
        self._rows: dict[tuple[object, str], TaskID] = {}

    def __enter__(self) -> Self:
        """Start to draw."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop to draw; what was drawn stays."""
        self._bars.stop()

    def planned(self, tasks: Sequence[Task]) -> None:
        """Give each brief a line."""
        for task in tasks:
            title = f"{task.as_of} {task.stem}"
            row = self._bars.add_task(title, total=None, start=False, state="waits")
            self._rows[task.as_of, task.stem] = row

    def cell(self, task: Task, cell: int, total: int) -> None:
        """Move a brief's bar."""
        row = self._rows[task.as_of, task.stem]
        self._bars.start_task(row)
        self._bars.update(row, completed=cell, total=total, state=f"cell {cell} of {total}")

    def made(self, report: Report) -> None:
        """Fill a brief's bar."""
        row = self._rows[report.task.as_of, report.task.stem]
        state = "failed" if report.failure else "made"
        self._bars.update(row, completed=1, total=1, state=state)

    def said(self, line: str) -> None:
        """Print a line above the bars."""
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)
