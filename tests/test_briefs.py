"""The real briefs on the real data, from the tables to the text of the PDF."""

from __future__ import annotations

import csv
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from corpus import make_corpus as write_corpus
from published import DAYS, FILE, numbers_of
from pypdf import PdfReader

from briefkit.dataset import load
from briefkit.dataset.folder import corpus_path
from briefkit.dates import parse_day
from briefkit.publish.editions.edition import Rendered, render
from briefkit.publish.editions.series import series
from briefkit.publish.kernels.execute import execute
from briefkit.publish.runners.pool import Pool
from briefkit.publish.runners.servers import Servers

BRIEFS = ("cadence", "discrepancies", "flows", "sheet")
HOSTILE = (
    "<script>alert(1)</script> #import \"x\" =HYPERLINK(1) {{ 7*7 }} `code` 'q' \u202e\u0627 $x$ & "
    "김정은 习近平 Лукашенка \U0001f9ff"
)
LONG = "w" * 70


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    assert render(as_of=DAYS, out=folder).exit_code == 0
    return folder


def pdf_text(path: Path) -> str:
    pages = [page.extract_text() for page in PdfReader(path).pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def test_the_published_numbers_stand(out: Path) -> None:
    assert numbers_of(out) == json.loads(FILE.read_text(encoding="utf-8"))


def test_the_editions_differ_as_knowledge_grew(out: Path) -> None:
    known = [set(numbers_of(out)[day]) for day in DAYS]
    assert "flows.munitions-prk-rus.quantity.container" in known[1] - known[0]
    troops = [{name for name in names if "troops-prk-rus." in name} for names in known]
    assert not troops[0] | troops[1]
    assert troops[2]


@pytest.mark.parametrize("day", DAYS)
def test_no_edition_knows_anything_published_later(out: Path, day: str) -> None:
    known_on = load().tables.known_on
    for brief in BRIEFS:
        page = (out / day / f"{brief}.html").read_text(encoding="utf-8")
        printed = {name for name in known_on if name in page}
        assert printed
        assert {name for name in printed if known_on[name] > parse_day(day)} == set()


@pytest.mark.parametrize("brief", BRIEFS)
def test_a_page_asks_nothing_of_anybody(out: Path, brief: str) -> None:
    page = (out / DAYS[2] / f"{brief}.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert re.search(r'(src|srcset)="(?!data:)', page) is None
    assert re.search(r"@import|url\((?!['\"]?(data:|#))", page) is None
    assert "default-src 'none'" in page


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_link_inside_a_page_has_its_place(out: Path, brief: str) -> None:
    page = (out / DAYS[2] / f"{brief}.html").read_text(encoding="utf-8")
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


@pytest.mark.parametrize("brief", BRIEFS)
def test_claims_of_one_source_and_path_stand_under_one_line(out: Path, brief: str) -> None:
    page = (out / DAYS[-1] / f"{brief}.html").read_text(encoding="utf-8")
    lines = [re.sub("<[^>]*>", "", line) for line in re.findall(r'<p class="source">.*?</p>', page)]
    assert len(lines) > 3
    assert all(one != other for one, other in pairwise(lines))
    assert page.count('class="heads"') == len(lines)
    assert page.count('class="follows"') > 20


def test_the_lost_thousand_is_found_in_the_pdf_with_its_check(out: Path) -> None:
    words = pdf_text(out / DAYS[0] / "discrepancies.pdf")
    assert "A lost thousand" in words
    assert "60 tons" in words
    assert "60,000 t" in words
    assert "Severity 3" in words
    assert "Would settle it" in words
    assert "The transcript of the words of Alexander Lukashenko" in words


def test_the_record_in_full_says_what_sixty_tons_are_in_rail_tank_wagons(tmp_path: Path) -> None:
    made = render(["record"], as_of=DAYS[0], formats=["pdf"], out=tmp_path)
    assert made.exit_code == 0
    words = pdf_text(tmp_path / DAYS[0] / "record.pdf")
    assert "1 rail tank wagon" in words
    assert "1,000 rail tank wagons" in words


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_pdf_is_tagged_and_has_bookmarks(out: Path, brief: str) -> None:
    reader = PdfReader(out / DAYS[2] / f"{brief}.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert "/StructTreeRoot" in root
    assert len(reader.outline) >= 5
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_a_claim_of_her_own_shows_is_named_and_the_earlier_number_stays(tmp_path: Path) -> None:
    data, reports = tmp_path / "data", tmp_path / "reports"
    shutil.copytree(corpus_path("data"), data)
    day = DAYS[0]
    first = render(["flows"], as_of=[day], data=data, out=reports)
    name = "flows.diesel-blr-rus.quantity"
    before = json.loads((reports / day / "numbers.json").read_text(encoding="utf-8"))[name]
    own = {
        "claim_id": "wion-2023-09-15.900",
        "source_id": "wion-2023-09-15",
        "subject_id": "diesel-blr-rus",
        "attribute": "quantity",
        "value": "75000",
        "unit": "t",
        "printed": "seventy-five thousand tonnes",
        "locator": "p7",
        "speaker_id": "putin",
        "coded_on": "2026-11-21",
    }
    with (data / "claims.csv").open("r+", encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
        file.seek(0, 2)
        csv.DictWriter(file, header).writerow(own)
    second = render(["flows"], as_of=[day], data=data, out=reports)
    assert (first.editions[0].revision, second.editions[0].revision) == (1, 2)
    page = (reports / day / "flows.html").read_text(encoding="utf-8")
    assert "seventy-five thousand tonnes" in page
    lines = (reports / day / "history.jsonl").read_text(encoding="utf-8").splitlines()
    history = [json.loads(line) for line in lines]
    assert history[0]["numbers"][name]["high"] == before["high"]
    assert "wion-2023-09-15.900" in json.dumps(second.editions[0].changes, default=str)
    assert "wion-2023-09-15.900" in lines[1]


def hostile_corpus(folder: Path) -> Path:
    """Return a corpus with hostile words in every column of free text."""
    words = f"{HOSTILE} {LONG}"
    short = HOSTILE[:24].strip()
    flow = {"flow_id": "oil", "label": words, "commodity": "oil"}
    common = {"note": words}
    return write_corpus(
        folder,
        actors=[
            {"actor_id": "ALF", "kind": "state", "name": f"Alfaland {words}"},
            {"actor_id": "ann", "kind": "person", "name": f"Ann {words}", "state": "ALF"},
        ],
        offices=[{"office_id": "ann-president", "actor_id": "ann", "level": "leader",
                  "state": "ALF", "office": words}],
        places=[{"place_id": "beta-city", "name": f"City {words}", "country": "BET"}],
        sources=[
            {"source_id": "herald-2023-01-31", "publisher": f"Herald {words}", "label": words,
             "dateline": words, "note": words, "url": "https://example.org/?a=<b>&c='d'"},
            {"source_id": "times-2023-02-01", "publisher": "Times"},
        ],
        events=[{"event_id": "ann-bob-2023-01", "label": words}],
        flows=[flow],
        statements=[{"statement_id": "ann-words-2023-01", "label": words}],
        factors=[{"factor_id": "wagon-oil", "from": "wagon", "to": "oil", "low": "50",
                  "best": "60", "high": "70", "why": words}],
        coverage=[{"coverage_id": "all", "about": "ALF-BET", "from": "2023-01-01",
                   "to": "2023-02-01", "where": words, "found": words}],
        claims=[
            {"subject_id": "ann-bob-2023-01", "attribute": "actor", "value": "ann; bob", **common},
            {"subject_id": "ann-bob-2023-01", "attribute": "date", "value": "2023-01-05",
             "printed": short, **common},
            {"subject_id": "ann-bob-2023-01", "attribute": "place", "value": "beta-city"},
            {"subject_id": "ann-bob-2023-01", "attribute": "purpose", "value": words,
             "printed": short},
            {"subject_id": "oil", "attribute": "quantity", "value": "60", "printed": short},
            {"subject_id": "oil", "attribute": "quantity", "value": "60000", "printed": LONG,
             "source_id": "times-2023-02-01"},
            {"subject_id": "ann-words-2023-01", "attribute": "gist", "value": words,
             "printed": short},
            {"subject_id": "ann-words-2023-01", "attribute": "gist", "value": "another matter",
             "source_id": "times-2023-02-01"},
            {"subject_id": "ann-words-2023-01", "attribute": "phrase", "value": words,
             "printed": short},
            {"subject_id": "ann", "attribute": "name", "value": words, "printed": short},
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("hostile")
    return render(data=hostile_corpus(folder / "data"), out=folder / "reports")


def test_hostile_text_fails_nothing(hostile: Rendered) -> None:
    assert [edition.failed for edition in hostile.editions] == [()]


@pytest.mark.parametrize("brief", BRIEFS)
def test_hostile_text_comes_out_as_those_characters(hostile: Rendered, brief: str) -> None:
    folder = hostile.editions[0].path
    page = (folder / f"{brief}.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    words = pdf_text(folder / f"{brief}.pdf")
    assert "<script>" in words
    assert "#import" in words
    notebook = json.loads((folder / f"{brief}.ipynb").read_text(encoding="utf-8"))
    assert all(
        output["output_type"] != "error"
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
    )


def test_a_glyph_that_no_font_has_is_replaced_with_a_caveat(hostile: Rendered) -> None:
    words = pdf_text(hostile.editions[0].path / "cadence.pdf")
    assert "\U0001f9ff" not in words
    assert "a replacement" in words


def test_names_in_three_scripts_reach_both_faces(hostile: Rendered) -> None:
    folder = hostile.editions[0].path
    for name in ("김정은", "习近平", "Лукашенка"):
        assert name in (folder / "cadence.html").read_text(encoding="utf-8")
        assert name in pdf_text(folder / "cadence.pdf")


def test_the_notebook_for_exploring_runs_from_top_to_bottom(tmp_path: Path) -> None:
    whole = load()
    done = execute(
        corpus_path("notebooks") / "explore.ipynb",
        {"previous": "2023-09"},
        data=whole.tables.path,
        as_of=whole.as_of,
    )
    outputs = [output for cell in done.cells for output in cell.get("outputs", ())]
    assert len(outputs) > 10
    assert any("image/png" in output.get("data", {}) for output in outputs)
    shown = json.dumps(done.cells[-1].outputs)
    assert "seventy thousand" in shown


@pytest.mark.soak
def test_the_briefs_of_every_month_of_the_record_can_be_made(tmp_path: Path) -> None:
    days = series("month", "2022-01", "2026-03")
    with Servers() as servers, Pool(servers) as pool:
        made = render(as_of=days, out=tmp_path, pool=pool)
    assert len(made.editions) == len(days)
    assert [edition.failed for edition in made.editions if edition.failed] == []
