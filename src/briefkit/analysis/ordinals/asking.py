"""What a claim of the record asks: whose contacts, of what kind, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from briefkit.analysis.contact import Contact
from briefkit.analysis.dating import anchor_dates
from briefkit.analysis.events import contact_index
from briefkit.analysis.ordinals.assessment import WhyNot
from briefkit.analysis.ordinals.occasions import root_of
from briefkit.analysis.ordinals.question import NEAR, Question
from briefkit.analysis.ordinals.readings import OrdinalOf
from briefkit.analysis.parties import level_of, offices, state_of
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind, Counting, EventKind, Hedge

__all__ = ["Asked", "asked"]

_LEAST = frozenset({Hedge.AT_LEAST, Hedge.OVER, Hedge.MANY})
_PARTS = frozenset({Counting.ONE_TO_ONE, Counting.DELEGATIONS})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what the source answers.

    Parameters
    ----------
    question : Question
        What is asked.
    low : int
        What was said: this many, or at least so many.
    high : int or None
        The same as low; None where more are meant too.
    is_closed : bool
        Whether the source says from when, or in what scope, it counts: without that, and where the
        pair had to be picked out of several people, more on record refutes nothing.
    is_told : bool
        Whether the record tells what is counted: of the parts of a meeting it does not.
    """

    question: Question
    low: int
    high: int | None
    is_closed: bool
    is_told: bool = True


def asked(ds: Dataset, claim: Claim) -> Asked | WhyNot:
    """Read an ordinal, a count or a "first since" as a question to the record.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    claim : Claim
        A claim of one of these attributes.

    Returns
    -------
    Asked or WhyNot
        The question, or why there is none.
    """
    if claim.is_denied:
        return WhyNot.DENIED
    contact = contact_index(ds).by_id.get(claim.subject_id)
    if claim.attribute == "first_since":
        return WhyNot.NOBODY if contact is None else _first_since(ds, claim, contact)
    number = claim.amount_value if claim.amount_value is not None else claim.low
    if number is None or number < 1:
        return WhyNot.NO_NUMBER
    low, high = int(number), None if claim.hedge in _LEAST else int(number)
    if contact is None:
        return _of_dyad(ds, claim, low, high)
    if claim.attribute == "count":
        return WhyNot.OTHER_KIND
    what = _what(claim, contact)
    pair = what and _pair(ds, claim, contact, what)
    if not what or not pair:
        return WhyNot.NOBODY if what else WhyNot.OTHER_KIND
    if contact.start is None and contact.end is None:
        return WhyNot.NO_DAY
    first = _first_day(ds, claim.window)
    if isinstance(first, WhyNot):
        return first
    last = contact.first_days[1] or contact.start or contact.end
    assert last is not None
    if _is_outside(claim.window, first, contact, last):
        return WhyNot.OUTSIDE
    scope = claim.scope or ()
    question = Question(*pair, what, first, last, scope, contact.event_id)
    is_closed = bool(claim.window or scope) and not _is_crowd(ds, contact, scope)
    is_told = _PARTS.isdisjoint(scope)
    return Asked(question, low, high, is_closed and is_told, is_told)


def _what(claim: Claim, contact: Contact) -> OrdinalOf | None:
    """Return what is counted; a "visit" of two people to a place may be coded on their meeting."""
    kind = contact.kind
    match str(claim.unit):
        case "visit" if kind is EventKind.VISIT:
            return "visit"
        case "meeting" if kind in {EventKind.MEETING, EventKind.VISIT}:
            return "meeting"
        case "visit" if kind is EventKind.MEETING and claim.scope:
            return "meeting"
        case "call" if kind is EventKind.CALL:
            return "call"
    return None


def _pair(ds: Dataset, claim: Claim, contact: Contact, what: OrdinalOf) -> tuple[str, str] | None:
    """Return whose contacts with whom are counted: the people who are named, else the highest."""
    actors = ds.records.actors
    people = [n for n in (*contact.actors, *contact.recipients, *contact.met) if n in actors]
    people = [name for name in people if actors[name].kind is ActorKind.PERSON]
    if what == "visit":
        visitor = _highest(ds, contact, [n for n in contact.actors if n in people])
        hosts = [n for n in contact.recipients if actors[n].is_party]
        return (visitor, hosts[0]) if visitor and len(hosts) == 1 else None
    named = [name for name in claim.scope or () if name in people]
    sides: dict[str | None, list[str]] = {}
    for name in people:
        sides.setdefault(state_of(ds, name), []).append(name)
    if len(sides) != 2 or None in sides:
        return None
    chosen = [
        next((n for n in named if n in side), None) or _highest(ds, contact, side)
        for side in sides.values()
    ]
    return (chosen[0], chosen[1]) if chosen[0] and chosen[1] else None


def _highest(ds: Dataset, contact: Contact, people: list[str]) -> str | None:
    """Return who holds the highest office on the day; of several the one named first."""
    ranks: dict[str, int] = {}
    for name in people:
        level = level_of(ds, (name,), contact.days)
        ranks.setdefault(name, level.rank if level else 9)
    return min(ranks, key=lambda name: ranks[name], default=None)


def _is_crowd(ds: Dataset, contact: Contact, scope: tuple[str, ...]) -> bool:
    """Whether more than two people took part and the source does not say who is counted."""
    people = {n for n in contact.people if ds.records.actors[n].kind is ActorKind.PERSON}
    return len(people) > 2 and contact.kind is not EventKind.VISIT and not set(scope) & people


def _first_day(ds: Dataset, window: str | None) -> date | WhyNot | None:
    """Return the first day of a window; None where it is open."""
    if window is None:
        return None
    start, slash, end = window.partition("/")
    if slash and end == ".." and start in ds.tables.records.events:
        return _after(ds, start) or WhyNot.NO_ANCHOR
    return span(window).earliest


def _after(ds: Dataset, event_id: str) -> date | None:
    """Return the first day after an event: of an anchor its own day, of a contact the next.

    An anchor of which only a last day is known takes the first day of the office that somebody
    named by it began within its time.
    """
    index = contact_index(ds)
    contact = index.by_id.get(event_id)
    if contact is not None:
        whole = index.by_id.get(root_of(contact, index.by_id), contact)
        ends = [c.end for c in (contact, whole) if c.end is not None]
        return max(ends) + _DAY if ends else None
    anchor = anchor_dates(ds).get(event_id)
    if anchor is None or anchor.earliest is not None:
        return anchor.earliest if anchor else None
    named = {n for claim in ds.claims_of(event_id, "actor") for n in split_ids(claim.value or "")}
    begun = [
        office.since.first
        for name in sorted(named)
        for office in offices(ds).get(name, ())
        if office.since is not None and office.since.within(anchor)
    ]
    return max(begun, default=None)


def _is_outside(window: str | None, first: date | None, contact: Contact, last: date) -> bool:
    """Whether the n-th lies before the window, or so long after that it was not meant."""
    if first is not None and last < first:
        return True
    if window is None or window.endswith("/.."):
        return False
    end = span(window).latest
    return end is not None and (contact.start or last) > end + NEAR


def _of_dyad(ds: Dataset, claim: Claim, low: int, high: int | None) -> Asked | WhyNot:
    """Read a count of contacts of two people, or of the visits of one to a state."""
    actors = ds.records.actors
    named = [name for name in claim.scope or () if name in actors]
    people = [name for name in named if actors[name].kind is ActorKind.PERSON]
    states = claim.subject_id.split("-")
    what: OrdinalOf = str(claim.unit)  # type: ignore[assignment]
    if len(people) == 2:
        actor, host = people
    elif len(people) == 1 and what == "visit":
        actor = people[0]
        host = next((s for s in states if s != state_of(ds, actor)), "")
    else:
        return WhyNot.NOBODY
    first = _first_day(ds, claim.window)
    if isinstance(first, WhyNot):
        return first
    end = (
        None if claim.window is None or claim.window.endswith("/..") else span(claim.window).latest
    )
    last = min(end or date.max, ds.tables.published[claim.source_id])
    scope = tuple(name for name in claim.scope or () if name not in {actor, host})
    return Asked(Question(actor, host, what, first, last, scope), low, high, bool(claim.window))


def _first_since(ds: Dataset, claim: Claim, contact: Contact) -> Asked | WhyNot:
    """Read "the first since" as an ordinal: one, counted from then on."""
    if contact.kind.value not in {"visit", "meeting", "call"}:
        return WhyNot.OTHER_KIND
    what: OrdinalOf = contact.kind.value  # type: ignore[assignment]
    pair = _pair(ds, claim, contact, what)
    if pair is None:
        return WhyNot.NOBODY
    last = contact.first_days[1] or contact.start or contact.end
    if last is None:
        return WhyNot.NO_DAY
    earlier = contact_index(ds).by_id.get(str(claim.value))
    if earlier is not None and not _took_part(earlier, pair):
        return WhyNot.OTHER_PEOPLE
    first = _after(ds, str(claim.value))
    if first is None:
        return WhyNot.NO_ANCHOR
    if last < first:
        return WhyNot.OUTSIDE
    scope = claim.scope or ()
    question = Question(*pair, what, first, last, scope, contact.event_id)
    return Asked(question, 1, 1, not _is_crowd(ds, contact, scope))


def _took_part(earlier: Contact, pair: tuple[str, str]) -> bool:
    """Whether both took part in an earlier contact, a state by anybody of its own."""
    return all(name in earlier.people or name in earlier.states for name in pair)
