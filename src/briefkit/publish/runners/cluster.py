"""A Dask cluster that makes reports: they are sent, what came of them is taken, nothing is shared.

What is sent is a function with an order and the corpus, as bytes. Dask runs it again where its
worker was killed; what it returns are the files, or why there are none.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from briefkit.errors import RenderError
from briefkit.publish.catalogue.inputs import versions
from briefkit.publish.index.index import write_index
from briefkit.publish.runners.dask_jobs import Dispatch, first_line
from briefkit.publish.runners.report import Report, Task
from briefkit.publish.runners.transfer import difference

if TYPE_CHECKING:
    from briefkit.publish.runners.watcher import Watcher

__all__ = ["Cluster"]

_ADDRESS = re.compile(r"([a-z]+://)?[^\s/]+:\d{1,5}/?")
_TIMEOUT = 10.0  # seconds until a scheduler must have answered
_PATIENCE = 1.0  # seconds between two looks at whether there is a worker


def _installed() -> dict[str, str]:
    """Return what must be the same here, on the scheduler and on its workers."""
    return {**versions(), "distributed": metadata.version("distributed")}


class Cluster:
    """Makes reports on the workers of a running Dask scheduler; has the methods of a pool.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://127.0.0.1:8786``.
    kernels : str
        How kernels come to be on the workers: ``fork`` or ``spawn``.
    timeout : float
        Seconds until the scheduler must have answered.

    Raises
    ------
    RenderError
        If the address is none, or Dask is not installed; on entry, if nobody answers.
    """

    def __init__(self, address: str, kernels: str = "fork", timeout: float = _TIMEOUT) -> None:
        if not _ADDRESS.fullmatch(address):
            raise RenderError(
                f"'{address}' is no address of a Dask scheduler. One looks like "
                "tcp://127.0.0.1:8786; 'dask scheduler' prints its own."
            )
        try:
            import distributed
        except ImportError:
            raise RenderError(
                "a scheduler needs Dask, which is not installed. "
                "Install it with: pip install 'briefkit[cluster]'."
            ) from None
        self._dask: Any = distributed
        self.address, self.kernels, self.timeout = address, kernels, timeout
        self.client: Any = None

    def __enter__(self) -> Self:
        """Connect."""
        if "BRIEFKIT_DEBUG" not in os.environ:  # what matters of it is told in one line
            for name in ("distributed", "distributed.client", "tornado.application"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
        # What answers and is no scheduler would be waited for much longer than a timeout of Dask's.
        came: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=lambda: came.put(self._client()), daemon=True).start()
        try:
            found = came.get(timeout=self.timeout + 1)
        except Empty:
            found = TimeoutError(f"what answers is none, after {self.timeout:g} s")
        if isinstance(found, Exception):
            raise RenderError(f"no Dask scheduler at '{self.address}': {first_line(found)}.")
        self.client = found
        return self

    def _client(self) -> Any:
        class Client(self._dask.Client):  # type: ignore[misc, name-defined]
            """Dask's own; one that never connected is left, and not waited for at the end."""

            def __del__(self) -> None:
                if self.status == "running":
                    super().__del__()

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions are compared when there are workers
                return Client(
                    self.address, timeout=self.timeout, set_as_default=False, name="briefkit"
                )
        except Exception as error:
            return error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the scheduler; it and its workers stay."""
        with suppress(Exception):  # it may be gone
            self.client.close(timeout=2)

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
            In the order in which they are done. One that does not come back has failed.

        Raises
        ------
        RenderError
            If the scheduler or a worker is not fit to make them; nothing is made then.
        """
        if not tasks:
            return
        self._wait_for_workers(watcher)
        self._compare_versions()
        with closing(Dispatch(self.client, tasks, self.kernels, watcher)) as sent:
            for report in sent.reports():
                watcher.made(report)
                yield report

    def write_index(self, root: Path) -> Path:
        """Write the page over all editions; it is written here.

        Parameters
        ----------
        root : pathlib.Path
            Folder of the editions.

        Returns
        -------
        pathlib.Path
        """
        return write_index(root)

    def _wait_for_workers(self, watcher: Watcher) -> None:
        is_said = False
        while not self._ask(self.client.nthreads):
            if not is_said:
                watcher.said(f"The scheduler at {self.address} has no worker; waiting for one.")
                is_said = True
            time.sleep(_PATIENCE)

    def _compare_versions(self) -> None:
        """Fail if a worker is not what this is; each worker looks again, should one come later."""
        found = {
            f"the scheduler at {self.address}": self._ask(self.client.run_on_scheduler, _installed)
        }
        there = self._ask(self.client.run, _installed, on_error="return")
        found |= {f"the worker at {worker}": said for worker, said in there.items()}
        for place, said in sorted(found.items()):
            if isinstance(said, OSError):  # it has gone since
                continue
            if isinstance(said, BaseException):
                raise RenderError(f"{place} cannot use briefkit: {first_line(said)}.")
            if differs := difference(_installed(), said, place):
                raise RenderError(f"{differs}. Install the same versions on both.")

    def _ask(self, call: Callable[..., Any], *what: Any, **how: Any) -> Any:
        """Ask the scheduler; what it raises on purpose is returned."""
        try:
            if self.client.status == "running":
                return call(*what, **how)
            reason = "the connection was lost"
        except OSError as error:
            reason = first_line(error)
        except Exception as error:
            return error
        raise RenderError(f"the scheduler at {self.address} does not answer: {reason}.")
