"""A notebook as a document: every number leads to its claims and back, or the render fails."""

from __future__ import annotations

import dataclasses
from typing import Any

import nbformat
import pytest
from publishing import claim, day, evidence, executed, num, show

from briefkit.errors import OrphanError, RenderError
from briefkit.present.annex import Use
from briefkit.present.blocks import Block, Caveats, Column, Figure, Para, Run, Section, Table
from briefkit.present.runs import words
from briefkit.present.trees import runs_of
from briefkit.publish.document.amounts import value_text
from briefkit.publish.document.document import Document
from briefkit.publish.document.markdown_cells import blocks_of
from briefkit.publish.document.notebook import document


def made(*cells: str | Block) -> Any:
    """Return a notebook of markdown texts and blocks."""
    nb = nbformat.v4.new_notebook()
    for cell in cells:
        if isinstance(cell, str):
            nb.cells.append(nbformat.v4.new_markdown_cell(cell))
        else:
            code = nbformat.v4.new_code_cell("x")
            code.outputs = [nbformat.from_dict(show(cell))]
            nb.cells.append(code)
    return nb


def parts(document: Document, kind: str) -> list[Any]:
    """Return all blocks of a kind."""
    found: list[Any] = []

    def walk(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            found.extend([block] if block.kind == kind else [])
            walk(getattr(block, "body", ()))

    for part in document.parts:
        walk(part.body)
    return found


def test_title_question_sections_and_facts() -> None:
    found = document(executed(), "flows")
    assert found.title[0].text == "Who moved what"
    assert "on whose word" in "".join(run.text for run in runs_of(found.question))
    titles = [words(part.title) for part in found.parts]
    assert titles == ["Key sentences", "What moved", "Register", "Caveats", "Evidence"]
    labels = [label for label, _ in found.facts]
    assert labels == ["As of", "Compared with", "Sources", "Claims", "Searched", "Edition"]


def test_code_and_parameters_are_not_shown() -> None:
    found = repr(dataclasses.asdict(document(executed(), "flows")))
    assert "show()" not in found
    assert "as_of =" not in found


def test_a_judgement_is_set_apart() -> None:
    assert len(parts(document(executed(), "flows"), "judgement")) == 1


def test_every_link_has_its_anchor_and_every_anchor_is_one() -> None:
    found = document(executed(), "flows")
    runs = [*runs_of(found)]
    ways = [run.way for run in runs if run.way]
    at = [way.at for way in ways if way.at]
    items = [
        item
        for kind in ("numbers", "claims", "footnotes")
        for b in parts(found, kind)
        for item in b.items
    ]
    anchors = at + [item.id for item in items]
    assert len(anchors) == len(set(anchors))
    assert {way.to for way in ways} - {""} <= set(anchors)
    assert all(run.way.to for run in runs if run.way and run.kind != "name")
    assert {use.at for item in items for use in item.uses} <= set(anchors)
    rivals = {r.way.to for b in parts(found, "claims") for i in b.items for r in i.rivals if r.way}
    for item in items:
        assert item.uses or item.id in rivals


def test_a_name_has_an_anchor_where_it_is_printed_first() -> None:
    found = document(executed(), "flows")
    bodies = [b for part in found.parts for b in part.body if b.kind not in {"claims", "numbers"}]
    printed = [run for run in runs_of(tuple(bodies)) if run.kind == "name"]
    first: dict[str, str] = {}
    for run in printed:
        first.setdefault(run.text, run.way.at if run.way else "")
    assert len(first) > 5
    assert first.items() <= found.names.items()
    given = [run.way.at for run in printed if run.way and run.way.at]
    assert sorted(given) == sorted(first.values())
    items = {item.id: item for b in parts(found, "claims") for item in b.items}
    only = {name: at for name, at in found.names.items() if name not in first}
    assert only
    for name, at in only.items():
        own = runs_of((items[at].says, items[at].path, items[at].source))
        assert name in [run.text for run in own if run.kind == "name"]


def test_a_number_leads_to_its_entry_and_a_single_claim_straight_there() -> None:
    found = document(
        made(
            Para(
                (
                    num("5", "n.five", (claim(1), claim(2)), "count"),
                    Run(" "),
                    num("60", claims=(claim(3),)),
                )
            ),
            evidence(),
        ),
        "x",
    )
    five, _, sixty = parts(found, "para")[0].runs
    assert five.way.to == "num-n.five"
    assert sixty.way.to == "claim-wion-2023-09-15.003"
    entry = parts(found, "numbers")[0].items[0]
    assert [ref.way.to for ref in entry.claims] == [f"claim-{claim(n)}" for n in (1, 2)]
    assert entry.uses == (Use(five.way.at, "Opening"),)


def test_the_evidence_keeps_what_is_led_to_and_its_rivals() -> None:
    found = document(made(Para((day("1 May", 3),)), evidence()), "x")
    kept = [item.claim_id for item in parts(found, "claims")[0].items]
    assert kept == [claim(3), claim(4)]  # 4 is the rival of 3
    assert parts(found, "claims")[0].items[0].uses[0].where == "Opening"


def test_an_address_inside_leads_to_its_section_or_nowhere() -> None:
    here = Section("entry-a.b", (Run("A"),), (Para((Run("Words."),)),))
    links = tuple(Run("x", "name", href=f"#entry-{name}") for name in ("a.b", "gone"))
    found = document(made(Para(links), here), "x")
    first, second = parts(found, "para")[0].runs
    assert first.way.to == parts(found, "section")[0].id == "section-entry-a.b"
    assert second.way is None
    assert second.href == ""


def test_numbers_of_one_source_are_named_in_short() -> None:
    ids = (claim(1), claim(2), "other-2023-01-01.001")
    found = document(made(Para((num("5", "n", ids, "count"),))), "x", allow_orphans=True)
    (entry,) = parts(found, "numbers")[0].items
    texts = [ref.text for ref in entry.claims]
    assert texts == ["other-2023-01-01.001", "wion-2023-09-15.001", ".002"]


def test_a_claim_that_the_evidence_lacks_fails() -> None:
    with pytest.raises(RenderError, match=r"does not list: wion-2023-09-15\.099"):
        document(made(Para((day("1 May", 99),)), evidence()), "x")
    with pytest.raises(RenderError, match="does not list"):
        document(made(Para((day("1 May", 1),))), "x")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("About 60 t moved.", "'60' in “About 60 t moved.”"),
        ("**7** visits", "'7'"),
        ("## In 2023", "'2023'"),
        ("- half: ½", "'½'"),
        (Para((Run("the ٣ visits"),)), "'٣'"),
        (Para((Run("60", "num"),)), "num '60' has neither claims nor a rule"),
        (Para((Run("2023", "date"),)), "date '2023' has neither"),
        (Para((Run("60", "printed"),)), "printed '60' has neither"),
        (Table("t", (Run("x"),), (Column("In 2023"),), ()), "'2023'"),
    ],
)
def test_an_orphan_fails_and_is_named(cell: str | Block, words: str) -> None:
    with pytest.raises(OrphanError) as caught:
        document(made("# T", cell), "flows")
    assert str(caught.value).startswith("flows, cell 2: ")
    assert words in str(caught.value)
    assert "Print a number through briefkit.present" in str(caught.value)


def test_digits_in_names_codes_pictures_and_alternatives_are_none() -> None:
    document(
        made(
            "See `Su-35` and [page 2](https://example.org/2).",
            Para((Run("Su-35", "name"), Run("a-1", "id"))),
            Figure(
                "f",
                (Run("More."),),
                '<svg xmlns="http://www.w3.org/2000/svg"><text>60</text></svg>',
                "60",
            ),
        ),
        "x",
    )


def test_plain_outputs_are_shown_and_their_digits_are_orphans() -> None:
    nb = made("# T")
    cell = nbformat.v4.new_code_cell("print('no digits')")
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="no digits\n"),
        nbformat.v4.new_output("stream", name="stderr", text="warning 5\n"),
        nbformat.v4.new_output(
            "execute_result", data={"text/plain": "words", "text/html": "<b>words</b>"}
        ),
    ]
    nb.cells.append(cell)
    assert [b.text for b in parts(document(nb, "x"), "pre")] == ["no digits", "words"]
    cell.outputs[0].text = "5\n"
    with pytest.raises(OrphanError):
        document(nb, "x")
    assert document(nb, "x", allow_orphans=True)


def test_a_failed_cell_has_no_brief() -> None:
    nb = made("# T")
    cell = nbformat.v4.new_code_cell("1/0")
    cell.outputs = [
        nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="by zero", traceback=[])
    ]
    nb.cells.append(cell)
    with pytest.raises(RenderError, match="x, cell 2 failed: ZeroDivisionError: by zero"):
        document(nb, "x")


def test_one_name_has_one_value() -> None:
    one = num("60 t", "n", rule="r", value=(None, 60, None, "t"))
    two = num("61 t", "n", rule="r", value=(None, 61, None, "t"))
    with pytest.raises(RenderError, match="the number 'n' has two values, 60 t and 61 t"):
        document(made(Para((one, two))), "x")


def test_caveats_are_numbered_in_order_of_use() -> None:
    runs = tuple(Run(code, "caveat") for code in ("single_voice", "floor_only", "single_voice"))
    found = document(made(Para(runs), "## Caveats", Caveats()), "x")
    assert [run.way.mark for run in parts(found, "para")[0].runs] == [1, 2, 1]
    items = parts(found, "footnotes")[0].items
    assert [item.code for item in items] == ["single_voice", "floor_only"]
    assert [run.way.follows for run in parts(found, "para")[0].runs] == [False, True, True]


def test_caveats_have_a_place_even_where_the_notebook_gives_none() -> None:
    found = document(made("# T", Para((Run("floor_only", "caveat"),))), "x")
    assert len(parts(found, "footnotes")) == 1
    found = document(made("# T", "## Caveats", Caveats()), "x")
    assert not parts(found, "caveats")
    assert not parts(found, "footnotes")
    with pytest.raises(RenderError, match="no caveat 'flor_only'"):
        document(made(Para((Run("flor_only", "caveat"),))), "x")


def test_a_character_without_a_glyph_is_replaced_and_said() -> None:
    found = document(made("# T", Para((Run("grin \U0001f600", "name"),))), "x")
    assert parts(found, "para")[0].runs[0].text == "grin �"
    assert [item.code for item in parts(found, "footnotes")[0].items] == ["glyph_replaced"]


def test_figures_and_tables_are_numbered_and_their_anchors_differ() -> None:
    table = Table("same", (Run("Words"),), (Column("a"),), ())
    found = document(made(table, table), "x")
    assert [b.label for b in parts(found, "table")] == ["Table 1", "Table 2"]
    assert [b.id for b in parts(found, "table")] == ["table-same", "table-same-2"]


def test_markdown_is_runs_and_raw_html_is_text() -> None:
    (para,) = blocks_of("a *b* **c** `d` [e](https://example.org) <b>f</b>")
    assert isinstance(para, Para)
    assert [(run.kind, run.text) for run in para.runs if run.text.strip()] == [
        ("text", "a "),
        ("text", "b"),
        ("strong", "c"),
        ("id", "d"),
        ("link", "e"),
        ("text", "<b>"),
        ("text", "f"),
        ("text", "</b>"),
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        ([None, 60, None, "ton"], "60 tons"),
        ([5, 5, 5, ""], "5"),
        ([10000, None, None, "t"], "at least 10,000 t"),
        ([None, None, 61.5, "t"], "up to 61.5 t"),
        ([1, None, 2, "t"], "1–2 t"),
        ([15e6, 15e6, 16.5e6, "round"], "15 million rounds (15 million–16.5 million)"),
        ([116.6667, None, 900.0, "Russian-firing-day"], "117–900 Russian firing days"),
        ([5, 5, 6, "visit"], "5 visits (5–6)"),
    ],
)
def test_a_value_in_words(value: Any, told: str) -> None:
    assert value_text(value) == told
