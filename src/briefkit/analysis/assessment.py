"""What comes of holding an ordinal against the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Literal

import pandas as pd

__all__ = ["Assessment", "OrdinalOf", "Reading", "Verdict"]

OrdinalOf = Literal["visit", "meeting", "call"]
Verdict = Literal["supported", "refuted", "undetermined"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ordinal may have counted, and whether it would hold then."""

    what: str
    scope: str
    window: str
    n: int
    holds: bool
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Result of :func:`assess_ordinal`.

    Parameters
    ----------
    verdict : str
        supported, refuted or undetermined.
    nth, what, window, on, actor, host
        The ordinal that was assessed.
    n_low, n_high : int
        Events that certainly, and that possibly, fall into the window up to the day.
    counted : tuple of str
        Event ids that were counted.
    not_counted : tuple of (str, str)
        Event ids that were not, each with the reason.
    readings : tuple of Reading
        Other ways of counting, under some of which the ordinal may hold.
    coverage : str
        How much of the window was searched.
    claim_ids : tuple of str
        Claims behind the events counted.
    said_by : tuple of str
        Claims that give the ordinal, where it was taken from the record.
    """

    verdict: Verdict
    nth: int
    what: str
    window: str
    on: date
    actor: str
    host: str
    n_low: int
    n_high: int
    counted: tuple[str, ...]
    not_counted: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    coverage: str
    claim_ids: tuple[str, ...] = field(default=())
    said_by: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, object]:
        """Return the shape of ``assess``."""
        return {
            "verdict": self.verdict,
            "n_low": self.n_low,
            "n_high": self.n_high,
            "counted": list(self.counted),
            "not_counted": [{"event_id": name, "reason": why} for name, why in self.not_counted],
            "readings": [
                {"what": r.what, "scope": r.scope, "window": r.window, "n": r.n, "holds": r.holds}
                for r in self.readings
            ],
            "coverage": self.coverage,
        }

    @property
    def frame(self) -> pd.DataFrame:
        """The verdict, events counted, readings, events not counted: ``is``, ``what``, ``why``."""
        rows = [("verdict", str(self.verdict), self.coverage)]
        rows += [("counted", name, "") for name in self.counted]
        rows += [
            (
                "reading",
                f"{r.n} {r.what}s, {r.scope}, {r.window}",
                "would hold" if r.holds else "would not hold",
            )
            for r in self.readings
        ]
        rows += [("not counted", name, why) for name, why in self.not_counted]
        return pd.DataFrame(rows, columns=["is", "what", "why"])

    def __repr__(self) -> str:
        found = f"{self.n_low}" if self.n_low == self.n_high else f"{self.n_low} to {self.n_high}"
        return (
            f"Assessment({self.verdict}: {self.what} {self.nth} of {self.actor}, {self.host}, in "
            f"{self.window} up to {self.on}; {found} on record, "
            f"{sum(r.holds for r in self.readings)} of {len(self.readings)} readings would hold)"
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self))}</p>{self.frame.to_html(index=False, max_rows=40)}"
