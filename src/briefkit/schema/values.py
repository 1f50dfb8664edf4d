"""The types of values: one class each, which reads, checks and covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from briefkit.dates import record_span, span
from briefkit.errors import DateError
from briefkit.schema.columns import split_ids
from briefkit.schema.ids import Ids
from briefkit.vocab import Term

__all__ = [
    "ActorsType",
    "DateType",
    "EventType",
    "NumberType",
    "PlaceType",
    "Places",
    "RouteType",
    "TermType",
    "TermsType",
    "TextType",
    "ValueType",
]

#: Places by id; each has ``within`` and ``country``.
Places = Mapping[str, Any]


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
    """

    name: ClassVar[str] = "text"
    table: ClassVar[str] = ""
    shape: ClassVar[str] = ""
    is_set: ClassVar[bool] = False

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


class NumberType(ValueType):
    """A number with a unit; see :mod:`briefkit.quantities`."""

    name = "number"


class DateType(ValueType):
    """An EDTF date."""

    name = "date"

    def problems(self, text: str, ids: Ids) -> Iterator[tuple[str, str]]:
        """Yield what is no date."""
        try:
            record_span(text)
        except DateError as error:
            got, _, allowed = str(error).partition(". Allowed")
            yield got, f"Allowed{allowed}"

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether one date lies in the other."""
        return span(fine).within(span(coarse))


class PlaceType(ValueType):
    """One place."""

    name, table, shape = "place", "places", "one place id"

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether one place lies in the other, or is it."""
        name: str | None = fine
        while name is not None:
            if name == coarse:
                return True
            place = places.get(name)
            parent = place.within if place else None
            if parent is None and place and place.country in places and name != place.country:
                parent = place.country
            name = parent
        return False


class ActorsType(ValueType):
    """Actors."""

    name, table, shape = "actors", "actors", "actor ids with '; ' between them"
    is_set = True


class EventType(ValueType):
    """One event."""

    name, table, shape = "event", "events", "one event id"


class TermType(ValueType):
    """One word of a closed list."""

    name = "term"


class TermsType(ValueType):
    """Words of a closed list."""

    name = "terms"
    is_set = True


class RouteType(ValueType):
    """Legs from place to place."""

    name, table = "route", "places"
    shape = "place > place, with '; ' between legs"
    is_set = True

    def names(self, text: str) -> tuple[str, ...]:
        """Return the places of all legs."""
        return tuple(place.strip() for leg in split_ids(text) for place in leg.split(">"))

    def legs(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return the legs, each as its places."""
        return tuple(tuple(place.strip() for place in leg.split(">")) for leg in split_ids(text))

    def _fits(self, text: str) -> bool:
        return all(">" in leg for leg in split_ids(text))

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether the legs of one route are among those of the other."""
        return set(self.legs(coarse)) <= set(self.legs(fine))


class TextType(ValueType):
    """Words."""
