"""Numbers over claims, worked out by hand, and the laws that hold for any claims."""

import itertools

import pytest
from corpus import load_corpus
from hypothesis import given
from hypothesis import strategies as st

from briefkit.analysis.estimate import (
    LOG_MEDIAN,
    SINGLE,
    count_estimate,
    estimate_number,
    voice_values,
)
from briefkit.quantities import Amount
from briefkit.vocab import Caveat

FLOW = {"flow_id": "fuel-alf-bet"}


def claim(outlet, value=None, origins=None, speaker=None, **cells):
    return {
        "source_id": f"{outlet}-2023-01-10",
        "subject_id": FLOW["flow_id"],
        "attribute": "quantity",
        "value": value,
        "origin_ids": origins,
        "speaker_id": speaker,
        **cells,
    }


@pytest.fixture
def estimate(load_rows):
    """Estimate one quantity from claims given as dicts."""

    def make(*rows):
        ds = load_rows(flows=[FLOW], claims=rows)
        return estimate_number(ds, ds.records.claims.values())

    return make


def bounds(found):
    return (found.low, found.best, found.high)


def test_of_three_voices_the_middle_one_is_best_and_the_outer_ones_are_the_bounds(estimate):
    found = estimate(claim("ap", 100), claim("reuters", 200), claim("efe", 400))
    assert bounds(found) == (100, 200, 400)
    assert (found.rule, found.n_voices, found.unit) == (LOG_MEDIAN, 3, "t")
    assert found.caveats == ()


def test_of_two_voices_the_lower_is_best_and_never_a_number_that_nobody_gave(estimate):
    assert bounds(estimate(claim("ap", 100), claim("reuters", 400))) == (100, 100, 400)


def test_a_single_voice_is_called_so_however_often_it_is_relayed(estimate):
    found = estimate(
        claim("ap", 60, speaker="bob"),
        claim("reuters", 60, speaker="bob"),
        claim("times", 60, "ap", speaker="bob"),
    )
    assert bounds(found) == (60, 60, 60)
    assert (found.rule, found.n_voices) == (SINGLE, 1)
    assert found.caveats == (Caveat.SINGLE_VOICE,)


def test_a_mistranslation_is_outvoted_inside_the_voice_and_stays_among_the_claims(estimate):
    found = estimate(
        claim("ap", 60_000, speaker="bob"),
        claim("reuters", 60_000, speaker="bob"),
        claim("efe", 60, speaker="bob"),
    )
    assert bounds(found) == (60_000, 60_000, 60_000)
    assert len(found.claim_ids) == 3


def test_many_relays_of_one_mistranslation_weigh_as_one_origin(estimate):
    relays = [claim(outlet, 60, "efe", "bob") for outlet in ("times", "post", "globe")]
    found = estimate(
        claim("ap", 60_000, speaker="bob"), claim("reuters", 60_000, speaker="bob"), *relays
    )
    assert found.best == 60_000
    assert found.vote == 60  # three documents of five print it: the plain vote is shown beside


def test_many_relays_of_one_voice_do_not_outvote_two_voices(estimate):
    relays = [claim(outlet, 10, "ap") for outlet in ("times", "post", "globe")]
    found = estimate(claim("ap", 10), *relays, claim("reuters", 20), claim("efe", 20))
    assert (found.best, found.vote, found.n_voices) == (20, 10, 3)


def test_a_plain_vote_that_is_tied_is_none(estimate):
    assert estimate(claim("ap", 10), claim("reuters", 20)).vote is None


def test_floors_alone_give_no_value_and_the_lowest_of_them(estimate):
    found = estimate(claim("ap", low=1000, hedge="over"), claim("reuters", low=500, hedge="over"))
    assert bounds(found) == (500, None, None)
    assert found.caveats == (Caveat.FLOOR_ONLY,)


def test_a_floor_beside_a_number_leaves_the_top_open(estimate):
    found = estimate(claim("ap", low=1000, hedge="over"), claim("reuters", 1200))
    assert bounds(found) == (1000, 1200, None)


def test_a_ceiling_alone_gives_no_bottom(estimate):
    found = estimate(claim("ap", high=60, hedge="up_to"))
    assert bounds(found) == (None, None, 60)
    assert found.caveats == (Caveat.CEILING_ONLY, Caveat.SINGLE_VOICE)


def test_a_ceiling_below_a_number_pulls_the_bottom_down_to_it(estimate):
    assert bounds(estimate(claim("ap", 100), claim("reuters", high=60))) == (60, 100, 100)


def test_a_range_is_kept_and_its_middle_is_not_made_a_value(estimate):
    assert bounds(estimate(claim("ap", low=25, high=30, hedge="between"))) == (25, None, 30)


def test_about_widens_by_a_tenth(estimate):
    assert bounds(estimate(claim("ap", 60, hedge="about"))) == pytest.approx((54, 60, 66))


def test_what_is_denied_or_has_no_number_is_passed_over(estimate):
    found = estimate(
        claim("ap", 60, modality="denied"), claim("reuters", hedge="some"), claim("efe", 50)
    )
    assert found.claim_ids == ("efe-2023-01-10.001",)
    assert estimate(claim("ap", hedge="many")) is None
    assert estimate(claim("ap", 60, modality="denied")) is None


def test_unknown_origins_are_said_and_do_not_count_beside_known_ones(estimate):
    found = estimate(claim("ap", 60), claim("times", 6000, "unknown"))
    assert bounds(found) == (60, 60, 60)
    assert found.n_voices == 1
    assert found.caveats == (Caveat.SINGLE_VOICE, Caveat.UNKNOWN_ORIGIN)


def test_a_count_carries_the_claims_it_rests_on_and_what_may_count_besides():
    found = count_estimate(3, "visit", ["b.002", "a.001", "b.002"], high=5)
    assert bounds(found) == (3, 3, 5)
    assert (found.unit, found.claim_ids) == ("visit", ("a.001", "b.002"))
    assert bounds(count_estimate(3, "visit", [], high=2)) == (3, 3, 3)


def test_the_json_of_an_estimate_has_the_fields_of_the_contract(estimate):
    assert estimate(claim("ap", 60)).to_json() == {
        "low": 60,
        "best": 60,
        "high": 60,
        "unit": "t",
        "rule": SINGLE,
        "claim_ids": ["ap-2023-01-10.001"],
    }


# Laws

ROWS = [
    claim("ap", 1),
    claim("reuters", 1, speaker="bob"),
    claim("efe", 1, speaker="bob"),
    claim("times", 1, "ap; reuters"),
    claim("post", 1, "unknown"),
    claim("globe", 1),
    claim("herald", 1, "globe-2023-01-10"),
]
NUMBER = st.sampled_from([1.0, 2.0, 10.0, 60.0, 1000.0, 60_000.0])


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    ds = load_corpus(tmp_path_factory.mktemp("corpus"), flows=[FLOW], claims=ROWS)
    return ds, tuple(ds.records.claims.values())


@st.composite
def any_amount(draw):
    """Bounds in order, each known or not, at least one."""
    numbers = sorted(draw(st.tuples(NUMBER, NUMBER, NUMBER)))
    known = draw(st.sampled_from([k for k in itertools.product([True, False], repeat=3) if any(k)]))
    return Amount(*(n if k else None for n, k in zip(numbers, known, strict=True)), "t")


AMOUNTS = st.lists(any_amount(), min_size=len(ROWS), max_size=len(ROWS))
ORDERS = st.permutations(range(len(ROWS)))
SUBSETS = st.sets(st.integers(0, len(ROWS) - 1), min_size=1)


def given_by(claims, amounts):
    by_id = {c.claim_id: a for c, a in zip(claims, amounts, strict=True)}
    return lambda claim: by_id[claim.claim_id]


@given(AMOUNTS, ORDERS)
def test_the_order_of_claims_never_matters(record, amounts, order):
    ds, claims = record
    of = given_by(claims, amounts)
    assert estimate_number(ds, [claims[i] for i in order], of) == estimate_number(ds, claims, of)


@given(AMOUNTS, SUBSETS)
def test_bounds_stay_in_order_in_every_voice_and_in_the_estimate(record, amounts, chosen):
    ds, claims = record
    of, used = given_by(claims, amounts), [claims[i] for i in sorted(chosen)]
    values = [v.amount for v in voice_values(ds, used, of)]
    for found in (*values, estimate_number(ds, used, of)):
        known = [n for n in (found.low, found.best, found.high) if n is not None]
        assert known == sorted(known)


@given(AMOUNTS, SUBSETS)
def test_best_is_a_number_that_somebody_gave(record, amounts, chosen):
    ds, claims = record
    of, used = given_by(claims, amounts), [claims[i] for i in sorted(chosen)]
    best = estimate_number(ds, used, of).best
    assert best is None or best in {of(c).best for c in used}


@given(AMOUNTS, SUBSETS)
def test_every_independent_voice_can_hold_somewhere_between_the_bounds(record, amounts, chosen):
    ds, claims = record
    of, used = given_by(claims, amounts), [claims[i] for i in sorted(chosen)]
    found = estimate_number(ds, used, of).amount
    for value in voice_values(ds, used, of):
        assert value.voice == "unknown" or value.amount.overlaps(found)
