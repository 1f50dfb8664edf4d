"""What the voices say now, joined: answers worked out by hand, and the laws that hold for any."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefkit.analysis.current import current
from briefkit.analysis.estimate import count_estimate, estimate_number
from briefkit.analysis.questions import questions
from briefkit.vocab import Caveat

FLOW = {"flow_id": "fuel-alf-bet", "commodity": "fuel"}


def claim(outlet, value=None, day="2023-01-10", **cells):
    """What an outlet says in its own words, unless it credits a speaker or an origin."""
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": FLOW["flow_id"],
        "attribute": "quantity",
        "value": value,
        **cells,
    }


@pytest.fixture
def estimate(load_rows):
    """Estimate one number from claims given as dicts."""

    def make(*rows, is_period=False, **tables):
        ds = load_rows(flows=[FLOW], claims=rows, **tables)
        (question,) = questions(ds, FLOW["flow_id"], "quantity")
        return estimate_number(question.whole, is_period=is_period)

    return make


def bounds(found):
    return (found.low, found.best, found.high)


# Values


def test_of_three_voices_the_middle_one_is_best_and_the_outer_ones_are_the_ends(estimate):
    found = estimate(claim("ap", 100), claim("reuters", 200), claim("efe", 400))
    assert bounds(found) == (100, 200, 400)
    assert (found.form, found.rule, found.unit) == ("value", "median of the voices", "t")
    assert found.n_voices == 1  # one says 200
    assert len(found.voices) == 3
    assert found.caveats == (Caveat.SOURCES_DISAGREE,)


def test_voices_count_that_say_this_and_not_all_who_speak_of_it(estimate):
    found = estimate(claim("ap", 100), claim("reuters", 102), claim("efe", 400))
    assert (found.best, found.n_voices) == (102, 2)


def test_two_voices_that_agree_within_a_twentieth_give_a_value(estimate):
    found = estimate(claim("ap", 100), claim("reuters", 105))
    assert (found.best, found.rule) == (100, "two voices that agree")
    assert bounds(found) == (100, 100, 105)
    assert found.n_voices == 2
    assert found.caveats == ()


def test_two_voices_that_do_not_agree_give_the_range_alone(estimate):
    found = estimate(claim("ap", 100), claim("reuters", 106))
    assert bounds(found) == (100, None, 106)
    assert (found.form, found.n_voices) == ("range", 2)
    assert Caveat.SOURCES_DISAGREE in found.caveats


def test_of_four_voices_the_middle_two_have_to_agree(estimate):
    rows = [claim("ap", 100), claim("reuters", 200), claim("efe", 204), claim("times", 900)]
    assert estimate(*rows).best == 200
    rows[2] = claim("efe", 300)
    assert bounds(estimate(*rows)) == (100, None, 900)


def test_the_ends_are_what_voices_print_and_about_is_no_range(estimate):
    found = estimate(claim("ap", 60, hedge="about"))
    assert bounds(found) == (60, 60, 60)
    found = estimate(claim("ap", 60, hedge="nearly"), claim("efe", 61, hedge="about"))
    assert bounds(found) == (60, 60, 61)


def test_a_range_that_a_voice_prints_is_kept_and_its_middle_is_made_no_value(estimate):
    found = estimate(claim("ap", low=25, high=30, hedge="between"))
    assert bounds(found) == (25, None, 30)
    assert found.form == "range"


# Bounds


def test_three_voices_three_numbers(estimate):
    """COGAT says 419 lorries, the Red Crescent over 350, UNRWA 223: never "223, by 3 voices"."""
    found = estimate(
        claim("ap", 419, unit="lorry"),
        claim("efe", low=350, hedge="over", unit="lorry"),
        claim("reuters", 223, unit="lorry"),
    )
    assert bounds(found) == (223, None, 419)
    assert (found.form, found.n_voices) == ("range", 3)


def test_a_floor_of_another_above_the_value_leaves_no_value(estimate):
    found = estimate(claim("ap", 223), claim("efe", low=350, hedge="over"))
    assert bounds(found) == (223, None, None)
    assert (found.form, found.best) == ("floor", None)
    assert Caveat.FLOOR_ONLY in found.caveats


def test_one_voice_gives_no_value_against_the_floor_of_another_though_a_third_holds_with_it(
    estimate,
):
    found = estimate(
        claim("herald", 65, speaker_id="ann"),
        claim("times", None, speaker_id="bob", low=57, high=67, hedge="between"),
        claim("globe", None, speaker_id="cleo", low=100, hedge="at_least"),
    )
    assert bounds(found) == (57, None, None)
    assert found.n_voices == 3


def test_a_floor_below_the_value_holds_with_it(estimate):
    found = estimate(claim("ap", 400), claim("efe", low=350, hedge="over"))
    assert bounds(found) == (400, 400, 400)
    assert found.n_voices == 1


def test_a_ceiling_below_the_value_leaves_no_value(estimate):
    found = estimate(claim("ap", 100), claim("reuters", high=60, hedge="up_to"))
    assert bounds(found) == (60, None, 100)


def test_floors_alone_say_at_least_and_of_two_the_higher(estimate):
    found = estimate(claim("ap", low=1000, hedge="over"), claim("efe", low=500, hedge="at_least"))
    assert bounds(found) == (1000, None, None)
    assert found.form == "floor"
    assert found.caveats == (Caveat.FLOOR_ONLY, Caveat.SINGLE_VOICE)  # the higher is of one
    assert found.n_voices == 1  # one says so; both are heard
    assert len(found.voices) == 2


def test_a_ceiling_alone_says_at_most(estimate):
    found = estimate(claim("ap", high=60, hedge="up_to"))
    assert bounds(found) == (None, None, 60)
    assert found.form == "ceiling"
    assert found.caveats == (Caveat.CEILING_ONLY, Caveat.SINGLE_VOICE)


def test_a_floor_and_a_ceiling_of_two_voices_make_a_range(estimate):
    found = estimate(claim("ap", low=50, hedge="over"), claim("efe", high=60, hedge="up_to"))
    assert bounds(found) == (50, None, 60)


# Who is heard


def test_a_single_voice_is_called_so_however_often_it_is_relayed(estimate):
    found = estimate(
        claim("ap", 60, speaker_id="bob"),
        claim("reuters", 60, speaker_id="bob"),
        claim("times", 60, origin_ids="ap", speaker_id="bob"),
    )
    assert bounds(found) == (60, 60, 60)
    assert (found.rule, found.n_voices) == ("the one voice", 1)
    assert found.caveats == (Caveat.SINGLE_VOICE,)
    assert found.voices[0].n_sources == 3


def test_a_body_and_its_state_are_one_voice(estimate):
    actors = [{"actor_id": "beta-army", "kind": "body", "name": "Army", "part_of": "BET"}]
    found = estimate(
        claim("ap", 60, speaker_id="beta-army"),
        claim("efe", 60, speaker_id="bob"),
        claim("reuters", 60, speaker_id="BET"),
        actors=actors,
    )
    assert found.n_voices == 1


def test_many_relays_of_one_voice_do_not_outvote_two_voices_and_the_plain_vote_stands_beside(
    estimate,
):
    relays = [claim(outlet, 10, origin_ids="ap") for outlet in ("times", "post", "globe")]
    found = estimate(claim("ap", 10), *relays, claim("reuters", 20), claim("efe", 20))
    assert (found.best, found.vote, found.n_voices) == (20, 10, 2)


def test_a_plain_vote_that_is_tied_is_none(estimate):
    assert estimate(claim("ap", 10), claim("reuters", 20)).vote is None


def test_voices_older_than_half_a_year_are_history(estimate):
    old = claim("ap", 100, "2023-01-10")
    assert bounds(estimate(old, claim("efe", 80, "2023-07-13"))) == (80, None, 100)
    found = estimate(old, claim("efe", 80, "2023-07-14"))
    assert bounds(found) == (80, 80, 80)
    assert [v.voice for v in found.voices] == ["efe"]


def test_a_smaller_total_a_month_older_is_history_for_a_total_grows(estimate):
    old = claim("ap", 100, "2023-01-10")
    assert bounds(estimate(old, claim("efe", 150, "2023-02-10"))) == (100, None, 150)
    assert bounds(estimate(old, claim("efe", 150, "2023-02-11"))) == (150, 150, 150)


def test_a_page_that_repeats_an_old_total_does_not_stand_against_a_larger_newer_one(estimate):
    old, grown = claim("ap", 100, speaker_id="ann"), claim("efe", 150, "2023-03-10")
    again = claim("times", 100, "2023-04-10", speaker_id="ann")
    assert bounds(estimate(old, grown, again)) == (150, 150, 150)
    that_day = {**again, "said_on": "2023-04-09"}
    assert bounds(estimate(old, grown, that_day)) == (100, None, 150)


def test_who_passes_on_the_word_of_a_body_is_no_voice_beside_it(estimate):
    own = claim("herald", 100, speaker_id="ann")
    passed_on = claim("post", 100, speaker_id="reuters")
    from_it = claim("times", 100, speaker_id="ann", origin_ids="reuters")
    assert {v.voice for v in estimate(own, passed_on).voices} == {"ALF", "reuters"}
    assert {v.voice for v in estimate(own, passed_on, from_it).voices} == {"ALF"}
    other = claim("post", 120, speaker_id="reuters")  # a number of its own
    assert {v.voice for v in estimate(own, other, from_it).voices} == {"ALF", "reuters"}


def test_two_who_made_a_number_together_stay_two_voices(estimate):
    together = (
        claim("post", 64, speaker_id="reuters", origin_ids="efe"),
        claim("times", 64, speaker_id="efe", origin_ids="reuters"),
    )
    assert {v.voice for v in estimate(*together).voices} == {"efe", "reuters"}


def test_no_word_on_a_closed_period_grows_old(estimate):
    rows = (claim("ap", 100), claim("efe", 150, "2023-12-10"))
    assert estimate(*rows).best == 150
    assert bounds(estimate(*rows, is_period=True)) == (100, None, 150)


def test_a_repeat_in_passing_does_not_keep_a_voice_current(estimate):
    rows = [claim("ap", 100, speaker_id="ann"), claim("efe", 80, "2023-08-10", speaker_id="bob")]
    passing = claim("times", 100, "2023-08-01", origin_ids="ann")
    assert bounds(estimate(*rows, passing)) == (80, 80, 80)
    again = claim("times", 100, "2023-08-01", speaker_id="ann")
    assert bounds(estimate(*rows, again)) == (80, None, 100)


def test_unknown_origins_count_only_where_nobody_else_speaks(estimate):
    found = estimate(claim("ap", 60), claim("times", 6000, origin_ids="unknown"))
    assert bounds(found) == (60, 60, 60)
    found = estimate(claim("times", 6000, origin_ids="unknown"))
    assert found.best == 6000
    assert Caveat.UNKNOWN_ORIGIN in found.caveats


def test_a_number_many_times_off_three_voices_in_one_document_is_set_aside(estimate):
    found = estimate(
        claim("ap", 100), claim("reuters", 110), claim("efe", 120), claim("times", 1100)
    )
    assert bounds(found) == (100, 110, 120)
    assert [(v.voice, v.amount.best) for v in found.aside] == [("Times", 1100)]
    # two documents that print it are no slip
    found = estimate(
        claim("ap", 100),
        claim("reuters", 110),
        claim("efe", 120),
        claim("times", 1100),
        claim("globe", 1100, origin_ids="times-2023-01-10"),
    )
    assert found.aside == ()
    assert found.high == 1100


# What never feeds a value


@pytest.mark.parametrize(
    "cells",
    [
        {"extent": "capacity"},
        {"extent": "conversion"},
        {"extent": "limit"},
        {"extent": "lot"},
        {"extent": "part"},
        {"doubt": "slip"},
        {"doubt": "garbled"},
        {"doubt": "calibre"},
        {"doubt": "other_time"},
        {"modality": "denied"},
        {"hedge": "some", "value": None},
    ],
    ids=lambda cells: "-".join(str(cell) for cell in cells.values()),
)
def test_what_is_no_word_on_the_whole_never_feeds_a_value(estimate, cells):
    odd = {**claim("efe", 5000), **cells}
    assert bounds(estimate(claim("ap", 60), odd)) == (60, 60, 60)
    assert estimate(odd) is None


def test_a_correction_reaches_its_relays(estimate):
    found = estimate(
        claim("ap", 60),
        claim("times", 60, origin_ids="ap"),
        claim("post", 60, "2023-01-12", origin_ids="ap"),
        claim("ap", 70, "2023-01-11", supersedes="ap-2023-01-10.001"),
    )
    assert bounds(found) == (70, 70, 70)


@pytest.mark.parametrize(
    "cells",
    [{"value": "60.0"}, {"value": 61}, {"low": 60, "hedge": "over"}, {"value": 60, "unit": "ton"}],
)
def test_a_correction_reaches_who_repeats_the_number_in_other_words(estimate, cells):
    found = estimate(
        claim("ap", 60),
        claim("ap", 90, "2023-01-11", supersedes="ap-2023-01-10.001"),
        claim("times", day="2023-02-20", origin_ids="ap", **cells),
    )
    assert bounds(found) == (90, 90, 90)


def test_nothing_said_is_no_estimate():
    assert estimate_number(()) is None


# Counts and form


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
        "rule": "the one voice",
        "claim_ids": ["ap-2023-01-10.001"],
    }


# Laws

OUTLETS = ["ap", "reuters", "efe", "times", "post", "globe", "herald"]
NUMBERS = st.sampled_from([1.0, 2.0, 10.0, 60.0, 62.0, 1000.0, 60_000.0])


@st.composite
def rows(draw):
    """One claim, with any bounds in order, of any of a few outlets, speakers and days."""
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    shape = draw(st.sampled_from(["value", "over", "up_to", "between", "about"]))
    cells = {
        "value": {"value": value},
        "over": {"low": low, "hedge": "over"},
        "up_to": {"high": high, "hedge": "up_to"},
        "between": {"low": low, "high": high, "hedge": "between"},
        "about": {"value": value, "hedge": "about"},
    }[shape]
    day = draw(st.sampled_from(["2023-01-10", "2023-01-14", "2023-03-01", "2023-09-01"]))
    more = {
        "speaker_id": draw(st.sampled_from([None, None, "ann", "bob", "cleo"])),
        "origin_ids": draw(st.sampled_from([None, None, "ap", "unknown", "ap; reuters"])),
    }
    return {**claim(draw(st.sampled_from(OUTLETS)), day=day), **cells, **more}


ROWS = st.lists(rows(), min_size=1, max_size=8)
LAW = settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@LAW
@given(ROWS, st.randoms())
def test_the_order_of_rows_and_the_names_of_pages_change_nothing(estimate, listed, random):
    names = ["zeta", "yota", "xi", "omega", "nu", "mu", "lambda"]
    renamed = dict(zip(OUTLETS[3:], names, strict=False))

    def other(row):
        outlet, _, day = row["source_id"].partition("-")
        return {**row, "source_id": f"{renamed.get(outlet, outlet)}-{day}"}

    found = estimate(*listed)
    turned = estimate(*map(other, random.sample(listed, len(listed))))
    assert bounds(turned) == bounds(found)
    assert (turned.rule, turned.n_voices, turned.vote) == (found.rule, found.n_voices, found.vote)
    assert len(turned.claim_ids) == len(found.claim_ids)


@LAW
@given(ROWS)
def test_ends_stay_in_order_and_are_numbers_that_somebody_prints(estimate, listed):
    found = estimate(*listed)
    known = [number for number in bounds(found) if number is not None]
    printed = {row.get(cell) for row in listed for cell in ("low", "value", "high")}
    assert known
    assert known == sorted(known)
    assert set(known) <= printed
    assert 1 <= found.n_voices <= len(found.voices)


@LAW
@given(ROWS, st.data())
def test_a_relay_adds_no_voice(load_rows, listed, data):
    row = data.draw(st.sampled_from(listed))
    relay = {**row, "source_id": "echo-" + row["source_id"].partition("-")[2]}
    if row["speaker_id"] is None and row["origin_ids"] is None:
        relay["origin_ids"] = row["source_id"]
    found = []
    for claims in (listed, [*listed, relay]):
        ds = load_rows(flows=[FLOW], claims=claims)
        (question,) = questions(ds, FLOW["flow_id"], "quantity")
        voices = {voice.voice for voice in current(question.whole)}
        found.append((voices, estimate_number(question.whole)))
    (voices, before), (others, after) = found
    assert others == voices
    if [voice.amount for voice in after.voices] == [voice.amount for voice in before.voices]:
        assert after.n_voices == before.n_voices


def test_weak_voices_outvote_nobody(estimate):
    weak = [
        {"source_id": f"{outlet}-2023-01-10", "kind": "rewriter", "reliability": "E"}
        for outlet in ("blog", "copy")
    ]
    rows = [claim("blog", 500), claim("copy", 505)]
    assert estimate(*rows, sources=weak).best == 500  # where nobody else speaks
    found = estimate(claim("ap", 100), *rows, sources=weak)
    assert bounds(found) == (100, 100, 505)


def test_thousands_are_no_number_beside_a_number_and_one_beside_a_zero(estimate):
    many = claim("reuters", None, hedge="many", low="2000")
    assert bounds(estimate(claim("ap", 100), many)) == (100, 100, 100)
    assert bounds(estimate(claim("ap", 0, day="2021-01-10"), many)) == (2000, None, None)
