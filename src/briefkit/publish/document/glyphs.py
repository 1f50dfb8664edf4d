"""Characters and the fonts that draw them: what no font draws is replaced."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from operator import is_

from briefkit.present.blocks import Block, Column, Datum, EvidenceItem
from briefkit.present.runs import Run
from briefkit.present.trees import changed
from briefkit.publish.document.document import Document, Part
from briefkit.publish.document.fonts import FONTS, coverage

__all__ = ["drawable", "replace_glyphs"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Marks that turn the direction of all that follows them: shown, not obeyed. Those that only state
# a direction (U+200E, U+200F, U+061C) harm nothing and stay.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_MARKS = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}")
_BREAKS = frozenset("\n\t\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}")
# Fields that are addresses or pictures, not words
_NO_WORDS = frozenset(
    {
        "claim_id",
        "claims",
        "data",
        "file",
        "grade",
        "href",
        "id",
        "kind",
        "lang",
        "media",
        "number",
        "rivals",
        "said",
    }
)


@cache
def _all_drawn() -> frozenset[int]:
    # An italic or bold glyph may be lacking where a regular one is there: the next font steps in.
    drawn: frozenset[int] = frozenset()
    for _, weight, style, name in FONTS:
        if (weight, style) == (400, "normal"):
            drawn |= coverage(name)
    return drawn


def drawable(text: str) -> str:
    """Return a text with a replacement for each character that no font has.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same, or one with U+FFFD in it.
    """
    if (text.isascii() and text.isprintable()) or all(map(_is_drawn, set(text))):
        return text
    return "".join(character if _is_drawn(character) else REPLACEMENT for character in text)


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    if character in _BREAKS or character in _MARKS:
        return True
    if character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
        return False
    return ord(character) in _all_drawn()


def replace_glyphs(document: Document) -> Document:
    """Replace what no font draws in all words of a document, and add the caveat that says so.

    Parameters
    ----------
    document : Document
        A document.

    Returns
    -------
    Document
        It says of itself whether there was anything to replace.
    """
    made = changed(document, _field)
    return made if made is document else replace(made, has_replaced_glyphs=True)


def _field(name: str, value: object) -> object:
    return value if name in _NO_WORDS else _drawn(value)


def _drawn(value: object) -> object:
    """Return a part of a document in characters that are drawn; itself where all of them are."""
    match value:
        case str():
            return drawable(value)
        case tuple():
            found = [part for item in value for part in _marked(item)]
            is_same = len(found) == len(value) and all(map(is_, found, value))
            return value if is_same else tuple(found)
        case Run() if drawable(words := _words(value)) is words:
            return value
        case Block() | Part() | Run() | Column() | Datum() | EvidenceItem():
            return changed(value, _field)
        case _:
            return value


def _words(run: Run) -> str:
    unit = run.value[3] if run.value else ""
    return f"{run.text}{run.rule}{run.headline}{run.series}{unit}"


def _marked(item: object) -> tuple[object, ...]:
    shown = _drawn(item)
    if isinstance(item, Run) and isinstance(shown, Run) and shown.text != item.text:
        return shown, Run("glyph_replaced", "caveat")
    return (shown,)
