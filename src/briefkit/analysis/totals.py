"""Wholes held against their parts: a whole is no smaller than a part, nor than a sum of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from briefkit.analysis import rules
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.likeness import AGREE
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.times import ONE_TIME
from briefkit.dataset import Dataset
from briefkit.vocab import Caveat, Parts

__all__ = ["TotalCheck", "checked"]

#: Flow, attribute, unit, window and whether it is a deed: what makes two lines comparable.
Key = tuple[str, str, str, str | None, bool]


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A whole against the sum of its parts.

    Parameters
    ----------
    flow_id : str
        The whole.
    part_ids : tuple of str
        Its parts of which a number is on record.
    whole, parts : Estimate
        What is said of the whole, and the least that its parts make together, in one unit.
    holds : bool
        Whether the whole is as large as its parts together.
    """

    flow_id: str
    part_ids: tuple[str, ...]
    whole: Estimate
    parts: Estimate
    holds: bool


def checked(
    ds: Dataset, lines: Sequence[FlowLine]
) -> tuple[tuple[FlowLine, ...], tuple[TotalCheck, ...]]:
    """Hold each whole against its parts, within one unit, one step and one window.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    lines : sequence of FlowLine
        All lines.

    Returns
    -------
    tuple of FlowLine
        The same lines; a value below what is said of a part alone gives way to a floor.
    tuple of TotalCheck
        Sums of the parts that the data call disjoint or exhaustive, for each whole of which two
        parts or more have a number; in the order of the lines.
    """
    by_key: dict[Key, FlowLine] = {_key(line): line for line in lines if line.estimate is not None}
    kept, checks = [], []
    for line in lines:
        parts = _parts(ds, line, by_key) if line.estimate is not None else {}
        kept.append(_raised(line, parts))
        declared = ds.records.flows[line.flow_id].parts
        if len(parts) > 1 and declared in {Parts.DISJOINT, Parts.EXHAUSTIVE}:
            told = {name: part for name, part in parts.items() if _is_of_its_time(part, line)}
            if len(told) > 1:
                checks.append(_check(line, told))
    return tuple(kept), tuple(checks)


def _is_of_its_time(part: FlowLine, whole: FlowLine) -> bool:
    """Whether a part is told for no later time than the whole, which may have grown since."""
    return part.window is not None or part.speaks_of <= whole.speaks_of + timedelta(days=ONE_TIME)


def _key(line: FlowLine, flow_id: str = "") -> Key:
    return (
        flow_id or line.flow_id,
        line.attribute,
        line.unit,
        line.window,
        line.stage.is_actual,
    )


def _parts(ds: Dataset, line: FlowLine, by_key: Mapping[Key, FlowLine]) -> dict[str, FlowLine]:
    children = corpus_of(ds).children.get(line.flow_id, ())
    found = {child: by_key.get(_key(line, child)) for child in children}
    return {child: part for child, part in found.items() if part is not None}


def _raised(line: FlowLine, parts: Mapping[str, FlowLine]) -> FlowLine:
    """Replace a value that is smaller than that of a part, told no later, by a floor."""
    own = line.estimate
    if own is None or own.best is None:
        return line
    larger = [
        part.estimate
        for part in parts.values()
        if part.estimate is not None
        and (part.estimate.low or 0) > own.best * AGREE
        and part.speaks_of <= line.speaks_of
    ]
    if not larger:
        return line
    part = max(larger, key=lambda estimate: estimate.low or 0)
    claims = tuple(sorted({*own.claim_ids, *part.claim_ids}))
    floor = replace(
        own,
        low=part.low,
        best=None,
        high=None,
        rule=rules.BELOW_PART,
        claim_ids=claims,
        caveats=tuple(dict.fromkeys((*own.caveats, Caveat.SOURCES_DISAGREE))),
    )
    return replace(line, estimate=floor)


def _check(line: FlowLine, parts: Mapping[str, FlowLine]) -> TotalCheck:
    numbers = [part.estimate for part in parts.values() if part.estimate is not None]
    whole = line.estimate
    assert whole is not None
    bests = [number.best for number in numbers if number.best is not None]
    summed = Estimate(
        sum(number.amount.floor for number in numbers),
        sum(bests) if len(bests) == len(numbers) else None,
        None,
        whole.unit,
        rules.SUM,
        tuple(sorted({name for number in numbers for name in number.claim_ids})),
        (Caveat.AGGREGATION_HAZARD,),
        voices=tuple(
            {
                v.voice: v for n in numbers for v in n.voices if v.amount.floor >= n.amount.floor
            }.values()
        ),
    )
    holds = (summed.low or 0) <= whole.amount.ceiling * AGREE
    return TotalCheck(line.flow_id, tuple(parts), whole, summed, holds)
