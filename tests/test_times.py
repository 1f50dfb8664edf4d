"""The time that a number speaks of, and how two such times lie to one another."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.times import Lie, Reference, reference

FLOW = {"flow_id": "fuel-alf-bet"}


@pytest.fixture
def times(load_rows):
    """Return the times of claims, each given as the day of publication and other cells."""

    def make(*rows, **tables):
        claims = [
            {
                "subject_id": FLOW["flow_id"],
                "attribute": "quantity",
                "value": 10,
                "source_id": f"paper{n}-{day}",
                **cells,
            }
            for n, (day, cells) in enumerate(rows)
        ]
        ds = load_rows(flows=[FLOW], claims=claims, **tables)
        listed = sorted(ds.records.claims.values(), key=lambda claim: claim.source_id)
        return [reference(corpus_of(ds), claim) for claim in listed]

    return make


@pytest.fixture
def lie(times):
    """Return how the times of two claims lie to one another, each as (day, window)."""

    def make(a, b, attribute="quantity", **tables):
        rows = [(day, {"window": window, "attribute": attribute}) for day, window in (a, b)]
        one, two = times(*rows, **tables)
        return one.lie(two)

    return make


def day(text):
    return date.fromisoformat(text).toordinal()


def test_a_number_without_a_window_runs_up_to_the_day_on_which_it_was_published(times):
    (time,) = times(("2023-05-10", {}))
    assert (time.is_running, time.has_start, time.last) == (True, False, day("2023-05-10"))


def test_a_number_said_on_an_earlier_day_runs_up_to_that_day(times):
    (time,) = times(("2023-05-10", {"said_on": "2023-03-01"}))
    assert time.first == time.last == time.told_last == day("2023-03-01")


def test_a_number_published_some_day_of_a_month_may_run_to_any_of_its_days(times):
    (time,) = times(("2023-05", {}))
    assert (time.first, time.last) == (day("2023-05-01"), day("2023-05-31"))


def test_a_window_with_an_open_start_ends_on_the_day_that_it_names(times):
    (time,) = times(("2023-05-10", {"window": "../2023-04-30"}))
    assert (time.is_running, time.has_start, time.last) == (True, False, day("2023-04-30"))
    assert time.told_last == day("2023-05-10")


def test_a_window_with_an_open_end_runs_from_its_first_day_to_the_telling(times):
    (time,) = times(("2023-05-10", {"window": "2023-02-01/.."}))
    assert (time.start, time.last) == (day("2023-02-01"), day("2023-05-10"))


def test_a_month_is_a_period_and_so_is_a_closed_window_told_long_after(times):
    month, window = times(
        ("2023-02-01", {"window": "2023-01"}),
        ("2023-12-01", {"window": "2023-01-01/2023-03-31"}),
    )
    assert not month.is_running
    assert not window.is_running


def test_a_window_that_ends_where_it_is_told_is_a_total_to_date(times):
    (time,) = times(("2023-04-02", {"window": "2023-01-01/2023-03-31"}))
    assert time.is_running


def test_a_window_since_an_event_starts_where_the_event_does_and_else_at_no_known_day(times):
    events = [{"event_id": "war-alf-bet", "kind": "anchor"}]
    dated = {
        "subject_id": "war-alf-bet",
        "attribute": "date",
        "value": "2023-02-24",
        "unit": None,
    }
    since = ("2023-05-10", {"window": "war-alf-bet/.."})
    time, _ = times(since, ("2023-05-11", dated), events=events)
    assert (time.start, time.has_undated_start) == (day("2023-02-24"), False)
    (time,) = times(since, events=events)
    assert (time.has_start, time.has_undated_start) == (False, True)


def test_a_total_starts_at_no_day_that_is_doubtful_or_denied(times):
    row = {"subject_id": "war-alf-bet", "attribute": "date", "unit": None}
    time, *_ = times(
        ("2023-05-10", {"window": "war-alf-bet/.."}),
        ("2023-05-11", {**row, "value": "2023-02-20", "doubt": "slip"}),
        ("2023-05-12", {**row, "value": "2023-02-22", "modality": "denied"}),
        ("2023-05-13", {**row, "value": "2023-02-24"}),
        events=[{"event_id": "war-alf-bet", "kind": "anchor"}],
    )
    assert time.start == day("2023-02-24")


def test_a_stock_is_as_of_the_day_that_it_names_or_of_the_telling(times):
    named, told = times(
        ("2023-05-10", {"attribute": "stock", "window": "2023-04-30"}),
        ("2023-05-10", {"attribute": "stock"}),
    )
    assert (named.first, named.last) == (day("2023-04-30"),) * 2
    assert (told.first, told.last) == (day("2023-05-10"),) * 2
    assert named.is_stock
    assert told.is_stock


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # periods: equal within three days or a tenth of the length
        ("2023-01", "2023-01-01/2023-01-31", Lie.EQUAL),
        ("2023-01-01/2023-01-31", "2023-01-03/2023-02-02", Lie.EQUAL),
        ("2023", "2023-02-01/2023-12-31", Lie.EQUAL),
        ("2023", "2023-03-01/2023-12-31", Lie.AROUND),
        ("2023-02", "2023", Lie.INSIDE),
        ("2023", "2023-02", Lie.AROUND),
        ("2023-01", "2023-02", Lie.APART),
        ("2023-01-01/2023-02-15", "2023-02-01/2023-03-31", Lie.APART),
        # a period and a total
        ("2023-01", "../2023-06-30", Lie.INSIDE),
        ("../2023-06-30", "2023-01", Lie.AROUND),
        ("2023-07", "../2023-06-30", Lie.APART),
        ("2021-07", "../2023-06-30", Lie.APART),  # who knows how far back a total reaches
        ("2023-03", "2023-01-01/..", Lie.INSIDE),
        ("2022-12", "2023-01-01/..", Lie.APART),
        # totals of one start
        ("../2023-06-01", "../2023-06-08", Lie.EQUAL),
        ("../2023-06-01", "../2023-06-09", Lie.BEFORE),
        ("../2023-06-09", "../2023-06-01", Lie.AFTER),
        # totals of two starts
        ("2023-06-01/..", "2023-01-01/..", Lie.INSIDE),
        ("2023-01-01/..", "2023-06-01/..", Lie.AROUND),
    ],
)
def test_two_times_lie_to_one_another_as_their_spans_do(lie, a, b, expected):
    assert lie(("2024-03-01", a), ("2024-03-01", b)) is expected


def test_totals_that_name_no_day_are_of_one_time_up_to_a_week_apart(lie):
    assert lie(("2023-05-01", None), ("2023-05-08", None)) is Lie.EQUAL
    assert lie(("2023-05-01", None), ("2023-05-09", None)) is Lie.BEFORE
    assert lie(("2023-05", None), ("2023-06-05", None)) is Lie.EQUAL


def test_stocks_lie_to_one_another_by_their_days_alone(lie):
    assert lie(("2023-09-01", "2023-05-01"), ("2023-05-06", None), "stock") is Lie.EQUAL
    assert lie(("2023-09-01", "2023-05-01"), ("2023-09-01", None), "stock") is Lie.BEFORE


def test_nothing_follows_from_a_total_since_an_event_that_nothing_dates(lie):
    events = [{"event_id": "war-alf-bet", "kind": "anchor"}]
    undated = ("2023-05-01", "war-alf-bet/..")
    assert lie(undated, ("2023-05-01", None), events=events) is Lie.APART
    assert lie(undated, ("2023-05-01", "2023-04"), events=events) is Lie.APART
    assert lie(undated, ("2023-05-02", "war-alf-bet/.."), events=events) is Lie.EQUAL


# Laws

DAYS = st.integers(738_000, 738_800)


@st.composite
def references(draw):
    told, end = sorted((draw(DAYS), draw(DAYS)), reverse=True)
    is_running = draw(st.booleans())
    start = draw(st.one_of(st.just(float("-inf")), st.integers(737_500, end))) if is_running else (
        draw(st.integers(737_500, end))
    )  # fmt: skip
    return Reference(is_running, False, start, end, end, told, told)


TURNED = {
    Lie.EQUAL: Lie.EQUAL,
    Lie.INSIDE: Lie.AROUND,
    Lie.AROUND: Lie.INSIDE,
    Lie.BEFORE: Lie.AFTER,
    Lie.AFTER: Lie.BEFORE,
    Lie.APART: Lie.APART,
}


@given(references(), references())
def test_how_two_times_lie_is_the_same_seen_from_either(a, b):
    assert b.lie(a) is TURNED[a.lie(b)]


@given(references())
def test_every_time_is_itself(a):
    assert a.lie(a) is Lie.EQUAL


@given(st.lists(references(), min_size=2, max_size=2), st.integers(-400, 400))
def test_how_two_times_lie_does_not_depend_on_the_calendar(pair, days):
    def moved(time):
        start = time.start + days
        return time._replace(
            start=start,
            **{
                name: getattr(time, name) + days
                for name in ("first", "last", "told_first", "told_last")
            },
        )

    a, b = pair
    assert moved(a).lie(moved(b)) is a.lie(b)
    assert {x.lie(y) for x, y in itertools.product(pair, pair)} <= set(Lie)
