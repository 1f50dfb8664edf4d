"""Names that an address may carry: of parts, figures, tables, numbers and claims."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import lru_cache

from briefkit.present.blocks import Block, Figure, Heading, Judgement, Section, Stack, Table
from briefkit.present.runs import Runs, words
from briefkit.publish.document.document import Document

__all__ = ["NAME", "USE", "claim_anchor", "digest", "give_anchors", "number_anchor"]

#: Begins the anchor of a place that the annex leads back to; a number follows.
USE = "use-"
#: Begins the anchor of the place where a name is printed first; a number follows.
NAME = "name-"
_OWN = (USE, NAME, "claim-", "num-", "caveat-", "annex-")  # no title makes an anchor that begins so


def give_anchors(document: Document) -> tuple[Document, dict[str, str]]:
    """Give parts, sections, headings, figures and tables their anchors, the latter two a number.

    Parameters
    ----------
    document : Document
        A document.

    Returns
    -------
    Document
        With anchors.
    dict of str to str
        Anchors of the sections by the ids that they had: where ``#id`` in a run leads.
    """
    names = _Names()
    parts = tuple(
        replace(part, id=names.new(_slug(part.title) or "opening"), body=names.given(part.body))
        for part in document.parts
    )
    return replace(document, parts=parts), names.sections


class _Names:
    """Anchors given so far: no two are alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.counts = {"figure": 0, "table": 0}
        self.sections: dict[str, str] = {}

    def new(self, wanted: str) -> str:
        wanted = f"part-{wanted}" if wanted.startswith(_OWN) else wanted
        name, n = wanted, 1
        while name in self.taken:
            n += 1
            name = f"{wanted}-{n}"
        self.taken.add(name)
        return name

    def given(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Figure() | Table():
                is_counted = isinstance(block, Figure) or block.caption
                label = self._label(block.kind) if is_counted else ""
                own = clean(block.id) or self.counts[block.kind]
                return replace(block, id=self.new(f"{block.kind}-{own}"), label=label)
            case Section():
                name = self.new(f"section-{clean(block.id) or 0}")
                self.sections.setdefault(block.id, name)
                return replace(block, id=name, body=self.given(block.body))
            case Heading():
                return replace(block, id=self.new(_slug(block.runs) or "part"))
            case Judgement() | Stack():
                return replace(block, body=self.given(block.body))
            case _:
                return block

    def _label(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{kind.capitalize()} {self.counts[kind]}"


@lru_cache(maxsize=4096)
def claim_anchor(claim_id: str) -> str:
    """Return the anchor of a claim in the evidence annex."""
    return f"claim-{clean(claim_id)}"


def number_anchor(key: str) -> str:
    """Return the anchor of a number in the annex."""
    return f"num-{clean(key)}"


def clean(text: str) -> str:
    """Return a name that an address may carry; one that had to be changed gets a digest."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-")
    return kept if kept == text else f"{kept[:60]}-{digest(text)}".strip("-")


def digest(*parts: str) -> str:
    """Return eight hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def _slug(runs: Runs) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words(runs).lower())[:60].strip("-")
