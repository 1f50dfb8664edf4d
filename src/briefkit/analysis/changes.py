"""What changed between two days, from the data alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import pandas as pd

from briefkit.analysis.estimate import Estimate
from briefkit.analysis.results import Result, as_terms, check_results
from briefkit.dataset import Dataset
from briefkit.dates import last_day
from briefkit.errors import AsOfError, ParameterError, UnknownNameError

__all__ = ["Change", "Changes", "Numbered", "Repeatable", "changes"]


class Numbered(Protocol):
    """A result that gives its estimates under stable names."""

    @property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by name."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One number that is new, has moved or is gone.

    Parameters
    ----------
    name : str
        Stable name of the number.
    before, after : Estimate or None
        None where there was, or is, none.
    claim_ids : tuple of str
        Claims behind it that became known in between.
    """

    name: str
    before: Estimate | None
    after: Estimate | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Changes(Result):
    """Result of :func:`changes`.

    Parameters
    ----------
    as_of : date
        The later day.
    previous : date or None
        The earlier day; None where there is nothing to compare with.
    numbers : tuple of Change
        By name.
    source_ids : tuple of str
        Documents published in between, by day and id.
    """

    as_of: date
    previous: date | None
    numbers: tuple[Change, ...]
    source_ids: tuple[str, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Claims behind the changed numbers, as they were and as they are."""
        behind = (e for change in self.numbers for e in (change.before, change.after) if e)
        return tuple(sorted({name for estimate in behind for name in estimate.claim_ids}))

    @property
    def frame(self) -> pd.DataFrame:
        """Changed numbers as a frame, one row each.

        Returns
        -------
        pandas.DataFrame
            ``name``; ``low_before``, ``best_before``, ``high_before``, ``low``, ``best`` and
            ``high`` as float64, NaN where there was, or is, no number; ``unit`` as a category.
        """
        bounds = ("low", "best", "high")
        rows = [
            [change.name]
            + [getattr(change.before, bound, None) for bound in bounds]
            + [getattr(change.after, bound, None) for bound in bounds]
            + [getattr(change.after or change.before, "unit", None)]
            for change in self.numbers
        ]
        numbers = [*(f"{bound}_before" for bound in bounds), *bounds]
        frame = pd.DataFrame(rows, columns=["name", *numbers, "unit"])
        return as_terms(frame.astype(dict.fromkeys(numbers, "float64")), "unit")

    def __repr__(self) -> str:
        return f"Changes({self.previous} to {self.as_of}: {len(self.numbers)} numbers)"


@dataclass(frozen=True, repr=False)
class Repeatable(Result):
    """A result that knows what was asked, so that the same can be asked of another day.

    Parameters
    ----------
    analysis : callable or None
        What made it.
    filters : mapping
        What that was given besides the dataset.
    """

    analysis: Callable[..., Any] | None = field(default=None, kw_only=True, compare=False)
    filters: Mapping[str, Any] = field(default_factory=dict, kw_only=True, compare=False)

    @property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names."""
        raise NotImplementedError

    def since(self, previous: str | date | None) -> Changes:
        """Say what changed since an earlier day: the same analysis, of what was known then.

        Parameters
        ----------
        previous : str, date or None
            The earlier day, as :func:`changes` takes it.

        Returns
        -------
        Changes

        Raises
        ------
        ParameterError
            If ``previous`` is not before the day of the result.
        """
        if self.analysis is None or self.dataset is None:
            raise ParameterError(
                f"this {type(self).__name__} does not know its dataset. Ask bk.changes instead."
            )
        return changes(self.analysis, self.dataset, previous, now=self, **self.filters)


def changes(
    analysis: Callable[..., Numbered],
    ds: Dataset,
    previous: str | date | None,
    *,
    now: Numbered | None = None,
    **filters: Any,
) -> Changes:
    """Run one analysis for two days and compare its numbers.

    Parameters
    ----------
    analysis : callable
        ``bk.cadence``, ``bk.flows`` or ``bk.discrepancies``.
    ds : Dataset
        The corpus on the later day.
    previous : str, date or None
        The earlier day. Empty, or before the first source: nothing to compare with.
    now : object with numbers, optional
        What the analysis gave for ``ds`` with the same filters, if it is at hand.
    **filters
        Passed to the analysis for both days.

    Returns
    -------
    Changes
        A number whose bounds and value are the same is no change, whoever joined in.

    Raises
    ------
    ParameterError
        If ``previous`` is not before ``ds.as_of``, or ``now`` is of another dataset.
    """
    check_results("changes", ds, now)
    if not previous:
        return Changes(ds.as_of, None, (), (), dataset=ds)
    day = last_day(previous)
    if day >= ds.as_of:
        raise ParameterError(
            f"previous {day} is not before as_of {ds.as_of}; choose an earlier day"
        )
    try:
        before = ds.at(day)
    except AsOfError:
        return Changes(ds.as_of, None, (), (), dataset=ds)
    new = (analysis(ds, **filters) if now is None else now).numbers
    try:
        old = analysis(before, **filters).numbers
    except UnknownNameError:  # what is filtered for was not known yet
        old = {}
    found = [
        Change(name, a, b, _fresh(ds, day, a, b))
        for name in sorted({*old, *new})
        for a, b in [(old.get(name), new.get(name))]
        if a is None or b is None or _shown(a) != _shown(b)
    ]
    published = ds.tables.published
    fresh = [name for name in ds.records.sources if published[name] > day]
    documents = tuple(sorted(fresh, key=lambda n: (published[n], n)))
    return Changes(ds.as_of, day, tuple(found), documents, dataset=ds)


def _shown(estimate: Estimate) -> tuple[float | None, float | None, float | None, str]:
    return estimate.low, estimate.best, estimate.high, estimate.unit


def _fresh(
    ds: Dataset, day: date, before: Estimate | None, after: Estimate | None
) -> tuple[str, ...]:
    behind = {name for e in (before, after) if e for name in e.claim_ids}
    return tuple(sorted(name for name in behind if ds.tables.known_on[name] > day))
