"""What makes one report after another: nbconvert, Typst and the templates stay warm in it.

Role of a :mod:`briefkit.publish.forkserver`.
"""

from __future__ import annotations

import importlib
import socket
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from briefkit.publish.forkserver import Channel
from briefkit.publish.index import index_style, write_index
from briefkit.publish.report import Report, Task, make
from briefkit.publish.typeset import fonts

__all__ = ["become", "preload"]

_MODULES = (
    "papermill",
    "papermill.clientwrap",
    "nbclient",
    "nbconvert.exporters.exporter",
    "typst",
    "briefkit.publish.forked",
    "briefkit.publish.export",
)


def preload(argument: str) -> None:
    """Import what makes a report; Typst compiles nothing before the fork, or it would hang.

    Parameters
    ----------
    argument : str
        Nothing is read from it.
    """
    for name in _MODULES:
        with suppress(ImportError):  # it is raised again where it is needed
            importlib.import_module(name)
    index_style()  # the subsets of fonts that most pages have
    fonts()


def become(order: dict[str, Any], descriptors: list[int]) -> None:
    """Make reports until the other end of the line is closed.

    Parameters
    ----------
    order : dict
        Nothing is read from it.
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
            _answer(line, channel, asked)


def _answer(line: Connection, channel: Channel | None, asked: Task | Path) -> None:
    if isinstance(asked, Path):
        try:
            line.send(("index", write_index(asked)))
        except OSError as error:
            line.send(("error", error))
        return

    def tell(cell: int, total: int) -> None:
        line.send(("cell", (cell, total)))

    try:
        report = make(asked, tell, channel)
    except Exception as error:  # such as a full disk: the others go on
        report = Report(asked, failure=f"{asked.stem}: {type(error).__name__}: {error}")
    line.send(("report", report))
