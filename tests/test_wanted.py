"""What every analysis takes and refuses: a dataset, names, a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

import briefkit as bk
from briefkit.dataset import Dataset
from briefkit.errors import DateError, ParameterError, UnknownNameError

ANALYSES = [bk.cadence, bk.flows, bk.discrepancies]


@pytest.fixture
def ds(load_rows: Callable[..., Dataset]) -> Dataset:
    met = {"subject_id": "ann-bob-2023-01", "source_id": "ap-2023-02-01"}
    return load_rows(
        events=[{"event_id": "ann-bob-2023-01"}],
        flows=[
            {"flow_id": "diesel-alf-bet", "commodity": "diesel"},
            {"flow_id": "grain-alf-bet", "commodity": "grain"},
        ],
        claims=[
            {**met, "attribute": "actor", "value": "ann; bob"},
            {**met, "attribute": "date", "value": "2023-01-05"},
            {"subject_id": "diesel-alf-bet", "attribute": "quantity", "value": "100"},
            {"subject_id": "diesel-alf-bet", "attribute": "quantity", "value": "900"},
            {"subject_id": "grain-alf-bet", "attribute": "quantity", "value": "7"},
        ],
    )


@pytest.mark.parametrize(
    ("analysis", "name", "value", "listed"),
    [
        (bk.flows, "commodities", "diesel", ["diesel"]),
        (bk.flows, "commodities", "Diesel", ["diesel"]),
        (bk.flows, "commodities", None, []),
        (bk.flows, "routes", "alf>bet", ["ALF>BET"]),
        (bk.cadence, "dyads", "ALF-BET", ["ALF-BET"]),
        (bk.cadence, "dyads", ["BET-ALF"], ["ALF-BET"]),
        (bk.cadence, "dyads", "bet-alf", ["ALF-BET"]),
        (bk.cadence, "states", "alf", ["ALF"]),
        (bk.discrepancies, "attributes", "quantity", ["quantity"]),
    ],
)
def test_a_string_is_a_list_of_one_however_it_is_spelled(
    ds: Dataset, analysis: Callable[..., Any], name: str, value: object, listed: list[str]
) -> None:
    assert analysis(ds, **{name: value}).to_json() == analysis(ds, **{name: listed}).to_json()


def test_a_name_of_no_dyad_route_or_attribute_suggests_the_nearest(ds: Dataset) -> None:
    with pytest.raises(UnknownNameError, match=r"no dyad 'BTE-ALF'.*Did you mean 'ALF-BET'"):
        bk.cadence(ds, dyads="BTE-ALF")
    with pytest.raises(UnknownNameError, match=r"no route 'alf-bet'.*Did you mean 'ALF>BET'"):
        bk.flows(ds, routes="alf-bet")
    with pytest.raises(UnknownNameError, match=r"no attribute 'quantty'.*mean 'quantity'"):
        bk.discrepancies(ds, attributes="quantty")


@pytest.mark.parametrize("analysis", ANALYSES)
def test_since_after_until_is_refused_with_one_message(
    ds: Dataset, analysis: Callable[..., Any]
) -> None:
    with pytest.raises(DateError, match=r"^since 2023-10 is after until 2023-01\. Turn them"):
        analysis(ds, since="2023-10", until="2023-01")


@pytest.mark.parametrize("analysis", ANALYSES)
def test_a_window_may_be_given_as_text_number_or_date(
    ds: Dataset, analysis: Callable[..., Any]
) -> None:
    texts = analysis(ds, since="2023", until="2023-12-31").to_json()
    assert analysis(ds, since=2023, until=2023).to_json() == texts
    assert analysis(ds, since=pd.Timestamp(2023, 1, 1), until=date(2023, 12, 31)).to_json() == texts


@pytest.mark.parametrize("analysis", [*ANALYSES, bk.assess_ordinals])
def test_a_day_in_the_place_of_a_dataset_is_told_how_to_load_one(
    analysis: Callable[..., Any],
) -> None:
    with pytest.raises(ParameterError, match=r"bk\.load\(as_of='2023-09-17'\)"):
        analysis("2023-09-17")
    with pytest.raises(ParameterError, match=r"a DataFrame is no dataset.*bk\.load\(\)"):
        analysis(pd.DataFrame())
    with pytest.raises(ParameterError, match="is no dataset"):
        bk.changes(analysis, "2023-09-17", "2023-01")
