"""An edition made again: reproduced, drifted with the numbers and causes, or unverifiable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus import edit_cell
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.cli import main
from briefkit.errors import ParameterError, UnknownNameError
from briefkit.publish.editions.series import series
from briefkit.publish.editions.verify import Verdict
from briefkit.publish.editions.verify import verify as verify_edition


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.render()
    return house


def verify(house: House) -> Verdict:
    before = contents(house.out)
    verdict = verify_edition(house.edition(), data=house.data, notebooks=house.notebooks)
    assert contents(house.out) == before
    return verdict


def test_the_same_inputs_reproduce_every_byte(house: House) -> None:
    verdict = verify(house)
    assert verdict.to_json() | {"text": ""} == {
        "verdict": "reproduced", "text": "", "as_of": "2023-02-15", "inputs": [], "numbers": [],
        "altered": [], "files": [], "reasons": [],
    }  # fmt: skip
    assert verdict.exit_code == 0


def test_other_inputs_with_the_same_numbers_are_reproduced_and_named(house: House) -> None:
    notebook(house.notebooks / "flows.ipynb", FLOWS + "\n", EVIDENCE)
    verdict = verify(house)
    assert (verdict.kind.value, verdict.inputs, verdict.exit_code) == (
        "reproduced",
        ("notebooks",),
        0,
    )


def test_numbers_that_move_are_named_with_their_causes(house: House) -> None:
    edit_cell(house.data, "claims", 2, "value", "7")
    verdict = verify(house)
    assert (verdict.kind.value, verdict.inputs, verdict.exit_code) == ("drifted", ("data",), 1)
    (change,) = verdict.numbers
    assert (change.before["best"], change.after["best"]) == (1500, 507)  # type: ignore[index]
    assert [cause.kind.value for cause in change.causes] == ["recoded"]


def test_an_altered_file_is_named(house: House) -> None:
    with (house.edition() / "flows.html").open("a") as file:
        file.write(" ")
    verdict = verify(house)
    assert (verdict.kind.value, verdict.altered) == ("drifted", ("flows.html",))


def test_a_brief_that_is_not_there_any_more_cannot_be_verified(house: House) -> None:
    notebook(house.notebooks / "more.ipynb", FLOWS, EVIDENCE)
    (house.notebooks / "flows.ipynb").unlink()
    verdict = verify(house)
    assert (verdict.kind.value, verdict.exit_code) == ("unverifiable", 1)
    assert verdict.reasons == ("flows: there is no notebook flows.ipynb",)


def test_a_day_before_the_first_source_cannot_be_verified(house: House) -> None:
    manifest = house.edition() / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"as_of": "2023-02-15"', '"as_of": "2022"'))
    verdict = verify(house)
    assert (verdict.kind.value, verdict.exit_code) == ("unverifiable", 1)
    assert "before the first source" in verdict.reasons[0]


def command(house: House, *words: str) -> Any:
    result = CliRunner().invoke(main, [*words, "--data", str(house.data)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_command_says_it_in_words_and_in_json(house: House) -> None:
    notebooks = ["--notebooks", str(house.notebooks)]
    result = command(house, "verify", str(house.edition()), *notebooks)
    assert result.exit_code == 0
    assert result.stdout.startswith("reproduced: 2023-02-15.")
    edit_cell(house.data, "claims", 2, "value", "7")
    result = command(house, "verify", str(house.edition()), *notebooks, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["numbers"][0]["number"] == "flows.total"


def test_changes_between_editions_and_between_revisions(house: House) -> None:
    house.render(as_of=["2023-01"])
    result = command(
        house, "changes", str(house.edition("2023-01-31")), str(house.edition()), "--format", "json"
    )
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["before"]["as_of"] == "2023-01-31"
    (change,) = found["changes"]
    assert [cause["kind"] for cause in change["causes"]] == ["new_report"]
    edit_cell(house.data, "claims", 2, "value", "7")
    house.render()
    result = command(house, "changes", f"{house.edition()}@1", f"{house.edition()}@2")
    assert result.stdout.splitlines()[1].split()[:3] == ["flows.total", "1,500", "t"]
    result = command(house, "changes", f"{house.edition()}@1", f"{house.edition()}@3")
    assert result.exit_code == 2
    assert "There is: 1, 2." in result.stderr


def test_a_series_has_the_ends_of_its_periods() -> None:
    assert series("month", "2023-12-02", "2024-02") == ["2023-12-31", "2024-01-31", "2024-02-29"]
    assert series("year", "2023", "2024-06") == ["2023-12-31"]
    with pytest.raises(ParameterError, match="no month ends"):
        series("month", "2023-01-02", "2023-01-30")


def test_every_needs_both_ends(house: House) -> None:
    result = command(house, "render", "--every", "month", "--from", "2023")
    assert result.exit_code == 2
    assert "go together" in result.stderr


def test_an_unknown_revision_has_those_that_there_are(house: House) -> None:
    from briefkit.publish.store.snapshot import read_edition

    with pytest.raises(UnknownNameError, match="There is: 1"):
        read_edition(house.edition()).at(4)
