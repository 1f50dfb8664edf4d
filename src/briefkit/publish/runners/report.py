"""One brief for one day: executed, exported, its numbers read off; nothing is written here."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefkit.errors import BriefkitError
from briefkit.garbage import collection_paused
from briefkit.present.dossiers.hrefs import INDEX
from briefkit.present.runs import words
from briefkit.publish.catalogue.briefs import Brief
from briefkit.publish.document.document import NamedNumber
from briefkit.publish.kernels.attestation import Attestation
from briefkit.publish.kernels.execute import ExecutionError, execute
from briefkit.publish.kernels.forkserver import Channel
from briefkit.publish.kernels.kernel import Progress
from briefkit.publish.renderers import DEFAULTS, FORMATS

__all__ = ["STRAY", "Report", "Task", "make"]

#: What is said of a report that came of another task.
STRAY = "what came back is not what was asked for. Render again."
_METADATA = b'\n "metadata": {'  # of a notebook as nbformat writes it: behind the cells

Json = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """What it takes to make one brief for one day.

    Parameters
    ----------
    brief : Brief
        The notebook.
    stem : str
        File name without its ending: the brief's, or that of a variant.
    parameters : mapping of str to object
        All that the notebook is given, ``as_of`` and ``previous`` among them.
    as_of : datetime.date
        Cut-off.
    edition_id : str
        Identifier of the edition's inputs.
    data : pathlib.Path
        Data folder.
    formats : tuple of str
        Which of :data:`briefkit.publish.renderers.FORMATS` to make; the executed notebook is always
        kept beside them.
    timeout : float, optional
        Seconds that one cell may take.
    has_dossiers : bool
        Whether its edition has dossiers, to which the page leads.
    """

    brief: Brief
    stem: str
    parameters: Mapping[str, Any]
    as_of: date
    edition_id: str
    data: Path
    formats: tuple[str, ...] = DEFAULTS
    timeout: float | None = None
    has_dossiers: bool = False


@dataclass(frozen=True)
class Report:
    """What came of a task.

    Parameters
    ----------
    task : Task
        What was asked.
    files : mapping of str to bytes
        By file name; empty if it failed.
    numbers : mapping of str to dict
        By name: text, low, best, high, unit, rule, claim_ids.
    title : str
        Title of the brief, as plain text.
    headlines : tuple of dict
        Numbers that the index follows over time: ``series``, ``words`` and ``number``.
    names : mapping of str to str
        By name that its page prints: the anchor of its first place there; empty without a page.
    failure : str
        Why it failed, in one line or a list of lines; empty if it did not.
    lost : mapping of str to str
        Files that could not be made while others were, each with the reason.
    trace : bytes
        The executed notebook with its traceback, if it failed after it began.
    attestation : Attestation
        What its kernel says of itself: who puts an edition together holds it against the task.
    seconds : mapping of str to float
        What each phase took by the clock: ``cells`` (with the kernel), ``document``, each format.
        The formats are made side by side. It enters no file.
    """

    task: Task
    files: Mapping[str, bytes] = field(default_factory=dict)
    numbers: Mapping[str, Json] = field(default_factory=dict)
    title: str = ""
    headlines: tuple[Json, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""
    lost: Mapping[str, str] = field(default_factory=dict)
    trace: bytes = b""
    attestation: Attestation = field(default_factory=Attestation)
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)

    def is_of(self, task: Task) -> bool:
        """Whether it came of a task: it says so itself, and so does the notebook in it."""
        own = self.task
        said = (own.brief.name, own.stem, own.parameters, own.as_of, own.edition_id)
        if said != (task.brief.name, task.stem, task.parameters, task.as_of, task.edition_id):
            return False
        if self.failure:
            return True
        _, _, end = self.files.get(f"{task.stem}.ipynb", b"").rpartition(_METADATA)
        try:
            found = json.loads(b'{"metadata": {' + end)["metadata"]
            stamps, given = found["briefkit"], found["papermill"]["parameters"]
        except (ValueError, KeyError):
            return False
        is_same: bool = {**stamps, **_stamps(task)} == stamps
        return is_same and bool(given == json.loads(json.dumps(dict(task.parameters))))


def make(task: Task, progress: Progress | None = None, channel: Channel | None = None) -> Report:
    """Make one brief.

    Parameters
    ----------
    task : Task
        What to make. Nothing else is read but the data folder, the notebook and the package, so
        that it may run in another process or on another machine.
    progress : callable, optional
        Told each cell that begins.
    channel : Channel, optional
        To a server that forks kernels; without one the kernel is started.

    Returns
    -------
    Report
        Also where the brief failed: one failure stops no other brief.
    """
    attestations: list[Attestation] = []
    seconds: dict[str, float] = {}
    try:
        with _timed(seconds, "cells"):
            notebook = execute(
                task.brief.path,
                task.parameters,
                data=task.data,
                as_of=task.as_of,
                timeout=task.timeout,
                progress=progress,
                channel=channel,
                attestations=attestations,
            )
    except ExecutionError as error:
        trace = b"" if error.notebook is None else _written(_stamped(error.notebook, task))
        return Report(task, failure=str(error), trace=trace)
    notebook = _stamped(notebook, task)
    content = _written(notebook)
    try:
        with collection_paused():
            report = _drawn(notebook, task, seconds)
    except BriefkitError as error:
        return Report(task, failure=str(error), trace=content)
    files = {**report.files, f"{task.stem}.ipynb": content}
    return replace(report, files=files, attestation=attestations[-1])


def _stamped(notebook: Any, task: Task) -> Any:
    """Write into the notebook what its exports print, so that they can be made from it again."""
    notebook.metadata["briefkit"] = {**notebook.metadata.get("briefkit", {}), **_stamps(task)}
    return notebook


def _stamps(task: Task) -> dict[str, str]:
    as_of = task.as_of.isoformat()
    stamps = {"name": task.stem, "as_of": as_of, "edition_id": task.edition_id}
    return {**stamps, "dossiers": INDEX} if task.has_dossiers else stamps


def _written(notebook: Any) -> bytes:
    import nbformat

    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()


@contextmanager
def _timed(seconds: dict[str, float], phase: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[phase] = time.perf_counter() - start


def _drawn(notebook: Any, task: Task, seconds: dict[str, float]) -> Report:
    from briefkit.publish.tradecraft.lint import held_document

    with _timed(seconds, "document"):
        page = f"{task.stem}.html" if "html" in task.formats else ""
        made = replace(held_document(notebook, task.stem), page=page)

    def draw(name: str) -> bytes | BriefkitError:
        try:
            with _timed(seconds, name):
                return FORMATS[name].draw(made)
        except BriefkitError as error:
            return error

    with ThreadPoolExecutor() as threads:  # Typst does not need the interpreter while it sets
        drawn = dict(zip(task.formats, threads.map(draw, task.formats), strict=True))
    files = {f"{task.stem}.{name}": file for name, file in drawn.items() if isinstance(file, bytes)}
    lost = {name: error for name, error in drawn.items() if isinstance(error, BriefkitError)}
    if lost and not files:
        raise next(iter(lost.values()))
    return Report(
        task,
        files,
        {name: _number(number) for name, number in made.numbers.items()},
        words(made.title),
        tuple(map(asdict, made.headlines)),
        made.names if f"{task.stem}.html" in files else {},
        lost={f"{task.stem}.{name}": str(error) for name, error in lost.items()},
        seconds=seconds,
    )


def _number(number: NamedNumber) -> Json:
    low, best, high, unit = number.value or (None, None, None, "")
    return {
        "text": number.text,
        "low": low,
        "best": best,
        "high": high,
        "unit": unit,
        "rule": number.rule,
        "claim_ids": list(number.claims),
    }
