"""An edition put together from what was made: files, numbers, manifest, history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefkit.dataset import Dataset
from briefkit.publish.dossiers.files import dossier_files
from briefkit.publish.editions.changes import Change, changes, summary
from briefkit.publish.editions.plan import Plan
from briefkit.publish.editions.subjects import kept_places, listed_subjects
from briefkit.publish.kernels.attestation import foreign_data
from briefkit.publish.register.register import register_files
from briefkit.publish.runners.report import STRAY, Report
from briefkit.publish.store.snapshot import (
    HISTORY,
    MANIFEST,
    NUMBERS,
    SUBJECTS,
    Snapshot,
    digest,
    dump,
    entry_of,
    ranges,
)
from briefkit.publish.store.swap import aside

__all__ = ["FAILED", "Edition", "assemble", "kept"]

FAILED = "failed"

Json = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """An edition as it was written.

    Parameters
    ----------
    as_of : datetime.date
        Its day.
    path : pathlib.Path
        Its folder.
    edition_id : str
        Identifier of its inputs.
    revision : int
        1 for the first; the next one when numbers moved.
    files : tuple of pathlib.Path
        Pages and papers that were made now.
    failed : tuple of (str, str)
        Briefs that failed, and why.
    changes : tuple of Change
        Numbers that moved against the revision before; empty for a first one.
    is_changed : bool
        Whether any file is another than before.
    is_kept : bool
        Whether nothing had to be made.
    """

    as_of: date
    path: Path
    edition_id: str
    revision: int
    files: tuple[Path, ...]
    failed: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    is_changed: bool = True
    is_kept: bool = False

    def __repr__(self) -> str:
        made = "kept" if self.is_kept else f"{len(self.files)} files"
        failed = f", failed: {', '.join(stem for stem, _ in self.failed)}" if self.failed else ""
        return f"Edition({self.as_of}, revision {self.revision}, {made}{failed})"

    def to_json(self) -> dict[str, Any]:
        """Return what whoever sends editions wants to know; files as they stand in its folder."""
        return {
            "as_of": self.as_of.isoformat(),
            "edition_id": self.edition_id,
            "revision": self.revision,
            "is_changed": self.is_changed,
            "files": [file.name for file in self.files],
            "failed": [{"brief": stem, "reason": reason} for stem, reason in self.failed],
            "changes": [change.to_json() for change in self.changes],
        }


def kept(plan: Plan) -> Edition:
    """Return the edition that stands, all of whose briefs were made from the same inputs."""
    assert plan.old is not None
    manifest = plan.old.manifest
    as_of, edition_id = plan.dataset.as_of, manifest["edition_id"]
    return Edition(
        as_of, plan.folder, edition_id, plan.old.revision, (), (), (), False, is_kept=True
    )


def assemble(plan: Plan, reports: Iterable[Report], whole: Dataset) -> Edition:
    """Put an edition together aside and exchange it for the one that stands.

    Parameters
    ----------
    plan : Plan
        What was to be made.
    reports : iterable of Report
        What came of its tasks, in any order.
    whole : Dataset
        The record as it is now, for the causes of change.

    Returns
    -------
    Edition
    """
    made = sorted(reports, key=lambda report: report.task.stem)
    numbers = _kept_numbers(plan)
    failed: list[tuple[str, str, bytes]] = []
    files: dict[str, bytes] = {}
    entries = dict(plan.keep)
    for report in made:
        clash = "" if report.failure else _stray(report, plan) or _foreign(report, plan)
        clash = clash or _clash(report, numbers)
        if report.failure or clash:
            trace = report.trace or report.files.get(f"{report.task.stem}.ipynb", b"")
            failed.append((report.task.stem, report.failure or clash, trace))
            continue
        _add(numbers, report)
        files |= report.files
        failed += [(file, reason, b"") for file, reason in report.lost.items()]
        entries[report.task.stem] = {
            "brief": report.task.brief.name,
            "parameters": dict(report.task.parameters),
            "files": sorted(report.files),
            "title": report.title,
            "headlines": list(report.headlines),
        }
    with aside(plan.folder) as folder:
        kept = {file for entry in plan.keep.values() for file in entry["files"]}
        for file in sorted(kept):
            files[file] = (plan.folder / file).read_bytes()
        for file in plan.keep_dossiers:
            files[file] = (plan.folder / file).read_bytes()
        if plan.has_dossiers and not plan.keep_dossiers:
            behind = {name for number in numbers.values() for name in number["claim_ids"]}
            files |= dossier_files(plan.dataset, behind)
        files[NUMBERS] = dump(numbers).encode()
        printed = {one.task.stem: one.names for one in made if one.task.stem in entries}
        listed = listed_subjects(plan.dataset, printed, kept_places(plan.old, plan.keep))
        files[SUBJECTS] = dump(listed).encode()
        for stem, _, trace in failed:
            if trace:
                files[f"{FAILED}/{stem}.ipynb"] = trace
        files |= register_files(plan.dataset, plan.inputs["previous"], entries, files)
        manifest = _manifest(plan, entries, files, failed)
        new = Snapshot(manifest, numbers)
        moved = changes(plan.old.latest, new, whole) if plan.old else ()
        history = _history(plan, new, moved)
        files[MANIFEST] = dump(manifest).encode()
        files[HISTORY] = "".join(_line(entry) for entry in history).encode()
        for file, content in files.items():
            path = folder / file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    shown = [file for report in made for file in sorted(report.files) if file in manifest["files"]]
    return Edition(
        plan.dataset.as_of,
        plan.folder,
        plan.inputs["edition_id"],
        int(history[-1]["revision"]),
        tuple(plan.folder / file for file in shown if not file.endswith(".ipynb")),
        tuple((stem, reason) for stem, reason, _ in failed),
        moved,
        plan.old is None or plan.old.manifest["files"] != manifest["files"],
    )


def _kept_numbers(plan: Plan) -> dict[str, Json]:
    """Return the numbers of the briefs that stay."""
    found: dict[str, Json] = {}
    for name, number in plan.old.numbers.items() if plan.old else ():
        briefs = [brief for brief in number["briefs"] if brief in plan.keep]
        if briefs:
            found[name] = {**number, "briefs": briefs}
    return found


def _named(report: Report) -> Iterable[tuple[str, Json]]:
    """Return the numbers of a report; those of a variant are told apart by its name."""
    variant = report.task.stem.removeprefix(report.task.brief.name).removeprefix("--")
    for name, number in report.numbers.items():
        yield (f"{name}@{variant}" if variant else name), number


def _stray(report: Report, plan: Plan) -> str:
    """Say by what a report is none of its task: two reports never carry one another's numbers."""
    task = next((task for task in plan.tasks if task.stem == report.task.stem), None)
    if task is None or not report.is_of(task):
        return f"{report.task.stem}: {STRAY}"
    needs_data = any(number["claim_ids"] for number in report.numbers.values())
    digest, as_of = plan.dataset.tables.digest, plan.dataset.as_of
    found = foreign_data(report.attestation, digest, as_of, needs_data)
    return f"{task.brief.name}.ipynb: {found}" if found else ""


def _foreign(report: Report, plan: Plan) -> str:
    """Say which number rests on a claim that the edition's record does not have on its day."""
    known = plan.dataset.tables.known_on
    for name, number in report.numbers.items():
        for claim_id in number["claim_ids"]:
            if claim_id not in known or known[claim_id] > plan.dataset.as_of:
                return (
                    f"{report.task.stem}: the number '{name}' rests on {claim_id}, which was not "
                    f"known on {plan.dataset.as_of}. The data were written while it was made, or "
                    "the notebook reads others: render again."
                )
    return ""


def _clash(report: Report, numbers: Mapping[str, Json]) -> str:
    """Say which number has another value in another brief; within an edition a fact has one."""
    for name, number in _named(report):
        other = numbers.get(name)
        if other and any(number[k] != other[k] for k in ("low", "best", "high", "unit")):
            return (
                f"{report.task.stem}: the number '{name}' is {number['text']} here and "
                f"{other['text']} in {', '.join(other['briefs'])}. "
                "Within an edition one name stands for one value: name them apart."
            )
    return ""


def _add(numbers: dict[str, Json], report: Report) -> None:
    for name, number in _named(report):
        briefs = numbers.get(name, {}).get("briefs", [])
        first = numbers.get(name, number)
        numbers[name] = {**first, "briefs": sorted({*briefs, report.task.stem})}


def _manifest(
    plan: Plan,
    entries: Mapping[str, Json],
    files: Mapping[str, bytes],
    failed: Iterable[tuple[str, str, bytes]],
) -> Json:
    return {
        **plan.inputs,
        "coded": ranges(plan.dataset.records.claims),
        "briefs": dict(entries),
        "files": {file: digest(content) for file, content in files.items()},
        "failed": [{"brief": stem, "reason": reason} for stem, reason, _ in failed],
    }


def _history(plan: Plan, new: Snapshot, moved: tuple[Change, ...]) -> list[Json]:
    """Return the lines of the history: a new one when numbers moved, else the newest made anew."""
    line: Json = entry_of(new.manifest, new.numbers, 1)
    if plan.old is None or not plan.old.history:
        return [line]
    *earlier, newest = (dict(entry) for entry in plan.old.history)
    # What a brief that is not there now had printed is not forgotten: it may come back changed.
    gone = newest["briefs"].keys() - new.manifest["briefs"].keys()
    line["briefs"] = {**{name: newest["briefs"][name] for name in gone}, **line["briefs"]}
    for name, number in newest["numbers"].items():
        if name not in new.numbers and gone.issuperset(number["briefs"]):
            line["numbers"][name] = number
    if moved:
        line |= {"revision": newest["revision"] + 1, "causes": summary(moved)}
        return [*earlier, newest, line]
    return [*earlier, line | {key: newest[key] for key in ("revision", "causes")}]


def _line(entry: Json) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
