"""What the results of all analyses share: a frame, of which a reader is shown the beginning."""

from __future__ import annotations

from html import escape
from typing import ClassVar

import pandas as pd

__all__ = ["Result", "as_terms"]

#: Rows that are shown; ``frame`` has all.
_ROWS = 20


def _number(value: float) -> str:
    return f"{value:,.12g}"


class Result:
    """A result with a frame; printed, or as the last line of a cell, it shows the first rows."""

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
