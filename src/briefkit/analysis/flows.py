"""Material flows: what moved, from whom to whom, how much, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from briefkit.analysis.conversions import Equivalent, converted, equivalents
from briefkit.analysis.estimate import (
    Estimate,
    VoiceValue,
    claim_amount,
    estimate_number,
    voice_values,
)
from briefkit.analysis.totals import TotalCheck, check_totals
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.dates import Span, last_day, span
from briefkit.errors import DateError, UnknownNameError, nearest
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim, Flow
from briefkit.vocab import Stage

__all__ = ["FlowLine", "Flows", "flows", "window_span"]

_NUMBERS = tuple(
    name
    for name, attribute in ATTRIBUTES.items()
    if attribute.is_number and "flow" in attribute.fits
)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One comparable set of claims: one flow, attribute, unit, window and stage.

    Parameters
    ----------
    flow_id, part_of, commodity, origin, destination, label
        As in the table of flows.
    attribute : str
        quantity, stock, casualties, killed, wounded or captured.
    window : str or None
        Time that the numbers refer to; None where no claim names one.
    stage : Stage
        ``done`` for what moved; offered, planned and the like apart.
    unit : str
        Unit to which the claims are brought by factors: bare tons and barrels become tonnes.
    estimate : Estimate or None
        None where claims speak of the flow without any number.
    voices : tuple of VoiceValue
        What each voice said.
    equivalents : tuple of Equivalent
        The amount in physical reference magnitudes.
    claims : tuple of Claim
        All claims on the line, the denied ones too.
    denied_ids : tuple of str
        Claims that deny it.
    n_sources, n_origins, n_voices : int
        Support of the claims that do not deny it.
    """

    flow_id: str
    part_of: str | None
    commodity: str
    origin: str
    destination: str
    label: str
    attribute: str
    window: str | None
    stage: Stage
    unit: str
    estimate: Estimate | None
    voices: tuple[VoiceValue, ...]
    equivalents: tuple[Equivalent, ...]
    claims: tuple[Claim, ...]
    denied_ids: tuple[str, ...]
    n_sources: int
    n_origins: int
    n_voices: int

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims on the line."""
        return tuple(claim.claim_id for claim in self.claims)

    @property
    def name(self) -> str:
        """Stable name of the number: flow, attribute, then stage and window where they matter."""
        parts = ["flows", self.flow_id, self.attribute]
        parts += [] if self.stage is Stage.DONE else [str(self.stage)]
        parts += [self.window.replace("/", "_").replace("..", "")] if self.window else []
        return ".".join(parts)

    def to_json(self) -> dict[str, object]:
        """Return the line in the shape of ``show flows``."""
        return {
            "flow_id": self.flow_id,
            "part_of": self.part_of,
            "commodity": self.commodity,
            "origin": self.origin,
            "destination": self.destination,
            "attribute": self.attribute,
            "window": self.window,
            "stage": self.stage,
            "estimate": self.estimate.to_json() if self.estimate else None,
            "n_voices": self.n_voices,
        }


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
        lines += [line for line in _lines(ds, flow) if _overlaps(ds, line, first, last)]
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


def window_span(ds: Dataset, window: str | None) -> Span | None:
    """Read a claim's window; one that starts with an event starts with the event's date.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    window : str or None
        EDTF, or ``<event id>/..``.

    Returns
    -------
    Span or None
        None where there is no window, or its event is not dated.
    """
    if window is None:
        return None
    try:
        return span(window)
    except DateError:
        event_id = window.partition("/")[0]
        for attribute in ("date", "start", "during"):
            for claim in ds.claims_of(event_id, attribute):
                return span(f"{span(claim.value or '').first}/..")
        return None


def _lines(ds: Dataset, flow: Flow) -> list[FlowLine]:
    groups: dict[tuple[str, str, str, Stage], list[Claim]] = {}
    for attribute in _NUMBERS:
        for claim in ds.claims_of(flow.flow_id, attribute):
            stage = Stage.DONE if claim.stage_or_done.is_actual else claim.stage_or_done
            unit = converted(ds, flow.commodity, claim_amount(claim)).unit
            key = (attribute, claim.window or "", unit, stage)
            groups.setdefault(key, []).append(claim)
    return [_line(ds, flow, key, claims) for key, claims in sorted(groups.items())]


def _line(
    ds: Dataset, flow: Flow, key: tuple[str, str, str, Stage], claims: list[Claim]
) -> FlowLine:
    attribute, window, unit, stage = key

    def in_base(claim: Claim) -> Amount:
        return converted(ds, flow.commodity, claim_amount(claim))

    estimate = estimate_number(ds, claims, in_base)
    said = [claim for claim in claims if not claim.is_denied]
    weight = support(ds, said or claims)
    numbers = [c for c in said if estimate and c.claim_id in estimate.claim_ids]
    return FlowLine(
        flow.flow_id,
        flow.part_of,
        flow.commodity,
        flow.origin,
        flow.destination,
        flow.label,
        attribute,
        window or None,
        stage,
        unit,
        estimate,
        voice_values(ds, numbers, in_base) if numbers else (),
        equivalents(ds, flow, estimate) if estimate else (),
        tuple(claims),
        tuple(claim.claim_id for claim in claims if claim.is_denied),
        weight.n_sources,
        weight.n_origins,
        weight.n_voices,
    )


def _overlaps(ds: Dataset, line: FlowLine, first: date, last: date) -> bool:
    window = window_span(ds, line.window)
    if window is not None:
        return window.first <= last and first <= window.last
    return any(first <= ds.tables.known_on[name] <= last for name in line.claim_ids)
