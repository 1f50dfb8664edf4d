"""Material flows: what moved, from whom to whom, how much, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.changes import Repeatable
from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.lines import FlowLine, flow_lines
from briefkit.analysis.results import as_terms
from briefkit.analysis.totals import TotalCheck, checked
from briefkit.analysis.wanted import between, check_dataset, chosen
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError, nearest

__all__ = ["Asked", "Flows", "answering", "flows"]


@dataclass(frozen=True, repr=False)
class Flows(Repeatable):
    """Result of :func:`flows`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    lines : tuple of FlowLine
        By flow, attribute, unit, step and window.
    totals : tuple of TotalCheck
        Wholes held against the sum of their parts.
    """

    as_of: date
    lines: tuple[FlowLine, ...]
    totals: tuple[TotalCheck, ...]

    _shown_columns = (
        "flow_id", "attribute", "window", "stage", "low", "best", "high", "unit", "n_voices",
    )  # fmt: skip

    @cached_property
    def latest(self) -> tuple[FlowLine, ...]:
        """What was last said of each flow, attribute, unit and step: the line that answers it.

        A running total or stock where that is told in newer words, by half a year, or in more
        documents; else the newest period, never an older one for having more voices.
        """
        return tuple(answering(corpus_of(self.dataset), self.lines).values())

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims behind the result."""
        return tuple(sorted({name for line in self.lines for name in line.claim_ids}))

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Lines as a frame: one row each, with low, best, high, unit, rule and support.

        Returns
        -------
        pandas.DataFrame
            ``low``, ``best`` and ``high`` are float64, in ``unit``, and NaN where a line has no
            number; the counts int64; ``commodity``, ``attribute``, ``stage`` and ``unit``
            categories; the rest text.
        """
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
        numbers = dict.fromkeys(("low", "best", "high"), "float64")
        counts = dict.fromkeys(("n_sources", "n_origins", "n_voices"), "int64")
        terms = ("commodity", "attribute", "stage", "unit")
        return as_terms(frame.astype(numbers | counts), *terms)

    def _shown(self) -> pd.DataFrame:
        return self.frame.dropna(subset=["low", "best", "high"], how="all")

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


def flows(
    ds: Dataset,
    *,
    commodities: str | Sequence[str] = (),
    routes: str | Sequence[str] = (),
    since: str | int | date | None = None,
    until: str | int | date | None = None,
) -> Flows:
    """Analyse what moved.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    commodities : str or sequence of str
        Only these; empty is all.
    routes : str or sequence of str
        Only these, as ``ORIGIN>DESTINATION``; empty is all.
    since, until : str, int or date, optional
        Only lines whose window overlaps, or of which a claim was known first in it.

    Returns
    -------
    Flows
        One line for each series or period of a flow, attribute, unit and step: totals to date and
        stocks are one series, a short or closed time is a line of its own. What factors convert
        joins the tonnes, as an interval. Sums are never printed; wholes are held against them.

    Raises
    ------
    UnknownNameError
        If a commodity or route does not exist.
    DateError
        If since or until is no date, or since is after until.
    """
    check_dataset(ds)
    asked = {"commodities": commodities, "routes": routes, "since": since, "until": until}
    known = ds.records.flows.values()
    commodities = chosen("commodity", commodities, {flow.commodity for flow in known})
    routes = chosen("route", routes, {f"{flow.origin}>{flow.destination}" for flow in known})
    first, last = between(since, until)
    lines = []
    for flow in known:
        if commodities and flow.commodity not in commodities:
            continue
        if routes and f"{flow.origin}>{flow.destination}" not in routes:
            continue
        lines += [line for line in flow_lines(ds, flow) if _overlaps(ds, line, first, last)]
    return Flows(ds.as_of, *checked(ds, lines), dataset=ds, analysis=flows, filters=asked)


def _overlaps(ds: Dataset, line: FlowLine, first: date, last: date) -> bool:
    window = corpus_of(ds).window(line.window)
    if window is not None:
        return window.first <= last and first <= window.last
    return any(first <= ds.tables.known_on[name] <= last for name in line.claim_ids)


#: What is asked of a flow: the flow, attribute, unit of comparing, and whether it has begun.
Asked = tuple[str, str, str, bool]


def answering(corpus: Corpus, lines: Iterable[FlowLine]) -> Mapping[Asked, FlowLine]:
    """Return the line that answers each thing that is asked; see :attr:`Flows.latest`."""
    groups: dict[Asked, list[FlowLine]] = {}
    for line in lines:
        key = (line.flow_id, line.attribute, line.dimension, line.stage.is_actual)
        groups.setdefault(key, []).append(line)
    return {key: _answering(corpus, own) for key, own in groups.items()}


def _answering(corpus: Corpus, lines: Sequence[FlowLine]) -> FlowLine:
    """Return the line that answers "how much": the total where most speak of one."""
    numbered = [line for line in lines if line.estimate is not None]
    if not numbered:
        return lines[0]
    totals = [line for line in numbered if line.window is None]
    others = [line for line in numbered if line.window is not None]
    if totals and (not others or _is_told_of(totals, others)):
        return totals[0]
    newest = max(others, key=lambda line: (line.speaks_of, line.name))
    return _finer(corpus, newest, others)


def _finer(corpus: Corpus, line: FlowLine, others: Sequence[FlowLine]) -> FlowLine:
    """Return the shorter period that has the number of one around it: "2022" for November 2022."""
    assert line.estimate is not None
    around, number = corpus.window(line.window), line.estimate.amount.centre
    found = [
        (window.last - window.first, other)
        for other in others
        if other.estimate is not None
        and is_alike(other.estimate.amount.centre, number)
        and other.n_sources >= line.n_sources
        and (window := corpus.window(other.window)) is not None
        and around is not None
        and around.first <= window.first
        and window.last <= around.last
    ]
    return min(found, key=lambda x: (x[0], x[1].name), default=(timedelta(), line))[1]


def _is_told_of(totals: Sequence[FlowLine], others: Sequence[FlowLine]) -> bool:
    """Whether the total is what is told: in newer words by half a year, or in more documents.

    Of as many documents the newer word decides.
    """
    total, other = (max(v.told for x in lines for v in x.voices) for lines in (totals, others))
    if abs(total - other) > CURRENT:
        return total > other
    n, m = _n_documents(totals), _n_documents(others)
    return n > m or (n == m and total >= other)


def _n_documents(lines: Sequence[FlowLine]) -> int:
    """Count the documents that give a number: many say "thousands"."""
    return len({c.source_id for line in lines for c in line.claims if not claim_amount(c).is_empty})
