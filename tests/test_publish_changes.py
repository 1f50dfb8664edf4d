"""What moved between two editions, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefkit.dataset import Dataset
from briefkit.publish.editions.changes import CauseKind, changes, summary
from briefkit.publish.store.snapshot import Snapshot, ranges

OLD, NEW = "herald-2023-01-31", "herald-2023-03-01"


def number(best: float, *claims: str, rule: str = "vote") -> dict[str, Any]:
    return {
        "text": str(best), "low": None, "best": best, "high": None, "unit": "t",
        "rule": rule, "claim_ids": list(claims), "briefs": ["flows"],
    }  # fmt: skip


def edition(
    numbers: dict[str, Any], as_of: str = "2023-02-01", coded: tuple[str, ...] = (), **more: Any
) -> Snapshot:
    manifest = {
        "as_of": as_of,
        "data": "d",
        "notebooks": {"flows": "n"},
        "versions": {"briefkit": "1"},
        "briefs": {"flows": {"brief": "flows", "parameters": {"as_of": as_of}, "files": []}},
        "coded": ranges(coded),
        **more,
    }
    return Snapshot(manifest, numbers)


@pytest.fixture
def dataset(load_rows: Callable[..., Dataset]) -> Dataset:
    quantity = {"subject_id": "diesel-alf-bet", "attribute": "quantity"}
    return load_rows(
        flows=[{"flow_id": "diesel-alf-bet"}],
        claims=[
            {**quantity, "source_id": OLD, "value": "10"},
            {**quantity, "source_id": OLD, "value": "11"},
            {**quantity, "source_id": NEW, "value": "12"},
            {**quantity, "source_id": NEW, "value": "13", "supersedes": f"{OLD}.001"},
        ],
    )


def kinds(before: Snapshot, after: Snapshot, dataset: Dataset) -> list[tuple[str, tuple[str, ...]]]:
    (change,) = changes(before, after, dataset)
    return [(cause.kind.value, cause.ids) for cause in change.causes]


FIRST = edition({"n": number(10, f"{OLD}.001")}, coded=(f"{OLD}.001",))


def test_nothing_moved(dataset: Dataset) -> None:
    assert changes(FIRST, FIRST, dataset) == ()


def test_a_new_report(dataset: Dataset) -> None:
    after = edition({"n": number(11, f"{OLD}.001", f"{NEW}.001")}, as_of="2023-03-01")
    assert kinds(FIRST, after, dataset) == [("new_report", (f"{NEW}.001",))]


def test_late_coding(dataset: Dataset) -> None:
    after = edition({"n": number(10.5, f"{OLD}.001", f"{OLD}.002")}, data="e")
    assert kinds(FIRST, after, dataset) == [("late_coding", (f"{OLD}.002",))]


def test_a_claim_that_was_there_and_counts_now_is_no_late_coding(dataset: Dataset) -> None:
    before = edition(dict(FIRST.numbers), coded=(f"{OLD}.001", f"{OLD}.002"))
    after = edition({"n": number(10.5, f"{OLD}.001", f"{OLD}.002")}, as_of="2023-02-20")
    assert kinds(before, after, dataset) == [("selection", ())]


def test_a_correction(dataset: Dataset) -> None:
    after = edition({"n": number(13, f"{NEW}.002")}, as_of="2023-03-01")
    assert kinds(FIRST, after, dataset) == [("correction", (f"{OLD}.001", f"{NEW}.002"))]


def test_a_source_or_a_claim_withdrawn(dataset: Dataset) -> None:
    before = edition({"n": number(9, "gone-2022-01-01.001", f"{OLD}.009", f"{OLD}.001")})
    assert kinds(before, FIRST, dataset) == [
        ("claim_withdrawn", (f"{OLD}.009",)),
        ("source_withdrawn", ("gone-2022-01-01",)),
    ] or kinds(before, FIRST, dataset) == [
        ("source_withdrawn", ("gone-2022-01-01",)),
        ("claim_withdrawn", (f"{OLD}.009",)),
    ]


def test_rule_parameter_code_and_edited_rows(dataset: Dataset) -> None:
    same = (f"{OLD}.001",)
    rule = edition({"n": number(9, *same, rule="median")})
    assert kinds(FIRST, rule, dataset) == [("rule_changed", ())]
    briefs = {"flows": {"brief": "flows", "parameters": {"since": "2023"}, "files": []}}
    assert kinds(FIRST, edition({"n": number(9, *same)}, briefs=briefs), dataset) == [
        ("parameter_changed", ("flows",))
    ]
    code = edition({"n": number(9, *same)}, versions={"briefkit": "2"})
    assert kinds(FIRST, code, dataset) == [("code_changed", ("briefkit",))]
    edited = edition({"n": number(9, *same)}, data="e")
    assert kinds(FIRST, edited, dataset) == [("recoded", same)]


def test_a_claim_that_is_added_beside_those_of_a_number_is_its_cause(dataset: Dataset) -> None:
    more = (f"{OLD}.001", f"{OLD}.002")
    after = edition({"n": number(9, f"{OLD}.001")}, data="e", coded=more)
    assert kinds(FIRST, after, dataset) == [("late_coding", (f"{OLD}.002",))]


def test_a_number_that_came_or_went_is_a_change_and_a_brief_that_did_is_none(
    dataset: Dataset,
) -> None:
    gone = edition({})
    (change,) = changes(FIRST, gone, dataset)
    assert (change.number, change.after) == ("n", None)
    assert changes(FIRST, edition({}, briefs={}), dataset) == ()


def test_causes_are_summed_up_with_their_numbers(dataset: Dataset) -> None:
    after = edition({"n": number(9, f"{OLD}.001"), "m": number(1)}, data="e")
    (cause,) = summary(changes(FIRST, after, dataset))
    assert cause["kind"] == "recoded"
    assert cause["numbers"] == ["m", "n"]
    assert cause["text"] == CauseKind.RECODED.sentence
