"""Words in a form in which they can be compared: no case, no diacritics, no hyphens."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from briefkit.letters import folded

__all__ = [
    "content",
    "is_negated",
    "is_shorter",
    "listed",
    "means",
    "numerals",
    "opposed",
    "plain",
    "words",
]

_TABLE = resources.files("briefkit.schema") / "words.csv"


@cache
def listed(meaning: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a meaning from the table of words, each with its opposite.

    Parameters
    ----------
    meaning : str
        ``function``, ``negation``, ``antonym``, ``converse``, ``count``, ``equivalence``,
        ``each``, ``limit``, ``rate`` or ``numeral``.

    Returns
    -------
    tuple of (str, str)
        Plain words; the opposite is empty where the meaning has none.
    """
    rows = csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())
    return tuple(
        (plain(row["word"]), plain(row["opposite"])) for row in rows if row["meaning"] == meaning
    )


@cache
def _words_of(meaning: str) -> frozenset[str]:
    return frozenset(word for word, _ in listed(meaning))


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
    return folded(re.sub(r"n['’]t\b", " not", text))


def words(text: str) -> frozenset[str]:
    """Return the set of plain words of a text."""
    return frozenset(plain(text).split())


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """Return the plain words of a text that carry content: no numbers, no function words."""
    return frozenset(
        word
        for word in words(text) - _words_of("function") - _words_of("negation")
        if not word[0].isdigit()
    )


def is_negated(text: str) -> bool:
    """Tell whether a text denies something: a negation of a negation affirms.

    Examples
    --------
    >>> is_negated("not exactly interruptions"), is_negated("not only disruptions")
    (True, False)
    >>> is_negated("does not deny it")
    False
    """
    listed = _NOT_ONLY.sub(" ", plain(text)).split()
    return sum(word in _words_of("negation") for word in listed) % 2 == 1


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


def opposed(a: str, b: str, meaning: str = "antonym") -> frozenset[tuple[str, str]]:
    """Return the pairs of antonyms of which one text has the one and the other the other.

    Parameters
    ----------
    a, b : str
        The texts.
    meaning : str
        ``antonym``, or ``converse``: who gives and who receives.

    Examples
    --------
    >>> sorted(opposed("exports will increase", "exports will decrease"))
    [('decrease', 'increase')]
    """
    x, y = (f" {' '.join(own)} " for own in (words(a) - words(b), words(b) - words(a)))
    return frozenset(
        (word, opposite)
        for word, opposite in listed(meaning)
        if (_form(word) in x and _form(opposite) in y)
        or (_form(word) in y and _form(opposite) in x)
    )


@cache
def _form(word: str) -> str:
    """Return what stands among words wherever a word does, in whichever form it is bent."""
    stem = word.removesuffix("e")
    return f" {stem}" if len(stem) > _SHORT else f" {word} "


#: Words so short are not bent.
_SHORT = 3


def means(text: str, meaning: str) -> bool:
    """Tell whether a text holds a word of a meaning, in any language of the table.

    Parameters
    ----------
    text : str
        As printed.
    meaning : str
        See :func:`listed`.

    Returns
    -------
    bool
        Words of several parts count too; in scripts without blanks a word counts anywhere.

    Examples
    --------
    >>> means("equivalent to 5 million shells", "equivalence"), means("5 million", "equivalence")
    (True, False)
    """
    text = f" {plain(text)} "
    return any(
        (f" {word} " if word.isascii() or word[0] < "\u1100" else word) in text
        for word, _ in listed(meaning)
    )


_NUMERALS = re.compile(r"(?<![\w])\d+(?:[.,]\d+)*")


_YEAR = re.compile(r"(19|20)\d\d")


def numerals(text: str) -> frozenset[str]:
    """Return the numbers of a text, in digits or as words of the table; years are none.

    Examples
    --------
    >>> sorted(numerals("six of 1,200 regions in 2024"))
    ['1200', '6']
    >>> numerals("several dozen"), numerals("more than a dozen")
    (frozenset({'24'}), frozenset({'12'}))
    """
    found = {n.replace(",", "") for n in _NUMERALS.findall(text) if not _YEAR.fullmatch(n)}
    rest = f" {plain(text)} "
    for word, value in sorted(listed("numeral"), key=lambda row: -len(row[0])):
        if f" {word} " in rest:
            rest = rest.replace(f" {word} ", " ")
            found.add(value)
    return frozenset(found)
