"""Whoever follows what is rendered."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.publish.runners.report import Report, Task

__all__ = ["Watcher"]


class Watcher:
    """Told what happens while editions are rendered; a subclass shows it.

    Nothing that it is told enters a file.
    """

    def planned(self, tasks: Sequence[Task]) -> None:
        """Say what will be made."""

    def cell(self, task: Task, cell: int, total: int) -> None:
        """Say that a cell begins."""

    def made(self, report: Report) -> None:
        """Say that a brief is made, or has failed."""

    def said(self, line: str) -> None:
        """Say something that a reader of the log may want to know."""
