"""The sheet: findings over all three analyses, what moved, what is in dispute, what is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from briefkit.analysis.cadence import Cadence, cadence
from briefkit.analysis.contact import Contact
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.coverage import last_searched
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.discrepancies import Discrepancies, Entry, discrepancies
from briefkit.analysis.flows import Flows, flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.results import Result
from briefkit.analysis.sheet.amounts import flow_clauses, word_of
from briefkit.analysis.sheet.contacts import contact_clauses
from briefkit.analysis.sheet.disputes import disputes
from briefkit.analysis.sheet.finding import Finding, find
from briefkit.analysis.sheet.judgements import Judged, judged
from briefkit.analysis.sheet.roles import Roles
from briefkit.analysis.tellings import Telling
from briefkit.analysis.wanted import check_dataset
from briefkit.dataset import Dataset
from briefkit.dates import last_day
from briefkit.errors import AsOfError, ParameterError

__all__ = ["Move", "Sheet", "headlines", "sheet", "unsearched"]

_MOST_FINDINGS = 5
_HEADLINES = 12


@dataclass(frozen=True, slots=True)
class Move:
    """A voice that gives another number of a flow than it did.

    Parameters
    ----------
    line : FlowLine
        The line now.
    voice : VoiceValue
        What it says now.
    before : Telling or None
        What it had said; None where it gave no number within a year.
    """

    line: FlowLine
    voice: VoiceValue
    before: Telling | None


@dataclass(frozen=True, repr=False)
class Sheet(Result):
    """Result of :func:`briefkit.sheet`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    previous : date or None
        The day compared with.
    findings : tuple of Finding
        What is computed: at most five, one of each topic.
    judged : tuple of Judged
        What was judged within half a year, with what its numbers are now.
    moves : tuple of Move
        Amounts that are new or have moved since, the newest first.
    met : tuple of (str, tuple of Contact)
        Contacts in person since the day compared with, by dyad.
    still : tuple of FlowLine
        Headlines that have not moved.
    disputes : tuple of Entry
        The disagreements that would move a printed number, at most three.
    unsearched : tuple of (str, date or None)
        Dyads that were not searched up to the cut-off, and the last day that was.
    alone : tuple of FlowLine
        Headlines that rest on one voice.
    flows, cadence, register
        The analyses behind it.
    """

    as_of: date
    previous: date | None
    findings: tuple[Finding, ...]
    judged: tuple[Judged, ...]
    moves: tuple[Move, ...]
    met: tuple[tuple[str, tuple[Contact, ...]], ...]
    still: tuple[FlowLine, ...]
    disputes: tuple[Entry, ...]
    unsearched: tuple[tuple[str, date | None], ...]
    alone: tuple[FlowLine, ...]
    flows: Flows
    cadence: Cadence
    register: Discrepancies

    @property
    def frame(self) -> pd.DataFrame:
        """Findings as a frame: topic, kind, weight, told and confidence of each.

        Returns
        -------
        pandas.DataFrame
            ``weight`` is int64, ``told`` datetime64, the rest text.
        """
        rows = [
            (f.lead.topic, type(f.lead).__name__.lower(), f.lead.weight, f.lead.told,
             f.grounds.confidence)
            for f in self.findings
        ]  # fmt: skip
        names = ["topic", "kind", "weight", "told", "confidence"]
        frame = pd.DataFrame(rows, columns=names).astype({"weight": "int64"})
        return frame.assign(told=pd.to_datetime(frame["told"]))

    def __repr__(self) -> str:
        return f"Sheet(as_of={self.as_of}, {len(self.findings)} findings)"


def sheet(ds: Dataset, previous: str | date | None = None) -> Sheet:
    """Draw the findings of all three analyses together.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    previous : str or date, optional
        Day to compare with; empty, or before the first source: nothing to compare with.

    Returns
    -------
    Sheet
        A finding weighs by news (days since it was first told), consequence (documents of half a
        year; level of a contact), factor (change or dispute within one unit) and what stands
        against it.

    Raises
    ------
    ParameterError
        If ``previous`` is not before the day of the corpus.
    """
    check_dataset(ds)
    amounts, contacts, register = flows(ds), cadence(ds), discrepancies(ds)
    earlier = _at(ds, ds.as_of - CURRENT)
    told = list(contact_clauses(ds, contacts))
    then_flows = flows(earlier) if earlier else None
    clauses = [*flow_clauses(ds, amounts, then_flows, register), *told]
    findings = find(ds, clauses, register, _MOST_FINDINGS)
    then = _at(ds, last_day(previous)) if previous else None
    if previous and last_day(previous) >= ds.as_of:
        raise ParameterError(
            f"previous {last_day(previous)} is not before as_of {ds.as_of}; choose an earlier day"
        )
    old = flows(then) if then else None
    leading = headlines(amounts)
    moves = _moves(ds, amounts, old, leading) if old else ()
    return Sheet(
        ds.as_of,
        then.as_of if then else None,
        findings,
        judged(ds, Roles(ds, amounts, contacts, register, told), findings),
        moves,
        _met(contacts, then.as_of) if then else (),
        _still(leading, old) if old else (),
        disputes(ds, amounts, register, leading),
        unsearched(ds, contacts),
        tuple(line for line in leading if len(line.voices) == 1),
        amounts,
        contacts,
        register,
        dataset=ds,
    )


def unsearched(ds: Dataset, contacts: Cadence) -> tuple[tuple[str, date | None], ...]:
    """Return the dyads that were not searched up to the cut-off, and the last day that was."""
    return tuple(
        (d.dyad, last)
        for d in contacts.dyads
        if (last := last_searched(ds, {d.dyad}, ds.as_of)) != ds.as_of
    )


def _at(ds: Dataset, day: date) -> Dataset | None:
    """Return the corpus of an earlier day; None where nothing was on record."""
    try:
        return ds.at(day)
    except AsOfError:
        return None


def headlines(now: Flows) -> list[FlowLine]:
    """Return the amounts that most documents tell, one of each flow and attribute."""
    said = [x for x in now.latest if x.estimate is not None and x.stage.is_actual]
    ranked = sorted(said, key=lambda x: (-x.n_sources, x.name))
    once = {(x.flow_id, x.attribute): x for x in reversed(ranked)}
    return [x for x in ranked if once[x.flow_id, x.attribute] is x][:_HEADLINES]


def _moves(ds: Dataset, now: Flows, then: Flows, leading: Sequence[FlowLine]) -> tuple[Move, ...]:
    """Return the voices that give another number than then, one of a series, headlines first."""
    before = {line.name: line for line in then.lines}
    known, found = ds.tables.known_on, []
    for line in now.latest:
        if line.estimate is None or not line.stage.is_actual:
            continue
        fresh = [v for v in line.voices if known[v.first_id] > then.as_of and v.amount.ceiling > 0]
        if not fresh:
            continue
        voice = max(fresh, key=lambda v: (not v.is_weak, v.n_sources, v.since, v.voice))
        old = word_of(voice.voice, before.get(line.name), then.as_of)
        if old is not None and is_alike(old.amount.centre, voice.amount.centre):
            continue
        if old is not None or line in leading:
            found.append(Move(line, voice, old))
    found.sort(key=lambda m: (_is_new(m), -m.line.n_sources, m.line.name))
    topics: Counter[str] = Counter()
    kept = []
    for move in found:  # of a topic two that moved, or one that is new
        topic = corpus_of(ds).root(move.line.flow_id)
        topics[topic] += 1
        if topics[topic] <= (1 if _is_new(move) else 2):
            kept.append(move)
    return tuple(kept)


def _is_new(move: Move) -> bool:
    return move.before is None


def _still(leading: Sequence[FlowLine], then: Flows) -> tuple[FlowLine, ...]:
    before = {line.name: _shown(line) for line in then.lines}
    return tuple(line for line in leading if before.get(line.name) == _shown(line))


def _shown(line: FlowLine) -> tuple[object, ...]:
    """Return what is printed of a line; nothing where it has no number."""
    e = line.estimate
    return (e.low, e.best, e.high, e.unit) if e is not None else ()


def _met(now: Cadence, then: date) -> tuple[tuple[str, tuple[Contact, ...]], ...]:
    """Return the contacts in person of each dyad since a day, by start."""
    found = []
    for dyad in now.dyads:
        own = [c for c in now.held if dyad.dyad in c.dyads and c.is_in_person and c.start]
        since = tuple(c for c in own if c.start is not None and c.start > then)
        if since:
            found.append((dyad.dyad, since))
    return tuple(found)
