"""The fonts of a brief, and what they draw."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["FONTS", "FONT_FOLDER", "coverage", "kept"]

FONT_FOLDER = Path(__file__).resolve().parents[2] / "fonts"
_PIECES = FONT_FOLDER / "pieces.json"

#: Fonts by the family name that the page gives them, with weight, style and file. The subsets go
#: under names of our own: the text font's name is reserved for the whole file.
FONTS = (
    ("Brief Text", 400, "normal", "SourceSans3-Regular.ttf"),
    ("Brief Text", 700, "normal", "SourceSans3-Bold.ttf"),
    ("Brief Text", 400, "italic", "SourceSans3-It.ttf"),
    ("Brief Mono", 400, "normal", "DejaVuSansMono.ttf"),
    ("Brief Han", 400, "normal", "DroidSansFallback.ttf"),
)


@cache
def coverage(file: str) -> frozenset[int]:
    """Return the code points that a font draws.

    Parameters
    ----------
    file : str
        One of :data:`FONTS`.

    Returns
    -------
    frozenset of int
    """
    return _characters(kept()["coverage"][file])


@cache
def kept() -> Any:
    """Return what ``fonts/pieces.json`` holds: coverage and common subsets of each font."""
    return json.loads(_PIECES.read_text(encoding="ascii"))


def _characters(ranges: str) -> frozenset[int]:
    """Read code points as a style sheet writes them.

    Examples
    --------
    >>> sorted(_characters("U+20-22,U+41"))
    [32, 33, 34, 65]
    """
    found: set[int] = set()
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
