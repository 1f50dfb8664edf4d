"""Where a dossier leads: what it is part of, who takes part, which claims differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import Entry
from briefkit.analysis.dossiers.kinds import kind_of
from briefkit.analysis.dossiers.subjects import Subjects
from briefkit.analysis.events import Contact
from briefkit.dataset import Dataset
from briefkit.present.dossiers.hrefs import claim_href, dossier_file
from briefkit.present.dossiers.leads import entry_title, title_of
from briefkit.present.dossiers.rows import short_day
from briefkit.present.dossiers.words import counted, party_text
from briefkit.present.quotes import side_text
from briefkit.present.values import said_text
from briefkit.present.words import date_text
from briefkit.schema.tables import Claim

__all__ = ["Link", "Links", "links"]


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another dossier, or to a claim in one."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Ways of one kind, under a heading."""

    title: str
    items: tuple[Link, ...]


def links(ds: Dataset, known: Subjects, kind: str, subject_id: str) -> Iterator[Links]:
    """Yield the ways that lead on from a dossier; only to dossiers that there are."""
    for title, items in _ways(ds, known, kind, subject_id):
        listed = tuple(items)
        if listed:
            yield Links(title, listed)


def _ways(
    ds: Dataset, known: Subjects, kind: str, subject_id: str
) -> Iterator[tuple[str, Iterable[Link]]]:
    if kind == "entry":
        entry = known.entry[subject_id]
        yield "What it is on", _to(ds, known, [entry.subject_id])
        yield "Claims of the one side", _claims(ds, entry.a.claims)
        yield "Claims of the other side", _claims(ds, entry.b.claims)
        sides = {*entry.a.claim_ids, *entry.b.claim_ids}
        rest = [ds.tables.records.claims[name] for name in entry.claim_ids if name not in sides]
        yield "Other claims that take part", _claims(ds, rest)
        return
    corpus, whole = corpus_of(ds), ds.tables.records
    yield "Disagreements on it", _entries(ds, known.entries.get(subject_id, ()))
    parent = corpus.parents.get(subject_id)
    yield "Part of", _to(ds, known, [parent] if parent else [])
    yield "Its parts", _to(ds, known, corpus.children.get(subject_id, ()))
    if kind == "statement":
        statement = whole.statements[subject_id]
        yield "Said by", _to(ds, known, [statement.speaker_id] if statement.speaker_id else [])
        yield "Belongs to", _to(ds, known, [statement.event_id] if statement.event_id else [])
    if kind == "flow":
        flow = whole.flows[subject_id]
        yield "Between", _to(ds, known, [flow.origin, flow.destination])
    if kind == "event" and subject_id in known.contact:
        contact = known.contact[subject_id]
        yield "Who took part", _to(ds, known, sorted(contact.people, key=corpus.name))
        yield "Pairs of states", _to(ds, known, contact.dyads)
        places = [contact.place_id] if contact.place_id else []
        yield "Where", _to(ds, known, places, "place")
    if kind == "dyad":
        states = subject_id.split("-")
        yield "States", _to(ds, known, states)
        flows = [
            f.flow_id for f in ds.records.flows.values() if {f.origin, f.destination} == {*states}
        ]
        yield "What moved between them", _to(ds, known, sorted(flows, key=corpus.name))
    if kind in {"person", "body", "place", "dyad"}:
        yield "Contacts", _contacts(known.contacts.get(subject_id, ()))
    if kind in {"person", "body"}:
        actor = whole.actors[subject_id]
        above = [name for name in dict.fromkeys((actor.part_of, actor.state)) if name]
        yield "Belongs to", _to(ds, known, [name for name in above if name != subject_id])
        spoken = known.spoken.get(subject_id, {})
        order = sorted(spoken, key=lambda name: (-spoken[name], corpus.name(name), name))
        yield "Quoted on", (
            Link(title_of(ds, name), dossier_file(kind_of(ds, name), name),
                 counted(spoken[name], "claim"))
            for name in order if known.has(kind_of(ds, name), name)
        )  # fmt: skip
        entries = [entry for own in known.entries.values() for entry in own
                   if _speaks(entry, subject_id)]  # fmt: skip
        entries.sort(key=lambda entry: (-entry.severity, corpus.name(entry.subject_id), entry.id))
        yield "Words that stand against others", _entries(ds, entries)
    if kind in {"person", "body", "event"}:
        yield "Statements", _to(ds, known, known.statements.get(subject_id, ()))


def _speaks(entry: Entry, name: str) -> bool:
    return any(c.speaker_id == name for side in (entry.a, entry.b) for c in side.claims)


def _to(ds: Dataset, known: Subjects, names: Iterable[str], kind: str = "") -> Iterator[Link]:
    for name in names:
        own = kind or kind_of(ds, name)
        if known.has(own, name):
            yield Link(title_of(ds, name), dossier_file(own, name))


def _contacts(found: Iterable[Contact]) -> Iterator[Link]:
    for contact in found:
        days = date_text(contact.days) if contact.days is not None else "not dated"
        stage = "" if contact.is_held else f", {str(contact.stage).replace('_', ' ')}"
        yield Link(contact.label, dossier_file("event", contact.event_id), f"{days}{stage}")


def _entries(ds: Dataset, found: Iterable[Entry]) -> Iterator[Link]:
    for entry in found:
        note = f"{side_text(ds, entry, entry.a)}; against: {side_text(ds, entry, entry.b)}"
        yield Link(entry_title(ds, entry), dossier_file("entry", entry.id), note)


def _claims(ds: Dataset, claims: Iterable[Claim]) -> Iterator[Link]:
    sources = ds.tables.records.sources
    for claim in claims:
        by = f", by {party_text(ds, claim.speaker_id)}" if claim.speaker_id else ""
        grade = sources[claim.source_id].reliability
        yield Link(
            said_text(ds, claim),
            claim_href(ds, claim.claim_id),
            f"{sources[claim.source_id].publisher}, {short_day(ds, claim)}{by}; grade {grade}",
        )
