"""Editions: the briefs of one day, made together, exchanged as a whole, with their history."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from briefkit.dataset import Dataset, load
from briefkit.errors import AsOfError, ParameterError, RenderError, UnknownNameError, nearest
from briefkit.publish.assemble import Edition, Plan, assemble
from briefkit.publish.briefs import Brief, find_briefs, pick, stem
from briefkit.publish.index import write_index
from briefkit.publish.inputs import inputs_of
from briefkit.publish.parameters import chosen
from briefkit.publish.pool import Pool
from briefkit.publish.report import FORMATS, Report, Task, make
from briefkit.publish.snapshot import MANIFEST, Snapshot, read_edition
from briefkit.publish.swap import clean
from briefkit.publish.types import terms_of

__all__ = ["Edition", "Rendered", "Watcher", "render"]


class Watcher:
    """Told what happens while editions are rendered; a subclass shows it.

    Nothing that it is told enters a file.
    """

    def planned(self, tasks: Sequence[Task]) -> None:
        """Say what will be made."""

    def cell(self, task: Task, cell: int, total: int) -> None:
        """Say that a cell begins."""

    def made(self, report: Report) -> None:
        """Say that a brief is made, or has failed."""

    def said(self, line: str) -> None:
        """Say something that a reader of the log may want to know."""


@dataclass(frozen=True)
class Rendered:
    """What :func:`render` made.

    Parameters
    ----------
    editions : tuple of Edition
        By day.
    index : pathlib.Path
        The page over all editions.
    """

    editions: tuple[Edition, ...]
    index: Path

    @property
    def exit_code(self) -> int:
        """0, or 1 if a brief failed."""
        return int(any(edition.failed for edition in self.editions))


def render(
    briefs: Iterable[str] = (),
    *,
    as_of: Iterable[str | int | date] = (),
    previous: str | int | date | None = None,
    parameters: Mapping[str, Any] | None = None,
    formats: Iterable[str] = FORMATS,
    out: str | os.PathLike[str] = "reports",
    data: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] | None = None,
    name: str | None = None,
    timeout: float | None = None,
    watcher: Watcher | None = None,
    pool: Pool | None = None,
) -> Rendered:
    """Render briefs into dated editions.

    Parameters
    ----------
    briefs : iterable of str
        Which; by default all.
    as_of : iterable of str, int or date
        Cut-offs, one edition each; by default the newest publication.
    previous : str, int or date, optional
        What the briefs compare with; by default the last day of the month before the cut-off, or
        nothing where that is before the first source.
    parameters : mapping, optional
        Values or texts by name, for the briefs that have the parameter. Briefs with others than
        their defaults are variants and stand beside the briefs of the edition.
    formats : iterable of str
        ``html``, ``pdf``.
    out : path
        Folder of the editions.
    data, notebooks : path, optional
        Another corpus.
    name : str, optional
        What a variant is called, in place of its parameters.
    timeout : float, optional
        Seconds that one cell may take.
    watcher : Watcher, optional
        Told what happens.
    pool : Pool, optional
        Makes the reports side by side; without one they are made one after another, here.

    Returns
    -------
    Rendered

    Raises
    ------
    UnknownNameError, ParameterError, AsOfError, DateError, DataError
        If anything asked for does not exist or is not allowed; nothing is run or written then.
    RenderError
        If the folder cannot be written. A brief that fails raises nothing: it is in ``failed``.
    """
    watcher = watcher or Watcher()
    found = find_briefs(notebooks)
    picked = pick(found, briefs)
    kinds = _formats(formats)
    whole = load(data)
    given = dict(parameters or {})
    days = _days([*as_of, *([given.pop("as_of")] if given.get("as_of") else [])], whole)
    previous = given.pop("previous", None) or previous
    values = chosen({key: b.parameters for key, b in picked.items()}, given, terms_of(whole))
    if given:  # they apply to the briefs that have one of them
        picked = {k: b for k, b in picked.items() if {p.name for p in b.parameters} & given.keys()}
    root = Path(out)
    plans = []
    for day in days:
        cut = whole.at(day)
        inputs = inputs_of(found, cut, _previous(previous, cut))
        wanted = {stem(key, values[key], name): (key, values[key]) for key in picked}
        plans.append(_plan(found, wanted, cut, inputs, root, kinds, timeout, watcher))
    watcher.planned([task for plan in plans for task in plan.tasks])
    try:
        root.mkdir(parents=True, exist_ok=True)
        clean(root)
        editions = tuple(_editions(plans, pool, watcher, whole))
        return Rendered(editions, (pool.write_index if pool else write_index)(root))
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(
            f"cannot write to '{root}': {what}. What stood there before stands there still."
        ) from None


def _editions(
    plans: Sequence[Plan],
    pool: Pool | None,
    watcher: Watcher,
    whole: Dataset,
) -> Iterator[Edition]:
    """Assemble each edition as soon as its last report is there, in the order of the plans."""
    made: dict[date, list[Report]] = {plan.dataset.as_of: [] for plan in plans}
    tasks = [task for plan in plans for task in plan.tasks]
    reports = iter(pool.make_all(tasks, watcher) if pool else _one_by_one(tasks, watcher))
    for plan in plans:
        own = made[plan.dataset.as_of]
        while len(own) < len(plan.tasks):
            report = next(reports)
            made[report.task.as_of].append(report)
        yield assemble(plan, own, whole)
        own.clear()


def _one_by_one(tasks: Sequence[Task], watcher: Watcher) -> Iterable[Report]:
    for task in tasks:
        report = make(task, partial(watcher.cell, task))
        watcher.made(report)
        yield report


def _formats(formats: Iterable[str]) -> tuple[str, ...]:
    wanted = set(formats)
    for name in sorted(wanted):
        if name not in FORMATS:
            near = nearest(name, FORMATS)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(f"no format '{name}'. Allowed: {', '.join(FORMATS)}.{hint}")
    return tuple(name for name in FORMATS if name in wanted)


def _days(as_of: Iterable[str | int | date], whole: Dataset) -> list[date]:
    """Return the cut-offs, each once; the first source must be out on every one of them."""
    return sorted({whole.at(day).as_of for day in as_of} or {whole.as_of})


def _previous(previous: str | int | date | None, cut: Dataset) -> str:
    if previous is None:
        day = cut.as_of.replace(day=1) - timedelta(days=1)
        try:
            return cut.at(day).as_of.isoformat()
        except AsOfError:
            return ""
    found = cut.at(previous).as_of
    if found >= cut.as_of:
        raise ParameterError(
            f"previous {found} is not before as_of {cut.as_of}. Name an earlier day."
        )
    return found.isoformat()


def _plan(
    found: Mapping[str, Brief],
    wanted: dict[str, tuple[str, dict[str, Any]]],
    cut: Dataset,
    inputs: dict[str, Any],
    root: Path,
    formats: tuple[str, ...],
    timeout: float | None,
    watcher: Watcher,
) -> Plan:
    """Say what is to be made for one day, and what of the edition that is there can be kept.

    An edition is one whole: a brief that stands in it and was made from other inputs is made again.
    """
    folder = root / cut.as_of.isoformat()
    old = _standing(folder, watcher)
    keep: dict[str, Any] = {}
    wanted = dict(wanted)
    for key, entry in old.manifest["briefs"].items() if old else ():
        if key in wanted or entry["brief"] not in found or old is None:
            continue
        is_same = old.manifest["edition_id"] == inputs["edition_id"]
        if is_same and all(old.holds(file) for file in entry["files"]):
            keep[key] = entry
        else:
            own = {k: v for k, v in entry["parameters"].items() if k not in {"as_of", "previous"}}
            wanted[key] = (entry["brief"], own)
            watcher.said(f"{key} of {cut.as_of} is made again: its inputs have changed")
    tasks = []
    for key, (brief, values) in sorted(wanted.items()):
        known = {parameter.name for parameter in found[brief].parameters}
        both = {"as_of": inputs["as_of"], "previous": inputs["previous"]}
        full = {name: value for name, value in both.items() if name in known} | values
        data = cut.tables.path
        tasks.append(
            Task(found[brief], key, full, cut.as_of, inputs["edition_id"], data, formats, timeout)
        )
    return Plan(folder, cut, inputs, tuple(tasks), keep, old)


def _standing(folder: Path, watcher: Watcher) -> Snapshot | None:
    if not (folder / MANIFEST).is_file():
        return None
    try:
        return read_edition(folder)
    except RenderError as error:
        watcher.said(f"{error} Its history is lost, and a new one begins.")
        return None
