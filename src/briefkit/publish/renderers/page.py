"""A document as one self-contained HTML page: no script, no request, its own fonts."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from briefkit.present.html import block_html, facts_html
from briefkit.present.runs import runs_html
from briefkit.present.svg import palette_css
from briefkit.publish.renderers.anchors import words
from briefkit.publish.renderers.document import day_text
from briefkit.publish.renderers.fonts import font_faces

__all__ = ["TEMPLATES", "environment", "page", "style"]

Json = dict[str, Any]

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_TAG = re.compile(r"<[^>]*>")
_SAID = re.compile(r'(?:title|data-label)="([^"]*)"')
_NESTED = 12


def page(made: Json) -> str:
    """Return a document as an HTML page.

    Parameters
    ----------
    made : dict
        A document of :func:`briefkit.publish.renderers.document.document`.

    Returns
    -------
    str
        The whole file; the same document gives the same text.
    """
    from markupsafe import Markup

    sections = [
        {
            "id": part["id"],
            "title": Markup(runs_html(part["title"])),
            "body": Markup("".join(block_html(block) for block in part["body"])),
        }
        for part in made["sections"]
    ]
    content = {
        "lang": made["lang"],
        "brief": made["brief"],
        "layout": made["layout"],
        "as_of": made["as_of"],
        "day": day_text(made["as_of"]),
        "edition_id": made["edition_id"],
        "title": words(made["title"]),
        "heading": Markup(runs_html(made["title"])),
        "question": Markup("".join(block_html(block) for block in made["question"])),
        "facts": Markup(facts_html(made["facts"])),
        "sections": sections,
        "contents": _contents(made),
    }
    template = environment().get_template("brief.html.j2")
    sheet = TEMPLATES / f"{made['layout']}.css"
    own = Markup(sheet.read_text(encoding="utf-8")) if made["layout"] else Markup()
    return str(template.render(**content, style=style(content) + own))


@cache
def environment() -> Any:
    """Return the templates of a brief; plain text that goes into them is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def style(content: Any) -> Any:
    """Return the style of a page: its fonts, its colours, the style sheet.

    Parameters
    ----------
    content : object
        What the template shows, nested; the fonts carry the glyphs that stand in it.

    Returns
    -------
    markupsafe.Markup
    """
    from markupsafe import Markup

    shown = "".join(_strings(content))
    text = unescape(_TAG.sub("", shown) + "".join(_SAID.findall(shown)))
    light, dark = palette_css()
    sheet = (TEMPLATES / "brief.css").read_text(encoding="utf-8")
    sheet = sheet.replace("/*light*/", light).replace("/*dark*/", dark)
    return Markup(font_faces(text) + sheet)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return []
    return [text for part in value for text in _strings(part)]


def _contents(made: Json) -> list[Json]:
    """Return the table of contents; entries of a section are named while they are few."""
    found = []
    for part in made["sections"]:
        if part["title"]:
            entries = [block for block in _entries(part["body"])]
            parts = [{"id": e["id"], "title": words(e["title"])} for e in entries]
            kept = parts if len(parts) <= _NESTED else []
            found.append({"id": part["id"], "title": words(part["title"]), "parts": kept})
    return found


def _entries(body: list[Json]) -> list[Json]:
    found = []
    for block in body:
        if block["block"] == "section":
            found.append(block)
        elif block["block"] == "stack":
            found += _entries(block["body"])
    return found
