"""The pieces of the fonts that a page carries, as rules of its style sheet."""

from __future__ import annotations

import base64
import io
import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from briefkit.publish.document.fonts import FONT_FOLDER, FONTS, coverage, kept

__all__ = ["font_faces", "hold", "pieces"]

_LAST = "Brief Han"  # it draws what no other does, which is never the same
_ASCII = frozenset(range(32, 127))
_PLAIN = _ASCII | frozenset(map(ord, "–—‘’“”„«»…·×≥≤≈→°±½"))
_FEATURES = ["kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"]
_FEATURES += ["init", "medi", "fina", "isol", "rlig"]  # letters of Arabic join
#: Characters of the last font that are held, and a font that draws them.
_held: tuple[frozenset[int], bytes] | None = None
#: What pages have in common is cut once, and stands in a file; anything else is cut for its page.
_PARTS = {
    "plain": _PLAIN,
    "latin": frozenset((*range(0xA0, 0x180), *range(0x218, 0x21C), 0x18F, 0x259, 0x2BC)) - _PLAIN,
    "cyrillic": frozenset((*range(0x400, 0x460), *map(ord, "ҐґҒғҚқҢңҮүҰұҺһӘәӨө"))),
    "greek": frozenset(range(0x384, 0x3CF)),
    "arabic": frozenset(range(0x60C, 0x6F0)),
    "signs": frozenset(map(ord, "‐‑‒―‚„†‡•‰′″‹›⁄€₩₽№™←↑↓↳−∼≠")) - _PLAIN,
}


def font_faces(text: str, flavor: str = "woff2") -> str:
    """Return ``@font-face`` rules that carry the glyphs of a text.

    Parameters
    ----------
    text : str
        All words of a page.
    flavor : str
        Of the pieces that are cut for it: ``woff`` takes half the time of ``woff2`` and a third
        more room, which one file for a thousand pages has.

    Returns
    -------
    str
        CSS with the subsets in it; the same text gives the same bytes.
    """
    left = {ord(character) for character in set(text) if character.isprintable()}
    rules = []
    for family in dict.fromkeys(family for family, *_ in FONTS):
        # The mono font sets identifiers, which are ASCII, and what the text font lacks.
        wanted = left | _ASCII if family == "Brief Mono" else left
        drawn: frozenset[int] = frozenset()
        for name, weight, style, file in FONTS:
            if name == family:
                drawn |= coverage(file)
                rules += [
                    f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
                    f"unicode-range:{characters};"
                    f'src:url(data:font/{kind};base64,{data}) format("{kind}")}}'
                    for characters, kind, data in _cut(file, wanted & coverage(file), flavor)
                ]
        left -= drawn
    return "".join(rules)


def hold(text: str) -> None:
    """Cut out of the last font what a text needs, and keep it: pages are then cut out of that.

    The font has tens of thousands of glyphs, and going through them takes longer than the rest of
    a page. What is cut out of a cut is the same as what is cut out of the whole.

    Parameters
    ----------
    text : str
        Words of all pages to come; a page that has others costs what it would have cost.
    """
    global _held
    (file,) = (file for family, *_, file in FONTS if family == _LAST)
    others = frozenset().union(*(coverage(other) for *_, other in FONTS if other != file))
    characters = (frozenset(map(ord, set(text))) & coverage(file)) - others
    _held = (characters, _shrunk(FONT_FOLDER / file, characters)) if characters else None


def pieces() -> str:
    """Return what ``fonts/pieces.json`` holds: coverage and common subsets of each font.

    Returns
    -------
    str
        JSON: ``coverage`` (code points by file) and ``pieces`` (base64 by file and part).
    """
    from fontTools.ttLib import TTFont

    drawn = {}
    for *_, file in FONTS:
        with TTFont(FONT_FOLDER / file, lazy=True) as font:
            drawn[file] = frozenset(font.getBestCmap())
    made = {
        "coverage": {file: _ranges(characters) for file, characters in drawn.items()},
        "pieces": {
            file: {
                part: _subset(file, characters & drawn[file])
                for part, characters in _PARTS.items()
                if characters & drawn[file]
            }
            for family, _, _, file in FONTS
            if family != _LAST
        },
    }
    return json.dumps(made, indent=1, sort_keys=True) + "\n"


def _cut(file: str, wanted: frozenset[int] | set[int], flavor: str) -> list[tuple[str, str, str]]:
    """Return subsets that hold some characters: for which, what it is, and the font in base64."""
    found = []
    for part, characters in _PARTS.items():
        common = characters & coverage(file)
        if wanted & common and file in kept()["pieces"]:
            found.append((_ranges(common), "woff2", kept()["pieces"][file][part]))
            wanted = wanted - common
    if wanted:
        found.append((_ranges(wanted), flavor, _subset(file, frozenset(wanted), flavor)))
    return found


@lru_cache(maxsize=64)
def _subset(file: str, characters: frozenset[int], flavor: str = "woff2") -> str:
    """Cut a font; the same characters give the same: no time and no name is in it."""
    source: Path | io.BytesIO = FONT_FOLDER / file
    if _held is not None and characters <= _held[0]:  # only the last font draws these
        source = io.BytesIO(_held[1])
    return base64.b64encode(_shrunk(source, characters, flavor)).decode()


def _shrunk(
    source: Path | io.BytesIO, characters: frozenset[int], flavor: str | None = None
) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.flavor = flavor
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    options.layout_features = _FEATURES
    options.drop_tables += ["DSIG", "meta", "FFTM"]
    with TTFont(source, recalcTimestamp=False, lazy=True) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=sorted(characters))
        cutter.subset(font)
        font.flavor = flavor
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _ranges(characters: frozenset[int] | set[int]) -> str:
    """Write code points as a style sheet does.

    Examples
    --------
    >>> _ranges({32, 33, 34, 65})
    'U+20-22,U+41'
    """
    ordered = sorted(characters)
    if not ordered:
        return ""
    breaks = [i for i, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    bounds = [0, *breaks, len(ordered)]
    spans = [(ordered[start], ordered[end - 1]) for start, end in pairwise(bounds)]
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)
