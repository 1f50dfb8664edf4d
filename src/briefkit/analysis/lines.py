"""Lines of a flow: one for each series or period that its numbers speak of."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefkit.analysis.answers import Answer, as_told, step_of
from briefkit.analysis.conversions import Equivalent, equivalents
from briefkit.analysis.corpus import corpus_of, corpus_of_tables
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.estimate import Estimate, estimate_number
from briefkit.analysis.likeness import power_between
from briefkit.analysis.questions import Question, questions
from briefkit.analysis.tellings import Telling, tellings
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset, Tables
from briefkit.schema.attributes import FLOW_NUMBERS
from briefkit.schema.tables import Claim, Flow
from briefkit.vocab import Stage

__all__ = ["FlowLine", "flow_lines"]

_SHORT = 92  # days; a count that runs for fewer is of a time of its own, and no total to date
_LOST_WORD = 3  # a lost thousand is a slip whoever says so


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One series or period of one flow, attribute, unit and step.

    Parameters
    ----------
    flow_id, part_of, commodity, origin, destination, label
        As in the table of flows.
    attribute : str
        quantity, stock, casualties, killed, wounded or captured.
    window : str or None
        The period; None for a total to date, and for a stock.
    stage : Stage
        ``done`` for what moved; else the stage that most claims give of those with its number.
    unit : str
        Unit of the estimate: that in which most give it.
    dimension : str
        Unit in which its claims are compared.
    estimate : Estimate or None
        None where claims speak of the flow without any number, or of one that has lost a thousand.
    equivalents : tuple of Equivalent
        The amount in physical reference magnitudes.
    claims : tuple of Claim
        All claims on the line, by id: those that deny it, that give no number, and that speak of a
        part or of what would fit too.
    denied_ids : tuple of str
        Claims that deny it.
    n_sources, n_origins : int
        Support of the claims that do not deny it.
    speaks_of : date
        Last day of the time that the newest number speaks of.
    is_period : bool
        Whether it is of a period, and no series.
    since : date or None
        First day of a count that has not run for long; its window grows with each telling.
    has_units : bool
        Whether the corpus gives this attribute of the flow in several units.
    tellings : tuple of Telling
        All that was said in numbers, by day and voice.
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
    dimension: str
    estimate: Estimate | None
    equivalents: tuple[Equivalent, ...]
    claims: tuple[Claim, ...]
    denied_ids: tuple[str, ...]
    n_sources: int
    n_origins: int
    speaks_of: date
    is_period: bool
    has_units: bool
    tellings: tuple[Telling, ...] = ()
    since: date | None = None

    @property
    def voices(self) -> tuple[VoiceValue, ...]:
        """What each voice that is heard says now."""
        return self.estimate.voices if self.estimate is not None else ()

    @property
    def n_voices(self) -> int:
        """Voices that say what is printed."""
        return self.estimate.n_voices if self.estimate is not None else 0

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims on the line."""
        return tuple(claim.claim_id for claim in self.claims)

    @property
    def name(self) -> str:
        """Stable name of the number: flow, attribute, then step, window and unit where they matter.

        A series keeps it from edition to edition, as its newest telling moves: a count that still
        runs has the name of its first day and not of its last.
        """
        parts = ["flows", self.flow_id, self.attribute]
        parts += [] if self.stage.is_actual else [str(self.stage)]
        if self.since is not None:
            parts.append(f"since_{self.since}")
        elif self.window:
            parts.append(self.window.replace("/..", "").replace("/", "_"))
        parts += [self.dimension] if self.has_units else []
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
            "form": self.estimate.form if self.estimate else None,
            "speaks_of": str(self.speaks_of),
        }


def flow_lines(ds: Dataset, flow: Flow, attributes: Iterable[str] = FLOW_NUMBERS) -> list[FlowLine]:
    """Return the lines of a flow.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    flow : Flow
        One flow.
    attributes : iterable of str
        Attributes of number that are asked for.

    Returns
    -------
    list of FlowLine
        By attribute, unit, step and window.
    """
    units = _units(ds.tables).get(flow.flow_id, {})
    return [
        line
        for attribute in attributes
        for line in _without_slips(
            [
                line
                for question in questions(ds, flow.flow_id, attribute)
                for line in _lines(ds, flow, question, has_units=len(units.get(attribute, ())) > 1)
            ]
        )
    ]


def _without_slips(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """Set aside a plan that is the deed with a thousand lost, or the other way round."""
    kept = list(lines)
    deeds = [i for i, line in enumerate(lines) if line.stage is Stage.DONE]
    plans = [i for i, line in enumerate(lines) if line.stage is not Stage.DONE]
    for i, j in (*itertools.product(deeds, plans), *itertools.product(plans, deeds)):
        small, large = lines[i].estimate, lines[j].estimate
        if small is None or large is None or lines[i].dimension != lines[j].dimension:
            continue
        power = power_between(small.best or small.high or small.low, large.best)
        if power >= _LOST_WORD and lines[i].n_sources < lines[j].n_sources:
            aside = (*large.aside, *small.voices)
            kept[j] = replace(kept[j], estimate=replace(large, aside=aside))
            kept[i] = replace(lines[i], estimate=None, equivalents=())
    return kept


@lru_cache(maxsize=4)
def _units(tables: Tables) -> Mapping[str, Mapping[str, set[str]]]:
    """Dimensions in which the whole corpus gives each attribute of each flow: names do not move."""
    corpus = corpus_of_tables(tables)
    found: dict[str, dict[str, set[str]]] = {}
    for claim in tables.records.claims.values():
        flow = tables.records.flows.get(claim.subject_id)
        if flow is not None and claim.attribute in FLOW_NUMBERS:
            unit = claim.unit or ""
            factor = corpus.factors.of(unit, flow.commodity)
            unit = unit if factor is None else factor.unit
            found.setdefault(flow.flow_id, {}).setdefault(claim.attribute, set()).add(unit)
    return found


def _lines(ds: Dataset, flow: Flow, question: Question, *, has_units: bool) -> Iterable[FlowLine]:
    groups: dict[str, list[Answer]] = {}
    newest = _newest_by_start(question.whole)
    for answer in question.whole:
        groups.setdefault(_series(answer, newest), []).append(answer)
    placed = {a.claim_id for answers in groups.values() for a in answers}
    rest: dict[str, list[Claim]] = {}
    for claim in question.claims:
        if claim.claim_id not in placed:
            rest.setdefault(_nearest(claim, groups), []).append(claim)
    for window in sorted({*groups, *rest}):
        yield _line(
            ds, flow, question, window, groups.get(window, []), rest.get(window, []), has_units
        )


def _series(answer: Answer, newest: Mapping[float, str]) -> str:
    """Return the series of an answer: totals and stocks are one, a short or closed time its own."""
    time = answer.time
    if time.is_stock or (time.is_running and time.last - time.start >= _SHORT):
        return ""
    return newest[time.start] if time.is_running and time.has_start else answer.window or ""


def _newest_by_start(answers: Iterable[Answer]) -> Mapping[float, str]:
    """Return by first day the longest window: as of the 4th, the 5th and the 7th is one count.

    One that has run for long is a total to date, and so is what was told of it before.
    """
    running = [a for a in answers if a.time.is_running]
    return {
        a.time.start: "" if a.time.last - a.time.start >= _SHORT else a.window or ""
        for a in sorted(running, key=lambda a: a.time.last)
    }


def _nearest(claim: Claim, groups: Mapping[str, object]) -> str:
    """Return the line on which a claim without a number of its own is listed."""
    return claim.window if claim.window is not None and claim.window in groups else ""


def _line(
    ds: Dataset,
    flow: Flow,
    question: Question,
    window: str,
    answers: Sequence[Answer],
    rest: Sequence[Claim],
    has_units: bool,
) -> FlowLine:
    is_period = bool(window)
    unit, answers = as_told(corpus_of(ds), flow.commodity, question.unit, answers)
    estimate = estimate_number(answers, is_period=is_period)
    claims = sorted((*(a.claim for a in answers), *rest), key=lambda claim: claim.claim_id)
    said = [claim for claim in claims if not claim.is_denied]
    weight = support(ds, said or claims)
    behind = [c for c in said if estimate is not None and c.claim_id in estimate.claim_ids]
    stages = Counter(claim.stage_or_done for claim in behind or said or claims)
    stage = min(stages, key=lambda stage: (-stages[stage], stage))
    if estimate is not None:
        speaks_of = max(v.as_of for v in estimate.voices)
    else:
        speaks_of = max(ds.tables.known_on[claim.claim_id] for claim in claims)
    return FlowLine(
        flow.flow_id,
        flow.part_of,
        flow.commodity,
        flow.origin,
        flow.destination,
        flow.label,
        question.attribute,
        window or None,
        Stage.DONE if step_of(stage) == "deed" else stage,
        unit,
        question.dimension,
        estimate,
        equivalents(ds, flow, estimate) if estimate else (),
        tuple(claims),
        tuple(claim.claim_id for claim in claims if claim.is_denied),
        weight.n_sources,
        weight.n_origins,
        speaks_of,
        is_period,
        has_units,
        tellings(answers),
        _first_day(window, answers),
    )


def _first_day(window: str, answers: Sequence[Answer]) -> date | None:
    """Return where a short count that still runs begins, as long as one telling of it runs."""
    starts = [a.time.start for a in answers if a.time.is_running and a.time.has_start]
    return date.fromordinal(int(min(starts))) if window and starts else None
