"""A claim added: from options, at the prompt, with names for ids; refused as check refuses."""

import threading
from datetime import date, datetime

import pytest
from click.testing import CliRunner
from corpus import SOURCE, make_corpus, read_rows

import briefkit as bk
from briefkit.cli import main
from briefkit.dataset.adding import Adding
from briefkit.errors import DataError, DatasetNotFoundError, ParameterError, UnknownNameError
from briefkit.letters import folded

EVENTS = [
    {"event_id": "ann-bet-2023-01", "kind": "visit", "label": "Ann goes to Betaland"},
    {"event_id": "summit-2022", "kind": "anchor"},
]
NAMES = {
    "ann": ["Анна Альфова", "안나", "Anna Álfová"],
    "bob": ["Боб Бетов", "ボブ", "Bob Łukaszenka"],
    "dora": ["Дора Альфова", "多拉"],
    "beta-city": ["Бета", "베타"],
    "summit-2022": ["Große Konferenz"],
}
CLAIMS = [
    {"subject_id": "ann-bet-2023-01", "attribute": "date", "value": "2023-01-05"},
    *(
        {"subject_id": subject, "attribute": "name", "value": name}
        for subject, names in NAMES.items()
        for name in names
    ),
]
PLACE = {
    "source": SOURCE,
    "subject": "ann-bet-2023-01",
    "attribute": "place",
    "value": "beta-city",
    "printed": "in Beta City",
    "locator": "p2",
    "coded-on": "2024-06-02",
}
QUANTITY = {
    **PLACE,
    "subject": "fuel-alf-bet",
    "attribute": "quantity",
    "value": "1200",
    "unit": "t",
    "printed": "1,200 tonnes",
}
NEW = {
    "source": "times-2023-02-01",
    "label": "Ann in Beta City",
    "publisher": "The Times of Gammaland",
    "published": "2023-02-01",
    "published-basis": "stated",
    "language": "en",
    "kind": "outlet",
    "read": "whole",
    "reliability": "C",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = make_corpus(
        tmp_path / "data", events=EVENTS, flows=[{"flow_id": "fuel-alf-bet"}], claims=CLAIMS
    )
    assert CliRunner().invoke(main, ["format"]).exit_code == 0
    return made


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("briefkit.cli.claim.is_terminal", lambda: True)


def run(options, *flags, answers=()):
    words = [word for name, cell in options.items() for word in (f"--{name}", cell)]
    typed = "".join(f"{answer}\n" for answer in answers)
    result = CliRunner().invoke(main, ["claim", "add", *words, *flags], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def added(folder, options, *flags, answers=()):
    """Add a claim; return its row, after check has let it pass and format left it as it is."""
    result = run(options, *flags, answers=answers)
    assert result.exit_code == 0, result.output
    claim_id = result.stdout.splitlines()[-1]
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert CliRunner().invoke(main, ["format"]).stdout == ""
    (row,) = [row for row in read_rows(folder / "claims.csv") if row["claim_id"] == claim_id]
    return {name: cell for name, cell in row.items() if cell}


def refused(folder, options, *flags, answers=()):
    """Try to add a claim; return what was said, after seeing that nothing was written."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run(options, *flags, answers=answers)
    assert result.exit_code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return result.stderr


# Options


def test_options_make_the_next_row_of_the_source_in_normal_form(folder):
    assert added(folder, QUANTITY, "--yes") == {
        "claim_id": f"{SOURCE}.013",
        "source_id": SOURCE,
        "subject_id": "fuel-alf-bet",
        "attribute": "quantity",
        "value": "1200",
        "unit": "t",
        "printed": "1,200 tonnes",
        "locator": "p2",
        "coded_on": "2024-06-02",
    }
    bound = {**QUANTITY, "low": "1000.0", "hedge": "over", "origins": "ap;Reuters", "note": " so "}
    row = added(folder, {k: v for k, v in bound.items() if k != "value"}, "--yes")
    assert row["claim_id"] == f"{SOURCE}.014"
    assert (row["low"], row["origin_ids"], row["note"]) == ("1000", "ap; reuters", "so")


def test_the_row_is_printed_and_its_id_is_the_last_line(folder):
    lines = run(PLACE, "--yes").stdout.splitlines()
    assert "printed     in Beta City" in lines
    assert lines[-1] == f"{SOURCE}.013"


def test_missing_options_are_all_named_where_nobody_can_be_asked(folder):
    said = refused(folder, {"attribute": "quantity"})
    assert "--source, --subject, --value, --unit, --printed, --locator, --yes." in said
    some = {k: v for k, v in QUANTITY.items() if k != "value"}
    assert "Missing options: --value." in refused(folder, some, "--yes")
    assert added(folder, {**some, "hedge": "some"}, "--yes")["hedge"] == "some"


# Refusals


def test_a_bad_row_is_refused_with_all_that_is_wrong_and_nothing_is_written(folder):
    bad = {**PLACE, "locator": "page 3", "modality": "denies", "low": "1,000", "coded-on": "today"}
    said = refused(folder, {**bad, "speaker": "nobody"}, "--yes").splitlines()
    assert {line.partition(":")[0] for line in said} == {
        f"claims.csv, {name}"
        for name in ("locator", "modality", "low", "coded_on", "speaker_id")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"attribute": "quantity", "unit": "t"}, "'quantity' does not fit the event"),
        ({"attribute": "plaze"}, "Did you mean 'place'?"),
        ({"attribute": "date", "value": "2023-02-30"}, "is no day of the calendar"),
        ({"unit": "t"}, "'place' is no number: leave it empty."),
        ({"printed": "a b c d e f g h i j k"}, "has 11 words"),
        ({"basis": f"{SOURCE}.013"}, "is no other claim"),
        ({"window": "2023-10/2023-09"}, "ends before it starts"),
        ({"supersedes": "herald-2023.001"}, "'herald-2023.001' is unknown"),
        ({"note": "a\nb"}, "control character U+000A"),
        ({"publisher": "Herald"}, f"--publisher: '{SOURCE}' is no new source."),
    ],
)
def test_what_check_refuses_is_refused(folder, cells, message):
    assert message in refused(folder, {**PLACE, "unit": "", **cells}, "--yes")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"value": "", "hedge": "over", "high": "60"}, "Put it under low: it is a floor."),
        ({"value": "", "hedge": "between", "low": "60"}, "Give both bounds."),
        ({"value": "60.000", "printed": "60.000 toneladas"}, "with its thousands lost"),
        (
            {"value": "", "low": "60.000", "hedge": "over", "printed": "más de 60.000 toneladas"},
            "low: 60 may be '60.000' with its thousands lost",
        ),
        ({"hedge": "over", "high": "1200"}, "high: 1200 leaves no room for 'over'"),
        ({"scope": "BET"}, "'quantity' takes in nothing"),
        ({"doubt": "perhaps"}, "is no term of the list"),
    ],
)
def test_a_number_that_turns_its_meaning_round_is_refused(folder, cells, message):
    assert message in refused(folder, {**QUANTITY, **cells}, "--yes")


def test_what_a_number_covers_and_when_it_was_said_are_options(folder):
    row = added(
        folder, {**QUANTITY, "extent": "lot", "said-on": "2023-01", "doubt": "hearsay"}, "--yes"
    )
    assert (row["extent"], row["said_on"], row["doubt"]) == ("lot", "2023-01", "hearsay")


def test_nothing_is_added_to_a_corpus_that_is_not_valid(folder):
    path = folder / "events.csv"
    path.write_text(path.read_text().replace(",visit,", ",trip,"))
    assert "events.csv row 2, kind" in refused(folder, PLACE, "--yes")


# Names


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("ann", "ann"),
        ("Анна Альфова", "ann"),
        ("анна", "ann"),
        ("안나", "ann"),
        ("ANNA ALFOVA", "ann"),
        ("Бетов", "bob"),
        ("ボブ", "bob"),
        ("lukaszenka", "bob"),
        ("多拉", "dora"),
        ("Betaland", "BET"),
    ],
)
def test_a_name_in_any_script_stands_for_its_id(folder, name, actor):
    assert added(folder, {**PLACE, "speaker": name}, "--yes")["speaker_id"] == actor


def test_names_are_met_in_lists_routes_windows_and_subjects(folder):
    actors = {**PLACE, "attribute": "actor", "value": "Боб Бетов;안나"}
    assert added(folder, actors, "--yes")["value"] == "bob; ann"
    leg = {**PLACE, "attribute": "leg", "value": "Alfa City>베타"}
    assert added(folder, leg, "--yes")["value"] == "alfa-city > beta-city"
    window = {**QUANTITY, "window": "grosse konferenz/.."}
    assert added(folder, window, "--yes")["window"] == "summit-2022/.."
    assert added(folder, {**QUANTITY, "window": "2023-01/.."}, "--yes")["window"] == "2023-01/.."
    spelling = {**PLACE, "subject": "多拉", "attribute": "name", "value": "Dorá"}
    row = added(folder, spelling, "--yes")
    assert (row["subject_id"], row["value"]) == ("dora", "Dorá")
    dyad = {**PLACE, "subject": "ALF-BET", "attribute": "agreement", "value": "none"}
    assert added(folder, dyad, "--yes")["subject_id"] == "ALF-BET"


def test_a_name_that_nobody_has_is_refused_with_the_nearest_three(folder):
    said = refused(folder, {**PLACE, "speaker": "Бетову"}, "--yes")
    assert "claims.csv, speaker_id: 'Бетову' is unknown." in said
    assert "the nearest: bob (Bob), " in said
    assert said.count("(") == 3
    assert said.count("\n") == 1


def test_a_name_that_several_have_is_refused_with_all_of_them(folder):
    said = refused(folder, {**PLACE, "speaker": "Альфова"}, "--yes")
    assert "may be any of: ann (Ann), dora (Dora). Give the id." in said


def test_folding_keeps_the_script():
    assert folded("Łukašenka") == "lukasenka"
    assert folded("Йод") == folded("йод")
    assert folded("김정은") == "김정은"


# A new source


def test_a_new_source_is_written_with_its_first_claim(folder):
    row = added(folder, {**PLACE, **NEW, "source-origins": "reuters", "dateline": "BETA"}, "--yes")
    assert row["claim_id"] == "times-2023-02-01.001"
    source = read_rows(folder / "sources.csv")[-1]
    assert source == {
        "source_id": "times-2023-02-01",
        "label": "Ann in Beta City",
        "publisher": "The Times of Gammaland",
        "published": "2023-02-01",
        "published_basis": "stated",
        "accessed_on": "2024-06-02",
        "language": "en",
        "kind": "outlet",
        "read": "whole",
        "reliability": "C",
        "url": "",
        "origin_ids": "reuters",
        "dateline": "BETA",
        "note": "",
    }


def test_an_unknown_source_asks_for_what_a_new_one_needs_and_names_the_nearest(folder):
    said = refused(folder, {**PLACE, "source": "herald-2023-01-30"}, "--yes")
    assert "--label, --publisher, --published, --published-basis, --language, --kind" in said
    assert f"no source 'herald-2023-01-30'; the nearest: {SOURCE}." in said


def test_a_bad_new_source_is_refused_with_its_claim(folder):
    bad = {**PLACE, **NEW, "published": "2025", "kind": "paper", "value": "nowhere"}
    said = refused(folder, bad, "--yes")
    assert "sources.csv, kind: 'paper' is no term of the list." in said
    assert "claims.csv, value: 'nowhere' is unknown." in said
    late = {**PLACE, **NEW, "published": "2025"}
    assert "is after accessed_on 2024-06-02" in refused(folder, late, "--yes")


# The prompt


def test_a_claim_from_answers_at_the_prompt(folder, terminal):
    answers = [SOURCE, "Анна goes", "fuel-alf-bet", "quantity", "", "1000", "", "t", "over"]
    answers += ["2023-01", "over 1,000 tonnes", "page 3", "p3", "안나", "", "", "", "y"]
    result = run({}, answers=answers)
    assert "'Анна goes' is unknown." in result.stderr
    assert "'page 3' does not fit" in result.stderr
    assert "안나: ann" in result.stderr
    row = read_rows(folder / "claims.csv")[-1]
    filled = {name: cell for name, cell in row.items() if cell and name != "coded_on"}
    assert filled == {
        "claim_id": f"{SOURCE}.013",
        "source_id": SOURCE,
        "subject_id": "fuel-alf-bet",
        "attribute": "quantity",
        "unit": "t",
        "low": "1000",
        "hedge": "over",
        "window": "2023-01",
        "printed": "over 1,000 tonnes",
        "locator": "p3",
        "speaker_id": "ann",
    }


def test_the_prompt_asks_only_for_what_no_option_said_and_has_defaults(folder, terminal):
    options = {name: PLACE[name] for name in ("source", "value", "coded-on")}
    answers = ["Ann goes to Betaland", "", "in Beta", "", "", "", "", "", ""]
    row = added(folder, options, answers=answers)
    assert row["subject_id"] == "ann-bet-2023-01"
    assert row["attribute"] == "place"  # the date is there already
    assert row["locator"] == "p1"


def test_the_prompt_asks_for_a_new_source_and_guesses_from_its_outlet(folder, terminal):
    options = {name: cell for name, cell in PLACE.items() if name not in ("source", "locator")}
    answers = ["herald-2023-02-01", "n", "herald-2023-02-03", "y", "Ann again", "", "", "", "", ""]
    answers += ["", "", "https://example.org/ann", "", "", "", "", "", "", "", "y"]
    row = added(folder, options, answers=answers)
    assert row["claim_id"] == "herald-2023-02-03.001"
    source = read_rows(folder / "sources.csv")[-1]
    assert (source["publisher"], source["published"]) == ("Herald", "2023-02-03")
    assert (source["kind"], source["reliability"], source["read"]) == ("outlet", "B", "whole")


def test_who_says_no_at_the_end_has_written_nothing(folder, terminal):
    before = (folder / "claims.csv").read_bytes()
    result = run(PLACE, answers=["n"])
    assert result.exit_code == 1
    assert (folder / "claims.csv").read_bytes() == before


# Others write too


def test_what_others_added_meanwhile_stays(folder):
    cells = {"claims": {k: v for k, v in PLACE.items() if k != "coded-on"}, "sources": {}}
    cells["claims"]["source_id"] = cells["claims"].pop("source")
    cells["claims"]["subject_id"] = cells["claims"].pop("subject")
    addings = [Adding(folder) for _ in range(4)]
    additions = [adding.check(cells) for adding in addings]
    assert {addition.claim_id for addition in additions} == {f"{SOURCE}.013"}
    threads = [
        threading.Thread(target=adding.write, args=(addition,))
        for adding, addition in zip(addings, additions, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = read_rows(folder / "claims.csv")
    assert len(rows) == len(CLAIMS) + 4
    assert rows[-1]["claim_id"] == f"{SOURCE}.016"


# From Python

CELLS = {
    "source_id": SOURCE,
    "subject_id": "fuel-alf-bet",
    "attribute": "quantity",
    "value": 1200.0,
    "unit": "t",
    "printed": "1,200 tonnes",
    "locator": "p2",
}


def test_a_claim_is_added_from_python_and_seen_when_the_corpus_is_loaded_again(folder):
    ds = bk.load(folder)
    day = datetime(2024, 6, 2, 12, 0)
    name = bk.add_claim(ds, **CELLS, coded_on=day, speaker_id="Анна Альфова", note=None)
    row = read_rows(folder / "claims.csv")[-1]
    assert row["claim_id"] == name
    assert (row["value"], row["coded_on"], row["speaker_id"]) == ("1200", "2024-06-02", "ann")
    assert name not in ds.records.claims
    assert bk.load(folder).records.claims[name].amount_value == 1200


def test_a_new_source_is_described_beside_the_claim(folder):
    new = {key.replace("-", "_"): cell for key, cell in NEW.items() if key != "source"}
    cells = {**CELLS, "source_id": NEW["source"], "coded_on": date(2024, 6, 2)}
    with pytest.raises(UnknownNameError, match=r"no source 'times-2023-02-01'.*source=\{"):
        bk.add_claim(folder, **cells)
    assert bk.add_claim(folder, source=new, **cells) == "times-2023-02-01.001"
    with pytest.raises(ParameterError, match="is no new source"):
        bk.add_claim(folder, source=new, **cells)


def test_what_check_would_refuse_is_refused_from_python_and_nothing_is_written(folder):
    before = (folder / "claims.csv").read_bytes()
    with pytest.raises(DataError, match=r"claims\.csv, value: 'many' is no plain number"):
        bk.add_claim(folder, **{**CELLS, "value": "many"})
    with pytest.raises(ParameterError, match=r"no column 'printd'.*Did you mean 'printed'"):
        bk.add_claim(folder, **CELLS, printd="x")
    with pytest.raises(ParameterError, match="no column 'claim_id'"):
        bk.add_claim(folder, **CELLS, claim_id="x.001")
    assert (folder / "claims.csv").read_bytes() == before


def test_nothing_is_added_to_the_data_that_come_with_briefkit(folder, monkeypatch):
    packaged = folder.rename(folder.parent / "_corpus")
    monkeypatch.setattr("briefkit.dataset.folder._PACKAGE", folder.parent)
    before = (packaged / "claims.csv").read_bytes()
    with pytest.raises(DatasetNotFoundError, match="but that is not written to"):
        bk.add_claim(bk.load(packaged), **CELLS)
    assert (packaged / "claims.csv").read_bytes() == before
