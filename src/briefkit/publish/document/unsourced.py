"""Numbers without a source: digits that lead to no claim and no rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from briefkit.errors import OrphanError
from briefkit.present.blocks import (
    Block,
    Cover,
    Evidence,
    Judgement,
    Pre,
    Section,
    Stack,
    Table,
)
from briefkit.present.trees import runs_of

__all__ = ["orphans", "refuse"]

_WORDS = frozenset({"text", "strong"})
_LED = frozenset({"num", "date", "coded", "printed"})
_SUSPECT = re.compile(r"[0-9]|[^\x00-\x7f]")
_FIX = (
    "Print a number through briefkit.present, which gives it its claims or its rule; "
    "in markdown put an identifier in backticks, and leave a number to a cell that computes it."
)


def orphans(block: Block) -> Iterator[str]:
    """Find the digits of a block that lead nowhere.

    Parameters
    ----------
    block : Block
        Pictures, alternative texts, anchors, badges and the numbers of tables and figures are
        exempt.

    Yields
    ------
    str
        One clause each: the digits, and the words around them.
    """
    match block:
        case Pre():
            yield from _in_words(block.text)
        case Evidence():  # each item is itself the claim that its numbers lead to
            for item in block.items:
                for run in (*item.says, *item.source, *item.path):
                    if run.kind in _WORDS:
                        yield from _in_words(run.text)
        case Section() | Judgement() | Stack():
            for child in block.body:
                yield from orphans(child)
            if isinstance(block, Section):
                yield from _in_runs(block.title)
        case _:
            if isinstance(block, Table):
                labels = [column.label for column in block.columns]
            else:
                labels = [label for label, _ in block.items] if isinstance(block, Cover) else []
            for label in labels:
                yield from _in_words(label)
            yield from _in_runs(block)


def _in_runs(part: object) -> Iterator[str]:
    for run in runs_of(part):
        if run.kind in _WORDS:
            yield from _in_words(run.text)
        elif run.kind in _LED and not run.claims and not run.rule:
            yield f"{run.kind} '{run.text}' has neither claims nor a rule"


def _in_words(text: str) -> Iterator[str]:
    if not _SUSPECT.search(text):
        return
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
