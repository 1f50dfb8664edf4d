"""The types of values: one class each, which reads, checks, covers and compares."""

from briefkit.schema.values.base import Known, NumberType, Places, ValueType
from briefkit.schema.values.dates import VISIT, Dated, DateType, Limits
from briefkit.schema.values.people import ActorsType
from briefkit.schema.values.places import PlaceType, RouteType
from briefkit.schema.values.terms import EventType, TermsType, TermType
from briefkit.schema.values.texts import TextType

__all__ = [
    "VISIT",
    "ActorsType",
    "DateType",
    "Dated",
    "EventType",
    "Known",
    "Limits",
    "NumberType",
    "PlaceType",
    "Places",
    "RouteType",
    "TermType",
    "TermsType",
    "TextType",
    "ValueType",
]
