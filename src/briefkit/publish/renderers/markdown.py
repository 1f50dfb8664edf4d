"""A markdown cell as blocks: words are text, code is an identifier, a link leads out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

__all__ = ["blocks_of"]

Json = dict[str, Any]


@cache
def _parse() -> Any:
    import mistune

    return mistune.create_markdown(renderer=None, plugins=["table"])


def blocks_of(source: str) -> list[Json]:
    """Read the text of a markdown cell.

    Parameters
    ----------
    source : str
        Markdown. Raw HTML in it is shown as text.

    Returns
    -------
    list of dict
        Blocks in JSON form; a heading is ``{"block": "heading", "level", "runs"}``.
    """
    return [block for token in _parse()(source) for block in _blocks(token)]


def _blocks(token: Json) -> Iterable[Json]:
    match token["type"]:
        case "blank_line" | "thematic_break":
            return
        case "heading":
            runs = _runs(token["children"])
            yield {"block": "heading", "level": token["attrs"]["level"], "runs": runs}
        case "paragraph" | "block_text":
            yield {"block": "para", "runs": _runs(token["children"]), "style": "body"}
        case "list":
            style = "ordered" if token["attrs"]["ordered"] else "plain"
            items = [_item(child) for child in token["children"]]
            yield {"block": "bullets", "items": items, "style": style}
        case "block_quote":
            for child in token["children"]:
                for block in _blocks(child):
                    quoted = block["block"] == "para"
                    yield {**block, "style": "note"} if quoted else block
        case "block_code":
            yield {"block": "pre", "text": token["raw"].rstrip("\n")}
        case "table":
            yield _table(token)
        case _:
            yield {"block": "para", "runs": [_text(token.get("raw", ""))], "style": "body"}


def _item(token: Json) -> list[Json]:
    runs: list[Json] = []
    for child in token["children"]:
        for block in _blocks(child):
            # A list in a list is set in one line: a brief has no deeper structure.
            parts = block["items"] if block["block"] == "bullets" else [block.get("runs", [])]
            for part in parts:
                runs += [_text("; ")] if runs and part else []
                runs += part
    return runs


def _table(token: Json) -> Json:
    head, body = token["children"][0], token["children"][1:]
    columns = [
        {
            "label": "".join(run["text"] for run in _runs(cell["children"])),
            "align": "right" if cell["attrs"].get("align") == "right" else "left",
            "share": 1.0,
        }
        for cell in head["children"]
    ]
    rows = [
        [_runs(cell["children"]) for cell in row["children"]]
        for part in body
        for row in part["children"]
    ]
    return {"block": "table", "id": "", "caption": [], "columns": columns, "rows": rows}


def _text(text: str, kind: str = "text", **more: str) -> Json:
    return {"text": text, "kind": kind, **more}


def _runs(tokens: Iterable[Json], kind: str = "text") -> list[Json]:
    runs: list[Json] = []
    for token in tokens:
        match token["type"]:
            case "softbreak" | "linebreak":
                runs.append(_text(" "))
            case "codespan":
                runs.append(_text(token["raw"], "id"))
            case "strong":
                runs += _runs(token["children"], "strong")
            case "emphasis":
                runs += _runs(token["children"], kind)
            case "link":
                text = "".join(run["text"] for run in _runs(token["children"]))
                runs.append(_text(text, "link", href=token["attrs"]["url"]))
            case "image":
                runs += _runs(token["children"], kind)
            case _:
                runs.append(_text(token.get("raw", ""), kind))
    return runs
