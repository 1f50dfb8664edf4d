"""How a render shows its progress: bars in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from briefkit.publish.runners.watcher import Watcher

if TYPE_CHECKING:
    from briefkit.publish.runners.report import Report, Task

__all__ = ["Shown"]


class Shown(Watcher):
    """One bar for all reports, and one for each that is being made, on stderr."""

    def __init__(self) -> None:
        self._bars: Any = None  # no terminal, no bars, and nothing imported for them
        self._all: Any = None
        self._rows: dict[tuple[object, str], Any] = {}
        self._n_failed = 0

    def __enter__(self) -> Self:
        """Return it; the bars come when it is known what will be made."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop to draw; what was drawn stays."""
        if self._bars is not None:
            self._bars.stop()

    def planned(self, tasks: Sequence[Task]) -> None:
        """Draw the bar of all reports."""
        if not tasks or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        left = TextColumn("{task.fields[state]}")
        columns = (TextColumn("{task.description}"), BarColumn(), left)
        self._bars = Progress(*columns, console=Console(stderr=True))
        self._all = self._bars.add_task("reports", total=len(tasks), state="")
        self._tell()
        self._bars.start()

    def cell(self, task: Task, cell: int, total: int) -> None:
        """Move a report's bar."""
        if self._bars is None:
            return
        key = task.as_of, task.stem
        if key not in self._rows:
            self._rows[key] = self._bars.add_task(f"{task.as_of} {task.stem}", state="")
        state = f"cell {cell} of {total}"
        self._bars.update(self._rows[key], completed=cell, total=total, state=state)
        self._tell()

    def made(self, report: Report) -> None:
        """Count a report, and remove its bar unless it failed."""
        if self._bars is None:
            return
        self._n_failed += bool(report.failure)
        row = self._rows.pop((report.task.as_of, report.task.stem), None)
        if row is not None and report.failure:
            self._bars.update(row, state="failed")
        elif row is not None:
            self._bars.remove_task(row)
        self._bars.advance(self._all)
        self._tell()

    def said(self, line: str) -> None:
        """Print a line above the bars."""
        if self._bars is None:
            click.echo(line, err=True)
        else:
            self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _tell(self) -> None:
        bar = self._bars.tasks[0]
        parts = [
            f"{int(bar.completed)} of {int(bar.total)} done",
            f"{len(self._rows)} running",
            f"{self._n_failed} failed",
        ]
        if bar.time_remaining is not None and not bar.finished:
            parts.append(f"about {bar.time_remaining:.0f} s left")
        self._bars.update(self._all, state=", ".join(parts))
