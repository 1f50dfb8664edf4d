"""The history of a number: today's rule on the record as it stood on each day of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.flows import Asked, answering
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.lines import FlowLine, flow_lines
from briefkit.dataset import Dataset
from briefkit.quantities import Amount
from briefkit.schema.tables import Flow

__all__ = ["Departure", "History", "Move", "histories"]


@dataclass(frozen=True, slots=True)
class Departure:
    """A voice that is heard no more.

    Parameters
    ----------
    voice : VoiceValue
        What it said.
    is_old : bool
        Whether it has said nothing for half a year before the newest word.
    is_slip : bool
        Whether its number is set aside as a slip.
    """

    voice: VoiceValue
    is_old: bool
    is_slip: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A day on which a number moved.

    Parameters
    ----------
    day : date
        The day.
    line : FlowLine or None
        What the rule makes of the record of that day; None where no number is left.
    joined : tuple of VoiceValue
        Voices that are heard now and were not.
    changed : tuple of (VoiceValue, VoiceValue)
        Voices whose number is another: before, and now.
    left : tuple of Departure
        Voices that are heard no more.
    is_other_time : bool
        Whether it speaks of another time than before: another period, or a total for a period.
    """

    day: date
    line: FlowLine | None
    joined: tuple[VoiceValue, ...] = ()
    changed: tuple[tuple[VoiceValue, VoiceValue], ...] = ()
    left: tuple[Departure, ...] = ()
    is_other_time: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """How one number of a flow came to be what it is.

    Parameters
    ----------
    asked : tuple
        Flow, attribute, unit of comparing, and whether it has begun.
    line : FlowLine
        What stands now.
    moves : tuple of Move
        By day.
    n_days : int
        Days on which a claim on this attribute of the flow came out.
    """

    asked: Asked
    line: FlowLine
    moves: tuple[Move, ...]
    n_days: int


def histories(ds: Dataset, flow: Flow, lines: Sequence[FlowLine]) -> tuple[History, ...]:
    """Return the history of each number that answers what is asked of a flow.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    flow : Flow
        One flow.
    lines : sequence of FlowLine
        Its lines on that day.

    Returns
    -------
    tuple of History
        Of those that have a number on the day, most documents first.
    """
    now = {
        key: line
        for key, line in answering(corpus_of(ds), lines).items()
        if line.estimate is not None
    }
    found = []
    for attribute in dict.fromkeys(key[1] for key in now):
        states = list(_states(ds, flow, attribute, lines))
        found += [
            History(key, line, tuple(_moves(key, states)), len(states))
            for key, line in now.items()
            if key[1] == attribute
        ]
    return tuple(sorted(found, key=lambda h: (-h.line.n_sources, h.line.name)))


def _states(
    ds: Dataset, flow: Flow, attribute: str, lines: Sequence[FlowLine]
) -> Iterator[tuple[date, Mapping[Asked, FlowLine]]]:
    whole, known = ds.tables.records, ds.tables.known_on
    claims = [whole.claims[name] for name in ds.tables.about.get(flow.flow_id, ())]
    claims = [c for c in claims if c.attribute == attribute and known[c.claim_id] <= ds.as_of]
    events = {(claim.window or "").partition("/")[0] for claim in claims} & whole.events.keys()
    *days, newest = sorted({known[claim.claim_id] for claim in claims})
    for day in days if not events else (*days, newest):
        cut = ds.about({flow.flow_id, *events}, day)
        yield day, answering(corpus_of(cut), flow_lines(cut, flow, (attribute,)))
    if not events:  # nothing that came later has a part in them
        yield newest, answering(corpus_of(ds), [x for x in lines if x.attribute == attribute])


def _moves(asked: Asked, states: Sequence[tuple[date, Mapping[Asked, FlowLine]]]) -> Iterator[Move]:
    before: FlowLine | None = None
    for day, answers in states:
        line = answers.get(asked)
        line = line if line is not None and line.estimate is not None else None
        if _shown(line) != _shown(before):
            yield _move(day, before, line)
            before = line


def _shown(line: FlowLine | None) -> tuple[object, ...] | None:
    if line is None or line.estimate is None:
        return None
    return line.window, line.estimate.amount, line.estimate.is_of_bounds


def _move(day: date, before: FlowLine | None, line: FlowLine | None) -> Move:
    was = {v.voice: v for v in before.voices} if before is not None else {}
    now = {v.voice: v for v in line.voices} if line is not None else {}
    is_other = before is not None and line is not None and before.window != line.window
    aside = line.estimate.aside if line is not None and line.estimate is not None else ()
    slips = {v.voice for v in aside}
    newest = max((v.told for v in now.values()), default=day)
    return Move(
        day,
        line,
        tuple(v for name, v in now.items() if name not in was),
        tuple(
            (was[name], v) for name, v in now.items()
            if name in was and _differ(was[name].amount, v.amount)
        ),
        tuple(
            Departure(v, v.told < newest - CURRENT, name in slips)
            for name, v in was.items() if name not in now
        ),
        is_other,
    )  # fmt: skip


def _differ(a: Amount, b: Amount) -> bool:
    return (a.low, a.best, a.high) != (b.low, b.best, b.high)
