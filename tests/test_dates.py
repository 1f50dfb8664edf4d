from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.dates import last_day, parse_day, span
from briefkit.errors import DateError

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023-09-15", "2023-09-15", "2023-09-15", "day"),
        ("2023-09", "2023-09-01", "2023-09-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023", "2023-01-01", "2023-12-31", "year"),
        ("2023-W37", "2023-09-11", "2023-09-17", "week"),
        ("2023-09-07/2023-10-01", "2023-09-07", "2023-10-01", "interval"),
        ("2023-09/2023-10-01", "2023-09-01", "2023-10-01", "interval"),
        ("2023-09-15~", "2023-09-13", "2023-09-17", "day"),
        ("2023-09~", "2023-08-01", "2023-10-31", "month"),
        ("2023-09-15?", "2023-09-15", "2023-09-15", "day"),
    ],
)
def test_a_date_spans_its_first_to_its_last_possible_day(text, first, last, precision):
    found = span(text)
    assert (str(found.earliest), str(found.latest), found.precision) == (first, last, precision)


def test_an_open_date_has_one_end():
    assert (span("2023-09/..").earliest, span("2023-09/..").latest) == (date(2023, 9, 1), None)
    assert (span("../2023").earliest, span("../2023").latest) == (None, date(2023, 12, 31))
    assert span("2023-09/..").n_days is None


def test_doubt_is_kept_and_widens_nothing():
    assert span("2023-09?").is_doubtful
    assert span("2023-09?/2023-10").is_doubtful
    assert not span("2023-09~").is_doubtful
    assert span("2023-09?").latest == date(2023, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-30",
        "2023-13",
        "2023-00",
        "2023-W54",
        "23-09-15",
        "15/09/2023",
        "15.09.2023",
        "September 2023",
        "2023-9-5",
        "2023-09-15T12:00",
        "2023-10/2023-09",
        "../..",
        "/2023",
        "2023/2024/2025",
        "0000",
        "0001~",
        "9999~",
        "٢٠٢٣",
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused_with_what_is_allowed(text):
    with pytest.raises(DateError, match="Allowed: 2023-09-15"):
        span(text)


@given(DAYS, DAYS, DAYS, DAYS)
def test_spans_overlap_exactly_when_they_share_a_day(a, b, c, d):
    one = span(f"{min(a, b)}/{max(a, b)}")
    two = span(f"{min(c, d)}/{max(c, d)}")
    shares = max(one.first, two.first) <= min(one.last, two.last)
    assert one.overlaps(two) == two.overlaps(one) == shares
    assert not (one.within(two) and not shares)


@given(DAYS)
def test_a_day_lies_within_its_month_and_its_month_within_its_year(day):
    month, year = span(f"{day:%Y-%m}"), span(f"{day:%Y}")
    assert span(str(day)).within(month)
    assert month.within(year)
    assert not month.within(span(str(day)))
    assert month.n_days == (month.last + timedelta(days=1) - month.first).days


@given(DAYS)
def test_about_never_narrows(day):
    for text in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}"):
        assert span(text).within(span(f"{text}~"))


def test_one_day_is_read_as_such():
    assert parse_day("2023-09-15") == date(2023, 9, 15)


@pytest.mark.parametrize(
    "text", ["2023-09", "2023-09-15?", "2023-09-15~", " 2023-09-15", "2023/.."]
)
def test_what_is_not_one_certain_day_is_refused_as_a_day(text):
    with pytest.raises(DateError, match="yyyy-mm-dd"):
        parse_day(text)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-09-15", "2023-09-15"),
        ("2023-09", "2023-09-30"),
        ("2023", "2023-12-31"),
        (2023, "2023-12-31"),
        ("2023-W37", "2023-09-17"),
        (date(2023, 9, 15), "2023-09-15"),
    ],
)
def test_a_cut_off_is_the_last_day_of_what_is_named(value, day):
    assert str(last_day(value)) == day


@pytest.mark.parametrize(
    "value", ["2023-09/..", "2023-01/2023-03", "2023-09~", "2023?", "soon", ""]
)
def test_a_cut_off_is_neither_open_nor_vague(value):
    with pytest.raises(DateError):
        last_day(value)
