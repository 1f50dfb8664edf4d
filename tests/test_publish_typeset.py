"""The PDF of a brief: accessible, archivable, the same every time, and data stay data in it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from publishing import CYRILLIC, HAN, HANGUL, HOSTILE, executed

from briefkit.publish.document.glyphs import drawable
from briefkit.publish.document.notebook import document
from briefkit.publish.renderers.pdf.content import breakable
from briefkit.publish.renderers.pdf.typeset import typeset

pypdf = pytest.importorskip("pypdf")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(document(executed(), "flows"))


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def text(reader: Any) -> str:
    joined = "".join(page.extract_text() for page in reader.pages)
    return joined.replace("\n", "").replace("\u200b", "").replace(" ", "")


def test_it_is_tagged_titled_and_says_its_language(reader: Any) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Who moved what"
    assert reader.metadata.creation_date.isoformat() == "2023-10-20T00:00:00+00:00"


def test_it_declares_universal_accessibility_and_archiving(pdf: bytes) -> None:
    assert b"pdfuaid:part>1<" in pdf
    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>A<" in pdf


def test_headings_are_bookmarks(reader: Any) -> None:
    titles: list[str] = []

    def walk(outline: list[Any]) -> None:
        for entry in outline:
            if isinstance(entry, list):
                walk(entry)
            else:
                titles.append(entry.title)

    walk(reader.outline)
    for title in ("Key sentences", "What moved", "Where each number comes from", "The claims"):
        assert title in titles


def test_all_text_of_the_data_comes_out_as_its_characters(text: str) -> None:
    for words in (HANGUL, HAN, CYRILLIC, *HOSTILE):
        shown = drawable(words).replace(" ", "").replace("\u200e", "").replace("\u200f", "")
        assert shown in text.replace("\u200e", "").replace("\u200f", ""), words


def test_a_long_word_is_broken_and_whole(text: str) -> None:
    assert text.count("a" * 1000) >= 1 or text.count("a") > 10_000


def test_figures_have_an_alternative_and_are_not_lost(pdf: bytes, reader: Any) -> None:
    figures = [e for e in elements(reader) if e.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert {str(figure["/Alt"]) for figure in figures} == {
        "Bars for six routes, longest CHN-BLR at 13.",
        "Bars again.",
    }


def elements(reader: Any) -> list[Any]:
    found = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, dict):
            found.append(node)
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                if not isinstance(kid, int):
                    walk(kid)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_tables_have_heads(reader: Any) -> None:
    kinds = [element.get("/S") for element in elements(reader)]
    assert kinds.count("/TH") == 5
    assert "/THead" in kinds


def test_numbers_lead_to_the_annex_and_back(reader: Any) -> None:
    n_inside = n_outside = 0
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            found = annotation.get_object()
            if found.get("/Subtype") == "/Link":
                action = found.get("/A", {})
                n_outside += "/URI" in action
                n_inside += "/Dest" in found or "/D" in action
    assert n_inside > 60
    assert n_outside == 1  # claims of one document stand under one line with its address


def test_the_running_head_and_foot(reader: Any) -> None:
    page = reader.pages[1].extract_text()
    assert "Who moved what" in page
    assert "As of 20 October 2023" in page
    assert "flows, edition 0123456789ab" in page
    assert f"2 of {len(reader.pages)}" in page


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert typeset(document(executed(), "flows")) == pdf


def test_only_fonts_of_the_package_are_in_it(reader: Any) -> None:
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    assert {name.partition("-")[0] for name in names} <= {
        "SourceSans3",
        "DejaVuSansMono",
        "DroidSansFallback",
    }


def test_no_page_but_the_last_is_half_empty(reader: Any) -> None:
    for page in reader.pages[:-1]:
        heights: list[float] = []

        def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any, into: Any = heights) -> None:
            if text.strip():
                into.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

        page.extract_text(visitor_text=visit)
        above_the_foot = [height for height in heights if height > 70]
        assert min(above_the_foot) < 842 * 0.45


def test_words_are_broken_where_a_reader_would() -> None:
    assert breakable("short words stay") == "short words stay"
    address = "https://www.example.org/a-long-address/of-a-page"
    assert breakable(address).replace("\u200b", "") == address
    assert "/\u200b" in breakable(address)
