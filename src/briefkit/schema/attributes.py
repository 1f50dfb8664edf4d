"""The closed list of attributes: which subjects each fits, its type, units and terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefkit.vocab import Agreement, Means, Mode, Occasion, Term, Unit

__all__ = ["ATTRIBUTES", "Attribute", "ValueType"]


#: A closed list; named here, where ``type`` is not yet the name of a field.
Terms = type[Term]


class ValueType(StrEnum):
    """How the value of a claim is read."""

    DATE = "date"
    PLACE = "place"
    ACTORS = "actors"
    EVENT = "event"
    NUMBER = "number"
    TERM = "term"
    TERMS = "terms"
    ROUTE = "route"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of the closed list.

    Parameters
    ----------
    name : str
        As it stands in ``claims.attribute``.
    sentence : str
        What it says.
    fits : frozenset of str
        Kinds of subject: event, flow, statement, dyad, actor, place.
    type : ValueType
        How ``value`` is read.
    units : tuple of Unit
        Units allowed for a number.
    terms : type of Term, optional
        Closed list for a term.
    is_expected : bool
        Whether a source read whole that speaks of the subject is expected to give it.
    """

    name: str
    sentence: str
    fits: frozenset[str]
    type: ValueType
    units: tuple[Unit, ...] = ()
    terms: Terms | None = None
    is_expected: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the value is a number with a unit."""
        return self.type is ValueType.NUMBER


_COUNTED = (Unit.VISIT, Unit.MEETING, Unit.CALL)
_MATTER = tuple(unit for unit in Unit if unit not in {*_COUNTED, Unit.HOUR, Unit.DAY})
_PEOPLE = (Unit.PERSON,)


def _attribute(
    name: str,
    fits: str,
    type_: ValueType,
    sentence: str,
    units: tuple[Unit, ...] = (),
    terms: Terms | None = None,
    is_expected: bool = False,
) -> Attribute:
    return Attribute(name, sentence, frozenset(fits.split()), type_, units, terms, is_expected)


#: Attributes by name.
ATTRIBUTES: dict[str, Attribute] = {
    attribute.name: attribute
    for attribute in (
        _attribute(
            "date",
            "event flow statement",
            ValueType.DATE,
            "Day or days it took place.",
            is_expected=True,
        ),
        _attribute("start", "event", ValueType.DATE, "First day, or arrival."),
        _attribute("end", "event", ValueType.DATE, "Last day, or departure."),
        _attribute("during", "event", ValueType.DATE, "A time within which it took place."),
        _attribute("announced", "event", ValueType.DATE, "Day it was announced."),
        _attribute(
            "place", "event flow", ValueType.PLACE, "Where it took place.", is_expected=True
        ),
        _attribute("arrival_place", "event", ValueType.PLACE, "Where the visitor arrived."),
        _attribute("actor", "event", ValueType.ACTORS, "Visitor, sender, or all who met."),
        _attribute("recipient", "event", ValueType.ACTORS, "Host or addressee."),
        _attribute(
            "mode", "event", ValueType.TERM, "Mode, where it cannot be derived.", terms=Mode
        ),
        _attribute(
            "duration", "event", ValueType.NUMBER, "How long it lasted.", (Unit.HOUR, Unit.DAY)
        ),
        _attribute("ordinal", "event dyad", ValueType.NUMBER, "Which in a series it is.", _COUNTED),
        _attribute("count", "event dyad", ValueType.NUMBER, "How many there were.", _COUNTED),
        _attribute(
            "first_since", "event dyad", ValueType.EVENT, "Event since which it is the first."
        ),
        _attribute(
            "agreement", "event dyad", ValueType.TERM, "What was put on paper.", terms=Agreement
        ),
        _attribute("purpose", "event", ValueType.TEXT, "What it was for, in our own words."),
        _attribute(
            "quantity", "flow", ValueType.NUMBER, "How much moved.", _MATTER, is_expected=True
        ),
        _attribute("stock", "flow", ValueType.NUMBER, "How much there is.", _MATTER),
        _attribute("casualties", "flow", ValueType.NUMBER, "Killed and wounded together.", _PEOPLE),
        _attribute("killed", "flow", ValueType.NUMBER, "Killed.", _PEOPLE),
        _attribute("wounded", "flow", ValueType.NUMBER, "Wounded.", _PEOPLE),
        _attribute("captured", "flow", ValueType.NUMBER, "Captured.", _PEOPLE),
        _attribute("leg", "flow event", ValueType.ROUTE, "Part of the route: place > place."),
        _attribute("means", "flow event", ValueType.TERMS, "Means of transport.", terms=Means),
        _attribute("phrase", "statement", ValueType.TEXT, "Words as printed."),
        _attribute("gist", "statement", ValueType.TEXT, "The proposition, in our few words."),
        _attribute("occasion", "statement", ValueType.TERM, "When it was uttered.", terms=Occasion),
        _attribute("name", "actor place event", ValueType.TEXT, "Spelling as printed."),
    )
}
