"""A markdown cell as blocks: words are text, code is an identifier, a link leads out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from briefkit.present.blocks import Block, Bullets, Column, Heading, Para, Pre, Table
from briefkit.present.runs import Run, RunKind, Runs, joined

__all__ = ["blocks_of"]

Token = dict[str, Any]  # as mistune parses it

_COMMENT = re.compile(r"\s*<!--((?!-->).)*-->\s*", re.DOTALL)


@cache
def _parser() -> Callable[[str], Any]:
    import mistune

    return mistune.create_markdown(renderer=None, plugins=["table"])


def blocks_of(source: str) -> tuple[Block, ...]:
    """Read the text of a markdown cell.

    Parameters
    ----------
    source : str
        Markdown. Raw HTML in it is shown as text, and a comment that stands alone is not.

    Returns
    -------
    tuple of Block
    """
    return tuple(block for token in _parser()(source) for block in _blocks(token))


def _blocks(token: Token) -> Iterator[Block]:
    match token["type"]:
        case "blank_line" | "thematic_break":
            return
        case "block_html" if _COMMENT.fullmatch(token["raw"]):
            return
        case "heading":
            yield Heading(token["attrs"]["level"], _runs(token["children"]))
        case "paragraph" | "block_text":
            yield Para(_runs(token["children"]))
        case "list":
            style = "ordered" if token["attrs"]["ordered"] else "plain"
            yield Bullets(tuple(map(_item, token["children"])), style)
        case "block_quote":
            for child in token["children"]:
                for block in _blocks(child):
                    yield Para(block.runs, "note") if isinstance(block, Para) else block
        case "block_code":
            yield Pre(token["raw"].rstrip("\n"))
        case "table":
            yield _table(token)
        case _:
            yield Para((Run(token.get("raw", "")),))


def _item(token: Token) -> Runs:
    """Return an item in one line, with the lists in it: a brief has no deeper structure."""
    blocks = (block for child in token["children"] for block in _blocks(child))
    return joined((part for block in blocks for part in _lines(block) if part), "; ")


def _lines(block: Block) -> Iterable[Runs]:
    match block:
        case Bullets():
            return block.items
        case Para() | Heading():
            return (block.runs,)
        case _:
            return ()


def _table(token: Token) -> Table:
    head, body = token["children"][0], token["children"][1:]
    columns = tuple(
        Column(
            "".join(run.text for run in _runs(cell["children"])),
            "right" if cell["attrs"].get("align") == "right" else "left",
        )
        for cell in head["children"]
    )
    rows = tuple(
        tuple(_runs(cell["children"]) for cell in row["children"])
        for part in body
        for row in part["children"]
    )
    return Table("", (), columns, rows)


def _runs(tokens: Iterable[Token], kind: RunKind = "text") -> Runs:
    return tuple(run for token in tokens for run in _inline(token, kind))


def _inline(token: Token, kind: RunKind) -> Iterable[Run]:
    match token["type"]:
        case "softbreak" | "linebreak":
            return (Run(" "),)
        case "codespan":
            return (Run(token["raw"], "id"),)
        case "strong":
            return _runs(token["children"], "strong")
        case "emphasis" | "image":
            return _runs(token["children"], kind)
        case "link":
            text = "".join(run.text for run in _runs(token["children"]))
            return (Run(text, "link", href=token["attrs"]["url"]),)
        case _:
            return (Run(token.get("raw", ""), kind),)
