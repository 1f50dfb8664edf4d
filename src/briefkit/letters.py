"""Names and words in a form in which they can be compared, in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["folded"]

#: Letters whose stroke or missing dot is no combining mark.
_STROKES = str.maketrans("łđøħı", "ldohi")
#: Marks that writers leave out: of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels.
#: Those of Indic scripts are vowels, and stay.
_DROPPED = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text without case, diacritics, hyphens and other punctuation.

    Parameters
    ----------
    text : str
        As printed.

    Returns
    -------
    str
        Words with one blank between them, in the script of the text.

    Examples
    --------
    >>> folded("Alaksandr Łukašenka"), folded("KIM Jong-un"), folded("Choe Son-hui’s")
    ('alaksandr lukasenka', 'kim jong un', 'choe son hui s')
    """
    if text.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    parts = _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_STROKES)
    whole = unicodedata.normalize("NFC", parts)
    return " ".join("".join(c if _is_of_word(c) else " " for c in whole).split())


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
