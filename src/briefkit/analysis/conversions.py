"""Conversions and reference magnitudes, through the table of factors alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.analysis import rules
from briefkit.analysis.answers import claim_amount
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.estimate import Estimate
from briefkit.dataset import Dataset
from briefkit.quantities import Amount
from briefkit.schema.tables import Claim, Flow

__all__ = ["Equivalent", "converted", "equivalents", "is_telling", "telling"]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An amount in a reference magnitude: 60 t is about one rail tank wagon.

    Parameters
    ----------
    factor_id : str
        The factor used.
    thing : str
        What the amount is measured by.
    n : Estimate
        How many of it, as an interval.
    """

    factor_id: str
    thing: str
    n: Estimate


def converted(ds: Dataset, commodity: str, amount: Amount) -> Amount:
    """Return an amount in the unit in which it is compared, where a factor leads there.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    commodity : str
        What is measured.
    amount : Amount
        In any unit.

    Returns
    -------
    Amount
        An interval: a bare ton becomes 0.907 to 1.016 t and a barrel its tonnes; units without a
        base stay as they are.
    """
    return corpus_of(ds).factors.in_base(amount, commodity)


def equivalents(ds: Dataset, flow: Flow, estimate: Estimate) -> tuple[Equivalent, ...]:
    """Measure an amount by every reference magnitude that fits its commodity.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    flow : Flow
        The flow.
    estimate : Estimate
        Its amount.

    Returns
    -------
    tuple of Equivalent
        Largest thing first.
    """
    base = converted(ds, flow.commodity, estimate.amount)
    if base.is_empty:
        return ()
    factors = corpus_of(ds).factors
    commodities = factors.commodities(flow.commodity)
    found = []
    for factor in ds.records.factors.values():
        if factor.to not in commodities or factor.from_ in factors.bases:
            continue
        size = Amount(factor.low, factor.best, factor.high, factor.unit)
        is_times = factor.from_ == estimate.unit
        thing: str
        if is_times:
            n, thing = base.times(size), factor.unit
        elif factor.unit == base.unit:
            n, thing = base.over(size), factor.from_
        else:
            continue
        high = None if n.high is None or math.isinf(n.high) else n.high
        rule = rules.measured(estimate.rule, factor.factor_id, is_times=is_times)
        number = Estimate(n.low, n.best, high, "", rule, estimate.claim_ids)
        found.append((factor.best, Equivalent(factor.factor_id, thing, number)))
    found.sort(key=lambda pair: (-pair[0], pair[1].factor_id))
    return tuple(equivalent for _, equivalent in found)


def telling(ds: Dataset, claims: Iterable[Claim]) -> tuple[tuple[Claim, Equivalent], ...]:
    """Measure what claims say of flows by one thing that makes them comparable.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : iterable of Claim
        Claims of number; those on other subjects than flows are passed over.

    Returns
    -------
    tuple of (Claim, Equivalent)
        One for each distinct amount, smallest first, all in the thing that measures most of them
        between a half and five thousand.
    """
    found: list[tuple[Claim, Amount, tuple[Equivalent, ...]]] = []
    for claim in claims:
        flow = ds.records.flows.get(claim.subject_id)
        if flow is None or claim.unit is None or claim.is_denied:
            continue
        amount = claim_amount(claim)
        estimate = Estimate(
            amount.low, amount.best, amount.high, amount.unit, rules.CLAIMED, (claim.claim_id,)
        )
        if not any(amount == other for _, other, _ in found):
            fit = [e for e in equivalents(ds, flow, estimate) if is_telling(e)]
            found.append((claim, amount, tuple(fit)))
    things = Counter(e.thing for _, _, fit in found for e in fit)
    if not things:
        return ()
    size = {e.thing: -(e.n.best or 0) for _, _, fit in found for e in fit}  # few of it: large
    common = max(things, key=lambda thing: (things[thing], size[thing]))
    pairs = [(c, e) for c, _, fit in found for e in fit if e.thing == common]
    return tuple(sorted(pairs, key=lambda pair: pair[1].n.best or 0))


def is_telling(equivalent: Equivalent) -> bool:
    """Tell whether a number of things is one that a reader can picture."""
    return equivalent.n.best is not None and 0.5 <= equivalent.n.best < 5000
