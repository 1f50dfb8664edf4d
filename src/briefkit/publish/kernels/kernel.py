"""The kernel of a brief: the running interpreter, in a clean environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from briefkit.dataset.folder import DATA_VARIABLE
from briefkit.publish.kernels.attestation import QUESTION, Attestation, heard
from briefkit.publish.kernels.environment import fixed_environment, short_folder
from briefkit.publish.kernels.forkserver import Channel

__all__ = ["Progress", "engine", "kernel_environment"]

#: Called when a cell begins: its number, from one, and how many there are.
Progress = Callable[[int, int], None]

ENGINE = "briefkit"
_ARGUMENTS = ["--InteractiveShell.colors=nocolor", "--HistoryManager.enabled=False"]
_OUTPUT = 600  # seconds that the output of a cell may take to arrive after the cell has ended
_LONGEST_SOCKET = 80  # a path to a socket may have about a hundred bytes; its name takes the rest


def kernel_environment(data: Path, as_of: date, folder: Path) -> dict[str, str]:
    """Return the environment in which a brief is computed.

    Parameters
    ----------
    data : pathlib.Path
        Data folder; the notebook finds it through the environment, so that no path enters it.
    as_of : datetime.date
        Cut-off; libraries that ask for the time of a build are told its midnight.
    folder : pathlib.Path
        An empty folder for what IPython would keep in the home.

    Returns
    -------
    dict of str to str
    """
    midnight = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    return fixed_environment() | {
        DATA_VARIABLE: str(data.resolve()),
        "SOURCE_DATE_EPOCH": str(max(0, int(midnight.timestamp()))),
        "IPYTHONDIR": str(folder),
    }


@contextmanager
def _manager(folder: Path, channel: Channel | None) -> Iterator[Any]:
    """Make a manager for kernels of the running interpreter, and close what it holds."""
    if channel is not None:
        from briefkit.publish.kernels.forked import forked_manager

        with forked_manager(folder, channel, _ARGUMENTS) as forked:
            yield forked
        return
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class OwnInterpreter(KernelSpecManager):
        """Knows one kernel, whatever the name: a spec in the home may be of another Python."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            return KernelSpec(argv=argv + _ARGUMENTS, display_name="Python 3", language="python")

    manager = AsyncKernelManager(
        kernel_spec_manager=OwnInterpreter(), connection_file=str(folder / "kernel.json")
    )
    if os.name == "posix" and len(str(folder)) < _LONGEST_SOCKET:
        # Sockets in a folder of our own: no two kernels race for a port.
        manager.transport, manager.ip = "ipc", str(folder / "kernel")
    try:
        yield manager
    finally:
        manager.context.destroy(linger=0)


def engine() -> str:
    """Register briefkit's engine with papermill, if it is not yet, and return its name.

    Returns
    -------
    str
        What ``papermill.execute_notebook`` takes as ``engine_name``.

    Notes
    -----
    The engine takes ``environment`` (a mapping), ``progress`` (see :data:`Progress`), ``kept`` (a
    list that receives the notebook as it is executed, also where the kernel dies), ``timeout``
    (seconds for a cell, None for no limit), ``channel`` (to a fork server; without one the kernel
    is started) and ``attestations`` (a list that receives what the kernel says of itself at the
    end).
    """
    from nbclient.exceptions import CellTimeoutError
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines
    from traitlets import Float

    class BriefClient(PapermillNotebookClient):  # type: ignore[misc]
        """Papermill's own client; it tells the manager of a cell that did not end.

        After the last cell it asks the kernel what ran in it.
        """

        timeout = Float(None, allow_none=True)  # nbclient's own takes whole seconds alone
        attestation = Attestation()

        def papermill_execute_cells(self) -> None:
            try:
                super().papermill_execute_cells()
            except CellTimeoutError:
                self.km.is_stuck = True
                raise
            asked = self.kc.execute("", silent=True, user_expressions={"it": QUESTION})
            self.attestation = heard(self.wait_for_reply(asked))

    class BriefEngine(NBClientEngine):  # type: ignore[misc]
        """Papermill's own engine, with a kernel of the running interpreter."""

        @classmethod
        def execute_managed_notebook(
            cls,
            nb_man: Any,
            kernel_name: str,
            environment: Mapping[str, str] | None = None,
            progress: Progress | None = None,
            kept: list[Any] | None = None,
            timeout: float | None = None,
            channel: Channel | None = None,
            attestations: list[Attestation] | None = None,
            start_timeout: float = 60,
            **_: Any,
        ) -> None:
            if kept is not None:
                kept.append(nb_man.nb)
            if progress is not None:
                _watch(nb_man, progress)
            with (
                tempfile.TemporaryDirectory(prefix="bk-", dir=short_folder()) as name,
                _manager(Path(name), channel) as manager,
            ):
                manager.client = partial(_hearing_all, manager.client)
                client = BriefClient(
                    nb_man,
                    km=manager,
                    timeout=timeout,
                    startup_timeout=start_timeout,
                    kernel_name=kernel_name,
                    record_timing=False,
                    coalesce_streams=False,  # it takes hours for a long line; see normalise
                    iopub_timeout=_OUTPUT,
                )
                client.owns_km = True  # it then ends the kernel too
                client.execute(
                    env=dict(environment or os.environ),
                    stdout=subprocess.DEVNULL,  # what cells write is caught; the rest is noise
                    stderr=subprocess.DEVNULL,
                )
                if attestations is not None:
                    attestations.append(client.attestation)

    if ENGINE not in papermill_engines._engines:
        papermill_engines.register(ENGINE, BriefEngine)
    return ENGINE


def _hearing_all(make: Callable[..., Any], **how: Any) -> Any:
    """Make a client that holds what it has not read yet; ZeroMQ drops it past a thousand pieces."""
    import zmq

    client = make(**how)
    client.context.setsockopt(zmq.RCVHWM, 0)
    return client


def _watch(nb_man: Any, progress: Progress) -> None:
    start, total = nb_man.cell_start, len(nb_man.nb.cells)

    def cell_start(cell: Any, cell_index: int | None = None, **kwargs: Any) -> None:
        progress((cell_index or 0) + 1, total)
        start(cell, cell_index, **kwargs)

    nb_man.cell_start = cell_start
