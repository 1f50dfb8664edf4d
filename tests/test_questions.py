"""Questions: which claims answer one, in which unit, for whom, and which exclude others."""

import math

import pytest

from briefkit.analysis.corrections import correction
from briefkit.analysis.questions import questions

FLOW = {"flow_id": "fuel-alf-bet", "commodity": "fuel"}
TON = {"factor_id": "ton-any", "from": "ton", "low": 0.9, "best": 1, "high": 1.1}
BARREL = {"factor_id": "bbl-fuel", "from": "bbl", "to": "fuel", "low": 0.12, "best": 0.125,
          "high": 0.14}  # fmt: skip
RECORD = {"kind": "official", "reliability": "A", "publisher": "Alfaland"}


def claim(outlet, value=None, day="2023-01-10", **cells):
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": FLOW["flow_id"],
        "attribute": "quantity",
        "value": value,
        **cells,
    }


@pytest.fixture
def ask(load_rows):
    """Return the questions that claims answer; ``sources`` and other tables may be given."""

    def make(*rows, attribute="quantity", **tables):
        ds = load_rows(flows=[FLOW], claims=rows, **tables)
        return questions(ds, FLOW["flow_id"], attribute)

    return make


@pytest.fixture
def answers(ask):
    """Return the answers of the one question, in the order of the claims given."""

    def make(*rows, **tables):
        (question,) = ask(*rows, **tables)
        order = [row["source_id"] for row in rows]
        return sorted(question.answers, key=lambda a: order.index(a.claim.source_id))

    return make


# What is one question


def test_units_that_a_factor_leads_to_tonnes_are_one_question_and_others_stay_apart(ask):
    found = ask(
        claim("ap", 1000),
        claim("efe", 1000, unit="ton"),
        claim("reuters", 8000, unit="bbl"),
        claim("times", 7, unit="vessel"),
        factors=[TON, BARREL],
    )
    assert {q.dimension: len(q.answers) for q in found} == {"t": 3, "vessel": 1}


def test_a_barrel_without_a_factor_is_a_question_of_its_own_and_a_bare_ton_is_not(ask):
    found = ask(claim("ap", 60), claim("efe", 60, unit="ton"), claim("times", 60, unit="bbl"))
    assert {q.dimension: len(q.answers) for q in found} == {"bbl": 1, "t": 2}


def test_answers_are_compared_in_tonnes_and_printed_in_the_unit_of_most(ask):
    (question,) = ask(
        claim("ap", 1000),
        claim("efe", 8000, unit="bbl"),
        claim("reuters", 16000, unit="bbl"),
        factors=[BARREL],
    )
    shown = {a.claim.source_id.partition("-")[0]: a.amount.best for a in question.answers}
    assert question.unit == "bbl"
    assert shown == {"ap": 8000, "efe": 8000, "reuters": 16000}
    compared = {a.claim.source_id.partition("-")[0]: (a.low, a.high) for a in question.answers}
    assert compared["ap"] == (1000, 1000)
    assert compared["efe"] == pytest.approx((960, 1120))


def test_a_plan_a_deed_and_what_was_called_off_are_three_questions(ask):
    stages = ("planned", "agreed", "offered", None, "observed", "under_way", "cancelled")
    rows = [claim(f"paper{n}", 10, stage=stage) for n, stage in enumerate(stages)]
    found = ask(*rows)
    assert {q.step: len(q.answers) for q in found} == {"plan": 3, "deed": 3, "cancelled": 1}


def test_a_denial_and_what_gives_no_number_answer_nothing_and_are_kept(ask):
    (question,) = ask(
        claim("ap", 60, modality="denied"), claim("efe", hedge="many"), claim("reuters", 50)
    )
    assert [a.number for a in question.answers] == [50]
    assert [c.source_id for c in question.denials] == ["ap-2023-01-10"]
    assert [c.source_id for c in question.silent] == ["efe-2023-01-10"]
    assert len(question.claims) == 3


def test_what_a_coder_worked_out_answers_only_where_nobody_prints_it(ask):
    derived = claim("times", 60, basis="ap-2023-01-10.001")
    (question,) = ask(claim("ap", 50), derived)
    assert [a.number for a in question.answers] == [50]
    (question,) = ask(claim("ap", 50, unit="vessel"), derived)[:1]
    assert [a.number for a in question.answers] == [60]


@pytest.mark.parametrize(
    ("extent", "is_count", "is_whole"),
    [
        (None, True, True),
        ("total", True, True),
        ("lot", True, False),
        ("part", True, False),
        ("capacity", False, False),
        ("conversion", False, False),
        ("limit", False, False),
    ],
)
def test_only_what_was_sent_is_counted_and_only_all_of_it_is_the_whole(
    ask, extent, is_count, is_whole
):
    (question,) = ask(claim("ap", 60, extent=extent))
    assert (len(question.answers), len(question.counts)) == (1, is_count)
    assert len(question.whole) == is_whole


@pytest.mark.parametrize("doubt", ["slip", "garbled", "calibre", "other_time"])
def test_a_doubtful_number_is_listed_and_is_no_whole(ask, doubt):
    (question,) = ask(claim("ap", 60, doubt=doubt), claim("efe", 70))
    assert len(question.answers) == 2
    assert [a.number for a in question.whole] == [70]


def test_hearsay_is_heard_and_weighs_little(answers):
    (answer,) = answers(claim("ap", 60, doubt="hearsay"))
    assert answer.is_weak


def test_a_lot_and_a_part_are_floors_of_the_whole(answers):
    lot, part, whole = answers(
        claim("ap", 60, extent="lot"), claim("efe", 60, extent="part"), claim("times", 60)
    )
    assert (lot.low, lot.high, lot.is_floor) == (60, math.inf, True)
    assert part.is_floor
    assert not whole.is_floor


# Whose answer it is


def test_an_answer_speaks_for_the_state_of_its_speaker_or_for_who_published_it(answers):
    quoted, own = answers(claim("ap", 60, speaker_id="ann"), claim("efe", 61))
    assert (quoted.voice, quoted.bodies) == ("ann", {"ALF"})
    assert (own.voice, own.bodies) == ("efe", {"efe"})


def test_a_number_that_a_page_credits_to_nobody_is_of_the_speaker_who_gave_it_before(answers):
    quoted, told_on = answers(claim("ap", 60, speaker_id="ann"), claim("efe", 60))
    assert (told_on.voice, told_on.bodies) == (quoted.voice, {"ALF"})
    early, _ = answers(claim("efe", 60), {**claim("ap", 60, "2023-03-01", speaker_id="ann")})
    assert early.bodies == {"efe"}


def test_a_number_that_two_bodies_gave_before_is_of_neither(answers):
    *_, told_on = answers(
        claim("ap", 60, speaker_id="ann"), claim("efe", 60, speaker_id="bob"), claim("herald", 60)
    )
    assert told_on.bodies == set()


def test_a_number_that_lost_its_period_has_that_of_the_same_words_elsewhere(answers):
    of_2022, bare = answers(
        claim("ap", 60, "2023-01-10", speaker_id="ann", window="2022"),
        claim("efe", 60, "2023-01-20", speaker_id="ann"),
    )
    assert bare.window == "2022"
    assert bare.time == of_2022.time


@pytest.mark.parametrize(
    "other",
    [
        {"speaker_id": "bob"},  # another speaker
        {"speaker_id": "ann", "day": "2023-03-10"},  # two months on
        {"speaker_id": "ann", "value": 61},  # another number
        {"speaker_id": "ann", "window": "../2023-01-20"},  # a time of its own
    ],
)
def test_else_a_number_without_a_period_runs_to_the_day_on_which_it_was_told(ask, other):
    cells = {"day": "2023-01-20", "value": 60, **other}
    day, value = cells.pop("day"), cells.pop("value")
    (question,) = ask(
        claim("ap", 60, "2023-01-10", speaker_id="ann", window="2022"),
        claim("efe", value, day, **cells),
    )
    told = next(a for a in question.answers if a.claim.source_id.startswith("efe"))
    assert told.time.is_running


def test_what_a_page_says_itself_beside_the_one_speaker_that_it_credits_are_his_words(answers):
    _, beside = answers(
        claim("ap", 60, speaker_id="ann"), {**claim("ap", 61), "source_id": "ap-2023-01-10"}
    )
    assert (beside.voice, beside.bodies) == ("ann", {"ALF"})


def test_beside_two_speakers_a_page_speaks_for_itself(ask):
    (question,) = ask(
        claim("ap", 60, speaker_id="ann"), claim("ap", 61, speaker_id="bob"), claim("ap", 62)
    )
    own = next(a for a in question.answers if a.number == 62)
    assert own.bodies == {"ap"}


def test_a_body_and_its_state_are_one_voice_by_what_the_data_say(answers):
    actors = [
        {"actor_id": "alfa-army", "kind": "body", "name": "Army", "part_of": "alfa-ministry"},
        {"actor_id": "alfa-ministry", "kind": "body", "name": "Ministry", "part_of": "ALF"},
        {"actor_id": "alfa-union", "kind": "body", "name": "Union", "state": "ALF"},
    ]
    army, state, union = answers(
        claim("ap", 60, speaker_id="alfa-army"),
        claim("efe", 60, speaker_id="ALF"),
        claim("times", 60, speaker_id="alfa-union"),
        actors=actors,
    )
    assert army.bodies == state.bodies == {"ALF"}
    assert army.is_of_one_voice(state)
    # where the data say whose body a body is, one of which they do not say it speaks for itself
    assert union.bodies == {"alfa-union"}
    assert not union.is_of_one_voice(state)


def test_where_the_data_say_of_no_body_whose_it_is_a_body_speaks_for_its_state(answers):
    actors = [{"actor_id": "alfa-army", "kind": "body", "name": "Army", "state": "ALF"}]
    army, state = answers(
        claim("ap", 60, speaker_id="alfa-army"),
        claim("efe", 60, speaker_id="ALF"),
        actors=actors,
    )
    assert army.bodies == state.bodies == {"ALF"}


def test_only_an_official_document_of_grade_a_of_the_speaker_is_his_own_record(answers):
    sources = [
        {"source_id": "gov-2023-01-10", **RECORD},
        {"source_id": "gov-2023-01-11", **RECORD, "reliability": "B"},
        {"source_id": "gov-2023-01-12", **RECORD},
    ]
    rows = (
        claim("gov", 60, speaker_id="ann"),
        claim("gov", 60, "2023-01-11", speaker_id="ann"),
        claim("gov", 60, "2023-01-12", speaker_id="bob"),
        claim("ap", 60, speaker_id="ann"),
    )
    assert [a.is_record for a in answers(*rows, sources=sources)] == [True, False, False, False]


# Corrections


def test_a_correction_reaches_the_relays_of_what_it_corrects(load_rows):
    rows = [
        claim("ap", 60),
        claim("ap", 70, "2023-01-12", supersedes="ap-2023-01-10.001"),
        claim("times", 60, "2023-01-11", origin_ids="ap-2023-01-10"),  # of the document
        claim("globe", 60, "2023-01-15", origin_ids="ap"),  # of the agency
        claim("post", 60),  # of nobody
        claim("echo", 67, "2023-01-11", origin_ids="ap-2023-01-10"),  # another number
        claim("herald", 60, "2023-01-11", origin_ids="unknown"),
    ]
    ds = load_rows(flows=[FLOW], claims=rows)
    corrected = {
        c.source_id.partition("-")[0]: correction(ds, c) for c in ds.claims_of(FLOW["flow_id"])
    }
    found = {name for name, claim_ in corrected.items() if claim_ is not None}
    assert found == {"times", "globe"}
    (question,) = questions(ds, FLOW["flow_id"], "quantity")
    assert sorted(a.claim.source_id.partition("-")[0] for a in question.whole) == [
        "ap", "echo", "herald", "post",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("corrected", "was", "now", "relay"),
    [
        (True, 60, 90, {"value": "60.0"}),
        (True, 60, 90, {"value": 61}),
        (True, 60, 90, {"low": 60, "hedge": "over"}),
        (True, 60, 90, {"value": 60, "hedge": "about"}),
        (True, 60, 90, {"value": 60, "unit": "ton"}),
        (True, 60, 90, {"value": 60, "speaker_id": "ap", "origin_ids": None}),
        (True, 60, 62, {"value": 60.4}),
        (False, 60, 62, {"value": 62}),
        (False, 60, 62, {"value": 61.5}),
        (False, 60, 90, {"value": 75}),
        (False, 60, 90, {"value": 90, "hedge": "about"}),
        (False, 60, 90, {"value": 60, "unit": "container"}),
        (False, 60, 90, {"value": 60, "stage": "planned"}),
        (False, 60, 90, {"value": 60, "modality": "denied"}),
        (False, 60, 90, {"value": 60, "window": "2023-02-01/2023-02-20"}),  # a newer day
        (False, 60, 90, {"value": 58, "window": "2022"}),  # before it was said
    ],
)
def test_a_relay_is_corrected_where_it_repeats_the_old_number_in_any_words(
    load_rows, corrected, was, now, relay
):
    rows = [
        claim("ap", was),
        claim("ap", now, "2023-01-12", supersedes="ap-2023-01-10.001"),
        claim("times", day="2023-03-20", **{"origin_ids": "ap", **relay}),
    ]
    ds = load_rows(flows=[FLOW], claims=rows)
    (told,) = (c for c in ds.records.claims.values() if c.source_id.startswith("times"))
    assert (correction(ds, told) is not None) is corrected


def test_of_a_corrected_time_who_tells_the_old_one_is_corrected(load_rows):
    rows = [
        claim("ap", 60, window="2021"),
        claim("ap", 60, "2023-01-12", window="2022", supersedes="ap-2023-01-10.001"),
        claim("times", 60, "2023-01-13", window="2021", origin_ids="ap"),
        claim("globe", 60, "2023-01-13", window="2022", origin_ids="ap"),
    ]
    ds = load_rows(flows=[FLOW], claims=rows)
    found = {c.source_id for c in ds.records.claims.values() if correction(ds, c) is not None}
    assert found == {"times-2023-01-13"}


def test_a_correction_follows_the_origins_of_claims(load_rows):
    rows = [
        claim("ap", 60),
        claim("ap", 90, "2023-01-12", supersedes="ap-2023-01-10.001"),
        claim("globe", 60, "2023-01-11", origin_ids="ap"),
        claim("times", 60, "2023-01-15", origin_ids="globe-2023-01-11"),
    ]
    (question,) = questions(load_rows(flows=[FLOW], claims=rows), FLOW["flow_id"], "quantity")
    assert [a.claim.value for a in question.whole] == ["90"]


def test_before_a_correction_is_published_nothing_is_corrected(load_rows):
    rows = [
        claim("ap", 60),
        claim("ap", 70, "2023-01-12", supersedes="ap-2023-01-10.001"),
        claim("times", 60, "2023-01-11", origin_ids="ap-2023-01-10"),
    ]
    ds = load_rows(flows=[FLOW], claims=rows).at("2023-01-11")
    (question,) = questions(ds, FLOW["flow_id"], "quantity")
    assert len(question.whole) == 2


# Which exclude one another


@pytest.mark.parametrize(
    ("a", "b", "excludes"),
    [
        ({"value": 18}, {"value": 20}, True),
        ({"value": 19.5}, {"value": 20}, False),
        ({"value": 18, "hedge": "about"}, {"value": 20}, False),
        ({"low": 1000, "hedge": "over"}, {"value": 900}, True),
        ({"low": 1000, "hedge": "over"}, {"value": 5000}, False),
        ({"high": 60, "hedge": "up_to"}, {"value": 70}, True),
        ({"low": 10, "high": 20, "hedge": "between"}, {"value": 20}, False),
        ({"low": 10, "high": 20, "hedge": "between"}, {"value": 22}, True),
        ({"value": 60, "extent": "part"}, {"value": 600}, False),
        ({"value": 600, "extent": "part"}, {"value": 60}, True),
        # what was seen is a floor against what is said to have been done
        ({"value": 60, "stage": "observed"}, {"value": 600}, False),
        ({"value": 600, "stage": "observed"}, {"value": 60}, True),
        ({"value": 60, "stage": "observed"}, {"value": 600, "stage": "observed"}, True),
    ],
)
def test_two_numbers_exclude_one_another_beyond_their_bounds_and_rounding(answers, a, b, excludes):
    one, two = answers(claim("ap", **a), claim("efe", **b))
    assert one.excludes(two) is excludes
    assert two.excludes(one) is excludes


def test_numbers_of_one_voice_may_differ_by_a_tenth(answers):
    one, two = answers(claim("ap", 18.5, speaker_id="ann"), claim("efe", 20, speaker_id="dora"))
    assert not one.excludes(two)


def test_the_bounds_of_a_factor_are_no_disagreement(answers):
    one, two = answers(claim("ap", 900), claim("efe", 1000, unit="ton"), factors=[TON])
    assert not one.excludes(two)
    one, two = answers(claim("ap", 800), claim("efe", 1000, unit="ton"), factors=[TON])
    assert one.excludes(two)


def test_ordinals_are_exact_and_durations_rough(load_rows):
    event = {"event_id": "ann-bet-2023-01", "kind": "visit"}
    rows = [
        {"subject_id": event["event_id"], "attribute": attribute, "value": value,
         "source_id": f"{outlet}-2023-01-10", "unit": unit}
        for outlet, attribute, value, unit in (
            ("ap", "ordinal", 20, "visit"), ("efe", "ordinal", 21, "visit"),
            ("ap", "duration", 5, "hour"), ("efe", "duration", 6, "hour"),
        )
    ]  # fmt: skip
    ds = load_rows(events=[event], claims=rows)
    for attribute, excludes in (("ordinal", True), ("duration", False)):
        (question,) = questions(ds, event["event_id"], attribute)
        a, b = question.answers
        assert a.excludes(b) is excludes
