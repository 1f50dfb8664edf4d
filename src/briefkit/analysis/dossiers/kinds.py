"""Kinds of dossier."""

from __future__ import annotations

from briefkit.dataset import Dataset
from briefkit.schema.ids import subject_kind
from briefkit.vocab import ActorKind

__all__ = ["KINDS", "MOST_CLAIMS", "kind_of"]

#: Kinds of dossier, in the order in which they are listed.
KINDS = ("flow", "event", "statement", "dyad", "person", "body", "place", "entry")
#: A record with more claims has dossiers of what its briefs print alone.
MOST_CLAIMS = 20_000


def kind_of(ds: Dataset, subject_id: str) -> str:
    """Return the kind of the dossier of a subject: one of :data:`KINDS`.

    A state, an agency and a body are one kind. An id that nothing has is that of an entry.
    """
    kind = subject_kind(subject_id, ds.tables.records.by_table())
    if kind == "actor":
        is_person = ds.tables.records.actors[subject_id].kind is ActorKind.PERSON
        return "person" if is_person else "body"
    return kind or "entry"
