"""Whether a contact took place: a claim that says so, made when it could be known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefkit.analysis.contact import Contact
from briefkit.dataset import Dataset
from briefkit.dates import Span
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import EventKind, Stage

__all__ = ["closings", "is_proof", "stage_of"]


def stage_of(ds: Dataset, claims: Iterable[Claim], days: Span | None) -> tuple[Stage, date | None]:
    """Return how far a contact has come, and by which day it was told to be held.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    claims : iterable of Claim
        Claims about it and its parts.
    days : Span or None
        When it took or is to take place.

    Returns
    -------
    Stage
        Done, or under way, if a claim says that it was and its page appeared on or after the first
        day: what a preview tells as done is not done yet. Else the newest word on it.
    date or None
        Day of the first publication that proves it.
    """
    told = [claim for claim in claims if not ATTRIBUTES[claim.attribute].is_known_before]
    if days is None or days.first <= ds.as_of:
        proofs = [claim for claim in told if is_proof(ds, claim, days)]
        if proofs:
            is_going_on = all(claim.stage is Stage.UNDER_WAY for claim in proofs)
            held_by = min(ds.tables.published[claim.source_id] for claim in proofs)
            return Stage.UNDER_WAY if is_going_on else Stage.DONE, held_by
    not_yet = [claim for claim in told if not claim.stage_or_done.is_actual]
    newest = max(not_yet, key=lambda c: ds.tables.ranks[c.claim_id], default=None)
    return newest.stage_or_done if newest else Stage.PLANNED, None


def is_proof(ds: Dataset, claim: Claim, days: Span | None) -> bool:
    """Tell whether a claim proves that a contact of some days took place."""
    if claim.is_denied or not claim.stage_or_done.is_actual:
        return False
    first = days.earliest if days else None
    if first is None:
        return True
    said = claim.said_on.last if claim.said_on else ds.tables.published[claim.source_id]
    return said >= first


def closings(ds: Dataset, found: Sequence[Contact]) -> Mapping[str, str]:
    """Return which held contact carried out which plan.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    found : sequence of Contact
        All contacts, by start.

    Returns
    -------
    mapping of str to str
        Id of the held contact by id of the plan: by ``fulfils``, or for a visit because the same
        visitor came to the same host within the planned time, after the plan was told of. What is
        part of a closed plan is closed with it.
    """
    events = ds.records.events
    held = {contact.event_id for contact in found if contact.is_held}
    closed = {
        str(events[name].fulfils): name for name in sorted(held) if events[name].fulfils is not None
    }
    came: dict[tuple[str, str], list[Contact]] = {}
    for contact in found:
        if contact.is_held and contact.kind is EventKind.VISIT and contact.start is not None:
            for visitor in contact.actors:
                for host in contact.recipients:
                    came.setdefault((visitor, host), []).append(contact)
    for plan in found:
        if plan.is_held or plan.stage is Stage.CANCELLED or plan.event_id in closed:
            continue
        if plan.kind is EventKind.VISIT and plan.days is not None:
            pairs = [(visitor, host) for visitor in plan.actors for host in plan.recipients]
            visit = next((v for pair in pairs for v in came.get(pair, ()) if _fits(v, plan)), None)
            if visit is not None:
                closed[plan.event_id] = visit.event_id
    for plan in found:
        name = plan.part_of
        if not plan.is_held and plan.event_id not in closed and name in closed:
            closed[plan.event_id] = closed[str(name)]
    return {name: by for name, by in closed.items() if name not in held}


def _fits(visit: Contact, plan: Contact) -> bool:
    days, planned = visit.days, plan.days
    assert days is not None
    assert planned is not None
    return days.overlaps(planned) and days.last >= plan.first_reported
