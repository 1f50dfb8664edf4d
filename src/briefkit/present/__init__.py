"""What a brief shows: results in, display objects out; nothing is computed here."""

from briefkit.present.charts import claims_axis, gaps, intervals, rhythm, severities, timeline
from briefkit.present.cite import caveats, cover, evidence
from briefkit.present.findings import findings
from briefkit.present.ordinals import ordinals
from briefkit.present.register import card, overview, register
from briefkit.present.tables import (
    changes,
    contacts,
    coverage,
    dyads,
    equivalents,
    factors,
    flows,
    people,
    planned,
    variants,
    venues,
    voices,
)

__all__ = [
    "card",
    "caveats",
    "changes",
    "claims_axis",
    "contacts",
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
    "severities",
    "timeline",
    "variants",
    "venues",
    "voices",
]
