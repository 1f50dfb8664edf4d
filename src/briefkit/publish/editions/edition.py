"""Editions: the briefs of one day, made together, exchanged as a whole, with their history."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from briefkit.analysis.wanted import listed
from briefkit.dataset import Dataset, load
from briefkit.dataset.writing import write_text
from briefkit.errors import ParameterError, RenderError, UnknownNameError, nearest
from briefkit.publish.catalogue.briefs import find_briefs, pick, stem
from briefkit.publish.catalogue.inputs import inputs_of
from briefkit.publish.catalogue.parameters import chosen
from briefkit.publish.catalogue.types import terms_of
from briefkit.publish.editions.assemble import Edition, assemble, kept
from briefkit.publish.editions.plan import Plan, plan_for, previous_of
from briefkit.publish.index.index import write_index
from briefkit.publish.renderers import DEFAULTS, FORMATS
from briefkit.publish.runners.report import Report, Task, make
from briefkit.publish.runners.watcher import Watcher
from briefkit.publish.store.lock import locked
from briefkit.publish.store.snapshot import MANIFEST, NUMBERS, REGISTER, SUBJECTS, dump
from briefkit.publish.store.swap import clean, probe

__all__ = ["Edition", "Makers", "Rendered", "by_file", "make_one_by_one", "render"]


class Makers(Protocol):
    """Whoever makes reports side by side: processes here, or the workers of a cluster."""

    def make_all(self, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Report]:
        """Make reports, and yield them in the order in which they are done."""

    def write_index(self, root: Path) -> Path:
        """Write the page over all editions."""


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

    def write_digest(self, file: str | os.PathLike[str]) -> None:
        """Write what changed in each edition as JSON, whole or not at all."""
        path = Path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, dump({"editions": [edition.to_json() for edition in self.editions]}))


def render(
    briefs: str | Iterable[str] = (),
    *,
    as_of: str | int | date | Iterable[str | int | date] = (),
    previous: str | int | date | None = None,
    parameters: Mapping[str, Any] | None = None,
    formats: str | Iterable[str] = DEFAULTS,
    out: str | os.PathLike[str] = "reports",
    data: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] | None = None,
    name: str | None = None,
    timeout: float | None = None,
    force: bool = False,
    dossiers: bool = True,
    watcher: Watcher | None = None,
    pool: Makers | None = None,
) -> Rendered:
    """Render briefs into dated editions.

    Parameters
    ----------
    briefs : str or iterable of str
        Which; by default all.
    as_of : str, int, date or iterable of them
        Cut-offs, one edition each; by default the newest publication.
    previous : str, int or date, optional
        What the briefs compare with; by default the last day of the month before the cut-off, or
        nothing where that is before the first source.
    parameters : mapping, optional
        Values or texts by name, for the briefs that have the parameter. Briefs with others than
        their defaults are variants and stand beside the briefs of the edition.
    formats : str or iterable of str
        ``html``, ``pdf``, ``md`` (Markdown, for mail and chat), ``json`` (what it says, its numbers
        and their claims, for programs); by default the first two.
    out : path
        Folder of the editions.
    data, notebooks : path, optional
        Another corpus.
    name : str, optional
        What a variant is called, in place of its parameters.
    timeout : float, optional
        Seconds that one cell may take.
    force : bool
        Make also what stands already, made from the same inputs.
    dossiers : bool
        Whether an edition of all briefs has its dossiers: a page of each flow, contact, person and
        so on with all claims on it. Where briefs are named, an edition keeps those that it has.
    watcher : Watcher, optional
        Told what happens.
    pool : Makers, optional
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
    names = listed(briefs)
    picked = pick(found, names)
    kinds = _formats(listed(formats))
    whole = load(data)
    given = dict(parameters or {})
    asked = [as_of] if isinstance(as_of, (str, int, date)) else as_of
    days = _days([*asked, *([given.pop("as_of")] if given.get("as_of") else [])], whole)
    previous = given.pop("previous", None) or previous
    values = chosen({key: b.parameters for key, b in picked.items()}, given, terms_of(whole))
    if given:  # they apply to the briefs that have one of them
        picked = {k: b for k, b in picked.items() if {p.name for p in b.parameters} & given.keys()}
    root = Path(out)
    has_dossiers = None if dossiers and (names or given) else dossiers
    cuts = [whole.at(day) for day in days]
    inputs = [inputs_of(found, cut, previous_of(previous, cut)) for cut in cuts]
    wanted = by_file({key: values[key] for key in picked}, name)
    _check_free(wanted, kinds)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with locked(root, watcher.said):
            clean(root)
            probe(root)
            plans = [
                plan_for(
                    found, wanted, cut, own, root, kinds, timeout, force, watcher, has_dossiers
                )
                for cut, own in zip(cuts, inputs, strict=True)
            ]
            watcher.planned([task for plan in plans for task in plan.tasks])
            editions = tuple(_editions(plans, pool, watcher, whole))
            write = (
                pool.write_index if pool and not all(e.is_kept for e in editions) else write_index
            )
            return Rendered(editions, write(root))
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(
            f"cannot write to '{root}': {what}. What stood there before stands there still."
        ) from None


def _editions(
    plans: Sequence[Plan],
    pool: Makers | None,
    watcher: Watcher,
    whole: Dataset,
) -> Iterator[Edition]:
    """Assemble each edition as soon as its last report is there, in the order of the plans."""
    made: dict[date, list[Report]] = {plan.dataset.as_of: [] for plan in plans}
    tasks = [task for plan in plans for task in plan.tasks]
    reports = iter(pool.make_all(tasks, watcher) if pool else make_one_by_one(tasks, watcher))
    for plan in plans:
        own = made[plan.dataset.as_of]
        while len(own) < len(plan.tasks):
            report = next(reports)
            made[report.task.as_of].append(report)
        yield kept(plan) if plan.is_done else assemble(plan, own, whole)
        own.clear()


def make_one_by_one(tasks: Sequence[Task], watcher: Watcher) -> Iterator[Report]:
    """Make reports here, one after another, each with a kernel that is started for it."""
    for task in tasks:
        report = make(task, partial(watcher.cell, task))
        watcher.made(report)
        yield report


def by_file(
    values: Mapping[str, dict[str, Any]], name: str | None = None
) -> dict[str, tuple[str, dict[str, Any]]]:
    """Say what each file is made of; two briefs never share one.

    Parameters
    ----------
    values : mapping of str to dict
        By brief: the parameters that differ from their defaults.
    name : str, optional
        What variants are called.

    Returns
    -------
    dict of str to (str, dict)
        By file name without its ending: the brief and its parameters.

    Raises
    ------
    ParameterError
        If two would have one name, or there is a name and nothing that it would be for.
    """
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    if name is not None and not any(values.values()):
        raise ParameterError(
            f"name '{name}' is for a brief with other parameters, and every parameter is as in the "
            "notebook. Give one, or leave the name out."
        )
    for brief, own in values.items():
        key = stem(brief, own, name)
        if key in found:
            raise ParameterError(
                f"'{brief}' and '{found[key][0]}' would both be {key}.html. "
                "Give another --name, or rename the notebook."
            )
        found[key] = brief, own
    return found


def _check_free(wanted: Iterable[str], kinds: Iterable[str]) -> None:
    """Refuse a brief whose file would take the place of one of the edition's own."""
    own = {MANIFEST, NUMBERS, REGISTER, SUBJECTS}
    taken = {f"{key}.{kind}" for key in wanted for kind in kinds} & own
    if taken:
        raise ParameterError(
            f"{', '.join(sorted(taken))} is a file of the edition itself. Rename the notebook, or "
            "leave its format out."
        )


def _formats(formats: Iterable[str]) -> tuple[str, ...]:
    wanted = {name.lower() for name in formats}
    if not wanted:
        raise ParameterError(f"no format is asked for. Allowed: {', '.join(FORMATS)}.")
    for name in sorted(wanted):
        if name not in FORMATS:
            near = nearest(name, FORMATS)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(f"no format '{name}'. Allowed: {', '.join(FORMATS)}.{hint}")
    return tuple(name for name in FORMATS if name in wanted)


def _days(as_of: Iterable[str | int | date], whole: Dataset) -> list[date]:
    """Return the cut-offs, each once; the first source must be out on every one of them."""
    return sorted({whole.at(day).as_of for day in as_of if day} or {whole.as_of})
