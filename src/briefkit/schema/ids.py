"""The ids of a corpus: which exist, what they name, which one was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefkit.errors import nearest
from briefkit.schema.tables import (
    ADDED_TABLES,
    DYAD_PATTERN,
    SUBJECT_TABLES,
    Record,
    Unit,
)

__all__ = ["Ids", "as_typed", "subject_kind"]

#: Characters without width, which a page puts into a long name so that its line may break there.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Ids:
    """All ids of a corpus, by table.

    Parameters
    ----------
    by_table : dict of str to dict of str to Record
        Records by id, by table name.
    partial : frozenset of str
        Tables of which some rows could not be read: any id may have stood there.
    """

    by_table: dict[str, dict[str, Record]]
    partial: frozenset[str] = frozenset()
    _suggested: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict, repr=False)

    def has(self, tables: tuple[str, ...], name: str) -> bool:
        """Tell whether one of the tables holds the id, or may do so where rows are unread."""
        for table in tables:  # asked several times of each claim
            if name in self.by_table[table]:
                return True
        return not self.partial.isdisjoint(tables)

    def suggest(self, tables: tuple[str, ...], name: str) -> str:
        """Return which ids are allowed, with the nearest one, which is looked for once."""
        asked = tables, name
        if asked not in self._suggested:
            known = {spelt: key for table in tables for spelt, key in self._spelt(table)}
            near = nearest(name, known)
            where = " or ".join(f"{table}.csv" for table in tables)
            hint = f"; did you mean '{known[near[0]]}'?" if near else "."
            allowed = f"an id of {where}{hint}"
            if ADDED_TABLES.issuperset(tables):
                allowed = f"{', '.join(dict.fromkeys(known.values()))}{hint} Add others to {where}."
            self._suggested[asked] = f"Allowed: {allowed}"
        return self._suggested[asked]

    def _spelt(self, table: str) -> Iterator[tuple[str, str]]:
        """Walk the ids of a table, each under all names that somebody may type for it."""
        for key, record in self.by_table[table].items():
            yield key, key
            if isinstance(record, Unit):
                yield from ((name, key) for name in record.names)

    def is_dyad(self, name: str) -> bool:
        """Tell whether a name is two known states, sorted."""
        if re.fullmatch(DYAD_PATTERN, name) is None:
            return False
        states = name.split("-")
        return states[0] < states[1] and all(self.has(("actors",), state) for state in states)


def as_typed(name: str) -> str:
    """Return a name that may have been copied from a page as it would be typed.

    Examples
    --------
    >>> as_typed(" BLR-\u200bRUS ")
    'BLR-RUS'
    """
    return _UNSEEN.sub("", name).strip()


def subject_kind(subject_id: str, by_table: Mapping[str, Mapping[str, object]]) -> str | None:
    """Tell what kind of subject an id names.

    Parameters
    ----------
    subject_id : str
        Id of a subject, or a dyad.
    by_table : mapping
        Records by id, by table name.

    Returns
    -------
    str or None
        event, flow, statement, actor, place or dyad; None if nothing has the id. A state's code is
        an actor's id before it is a place's.
    """
    for table, kind in SUBJECT_TABLES.items():
        if subject_id in by_table[table]:
            return kind
    return "dyad" if re.fullmatch(DYAD_PATTERN, subject_id) else None
