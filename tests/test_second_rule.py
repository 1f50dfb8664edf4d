"""The printed sheet and the key sentences hold against the tables, read by a second rule."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from second_rule import Finding, SecondRule

import briefkit as bk
from briefkit import present
from briefkit.present.runs import Run
from briefkit.present.trees import runs_of

ROOT = Path(__file__).parent.parent
USUAL = ["2023-09-17", "2023-10-20", "2025-06-30", "2025-07-13", "2025-10-31", "2026-03-03"]
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
#: Words of a rule or a coder beside a number: what they rest on is all that can be held.
WORDS = frozenset({"coded", "printed"})


@cache
def second_rule() -> SecondRule:
    return SecondRule(ROOT / "data", ROOT / "src" / "briefkit" / "schema" / "units.csv")


def pages(as_of: str) -> tuple[list[list[Run]], date]:
    """Return the parts of the sheet and the key sentences of a day, each as its runs."""
    ds = bk.load(as_of=as_of)
    year, month = ds.as_of.year, ds.as_of.month
    previous = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}"
    sheet = present.sheet(ds, bk.sheet(ds, previous=previous))
    results = bk.topics(ds, bk.flows(ds)), bk.cadence(ds), bk.discrepancies(ds)
    blocks = [*vars(sheet).values(), *(present.findings(ds, result) for result in results)]
    return [[*runs_of(block)] for block in blocks], ds.as_of


def hold(days: list[str]) -> None:
    faults: list[tuple[str, Finding]] = []
    held: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for as_of in days:
        parts, day = pages(as_of)
        for runs in parts:
            shows = [run.kind not in WORDS or not run.claims for run in runs]
            figures = iter(
                show or run.rule in {"denials", "side of a disagreement", "who prints it"}
                for run, show in zip(runs, shows, strict=True)
                if run.claims
            )
            for found, is_figure in zip(second_rule().hold(runs, day), figures, strict=True):
                if found.is_fault:
                    faults.append((as_of, found))
                elif is_figure:
                    (held if found.outcome == "held" else left)[found.rule] += 1
    assert not faults
    assert sum(held.values()) >= 9 * sum(left.values()), left.most_common()


def test_six_days_hold():
    hold(USUAL)


@pytest.mark.soak
def test_two_years_of_months_hold():
    hold(MONTHS)


def amount(text: str, *claims: str, rule: str = "the one voice", unit: str = "container") -> Run:
    return Run(text, "num", claims, rule, value=(None, None, None, unit))


FLOOR, LATER = "sinchew-2024-10-28.002", "menafn-2025-07-13b.001"


@pytest.mark.parametrize(
    ("runs", "fault"),
    [
        ([amount("21,000 containers", FLOOR)], "is not among"),
        ([amount("20,000 rounds", FLOOR, unit="round")], "is not among"),
        ([amount("20,000 containers", "nobody-2024-10-28.001")], "no such claim"),
        ([amount("28,000 containers", LATER)], "published later"),
        ([Run("two documents", "num", (FLOOR,), "documents that say it")], "1 documents"),
        ([Run("2 contacts", "num", (FLOOR,), "contacts in person since then")], "1 contacts"),
        ([Run("3 March 2023", "date", (FLOOR,), "when it was first told")], "no day"),
        ([Run("North Korea", "coded", (FLOOR,), "denials")], "no denials"),
    ],
)
def test_what_does_not_hold_is_found(runs, fault):
    (found,) = second_rule().hold(runs, date(2024, 12, 31))
    assert fault in found.outcome


def test_an_amount_holds():
    (found,) = second_rule().hold([amount("at least 20,000 containers", FLOOR)], date(2024, 12, 31))
    assert found.outcome == "held"
