"""What every renderer is given: a brief as frozen parts, blocks and runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefkit.present.blocks import Block
from briefkit.present.runs import Runs

__all__ = ["Document", "Headline", "NamedNumber", "Part"]

Value = tuple[float | None, float | None, float | None, str]


@dataclass(frozen=True)
class Part:
    """What stands under a heading of the second level; the first part may have none."""

    title: Runs
    body: tuple[Block, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class NamedNumber:
    """A number under its stable name, as ``numbers.json`` takes it."""

    text: str
    value: Value | None
    rule: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Headline:
    """A named number that the index follows over time."""

    series: str
    words: str
    number: str


@dataclass(frozen=True)
class Document:
    """A brief, as each renderer draws it in its own way.

    Parameters
    ----------
    brief : str
        Name of the brief.
    title : tuple of Run
        Its title.
    lang : str
        Language of its words.
    layout : str
        ``sheet`` where its front is one page; empty for any other brief.
    as_of : str
        Cut-off; empty where a notebook has none.
    edition_id : str
        Identifier of the edition's inputs.
    question : tuple of Block
        What stands under the title.
    facts : tuple of (str, tuple of Run)
        Labelled facts of the cover.
    parts : tuple of Part
        All else.
    numbers : mapping of str to NamedNumber
        What ``numbers.json`` takes.
    headlines : tuple of Headline
        Those of them that the index follows.
    has_replaced_glyphs : bool
        Whether it had characters that no font draws.
    names : mapping of str to str
        By name that is printed: the anchor of its first place.
    page : str
        Name of the HTML file that is made with it; empty where none is.
    dossiers : str
        Address of the page that lists the dossiers of its edition; empty where there are none.
    """

    brief: str
    title: Runs
    lang: str = "en"
    as_of: str = ""
    edition_id: str = ""
    question: tuple[Block, ...] = ()
    facts: tuple[tuple[str, Runs], ...] = ()
    parts: tuple[Part, ...] = ()
    numbers: Mapping[str, NamedNumber] = field(default_factory=dict)
    headlines: tuple[Headline, ...] = ()
    has_replaced_glyphs: bool = False
    layout: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    dossiers: str = ""
