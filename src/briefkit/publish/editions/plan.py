"""What is to be made of an edition, and what of the one that stands can stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefkit.analysis.dossiers.kinds import MOST_CLAIMS
from briefkit.dataset import Dataset
from briefkit.errors import AsOfError, ParameterError, RenderError, UnknownNameError
from briefkit.present.dossiers.hrefs import DOSSIERS
from briefkit.publish.catalogue.briefs import Brief
from briefkit.publish.renderers import FORMATS
from briefkit.publish.runners.report import Task
from briefkit.publish.store.salvage import salvage
from briefkit.publish.store.snapshot import NUMBERS, REGISTER, SUBJECTS, Snapshot, read_whole

if TYPE_CHECKING:
    from briefkit.publish.runners.watcher import Watcher

__all__ = ["Plan", "plan_for", "previous_of"]

Json = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What is to be made for one day, and what is kept of the edition that stands.

    Parameters
    ----------
    folder : pathlib.Path
        Where the edition stands.
    dataset : Dataset
        Cut at its day.
    inputs : dict
        See :func:`briefkit.publish.catalogue.inputs.inputs_of`.
    tasks : tuple of Task
        What is made.
    keep : mapping of str to dict
        Entries of the standing manifest whose files stay as they are.
    old : Snapshot or None
        The edition that stands.
    is_damaged : bool
        Whether it cannot be read whole: it is put together again then, also if nothing is made.
    has_dossiers : bool
        Whether the edition has dossiers.
    keep_dossiers : tuple of str
        Those of the standing edition that stay as they are; empty where they are made.
    """

    folder: Path
    dataset: Dataset
    inputs: Mapping[str, Any]
    tasks: tuple[Task, ...]
    keep: Mapping[str, Json] = field(default_factory=dict)
    old: Snapshot | None = None
    is_damaged: bool = False
    has_dossiers: bool = False
    keep_dossiers: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the edition stands already as it should."""
        if self.tasks or self.old is None or self.is_damaged:
            return False
        if self.keep_dossiers != (self.old.within(DOSSIERS) if self.has_dossiers else ()):
            return False
        standing: Mapping[str, Json] = self.old.manifest["briefs"]
        if REGISTER in self.old.manifest["files"] and not self.old.holds(REGISTER):
            return False
        return self.keep.keys() == standing.keys()


def previous_of(previous: str | int | date | None, cut: Dataset) -> str:
    """Return the day that an edition compares with.

    Parameters
    ----------
    previous : str, int or date, optional
        As it was asked for; by default the last day of the month before.
    cut : Dataset
        Cut at the edition's day.

    Returns
    -------
    str
        Empty where there is none.

    Raises
    ------
    ParameterError
        If it is not before the edition's day.
    """
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


def plan_for(
    found: Mapping[str, Brief],
    wanted: Mapping[str, tuple[str, dict[str, Any]]],
    cut: Dataset,
    inputs: dict[str, Any],
    root: Path,
    formats: tuple[str, ...],
    timeout: float | None,
    force: bool,
    watcher: Watcher,
    dossiers: bool | None = None,
) -> Plan:
    """Say what is to be made for one day, and what of the edition that stands can be kept.

    An edition is one whole: a brief that stands in it and was made from other inputs is made again.

    Parameters
    ----------
    found : mapping of str to Brief
        All briefs.
    wanted : mapping of str to (str, dict)
        By file name: the brief and its parameters.
    cut : Dataset
        Cut at the day.
    inputs : dict
        See :func:`briefkit.publish.catalogue.inputs.inputs_of`.
    root : pathlib.Path
        Folder of the editions.
    formats : tuple of str
        What is made of each brief, besides the formats that it stands in.
    timeout : float, optional
        Seconds that one cell may take.
    force : bool
        Keep nothing of what is wanted.
    watcher : Watcher
        Told what is made though nobody asked for it.
    dossiers : bool, optional
        Whether the edition has dossiers; by default as the one that stands.

    Returns
    -------
    Plan

    Raises
    ------
    ParameterError
        If a file of the edition that stands was made from another brief or other parameters.
    """
    folder = root / cut.as_of.isoformat()
    old, is_damaged = _standing(folder, watcher)
    keep: dict[str, Any] = {}
    standing = old.within(DOSSIERS) if old else ()
    has_dossiers = bool(standing) if dossiers is None else dossiers
    wanted = dict(wanted)
    kinds = dict.fromkeys(wanted, formats)
    for key, entry in old.manifest["briefs"].items() if old else ():
        if entry["brief"] not in found or old is None:
            continue
        # A brief that is made again is made in the formats that it stands in, too.
        kinds[key] = tuple(
            name for name in FORMATS if name in formats or f"{key}.{name}" in entry["files"]
        )
        is_same = old.manifest["edition_id"] == inputs["edition_id"]
        is_same = is_same and bool(standing) == has_dossiers  # its page leads there
        own = (NUMBERS, SUBJECTS, *entry["files"])
        is_same = is_same and all(old.holds(file) for file in own)
        if key in wanted:
            _refuse_other(f"{cut.as_of}/{key}", (entry["brief"], _own(entry)), wanted[key])
            full = _full(found, inputs, *wanted[key])
            files = {f"{key}.{name}" for name in formats}
            if is_same and not force and full == entry["parameters"] and files <= {*entry["files"]}:
                keep[key] = entry
                del wanted[key]
        elif is_same:
            keep[key] = entry
        else:
            wanted[key] = (entry["brief"], _own(entry))
            watcher.said(f"{key} of {cut.as_of} is made again: its inputs have changed")
    tasks = []
    for key, (brief, values) in sorted(wanted.items()):
        full = _full(found, inputs, brief, values)
        data = cut.tables.path
        tasks.append(
            Task(
                found[brief],
                key,
                full,
                cut.as_of,
                inputs["edition_id"],
                data,
                kinds[key],
                timeout,
                has_dossiers,
            )
        )
    stays = old is not None and old.manifest["edition_id"] == inputs["edition_id"] and not force
    # Of a large record there are those that the numbers of its briefs ask for.
    stays = stays and (not tasks or len(cut.records.claims) <= MOST_CLAIMS)
    stays = stays and old is not None and all(old.holds(file) for file in standing)
    kept = standing if has_dossiers and stays else ()
    return Plan(folder, cut, inputs, tuple(tasks), keep, old, is_damaged, has_dossiers, kept)


def _own(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a variant, without what every brief of the edition is given."""
    return {k: v for k, v in entry["parameters"].items() if k not in {"as_of", "previous"}}


def _refuse_other(
    file: str, standing: tuple[str, Mapping[str, Any]], wanted: tuple[str, Mapping[str, Any]]
) -> None:
    """Refuse to put a report in the place of one that answers another question."""
    if standing != wanted:
        was, now = (
            " ".join([brief, *map("{0[0]}={0[1]}".format, sorted(own.items()))])
            for brief, own in (standing, wanted)
        )
        raise ParameterError(
            f"{file} stands and is of '{was}'; '{now}' would take its place. "
            "Give the new one another --name, or remove the edition or choose another --out."
        )


def _full(
    found: Mapping[str, Brief], inputs: Mapping[str, Any], brief: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return all that a notebook is given."""
    known = {parameter.name for parameter in found[brief].parameters}
    both = {"as_of": inputs["as_of"], "previous": inputs["previous"]}
    return {name: value for name, value in both.items() if name in known} | dict(values)


def _standing(folder: Path, watcher: Watcher) -> tuple[Snapshot | None, bool]:
    """Return the edition that stands, and whether it is damaged."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return None, False
    try:
        return read_whole(folder), False
    except (RenderError, UnknownNameError):  # files that cannot be read, or no manifest
        return salvage(folder, watcher.said), True
