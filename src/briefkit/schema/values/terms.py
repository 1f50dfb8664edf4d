"""Terms as values, and events, which are one of a list too."""

from __future__ import annotations

from briefkit.schema.values.base import Known, ValueType
from briefkit.vocab import EventKind

__all__ = ["EventType", "TermType", "TermsType"]


class EventType(ValueType):
    """One event."""

    name, table, shape = "event", "events", "one event id"

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether two are contacts: since a war and since a visit both hold."""
        return EventKind.ANCHOR not in {known.kind_of(a), known.kind_of(b)}


class TermType(ValueType):
    """One word of a closed list."""

    name = "term"

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether two terms cannot both hold."""
        assert self.terms is not None
        return self.terms(a).excludes(self.terms(b))


class TermsType(ValueType):
    """Words of a closed list."""

    name = "terms"
    is_set = is_free = True

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether none is in both."""
        return set(self.names(a)).isdisjoint(self.names(b))
