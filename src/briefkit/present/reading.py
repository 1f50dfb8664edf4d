"""Runs and blocks read from JSON, once: whatever is not one is refused in one line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from briefkit.errors import RenderError
from briefkit.present import blocks
from briefkit.present.blocks import Block
from briefkit.present.runs import Way

__all__ = ["from_json"]

T = TypeVar("T")
Read = Callable[[object], object]

#: Blocks that a cell may show.
_SHOWN: dict[str, Any] = {
    kind.kind: kind
    for kind in (
        blocks.Bullets,
        blocks.Caveats,
        blocks.Cover,
        blocks.Evidence,
        blocks.Figure,
        blocks.Para,
        blocks.Section,
        blocks.Stack,
        blocks.Table,
    )
}
_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def from_json(kind: type[T], found: object) -> T:
    """Read what ``to_json`` wrote.

    Parameters
    ----------
    kind : type
        ``Block`` for a block of any kind, or a class of blocks or runs.
    found : object
        As the JSON was parsed.

    Returns
    -------
    Block or Run
        Frozen, with tuples for lists.

    Raises
    ------
    RenderError
        If it is not one; the message says what was got and what is allowed.
    """
    hint: Any = kind
    return cast(T, _reader(hint)(found))


@cache
def _reader(hint: Any) -> Read:
    """Return what reads a value of a type, put together once."""
    if hint is Block:
        return _block
    if dataclasses.is_dataclass(hint):
        return _fields(hint)
    args = get_args(hint)
    if get_origin(hint) is tuple:
        return _each(_reader(args[0])) if args[-1] is Ellipsis else _several(args)
    if get_origin(hint) is Literal:
        return _one_of(args)
    if get_origin(hint) is UnionType and NoneType in args:
        other = _reader(next(arg for arg in args if arg is not NoneType))
        return lambda found: None if found is None else other(found)
    return _plain(hint)


def _block(found: object) -> object:
    if not isinstance(found, dict) or "block" not in found:
        raise RenderError(f"{_called(found)} is no block: it has no field 'block'")
    kind = _SHOWN.get(str(found["block"]))
    if kind is None:
        raise RenderError(f"no block of kind '{found['block']}'. Allowed: {', '.join(_SHOWN)}")
    return _reader(kind)({name: value for name, value in found.items() if name != "block"})


def _fields(kind: Any) -> Read:
    called = f"block '{kind.kind}'" if issubclass(kind, Block) else kind.__name__
    hints = get_type_hints(kind)
    # A way is given where a document is made, and not before.
    fields = [field for field in dataclasses.fields(kind) if hints[field.name] != (Way | None)]
    readers = {field.name: _reader(hints[field.name]) for field in fields}
    texts = {name for name, reader in readers.items() if reader is _plain(str)}
    needed = [field.name for field in fields if field.default is dataclasses.MISSING]

    def read(found: object) -> object:
        if not isinstance(found, dict):
            raise RenderError(f"{_called(found)} is no {called}")
        try:
            return kind(
                **{
                    name: value if type(value) is str and name in texts else readers[name](value)
                    for name, value in found.items()
                }
            )
        except KeyError as error:
            raise RenderError(
                f"{called} has no field {error}. Allowed: {', '.join(readers)}"
            ) from None
        except TypeError:
            lacking = ", ".join(name for name in needed if name not in found)
            raise RenderError(f"{called} lacks {lacking}") from None

    return read


def _each(reader: Read) -> Read:
    def read(found: object) -> object:
        if not isinstance(found, list):
            raise RenderError(f"{_called(found)} stands where a list is expected")
        return tuple([reader(item) for item in found])

    return read


def _several(hints: tuple[object, ...]) -> Read:
    readers = [_reader(hint) for hint in hints]

    def read(found: object) -> object:
        if not isinstance(found, list) or len(found) != len(readers):
            raise RenderError(f"{_called(found)} stands where {len(readers)} values are expected")
        return tuple([reader(item) for reader, item in zip(readers, found, strict=True)])

    return read


def _one_of(kinds: tuple[object, ...]) -> Read:
    def read(found: object) -> object:
        if found not in kinds:
            allowed = ", ".join(map(str, kinds))
            raise RenderError(f"no run of kind {_called(found)}. Allowed: {allowed}")
        return found

    return read


@cache
def _plain(kind: type) -> Read:
    fits = (int, float) if kind is float else (kind,)  # a number is read as it was written

    def read(found: object) -> object:
        if type(found) not in fits:
            raise RenderError(f"{_called(found)} stands where {_WORDS[kind]} is expected")
        return found

    return read


def _called(found: object) -> str:
    return f"{found!r:.60}"
