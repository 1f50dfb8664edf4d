"""Parameters are read from commented literals and checked before anything runs."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from briefkit.errors import ParameterError
from briefkit.publish.catalogue.parameters import Parameter, assignments, chosen, parameters_of
from briefkit.publish.catalogue.types import parse_type

CELL = """\
as_of = ""  # day or month: the cut-off
since = ""  # day or month: first day
until = ""  # day or month: last day
states = []  # states: only these
routes = []  # list of route: only these
level = ""  # level: at least this
least_severity: int = 1  # from 1 to 5: leave out below
count = "visit"  # one of visit, meeting or call: what is counted
share = 0.5  # number 0..1: how much
plain = True  # yes or no: whether
words = "a"
"""


def notebook(cell: str = CELL) -> Any:
    made = nbformat.v4.new_code_cell(cell)
    made.metadata["tags"] = ["parameters"]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1  # day: no"), made])


def read(cell: str = CELL) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters_of(notebook(cell), "x.ipynb")}


def test_the_cell_declares_type_default_and_help() -> None:
    found = read()
    assert found["least_severity"].to_json() == {
        "name": "least_severity",
        "type": "from 1 to 5",
        "default": 1,
        "allowed": "1..5",
        "help": "leave out below",
    }
    assert found["states"].type.name == "list of state"
    assert found["words"].type.name == "text"
    assert found["count"].type.allowed() == ["visit", "meeting", "call"]
    assert "leader" in (found["level"].type.allowed() or ())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("as_of", "2023", "2023"),
        ("as_of", "2023-09", "2023-09"),
        ("states", "PRK,RUS", ["PRK", "RUS"]),
        ("states", "PRK", ["PRK"]),
        ("states", "", []),
        ("routes", "RUS>PRK, BLR>RUS", ["RUS>PRK", "BLR>RUS"]),
        ("level", "minister", "minister"),
        ("level", "", ""),
        ("least_severity", "3", 3),
        ("share", "0.25", 0.25),
        ("plain", "no", False),
        ("words", "=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_text_becomes_a_value(name: str, text: str, value: object) -> None:
    assert read()[name].read(text, "x.ipynb") == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("as_of", "2023-13", "no day of the calendar"),
        ("as_of", "soon", "Allowed: 2023-09-15"),
        ("states", "prk", "'prk' is no state"),
        ("routes", "RUS-PRK", "Write RUS>PRK"),
        ("level", "ministre", "Did you mean 'minister'?"),
        ("count", "meting", "Did you mean 'meeting'?"),
        ("least_severity", "6", "Allowed: 1..5"),
        ("least_severity", "high", "'high' is no integer"),
        ("least_severity", "2.5", "no integer"),
        ("share", "2", "out of range"),
        ("plain", "perhaps", "neither yes nor no"),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(name: str, text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=r"x\.ipynb, parameter") as caught:
        read()[name].read(text, "x.ipynb")
    assert words in str(caught.value)


def test_names_of_the_data_are_checked_where_the_data_are_known() -> None:
    state = parse_type("states", [])
    assert state.read("PRK") == ["PRK"]
    with pytest.raises(ValueError, match="Did you mean 'PRK'"):
        state.read("PRX", {"state": ("PRK", "RUS")})
    terms = {"dyad": ("BLR-PRK", "PRK-RUS"), "route": ("BLR>RUS",)}
    with pytest.raises(ValueError, match="Did you mean 'PRK-RUS'"):
        parse_type("dyad", "").read("RUS-PRK", terms)
    with pytest.raises(ValueError, match="Did you mean 'BLR>RUS'"):
        parse_type("route", "").read("blr>rus", terms)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("as_of = today()  # day: x", "no literal"),
        ("import os", "no 'name = literal'"),
        ("x = (", "no Python"),
        ("x = 1  # sevrity: what", "no type 'sevrity'"),
        ("x = 7  # from 1 to 5: what", "out of range"),
        ("x = {}", "no text, number"),
    ],
)
def test_a_bad_cell_is_told_where(cell: str, words: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read(cell)
    assert words in str(caught.value)
    assert str(caught.value).startswith("x.ipynb")


def test_assignments_are_read_in_one_place() -> None:
    assert assignments(["as_of=2023", "a=b=c"]) == {"as_of": "2023", "a": "b=c"}
    with pytest.raises(ParameterError, match="name=value"):
        assignments(["as_of"])
    with pytest.raises(ParameterError, match="given twice"):
        assignments(["a=1", "a=2"])


def test_a_misspelt_name_has_the_nearest() -> None:
    of = {"flows": parameters_of(notebook("actors = []  # states: x"), "flows.ipynb")}
    with pytest.raises(ParameterError) as caught:
        chosen(of, {"acter": "x"})
    assert str(caught.value) == "no parameter 'acter' in flows.ipynb; did you mean 'actors'?"


def test_a_value_goes_to_the_briefs_that_have_the_parameter() -> None:
    one = parameters_of(notebook("states = []  # states: x"), "one.ipynb")
    two = parameters_of(notebook("level = ''  # level: x"), "two.ipynb")
    assert chosen({"one": one, "two": two}, {"level": "leader"}) == {
        "one": {},
        "two": {"level": "leader"},
    }


def test_a_default_is_no_variant_and_since_comes_before_until() -> None:
    of = {"x": parameters_of(notebook(), "x.ipynb")}
    assert chosen(of, {"least_severity": "1"}) == {"x": {}}
    with pytest.raises(ParameterError, match="since 2024 is after until 2023"):
        chosen(of, {"since": "2024", "until": "2023"})
