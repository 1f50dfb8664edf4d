"""One module for each type of discrepancy, named as the term.

A new rule is a term of :class:`briefkit.vocab.DiscrepancyType`, at the place of its rank, and a
module here of that name with ``find(case)``. It looks at the conflicts (or, for a variant, the
nuances) of a :class:`~briefkit.analysis.discrepancies.case.Case` and returns one sentence and the
ids of the claims that it rests on, or None where it does not fire.
"""
