"""Decisions of the desk: added, never changed, cut at a day, held against what came since."""

import pytest
from click.testing import CliRunner
from corpus import make_corpus, read_rows

import briefkit as bk
from briefkit.cli import main
from briefkit.errors import DataError, DatasetNotFoundError, UnknownNameError
from briefkit.present.decisions import decided_text, ground_text, outcome_text

FLOWS = [
    {
        "flow_id": "fuel-alf-bet",
        "commodity": "fuel",
        "origin": "ALF",
        "destination": "BET",
        "label": "Motor fuel from Alfaland to Betaland",
    }
]
FUEL = {
    "subject_id": "fuel-alf-bet",
    "attribute": "quantity",
    "unit": "t",
    "window": "2022",
    "printed": "so much fuel",
}
CLAIMS = [
    {**FUEL, "value": "60000", "source_id": "ap-2023-01-31", "speaker_id": "ann"},
    {**FUEL, "value": "20000", "source_id": "times-2023-02-01", "speaker_id": "bob"},
]
ENTRY = "fuel-alf-bet.quantity"
ROW = {
    "decision_id": f"{ENTRY}.001",
    "entry": ENTRY,
    "status": "explained",
    "decided_on": "2023-03-03",
    "who": "analyst",
    "note": "Bob counts lorries.",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = make_corpus(tmp_path / "data", flows=FLOWS, claims=CLAIMS)
    assert CliRunner().invoke(main, ["format"]).exit_code == 0
    return made


def run(*words):
    result = CliRunner().invoke(main, ["decide", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(folder, *words):
    """Try to decide; return what was said, after seeing that nothing was written."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run(*words)
    assert result.exit_code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return result.stderr


def given(load_rows, *rows, claims=CLAIMS, as_of="2023-12-31"):
    return load_rows(as_of, flows=FLOWS, claims=claims, decisions=[{**ROW, **row} for row in rows])


# The command


def test_a_decision_is_a_row_more_and_none_is_changed(folder):
    words = (ENTRY, "awaiting", "--note", "Asked Bob.", "--on", "2023-03-01")
    first = run(*words)
    assert first.exit_code == 0, first.output
    assert first.stdout.splitlines()[-1] == f"{ENTRY}.001"
    old = (folder / "decisions.csv").read_text("utf-8")
    assert run(ENTRY, "explained", "--note", "He did, too.", "--who", "editor", "--value", "60000",
               "--unit", "T", "--on", "2023-03-02").exit_code == 0  # fmt: skip
    assert (folder / "decisions.csv").read_text("utf-8").startswith(old)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert CliRunner().invoke(main, ["format"]).stdout == ""
    (_, row) = read_rows(folder / "decisions.csv")
    assert {name: cell for name, cell in row.items() if cell} == {
        "decision_id": f"{ENTRY}.002",
        "entry": ENTRY,
        "status": "explained",
        "decided_on": "2023-03-02",
        "who": "editor",
        "note": "He did, too.",
        "value": "60000",
        "unit": "t",
    }


def test_what_is_computed_stands_beside_it_and_the_day_from_which_it_is_printed(folder):
    result = run(ENTRY, "open", "--note", "Bob has not answered.", "--on", "2023-03-02")
    assert "Computed, and printed beside it: Open: neither side" in result.stdout
    assert "--as-of (2023-03-02 or after)" in result.stderr
    assert "--as-of" not in run(ENTRY, "open", "--note", "x", "--on", "2023-02-01").stderr


def test_a_corpus_of_before_has_no_table_and_gets_one_with_its_first_decision(folder):
    (folder / "decisions.csv").unlink()
    ds = bk.load(folder)
    assert ds.decisions.empty
    assert run(ENTRY, "open", "--note", "x", "--on", "2023-02-01").exit_code == 0
    assert len(bk.load(folder).decisions) == 1
    assert bk.load(folder).fingerprint != ds.fingerprint


def test_a_misspelt_entry_is_refused_with_the_nearest(folder):
    message = refused(folder, "fuel-alf-bett.quantity", "open", "--note", "x", "--on", "2023-03-02")
    assert message.count("\n") == 1
    assert f"Nearest: {ENTRY}" in message


def test_an_entry_is_one_of_the_register_of_the_day(folder):
    assert "in the register of 2023-01-31" in refused(
        folder, ENTRY, "open", "--note", "x", "--on", "2023-01-31"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--value", "60 000", "--unit", "t"), "value: '60 000' is no plain number"),
        (("--value", "60000"), "unit: is empty"),
        (("--unit", "t"), "unit: stands without a number"),
        (("--value", "1", "--unit", "person-day"), "'person-day' is unknown"),
        (("--low", "9", "--high", "2", "--unit", "t"), "9 is above high 2"),
        (("--value", "1", "--unit", "t", "--wording", "a lot"), "wording: stands beside a value"),
        (("--review-on", "2023-01-01"), "2023-01-01 is not after decided_on 2023-03-02"),
        (("--review-on", "soon"), "review_on: 'soon'"),
    ],
)
def test_what_check_refuses_is_refused(folder, words, message):
    start = (ENTRY, "explained", "--note", "x", "--on", "2023-03-02")
    assert message in refused(folder, *start, *words)


def test_a_day_that_is_none_is_one_line(folder):
    assert "--on: '2023-03' is no day" in refused(
        folder, ENTRY, "open", "--note", "x", "--on", "2023-03"
    )


def test_nothing_is_decided_in_the_data_that_come_with_briefkit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(ENTRY, "open", "--note", "x", "--on", "2023-03-02")
    assert result.exit_code == 2
    assert "briefkit init" in result.stderr
    with pytest.raises(DatasetNotFoundError):
        bk.add_decision(None, {**ROW})


def test_from_python_too(folder):
    cells = {name: cell for name, cell in ROW.items() if name != "decision_id"}
    assert bk.add_decision(folder, cells) == f"{ENTRY}.001"
    with pytest.raises(DataError, match="status"):
        bk.add_decision(folder, {**cells, "status": "forgotten"})


# The table


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"decision_id": "other.quantity.001"}, "does not match its entry"),
        ({"entry": "no-such.quantity", "decision_id": "no-such.quantity.001"}, "'no-such' is unkn"),
        ({"entry": "fuel-alf-bet.start", "decision_id": "fuel-alf-bet.start.001"}, "no attribute"),
        ({"value": "many", "unit": "t"}, "'many' is no plain number"),
    ],
)
def test_a_bad_row_is_refused(load_rows, cells, message):
    with pytest.raises(DataError, match=message):
        given(load_rows, cells)


def test_a_date_is_a_value_and_words_are_words(load_rows):
    event = {"event_id": "ann-bet-2023-01", "kind": "visit", "label": "Ann goes to Betaland"}
    claim = {"subject_id": "ann-bet-2023-01", "attribute": "date", "value": "2023-01-05"}
    row = {**ROW, "entry": "ann-bet-2023-01.date", "decision_id": "ann-bet-2023-01.date.001"}

    def text(**cells):
        rows = {"events": [event], "claims": [claim], "decisions": [{**row, **cells}]}
        ds = load_rows("2023-12-31", **rows)
        return outcome_text(ds, ds.records.decisions[row["decision_id"]])

    assert text(value="2023-01-05") == "Explained: 5 January 2023"
    assert text(wording="the day of the toast") == "Explained: the day of the toast"
    with pytest.raises(DataError, match="Words go under wording"):
        text(value="the day of the toast")


def test_decisions_are_cut_at_the_day(load_rows):
    later = {"decision_id": f"{ENTRY}.002", "decided_on": "2023-06-01", "status": "dismissed"}
    ds = given(load_rows, {}, later, as_of="2023-05-31")
    assert list(ds.decisions["decision_id"]) == [f"{ENTRY}.001"]
    assert ds.fingerprint == given(load_rows, {}, as_of="2023-05-31").fingerprint
    assert bk.decisions(ds.at("2023-03-02")) == {}
    decided = bk.decisions(ds.at("2023-06-01"))[ENTRY]
    assert (decided.decision.status, len(decided.earlier)) == ("dismissed", 1)


def test_the_newest_day_counts_and_of_one_day_the_last_that_was_added(load_rows):
    rows = (
        {"decision_id": f"{ENTRY}.001", "decided_on": "2023-04-02", "note": "c"},
        {"decision_id": f"{ENTRY}.002", "decided_on": "2023-03-02", "note": "a"},
        {"decision_id": f"{ENTRY}.003", "decided_on": "2023-04-02", "note": "d"},
    )
    decided = bk.decisions(given(load_rows, *rows))[ENTRY]
    assert decided.decision.note == "d"
    assert [d.note for d in decided.earlier] == ["c", "a"]


# The ground


def test_what_is_decided_is_said_with_its_reason_and_day(load_rows):
    ds = given(load_rows, {"value": "60000", "unit": "t"})
    decided = bk.decisions(ds)[ENTRY]
    assert (
        decided_text(ds, decided)
        == "Explained: 60,000 t. Bob counts lorries. (analyst, 3 March 2023)"
    )
    assert ground_text(decided) == ""


def test_a_decision_says_that_its_ground_has_moved(load_rows):
    new = [
        {
            **FUEL,
            "value": "30000",
            "source_id": "times-2023-03-04",
            "supersedes": "times-2023-02-01.001",
        },
        {**FUEL, "value": "61000", "source_id": "efe-2023-04-01"},
        {**FUEL, "value": "7", "source_id": "efe-2023-04-01", "attribute": "stock"},
    ]
    sources = [
        {"source_id": name, "publisher": "The Times"}
        for name in ("times-2023-02-01", "times-2023-03-04")
    ]

    def text(as_of):
        ds = load_rows(
            as_of, flows=FLOWS, claims=[*CLAIMS, *new], sources=sources,
            decisions=[{**ROW, "review_on": "2023-04-01"}],
        )  # fmt: skip
        return ground_text(bk.decisions(ds)[ENTRY])

    assert text("2023-03-03") == ""
    assert text("2023-03-04") == ("decided on 3 March 2023; one newer claim since, a correction")
    assert text("2023-04-01") == (
        "decided on 3 March 2023; two newer claims since, one of them a correction; "
        "review was due on 1 April 2023"
    )


def test_the_shipped_corpus_has_the_table_and_no_invented_decision():
    assert bk.load().tables.frames["decisions"].empty


def test_an_unknown_name_is_told_with_what_to_do(folder):
    assert "show discrepancies" in refused(folder, "x", "open", "--note", "x", "--on", "2023-03-02")
    with pytest.raises(UnknownNameError):
        bk.load(folder).frame("decision")
