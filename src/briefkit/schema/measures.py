"""What numbers are measured by: units, and what converts to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from briefkit.schema.columns import ID_PATTERN, LINE, THING_PATTERN, URL_PATTERN, column
from briefkit.schema.subjects import Record
from briefkit.vocab import Dimension

__all__ = ["Factor", "Unit"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Unit(str, Record):
    """A unit of measure: its id as a text, which knows its names and what it measures."""

    unit_id: str = column("Id that claims and factors give.", key=True, pattern=ID_PATTERN)
    singular: str = column("Name of one, as printed.", max_length=LINE)
    plural: str = column("Name of several, as printed.", max_length=LINE)
    dimension: Dimension = column("What it measures.")
    sentence: str = column("What it is.", max_length=LINE)
    spelt: str | None = column(
        "Name of several where no figures stand before it, if it is another.",
        max_length=LINE,
        optional=True,
    )
    base: str | None = column(
        "Unit in which it is compared, where a factor leads there; empty: in itself.",
        refers_to="units",
        optional=True,
    )

    def __new__(cls, unit_id: str, **_: Any) -> Self:
        """Make the text; the other columns are its fields."""
        return str.__new__(cls, unit_id)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it is printed by, each once."""
        names = (self.singular, self.plural, self.spelt)
        return tuple(dict.fromkeys(name for name in names if name is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Record):
    """A conversion or a reference magnitude: one `from` holds `low` to `high` `unit` of `to`."""

    factor_id: str = column("Id.", key=True, pattern=ID_PATTERN)
    from_: str = column(
        "A unit, or a thing to measure by such as rail-tank-wagon; names keep their capitals.",
        pattern=THING_PATTERN,
    )
    to: str = column("Commodity it holds for, or any.", pattern=ID_PATTERN)
    low: float = column("Lower bound.")
    best: float = column("Usual value.")
    high: float = column("Upper bound.")
    unit: Unit = column("Unit of the three numbers.", refers_to="units")
    why: str = column("What it rests on, in our own words.")
    url: str = column("Address that says so.", pattern=URL_PATTERN)
    known_on: date | None = column(
        "When it came out, if it was seen in the world and not agreed on; an edition of an earlier "
        "day does not have it."
    )
