"""A document as one self-contained HTML page: no script, no request, its own fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefkit.present.blocks import Block, Cover, Section, Stack
from briefkit.present.html import environment
from briefkit.present.runs import words
from briefkit.present.svg import palette_css
from briefkit.present.words import day_text
from briefkit.publish.document.document import Document
from briefkit.publish.renderers.html.sources import cited
from briefkit.publish.renderers.html.webfonts import font_faces

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page", "style", "template"]

_HERE = Path(__file__).parent
_TAG = re.compile(r"<[^>]*>")
_SAID = re.compile(r'(?:title|data-label)="([^"]*)"')
_NESTED = 12


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    id: str
    title: str
    parts: tuple[Entry, ...] = ()


def page(document: Document) -> str:
    """Return a document as an HTML page.

    Parameters
    ----------
    document : Document
        A document of :func:`briefkit.publish.document.notebook.document`.

    Returns
    -------
    str
        The whole file; the same document gives the same text.
    """
    document = cited(document)
    facts = Cover(document.as_of, document.facts)
    contents = tuple(_contents(document))
    return template().render(document=document, facts=(facts,), contents=contents)


@cache
def template() -> Template:
    """Return the template of a page, read once."""
    made = environment(_HERE)
    made.filters |= {"day": day_text, "style": style, "words": words}
    return made.get_template("brief.html.j2")


def style(shown: str, layout: str = "") -> Markup:
    """Return the style of a page: its fonts, its colours, the style sheet.

    Parameters
    ----------
    shown : str
        All that stands in the page, as HTML; the fonts carry the glyphs that stand in it.
    layout : str
        ``sheet`` adds its own style sheet.

    Returns
    -------
    markupsafe.Markup
    """
    text = unescape(_TAG.sub("", shown) + "".join(_SAID.findall(shown)))
    light, dark = palette_css()
    sheet = (_HERE / "brief.css").read_text(encoding="utf-8")
    sheet = sheet.replace("/*light*/", light).replace("/*dark*/", dark)
    own = (_HERE / f"{layout}.css").read_text(encoding="utf-8") if layout else ""
    return Markup(font_faces(text) + sheet + own)


def _contents(document: Document) -> Iterator[Entry]:
    """Yield the table of contents; entries of a part are named while they are few."""
    for part in document.parts:
        if part.title:
            own = tuple(Entry(s.id, words(s.title)) for s in _sections(part.body))
            yield Entry(part.id, words(part.title), own if len(own) <= _NESTED else ())


def _sections(body: tuple[Block, ...]) -> Iterator[Section]:
    for block in body:
        if isinstance(block, Section):
            yield block
        elif isinstance(block, Stack):
            yield from _sections(block.body)
