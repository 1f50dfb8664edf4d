"""What every type of values does: reads, checks, covers and compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Protocol

from briefkit.schema.columns import split_ids
from briefkit.schema.ids import Ids
from briefkit.vocab import EventKind, Term

__all__ = ["Known", "NumberType", "Places", "ValueType"]

#: Places by id; each has ``within`` and ``country``.
Places = Mapping[str, Any]


class Known(Protocol):
    """What is asked of a corpus where two values are compared."""

    @property
    def places(self) -> Places:
        """Places by id."""
        ...

    def state(self, name: str) -> str | None:
        """Return the state that an actor belongs to, or is."""
        ...

    def kind_of(self, subject_id: str) -> EventKind | None:
        """Return the kind of an event."""
        ...


class ValueType:
    """How the value of a claim is read, checked and held against another.

    Parameters
    ----------
    terms : type of Term, optional
        The closed list, for a term.

    Attributes
    ----------
    name : str
        As the data dictionary prints it.
    table : str
        Table whose ids the value is made of; empty where it is made of none.
    shape : str
        What is allowed, in words.
    is_set : bool
        Whether it names several, with ``; `` between them.
    is_free : bool
        Whether another value is no rival, as of words, legs and means.
    """

    name: ClassVar[str] = "text"
    table: ClassVar[str] = ""
    shape: ClassVar[str] = ""
    is_set: ClassVar[bool] = False
    is_free: ClassVar[bool] = False

    def __init__(self, terms: type[Term] | None = None) -> None:
        self.terms = terms

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def names(self, text: str) -> tuple[str, ...]:
        """Return the ids or terms that a value names, in order."""
        return split_ids(text) if self.is_set else (text,)

    def problems(self, text: str, ids: Ids) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a value, and what is allowed."""
        if self.terms is not None:
            for word in self.names(text) or (text,):
                if word not in list(self.terms):
                    yield f"'{word}' is no term", f"Allowed: {', '.join(self.terms)}."
        elif self.table:
            names = self.names(text)
            if not names or not self._fits(text):
                yield f"'{text}' does not fit", f"Allowed: {self.shape}."
                return
            for name in names:
                if not ids.has((self.table,), name):
                    yield f"'{name}' is unknown", ids.suggest((self.table,), name)

    def _fits(self, text: str) -> bool:
        return True

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether a coarser value holds with a finer one, or is it."""
        if self.is_set:
            return set(self.names(coarse)) <= set(self.names(fine))
        return coarse == fine

    def agree(self, a: str, b: str, places: Places) -> bool:
        """Tell whether two values hold with one another, one of them coarser or not."""
        return self.covers(a, b, places) or self.covers(b, a, places)

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether two values cannot both hold, of one thing that has one."""
        return not self.is_free and not self.agree(a, b, known.places)


class NumberType(ValueType):
    """A number with a unit; see :mod:`briefkit.quantities`."""

    name = "number"
