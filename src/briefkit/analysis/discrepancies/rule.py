"""The rules: one module of :mod:`.rules` for each type of discrepancy, found by its name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.entry import Hypothesis
from briefkit.vocab import DiscrepancyType

__all__ = ["Find", "hypotheses", "rules", "variants"]

#: A rule looks at a case and says how its claims came to differ, if it knows.
Find: TypeAlias = Callable[[Case], tuple[str, tuple[str, ...]] | None]

#: An omission adds to a disagreement and does not explain one.
_EXPLAIN_NOTHING = frozenset({DiscrepancyType.OMISSION, DiscrepancyType.UNKNOWN})


@cache
def rules() -> Mapping[DiscrepancyType, Find]:
    """Return the rule of each type, in the order of the vocabulary.

    Returns
    -------
    mapping of DiscrepancyType to callable
        A new rule is a new term of the vocabulary and a module of that name with a function
        ``find``, which takes a case and returns a sentence and the ids of the claims that it rests
        on, or None.
    """
    home = f"{__package__}.rules"
    modules = {type_: importlib.import_module(f"{home}.{type_.value}") for type_ in DiscrepancyType}
    return {type_: module.find for type_, module in modules.items()}


def hypotheses(case: Case) -> tuple[Hypothesis, ...]:
    """Try every rule of disagreement on a case and keep those that fire.

    Parameters
    ----------
    case : Case
        A family, compared.

    Returns
    -------
    tuple of Hypothesis
        In the order of the vocabulary. ``unknown`` where claims conflict and nothing explains it.
    """
    if not case.conflicts and not case.lacks:
        return ()
    found = []
    for type_, find in rules().items():
        if type_.is_variant or type_ is DiscrepancyType.UNKNOWN:
            continue
        fired = find(case)
        if fired is not None:
            found.append(Hypothesis(type_, *fired))
    if case.conflicts and all(hypothesis.type in _EXPLAIN_NOTHING for hypothesis in found):
        fired = rules()[DiscrepancyType.UNKNOWN](case)
        if fired is not None:
            found.append(Hypothesis(DiscrepancyType.UNKNOWN, *fired))
    return tuple(found)


def variants(case: Case) -> tuple[Hypothesis, ...]:
    """Try every rule of variants on a case and keep those that fire.

    Parameters
    ----------
    case : Case
        A family, compared.

    Returns
    -------
    tuple of Hypothesis
        In the order of the vocabulary.
    """
    found = []
    for type_, find in rules().items():
        fired = find(case) if type_.is_variant else None
        if fired is not None:
            found.append(Hypothesis(type_, *fired))
    return tuple(found)
