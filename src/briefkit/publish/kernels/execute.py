"""A notebook executed: papermill runs it, and what it leaves is the same every time."""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from briefkit.errors import RenderError
from briefkit.present.blocks import MIME
from briefkit.publish.catalogue.notebooks import INJECTED, cell_numbers, read_notebook
from briefkit.publish.kernels.attestation import Attestation, foreign_cell
from briefkit.publish.kernels.forkserver import Channel
from briefkit.publish.kernels.kernel import Progress, engine, kernel_environment

__all__ = ["ExecutionError", "execute", "normalise"]

# It begins at a bound of a word, or a long word would be tried from each of its letters
_CELL_FILE = re.compile(r"(?<![^\s'\"(<>])[^\s'\"(<>]*/ipykernel_\d+/\d+\.py")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_MARKER = "papermill-error-cell-tag"


class ExecutionError(RenderError):
    """A notebook that failed; what it had come to is kept.

    Parameters
    ----------
    reason : str
        One line: brief, cell, exception.
    notebook : nbformat.NotebookNode or None
        As far as it was executed, with its traceback, normalised.
    """

    def __init__(self, reason: str, notebook: Any = None) -> None:
        self.notebook = notebook
        super().__init__(reason)


def execute(
    notebook: Path,
    parameters: Mapping[str, Any],
    *,
    data: Path,
    as_of: date,
    timeout: float | None = None,
    progress: Progress | None = None,
    channel: Channel | None = None,
    attestations: list[Attestation] | None = None,
) -> Any:
    """Execute a notebook with papermill, in a kernel of the running interpreter.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook; the kernel works in its folder, as JupyterLab's does.
    parameters : mapping of str to object
        Values by name, checked before.
    data : pathlib.Path
        Data folder.
    as_of : datetime.date
        Cut-off.
    timeout : float, optional
        Seconds that one cell may take.
    progress : callable, optional
        See :data:`briefkit.publish.kernels.kernel.Progress`.
    channel : Channel, optional
        To a server that forks kernels; without one the kernel is started.
    attestations : list of Attestation, optional
        Receives what the kernel says of itself.

    Returns
    -------
    nbformat.NotebookNode
        The executed notebook, normalised.

    Raises
    ------
    ExecutionError
        If the file is no notebook, a cell failed or took too long, the kernel died, or it ran other
        cells than these.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        read = read_notebook(notebook)
    except RenderError as error:
        raise ExecutionError(str(error)) from None
    logging.getLogger("papermill").setLevel(logging.ERROR)
    kept: list[Any] = []
    heard: list[Attestation] = [] if attestations is None else attestations
    running = number = 0

    def count(cell: int, total: int) -> None:
        nonlocal running, number
        running, number = cell, cell_numbers(kept[0].cells)[cell - 1]
        if progress is not None:
            progress(cell, total)

    with tempfile.TemporaryDirectory(prefix="bk-home-") as home:
        scrub = Scrubber({str(data.resolve()): "$BRIEFKIT_DATA", home: "~"}, notebook)
        try:
            done = papermill.execute_notebook(
                read,
                None,
                parameters=dict(parameters),
                engine_name=engine(),
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                cwd=str(notebook.resolve().parent),
                environment=kernel_environment(data, as_of, Path(home)),
                progress=count,
                kept=kept,
                timeout=timeout,
                channel=channel,
                attestations=heard,
            )
            foreign = foreign_cell(heard[-1], done)
            done = normalise(done, parameters, scrub)
            if foreign:
                raise ExecutionError(f"{notebook.name}: {foreign}. Render again.", done)
            return done
        except PapermillExecutionError as error:
            name, what = error.ename, _first_line(error.evalue)
        except CellTimeoutError as error:
            name, what = "TimeoutError", "its output did not arrive; let it print less"
            if timeout and "IOPub" not in str(error):
                what = f"the cell took more than {timeout:g} seconds"
            _note(kept, running, name, what)
        except DeadKernelError:
            name, what = "DeadKernelError", "the kernel died; it may have been out of memory"
            _note(kept, running, name, what)
            if kept and running:  # whether it could still say so is chance
                kept[0].cells[running - 1].execution_count = None
        except RuntimeError as error:  # the kernel did not even start
            name, what = type(error).__name__, _first_line(str(error))
        reason = f"{notebook.name}, cell {number}: {name}: {scrub(what)}"
        raise ExecutionError(reason, normalise(kept[0], parameters, scrub) if kept else None)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:300]


def _note(kept: list[Any], cell: int, name: str, what: str) -> None:
    """Write into the cell that was running why it came to no end."""
    if kept and cell:
        output = _node({"output_type": "error", "ename": name, "evalue": what, "traceback": [what]})
        kept[0].cells[cell - 1].outputs.append(output)


class Scrubber:
    """Replaces what differs from run to run or from machine to machine in printed text."""

    def __init__(self, paths: Mapping[str, str], notebook: Path) -> None:
        known = {**paths, str(notebook.resolve().parent): ".", sys.prefix: "$PREFIX"}
        known[str(Path(__file__).resolve().parents[2])] = "briefkit"
        known[str(Path.home())] = "~"
        self.paths = sorted(known.items(), key=lambda item: -len(item[0]))

    def __call__(self, text: str) -> str:
        text = _CELL_FILE.sub("<cell>", text)
        for path, name in self.paths:
            if len(path) > 1:
                text = text.replace(path, name)
        return _ADDRESS.sub("0x…", text)


def normalise(notebook: Any, parameters: Mapping[str, Any], scrub: Any = str) -> Any:
    """Return an executed notebook without anything that differs from run to run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As papermill leaves it; it is changed.
    parameters : mapping of str to object
        What papermill injected.
    scrub : callable
        Text to text, for printed text and tracebacks.

    Returns
    -------
    nbformat.NotebookNode
        Without times, paths, random ids and the marks that papermill puts beside a failed cell;
        ``metadata.papermill`` holds the parameters alone.
    """
    notebook.cells = [c for c in notebook.cells if _MARKER not in c.metadata.get("tags", ())]
    notebook = _node(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    kept = {key: notebook.metadata[key] for key in ("briefkit",) if key in notebook.metadata}
    notebook.metadata = _node(
        {
            **kept,
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "papermill": {"parameters": dict(parameters)},
        }
    )
    taken: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        is_injected = INJECTED in tags
        name = INJECTED if is_injected else cell.get("id") or f"cell-{index:02d}"
        while name in taken:
            name += "-"
        taken.add(name)
        cell["id"] = name
        cell.metadata = _node({"tags": list(tags)} if tags else {})
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
            for output in cell.outputs:
                _normalise_output(output, scrub)
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    """Join what was printed in pieces, as a terminal would show it; where it is cut is chance."""
    pieces: dict[str, list[str]] = {}
    joined: list[Any] = []
    for output in outputs:
        is_first = output.output_type != "stream" or output.name not in pieces
        if output.output_type == "stream":
            pieces.setdefault(output.name, []).append(output.text)
        if is_first:
            joined.append(output)
    for place, output in enumerate(joined):
        if output.output_type == "stream":
            lines = "".join(pieces[output.name]).split("\n")
            output.text = "\n".join(line[line.rfind("\r", 0, -1) + 1 :] for line in lines)
            if output.name == "stdout" and place and _is_stderr(joined[place - 1]):
                joined[place - 1 : place + 1] = output, joined[place - 1]
    return joined


def _is_stderr(output: Any) -> bool:
    return bool(output.output_type == "stream" and output.name == "stderr")


def _node(value: Any) -> Any:
    import nbformat

    return nbformat.from_dict(value)  # type: ignore[no-untyped-call]


def _normalise_output(output: Any, scrub: Any) -> None:
    output.pop("transient", None)
    if output.output_type == "stream":
        output.text = scrub(output.text)
    elif output.output_type == "error":
        output.evalue = scrub(output.evalue)
        output.traceback = [scrub(line) for line in output.traceback]
    else:
        for media in ("text/plain", "text/html"):
            if MIME not in output.data and isinstance(output.data.get(media), str):
                output.data[media] = scrub(output.data[media])
