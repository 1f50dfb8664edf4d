"""What a voice says now: its record against retellings, its newest word against its history."""

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefkit.analysis.current import current
from briefkit.analysis.questions import questions

FLOW = {"flow_id": "fuel-alf-bet"}


def by_ann(outlet, value=None, day="2023-01-10", **cells):
    """What an outlet prints of the words of Ann, who speaks for ALF."""
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": FLOW["flow_id"],
        "attribute": "quantity",
        "value": value,
        "speaker_id": "ann",
        **cells,
    }


def record(value=None, day="2023-01-10", **cells):
    """The same in the record of her state."""
    return by_ann("gov", value, day, **cells)


@pytest.fixture
def voices(load_rows):
    """Return what each voice says now, by voice."""

    def make(*rows, attribute="quantity", sources=()):
        official = {"kind": "official", "reliability": "A", "publisher": "Alfaland"}
        records = {row["source_id"] for row in rows if row["source_id"].startswith("gov-")}
        ds = load_rows(
            flows=[FLOW],
            claims=[{**row, "attribute": attribute} for row in rows],
            sources=[*sources, *({"source_id": name, **official} for name in sorted(records))],
        )
        (question,) = questions(ds, FLOW["flow_id"], attribute)
        return {voice.voice: voice for voice in current(question.whole)}

    return make


@pytest.fixture
def now(voices):
    """Return the number that ALF gives now."""

    def make(*rows, **more):
        return voices(*rows, **more)["ALF"].amount.best

    return make


# A record and its retellings

DAYS = ("2023-01-10", "2023-01-12", "2023-02-20")


@pytest.mark.parametrize("days", list(itertools.permutations(DAYS)))
def test_a_record_is_the_value_against_every_retelling_in_every_order(now, days):
    own, one, two = days
    rows = (record(600, own), by_ann("ap", 60, one), by_ann("efe", 60, two))
    assert now(*rows) == 600


def test_ten_retellings_of_a_record_do_not_outvote_it(now):
    relays = [by_ann(f"paper{n}", 60) for n in range(10)]
    assert now(record(600), *relays) == 600


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({}, 600),
        ({"window": "2023-01-01/.."}, 600),  # up to no day that it names
        ({"window": "../2023-01-08"}, 600),  # no newer one
        ({"said_on": "2023-01-08"}, 600),
        ({"window": "../2023-02-18"}, 700),
        ({"said_on": "2023-02-18"}, 700),
    ],
)
def test_a_relay_begins_a_new_telling_only_where_it_names_a_newer_day(now, cells, value):
    assert now(record(600), by_ann("ap", 700, "2023-02-20", **cells)) == value


def test_without_a_record_the_newest_relay_is_a_new_telling(now):
    assert now(by_ann("efe", 600), by_ann("ap", 700, "2023-02-20")) == 700


@pytest.mark.parametrize("later", [700, 500])
def test_a_later_statement_of_the_voice_replaces_its_record(now, later):
    assert now(record(600), record(later, "2023-02-20")) == later


def test_a_relay_of_the_older_record_does_not_bring_it_back(now):
    older, newer = record(600), record(500, "2023-02-20")
    assert now(older, newer, by_ann("ap", 600, "2023-04-20")) == 500
    said = by_ann("ap", 500, "2023-02-20", said_on="2023-02-19")
    assert now(older, said, by_ann("efe", 600, "2023-04-20")) == 500


# Relays among themselves


def test_of_one_week_stands_what_most_independent_origins_print(now):
    assert now(by_ann("ap", 60_000), by_ann("reuters", 60_000), by_ann("efe", 60)) == 60_000


def test_many_relays_of_one_misprint_are_one_origin(now):
    relays = [by_ann(paper, 60, origin_ids="efe") for paper in ("times", "post", "globe")]
    assert now(by_ann("ap", 60_000), by_ann("reuters", 60_000), *relays) == 60_000


@pytest.mark.parametrize("grade", ["E", "F"])
def test_what_a_rewriter_prints_never_outvotes_others_and_is_heard_alone(now, grade):
    weak = [by_ann(f"blog{n}", 60, "2023-01-12") for n in range(5)]
    sources = [{"source_id": row["source_id"], "reliability": grade} for row in weak]
    assert now(by_ann("ap", 60_000), *weak, sources=sources) == 60_000
    assert now(*weak, sources=sources) == 60


def test_hearsay_never_outvotes_others(now):
    hearsay = [by_ann(f"paper{n}", 60, "2023-02-20", doubt="hearsay") for n in range(5)]
    assert now(by_ann("ap", 60_000), *hearsay) == 60_000


@pytest.mark.parametrize("order", list(itertools.permutations(["ap", "reuters", "times"])))
def test_of_one_day_the_best_grade_stands_first_whatever_the_pages_are_called(now, order):
    one, two, three = order
    rows = (by_ann(one, 60), by_ann(two, 90), by_ann(three, 140))
    sources = [
        {"source_id": f"{one}-2023-01-10", "reliability": "C"},
        {"source_id": f"{two}-2023-01-10", "reliability": "B"},
        {"source_id": f"{three}-2023-01-10", "reliability": "D"},
    ]
    assert now(*rows, sources=sources) == 90


def test_a_value_is_heard_before_a_bound_that_holds_with_it(voices):
    found = voices(by_ann("ap", 1050), by_ann("efe", low=1000, hedge="over"))["ALF"]
    assert found.amount.best == 1050
    assert found.n_sources == 1


def test_the_finer_of_two_numbers_that_are_one_is_printed(now):
    assert now(by_ann("times", 3765), by_ann("ap", 3700)) == 3765


# Repeats


def test_a_repeat_is_no_news(voices):
    found = voices(
        by_ann("ap", 600),
        by_ann("efe", 600, "2023-03-01", speaker_id=None, origin_ids="ann"),
    )["ALF"]
    assert (found.since, found.told) == (date(2023, 1, 10), date(2023, 1, 10))
    assert found.n_sources == 2


def test_who_says_it_again_has_said_it_again(voices):
    found = voices(by_ann("ap", 600), by_ann("efe", 600, "2023-03-01"))["ALF"]
    assert (found.since, found.told) == (date(2023, 1, 10), date(2023, 3, 1))


def test_an_old_total_repeated_after_a_newer_one_is_no_news(now):
    rows = (by_ann("ap", 600), by_ann("efe", 700, "2023-02-20"))
    assert now(*rows, by_ann("times", 600, "2023-03-20")) == 700
    # the other way round several who tell it anew say that the one was a slip
    many = [by_ann(paper, 600, "2023-03-20") for paper in ("times", "post", "globe")]
    assert now(*rows, *many) == 600


def test_a_stock_may_come_back_to_what_it_was(now):
    rows = (by_ann("ap", 600), by_ann("efe", 700, "2023-02-20"), by_ann("ap", 600, "2023-03-20"))
    assert now(*rows, attribute="stock") == 600


# Totals that grow


def test_the_newest_total_of_a_voice_is_its_value_and_older_ones_are_its_history(voices):
    rows = [by_ann("ap", 100 * n, f"2023-0{n}-10", window=f"../2023-0{n}-09") for n in range(1, 7)]
    found = voices(*rows)["ALF"]
    assert (found.amount.best, found.as_of) == (600, date(2023, 6, 9))
    assert found.claim_ids == ("ap-2023-06-10.001",)


# Whose voice it is


def test_two_who_speak_for_one_state_are_one_voice_and_the_newer_word_stands(voices):
    found = voices(by_ann("ap", 600), by_ann("efe", 700, "2023-02-20", speaker_id="dora"))
    assert list(found) == ["ALF"]
    assert (found["ALF"].amount.best, found["ALF"].speaker) == (700, "dora")


def test_unnamed_origins_are_a_voice_only_where_nobody_else_speaks(voices):
    unnamed = by_ann("times", 60, speaker_id=None, origin_ids="unknown")
    assert list(voices(unnamed)) == ["unknown"]
    assert list(voices(unnamed, by_ann("ap", 70))) == ["ALF"]


# Laws

LAW = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

ROW = st.tuples(
    st.sampled_from(["gov", "ap", "efe", "times"]),
    st.sampled_from([60, 600, 620, 700, 60_000]),
    st.sampled_from(["2023-01-10", "2023-01-12", "2023-01-25", "2023-03-20", "2023-06-20"]),
)


@given(st.lists(ROW, min_size=1, max_size=8), st.randoms())
@LAW
def test_the_order_of_rows_and_the_names_of_pages_change_nothing(voices, rows, random):
    renamed = {"gov": "gov", "ap": "zeta", "efe": "yota", "times": "alpha"}
    order = random.sample(rows, len(rows))
    found = voices(*(by_ann(*row) for row in rows))["ALF"]
    other = voices(*(by_ann(renamed[o], *rest) for o, *rest in order))["ALF"]
    assert (other.amount, other.since, other.told, other.n_sources) == (
        found.amount, found.since, found.told, found.n_sources
    )  # fmt: skip


@given(st.lists(ROW, min_size=1, max_size=8), st.sampled_from([60, 60_000]), st.integers(11, 28))
@LAW
def test_no_relay_moves_a_voice_that_has_a_record(voices, rows, value, day):
    own = record(620, "2023-06-30")
    before = voices(*(by_ann(*row) for row in rows), own)["ALF"]
    relay = by_ann("post", value, f"2023-07-{day}")
    after = voices(*(by_ann(*row) for row in rows), own, relay)["ALF"]
    assert before.amount.best == after.amount.best == 620


def test_a_bound_stays_a_bound_where_most_documents_have_it_so(voices):
    over = {"low": 1000, "hedge": "over"}
    kept = voices(by_ann("ap", **over), by_ann("efe", **over), by_ann("rehash", 1000))["ALF"]
    assert (kept.amount.low, kept.amount.best, kept.amount.high) == (1000, None, None)
    given_up = voices(by_ann("ap", **over), by_ann("efe", 1000), by_ann("rehash", 1000))["ALF"]
    assert given_up.amount.best == 1000


def test_a_rounding_told_within_a_month_is_no_news(now, voices):
    bound = by_ann("ap", high=9800, hedge="up_to")
    rounded = by_ann("efe", 10_000, "2023-01-31")
    kept = voices(bound, rounded)["ALF"]
    assert (kept.amount.best, kept.amount.high) == (None, 9800)
    assert now(by_ann("ap", 9800), {**rounded, "said_on": "2023-01-30"}) == 10_000
    assert now(by_ann("ap", 9800), by_ann("efe", 10_000, "2023-02-28")) == 10_000
    assert now(by_ann("ap", 9800), by_ann("efe", 11_000, "2023-01-31")) == 11_000


def test_a_page_that_relays_several_is_one_voice_and_none_of_its_own(voices):
    joint = {"speaker_id": None, "origin_ids": "efe; reuters"}
    found = voices(by_ann("ap", 60, **joint))
    assert len(found) == 1
    beside = voices(by_ann("ap", 60, **joint), by_ann("reuters", 70, speaker_id=None))
    assert set(beside) == {"reuters"}


def test_a_number_is_first_told_where_it_stood_first_as_a_bound_or_not(voices):
    found = voices(
        by_ann("ap", day="2023-01-10", low=220, hedge="over"),
        by_ann("efe", 200, "2023-01-02"),
        by_ann("times", 220, "2023-02-10"),
        by_ann("herald", 220, "2023-02-10"),
    )["ALF"]
    assert found.first_id.startswith("ap-2023-01-10")


def test_a_stock_of_which_nothing_was_said_for_three_months_begins_anew(voices):
    early, late = by_ann("ap", 11_000, "2023-01-10"), by_ann("efe", 11_000, "2023-09-10")
    stock = voices(early, late, attribute="stock")["ALF"]
    assert stock.since == date(2023, 9, 10)
    assert stock.first_id.startswith("efe-2023-09-10")
    total = voices(early, late)["ALF"]
    assert total.first_id.startswith("ap-2023-01-10")
