"""Characters and the fonts that draw them: coverage, replacement, subsets for the page."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["FONTS", "FONT_FOLDER", "font_faces", "replace_glyphs"]

Json = dict[str, Any]

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

#: Fonts by the family name that the page gives them, with weight, style and file. The subsets go
#: under names of our own: the text font's name is reserved for the whole file.
FONTS = (
    ("Brief Text", 400, "normal", "SourceSans3-Regular.ttf"),
    ("Brief Text", 700, "normal", "SourceSans3-Bold.ttf"),
    ("Brief Text", 400, "italic", "SourceSans3-It.ttf"),
    ("Brief Mono", 400, "normal", "DejaVuSansMono.ttf"),
    ("Brief Han", 400, "normal", "DroidSansFallback.ttf"),
)
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
def coverage(name: str) -> frozenset[int]:
    """Return the code points that a font file draws."""
    from fontTools.ttLib import TTFont

    with TTFont(FONT_FOLDER / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


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


_ALWAYS = (*range(32, 127), *map(ord, "–—‘’“”„«»…·×≥≤≈→°±½"))
_RUSSIAN = frozenset((*range(0x410, 0x450), 0x401, 0x451))


def _rounded(characters: set[int]) -> set[int]:
    """Return the characters and their usual company, so that most briefs share their subsets."""
    return characters.union(_ALWAYS, _RUSSIAN if characters & _RUSSIAN else ())


def font_faces(text: str) -> str:
    """Return ``@font-face`` rules that carry the glyphs of a text, and no others.

    Parameters
    ----------
    text : str
        All words of a page.

    Returns
    -------
    str
        CSS with WOFF2 subsets in it; the same text gives the same bytes.
    """
    left = _rounded({ord(character) for character in text if character.isprintable()})
    rules = []
    for family in dict.fromkeys(family for family, *_ in FONTS):
        drawn: frozenset[int] = frozenset()
        for name, weight, style, file in FONTS:
            if name != family:
                continue
            drawn |= coverage(file)
            # The mono font sets identifiers, which are ASCII, and what the text font lacks.
            wanted = left | set(_ALWAYS[:95]) if family == "Brief Mono" else left
            wanted = wanted & coverage(file)
            if wanted:
                data = base64.b64encode(subset(file, frozenset(wanted))).decode()
                rules.append(
                    f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
                    f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
                )
        left -= drawn
    return "".join(rules)


@lru_cache(maxsize=64)
def subset(name: str, characters: frozenset[int]) -> bytes:
    """Return a WOFF2 font with the glyphs of some characters.

    Parameters
    ----------
    name : str
        File in the package's folder of fonts.
    characters : frozenset of int
        Code points that the font has.

    Returns
    -------
    bytes
        The same for the same characters: no time and no name is in it.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    options.layout_features = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"]
    options.drop_tables += ["DSIG", "meta", "FFTM"]
    with TTFont(FONT_FOLDER / name, recalcTimestamp=False, lazy=True) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=sorted(characters))
        cutter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def words_of(values: Iterable[Any]) -> str:
    """Return all strings in a nested value, joined; for the choice of glyphs."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            found.append(words_of(value.values()))
        elif isinstance(value, (list, tuple)):
            found.append(words_of(value))
    return "".join(found)
