"""What a worker of a cluster needs to make reports: the corpus, unpacked, and what forks them.

A worker shares no disk with whoever sends the reports, and may make several at once, each in a
thread. Where processes can be forked, a thread only waits: the report is made in a process of its
own, so that no two reports meet in one interpreter, and one that is no longer wanted can be ended.
Elsewhere reports are made in the worker itself, one at a time.
"""

from __future__ import annotations

import atexit
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from briefkit.publish.kernels.environment import run_folder
from briefkit.publish.runners.report import Report, Task, make
from briefkit.publish.runners.servers import DIED, Servers
from briefkit.publish.runners.transfer import DATA, Corpus, Order

__all__ = ["Station", "Tell", "Unwanted", "station"]

_PATIENCE = 0.5  # seconds between two looks at whether a report is still wanted

#: Told ``cell`` with its number and how many there are, or ``said`` with a line for the log.
Tell = Callable[[str, Any], None]


class Unwanted(Exception):  # noqa: N818
    """Nobody waits for the report any more."""


class Station:
    """A corpus on this machine and the processes that make reports from it.

    Parameters
    ----------
    corpus : Corpus
        Unpacked into a temporary folder.
    kernels : str
        ``fork`` or ``spawn``.

    Attributes
    ----------
    n_users : int
        Threads that have a report made now.
    """

    def __init__(self, corpus: Corpus, kernels: str = "fork") -> None:
        self.folder = run_folder()
        self.n_users = 0
        self._idle: list[_Maker] = []
        self._alone = threading.Lock()
        try:
            corpus.unpack(self.folder)
            self.servers = Servers(kernels, self.folder / DATA, self.folder)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def close(self) -> None:
        """End the processes and remove the folder; servers do both themselves if this is killed."""
        for maker in self._idle:
            maker.close()
        self.servers.__exit__(None, None, None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(
        self, order: Order, tell: Tell, is_wanted: Callable[[], bool] = lambda: True
    ) -> Report:
        """Make a report; several threads may ask at once.

        Parameters
        ----------
        order : Order
            What to make.
        tell : callable
            See :data:`Tell`.
        is_wanted : callable
            Asked from time to time.

        Returns
        -------
        Report

        Raises
        ------
        Unwanted
            If it is not wanted any more; it is stopped then.
        """
        task = order.task(self.folder)
        maker = self._maker()
        if self.servers.obstacle:
            tell("said", f"Kernels are started one by one: {self.servers.obstacle}.")
        if maker is None:
            with self._alone:
                return make(task, lambda cell, total: tell("cell", (cell, total)))
        report = None
        try:
            report = maker.make(task, tell, is_wanted)
        except (EOFError, OSError):
            return Report(task, failure=f"{task.stem}: {DIED}")
        finally:
            if report is None or maker.is_spent:
                maker.close()
            else:
                self._idle.append(maker)
        return report

    def _maker(self) -> _Maker | None:
        with suppress(IndexError):
            while True:
                maker = self._idle.pop()
                if not maker.line.poll():  # it says nothing unasked: it would have died
                    return maker
                maker.close()
        with suppress(OSError):  # what forks has died: the report is made here
            return None if self.servers.workers is None else _Maker(self.servers)
        return None


class _Maker:
    """A process that makes one report after another; all that it started ends with it."""

    def __init__(self, servers: Servers) -> None:
        assert servers.workers is not None
        self.is_spent = False
        self.life = servers.workers.client()
        self.line = servers.hire(self.life)

    def make(self, task: Task, tell: Tell, is_wanted: Callable[[], bool]) -> Report:
        self.line.send(task)
        while True:
            while not self.line.poll(_PATIENCE):
                if not is_wanted():
                    raise Unwanted
            kind, said = self.line.recv()
            if kind in {"report", "last"}:
                self.is_spent = kind == "last"
                made: Report = said
                return made
            tell(kind, said)

    def close(self) -> None:
        self.line.close()
        self.life.close()


_STATIONS: dict[tuple[str, str], Station] = {}
_LOCK = threading.Lock()


@contextmanager
def station(corpus: Corpus, kernels: str) -> Iterator[Station]:
    """Lend the station of a corpus; it stays for the next report, until another corpus comes.

    Parameters
    ----------
    corpus : Corpus
        What reports are made from.
    kernels : str
        ``fork`` or ``spawn``.

    Yields
    ------
    Station
    """
    key = corpus.fingerprint, kernels
    with _LOCK:
        for other in [one for one in _STATIONS if one != key and not _STATIONS[one].n_users]:
            _STATIONS.pop(other).close()
        if key not in _STATIONS:
            _STATIONS[key] = Station(corpus, kernels)
        lent = _STATIONS[key]
        lent.n_users += 1
    try:
        yield lent
    finally:
        with _LOCK:
            lent.n_users -= 1


@atexit.register
def _close_all() -> None:
    while _STATIONS:
        _STATIONS.popitem()[1].close()
