"""Tables of the analyses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.changes import Changes
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.events import Contact
from briefkit.analysis.conversions import Equivalent
from briefkit.analysis.flows import FlowLine, Flows
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Column, Para, Run, Stack, Table
from briefkit.present.formats import (
    Runs,
    amount_text,
    caveat,
    coded,
    contact_date,
    count,
    date_text,
    day,
    ident,
    name,
    number,
    route,
    text,
    voice_run,
)
from briefkit.present.values import value_text
from briefkit.schema.tables import Factor
from briefkit.vocab import Caveat, Stage

__all__ = [
    "changes",
    "contacts",
    "coverage",
    "dyads",
    "equivalents",
    "factors",
    "flows",
    "people",
    "planned",
    "variants",
    "venues",
    "voices",
]

_NONE: Runs = (Run("–"),)


def table(
    table_id: str, caption: Runs | str, columns: Sequence[Column], rows: Iterable[Sequence[Runs]]
) -> Block:
    """Return a table, or one sentence where it would have no rows."""
    runs = (text(caption),) if isinstance(caption, str) else caption
    body = tuple(tuple(row) for row in rows)
    if not body:
        return Para((text("None on record: "), *runs), "note")
    return Table(table_id, runs, tuple(columns), body)


def contacts(ds: Dataset, result: Cadence) -> Block:
    """List the contacts held, newest first, parts under their wholes."""
    held = [c for c in result.contacts if c.is_held]
    whole = [c for c in held if c.part_of not in {h.event_id for h in held}]
    whole.sort(key=lambda c: (c.start is not None, c.start, c.event_id), reverse=True)
    rows = []
    for contact in whole:
        rows.append(_contact_row(ds, contact, is_part=False))
        parts = [c for c in held if c.part_of == contact.event_id]
        rows += [_contact_row(ds, part, is_part=True) for part in parts]
    columns = (
        Column("Date", share=1.5),
        Column("Contact", share=3.2),
        Column("Place", share=1.6),
        Column("Level", share=1.0),
        Column("Voices", "right", 0.8),
        Column("Sources", "right", 0.8),
    )
    caption = "Contacts held, newest first; a meeting within a visit stands below it."
    return table("tab-contacts", caption, columns, rows)


def _contact_row(ds: Dataset, contact: Contact, *, is_part: bool) -> tuple[Runs, ...]:
    marks = tuple(caveat(mark) for mark in contact.caveats)
    arrow = (text("↳ "),) if is_part else ()
    placed = contact.placed_by
    place = (Run(name(ds, contact.place_id).text, "name", placed.claim_ids),) if placed else _NONE
    return (
        (contact_date(contact), *marks),
        (*arrow, Run(contact.label, "name", contact.claim_ids)),
        place,
        (text(str(contact.level).replace("_", " ")),) if contact.level else _NONE,
        (count(contact.n_voices, "voices behind the contact", contact.claim_ids),),
        (count(contact.n_sources, "documents that tell of it", contact.claim_ids),),
    )


def planned(ds: Dataset, result: Cadence) -> Block:
    """List contacts that had not been held by the cut-off."""
    rows = [
        (
            (contact_date(c),),
            (Run(c.label, "name", c.claim_ids),),
            (text(str(c.stage).replace("_", " ")),),
            (day(c.first_reported, "first publication that tells of it", c.claim_ids[:1]),),
        )
        for c in result.planned
        if c.part_of is None
    ]
    columns = (
        Column("Date", share=1.4),
        Column("Contact", share=3),
        Column("Stage"),
        Column("First told on", share=1.4),
    )
    return table("tab-planned", "Contacts spoken of and not held.", columns, rows)


def dyads(ds: Dataset, result: Cadence) -> Block:
    """Compare the dyads: contacts, visits each way, current gap, change of rate, search."""
    rows = []
    for dyad in result.dyads:
        marks = tuple(caveat(mark) for mark in dyad.caveats)
        held_name = f"cadence.{dyad.dyad}.held.{result.counted}"
        gap, rate = dyad.current_gap, dyad.rate
        share = dyad.searched_days / dyad.window_days
        rows.append(
            (
                (name(ds, dyad.dyad),),
                (*number(dyad.n_held, held_name, unit=False), *marks),
                _both_ways(ds, dyad.visits),
                number(gap, f"cadence.{dyad.dyad}.current-gap", unit=False) if gap else _NONE,
                number(rate, f"cadence.{dyad.dyad}.rate") if rate else _NONE,
                (Run(f"{share:.0%}", "num", (), "days of the window searched, as a share"),),
            )
        )
    columns = (
        Column("Dyad", share=2),
        Column("Held", "right"),
        Column("Visits each way", share=2.4),
        Column("Days since", "right"),
        Column("Last year to year before", "right", 1.4),
        Column("Searched", "right"),
    )
    caption = (
        text("The dyads, "),
        day(result.since, "first day of the window"),
        text(" to "),
        day(result.until, "last day of the window"),
        text(f". Counted: {result.counted.replace('_', '-')}s."),
    )
    return table("tab-dyads", caption, columns, rows)


def _both_ways(ds: Dataset, visits: Sequence[tuple[str, Estimate]]) -> Runs:
    runs: list[Run] = []
    for directed, n in visits:
        stable = f"cadence.{directed.replace('>', '-to-')}.visits"
        runs += [text("; ")] if runs else []
        runs += [Run(route(ds, *directed.split(">")), "name"), text(" ")]
        runs += number(n, stable, unit=False)
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


def coverage(ds: Dataset, result: Cadence | Flows | Discrepancies | None = None) -> Block:
    """List what was searched, and found or not."""
    rows = [
        (
            (name(ds, row.about),),
            (Run(f"{date_text(row.from_)} to {date_text(row.to)}", "date", (), "window searched"),),
            (coded(row.where, rule="as noted by the coder"),),
            (coded(row.found, rule="as noted by the coder"),),
        )
        for row in ds.records.coverage.values()
    ]
    columns = (
        Column("About", share=1.2),
        Column("Window", share=1.6),
        Column("Where", share=2.2),
        Column("Found", share=2.2),
    )
    return table("tab-coverage", "What was searched. All else was not.", columns, rows)


def flows(ds: Dataset, result: Flows) -> Block:
    """List every flow line: amount, window, stage, voices."""
    rows = []
    for line in result.lines:
        what = (name(ds, line.flow_id),)
        if line.attribute != "quantity":
            what = (*what, text(f", {line.attribute}"))
        amount: Runs
        if line.estimate is not None:
            amount = number(line.estimate, line.name)
        else:
            denied = " (denied)" if set(line.denied_ids) == set(line.claim_ids) else ""
            amount = (
                coded(value_text(ds, line.claims[0]) + denied, line.claim_ids, "no number given"),
            )
        if line.denied_ids and line.estimate is not None:
            amount = (*amount, caveat(Caveat.SOURCES_DISAGREE))
        rows.append(
            (
                what,
                amount,
                _window(line.window, line.claim_ids),
                (text("moved" if line.stage is Stage.DONE else str(line.stage).replace("_", " ")),),
                (count(line.n_voices, "voices behind the amount", line.claim_ids),),
                (count(line.n_sources, "documents that give it", line.claim_ids),),
            )
        )
    columns = (
        Column("Flow", share=2.6),
        Column("Amount", share=2.2),
        Column("Window", share=1.8),
        Column("Stage", share=1.1),
        Column("Voices", "right", 0.8),
        Column("Sources", "right", 0.9),
    )
    return table("tab-flows", "Flows by commodity, window and stage.", columns, rows)


def _window(window: str | None, claims: Sequence[str]) -> Runs:
    if window is None:
        return (text("not stated"),)
    from briefkit.dates import span
    from briefkit.errors import DateError

    try:
        return (Run(date_text(span(window)), "date", tuple(claims), "window as claimed"),)
    except DateError:
        return (Run(f"since {window.partition('/')[0]}", "id"),)


def voices(ds: Dataset, result: Flows) -> Block:
    """List what each voice said, for every flow with a number."""
    rows = []
    for line in result.lines:
        for said in line.voices:
            amount = said.amount
            shown = amount_text(amount.low, amount.best, amount.high, amount.unit)
            rows.append(
                (
                    (name(ds, line.flow_id),),
                    (voice_run(ds, said.voice),),
                    (Run(shown, "num", said.claim_ids, "what this voice said"),),
                    (count(len(said.claim_ids), "claims that relay it", said.claim_ids),),
                )
            )
    columns = (
        Column("Flow", share=2.4),
        Column("Voice", share=2.2),
        Column("Said", share=2),
        Column("Relays", "right", 0.8),
    )
    caption = "Who says it: one row for each voice, however often it was relayed."
    return table("tab-voices", caption, columns, rows)


def equivalents(ds: Dataset, result: Flows, most: int = 4) -> Block:
    """Say how much each amount is in things that one can picture."""
    rows = []
    for line in result.lines:
        if not line.equivalents or line.estimate is None:
            continue
        shown: list[Run] = []
        for equivalent in line.equivalents[:most]:
            shown += [text("; ")] if shown else []
            shown.append(_measured(line, equivalent))
        rows.append(((name(ds, line.flow_id),), number(line.estimate, line.name), tuple(shown)))
    columns = (Column("Flow", share=2), Column("Amount", share=1.6), Column("That is", share=3.4))
    return table("tab-equivalents", "Amounts in reference magnitudes.", columns, rows)


def _measured(line: FlowLine, equivalent: Equivalent) -> Run:
    n = equivalent.n
    value = (n.low, n.best, n.high, equivalent.thing)
    words = amount_text(*(None if x is None else float(f"{x:.2g}") for x in value[:3]))
    shown = f"{words} × {equivalent.thing.replace('-', ' ')}"
    return Run(shown, "num", n.claim_ids, n.rule, f"{line.name}.{equivalent.thing}", value)


def factors(ds: Dataset, result: Flows) -> Block:
    """List the reference magnitudes that the flows were held against."""
    wanted = {e.factor_id for line in result.lines for e in line.equivalents}
    found = [f for f in ds.records.factors.values() if f.factor_id in wanted]
    rows = [
        (
            (Run(f.from_.replace("-", " "), "name"),),
            (Run(f.to, "name"),),
            (_size(f),),
            (coded(f.why, rule="as noted by the coder"), text(" "), Run(f.url, "link", href=f.url)),
        )
        for f in sorted(found, key=lambda f: (f.unit, f.best))
    ]
    columns = (
        Column("One", share=1.6),
        Column("Of", share=1),
        Column("Holds", share=1.8),
        Column("Rests on", share=3.4),
    )
    return table("tab-factors", "Reference magnitudes.", columns, rows)


def _size(factor: Factor) -> Run:
    shown = amount_text(factor.low, factor.best, factor.high, str(factor.unit))
    return Run(shown, "num", (), f"factor {factor.factor_id}")


def variants(ds: Dataset, result: Discrepancies) -> Block:
    """List claims that differ and can all hold."""
    rows = []
    for entry in result.variants:
        claims = [ds.records.claims[key] for key in entry.claim_ids]
        values = list(dict.fromkeys(value_text(ds, claim) for claim in claims))
        rows.append(
            (
                (name(ds, entry.subject_id), text(f", {entry.attribute.replace('_', ' ')}")),
                (text(", ".join(str(kind).replace("_", " ") for kind in entry.types)),),
                (coded("; ".join(values), entry.claim_ids),),
            )
        )
    columns = (Column("On", share=2), Column("Kind"), Column("Values", share=3))
    caption = "Variants: claims that differ and can all hold; no disagreement."
    return table("tab-variants", caption, columns, rows)


def changes(ds: Dataset, result: Changes) -> Block:
    """Say what changed since the earlier day: documents, then numbers with their causes."""
    if result.previous is None:
        return Para((text("There is no earlier day to compare with."),), "note")
    since = day(result.previous, "the day compared with")
    if not result.source_ids and not result.numbers:
        return Para((text("Nothing has changed since "), since, text(".")), "note")
    fresh = tuple(c for c in ds.records.claims if ds.tables.known_on[c] > result.previous)
    lead = Para(
        (
            text("Since "),
            since,
            text(": "),
            count(len(result.source_ids), "documents published since", unit="document"),
            text(" with "),
            count(len(fresh), "claims known since", unit="claim"),
            text(". "),
            count(len(result.numbers), "numbers of this brief that moved", unit="number"),
            text(" of this brief new or moved."),
        )
    )
    rows = []
    for change in result.numbers:
        old, new = change.before, change.after
        rows.append(
            (
                (ident(change.name),),
                (Run(_shown(old), "num", old.claim_ids, old.rule),) if old else _NONE,
                (Run(_shown(new), "num", new.claim_ids, new.rule),) if new else _NONE,
                _causes(ds, change.claim_ids),
            )
        )
    columns = (
        Column("Number", share=2.6),
        Column("Before", share=1.4),
        Column("Now", share=1.6),
        Column("Because of", share=2),
    )
    return Stack((lead, table("tab-changes", "Numbers that are new or moved.", columns, rows)))


def _shown(estimate: Estimate) -> str:
    return amount_text(estimate.low, estimate.best, estimate.high, estimate.unit)


def _causes(ds: Dataset, claim_ids: Sequence[str], most: int = 3) -> Runs:
    by_source: dict[str, list[str]] = {}
    for key in claim_ids:
        by_source.setdefault(ds.tables.records.claims[key].source_id, []).append(key)
    runs: list[Run] = []
    for source_id, claims in list(by_source.items())[:most]:
        runs += [text("; ")] if runs else []
        runs.append(Run(source_id, "id", tuple(claims)))
    if len(by_source) > most:
        runs += [text("; and more")]
    return tuple(runs) or (text("earlier claims only"),)
