"""Whether a forked kernel gives here what a kernel gives: tried once for each set of versions.

Forking leans on the insides of ipykernel, jupyter_client, nbclient and papermill. So the first
kernel of a set of versions runs a few cells whose messages are known, and the verdict is kept.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from contextlib import suppress
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import briefkit
from briefkit.errors import RenderError
from briefkit.publish.kernels.forkserver import Channel

__all__ = ["remembered", "tried"]

_LEANED_ON = (
    "IPython",
    "ipykernel",
    "jupyter_client",
    "nbclient",
    "papermill",
    "pyzmq",
    "traitlets",
)
#: Cells, and what each leaves: the kinds of message that a brief can hold.
_CELLS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ("print('out'); 'result'", [("stream", "out\n"), ("execute_result", "'result'")]),
    ("import sys; print('err', file=sys.stderr)", [("stream", "err\n")]),
    ("from IPython.display import display; display({'a': 1})", [("display_data", "{'a': 1}")]),
    ("In[1][:5], len(Out)", [("execute_result", "('print', 1)")]),
    ("1 / 0", [("error", "ZeroDivisionError")]),
)
_SECONDS = 30


def _versions() -> str:
    found = [f"{name} {metadata.version(name)}" for name in _LEANED_ON]
    return ", ".join([platform.python_version(), f"briefkit {briefkit.__version__}", *found])


def _file() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "briefkit" / "kernels.json"


def remembered() -> str | None:
    """Return the verdict on these versions.

    Returns
    -------
    str or None
        Empty where forked kernels give what they should, else why not; None where nobody tried.
    """
    with suppress(OSError, ValueError, RuntimeError):
        kept = json.loads(_file().read_text(encoding="utf-8"))
        verdict = kept.get(_versions()) if isinstance(kept, dict) else None
        return verdict if isinstance(verdict, str) else None
    return None


def tried(channel: Channel) -> str:
    """Try a forked kernel, and remember the verdict.

    Parameters
    ----------
    channel : Channel
        To a server that forks kernels.

    Returns
    -------
    str
        Empty where it gives what it should, else why not. Why it came to no end (a system out of
        memory or under load) may be chance and is not remembered.
    """
    verdict, is_chance = _try(channel)
    if is_chance:
        return verdict
    with suppress(OSError, RuntimeError):  # where nothing can be kept, it is tried again
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps({_versions(): verdict}) + "\n", encoding="utf-8")
        aside.replace(file)
    return verdict


def _try(channel: Channel) -> tuple[str, bool]:
    """Return the verdict, and whether another try may end otherwise."""
    with tempfile.TemporaryDirectory(prefix="bk-try-") as name:
        try:
            left = _executed(Path(name), channel)
        except Exception as error:  # whatever it is, kernels are started then
            is_chance = isinstance(error, RenderError)
            kind = "" if is_chance else f"{type(error).__name__}: "
            return f"a forked kernel fails: {kind}{str(error)[:200]}", is_chance
    if len(left) != len(_CELLS):
        return f"a forked kernel ran {len(left)} of {len(_CELLS)} cells", False
    for cell, (source, wanted) in zip(left, _CELLS, strict=True):
        got = [_said(output) for output in cell.outputs]
        if got != wanted:
            return f"a forked kernel answers {source!r} with {got}, not {wanted}", False
    return "", False


def _executed(folder: Path, channel: Channel) -> list[Any]:
    """Return the cells as a forked kernel leaves them; the last one fails, on purpose.

    Raises
    ------
    ExecutionError
        If another one fails, or the kernel dies or hangs.
    """
    from briefkit.publish.kernels.execute import ExecutionError, execute

    path = folder / "try.ipynb"
    path.write_text(json.dumps(_notebook()), encoding="utf-8")
    day = date(2000, 1, 1)
    try:
        done = execute(path, {}, data=folder, as_of=day, timeout=_SECONDS, channel=channel)
    except ExecutionError as error:
        if error.notebook is None or "ZeroDivisionError" not in str(error):
            raise
        done = error.notebook
    return [cell for cell in done.cells if cell.source in dict(_CELLS)]


def _said(output: Any) -> tuple[str, str]:
    if output.output_type == "error":
        return "error", output.ename
    if output.output_type == "stream":
        return "stream", output.text
    return output.output_type, output.data.get("text/plain", "")


def _notebook() -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"try-{n}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for n, (source, _) in enumerate(_CELLS)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
