"""Topics: the flows that belong together, and of each topic the amounts that most is told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import Discrepancies, Entry, discrepancies
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.results import Result, check_results
from briefkit.analysis.sheet.disputes import disputes
from briefkit.analysis.voices import documents_since, last_affirmed
from briefkit.dataset import Dataset

__all__ = ["FlowTopic", "TopicRow", "Topics", "topics", "topics_of"]

#: Rows of a table that stands on one page with its figure.
_MOST_ROWS = 12
#: So many of them may be amounts that are only planned, offered or expected.
_MOST_PLANS = 3


@dataclass(frozen=True, slots=True)
class TopicRow:
    """An amount, and the gravest live disagreement that would move it.

    Parameters
    ----------
    line : FlowLine
        With a number.
    entry : Entry or None
        An entry of the register whose two sides are what their voices say now.
    """

    line: FlowLine
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class FlowTopic:
    """What is told of flows that belong together.

    Parameters
    ----------
    topic_id : str
        As in the table of topics; of what stands in no topic, made of its route.
    route : tuple of (str, str) or None
        From whom to whom it moved, where it stands in no topic.
    rows : tuple of TopicRow
        What moved, then plans; of each the amounts that most documents tell first; at most twelve.
    lines : tuple of FlowLine
        All lines of these flows, periods and earlier totals too.
    n_left : int
        Amounts that have no row.
    n_recent : int
        Documents of the last half-year that tell of it.
    """

    topic_id: str
    route: tuple[str, str] | None
    rows: tuple[TopicRow, ...]
    lines: tuple[FlowLine, ...]
    n_left: int
    n_recent: int


@dataclass(frozen=True, repr=False)
class Topics(Result):
    """Result of :func:`topics`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    flows : Flows
        The amounts.
    topics : tuple of FlowTopic
        Those of which most was told in the last half-year first.
    """

    as_of: date
    flows: Flows
    topics: tuple[FlowTopic, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims on the lines of the topics, sorted."""
        return tuple(
            sorted({name for t in self.topics for line in t.lines for name in line.claim_ids})
        )

    @property
    def frame(self) -> pd.DataFrame:
        """Rows of all topics: topic, name of the number, and the entry that would move it.

        Returns
        -------
        pandas.DataFrame
            Text; ``entry`` is None where nobody disputes the number.
        """
        rows = [
            (t.topic_id, row.line.name, row.entry.id if row.entry else None)
            for t in self.topics
            for row in t.rows
        ]
        return pd.DataFrame(rows, columns=["topic", "number", "entry"])

    def __repr__(self) -> str:
        return f"Topics(as_of={self.as_of}, {len(self.topics)} topics)"


def topics(ds: Dataset, result: Flows) -> Topics:
    """Put the amounts of an analysis into topics.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    result : Flows
        Its flows.

    Returns
    -------
    Topics
        The table of topics says which flows belong together; a part belongs where its whole does.
        Flows that no topic names are a topic by route. Where nothing has a number, there is none.
    """
    check_results("topics", ds, result)
    register = discrepancies(ds)
    own = [topic for topic in _grouped(ds, result, _by_number(ds, result, register)) if topic.rows]
    own.sort(key=lambda t: (-t.n_recent, -len(t.lines), t.topic_id))
    return Topics(ds.as_of, result, tuple(own), dataset=ds)


def _by_number(ds: Dataset, result: Flows, register: Discrepancies) -> dict[str, Entry]:
    """Give each number the gravest disagreement that would move it."""
    found: dict[str, Entry] = {}
    for entry in disputes(ds, result, register, (), most=None):
        for name in entry.moves:
            found.setdefault(name, entry)
    return found


def _grouped(ds: Dataset, result: Flows, entries: dict[str, Entry]) -> Iterator[FlowTopic]:
    for inside, topic_id, route in topics_of(ds, {line.flow_id for line in result.lines}):
        yield _topic(ds, result, inside, entries, topic_id, route)


def topics_of(
    ds: Dataset, flow_ids: set[str]
) -> Iterator[tuple[set[str], str, tuple[str, str] | None]]:
    """Put flows into topics.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    flow_ids : set of str
        Each stands in one topic; a part where its whole does.

    Yields
    ------
    set of str, str, and tuple of (str, str) or None
        The flows, and topic and route as of :class:`FlowTopic`. Those of the table, possibly
        without flows, then routes.
    """
    corpus, left = corpus_of(ds), set(flow_ids)
    for topic in ds.records.topics.values():
        inside = {name for root in topic.flows for name in corpus.tree(root)} & left
        left -= inside
        yield inside, topic.topic_id, None
    flows = ds.records.flows
    routes: dict[tuple[str, str], set[str]] = {}
    for name in left:
        routes.setdefault((flows[name].origin, flows[name].destination), set()).add(name)
    for route, inside in sorted(routes.items()):
        yield inside, "-to-".join(route).lower(), route


def _topic(
    ds: Dataset,
    result: Flows,
    inside: set[str],
    entries: dict[str, Entry],
    topic_id: str,
    route: tuple[str, str] | None = None,
) -> FlowTopic:
    told = [x for x in result.latest if x.flow_id in inside and _is_told(ds, x)]
    deeds = _told_most(x for x in told if x.stage.is_actual)
    plans = _told_most(
        x for x in told if not x.stage.is_actual and not _has_come(deeds[:_MOST_ROWS], x)
    )
    n_plans = min(len(plans), max(_MOST_PLANS, _MOST_ROWS - len(deeds)))
    shown = [*deeds[: _MOST_ROWS - n_plans], *plans[:n_plans]]
    return FlowTopic(
        topic_id,
        route,
        tuple(TopicRow(line, entries.get(line.name)) for line in shown),
        tuple(x for x in result.lines if x.flow_id in inside),
        len(told) - len(shown),
        len(documents_since(ds, inside, ds.as_of - CURRENT)),
    )


def _has_come(deeds: Iterable[FlowLine], plan: FlowLine) -> bool:
    """Whether a row gives the number of a plan as what moved: another would say it twice."""
    of_one = (plan.flow_id, plan.attribute, plan.dimension)
    number = plan.estimate.amount.centre if plan.estimate else None
    return any(
        is_alike(telling.amount.centre, number)
        for line in deeds
        if (line.flow_id, line.attribute, line.dimension) == of_one
        for telling in line.tellings
    )


def _is_told(ds: Dataset, line: FlowLine) -> bool:
    """Whether a line has a number, and no zero where somebody has said since that there is some."""
    if line.estimate is None:
        return False
    if line.estimate.amount.centre:
        return True
    told = max(v.stated for v in line.voices)
    affirmed = last_affirmed(ds, line.flow_id, is_some=True)
    return all(day < told for day in affirmed.values())


def _told_most(lines: Iterable[FlowLine]) -> list[FlowLine]:
    return sorted(lines, key=lambda x: (-x.n_sources, -x.speaks_of.toordinal(), x.name))
