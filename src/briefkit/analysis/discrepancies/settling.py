"""What would settle a disagreement: a row of the table of checks, with names and days filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.factors import ANY
from briefkit.dates import span
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind, EventKind, Level

__all__ = ["Settling", "settling"]

_FORTNIGHT = 14
_PRESIDENCY, _MINISTRY, _GOVERNMENT = "presidency", "ministry", "government"


@dataclass(frozen=True, slots=True)
class Settling:
    """The record that would settle an entry.

    Parameters
    ----------
    check_id : str
        Row of the table of checks.
    record : str
        The record, with the names and days of the data where the row leaves room for them.
    """

    check_id: str
    record: str


def settling(corpus: Corpus, subject_id: str, attribute: str, claims: Iterable[Claim]) -> Settling:
    """Name the record that would settle an entry.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    subject_id, attribute : str
        What the entry is about.
    claims : iterable of Claim
        Claims of its two sides.

    Returns
    -------
    Settling
        The row of the table of checks for the attribute and the commodity of the flow, else of what
        contains it, else for the attribute, else for any.
    """
    listed = list(claims)
    rows = {(c.attribute, c.commodity): c for c in corpus.ds.records.checks.values()}
    flow = corpus.ds.records.flows.get(subject_id)
    commodities = corpus.factors.commodities(flow.commodity) if flow is not None else (ANY,)
    keys = [(a, c) for a in (attribute, ANY) for c in commodities]
    row = next((rows[key] for key in keys if key in rows), None)
    if row is None:
        return Settling("", "A second document of the same voice, in its original language.")
    people = _people(corpus, subject_id)
    speakers = sorted({c.speaker_id for c in listed if c.speaker_id is not None})
    states = _states(corpus, subject_id)
    text = row.record
    for name, words in (
        ("subject", _label(corpus, subject_id)),
        ("states", _joined(corpus, states) or "those concerned"),
        ("people", _joined(corpus, people) or _label(corpus, subject_id)),
        ("speakers", _joined(corpus, speakers) or "those who are quoted"),
        ("sites", _sites(corpus, people or speakers, states)),
        ("when", _when(corpus, subject_id)),
        ("window", _window(corpus, listed)),
    ):
        text = text.replace("{" + name + "}", words)
    return Settling(row.check_id, text)


def _label(corpus: Corpus, key: str) -> str:
    records = corpus.ds.tables.records
    for table in (records.events, records.flows, records.statements):
        if key in table:
            return str(table[key].label)
    return _joined(corpus, key.split("-"))


def _joined(corpus: Corpus, names: Iterable[str], most: int = 4) -> str:
    actors = corpus.ds.tables.records.actors
    found = [actors[name].name for name in names if name in actors]
    listed = list(dict.fromkeys(found))[:most]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _people(corpus: Corpus, subject_id: str) -> list[str]:
    """Persons who take part in an event, or in what contains it; of a statement its speaker."""
    records = corpus.ds.records
    statement = records.statements.get(subject_id)
    if statement is not None:
        return [statement.speaker_id] if statement.speaker_id else []
    if subject_id not in records.events:
        return []
    found = {
        name
        for subject in (subject_id, *corpus.ancestors(subject_id))
        for claim in corpus.ds.claims_of(subject, "actor")
        if not claim.is_denied and claim.locator != "dl"
        for name in ATTRIBUTES["actor"].type.names(claim.value or "")
    }
    actors = corpus.ds.tables.records.actors
    return sorted(n for n in found if n in actors and actors[n].kind is ActorKind.PERSON)


def _states(corpus: Corpus, subject_id: str) -> list[str]:
    return sorted(n for n in corpus.parties(subject_id) if n in corpus.ds.tables.records.actors)


def _sites(corpus: Corpus, people: Iterable[str], states: Iterable[str]) -> str:
    """Say on whose sites it is published: a leader's words on the presidency's."""
    named = set(people)
    offices = [o for o in corpus.ds.records.offices.values() if o.actor_id in named]
    is_leader = any(office.level is Level.LEADER for office in offices)
    what = _PRESIDENCY if is_leader else _MINISTRY if offices else _GOVERNMENT
    whose = list(dict.fromkeys(o.state for o in offices)) if offices else list(states)
    names = _joined(corpus, whose)
    if not names:
        return ""
    if len(whose) == 1:
        return f", on the site of the {what} of {names}"
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f", on the sites of the {many} of {names}"


def _when(corpus: Corpus, subject_id: str) -> str:
    """Say when an event took place, as far as its claims lie within a fortnight."""
    event = corpus.ds.records.events.get(subject_id)
    if event is None or event.kind is EventKind.ANCHOR:
        return ""
    spans = [
        span(claim.value)
        for attribute in ("date", "start", "arrival", "end")
        for claim in corpus.ds.claims_of(subject_id, attribute)
        if claim.value and not claim.is_denied and claim.locator != "dl"
    ]
    days = [s for s in spans if s.n_days is not None and s.n_days <= _FORTNIGHT]
    if not days:
        return ""
    first, last = min(s.first for s in days), max(s.last for s in days)
    return f" ({first})" if first == last else f" ({first} to {last})"


def _window(corpus: Corpus, claims: Iterable[Claim]) -> str:
    spans = [corpus.window(claim.window) for claim in claims if claim.window]
    known = [s for s in spans if s is not None and s.earliest and s.latest]
    if not known:
        return ""
    return f" from {min(s.first for s in known)} to {max(s.last for s in known)}"
