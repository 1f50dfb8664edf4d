"""What a brief shows: results in, display objects out; nothing is computed here."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

# No name here is that of a module below: importing one would put it in the function's place.
_HOMES = {
    "card": "cards",
    "caveats": "cite",
    "changes": "tables",
    "claims_axis": "charts",
    "contacts": "tables",
    "contested": "tables",
    "cover": "cite",
    "coverage": "tables",
    "dyads": "tables",
    "equivalents": "tables",
    "evidence": "cite",
    "factors": "tables",
    "findings": "sentences",
    "flows": "tables",
    "gaps": "charts",
    "intervals": "charts",
    "ordinals": "tables",
    "overview": "cards",
    "people": "tables",
    "planned": "tables",
    "register": "cards",
    "rhythm": "charts",
    "series": "charts",
    "severities": "charts",
    "sheet": "onepage",
    "timeline": "charts",
    "topics": "pages",
    "unknown": "onepage",
    "variants": "tables",
    "venues": "tables",
    "voices": "tables",
}

__all__ = [
    "card",
    "caveats",
    "changes",
    "claims_axis",
    "contacts",
    "contested",
    "cover",
    "coverage",
    "dyads",
    "equivalents",
    "evidence",
    "factors",
    "findings",
    "flows",
    "gaps",
    "intervals",
    "ordinals",
    "overview",
    "people",
    "planned",
    "register",
    "rhythm",
    "series",
    "severities",
    "sheet",
    "timeline",
    "topics",
    "unknown",
    "variants",
    "venues",
    "voices",
]

if TYPE_CHECKING:
    from briefkit.present.cards import card, overview, register
    from briefkit.present.charts import (
        claims_axis,
        gaps,
        intervals,
        rhythm,
        series,
        severities,
        timeline,
    )
    from briefkit.present.cite import caveats, cover, evidence
    from briefkit.present.onepage import sheet, unknown
    from briefkit.present.pages import topics
    from briefkit.present.sentences import findings
    from briefkit.present.tables import (
        changes,
        contacts,
        contested,
        coverage,
        dyads,
        equivalents,
        factors,
        flows,
        ordinals,
        people,
        planned,
        variants,
        venues,
        voices,
    )


def __getattr__(name: str) -> Any:
    """Import a function when it is first used: the exporters need none, and charts are heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'briefkit.present' has no attribute '{name}'")
    home = importlib.import_module(f"briefkit.present.{_HOMES[name]}")
    globals()[name] = value = _held(name, getattr(home, name))
    return value


#: How what is shown is made, by its class.
_MADE_BY = {
    "Cadence": "bk.cadence(ds)",
    "Changes": "bk.cadence(ds).since(day)",
    "Discrepancies": "bk.discrepancies(ds)",
    "Entry": "bk.discrepancies(ds).entries[0]",
    "Flows": "bk.flows(ds)",
    "Sheet": "bk.sheet(ds)",
    "Topics": "bk.topics(ds, bk.flows(ds))",
}


def _held(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Hold a function to results of its kind and of its dataset: a brief of a day shows no other.

    The kind is what the function says of its own parameter.
    """
    kinds = [
        kind
        for parameter in [*inspect.signature(function).parameters.values()][1:2]
        for kind in str(parameter.annotation).split(" | ")
        if kind in _MADE_BY
    ]

    @functools.wraps(function)
    def shown(*args: Any, **kwargs: Any) -> Any:
        from briefkit.analysis.results import check_results

        if args:
            check_results(f"present.{name}", *args, *kwargs.values())
        if kinds and len(args) > 1:
            _check_kind(name, args[1], kinds)
        return function(*args, **kwargs)

    return shown


def _check_kind(name: str, result: object, kinds: list[str]) -> None:
    from briefkit.errors import ParameterError

    if not {kind.__name__ for kind in type(result).__mro__} & {*kinds}:
        wanted = " or ".join(_MADE_BY[kind] for kind in kinds)
        raise ParameterError(f"present.{name} shows {wanted}; it was given {_called(result)}.")


def _called(result: object) -> str:
    kind = type(result).__name__
    return f"a result of {_MADE_BY[kind]}" if kind in _MADE_BY else f"{result!r:.60}"


def __dir__() -> list[str]:
    return sorted(__all__)
