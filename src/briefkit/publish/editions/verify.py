"""An edition made again from the record, and held against the one that stands."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit.dataset import load
from briefkit.errors import AsOfError
from briefkit.present.dossiers.hrefs import DOSSIERS
from briefkit.publish.catalogue.briefs import Brief, find_briefs
from briefkit.publish.catalogue.inputs import inputs_of
from briefkit.publish.editions.assemble import assemble
from briefkit.publish.editions.changes import Change, changes
from briefkit.publish.editions.edition import Makers, make_one_by_one
from briefkit.publish.editions.plan import plan_for
from briefkit.publish.renderers import FORMATS
from briefkit.publish.runners.watcher import Watcher
from briefkit.publish.store.snapshot import Snapshot, read_edition, read_whole
from briefkit.vocab import Term

__all__ = ["Verdict", "VerdictKind", "verify"]

_INPUTS = ("data", "notebooks", "versions", "previous")


class VerdictKind(Term):
    """What came of making an edition again."""

    REPRODUCED = "reproduced", "Every number is as it was; from the same inputs, every byte."
    DRIFTED = "drifted", "Numbers, or files of the same inputs, are not as they were."
    UNVERIFIABLE = "unverifiable", "It cannot be made again."


@dataclass(frozen=True)
class Verdict:
    """Whether an edition can be made again.

    Parameters
    ----------
    kind : VerdictKind
        The verdict.
    as_of : str
        Day of the edition.
    inputs : tuple of str
        Which inputs are not those that it was made from: data, notebooks, versions, previous.
    numbers : tuple of Change
        Numbers that moved, before in the edition, after as made now; with the causes.
    altered : tuple of str
        Files that are missing or have other bytes than its manifest says.
    files : tuple of str
        Files that come out with other bytes from the same inputs.
    reasons : tuple of str
        Why briefs cannot be made again.
    """

    kind: VerdictKind
    as_of: str
    inputs: tuple[str, ...] = ()
    numbers: tuple[Change, ...] = ()
    altered: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 for reproduced, else 1."""
        return int(self.kind is not VerdictKind.REPRODUCED)

    def to_json(self) -> dict[str, Any]:
        """Return all of it as JSON."""
        return {
            "verdict": self.kind.value,
            "text": self.kind.sentence,
            "as_of": self.as_of,
            "inputs": list(self.inputs),
            "numbers": [change.to_json() for change in self.numbers],
            "altered": list(self.altered),
            "files": list(self.files),
            "reasons": list(self.reasons),
        }


def verify(
    folder: str | os.PathLike[str],
    *,
    data: str | os.PathLike[str] | None = None,
    notebooks: str | os.PathLike[str] | None = None,
    watcher: Watcher | None = None,
    pool: Makers | None = None,
) -> Verdict:
    """Make an edition again, aside, and compare.

    Parameters
    ----------
    folder : path
        The edition; nothing is written into it.
    data, notebooks : path, optional
        Another corpus.
    watcher : Watcher, optional
        Told what happens.
    pool : Makers, optional
        Makes the reports side by side.

    Returns
    -------
    Verdict

    Raises
    ------
    UnknownNameError, RenderError
        If there is no edition, or it cannot be read.
    DataError
        If the data are not valid.
    """
    watcher = watcher or Watcher()
    old = read_whole(folder)
    as_of = str(old.manifest["as_of"])
    found, whole = find_briefs(notebooks), load(data)
    altered = tuple(sorted(file for file in old.manifest["files"] if not old.holds(file)))
    reasons = [
        f"{stem}: there is no notebook {entry['brief']}.ipynb"
        for stem, entry in old.manifest["briefs"].items()
        if entry["brief"] not in found
    ]
    try:
        cut = whole.at(as_of)
    except AsOfError as error:
        return Verdict(VerdictKind.UNVERIFIABLE, as_of, altered=altered, reasons=(str(error),))
    inputs = inputs_of(found, cut, str(old.manifest["previous"]))
    with tempfile.TemporaryDirectory(prefix="bk-verify-") as name:
        plan = plan_for(
            found,
            _wanted(old, found),
            cut,
            inputs,
            Path(name),
            _formats(old),
            None,
            True,
            watcher,
            bool(old.within(DOSSIERS)),
        )
        watcher.planned(plan.tasks)
        make_all = pool.make_all if pool else make_one_by_one
        made = assemble(plan, make_all(plan.tasks, watcher), whole)
        new = read_edition(plan.folder)
    reasons += [f"{stem}: {reason}" for stem, reason in made.failed]
    moved = changes(old, new, whole)
    other = tuple(key for key in _INPUTS if old.manifest[key] != new.manifest[key])
    files = () if other else tuple(_other_files(old, new))
    kind = VerdictKind.REPRODUCED
    if moved or altered or files:
        kind = VerdictKind.DRIFTED
    elif reasons:
        kind = VerdictKind.UNVERIFIABLE
    return Verdict(kind, as_of, other, moved, altered, files, tuple(reasons))


def _wanted(old: Snapshot, found: dict[str, Brief]) -> dict[str, tuple[str, dict[str, Any]]]:
    wanted = {}
    for stem, entry in old.manifest["briefs"].items():
        if entry["brief"] in found:
            known = {parameter.name for parameter in found[entry["brief"]].parameters}
            own = {k: v for k, v in entry["parameters"].items() if k in known}
            wanted[stem] = entry["brief"], own
    return wanted


def _formats(old: Snapshot) -> tuple[str, ...]:
    briefs = old.manifest["briefs"].values()
    there = {Path(file).suffix for entry in briefs for file in entry["files"]}
    return tuple(name for name in FORMATS if f".{name}" in there)


def _other_files(old: Snapshot, new: Snapshot) -> Iterator[str]:
    for file, made in new.manifest["files"].items():
        if old.manifest["files"].get(file, made) != made:
            yield file
