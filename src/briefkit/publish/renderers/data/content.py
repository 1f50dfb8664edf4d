"""A document as JSON: what it says part by part, its numbers, and the claims behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from briefkit.present.annex import ClaimEntry, Claims, Footnotes, Numbers
from briefkit.present.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Image,
    Judgement,
    Para,
    Pre,
    Section,
    Stack,
    Table,
)
from briefkit.present.plain import caveat_words
from briefkit.present.runs import Runs
from briefkit.publish.document.document import Document

__all__ = ["content"]

Json = dict[str, Any]


def content(document: Document) -> str:
    """Return a document as JSON.

    Parameters
    ----------
    document : Document
        A document of :func:`briefkit.publish.document.notebook.document`.

    Returns
    -------
    str
        ``brief``, ``title``, ``as_of``, ``edition_id``, ``facts``; ``parts``, each with its title
        and blocks: a text with the ids of its claims, a list, or a table of texts; ``numbers`` by
        name; ``claims`` by id, with words, English, source and address.
    """
    claims = (
        item
        for part in document.parts
        for block in part.body
        if isinstance(block, Claims)
        for item in block.items
    )
    found: Json = {
        "brief": document.brief,
        "title": _text(document.title),
        "as_of": document.as_of,
        "edition_id": document.edition_id,
        "facts": {label: _text(runs) for label, runs in document.facts},
        "question": [*_blocks(document.question)],
        "parts": [
            {"title": _text(part.title), "blocks": blocks}
            for part in document.parts
            if (blocks := [*_blocks(part.body)])
        ],
        "numbers": {
            name: {
                "text": number.text,
                "value": number.value,
                "rule": number.rule,
                "claims": list(number.claims),
            }
            for name, number in document.numbers.items()
        },
        "claims": {claim.claim_id: _claim(claim) for claim in claims},
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _text(runs: Runs) -> str:
    return "".join(
        f" ({caveat_words(run.text)})" if run.kind == "caveat" else run.text for run in runs
    ).strip()


def _told(runs: Runs) -> Json:
    """Return a text, and the claims that it leads to, each once."""
    claims = list(dict.fromkeys(name for run in runs for name in run.claims))
    return {"text": _text(runs), **({"claims": claims} if claims else {})}


def _blocks(blocks: Iterable[Block]) -> Iterator[Json]:
    for block in blocks:
        match block:
            case Stack():
                yield from _blocks(block.body)
            case Numbers() | Claims():
                continue
            case _:
                yield {"kind": block.kind, **_block(block)}


def _block(block: Block) -> Json:
    match block:
        case Para():
            return {"style": block.style, **_told(block.runs)}
        case Heading():
            return {"level": block.level, **_told(block.runs)}
        case Bullets():
            return {"style": block.style, "items": [_told(item) for item in block.items]}
        case Table():
            return {
                "caption": _text(block.caption),
                "columns": [column.label for column in block.columns],
                "rows": [[_text(cell) for cell in row] for row in block.rows],
            }
        case Figure():
            found = {"caption": _text(block.caption), "alt": block.alt}
            columns = [column.label for column in block.columns]
            return found | {"columns": columns, "rows": [list(row.cells) for row in block.rows]}
        case Image():
            return {"alt": block.alt}
        case Section():
            head = {"title": _text(block.title), "badge": block.badge}
            return {**head, "blocks": [*_blocks(block.body)]}
        case Judgement():
            return {"blocks": [*_blocks(block.body)]}
        case Pre():
            return {"text": block.text}
        case Footnotes():
            return {"items": [{"caveat": n.code, "text": n.sentence} for n in block.items]}
    return {"text": str(block)}


def _claim(claim: ClaimEntry) -> Json:
    links = [run.href for run in claim.source if run.href.startswith(("https://", "http://"))]
    return {
        "words": claim.printed.text,
        "english": claim.gloss,
        "language": claim.lang,
        "says": _text(claim.says),
        "place": claim.locator.text,
        "source": _text(tuple(run for run in claim.source if not run.href)).rstrip(". "),
        "grade": claim.grade,
        "address": links[0] if links else "",
    }
