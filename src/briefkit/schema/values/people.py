"""People as values: who met whom."""

from __future__ import annotations

from briefkit.schema.values.base import Known, ValueType

__all__ = ["ActorsType"]


class ActorsType(ValueType):
    """Actors.

    Parameters
    ----------
    is_one_side : bool
        Whether all of them are of one state, as hosts are.
    """

    name, table, shape = "actors", "actors", "actor ids with '; ' between them"
    is_set = True

    def __init__(self, *, is_one_side: bool = False) -> None:
        super().__init__()
        self.is_one_side = is_one_side

    def excludes(self, a: str, b: str, known: Known) -> bool:
        """Tell whether two name one person of a state each; others list some who were there."""
        x, y = self._by_state(a, known), self._by_state(b, known)
        shared = x.keys() & y.keys()
        return (self.is_one_side and not shared) or any(
            len(x[state]) == len(y[state]) == 1
            and x[state] != y[state]
            and state not in x[state] | y[state]
            for state in shared
        )

    def _by_state(self, text: str, known: Known) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self.names(text):
            found.setdefault(known.state(name) or name, set()).add(name)
        return found
