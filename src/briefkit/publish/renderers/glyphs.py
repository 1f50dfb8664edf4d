"""Characters and the fonts that draw them: what no font draws is replaced."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any

from briefkit.publish.renderers.fonts import FONTS, coverage

__all__ = ["drawable", "replace_glyphs"]

Json = dict[str, Any]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Marks that turn the direction of all that follows them: shown, not obeyed. Those that only state
# a direction (U+200E, U+200F, U+061C) harm nothing and stay.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_MARKS = frozenset("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}")
_BREAKS = frozenset("\n\t\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}")
# Fields that are addresses or pictures, not words
_NO_WORDS = frozenset(
    {"href", "data", "id", "claim_id", "claims", "number", "media", "block", "kind"}
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
    if all(map(_is_drawn, set(text))):
        return text
    return "".join(character if _is_drawn(character) else REPLACEMENT for character in text)


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    if character in _BREAKS or character in _MARKS:
        return True
    if character in _TURNING or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
        return False
    return ord(character) in _all_drawn()


def replace_glyphs(made: Json) -> Json:
    """Replace what no font draws in all words of a document, and add the caveat that says so.

    Parameters
    ----------
    made : dict
        A document.

    Returns
    -------
    dict
        A copy; ``has_replaced_glyphs`` is set if there was anything to replace.
    """
    replaced = False

    def walk(value: Any) -> Any:
        nonlocal replaced
        match value:
            case str():
                shown = drawable(value)
                replaced = replaced or shown != value
                return shown
            case list():
                return [part for item in value for part in marked(item)]
            case dict():
                return {k: v if k in _NO_WORDS else walk(v) for k, v in value.items()}
            case _:
                return value

    def marked(item: Any) -> list[Any]:
        shown = walk(item)
        is_run = isinstance(item, dict) and "kind" in item and "text" in item
        if is_run and shown["text"] != item["text"]:
            return [shown, {"text": "glyph_replaced", "kind": "caveat"}]
        return [shown]

    made = walk(made)
    return {**made, "has_replaced_glyphs": True} if replaced else made
