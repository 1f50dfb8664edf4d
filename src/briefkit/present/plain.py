"""Blocks as plain text, for a terminal and as a notebook's last resort."""

from __future__ import annotations

from briefkit.present.blocks import (
    Block,
    Bullets,
    Cover,
    Evidence,
    Figure,
    Para,
    Section,
    Stack,
    Table,
)
from briefkit.present.runs import Runs

__all__ = ["caveat_words", "plain"]


def caveat_words(code: str) -> str:
    """Return the code of a caveat as words, for where no footnote can be set.

    Parameters
    ----------
    code : str
        Such as ``single_voice``.

    Returns
    -------
    str
        Such as ``single voice``.
    """
    return code.replace("_", " ")


def plain(block: Block) -> str:
    """Return a block as plain text.

    Parameters
    ----------
    block : Block
        Any block.

    Returns
    -------
    str
        Lines of text; cells of a table are separated by `` | ``.
    """
    match block:
        case Para():
            return _line(block.runs)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case Table():
            head = " | ".join(column.label for column in block.columns)
            rows = [" | ".join(map(_line, row)) for row in block.rows]
            return "\n".join([_line(block.caption), head, *rows])
        case Figure():
            return f"{_line(block.caption)}\n[{block.alt}]"
        case Section():
            return "\n".join([_line(block.title), *map(plain, block.body)])
        case Stack():
            return "\n".join(map(plain, block.body))
        case Cover():
            return "\n".join(f"{label}: {_line(runs)}" for label, runs in block.items)
        case Evidence():
            return "\n".join(
                f"[{item.claim_id}] “{item.printed.text}” {_line(item.source)}"
                for item in block.items
            )
        case _:
            return ""


def _line(runs: Runs) -> str:
    return "".join(
        f" ({caveat_words(run.text)})" if run.kind == "caveat" else run.text for run in runs
    )
