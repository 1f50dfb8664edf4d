"""Key sentences on contacts: how many, the latest, the longest silence, what is uneven or open."""

from __future__ import annotations

import re
from datetime import date

from briefkit.analysis.cadence import Cadence, DyadCadence
from briefkit.analysis.contact import Contact
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run, joined
from briefkit.present.formats import contact_date, count, day, label, name, number, text
from briefkit.present.runs import Runs

__all__ = ["cadence_sentences", "open_plans", "plan_run", "silence_sentence"]

_MOST = 5  # dyads that are named
#: The month in a label, which is known later than a plan is spoken of.
_DATED = re.compile(r",( early| mid-| late)? ?(\w+ )?\d{4}$")
#: One gap in so many is an unusual one.
_RARE = 10


def cadence_sentences(ds: Dataset, result: Cadence) -> list[Runs]:
    """Return the key sentences of the cadence brief.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its analysis.

    Returns
    -------
    list of tuple of Run
        At most six. Contacts in person stand apart from calls and letters; a number of contacts is
        a floor; what was not searched has none.
    """
    if not result.dyads:
        return [(text("No contact is on record in this window."),)]
    said = (
        _contacts_sentence(ds, result),
        _latest_sentence(ds, result),
        silence_sentence(ds, result),
        _change_sentence(ds, result),
        _lopsided_sentence(ds, result),
        _plans_sentence(ds, result),
    )
    return [sentence for sentence in said if sentence]


def _contacts_sentence(ds: Dataset, result: Cadence) -> Runs:
    of, shown = result.counted, result.dyads[:_MOST]
    each = joined(
        (
            name(ds, dyad.dyad),
            text(" "),
            *number(dyad.n_in_person, f"cadence.{dyad.dyad}.in-person.{of}", unit=False),
        )
        if dyad.n_in_person is not None
        else (name(ds, dyad.dyad), text(" none on record, not searched"))
        for dyad in shown
    )
    remote = number(result.n_remote, f"cadence.remote.{of}", unit=False)
    is_known = any(dyad.n_remote is not None for dyad in result.dyads)
    n_others = len(result.dyads) - len(shown)
    others: Runs = (text(" and "), count(n_others, "dyads not named", unit="other"))
    return (
        text("From "),
        day(result.first_day, "first day of the window"),
        text(" to "),
        day(result.last_day, "last day of the window"),
        text(" the record has "),
        *number(result.n_in_person, f"cadence.in-person.{of}"),
        text(" in person, and apart from them "),
        *(remote if is_known else (text("none"),)),
        text(" by call or letter. In person: "),
        *each,
        *(others if n_others else ()),
        text("."),
    )


def _latest_sentence(ds: Dataset, result: Cadence) -> Runs:
    dated = [c for c in result.held if c.start and c.is_in_person]
    if not dated:
        return ()
    last = max(dated, key=lambda c: (c.end or c.start or date.min, c.start or date.min, c.event_id))
    where: Runs = (text(", "), name(ds, last.place_id)) if last.place_id else ()
    told = Run(last.label, "name", last.key_claim_ids)
    when = contact_date(last)
    return (text("The latest in person: "), told, text(" ("), when, *where, text(")."))


def silence_sentence(ds: Dataset, result: Cadence) -> Runs:
    """Return the longest time without a meeting that is unusual: few earlier ones were as long."""
    silent = [dyad for dyad in result.dyads if _is_unusual(dyad)]
    if not silent:
        return ()
    longest = max(silent, key=lambda d: d.silence.days.low or 0 if d.silence else 0)
    silence = longest.silence
    assert silence is not None
    runs: Runs = (
        text("Unusually long without a meeting in person: "),
        name(ds, longest.dyad),
        text(", "),
        *number(silence.days, f"cadence.{longest.dyad}.current-gap"),
        text(" up to "),
        day(silence.until, "last day searched", silence.days.claim_ids),
        text(", the last day searched in more than little material"),
    )
    if silence.longer is not None:
        n = count(len(longest.gaps), "gaps on record", silence.days.claim_ids)
        longer = number(silence.longer, unit=False)
        runs = (
            *runs,
            text("; of "),
            n,
            text(" earlier gaps "),
            *longer,
            text(" as long or longer"),
        )
    return (*runs, text("."))


def _is_unusual(dyad: DyadCadence) -> bool:
    if dyad.silence is None or dyad.silence.longer is None:
        return False
    return _RARE * max(dyad.silence.longer.high or 0, 1) <= len(dyad.gaps)


def _change_sentence(ds: Dataset, result: Cadence) -> Runs:
    """Say where contacts became more or fewer, if the interval leaves out that nothing changed."""
    for dyad in result.dyads:
        rate = dyad.rate
        if rate is not None and ((rate.low or 0) > 1 or (rate.high is not None and rate.high < 1)):
            word = "more" if (rate.low or 0) > 1 else "fewer"
            ratio = number(rate, f"cadence.{dyad.dyad}.rate")
            before = text(f": {word} in the last year than in the year before, a ratio of ")
            return (name(ds, dyad.dyad), before, *ratio, text("."))
    return ()


def _lopsided_sentence(ds: Dataset, result: Cadence) -> Runs:
    """Return the dyad with most visits one way; a way that was not searched has no number."""
    known = [(d, ways) for d in result.dyads if None not in (ways := dict(d.visits)).values()]
    ranked = [
        sorted(((way, n) for way, n in ways.items() if n), key=lambda way: -(way[1].best or 0))
        for _, ways in known
    ]
    ranked = [ways for ways in ranked if (ways[0][1].best or 0) > (ways[1][1].best or 0)]
    if not ranked:
        return ()
    lopsided = max(ranked, key=lambda ways: (ways[0][1].best or 0) - (ways[1][1].best or 0))
    each = joined(
        (
            Run(label(ds, way), "name"),
            text(" "),
            *number(n, f"cadence.{way.replace('>', '-to-')}.visits"),
        )
        for way, n in lopsided
    )
    return (text("Visits one way outnumber those the other way most: "), *each, text("."))


def _is_denied(ds: Dataset, plan: Contact) -> bool:
    """Whether the last word on a plan denies it."""
    known = ds.tables.known_on
    claims = [claim for claim in ds.claims_of(plan.event_id) if claim.attribute != "name"]
    last = max((known[claim.claim_id] for claim in claims), default=None)
    return any(claim.is_denied and known[claim.claim_id] == last for claim in claims)


def open_plans(ds: Dataset, result: Cadence) -> list[Contact]:
    """Return what was spoken of and not known to be held, called off or denied, newest first."""
    plans = [
        c
        for c in result.planned
        if c.part_of is None
        and c.is_open_plan
        and c.first_reported >= result.first_day
        and not _is_denied(ds, c)
    ]
    return sorted(plans, key=lambda c: (c.first_reported, c.event_id), reverse=True)


def plan_run(plan: Contact) -> Run:
    """Name a plan; a month in its label that nobody has told yet is left out."""
    named = plan.label if plan.days is not None else _DATED.sub("", plan.label)
    return Run(named, "name", plan.key_claim_ids)


def _plans_sentence(ds: Dataset, result: Cadence) -> Runs:
    plans = open_plans(ds, result)
    if not plans:
        return ()
    newest = plans[0]
    n = count(len(plans), "contacts spoken of and not held", unit="contact")
    last = plan_run(newest)
    told = text(
        "Spoken of, with those named who are to meet, and not known to have been held, called off "
        "or denied: "
    )
    return (told, n, text(", the newest of them "), last, *_of_nobody(ds, result), text("."))


def _of_nobody(ds: Dataset, result: Cadence) -> Runs:
    """Count the plans of which no page names who is to meet: they belong to no dyad."""
    plans = [c for c in result.unnamed if not _is_denied(ds, c)]
    if not plans:
        return ()
    ids = tuple(sorted(name for c in plans for name in c.key_claim_ids))
    n = count(len(plans), "contacts spoken of without names", ids)
    return (text("; and "), n, text(" more of which nobody is named"))
