"""The exceptions of briefkit: one root, and each also a built-in it resembles.

::

    BriefkitError
    ├── DataError (ValueError)            the tables hold bad rows; all of them are listed
    ├── DatasetNotFoundError (FileNotFoundError)
    ├── FolderTakenError (FileExistsError)  a new corpus where something stands already
    ├── AsOfError (ValueError)            a cut-off before the first source
    ├── DateError (ValueError)            a text that is no EDTF date of the subset
    ├── UnknownNameError (LookupError)    an id, term, unit, brief or number that does not exist
    │   └── UnresolvedError               a name that no id, or more than one, goes by
    ├── ParameterError (ValueError)       a notebook parameter with a wrong name, type or value
    ├── ConversionError (ValueError)      two units that no factor joins
    ├── OldEditionError (ValueError)      an edition whose numbers have other names and rules
    └── RenderError (RuntimeError)        a brief could not be made
        ├── ExecutionError                a notebook that failed (in publish.kernels)
        └── OrphanError                   a printed number that leads to no claim and no rule
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "AsOfError",
    "BriefkitError",
    "ConversionError",
    "DataError",
    "DatasetNotFoundError",
    "DateError",
    "FolderTakenError",
    "OldEditionError",
    "OrphanError",
    "ParameterError",
    "Problem",
    "RenderError",
    "UnknownNameError",
    "UnresolvedError",
    "nearest",
    "shorten",
]

_N_CLOSE = 10
_NEAR_AT = 0.7
_LENGTH_OF_CODE = 3  # in which one letter is a third
_SHOWN_OF_ONE_CAUSE = 3
_MAX_OF_ONE_CAUSE = 5


class BriefkitError(Exception):
    """Root of all errors that briefkit raises on purpose."""


class DatasetNotFoundError(BriefkitError, FileNotFoundError):
    """No data folder, or a folder that lacks a table."""


class FolderTakenError(BriefkitError, FileExistsError):
    """A new corpus was to be laid out where something stands already."""


class AsOfError(BriefkitError, ValueError):
    """A cut-off before anything was published."""


class DateError(BriefkitError, ValueError):
    """A text that is not a date of the EDTF subset."""


class UnknownNameError(BriefkitError, LookupError):
    """A name that is in none of the tables or vocabularies."""


class UnresolvedError(UnknownNameError):
    """A name that stands for nothing in the tables, or for several things.

    Parameters
    ----------
    got : str
        What was found, in one clause.
    allowed : str
        What is allowed, with the nearest there are.
    """

    def __init__(self, got: str, allowed: str) -> None:
        self.got = got
        self.allowed = allowed
        super().__init__(f"{got}. {allowed}")


class ParameterError(BriefkitError, ValueError):
    """A notebook parameter that cannot be used."""


class ConversionError(BriefkitError, ValueError):
    """Two units that no factor joins."""


class RenderError(BriefkitError, RuntimeError):
    """A brief could not be made."""


class OldEditionError(BriefkitError, ValueError):
    """An edition of an earlier version, whose numbers have other names and rules."""


class OrphanError(RenderError):
    """A brief prints digits that lead to no claim and no rule."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad cell, row or table.

    Parameters
    ----------
    table : str
        Name of the table, without ``.csv``.
    row : int or None
        Row as a spreadsheet counts it: the header is row 1. None for the whole table.
    column : str or None
        Column, where one can be named.
    got : str
        What was found, in one clause.
    allowed : str
        What is allowed, or what to do next, in one sentence.
    """

    table: str
    row: int | None
    column: str | None
    got: str
    allowed: str

    def __str__(self) -> str:
        where = f"{self.table}.csv"
        if self.row is not None:
            where += f" row {self.row}"
        if self.column is not None:
            where += f", {self.column}"
        return f"{where}: {self.got}. {self.allowed}"


class DataError(BriefkitError, ValueError):
    """The tables hold bad rows.

    Parameters
    ----------
    problems : sequence of Problem
        All of them, not the first alone. The message shows the first of those that say the same,
        and counts the others.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(_lines(self.problems)))


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    counts = Counter(_cause(problem) for problem in problems)
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        cause = _cause(problem)
        seen[cause] += 1
        if counts[cause] <= _MAX_OF_ONE_CAUSE or seen[cause] <= _SHOWN_OF_ONE_CAUSE:
            yield str(problem)
        elif seen[cause] == counts[cause]:
            n = counts[cause] - _SHOWN_OF_ONE_CAUSE
            yield (
                f"{problem.table}.csv, to row {problem.row}: {n} more like this: {cause[0]}. "
                "'briefkit check --format json' lists all of them."
            )


def _cause(problem: Problem) -> tuple[str, str]:
    """Return what a problem says, without the claim in which it says so."""
    return re.sub(r" \(claim [^)]*\)", "", problem.got), problem.allowed


def shorten(text: str, limit: int = 60) -> str:
    r"""Return a cell as a message quotes it: its start, and what cannot be seen as an escape.

    Parameters
    ----------
    text : str
        The cell.
    limit : int
        Number of characters at most.

    Returns
    -------
    str

    Examples
    --------
    >>> shorten("two\u2028lines", limit=5)
    'two\\u2028…'
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def nearest(word: str, choices: Iterable[str], n: int = 1) -> list[str]:
    """Return the `n` choices that look most like `word`, best first.

    Parameters
    ----------
    word : str
        What was typed.
    choices : iterable of str
        What exists.
    n : int
        How many to return at most.

    Returns
    -------
    list of str
        Possibly empty.

    Examples
    --------
    >>> nearest("acter", ["actors", "states"])
    ['actors']
    """
    # One suggestion reads as an answer and must be close; several are a list to look through.
    if n > 1:
        return difflib.get_close_matches(word, sorted(set(choices)), n=n, cutoff=0.2)
    close = difflib.get_close_matches(word, sorted(set(choices)), n=_N_CLOSE, cutoff=0.6)
    return [choice for choice in close if _is_near(word, choice)][:n]


def _is_near(word: str, choice: str) -> bool:
    """Whether the letters are alike too: two ids with nearly the same day are not near for that."""
    if len(word) <= _LENGTH_OF_CODE:
        return True
    letters, others = (re.sub(r"[\d-]+", "", text) for text in (word, choice))
    return difflib.SequenceMatcher(None, letters, others).ratio() >= _NEAR_AT
