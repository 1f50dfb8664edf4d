import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.errors import ConversionError
from briefkit.quantities import Amount, amount, power_of_ten
from briefkit.vocab import Hedge

NUMBERS = st.floats(min_value=0.01, max_value=1e9)


@st.composite
def amounts(draw, unit="t"):
    """Any interval that a claim may give: bounds in order, each of the three known or not."""
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    shown = [n if is_known else None for n, is_known in zip((low, best, high), known, strict=True)]
    return Amount(*shown, unit)


@st.composite
def factors(draw, unit="t"):
    return Amount(*sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS))), unit)


def in_order(found):
    known = [number for number in (found.low, found.best, found.high) if number is not None]
    return all(a <= b * (1 + 1e-12) for a, b in itertools.pairwise(known))


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [
        (None, (60, 60, 60)),
        (Hedge.ABOUT, (60, 60, 60)),  # rounding is for comparing, and no range
        (Hedge.NEARLY, (60, 60, 60)),
        (Hedge.OVER, (60, None, None)),
        (Hedge.AT_LEAST, (60, None, None)),
        (Hedge.UP_TO, (None, None, 60)),
        (Hedge.UNDER, (None, None, 60)),
    ],
)
def test_a_hedge_makes_an_interval_of_a_bare_number(hedge, expected):
    found = amount(60, "t", hedge=hedge)
    assert (found.low, found.best, found.high) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [(None, (60, 60)), (Hedge.ABOUT, (54, 66)), (Hedge.NEARLY, (54, 60)), (Hedge.OVER, (60, None))],
)
def test_a_rounded_number_is_compared_with_a_tenth_on_the_side_that_its_hedge_leaves(
    hedge, expected
):
    found = amount(60, "t", hedge=hedge).rounded(hedge)
    assert (found.low, found.high) == pytest.approx(expected)


def test_bounds_of_its_own_are_not_widened():
    given_bounds = amount(60, "t", low=50, high=70, hedge=Hedge.ABOUT)
    assert given_bounds.rounded(Hedge.ABOUT) == given_bounds


def test_bounds_that_the_source_gives_stand_as_they_are():
    assert amount(None, "t", low=25, high=30, hedge=Hedge.BETWEEN) == Amount(25, None, 30, "t")
    assert amount(60, "t", low=50, hedge=Hedge.ABOUT) == Amount(50, 60, None, "t")


def test_missing_is_missing_and_not_zero():
    found = amount(None, "round", hedge=Hedge.MANY)
    assert found.is_empty
    assert (found.floor, found.ceiling, found.centre) == (0, math.inf, None)


def test_a_number_to_compare_by_is_never_the_midpoint_of_low_and_high():
    assert Amount(10, None, 1000, "t").centre == 100
    assert Amount(10, 20, 1000, "t").centre == 20
    assert Amount(10, None, None, "t").centre == 10


@given(amounts(), factors())
def test_bounds_stay_in_order_under_multiplication_and_division(one, factor):
    assert in_order(one.times(factor))
    assert in_order(one.over(factor))
    assert one.times(factor).unit == "t"
    assert one.over(factor).unit == ""


@given(NUMBERS, NUMBERS)
def test_dividing_by_an_exact_factor_undoes_multiplying_by_it(number, factor):
    piece = Amount(factor, factor, factor, "t")
    back = Amount(number, number, number, "wagon").times(piece).over(piece)
    assert back.best == pytest.approx(number)


@given(amounts(), amounts())
def test_overlap_is_mutual_and_every_amount_overlaps_itself(one, two):
    assert one.overlaps(two) == two.overlaps(one)
    assert one.overlaps(one)


@given(amounts())
def test_the_number_to_compare_by_lies_between_the_bounds(one):
    assume(not one.is_empty)
    assert one.floor <= one.centre * (1 + 1e-12)
    assert one.centre <= one.ceiling * (1 + 1e-12)


def test_sixty_tonnes_are_about_one_rail_tank_wagon():
    wagon = Amount(50, 60, 66, "t")
    found = Amount(60, 60, 60, "t").over(wagon)
    assert (found.low, found.best, found.high) == pytest.approx((60 / 66, 1, 1.2))


def test_a_bare_ton_becomes_an_interval_of_tonnes():
    found = Amount(60, 60, 60, "ton").times(Amount(0.907, 1, 1.016, "t"))
    assert (found.low, found.best, found.high, found.unit) == pytest.approx((54.42, 60, 60.96, "t"))


def test_a_floor_stays_without_ceiling_in_another_unit():
    assert Amount(1000, None, None, "ton").times(Amount(0.9, 1, 1.1, "t")).high is None


def test_two_units_are_never_compared():
    with pytest.raises(ConversionError):
        Amount(1, 1, 1, "t").overlaps(Amount(1, 1, 1, "ton"))
    with pytest.raises(ConversionError):
        Amount(1, 1, 1, "t").over(Amount(1, 1, 1, "bbl"))


@pytest.mark.parametrize(
    ("a", "b", "k"),
    [
        (60, 60_000, 3),
        (60_000, 60, -3),
        (60, 61, None),
        (60, 580, 1),
        (60, 700, None),
        (0, 10, None),
    ],
)
def test_a_lost_thousand_is_seen(a, b, k):
    assert power_of_ten(a, b) == k


@given(NUMBERS, st.integers(min_value=1, max_value=6))
def test_a_power_of_ten_is_found_both_ways(number, k):
    assert power_of_ten(number, number * 10**k) == k
    assert power_of_ten(number * 10**k, number) == -k
