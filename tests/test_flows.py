"""Flows: series and periods, what answers "how much", wholes and parts, conversions; by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefkit.analysis.flows import Flows, flows
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError
from briefkit.vocab import Caveat, Stage

Load = Callable[..., Dataset]

DIESEL, GASOLINE, WHOLE = "diesel-alf-bet", "gasoline-alf-bet", "fuel-alf-bet"
FUEL = [
    {"flow_id": WHOLE, "commodity": "fuel"},
    {"flow_id": DIESEL, "commodity": "diesel", "part_of": WHOLE},
    {"flow_id": GASOLINE, "commodity": "gasoline", "part_of": WHOLE},
]
TON = {"factor_id": "ton-any", "from": "ton", "low": "0.9", "best": "1", "high": "1.1"}
WAGON = {
    "factor_id": "wagon-fuel", "from": "rail-wagon", "to": "fuel",
    "low": "50", "best": "60", "high": "75",
}  # fmt: skip


def claim(
    subject: str, value: object, source: str = "herald-2023-01-31", **more: object
) -> dict[str, object]:
    return {
        "subject_id": subject,
        "attribute": "quantity",
        "value": value,
        "source_id": source,
    } | more


def fuel_with(parts: str | None) -> list[dict[str, str]]:
    """The three flows, the whole saying how its parts relate."""
    return [{**FUEL[0], "parts": parts} if parts else FUEL[0], *FUEL[1:]]


def bounds(line: FlowLine) -> tuple[float | None, ...]:
    found = line.estimate
    return () if found is None else (found.low, found.best, found.high)


def values(result: Flows) -> dict[str, float | None]:
    return {line.name: line.estimate.best for line in result.lines if line.estimate}


# Series and periods


def test_a_period_a_total_and_a_plan_stand_apart(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        claims=[
            claim(DIESEL, 100, window="2023-01"),
            claim(DIESEL, 300, "times-2023-12-31", window="2022-06/2023-01"),
            claim(DIESEL, 400),
            claim(DIESEL, 500, stage="planned"),
        ],
    )
    lines = {(x.window, x.stage): x.estimate.best for x in flows(ds).lines if x.estimate}
    assert lines == {
        ("2023-01", Stage.DONE): 100,
        ("2022-06/2023-01", Stage.DONE): 300,
        (None, Stage.DONE): 400,
        (None, Stage.PLANNED): 500,
    }


def test_a_count_that_began_lately_is_one_line_however_many_days_it_is_told_of(
    load_rows: Load,
) -> None:
    claims = [
        claim(DIESEL, n, f"ap-2023-01-{day}", window=f"2023-01-01/2023-01-{day}", speaker_id="ann")
        for n, day in ((100, "14"), (120, "15"), (120, "17"))
    ]
    (line,) = flows(load_rows(flows=FUEL, claims=claims)).lines
    assert (line.window, bounds(line)) == ("2023-01-01/2023-01-17", (120, 120, 120))


def test_what_was_seen_joins_what_was_done_because_both_have_happened(load_rows: Load) -> None:
    seen = claim(DIESEL, 100, "times-2023-01-30", stage="observed")
    ds = load_rows(flows=FUEL, claims=[claim(DIESEL, 100), seen])
    assert [(x.stage, x.n_sources) for x in flows(ds).lines] == [(Stage.DONE, 2)]


def test_running_totals_are_one_series_whose_newest_telling_is_the_value(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, 100 * n, f"ap-2023-0{n}-20", window=f"../2023-0{n}-15", speaker_id="ann")
        for n in range(1, 8)
    ]
    (line,) = flows(load_rows(flows=FUEL, claims=claims)).lines
    assert (line.window, bounds(line)) == (None, (700, 700, 700))
    assert line.speaks_of == date(2023, 7, 15)
    assert len(line.claims) == 7  # the older ones are its history


def test_a_series_keeps_its_name_from_edition_to_edition(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, 100, "ap-2023-01-20", window="2022-02-24/2023-01-19"),
        claim(DIESEL, 200, "ap-2023-03-20", window="2022-02-24/2023-03-19"),
        claim(DIESEL, 300, "ap-2023-05-20"),
    ]
    ds = load_rows(flows=FUEL, claims=claims)
    found = [values(flows(ds.at(day))) for day in ("2023-01-31", "2023-03-31", "2023-05-31")]
    assert found == [{f"flows.{DIESEL}.quantity": n} for n in (100, 200, 300)]


def test_a_count_that_began_lately_is_called_by_its_first_day(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, n, f"ap-2023-01-{day}", window=f"2023-01-01/2023-01-{day}", speaker_id="ann")
        for n, day in ((100, "14"), (120, "15"), (130, "17"))
    ]
    ds = load_rows(flows=FUEL, claims=claims)
    found = [values(flows(ds.at(f"2023-01-{day}"))) for day in (14, 16, 31)]
    assert found == [{f"flows.{DIESEL}.quantity.since_2023-01-01": n} for n in (100, 120, 130)]


def test_a_name_holds_the_unit_where_the_corpus_has_several_even_before_they_are_known(
    load_rows: Load,
) -> None:
    claims = [claim(DIESEL, 100), claim(DIESEL, 7, "ap-2023-05-20", unit="wagon")]
    ds = load_rows(flows=FUEL, claims=claims)
    assert list(values(flows(ds.at("2023-02")))) == [f"flows.{DIESEL}.quantity.t"]


def test_a_stock_is_what_is_there_on_the_newest_day(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, 900, "ap-2023-01-20", attribute="stock", window="2023-01-19"),
        claim(DIESEL, 300, "ap-2023-03-20", attribute="stock", window="2023-03-19"),
    ]
    (line,) = flows(load_rows(flows=FUEL, claims=claims)).lines
    assert (line.attribute, line.window, bounds(line)) == ("stock", None, (300, 300, 300))
    assert line.speaks_of == date(2023, 3, 19)


def test_what_is_no_word_on_the_whole_stands_on_the_line_and_not_in_its_number(
    load_rows: Load,
) -> None:
    claims = [
        claim(DIESEL, 100),
        claim(DIESEL, 5000, "ap-2023-01-30", extent="capacity"),
        claim(DIESEL, 40, "efe-2023-01-30", extent="lot"),
        claim(DIESEL, None, "reuters-2023-01-30", hedge="some"),
        claim(DIESEL, 100, "times-2023-01-30", modality="denied", speaker_id="bob"),
    ]
    (line,) = flows(load_rows(flows=FUEL, claims=claims)).lines
    assert bounds(line) == (100, 100, 100)
    assert (len(line.claims), line.n_voices, len(line.denied_ids)) == (5, 1, 1)


# What answers "how much"


def latest(ds: Dataset) -> FlowLine:
    (line,) = flows(ds).latest
    return line


def test_the_newest_period_answers_and_not_an_older_one_of_more_voices(load_rows: Load) -> None:
    claims = [
        *(
            claim(DIESEL, 100, f"{o}-2023-02-05", window="2023-01")
            for o in ("ap", "efe", "reuters")
        ),
        claim(DIESEL, 50, "times-2023-03-05", window="2023-02"),
    ]
    line = latest(load_rows(flows=FUEL, claims=claims))
    assert (line.window, bounds(line)) == ("2023-02", (50, 50, 50))


def test_of_a_period_and_a_shorter_one_with_its_number_the_shorter_answers(
    load_rows: Load,
) -> None:
    claims = [
        claim(DIESEL, 30, "ap-2023-02-05", window="2022-11"),
        claim(DIESEL, 30, "times-2023-03-05", window="2022"),
    ]
    assert latest(load_rows(flows=FUEL, claims=claims)).window == "2022-11"
    claims[1]["value"] = 90
    assert latest(load_rows(flows=FUEL, claims=claims)).window == "2022"


def test_a_total_answers_where_it_is_told_in_as_many_documents_or_half_a_year_later(
    load_rows: Load,
) -> None:
    period = [claim(DIESEL, 100, f"{o}-2023-02-05", window="2023-01") for o in ("ap", "efe")]
    total = claim(DIESEL, 900, "times-2023-02-05")
    assert latest(load_rows(flows=FUEL, claims=[*period, total])).window == "2023-01"
    assert latest(load_rows(flows=FUEL, claims=[period[0], total])).window is None
    late = claim(DIESEL, 900, "times-2023-12-05")
    assert latest(load_rows(flows=FUEL, claims=[*period, late])).window is None


# Two voices of a growing total


def series(n: int, *factors: int, days: int = 7) -> list[dict[str, object]]:
    """``n`` documents of each of several voices, whose totals grow, one so many times another's."""
    first = date(2021, 3, 1)
    speakers = ("ann", "bob", "cleo")
    found = []
    for i in range(n):
        day = first + timedelta(days=days * i)
        for speaker, factor in zip(speakers, factors, strict=False):
            cells = {"window": f"2020-02-24/{day}", "speaker_id": speaker}
            found.append(claim(DIESEL, factor * (500 + 20 * i), f"{speaker}paper-{day}", **cells))
    return found


@pytest.mark.parametrize("n", [20, 60, 129])
def test_two_voices_twice_apart_give_a_range_however_many_documents_each_has(
    load_rows: Load, n: int
) -> None:
    (line,) = flows(load_rows(flows=FUEL, claims=series(n, 1, 2))).lines
    last = 500 + 20 * (n - 1)
    assert bounds(line) == (last, None, 2 * last)
    assert line.n_voices == 2


@pytest.mark.parametrize("n", [20, 60, 129])
def test_the_newest_running_total_of_three_voices_is_the_median_of_their_newest(
    load_rows: Load, n: int
) -> None:
    (line,) = flows(load_rows(flows=FUEL, claims=series(n, 1, 2, 3))).lines
    last = 500 + 20 * (n - 1)
    assert bounds(line) == (last, 2 * last, 3 * last)


# Units and magnitudes


def test_a_bare_ton_joins_the_tonnes_and_makes_no_range(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, 60_000, unit="ton", speaker_id="ann"),
        claim(DIESEL, 60_000, "ap-2023-01-30", speaker_id="bob"),
    ]
    (line,) = flows(load_rows(flows=FUEL, factors=[TON], claims=claims)).lines
    assert (line.unit, bounds(line)) == ("t", (60_000, 60_000, 60_000))
    assert line.n_voices == 2


def test_a_bare_ton_alone_keeps_its_name(load_rows: Load) -> None:
    (line,) = flows(load_rows(flows=FUEL, claims=[claim(DIESEL, 60, unit="ton")])).lines
    assert (line.unit, line.dimension, bounds(line)) == ("ton", "t", (60, 60, 60))


def test_sixty_tonnes_are_one_rail_wagon_and_sixty_thousand_a_thousand(load_rows: Load) -> None:
    ds = load_rows(flows=FUEL, factors=[WAGON], claims=[claim(WHOLE, 60), claim(DIESEL, 60_000)])
    n = {line.flow_id: line.equivalents[0].n for line in flows(ds).lines}
    assert (n[WHOLE].low, n[WHOLE].best, n[WHOLE].high) == (
        pytest.approx(0.8),
        pytest.approx(1),
        pytest.approx(1.2),
    )
    assert n[DIESEL].best == pytest.approx(1000)


def test_nothing_is_measured_by_a_factor_before_it_came_out(load_rows: Load) -> None:
    seen = {**WAGON, "known_on": "2023-05-01"}
    ds = load_rows(flows=FUEL, factors=[seen], claims=[claim(DIESEL, 60_000)])
    found = {day: flows(ds.at(day)).lines[0].equivalents for day in ("2023-04-30", "2023-05-01")}
    assert not found["2023-04-30"]
    assert found["2023-05-01"][0].n.best == pytest.approx(1000)


def test_a_container_holds_rounds_but_stays_a_container(load_rows: Load) -> None:
    factor = {
        "factor_id": "rounds", "from": "container", "to": "munitions",
        "low": "400", "best": "450", "high": "450", "unit": "round",
    }  # fmt: skip
    munitions = "munitions-alf-bet"
    many = claim(munitions, None, low=1000, hedge="over", unit="container")
    ds = load_rows(flows=[{"flow_id": munitions}], factors=[factor], claims=[many])
    (line,) = flows(ds).lines
    assert (line.unit, bounds(line)) == ("container", (1000, None, None))
    assert line.estimate is not None
    assert Caveat.FLOOR_ONLY in line.estimate.caveats
    rounds = line.equivalents[0].n
    assert (rounds.low, rounds.best, rounds.high) == (400_000, None, None)


# Wholes and parts


@pytest.mark.parametrize(
    ("parts", "n_checks"),
    [(None, 0), ("overlapping", 0), ("disjoint", 1), ("exhaustive", 1)],
)
def test_parts_are_summed_only_where_the_data_say_that_they_are_apart(
    load_rows: Load, parts: str | None, n_checks: int
) -> None:
    claims = [claim(WHOLE, 100), claim(DIESEL, 60), claim(GASOLINE, 60)]
    result = flows(load_rows(flows=fuel_with(parts), claims=claims))
    assert len(result.totals) == n_checks
    for check in result.totals:
        assert (check.parts.low, check.parts.best, check.parts.high) == (120, 120, None)
        assert not check.holds


def test_a_whole_as_large_as_its_parts_together_holds(load_rows: Load) -> None:
    claims = [claim(WHOLE, 118), claim(DIESEL, 60), claim(GASOLINE, 60)]
    (check,) = flows(load_rows(flows=fuel_with("disjoint"), claims=claims)).totals
    assert check.holds  # within a twentieth


@pytest.mark.parametrize(
    "other",
    [{"window": "2023-01"}, {"unit": "wagon"}, {"stage": "planned"}, {"value": None}],
    ids=str,
)
def test_parts_of_another_window_unit_or_step_are_not_summed(load_rows: Load, other: dict) -> None:
    hedge = {"hedge": "some"} if "value" in other else {}
    claims = [claim(WHOLE, 100), claim(DIESEL, 60), {**claim(GASOLINE, 60), **other, **hedge}]
    assert flows(load_rows(flows=fuel_with("disjoint"), claims=claims)).totals == ()


def test_parts_that_are_told_later_than_the_whole_say_nothing_of_it(load_rows: Load) -> None:
    late = "herald-2024-01-31"
    claims = [claim(WHOLE, 100), claim(DIESEL, 80, late), claim(GASOLINE, 80, late)]
    assert flows(load_rows(flows=fuel_with("disjoint"), claims=claims)).totals == ()
    early = [claim(WHOLE, 100, late), claim(DIESEL, 80), claim(GASOLINE, 80)]
    (check,) = flows(load_rows(flows=fuel_with("disjoint"), claims=early)).totals
    assert not check.holds


def test_a_number_is_printed_in_the_unit_in_which_it_was_told(load_rows: Load) -> None:
    barrel = {"factor_id": "bbl", "from": "bbl", "to": "fuel", "low": "0.1", "best": "0.125",
              "high": "0.15"}  # fmt: skip
    claims = [
        claim(WHOLE, 30_000, window="2019", unit="t"),
        claim(WHOLE, 1_000, window="2020", unit="bbl"),
        claim(WHOLE, 2_000, window="2021", unit="bbl"),
    ]
    lines = flows(load_rows(flows=FUEL, factors=[barrel], claims=claims)).lines
    assert {(x.window, x.unit, *bounds(x)[1:2]) for x in lines} == {
        ("2019", "t", 30_000), ("2020", "bbl", 1_000), ("2021", "bbl", 2_000),
    }  # fmt: skip


def test_of_as_many_documents_the_newer_word_answers(load_rows: Load) -> None:
    claims = [
        claim(WHOLE, 100, "herald-2023-09-30", window="2023-02/2023-09"),
        claim(WHOLE, 150, "times-2024-01-31", window="2023"),
    ]
    (line,) = flows(load_rows(flows=FUEL, claims=claims)).latest
    assert line.window == "2023"


def test_a_count_that_has_run_for_long_leaves_no_line_of_its_first_days(load_rows: Load) -> None:
    claims = [
        claim(WHOLE, 10, "herald-2023-09-10", window="2023-09-01/2023-09-10"),
        claim(WHOLE, 90, "herald-2023-12-19", window="2023-09-01/2023-12-19"),
    ]
    assert values(flows(load_rows(flows=FUEL, claims=claims))) == {f"flows.{WHOLE}.quantity": 90}


def test_words_that_are_a_slip_take_no_number_from_who_is_credited(load_rows: Load) -> None:
    actors = [{"actor_id": "institute", "kind": "body", "name": "An institute"}]
    sources = [
        {"source_id": "herald-2023-01-31", "origin_ids": "institute"},
        {"source_id": "blog-2023-02-03", "kind": "rewriter", "reliability": "E",
         "origin_ids": "institute"},
    ]  # fmt: skip
    claims = [
        claim(WHOLE, 17, speaker_id="institute"),
        claim(WHOLE, 17, "blog-2023-02-03", speaker_id="ann", doubt="slip"),
    ]
    (line,) = flows(load_rows(flows=FUEL, actors=actors, sources=sources, claims=claims)).lines
    assert {v.voice for v in line.voices} == {"institute"}


def test_a_whole_below_one_of_its_parts_is_a_floor(load_rows: Load) -> None:
    ds = load_rows(flows=FUEL, claims=[claim(WHOLE, 60), claim(DIESEL, 60_000)])
    whole = flows(ds).line(f"flows.{WHOLE}.quantity")
    assert bounds(whole) == (60_000, None, None)
    assert whole.estimate is not None
    assert len(whole.estimate.claim_ids) == 2
    assert Caveat.SOURCES_DISAGREE in whole.estimate.caveats


def test_a_part_told_later_than_its_whole_has_grown_since(load_rows: Load) -> None:
    later = claim(DIESEL, 60_000, "ap-2023-06-30")
    ds = load_rows(flows=FUEL, claims=[claim(WHOLE, 60), later])
    assert bounds(flows(ds).line(f"flows.{WHOLE}.quantity")) == (60, 60, 60)


# Filters and shapes


def test_filters_suggest_the_nearest(load_rows: Load) -> None:
    ds = load_rows(flows=FUEL, claims=[claim(DIESEL, 100)])
    with pytest.raises(UnknownNameError, match="Did you mean 'diesel'"):
        flows(ds, commodities=["deisel"])
    with pytest.raises(UnknownNameError, match=r"ALF>BET"):
        flows(ds, routes=["BET>ALF"])


def test_a_time_filter_keeps_what_overlaps_it(load_rows: Load) -> None:
    claims = [
        claim(DIESEL, 100, "ap-2023-06-05", window="2023-01"),
        claim(DIESEL, 200, "ap-2023-06-06", window="2023-05"),
        claim(GASOLINE, 300, "ap-2023-06-07"),
    ]
    ds = load_rows(flows=FUEL, claims=claims)
    assert [values(flows(ds, since="2023-04")), values(flows(ds, until="2023-02"))] == [
        {f"flows.{DIESEL}.quantity.2023-05": 200, f"flows.{GASOLINE}.quantity": 300},
        {f"flows.{DIESEL}.quantity.2023-01": 100},
    ]


def test_frame_and_json_say_the_same(load_rows: Load) -> None:
    result = flows(load_rows(flows=FUEL, claims=[claim(DIESEL, 100)]))
    assert result.frame.loc[0, "best"] == 100
    (shown,) = result.to_json()["flows"]  # type: ignore[misc]
    assert shown["estimate"]["best"] == 100
    assert (shown["n_voices"], shown["form"], shown["speaks_of"]) == (1, "value", "2023-01-31")
    with pytest.raises(UnknownNameError, match=DIESEL):
        result.line(f"flows.{DIESEL}.quantit")


# Laws

ROWS = st.lists(
    st.tuples(
        st.sampled_from([WHOLE, DIESEL, GASOLINE, "grain-alf-bet"]),
        st.sampled_from([60, 62, 100, 1000, 60_000]),
        st.sampled_from(["ap", "efe", "times"]),
        st.sampled_from(["2023-01-31", "2023-02-03", "2023-04-01", "2023-12-01"]),
        st.sampled_from([None, "ann", "bob"]),
        st.sampled_from([None, None, "2023-01", "../2023-01-20", "2022-02-24/.."]),
    ),
    min_size=1,
    max_size=10,
)
LAW = settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
GRAIN = {"flow_id": "grain-alf-bet", "commodity": "grain"}


def rows_of(listed: list[tuple]) -> list[dict[str, object]]:
    return [
        claim(subject, value, f"{outlet}-{day}", speaker_id=speaker, window=window)
        for subject, value, outlet, day, speaker, window in listed
    ]


def shown(result: Flows, renamed: dict[str, str] | None = None) -> set[tuple[object, ...]]:
    """Return all that is printed of lines, flows named by what they were called before."""
    back = {new: old for old, new in (renamed or {}).items()}
    return {
        (back.get(x.flow_id, x.flow_id), x.attribute, x.window, x.unit, str(x.stage), bounds(x),
         x.n_voices, x.n_sources, x.speaks_of, x.estimate and x.estimate.rule)
        for x in result.lines
    }  # fmt: skip


@LAW
@given(ROWS, st.randoms())
def test_the_order_of_rows_and_the_names_of_flows_change_nothing_but_names(
    load_rows: Load, listed: list, random: object
) -> None:
    listed_flows = [*fuel_with("disjoint"), GRAIN]
    before = flows(load_rows(flows=listed_flows, claims=rows_of(listed)))
    renamed = {WHOLE: "a-whole", DIESEL: "z-part", GASOLINE: "b-part", "grain-alf-bet": "y-grain"}
    other_flows = [
        {**row, "flow_id": renamed[row["flow_id"]]}
        | ({"part_of": renamed[row["part_of"]]} if "part_of" in row else {})
        for row in reversed(listed_flows)
    ]
    turned = random.sample(rows_of(listed), len(listed))  # type: ignore[attr-defined]
    claims = [{**row, "subject_id": renamed[row["subject_id"]]} for row in turned]
    after = flows(load_rows(flows=other_flows, claims=claims))
    assert shown(after, renamed) == shown(before)
    totals = [
        sorted(str((c.whole.best, c.parts.low, c.holds)) for c in found.totals)
        for found in (before, after)
    ]
    assert totals[0] == totals[1]


@LAW
@given(ROWS)
def test_a_subject_that_is_no_part_of_another_changes_nothing_of_it(
    load_rows: Load, listed: list
) -> None:
    fuel = [row for row in listed if row[0] != "grain-alf-bet"]
    if not fuel:
        return
    alone = flows(load_rows(flows=[*FUEL, GRAIN], claims=rows_of(fuel)))
    beside = flows(load_rows(flows=[*FUEL, GRAIN], claims=rows_of(listed)))
    kept = {row for row in shown(beside) if row[0] != "grain-alf-bet"}
    assert kept == shown(alone)


@LAW
@given(ROWS)
def test_every_number_lies_between_its_ends(load_rows: Load, listed: list) -> None:
    for line in flows(load_rows(flows=[*FUEL, GRAIN], claims=rows_of(listed))).lines:
        known = [number for number in bounds(line) if number is not None]
        assert known == sorted(known)
