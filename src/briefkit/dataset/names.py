"""Names in any script and spelling, and the ids that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from briefkit.dataset.tables import Records
from briefkit.dates import span
from briefkit.errors import DateError, UnresolvedError, nearest
from briefkit.letters import folded
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.columns import columns
from briefkit.schema.ids import Ids
from briefkit.schema.tables import SUBJECT_TABLES, TABLES, Unit

__all__ = ["Names"]

_N_SUGGESTED = 3


class Names:
    """All names of a corpus: ids, names and labels in its tables, spellings in its claims.

    Parameters
    ----------
    records : Records
        The rows of the corpus.
    """

    def __init__(self, records: Records) -> None:
        self._tables = records.by_table()
        self.ids = Ids({table: dict(keyed) for table, keyed in self._tables.items()})
        self._spellings: dict[str, list[str]] = {}
        for claim in records.claims.values():
            if claim.attribute == "name" and claim.value and not claim.is_denied:
                self._spellings.setdefault(claim.subject_id, []).append(claim.value)

    def in_cell(self, column: str, cell: str, claim: Mapping[str, str]) -> str:
        """Put ids in the place of the names that a cell holds.

        Parameters
        ----------
        column : str
            A column of claims or sources.
        cell : str
            What was answered; lists and routes are read as such.
        claim : mapping
            Cells of the claim, for its attribute says what its value names.

        Returns
        -------
        str

        Raises
        ------
        UnresolvedError
            If a name stands for nothing, or for several things.
        """
        tables = _named(column, claim)
        if column == "window":
            start, slash, end = cell.partition("/")
            is_since = slash and end == ".." and not _is_date(cell)
            return f"{self.resolve(start, tables)}/.." if is_since else cell
        if not tables or (column == "subject_id" and self.ids.is_dyad(cell)):
            return cell
        parts = re.split(r"\s*([;>])\s*", cell.strip("; "))
        parts[::2] = [self.resolve(part, tables) for part in parts[::2]]
        return "".join(parts).replace(";", "; ").replace(">", " > ")

    def resolve(self, text: str, tables: Iterable[str]) -> str:
        """Return the id that a name stands for.

        Parameters
        ----------
        text : str
            An id, or a name in any script.
        tables : iterable of str
            Tables that may hold it.

        Returns
        -------
        str
            The one id that has this name: as it is, else without regard to case, else to
            diacritics and punctuation, else the one whose names have all these words.

        Raises
        ------
        UnresolvedError
            If none has it, with the nearest three; or if several have it, with these.
        """
        tables = tuple(tables)
        if any(text in self._tables[table] for table in tables):
            return text
        names = list(self._names(tables))
        for form in (str, str.casefold, folded):
            found = _ids(names, form, text)
            if found:
                break
        else:
            words = set(folded(text).split())
            spelt = self._names(tables, with_labels=False)
            found = {key for name, key in spelt if words and words <= set(folded(name).split())}
        if len(found) == 1:
            return found.pop()
        where = " or ".join(f"{table}.csv" for table in tables)
        if found:
            shown = ", ".join(map(self.shown, sorted(found)))
            raise UnresolvedError(f"'{text}' may be any of: {shown}", "Give the id.")
        near = ", ".join(map(self.shown, self.nearest(text, tables)))
        hint = f"; the nearest: {near}." if near else "."
        raise UnresolvedError(f"'{text}' is unknown", f"Allowed: an id or a name of {where}{hint}")

    def nearest(self, text: str, tables: Iterable[str]) -> list[str]:
        """Return the ids of three names that look most like this one, best first.

        Parameters
        ----------
        text : str
            What was typed.
        tables : iterable of str
            Tables that may hold it.

        Returns
        -------
        list of str
            Possibly fewer, possibly none.
        """
        by_form: dict[str, str] = {}
        for name, key in self._names(tuple(tables)):
            for form in (folded(name), *folded(name).split()):
                by_form.setdefault(form, key)
        near = nearest(folded(text), by_form, n=_N_SUGGESTED * 5)
        return list(dict.fromkeys(by_form[form] for form in near))[:_N_SUGGESTED]

    def shown(self, key: str) -> str:
        """Return an id with the name that briefs print, where it has one.

        Parameters
        ----------
        key : str
            An id.

        Returns
        -------
        str
            Such as ``bob (Bob Betason)``.
        """
        names = (name for name, found in self._names(tuple(TABLES)) if found == key != name)
        name = next(names, None)
        return key if name is None else f"{key} ({name})"

    def _names(
        self, tables: tuple[str, ...], with_labels: bool = True
    ) -> Iterator[tuple[str, str]]:
        """Walk all names with the id that each stands for."""
        for table in tables:
            fields = {column.name for column in columns(TABLES[table])}
            shown = "name" if "name" in fields else "label"
            for key, record in self._tables[table].items():
                if with_labels:
                    yield key, key
                if shown in fields and (with_labels or shown == "name"):
                    yield getattr(record, shown), key
                for spelling in self._spellings.get(key, ()):
                    yield spelling, key
                if isinstance(record, Unit):
                    yield from ((name, key) for name in record.names)


def _ids(names: Iterable[tuple[str, str]], form: Callable[[str], str], text: str) -> set[str]:
    return {key for name, key in names if form(name) == form(text) != ""}


def _named(column: str, claim: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tables in which the names of an answer are looked up."""
    attribute = ATTRIBUTES.get(claim.get("attribute", ""))
    match column:
        case "subject_id":
            return tuple(SUBJECT_TABLES)
        case "speaker_id":
            return ("actors",)
        case "origin_ids":
            return ("sources", "actors")
        case "window":
            return ("events",)
        case "unit":
            return ("units",)
        case "value" if attribute is not None and attribute.type.table:
            return (attribute.type.table,)
    return ()


def _is_date(text: str) -> bool:
    try:
        span(text)
    except DateError:
        return False
    return True
