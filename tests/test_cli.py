"""The doors: exit codes, what goes to stdout and to stderr, the shapes of JSON."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from corpus import edit_cell, make_corpus

from briefkit.cli import main
from briefkit.cli.output import csv_text, plain_table
from briefkit.cli.reference import commands
from briefkit.dataset import load

EVENTS = [
    {"event_id": "ann-bet-2023-01", "kind": "visit"},
    {"event_id": "ann-bet-plan", "kind": "visit"},
]
FLOWS = [{"flow_id": "fuel-alf-bet"}]
CLAIMS = [
    {"subject_id": "ann-bet-2023-01", "attribute": "date", "value": "2023-01-05"},
    {"subject_id": "ann-bet-2023-01", "attribute": "actor", "value": "ann"},
    {"subject_id": "ann-bet-2023-01", "attribute": "recipient", "value": "BET"},
    {"subject_id": "ann-bet-plan", "attribute": "actor", "value": "ann", "stage": "planned"},
    {"subject_id": "ann-bet-plan", "attribute": "recipient", "value": "BET", "stage": "planned"},
    {"subject_id": "fuel-alf-bet", "attribute": "quantity", "value": "1200", "printed": "=1200"},
    {
        "source_id": "times-2023-02-15",
        "subject_id": "fuel-alf-bet",
        "attribute": "quantity",
        "value": "1.2",
    },
]
COVERAGE = [
    {"coverage_id": "all", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-02-15"},
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A corpus; the working folder lies beside it."""
    monkeypatch.chdir(tmp_path)
    return make_corpus(
        tmp_path / "data", events=EVENTS, flows=FLOWS, claims=CLAIMS, coverage=COVERAGE
    )


def run(*words):
    """Run a command line; what is refused must be refused without a traceback."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def shown(*words):
    result = run(*words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


# Usage


def test_version_and_help_are_there_in_two_spellings():
    assert run("--version").stdout == "briefkit, version 0.2.0\n"
    assert run("--help").stdout == run("-h").stdout
    assert run("show", "flows", "-h").exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["shw"], "Did you mean 'show'?"),
        (["show", "flws"], "Did you mean 'flows'?"),
        (["show", "flows", "--as-off", "2023"], "Did you mean '--as-of'?"),
        (["show", "flows", "--format", "xml"], "'table', 'csv', 'json'"),
        (["show", "discrepancies", "--least-severity", "6"], "1<=x<=5"),
        (["assess", "--actor", "ann"], "Missing option"),
        (["explain", "reports/2023"], "Missing argument 'NAME'"),
    ],
)
def test_bad_usage_is_told_the_nearest_or_the_allowed(words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "--data", "nowhere"], "no data folder 'nowhere'"),
        (["show", "cadence", "--as-of", "2022"], "The earliest choice is 2023-01-31."),
        (["show", "cadence", "--as-of", "yesterday"], "'yesterday' is no date."),
        (["show", "flows", "--as-of", "2024/07"], "'2024/07' is no date."),
        (["show", "cadence", "--level", "leaders"], "Did you mean 'leader'?"),
        (["show", "flows", "--commodity", "fule"], "Did you mean 'fuel'?"),
        (["show", "discrepancies", "--attribute", "quantit"], "Did you mean 'quantity'?"),
        (["explain", "reports/2023", "x"], "no edition 'reports/2023'"),
        (["render", "cadense"], "Did you mean 'cadence'?"),
        (["render", "--formats", "htm"], "Did you mean 'html'?"),
        (["render", "-p", "as_off=2023"], "did you mean 'as_of'?"),
        (["render", "-p", "since"], "Write name=value"),
        (["render", "-p", "since=2023", "--since", "2023"], "'since' is given twice"),
        (["render", "--as-of", "2022"], "The earliest choice is 2023-01-31."),
        (["init", "."], "is not empty"),
    ],
)
def test_what_the_library_refuses_is_one_line_and_exit_code_2(folder, words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not Path("reports").exists()


def test_what_the_disk_refuses_is_one_line_too(folder, monkeypatch):
    def full(data):
        raise OSError(28, "No space left on device", "claims.csv")

    monkeypatch.setattr("briefkit.dataset.writing.format_tables", full)
    result = run("format")
    assert (result.exit_code, result.stderr) == (2, "Error: claims.csv: No space left on device\n")


# check, format, init


def test_check_counts_the_rows_when_nothing_is_wrong(folder):
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("nothing wrong: 2 sources, 11 actors, ")
    assert "7 claims" in result.stdout
    assert shown("check") == []


def test_check_lists_every_bad_row_on_a_line_of_its_own(folder):
    edit_cell(folder, "claims", 2, "value", "2023-02-30")
    edit_cell(folder, "events", 2, "kind", "trip")
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "events.csv row 2, kind",
        "claims.csv row 2, value",
    ]


def test_check_as_json_lists_problems_on_stdout_alone(folder):
    edit_cell(folder, "events", 2, "kind", "trip")
    result = run("check", "--format", "json")
    assert (result.exit_code, result.stderr) == (2, "")
    assert json.loads(result.stdout) == [
        {
            "table": "events",
            "row": 2,
            "column": "kind",
            "got": "'trip' is no term of the list",
            "allowed": "Allowed: visit, meeting, call, letter, anchor.",
        }
    ]


@pytest.mark.parametrize(
    "words",
    [["show", "cadence"], ["show", "flows"], ["show", "discrepancies"], ["list"], ["render"]],
)
def test_no_command_works_on_bad_data(folder, words):
    edit_cell(folder, "events", 2, "kind", "trip")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "events.csv row 2, kind" in result.stderr


def test_format_names_the_files_that_changed_and_refuses_what_cannot_be_read(folder):
    run("format")
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Path(run("format").stdout.strip()).resolve() == path
    assert run("format").stdout == ""
    path.write_bytes(b"\xff")
    before = {p: p.read_bytes() for p in folder.iterdir()}
    result = run("format")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "byte 0xFF is not UTF-8" in result.stderr
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


def test_init_lays_out_a_corpus_that_check_finds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", "mine").stdout == f"{Path('mine', 'data')}\n"
    monkeypatch.chdir(tmp_path / "mine")
    assert run("check").stdout.startswith("nothing wrong: 0 sources, ")


# show


#: What stands in one event of ``show cadence``; further fields may stand between.
CONTRACT = [
    "event_id",
    "kind",
    "part_of",
    "start",
    "end",
    "precision",
    "place_id",
    "actors",
    "recipients",
    "states",
    "level",
    "mode",
    "stage",
    "n_sources",
    "n_origins",
    "n_voices",
    "first_reported",
]


def test_show_cadence_has_the_fields_of_the_contract(folder):
    found = shown("show", "cadence")
    assert set(found) == {"as_of", "events", "dyads"}
    assert found["as_of"] == "2023-02-15"
    held, planned = found["events"]
    assert [key for key in held if key in CONTRACT] == CONTRACT
    assert (held["start"], held["actors"], held["place_id"]) == ("2023-01-05", ["ann"], None)
    assert (planned["stage"], planned["start"]) == ("planned", None)


def test_show_flows_has_the_fields_of_the_contract(folder):
    found = shown("show", "flows")
    assert set(found) == {"as_of", "flows"}
    (row,) = found["flows"]
    assert set(row) >= {
        "flow_id",
        "part_of",
        "commodity",
        "origin",
        "destination",
        "window",
        "stage",
        "estimate",
        "n_voices",
    }
    assert set(row["estimate"]) == {"low", "best", "high", "unit", "rule", "claim_ids"}
    assert (row["estimate"]["low"], row["estimate"]["high"], row["n_voices"]) == (1.2, 1200, 2)


def test_show_discrepancies_has_the_fields_of_the_contract(folder):
    found = shown("show", "discrepancies")
    assert set(found) >= {"as_of", "discrepancies"}
    entry = next(row for row in found["discrepancies"] if row["id"] == "fuel-alf-bet.quantity")
    assert set(entry) >= {
        "id",
        "subject_id",
        "attribute",
        "types",
        "severity",
        "state",
        "claims",
        "printed",
        "n_sources",
        "n_origins",
        "n_voices",
        "hypotheses",
        "check",
    }
    assert "magnitude" in entry["types"]
    assert set(entry["hypotheses"][0]) >= {"type", "text", "evidence"}
    assert set(shown("show", "discrepancies", "--variants")) >= {
        "as_of",
        "discrepancies",
        "variants",
    }


def test_show_knows_nothing_that_was_published_later(folder):
    (row,) = shown("show", "flows", "--as-of", "2023-01")["flows"]
    assert row["estimate"]["best"] == 1200


def test_filters_reach_the_analysis(folder):
    assert shown("show", "cadence", "--mode", "remote")["events"] == []
    assert shown("show", "flows", "--route", "ALF>BET")["flows"] != []
    assert shown("show", "discrepancies", "--attribute", "date")["discrepancies"] == []


@pytest.mark.parametrize("what", ["cadence", "flows", "discrepancies"])
def test_csv_has_a_header_and_one_row_for_each_thing(folder, what):
    key = {"cadence": "events"}.get(what, what)
    result = run("show", what, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == len(shown("show", what)[key])
    assert None not in {cell for row in rows for cell in row.values()}


def test_a_table_in_a_pipe_is_plain_lines(folder):
    lines = run("show", "cadence").stdout.splitlines()
    assert lines[0].split()[:3] == ["start", "end", "event_id"]
    assert lines[1].split()[:3] == ["2023-01-05", "2023-01-05", "ann-bet-2023-01"]
    assert len(lines) == 3
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    (row,) = csv.DictReader(io.StringIO(csv_text([{"printed": text}], ["printed"]), newline=""))
    assert row["printed"] == f"'{text}"
    listed = csv_text([{"printed": [text, "b"]}], ["printed"])
    assert f"'{text}; b" in listed


def test_numbers_and_harmless_texts_are_left_as_they_are():
    row = {"n": -1.5, "big": 60_000.0, "text": "a=b", "none": None, "many": ["a", "b"]}
    assert csv_text([row], list(row)) == "n,big,text,none,many\n-1.5,60000,a=b,,a; b\n"


def test_the_printed_words_of_a_claim_cannot_become_a_formula(folder):
    text = run("show", "discrepancies", "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(cell.startswith("'=1200") for cell in cells)
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)


def test_columns_of_a_plain_table_stand_under_each_other():
    rows = [{"a": "long cell", "b": 1}, {"a": None, "b": "two\nlines"}]
    assert plain_table(rows, ["a", "b"]) == ("a          b\nlong cell  1\n-          two lines\n")


# assess, list, explain, render


ORDINAL = ["--actor", "ann", "--host", "BET", "--what", "visit", "--window", "2023"]


def test_assess_has_the_fields_of_the_contract(folder):
    found = shown("assess", *ORDINAL, "--nth", "1", "--on", "2023-01-05")
    assert (found["verdict"], found["n_low"], found["n_high"]) == ("supported", 1, 1)
    assert found["counted"] == ["ann-bet-2023-01"]
    assert found["not_counted"] == [{"event_id": "ann-bet-plan", "reason": "not held: planned"}]
    assert set(found) >= {
        "verdict",
        "n_low",
        "n_high",
        "counted",
        "not_counted",
        "readings",
        "coverage",
    }
    lines = run("assess", *ORDINAL, "--nth", "1", "--on", "2023-01-05").stdout.splitlines()
    assert lines[1].split()[:2] == ["verdict", "supported"]


def test_assess_refuses_what_is_no_ordinal(folder):
    assert "x>=1" in run("assess", *ORDINAL, "--nth", "0", "--on", "2023-01-05").stderr
    assert "no actor" in run(
        "assess", *ORDINAL, "--nth", "1", "--on", "2023-01-05", "--actor", "an"
    ).stderr  # fmt: skip


def test_list_has_the_fields_of_the_contract(folder):
    found = shown("list")
    assert {row["brief"] for row in found} >= {"cadence", "flows", "discrepancies"}
    for row in found:
        assert set(row) == {"brief", "title", "parameters"}
        for parameter in row["parameters"]:
            assert set(parameter) == {"name", "type", "default", "allowed", "help"}
            assert parameter["help"], (row["brief"], parameter["name"])


NUMBER = {
    "text": "1,200 t",
    "low": 1200,
    "best": 1200,
    "high": 1200,
    "unit": "t",
    "rule": "the one voice",
    "claim_ids": ["herald-2023-01-31.006", "gone-2023.001"],
    "briefs": ["flows"],
}


@pytest.fixture
def edition(folder):
    path = folder.parent / "reports" / "2023-02-15"
    path.mkdir(parents=True)
    names = ["flows.fuel", "flows.fuel-alf-bet.quantity", "flows.diesel", "cadence.held"]
    (path / "numbers.json").write_text(json.dumps(dict.fromkeys(names, NUMBER)))
    (path / "manifest.json").write_text("{}")
    (path / "history.jsonl").write_text("")
    return path


def test_explain_leads_from_a_number_to_its_claims(edition):
    for named in (edition, "reports/2023-02-15", "2023-02-15"):
        text = run("explain", named, "flows.fuel").stdout
        assert text.startswith("flows.fuel: 1,200 t\nrule: the one voice\nprinted in: flows\n")
        assert "“=1200”" in text
        assert "Herald, 2023-01-31, p1" in text
        assert "no address known" in text
        assert "gone-2023.001\n  is not in the data any more" in text


def test_explain_as_json_has_every_claim_in_full(edition):
    found = shown("explain", edition, "flows.fuel")
    assert (found["name"], found["text"], found["unit"]) == ("flows.fuel", "1,200 t", "t")
    first, gone = found["claims"]
    assert first["claim_id"] == "herald-2023-01-31.006"
    assert (first["publisher"], first["published"], first["locator"]) == (
        "Herald",
        "2023-01-31",
        "p1",
    )
    assert (gone["claim_id"], gone["publisher"]) == ("gone-2023.001", None)


def test_explain_takes_a_name_copied_from_a_page(edition):
    assert run("explain", edition, "flows.\u200bfuel").stdout.startswith("flows.fuel: 1,200 t")


def test_explain_suggests_the_nearest_three_names(edition):
    result = run("explain", edition, "flows.fule")
    assert result.exit_code == 2
    assert "no number 'flows.fule'" in result.stderr
    assert result.stderr.count("flows.") == 4


def test_explain_names_the_editions_that_there_are(edition):
    result = run("explain", "reports/2023-02-16", "flows.fuel")
    assert result.exit_code == 2
    assert "There is: 2023-02-15." in result.stderr


@pytest.fixture
def rendered(folder, monkeypatch):
    """Stand in for the library: note what it is asked, and return two files and one failure."""
    asked = {}

    def render(briefs, **how):
        asked.update(how, briefs=briefs)
        files = (Path("reports/2023-02-15/flows.html"), Path("reports/2023-02-15/flows.pdf"))
        edition = SimpleNamespace(
            as_of=date(2023, 2, 15),
            files=files,
            failed=asked["failures"],
            is_kept=False,
            is_changed=asked["is_changed"],
        )
        return SimpleNamespace(
            editions=(edition,),
            index=Path("reports/index.html"),
            exit_code=int(bool(asked["failures"])),
        )

    asked |= {"failures": (), "is_changed": True}
    monkeypatch.setattr("briefkit.publish.editions.edition.render", render)
    return asked


def test_render_ends_with_the_paths_of_the_files_and_is_quiet_in_a_pipe(rendered):
    result = run("render")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "reports/2023-02-15/flows.html",
        "reports/2023-02-15/flows.pdf",
        "reports/index.html",
    ]
    assert result.stderr == ""


def test_fail_if_unchanged_gives_exit_code_3_only_where_every_file_is_as_before(rendered):
    assert run("render", "--fail-if-unchanged").exit_code == 0
    rendered["is_changed"] = False
    assert run("render").exit_code == 0
    assert run("render", "--fail-if-unchanged").exit_code == 3
    rendered["failures"] = (("cadence", "no"),)
    assert run("render", "--fail-if-unchanged").exit_code == 1


def test_a_brief_that_fails_is_named_and_gives_exit_code_1(rendered):
    rendered["failures"] = (("cadence", "cadence.ipynb, cell 4: KeyError: 'x'"),)
    result = run("render")
    assert result.exit_code == 1
    assert result.stdout.endswith("reports/index.html\n")
    assert result.stderr == (
        "failed: cadence of 2023-02-15: cadence.ipynb, cell 4: KeyError: 'x'\n"
    )


def test_render_hands_over_what_it_was_asked(rendered):
    words = (
        "flows cadence --as-of 2023-01 --as-of 2023 --previous 2022 --since 2021 -p states=ALF,BET"
    )
    run("render", *words.split(), "--formats", "pdf, html", "--out", "elsewhere", "--name", "mine")
    wanted = {
        "briefs": ("flows", "cadence"),
        "as_of": ("2023-01", "2023"),
        "previous": "2022",
        "parameters": {"states": "ALF,BET", "since": "2021"},
        "formats": ["pdf", "html"],
        "out": "elsewhere",
        "name": "mine",
        "data": None,
        "notebooks": None,
    }
    assert {key: rendered[key] for key in wanted} == wanted


# Help, documents, speed


COMMANDS = list(commands(main))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_and_every_option_has_help(path, command):
    assert command.help
    assert command.help.partition("\n\n")[0].rstrip().endswith(".")
    for parameter in command.params:
        assert getattr(parameter, "help", ""), (path, parameter.name)
    result = run(*path.split()[1:], "--help")
    assert result.exit_code == 0


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_and_every_option_is_documented(path, command):
    text = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {path}\n")[2].partition("\n## ")[0]
    assert section
    for parameter in command.params:
        for name in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{name}" in section, (path, name)


def test_help_and_version_import_nothing_heavy():
    code = "import sys; from briefkit.cli import main; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    heavy = {"pandas", "matplotlib", "rich", "nbformat", "papermill", "typst", "numpy"}
    assert not heavy & set(loaded)


def test_a_reader_who_leaves_early_sees_no_traceback(folder):
    code = "from briefkit.cli import main; main()"
    command = [sys.executable, "-c", code, "show", "cadence", "--format", "json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        process.stdout.close()
        assert "Traceback" not in process.stderr.read().decode()


def test_the_library_and_the_command_line_say_the_same(folder):
    import briefkit as bk

    assert shown("show", "flows") == json.loads(json.dumps(bk.flows(load(folder)).to_json()))
