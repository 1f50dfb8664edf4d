"""The closed list of attributes: which subjects each fits, its type, and what it is good for."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.schema.values import (
    ActorsType,
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

__all__ = ["ATTRIBUTES", "FLOW_NUMBERS", "Attribute", "filed_under"]


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
    is_expected : bool
        Whether a source read whole that speaks of the subject is expected to give it.
    is_headline : bool
        Whether a brief prints it in front.
    is_unseen : bool
        Whether no register of it is kept that anybody can see, as of losses.
    is_counted : bool
        Whether it counts contacts, exactly: a fifth is no sixth.
    is_of_visit : bool
        Whether a visit and its meetings are asked together.
    has_scope : bool
        Whether it may take in certain places, people or parts alone.
    """

    name: str
    sentence: str
    fits: frozenset[str]
    type: ValueType
    dimensions: tuple[Dimension, ...] = ()
    filed: str = ""
    whole: str = ""
    is_expected: bool = False
    is_headline: bool = False
    is_unseen: bool = False
    is_counted: bool = False
    is_of_visit: bool = False
    has_scope: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the value is a number with a unit."""
        return isinstance(self.type, NumberType)


_COUNTED, _TIME, _PEOPLE = (Dimension.CONTACT,), (Dimension.TIME,), (Dimension.PEOPLE,)
_MATTER = tuple(d for d in Dimension if d not in {*_COUNTED, *_TIME})
_NUMBER, _DATE, _PLACE = NumberType(), DateType(), PlaceType()
_ACTORS, _TEXT = ActorsType(), TextType()


def _attribute(name: str, fits: str, type_: ValueType, sentence: str, **more: object) -> Attribute:
    return Attribute(
        name=name,
        sentence=sentence,
        fits=frozenset(fits.split()),
        type=type_,
        **more,  # type: ignore[arg-type]
    )


def _listed() -> list[Attribute]:
    loss = {"dimensions": _PEOPLE, "is_headline": True, "is_unseen": True}
    counted = {"dimensions": _COUNTED, "is_counted": True, "is_of_visit": True, "has_scope": True}
    when = {"filed": "date"}
    main = {"is_expected": True, "is_headline": True}
    return [
        _attribute(
            "date", "event flow statement", _DATE, "Day or days it took place.", **main
        ),
        _attribute("start", "event", _DATE, "First day, or arrival.", **when),
        _attribute("end", "event", _DATE, "Last day, or departure.", **when),
        _attribute("departure", "event", _DATE, "Day on which a visitor left home.", **when),
        _attribute("arrival", "event", _DATE, "Day on which a visitor arrived.", **when),
        _attribute("during", "event", _DATE, "A time within which it took place.", **when),
        _attribute("announced", "event", _DATE, "Day it was announced."),
        _attribute("place", "event flow", _PLACE, "Where it took place.", **main),
        _attribute(
            "arrival_place", "event", _PLACE, "Where the visitor arrived.", filed="place"
        ),
        _attribute("actor", "event", _ACTORS, "Visitor, sender, or all who met."),
        _attribute("recipient", "event", _ACTORS, "Host or addressee."),
        _attribute("met", "event", _ACTORS, "Whom a visitor met."),
        _attribute("mode", "event", TermType(Mode), "Mode, where it cannot be derived."),
        _attribute(
            "duration", "event", _NUMBER, "How long it lasted.", dimensions=_TIME,
            has_scope=True,
        ),
        _attribute("ordinal", "event dyad", _NUMBER, "Which in a series it is.", **counted),
        _attribute("count", "event dyad", _NUMBER, "How many there were.", **counted),
        _attribute(
            "first_since", "event dyad", EventType(), "Event since which it is the first.",
            has_scope=True,
        ),
        _attribute(
            "agreement", "event dyad", TermType(Agreement), "What was put on paper.",
            is_headline=True,
        ),
        _attribute("purpose", "event", _TEXT, "What it was for, in our own words."),
        _attribute("quantity", "flow", _NUMBER, "How much moved.", dimensions=_MATTER, **main),
        _attribute(
            "stock", "flow", _NUMBER, "How much there is.", dimensions=_MATTER, is_headline=True,
            is_unseen=True,
        ),
        _attribute("casualties", "flow", _NUMBER, "Killed and wounded together.", **loss),
        _attribute("killed", "flow", _NUMBER, "Killed.", whole="casualties", **loss),
        _attribute("wounded", "flow", _NUMBER, "Wounded.", whole="casualties", **loss),
        _attribute("captured", "flow", _NUMBER, "Captured.", **loss),
        _attribute("leg", "flow event", RouteType(), "Part of the route: place > place."),
        _attribute("means", "flow event", TermsType(Means), "Means of transport."),
        _attribute("phrase", "statement", _TEXT, "Words as printed.", filed="gist"),
        _attribute("gist", "statement", _TEXT, "The proposition, in our few words."),
        _attribute("occasion", "statement", TermType(Occasion), "When it was uttered."),
        _attribute("name", "actor place event", _TEXT, "Spelling as printed."),
    ]  # fmt: skip


#: Attributes by name.
ATTRIBUTES: dict[str, Attribute] = {attribute.name: attribute for attribute in _listed()}

#: Numbers of flows: what moved, what there is, what was lost.
FLOW_NUMBERS = tuple(a.name for a in ATTRIBUTES.values() if a.is_number and "flow" in a.fits)


def filed_under(attribute: str) -> str:
    """Return the attribute under which the register files another."""
    return ATTRIBUTES[attribute].filed or attribute
