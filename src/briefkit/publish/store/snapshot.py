"""An edition as it stands on disk: its manifest, its numbers, its history."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit.errors import OldEditionError, RenderError, UnknownNameError, nearest

__all__ = [
    "HISTORY",
    "MANIFEST",
    "NUMBERS",
    "REGISTER",
    "SUBJECTS",
    "Snapshot",
    "digest",
    "dump",
    "edition_folder",
    "entry_of",
    "is_entry",
    "is_manifest",
    "ranges",
    "read_edition",
    "read_whole",
]

MANIFEST, NUMBERS, HISTORY = "manifest.json", "numbers.json", "history.jsonl"
SUBJECTS = "subjects.json"
#: The page of the register, which stands beside the briefs and is none of them.
REGISTER = "register.html"
_OLD = "0.1."  # how versions begin whose editions are not compared or gone on with
_OF_FILES = ("files", "failed")  # of the manifest, not of a line of the history


@dataclass(frozen=True)
class Snapshot:
    """One revision of one edition.

    Parameters
    ----------
    manifest : mapping
        What it was made from and what it holds.
    numbers : mapping of str to mapping
        Every named number: text, low, best, high, unit, rule, claim_ids, briefs.
    history : tuple of mapping
        One line for each revision, the newest last.
    path : pathlib.Path, optional
        Its folder.
    """

    manifest: Mapping[str, Any]
    numbers: Mapping[str, Mapping[str, Any]]
    history: tuple[Mapping[str, Any], ...] = ()
    path: Path | None = None

    def __repr__(self) -> str:
        day = self.manifest.get("as_of", "no day")
        return f"Snapshot({day}, revision {self.revision}, {len(self.numbers)} numbers)"

    @property
    def revision(self) -> int:
        """Number of the newest revision; 1 for the first."""
        return int(self.history[-1]["revision"]) if self.history else 1

    def number(self, name: str) -> Mapping[str, Any]:
        """Return a number by name.

        Raises
        ------
        UnknownNameError
            If there is none; the message has the nearest three.
        """
        if name not in self.numbers:
            near = nearest(name, self.numbers, n=3)
            hint = f" Nearest: {', '.join(near)}." if near else ""
            raise UnknownNameError(f"no number '{name}' in this edition.{hint}")
        return self.numbers[name]

    def had(self, claim_id: str) -> bool:
        """Whether the record from which it was made held a claim."""
        source, _, n = claim_id.rpartition(".")
        ranges = self.manifest.get("coded", {}).get(source, "")
        return any(
            low <= n <= (high or low)
            for low, _, high in (part.partition("-") for part in ranges.split(",") if part)
        )

    @property
    def latest(self) -> Snapshot:
        """The newest revision as its history has it: also briefs that have failed since."""
        if not self.history:
            return self
        line = dict(self.history[-1])
        return Snapshot(line, line.pop("numbers"), self.history, self.path)

    def at(self, revision: int) -> Snapshot:
        """Return an earlier revision, as the history has it.

        Raises
        ------
        UnknownNameError
            If there is none; the message has those that there are.
        """
        for entry in self.history:
            if entry["revision"] == revision:
                line = dict(entry)
                return Snapshot(line, line.pop("numbers"), (entry,), self.path)
        there = ", ".join(str(entry["revision"]) for entry in self.history)
        raise UnknownNameError(f"no revision {revision} of '{self.path}'. There is: {there}.")

    def within(self, folder: str) -> tuple[str, ...]:
        """Return the files that its manifest names in a folder; none of an older edition."""
        return tuple(file for file in self.manifest["files"] if file.startswith(f"{folder}/"))

    def holds(self, file: str) -> bool:
        """Whether a file is there with the bytes that the manifest names."""
        wanted = self.manifest.get("files", {}).get(file)
        path = (self.path or Path()) / file
        return wanted is not None and path.is_file() and digest(path.read_bytes()) == wanted


def edition_folder(edition: str | os.PathLike[str]) -> Path:
    """Return the folder of an edition.

    Parameters
    ----------
    edition : path
        The folder, or its day where that stands in ``reports`` beside the reader.

    Returns
    -------
    pathlib.Path
    """
    path, beside = Path(edition), Path("reports") / edition
    return beside if beside.is_dir() and not path.exists() else path


def read_edition(folder: str | os.PathLike[str]) -> Snapshot:
    """Read an edition.

    Parameters
    ----------
    folder : path
        ``reports/<as_of>``, or the day alone; see :func:`edition_folder`.

    Returns
    -------
    Snapshot

    Raises
    ------
    UnknownNameError
        If there is no edition; the message has those beside it.
    RenderError
        If its files cannot be read.
    OldEditionError
        If a version made it whose numbers have other names and rules.
    """
    path = edition_folder(folder)
    if not (path / MANIFEST).is_file():
        beside = sorted(found.parent.name for found in path.parent.glob(f"*/{MANIFEST}"))
        hint = f" There is: {', '.join(beside)}." if beside else " Render one first."
        raise UnknownNameError(f"no edition '{path}'.{hint}")
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        numbers = json.loads((path / NUMBERS).read_text(encoding="utf-8"))
        lines = (path / HISTORY).read_text(encoding="utf-8").splitlines()
        history = tuple(json.loads(line) for line in lines if line.strip())
        for part in (manifest, numbers, *history):
            if not isinstance(part, dict):
                raise ValueError("no object")
    except (OSError, ValueError) as error:
        raise RenderError(f"edition '{path}' cannot be read ({error}). Render it again.") from None
    _refuse_old(manifest, path)
    return Snapshot(manifest, numbers, history, path)


def _refuse_old(manifest: Mapping[str, Any], path: Path) -> None:
    versions = manifest.get("versions")
    made_by = str(versions.get("briefkit", "")) if isinstance(versions, dict) else ""
    if made_by.startswith(_OLD):
        raise OldEditionError(
            f"edition '{path}' was made by briefkit {made_by.partition('+')[0]}, whose numbers "
            "have other names and rules. Render its day into another folder with --out, or remove "
            "the edition."
        )


def read_whole(folder: str | os.PathLike[str]) -> Snapshot:
    """Read an edition of which nothing may be missing.

    Parameters
    ----------
    folder : path
        ``reports/<as_of>``.

    Returns
    -------
    Snapshot

    Raises
    ------
    UnknownNameError, RenderError
        See :func:`read_edition`; also if its manifest or its history lack something.
    """
    found = read_edition(folder)
    whole = found.history and is_manifest(found.manifest) and all(map(is_entry, found.history))
    if not whole or found.history[-1]["edition_id"] != found.manifest["edition_id"]:
        raise RenderError(
            f"edition '{folder}' lacks something in its manifest or its history. Render it again."
        )
    return found


def is_manifest(found: Any) -> bool:
    """Whether a value has what every manifest has."""
    return (
        isinstance(found, dict)
        and {"as_of", "previous", "edition_id", "data", "notebooks", "versions"} <= found.keys()
        and isinstance(found.get("failed"), list)
        and isinstance(found.get("files"), dict)
        and _is_briefs(found.get("briefs"))
    )


def is_entry(found: Any) -> bool:
    """Whether a value has what every line of a history has."""
    return (
        isinstance(found, dict)
        and {"as_of", "edition_id"} <= found.keys()
        and isinstance(found.get("revision"), int)
        and isinstance(found.get("causes"), list)
        and isinstance(found.get("numbers"), dict)
        and _is_briefs(found.get("briefs"))
    )


def _is_briefs(found: Any) -> bool:
    return isinstance(found, dict) and all(
        isinstance(entry, dict) and {"brief", "parameters", "files"} <= entry.keys()
        for entry in found.values()
    )


def entry_of(manifest: Mapping[str, Any], numbers: Mapping[str, Any], revision: int) -> Any:
    """Return the line of the history that stands for an edition."""
    line = {key: value for key, value in manifest.items() if key not in _OF_FILES}
    return line | {"revision": revision, "causes": [], "numbers": dict(numbers)}


def ranges(claim_ids: Iterable[str]) -> dict[str, str]:
    """Return claim ids in short: their numbers by source, as ``001-047,049``.

    Examples
    --------
    >>> ranges(["a-2023.001", "a-2023.002", "a-2023.004"])
    {'a-2023': '001-002,004'}
    """
    numbers: dict[str, list[str]] = {}
    for claim_id in sorted(claim_ids):
        source, _, n = claim_id.rpartition(".")
        numbers.setdefault(source, []).append(n)
    found = {}
    for source, members in numbers.items():
        runs: list[list[str]] = []
        for n in members:
            if runs and int(n) == int(runs[-1][-1]) + 1:
                runs[-1][1:] = [n]
            else:
                runs.append([n])
        found[source] = ",".join("-".join(run) for run in runs)
    return found


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def dump(value: Any) -> str:
    """Return a value as JSON that is the same every time and can be read in a diff."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
