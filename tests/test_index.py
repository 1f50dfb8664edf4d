"""The index of editions: newest, what moved, calendar, headlines over time, the list."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from corpus import load_corpus
from editions import brief, headline, number, put, subject
from test_publish_edition import EVIDENCE, FLOWS, House, notebook

from briefkit import present
from briefkit.analysis.flows import flows
from briefkit.publish.index.index import write_index

HOSTILE = "<script>alert(0)</script> & \"quotes\" 'single' {{ 7 * 7 }}"


def page(root: Path) -> BeautifulSoup:
    return BeautifulSoup(write_index(root).read_text(encoding="utf-8"), "html.parser")


def texts(found: Any) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in found]


def chart(shown: BeautifulSoup, words: str) -> Tag:
    (found,) = (li for li in shown.select(".multiples > li") if li.h4.get_text() == words)
    return found


# the calendar


def test_the_calendar_has_a_row_a_year_and_a_link_for_each_edition(tmp_path: Path) -> None:
    visits = {"visits": number(3)}
    put(tmp_path, "2022-03-31", visits)
    put(tmp_path, "2024-05-09", visits, failed=(("flows", "flows: cell 7 failed"),))
    put(tmp_path, "2024-05-31", visits, revisions=3)
    put(tmp_path, "2024-12-31", visits)
    (put(tmp_path, "2024-08-31", visits) / "numbers.json").write_text("{ broken")
    shown = page(tmp_path)
    rows = {row.th.get_text(): row.select("td") for row in shown.select(".calendar tbody tr")}
    assert list(rows) == ["2024", "2023", "2022"]
    assert [len(cells) for cells in rows.values()] == [12, 12, 12]
    assert len(shown.select(".calendar thead th")) == 13
    assert [texts(cell.select("a")) for cell in rows["2024"]] == [
        [], [], [], [], ["9 !", "31 r3"], [], [], ["31 ×"], [], [], [], ["31"],
    ]  # fmt: skip
    assert texts(rows["2022"]) == ["", "", "31", *[""] * 9]
    assert not any(cell.select("a") for cell in rows["2023"])
    labels = [link["aria-label"] for link in shown.select(".calendar a")]
    assert labels == [
        "9 May 2024, 1 brief failed",
        "31 May 2024, revision 3",
        "31 August 2024, cannot be read",
        "31 December 2024",
        "31 March 2022",
    ]
    for link in shown.select(".calendar a"):
        assert shown.find(id=link["href"].removeprefix("#")).name in {"h2", "h3"}
    assert [link["aria-label"] for link in shown.select("[aria-current]")] == ["31 December 2024"]


# the headlines over time


def test_the_points_of_a_chart_are_the_numbers_of_the_editions(tmp_path: Path) -> None:
    values = {"2023-01-31": 7, "2023-04-30": 0, "2024-01-31": 93, "2024-12-31": 41}
    for as_of, value in values.items():
        put(tmp_path, as_of, {"visits": number(value)})
    shown = chart(page(tmp_path), "visits")
    top, base = shown.select("line.grid")[-1], shown.select_one("line.base")
    assert base is not None
    ceiling = float(shown.select("text.tick")[-4].get_text())
    scale = (float(base["y1"]) - float(top["y1"])) / ceiling
    read = [(float(base["y1"]) - float(c["cy"])) / scale for c in shown.select("circle")]
    assert read == pytest.approx(list(values.values()), abs=0.1)
    across = [float(c["cx"]) for c in shown.select("circle")]
    days = [0, 89, 365, 700]
    assert [(x - across[0]) / (across[-1] - across[0]) for x in across] == pytest.approx(
        [day / 700 for day in days], abs=0.002
    )
    assert len(shown.select("polyline")) == 3
    assert texts(shown.select(".value")) == ["7", "41"]
    assert texts(shown.select("tbody td")[1::2]) == [f"{value} visits" for value in values.values()]
    assert shown.svg["aria-label"] == (
        "visits: 7 visits on 31 January 2023, 41 visits on 31 December 2024; 4 editions, "
        "highest 93 visits on 31 January 2024."
    )


def test_all_charts_share_one_time_axis(tmp_path: Path) -> None:
    put(tmp_path, "2023-01-31", {"a": number(1)})
    put(tmp_path, "2023-06-30", {"a": number(2), "b": number(1)})
    put(tmp_path, "2023-12-31", {"a": number(3), "b": number(2)})
    shown = page(tmp_path)
    a, b = ([c["cx"] for c in chart(shown, name).select("circle")] for name in "ab")
    assert a[1:] == b


def test_an_edition_without_the_number_is_a_gap_and_not_zero(tmp_path: Path) -> None:
    for month, value in enumerate([4, 5, None, 6], start=1):
        numbers = {} if value is None else {"visits": number(value)}
        put(tmp_path, f"2023-0{month}-28", numbers | {"other": number(1)})
    shown = chart(page(tmp_path), "visits")
    assert len(shown.select("circle")) == 3
    assert len(shown.select("polyline")) == 1
    assert texts(shown.select("tbody td")[5:6]) == ["not given"]


def test_bounds_are_triangles_joined_by_dashes_and_a_band_needs_both_ends(tmp_path: Path) -> None:
    told = [
        number(5, low=4, high=6),
        number(6, low=5, high=8),
        number(None, "at least 7 visits", low=7),
        number(None, "up to 9 visits", high=9),
        number(None, "8–9 visits", low=8, high=9),
    ]
    for month, one in enumerate(told, start=1):
        put(tmp_path, f"2023-0{month}-28", {"visits": one})
    shown = chart(page(tmp_path), "visits")
    assert len(shown.select("circle")) == 2
    assert len(shown.select("polygon.mark")) == 2
    assert len(shown.select("polyline.line:not(.dashed)")) == 1
    assert len(shown.select("polyline.dashed")) == 2
    assert len(shown.select("polygon.band")) == 1
    assert len(shown.select("line.bar")) == 3
    assert texts(shown.select(".value")) == ["5", "8–9"]


def test_no_number_at_all_draws_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    odd = [float("nan"), float("inf"), True, "12"]
    for month, value in enumerate(odd, start=1):
        put(tmp_path, f"2023-0{month}-28", {"visits": number(value, "?")})  # type: ignore[arg-type]
    shown = page(tmp_path)
    assert not shown.select("circle, polyline, .bar")
    assert "NaN" not in str(shown)


def test_a_total_to_date_is_one_series_though_its_window_moves(tmp_path: Path) -> None:
    days = {"2023-12-31": 5000, "2024-06-30": 11000}
    for as_of, value in days.items():
        name = f"flows.arms.quantity._{as_of}"
        told = headline(name, "Arms, to date", "flows.arms.quantity.to-date")
        numbers = {name: number(value, f"{value:,} t", unit="t", briefs=("flows",))}
        put(tmp_path, as_of, numbers, {"flows": brief("flows", told)})
    shown = page(tmp_path)
    assert len(chart(shown, "Arms, to date").select("circle")) == 2
    assert texts(shown.select(".moves li")) == ["Arms, to date 5,000 t → 11,000 t"]
    links = [a["href"] for a in chart(shown, "Arms, to date").select("tbody td:last-child a")]
    assert links == [f"{as_of}/flows.html#num-flows.arms.quantity._{as_of}" for as_of in days]


def test_an_edition_takes_part_that_has_the_number_outside_its_key_sentences(
    tmp_path: Path,
) -> None:
    put(tmp_path, "2023-01-31", {"visits": number(2)}, {"cadence": brief("cadence")})
    put(tmp_path, "2023-02-28", {"visits": number(3)})
    assert len(chart(page(tmp_path), "visits").select("circle")) == 2


def test_what_has_not_moved_is_listed_and_not_drawn(tmp_path: Path) -> None:
    first = {"stock": number(511, "511 people"), "gone": number(1, "1 visit"), "visits": number(1)}
    put(tmp_path, "2023-01-31", first)
    put(tmp_path, "2023-02-28", {"stock": number(511, "511 people"), "visits": number(2)})
    shown = page(tmp_path)
    assert texts(shown.select(".multiples h4")) == ["visits"]
    assert texts(shown.select(".standing div")) == [
        "stock 511 people unchanged since 31 January 2023",
        "gone 1 visit 31 January 2023",
    ]


def test_twelve_are_drawn_at_most_and_the_briefs_take_turns(tmp_path: Path) -> None:
    names = {f"a{n:02d}": "cadence" for n in range(20)} | {f"b{n}": "flows" for n in range(3)}
    for as_of, value in (("2023-01-31", 1), ("2023-02-28", 2)):
        numbers = {name: number(value, briefs=(stem,)) for name, stem in names.items()}
        briefs = {
            stem: brief(stem, *(headline(name) for name in names if names[name] == stem))
            for stem in ("cadence", "flows")
        }
        put(tmp_path, as_of, numbers, briefs)
    shown = page(tmp_path)
    drawn = [f"a{n:02d}" for n in range(9)] + ["b0", "b1", "b2"]
    assert texts(shown.select(".multiples h4")) == drawn
    assert texts(shown.select("#headlines ~ h3")) == [
        "Cadence", "Flows", "Other headlines of the newest edition",
    ]  # fmt: skip
    assert texts(shown.select(".standing div"))[0] == "a09 2 visits 1 visits on 31 January 2023"
    assert len(shown.select(".standing div")) == 11


def test_a_variant_has_no_headline(tmp_path: Path) -> None:
    stem = "cadence--states-ALF"
    for as_of, value in (("2023-01-31", 1), ("2023-02-28", 2)):
        numbers = {"visits@states-ALF": number(value, briefs=(stem,))}
        put(tmp_path, as_of, numbers, {stem: brief(stem, headline("visits"), title="Cadence")})
    shown = page(tmp_path)
    assert not shown.select(".multiples, .standing")
    assert texts(shown.select(".newest .name")) == ["Cadence (states-ALF)"]
    (moved,) = shown.select(".moves a")
    assert moved["href"] == f"2023-02-28/{stem}.html#num-visits"


def test_editions_of_an_earlier_shape_have_no_headlines_and_the_name_of_the_brief(
    tmp_path: Path,
) -> None:
    entry = brief("cadence")
    del entry["title"], entry["headlines"]
    put(tmp_path, "2023-01-31", {"visits": number(1)}, {"cadence": entry})
    shown = page(tmp_path)
    assert texts(shown.select(".newest .name")) == ["cadence"]
    assert shown.find(id="headlines") is None


# the newest, and what moved


def test_what_moved_is_told_in_words_the_largest_first(tmp_path: Path) -> None:
    briefs = {"cadence": brief("cadence", headline("visits", "Visits"), headline("calls", "Calls"))}
    told = {"visits": number(10), "calls": number(9, "9", unit="call"), "same": number(1)}
    put(tmp_path, "2023-01-31", told | {"gone": number(1), "by-name": number(1, "1 visit")}, briefs)
    told = {"visits": number(11), "calls": number(18, "18", unit="call"), "same": number(1)}
    put(tmp_path, "2023-02-28", told | {"new": number(1), "by-name": number(4)}, briefs)
    shown = page(tmp_path)
    assert texts(shown.select(".moved > .moves li")) == [
        "Calls 9 calls → 18 calls", "Visits 10 visits → 11 visits",
    ]  # fmt: skip
    assert texts(shown.select(".moved details li")) == ["by-name 1 visit → 4 visits"]
    (note,) = texts(shown.select(".moved > .note"))
    assert note == "3 named numbers moved; 1 is new, 1 is no longer given."
    assert [a["href"] for a in shown.select(".moved > .moves a")] == [
        "2023-02-28/cadence.html#num-calls",
        "2023-02-28/cadence.html#num-visits",
    ]


def test_a_brief_that_only_one_edition_holds_moves_nothing(tmp_path: Path) -> None:
    put(tmp_path, "2023-01-31", {"a": number(1)})
    other = {"b": number(2, briefs=("flows",))}
    put(tmp_path, "2023-02-28", other, {"flows": brief("flows", headline("b"))})
    (note,) = texts(page(tmp_path).select(".moved .note"))
    assert note == "No named number moved; 0 are new, 0 are no longer given."


def test_one_edition_shows_its_headlines_and_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    none = page(tmp_path / "none")
    assert "There is no edition yet." in none.get_text()
    assert not none.select("section")
    put(tmp_path / "one", "2023-01-31", {"visits": number(3, "3 visits")})
    shown = page(tmp_path / "one")
    assert texts(shown.select("h2")) == [
        "Newest edition 31 January 2023", "Calendar", "Headline numbers",
    ]  # fmt: skip
    assert texts(shown.select(".standing div")) == ["visits 3 visits"]
    assert not shown.select("svg, .moved")


def test_a_number_leads_to_the_page_that_prints_it_if_there_is_one(tmp_path: Path) -> None:
    one = ("wion-2023-09-15.001",)
    numbers = {
        "plain": number(1, rule="", claims=one),
        "many": number(1, rule="", claims=(*one, "wion-2023-09-15.002")),
        "paper": number(1, briefs=("paper",)),
    }
    briefs = {
        "cadence": brief("cadence", headline("plain"), headline("many")),
        "paper": brief("paper", headline("paper"), formats="pdf ipynb"),
    }
    put(tmp_path, "2023-01-31", numbers, briefs)
    shown = page(tmp_path)
    assert [a["href"] for a in shown.select(".standing a")] == [
        "2023-01-31/cadence.html#claim-wion-2023-09-15.001",
        "2023-01-31/cadence.html#num-many",
    ]
    assert texts(shown.select(".standing dd"))[2] == "1 visits"
    assert shown.select(".newest .briefs li")[1].a["href"] == "2023-01-31/paper.pdf"


def test_the_sheet_stands_first_among_the_briefs(tmp_path: Path) -> None:
    briefs = {stem: brief(stem) for stem in ("cadence", "flows", "sheet", "sheet--since-2024")}
    put(tmp_path, "2023-01-31", {}, briefs)
    assert texts(page(tmp_path).select(".newest .name")) == [
        "Sheet", "Sheet--since-2024 (since-2024)", "Cadence", "Flows",
    ]  # fmt: skip


# the subjects


def listed(shown: BeautifulSoup) -> dict[str, list[tuple[str, str]]]:
    return {
        group.h3.get_text(): [(a.get_text(), str(a["href"])) for a in group.select("li a")]
        for group in shown.select("#subjects [data-kind]")
    }


def test_each_subject_leads_to_where_the_newest_edition_prints_it(tmp_path: Path) -> None:
    known = {
        "person": {
            "bob": subject("Bob", cadence="claim-a-2023.001", flows="name-9", sheet="name-1"),
            "ann": subject("Ann", cadence="claim-a-2023.002"),
            "cid": subject("Cid"),
        },
        "flow": {
            "oil": subject("Oil", flows="name-1", sheet="name-2", cadence="name-3"),
            "gas": subject("Gas & steam", flows="name-2", gone="name-1"),
            "paper": subject("Paper", paper="name-1"),
        },
        "other": {"x": subject("X", flows="name-7")},
    }
    briefs = {stem: brief(stem) for stem in ("cadence", "flows", "sheet")}
    briefs["paper"] = brief("paper", formats="pdf")
    put(tmp_path, "2022-12-31", {}, briefs, subjects={"flow": {"old": subject("Old", flows="x")}})
    put(tmp_path, "2023-01-31", {}, briefs, subjects=known)
    assert listed(page(tmp_path)) == {
        "Flows": [
            ("Gas & steam", "2023-01-31/flows.html#name-2"),
            ("Oil", "2023-01-31/flows.html#name-1"),
        ],
        "People": [
            ("Ann", "2023-01-31/cadence.html#claim-a-2023.002"),
            ("Bob", "2023-01-31/sheet.html#name-1"),
        ],
    }


def test_a_subject_with_a_dossier_leads_there(tmp_path: Path) -> None:
    own = {"a-visit": subject("A visit"), "a-call": subject("A call", cadence="name-1")}
    known = {"event": own}
    files = ("dossiers/event-a-visit.html", "dossiers/event-a-call.html", "dossiers/index.html")
    put(tmp_path, "2023-01-31", {}, {"cadence": brief("cadence")}, subjects=known, files=files)
    assert listed(page(tmp_path)) == {
        "Events": [
            ("A call", "2023-01-31/dossiers/event-a-call.html"),
            ("A visit", "2023-01-31/dossiers/event-a-visit.html"),
        ]
    }


def test_a_list_that_would_be_too_long_has_what_is_printed(tmp_path: Path) -> None:
    own = {f"event-{n:04d}": subject(f"Contact {n:04d}") for n in range(1500)}
    own |= {key: subject(one["label"], cadence="name-1") for key, one in [*own.items()][:20]}
    files = (*(f"dossiers/event-{key}.html" for key in own), "dossiers/index.html")
    briefs = {"cadence": brief("cadence")}
    put(tmp_path, "2023-01-31", {}, briefs, subjects={"event": own}, files=files)
    shown = page(tmp_path)
    assert len(listed(shown)["Events"]) == 20
    assert [a["href"] for a in shown.select(".find > .note a")] == [
        "2023-01-31/dossiers/index.html"
    ]
    assert texts(shown.select("#subjects summary")) == ["All 20 subjects of the newest edition"]


def test_a_hit_is_printed_where_it_leads_and_a_brief_that_stays_keeps_its_places(
    tmp_path: Path,
) -> None:
    house = House(tmp_path)
    shown = 'Run(ds.records.flows["diesel-alf-bet"].label, "name"), Run(" moved ")'
    told = FLOWS.replace('Run("They moved ")', shown)
    assert told != FLOWS
    notebook(house.notebooks / "flows.ipynb", told, EVIDENCE)
    house.render(as_of=["2023-02-15"], dossiers=False)
    (((words, href),),) = listed(page(house.out)).values()
    file, _, anchor = href.partition("#")
    printed = BeautifulSoup((house.out / file).read_text(encoding="utf-8"), "html.parser")
    assert anchor == "name-1"
    assert printed.find(id=anchor).get_text() == words
    before = house.json("subjects.json")
    word = {"word": "wholly"}
    house.render(as_of=["2023-02-15"], parameters=word, dossiers=False)  # the brief itself is kept
    after = house.json("subjects.json")
    first, second = (known["flow"]["diesel-alf-bet"]["briefs"] for known in (before, after))
    assert first == {"flows": "name-1"}
    assert second == {"flows": "name-1", "flows--word-wholly": "name-1"}


@pytest.mark.parametrize(
    "content", ["{", "[]", "null", '{"flow": 3}', '{"flow": {"a": {"label": 3, "briefs": {}}}}']
)
def test_a_list_of_subjects_that_cannot_be_read_is_left_out(tmp_path: Path, content: str) -> None:
    folder = put(tmp_path, "2023-01-31", {"visits": number(1)})
    (folder / "subjects.json").write_text(content)
    shown = page(tmp_path)
    assert not shown.select("#subjects, script")
    assert texts(shown.select(".standing div")) == ["visits 1 visits"]


def test_only_the_script_of_the_index_may_run(tmp_path: Path) -> None:
    known = {"flow": {"oil": subject(HOSTILE, cadence='name-1"><script>')}}
    put(tmp_path, "2023-01-31", {}, {"cadence": brief("cadence")}, subjects=known)
    shown = page(tmp_path)
    (script,) = shown.select("script")
    own = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
    policy = str(shown.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    assert f"script-src 'sha256-{own}';" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2]
    assert [words for words, _ in listed(shown)["Flows"]] == [HOSTILE]
    assert "fetch" not in script.get_text()


# the feed, and the list for programs


ATOM = "{http://www.w3.org/2005/Atom}"


def feed(root: Path) -> ElementTree.Element:
    write_index(root)
    return ElementTree.fromstring((root / "feed.xml").read_bytes())


def test_the_feed_has_what_rfc_4287_asks_for_and_no_clock(tmp_path: Path) -> None:
    for month in (1, 2, 3):
        put(tmp_path, f"2023-0{month}-28", {"visits": number(month)}, revisions=month)
    found = feed(tmp_path)
    assert found.tag == f"{ATOM}feed"
    assert len(found.findall(f"{ATOM}author/{ATOM}name")) == 1
    entries = found.findall(f"{ATOM}entry")
    for one in (found, *entries):
        assert [len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1] * 3
        types = [link.get("type") for link in one.findall(f"{ATOM}link[@rel='alternate']")]
        assert types
        assert len(types) == len(set(types))
    ids = [one.findtext(f"{ATOM}id") for one in (found, *entries)]
    assert len(set(ids)) == 4
    assert all(UUID(str(name).removeprefix("urn:uuid:")).version == 5 for name in ids)
    assert [one.findtext(f"{ATOM}updated") for one in (found, *entries)] == [
        f"2023-0{month}-28T00:00:00Z" for month in (3, 3, 2, 1)
    ]
    assert [one.findtext(f"{ATOM}title") for one in entries] == [
        "28 March 2023, revision 3", "28 February 2023, revision 2", "28 January 2023",
    ]  # fmt: skip
    assert [one.findtext(f"{ATOM}summary") for one in entries] == [
        "Since 28 February 2023: visits: 2 visits → 3 visits; "
        "1 named number moved, 0 new, 0 no longer given.",
        "Since 28 January 2023: visits: 1 visits → 2 visits; "
        "1 named number moved, 0 new, 0 no longer given.",
        "The first edition.",
    ]
    put(tmp_path, "2023-04-28", {"visits": number(4)})
    again = feed(tmp_path)
    kept = (again, *again.findall(f"{ATOM}entry")[1:])
    assert [one.findtext(f"{ATOM}id") for one in kept] == ids


def test_no_text_breaks_the_feed(tmp_path: Path) -> None:
    odd = f"{HOSTILE}]]>\x00\x0b\ufffe"
    for month in (1, 2):
        numbers = {"n": number(month, f"{month} {odd}")}
        briefs = {"cadence": brief("cadence", headline("n", odd), formats="ipynb")}
        put(tmp_path, f"2023-0{month}-28", numbers, briefs, failed=((odd, odd),))
    newest, _ = feed(tmp_path).findall(f"{ATOM}entry")
    assert HOSTILE in str(newest.findtext(f"{ATOM}summary"))
    (link,) = newest.findall(f"{ATOM}link")
    assert link.get("href") == "index.html#e-2023-02-28"


def test_programs_read_the_editions_with_their_numbers_and_what_changed(tmp_path: Path) -> None:
    put(tmp_path, "2023-01-31", {"visits": number(3)}, previous="2022-12-31")
    put(tmp_path, "2023-02-28", {"visits": number(float("nan"), "?")})
    (put(tmp_path, "2023-03-31", {"visits": number(1)}) / "numbers.json").write_text("{")
    put(tmp_path, "2023-04-30", {"visits": number(5)}, revisions=2)
    write_index(tmp_path)
    found = json.loads((tmp_path / "editions.json").read_text(encoding="utf-8"))["editions"]
    newest, broken, odd, first = found
    assert broken == {"as_of": "2023-03-31", "is_readable": False}
    assert [one["as_of"] for one in found] == [
        f"2023-0{n}" for n in ("4-30", "3-31", "2-28", "1-31")
    ]
    assert newest["revision"] == 2
    assert newest["edition_id"] == "0123456789ab"
    assert newest["briefs"][0]["files"] == [
        f"2023-04-30/cadence.{name}" for name in ("html", "ipynb", "pdf")
    ]
    assert newest["headlines"] == [
        {
            "words": "visits", "name": "visits", "text": "5 visits", "low": 5, "best": 5,
            "high": 5, "unit": "visit", "href": "2023-04-30/cadence.html#num-visits",
        }
    ]  # fmt: skip
    assert newest["changed"]["since"] == "2023-02-28"
    assert newest["changed"]["headlines"][0]["before"] == "?"
    assert [line["causes"] for line in newest["revisions"]] == [[], ["Coded after."]]
    assert odd["headlines"][0]["best"] is None
    assert first["changed"] is None
    assert first["previous"] == "2022-12-31"


def test_the_page_names_the_feed_and_the_list(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    links = [a["href"] for a in page(tmp_path / "none").select("link[rel=alternate], footer a")]
    assert links == ["editions.json", "editions.json"]
    assert not (tmp_path / "none" / "feed.xml").exists()
    put(tmp_path / "one", "2023-01-31", {"visits": number(3)})
    shown = page(tmp_path / "one")
    kinds = [(link["type"], link["href"]) for link in shown.select("link[rel=alternate]")]
    assert kinds == [("application/atom+xml", "feed.xml"), ("application/json", "editions.json")]
    assert all((tmp_path / "one" / str(href)).is_file() for _, href in kinds)


# what is not as it should be


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("manifest.json", "[]"),
        ("manifest.json", '{"as_of": "2023-02-28"}'),
        ("numbers.json", '{"visits": {"text": 3}}'),
        ("numbers.json", '{"visits": null}'),
        ("history.jsonl", '{"revision": "x", "edition_id": "", "causes": []}'),
    ],
)
def test_a_broken_edition_is_named_and_the_others_are_shown(
    tmp_path: Path, file: str, content: str
) -> None:
    for month in (1, 3):
        put(tmp_path, f"2023-0{month}-28", {"visits": number(month)})
    (put(tmp_path, "2023-02-28", {"visits": number(2)}) / file).write_text(content)
    shown = page(tmp_path)
    assert texts(shown.select(".failure")) == ["This edition cannot be read; render it again."]
    assert len(chart(shown, "visits").select("circle")) == 2


def test_an_edition_under_the_name_of_another_is_not_shown_twice(tmp_path: Path) -> None:
    put(tmp_path, "2023-01-31", {"visits": number(1)})
    shutil.copytree(tmp_path / "2023-01-31", tmp_path / "2023-02-28")
    shutil.copytree(tmp_path / "2023-01-31", tmp_path / ".briefkit-1-old-2023-01-31")
    shown = page(tmp_path)
    assert texts(shown.select("time")) == ["31 January 2023", "28 February 2023"]
    assert len(shown.select(".failure")) == 1
    assert ".briefkit" not in str(shown)


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    for month in (1, 2):
        numbers = {HOSTILE: number(month, f"{month} {HOSTILE}")}
        briefs = {"cadence": brief("cadence", headline(HOSTILE, HOSTILE), title=HOSTILE)}
        put(tmp_path, f"2023-0{month}-28", numbers, briefs, failed=((HOSTILE, HOSTILE),))
    text = write_index(tmp_path).read_text(encoding="utf-8")
    shown = BeautifulSoup(text, "html.parser")
    assert not shown.select("script")
    assert "{{ 7 * 7 }}" in text
    assert shown.select_one(".newest .name").get_text() == HOSTILE  # type: ignore[union-attr]
    assert chart(shown, HOSTILE).svg["aria-label"].startswith(HOSTILE)
    assert not any(key.startswith("on") for tag in shown.find_all() for key in tag.attrs)


def test_the_same_editions_give_the_same_bytes(tmp_path: Path) -> None:
    for month in range(1, 7):
        numbers = {name: number(month * n) for n, name in enumerate("zyxwv", start=1)}
        put(tmp_path / "a", f"2023-0{month}-28", numbers, revisions=month % 2 + 1)
    made = ("index.html", "feed.xml", "editions.json")
    write_index(tmp_path / "a")
    first = [(tmp_path / "a" / file).read_bytes() for file in made]
    for file in made:
        (tmp_path / "a" / file).unlink()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    for file in (tmp_path / "b").glob("*/numbers.json"):
        turned = dict(reversed(json.loads(file.read_text()).items()))
        file.write_text(json.dumps(turned))
    write_index(tmp_path / "b")
    assert [(tmp_path / "b" / file).read_bytes() for file in made] == first


# from the notebook to the index


def test_a_headline_of_a_notebook_reaches_the_index_and_leads_back(tmp_path: Path) -> None:
    house = House(tmp_path)
    told = FLOWS.replace('"flows.total", value)', '"flows.total", value, headline="Diesel")')
    assert told != FLOWS
    notebook(house.notebooks / "flows.ipynb", told, EVIDENCE, title="Material flows")
    house.render(as_of=["2023-01-31", "2023-02-15"])
    entry = house.json("manifest.json")["briefs"]["flows"]
    assert entry["title"] == "Material flows"
    assert entry["headlines"] == [headline("flows.total", "Diesel")]
    before = house.json("manifest.json")
    house.render(as_of=["2023-02-15"], parameters={"word": "at all"})  # the brief itself is kept
    assert house.json("manifest.json")["briefs"]["flows"] == before["briefs"]["flows"]
    shown = chart(page(house.out), "Diesel")
    assert texts(shown.select("tbody td:last-child")) == ["1,000 t", "1,500 t"]
    for link in shown.select("tbody td:last-child a"):
        file, _, anchor = link["href"].partition("#")
        printed = BeautifulSoup((house.out / file).read_text(encoding="utf-8"), "html.parser")
        assert link.get_text() in printed.find(id=anchor).get_text()


def test_a_period_is_a_series_of_its_own_and_totals_to_date_are_one(tmp_path: Path) -> None:
    windows = {"2023-01": "100", "2022": "900", "../2023-02-01": "1000", "2021/2023-02-10": "1100"}
    rows = [
        {
            "subject_id": f"diesel-{n}",
            "attribute": "quantity",
            "source_id": "herald-2023-02-15",
            "value": value,
            "window": window,
        }
        for n, (window, value) in enumerate(windows.items())
    ]
    ids = [{"flow_id": f"diesel-{n}"} for n in range(4)]
    ds = load_corpus(tmp_path, flows=ids, claims=rows)
    found = {
        run.number: (run.headline.partition(", ")[2], run.series)
        for runs in present.findings(ds, flows(ds)).items
        for run in runs
        if run.headline
    }
    assert found == {
        "flows.diesel-0.quantity.2023-01": ("January 2023", ""),
        "flows.diesel-1.quantity.2022": ("2022", ""),
        "flows.diesel-2.quantity": ("", ""),
        "flows.diesel-3.quantity": ("", ""),
    }
