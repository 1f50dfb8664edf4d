"""Blocks as HTML: all text of the data is text, and every picture can stand beside another."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, blocks, claim, num, picture

from briefkit.present.blocks import Bullets, Column, Datum, Figure, Para, Run
from briefkit.present.html import blocks_html, fragment, runs_html
from briefkit.present.runs import Way
from briefkit.present.spreadsheet import shown_cell
from briefkit.present.svg import PALETTE, inline, palette_css, standalone


class Balanced(HTMLParser):
    """Fails where an element is closed that is not open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in {"br", "col", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def text_of(html: str) -> str:
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL))


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "kind", ["text", "strong", "num", "date", "name", "id", "printed", "coded", "link"]
)
def test_text_of_the_data_is_text(words: str, kind: str) -> None:
    run = Run(words, kind, rule=words, href=words, claims=(words,))  # type: ignore[arg-type]
    assert text_of(runs_html((run,))) == words


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_no_text_opens_an_element(words: str) -> None:
    made = fragment(Para((Run(words, "name"), Run(words, "num", rule=words))))
    Balanced(made)
    assert text_of(made) == words * 2


def test_a_caveat_without_a_footnote_is_told_in_words() -> None:
    shown = Para((Run("60 t", "num"), *(Run(c, "caveat") for c in ("single_voice", "derived"))))
    words = "60 t (single voice) (derived)"
    assert text_of(fragment(shown)) == words == str(shown)
    footnote = Run("single_voice", "caveat", way=Way("caveat-single_voice", mark=3))
    assert text_of(runs_html((footnote,))) == "3"


def test_an_address_that_is_none_is_no_link() -> None:
    run = Run("x", "link", href="javascript:alert(0)")
    assert "href" not in runs_html((run,))


def test_every_block_has_a_fragment_that_is_well_formed() -> None:
    for _, shown in blocks():
        for block in shown:
            made = fragment(block)
            assert made.startswith('<div class="bk">')
            assert "<script" not in made
            Balanced(made)


def test_a_number_shows_its_rule_and_its_claims_before_it_is_linked() -> None:
    made = runs_html((num("60 t", claims=(claim(1),), rule="the one voice"),))
    assert made == ('<bdi class="num nb" title="the one voice · wion-2023-09-15.001">60 t</bdi>')


def test_a_resolved_run_leads_there_and_can_be_come_back_to() -> None:
    run = num("60 t", rule="r", way=Way("num-x", "use-1"))
    assert '<a class="num nb" href="#num-x" id="use-1"' in runs_html((run,))


def test_findings_are_set_apart() -> None:
    made = blocks_html((Bullets(((Run("One."),),), "findings"),))
    assert made == '<ul class="findings"><li>One.</li></ul>'


def test_two_pictures_in_one_page_do_not_clash() -> None:
    one, two = (inline(picture(), f"{name}-", "Bars.") for name in ("a", "b"))
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', one)) <= ids[0]
    assert "<style" not in one


def test_a_picture_says_what_it_shows() -> None:
    figure = Figure("bars", (Run("More."),), picture(), 'Bars: "two" & <three>.')
    made = blocks_html((figure,))
    assert 'role="img" aria-label="Bars: &quot;two&quot; &amp; &lt;three&gt;."' in made
    assert "<figcaption>More.</figcaption>" in made


COLUMNS = (Column("Who"), Column("Day"), Column("Best", "right"))


def drawn(*cells: str, claims: tuple[str, ...] = ()) -> Figure:
    rows = (Datum(tuple(cells), claims),)
    cite, file = "Flows, Figure 1, as of 3 May 2024.", "flows-2024-05-03-figure-1.csv"
    return Figure("bars", (), picture(), "Bars.", "Figure 1", COLUMNS, rows, cite, file)


def saved(figure: Figure) -> list[list[str]]:
    """Return the rows of the file that the link beside a figure holds."""
    (link,) = BeautifulSoup(blocks_html((figure,)), "html.parser").select("a[download]")
    head, _, content = str(link["href"]).partition(",")
    assert head == "data:text/csv;charset=utf-8;base64"
    text = base64.b64decode(content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_beside_a_figure_stand_its_data_its_citation_and_its_table() -> None:
    figure = drawn("조선, Ω", "2023-10-20", "60000", claims=("a-1.001", "a-1.002"))
    assert saved(figure) == [
        ["Who", "Day", "Best", "Claims"],
        ["조선, Ω", "2023-10-20", "60000", "a-1.001 a-1.002"],
    ]
    shown = BeautifulSoup(blocks_html((figure,)), "html.parser")
    assert shown.select("a[download]")[0]["download"] == "flows-2024-05-03-figure-1.csv"
    assert [cite.get_text() for cite in shown.select("cite")] == [figure.cite]
    assert [summary.get_text() for summary in shown.select("summary")] == ["Figure 1 as a table"]
    assert [th.get_text() for th in shown.select("details th")] == ["Who", "Day", "Best"]
    assert [td.get_text() for td in shown.select("details td")] == [
        "조선, Ω", "20 October 2023", "60,000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "shown"), [("-0.25", "-0.25"), ("-1500.5", "-1,500.5"), ("1000000", "1,000,000")]
)
def test_numbers_of_a_table_have_their_digits_in_groups(cell: str, shown: str) -> None:
    assert shown_cell(COLUMNS[2], cell) == shown
    assert shown_cell(COLUMNS[0], cell) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "--5"])
def test_no_cell_runs_in_a_spreadsheet(cell: str) -> None:
    (_, row) = saved(drawn(cell, "", "1"))
    assert row[0] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+1.5", "-0.25", "2024", "1=1", ""])
def test_a_plain_number_stays_one_in_a_spreadsheet(cell: str) -> None:
    assert saved(drawn(cell, "", "1"))[1][0] == cell


def test_hostile_data_of_a_figure_stay_text() -> None:
    hostile = '"><script>alert(0)</script>'
    figure = replace(drawn(hostile, hostile, hostile), cite=hostile, file=hostile)
    shown = BeautifulSoup(blocks_html((figure,)), "html.parser")
    assert not shown.select("script")
    assert [td.get_text() for td in shown.select("details td")] == [hostile] * 3
    assert saved(figure)[1] == [hostile] * 3


def test_a_figure_without_data_is_cited_and_one_in_a_notebook_is_not() -> None:
    bare = replace(drawn("", "", ""), columns=(), rows=())
    shown = BeautifulSoup(blocks_html((bare,)), "html.parser")
    assert shown.cite
    assert not shown.select("a[download], details")
    assert "<cite" not in blocks_html((replace(drawn("a", "", "1"), cite=""),))


def test_chart_colours_follow_the_page_and_keep_their_own_on_paper() -> None:
    assert "var(--series-a,#1f5fa8)" in inline(picture(), "a-", "x")
    assert "var(" not in standalone(picture())
    assert "#1f5fa8" in standalone(picture())


def test_what_could_run_or_fetch_is_not_in_a_picture() -> None:
    svg = (
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()" viewBox="0 0 9 9">'
        "<script>alert(0)</script><style>*{fill:red}</style><foreignObject/>"
        '<image href="https://example.org/x.png"/><use xlink:href="#a"/>'
        '<path id="a" style="fill:url(https://example.org/)" d="M0 0"/>'
        '<a href="javascript:x">y</a></svg>'
    )
    made = inline(svg, "p-", "x")
    for word in ("script", "onload", "example.org", "foreignObject", "style>", "javascript"):
        assert word not in made
    assert '<use href="#p-a"' in made


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "colour", [c for c, (name, _) in PALETTE.items() if name.startswith("series")]
)
def test_series_stand_out_on_light_and_on_dark(colour: str) -> None:
    dark_paper = PALETTE["#ffffff"][1]
    assert contrast(colour, "#ffffff") >= 3
    assert contrast(PALETTE[colour][1], dark_paper) >= 3


def test_every_colour_of_the_charts_has_a_dark_form() -> None:
    from briefkit.present.charts import canvas

    assert {canvas.INK, canvas.MUTED, canvas.GRID, canvas.PAPER, *canvas.SERIES} == set(PALETTE)
    light, dark = palette_css()
    assert light.count("--") == dark.count("--") == len(PALETTE)
