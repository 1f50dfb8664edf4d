"""What the results of all analyses share: their dataset, and a frame that is shown in part."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import ClassVar

import pandas as pd

from briefkit.analysis.wanted import check_dataset
from briefkit.dataset import Dataset
from briefkit.errors import ParameterError

__all__ = ["Result", "as_terms", "check_results"]

#: Rows that are shown; ``frame`` has all.
_ROWS = 20


def _number(value: float) -> str:
    return f"{value:,.12g}"


@dataclass(frozen=True, repr=False)
class Result:
    """A result with a frame; printed, or as the last line of a cell, it shows the first rows.

    Parameters
    ----------
    dataset : Dataset or None
        What it is a result of; None where it was put together by hand.
    """

    dataset: Dataset | None = field(default=None, kw_only=True, compare=False)

    #: Columns that are shown; empty is all.
    _shown_columns: ClassVar[tuple[str, ...]] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """The result as a frame."""
        raise NotImplementedError

    def _shown(self) -> pd.DataFrame:
        """Return the rows that are shown first."""
        return self.frame

    def _head(self) -> tuple[pd.DataFrame, str]:
        """Return the rows that are shown, and how many are not."""
        shown = self._shown().head(_ROWS)
        n = len(self.frame) - len(shown)
        more = f"and {n} more {'row' if n == 1 else 'rows'} in .frame" if n else ""
        return shown[list(self._shown_columns or shown.columns)], more

    def __str__(self) -> str:
        shown, more = self._head()
        rows = ""
        if len(shown):
            rows = shown.to_string(index=False, na_rep="–", max_colwidth=40, float_format=_number)
        return "\n".join(line for line in (repr(self), rows, more) if line)

    def _repr_html_(self) -> str:
        shown, more = self._head()
        rows = ""
        if len(shown):
            rows = shown.to_html(index=False, na_rep="–", float_format=_number)
        return f"<p>{escape(repr(self))}</p>{rows}{f'<p>{more}</p>' if more else ''}"


def as_terms(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Return a frame whose columns of terms are categories of text."""
    return frame.assign(
        **{n: frame[n].map(str, na_action="ignore").astype("category") for n in names}
    )


def check_results(what: str, ds: object, *results: object) -> None:
    """Refuse results of another day or corpus than the dataset that they are shown with.

    Parameters
    ----------
    what : str
        Who asks, as the message names it.
    ds : Dataset
        The dataset.
    *results : object
        Results; anything else is passed over.

    Raises
    ------
    ParameterError
        If one is of another dataset, or ``ds`` is none.
    """
    check_dataset(ds)
    assert isinstance(ds, Dataset)
    for result in results:
        if isinstance(result, (list, tuple)):
            check_results(what, ds, *result)
        own = result.dataset if isinstance(result, Result) else None
        if own is None or own is ds:
            continue
        got, given = (f"of {own.as_of}", f"of {ds.as_of}")
        if own.as_of == ds.as_of:
            if own.tables is ds.tables or own.fingerprint == ds.fingerprint:
                continue
            got, given = "of one corpus", "of another"
        raise ParameterError(
            f"{what} got {type(result).__name__} {got} and a dataset {given}. "
            "Give both of one: the dataset of a result is result.dataset."
        )
