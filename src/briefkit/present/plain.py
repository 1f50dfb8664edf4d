"""Blocks in JSON form: their runs one by one, and their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["caveat_words", "plain", "runs_of"]


def runs_of(block: Any) -> Iterator[dict[str, Any]]:
    """Walk all runs of a block in JSON form, in reading order.

    Parameters
    ----------
    block : dict or list
        A block, or any part of one.

    Yields
    ------
    dict
        Runs as :meth:`Run.to_json` makes them.
    """
    if isinstance(block, dict):
        if "kind" in block and "text" in block:
            yield block
        else:
            for value in block.values():
                yield from runs_of(value)
    elif isinstance(block, list):
        for item in block:
            yield from runs_of(item)


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


def plain(block: dict[str, Any]) -> str:
    """Return a block as plain text, for terminals and as a notebook's last resort.

    Parameters
    ----------
    block : dict
        A block in JSON form.

    Returns
    -------
    str
        Lines of text; cells of a table are separated by `` | ``.
    """

    def line(runs: Sequence[dict[str, Any]]) -> str:
        return "".join(
            f" ({caveat_words(run['text'])})" if run["kind"] == "caveat" else run["text"]
            for run in runs
        )

    match block["block"]:
        case "para":
            return line(block["runs"])
        case "bullets":
            return "\n".join(f"- {line(item)}" for item in block["items"])
        case "table":
            head = " | ".join(column["label"] for column in block["columns"])
            rows = [" | ".join(line(cell) for cell in row) for row in block["rows"]]
            return "\n".join([line(block["caption"]), head, *rows])
        case "figure":
            return f"{line(block['caption'])}\n[{block['alt']}]"
        case "section":
            return "\n".join([line(block["title"]), *map(plain, block["body"])])
        case "stack":
            return "\n".join(map(plain, block["body"]))
        case "cover":
            return "\n".join(f"{label}: {line(runs)}" for label, runs in block["items"])
        case "evidence":
            return "\n".join(
                f"[{item['claim_id']}] “{item['printed']['text']}” {line(item['source'])}"
                for item in block["items"]
            )
        case _:
            return ""
