"""How each figure of a page is cited, and what the file of its data is called."""

from __future__ import annotations

from dataclasses import replace

from briefkit.present.blocks import Block, Figure, Judgement, Section, Stack
from briefkit.present.runs import words
from briefkit.present.words import day_text
from briefkit.publish.document.document import Document

__all__ = ["cited"]


def cited(document: Document) -> Document:
    """Return a document whose figures say how they are cited.

    Parameters
    ----------
    document : Document
        With the labels of its figures.

    Returns
    -------
    Document
        Each figure has ``cite``: title, number, day, edition and page, as far as it has them; and
        ``file``, which tells the figure from those of other briefs and other days.
    """
    known = f"as of {day_text(document.as_of)}" if document.as_of else ""
    edition = f"edition {document.edition_id}" if document.edition_id else ""
    tail = [part for part in (known, edition, document.page) if part]

    def block_of(block: Block) -> Block:
        match block:
            case Figure():
                cite = ", ".join([words(document.title), block.label, *tail])
                named = [document.brief, document.as_of, *block.label.lower().split()]
                return replace(block, cite=f"{cite}.", file=f"{'-'.join(filter(None, named))}.csv")
            case Section() | Judgement() | Stack():
                return replace(block, body=tuple(map(block_of, block.body)))
            case _:
                return block

    parts = (replace(part, body=tuple(map(block_of, part.body))) for part in document.parts)
    return replace(document, parts=tuple(parts))
