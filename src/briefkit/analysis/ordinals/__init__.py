"""Ordinals, counts and "first since" of the record, held against the contacts on record."""

from briefkit.analysis.ordinals.assess import assess_claim, assess_ordinal, assess_ordinals
from briefkit.analysis.ordinals.assessment import Assessment, Assessments, Unassessed, WhyNot
from briefkit.analysis.ordinals.readings import Exclusion, Reading, Reason, Scope

__all__ = [
    "Assessment",
    "Assessments",
    "Exclusion",
    "Reading",
    "Reason",
    "Scope",
    "Unassessed",
    "WhyNot",
    "assess_claim",
    "assess_ordinal",
    "assess_ordinals",
]
