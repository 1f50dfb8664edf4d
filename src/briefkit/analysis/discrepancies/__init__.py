"""Discrepancies: claims on one thing that cannot all hold, why, and what would settle it.

The way of a claim: :mod:`briefkit.analysis.questions` and :mod:`.values` make it comparable;
:mod:`.numbers`, :mod:`.dates`, :mod:`.things` and :mod:`.statements` relate two claims,
:mod:`.search` finds the pairs of a crowd, :mod:`.matters` brings together all that is said of one
attribute of one subject; :mod:`.sides` chooses the pair that a reader must see, :mod:`.causes` and
:mod:`.reasons` explain it, :mod:`.severity`, :mod:`.state` and :mod:`.settling` weigh it; and
:mod:`.survey` makes the :mod:`.register` of it.
"""

from briefkit.analysis.discrepancies.entry import Contested, Entry, Hypothesis, Variant
from briefkit.analysis.discrepancies.register import Discrepancies
from briefkit.analysis.discrepancies.survey import discrepancies

__all__ = ["Contested", "Discrepancies", "Entry", "Hypothesis", "Variant", "discrepancies"]
