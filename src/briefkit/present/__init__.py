"""What a brief shows: results in, display objects out; nothing is computed here."""

from __future__ import annotations

import functools
import importlib
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
    "timeline": "charts",
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
    "timeline",
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


def _held(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Hold a function to the dataset that its results are of: a brief of one day shows no other."""

    @functools.wraps(function)
    def shown(*args: Any, **kwargs: Any) -> Any:
        from briefkit.analysis.results import check_results

        if args:
            check_results(f"present.{name}", *args, *kwargs.values())
        return function(*args, **kwargs)

    return shown


def __dir__() -> list[str]:
    return sorted(__all__)
