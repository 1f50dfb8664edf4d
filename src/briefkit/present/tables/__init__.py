"""Tables of the analyses: results in, tables out."""

from briefkit.present.tables.cadence import contacts, dyads, people, planned, venues
from briefkit.present.tables.flows import equivalents, factors, flows, voices
from briefkit.present.tables.ordinals import ordinals
from briefkit.present.tables.record import changes, contested, coverage, variants

__all__ = [
    "changes",
    "contacts",
    "contested",
    "coverage",
    "dyads",
    "equivalents",
    "factors",
    "flows",
    "ordinals",
    "people",
    "planned",
    "variants",
    "venues",
    "voices",
]
