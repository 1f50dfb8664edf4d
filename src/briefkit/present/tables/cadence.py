"""Tables of contacts, dyads, people and venues."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact, parts_of
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Column, Run
from briefkit.present.formats import caveat, contact_date, count, day, name, number, route, text
from briefkit.present.meetings import plan_run
from briefkit.present.runs import Runs
from briefkit.present.tables.grid import NONE, table

__all__ = [
    "contact_table",
    "contacts",
    "dyads",
    "people",
    "planned",
    "planned_table",
    "venues",
]


def contacts(ds: Dataset, result: Cadence) -> Block:
    """List the contacts held, newest first, parts under their wholes."""
    held = [c for c in result.contacts if c.is_held]
    names = {c.event_id for c in held}
    parts = parts_of(held)
    whole = [c for c in held if c.part_of not in names]
    whole.sort(key=lambda c: (c.start is not None, c.start, c.event_id), reverse=True)
    listed = []
    for contact in whole:
        listed += [(contact, False), *((part, True) for part in parts.get(contact.event_id, ()))]
    caption = "Contacts held, newest first; a meeting within a visit stands below it."
    return _contacts(ds, listed, "tab-contacts", caption)


def contact_table(
    ds: Dataset, shown: Sequence[Contact], table_id: str, caption: Runs | str
) -> Block:
    """List some contacts, in the order in which they are given."""
    return _contacts(ds, [(contact, False) for contact in shown], table_id, caption)


def _contacts(
    ds: Dataset, listed: Sequence[tuple[Contact, bool]], table_id: str, caption: Runs | str
) -> Block:
    rows = [_contact_row(ds, contact, is_part=is_part) for contact, is_part in listed]
    columns = (
        Column("Date", share=1.5),
        Column("Contact", share=3.2),
        Column("Place", share=1.6),
        Column("Level", share=1.0),
        Column("Voices", "right", 0.8),
        Column("Sources", "right", 0.8),
    )
    return table(table_id, caption, columns, rows)


def _contact_row(ds: Dataset, contact: Contact, *, is_part: bool) -> tuple[Runs, ...]:
    marks = tuple(caveat(mark) for mark in contact.caveats)
    arrow = (text("↳ "),) if is_part else ()
    placed = contact.placed_by
    place = (Run(name(ds, contact.place_id).text, "name", placed.claim_ids),) if placed else NONE
    return (
        (contact_date(contact), *marks),
        (*arrow, Run(contact.label, "name", contact.key_claim_ids)),
        place,
        (text(str(contact.level).replace("_", " ")),) if contact.level else NONE,
        (count(contact.n_voices, "count of voices behind the contact", contact.key_claim_ids),),
        (count(contact.n_sources, "count of documents that tell of it", contact.key_claim_ids),),
    )


def planned(ds: Dataset, result: Cadence) -> Block:
    """List contacts spoken of that were neither held by the cut-off nor carried out by another."""
    shown = [c for c in result.planned if c.part_of is None]
    caption = "Contacts spoken of, of which no page says that they were held."
    return planned_table(shown, "tab-planned", caption)


def planned_table(shown: Sequence[Contact], table_id: str, caption: Runs | str) -> Block:
    """List some contacts that are planned, in the order in which they are given."""
    rows = [
        (
            (contact_date(c),),
            (plan_run(c),),
            (text(str(c.stage).replace("_", " ")),),
            (day(c.first_reported, "first publication that tells of it", c.claim_ids[:1]),),
        )
        for c in shown
    ]
    columns = (
        Column("Date", share=1.4),
        Column("Contact", share=3),
        Column("Stage"),
        Column("First told on", share=1.4),
    )
    return table(table_id, caption, columns, rows)


def dyads(ds: Dataset, result: Cadence) -> Block:
    """Compare the dyads: contacts, visits each way, current silence, change of rate, search."""
    rows = []
    for dyad in result.dyads:
        marks = tuple(caveat(mark) for mark in dyad.caveats)
        stem, of = f"cadence.{dyad.dyad}", result.counted
        gap = dyad.current_gap
        share = dyad.searched_days / dyad.window_days
        rows.append(
            (
                (name(ds, dyad.dyad), *marks),
                _number(dyad.n_in_person, f"{stem}.in-person.{of}"),
                _number(dyad.n_remote, f"{stem}.remote.{of}"),
                _both_ways(ds, dyad.visits),
                number(gap, f"{stem}.current-gap", unit=False) if gap else NONE,
                number(dyad.rate, f"{stem}.rate") if dyad.rate else NONE,
                (Run(f"{share:.0%}", "num", (), "days of the window searched, as a share"),),
            )
        )
    columns = (
        Column("Dyad", share=2),
        Column("In person", "right"),
        Column("Calls, letters", "right"),
        Column("Visits each way", share=2.4),
        Column("Days since", "right"),
        Column("Last year to year before", "right", 1.4),
        Column("Searched", "right"),
    )
    caption = (
        text("The dyads, "),
        day(result.first_day, "first day of the window"),
        text(" to "),
        day(result.last_day, "last day of the window"),
        text(
            f". Counted: {result.counted.replace('_', '-')}s on record, of which there may be more;"
            " a dash where nothing was searched and none is on record. Days since: from the end of"
            " the last contact in person to the last day searched. The ratio compares contacts in"
            " person of two years of one length, with its interval."
        ),
    )
    return table("tab-dyads", caption, columns, rows)


def _number(n: Estimate | None, stable: str) -> Runs:
    return number(n, stable, unit=False) if n is not None else NONE


def _both_ways(ds: Dataset, visits: Sequence[tuple[str, Estimate | None]]) -> Runs:
    runs: list[Run] = []
    for directed, n in visits:
        stable = f"cadence.{directed.replace('>', '-to-')}.visits"
        runs += [text("; ")] if runs else []
        runs += [Run(route(ds, *directed.split(">")), "name"), text(" ")]
        runs += _number(n, stable)
    return tuple(runs)


def people(ds: Dataset, result: Cadence, most: int = 10) -> Block:
    """List who appears most."""
    rows = [
        ((name(ds, key),), number(n, f"cadence.person.{key}", unit=False))
        for key, n in result.people[:most]
    ]
    columns = (Column("Person", share=3), Column(f"{result.counted.capitalize()}s", "right"))
    return table("tab-people", "Who appears most in contacts held.", columns, rows)


def venues(ds: Dataset, result: Cadence, most: int = 10) -> Block:
    """List where contacts take place most."""
    rows = [
        ((name(ds, key),), number(n, f"cadence.venue.{key}", unit=False))
        for key, n in result.venues[:most]
    ]
    columns = (Column("Venue", share=3), Column(f"{result.counted.capitalize()}s", "right"))
    return table("tab-venues", "Where contacts were held.", columns, rows)
