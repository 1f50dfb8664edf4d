"""Numbers without a source: digits that lead to no claim and no rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from briefkit.errors import OrphanError
from briefkit.present.plain import runs_of

__all__ = ["orphans", "refuse"]

Json = dict[str, Any]

_WORDS = frozenset({"text", "strong"})
_LED = frozenset({"num", "date", "coded", "printed"})
_FIX = (
    "Print a number through briefkit.present, which gives it its claims or its rule; "
    "in markdown put an identifier in backticks, and leave a number to a cell that computes it."
)


def orphans(block: Json) -> Iterator[str]:
    """Find the digits of a block that lead nowhere.

    Parameters
    ----------
    block : dict
        A block in JSON form. Pictures, alternative texts, anchors, badges and the numbers of
        tables and figures are exempt.

    Yields
    ------
    str
        One clause each: the digits, and the words around them.
    """
    kind = block["block"]
    if kind == "pre":
        yield from _in_words(block["text"])
        return
    if kind == "evidence":  # each item is itself the claim that its numbers lead to
        for item in block["items"]:
            for run in runs_of({key: item[key] for key in ("says", "source", "path")}):
                if run["kind"] in _WORDS:
                    yield from _in_words(run["text"])
        return
    for label in _labels(block):
        yield from _in_words(label)
    for child in block.get("body", ()):
        yield from orphans(child)
    for run in runs_of({key: value for key, value in block.items() if key != "body"}):
        if run["kind"] in _WORDS:
            yield from _in_words(run["text"])
        elif run["kind"] in _LED and not run.get("claims") and not run.get("rule"):
            yield f"{run['kind']} '{run['text']}' has neither claims nor a rule"


def _labels(block: Json) -> Iterator[str]:
    if block["block"] == "table":
        for column in block["columns"]:
            yield column["label"]
    elif block["block"] == "cover":
        for label, _ in block["items"]:
            yield label


def _in_words(text: str) -> Iterator[str]:
    for found in re.finditer(r"\S+", text):
        # Nd: digits of any script; Nl, No: Roman numerals as one character, fractions, circled
        if any(unicodedata.category(character) in {"Nd", "Nl", "No"} for character in found[0]):
            start, end = max(0, found.start() - 40), min(len(text), found.end() + 40)
            around = " ".join(text[start:end].split())
            yield f"'{found[0][:40]}' in “{around}” leads to no claim and no rule"


def refuse(brief: str, found: Iterable[tuple[str, str]]) -> None:
    """Fail if anything was found.

    Parameters
    ----------
    brief : str
        Name of the brief.
    found : iterable of (str, str)
        Where, such as ``cell 7``, and what.

    Raises
    ------
    OrphanError
        With one line for each, and what to do.
    """
    lines = [f"{brief}, {where}: {what}." for where, what in found]
    if lines:
        shown = lines[:20] + ([f"and {len(lines) - 20} more."] if len(lines) > 20 else [])
        raise OrphanError("\n".join([*shown, _FIX]))
