"""The closed list of attributes: which subjects each fits, its type, and what it is good for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefkit.schema.values import (
    ActorsType,
    Dated,
    DateType,
    EventType,
    NumberType,
    PlaceType,
    RouteType,
    TermsType,
    TermType,
    TextType,
    ValueType,
)
from briefkit.vocab import Agreement, Dimension, Means, Mode, Occasion

__all__ = ["ATTRIBUTES", "FLOW_NUMBERS", "Attribute", "dated", "filed_under", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
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
        How ``value`` is read, checked and compared.
    dimensions : tuple of Dimension
        What the units of a number measure.
    filed : str
        Attribute under which the register files it; empty is its own.
    whole : str
        Attribute of the same subject of which it is a part: the killed are a part of the
        casualties.
    many : frozenset of str
        Kinds of subject that may have several of it: goods move through many places, two states
        sign many papers.
    is_expected : bool
        Whether a source read whole that speaks of the subject is expected to give it.
    is_headline : bool
        Whether a brief prints it in front.
    is_unseen : bool
        Whether no register of it is kept that anybody can see, as of losses.
    is_stock : bool
        Whether it is what there is on a day, and does not add up.
    is_implied : bool
        Whether a number that names no attribute is of it: 60 t of fuel moved.
    is_counted : bool
        Whether it counts contacts, exactly: a fifth is no sixth.
    is_of_visit : bool
        Whether a visit and its meetings are asked together.
    has_scope : bool
        Whether it may take in certain places, people or parts alone.
    is_known_before : bool
        Whether it is known of a contact whether or not that takes place.
    is_wording : bool
        Whether any words will do: a spelling, a purpose.
    is_proposition : bool
        Whether it says in our words what was said, and another may say the contrary.
    is_as_printed : bool
        Whether its value is the words as printed.
    """

    name: str
    sentence: str
    fits: frozenset[str]
    type: ValueType
    dimensions: tuple[Dimension, ...] = ()
    filed: str = ""
    whole: str = ""
    many: frozenset[str] = frozenset()
    is_expected: bool = False
    is_headline: bool = False
    is_unseen: bool = False
    is_stock: bool = False
    is_implied: bool = False
    is_counted: bool = False
    is_of_visit: bool = False
    has_scope: bool = False
    is_known_before: bool = False
    is_wording: bool = False
    is_proposition: bool = False
    is_as_printed: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the value is a number with a unit."""
        return isinstance(self.type, NumberType)


_COUNTED, _TIME, _PEOPLE = (Dimension.CONTACT,), (Dimension.TIME,), (Dimension.PEOPLE,)
_MATTER = tuple(d for d in Dimension if d not in {*_COUNTED, *_TIME})
_NUMBER, _PLACE, _ACTORS, _TEXT = NumberType(), PlaceType(), ActorsType(), TextType()


def _attribute(name: str, fits: str, type_: ValueType, sentence: str, **more: Any) -> Attribute:
    more["many"] = frozenset(more.get("many", "").split())
    return Attribute(name=name, sentence=sentence, fits=frozenset(fits.split()), type=type_, **more)


def _listed() -> list[Attribute]:
    loss = {"dimensions": _PEOPLE, "is_headline": True, "is_unseen": True}
    counted = {"dimensions": _COUNTED, "is_counted": True, "is_of_visit": True, "has_scope": True}
    main = {"is_expected": True, "is_headline": True}

    def when(name: str, dated: Dated, sentence: str, **more: Any) -> Attribute:
        return _attribute(name, "event", DateType(dated), sentence, **more)

    return [
        _attribute(
            "date", "event flow statement", DateType(Dated.DAYS), "Day or days it took place.",
            **main,
        ),
        when("start", Dated.START, "First day, or arrival.", filed="date"),
        when("end", Dated.END, "Last day, or departure.", filed="date"),
        when("departure", Dated.DEPARTURE, "Day on which a visitor left home.", filed="date"),
        when("arrival", Dated.ARRIVAL, "Day on which a visitor arrived.", filed="date"),
        when("during", Dated.DURING, "A time within which it took place.", filed="date"),
        when("announced", Dated.ANNOUNCED, "Day it was announced.", is_known_before=True),
        _attribute("place", "event flow", _PLACE, "Where it took place.", many="flow", **main),
        _attribute(
            "arrival_place", "event", PlaceType(is_arrival=True), "Where the visitor arrived.",
            filed="place",
        ),
        _attribute("actor", "event", _ACTORS, "Visitor, sender, or all who met."),
        _attribute("recipient", "event", ActorsType(is_one_side=True), "Host or addressee."),
        _attribute("met", "event", _ACTORS, "Whom a visitor met.", many="event"),
        _attribute("mode", "event", TermType(Mode), "Mode, where it cannot be derived."),
        _attribute(
            "duration", "event", _NUMBER, "How long it lasted.", dimensions=_TIME,
            has_scope=True,
        ),
        _attribute(
            "ordinal", "event dyad", _NUMBER, "Which in a series it is.", many="dyad", **counted
        ),
        _attribute("count", "event dyad", _NUMBER, "How many there were.", **counted),
        _attribute(
            "first_since", "event dyad", EventType(), "Event since which it is the first.",
            has_scope=True,
        ),
        _attribute(
            "agreement", "event dyad", TermType(Agreement), "What was put on paper.",
            many="dyad", is_headline=True,
        ),
        _attribute(
            "purpose", "event", _TEXT, "What it was for, in our own words.", is_wording=True
        ),
        _attribute(
            "quantity", "flow", _NUMBER, "How much moved.", dimensions=_MATTER, is_implied=True,
            **main,
        ),
        _attribute(
            "stock", "flow", _NUMBER, "How much there is.", dimensions=_MATTER, is_stock=True,
            is_headline=True, is_unseen=True,
        ),
        _attribute("casualties", "flow", _NUMBER, "Killed and wounded together.", **loss),
        _attribute("killed", "flow", _NUMBER, "Killed.", whole="casualties", **loss),
        _attribute("wounded", "flow", _NUMBER, "Wounded.", whole="casualties", **loss),
        _attribute("captured", "flow", _NUMBER, "Captured.", **loss),
        _attribute(
            "leg", "flow event", RouteType(), "Part of the route: place > place.", many="event"
        ),
        _attribute("means", "flow event", TermsType(Means), "Means of transport.", many="flow"),
        _attribute(
            "phrase", "statement", _TEXT, "Words as printed.", filed="gist", is_as_printed=True
        ),
        _attribute(
            "gist", "statement", _TEXT, "The proposition, in our few words.", is_proposition=True
        ),
        _attribute("occasion", "statement", TermType(Occasion), "When it was uttered."),
        _attribute(
            "name", "actor place event", _TEXT, "Spelling as printed.", is_known_before=True,
            is_wording=True, is_as_printed=True,
        ),
    ]  # fmt: skip


#: Attributes by name.
ATTRIBUTES: dict[str, Attribute] = {attribute.name: attribute for attribute in _listed()}


def named(is_meant: Callable[[Attribute], bool]) -> tuple[str, ...]:
    """Return the names of the attributes with a property, in the order of the list."""
    return tuple(name for name, attribute in ATTRIBUTES.items() if is_meant(attribute))


#: Numbers of flows: what moved, what there is, what was lost.
FLOW_NUMBERS = named(lambda attribute: attribute.is_number and "flow" in attribute.fits)


def filed_under(attribute: str) -> str:
    """Return the attribute under which the register files another."""
    return ATTRIBUTES[attribute].filed or attribute


def dated(attribute: str) -> Dated | None:
    """Return which days of an event an attribute gives; None if it is no date."""
    kind = ATTRIBUTES[attribute].type
    return kind.dated if isinstance(kind, DateType) else None
