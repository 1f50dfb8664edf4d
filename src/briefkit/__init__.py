"""Contested reporting in, dated briefs out that can prove every number they print."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

_HOMES = {
    "Dataset": "briefkit.dataset",
    "load": "briefkit.dataset",
    "cadence": "briefkit.analysis.cadence",
    "flows": "briefkit.analysis.flows",
    "sheet": "briefkit.analysis.sheet",
    "topics": "briefkit.analysis.topics",
    "discrepancies": "briefkit.analysis.discrepancies",
    "decisions": "briefkit.analysis.discrepancies.decisions",
    "assess_ordinal": "briefkit.analysis.ordinals",
    "assess_ordinals": "briefkit.analysis.ordinals",
    "changes": "briefkit.analysis.changes",
    "explain": "briefkit.present.explain",
    "add_claim": "briefkit.dataset.adding",
    "add_decision": "briefkit.dataset.deciding",
    "render": "briefkit.publish.editions.edition",
    "read_edition": "briefkit.publish.store.snapshot",
    "present": "briefkit.present",
}

__all__ = [
    "Dataset",
    "add_claim",
    "add_decision",
    "assess_ordinal",
    "assess_ordinals",
    "cadence",
    "changes",
    "decisions",
    "discrepancies",
    "explain",
    "flows",
    "load",
    "present",
    "read_edition",
    "render",
    "sheet",
    "topics",
]

if TYPE_CHECKING:
    from briefkit import present
    from briefkit.analysis.cadence import cadence
    from briefkit.analysis.changes import changes
    from briefkit.analysis.discrepancies import discrepancies
    from briefkit.analysis.discrepancies.decisions import decisions
    from briefkit.analysis.flows import flows
    from briefkit.analysis.ordinals import assess_ordinal, assess_ordinals
    from briefkit.analysis.sheet import sheet
    from briefkit.analysis.topics import topics
    from briefkit.dataset import Dataset, load
    from briefkit.dataset.adding import add_claim
    from briefkit.dataset.deciding import add_decision
    from briefkit.present.explain import explain
    from briefkit.publish.editions.edition import render
    from briefkit.publish.store.snapshot import read_edition


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import briefkit`` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'briefkit' has no attribute '{name}'")
    home = importlib.import_module(_HOMES[name])
    value = home if home.__name__ == f"briefkit.{name}" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
