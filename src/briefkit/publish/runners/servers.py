"""The servers of one run: one forks kernels, one forks the workers that make reports.

They are started before anything heavy is imported, and load while the caller loads.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, closing, suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import Self

from briefkit.publish.kernels.environment import fixed_environment, run_folder
from briefkit.publish.kernels.forkserver import Channel, ForkServer, is_available
from briefkit.publish.kernels.probe import remembered, tried

__all__ = ["DIED", "KERNELS", "MEMORY", "Servers"]

#: How kernels come to be.
KERNELS = ("fork", "spawn")
#: Bytes that a worker may come to hold. Typst keeps what it has set, and for long: past this, a
#: worker makes room for a fresh one, so that many reports need no more than a few.
MEMORY = 300 << 20
#: What is said of a report whose worker died.
DIED = "the process that made it died; it may have been out of memory"
#: Modules that say what is forked.
_ROLES = {
    "kernels": "briefkit.publish.kernels.forkkernel",
    "workers": "briefkit.publish.runners.worker",
}


class Servers:
    """What a pool forks from.

    Parameters
    ----------
    kernels : str
        ``fork`` or ``spawn``; where processes cannot be forked, it is ``spawn``.
    data : path, optional
        Data folder; by default the one that is found.
    folder : pathlib.Path, optional
        A run folder that was made before; it is removed at the end as an own one would be.

    Attributes
    ----------
    kernels, workers : ForkServer or None
        None where there is none.
    obstacle : str
        Why kernels are started and not forked, though they should be; else empty.
    """

    def __init__(
        self,
        kernels: str = "fork",
        data: str | os.PathLike[str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.obstacle = _obstacle() if kernels == "fork" else ""
        self.kernels: ForkServer | None = None
        self.workers: ForkServer | None = None
        self.folder: Path | None = None
        self._servers: list[ForkServer] = []
        if not is_available():
            return
        self.folder = folder or run_folder()
        environment = fixed_environment() | {"TMPDIR": str(self.folder)}
        if kernels == "fork" and not self.obstacle:
            self.kernels = self._start("kernels", data, environment)
            if remembered() is None:
                with closing(self.kernels.client()) as channel:
                    self.obstacle = tried(channel)
            if self.obstacle:
                self.kernels = None  # its server ends with the others
        self.workers = self._start("workers", data, environment)

    def _start(
        self, role: str, data: str | os.PathLike[str] | None, environment: dict[str, str]
    ) -> ForkServer:
        assert self.folder is not None
        server = ForkServer(_ROLES[role], os.fspath(data or ""), environment, self.folder)
        self._servers.append(server)
        return server

    def hire(self, over: Channel) -> Connection:
        """Have a worker forked; it ends when the connection is closed.

        Parameters
        ----------
        over : Channel
            To the server of workers.

        Returns
        -------
        multiprocessing.connection.Connection
            Takes tasks; see :mod:`briefkit.publish.runners.worker`.

        Raises
        ------
        OSError
            If the server is gone.
        """
        own, theirs = Pipe()
        with theirs, ExitStack() as stack:
            descriptors = [theirs.fileno()]
            with suppress(OSError):  # what forks kernels has died: they are started then
                if self.kernels is not None:
                    channel = stack.enter_context(closing(self.kernels.client()))
                    descriptors.append(channel.line.fileno())
            over.fork({"memory": MEMORY}, descriptors)
        return own

    def __enter__(self) -> Self:
        """Return the servers, which run already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the servers and all that they forked."""
        for server in self._servers:
            server.close()
        for server in self._servers:
            server.wait()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _obstacle() -> str:
    if not is_available():
        return "processes cannot be forked safely on this system"
    return remembered() or ""
