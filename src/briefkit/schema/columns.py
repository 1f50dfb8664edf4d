"""What a column is: declared once on a record, read from text and written back by its type."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from briefkit.dates import Span, parse_day, record_span
from briefkit.vocab import Term

__all__ = [
    "ID_PATTERN",
    "LINE",
    "NOTHING",
    "STATE_PATTERN",
    "THING_PATTERN",
    "URL_PATTERN",
    "Column",
    "Kind",
    "column",
    "columns",
    "plain_number",
    "split_ids",
]

ID_PATTERN = r"[a-z0-9]+([-.][a-z0-9]+)*"
THING_PATTERN = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
STATE_PATTERN = r"[A-Z]{3}"
URL_PATTERN = r"https?://[^\s/?#@]+([/?#]\S*)?"  # without a user name and password
LINE = 200  # characters of a name, a label or the words printed
_MAX_LENGTH = 1000
_MAX_DIGITS = 20  # nobody prints more, and a program no more than 17 that count

#: What other programs write into a cell that is empty.
NOTHING = frozenset(
    {"nan", "NaN", "NAN", "NaT", "None", "null", "NULL", "NA", "N/A", "#N/A", "<NA>"}
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one type of cell is read, and what a bad one is told.

    Parameters
    ----------
    name : str
        Type in the terms of the Frictionless Table Schema.
    label : str
        Type in the terms of the data dictionary.
    read : callable
        Text to value; raises ValueError (or a subclass) with the reason.
    allowed : str
        One sentence on what is allowed.
    """

    name: str
    label: str
    read: Callable[[str], Any]
    allowed: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table.

    Parameters
    ----------
    name : str
        Column name; it is the record's field name too.
    sentence : str
        What the column holds.
    kind : Kind
        How its cells are read.
    is_required : bool
        Whether every row must fill it.
    is_key : bool
        Whether it is the table's key.
    pattern : str or None
        Regular expression that the whole cell must match.
    terms : tuple of Term
        The closed list, if the cell holds a term.
    refers_to : tuple of str
        Tables one of which must hold the id.
    unit : str or None
        Unit of a number.
    bounds : tuple of float, or None
        Least and greatest number.
    max_length : int or None
        Number of characters that a text may have.
    """

    name: str
    sentence: str
    kind: Kind
    is_required: bool
    is_key: bool = False
    pattern: str | None = None
    terms: tuple[Term, ...] = ()
    refers_to: tuple[str, ...] = ()
    unit: str | None = None
    bounds: tuple[float, float] | None = None
    max_length: int | None = None
    is_list: bool = False


def column(
    sentence: str,
    *,
    key: bool = False,
    pattern: str | None = None,
    refers_to: str = "",
    unit: str | None = None,
    bounds: tuple[float, float] | None = None,
    max_length: int = _MAX_LENGTH,
    optional: bool = False,
) -> Any:
    """Declare a record's field as a column; its annotation gives the type.

    Parameters
    ----------
    sentence : str
        What the column holds.
    key : bool
        Whether it is the key.
    pattern : str, optional
        Regular expression for the whole cell.
    refers_to : str
        Table names, separated by spaces.
    unit : str, optional
        Unit of a number.
    bounds : tuple of float, optional
        Least and greatest number.
    max_length : int
        Number of characters that a text may have.
    optional : bool
        Whether a cell may be empty.

    Returns
    -------
    dataclasses.Field
    """
    metadata = {
        "sentence": sentence,
        "is_key": key,
        "pattern": pattern,
        "refers_to": tuple(refers_to.split()),
        "unit": unit,
        "bounds": bounds,
        "max_length": max_length,
    }
    if optional:
        return dataclasses.field(default=None, metadata=metadata)
    return dataclasses.field(metadata=metadata)


def split_ids(text: str) -> tuple[str, ...]:
    """Split a cell that holds a list: ``a; b``.

    Parameters
    ----------
    text : str
        Items with ``;`` between them.

    Returns
    -------
    tuple of str
        The items without blanks around them; empty ones are left out.
    """
    return tuple(part for part in (part.strip() for part in text.split(";")) if part)


def plain_number(text: str) -> float:
    """Read digits with a decimal point.

    Parameters
    ----------
    text : str
        A cell; no thousands mark, no exponent, no name of a number.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is anything else, minus zero, or has more digits than can be held.
    """
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ValueError("is no plain number")
    n_digits = len(text) - text.count(".") - text.count("-")
    if n_digits > _MAX_DIGITS:
        raise ValueError(f"has {n_digits} digits, and a number at most {_MAX_DIGITS}")
    number = float(text)
    if number == 0 and text.startswith("-"):
        raise ValueError("is minus zero")
    return number


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _text(text: str) -> str:
    if text.isprintable():  # most often, and quick to tell
        return text
    control = _CONTROL.search(text)
    if control is not None:
        raise ValueError(f"holds the control character U+{ord(control[0]):04X}")
    return text


_KINDS: dict[Any, Kind] = {
    str: Kind("string", "text", _text, "Allowed: one line of text without control characters."),
    float: Kind(
        "number", "number", plain_number, "Allowed: digits with a decimal point, no thousands mark."
    ),
    date: Kind("date", "day", parse_day, "Allowed: yyyy-mm-dd."),
    Span: Kind(
        "string",
        "EDTF",
        record_span,
        "Allowed: an EDTF date of the subset in docs/coding-manual.md.",
    ),
    tuple[str, ...]: Kind("list", "ids", split_ids, "Allowed: ids with '; ' between them."),
}


def _term_kind(terms: type[Term]) -> Kind:
    allowed = "Allowed: " + ", ".join(term.value for term in terms) + "."

    def read(text: str) -> Term:
        try:
            return terms(text)
        except ValueError:
            raise ValueError("is no term of the list") from None

    return Kind("string", terms.__name__, read, allowed)


def columns(record: type) -> tuple[Column, ...]:
    """Return the columns that a record class declares.

    Parameters
    ----------
    record : type
        One of the record classes of :mod:`briefkit.schema.tables`.

    Returns
    -------
    tuple of Column
        In the order of the file.
    """
    return _columns(record)


@cache
def _columns(record: type) -> tuple[Column, ...]:
    hints = typing.get_type_hints(record)
    found = []
    for field in dataclasses.fields(record):
        if "sentence" not in field.metadata:
            continue
        hint = hints[field.name]
        is_required = True
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            is_required = False
            hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        terms: tuple[Term, ...] = ()
        if isinstance(hint, type) and issubclass(hint, Term):
            terms = tuple(hint)
            kind = _term_kind(hint)
        else:  # a unit is a text that knows more
            kind = _KINDS[str if isinstance(hint, type) and issubclass(hint, str) else hint]
        found.append(
            Column(
                name=field.name.rstrip("_"),
                sentence=field.metadata["sentence"],
                kind=kind,
                is_required=is_required,
                is_key=field.metadata["is_key"],
                pattern=field.metadata["pattern"],
                terms=terms,
                refers_to=field.metadata["refers_to"],
                unit=field.metadata["unit"],
                bounds=field.metadata["bounds"],
                max_length=field.metadata["max_length"] if hint is str else None,
                is_list=hint == tuple[str, ...],
            )
        )
    return tuple(found)
