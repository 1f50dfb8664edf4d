"""Workers that make reports side by side, and what becomes of a report whose worker dies."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from briefkit.publish.index.index import write_index
from briefkit.publish.runners.report import STRAY, Report, Task, make
from briefkit.publish.runners.servers import DIED, Servers

if TYPE_CHECKING:
    from briefkit.publish.runners.watcher import Watcher

__all__ = ["Pool", "cores"]


def cores() -> int:
    """Return how many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(eq=False)
class _Worker:
    line: Connection
    task: Task | None = None


class Pool:
    """Makes reports in processes of their own; what it yields does not depend on how many.

    Parameters
    ----------
    servers : Servers
        Fork the workers and their kernels.
    jobs : int, optional
        How many reports are made at once; by default one for each core.
    """

    def __init__(self, servers: Servers, jobs: int | None = None) -> None:
        self.servers = servers
        self.jobs = jobs or cores()
        self.team: list[_Worker] = []

    def __enter__(self) -> Self:
        """Return the pool; its workers come when there is something to do."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the workers go."""
        for worker in self.team:
            worker.line.close()
        self.team.clear()

    def make_all(self, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Report]:
        """Make reports.

        Parameters
        ----------
        tasks : sequence of Task
            What to make.
        watcher : Watcher
            Told what happens.

        Yields
        ------
        Report
            In the order in which they are done.
        """
        if self.servers.obstacle and tasks:
            watcher.said(f"Kernels are started one by one: {self.servers.obstacle}.")
        waiting = deque(tasks)
        while waiting or any(worker.task for worker in self.team):
            while waiting and self._give(waiting[0]):
                waiting.popleft()
            reports = self._taken(watcher)
            if self.servers.workers is None and waiting and not self.team:
                task = waiting.popleft()
                reports = iter([make(task, partial(watcher.cell, task))])
            for report in reports:
                watcher.made(report)
                yield report

    def write_index(self, root: Path) -> Path:
        """Write the page over all editions; a worker has its fonts ready.

        Parameters
        ----------
        root : pathlib.Path
            Folder of the editions.

        Returns
        -------
        pathlib.Path

        Raises
        ------
        OSError
            If it cannot be written.
        """
        for worker in [worker for worker in self.team if worker.task is None]:
            try:
                worker.line.send(root)
                kind, said = worker.line.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError):
                self._lose(worker)
                continue
            if kind == "error":
                raise said
            return Path(said)
        return write_index(root)

    def _give(self, task: Task) -> bool:
        """Give a task to a worker that has none; False if all have one, or there can be none."""
        for worker in [worker for worker in self.team if worker.task is None]:
            try:
                worker.line.send(task)
            except OSError:  # it died while it waited
                self._lose(worker)
                continue
            worker.task = task
            return True
        if self.servers.workers is None or len(self.team) >= self.jobs:
            return False
        try:
            self.team.append(_Worker(self.servers.hire(self.servers.workers)))
        except OSError:  # what forks workers has died: the rest is made here
            self.servers.workers = None
            return False
        return self._give(task)

    def _taken(self, watcher: Watcher) -> Iterator[Report]:
        """Wait for what workers say; a worker that says no more has died."""
        for line in wait([worker.line for worker in self.team if worker.task is not None]):
            (worker,) = (worker for worker in self.team if worker.line is line)
            assert worker.task is not None
            try:
                kind, said = worker.line.recv()
            except (EOFError, OSError):
                self._lose(worker)
                yield Report(worker.task, failure=f"{worker.task.stem}: {DIED}")
                continue
            if kind == "cell":
                watcher.cell(worker.task, *said)
            elif kind == "said":
                watcher.said(said)
            else:
                task, worker.task = worker.task, None
                if kind == "last":
                    self._lose(worker)
                yield said if said.is_of(task) else Report(task, failure=f"{task.stem}: {STRAY}")

    def _lose(self, worker: _Worker) -> None:
        worker.line.close()
        self.team.remove(worker)
