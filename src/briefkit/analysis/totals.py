"""Wholes held against the sum of their parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.analysis.conversions import converted
from briefkit.analysis.estimate import Estimate
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat, Stage

__all__ = ["Number", "TotalCheck", "check_totals"]

#: Flow, attribute, stage, window and estimate of one line.
Number = tuple[str, str, Stage, str | None, Estimate]


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A whole against the sum of its parts.

    Parameters
    ----------
    flow_id : str
        The whole.
    part_ids : tuple of str
        Its parts, all of them.
    whole, parts : Estimate
        What is said of the whole, and the sum of what is said of its parts, in one unit.
    holds : bool
        Whether the two intervals meet.
    """

    flow_id: str
    part_ids: tuple[str, ...]
    whole: Estimate
    parts: Estimate
    holds: bool


def check_totals(ds: Dataset, numbers: Sequence[Number]) -> tuple[TotalCheck, ...]:
    """Hold each whole against its parts, where every part has a number in the same window.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    numbers : sequence of Number
        All lines with an estimate.

    Returns
    -------
    tuple of TotalCheck
        In the order of the lines.
    """
    found = []
    for flow_id, attribute, stage, window, whole in numbers:
        part_ids = tuple(
            sorted(f.flow_id for f in ds.tables.records.flows.values() if f.part_of == flow_id)
        )
        parts: dict[str, Estimate] = {}
        for number in numbers:
            if number[0] in part_ids and number[1:4] == (attribute, stage, window):
                parts[number[0]] = number[4]
        if part_ids and set(parts) == set(part_ids):
            check = _check(ds, flow_id, whole, parts)
            found += [check] if check else []
    return tuple(found)


def _check(
    ds: Dataset, flow_id: str, whole: Estimate, parts: dict[str, Estimate]
) -> TotalCheck | None:
    flows = ds.records.flows
    total = converted(ds, flows[flow_id].commodity, whole.amount)
    amounts = [converted(ds, flows[name].commodity, part.amount) for name, part in parts.items()]
    if {amount.unit for amount in amounts} != {total.unit}:
        return None
    high = sum(amount.ceiling for amount in amounts)
    bests = [amount.best for amount in amounts if amount.best is not None]
    summed = Estimate(
        sum(amount.floor for amount in amounts),
        sum(bests) if len(bests) == len(amounts) else None,
        None if math.isinf(high) else high,
        total.unit,
        "sum of the parts",
        tuple(sorted({name for part in parts.values() for name in part.claim_ids})),
        (Caveat.AGGREGATION_HAZARD,),
    )
    return TotalCheck(flow_id, tuple(parts), whole, summed, total.overlaps(summed.amount))
