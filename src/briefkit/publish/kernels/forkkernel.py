"""What a forked kernel is: IPython's own, over IPC, in a process that has imported everything.

Role of a :mod:`briefkit.publish.kernels.forkserver`. A kernel that was started the usual way and
one that was forked give the same outputs; what is different on purpose is said where it is done.
"""

from __future__ import annotations

import atexit
import importlib
import importlib.util
import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

__all__ = ["MODULES", "become", "preload"]

#: Imported once, for all kernels. Nothing here may start a thread or make a figure.
MODULES = (
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "psutil",
    "tornado.platform.asyncio",
    "matplotlib.figure",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "pandas",
    "briefkit.dataset",
    "briefkit.analysis.cadence",
    "briefkit.analysis.changes",
    "briefkit.analysis.discrepancies",
    "briefkit.analysis.flows",
    "briefkit.analysis.ordinals",
    "briefkit.present",
    "briefkit.present.cards",
    "briefkit.present.charts",
    "briefkit.present.explain",
    "briefkit.present.html",
    "briefkit.present.plain",
    "briefkit.present.sentences",
    "briefkit.present.tables",
)

Json = dict[str, Any]


def preload(argument: str) -> None:
    """Import what kernels need, and read the data once for all of them.

    Parameters
    ----------
    argument : str
        Data folder; empty: the one that is found.
    """
    # A debugger nobody can attach to takes a tenth of a second to import and start.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]
    here = Path.cwd()
    os.chdir(os.sep)  # a matplotlibrc where the caller happens to work is none of a brief's
    for name in MODULES:
        with suppress(Exception):  # it is raised again in the cell that needs it, and seen there
            importlib.import_module(name)
    os.chdir(here)
    with suppress(Exception):
        importlib.import_module("briefkit.present.charts.canvas").hold_fonts()
    with suppress(Exception):
        importlib.import_module("briefkit.present.html").prepare()
    with suppress(Exception):
        importlib.import_module("briefkit.dataset.tables").hold_tables(argument or None)


def become(order: Json, descriptors: list[int]) -> None:
    """Be a kernel.

    Parameters
    ----------
    order : dict
        ``connection`` (as in a connection file), ``environment``, ``folder`` (working folder),
        ``arguments`` (of the kernel application).
    descriptors : list of int
        One: the process id is written into it when the kernel listens, and it is open while the
        kernel lives.
    """
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    # The inline backend hooks into the shell when it is imported; it was, before there was one.
    for name in [name for name in sys.modules if name.startswith("matplotlib_inline")]:
        del sys.modules[name]
    if Path("matplotlibrc").is_file():  # a kernel that is started finds it when it imports
        with suppress(Exception):
            importlib.import_module("matplotlib").rc_file("matplotlibrc")
    sys.argv = [str(Path(_launcher()).resolve()), *order["arguments"]]
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    app = _application(order["connection"])
    app.parent_handle = 1  # it need not look for its parent: it dies with it
    app.initialize(order["arguments"])
    os.write(descriptors[0], json.dumps({"process": os.getpid()}).encode())
    app.start()
    _end(app)


def _launcher() -> str:
    spec = importlib.util.find_spec("ipykernel_launcher")
    return "" if spec is None or spec.origin is None else spec.origin


def _application(connection: Any) -> Any:
    import zmq
    from ipykernel.kernelapp import IPKernelApp

    class ForkedKernelApp(IPKernelApp):
        """The kernel application; where it listens is told, not read from a file."""

        name = IPKernelApp.name

        def init_connection_file(self) -> None:
            self.load_connection_info(connection)

        def write_connection_file(self, **_: Any) -> None:
            """Leave it: there is no file."""

        def init_iopub(self, context: Any) -> None:
            """Keep what is printed until it is taken; ZeroMQ drops it past a thousand pieces."""
            context.setsockopt(zmq.SNDHWM, 0)
            super().init_iopub(context)  # type: ignore[no-untyped-call]

    return ForkedKernelApp.instance()


def _end(app: Any) -> None:
    """End as an interpreter does; the threads of the kernel first, or their locks may be held."""
    for thread in (app.control_thread, app.shell_channel_thread):
        if thread is not None and thread.is_alive():
            thread.join(2)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
