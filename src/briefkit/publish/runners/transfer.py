"""What is sent to make a report elsewhere: the corpus as bytes, and an order without paths."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from briefkit.dataset.folder import table_path
from briefkit.publish.catalogue.briefs import Brief
from briefkit.publish.runners.report import Task
from briefkit.schema.tables import TABLES

__all__ = ["DATA", "Corpus", "Order", "difference"]

#: Folders of an unpacked corpus.
DATA, NOTEBOOKS = "data", "notebooks"


@dataclass(frozen=True)
class Corpus:
    """Tables and notebooks as bytes: all that a report is made from, besides its parameters.

    Parameters
    ----------
    files : mapping of str to bytes
        By path; compressed.
    """

    files: Mapping[str, bytes]

    @classmethod
    def of(cls, data: Path, notebooks: Iterable[Path]) -> Corpus:
        """Read a data folder and notebooks."""
        found = {f"{DATA}/{table}.csv": table_path(data, table) for table in TABLES}
        found |= {f"{NOTEBOOKS}/{path.name}": path for path in notebooks}
        return cls({name: zlib.compress(found[name].read_bytes()) for name in sorted(found)})

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of names and contents."""
        digest = hashlib.sha256()
        for name, content in self.files.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def unpack(self, folder: Path) -> None:
        """Write the files below a folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.decompress(content))


@dataclass(frozen=True)
class Order:
    """A task without the paths of whoever asks for it.

    Parameters
    ----------
    notebook : str
        File name of the brief.
    stem, parameters, as_of, edition_id, formats, timeout, has_dossiers
        See :class:`briefkit.publish.runners.report.Task`.
    """

    notebook: str
    stem: str
    parameters: Mapping[str, Any]
    as_of: date
    edition_id: str
    formats: tuple[str, ...]
    timeout: float | None
    has_dossiers: bool

    @classmethod
    def of(cls, task: Task) -> Order:
        """Return what is asked for by a task."""
        name, own = task.brief.path.name, dict(task.parameters)
        return cls(
            name, task.stem, own, task.as_of, task.edition_id, task.formats, task.timeout,
            task.has_dossiers,
        )  # fmt: skip

    def task(self, folder: Path) -> Task:
        """Return the task for a corpus that was unpacked into a folder."""
        path = folder / NOTEBOOKS / self.notebook
        return Task(
            Brief(path.stem, path, None),  # it is read again where it is executed
            self.stem,
            self.parameters,
            self.as_of,
            self.edition_id,
            folder / DATA,
            self.formats,
            self.timeout,
            self.has_dossiers,
        )


def difference(here: Mapping[str, str], there: Mapping[str, str], place: str) -> str:
    """Say in what another place differs; a report of its would be from other inputs.

    Parameters
    ----------
    here, there : mapping of str to str
        See :func:`briefkit.publish.catalogue.inputs.versions`.
    place : str
        Where the other versions are, such as ``the worker at tcp://127.0.0.1:40001``.

    Returns
    -------
    str
        The first package that differs, with both versions; empty if there is none.
    """
    for package in sorted({*here, *there}):
        own, other = here.get(package, "none"), there.get(package, "none")
        if own != other:
            return f"{package} is {own} here and {other} on {place}"
    return ""
