"""What bad input gets: every rule of the tables, its message and where it points."""

from pathlib import Path

import pandas as pd
import pytest
from corpus import edit_cell, make_corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.analysis.corpus import Corpus
from briefkit.dataset import load
from briefkit.dataset.tables import read_frames
from briefkit.errors import DataError, DatasetNotFoundError
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.claims import printed_length
from briefkit.schema.columns import columns
from briefkit.schema.frames import _is_readable, cell_problems
from briefkit.schema.tables import SUBJECT_TABLES, TABLES
from briefkit.schema.units import package_rows

EVENTS = [{"event_id": "ann-bet-2023-01", "kind": "visit"}, {"event_id": "ann-bob-2023-01"}]
FLOWS = [{"flow_id": "fuel-alf-bet"}]
CLAIMS = [
    {"subject_id": "ann-bet-2023-01", "attribute": "date", "value": "2023-01-05"},
    {"subject_id": "ann-bet-2023-01", "attribute": "place", "value": "beta-city"},
    {"subject_id": "fuel-alf-bet", "attribute": "quantity", "value": "1200"},
    {"subject_id": "ann-bob-2023-01", "attribute": "actor", "value": "ann; bob"},
    {"subject_id": "ann-bob-2023-01", "attribute": "ordinal", "value": "3", "unit": "meeting"},
]
FACTORS = [{"factor_id": "ton-any", "from": "ton", "low": 0.9, "best": 1, "high": 1.1}]
COVERAGE = [{"coverage_id": "all", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-12-31"}]


@pytest.fixture
def folder(tmp_path):
    """A valid corpus with a row in every table that the rules speak of."""
    return make_corpus(
        tmp_path / "data",
        events=EVENTS,
        flows=FLOWS,
        claims=CLAIMS,
        statements=[{"statement_id": "ann-word-2023-01"}],
        factors=FACTORS,
        coverage=COVERAGE,
    )


def problems(folder):
    with pytest.raises(DataError) as caught:
        load(folder)
    return caught.value.problems


def only(folder):
    (problem,) = problems(folder)
    return problem


def test_the_corpus_that_the_bad_cells_are_put_into_is_valid(folder):
    assert len(load(folder).records.claims) == len(CLAIMS)


#: table, row, column, bad cell; what is got; what is allowed
BAD_CELLS = [
    ("claims", 2, "attribute", "dat", "'dat' is unknown", "Did you mean 'date'?"),
    ("claims", 2, "attribute", "quantity", "'quantity' does not fit the event", "It fits: flow."),
    ("claims", 2, "value", "2023-02-30", "is no day of the calendar", "Allowed: 2023-09-15"),
    (
        "claims",
        2,
        "value",
        "1985/",
        "'1985/' is no date; an open interval is written 1985/..",
        "All",
    ),
    (
        "claims",
        2,
        "value",
        "/1985",
        "'/1985' is no date; an open interval is written ../1985",
        "All",
    ),
    ("claims", 2, "value", "2023-09/soon", "'2023-09/soon' is no date", "an open one 2023-09/.."),
    (
        "claims",
        2,
        "value",
        "2023/2024-02-30",
        "'2023/2024-02-30' is no day of the calendar",
        "2023",
    ),
    ("claims", 2, "speaker_id", "None", "'None' is what another program writes", "Leave it empty"),
    ("claims", 2, "note", "#N/A", "'#N/A' is what another program writes", "Leave it empty"),
    ("claims", 2, "coded_on", "NaN", "'NaN' is what another program writes", "Required: When it"),
    ("claims", 2, "value", "", "is empty", "'date' needs a value"),
    ("claims", 2, "low", "5", "is filled", "is no number: leave it empty"),
    ("claims", 2, "subject_id", "ann-bet-2024-01", "is unknown", "did you mean 'ann-bet-2023-01'?"),
    ("claims", 2, "subject_id", "BET-ALF", "'BET-ALF' is unknown", "two state codes, sorted"),
    ("claims", 2, "source_id", "times-2023-01-31", "is unknown", "an id of sources.csv"),
    ("claims", 2, "speaker_id", "anne", "'anne' is unknown", "did you mean 'ann'?"),
    ("claims", 2, "origin_ids", "ap; reuter", "'reuter' is unknown", "did you mean 'reuters'?"),
    ("claims", 2, "printed", "a b c d e f g h i j k", "has 11 words", "at most 10 words"),
    ("claims", 2, "printed", "", "is empty", "Required"),
    ("claims", 2, "locator", "page 3", "'page 3' does not fit", "Allowed: the pattern"),
    ("claims", 2, "coded_on", "1 June 2024", "'1 June 2024' is no day", "yyyy-mm-dd"),
    ("claims", 2, "coded_on", "31/12/2024", "'31/12/2024' is no day", "yyyy-mm-dd"),
    ("claims", 2, "coded_on", "2024-02-30", "is no day of the calendar", "yyyy-mm-dd"),
    ("claims", 2, "coded_on", "2024-06-01?", "'2024-06-01?' is no day", "yyyy-mm-dd"),
    ("claims", 2, "modality", "denies", "is no term", "denied"),
    ("claims", 2, "window", "2023-13", "is no day of the calendar", "event id followed by /.."),
    ("claims", 2, "window", "2023-10/2023-09", "ends before it starts", "an EDTF date"),
    ("claims", 2, "window", "in/between", "'in/between' is no window", "an EDTF date or interval"),
    (
        "claims",
        2,
        "window",
        "no-event/..",
        "'no-event/..' is no window",
        "an event id followed by /..",
    ),
    ("claims", 2, "basis", "guess", "'guess' is no other claim", "publication, context"),
    ("claims", 2, "basis", ";", "names no claim", "publication, context"),
    ("claims", 3, "value", "beta-cit", "'beta-cit' is unknown", "did you mean 'beta-city'?"),
    ("claims", 3, "value", "alfa-city > beta-city", "is unknown", "an id of places.csv"),
    ("claims", 4, "unit", "tonnes", "'tonnes' is unknown", "did you mean 't'? Add others to units"),
    ("claims", 4, "unit", "lorries", "'lorries' is unknown", "did you mean 'lorry'?"),
    (
        "claims",
        4,
        "unit",
        "visit",
        "'visit' is no unit of quantity",
        "Allowed: aircraft, bbl, cont",
    ),
    ("claims", 4, "unit", "", "is empty", "Allowed: aircraft, bbl, container, item"),
    ("claims", 4, "value", "1,200", "'1,200' is no plain number", "digits with a decimal point"),
    ("claims", 4, "value", "nan", "'nan' is what another program writes", "Leave it empty"),
    ("claims", 4, "value", "1_200", "'1_200' is no plain number", "digits with a decimal point"),
    ("claims", 4, "value", "1e3", "'1e3' is no plain number", "digits with a decimal point"),
    (
        "claims",
        4,
        "value",
        "9" * 300,
        "…' has 300 digits, and a number at most 20",
        "digits with a",
    ),
    ("claims", 4, "high", "9" * 400, "has 400 digits, and a number at most 20", "digits with a"),
    ("claims", 4, "value", "-0", "'-0' is minus zero", "digits with a decimal point"),
    ("claims", 4, "low", "-0.0", "'-0.0' is minus zero", "digits with a decimal point"),
    ("claims", 2, "value", "0001-01-01", "is outside the years 1000 to 2200", "Allowed: 2023-09"),
    ("claims", 2, "value", "9999-12-31", "is outside the years 1000 to 2200", "Allowed: 2023-09"),
    ("claims", 2, "value", "0023-11-23", "is outside the years 1000 to 2200", "Allowed: 2023-09"),
    ("claims", 2, "value", "2023/3023", "'2023/3023' is outside the years", "Allowed: 2023-09"),
    ("claims", 2, "coded_on", "2999-01-01", "is outside the years 1000 to 2200", "yyyy-mm-dd"),
    ("claims", 2, "locator", "p\u0663", "does not fit", "Allowed: the pattern"),
    ("claims", 2, "printed", "w" * 201, "has 201 characters", "at most 200 characters"),
    ("claims", 2, "note", "w" * 1001, "has 1001 characters", "at most 1000 characters"),
    ("claims", 2, "note", "two\u2028lines", "'two\\u2028lines' holds", "one line of text"),
    ("claims", 2, "note", "two\x85lines", "control character U+0085", "one line of text"),
    ("claims", 4, "value", "-5", "-5 is below zero", "zero or more"),
    ("claims", 4, "value", "", "and so are low and high", "the hedge many or some"),
    ("claims", 4, "low", "1300", "1300 is above value 1200", "low <= value <= high"),
    ("claims", 4, "high", "900", "900 is below value 1200", "leave unknown bounds empty"),
    ("claims", 4, "low", "inf", "'inf' is no plain number", "no thousands mark"),
    ("claims", 4, "hedge", "roughly", "is no term", "about"),
    ("claims", 2, "extent", "part", "is filled", "is no number: leave it empty"),
    ("claims", 2, "said_on", "yesterday", "is no date", "EDTF"),
    ("claims", 2, "doubt", "perhaps", "is no term", "slip, garbled"),
    ("claims", 4, "extent", "all", "is no term", "lot, part"),
    ("claims", 4, "scope", "BET", "is filled", "'quantity' takes in nothing: leave it empty"),
    ("claims", 6, "scope", "BET; nowhere", "'nowhere' is unknown", "face_to_face"),
    ("claims", 5, "value", "ann; bobby", "'bobby' is unknown", "did you mean 'bob'?"),
    ("claims", 5, "value", ";", "does not fit", "actor ids with '; ' between them"),
    ("events", 2, "kind", "trip", "'trip' is no term", "visit, meeting"),
    ("events", 3, "part_of", "ann-bet", "'ann-bet' is unknown", "did you mean 'ann-bet-2023-01'?"),
    ("events", 2, "event_id", "Ann In Bet", "does not fit", "Allowed: the pattern"),
    ("events", 2, "label", "two\nlines", "control character U+000A", "one line of text"),
    ("events", 2, "wider", "party", "is no term", "multilateral, ceremony"),
    ("events", 2, "fulfils", "a-plan", "'a-plan' is unknown", "an id of events.csv"),
    ("flows", 2, "parts", "apart", "is no term", "exhaustive, disjoint"),
    ("actors", 2, "part_of", "alpha", "'alpha' is unknown", "an id of actors.csv"),
    ("flows", 2, "origin", "ALFA", "does not fit", "[A-Z]{3}"),
    ("flows", 2, "origin", "XYZ", "'XYZ' is unknown", "an id of actors.csv"),
    ("places", 2, "latitude", "55,7", "is no plain number", "no thousands mark"),
    ("sources", 2, "published", "2023-02-30", "is no day of the calendar", "EDTF"),
    ("sources", 2, "published", "2023-01/..", "has no end", "is published"),
    ("sources", 2, "published", "2025-01-01", "is after accessed_on 2024-06-01", "read after"),
    ("sources", 2, "published", "2023/2099", "is after accessed_on 2024-06-01", "read after"),
    ("sources", 2, "url", "http://me:secret@example.org", "does not fit", "the user name and the"),
    ("sources", 2, "source_id", "herald-\u0662023", "does not fit", "Allowed: the pattern"),
    ("sources", 2, "url", "example.org", "does not fit", "Allowed: the pattern"),
    ("sources", 2, "language", "English", "does not fit", "Allowed: the pattern"),
    ("offices", 2, "until", "2019", "is before since", "ends after it starts"),
    ("factors", 2, "low", "1.05", "are out of order", "0 < low <= best <= high"),
    ("factors", 2, "unit", "tonne", "'tonne' is unknown", "did you mean 't'?"),
    ("coverage", 2, "about", "ALF-BRT", "'ALF-BRT' is unknown", "two state codes, sorted"),
    ("coverage", 2, "result", "nothing", "is no term", "found, none, thin"),
    ("coverage", 2, "to", "2025-01-01", "is after searched_on 2024-06-01", "what is past"),
    ("coverage", 2, "to", "2022-01-01", "is before from 2023-01-01", "ends after it starts"),
]


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "got", "allowed"),
    BAD_CELLS,
    ids=[f"{table}-{column}-{cell[:20]!r}" for table, _, column, cell, _, _ in BAD_CELLS],
)
def test_a_bad_cell_is_named_with_what_was_got_and_what_is_allowed(
    folder, table, row, column, cell, got, allowed
):
    edit_cell(folder, "offices", 2, "since", "2020")
    edit_cell(folder, table, row, column, cell)
    found = [problem for problem in problems(folder) if got in problem.got]
    assert [(problem.table, problem.row) for problem in found] == [(table, row)]
    assert found[0].column == ("best" if got == "are out of order" else column)
    assert allowed in found[0].allowed


def test_a_claim_of_number_may_say_that_there_were_many_or_some(folder):
    edit_cell(folder, "claims", 4, "value", "")
    edit_cell(folder, "claims", 4, "hedge", "many")
    load(folder)


@pytest.mark.parametrize(
    ("cells", "got", "allowed"),
    [
        ({"hedge": "over", "high": "60"}, "high: holds the number of 'over'", "under low"),
        ({"hedge": "at_least", "high": "60"}, "high: holds the number of 'at_least'", "a floor"),
        ({"hedge": "up_to", "low": "60"}, "low: holds the number of 'up_to'", "under high"),
        ({"hedge": "under", "low": "60"}, "low: holds the number of 'under'", "a ceiling"),
        ({"hedge": "between", "low": "60"}, "high: is empty beside", "Give both bounds"),
        ({"hedge": "between", "high": "60"}, "low: is empty beside", "Give both bounds"),
        ({"hedge": "between", "value": "60"}, "low: is empty beside", "Give both bounds"),
        ({"hedge": "over", "value": "60", "high": "60"}, "high: 60 leaves no room for 'over'", ""),
        ({"hedge": "over", "low": "60", "high": "60"}, "high: 60 leaves no room for 'over'", ""),
        ({"hedge": "at_least", "low": "50", "value": "60", "high": "60"}, "high: 60 leaves", ""),
        ({"hedge": "many", "low": "60", "high": "60"}, "high: 60 leaves no room for 'many'", ""),
        ({"hedge": "some", "value": "60", "high": "60"}, "high: 60 leaves no room for 'some'", ""),
        ({"hedge": "up_to", "value": "60", "low": "60"}, "low: 60 leaves no room for 'up_to'", ""),
        ({"hedge": "under", "low": "60", "high": "60"}, "low: 60 leaves no room for 'under'", ""),
        ({"hedge": "nearly", "value": "60", "low": "60"}, "low: 60 leaves no room", "Leave it"),
    ],
)
def test_a_bound_that_turns_its_hedge_round_is_asked_back(folder, cells, got, allowed):
    for column, cell in ({"value": ""} | cells).items():
        edit_cell(folder, "claims", 4, column, cell)
    problem = only(folder)
    assert got in f"{problem.column}: {problem.got}"
    assert allowed in problem.allowed


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"value": "60.000", "printed": "60.000 toneladas"}, ["value"]),
        ({"value": "60.0", "printed": "60.000 toneladas"}, ["value"]),
        ({"value": "60", "printed": "60,000 tonnes"}, ["value"]),
        ({"value": "2.125", "printed": "ca.2,125 Tonnen"}, ["value"]),
        ({"value": "1200", "printed": "1.200.000 toneladas"}, ["value"]),
        ({"value": "1.2", "printed": "1.200.000 toneladas"}, ["value"]),
        ({"low": "60.000", "hedge": "over", "printed": "más de 60.000 toneladas"}, ["low"]),
        ({"high": "60.000", "hedge": "up_to", "printed": "hasta 60.000 toneladas"}, ["high"]),
        (
            {"low": "25.000", "high": "30", "hedge": "between", "printed": "25.000 a 30.000"},
            ["low", "high"],
        ),
        ({"value": "60", "printed": "60.000 toneladas", "doubt": "hearsay"}, ["value"]),
    ],
)
def test_a_number_whose_thousands_may_be_lost_is_asked_back(folder, cells, columns):
    for column, cell in ({"value": ""} | cells).items():
        edit_cell(folder, "claims", 4, column, cell)
    found = problems(folder)
    assert [problem.column for problem in found] == columns
    assert all("with its thousands lost" in problem.got for problem in found)


def test_who_asks_back_says_how_both_readings_are_written(folder):
    edit_cell(folder, "claims", 4, "value", "60.0")
    edit_cell(folder, "claims", 4, "printed", "60.000 toneladas")
    problem = only(folder)
    assert problem.got.startswith("60 may be '60.000' with its thousands lost")
    assert problem.allowed == (
        "Write 60000 if the mark stands between thousands, and 60.0000 under value if it is a "
        "decimal one."
    )


@pytest.mark.parametrize(
    "cells",
    [
        {"hedge": "over", "low": "60"},
        {"hedge": "over", "value": "60"},
        {"hedge": "up_to", "high": "60"},
        {"hedge": "between", "low": "60", "high": "70"},
        {"hedge": "over", "low": "60", "high": "70"},
        {"hedge": "some", "low": "11", "high": "19"},
        {"hedge": "up_to", "value": "60", "low": "50"},
        {"value": "60000", "printed": "60.000 toneladas"},
        {"value": "60.5", "printed": "60.5 tonnes"},
        {"value": "0.125", "printed": "0.125 tonnes"},
        {"value": "60.0000", "printed": "60.000 tonnes"},
        {"value": "2.1250", "printed": "2,125 Tonnen"},
        {"value": "60.125", "printed": "about 60 tonnes"},
        {"value": "60", "printed": "60 wagons with 60,000 tonnes"},
        {"value": "60", "printed": "60,000 tonnes", "doubt": "slip"},
        {"value": "60", "printed": "160,000 tonnes, 60,0001"},
    ],
    ids=str,
)
def test_a_number_that_can_be_read_in_one_way_alone_is_taken(folder, cells):
    for column, cell in ({"value": ""} | cells).items():
        edit_cell(folder, "claims", 4, column, cell)
    load(folder)


def test_scope_takes_places_people_and_ways_of_counting(folder):
    edit_cell(folder, "claims", 6, "scope", "BET;ann;face_to_face")
    (claim,) = load(folder).claims_of("ann-bob-2023-01", "ordinal")
    assert claim.scope == ("BET", "ann", "face_to_face")


#: Columns that came with the second model, by table.
NEW_COLUMNS = {
    "actors": ["part_of"],
    "events": ["wider", "fulfils"],
    "flows": ["parts"],
    "claims": ["extent", "said_on", "scope", "doubt"],
    "coverage": ["result"],
}


def test_a_corpus_of_ten_tables_and_their_old_headers_loads_as_it_is(folder):
    before = load(folder)
    for table, names in NEW_COLUMNS.items():
        path = folder / f"{table}.csv"
        header, *rows = [line.split(",") for line in path.read_text().splitlines()]
        kept = [i for i, name in enumerate(header) if name not in names]
        assert len(kept) == len(header) - len(names)
        path.write_text("".join(",".join(line[i] for i in kept) + "\n" for line in (header, *rows)))
    (folder / "checks.csv").unlink()
    after = load(folder)
    assert after.records.claims == before.records.claims
    assert after.records.flows == before.records.flows
    assert after.records.checks  # those of the package stand in


def test_a_column_that_is_required_may_not_be_missing(folder):
    path = folder / "claims.csv"
    path.write_text(path.read_text().replace(",printed,", ",words,", 1))
    found = {problem.column: problem.got for problem in problems(folder)}
    assert found == {"words": "is no column", "printed": "is missing"}


def test_a_problem_in_a_claim_names_the_claim_besides_the_row(folder):
    edit_cell(folder, "claims", 4, "high", "900")
    assert str(only(folder)) == (
        "claims.csv row 4, high: 900 is below value 1200 (claim herald-2023-01-31.003). "
        "Bounds satisfy low <= value <= high; leave unknown bounds empty."
    )


def test_all_bad_rows_are_listed_at_once_in_the_order_of_tables_and_rows(folder):
    edit_cell(folder, "claims", 4, "high", "900")
    edit_cell(folder, "claims", 2, "value", "2023-02-30")
    edit_cell(folder, "events", 2, "kind", "trip")
    edit_cell(folder, "places", 3, "longitude", "east")
    found = [(problem.table, problem.row, problem.column) for problem in problems(folder)]
    assert found == [
        ("places", 3, "longitude"),
        ("events", 2, "kind"),
        ("claims", 2, "value"),
        ("claims", 4, "high"),
    ]


def test_ids_that_are_unknown_only_because_their_row_is_bad_are_not_reported(folder):
    edit_cell(folder, "sources", 2, "kind", "paper")
    assert only(folder).table == "sources"


#: What makes a whole table unreadable.
UNREADABLE = {
    "unclosed quote": lambda text: text.replace(",", ',"', 1),
    "capital header": lambda text: text.replace("\n", "X\n", 1).swapcase(),
    "no header": lambda text: text.partition("\n")[2],
    "separator line": lambda text: f"sep=,\n{text}",
    "workbook": lambda text: "PK\x03\x04\udcff",
}


@pytest.mark.parametrize("table", ["events", "flows", "actors", "places", "sources", "claims"])
@pytest.mark.parametrize("spoil", UNREADABLE.values(), ids=UNREADABLE)
def test_a_table_that_cannot_be_read_is_the_only_one_reported(folder, monkeypatch, table, spoil):
    for row, column, cell in (
        (2, "window", "ann-bet-2023-01/.."),
        (2, "origin_ids", "reuters; herald-2023-01-31"),
        (3, "basis", "herald-2023-01-31.001"),
        (6, "scope", "BET; ann"),
        (6, "subject_id", "ALF-BET"),
    ):
        edit_cell(folder, "claims", row, column, cell)
    load(folder)
    path = folder / f"{table}.csv"
    path.write_bytes(spoil(path.read_text()).encode(errors="surrogateescape"))
    monkeypatch.setattr("briefkit.schema.ids.nearest", lambda *_: pytest.fail("thrown away"))
    assert {problem.table for problem in problems(folder)} == {table}


def test_a_missing_table_is_named(folder):
    (folder / "factors.csv").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"lacks factors\.csv"):
        load(folder)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(DatasetNotFoundError, match="nowhere"):
        load(tmp_path / "nowhere")


def test_a_byte_that_is_not_utf8_is_named_with_its_row(folder):
    path = folder / "places.csv"
    path.write_bytes(path.read_bytes().replace(b"Beta City", b"B\xe9ta City"))
    problem = only(folder)
    assert (problem.table, problem.row) == ("places", 6)
    assert problem.got == "byte 0xE9 is not UTF-8"
    assert "UTF-8" in problem.allowed


def test_an_empty_file_and_one_without_header_are_told_their_header(folder):
    (folder / "flows.csv").write_text("")
    text = (folder / "events.csv").read_text()
    (folder / "events.csv").write_text(text.partition("\n")[2])
    events, flows = problems(folder)
    assert (events.table, events.row) == ("events", 1)
    assert events.got.startswith("no header (ann-bet-2023-01, ")
    assert flows.got == "no header (an empty file)"
    assert flows.allowed.endswith("flow_id,commodity,origin,destination,label,part_of,parts.")


def test_an_unknown_a_missing_and_a_double_column_are_named(folder):
    text = (
        (folder / "flows.csv")
        .read_text()
        .replace("commodity", "comodity")
        .replace("label", "origin")
    )
    (folder / "flows.csv").write_text(text)
    found = {problem.column: problem for problem in problems(folder)}
    assert set(found) == {"comodity", "commodity", "origin", "label"}
    assert "Did you mean 'commodity'?" in found["comodity"].allowed
    assert found["commodity"].got == found["label"].got == "is missing"
    assert found["origin"].got == "stands twice"


@pytest.mark.parametrize(("old", "new", "n"), [(",date,", ",,date,", 1), (",date,", ",", -1)])
def test_a_row_whose_cells_slipped_is_called_shifted(folder, old, new, n):
    path = folder / "claims.csv"
    path.write_text(path.read_text().replace(old, new))
    problem = only(folder)
    assert (problem.table, problem.row, problem.column) == ("claims", 2, None)
    names = len(columns(TABLES["claims"]))
    assert problem.got == (
        f"has {names + n} cells under a header of {names}: its cells look shifted"
    )


def test_a_row_that_slipped_and_kept_its_number_of_cells_is_called_shifted(folder):
    path = folder / "claims.csv"
    row = path.read_text().splitlines()[1]
    source, rest = row.split(",date,")
    path.write_text(path.read_text().replace(row, f"{source},,date,{rest.removesuffix(',')}"))
    problem = only(folder)
    assert (problem.row, problem.column) == (2, None)
    assert "cells do not fit their columns, they look shifted" in problem.got
    assert "locator: '2023-01-05' does not fit" in problem.got


def test_a_row_with_words_for_empty_cells_is_not_called_shifted(folder):
    for column in ("low", "high", "hedge"):
        edit_cell(folder, "claims", 4, column, "nan")
    found = problems(folder)
    assert [problem.column for problem in found] == ["low", "high", "hedge"]
    assert {problem.allowed for problem in found} == {"Leave it empty."}


def test_an_unclosed_quote_is_named_with_its_row(folder):
    path = folder / "claims.csv"
    path.write_text(path.read_text().replace("beta-city,", '"beta-city,', 1))
    problem = only(folder)
    assert (problem.table, problem.row) == ("claims", 3)
    assert problem.got.startswith("is no CSV")


def test_a_cell_without_end_is_called_that_and_not_only_an_unclosed_quote(folder):
    edit_cell(folder, "claims", 3, "note", "w" * 1_000_000)
    problem = only(folder)
    assert (problem.table, problem.row) == ("claims", 3)
    assert problem.got == "holds a cell of more than 131,072 characters"
    assert "Shorten it" in problem.allowed
    assert "a quote that is not closed" in problem.allowed


def test_an_id_that_stands_twice_is_reported_in_both_rows(folder):
    edit_cell(folder, "events", 3, "event_id", "ann-bet-2023-01")
    found = [problem for problem in problems(folder) if problem.table == "events"]
    assert [(problem.row, problem.column) for problem in found] == [
        (2, "event_id"),
        (3, "event_id"),
    ]
    assert "stands more than once" in found[0].got


@pytest.mark.parametrize("table", ["statements", "places"])
def test_an_id_is_unique_over_all_subject_tables(folder, table):
    key = columns(TABLES[table])[0].name
    edit_cell(folder, table, 2, key, "fuel-alf-bet")
    found = [problem for problem in problems(folder) if "stands in" in problem.got]
    assert [problem.got for problem in found] == ["'fuel-alf-bet' stands in flows.csv too"]


def test_a_country_is_a_state_and_a_place_under_one_code(folder):
    ds = load(folder)
    assert "ALF" in ds.records.actors
    assert "ALF" in ds.records.places


@pytest.mark.parametrize(
    ("latitude", "longitude", "got"),
    [
        ("999", "1", ["latitude: 999 is outside -90 to 90. Allowed: -90 to 90."]),
        ("10", "400", ["longitude: 400 is outside -180 to 180. Allowed: -180 to 180."]),
        (
            "120.5",
            "39",
            [
                "latitude: 120.5 is outside -90 to 90. "
                "Allowed: -90 to 90; latitude and longitude look swapped."
            ],
        ),
        ("10", "", ["longitude: is empty beside latitude 10. Give both or neither."]),
        ("", "10", ["latitude: is empty beside longitude 10. Give both or neither."]),
        (
            "-91",
            "",
            [
                "longitude: is empty beside latitude -91. Give both or neither.",
                "latitude: -91 is outside -90 to 90. Allowed: -90 to 90.",
            ],
        ),
    ],
)
def test_a_place_lies_on_the_globe_and_has_both_degrees_or_neither(
    folder, latitude, longitude, got
):
    edit_cell(folder, "places", 5, "latitude", latitude)
    edit_cell(folder, "places", 5, "longitude", longitude)
    assert [str(p).removeprefix("places.csv row 5, ") for p in problems(folder)] == got


@pytest.mark.parametrize(
    ("cells", "got"),
    [
        ({"coded_on": "2023-01-30"}, "coded_on: '2023-01-30' is before '2023-01-31', when"),
        ({"value": "2123-01-05"}, "stage: is done, but the value '2123-01-05' is long after"),
        ({"value": "2023-03-04/2023-04"}, "stage: is done, but the value '2023-03-04/2023-04' is"),
        (
            {"window": "2024"},
            "stage: is done, but the window '2024' is long after '2023-01-31', when",
        ),
        ({"said_on": "2023-05"}, "stage: is done, but the said_on '2023-05' is long after"),
    ],
)
def test_a_page_tells_of_what_was_before_it_and_is_coded_after_it(folder, cells, got):
    for column, cell in cells.items():
        edit_cell(folder, "claims", 2, column, cell)
    problem = only(folder)
    assert f"{problem.column}: {problem.got}".startswith(got)


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "2123-01-05", "stage": "planned"},
        {"value": "2023-02-28"},  # a page that was carried on
        {"value": "2022-12/2023-12"},
        {"coded_on": "2023-01-31"},
        {"window": "ann-bet-2023-01/.."},
    ],
    ids=str,
)
def test_a_plan_may_lie_ahead_and_a_page_may_be_carried_on(folder, cells):
    for column, cell in cells.items():
        edit_cell(folder, "claims", 2, column, cell)
    load(folder)


def test_a_source_of_a_month_may_be_read_within_it(folder):
    edit_cell(folder, "sources", 2, "published", "2024-06")
    edit_cell(folder, "claims", 2, "coded_on", "2024-06-01")
    load(folder)


def test_a_place_may_lie_at_a_pole_and_at_the_edge_of_the_map(folder):
    edit_cell(folder, "places", 5, "latitude", "-90")
    edit_cell(folder, "places", 5, "longitude", "180")
    load(folder)


def test_a_claim_is_numbered_under_its_source(folder):
    edit_cell(folder, "claims", 2, "claim_id", "times-2023-01-31.001")
    assert only(folder).allowed == "Allowed: herald-2023-01-31.NNN."


def test_nothing_contains_itself(folder):
    edit_cell(folder, "events", 2, "part_of", "ann-bob-2023-01")
    edit_cell(folder, "events", 3, "part_of", "ann-bet-2023-01")
    found = problems(folder)
    assert [(problem.row, problem.column) for problem in found] == [(2, "part_of"), (3, "part_of")]
    assert "leads back to itself" in found[0].got


def test_a_claim_supersedes_another_claim_of_its_own_publisher(tmp_path):
    claims = [
        {**CLAIMS[0], "source_id": "herald-2023-01-31"},
        {**CLAIMS[0], "source_id": "times-2023-02-01", "supersedes": "herald-2023-01-31.001"},
        {**CLAIMS[0], "source_id": "times-2023-02-02", "supersedes": "times-2023-02-02.001"},
    ]
    found = problems(make_corpus(tmp_path / "data", events=EVENTS, claims=claims))
    assert [(problem.row, problem.column) for problem in found] == [
        (3, "supersedes"),
        (4, "supersedes"),
    ]
    assert "is of another publisher" in found[0].got
    assert "leads back to itself" in found[1].got


def test_one_page_goes_in_once_whatever_stands_before_its_host(tmp_path):
    sources = [
        {"source_id": "herald-2023-01-31", "url": "https://www.herald.example/a/"},
        {"source_id": "herald-2023-02-01", "url": "http://herald.example/a"},
    ]
    problem = only(make_corpus(tmp_path / "data", sources=sources))
    assert (problem.column, problem.got) == ("url", "is the address of herald-2023-01-31 too")


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("more than 10,000 tonnes", (4, 10, "words")),
        ("러시아 외무장관", (2, 10, "words")),
        ("俄罗斯外长拉夫罗夫", (9, 25, "characters")),
        ("a" * 10_000, (1, 10, "words")),
    ],
)
def test_printed_words_are_counted_and_characters_where_there_are_no_blanks(text, measured):
    assert printed_length(text) == measured


HOSTILE = [
    "<script>alert(1)</script>",
    '#import "x"',
    '=HYPERLINK("http://example.org")',
    "{{ 7 * 7 }}",
    "`backticks` 'quotes' \"double\"",
    "\u202eright to left\u202c",
    "\U0010fffd",
    "w" * 200,
    "a, b; c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_data_and_comes_back_as_it_was(tmp_path, text):
    event = {"event_id": "ann-bob-2023-01", "label": text}
    claim = {"subject_id": "ann-bob-2023-01", "attribute": "name", "value": text, "printed": text}
    ds = load(make_corpus(tmp_path / "data", events=[event], claims=[claim]))
    assert ds.records.events["ann-bob-2023-01"].label == text
    (claim,) = ds.records.claims.values()
    assert (claim.value, claim.printed) == (text, text)


def test_every_attribute_says_what_it_is_and_what_its_value_is_checked_by():
    for attribute in ATTRIBUTES.values():
        assert attribute.sentence.endswith(".")
        assert attribute.fits <= {*SUBJECT_TABLES.values(), "dyad"}
        assert bool(attribute.dimensions) == attribute.is_number
        assert (attribute.type.terms is not None) == (attribute.type.name in {"term", "terms"})
        assert attribute.whole in {"", *ATTRIBUTES}
        assert attribute.filed in {"", *ATTRIBUTES}


@pytest.mark.parametrize(
    ("attribute", "a", "b", "is_excluded"),
    [
        ("date", "2023-01", "2023-01-31", False),
        ("date", "2023-01-30", "2023-01-31", True),
        ("place", "BET", "beta-port", False),
        ("place", "alfa-city", "beta-city", True),
        ("actor", "ann; bob", "dora", True),
        ("actor", "ann; dora", "ann", False),
        ("actor", "ALF", "ann", False),
        ("actor", "ann", "bob", False),
        ("recipient", "ann", "bob", True),
        ("leg", "alfa-city > beta-city", "beta-city > alfa-city", True),
        ("leg", "alfa-city > beta-city", "beta-city > beta-port", False),
        ("means", "rail", "ship", True),
        ("means", "rail; ship", "ship", False),
        ("agreement", "signed", "none", True),
        ("agreement", "signed", "reached", False),
        ("mode", "visit", "remote", True),
        ("first_since", "ann-bet-2023-01", "ann-bob-2023-01", True),
        ("first_since", "ann-bet-2023-01", "war", False),
        ("purpose", "to ask", "to give", False),
    ],
)
def test_each_type_of_value_knows_what_excludes_what(tmp_path, attribute, a, b, is_excluded):
    events = [*EVENTS, {"event_id": "war", "kind": "anchor"}]
    known = Corpus(load(make_corpus(tmp_path / "data", events=events, claims=CLAIMS[:1])))
    kind = ATTRIBUTES[attribute].type
    assert kind.excludes(a, b, known) is kind.excludes(b, a, known) is is_excluded


def test_every_column_has_a_sentence_and_every_table_one_key_in_front():
    for record in TABLES.values():
        declared = columns(record)
        assert [column.is_key for column in declared] == [True] + [False] * (len(declared) - 1)
        assert all(column.sentence.endswith(".") for column in declared)


CELLS = st.sampled_from(
    [None, "", "x", "1", "-1", "1e3", "2023-02-30", "2023-01", "ALF", "ann; bob", "a\x01b", "é"]
)


@given(
    table=st.sampled_from(sorted(TABLES.keys() - {"decisions"})),  # which is shipped without rows
    changed=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), CELLS), max_size=3),
)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_bad_cell_is_told_and_no_other(frames, table, changed):
    frame = frames[table].copy()
    for row, column, cell in changed:
        frame.iat[row % len(frame), column % len(frame.columns)] = cell
    declared = columns(TABLES[table])
    bad = set()
    for column in declared:
        cells = frame[column.name]
        for row, cell in cells.items():
            is_twice = column.is_key and cell is not None and (cells == cell).sum() > 1
            if is_twice or (column.is_required if cell is None else not _is_readable(cell, column)):
                bad.add((row, column.name))
    found = cell_problems(table, frame, may_shift=False)
    assert {(problem.row, problem.column) for problem in found} == bad
    assert len(found) == len(bad)


@pytest.fixture(scope="module")
def frames():
    found, unread = read_frames(Path(__file__).parents[1] / "data")
    assert not unread
    found["units"] = pd.DataFrame(package_rows(), dtype=object)  # the corpus adds none
    return {table: frame.head(8) for table, frame in found.items()}
