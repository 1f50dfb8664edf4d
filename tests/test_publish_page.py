"""The HTML of a brief: one file, no script, no request, all glyphs with it, the same every time."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from publishing import CYRILLIC, HAN, HANGUL, HOSTILE, LONG_WORD, executed

from briefkit.present.words import day_text
from briefkit.publish.document.glyphs import drawable
from briefkit.publish.document.notebook import document
from briefkit.publish.renderers.export import BriefHTMLExporter
from briefkit.publish.renderers.html.page import page
from briefkit.publish.renderers.html.webfonts import font_faces
from briefkit.publish.tradecraft.lint import held_document


class Page(HTMLParser):
    """What stands in a page: elements, ids, addresses, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.events: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                self.hrefs.append(value or "")
            elif name.startswith("on"):
                self.events.append(name)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@pytest.fixture(scope="module")
def html() -> str:
    return page(document(executed(), "flows"))


@pytest.fixture(scope="module")
def parsed(html: str) -> Page:
    return Page(html)


def test_nothing_can_run_and_nothing_is_fetched(html: str, parsed: Page) -> None:
    assert not {"script", "iframe", "object", "embed", "form", "base"} & set(parsed.tags)
    assert parsed.events == []
    assert "default-src 'none'" in html
    data = "data:text/csv;charset=utf-8;base64,"
    assert all(href.startswith(("#", "https://", data)) for href in parsed.hrefs)
    assert not re.search(r"url\((?!data:font/woff2|#)", html)
    assert "@import" not in html


def test_every_link_inside_leads_somewhere_and_no_anchor_stands_twice(parsed: Page) -> None:
    inside = [href[1:] for href in parsed.hrefs if href.startswith("#")]
    assert len(inside) > 50
    assert set(inside) <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))


def test_all_text_of_the_data_comes_out_as_its_characters(parsed: Page) -> None:
    words = "".join(parsed.words)
    for text in (*HOSTILE, HANGUL, HAN, CYRILLIC, LONG_WORD):
        assert drawable(text) in words


def test_landmarks_language_and_headings(html: str, parsed: Page) -> None:
    for tag in ("header", "nav", "main", "footer"):
        assert parsed.tags.count(tag) == 1
    assert '<html lang="en">' in html
    assert '<a class="skip" href="#content">' in html
    assert parsed.tags.count("h1") == 1
    assert html.index("<h1") < html.index("<h2") < html.index("<h3")
    assert html.count('role="img"') == 2


def test_the_fonts_hold_every_character_of_the_page(html: str, parsed: Page) -> None:
    from fontTools.ttLib import TTFont

    held: set[int] = set()
    for data in re.findall(r"data:font/woff2;base64,([^)]+)\)", html):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            held |= set(font.getBestCmap())
            assert not any("Source" in str(record) for record in font["name"].names)
    shown = {ord(c) for c in "".join(parsed.words) if c.isprintable()}
    assert shown <= held


def test_the_same_document_gives_the_same_bytes(html: str) -> None:
    from briefkit.publish.renderers.html import webfonts as fonts

    fonts._subset.cache_clear()
    assert page(document(executed(), "flows")) == html


def test_fonts_are_cut_to_what_is_used() -> None:
    assert "Brief Han" not in font_faces("plain words")
    assert "Brief Han" in font_faces(HANGUL)


def test_a_font_cut_out_of_a_held_cut_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefkit.publish.renderers.html import webfonts as fonts

    shrunk, cut_out_of = fonts._shrunk, []

    def seen(source: object, *more: object) -> bytes:
        cut_out_of.append(type(source).__name__)
        return shrunk(source, *more)

    monkeypatch.setattr(fonts, "_shrunk", seen)
    monkeypatch.setattr(fonts, "_held", None)
    found = []
    for held in ("", HANGUL + "金正恩訪朝", HANGUL + "軍事협력 plain Ж"):
        fonts.hold(held)
        fonts._subset.cache_clear()
        found.append(font_faces(HANGUL))
    fonts._subset.cache_clear()
    assert found[0] == found[1] == found[2]
    whole = type(Path()).__name__
    assert cut_out_of == [whole, whole, "BytesIO", whole, "BytesIO"]


def test_a_mark_that_turns_what_follows_is_shown_not_obeyed() -> None:
    assert drawable("a\u202eb") == "a�b"
    assert drawable("\u200fright") == "\u200fright"


def test_tables_stack_on_a_phone_only_where_they_are_wide(html: str) -> None:
    assert 'class="stacks"' in html
    assert 'data-label="Contact"' in html
    assert unescape(html).count("Thirty contacts on record") == 1


def test_each_figure_is_cited_with_its_edition_and_its_file() -> None:
    found = replace(document(executed(), "flows"), edition_id="0123456789ab", page="flows.html")
    shown = BeautifulSoup(page(found), "html.parser")
    day = day_text(found.as_of)
    assert [cite.get_text() for cite in shown.select("figure cite")] == [
        f"Who moved what, Figure {n}, as of {day}, edition 0123456789ab, flows.html."
        for n in (1, 2)
    ]
    (link,) = shown.select("figure a[download]")
    assert link["download"] == f"flows-{found.as_of}-figure-2.csv"
    (data,) = shown.select("figure details")
    assert [td.get_text() for td in data.select("td:first-child")] == [*map(drawable, HOSTILE)]
    text = base64.b64decode(str(link["href"]).partition(",")[2]).decode("utf-8-sig")
    assert "'=HYPERLINK(1),2023-09-15,60000," in text
    assert not shown.find(class_="picture").find_parent("details")


def test_nbconvert_makes_the_same_page(tmp_path: Path) -> None:
    import nbformat

    path = tmp_path / "flows.ipynb"
    nbformat.write(executed(), path)
    made, resources = BriefHTMLExporter().from_filename(str(path))
    assert made == page(held_document(executed(), "flows"))
    assert resources["output_extension"] == ".html"


def test_orphans_may_stand_where_that_is_asked_for() -> None:
    import nbformat
    from traitlets.config import Config

    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\n60 t")])
    config: Any = Config({"BriefHTMLExporter": {"allow_orphans": True}})
    made, _ = BriefHTMLExporter(config=config).from_notebook_node(nb)
    assert "60 t" in made
