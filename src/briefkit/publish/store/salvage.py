"""A damaged edition: all of it is kept aside, and what can still be read of its history goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefkit.publish.store.snapshot import (
    HISTORY,
    MANIFEST,
    NUMBERS,
    Snapshot,
    entry_of,
    is_entry,
    is_manifest,
)

__all__ = ["DAMAGED", "salvage"]

#: Folder beside the editions in which damaged ones are kept as they were found.
DAMAGED = "damaged"

Json = dict[str, Any]


def salvage(folder: Path, say: Callable[[str], None]) -> Snapshot | None:
    """Keep a damaged edition aside, and return what can be read of it.

    Parameters
    ----------
    folder : pathlib.Path
        The edition. It stays where it is until another is put in its place.
    say : callable
        Told what is damaged and where it is kept.

    Returns
    -------
    Snapshot or None
        The newest revision that can be read, with all earlier ones that can; it names no file of
        which the manifest is lost. None if nothing can be read.

    Raises
    ------
    OSError
        If it cannot be kept aside.
    """
    kept = _keep(folder)
    manifest = _parsed(_text(folder / MANIFEST), is_manifest)
    numbers = _parsed(_text(folder / NUMBERS), lambda _: True)
    lines = [line for line in _text(folder / HISTORY).split("\n") if line.strip()]
    entries = [_parsed(line, is_entry) for line in lines]
    history = [entry for entry in entries if entry is not None]
    is_there = bool(entries) and entries[-1] is not None
    if manifest is not None and numbers is not None:
        newest = history[-1] if is_there else None
        if newest is None or newest["edition_id"] != manifest["edition_id"]:
            revision = max(len(lines), *(entry["revision"] + 1 for entry in history), 1)
            history.append(entry_of(manifest, numbers, revision))
    elif history:
        line = dict(history[-1])
        numbers = line.pop("numbers")
        manifest = line | {"files": {}, "failed": []}
    n_lost = sum(entry is None for entry in entries)
    goes_on = "What can be read of its history goes on" if history else "A new history begins"
    lost = f", without lines that cannot: {n_lost}" if history and n_lost else ""
    say(f"edition '{folder}' cannot be read whole. It is kept as it was in '{kept}'.")
    say(f"{goes_on}{lost}.")
    if manifest is None or numbers is None:
        return None
    return Snapshot(manifest, numbers, tuple(history), folder)


def _keep(folder: Path) -> Path:
    """Copy an edition aside, once, under a name that says which it is; return the copy."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    kept = folder.parent / DAMAGED / f"{folder.name}-{digest.hexdigest()[:8]}"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        copy = folder.parent / f".briefkit-{os.getpid()}-new-{kept.name}"
        try:
            shutil.copytree(folder, copy)
            copy.rename(kept)
        finally:
            shutil.rmtree(copy, ignore_errors=True)
    return kept


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _parsed(text: str, is_good: Callable[[Json], bool]) -> Json | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and is_good(found) else None
