"""Topics: which amounts stand on one page, and what is said beside each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

import briefkit as bk
from briefkit import present
from briefkit.analysis.topics import Topics
from briefkit.errors import DataError
from briefkit.present.blocks import Section, Table
from briefkit.present.charts.series import single_series
from briefkit.present.pages.amounts import question_text
from briefkit.publish.catalogue.briefs import find_briefs, pick
from briefkit.publish.document.markdown_cells import blocks_of
from briefkit.publish.editions.edition import render

FLOWS = [
    {"flow_id": "fuel-alf-bet", "commodity": "fuel"},
    {"flow_id": "diesel-alf-bet", "commodity": "diesel", "part_of": "fuel-alf-bet"},
    {"flow_id": "grain-alf-bet", "commodity": "grain"},
    {"flow_id": "ore-bet-alf", "commodity": "ore", "origin": "BET", "destination": "ALF"},
]
DAYS = ("2023-09-17", "2023-10-20", "2025-07-13", "2026-03-03")


def told(subject, value=None, outlet="herald", day="2023-01-31", **cells):
    return {
        "source_id": f"{outlet}-{day}", "subject_id": subject, "attribute": "quantity",
        "value": value, **cells,
    }  # fmt: skip


def made(load_rows, *claims, **tables) -> tuple[bk.Dataset, Topics]:
    ds = load_rows(flows=FLOWS, claims=claims, **tables)
    return ds, bk.topics(ds, bk.flows(ds))


def rows(ds, found: Topics, n: int = 0) -> list[tuple[str, ...]]:
    """The table of a topic as text."""
    (table,) = (b for b in present.topics(ds, found).body[n].body if isinstance(b, Table))
    return [tuple("".join(run.text for run in cell) for cell in row) for row in table.rows]


def test_without_a_table_topics_are_routes(load_rows):
    ds, found = made(load_rows, told("fuel-alf-bet", 60), told("ore-bet-alf", 7))
    assert [(t.topic_id, question_text(ds, t)) for t in found.topics] == [
        ("alf-to-bet", "What moved from Alfaland to Betaland?"),
        ("bet-to-alf", "What moved from Betaland to Alfaland?"),
    ]


def test_a_topic_holds_its_flows_with_their_parts_and_the_rest_is_a_topic_by_route(load_rows):
    topic = {"topic_id": "oil", "label": "Oil", "question": "How much oil?",
             "flows": "fuel-alf-bet"}  # fmt: skip
    claims = [told(name, 5) for name in ("fuel-alf-bet", "diesel-alf-bet", "grain-alf-bet")]
    ds, found = made(load_rows, *claims, topics=[topic])
    inside = {t.topic_id: {row.line.flow_id for row in t.rows} for t in found.topics}
    assert inside == {
        "oil": {"fuel-alf-bet", "diesel-alf-bet"},
        "alf-to-bet": {"grain-alf-bet"},
    }
    assert question_text(ds, found.topics[1]) == "What else moved from Alfaland to Betaland?"


def test_a_topic_of_an_unknown_flow_is_refused(load_rows):
    topic = {"topic_id": "oil", "label": "Oil", "question": "How much?", "flows": "fuel-alf-bat"}
    with pytest.raises(DataError, match=r"topics\.csv row 2, flows: .*fuel-alf-bet"):
        load_rows(flows=FLOWS, topics=[topic])


def test_what_else_is_told_stands_beside_a_number(load_rows):
    ds, found = made(
        load_rows,
        told("fuel-alf-bet", 100, "herald", "2023-06-30", speaker_id="ann"),
        told("fuel-alf-bet", None, "times", "2023-06-30", speaker_id="bob", low=80,
             hedge="at_least"),
        told("fuel-alf-bet", 40, "globe", "2022-06-30", speaker_id="cleo"),
        told("fuel-alf-bet", None, "globe", "2023-06-30", speaker_id="bob", hedge="some",
             modality="denied"),
    )  # fmt: skip
    ((_, how_much, who, else_told, state),) = rows(ds, found)
    assert "100" in how_much
    assert who.startswith("Alfaland")
    assert "not against it Betaland at least 80" in who
    assert "told besides: Gammaland 40, June 2022" in else_told
    assert state in {"voices agree", "denied"}


def test_voices_that_differ_are_no_agreement(load_rows):
    ds, found = made(
        load_rows,
        told("fuel-alf-bet", 100, speaker_id="ann"),
        told("fuel-alf-bet", 300, "times", speaker_id="bob"),
    )
    ((_, how_much, who, _, state),) = rows(ds, found)
    assert "100–300" in how_much
    assert "Alfaland 100" in who
    assert "Betaland 300" in who
    assert state in {"voices differ", "open"}


def test_a_zero_gives_way_to_words_that_there_is_some(load_rows):
    zero = told("fuel-alf-bet", 0, speaker_id="ann")
    assert made(load_rows, zero)[1].topics
    some = told("fuel-alf-bet", None, "times", "2023-03-31", speaker_id="bob", hedge="some")
    assert not made(load_rows, zero, some)[1].topics


def test_the_topic_of_which_most_was_told_of_late_leads(load_rows):
    old = [told("ore-bet-alf", 7, f"old{n}", "2020-01-31") for n in range(5)]
    _, found = made(load_rows, *old, told("fuel-alf-bet", 60))
    assert [t.topic_id for t in found.topics] == ["alf-to-bet", "bet-to-alf"]


@pytest.mark.parametrize("day", DAYS)
def test_every_topic_of_the_record_fits_on_one_printed_page(tmp_path: Path, day: str):
    ds = bk.load(as_of=day)
    found = bk.topics(ds, bk.flows(ds))
    assert all(len(topic.rows) <= 12 for topic in found.topics)
    made = render(["flows"], as_of=[day], formats=["pdf"], out=tmp_path)
    assert made.exit_code == 0
    texts = [page.extract_text() for page in PdfReader(tmp_path / day / "flows.pdf").pages]
    pages = [re.sub(r"\s+", " ", text) for text in texts]
    for topic in found.topics:
        (own,) = (
            n
            for n, text in enumerate(pages)
            if question_text(ds, topic) in text and "What else" in text
        )
        assert "Newest word on record" in pages[own]
    method = next(n for n, text in enumerate(pages) if "Method" in text)
    assert method <= 8
    assert len(pages) - method <= 13


@pytest.mark.parametrize("brief", ["cadence", "discrepancies"])
def test_pages_are_sections_that_print_on_their_own(brief: str):
    ds = bk.load(as_of=DAYS[-1])
    pages = present.topics(ds, getattr(bk, brief)(ds)).body
    assert len(pages) >= 2
    assert all(isinstance(page, Section) and page.is_page for page in pages)


def test_the_record_in_full_is_rendered_where_it_is_named_and_only_there():
    briefs = find_briefs()
    assert "record" not in pick(briefs, [])
    assert [*pick(briefs, ["record"])] == ["record"]


def test_a_comment_that_stands_alone_is_not_printed():
    assert blocks_of("<!-- of the analyst\n\n## Judgement\n-->") == ()
    (para,) = blocks_of("<b>raw</b> <!-- x -->")
    assert "<b>raw</b>" in str(para)


def test_a_stock_is_of_no_sharper_day_than_its_page(load_rows):
    stock = {"attribute": "stock"}
    ds, found = made(
        load_rows, told("fuel-alf-bet", 5, day="2020-03-20", window="2020-03", **stock)
    )
    ((_, how_much, *_),) = rows(ds, found)
    assert how_much.endswith("told March 2020")


def test_about_is_of_those_who_say_what_is_printed(load_rows):
    ds, found = made(
        load_rows,
        told("fuel-alf-bet", 15, speaker_id="ann", hedge="about"),
        *(
            told("fuel-alf-bet", None, outlet, speaker_id="bob", high=16, hedge="up_to")
            for outlet in ("times", "globe")
        ),
    )
    ((_, how_much, *_),) = rows(ds, found)
    assert how_much.startswith("about 15 t")


def test_a_page_on_one_part_says_nothing_of_each(load_rows):
    petrol = {"flow_id": "petrol-alf-bet", "commodity": "petrol", "part_of": "fuel-alf-bet"}
    names = ("diesel-alf-bet", "petrol-alf-bet")
    claims = [
        told("fuel-alf-bet", 60, "times", speaker_id="ann"),
        *(told(name, 60, outlet, speaker_id="ann") for name in names for outlet in ("ap", "efe")),
        told("diesel-alf-bet", 60, "globe", speaker_id="ann"),
    ]
    ds = load_rows(flows=[*FLOWS, petrol], claims=claims)
    shown = rows(ds, bk.topics(ds, bk.flows(ds)))
    (whole,) = (
        how_much for what, how_much, *_ in shown if what == "Fuel alf bet" or "each" in how_much
    )
    assert "of each in 2 documents, or of all together in 1 document" in whole


def test_what_was_told_of_a_later_time_stands_beside_an_older_number(load_rows):
    of_2023 = [
        told("fuel-alf-bet", 100, outlet, "2023-02-05", window="2023-01", speaker_id="ann")
        for outlet in ("ap", "efe")
    ]
    lot = told("fuel-alf-bet", 24, "times", "2023-08-28", window="2023-08-25", extent="lot")
    ds, found = made(load_rows, *of_2023, lot)
    ((*_, else_told, _),) = rows(ds, found)
    assert else_told == "of one lot since: 24 t by Times, 25 August 2023"
    totals = [
        told("fuel-alf-bet", 900, outlet, "2023-09-15", speaker_id="ann")
        for outlet in ("ap", "efe")
    ]
    month = told("fuel-alf-bet", 3, "times", "2024-02-05", window="2024-01", speaker_id="bob")
    ds, found = made(load_rows, *totals, month)
    ((_, how_much, _, else_told, _),) = rows(ds, found)
    assert how_much.startswith("900 t")
    assert "since then: 3 t" in else_told
    assert "by Betaland, January 2024" in else_told


def test_a_voice_is_named_by_its_newest_number_though_that_is_of_a_period(load_rows):
    ds, found = made(
        load_rows,
        told("fuel-alf-bet", 5, "globe", "2023-01-31", speaker_id="cleo"),
        told("fuel-alf-bet", 40, "globe", "2023-06-30", speaker_id="cleo", window="2023-05"),
        *(told("fuel-alf-bet", 900, o, "2024-05-30", speaker_id="ann") for o in ("ap", "efe")),
    )
    ((_, how_much, _, else_told, _),) = rows(ds, found)
    assert how_much.startswith("900 t")
    assert else_told == "told besides: Gammaland 40, May 2023"


def test_the_grade_is_that_of_who_says_what_is_printed(load_rows):
    sources = [
        {"source_id": "herald-2023-01-31", "reliability": "B", "origin_ids": "unknown"},
        {"source_id": "times-2023-01-31", "reliability": "D"},
    ]
    ds, found = made(
        load_rows,
        told("fuel-alf-bet", 100, "times", speaker_id="ann"),
        told("fuel-alf-bet", None, speaker_id="bob", low=80, hedge="at_least"),
        sources=sources,
    )
    ((_, _, who, *_),) = rows(ds, found)
    assert who.startswith("Alfaland (D)")


def pages(ds) -> dict[str, list[str]]:
    """What stands on each page on the disagreements."""
    found = present.topics(ds, bk.discrepancies(ds)).body
    return {page.id: [block.id for block in page.body] for page in found}


def test_what_a_side_has_left_is_no_disagreement_that_matters(load_rows):
    old = [
        told("fuel-alf-bet", 3000, "herald", "2023-01-05", speaker_id="ann"),
        told("fuel-alf-bet", 10_000, "times", "2023-01-05", speaker_id="bob"),
    ]
    ds = load_rows(flows=FLOWS, claims=old)
    assert pages(ds) == {"topic-moves": ["fuel-alf-bet.quantity"], "topic-all": ["tab-register"]}
    new = told("fuel-alf-bet", 10_500, "globe", "2023-03-05", speaker_id="ann")
    ds = load_rows(flows=FLOWS, claims=[*old, new])
    assert pages(ds) == {"topic-all": ["tab-register"]}


def captions(ds) -> list[str]:
    figures = single_series(ds, bk.flows(ds), "series")
    return ["".join(run.text for run in figure.caption) for figure in figures]


def test_a_caption_names_what_was_told_before_the_drawing_and_newer_numbers_of_another_unit(
    load_rows,
):
    fuel = {"subject": "fuel-alf-bet", "speaker_id": "ann"}
    old = told(value=900, day="2019-03-31", **fuel)
    drawn = [told(value=n, day=f"2023-0{n}-28", **fuel) for n in (1, 2, 3)]
    ds, _ = made(load_rows, old, *drawn)
    (caption,) = captions(ds)
    assert ": before the drawing 900 (Alfaland, March 2019); in it first 1 (Alfaland" in caption
    wagons = told(value=7, day="2023-05-31", unit="wagon", **fuel)
    ds, _ = made(load_rows, *drawn, wagons)
    (caption,) = captions(ds)
    assert caption.endswith("newest 3 (Alfaland, March 2023); newer numbers are in wagons, "
                            "up to 31 May 2023.")  # fmt: skip
