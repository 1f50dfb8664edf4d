"""Links of a PDF: each leads to the page that it says, and to what it names."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from publishing import blocks, executed

from briefkit.errors import RenderError
from briefkit.present.blocks import Figure, Para, Run
from briefkit.publish.document.document import Part
from briefkit.publish.document.notebook import document
from briefkit.publish.renderers.pdf.links import Place, lead
from briefkit.publish.renderers.pdf.typeset import typeset

pypdf = pytest.importorskip("pypdf")


class Link(NamedTuple):
    page: int
    goal: int
    top: float
    said: str


@pytest.fixture(scope="module")
def made() -> Any:
    """A document whose annex does not stand last: what follows it is led back to as well."""
    after = tuple(block for _, shown in blocks()[:2] for block in shown)
    return document(executed((("## After the evidence", after),)), "flows")


@pytest.fixture(scope="module")
def reader(made: Any) -> Any:
    return pypdf.PdfReader(io.BytesIO(typeset(made)))


@pytest.fixture(scope="module")
def links(reader: Any) -> list[Link]:
    found = []
    for n, page in enumerate(reader.pages, start=1):
        for entry in page.get("/Annots", []):
            link = entry.get_object()
            if "/Dest" in link:
                goal, _, _, top, _ = link["/Dest"]
                said = str(link["/Contents"])
                number = reader.get_page_number(goal.get_object()) + 1
                found.append(Link(n, number, float(top), said))
    return found


def test_every_link_says_the_page_that_it_leads_to(links: list[Link]) -> None:
    assert len(links) > 60
    assert len({link.goal for link in links}) > 2
    for link in links:
        assert link.said == f"page {link.goal}"
        assert 0 < link.top <= 842


def test_no_address_is_left_that_stood_for_a_place(reader: Any) -> None:
    addresses = [
        str(entry.get_object()["/A"]["/URI"])
        for page in reader.pages
        for entry in page.get("/Annots", [])
        if "/A" in entry.get_object()
    ]
    assert addresses
    assert all(address.startswith("http") for address in addresses)


def test_the_annex_names_the_pages_that_it_leads_back_to(
    made: Any, reader: Any, links: list[Link]
) -> None:
    parts = [part.id for part in made.parts]
    assert parts.index("evidence") < parts.index("after-the-evidence")
    n_named = 0
    for n, page in enumerate(reader.pages, start=1):
        named = re.findall(r"p\.\s*(\d+)", page.extract_text().replace("\u200b", ""))
        led = {str(link.goal) for link in links if link.page == n}
        assert set(named) <= led
        n_named += len(named)
    assert n_named > 10
    (heading,) = (
        n
        for n, page in enumerate(reader.pages, start=1)
        if "After the evidence" in page.extract_text()
    )
    assert any(link.goal >= heading > link.page for link in links)


def test_a_claim_stands_where_its_links_lead(
    made: Any, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefkit.publish.renderers.pdf import typeset as typesetting

    heard: dict[str, Place] = {}

    def kept(pdf: bytes, places: dict[str, Place]) -> bytes:
        heard.update(places)
        return lead(pdf, places)

    monkeypatch.setattr(typesetting, "lead", kept)
    typeset(made)
    claims = [name for name in heard if name.startswith("claim-")]
    assert len(claims) > 3
    for name in claims:
        page, x, y = heard[name]
        there = lines(reader.pages[page - 1])
        below = [
            (height, text)
            for (left, height), text in there.items()
            if left == round(x) and 0 < 841.89 - y - height < 9
        ]
        assert max(below)[1] == "“"


def lines(page: Any) -> dict[tuple[int, int], str]:
    """Return the text of a page by where it begins."""
    found: dict[tuple[int, int], str] = {}

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.setdefault((round(x), round(y)), text.strip())

    page.extract_text(visitor_text=visit)
    return found


_FILE = (
    b"1 0 obj<</Type/Pages/Count 2/Kids[7 0 R 9 0 R]>>"
    b"<</MediaBox[0 0 595.27563 841.8898]>>"
    b"<</Type/Annot/A<</Type/Action/S/URI/URI(brief:use-1)>>/F 4/StructParent 0"
    b"/Contents(brief:use-1)>>"
)


def test_a_destination_takes_the_room_of_an_address() -> None:
    led = lead(_FILE, {"use-1": Place(2, 79.37, 110.0)})
    assert len(led) == len(_FILE)
    assert b"/Dest[9 0 R/XYZ 79.37 741.89 0]/F 4/StructParent 0/Contents(page 2)" in led
    assert b"brief:" not in led


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(RenderError, match="leads to 'use-1', which is not in it"):
        lead(_FILE, {"use-2": Place(1, 0.0, 0.0)})


@pytest.mark.parametrize(
    ("known", "other"),
    [
        (b"/Kids[", b"/Leaves["),
        (b"/MediaBox[", b"/CropBox["),
        (b"/A<</Type/Action/S/URI/URI", b"/A<</S/URI/Type/Action/URI"),
        (b"/Contents(brief:use-1)", b"/Contents(brief:use-2)"),
    ],
)
def test_a_file_that_is_written_another_way_is_refused(known: bytes, other: bytes) -> None:
    assert known in _FILE
    with pytest.raises(RenderError, match="not written as"):
        lead(_FILE.replace(known, other), {"use-1": Place(1, 0.0, 0.0)})


def test_words_that_look_like_an_address_are_words() -> None:
    heading = "## (brief: use-it) and brief:claim-x"
    made = document(executed(((heading, ()),)), "flows")
    reader = pypdf.PdfReader(io.BytesIO(typeset(made)))
    assert heading[3:] in {entry.title for entry in reader.outline if not isinstance(entry, list)}


def test_a_brief_without_an_annex_is_set() -> None:
    made = document(executed(), "flows")
    made = replace(made, facts=(), parts=(Part((), (words("Nothing is led to."),), "one"),))
    reader = pypdf.PdfReader(io.BytesIO(typeset(made)))
    assert "Nothing is led to." in reader.pages[0].extract_text()


def words(text: str) -> Para:
    return Para((Run(text),))


@pytest.mark.parametrize("n_lines", [2, 6, *range(8, 15), *range(16, 40, 3)])
def test_a_figure_that_does_not_fit_stands_on_the_next_page_and_the_text_goes_on(
    n_lines: int,
) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 70"><path d="M0 0H90V60"/></svg>'
    )
    figure = Figure("tall", (Run("A tall one"),), svg, "A line.", "Figure 7")
    made = document(executed(), "flows")
    lines = [words(f"Line {n}.") for n in range(n_lines)]
    after = [words(f"After {n}.") for n in range(30)]
    made = replace(made, facts=(), parts=(Part((), (*lines, figure, *after), "one"),))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(typeset(made))).pages]
    (place,) = (n for n, text in enumerate(pages) if "A tall one" in text)
    (before,) = (n for n, text in enumerate(pages) if f"Line {n_lines - 1}." in text)
    follows = [n for n, text in enumerate(pages) if "Figure 7 follows." in text]
    if follows:
        assert follows == [before]
        assert place == before + 1
        assert "After 0." in pages[before]
    else:
        (after_0,) = (n for n, text in enumerate(pages) if "After 0." in text)
        assert (place, pages[place].index("A tall one")) < (
            after_0,
            pages[after_0].index("After 0."),
        )


def test_a_file_that_is_written_otherwise_keeps_the_links_of_typst(
    made: Any, links: list[Link], monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefkit.publish.renderers.pdf import links as leads

    monkeypatch.setattr(leads, "_PAGES", re.compile(rb"never"))
    reader = pypdf.PdfReader(io.BytesIO(typeset(made)))
    led = [
        entry
        for page in reader.pages
        for item in page.get("/Annots", [])
        if "/D" in (entry := item.get_object()).get("/A", {}) or "/Dest" in entry
    ]
    assert len(led) == len(links)
    assert b"brief:" not in typeset(made)
