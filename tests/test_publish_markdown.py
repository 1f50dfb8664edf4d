"""A brief as Markdown: what a reader of a mail needs, and no text of the data is markup in it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import HOSTILE, executed, num
from test_publish_edition import Here, House

from briefkit.present.blocks import Column, Figure, Para, Run, Table
from briefkit.publish import renderers
from briefkit.publish.document.document import Document, Part
from briefkit.publish.document.notebook import document
from briefkit.publish.renderers.markdown.escaping import escaped, fenced, line
from briefkit.publish.renderers.markdown.mail import mail

READ = mistune.create_markdown(plugins=["table", "strikethrough"])


@pytest.fixture(scope="module")
def made() -> str:
    return mail(document(executed(), "flows"))


def shown(markdown: str) -> str:
    """Return the text of one paragraph as a reader of Markdown shows it."""
    html = str(READ(markdown))
    assert re.fullmatch(r"<p>[^<]*</p>\n", html), html
    return unescape(html[3:-5])


@pytest.mark.parametrize("words", HOSTILE)
def test_text_of_the_data_is_text(words: str) -> None:
    assert shown(line(escaped(words))) == words


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_no_text_is_markup(words: str) -> None:
    assert shown(line(escaped(words))) == words


@given(st.lists(st.sampled_from(["a", "_", "*", "1", ".", " ", "#", "-", "[", "<", "&lt;", "\n"])))
def test_no_mixture_of_marks_and_blanks_is_markup(parts: list[str]) -> None:
    words = " ".join("".join(parts).split())
    if words:
        assert shown(line(escaped(words))) == words


def test_fences_are_longer_than_what_is_in_them() -> None:
    assert fenced("a ``` b").startswith("````\n")
    assert fenced("a").startswith("```\n")


def test_it_has_the_parts_of_the_brief_and_no_annex(made: str) -> None:
    heads = re.findall(r"^(#+) (.*)$", made, re.MULTILINE)
    assert heads[0] == ("#", "Who moved what")
    parts = [words for marks, words in heads if marks == "##"]
    assert parts == ["Key sentences", "What moved", "Register", "Caveats", "Sources"]
    assert "As of 20 October 2023" in made.splitlines()[2]


def test_it_has_no_identifiers_no_anchors_and_no_html(made: str) -> None:
    assert "wion-2023-09-15." not in made
    assert "flows.diesel" not in made
    assert "0123456789ab" not in made
    assert not re.search(r"#?(claim|num|use|caveat)-\w", made)
    assert not re.search(r"(?<!\\)</?[a-z]", made)


def test_a_number_in_a_sentence_names_its_source_in_short(made: str) -> None:
    assert "at least 10,000 t [1] by 1 October 2023, on the word of one voice (single" in made
    sources = made.partition("## Sources\n\n")[2].splitlines()
    assert len(sources) == 1
    assert sources[0].startswith("1. WION, 15 September 2023")
    assert {int(n) for n in re.findall(r" \[(\d+)\]", made)} == {1}


def test_a_table_is_a_table_and_a_figure_what_it_shows_in_words(made: str) -> None:
    html = str(READ(made))
    assert html.count("<table>") == 1
    assert len(re.findall(r"<th[ >]", html)) == 5
    assert html.count("<tr>") == 31
    assert '<th style="text-align:right">Sources</th>' in html
    assert "**Figure 1** Flows grew along every route" in made
    assert "> Bars for six routes, longest CHN-BLR at 13." in made


def test_a_bar_in_a_cell_parts_no_cells() -> None:
    cell = (Run("a | b", "name"),)
    table = Table("t", (Run("Words"),), (Column("x|y"),), ((cell,),), "Table 1")
    html = str(READ(mail(Document("x", (Run("T"),), parts=(Part((), (table,)),)))))
    assert html.count("<td>") == 1
    assert "<td>a | b</td>" in html


def test_strong_words_keep_the_blanks_around_them() -> None:
    runs = (Run("One side: ", "strong"), Run("60 t", "name"), Run(" in all", "strong"))
    assert "**One side:** 60 t **in all**" in mail(
        Document("x", (Run("T"),), parts=(Part((), (Para(runs),)),))
    )


def test_a_document_with_little_in_it_is_written() -> None:
    blocks = (Figure("f", (), "<svg/>", "Bars."), Para((num("60 t", rule="r"),)))
    made = mail(Document("x", (Run("T"),), parts=(Part((), blocks),)))
    assert made == "# T\n\n> Bars.\n\n60 t\n"


def test_it_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.render()
    assert not (house.edition() / "flows.md").exists()
    (edition,) = house.render(formats="md").editions  # what stands in other formats stands on
    assert [path.name for path in edition.files] == ["flows.html", "flows.md", "flows.pdf"]
    assert "# Flows" in (house.edition() / "flows.md").read_text(encoding="utf-8")
    assert "flows.md" in house.json("manifest.json")["files"]
    assert ">Markdown</a>" in (house.out / "index.html").read_text(encoding="utf-8")
    assert house.render().editions[0].is_kept
    house.render(force=True)
    assert (house.edition() / "flows.md").exists()


def test_a_format_takes_a_line_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(made: Document) -> bytes:
        return made.brief.encode()

    monkeypatch.setitem(renderers.FORMATS, "txt", renderers.Format(draw, "text", is_default=False))
    house = House(tmp_path)
    house.render(formats=["txt"], pool=Here())
    assert (house.edition() / "flows.txt").read_text(encoding="utf-8") == "flows"
