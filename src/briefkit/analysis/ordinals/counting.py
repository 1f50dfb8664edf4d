"""Which contacts of two an ordinal counts, and which it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefkit.analysis.contact import Contact
from briefkit.analysis.events import ContactIndex, contact_index
from briefkit.analysis.ordinals.occasions import Occasion, occasions, root_of
from briefkit.analysis.ordinals.question import Question, presence, when
from briefkit.analysis.ordinals.readings import Exclusion, Reading, Reason, Scope
from briefkit.analysis.parties import state_of, states_of
from briefkit.dataset import Dataset
from briefkit.vocab import Counting, EventKind, Level

__all__ = ["Count", "count"]

_FIRM = frozenset({EventKind.VISIT, EventKind.MEETING})


@dataclass(frozen=True, slots=True)
class Count:
    """What the record holds for a question."""

    readings: tuple[Reading, ...]
    excluded: tuple[Exclusion, ...]
    n_before: int
    contacts: Mapping[str, Contact]


def count(ds: Dataset, question: Question) -> Count:
    """Count under every reading.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    question : Question
        Who, what and when.

    Returns
    -------
    Count
        Readings, the least forced first; contacts left out, with the reason; and how many began
        in the month before the window.
    """
    index = contact_index(ds)
    kept: dict[str, Contact] = {}
    possible: set[str] = set()
    out: list[Exclusion] = []
    before = 0
    for contact in index.of.get(question.actor, ()):
        why = _why_not(ds, question, contact, index)
        lies = when(question, contact, index)
        if why is None and lies in {"sure", "possible"}:
            kept[contact.event_id] = contact
            if lies == "possible" or not _is_certainly_there(ds, question, contact, index):
                possible.add(contact.event_id)
        elif why is None and lies in {"before", "after"} and _is_lead(question, contact):
            before += lies == "before"
            out.append(Exclusion(contact.event_id, Reason.OUTSIDE))
        elif (
            why is not None
            and lies in {"sure", "possible"}
            and _is_near_miss(ds, question, contact, why)
        ):
            kind = contact.kind.value if why is Reason.OTHER_KIND else ""
            out.append(Exclusion(contact.event_id, why, contact.stage, kind))
    inside = {root_of(contact, index.by_id) for contact in kept.values()}
    out = [e for e in out if root_of(index.by_id[e.event_id], index.by_id) not in inside]
    joined = occasions(kept.values(), index.by_id)
    readings = tuple(_reading(question, scope, joined, possible) for scope in _scopes(question))
    return Count(readings, tuple(out), before, kept)


def _scopes(question: Question) -> tuple[Scope, ...]:
    if question.what == "call":
        return (Scope.EVERY_CALL,)
    if question.what == "visit":
        scopes: tuple[Scope, ...] = (Scope.ALL_JOURNEYS, Scope.OWN_JOURNEYS)
        return scopes[1:] if Counting.OWN_JOURNEY in question.scope else scopes
    if Counting.OWN_JOURNEY in question.scope:
        return (Scope.OWN_OCCASIONS,)
    return (Scope.OCCASIONS, Scope.TALKS, Scope.OWN_OCCASIONS, Scope.EVERY_MEETING)


def _reading(
    question: Question, scope: Scope, joined: tuple[Occasion, ...], possible: set[str]
) -> Reading:
    """Count occasions, or every contact; one is certain where one of its contacts is."""
    match scope:
        case Scope.OWN_JOURNEYS | Scope.OWN_OCCASIONS:
            joined = tuple(o for o in joined if o.is_own or _is_it(question, o))
        case Scope.TALKS:
            joined = tuple(o for o in joined if not o.is_session_alone or _is_it(question, o))
        case _:
            pass
    if scope in {Scope.EVERY_MEETING, Scope.EVERY_CALL}:
        units: list[tuple[Contact, ...]] = [(c,) for occasion in joined for c in _apart(occasion)]
    else:
        units = [occasion.contacts for occasion in joined]
    sure = [unit[0].event_id for unit in units if any(c.event_id not in possible for c in unit)]
    maybe = [unit[0].event_id for unit in units if all(c.event_id in possible for c in unit)]
    return Reading(
        question.what,
        scope,
        question.window,
        len(sure),
        False,
        (*sure, *maybe),
        len(sure) + len(maybe),
    )


def _is_it(question: Question, occasion: Occasion) -> bool:
    """Whether an occasion holds what is said to be the n-th: that counts in every reading."""
    return any(contact.event_id == question.event_id for contact in occasion.contacts)


def _apart(occasion: Occasion) -> list[Contact]:
    """Keep contacts that are no part of another contact of theirs, the visit apart."""
    names = {c.event_id for c in occasion.contacts if c.kind is not EventKind.VISIT}
    meetings = [c for c in occasion.contacts if c.kind is not EventKind.VISIT]
    return [c for c in meetings if c.part_of not in names] or [occasion.lead]


def _is_lead(question: Question, contact: Contact) -> bool:
    """Whether a contact is one that the ordinal could count by itself, no part of another."""
    return contact.part_of is None or contact.kind.value == question.what != "visit"


def _is_near_miss(ds: Dataset, question: Question, contact: Contact, why: Reason) -> bool:
    """Whether both take part, in a contact that could be taken for one that counts."""
    if why is Reason.WITHOUT or contact.is_in_person is (question.what == "call"):
        return False
    return _is_lead(question, contact) and _takes_part(ds, question.host, contact)


def _takes_part(ds: Dataset, name: str, contact: Contact) -> bool:
    if ds.records.actors[name].is_party:
        return name in contact.states
    return name in contact.people


def _why_not(
    ds: Dataset, question: Question, contact: Contact, index: ContactIndex
) -> Reason | None:
    """Return why a contact does not count, whatever its day; None if it does."""
    if not _takes_part(ds, question.actor, contact):
        return Reason.WITHOUT
    if question.what == "visit":
        why = _no_journey(ds, question, contact)
        if why is not None:
            return why
    elif not _is_of_kind(question, contact):
        return Reason.OTHER_KIND
    elif not _takes_part(ds, question.host, contact):
        return Reason.WITHOUT
    actors, places = ds.records.actors, ds.records.places
    named = [n for n in question.scope if n in actors and n not in places]
    if question.what != "visit" and not all(_takes_part(ds, name, contact) for name in named):
        return Reason.WITHOUT
    if presence(ds, question, contact, index) == "no":
        return Reason.OTHER_PLACE
    if Counting.SUMMIT in question.scope and contact.level is not Level.LEADER:
        return Reason.OTHER_KIND
    if not contact.is_held and question.event_id not in {
        contact.event_id,
        root_of(contact, index.by_id),
    }:
        return Reason.NOT_HELD
    return None


def _is_of_kind(question: Question, contact: Contact) -> bool:
    """Whether it is a call, or a meeting: of a visit it may be known only whom the visitor met."""
    if question.what == "call":
        return contact.kind is EventKind.CALL
    if not contact.is_in_person:
        return Counting.REMOTE in question.scope and contact.kind is not EventKind.LETTER
    return contact.kind is EventKind.MEETING or bool(contact.met)


def _no_journey(ds: Dataset, question: Question, contact: Contact) -> Reason | None:
    """Return why a contact is no journey of the actor to the host; None if it is one.

    A meeting in the host's state to which the actor had to come is one, where no visit is coded.
    """
    home, host = state_of(ds, question.actor), state_of(ds, question.host)
    if contact.kind not in _FIRM or not contact.is_in_person or home == host:
        return Reason.OTHER_KIND
    if contact.kind is EventKind.VISIT:
        came = question.actor in contact.actors or question.actor in states_of(ds, contact.actors)
        return None if came and host in states_of(ds, contact.recipients) else Reason.OTHER_WAY
    place = ds.records.places.get(contact.place_id or "")
    return None if place is not None and place.country == host else Reason.OTHER_WAY


def _is_certainly_there(
    ds: Dataset, question: Question, contact: Contact, index: ContactIndex
) -> bool:
    is_it = contact.event_id == question.event_id
    return is_it or presence(ds, question, contact, index) == "sure"
