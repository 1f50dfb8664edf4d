"""The sheet: what it says on four days of the record, and by what rules."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from corpus import load_corpus
from pypdf import PdfReader

import briefkit as bk
from briefkit import present
from briefkit.analysis.sheet import Finding, Grounds
from briefkit.analysis.sheet.clause import Amount, Conversion, Meeting, Slip, Years, step
from briefkit.analysis.sheet.contacts import contact_clauses
from briefkit.errors import ParameterError
from briefkit.present.blocks import Block
from briefkit.present.onepage import Page
from briefkit.present.trees import runs_of
from briefkit.publish.editions.edition import render
from briefkit.publish.editions.plan import previous_of
from briefkit.vocab import Reliability

DAYS = ("2023-09-17", "2023-10-20", "2025-07-13", "2026-03-03")
#: No finding is said to be likely: how sure it is stands below it.
LIKELY = re.compile(r"\b(may|might|could|probabl\w+|likely|possibl\w+|perhaps|apparently|seems?)\b")


@cache
def found(day: str) -> tuple[Finding, ...]:
    ds = bk.load(as_of=day)
    return bk.sheet(ds, previous_of(None, ds)).findings


@cache
def page(day: str) -> Page:
    ds = bk.load(as_of=day)
    return present.sheet(ds, bk.sheet(ds, previous_of(None, ds)))


def texts(block: Block) -> list[str]:
    return [part for part in str(block).splitlines() if part.strip()]


def findings(day: str) -> list[str]:
    said = [part for part in page(day).computed.to_json()["body"] if part.get("style") == "finding"]
    return ["".join(run["text"] for run in part["runs"]) for part in said]


@pytest.mark.parametrize(
    ("day", "place", "words"),
    [
        ("2023-09-17", 0, "Kim Jong Un was in Russia (12–17 September 2023)"),
        ("2023-09-17", 0, "met Vladimir Putin (13 September 2023"),
        ("2023-09-17", 1, "60,000 tons of each in 8 documents, or of all together in 2 documents"),
        ("2023-09-17", 1, "the 60 tons in Nation World News are the same number"),
        ("2023-09-17", 1, "with a thousand lost"),
        ("2023-10-20", 0, "at least 1,000 containers, first told 13 October 2023"),
        ("2023-10-20", 0, "denied by North Korea and Russia, last told 19 October 2023"),
        ("2026-03-03", 0, "33,000 containers, first told 1 March 2026, after at least 28,000 in"),
        ("2026-03-03", 0, "the 15 million rounds that two documents tell as sent are a conversion"),
        ("2026-03-03", 0, "what would fit, and not a count"),
        ("2026-03-03", 1, "Alexander Lukashenko was in Russia (26 February 2026)"),
        ("2026-03-03", 1, "at least 22 times in 2025, after 21, 20 and 22 in 2024, 2023 and 2022"),
        ("2026-03-03", 1, "without a detectable change"),
    ],
)
def test_the_four_editions_say(day, place, words):
    assert words in findings(day)[place]


def test_a_rise_is_beyond_chance_only_where_the_interval_leaves_out_one():
    (said,) = (f for f in findings("2026-03-03") if f.startswith("North Korea and Russia"))
    assert "met in person at least 22 times in 2025, after 16, six and one in 2024, 2023" in said
    assert "a rise beyond chance since 2023 (3.7 times, 1.6 to 9.2)" in said
    assert "not since 2024 (1.4 times, 0.76 to 2.5)" in said


def test_what_changed_has_a_before():
    assert any(
        "33,000 containers, by South Korea on 1 March 2026; before, at least 28,000, July 2025."
        in line
        for line in texts(page("2026-03-03").moves)
    )
    assert any("Unchanged: " in line for line in texts(page("2026-03-03").moves))


@pytest.mark.parametrize("day", DAYS)
def test_findings_are_few_of_one_topic_each_and_no_guesses(day):
    own = found(day)
    assert 1 <= len(own) <= 5
    assert len({finding.lead.topic for finding in own}) == len(own)
    assert [f.lead.weight for f in own] == sorted((f.lead.weight for f in own), reverse=True)
    for said in findings(day):
        assert LIKELY.search(said) is None
        assert said.endswith(".")


@pytest.mark.parametrize("day", DAYS)
def test_every_number_has_claims_known_on_that_day(day):
    ds = bk.load(as_of=day)
    shown = page(day).computed, page(day).moves, page(day).disputes
    numbers = [[run for run in runs_of(block) if run.kind == "num"] for block in shown]
    assert numbers[0]
    assert numbers[1]
    for block in numbers:
        for run in block:
            assert set(run.claims) <= set(ds.records.claims)
            assert run.claims


@pytest.mark.parametrize("day", DAYS)
def test_confidence_is_printed_with_its_grounds_and_what_would_change_it(day):
    parts = page(day).computed.to_json()["body"]
    notes = ["".join(r["text"] for r in p["runs"]) for p in parts if p.get("style") == "note"]
    assert len(notes) == len(found(day))
    for note in notes:
        assert re.match(r"Confidence (low|moderate|high): \w+ voices? in .+ documents?", note)
        assert "Would change it: " in note


@pytest.mark.parametrize("day", DAYS)
def test_disagreements_name_both_sides_with_voices_documents_and_grade(day):
    sections = page(day).disputes.to_json().get("body", [])
    assert len(sections) <= 3
    for section in sections:
        for side in section["body"][:2]:
            said = "".join(run["text"] for run in side["runs"])
            assert re.search(r"by .+ in .+ documents?", said)
            assert re.search(r"best grade [A-F]", said)
            assert "If so: " in said


def test_the_first_disagreement_would_move_what_is_printed():
    first = page("2026-03-03").disputes.to_json()["body"][0]
    assert first["id"] == "shells-prk-rus.quantity"
    moves, stands, leans = ("".join(r["text"] for r in p["runs"]) for p in first["body"])
    assert "If so: over 10 million rounds in place of the printed at least 5.7 million" in moves
    assert "If so: 5.7 million–6.7 million rounds in place of the printed" in stands
    assert "near it" not in stands  # what Ukraine said is of another day, and a total grows
    assert leans.startswith("Open: ")


@pytest.mark.parametrize("day", DAYS)
def test_the_sheet_is_one_page_and_its_evidence_follows(tmp_path: Path, day: str):
    made = render(["sheet"], as_of=[day], formats=["pdf"], out=tmp_path)
    assert made.exit_code == 0
    first, second, *_ = PdfReader(tmp_path / day / "sheet.pdf").pages
    on_first = first.extract_text()
    for heading in ("Findings", "What changed", "Disagreements", "Known gaps", "Sources"):
        assert heading in on_first
    assert "Evidence" not in on_first
    assert second.extract_text().lstrip().startswith("Evidence")


# by hand


def claims(number: float, day: str, n: int = 1, **more):
    """Return claims of one amount of oil, one a document."""
    return [
        {"source_id": f"{chr(97 + i)}news-{day}", "subject_id": "oil-alf-bet",
         "attribute": "quantity", "value": str(number), "unit": "t", **more}
        for i in range(n)
    ]  # fmt: skip


def oil(tmp_path: Path, *rows, as_of: str = "2023-06-30", **tables):
    flows = tables.pop("flows", [{"flow_id": "oil-alf-bet", "label": "Oil", "commodity": "oil"}])
    listed = [row for own in rows for row in own]
    return load_corpus(tmp_path / "data", as_of=as_of, flows=flows, claims=listed, **tables)


def said(ds, previous=None) -> list[str]:
    shown = present.sheet(ds, bk.sheet(ds, previous)).findings.to_json()
    return [
        "".join(run["text"] for run in part["runs"])
        for part in shown.get("body", [shown])
        if part.get("style") == "finding"
    ]


def test_an_empty_corpus_makes_a_sheet(tmp_path):
    ds = load_corpus(tmp_path / "data")
    shown = present.sheet(ds, bk.sheet(ds))
    assert "Nothing on record" in str(shown.findings)
    assert "no earlier day" in str(shown.moves)
    assert shown.claim_ids == ()


def test_a_tiny_corpus_makes_a_sheet(tmp_path):
    ds = oil(tmp_path, claims(100, "2023-06-29"))
    assert said(ds) == []  # one document is no finding
    assert "On one voice: Oil." in str(present.sheet(ds, bk.sheet(ds)).unknown)


def test_a_change_is_one_of_the_same_voice(tmp_path):
    ann, bob = {"speaker_id": "ann"}, {"speaker_id": "bob"}
    ds = oil(
        tmp_path,
        claims(100, "2022-12-01", 3, **ann),
        claims(150, "2022-12-02", 3, **bob),
        claims(300, "2023-06-29", 3, **ann),
    )
    (one,) = said(ds)
    assert "after" not in one
    assert "up from 100 in December 2022" in one


def test_a_rise_is_none_where_an_open_end_allows_otherwise(tmp_path):
    ann = {"speaker_id": "ann"}
    ds = oil(
        tmp_path,
        claims(100, "2022-12-01", 3, **ann, hedge="at_least", value=None, low="100"),
        claims(300, "2023-06-29", 3, **ann),
    )
    (one,) = said(ds)
    assert "up from" not in one
    assert "after at least 100 in December 2022" in one


def test_a_denial_by_a_party_is_said_with_the_finding(tmp_path):
    ds = oil(
        tmp_path,
        claims(300, "2023-06-28", 3, speaker_id="cleo"),
        claims(300, "2023-06-29", speaker_id="bob", modality="denied"),
    )
    (one,) = said(ds)
    assert "denied by Betaland" in one
    (finding,) = bk.sheet(ds).findings
    assert finding.grounds.agreement == "denied"
    assert finding.grounds.confidence == "low"


def test_a_number_that_was_converted_is_called_a_conversion(tmp_path):
    flows = [
        {"flow_id": "oil-alf-bet", "label": "Oil", "commodity": "oil"},
        {"flow_id": "cans-alf-bet", "label": "Cans that it would fill", "commodity": "cans"},
    ]
    cans = {"subject_id": "cans-alf-bet", "unit": "item", "speaker_id": "ann"}
    told = {"unit": "item", "speaker_id": "ann", "extent": "conversion"}
    ds = oil(
        tmp_path,
        claims(300, "2023-06-28", 3, speaker_id="ann"),
        claims(9000, "2023-06-27", 2, **told),
        claims(9000, "2023-06-29", **cans),
        flows=flows,
    )
    (one,) = said(ds)  # what would fit is no finding of its own
    assert "the 9,000 items that two documents tell as sent are a conversion" in one
    assert isinstance(bk.sheet(ds).findings[0].beside, Conversion)


def test_a_part_larger_than_the_whole_is_said(tmp_path):
    flows = [
        {"flow_id": "oil-alf-bet", "label": "Oil", "commodity": "oil"},
        {"flow_id": "diesel-alf-bet", "label": "Diesel", "commodity": "diesel",
         "part_of": "oil-alf-bet"},
    ]  # fmt: skip
    part = {"subject_id": "diesel-alf-bet", "speaker_id": "bob", "window": "2022"}
    ds = oil(
        tmp_path,
        claims(300, "2023-06-28", 3, speaker_id="ann"),
        claims(900, "2023-01-10", 1, **part),
        flows=flows,
    )
    (one,) = said(ds)
    assert "yet of a part alone, Diesel, 900 t" in one


def visit(name: str, day: str, source: str) -> list[dict[str, str]]:
    own = {"source_id": source, "subject_id": name}
    return [
        {**own, "attribute": "actor", "value": "ann"},
        {**own, "attribute": "recipient", "value": "BET"},
        {**own, "attribute": "date", "value": day},
    ]


def test_a_visit_of_a_leader_leads(tmp_path):
    ds = load_corpus(
        tmp_path / "data",
        as_of="2023-06-30",
        events=[{"event_id": "ann-bet-2023-06", "kind": "visit", "label": "Ann's visit"}],
        claims=visit("ann-bet-2023-06", "2023-06-28/2023-06-29", "herald-2023-06-29"),
        coverage=[{"coverage_id": "all", "about": "ALF-BET", "from": "2022-01-01",
                   "to": "2023-06-30", "result": "found"}],
    )  # fmt: skip
    assert said(ds) == ["Ann was in Betaland (28–29 June 2023)."]
    (finding,) = bk.sheet(ds).findings
    assert isinstance(finding.lead, Meeting)
    assert finding.grounds.is_searched is True


def test_years_that_were_not_searched_are_not_compared(tmp_path):
    events = [{"event_id": f"v-{y}", "kind": "visit", "label": str(y)} for y in range(2019, 2023)]
    rows = [
        row
        for event in events
        for row in visit(event["event_id"], f"{event['label']}-05-01",
                         f"herald-{event['label']}-05-02")
    ]  # fmt: skip
    searched = [{"coverage_id": "all", "about": "ALF-BET", "from": "2021-01-01",
                 "to": "2023-01-31", "result": "found"}]  # fmt: skip
    ds = load_corpus(
        tmp_path / "data", as_of="2023-01-31", events=events, claims=rows, coverage=searched
    )
    (years,) = (c for c in contact_clauses(ds, bk.cadence(ds)) if isinstance(c, Years))
    assert [(year, n.best) for year, n in years.counts] == [(2022, 1), (2021, 1)]
    assert years.beyond_chance is None


@pytest.mark.parametrize(
    ("grounds", "confidence"),
    [
        ((2, "B", "agree", None), "high"),
        ((2, "B", "favoured", True), "high"),
        ((2, "B", "agree", False), "moderate"),
        ((2, "C", "agree", True), "moderate"),
        ((2, "B", "denied", None), "moderate"),
        ((1, "B", "alone", None), "low"),
        ((1, "E", "differ", False), "low"),
        ((1, "C", "one_speaker", None), "moderate"),
    ],
)
def test_confidence_follows_from_its_grounds(grounds, confidence):
    n, grade, agreement, is_searched = grounds
    made = Grounds(n, n, Reliability(grade), agreement, is_searched, ())
    assert made.confidence == confidence


def test_nobody_is_said_to_agree_where_the_register_has_another_word():
    (kim, *_) = found("2023-09-17")  # one document has the day before as that of the arrival
    assert kim.grounds.agreement == "favoured"


def test_steps_of_a_factor():
    assert [step(f) for f in (1.1, 1.2, 2, 10, 1000)] == [0, 1, 2, 3, 3]


def test_the_kinds_of_the_findings_of_four_days():
    kinds = {day: [type(f.lead) for f in found(day)] for day in DAYS}
    assert kinds["2023-09-17"][:2] == [Meeting, Slip]
    assert kinds["2023-10-20"][0] is Amount
    assert Years in kinds["2026-03-03"]


def test_a_later_day_is_refused(tmp_path):
    ds = oil(tmp_path, claims(100, "2023-06-29"))
    with pytest.raises(ParameterError, match="is not before as_of"):
        bk.sheet(ds, "2023-07-01")


def test_the_frame_lists_the_findings():
    frame = bk.sheet(bk.load(as_of=DAYS[0])).frame
    assert list(frame.columns) == ["topic", "kind", "weight", "told", "confidence"]
    assert list(frame["topic"][:2]) == ["PRK-RUS", "fuel-blr-rus"]


def test_a_number_of_the_sheet_can_be_explained():
    ds = bk.load(as_of="2026-03-03")
    shown = str(bk.explain("sheet.PRK-RUS.in-person.2025", ds))
    assert "of those that began in the year" in shown


def test_every_brief_names_its_own_gaps(tmp_path):
    ds = oil(
        tmp_path,
        claims(100, "2023-06-28", 2, speaker_id="ann"),
        claims(900, "2023-06-28", 2, speaker_id="ann"),
        sources=[{"source_id": "anews-2023-06-28", "read": "excerpt"}],
    )
    told = {
        "flows": str(present.unknown(ds, bk.flows(ds))),
        "cadence": str(present.unknown(ds, bk.cadence(ds))),
        "discrepancies": str(present.unknown(ds, bk.discrepancies(ds))),
    }
    assert "On one voice: Oil." in told["flows"]
    assert "Not searched: any contacts." in told["cadence"]
    assert "Not decided: 1 of 1 disagreement." in told["discrepancies"]
    assert all("Depth: 1 of 2 documents were read in excerpts." in said for said in told.values())


def test_where_all_was_read_and_agrees_no_gap_is_known(tmp_path):
    ds = oil(tmp_path, claims(100, "2023-06-29"))
    assert str(present.unknown(ds, bk.discrepancies(ds))) == "No gap is known."
