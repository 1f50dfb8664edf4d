"""What an edition is made from, as one identifier: data, notebooks, parameters, versions."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import briefkit
from briefkit.publish.catalogue.briefs import Brief

__all__ = ["Inputs", "inputs_of", "versions"]

#: Packages whose version may change a byte of a brief.
_PACKAGES = (
    "brotli",
    "fonttools",
    "ipykernel",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "typst",
)
_CODE = ("*.py", "*.j2", "*.css", "*.js", "*.typ", "*.ttf", "pieces.json", "units.csv", "words.csv")

Inputs = dict[str, Any]


@cache
def versions() -> dict[str, str]:
    """Return the versions of what makes a brief, Python and briefkit among them.

    Returns
    -------
    dict of str to str
        briefkit's ends in a digest of its own files, so that an edited checkout is another version.
    """
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "none"
    return {**found, "briefkit": f"{briefkit.__version__}+{_code_digest()[:12]}"}


def _code_digest() -> str:
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _CODE for path in package.rglob(pattern)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def inputs_of(briefs: Mapping[str, Brief], dataset: Any, previous: str) -> Inputs:
    """Return the inputs of an edition, its identifier among them.

    Parameters
    ----------
    briefs : mapping of str to Brief
        All briefs of the notebooks' folder, not only those rendered now: an edition is one whole.
    dataset : briefkit.dataset.Dataset
        Cut at the edition's day.
    previous : str
        Day that the edition compares with, or empty.

    Returns
    -------
    dict
        ``edition_id``, ``as_of``, ``previous``, ``data`` (fingerprint), ``notebooks`` (digests),
        ``versions``.
    """
    found: Inputs = {
        "as_of": dataset.as_of.isoformat(),
        "previous": previous,
        "data": dataset.fingerprint,
        "notebooks": {name: brief.digest for name, brief in briefs.items() if not brief.fault},
        "versions": versions(),
    }
    text = json.dumps(found, sort_keys=True, ensure_ascii=False)
    return {"edition_id": hashlib.sha256(text.encode()).hexdigest()[:12], **found}
