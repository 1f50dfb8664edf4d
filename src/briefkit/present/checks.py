"""What would settle a disagreement, in words: a check, with the names and days of the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies.entry import Entry
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.words import date_text
from briefkit.schema.attributes import named
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType
from briefkit.vocab import ActorKind, EventKind, Level

__all__ = ["check_text", "record_text"]

_FORTNIGHT = 14
_STAY = named(lambda a: isinstance(a.type, DateType) and a.type.dated.is_of_stay)
_PRESIDENCY, _MINISTRY, _GOVERNMENT = "presidency", "ministry", "government"
_ANYWAY = "A second document of the same voice, in its original language."


def check_text(ds: Dataset, entry: Entry) -> str:
    """Say which record would settle an entry.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry
        A disagreement.

    Returns
    -------
    str
        The record of its check, with names and days where the row leaves room for them.
    """
    claims = [*entry.a.claims, *entry.b.claims]
    return record_text(ds, entry.check_id, entry.subject_id, claims)


def record_text(ds: Dataset, check_id: str, subject_id: str, claims: Sequence[Claim]) -> str:
    """Say which record would settle what some claims say of a subject.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    check_id : str
        A row of the table of checks; one that is not there asks for a second document.
    subject_id : str
        An event, a flow, a statement or a dyad.
    claims : sequence of Claim
        What is said of it.

    Returns
    -------
    str
        The record of the check, with names and days where the row leaves room for them.
    """
    check = ds.records.checks.get(check_id)
    if check is None:
        return _ANYWAY
    text = check.record
    people = _people(ds, subject_id)
    speakers = sorted({c.speaker_id for c in claims if c.speaker_id is not None})
    states = _states(ds, subject_id)
    for name, words in (
        ("subject", _label(ds, subject_id)),
        ("states", _joined(ds, states) or "those concerned"),
        ("people", _joined(ds, people) or _label(ds, subject_id)),
        ("speakers", _joined(ds, speakers) or "those who are quoted"),
        ("sites", _sites(ds, people or speakers, states)),
        ("when", _when(ds, subject_id)),
        ("window", _window(ds, claims)),
    ):
        text = text.replace("{" + name + "}", words)
    return text


def _label(ds: Dataset, key: str) -> str:
    records = ds.tables.records
    for table in (records.events, records.flows, records.statements):
        if key in table:
            return str(table[key].label)
    return _joined(ds, key.split("-"))


def _joined(ds: Dataset, names: Iterable[str], most: int = 4) -> str:
    actors = ds.tables.records.actors
    found = [actors[name].name for name in names if name in actors]
    listed = list(dict.fromkeys(found))[:most]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _people(ds: Dataset, subject_id: str) -> list[str]:
    """Persons who take part in an event, or in what contains it; of a statement its speaker."""
    records = ds.records
    statement = records.statements.get(subject_id)
    if statement is not None:
        return [statement.speaker_id] if statement.speaker_id else []
    if subject_id not in records.events:
        return []
    found = {
        name
        for subject in (subject_id, *corpus_of(ds).ancestors(subject_id))
        for claim in ds.claims_of(subject, "actor")
        if not claim.is_denied and claim.locator != "dl"
        for name in split_ids(claim.value or "")
    }
    actors = ds.tables.records.actors
    return sorted(n for n in found if n in actors and actors[n].kind is ActorKind.PERSON)


def _states(ds: Dataset, subject_id: str) -> list[str]:
    return sorted(n for n in corpus_of(ds).parties(subject_id) if n in ds.tables.records.actors)


def _sites(ds: Dataset, people: Iterable[str], states: Iterable[str]) -> str:
    """Say on whose sites it is published: a leader's words on the presidency's."""
    named = set(people)
    offices = [o for o in ds.records.offices.values() if o.actor_id in named]
    is_leader = any(office.level is Level.LEADER for office in offices)
    what = _PRESIDENCY if is_leader else _MINISTRY if offices else _GOVERNMENT
    whose = list(dict.fromkeys(o.state for o in offices)) if offices else list(states)
    names = _joined(ds, whose)
    if not names:
        return ""
    if len(whose) == 1:
        return f", on the site of the {what} of {names}"
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f", on the sites of the {many} of {names}"


def _when(ds: Dataset, subject_id: str) -> str:
    """Say when an event took place, as far as its claims lie within a fortnight."""
    event = ds.records.events.get(subject_id)
    if event is None or event.kind is EventKind.ANCHOR:
        return ""
    spans = [
        span(claim.value)
        for attribute in _STAY
        for claim in ds.claims_of(subject_id, attribute)
        if claim.value and not claim.is_denied and claim.locator != "dl"
    ]
    days = [s for s in spans if s.n_days is not None and s.n_days <= _FORTNIGHT]
    if not days:
        return ""
    first, last = min(s.first for s in days), max(s.last for s in days)
    return f" ({date_text(span(f'{first}/{last}'))})"


def _window(ds: Dataset, claims: Iterable[Claim]) -> str:
    spans = [corpus_of(ds).window(claim.window) for claim in claims if claim.window]
    known = [s for s in spans if s is not None and s.earliest and s.latest]
    if not known:
        return ""
    first, last = min(s.first for s in known), max(s.last for s in known)
    return f" from {date_text(first)} to {date_text(last)}"
