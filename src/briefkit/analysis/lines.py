"""Lines of a flow: claims that speak of one attribute, unit, window and stage, brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefkit.analysis.conversions import Equivalent, converted, equivalents
from briefkit.analysis.estimate import (
    Estimate,
    VoiceValue,
    claim_amount,
    estimate_number,
    voice_values,
)
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset, Tables
from briefkit.dates import Span, span
from briefkit.errors import DateError
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim, Flow
from briefkit.vocab import Stage

__all__ = ["FlowLine", "flow_lines", "window_span"]

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
    speaks_of : date
        Last day of the window; else the first publication.
    has_units : bool
        Whether the corpus gives this attribute of the flow in several units.
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
    speaks_of: date
    has_units: bool

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
        parts += [self.unit] if self.has_units else []
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


def flow_lines(ds: Dataset, flow: Flow) -> list[FlowLine]:
    """Return the lines of a flow.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    flow : Flow
        One flow.

    Returns
    -------
    list of FlowLine
        By attribute, window, unit and stage.
    """
    whole = _units(ds, flow)
    groups: dict[tuple[str, str, str, Stage], list[Claim]] = {}
    for attribute in _NUMBERS:
        for claim in ds.claims_of(flow.flow_id, attribute):
            stage = Stage.DONE if claim.stage_or_done.is_actual else claim.stage_or_done
            unit = converted(ds, flow.commodity, claim_amount(claim)).unit
            key = (attribute, claim.window or "", unit, stage)
            groups.setdefault(key, []).append(claim)
    return [
        _line(ds, flow, key, claims, has_units=len(whole[key[0]]) > 1)
        for key, claims in sorted(groups.items())
    ]


@lru_cache(maxsize=4)
def _all_units(tables: Tables) -> Mapping[str, Mapping[str, set[str]]]:
    """Units in which the whole corpus gives each attribute of each flow: names do not move."""
    ds = Dataset(tables, date.max)
    found: dict[str, dict[str, set[str]]] = {}
    for claim in tables.records.claims.values():
        flow = tables.records.flows.get(claim.subject_id)
        if flow is not None and claim.attribute in _NUMBERS:
            unit = converted(ds, flow.commodity, claim_amount(claim)).unit
            found.setdefault(flow.flow_id, {}).setdefault(claim.attribute, set()).add(unit)
    return found


def _units(ds: Dataset, flow: Flow) -> Mapping[str, set[str]]:
    return _all_units(ds.tables).get(flow.flow_id, {})


def _line(
    ds: Dataset,
    flow: Flow,
    key: tuple[str, str, str, Stage],
    claims: list[Claim],
    *,
    has_units: bool,
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
        _speaks_of(ds, window, claims),
        has_units,
    )


def _speaks_of(ds: Dataset, window: str, claims: list[Claim]) -> date:
    known = min(ds.tables.known_on[claim.claim_id] for claim in claims)
    limits = window_span(ds, window or None)
    return known if limits is None or limits.latest is None else limits.latest
