import pytest

from briefkit import errors
from briefkit.errors import BriefkitError, DataError, Problem, nearest


def _tree(root):
    for child in root.__subclasses__():
        yield child
        yield from _tree(child)


def test_every_error_has_one_root_and_resembles_a_builtin():
    builtins = (ValueError, LookupError, OSError, RuntimeError)
    for error in _tree(BriefkitError):
        assert issubclass(error, builtins), error


def test_the_docstring_draws_every_error_of_the_module():
    own = [error for error in _tree(BriefkitError) if error.__module__ == errors.__name__]
    assert set(errors.__all__) > {error.__name__ for error in own}
    assert all(error.__name__ in errors.__doc__ for error in own)


def test_a_problem_says_where_what_was_got_and_what_is_allowed():
    problem = Problem("claims", 48, "high", "900 is below value 1200", "Leave it empty.")
    assert str(problem) == "claims.csv row 48, high: 900 is below value 1200. Leave it empty."


def test_a_problem_of_a_whole_table_names_no_row():
    assert (
        str(Problem("claims", None, None, "is no CSV", "Look.")) == "claims.csv: is no CSV. Look."
    )


def test_a_data_error_lists_all_problems_one_to_a_line():
    problems = [Problem("flows", n, None, "is bad", "Mend it.") for n in (2, 3)]
    assert str(DataError(problems)).splitlines() == [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("acter", ["actors"]), ("flow", ["flows"]), ("xyzzy", [])],
)
def test_the_nearest_choice_is_suggested_and_nothing_that_is_far(word, expected):
    assert nearest(word, ["actors", "flows", "states"]) == expected


def test_as_many_choices_as_asked_for_best_first():
    choices = ["flows.diesel", "flows.petrol", "flows.diesel.2023"]
    assert nearest("flows.diesl", choices, 2) == ["flows.diesel", "flows.diesel.2023"]
