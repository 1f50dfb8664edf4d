"""Dossiers: each claim stands in one of them, every way in them leads somewhere, nothing runs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus import load_corpus
from test_publish_edition import FLOWS, House, corpus, notebook

from briefkit.analysis.discrepancies import discrepancies
from briefkit.analysis.dossiers.history import histories
from briefkit.analysis.dossiers.kinds import KINDS
from briefkit.analysis.dossiers.meanings import Meaning, grouped, repeats, told
from briefkit.analysis.dossiers.subjects import subjects
from briefkit.analysis.dossiers.trees import Fault, trees
from briefkit.analysis.lines import flow_lines
from briefkit.cli.main import main
from briefkit.dataset import Dataset, load
from briefkit.errors import UnknownNameError
from briefkit.present.dossiers.hrefs import dossier_file, dossier_href
from briefkit.present.dossiers.names import dossier_named
from briefkit.present.dossiers.pages import page
from briefkit.publish.dossiers import files as made_by
from briefkit.publish.dossiers.files import dossier_files
from briefkit.publish.editions.verify import VerdictKind, verify
from briefkit.publish.store.snapshot import read_edition

HOSTILE = "<script>alert(1)</script><b onclick='x()'>\"{{ 7*7 }}"
OIL = {"subject_id": "oil-alf-bet", "attribute": "quantity"}
MEETING = {"subject_id": "ann-bob-2023-01"}


def rows(words: str = "") -> dict[str, list[dict[str, Any]]]:
    """Return tables with a dossier of every kind; `words` go where a row has free text."""
    note = {"note": words} if words else {}
    return {
        "actors": [
            {"actor_id": "board", "kind": "body", "name": f"Board {words}", "state": "ALF"},
        ],
        "sources": [
            {"source_id": "herald-2023-02-02", "language": "ko", "publisher": f"Herald {words}",
             "url": "https://example.org/?a=1&b='2'", "origin_ids": "ap", **note},
            {"source_id": "times-2023-02-03", "origin_ids": "ap", "reliability": "E"},
            {"source_id": "ap-2023-02-01", "kind": "agency"},
        ],
        "events": [{"event_id": "ann-bob-2023-01", "label": f"Ann meets Bob {words}"}],
        "flows": [
            {"flow_id": "oil-alf-bet", "label": f"Oil {words}"},
            {"flow_id": "crude-alf-bet", "label": "Crude", "part_of": "oil-alf-bet"},
        ],
        "statements": [{"statement_id": "ann-words-2023-01", "label": f"Ann says {words}",
                        "event_id": "ann-bob-2023-01"}],
        "claims": [
            {**OIL, "value": "60", "source_id": "ap-2023-02-01", "speaker_id": "dora", **note},
            {**OIL, "value": "60000", "source_id": "herald-2023-02-02", "speaker_id": "dora",
             "gloss": f"so much {words}"[:190]},
            {**OIL, "value": "70", "source_id": "herald-2023-02-04", "speaker_id": "board"},
            {**OIL, "value": "60", "source_id": "times-2023-02-03", "speaker_id": "dora",
             "extent": "conversion"},
            {**OIL, "value": "500", "extent": "capacity", "source_id": "post-2023-02-05"},
            {**OIL, "value": "9", "modality": "denied", "source_id": "post-2023-02-05"},
            {**OIL, "value": "80", "stage": "planned", "source_id": "post-2023-02-05"},
            {**OIL, "hedge": "some", "source_id": "post-2023-02-06"},
            {"subject_id": "crude-alf-bet", "attribute": "quantity", "value": "5"},
            {**MEETING, "attribute": "actor", "value": "ann; bob"},
            {**MEETING, "attribute": "date", "value": "2023-01-05", "printed": f"so {words}"[:90]},
            {**MEETING, "attribute": "date", "value": "2023-01-09",
             "source_id": "post-2023-02-05"},
            {**MEETING, "attribute": "place", "value": "beta-city"},
            {"subject_id": "ann-words-2023-01", "attribute": "gist", "value": f"all is {words}"},
            {"subject_id": "ALF-BET", "attribute": "count", "value": "3", "window": "2023-01"},
            {"subject_id": "ann", "attribute": "name", "value": f"Anne {words}"},
            {"subject_id": "board", "attribute": "name", "value": "The Board"},
            {"subject_id": "beta-city", "attribute": "name", "value": f"Betaville {words}"},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def ds(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_corpus(tmp_path_factory.mktemp("corpus") / "data", **rows())


@pytest.fixture(scope="module")
def made(ds: Dataset) -> dict[str, str]:
    return {name: content.decode() for name, content in dossier_files(ds).items()}


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "house"
    folder.mkdir()
    return House(folder)


class Reader(HTMLParser):
    """All ids, addresses, elements and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.hrefs.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def pages(made: dict[str, str]) -> dict[str, Reader]:
    return {name: Reader(text) for name, text in made.items() if name.endswith(".html")}


def anchors(read: dict[str, Reader]) -> Counter[str]:
    return Counter(i for one in read.values() for i in one.ids if i.startswith("claim-"))


def test_every_claim_stands_in_one_dossier_once(ds: Dataset, made: dict[str, str]) -> None:
    assert anchors(pages(made)) == {f"claim-{name}": 1 for name in ds.records.claims}


def test_there_is_a_dossier_of_every_kind(made: dict[str, str]) -> None:
    names = [name.removeprefix("dossiers/") for name in made]
    assert {kind: any(name.startswith(f"{kind}-") for name in names) for kind in KINDS} == (
        dict.fromkeys(KINDS, True)
    )


def test_every_way_leads_somewhere(ds: Dataset, made: dict[str, str]) -> None:
    read = pages(made)
    n_ways = 0
    for name, one in read.items():
        assert len(one.ids) == len(set(one.ids)), name
        for href in one.hrefs:
            file, _, anchor = href.partition("#")
            if "//" in file or file.startswith("../../index.html"):
                continue
            target = f"dossiers/{file}" if file else name
            assert target in made, (name, href)
            assert not anchor or anchor in read[target].ids, (name, href)
            n_ways += 1
    assert n_ways > len(ds.records.claims)


def test_every_claim_is_two_steps_from_the_list(ds: Dataset, made: dict[str, str]) -> None:
    read = pages(made)
    listed = {f"dossiers/{href}" for href in read["dossiers/index.html"].hrefs}
    assert set(read) - {"dossiers/index.html"} <= listed
    reached = Counter(i for name in listed & set(read) for i in read[name].ids)
    assert all(reached[f"claim-{name}"] for name in ds.records.claims)


def test_no_page_is_a_dead_end(made: dict[str, str]) -> None:
    for name, one in pages(made).items():
        assert any("index.html" in href for href in one.hrefs), name


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    ds = load_corpus(tmp_path / "data", **rows(HOSTILE))
    made = {name: content.decode() for name, content in dossier_files(ds).items()}
    plain = pages({n: c.decode() for n, c in dossier_files(load_corpus(
        tmp_path / "plain", **rows())).items()})  # fmt: skip
    for name, one in pages(made).items():
        assert not any(key.startswith("on") for key in one.attributes), name
        assert one.tags["b"] == plain[name].tags["b"], name
        assert one.tags["script"] == plain[name].tags["script"], name
    assert HOSTILE in Reader(made["dossiers/flow-oil-alf-bet.html"]).words
    assert anchors(pages(made)) == {f"claim-{name}": 1 for name in ds.records.claims}


def test_only_the_script_with_the_hash_runs(made: dict[str, str]) -> None:
    n_scripts = 0
    for name, text in made.items():
        if not name.endswith(".html"):
            continue
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None, name
        assert "default-src 'none'" in policy[1]
        assert "unsafe" not in policy[1]
        for script in re.findall(r"<script>(.*?)</script>", text, re.S):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"script-src 'sha256-{digest}'" in policy[1]
            n_scripts += 1
        assert ("script-src" in policy[1]) == ("<script>" in text), name
    assert n_scripts


def test_the_same_record_gives_the_same_bytes(ds: Dataset, tmp_path: Path) -> None:
    turned = rows()
    turned["flows"].reverse()
    again = load_corpus(tmp_path / "data", **turned)
    assert dossier_files(again) == dossier_files(ds)


def test_claims_stand_by_what_they_mean(ds: Dataset) -> None:
    flow = ds.records.flows["oil-alf-bet"]
    groups = grouped(ds, told(ds, "oil-alf-bet", flow_lines(ds, flow)))
    assert {(g.meaning, t.claim.value) for g in groups for t in g.told} == {
        (Meaning.TOTAL, "60"),
        (Meaning.TOTAL, "60000"),
        (Meaning.TOTAL, "70"),
        (Meaning.CONVERSION, "60"),
        (Meaning.CAPACITY, "500"),
        (Meaning.DENIED, "9"),
        (Meaning.PLAN, "80"),
        (Meaning.VAGUE, None),
    }
    assert [g.meaning for g in groups] == sorted(
        (g.meaning for g in groups), key=list(Meaning).index
    )


def test_what_was_taken_back_is_told_and_feeds_nothing(load_rows: Callable[..., Dataset]) -> None:
    ds = load_rows(
        flows=[{"flow_id": "oil-alf-bet"}],
        claims=[
            {**OIL, "value": "60", "source_id": "ap-2023-02-01"},
            {**OIL, "value": "66", "source_id": "ap-2023-02-02",
             "supersedes": "ap-2023-02-01.001"},
        ],
    )  # fmt: skip
    found = {one.claim.value: one.meaning for one in told(ds, "oil-alf-bet")}
    assert found == {"66": Meaning.TOTAL, "60": Meaning.TAKEN_BACK}


def test_a_history_is_the_rule_on_the_record_of_each_day(ds: Dataset) -> None:
    flow = ds.records.flows["oil-alf-bet"]
    found = [h for h in histories(ds, flow, flow_lines(ds, flow)) if h.asked[3]]
    (history,) = found
    for move in history.moves:
        then = [line for line in flow_lines(ds.at(move.day), flow) if line.stage.is_actual]
        assert move.line is not None
        assert [line.estimate for line in then if line.window == move.line.window] == [
            move.line.estimate
        ]
    assert history.moves[0].day.isoformat() == "2023-02-01"
    assert [v.voice for v in history.moves[0].joined] == ["ALF"]
    assert history.line.estimate == history.moves[-1].line.estimate  # type: ignore[union-attr]


def test_a_voice_that_moves_or_falls_silent_is_named(load_rows: Callable[..., Dataset]) -> None:
    ds = load_rows(
        flows=[{"flow_id": "oil-alf-bet"}],
        claims=[
            {**OIL, "value": "60", "source_id": "ap-2023-01-01", "speaker_id": "ann"},
            {**OIL, "value": "90", "source_id": "ap-2023-03-01", "speaker_id": "ann"},
            {**OIL, "value": "200", "source_id": "efe-2024-03-01", "speaker_id": "bob"},
        ],
    )
    flow = ds.records.flows["oil-alf-bet"]
    (history,) = histories(ds, flow, flow_lines(ds, flow))
    first, second, third = history.moves
    assert [v.voice for v in first.joined] == ["ALF"]
    assert [(a.amount.best, b.amount.best) for a, b in second.changed] == [(60, 90)]
    assert [(d.voice.voice, d.is_old) for d in third.left] == [("ALF", True)]
    known = subjects(ds, discrepancies(ds))
    (table,) = page(ds, known, "flow", "oil-alf-bet").histories
    assert "Alfaland moves from 60 to 90" in table.rows[1].reason
    assert "Alfaland has said nothing for half a year" in table.rows[2].reason


def test_an_error_stands_at_the_node_where_it_entered(load_rows: Callable[..., Dataset]) -> None:
    common = {**OIL, "value": "60", "speaker_id": "dora"}
    ds = load_rows(
        flows=[{"flow_id": "oil-alf-bet"}],
        sources=[
            {"source_id": "herald-2023-02-02", "origin_ids": "ap"},
            {"source_id": "times-2023-02-03", "origin_ids": "ap"},
            {"source_id": "post-2023-02-04", "origin_ids": "times-2023-02-03"},
            {"source_id": "mail-2023-02-05", "origin_ids": "efe"},
        ],
        claims=[
            {**common, "source_id": "herald-2023-02-02", "extent": "capacity"},
            {**common, "source_id": "times-2023-02-03", "extent": "conversion"},
            {**common, "source_id": "post-2023-02-04", "extent": "conversion"},
            {**common, "source_id": "mail-2023-02-05", "doubt": "slip"},
        ],
    )
    (tree,) = trees(ds, told(ds, "oil-alf-bet"))
    nodes = {node.name: node for node in tree.walk()}
    assert nodes["herald-2023-02-02"].fault is None
    assert nodes["times-2023-02-03"].fault is Fault.HERE
    assert nodes["post-2023-02-04"].fault is Fault.REPEATED
    assert nodes["post-2023-02-04"] in nodes["times-2023-02-03"].children
    assert nodes["mail-2023-02-05"].fault is Fault.HERE_OR_ABOVE
    assert tree.name == "ALF"
    assert tree.n_documents == 4
    assert sum(len(node.told) for node in nodes.values()) == 4


def test_a_repeat_is_what_a_voice_had_said_before(load_rows: Callable[..., Dataset]) -> None:
    common = {**OIL, "value": "60"}
    ds = load_rows(
        flows=[{"flow_id": "oil-alf-bet"}],
        claims=[
            {**common, "source_id": "ap-2023-01-01", "speaker_id": "ann"},
            {**common, "source_id": "efe-2023-01-02", "speaker_id": "dora"},
            {**common, "source_id": "efe-2023-01-02", "speaker_id": "bob"},
            {**common, "source_id": "efe-2023-01-03", "speaker_id": "bob", "value": "61"},
        ],
    )
    assert repeats(ds, told(ds, "oil-alf-bet")) == {"efe-2023-01-02.001"}


def test_a_quotation_has_its_language_and_its_english(made: dict[str, str]) -> None:
    text = made["dossiers/flow-oil-alf-bet.html"]
    row = re.search(r'<tr id="claim-herald-2023-02-02.001".*?</tr>', text, re.S)
    assert row is not None
    assert '<q lang="ko">60000</q>' in row[0]
    assert "[so much]" in row[0]
    assert "https://example.org/?a=1&amp;b=&#39;2&#39;" in row[0]
    assert "Dora" in row[0]
    assert "paragraph 1" in row[0]
    assert 'class="g gB"' in row[0]


def test_a_disagreement_leads_to_the_claims_that_differ(ds: Dataset, made: dict[str, str]) -> None:
    entry = discrepancies(ds).entry("oil-alf-bet.quantity")
    text = made[f"dossiers/{dossier_file('entry', entry.id)}"]
    for name in (entry.a.quoted.claim_id, entry.b.quoted.claim_id):  # type: ignore[union-attr]
        assert f'href="flow-oil-alf-bet.html#claim-{name}"' in text


def test_of_a_large_record_only_what_is_printed_has_one(
    ds: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_by, "MOST_CLAIMS", 3)
    printed = [c.claim_id for c in ds.claims_of("crude-alf-bet")]
    made = dossier_files(ds, printed)
    assert sorted(made) == [
        "dossiers/dossier.css", "dossiers/flow-crude-alf-bet.html", "dossiers/index.html",
    ]  # fmt: skip
    assert b"briefkit dossier" in made["dossiers/index.html"]
    for name, one in pages({n: c.decode() for n, c in made.items()}).items():
        for href in one.hrefs:
            file = href.partition("#")[0]
            assert not file or file.startswith("..") or f"dossiers/{file}" in made, (name, href)


def test_a_dossier_lies_where_its_address_says(ds: Dataset, made: dict[str, str]) -> None:
    for name in ("oil-alf-bet", "ann", "board", "ALF-BET", "beta-city", "oil-alf-bet.quantity"):
        assert dossier_href(ds, name) in made


@pytest.mark.parametrize(
    "name", ["oil-alf-bet", "Oil", "flow-oil-alf-bet", "flows.oil-alf-bet.quantity",
             "herald-2023-02-02.001"]
)  # fmt: skip
def test_a_dossier_is_found_by_any_of_its_names(ds: Dataset, name: str) -> None:
    known = subjects(ds, discrepancies(ds))
    assert dossier_named(ds, known, name) == ("flow", "oil-alf-bet")


def test_a_misspelt_name_has_its_neighbours(ds: Dataset) -> None:
    known = subjects(ds, discrepancies(ds))
    with pytest.raises(UnknownNameError, match=r"no dossier 'oil-alf-bte'.*oil-alf-bet"):
        dossier_named(ds, known, "oil-alf-bte")


def test_the_command_writes_one_page(ds: Dataset, tmp_path: Path) -> None:
    data = str(ds.tables.path)
    done = CliRunner().invoke(main, ["dossier", "Oil", "--data", data, "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.iterdir()
    assert done.output.strip() == str(path)
    text = path.read_text(encoding="utf-8")
    one = Reader(text)
    assert all(href.startswith(("#", "https://")) for href in one.hrefs)
    assert all(href[1:] in one.ids for href in one.hrefs if href.startswith("#"))
    assert "@font-face" in text
    assert sum(i.startswith("claim-") for i in one.ids) == 8

    early = CliRunner().invoke(
        main, ["dossier", "oil-alf-bet", "--as-of", "2023-02-01", "--data", data,
               "-o", str(tmp_path / "early.html")]
    )  # fmt: skip
    assert early.exit_code == 0, early.output
    words = (tmp_path / "early.html").read_text(encoding="utf-8")
    assert "claim-ap-2023-02-01.001" in words
    assert "claim-herald-2023-02-02.001" not in words

    wrong = CliRunner().invoke(main, ["dossier", "oyl-alf-bet", "--data", data])
    assert wrong.exit_code == 2
    assert "oil-alf-bet" in wrong.output
    assert len(wrong.output.splitlines()) == 1


def ways(file: Path) -> set[Path]:
    """Return the files to which a page leads."""
    one = Reader(file.read_text(encoding="utf-8"))
    local = (href.partition("#")[0] for href in one.hrefs if "//" not in href)
    return {(file.parent / href).resolve() for href in local if href}


def test_an_edition_of_all_briefs_has_dossiers_four_steps_from_the_index(house: House) -> None:
    (edition,) = house.render().editions
    seen = {house.out / "index.html"}
    frontier = seen
    for _ in range(3):
        frontier = {to for file in frontier if file.suffix == ".html" for to in ways(file)} - seen
        assert all(file.is_file() for file in frontier)
        seen |= frontier
    held = Counter(
        i for file in seen if file.suffix == ".html"
        for i in Reader(file.read_text(encoding="utf-8")).ids if i.startswith("claim-")
    )  # fmt: skip
    whole = load(house.data)
    assert all(held[f"claim-{name}"] for name in whole.records.claims)
    assert edition.path / "dossiers/index.html" in ways(edition.path / "flows.html")


def test_a_claim_of_a_brief_leads_to_its_dossier(house: House) -> None:
    code = "ds = bk.load(as_of=as_of)\nfrom briefkit.present.cite import evidence\n"
    notebook(house.notebooks / "flows.ipynb", FLOWS, f"{code}evidence(ds, bk.flows(ds))")
    href = 'href="dossiers/flow-diesel-alf-bet.html#claim-herald-2023-01-15.001"'
    house.render("flows")
    assert href not in (house.edition() / "flows.html").read_text(encoding="utf-8")
    house.render()
    assert href in (house.edition() / "flows.html").read_text(encoding="utf-8")
    there = Reader((house.edition() / "dossiers/flow-diesel-alf-bet.html").read_text("utf-8"))
    assert "claim-herald-2023-01-15.001" in there.ids


def test_the_manifest_knows_the_dossiers_and_verify_makes_them_again(house: House) -> None:
    house.render()
    edition = read_edition(house.edition())
    assert all(edition.holds(file) for file in edition.within("dossiers"))
    found = verify(house.edition(), data=house.data, notebooks=house.notebooks)
    assert found.kind is VerdictKind.REPRODUCED
    page = house.edition() / "dossiers/flow-diesel-alf-bet.html"
    page.write_text("another")
    found = verify(house.edition(), data=house.data, notebooks=house.notebooks)
    assert found.altered == ("dossiers/flow-diesel-alf-bet.html",)
    house.render()
    assert "another" not in page.read_text(encoding="utf-8")


def test_briefs_that_are_named_bring_no_dossiers_and_lose_none(house: House) -> None:
    house.render("flows")
    assert not (house.edition() / "dossiers").exists()
    assert "dossiers/" not in (house.edition() / "flows.html").read_text(encoding="utf-8")
    house.render()
    there = read_edition(house.edition()).within("dossiers")
    assert there
    (edition,) = house.render("flows").editions
    assert edition.is_kept
    corpus(house.data, {"source_id": "post-2023-02-01", "value": "7"})
    house.render("flows")
    assert {*there} <= {*read_edition(house.edition()).within("dossiers")}
    page = (house.edition() / "dossiers/flow-diesel-alf-bet.html").read_text(encoding="utf-8")
    assert "claim-post-2023-02-01.001" in page


def test_dossiers_can_be_left_out(house: House) -> None:
    house.render(dossiers=False)
    assert not (house.edition() / "dossiers").exists()
    (kept,) = house.render(dossiers=False).editions
    assert kept.is_kept
    house.render()
    assert (house.edition() / "dossiers").exists()
    house.render(dossiers=False)
    assert not (house.edition() / "dossiers").exists()
    assert "dossiers/" not in (house.out / "index.html").read_text(encoding="utf-8")


def test_an_edition_has_the_same_dossiers_whichever_way_it_came_to_them(
    house: House, tmp_path: Path
) -> None:
    house.render("flows")
    house.render()
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other")
    other.render()
    files = read_edition(house.edition()).manifest["files"]
    assert files == read_edition(other.edition()).manifest["files"]
