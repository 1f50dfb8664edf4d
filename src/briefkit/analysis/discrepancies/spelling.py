"""Words in a form in which they can be compared: no case, no diacritics, no hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["content", "is_negated", "is_shorter", "plain", "words"]

_FUNCTION = """
    a about after all also an and any are as at be been but by can could did do each far for from
    had has have he her his i in into is it its just more much of on only or our out over rather s
    so some than that the their them there they think this to up very was we were what which while
    who will with would you your
    al con de del el en es la las lo los para por que se su un una y
    в во и из к на но о об от по с со что это
"""
_NEGATING = """
    cannot neither never no none nor not without
    ни не нет без nunca sin kein keine nicht ohne jamais
"""
#: Words that carry no content, in the languages that the record is mostly written in.
FUNCTION_WORDS = frozenset(_FUNCTION.split())
#: Words that deny, in the same languages.
NEGATIONS = frozenset(_NEGATING.split())
# "Not only X but also Y" affirms X.
_NOT_ONLY = re.compile(r"\b(not only|не только|no solo|nicht nur|non seulement)\b")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text casefolded, without diacritics, hyphens and other marks.

    Parameters
    ----------
    text : str
        As printed.

    Returns
    -------
    str
        Words with one blank between.

    Examples
    --------
    >>> plain("Choe Son-hui’s")
    'choe son hui s'
    """
    spelt_out = re.sub(r"n['’]t\b", " not", text)
    decomposed = unicodedata.normalize("NFKD", spelt_out.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", kept.replace("_", " ")))


def words(text: str) -> frozenset[str]:
    """Return the set of plain words of a text."""
    return frozenset(plain(text).split())


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Return the plain words of a text that carry content: no numbers, no function words."""
    return frozenset(
        word for word in words(text) - FUNCTION_WORDS - NEGATIONS if not word[0].isdigit()
    )


def is_negated(text: str) -> bool:
    """Tell whether a text denies something.

    Examples
    --------
    >>> is_negated("not exactly interruptions"), is_negated("not only disruptions")
    (True, False)
    """
    return bool(set(_NOT_ONLY.sub(" ", plain(text)).split()) & NEGATIONS)


def is_shorter(short: str, long: str) -> bool:
    """Tell whether a name is a shorter form of another: fewer of its words, or its initials.

    Examples
    --------
    >>> is_shorter("Kim", "Kim Jong-un"), is_shorter("U.S.", "United States")
    (True, True)
    """
    if words(short) < words(long):
        return True
    letters = plain(short).replace(" ", "")
    parts = plain(long).split()
    initials = "".join(part[0] for part in parts)
    return len(parts) > 1 and len(letters) < len("".join(parts)) and initials.startswith(letters)
