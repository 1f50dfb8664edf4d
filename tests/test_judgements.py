"""Judgements: what the sheet prints of them, while their numbers stand and when they moved."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus import load_corpus, make_corpus, read_rows, write_rows
from pypdf import PdfReader

import briefkit as bk
from briefkit import present
from briefkit.analysis.sheet.judgements import roles_of
from briefkit.cli.main import main
from briefkit.errors import DataError, UnknownNameError
from briefkit.present.trees import runs_of
from briefkit.publish.editions.edition import render
from briefkit.publish.editions.plan import previous_of
from briefkit.schema.columns import split_ids
from briefkit.schema.judgements import roles

ROOT = Path(__file__).parent.parent
DAYS = ("2023-09-17", "2023-10-20", "2025-07-13", "2026-03-03")
AMOUNT = "flows.oil-alf-bet.quantity"


def oil(number: float, day: str, n: int = 3, **more):
    """Return claims of one amount of oil, one a document."""
    return [
        {"source_id": f"{chr(97 + i)}news-{day}", "subject_id": "oil-alf-bet",
         "attribute": "quantity", "value": str(number), "unit": "t", "speaker_id": "ann", **more}
        for i in range(n)
    ]  # fmt: skip


def judgement(**more):
    return {
        "judgement_id": "oil-2023-06",
        "about": "oil-alf-bet",
        "knows": "2023-06-30",
        "written_on": "2024-06-01",
        "author": "analyst, night desk",
        "text": f"It is {{likely}} that {{{AMOUNT}}} went by sea.",
        "confidence": "moderate",
        "reason": f"{{{AMOUNT}:documents}} pages say so.",
        "alternatives": "it went by rail.",
        "change": "the papers of the ships.",
        "numbers": f"{AMOUNT}=300/300/300/t",
        **more,
    }


def corpus(folder: Path, *judged, as_of: str = "2023-06-30", claims=None, **tables):
    return load_corpus(
        folder,
        as_of=as_of,
        flows=[{"flow_id": "oil-alf-bet", "label": "Oil", "commodity": "oil"}],
        claims=oil(300, "2023-06-29") if claims is None else claims,
        judgements=judged,
        **tables,
    )


def parts(block, *styles: str) -> list[str]:
    shown = block.to_json()
    return [
        "".join(run["text"] for run in part["runs"])
        for part in shown.get("body", [shown])
        if part.get("style") in styles
    ]


def read_rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


def page(ds):
    return present.sheet(ds, bk.sheet(ds))


def test_a_judgement_stands_first_and_takes_the_place_of_the_finding(tmp_path):
    shown = page(corpus(tmp_path / "data", judgement()))
    assert parts(shown.findings, "judged") == ["It is likely (55–80 %) that 300 t went by sea."]
    grounds, author = parts(shown.findings, "note")
    assert grounds == (
        "Confidence moderate: three pages say so. Alternatives: it went by rail. "
        "Would change it: the papers of the ships."
    )
    assert author == (
        "Author: analyst, night desk; written on 1 June 2024, "
        "from what was on record on 30 June 2023."
    )
    (computed,) = parts(shown.computed, "finding")
    assert computed.startswith("Oil: 300 t, first told 29 June 2023")


@pytest.mark.parametrize("about", ["oil-alf-bet", "fuels"])
def test_it_takes_the_place_of_the_finding_of_its_topic(tmp_path, about):
    topics = [{"topic_id": "fuels", "label": "Fuels", "question": "What?", "flows": "oil-alf-bet"}]
    shown = page(corpus(tmp_path / "data", judgement(about=about), topics=topics))
    assert parts(shown.findings, "finding") == []


@pytest.mark.parametrize(
    ("about", "n"), [("ALF-BET", 0), ("ann-bet-2023-06", 0), ("oil-alf-bet", 1)]
)
def test_one_of_a_dyad_or_a_contact_takes_the_place_of_what_is_said_of_the_dyad(tmp_path, about, n):
    own = {"source_id": "herald-2023-06-29", "subject_id": "ann-bet-2023-06"}
    visit = [
        {**own, "attribute": "actor", "value": "ann"},
        {**own, "attribute": "recipient", "value": "BET"},
        {**own, "attribute": "date", "value": "2023-06-28"},
    ]
    row = judgement(
        about=about, text="Ann came on {ann-bet-2023-06:date}.", reason="one page says so.",
        numbers="ann-bet-2023-06:date=2023-06-28",
    )  # fmt: skip
    shown = page(
        corpus(
            tmp_path / "data",
            row,
            claims=visit,
            events=[{"event_id": "ann-bet-2023-06", "kind": "visit", "label": "Ann's visit"}],
        )
    )
    assert parts(shown.findings, "judged") == ["Ann came on 28 June 2023."]
    assert len(parts(shown.findings, "finding")) == n


def test_every_number_of_a_judgement_leads_to_its_claims(tmp_path):
    shown = page(corpus(tmp_path / "data", judgement()))
    (number,) = (run for run in runs_of(shown.findings) if run.number == AMOUNT)
    assert number.claims == tuple(f"{x}news-2023-06-29.001" for x in "abc")
    assert set(number.claims) <= set(shown.claim_ids)


def test_when_its_numbers_have_moved_the_computed_finding_takes_its_place(tmp_path):
    claims = oil(300, "2023-06-29") + oil(900, "2023-07-20")
    ds = corpus(tmp_path / "data", judgement(), as_of="2023-07-31", claims=claims)
    shown = page(ds)
    assert parts(shown.findings, "finding") == parts(shown.computed, "finding")
    assert parts(shown.findings, "finding")[0].startswith("Oil: 900 t")
    assert parts(shown.findings, "note")[-1] == (
        "What was judged on 30 June 2023 is not repeated: its numbers have moved, "
        "300 t then, 900 t now."
    )
    assert "likely" not in str(shown.findings)


def test_one_more_page_that_says_the_same_moves_no_judgement(tmp_path):
    claims = oil(300, "2023-06-29") + oil(300, "2023-07-20", 1)
    ds = corpus(tmp_path / "data", judgement(), as_of="2023-07-31", claims=claims)
    assert "Confidence moderate: four pages say so." in str(page(ds).findings)


def test_a_number_that_is_gone_is_a_number_that_has_moved(tmp_path):
    claim = "anews-2023-06-29.001"
    text = f"The page that has {{{claim}}} is right."
    row = judgement(text=text, reason="it alone saw it.", numbers=f"{claim}=300/300/300/t")
    later = oil(400, "2023-07-20", 1, supersedes=claim)
    data = tmp_path / "data"
    ds = corpus(data, row, as_of="2023-07-31", claims=oil(300, "2023-06-29") + later)
    assert "300 t then, and no such number now." in str(page(ds).findings)
    assert "The page that has 300 t is right." in str(page(ds.at("2023-06-30")).findings)


def test_a_judgement_is_cut_by_what_it_knows(tmp_path):
    ds = corpus(tmp_path / "data", judgement())
    assert list(ds.records.judgements) == ["oil-2023-06"]
    assert len(ds.judgements) == 1
    before = ds.at("2023-06-29")
    assert not before.records.judgements
    assert before.judgements.empty
    assert "Author" not in str(page(before).findings)


def test_a_newer_judgement_replaces_the_one_that_it_supersedes(tmp_path):
    newer = judgement(
        judgement_id="oil-2023-07", knows="2023-07-15", text="Oil went by sea.",
        change=f"less than {{{AMOUNT}}}.", supersedes="oil-2023-06",
    )  # fmt: skip
    ds = corpus(tmp_path / "data", judgement(), newer, as_of="2023-07-20")
    assert parts(page(ds).findings, "judged") == ["Oil went by sea."]
    assert "went by sea." in parts(page(ds.at("2023-07-01")).findings, "judged")[0]
    draft = corpus(tmp_path / "draft", judgement(), newer | {"numbers": None}, as_of="2023-07-20")
    assert "300 t went by sea." in str(page(draft).findings)


def test_after_a_month_it_is_printed_while_its_topic_is_news(tmp_path):
    denied = oil(300, "2023-08-20", 1, speaker_id="bob", modality="denied")
    claims = oil(300, "2023-06-29") + denied
    other = judgement(about="ALF-GAM")  # of which there is no finding
    for row, day, n in (
        (judgement(), "2023-08-25", 1), (other, "2023-07-31", 1), (other, "2023-08-25", 0),
    ):  # fmt: skip
        ds = corpus(tmp_path / f"{row['about']}-{day}", row, as_of=day, claims=claims)
        assert len(bk.sheet(ds).judged) == n


def test_a_judgement_of_more_than_half_a_year_ago_is_no_longer_printed(tmp_path):
    ds = corpus(tmp_path / "data", judgement(), as_of="2024-01-31")
    assert bk.sheet(ds).judged == ()


def test_a_draft_is_not_printed(tmp_path):
    shown = page(corpus(tmp_path / "data", judgement(numbers=None)))
    assert shown.findings == shown.computed


@pytest.mark.parametrize("is_absent", [True, False])
def test_without_judgements_the_sheet_is_the_same_to_the_byte(tmp_path, is_absent):
    """An empty table, no table, and one in which nothing is known yet."""
    claims = oil(300, "2023-06-29")
    flows = [{"flow_id": "oil-alf-bet", "label": "Oil", "commodity": "oil"}]
    later = judgement(knows="2023-08-01")
    one = make_corpus(tmp_path / "one" / "data", flows=flows, claims=claims, judgements=[later])
    two = make_corpus(tmp_path / "two" / "data", flows=flows, claims=claims)
    if is_absent:
        (two / "judgements.csv").unlink()
    made = []
    for data in (one, two):
        out = data.parent / "reports"
        done = render(["sheet"], as_of=["2023-06-30"], formats=["html", "md"], out=out, data=data)
        assert done.exit_code == 0
        made.append({f: (out / "2023-06-30" / f"sheet.{f}").read_bytes() for f in ("html", "md")})
    assert made[0] == made[1]
    assert b"Author" not in made[0]["html"]


def test_the_shipped_sheets_without_their_judgements_print_what_is_computed(tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    (data / "judgements.csv").unlink()
    for day in DAYS:
        ds = bk.load(data, as_of=day)
        shown = present.sheet(ds, bk.sheet(ds, previous_of(None, ds)))
        assert shown.findings == shown.computed


# what is shipped


@pytest.mark.parametrize("day", DAYS)
def test_the_shipped_judgements_keep_the_values_of_their_day(day):
    ds = bk.load(ROOT / "data", as_of=day)
    own = [j for j in ds.records.judgements.values() if str(j.knows) == day]
    assert 3 <= len(own) <= 5
    found = roles_of(ds)
    for row in own:
        filled = {role: found.fill(role) for role in roles(row)}
        assert None not in filled.values()
        now = [f"{role}={x.kept}" for role, x in filled.items() if x and not role.is_count]
        assert list(row.numbers or ()) == now
        assert row.written_on > row.knows  # by hindsight, and said so
        assert "language model" in row.author


@pytest.mark.parametrize("day", DAYS)
def test_the_shipped_sheet_opens_with_judgements_on_one_page(tmp_path, day):
    ds = bk.load(ROOT / "data", as_of=day)
    result = bk.sheet(ds, previous_of(None, ds))
    shown = present.sheet(ds, result)
    first, *others = parts(shown.findings, "judged", "finding")
    assert len(others) <= 4
    assert first not in parts(shown.computed, "finding")
    assert "Author: language model, shipped set; written on" in str(shown.findings)
    done = render(["sheet"], as_of=[day], formats=["pdf"], out=tmp_path)
    assert done.exit_code == 0
    front, second, *_ = PdfReader(tmp_path / day / "sheet.pdf").pages
    assert "Sources" in front.extract_text()
    assert second.extract_text().lstrip().startswith("Evidence")


def test_the_second_reading_covers_every_judgement_with_claims_of_its_day():
    """Which claims carry the words of a judgement and of its reason, as the second judge has it."""
    ds = bk.load(ROOT / "data")
    rows = read_rows_of(ROOT / "tests" / "judged" / "judgements.csv")
    known, judged = ds.tables.known_on, ds.tables.records.judgements
    assert {(row["judgement"], row["part"]) for row in rows} == {
        (name, part) for name in judged for part in ("text", "reason")
    }
    for row in rows:
        claims = split_ids(row["claims"])
        assert {known[claim] <= judged[row["judgement"]].knows for claim in claims} <= {True}
        assert bool(claims) == (row["verdict"] in {"holds", "inference"})
        assert row["verdict"] in {"holds", "inference", "computed"}


# what a coder may get wrong


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"knows": "2024-06-02"},
         "judgements.csv row 2, knows: 2024-06-02 is after written_on 2024-06-01. "
         "Nobody rests on what is still to come."),
        ({"text": "It is {probably} so."},
         "judgements.csv row 2, text: '{probably}' is no likelihood. Allowed: almost no chance, "),
        ({"reason": "it is {likely}."}, "row 2, reason: '{likely}' stands outside the judgement."),
        ({"text": "{flows.oil-alf-bett.quantity} went."},
         "'{flows.oil-alf-bett.quantity}' names an unknown 'oil-alf-bett'. Allowed: an id of "
         "flows.csv; did you mean 'oil-alf-bet'?"),
        ({"text": "{flow.oil-alf-bet.quantity} went."}, "names no number. Allowed: flows.…"),
        ({"text": "{anews-2023-06-29.009} went."}, "did you mean 'anews-2023-06-29.001'?"),
        ({"text": f"{{{AMOUNT}:said}} went."}, "asks for 'said'. Allowed behind the colon: date"),
        ({"text": "Some 300 t went."}, "'300' is typed. Name the number in braces"),
        ({"text": "It {likely went."}, "'{' has no other half."),
        ({"about": "oil-alf"}, "row 2, about: 'oil-alf' is unknown."),
        ({"confidence": "certain"}, "row 2, confidence: 'certain' is no term of the list."),
        ({"numbers": f"{AMOUNT}s=300/300/300/t"}, f"numbers: has no '{AMOUNT}'; '{AMOUNT}s' is al"),
        ({"numbers": "b=1/1/1/t", "text": "So."}, "numbers: 'b' stands in no words of the row."),
        ({"numbers": f"{AMOUNT}=some/300//t"},
         "numbers: 'some/300//t' is no value of a role. Allowed: low/best/high/unit"),
        ({"supersedes": "oil-2023-06"}, "'oil-2023-06' leads back to itself."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_clear_line(tmp_path, cells, line):
    with pytest.raises(DataError) as raised:
        corpus(tmp_path / "data", judgement(**cells))
    said = [str(problem) for problem in raised.value.problems]
    assert [text for text in said if line in text], said
    assert "\n" not in line


def test_a_number_that_never_was_is_one_clear_line(tmp_path):
    name = "flows.oil-alf-bet.quantities"
    row = judgement(text=f"{{{name}}} went.", reason="no reason.", numbers=f"{name}=1/1/1/t")
    ds = corpus(tmp_path / "data", row)
    with pytest.raises(UnknownNameError) as raised:
        bk.sheet(ds)
    assert str(raised.value) == (
        "judgements.csv, 'oil-2023-06': '{flows.oil-alf-bet.quantities}' names nothing on record "
        "on 2023-06-30. Nearest: flows.oil-alf-bet.quantity."
    )


def test_the_command_says_what_stands_what_moved_and_what_a_draft_is_to_keep(tmp_path):
    draft = judgement(judgement_id="oil-draft", numbers=None)
    claims = oil(300, "2023-06-29") + oil(900, "2023-07-20")
    corpus(tmp_path / "data", judgement(), draft, claims=claims)
    told = []
    for day in ("2023-06-30", "2023-07-31"):
        args = ["judgements", "--data", str(tmp_path / "data"), "--as-of", day, "--format", "json"]
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0, done.output
        told.append({x["judgement"]: x for x in json.loads(done.output)["judgements"]})
    assert [x["oil-2023-06"]["is"] for x in told] == ["stands", "moved"]
    assert told[1]["oil-2023-06"]["numbers"] == f"{AMOUNT}: 300/300/300/t, now 900/900/900/t"
    assert [x["oil-draft"]["is"] for x in told] == ["draft", "draft"]
    assert {x["oil-draft"]["numbers"] for x in told} == {judgement()["numbers"]}


def test_hostile_words_do_not_run(tmp_path):
    bad = "<script>alert(1)</script>"
    row = judgement(author=bad, alternatives=bad.replace("1", "x"))
    data = tmp_path / "data"
    corpus(data, row)
    done = render(["sheet"], as_of=["2023-06-30"], formats=["html"], out=tmp_path / "r", data=data)
    assert done.exit_code == 0
    shown = (tmp_path / "r" / "2023-06-30" / "sheet.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(x)" in shown
    assert "<script>alert" not in shown


def test_the_order_of_the_rows_changes_nothing(tmp_path):
    other = judgement(judgement_id="a", text="Another {likely} thing.", reason="none.", numbers="")
    other["numbers"] = f"{AMOUNT}=300/300/300/t"
    other["change"] = f"{{{AMOUNT}}} less."
    ds = corpus(tmp_path / "data", judgement(), other)
    rows = read_rows(tmp_path / "data" / "judgements.csv")
    said = str(page(ds).findings)
    for row, name in zip(rows, ("z", "y"), strict=True):
        row["judgement_id"] = name
    write_rows(tmp_path / "data" / "judgements.csv", rows[::-1])
    assert str(page(bk.load(tmp_path / "data", as_of="2023-06-30")).findings) == said
