"""Flows: what is compared with what, conversions, totals; answers worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefkit.analysis.flows import flows
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError
from briefkit.vocab import Caveat, Stage

Load = Callable[..., Dataset]

FUEL = [
    {"flow_id": "fuel-alf-bet", "commodity": "fuel"},
    {"flow_id": "diesel-alf-bet", "commodity": "diesel", "part_of": "fuel-alf-bet"},
    {"flow_id": "gasoline-alf-bet", "commodity": "gasoline", "part_of": "fuel-alf-bet"},
]
TON = {"factor_id": "ton-any", "from": "ton", "low": "0.9", "best": "1", "high": "1.1"}
WAGON = {
    "factor_id": "wagon-fuel", "from": "rail-wagon", "to": "fuel",
    "low": "50", "best": "60", "high": "75",
}  # fmt: skip


def claim(subject: str, value: str | None, source: str = "herald-2023-01-31", **more: str) -> dict:
    return {
        "subject_id": subject,
        "attribute": "quantity",
        "value": value,
        "source_id": source,
    } | more


def test_windows_and_stages_stand_apart(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        claims=[
            claim("diesel-alf-bet", "100", window="2023-01"),
            claim("diesel-alf-bet", "300", window="2022-06/2023-01"),
            claim("diesel-alf-bet", "500", stage="planned"),
        ],
    )
    lines = {(x.window, x.stage): x.estimate.best for x in flows(ds).lines if x.estimate}
    assert lines == {
        ("2023-01", Stage.DONE): 100,
        ("2022-06/2023-01", Stage.DONE): 300,
        (None, Stage.PLANNED): 500,
    }


def test_observed_joins_done_because_both_have_happened(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        claims=[
            claim("diesel-alf-bet", "100"),
            claim("diesel-alf-bet", "100", "times-2023-01-30", stage="observed"),
        ],
    )
    assert [(x.stage, x.n_sources) for x in flows(ds).lines] == [(Stage.DONE, 2)]


def test_a_bare_ton_joins_tonnes_as_an_interval(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        factors=[TON],
        claims=[claim("diesel-alf-bet", "60000", unit="ton", speaker_id="ann")],
    )
    (line,) = flows(ds).lines
    assert line.estimate is not None
    assert (line.unit, line.estimate.low, line.estimate.best) == ("t", 54000, 60000)
    assert line.estimate.high == pytest.approx(66000)


def test_without_a_factor_tons_and_tonnes_stay_apart(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        claims=[claim("diesel-alf-bet", "60"), claim("diesel-alf-bet", "60", unit="ton")],
    )
    assert sorted(line.unit for line in flows(ds).lines) == ["t", "ton"]


def test_sixty_tonnes_are_one_rail_wagon_and_sixty_thousand_a_thousand(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        factors=[WAGON],
        claims=[claim("fuel-alf-bet", "60"), claim("diesel-alf-bet", "60000")],
    )
    n = {line.flow_id: line.equivalents[0].n for line in flows(ds).lines}
    assert (n["fuel-alf-bet"].low, n["fuel-alf-bet"].best, n["fuel-alf-bet"].high) == (
        pytest.approx(0.8),
        pytest.approx(1),
        pytest.approx(1.2),
    )
    assert n["diesel-alf-bet"].best == pytest.approx(1000)


def test_a_container_holds_rounds_but_stays_a_container(load_rows: Load) -> None:
    ds = load_rows(
        flows=[{"flow_id": "munitions-alf-bet"}],
        factors=[
            {
                "factor_id": "rounds", "from": "container", "to": "munitions",
                "low": "400", "best": "450", "high": "450", "unit": "round",
            }
        ],
        claims=[
            claim("munitions-alf-bet", None, low="1000", hedge="over", unit="container")
        ],
    )  # fmt: skip
    (line,) = flows(ds).lines
    assert line.unit == "container"
    assert line.estimate is not None
    assert (line.estimate.low, line.estimate.best, line.estimate.high) == (1000, None, None)
    assert Caveat.FLOOR_ONLY in line.estimate.caveats
    rounds = line.equivalents[0].n
    assert (rounds.low, rounds.best, rounds.high) == (400_000, None, None)


def test_a_total_below_its_parts_does_not_hold(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        factors=[TON],
        claims=[
            claim("fuel-alf-bet", "60", unit="ton"),
            claim("diesel-alf-bet", "60000"),
            claim("gasoline-alf-bet", "60000"),
        ],
    )
    (check,) = flows(ds).totals
    assert (check.parts.best, check.holds) == (120_000, False)


def test_a_total_with_a_part_unknown_is_not_checked(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL, claims=[claim("fuel-alf-bet", "60"), claim("diesel-alf-bet", "60000")]
    )
    assert flows(ds).totals == ()


def test_a_denial_gives_no_number_and_is_kept(load_rows: Load) -> None:
    ds = load_rows(
        flows=FUEL,
        claims=[
            claim("diesel-alf-bet", "100", speaker_id="ann"),
            claim("diesel-alf-bet", "100", speaker_id="bob", modality="denied"),
        ],
    )
    (line,) = flows(ds).lines
    assert line.estimate is not None
    assert line.estimate.n_voices == 1
    assert len(line.denied_ids) == 1


def test_filters_suggest_the_nearest(load_rows: Load) -> None:
    ds = load_rows(flows=FUEL, claims=[claim("diesel-alf-bet", "100")])
    with pytest.raises(UnknownNameError, match="Did you mean 'diesel'"):
        flows(ds, commodities=["deisel"])
    with pytest.raises(UnknownNameError, match=r"ALF>BET"):
        flows(ds, routes=["BET>ALF"])


def test_frame_and_json_say_the_same(load_rows: Load) -> None:
    ds = load_rows(flows=FUEL, claims=[claim("diesel-alf-bet", "100")])
    result = flows(ds)
    assert result.frame.loc[0, "best"] == 100
    assert result.to_json()["flows"][0]["estimate"]["best"] == 100  # type: ignore[index]
    with pytest.raises(UnknownNameError, match="diesel-alf-bet"):
        result.line("flows.diesel-alf-bet.quantit")
