"""Ordinals such as "the fifth visit so far this year", held against the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from briefkit.analysis.assessment import Assessment, OrdinalOf, Reading, Verdict
from briefkit.analysis.coverage import is_searched, searched_days
from briefkit.analysis.events import Contact, contacts
from briefkit.analysis.parties import states_of
from briefkit.dataset import Dataset
from briefkit.dates import parse_day, span
from briefkit.errors import DateError, UnknownNameError, nearest
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind, Mode

__all__ = ["RULE", "assess_claim", "assess_ordinal", "assess_ordinals"]

#: The rule of a verdict, as briefs print it.
RULE = (
    "More in the window than the ordinal refutes it; exactly as many support it; fewer refute it "
    "only where the whole window was searched."
)


def assess_ordinal(
    ds: Dataset,
    *,
    actor: str,
    host: str,
    nth: int,
    what: OrdinalOf,
    window: str,
    on: str | date,
) -> Assessment:
    """Hold an ordinal against the record.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    actor : str
        Who visits, meets or calls: an actor id.
    host : str
        A state for visits; a state or person for meetings and calls.
    nth : int
        The ordinal: 5 for "the fifth".
    what : str
        ``visit``, ``meeting`` or ``call``.
    window : str
        EDTF interval that the ordinal counts over, such as ``2023``.
    on : str or date
        Day of the event that is said to be the n-th; nothing later counts.

    Returns
    -------
    Assessment

    Raises
    ------
    UnknownNameError
        If the actor, the host or what is counted does not exist.
    DateError
        If the window or the day is no date, or the day is before the window.
    """
    for name in (actor, host):
        if name not in ds.records.actors:
            near = nearest(name, ds.records.actors)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(f"no actor '{name}'.{hint}")
    if what not in get_args(OrdinalOf):
        raise UnknownNameError(f"no '{what}' to count. Allowed: {', '.join(get_args(OrdinalOf))}.")
    day = on if isinstance(on, date) else parse_day(on)
    limits = span(window)
    first, last = limits.first, min(limits.last, day)
    if last < first:
        raise DateError(f"'{day}' is before the window '{window}'. Allowed: a day within it.")
    everything = contacts(ds)
    sure, possible, out = _sort(ds, everything, actor, host, what, first, last)
    searched = is_searched(ds, {_dyad(ds, actor, host)}, first, last)
    if len(sure) > nth:
        verdict: Verdict = "refuted"
    elif len(sure) == nth and (searched or not possible):
        verdict = "supported"
    elif len(sure) + len(possible) < nth and searched:
        verdict = "refuted"
    else:
        verdict = "undetermined"
    n_days = (last - first).days + 1
    n_searched = searched_days(ds, {_dyad(ds, actor, host)}, first, last)
    return Assessment(
        verdict,
        nth,
        what,
        window,
        day,
        actor,
        host,
        len(sure),
        len(sure) + len(possible),
        tuple(c.event_id for c in (*sure, *possible)),
        tuple(out),
        _readings(ds, everything, actor, host, nth, day),
        f"{n_searched} of {n_days} days of the window searched",
        tuple(sorted({name for c in (*sure, *possible) for name in c.claim_ids})),
    )


def assess_claim(ds: Dataset, claim: Claim) -> Assessment | None:
    """Assess an ordinal as a claim codes it.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        A claim of attribute ``ordinal`` about an event.

    Returns
    -------
    Assessment or None
        None where the claim names no window, or its event no actor, host and day.
    """
    contact = next((c for c in contacts(ds) if c.event_id == claim.subject_id), None)
    if contact is None or claim.window is None or claim.amount_value is None:
        return None
    visitor = next((name for name in contact.actors if name in ds.records.actors), None)
    others = [name for name in (*contact.recipients, *contact.actors[1:]) if name != visitor]
    if visitor is None or not others or contact.end is None or "/.." in claim.window:
        return None
    return assess_ordinal(
        ds,
        actor=visitor,
        host=others[0],
        nth=int(claim.amount_value),
        what=str(claim.unit),  # type: ignore[arg-type]
        window=claim.window,
        on=contact.end,
    )


def assess_ordinals(ds: Dataset) -> tuple[Assessment, ...]:
    """Assess every ordinal in the record that names its window.

    Parameters
    ----------
    ds : Dataset
        The corpus.

    Returns
    -------
    tuple of Assessment
        One for each event, ordinal, thing counted and window; claims that give the same one are
        joined in ``said_by``.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in ds.records.claims.values():
        if claim.attribute == "ordinal" and not claim.is_denied:
            end = span(claim.window).last.year if claim.window and "/.." not in claim.window else 0
            key = (claim.subject_id, claim.value, claim.unit, end)
            groups.setdefault(key, []).append(claim)
    found = []
    for _, claims in sorted(groups.items(), key=lambda item: str(item[0])):
        assessed = assess_claim(ds, claims[0])
        if assessed is not None:
            said_by = tuple(claim.claim_id for claim in claims)
            both = tuple(sorted({*assessed.claim_ids, *said_by}))
            found.append(replace(assessed, said_by=said_by, claim_ids=both))
    return tuple(found)


def _state(ds: Dataset, name: str) -> str:
    actor = ds.records.actors[name]
    return name if actor.kind is ActorKind.STATE else actor.state or name


def _dyad(ds: Dataset, actor: str, host: str) -> str:
    return "-".join(sorted((_state(ds, actor), _state(ds, host))))


def _why_not(
    ds: Dataset, contact: Contact, actor: str, host: str, what: OrdinalOf, first: date, last: date
) -> str | None:
    """Return why a contact does not count, or None if it does."""
    people = {*contact.actors, *contact.recipients}
    is_state_host = ds.records.actors[host].kind is ActorKind.STATE
    if contact.kind.value != what:
        return f"a {contact.kind}, not a {what}"
    if what == "visit" and (
        actor not in contact.actors or _state(ds, host) not in states_of(ds, contact.recipients)
    ):
        return "the other way round, or to another state"
    if what != "visit" and not is_state_host and host not in people:
        return f"without {ds.records.actors[host].name}"
    if not contact.is_held:
        return f"not held: {contact.stage}"
    if contact.part_of is not None and what == "visit":
        return "part of a visit that counts"
    if contact.start is None or contact.end is None:
        return "not dated"
    if contact.end < first or contact.start > last:
        return "outside the window"
    return None


def _sort(
    ds: Dataset,
    everything: Sequence[Contact],
    actor: str,
    host: str,
    what: OrdinalOf,
    first: date,
    last: date,
) -> tuple[list[Contact], list[Contact], list[tuple[str, str]]]:
    """Split contacts of the pair into certain, possible and not counted."""
    sure: list[Contact] = []
    possible: list[Contact] = []
    out: list[tuple[str, str]] = []
    for contact in everything:
        states = {_state(ds, actor), _state(ds, host)}
        if actor not in {*contact.actors, *contact.recipients} or not states <= set(contact.states):
            continue
        why = _why_not(ds, contact, actor, host, what, first, last)
        if why is not None:
            out.append((contact.event_id, why))
        elif _is_within(contact, first, last):
            sure.append(contact)
        else:
            possible.append(contact)
    return sure, possible, out


def _is_within(contact: Contact, first: date, last: date) -> bool:
    """Whether a contact certainly began in a window."""
    if contact.start is None or contact.start < first:
        return False
    begun = contact.start if contact.precision == "day" else contact.end
    return begun is not None and begun <= last


def _readings(
    ds: Dataset, everything: Sequence[Contact], actor: str, host: str, nth: int, day: date
) -> tuple[Reading, ...]:
    """Count visits and meetings, bilateral or all, over the calendar year and twelve months."""
    found = []
    windows = {
        f"{day.year}-01-01/{day}": date(day.year, 1, 1),
        f"{day - timedelta(days=364)}/{day}": day - timedelta(days=364),
    }
    kinds: tuple[OrdinalOf, ...] = ("visit", "meeting")
    for text, first in windows.items():
        for what in kinds:
            sure, _, _ = _sort(ds, everything, actor, host, what, first, day)
            bilateral = [c for c in sure if c.mode is not Mode.MULTILATERAL]
            scopes = [("bilateral", bilateral)]
            if what == "meeting":
                scopes.append(("also on the margins of wider meetings", sure))
                scopes.append(("each visit or occasion once", _occasions(everything, sure)))
            for scope, counted in scopes:
                ids = tuple(c.event_id for c in counted)
                found.append(Reading(what, scope, text, len(ids), len(ids) == nth, ids))
    return tuple(found)


def _occasions(everything: Sequence[Contact], found: Sequence[Contact]) -> list[Contact]:
    """Keep one meeting of each visit: talks, lunch and a tour on one journey are one occasion."""
    whole = {contact.event_id: contact.part_of for contact in everything}
    kept: dict[str, Contact] = {}
    for contact in found:
        name = contact.event_id
        while (parent := whole.get(name)) is not None:
            name = parent
        kept.setdefault(name, contact)
    return list(kept.values())
