"""A corpus on disk and in memory: find, load, validate, cut at a day, fingerprint."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_HOMES = {
    "Dataset": "briefkit.dataset.dataset",
    "Tables": "briefkit.dataset.tables",
    "find_data": "briefkit.dataset.folder",
    "load": "briefkit.dataset.dataset",
}

__all__ = ["Dataset", "Tables", "find_data", "load"]

if TYPE_CHECKING:
    from briefkit.dataset.dataset import Dataset, load
    from briefkit.dataset.folder import find_data
    from briefkit.dataset.tables import Tables


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: where data are found needs no pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module 'briefkit.dataset' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
