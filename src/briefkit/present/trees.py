"""Walks through blocks: all runs of one, and one made anew where something in it changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from briefkit.present.runs import Run

__all__ = ["changed", "runs_of"]

T = TypeVar("T")


def runs_of(part: object) -> Iterator[Run]:
    """Walk all runs of a block, in reading order.

    Parameters
    ----------
    part : object
        A block, or any part of one.

    Yields
    ------
    Run
    """
    if isinstance(part, Run):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from runs_of(item)
    elif not isinstance(part, str):
        for name in _names(part):
            yield from runs_of(getattr(part, name))


def changed(part: T, change: Callable[[str, Any], object]) -> T:
    """Return a block, or another piece of a document, with its fields changed.

    Parameters
    ----------
    part : dataclass
        It stays as it is.
    change : callable
        Is given name and value of a field, in reading order, and returns the value anew.

    Returns
    -------
    dataclass
        The same object where no field has changed.
    """
    found = {}
    for name in _names(part):
        old = getattr(part, name)
        new = change(name, old)
        if new is not old:
            found[name] = new
    return dataclasses.replace(part, **found) if found else part  # type: ignore[type-var]


def _names(part: object) -> tuple[str, ...]:
    kind: Any = type(part)
    return _fields(kind)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
