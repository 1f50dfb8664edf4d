"""What comes of holding an ordinal, a count or a "first since" against the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, overload

import pandas as pd

from briefkit.analysis.ordinals.readings import Exclusion, Reading, Scope
from briefkit.analysis.results import Result, as_terms

__all__ = [
    "Assessment",
    "Assessments",
    "Unassessed",
    "Verdict",
    "WhyNot",
]

Verdict = Literal["supported", "refuted", "undetermined"]


class WhyNot(StrEnum):
    """Why an ordinal on record is not assessed."""

    DENIED = "denied"
    NO_NUMBER = "no number"
    NOBODY = "nobody named"
    NO_DAY = "no day"
    NO_ANCHOR = "no day to count from"
    OUTSIDE = "outside its window"
    OTHER_KIND = "another kind"
    OTHER_PEOPLE = "other people"


@dataclass(frozen=True, slots=True)
class Unassessed:
    """An ordinal, count or "first since" of the record that is not assessed, and why."""

    claim_id: str
    why: WhyNot


@dataclass(frozen=True, repr=False)
class Assessment(Result):
    """Result of :func:`assess_ordinal`.

    Parameters
    ----------
    verdict : str
        supported, refuted or undetermined.
    nth, what, window, on, actor, host
        The ordinal that was assessed.
    n_low, n_high : int
        Events that certainly, and that possibly, count in the reading of the verdict.
    counted : tuple of str
        Event ids that were counted in it.
    excluded : tuple of Exclusion
        Contacts of the pair that were not: in the window, or within a month of it.
    readings : tuple of Reading
        Ways of counting, the least forced first.
    reading : Scope or None
        The first under which it holds.
    searched_days, window_days : int or None
        Days of the window that were searched, and all; None where it has no first day.
    scope : tuple of str
        Places, people and ways of counting that the source names.
    claim_ids : tuple of str
        Claims behind the events counted.
    said_by : tuple of str
        Claims that give the ordinal, where it was taken from the record.
    event_id : str or None
        What is said to be the n-th, where it was taken from the record.
    of : str
        The attribute: ordinal, count or first_since.
    is_floor : bool
        Whether the source says "at least".
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
    excluded: tuple[Exclusion, ...]
    readings: tuple[Reading, ...]
    reading: Scope | None
    searched_days: int
    window_days: int | None
    scope: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = field(default=())
    said_by: tuple[str, ...] = field(default=())
    event_id: str | None = None
    of: str = "ordinal"
    is_floor: bool = False

    @property
    def share_searched(self) -> float | None:
        """Share of the window that was searched; None where the window has no first day."""
        return self.searched_days / self.window_days if self.window_days else None

    @property
    def fits(self) -> bool:
        """Whether it holds under some reading, whether or not the window was searched."""
        return self.reading is not None

    @property
    def not_counted(self) -> tuple[tuple[str, str], ...]:
        """Event ids that were not counted, each with the reason."""
        return tuple((e.event_id, e.words) for e in self.excluded)

    @property
    def coverage(self) -> str:
        """How much of the window was searched."""
        days = "?" if self.window_days is None else self.window_days
        return f"{self.searched_days} of {days} days of the window searched"

    def to_json(self) -> dict[str, object]:
        """Return the shape of ``assess``."""
        return {
            "verdict": self.verdict,
            "n_low": self.n_low,
            "n_high": self.n_high,
            "counted": list(self.counted),
            "not_counted": [{"event_id": name, "reason": why} for name, why in self.not_counted],
            "readings": [
                {
                    "what": r.what,
                    "scope": r.scope,
                    "window": r.window,
                    "n": r.n,
                    "n_high": r.n_high,
                    "holds": r.holds,
                }
                for r in self.readings
            ],
            "coverage": self.coverage,
            "reading": self.reading,
            "fits": self.fits,
            "searched": self.share_searched,
            "scope": list(self.scope),
        }

    @property
    def frame(self) -> pd.DataFrame:
        """The verdict, events counted, readings, events not counted: ``is``, ``what``, ``why``."""
        rows = [("verdict", str(self.verdict), self.coverage)]
        rows += [("counted", name, "") for name in self.counted]
        rows += [
            (
                "reading",
                f"{r.n}{f' to {r.n_high}' if r.n_high > r.n else ''} {r.what}s, {r.scope}, "
                f"{r.window}",
                "holds" if r.holds else "does not hold",
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
            f"{f'holds for {self.reading}' if self.reading else 'no reading holds'})"
        )


@dataclass(frozen=True, repr=False)
class Assessments(Result, Sequence[Assessment]):
    """Result of :func:`assess_ordinals`: those assessed, and beside them those that were not."""

    assessed: tuple[Assessment, ...]
    unassessed: tuple[Unassessed, ...]

    def __len__(self) -> int:
        return len(self.assessed)

    @overload
    def __getitem__(self, index: int) -> Assessment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Assessment]: ...
    def __getitem__(self, index: int | slice) -> Assessment | Sequence[Assessment]:
        return self.assessed[index]

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self.assessed)

    @property
    def frame(self) -> pd.DataFrame:
        """Those assessed as a frame, one row each.

        Returns
        -------
        pandas.DataFrame
            ``on`` is datetime64; ``nth``, ``n_low`` and ``n_high`` int64; ``verdict``, ``of`` and
            ``what`` categories; the rest text.
        """
        names = [
            "verdict", "of", "nth", "what", "actor", "host", "window", "on", "n_low", "n_high",
            "reading", "event_id",
        ]  # fmt: skip
        rows = [[getattr(item, name) for name in names] for item in self.assessed]
        frame = pd.DataFrame(rows, columns=names)
        frame["on"] = pd.to_datetime(frame["on"])
        counts = dict.fromkeys(("nth", "n_low", "n_high"), "int64")
        return as_terms(frame.astype(counts), "verdict", "of", "what")

    def __repr__(self) -> str:
        return f"Assessments({len(self.assessed)} assessed, {len(self.unassessed)} not)"

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Claims behind all of them."""
        found = {name for item in self.assessed for name in item.claim_ids}
        return tuple(sorted(found | {item.claim_id for item in self.unassessed}))
