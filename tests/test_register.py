"""The page of the register: each entry once, what it can be filtered by, the desk's decisions."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from publishing import HOSTILE
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

import briefkit as bk
from briefkit.analysis.worklist import worklist
from briefkit.dataset import Dataset
from briefkit.errors import ParameterError
from briefkit.present.states import state_text
from briefkit.publish.editions.verify import VerdictKind, verify
from briefkit.publish.register.register import dossier_href, register_files
from briefkit.vocab import CheckState, DecisionStatus, DiscrepancyType

DAY, BEFORE = "2026-03-03", "2026-02-03"
BRIEFS = {
    "discrepancies": {
        "brief": "discrepancies",
        "title": "Discrepancies",
        "files": ["discrepancies.html", "discrepancies.pdf"],
    }
}
FLOW = {
    "flow_id": "fuel-alf-bet",
    "commodity": "fuel",
    "origin": "ALF",
    "destination": "BET",
    "label": "Motor fuel",
}
FUEL = {"subject_id": "fuel-alf-bet", "attribute": "quantity", "unit": "t", "window": "2022"}
CLAIMS = [
    {**FUEL, "value": "60000", "source_id": "ap-2023-01-31", "speaker_id": "ann"},
    {**FUEL, "value": "20000", "source_id": "times-2023-02-01", "speaker_id": "bob"},
    {**FUEL, "value": "90000", "source_id": "post-2023-04-01", "speaker_id": "cleo"},
]
ENTRY = "fuel-alf-bet.quantity"
DECISION = {
    "decision_id": f"{ENTRY}.001",
    "entry": ENTRY,
    "status": "explained",
    "decided_on": "2023-03-03",
    "who": "analyst",
    "note": "Bob counts lorries.",
}


def html(ds: Dataset, previous: str = "", *, there: tuple[str, ...] = ()) -> str:
    files = ("discrepancies.html", "discrepancies.pdf", *there)
    return register_files(ds, previous, BRIEFS, files)["register.html"].decode()


def page(ds: Dataset, previous: str = "", *, there: tuple[str, ...] = ()) -> BeautifulSoup:
    return BeautifulSoup(html(ds, previous, there=there), "html.parser")


def words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return bk.load(Path(__file__).parents[1] / "data", as_of=DAY)


@pytest.fixture(scope="module")
def shown(whole: Dataset) -> str:
    return html(whole, BEFORE)


@pytest.fixture(scope="module")
def soup(shown: str) -> BeautifulSoup:
    return BeautifulSoup(shown, "html.parser")


# The shipped record


def test_every_entry_is_there_once_with_what_it_is(whole: Dataset, soup: BeautifulSoup) -> None:
    entries = {entry.id: entry for entry in bk.discrepancies(whole).entries}
    rows = soup.select("tr[id]")
    assert sorted(row["id"] for row in rows) == sorted(f"entry-{name}" for name in entries)
    for row in rows:
        entry = entries[str(row["id"]).removeprefix("entry-")]
        assert row["data-severity"] == str(entry.severity)
        assert row["data-state"] == entry.state
        assert str(row["data-type"]).split() == list(entry.types)
        state = row.select_one("[data-label=State]")
        assert words(state).startswith(state_text(whole, entry).split(", because")[0].split(":")[0])


def test_each_filter_finds_something_and_all_that_rows_carry_can_be_chosen(
    soup: BeautifulSoup,
) -> None:
    rows = soup.select("tr[id]")
    selects = soup.select("#filters select")
    assert [s["name"] for s in selects] == [
        "topic", "type", "state", "severity", "pair", "about", "status",
    ]  # fmt: skip
    for select in selects:
        carried = {value for row in rows for value in str(row[f"data-{select['name']}"]).split()}
        options = [option["value"] for option in select.select("option")]
        assert options[0] == ""
        assert len(options) == len(set(options))
        if select["name"] != "severity":
            assert carried - {"none"} <= set(options[1:]) <= carried | {"none"}
    known = {"state": CheckState, "type": DiscrepancyType}
    for name, terms in known.items():
        assert {v for row in rows for v in str(row[f"data-{name}"]).split()} <= set(terms)
    for mark in ("headline", "new", "weak", "again"):
        assert {row[f"data-{mark}"] for row in rows} <= {"0", "1"}


def test_marks_are_those_of_the_record(whole: Dataset, soup: BeautifulSoup) -> None:
    known, day = whole.tables.known_on, whole.at(BEFORE).as_of
    rows = {str(row["id"]).removeprefix("entry-"): row for row in soup.select("tr[id]")}
    for item in worklist(whole, BEFORE).items:
        row = rows[item.entry.id]
        assert (row["data-new"] == "1") == any(known[c] > day for c in item.entry.claim_ids)
        assert (row["data-weak"] == "1") == (item.entry.b.grade in {"E", "F"})
        assert bool(row.find_parent("details")) == item.is_minor
    assert 0 < sum(row["data-new"] == "1" for row in rows.values()) < len(rows)


def test_no_id_and_no_machine_form_stands_in_the_text(whole: Dataset, soup: BeautifulSoup) -> None:
    text = words(soup.select_one("body")).replace(words(soup.select_one("body > script")), "")
    tokens = set(re.findall(r"[\w.:-]+", text))
    for table in ("claims", "sources", "events", "flows", "statements"):
        ids = {name for name in getattr(whole.records, table) if "-" in name}
        assert not tokens & ids
    assert not re.search(r"\b\d{4}-\d\d(-\d\d)?\b", text)
    assert not tokens & {entry.id for entry in bk.discrepancies(whole).entries}


def test_the_page_is_light_and_whole_without_its_script(shown: str, soup: BeautifulSoup) -> None:
    assert len(shown.encode()) < 400_000
    assert soup.select_one("#filters").has_attr("hidden")  # type: ignore[union-attr]
    assert not soup.select("tr[hidden], section[hidden], table[hidden]")
    assert not re.search(r'(src|href)="(?!#)[a-z]+:', shown)


def test_one_script_runs_by_its_hash_and_no_other_can(shown: str, soup: BeautifulSoup) -> None:
    (script,) = soup.select("script")
    assert not script.attrs
    digest = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
    policy = str(soup.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy.partition("style-src")[0]


def test_the_same_record_gives_the_same_bytes(whole: Dataset, shown: str) -> None:
    again = bk.load(Path(__file__).parents[1] / "data", as_of=DAY)
    assert html(again, BEFORE) == shown


def test_tables_can_be_read_by_ear(soup: BeautifulSoup) -> None:
    captions = [words(table.caption) for table in soup.select("table")]
    assert len(set(captions)) == len(captions)
    for row in soup.select("tbody tr"):
        assert [cell.name for cell in row.find_all(["th", "td"])] == ["th", *["td"] * 7]
        assert row.th["scope"] == "row"
    for control in soup.select("#filters :is(input, select)"):
        assert control.find_parent("label")


# A small one


def made(load_rows: Any, as_of: str = "2023-04-30", **tables: Any) -> Dataset:
    return load_rows(as_of, **{"flows": [FLOW], "claims": CLAIMS, **tables})


def test_a_decision_stands_beside_the_computed_state(load_rows: Any) -> None:
    ds = made(
        load_rows, as_of="2023-03-31", decisions=[{**DECISION, "value": "60000", "unit": "t"}]
    )
    (row,) = page(ds).select("tr[id]")
    entry = bk.discrepancies(ds).entry(ENTRY)
    state = words(row.select_one("[data-label=State]"))
    head = state_text(ds, entry).partition(":")[0]  # type: ignore[arg-type]
    assert state.startswith(head)
    assert (
        "Decision of the desk: Explained: 60,000 t. Bob counts lorries. (analyst, 3 March" in state
    )
    assert row["data-status"] == DecisionStatus.EXPLAINED
    assert row["data-again"] == "0"
    assert "since" not in state
    bare = made(load_rows, as_of="2023-03-31")
    (without,) = page(bare).select("tr[id]")
    assert "Not decided" in words(without)
    assert words(without.select_one("[data-label=Leading]")) == words(
        row.select_one("[data-label=Leading]")
    )


def test_a_decision_whose_ground_has_moved_says_so(load_rows: Any) -> None:
    ds = made(load_rows, decisions=[DECISION])
    soup = page(ds)
    (row,) = soup.select("tr[id]")
    assert words(row.select_one(".ground")) == "decided on 3 March 2023; one newer claim since"
    assert row["data-again"] == "1"
    assert "one is to be looked at again" in words(soup.select_one(".question"))


def test_a_later_decision_is_none_of_the_edition(load_rows: Any) -> None:
    ds = made(load_rows, as_of="2023-03-02", decisions=[DECISION])
    assert "Bob counts" not in html(ds)
    assert "The desk has decided on none." in html(ds)


def test_what_was_decided_before_is_kept_in_sight(load_rows: Any) -> None:
    before = {**DECISION, "status": "awaiting", "decided_on": "2023-02-03"}
    newest = {**DECISION, "decision_id": f"{ENTRY}.002"}
    (row,) = page(made(load_rows, decisions=[before, newest])).select("tr[id]")
    assert "Before: Awaiting (3 February 2023)" in words(row)


def test_a_decision_on_an_entry_that_is_gone_is_listed_apart(load_rows: Any) -> None:
    ds = made(load_rows, claims=CLAIMS[:1], decisions=[DECISION])
    soup = page(ds)
    assert not soup.select("tr[id]")
    (line,) = soup.select(".gone li")
    assert words(line).startswith("Motor fuel, quantity: Explained. Bob counts lorries.")


def test_what_is_new_is_newer_than_the_edition_before(load_rows: Any) -> None:
    def fresh(previous: str) -> str:
        (row,) = page(made(load_rows), previous).select("tr[id]")
        return words(row.select_one("[data-label=New]"))

    assert fresh("") == "none"
    assert fresh("2023-04-01") == "none"
    assert fresh("2023-03-31") == "1"
    assert fresh("2023-01-31") == "2 opened since"


def test_dossiers_are_linked_where_there_are_any(load_rows: Any) -> None:
    file = f"dossiers/entry-{ENTRY}.html"
    assert page(made(load_rows)).select("tr a") == []
    (link,) = page(made(load_rows), there=(file,)).select("tr a")
    assert link["href"] == file
    assert words(link) == "Motor fuel"
    assert dossier_href("other.quantity", {file}) == ""


def test_only_pages_of_the_edition_are_linked(load_rows: Any) -> None:
    (link,) = page(made(load_rows)).select("nav a")
    assert link["href"] == "discrepancies.html"
    assert register_files(made(load_rows), "", {}, ()) == {}
    markdown = {"discrepancies": {"brief": "discrepancies", "files": ["discrepancies.md"]}}
    assert register_files(made(load_rows), "", markdown, ("discrepancies.md",)) == {}


def test_a_record_without_disagreement_has_a_page_that_says_so(load_rows: Any) -> None:
    soup = page(made(load_rows, claims=CLAIMS[:1]))
    assert words(soup.h1) == "No disagreement is on record"
    assert not soup.select("form, table")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(load_rows: Any, text: str) -> None:
    text = "".join(c for c in text if c.isprintable()) + " x"
    ds = made(
        load_rows,
        flows=[{**FLOW, "label": text}],
        actors=[{"actor_id": "ann", "kind": "person", "name": text, "state": "ALF"}],
        topics=[{"topic_id": "t", "label": text, "question": text, "flows": "fuel-alf-bet"}],
        decisions=[{**DECISION, "note": text, "who": text, "wording": text}],
    )
    soup = page(ds)
    assert len(soup.select("script")) == 1
    assert not any(key.startswith("on") for tag in soup.find_all() for key in tag.attrs)
    (row,) = soup.select("tr[id]")
    assert text in row.th.get_text()
    assert text.split()[0] in row.select_one(".decided").get_text()
    assert soup.h2.get_text().startswith(text)


# In an edition


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    notebook(house.notebooks / "discrepancies.ipynb", FLOWS, EVIDENCE, title="Discrepancies")
    return house


def test_it_is_a_file_of_the_edition_like_others(house: House, tmp_path: Path) -> None:
    edition = house.edition()
    house.render("flows", formats="html")
    assert not (edition / "register.html").exists()
    house.render(formats="html")
    first = contents(edition)
    assert "register.html" in house.json("manifest.json")["files"]
    index = BeautifulSoup((house.out / "index.html").read_text("utf-8"), "html.parser")
    links = [a for a in index.select("a") if "register" in str(a["href"])]
    assert {link["href"] for link in links} == {"2023-02-15/register.html"}
    assert words(links[0]) == "Register of disagreements"
    house.render(formats="html", out=tmp_path / "other")
    assert contents(tmp_path / "other" / "2023-02-15") == first
    verdict = verify(edition, data=house.data, notebooks=house.notebooks)
    assert verdict.kind is VerdictKind.REPRODUCED


def test_an_edition_whose_register_was_altered_is_put_together_again(house: House) -> None:
    house.render(formats="html")
    first = contents(house.edition())
    (house.edition() / "register.html").write_text("")
    verdict = verify(house.edition(), data=house.data, notebooks=house.notebooks)
    assert verdict.altered == ("register.html",)
    (edition,) = house.render(formats="html").editions
    assert not edition.is_kept
    assert contents(house.edition()) == first


def test_no_brief_takes_its_name(house: House) -> None:
    notebook(house.notebooks / "register.ipynb", FLOWS, EVIDENCE, title="Register")
    with pytest.raises(ParameterError, match=r"register\.html is a file of the edition itself"):
        house.render(formats="html")
