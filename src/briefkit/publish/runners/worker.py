"""What makes one report after another: papermill, Typst and the templates stay warm in it.

Role of a :mod:`briefkit.publish.kernels.forkserver`.
"""

from __future__ import annotations

import importlib
import resource
import socket
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from briefkit.dataset.folder import find_data
from briefkit.present.html import prepare
from briefkit.publish.index.index import index_style, write_index
from briefkit.publish.kernels.forkserver import Channel
from briefkit.publish.renderers.html.page import template
from briefkit.publish.renderers.html.webfonts import hold
from briefkit.publish.renderers.pdf.typeset import fonts
from briefkit.publish.runners.report import Report, Task, make

__all__ = ["become", "preload", "when_idle"]

_MODULES = (
    "papermill",
    "papermill.clientwrap",
    "nbclient",
    "typst",
    "briefkit.publish.kernels.forked",
    "briefkit.publish.document.notebook",
)


def preload(argument: str) -> None:
    """Import what makes a report; Typst compiles nothing before the fork, or it would hang.

    Parameters
    ----------
    argument : str
        Data folder; nothing is read from it yet.
    """
    for name in _MODULES:
        with suppress(ImportError):  # it is raised again where it is needed
            importlib.import_module(name)
    template()
    prepare()
    index_style()  # the subsets of fonts that most pages have
    fonts()


def when_idle(argument: str) -> None:
    """Hold the rare letters of the data: one report costs less without, and many cost less with.

    Parameters
    ----------
    argument : str
        Data folder; empty: the one that is found.
    """
    with suppress(Exception):  # it costs time and no more; who asks for reports says what is wrong
        tables = find_data(argument or None).glob("*.csv")
        hold("".join(table.read_text(encoding="utf-8", errors="replace") for table in tables))


def become(order: dict[str, Any], descriptors: list[int]) -> None:
    """Make reports until the other end of the line is closed, or too much memory is held.

    Parameters
    ----------
    order : dict
        ``memory``: bytes that this process may come to hold; past that, a report is its last.
    descriptors : list of int
        A line to whoever wants reports, and one to the server of kernels, if there is one.
    """
    line = Connection(descriptors[0])
    channel = Channel(socket.socket(fileno=descriptors[1])) if descriptors[1:] else None
    with suppress(EOFError, BrokenPipeError):
        while True:
            asked = line.recv()
            if channel is not None and not channel.is_open():
                line.send(("said", "Kernels are started one by one: what forked them has died."))
                channel = None
            if isinstance(asked, Path):
                _index(line, asked)
                continue
            report = _report(line, channel, asked)
            is_last = _held() > order["memory"]
            line.send(("last" if is_last else "report", report))
            if is_last:
                return


def _held() -> int:
    # Linux, where alone workers are forked, counts in kibibytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _index(line: Connection, root: Path) -> None:
    try:
        line.send(("index", write_index(root)))
    except OSError as error:
        line.send(("error", error))


def _report(line: Connection, channel: Channel | None, task: Task) -> Report:
    def tell(cell: int, total: int) -> None:
        line.send(("cell", (cell, total)))

    try:
        return make(task, tell, channel)
    except Exception as error:  # such as a full disk: the others go on
        return Report(task, failure=f"{task.stem}: {type(error).__name__}: {error}")
