"""The pieces a brief is made of: frozen values, drawn last, by each renderer in its own way.

A *run* is a stretch of text that knows what it is; a *block* is a paragraph, list, table, figure,
section or annex made of runs. Plain text is always escaped by the renderers; a number carries its
claims and its rule wherever it goes.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from briefkit.present.packed import pack
from briefkit.present.runs import Run, Runs, joined
from briefkit.vocab import Caveat

__all__ = [
    "MIME",
    "Block",
    "Bullets",
    "Caveats",
    "Column",
    "Cover",
    "Datum",
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

#: Media type under which a block travels in a notebook's output: JSON, packed into one line of
#: letters. As it is, it would weigh more than the HTML beside it; as a type of JSON it would be
#: copied, indented and written again cell by cell.
MIME = "application/vnd.briefkit.block"

#: Characters of a block that stand for it.
_SHORT = 70


@dataclass(frozen=True, repr=False)
class Block:
    """A piece of a brief that Jupyter can show and the exporters can set."""

    kind: ClassVar[str] = ""

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON, without the empty ones of the fields that may be left out."""
        return {"block": self.kind, **_fields_json(self)}

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of the claims that it leads to, sorted."""
        from briefkit.present.trees import runs_of

        return tuple(sorted({name for run in runs_of(self) for name in run.claims}))

    def __str__(self) -> str:
        from briefkit.present.plain import plain

        return plain(self)

    def __repr__(self) -> str:
        """Return the kind and its first words; ``print`` shows the whole as plain text."""
        words = " ".join(str(self).split())
        shown = words if len(words) <= _SHORT else f"{words[:_SHORT]}… {len(words):,} characters"
        return f"{type(self).__name__}({shown})"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        from briefkit.present.html import fragment

        return {
            MIME: pack(self.to_json()),
            "text/html": fragment(self),
            "text/plain": repr(self),
        }


@dataclass(frozen=True, repr=False)
class Para(Block):
    """A paragraph; ``style`` is ``body``, ``finding`` (a key sentence), ``judged`` or ``note``."""

    kind: ClassVar[str] = "para"
    runs: Runs
    style: str = "body"


@dataclass(frozen=True, repr=False)
class Bullets(Block):
    """A list; ``style`` is ``plain``, ``ordered`` or ``findings`` (a brief's key sentences)."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Runs, ...]
    style: str = "plain"


@dataclass(frozen=True)
class Column:
    """Head of a column; ``align`` is ``left`` or ``right``, ``share`` its part of the width."""

    label: str
    align: str = "left"
    share: float = 1.0


@dataclass(frozen=True, repr=False)
class Table(Block):
    """A table; every cell is a sequence of runs. A document gives it a ``label`` with a number."""

    kind: ClassVar[str] = "table"
    id: str
    caption: Runs
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    label: str = ""


@dataclass(frozen=True)
class Datum:
    """A row of what a figure draws: its cells as text, and the ids of the claims behind it."""

    cells: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Figure(Block):
    """A picture as SVG text, its finding as caption, and the finding in one sentence as text.

    ``columns`` and ``rows`` are what is drawn, days as ISO days and numbers as plain digits. The
    page of a brief adds how the figure is cited (``cite``) and what the file of its data is called
    (``file``).
    """

    kind: ClassVar[str] = "figure"
    id: str
    caption: Runs
    svg: str
    alt: str
    label: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Datum, ...] = ()
    cite: str = ""
    file: str = ""


@dataclass(frozen=True, repr=False)
class Section(Block):
    """Blocks under a heading of the third level, with an anchor; ``badge`` is a word beside it.

    On paper it begins a page where ``is_page`` is true, and is set to fit on one.
    """

    kind: ClassVar[str] = "section"
    id: str
    title: Runs
    body: tuple[Block, ...]
    badge: str = ""
    is_page: bool = False


@dataclass(frozen=True, repr=False)
class Cover(Block):
    """What stands under a brief's title: cut-off, comparison date, size and state of the record."""

    kind: ClassVar[str] = "cover"
    as_of: str
    items: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class EvidenceItem:
    """One claim in the annex.

    ``gloss`` is our English of printed words in the language ``lang``. The next four say how much
    it weighs beside others: the grade of its source, the value as it was coded, whether it denies
    it, and whether it stands in the speaker's own record. ``dossier`` is its address there, which
    holds where the edition has dossiers.
    """

    claim_id: str
    printed: Run
    says: Runs
    locator: Run
    source: Runs
    path: Runs
    rivals: tuple[str, ...] = ()
    gloss: str = ""
    lang: str = ""
    grade: str = ""
    said: str = ""
    is_denied: bool = False
    is_own: bool = False
    dossier: str = ""


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


@dataclass(frozen=True, repr=False)
class Heading(Block):
    """A heading of a Markdown cell; ``level`` is 1 to 6."""

    kind: ClassVar[str] = "heading"
    level: int
    runs: Runs
    id: str = ""


@dataclass(frozen=True, repr=False)
class Judgement(Block):
    """What a cell tagged ``judgement`` says: set apart as the analyst's."""

    kind: ClassVar[str] = "judgement"
    body: tuple[Block, ...]


@dataclass(frozen=True, repr=False)
class Pre(Block):
    """Text as it was printed."""

    kind: ClassVar[str] = "pre"
    text: str


@dataclass(frozen=True, repr=False)
class Image(Block):
    """A picture of pixels, ``data`` in base64."""

    kind: ClassVar[str] = "image"
    media: str
    data: str
    alt: str


def _fields_json(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    found = ((name, getattr(value, name), is_left) for name, is_left in _fields(kind))
    return {name: _json(part) for name, part, is_left in found if part or not is_left}


@cache
def _fields(kind: Any) -> list[tuple[str, bool]]:
    """Return the fields of a class, each with whether it may be left out."""
    fields = dataclasses.fields(kind)
    return [(field.name, field.default is not dataclasses.MISSING) for field in fields]


def _json(value: object) -> Any:
    match value:
        case str() | int() | float() | None:
            return value
        case tuple() | list():
            return [_json(item) for item in value]
        case Block() | Run():
            return value.to_json()
        case _:
            return _fields_json(value)
