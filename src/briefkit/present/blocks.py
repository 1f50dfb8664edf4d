"""The pieces a brief is made of: frozen values, drawn last, by one face for HTML and one for PDF.

A *run* is a stretch of text that knows what it is; a *block* is a paragraph, list, table, figure,
section or annex made of runs. Plain text is always escaped by the faces; a number carries its
claims and its rule wherever it goes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from briefkit.vocab import Caveat

__all__ = [
    "MIME",
    "Block",
    "Bullets",
    "Caveats",
    "Column",
    "Cover",
    "Evidence",
    "EvidenceItem",
    "Figure",
    "Para",
    "Run",
    "Section",
    "Stack",
    "Table",
    "joined",
]

#: Media type under which a block travels in a notebook's output: JSON in one line of text. As a
#: type of JSON it would be copied, indented and written again cell by cell, at several times its
#: size and of the time that it takes to make a brief.
MIME = "application/vnd.briefkit.block"

#: Characters of a block that stand for it.
_SHORT = 70

RunKind = Literal[
    "text", "strong", "num", "date", "name", "id", "printed", "coded", "link", "caveat"
]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that knows what it is.

    Parameters
    ----------
    text : str
        What is shown, as plain text.
    kind : str
        ``text`` and ``strong`` are words without digits; ``num`` a number; ``date`` a date;
        ``name`` the name or label of an actor, place, event, flow or unit; ``id`` an identifier;
        ``printed`` a source's words; ``coded`` a coder's or a rule's words; ``link`` an address;
        ``caveat`` the mark of a footnote.
    claims : tuple of str
        Ids of the claims behind it.
    rule : str
        How it was computed.
    number : str
        Stable name of a number, such as ``flows.diesel-blr-rus.quantity``.
    value : tuple, optional
        low, best, high and unit of a number.
    href : str
        Where it leads, if not to its claims.
    headline : str
        Words under which the index of editions follows a named number over time; empty where it
        does not.
    series : str
        Name under which the index joins the numbers of several editions, where ``number`` moves
        with a window; by default ``number``.
    """

    text: str
    kind: RunKind = "text"
    claims: tuple[str, ...] = ()
    rule: str = ""
    number: str = ""
    value: tuple[float | None, float | None, float | None, str] | None = None
    href: str = ""
    headline: str = ""
    series: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the run without its empty fields."""
        found: dict[str, Any] = {"text": self.text, "kind": self.kind}
        for field in ("claims", "rule", "number", "value", "href", "headline", "series"):
            value = getattr(self, field)
            if value:
                found[field] = list(value) if isinstance(value, tuple) else value
        return found


Runs = tuple[Run, ...]


@dataclass(frozen=True, repr=False)
class Block:
    """A piece of a brief that Jupyter can show and the exporters can set."""

    kind: ClassVar[str] = ""

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON: the form that travels in notebooks and feeds both faces."""
        found: dict[str, Any] = {"block": self.kind}
        for field in dataclasses.fields(self):
            found[field.name] = _jsonable(getattr(self, field.name))
        return found

    def __str__(self) -> str:
        from briefkit.present.plain import plain

        return plain(self.to_json())

    def __repr__(self) -> str:
        """Return the kind and its first words; ``print`` shows the whole as plain text."""
        words = " ".join(str(self).split())
        shown = words if len(words) <= _SHORT else f"{words[:_SHORT]}… {len(words):,} characters"
        return f"{type(self).__name__}({shown})"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from briefkit.present.html import fragment
        from briefkit.present.plain import plain

        block = self.to_json()
        text = json.dumps(block, ensure_ascii=False, separators=(",", ":"))
        return {MIME: text, "text/html": fragment(block), "text/plain": plain(block)}


@dataclass(frozen=True, repr=False)
class Para(Block):
    """A paragraph; ``style`` is ``body``, ``finding`` (a key sentence) or ``note``."""

    kind: ClassVar[str] = "para"
    runs: Runs
    style: str = "body"


@dataclass(frozen=True, repr=False)
class Bullets(Block):
    """A list; ``style`` is ``plain`` or ``findings`` (the key sentences of a brief)."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Runs, ...]
    style: str = "plain"


@dataclass(frozen=True)
class Column:
    """Head of a column; ``align`` is ``left`` or ``right``, ``share`` its part of the width."""

    label: str
    align: str = "left"
    share: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """Return the column as JSON."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, repr=False)
class Table(Block):
    """A table; every cell is a sequence of runs."""

    kind: ClassVar[str] = "table"
    id: str
    caption: Runs
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, repr=False)
class Figure(Block):
    """A picture as SVG text, its finding as caption, and an alternative text made from its data."""

    kind: ClassVar[str] = "figure"
    id: str
    caption: Runs
    svg: str
    alt: str


@dataclass(frozen=True, repr=False)
class Section(Block):
    """Blocks under a heading of the third level, with an anchor; ``badge`` is a word beside it."""

    kind: ClassVar[str] = "section"
    id: str
    title: Runs
    body: tuple[Block, ...]
    badge: str = ""


@dataclass(frozen=True, repr=False)
class Cover(Block):
    """What stands under a brief's title: cut-off, comparison date, size and state of the record."""

    kind: ClassVar[str] = "cover"
    as_of: str
    items: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class EvidenceItem:
    """One claim in the annex."""

    claim_id: str
    printed: Run
    says: Runs
    locator: Run
    source: Runs
    path: Runs
    rivals: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the item as JSON."""
        return {
            field.name: _jsonable(getattr(self, field.name)) for field in dataclasses.fields(self)
        }


@dataclass(frozen=True, repr=False)
class Evidence(Block):
    """The annex; the exporters keep the items that the brief leads to and add the way back."""

    kind: ClassVar[str] = "evidence"
    items: tuple[EvidenceItem, ...]


@dataclass(frozen=True, repr=False)
class Caveats(Block):
    """Place of the footnotes: the exporters list the caveats that the brief uses."""

    kind: ClassVar[str] = "caveats"
    sentences: tuple[tuple[str, str], ...] = tuple((c.value, c.sentence) for c in Caveat)


@dataclass(frozen=True, repr=False)
class Stack(Block):
    """Blocks one below the other, shown by one cell."""

    kind: ClassVar[str] = "stack"
    body: tuple[Block, ...]


def _jsonable(value: Any) -> Any:
    if isinstance(value, (Block, Run, Column, EvidenceItem)):
        return value.to_json()
    if isinstance(value, (tuple, list)):
        return [_jsonable(item) for item in value]
    return value


def joined(parts: Iterable[Runs], between: str = ", ") -> Runs:
    """Join sequences of runs with a text between them.

    Parameters
    ----------
    parts : iterable of tuple of Run
        What to join.
    between : str
        Text without digits.

    Returns
    -------
    tuple of Run
    """
    found: list[Run] = []
    for part in parts:
        if found:
            found.append(Run(between))
        found.extend(part)
    return tuple(found)
