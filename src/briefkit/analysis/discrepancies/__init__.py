"""Discrepancies: claims on one thing that cannot all hold, why, and what would settle it.

The way of a claim: :mod:`briefkit.analysis.answers` and :mod:`.values` make it comparable;
:mod:`.numbers`, :mod:`.retellings`, :mod:`.stages`, :mod:`.parts` and :mod:`.slips`, :mod:`.dates`
with :mod:`.limits`, :mod:`.things`, :mod:`.statements` and :mod:`.denials` relate two claims as
:mod:`.pairs`, :mod:`.search` finds the pairs of a crowd, :mod:`.omissions` what is left out, and
:mod:`.matters` brings together all that is said of one attribute of one subject. :mod:`.sides` says
who says the same, :mod:`.leading` chooses the pair that a reader must see, :mod:`.causes`,
:mod:`.portions` and :mod:`.reasons` explain it, in the :mod:`.terms` of causes and as far as
:mod:`.refutations` finds nothing against it, :mod:`.severity`, :mod:`.state` and :mod:`.settling`
weigh it; and :mod:`.survey` makes the :mod:`.register` of it,
one :mod:`.entry` for each matter, with the variants of :mod:`.names`. What the desk made of an
entry stands in :mod:`.decisions`, beside it.
"""

from briefkit.analysis.discrepancies.denials import Contested
from briefkit.analysis.discrepancies.entry import Entry, Hypothesis, Variant
from briefkit.analysis.discrepancies.register import Discrepancies
from briefkit.analysis.discrepancies.survey import discrepancies

__all__ = ["Contested", "Discrepancies", "Entry", "Hypothesis", "Variant", "discrepancies"]
