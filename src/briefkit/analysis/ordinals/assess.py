"""Ordinals such as "the fifth visit so far this year", held against the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from briefkit.analysis.coverage import searched_days
from briefkit.analysis.events import contact_index
from briefkit.analysis.ordinals.asking import Asked, asked
from briefkit.analysis.ordinals.assessment import Assessment, Assessments, Unassessed, WhyNot
from briefkit.analysis.ordinals.counting import count
from briefkit.analysis.ordinals.question import Question
from briefkit.analysis.ordinals.readings import Exclusion, OrdinalOf, Reason
from briefkit.analysis.ordinals.verdict import holds, judge
from briefkit.analysis.parties import state_of
from briefkit.analysis.wanted import check_dataset, listed
from briefkit.dataset import Dataset
from briefkit.dates import parse_day, span
from briefkit.errors import DateError, UnknownNameError, nearest
from briefkit.schema.attributes import named
from briefkit.schema.tables import Claim
from briefkit.vocab import ActorKind, Counting

__all__ = ["assess_claim", "assess_ordinal", "assess_ordinals"]

#: Share of a window that must have been searched before the record can support an ordinal.
_SEARCHED = 0.95

_SINCE = "first_since"
_ATTRIBUTES = named(lambda a: a.is_counted or a.name == _SINCE)


def assess_ordinal(
    ds: Dataset,
    *,
    actor: str,
    host: str,
    nth: int,
    what: OrdinalOf,
    window: str,
    on: str | date,
    scope: str | Sequence[str] = (),
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
    scope : str or sequence of str, optional
        Places, people and ways of counting that the source names, as ``claims.scope`` has them.

    Returns
    -------
    Assessment
        Its verdict is that of the least forced reading under which the ordinal holds: supported if
        at least 95 % of the window was searched, else undetermined. More on record, or fewer in a
        window that was searched, than under any reading refutes it; between two readings it is
        undetermined.

    Raises
    ------
    UnknownNameError
        If the actor, the host, a name of the scope or what is counted does not exist.
    DateError
        If the window or the day is no date, or the day is before the window.
    """
    check_dataset(ds)
    scope = listed(scope)
    for name in (actor, host):
        _check(name, ds.records.actors, "actor")
    for name in scope:
        _check(name, (*ds.records.places, *ds.records.actors, *Counting), "scope")
    if what not in get_args(OrdinalOf):
        raise UnknownNameError(f"no '{what}' to count. Allowed: {', '.join(get_args(OrdinalOf))}.")
    day = on if isinstance(on, date) else parse_day(on)
    limits = span(window)
    last = min(limits.last, day)
    if last < limits.first:
        raise DateError(f"'{day}' is before the window '{window}'. Allowed: a day within it.")
    question = Question(actor, host, what, limits.earliest, last, scope)
    found = _judged(ds, Asked(question, nth, nth, is_closed=True))
    return replace(found, window=window, on=day)


def assess_claim(ds: Dataset, claim: Claim) -> Assessment | None:
    """Assess an ordinal, a count or a "first since" as a claim codes it.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        A claim of one of these attributes.

    Returns
    -------
    Assessment or None
        None where :func:`assess_ordinals` would list it with the reason.
    """
    read = asked(ds, claim)
    return None if isinstance(read, WhyNot) else _said(_judged(ds, read), [claim])


def assess_ordinals(ds: Dataset) -> Assessments:
    """Assess every ordinal, count and "first since" of the record.

    Parameters
    ----------
    ds : Dataset
        The corpus.

    Returns
    -------
    Assessments
        One for each number, event and question; claims that give the same number of the same
        question are joined in ``said_by``. Those that cannot be asked of the record stand apart,
        with the reason.
    """
    check_dataset(ds)
    groups: dict[tuple[str, Asked], list[Claim]] = {}
    later = _latest_since(ds)
    unassessed = []
    for by in ds.subjects.values():
        for claim in (claim for name in _ATTRIBUTES for claim in by.get(name, ())):
            read = asked(ds, claim)
            if isinstance(read, WhyNot):
                unassessed.append(Unassessed(claim.claim_id, read))
            else:
                groups.setdefault((claim.attribute, read), []).append(claim)
    found = [
        _disputed(later, _said(_judged(ds, read), claims)) for (_, read), claims in groups.items()
    ]
    found.sort(key=lambda a: (_ATTRIBUTES.index(a.of), a.on, a.event_id or "", a.nth, a.said_by))
    left = tuple(sorted(unassessed, key=lambda u: u.claim_id))
    return Assessments(tuple(found), left, dataset=ds)


def _check(name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        near = nearest(name, known)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise UnknownNameError(f"no {what} '{name}'.{hint}")


def _said(found: Assessment, claims: Sequence[Claim]) -> Assessment:
    said_by = tuple(sorted(claim.claim_id for claim in claims))
    both = tuple(sorted({*found.claim_ids, *said_by}))
    return replace(found, said_by=said_by, claim_ids=both, of=claims[0].attribute)


def _latest_since(ds: Dataset) -> Mapping[str, date]:
    """Return until when, by some page, the contact before each lasted that is a first since."""
    index = contact_index(ds)
    found: dict[str, date] = {}
    for subject, by in ds.subjects.items():
        for claim in by.get(_SINCE, ()):
            before = index.by_id.get(claim.value or "")
            if before is not None and before.end is not None and not claim.is_denied:
                found[subject] = max(found.get(subject, date.min), before.end)
    return found


def _disputed(later: Mapping[str, date], found: Assessment) -> Assessment:
    """Leave a "first since" undetermined where another page names a contact in its window."""
    named = later.get(found.event_id or "") if found.of == _SINCE else None
    is_named = named is not None and found.window[:10] <= str(named)
    return replace(found, verdict="undetermined") if is_named and found.fits else found


def _judged(ds: Dataset, read: Asked) -> Assessment:
    question = read.question
    counted = count(ds, question)
    n_searched, n_days = _search(ds, question)
    share = n_searched / n_days if n_days else 0.0
    readings = tuple(replace(r, holds=holds(read, r)) for r in counted.readings)
    verdict, reading = judge(read, readings, counted, is_searched=share >= _SEARCHED)
    shown = reading or readings[0]
    left = [name for name in readings[0].event_ids if name not in set(shown.event_ids)]
    excluded = [Exclusion(name, Reason.LEFT_OUT) for name in left]
    behind = (counted.contacts[name] for name in shown.event_ids if name in counted.contacts)
    return Assessment(
        verdict=verdict,
        nth=read.low,
        what=question.what,
        window=question.window,
        on=question.last,
        actor=question.actor,
        host=question.host,
        n_low=shown.n,
        n_high=shown.n_high,
        counted=shown.event_ids,
        excluded=(*excluded, *counted.excluded),
        readings=readings,
        reading=reading.scope if reading else None,
        searched_days=n_searched,
        window_days=n_days,
        scope=question.scope,
        claim_ids=tuple(sorted({name for c in behind for name in c.key_claim_ids})),
        event_id=question.event_id,
        is_floor=read.high is None,
        dataset=ds,
    )


#: Ways of counting of which a search for contacts says nothing: journeys to other countries, and
#: who stayed in the room.
_UNTOLD = frozenset({Counting.ABROAD, Counting.ONE_TO_ONE, Counting.DELEGATIONS})


def _search(ds: Dataset, question: Question) -> tuple[int, int | None]:
    """Return how many days of the window were searched, and how many there are."""
    actors = ds.records.actors
    a, b = (state_of(ds, name) or name for name in (question.actor, question.host))
    names = {"-".join(sorted((a, b)))}
    names |= {n for n in (question.actor, question.host) if actors[n].kind is ActorKind.PERSON}
    if question.what == "visit":
        names.add(f"{a}>{b}")
    first = question.first
    n_days = (question.last - first).days + 1 if first else None
    if not _UNTOLD.isdisjoint(question.scope):
        return 0, n_days
    return searched_days(ds, names, first or date.min, question.last), n_days
