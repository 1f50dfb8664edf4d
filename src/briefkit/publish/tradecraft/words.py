"""The words that the rules of tradecraft look for: rows of a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

__all__ = ["found", "scales"]

_TABLE = resources.files("briefkit.publish.tradecraft") / "words.csv"


@cache
def scales() -> Mapping[str, frozenset[str]]:
    """Return the terms of each vocabulary of likelihood; those of ``none`` are of no scale."""
    made: dict[str, set[str]] = {}
    for row in _rows():
        if row["meaning"] == "likelihood":
            made.setdefault(row["scale"], set()).add(row["word"])
    return {scale: frozenset(words) for scale, words in made.items()}


def found(meaning: str, text: str) -> Iterator[str]:
    """Walk the words of a meaning that stand in a text, of two that overlap the longer one.

    Parameters
    ----------
    meaning : str
        ``likelihood``, ``possibility``, ``alternative``, ``change`` or ``gap``.
    text : str
        As printed. A word in capitals begins a sentence; "May" is a month wherever it stands.

    Yields
    ------
    str
        As the table spells it.
    """
    for match in _pattern(meaning).finditer(text):
        if match[0] != "May":
            yield match[0].lower()


@cache
def _pattern(meaning: str) -> re.Pattern[str]:
    words = sorted({row["word"] for row in _rows() if row["meaning"] == meaning}, key=len)
    either = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"\b({either})\b", re.IGNORECASE)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
