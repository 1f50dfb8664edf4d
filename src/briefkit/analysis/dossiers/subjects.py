"""What has a dossier, and what each leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.dossiers.kinds import KINDS, kind_of
from briefkit.analysis.events import Contact, contact_index
from briefkit.dataset import Dataset
from briefkit.schema.ids import subject_kind

__all__ = ["Subjects", "subjects"]


@dataclass(frozen=True, eq=False)
class Subjects:
    """What has a dossier, and who says or does what in it.

    Parameters
    ----------
    by_kind : mapping of str to tuple of str
        Ids by kind; entries of the register by severity, all else by name.
    spoken : mapping of str to mapping of str to int
        By actor: how many claims on each subject credit him.
    contacts : mapping of str to tuple of Contact
        By person, state, place or pair of states: the contacts with it.
    statements : mapping of str to tuple of str
        By actor and by event: statements.
    entries : mapping of str to tuple of Entry
        By subject: disagreements on it.
    contact : mapping of str to Contact
        By event.
    entry : mapping of str to Entry
        By its id.
    """

    by_kind: Mapping[str, tuple[str, ...]]
    spoken: Mapping[str, Mapping[str, int]]
    contacts: Mapping[str, tuple[Contact, ...]]
    statements: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, tuple[Entry, ...]]
    contact: Mapping[str, Contact]
    entry: Mapping[str, Entry]

    def has(self, kind: str, subject_id: str) -> bool:
        """Tell whether something has a dossier."""
        return subject_id in self._known[kind]

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        return {kind: frozenset(names) for kind, names in self.by_kind.items()}


def subjects(
    ds: Dataset, register: Discrepancies, printed: Collection[str] | None = None
) -> Subjects:
    """Return what has a dossier.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    register : Discrepancies
        Its disagreements.
    printed : collection of str, optional
        Subjects that alone are wanted, with those who speak of them and their disagreements; by
        default all.

    Returns
    -------
    Subjects
        Every subject of a claim; people who take part in contacts, and whoever is credited; pairs
        of states with a contact; entries of the register.
    """
    whole = ds.tables.records
    wanted = [name for name in ds.subjects if printed is None or name in printed]
    index = contact_index(ds)
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for name in wanted:
        found[kind_of(ds, name)].add(name)
    spoken: dict[str, Counter[str]] = {}
    for name in wanted:
        for claim in ds.claims_of(name):
            if claim.speaker_id is not None:
                spoken.setdefault(claim.speaker_id, Counter())[name] += 1
    contacts = _contacts(index.by_id[name] for name in wanted if name in index.by_id)
    statements: dict[str, list[str]] = {}
    for name in found["statement"]:
        statement = whole.statements[name]
        for key in (statement.speaker_id, statement.event_id):
            if key is not None:
                statements.setdefault(key, []).append(name)
    entries: dict[str, list[Entry]] = {}
    for entry in register.entries:
        if printed is None or entry.subject_id in printed:
            entries.setdefault(entry.subject_id, []).append(entry)
    for name in (*spoken, *contacts, *statements):
        if name in whole.actors:
            found[kind_of(ds, name)].add(name)
        elif name not in whole.events and subject_kind(name, whole.by_table()) == "dyad":
            found["dyad"].add(name)
    by_name = corpus_of(ds).name
    by_kind = {kind: tuple(sorted(names, key=lambda n: (by_name(n), n)))
               for kind, names in found.items()}  # fmt: skip
    kept = [entry for own in entries.values() for entry in own]
    kept.sort(key=lambda entry: (-entry.severity, by_name(entry.subject_id), entry.id))
    by_kind["entry"] = tuple(entry.id for entry in kept)
    return Subjects(
        by_kind,
        spoken,
        contacts,
        {key: tuple(sorted(names, key=lambda n: (by_name(n), n)))
         for key, names in statements.items()},
        {key: tuple(own) for key, own in entries.items()},
        index.by_id,
        {entry.id: entry for entry in kept},
    )  # fmt: skip


def _contacts(found: Iterable[Contact]) -> Mapping[str, tuple[Contact, ...]]:
    of: dict[str, list[Contact]] = {}
    for contact in found:
        for name in dict.fromkeys(_with(contact)):
            of.setdefault(name, []).append(contact)
    return {name: tuple(own) for name, own in of.items()}


def _with(contact: Contact) -> Iterator[str]:
    yield from sorted(contact.people)
    yield from contact.states
    yield from contact.dyads
    if contact.place_id is not None:
        yield contact.place_id
