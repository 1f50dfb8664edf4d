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


def test_a_data_error_shows_the_first_of_one_cause_and_counts_the_others():
    unknown = [
        Problem("claims", n, "value", f"'ann' is unknown (claim herald.{n:03})", "Allowed: an id.")
        for n in range(2, 102)
    ]
    other = Problem("claims", 50, "value", "'bob' is unknown (claim herald.050)", "Allowed: an id.")
    error = DataError([*unknown[:48], other, *unknown[48:]])
    assert len(error.problems) == 101
    assert str(error).splitlines() == [
        *map(str, unknown[:3]),
        str(other),
        "claims.csv, to row 101: 97 more like this: 'ann' is unknown. "
        "'briefkit check --format json' lists all of them.",
    ]
    assert str(DataError(unknown[:5])).splitlines() == [*map(str, unknown[:5])]


def test_an_id_is_not_near_for_its_day_alone():
    assert nearest("nobody-2023-01-01", ["ntoday-2025-01-11", "tass-2023-01-01"]) == []
    assert nearest("nothing-here", ["yun-jong-ho"]) == []
    assert nearest("tass-2023-01-1", ["ntoday-2025-01-11", "tass-2023-01-01"]) == [
        "tass-2023-01-01"
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("acter", ["actors"]), ("flow", ["flows"]), ("xyzzy", [])],
)
def test_the_nearest_choice_is_suggested_and_nothing_that_is_far(word, expected):
    assert nearest(word, ["actors", "flows", "states"]) == expected


def test_as_many_choices_as_asked_for_best_first():
    choices = ["flows.diesel", "flows.petrol", "flows.diesel.2023"]
    assert nearest("flows.diesl", choices, 2) == ["flows.diesel", "flows.diesel.2023"]
