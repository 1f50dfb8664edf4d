"""The decisive check: which record would settle a disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import (
    actors,
    few,
    listing,
    possessive,
    publishers,
)
from briefkit.analysis.discrepancies.venue import (
    home_site,
    host_site,
    host_states,
    is_person,
    office,
    people_of,
    states_of,
)
from briefkit.dates import span
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim

__all__ = ["check"]

_LOSSES = frozenset({"casualties", "killed", "wounded", "captured", "stock"})
_FORTNIGHT = 14
_SERIES = frozenset({"ordinal", "count", "first_since"})


def check(case: Case, claims: Sequence[Claim]) -> str:
    """Name the record that would settle a case.

    Parameters
    ----------
    case : Case
        A family, compared.
    claims : sequence of Claim
        The claims that take part.

    Returns
    -------
    str
        One sentence, with the actors and dates of the data in it.
    """
    if not case.conflicts:
        return _left_out(case)
    subject, attribute = case.family.subject_id, case.family.attribute
    records = case.index.ds.records
    if subject in records.flows:
        if attribute in _LOSSES:
            return _people(case)
        if case.on(Ground.DENIAL):
            return _denied(case)
        return _goods(case, claims)
    if subject in records.statements:
        return _words(case, claims, records.statements[subject].event_id)
    if attribute in _SERIES:
        return _series(case, claims)
    if attribute == "agreement":
        return _papers(case, claims)
    if subject in records.events:
        return _contact(case, subject)
    return "A second document of the same voice, in its original language."


def _left_out(case: Case) -> str:
    sources = case.index.ds.records.sources
    silent = sorted({lack.source_id for lack in case.lacks})
    relayed = {name for source_id in silent for name in sources[source_id].origin_ids or ()}
    named = [name for name in relayed if name in case.index.ds.records.actors and name != "unknown"]
    whom = publishers(case.index, silent)
    if named:
        return (
            f"The text of {actors(case.index, named)} that {whom} relays: whether the passage "
            "stands there."
        )
    return f"The text that {whom} worked from: whether the passage stands there."


def _words(case: Case, claims: Sequence[Claim], event_id: str | None) -> str:
    names = {claim.speaker_id for claim in case.family.claims if claim.speaker_id}
    speaker = case.index.ds.records.statements[case.family.subject_id].speaker_id
    names |= {speaker} if speaker else set()
    people = {name for name in names if is_person(case.index, name)}
    when = _days(case, [case.family.subject_id, *([event_id] if event_id else [])], claims)
    if names and not people:
        return f"What {actors(case.index, names)} said{when}, as published in full."
    where = host_site(case.index, event_id) or home_site(case.index, people)
    return (
        f"The transcript or recording of {possessive(actors(case.index, people) or 'the speaker')} "
        f"words{when}, in the original language{where}."
    )


def _goods(case: Case, claims: Sequence[Claim]) -> str:
    flow = case.index.ds.records.flows[case.family.subject_id]
    names = {claim.speaker_id for claim in claims if claim.speaker_id}
    people = {name for name in names if is_person(case.index, name)} or names
    month = _months(case, claims)
    customs = (
        f"the customs and transport statistics of {actors(case.index, [flow.origin])} and "
        f"{actors(case.index, [flow.destination])}{month}"
    )
    if not people:
        return f"{customs[:1].upper()}{customs[1:]}."
    event_id = _occasion(case, people, claims)
    when = _days(case, [event_id] if event_id else [], claims)
    where = host_site(case.index, event_id) or home_site(case.index, people)
    return (
        f"The transcript of {possessive(actors(case.index, people))} words{when}, in the original "
        f"language{where}; then {customs}."
    )


def _occasion(case: Case, people: Iterable[str], claims: Sequence[Claim]) -> str | None:
    """Return the event at which the speakers spoke, in the sources at hand."""
    sources = {claim.source_id for claim in claims}
    found: dict[str, int] = {}
    for statement in case.index.ds.records.statements.values():
        if statement.event_id is None or statement.speaker_id not in set(people):
            continue
        told = case.index.ds.claims_of(statement.statement_id)
        n = len({claim.source_id for claim in told} & sources)
        found[statement.event_id] = found.get(statement.event_id, 0) + n
    best = max(found.values(), default=0)
    return min((name for name, n in found.items() if n == best), default=None) if best else None


def _denied(case: Case) -> str:
    index = case.index
    tree = index.tree(case.family.subject_id)
    legs = sorted(
        {
            tuple(index.name(end.strip()) for end in leg.split(">"))
            for name in tree
            for claim in index.ds.claims_of(name, "leg")
            for leg in split_ids(claim.value or "")
        }
    )
    windows = sorted(
        {
            claim.value or ""
            for name in tree
            for claim in index.ds.claims_of(name, "date")
            if not claim.is_denied
        }
        | {claim.window for claim in case.family.claims if claim.window}
    )
    route = f" on the way {few(' to '.join(leg) for leg in legs)}" if legs else ""
    time = f" in {few(windows)}" if windows else ""
    goods = index.name(case.family.subject_id)
    return (
        f"Dated satellite images, port calls and rail records{route}{time}, and marked pieces of "
        f"the {goods} where they were used."
    )


def _people(case: Case) -> str:
    flow = case.index.ds.records.flows[case.family.subject_id]
    states = actors(case.index, [flow.origin, flow.destination])
    return f"Lists of names, or figures that the defence ministries of {states} publish."


def _series(case: Case, claims: Sequence[Claim]) -> str:
    windows = sorted({claim.window for claim in claims if claim.window})
    time = f" for {few(windows)}" if windows else ""
    subject = case.family.subject_id
    where = host_site(case.index, subject)
    who = actors(case.index, people_of(case.index, subject)) or case.index.name(subject)
    return f"The list of contacts of {who}{time}, day by day{where}."


def _papers(case: Case, claims: Sequence[Claim]) -> str:
    subject = case.family.subject_id
    when = _bracketed(_days(case, case.index.tree(subject), claims))
    where = host_site(case.index, subject)
    states = actors(case.index, states_of(case.index, subject))
    registers = f", and the treaty registers of {states}" if states else ""
    at = "by" if subject not in case.index.ds.records.events else "at"
    return f"The list of documents signed {at} {case.index.name(subject)}{when}{where}{registers}."


def _contact(case: Case, subject: str) -> str:
    when = _bracketed(_days(case, [subject], case.family.claims))
    names = people_of(case.index, subject)
    states = host_states(case.index, subject)
    states += [name for name in states_of(case.index, subject) if name not in states]
    sites = listing(office(case.index, state, names) for state in states)
    where = f", on the sites of {sites}, in the original languages" if states else ""
    return f"The record of {case.index.name(subject)}{when}{where}."


def _days(case: Case, subjects: Iterable[str], claims: Sequence[Claim]) -> str:
    """Say when: from the first to the last day that the subjects are given, else of publication."""
    spans = [
        span(claim.value)
        for subject in subjects
        for attribute in ("date", "start", "end", "during")
        for claim in case.index.ds.claims_of(subject, attribute)
        if claim.value and not claim.is_denied and claim.locator != "dl"
    ]
    days = [found for found in spans if found.n_days is not None and found.n_days <= _FORTNIGHT]
    if days:
        first, last = min(found.first for found in days), max(found.last for found in days)
        return f" of {first}" if first == last else f" of {first} to {last}"
    if spans:
        return f" of {min(spans, key=lambda found: found.text)}"
    reported = sorted({case.index.published(claim).text for claim in claims})
    return f", reported on {listing(reported[:3])}" if reported else ""


def _bracketed(days: str) -> str:
    """Put days in brackets, behind a label that names the month itself."""
    return f" ({days.strip().removeprefix(', ').removeprefix('of ')})" if days else ""


def _months(case: Case, claims: Sequence[Claim]) -> str:
    windows = sorted({claim.window for claim in claims if claim.window})
    if windows:
        return f" for {few(windows)}"
    months = sorted({f"{case.index.published(claim).last:%Y-%m}" for claim in claims})
    return f" up to {months[-1]}" if months else ""
