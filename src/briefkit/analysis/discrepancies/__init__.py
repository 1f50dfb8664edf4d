"""Discrepancies: families of claims, what cannot hold in them, and what would settle it.

The way of a claim through the modules: :mod:`.version` makes its value comparable,
:mod:`.families` sets it beside those it must be compared with, :mod:`.compare` finds the ground on
which two versions cannot both hold, :mod:`.lacks` what is left out, :mod:`.rules` how it came
about, and :mod:`.survey` makes one entry of each family for the :mod:`.register`, with its
:mod:`.severity`, :mod:`.state` and :mod:`.check`.
"""

from collections.abc import Mapping

from briefkit.analysis.discrepancies import lacks, severity, state
from briefkit.analysis.discrepancies.entry import Entry, Hypothesis
from briefkit.analysis.discrepancies.register import Discrepancies
from briefkit.analysis.discrepancies.survey import discrepancies

__all__ = ["RULES", "Discrepancies", "Entry", "Hypothesis", "discrepancies"]

#: The rules of the register, as briefs print them.
RULES: Mapping[str, str] = {
    "severity": severity.RULE,
    "state": state.RULE,
    "omission": lacks.RULE,
}
