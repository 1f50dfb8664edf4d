"""Material flows: what moved, from whom to whom, how much, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from briefkit.analysis.estimate import Estimate
from briefkit.analysis.lines import FlowLine, flow_lines, window_span
from briefkit.analysis.totals import TotalCheck, check_totals
from briefkit.dataset import Dataset
from briefkit.dates import last_day, span
from briefkit.errors import UnknownNameError, nearest

__all__ = ["Flows", "flows"]


@dataclass(frozen=True)
class Flows:
    """Result of :func:`flows`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    lines : tuple of FlowLine
        By flow, attribute, stage and window.
    totals : tuple of TotalCheck
        Wholes held against the sum of their parts.
    """

    as_of: date
    lines: tuple[FlowLine, ...]
    totals: tuple[TotalCheck, ...]

    @cached_property
    def latest(self) -> tuple[FlowLine, ...]:
        """The line that speaks of the latest time, for each flow, attribute, unit and stage."""
        found: dict[tuple[str, str, str, str], FlowLine] = {}
        for line in self.lines:
            key = (line.flow_id, line.attribute, line.unit, str(line.stage))
            held = found.get(key)
            if held is None or _rank(line) > _rank(held):
                found[key] = line
        return tuple(found.values())

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims behind the result."""
        return tuple(sorted({name for line in self.lines for name in line.claim_ids}))

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Lines as a frame: one row each, with low, best, high, unit, rule and support."""
        names = [
            "flow_id", "part_of", "commodity", "origin", "destination", "attribute", "window",
            "stage", "low", "best", "high", "unit", "rule", "n_sources", "n_origins", "n_voices",
        ]  # fmt: skip
        rows = []
        for line in self.lines:
            row: dict[str, object] = {name: getattr(line, name, None) for name in names}
            for name in ("low", "best", "high", "rule"):
                row[name] = getattr(line.estimate, name) if line.estimate else None
            rows.append(row)
        frame = pd.DataFrame(rows, columns=names)
        return frame.astype({"low": "float64", "best": "float64", "high": "float64"})

    @cached_property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names."""
        return {line.name: line.estimate for line in self.lines if line.estimate is not None}

    def line(self, name: str) -> FlowLine:
        """Return a line by its stable name.

        Raises
        ------
        UnknownNameError
            If there is none; the nearest names are suggested.
        """
        for line in self.lines:
            if line.name == name:
                return line
        near = nearest(name, (line.name for line in self.lines), 3)
        raise UnknownNameError(f"no flow '{name}'. Nearest: {', '.join(near) or 'none'}.")

    def to_json(self) -> dict[str, object]:
        """Return the shape of ``show flows``."""
        return {"as_of": str(self.as_of), "flows": [line.to_json() for line in self.lines]}

    def __repr__(self) -> str:
        n_flows = len({line.flow_id for line in self.lines})
        return f"Flows(as_of={self.as_of}, {len(self.lines)} lines of {n_flows} flows)"

    def _repr_html_(self) -> str:
        return str(self.frame.to_html(index=False, na_rep="–"))


def flows(
    ds: Dataset,
    *,
    commodities: Sequence[str] = (),
    routes: Sequence[str] = (),
    since: str | date | None = None,
    until: str | date | None = None,
) -> Flows:
    """Analyse what moved.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    commodities : sequence of str
        Only these; empty is all.
    routes : sequence of str
        Only these, as ``ORIGIN>DESTINATION``; empty is all.
    since, until : str or date, optional
        Only lines whose window, date or publication overlaps.

    Returns
    -------
    Flows
        Claims are compared only inside one flow, attribute, unit, window and stage; amounts of a
        period are never added to cumulative ones. A bare ton joins the tonnes as an interval.

    Raises
    ------
    UnknownNameError
        If a commodity or route does not exist.
    """
    known = ds.records.flows.values()
    _check("commodity", commodities, {flow.commodity for flow in known})
    _check("route", routes, {f"{flow.origin}>{flow.destination}" for flow in known})
    first = since if isinstance(since, date) else span(since).first if since else date.min
    last = last_day(until) if until else date.max
    lines = []
    for flow in known:
        if commodities and flow.commodity not in commodities:
            continue
        if routes and f"{flow.origin}>{flow.destination}" not in routes:
            continue
        lines += [line for line in flow_lines(ds, flow) if _overlaps(ds, line, first, last)]
    numbers = [
        (line.flow_id, line.attribute, line.stage, line.window, line.estimate)
        for line in lines
        if line.estimate is not None
    ]
    return Flows(ds.as_of, tuple(lines), check_totals(ds, numbers))


def _check(what: str, names: Iterable[str], allowed: set[str]) -> None:
    for name in names:
        if name not in allowed:
            near = nearest(name, allowed)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(
                f"no {what} '{name}'. Allowed: {', '.join(sorted(allowed)) or 'none yet'}.{hint}"
            )


def _overlaps(ds: Dataset, line: FlowLine, first: date, last: date) -> bool:
    window = window_span(ds, line.window)
    if window is not None:
        return window.first <= last and first <= window.last
    return any(first <= ds.tables.known_on[name] <= last for name in line.claim_ids)


def _rank(line: FlowLine) -> tuple[bool, date, int, str]:
    return (line.estimate is not None, line.speaks_of, line.n_sources, line.name)
