"""Places as values, and routes from one to the next."""

from __future__ import annotations

from briefkit.schema.columns import split_ids
from briefkit.schema.values.base import Known, Places, ValueType

__all__ = ["PlaceType", "RouteType"]

#: Country of places that lie in none.
_NOWHERE = "XXX"


class PlaceType(ValueType):
    """One place.

    Parameters
    ----------
    is_arrival : bool
        Whether it is where a traveller arrived, and not all that he saw.
    """

    name, table, shape = "place", "places", "one place id"

    def __init__(self, *, is_arrival: bool = False) -> None:
        super().__init__()
        self.is_arrival = is_arrival

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

    @staticmethod
    def is_abroad(a: str, b: str, places: Places) -> bool:
        """Tell whether two places lie in two countries."""
        countries = {places[name].country for name in (a, b) if name in places}
        return len(countries) == 2 and _NOWHERE not in countries


class RouteType(ValueType):
    """Legs from place to place."""

    name, table = "route", "places"
    shape = "place > place, with '; ' between legs"
    is_set = is_free = True

    def names(self, text: str) -> tuple[str, ...]:
        """Return the places of all legs."""
        return tuple(place for leg in self.legs(text) for place in leg)

    def legs(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Return the legs, each as its places."""
        return tuple(tuple(place.strip() for place in leg.split(">")) for leg in split_ids(text))

    def _fits(self, text: str) -> bool:
        return all(">" in leg for leg in split_ids(text))

    def covers(self, coarse: str, fine: str, places: Places) -> bool:
        """Tell whether the legs of one route are among those of the other."""
        return set(self.legs(coarse)) <= set(self.legs(fine))

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether a leg of one goes the other way in the other."""
        back = {tuple(reversed(leg)) for leg in self.legs(a)}
        return not back.isdisjoint(self.legs(b))
