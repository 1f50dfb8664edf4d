"""What changed between two days, from the data alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from briefkit.analysis.cadence import cadence
from briefkit.analysis.changes import changes
from briefkit.analysis.discrepancies import discrepancies
from briefkit.analysis.flows import Flows, flows
from briefkit.dataset import Dataset
from briefkit.errors import ParameterError

Load = Callable[..., Dataset]

CLAIMS = [
    {
        "subject_id": "oil",
        "attribute": "quantity",
        "value": "100",
        "source_id": "herald-2023-01-10",
    },
    {"subject_id": "oil", "attribute": "quantity", "value": "300", "source_id": "times-2023-02-10"},
    {"subject_id": "oil", "attribute": "quantity", "value": "300", "source_id": "post-2023-02-11"},
]


@pytest.fixture
def ds(load_rows: Load) -> Dataset:
    return load_rows(flows=[{"flow_id": "oil"}], claims=CLAIMS)


def test_a_number_that_moved_names_the_claims_that_moved_it(ds: Dataset) -> None:
    result = changes(flows, ds, "2023-01")
    (change,) = result.numbers
    assert change.before is not None
    assert change.after is not None
    assert (change.before.best, change.after.best) == (100, 300)
    assert change.claim_ids == ("post-2023-02-11.001", "times-2023-02-10.001")
    assert result.source_ids == ("times-2023-02-10", "post-2023-02-11")


def test_the_claims_behind_both_values_are_named_also_those_that_count_no_more(
    load_rows: Load,
) -> None:
    correction = {
        **CLAIMS[0],
        "value": "90",
        "source_id": "herald-2023-02-12",
        "supersedes": "herald-2023-01-10.001",
    }
    ds = load_rows(flows=[{"flow_id": "oil"}], claims=[CLAIMS[0], correction])
    result = changes(flows, ds, "2023-01")
    assert result.claim_ids == ("herald-2023-01-10.001", "herald-2023-02-12.001")
    assert result.numbers[0].claim_ids == ("herald-2023-02-12.001",)


def test_a_relay_that_says_the_same_moves_nothing(load_rows: Load) -> None:
    relay = {**CLAIMS[0], "source_id": "post-2023-02-11", "origin_ids": "herald-2023-01-10"}
    ds = load_rows(flows=[{"flow_id": "oil"}], claims=[CLAIMS[0], relay])
    result = changes(flows, ds, "2023-01")
    assert result.numbers == ()
    assert result.source_ids == ("post-2023-02-11",)


def test_before_the_first_source_there_is_nothing_to_compare_with(ds: Dataset) -> None:
    assert changes(flows, ds, "2022-12").previous is None
    assert changes(flows, ds, "").previous is None


def test_previous_must_be_earlier(ds: Dataset) -> None:
    with pytest.raises(ParameterError, match="not before as_of"):
        changes(flows, ds, "2024")


def test_a_result_that_is_at_hand_is_not_computed_again(ds: Dataset) -> None:
    asked: list[Dataset] = []

    def counted(given: Dataset, **filters: Any) -> Flows:
        asked.append(given)
        return flows(given, **filters)

    at_hand = changes(counted, ds, "2023-01", now=flows(ds))
    assert [one.as_of for one in asked] == [date(2023, 1, 31)]
    assert at_hand == changes(flows, ds, "2023-01")
    assert at_hand.numbers
    with pytest.raises(ParameterError, match="got Flows of 2023-01-31 and a dataset of"):
        changes(flows, ds, "2023-01", now=flows(ds.at("2023-01")))


def test_a_result_says_what_changed_since_a_day_with_its_own_filters(load_rows: Load) -> None:
    claims = [{**claim, "subject_id": name} for name in ("gas", "oil") for claim in CLAIMS]
    named = [{"flow_id": name, "commodity": name} for name in ("gas", "oil")]
    ds = load_rows(flows=named, claims=claims)
    only = {"commodities": "oil", "since": "2022"}
    found = flows(ds, **only).since("2023-01")  # type: ignore[arg-type]
    assert found == changes(flows, ds, "2023-01", **only)
    assert [change.name for change in found.numbers] == ["flows.oil.quantity"]
    assert found.dataset is ds
    assert cadence(ds).since("").previous is None
    with pytest.raises(ParameterError, match="not before as_of"):
        discrepancies(ds).since("2024")
    with pytest.raises(ParameterError, match="does not know its dataset"):
        Flows(ds.as_of, (), ()).since("2023-01")


def test_a_filter_that_was_unknown_then_makes_everything_new(load_rows: Load) -> None:
    ds = load_rows(
        events=[{"event_id": "ann-bob-2023-02"}],
        flows=[{"flow_id": "oil"}],
        claims=[
            CLAIMS[0],
            {
                "subject_id": "ann-bob-2023-02", "attribute": "actor", "value": "ann; bob",
                "source_id": "times-2023-02-10",
            },
        ],
    )  # fmt: skip
    result = changes(cadence, ds, "2023-01", dyads=["ALF-BET"])
    assert result.numbers
    assert all(change.before is None for change in result.numbers)
