"""Texts as values: what two propositions on one thing say otherwise."""

from __future__ import annotations

from briefkit.schema.spelling import content, is_negated, means, numerals, opposed
from briefkit.schema.values.base import ValueType

__all__ = ["TextType"]

#: Two propositions are about one thing where they share so much of the longer one's content, and so
#: many words.
_SHARED, _LEAST = 0.5, 2


class TextType(ValueType):
    """Words."""

    is_free = True

    @staticmethod
    def is_turned(a: str, b: str) -> bool:
        """Tell whether one denies what the other affirms: by a negation, or an antonym."""
        shared, longer = content(a) & content(b), max(len(content(a)), len(content(b)))
        n_opposed = len(opposed(a, b))
        if len(shared) + n_opposed < max(_SHARED * longer, _LEAST):
            return False
        return (is_negated(a) != is_negated(b)) != bool(n_opposed % 2)

    def is_otherwise_counted(self, a: str, b: str) -> bool:
        """Tell whether two on one thing give it two numbers."""
        x, y = numerals(a), numerals(b)
        return bool(x and y) and x.isdisjoint(y) and self._is_on_one_thing(a, b)

    def is_limited(self, a: str, b: str) -> bool:
        """Tell whether one says of some, or at times, what the other says without a limit."""
        if means(a, "limit") == means(b, "limit") or is_negated(a) or is_negated(b):
            return False
        return self._is_on_one_thing(a, b)

    @staticmethod
    def _is_on_one_thing(a: str, b: str) -> bool:
        shared = content(a) & content(b)
        return len(shared) >= _SHARED * max(len(content(a)), len(content(b)), 1)
