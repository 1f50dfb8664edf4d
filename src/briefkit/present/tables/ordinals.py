"""Ordinals held against the record, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.assessment import Assessment
from briefkit.analysis.ordinals import RULE
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Column, Para, Run, Stack
from briefkit.present.formats import Runs, coded, count, name, text
from briefkit.present.tables.grid import table
from briefkit.present.words import amount_text

__all__ = ["ordinals"]

_MOST_READINGS = 3


def ordinals(ds: Dataset, assessed: Iterable[Assessment]) -> Block:
    """Say of each ordinal in the record whether the record bears it out.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    assessed : iterable of Assessment
        As :func:`briefkit.analysis.ordinals.assess_ordinals` returns them.

    Returns
    -------
    Block
    """
    listed = list(assessed)
    rows = [
        (
            (
                name(ds, item.actor),
                text(", "),
                Run(f"{item.what} {item.nth}", "num", item.said_by, "ordinal as claimed"),
                text(" in "),
                Run(item.window, "date", item.said_by, "window as claimed"),
            ),
            (text(item.verdict),),
            (_counted(item),),
            _readings(item),
            (coded(item.coverage, rule="coverage"),),
        )
        for item in listed
    ]
    columns = (
        Column("Said", share=2.4),
        Column("Verdict", share=1.2),
        Column("On record", "right"),
        Column("Would hold for", share=2.2),
        Column("Coverage", share=1.6),
    )
    found = table("tab-ordinals", "Ordinals against the record.", columns, rows)
    return Stack((found, Para((coded(RULE, rule="verdict"),), "note"))) if rows else found


def _counted(item: Assessment) -> Run:
    if item.n_low == item.n_high:
        return count(item.n_low, "events counted in the window", item.claim_ids)
    shown = amount_text(item.n_low, None, item.n_high)
    return Run(shown, "num", item.claim_ids, "events certainly and possibly in the window")


def _readings(item: Assessment) -> Runs:
    holding = [reading for reading in item.readings if reading.holds]
    if not holding:
        return (text("no reading tried"),)
    shown = dict.fromkeys(
        f"{r.what}s, {r.scope}{'' if '-01-01/' in r.window else ', twelve months'}" for r in holding
    )
    words = "; ".join(list(shown)[:_MOST_READINGS])
    return (coded(words, item.claim_ids[:1], "readings that hold"),)
