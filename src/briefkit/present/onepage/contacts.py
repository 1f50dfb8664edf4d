"""Clauses on contacts in words: who met whom, how often a year, what is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefkit.analysis.contact import Contact
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.parties import level_of
from briefkit.analysis.sheet.clause import Lull, Meeting, Years
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run, joined
from briefkit.present.formats import contact_date, count, day, in_letters, name, number, text
from briefkit.present.runs import Runs
from briefkit.vocab import ActorKind, EventKind, Stage, Wider

__all__ = ["lull_clause", "meeting_clause", "people_runs", "year_run", "years_clause"]

#: So many people are named.
_MOST = 3
_WIDER = {
    Wider.MULTILATERAL: " for a meeting of more states",
    Wider.CEREMONY: " for a ceremony",
}


def meeting_clause(ds: Dataset, clause: Meeting) -> Runs:
    """Say who was where, when, and whom they met."""
    contact = clause.contact
    if contact.kind is not EventKind.VISIT:
        people = people_runs(ds, [*contact.actors, *contact.recipients])
        return (
            *people,
            text(" met"),
            *_wider(contact),
            text(" ("),
            *_where(ds, contact),
            text(")"),
        )
    is_there = contact.stage is Stage.UNDER_WAY and contact.end == ds.as_of
    one, many = (" is in ", " are in ") if is_there else (" was in ", " were in ")
    hosts = [n for n in contact.recipients if ds.records.actors[n].kind is ActorKind.STATE]
    if not hosts and contact.place_id is not None:
        hosts = [contact.place_id]
    to: Runs = joined(((name(ds, n),) for n in hosts), " and ") or (text("another state"),)
    return (
        *people_runs(ds, contact.actors),
        text(one if len(contact.actors) == 1 else many),
        *to,
        *_wider(contact),
        text(" ("),
        contact_date(contact),
        text(")"),
        *_met(ds, clause),
    )


def _wider(contact: Contact) -> Runs:
    return (text(_WIDER[contact.wider]),) if contact.wider is not None else ()


def _met(ds: Dataset, clause: Meeting) -> Runs:
    """Say whom the visitor met: at the meeting on that journey of the highest level."""
    contact = clause.contact
    own = [p for p in clause.parts if p.is_in_person and p.is_held and p.wider is None]
    persons = [n for p in own for n in (*p.actors, *p.recipients)]
    met = [
        n
        for n in dict.fromkeys((*persons, *contact.met))
        if n not in contact.actors and ds.records.actors[n].kind is ActorKind.PERSON
    ]
    if not met:
        return ()
    met.sort(key=lambda n: _rank(ds, n, contact))
    parts = [p for p in own if met[0] in p.people]
    first, *others = met
    runs: Runs = (text(" and met "), name(ds, first))
    if parts and parts[0].dated_by is not None and not _is_disputed(parts[0]):
        runs = (*runs, text(" ("), *_where(ds, parts[0]), text(")"))
    if not others:
        return runs
    return (*runs, text(", and also "), *people_runs(ds, others, contact.key_claim_ids))


def _rank(ds: Dataset, person: str, contact: Contact) -> int:
    level = level_of(ds, (person,), contact.days)
    return level.rank if level is not None else 9


def _is_disputed(contact: Contact) -> bool:
    """Whether a third of the claims on its day, or more, name another."""
    chosen = contact.dated_by
    return chosen is not None and 3 * len(chosen.rival_ids) >= len(chosen.claim_ids)


def _where(ds: Dataset, contact: Contact) -> Runs:
    place: Runs = (text(", "), name(ds, contact.place_id)) if contact.place_id else ()
    return (contact_date(contact), *place)


def people_runs(ds: Dataset, names: Iterable[str], claims: Iterable[str] = ()) -> Runs:
    """Name people or states, of many the first three; the claims are of the others."""
    listed = list(dict.fromkeys(names))
    shown = [name(ds, key) for key in listed[:_MOST]]
    runs: list[Run] = []
    for place, run in enumerate(shown):
        is_last = place == len(listed) - 1
        runs += [text(" and " if is_last else ", ")] if runs else []
        runs.append(run)
    if len(listed) > _MOST:
        runs += [
            text(" and "),
            count(len(listed) - _MOST, "people who are not named", claims, unit="other"),
        ]
    return tuple(runs)


def years_clause(clause: Years) -> Runs:
    """Say how often two states met in a year, and the years before; their names stand before it."""
    (last, n), *earlier = clause.counts
    times = in_letters(_times(clause, last, n))
    years = [Run(str(year), "date", n.claim_ids, "calendar year") for year, n in earlier]
    before = joined(((in_letters(_times(clause, year, n)),) for year, n in earlier[:-1]), ", ")
    (final_year, final) = earlier[-1]
    joint: Runs = (*before, text(" and ")) if before else ()
    unit = " time" if n.best == 1 else " times"
    met: Runs = (
        text("are on record as having met in person at least "),
        replace(times, text=f"{times.text}{unit}"),
    )
    if not n.best:
        met = (text("are on record with "), times, text(" meeting in person"))
    return (
        *met,
        text(" in "),
        Run(str(last), "date", n.claim_ids, "calendar year"),
        text(", after "),
        *joint,
        in_letters(_times(clause, final_year, final)),
        text(" in "),
        *joined(((run,) for run in years[:-1]), ", "),
        *((text(" and "),) if len(years) > 1 else ()),
        years[-1],
        text(", "),
        *_change(clause),
    )


def lull_clause(clause: Lull) -> Runs:
    """Say how long two states have not met; their names stand before it."""
    silence = clause.dyad.silence
    assert silence is not None
    runs: Runs = (
        text("are on record with no meeting in person for "),
        *number(silence.days, f"cadence.{clause.topic}.current-gap"),
        text(" up to "),
        day(silence.until, "last day searched", silence.days.claim_ids),
    )
    if silence.longer is None:
        return runs
    n = count(len(clause.dyad.gaps), "gaps on record", silence.days.claim_ids)
    (longer, *_) = number(silence.longer, unit=False)
    longer = replace(longer, text="none") if longer.text == "0" else in_letters(longer)
    return (*runs, text("; "), longer, text(" of "), n, text(" earlier gaps were as long"))


def _times(clause: Years, year: int, n: Estimate) -> Run:
    return year_run(f"sheet.{clause.topic}.in-person.{year}", n)


def year_run(stable_name: str, n: Estimate) -> Run:
    """Return how many contacts certainly began in a year: a bound, and printed without unit."""
    return Run(
        f"{n.best:,.0f}", "num", n.claim_ids, f"{n.rule}, of those that began in the year",
        stable_name, (n.best, n.best, None, "contact"),
    )  # fmt: skip


def _change(clause: Years) -> Runs:
    """Say whether the number of contacts changed beyond chance, and since when."""
    found = clause.beyond_chance
    if found is None:
        return (text("without a detectable change"),)
    year, ratio = found
    word = "rise" if (ratio.low or 0) > 1 else "fall"
    runs: Runs = (
        text(f"a {word} beyond chance since "),
        Run(str(year), "date", ratio.claim_ids, "calendar year"),
        text(" ("),
        *_ratio(ratio),
        text(")"),
    )
    newest_year, newest = clause.ratios[0]
    if newest_year == year:
        return runs
    return (
        *runs,
        text(" and not since "),
        Run(str(newest_year), "date", newest.claim_ids, "calendar year"),
        text(" ("),
        *_ratio(newest),
        text(")"),
    )


def _ratio(ratio: Estimate) -> Runs:
    """Print a ratio with its interval, which is one of ninety in a hundred."""
    if ratio.best is None:
        return (Run(f"{ratio.low:.2g} times or more", "num", ratio.claim_ids, ratio.rule),)
    high = "more" if ratio.high is None else f"{ratio.high:.2g}"
    words = f"{ratio.best:.2g} times, {ratio.low:.2g} to {high}"
    return (Run(words, "num", ratio.claim_ids, ratio.rule),)
