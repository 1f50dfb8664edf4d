"""Find, load, cut at a day, fingerprint; format and lay out."""

import os
import random
import stat
from datetime import date

import pandas as pd
import pytest
from corpus import make_corpus, read_rows, write_rows

from briefkit.dataset import find_data, load
from briefkit.dataset.adding import Adding
from briefkit.dataset.folder import corpus_path
from briefkit.dataset.writing import format_tables, lay_out, write_text
from briefkit.errors import (
    AsOfError,
    DataError,
    DatasetNotFoundError,
    DateError,
    FolderTakenError,
    UnknownNameError,
)
from briefkit.schema.columns import columns
from briefkit.schema.tables import ADDED_TABLES, DEFAULT_TABLES, TABLES

VISIT = {"event_id": "ann-bet-2023-01", "kind": "visit"}
MEETING = {"event_id": "ann-bob-2023-01", "part_of": "ann-bet-2023-01"}


def test_what_comes_with_briefkit_is_not_written_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_data() == corpus_path("data")
    for write in (format_tables, Adding):
        with pytest.raises(
            DatasetNotFoundError, match=r"not written to\. Lay out your own with 'briefkit"
        ):
            write()
    own = lay_out(tmp_path / "own")
    monkeypatch.chdir(own)
    assert find_data(to_write=True) == own
    assert format_tables() == ()


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(tmp_path):
    (tmp_path / "full").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_text(tmp_path / "full", "x")
    assert caught.value.filename == str(tmp_path / "full")
    with pytest.raises(FileNotFoundError) as missing:
        write_text(tmp_path / "none" / "x.csv", "x")
    assert missing.value.filename == str(tmp_path / "none" / "x.csv")
    assert os.listdir(tmp_path) == ["full"]


def date_claim(source, value="2023-01-05", **cells):
    return {
        "source_id": source,
        "subject_id": "ann-bob-2023-01",
        "attribute": "date",
        "value": value,
        **cells,
    }


@pytest.fixture
def folder(tmp_path):
    return make_corpus(
        tmp_path / "data",
        events=[VISIT, MEETING],
        claims=[
            date_claim("herald-2023-01-10"),
            date_claim("times-2023-03"),
            date_claim("herald-2023-05-01", "2023-01-06", supersedes="herald-2023-01-10.001"),
            date_claim("globe-2023-02-01", "2023-01-07", basis="times-2023-03.001"),
        ],
    )


# Where the data are


def test_a_named_folder_comes_before_the_environment_and_this_before_the_nearest(
    folder, tmp_path, monkeypatch
):
    named, beside = make_corpus(tmp_path / "named"), make_corpus(tmp_path / "work" / "data")
    deep = tmp_path / "work" / "notebooks" / "deep"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_data() == beside
    monkeypatch.setenv("BRIEFKIT_DATA", str(folder))
    assert find_data() == folder
    assert find_data(named) == named


def test_without_any_corpus_around_the_one_that_comes_with_briefkit_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_data() == corpus_path("data")


def test_a_data_package_of_somebody_else_is_passed_over(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text("{}")
    (tmp_path / "data" / "sources.csv").write_text("a,b\n")
    monkeypatch.chdir(tmp_path)
    assert find_data() == corpus_path("data")


def test_a_corpus_that_lost_a_table_is_not_passed_over(folder, monkeypatch):
    (folder / "claims.csv").unlink()
    monkeypatch.chdir(folder.parent)
    with pytest.raises(DatasetNotFoundError, match=r"lacks claims\.csv"):
        find_data()


def test_in_a_checkout_the_tables_of_the_checkout_are_read():
    assert (corpus_path("data") / "claims.csv").is_file()
    assert (corpus_path("data").parent / "pyproject.toml").is_file()


# What was known on a day


def test_by_default_all_that_was_published_is_known(folder):
    ds = load(folder)
    assert ds.as_of == date(2023, 5, 1)
    assert len(ds.sources) == 4


def test_only_what_was_published_by_the_cut_off_is_known(folder):
    ds = load(folder, as_of="2023-01-31")
    assert set(ds.records.claims) == {"herald-2023-01-10.001"}
    assert set(ds.records.sources) == {"herald-2023-01-10"}
    assert list(ds.claims["claim_id"]) == ["herald-2023-01-10.001"]


def test_a_publication_known_to_the_month_counts_from_its_last_day(folder):
    ds = load(folder)
    assert "times-2023-03.001" not in ds.at("2023-03-30").records.claims
    assert "times-2023-03.001" in ds.at("2023-03-31").records.claims


def test_a_derived_claim_is_known_when_the_claim_that_it_leans_on_is(folder):
    ds = load(folder)
    assert ds.tables.known_on["globe-2023-02-01.001"] == date(2023, 3, 31)
    assert "globe-2023-02-01.001" not in ds.at("2023-03-30").records.claims
    assert "globe-2023-02-01" in ds.at("2023-03-30").records.sources
    assert "globe-2023-02-01.001" in ds.at("2023-03-31").records.claims


def test_a_claim_holds_until_the_one_that_corrects_it_is_published(folder):
    ds = load(folder)
    assert "herald-2023-01-10.001" in ds.at("2023-04-30").records.claims
    assert "herald-2023-01-10.001" not in ds.records.claims
    assert "herald-2023-05-01.001" in ds.records.claims


def test_events_of_which_nothing_was_known_are_absent_and_those_that_contain_known_ones_are_not(
    tmp_path,
):
    other = {"event_id": "cleo-bob-2023-02"}
    claims = [
        date_claim("herald-2023-01-10"),
        date_claim("herald-2023-02-10", subject_id="cleo-bob-2023-02"),
    ]
    ds = load(make_corpus(tmp_path / "data", events=[VISIT, MEETING, other], claims=claims))
    assert set(ds.records.events) == {"ann-bet-2023-01", "ann-bob-2023-01", "cleo-bob-2023-02"}
    assert set(ds.at("2023-01").records.events) == {"ann-bet-2023-01", "ann-bob-2023-01"}


def test_a_month_means_its_last_day(folder):
    assert load(folder, as_of="2023-02").as_of == date(2023, 2, 28)


def test_a_cut_off_before_the_first_source_names_the_earliest_choice(folder):
    with pytest.raises(AsOfError, match="earliest choice is 2023-01-10"):
        load(folder, as_of="2023-01-09")
    with pytest.raises(AsOfError):
        load(folder).at("2022")


def test_a_cut_off_that_is_no_date_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(DateError):
        load(tmp_path / "nowhere", as_of="yesterday")


def test_a_day_in_the_place_of_a_folder_is_told_where_it_goes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetNotFoundError, match=r"bk\.load\(as_of='2023-09-17'\)"):
        load("2023-09-17")


def test_tables_without_rows_are_valid(tmp_path):
    data = lay_out(tmp_path / "new")
    ds = load(data)
    none = {"decisions", "judgements", "topics"}  # of which none comes with briefkit
    brought = (DEFAULT_TABLES | ADDED_TABLES) - none
    assert all(ds.frame(table).empty for table in set(TABLES) - brought)
    assert not any(ds.frame(table).empty for table in brought)


# Access


def test_claims_of_a_subject_come_sorted_by_attribute_and_rank(folder):
    ds = load(folder)
    assert [claim.claim_id for claim in ds.claims_of("ann-bob-2023-01", "date")] == [
        "times-2023-03.001",
        "globe-2023-02-01.001",  # known with the claim that it leans on
        "herald-2023-05-01.001",
    ]
    assert ds.claims_of("ann-bob-2023-01", "place") == ()
    assert ds.claims_of("nothing") == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ann-bob-2023-01", "event"),
        ("ann", "actor"),
        ("ALF", "actor"),
        ("beta-city", "place"),
        ("ALF-BET", "dyad"),
    ],
)
def test_an_id_tells_what_it_names(folder, name, kind):
    assert load(folder).kind_of(name) == kind


def test_an_unknown_id_or_table_suggests_the_nearest(folder):
    ds = load(folder)
    with pytest.raises(UnknownNameError, match="Did you mean 'ann-bob-2023-01'"):
        ds.kind_of("ann-bob-2023-02")
    with pytest.raises(UnknownNameError, match="Did you mean 'claims'"):
        ds.frame("claim")


def test_frames_are_typed_and_new_each_time(folder):
    ds = load(folder)
    frame = ds.claims
    assert str(frame["low"].dtype) == "float64"
    assert str(frame["coded_on"].dtype).startswith("datetime64")
    known_on = frame.set_index("claim_id")["known_on"]
    assert known_on["times-2023-03.001"] == pd.Timestamp("2023-03-31")
    frame["value"] = "spoilt"
    assert "spoilt" not in set(ds.claims["value"])


def test_every_table_is_an_attribute(folder):
    ds = load(folder)
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(ds, table), ds.frame(table))


def test_amounts_are_the_values_that_are_numbers(tmp_path):
    quantity = {"subject_id": "oil", "attribute": "quantity"}
    ds = load(
        make_corpus(
            tmp_path / "data",
            flows=[{"flow_id": "oil"}],
            events=[{"event_id": "ann-bob-2023"}],
            claims=[
                {**quantity, "value": "60000.5"},
                {**quantity, "value": None, "low": "9"},
                {"subject_id": "ann-bob-2023", "attribute": "date", "value": "2023"},
            ],
        )
    )
    claims = ds.claims
    assert claims["value"].tolist() == ["60000.5", None, "2023"]
    assert claims["amount"].dtype == "float64"
    assert claims["amount"].sum() == 60000.5
    assert claims["amount"].isna().tolist() == [False, True, True]


def test_a_dataset_reads_well_in_a_terminal_and_in_a_notebook(folder):
    ds = load(folder, as_of="2023-01-31")
    assert repr(ds) == (
        "Dataset(as_of=2023-01-31, 1 sources, 2 events, 0 flows, 0 statements, 1 claims, "
        "0 factors, 0 decisions, 0 judgements)"
    )
    assert "<td>claims</td>" in ds._repr_html_()


# Same inputs, same bytes


def as_bom(path):
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def as_crlf(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def as_mac(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))


def as_shuffled(path):
    rows = read_rows(path)
    random.Random(1).shuffle(rows)
    write_rows(path, rows)


def as_other_columns(path):
    rows = [dict(reversed(row.items())) for row in read_rows(path)]
    head = [column.name for column in columns(TABLES[path.stem])][::-1]
    lines = [head, *(list(row.values()) for row in rows)]
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines))


def as_semicolons(path):
    rows = read_rows(path)
    head = [column.name for column in columns(TABLES[path.stem])]
    lines = [head, *(list(row.values()) for row in rows)]
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in line) for line in lines))


def as_tabs(path):
    path.write_text(path.read_text().replace(",", "\t"))


def as_empty_columns_and_rows(path):
    lines = path.read_text().splitlines()
    path.write_text("\n".join(f"{line},," for line in [*lines, "," * lines[0].count(",")]))


DIALECTS = [
    as_bom,
    as_crlf,
    as_mac,
    as_shuffled,
    as_other_columns,
    as_semicolons,
    as_tabs,
    as_empty_columns_and_rows,
]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_a_spreadsheet_wrote_is_read_alike_and_formatted_back(folder, dialect):
    format_tables(folder)
    wanted, texts = load(folder).fingerprint, {p: p.read_bytes() for p in folder.glob("*.csv")}
    for path in texts:
        dialect(path)
    assert load(folder).fingerprint == wanted
    format_tables(folder)
    assert {p: p.read_bytes() for p in folder.glob("*.csv")} == texts


def test_the_fingerprint_does_not_depend_on_the_path(folder, tmp_path):
    folder.rename(tmp_path / "elsewhere")
    there = load(tmp_path / "elsewhere").fingerprint
    (tmp_path / "elsewhere").rename(folder)
    assert load(folder).fingerprint == there


def test_the_fingerprint_moves_with_a_cell_and_with_the_cut_off(folder):
    before = load(folder)
    rows = read_rows(folder / "claims.csv")
    rows[1]["note"] = "seen again"
    write_rows(folder / "claims.csv", rows)
    assert load(folder).fingerprint != before.fingerprint
    assert before.at("2023-01").fingerprint != before.fingerprint


def test_the_fingerprint_of_a_day_does_not_move_with_what_was_published_later(folder):
    before = load(folder, as_of="2023-01-31").fingerprint
    rows = read_rows(folder / "claims.csv")
    write_rows(folder / "claims.csv", [r for r in rows if r["source_id"] == "herald-2023-01-10"])
    assert load(folder, as_of="2023-01-31").fingerprint == before


# Format


def test_format_names_what_it_changed_and_then_changes_nothing(folder):
    format_tables(folder)
    as_crlf(folder / "claims.csv")
    stamp = os.stat(folder / "events.csv").st_mtime_ns
    assert format_tables(folder) == (folder / "claims.csv",)
    assert format_tables(folder) == ()
    assert os.stat(folder / "events.csv").st_mtime_ns == stamp


def test_format_normalises_lists_numbers_and_blanks(tmp_path):
    data = make_corpus(
        tmp_path / "data",
        events=[MEETING | {"part_of": None, "label": "  a meeting "}],
        claims=[date_claim("herald-2023-01-10", origin_ids="ap;  reuters;")],
        factors=[{"factor_id": "b", "from": "ton", "low": "0.90", "best": "1.0", "high": "100"}],
    )
    format_tables(data)
    assert read_rows(data / "claims.csv")[0]["origin_ids"] == "ap; reuters"
    assert read_rows(data / "events.csv")[0]["label"] == "a meeting"
    (factor,) = read_rows(data / "factors.csv")
    assert (factor["low"], factor["best"], factor["high"]) == ("0.9", "1", "100")


def test_format_leaves_a_wrong_cell_for_check_to_name(folder):
    rows = read_rows(folder / "claims.csv")
    rows[0] |= {"unit": "tonnes", "low": "1,5"}
    write_rows(folder / "claims.csv", rows)
    format_tables(folder)
    kept = read_rows(folder / "claims.csv")
    assert ("tonnes", "1,5") in {(row["unit"], row["low"]) for row in kept}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(b"herald", b"h\xe9rald"),
        lambda text: text.replace(b"locator", b"place"),
        lambda text: text.replace(b",date,", b",,date,"),
        lambda text: text.replace(b"2023-01-05", b'"2023-01-05', 1),
        lambda text: b"",
    ],
    ids=["bytes", "header", "slipped", "quote", "empty"],
)
def test_format_touches_no_file_when_one_cannot_be_read(folder, spoil):
    as_shuffled(folder / "actors.csv")
    path = folder / "claims.csv"
    path.write_bytes(spoil(path.read_bytes()))
    before = {p: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(DataError):
        format_tables(folder)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


def test_format_keeps_permissions_and_follows_a_link(folder, tmp_path):
    kept = tmp_path / "kept.csv"
    (folder / "claims.csv").rename(kept)
    (folder / "claims.csv").symlink_to(kept)
    kept.chmod(0o640)
    as_crlf(kept)
    format_tables(folder)
    assert (folder / "claims.csv").is_symlink()
    assert b"\r" not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_when_writing_fails_the_file_is_whole_and_nothing_is_left_beside_it(folder, monkeypatch):
    as_crlf(folder / "claims.csv")
    before = {p: p.read_bytes() for p in folder.iterdir()}

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        format_tables(folder)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


# A new corpus


def test_a_new_corpus_has_headers_a_descriptor_and_loads(tmp_path, monkeypatch):
    data = lay_out(tmp_path / "new" / "corpus")
    assert sorted(p.name for p in data.iterdir()) == sorted(
        [*(f"{table}.csv" for table in TABLES), "datapackage.json"]
    )
    assert (data / "flows.csv").read_text() == (
        "flow_id,commodity,origin,destination,label,part_of,parts\n"
    )
    assert '"licenses"' not in (data / "datapackage.json").read_text()
    monkeypatch.chdir(data.parent)
    assert find_data() == data


def test_a_new_corpus_brings_the_table_of_checks_and_may_lose_it_again(tmp_path):
    data = lay_out(tmp_path / "new")
    shipped = load(data).records.checks
    assert shipped == load(corpus_path("data")).records.checks
    (data / "checks.csv").unlink()
    assert load(data).records.checks == shipped
    assert format_tables(data) == ()  # the table of the package is none of this folder's


def test_a_table_of_checks_of_its_own_comes_before_that_of_the_package(tmp_path):
    data = lay_out(tmp_path / "new")
    (data / "checks.csv").write_text(
        "check_id,attribute,commodity,record\nmine,any,any,the log of {subject}\n"
    )
    assert list(load(data).records.checks) == ["mine"]


def test_a_new_corpus_brings_the_notebooks(tmp_path):
    lay_out(tmp_path / "new")
    brought = sorted(path.name for path in (tmp_path / "new" / "notebooks").glob("*.ipynb"))
    assert brought == sorted(path.name for path in corpus_path("notebooks").glob("*.ipynb"))


def test_a_folder_that_holds_anything_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderTakenError, match="is not empty"):
        lay_out(tmp_path)
    with pytest.raises(FolderTakenError, match="is a file"):
        lay_out(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    assert lay_out(tmp_path) == tmp_path / "data"
