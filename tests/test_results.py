"""What the results of all analyses share: typed frames, shown in part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import briefkit as bk
from briefkit.analysis.results import Result
from briefkit.dataset import Dataset

Load = Callable[..., Dataset]

N = 30


def rows_of(n: int) -> dict[str, Any]:
    """A corpus of so many flows with two numbers each, of as many contacts and ordinals."""
    flows = [f"oil-{i:02}" for i in range(n)]
    days = [f"2022-{1 + i // 28:02}-{1 + i % 28:02}" for i in range(n)]
    met = {f"ann-bob-{day}": day for day in days}
    claims = []
    for name in flows:
        about = {"subject_id": name, "attribute": "quantity", "window": "2022-12"}
        claims.append({**about, "value": "4000000", "source_id": "herald-2023-01-10"})
        claims.append({**about, "value": "12345678", "source_id": "times-2023-02-10"})
    for i, (name, day) in enumerate(met.items(), 1):
        for attribute, value in (("actor", "ann; bob"), ("date", day), ("ordinal", str(i))):
            claim = {"subject_id": name, "attribute": attribute, "value": value}
            is_ordinal = attribute == "ordinal"
            claims.append({**claim, "unit": "meeting", "window": "2022"} if is_ordinal else claim)
    return {
        "flows": [{"flow_id": name} for name in flows],
        "events": [{"event_id": name, "kind": "meeting"} for name in met],
        "claims": claims,
    }


def results(ds: Dataset) -> list[Result]:
    return [
        bk.cadence(ds),
        bk.flows(ds),
        bk.discrepancies(ds),
        bk.changes(bk.flows, ds, "2023-01"),
        bk.assess_ordinals(ds),
    ]


def test_a_long_result_shows_twenty_rows_and_says_how_many_there_are_besides(
    load_rows: Load,
) -> None:
    for result in results(load_rows(**rows_of(N))):
        assert len(result.frame) == N
        assert len(repr(result)) < 200
        html, text = result._repr_html_(), str(result)
        assert html.count("<tr") == 1 + 20
        assert f"and {N - 20} more rows in .frame" in html
        assert text.startswith(repr(result))
        assert len(text.splitlines()) == 1 + 1 + 20 + 1
        assert text.endswith(f"and {N - 20} more rows in .frame")


def test_a_short_result_is_shown_whole_and_an_empty_one_says_so(load_rows: Load) -> None:
    for result in results(load_rows(**rows_of(2))):
        assert "more row" not in str(result)
        assert len(str(result).splitlines()) == 1 + 1 + 2
    empty = load_rows(claims=[])
    for analysis in (bk.cadence, bk.flows, bk.discrepancies, bk.assess_ordinals):
        result = analysis(empty)  # type: ignore[operator]
        assert str(result) == repr(result)
        assert result.frame.empty


def test_large_numbers_are_not_written_with_an_exponent(load_rows: Load) -> None:
    result = bk.flows(load_rows(**rows_of(1)))
    assert "12,345,678" in str(result)
    assert not re.search(r"\de[+-]\d", str(result) + result._repr_html_())


def test_lines_without_a_number_are_in_the_frame_and_not_shown(load_rows: Load) -> None:
    vague = {"subject_id": "oil", "attribute": "quantity", "value": None, "hedge": "some"}
    told = {"subject_id": "gas", "attribute": "quantity", "value": "5"}
    ds = load_rows(flows=[{"flow_id": "oil"}, {"flow_id": "gas"}], claims=[vague, told])
    result = bk.flows(ds)
    assert set(result.frame["flow_id"]) == {"oil", "gas"}
    assert "oil" not in str(result)
    assert "and 1 more row in .frame" in str(result)


def test_undated_contacts_are_in_the_frame_and_not_shown(load_rows: Load) -> None:
    undated = {"subject_id": "ann-bob-some-day", "attribute": "actor", "value": "ann; bob"}
    rows = rows_of(1)
    rows["events"].append({"event_id": "ann-bob-some-day"})
    result = bk.cadence(load_rows(**rows | {"claims": [*rows["claims"], undated]}))
    assert result.frame["start"].isna().sum() == 1
    assert "NaT" not in str(result) + result._repr_html_()
    assert result.events is result.frame


@pytest.mark.parametrize("n", [0, 3])
def test_frames_are_typed_also_without_rows(load_rows: Load, n: int) -> None:
    kinds = {
        "start": "datetime64", "end": "datetime64", "first_reported": "datetime64",
        "on": "datetime64", "low": "float64", "best": "float64", "high": "float64",
        "low_before": "float64", "best_before": "float64", "high_before": "float64",
        "n_sources": "int64", "n_origins": "int64", "n_voices": "int64", "severity": "int64",
        "nth": "int64", "n_low": "int64", "n_high": "int64", "stage": "category",
        "unit": "category", "attribute": "category", "state": "category", "level": "category",
        "kind": "category", "mode": "category", "verdict": "category", "of": "category",
    }  # fmt: skip
    ds = load_rows(**rows_of(n))
    frames = [result.frame for result in results(ds)] if n else [
        bk.cadence(ds).frame, bk.flows(ds).frame, bk.discrepancies(ds).frame,
        bk.assess_ordinals(ds).frame,
    ]  # fmt: skip
    for frame in frames:
        for name in set(kinds) & set(frame):
            assert str(frame[name].dtype).startswith(kinds[name]), name


def test_terms_of_a_frame_compare_with_words(load_rows: Load) -> None:
    frame = bk.flows(load_rows(**rows_of(2))).frame
    assert frame.query("stage == 'done' and unit == 't'")["high"].sum() > 0
    assert isinstance(frame.groupby("stage")["high"].sum(), pd.Series)
