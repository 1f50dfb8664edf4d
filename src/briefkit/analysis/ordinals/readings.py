"""Readings: what an ordinal may have counted, and what it left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from briefkit.vocab import Stage

__all__ = ["Exclusion", "OrdinalOf", "Reading", "Reason", "Scope"]

OrdinalOf = Literal["visit", "meeting", "call"]


class Scope(StrEnum):
    """What a reading counts, the least forced first."""

    ALL_JOURNEYS = "all journeys"
    OWN_JOURNEYS = "journeys of their own"  # none for a wider meeting or ceremony
    OCCASIONS = "occasions"  # all meetings of one journey, or of days on end, count once
    TALKS = "occasions with a talk"  # none of which a wider meeting alone is on record
    OWN_OCCASIONS = "occasions of their own"  # none for a wider meeting or ceremony
    EVERY_MEETING = "every meeting"  # however many on one journey
    EVERY_CALL = "every call"


class Reason(StrEnum):
    """Why a contact of the pair is not counted."""

    OUTSIDE = "outside the window"
    NOT_HELD = "not held"  # spoken of, and no page tells that it took place
    OTHER_KIND = "of another kind"
    OTHER_WAY = "the other way round"  # the other side travelled, or to another state
    OTHER_PLACE = "at another place"
    WITHOUT = "without who is named"
    LEFT_OUT = "left out in this reading"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ordinal may have counted, and whether it holds then.

    Parameters
    ----------
    what : str
        visit, meeting or call.
    scope : Scope
        Which of them count.
    window : str
        From and to which day.
    n, n_high : int
        How many certainly, and how many possibly, count.
    holds : bool
        Whether that is what was said.
    event_ids : tuple of str
        What was counted, one event for each; certain ones first.
    """

    what: str
    scope: Scope
    window: str
    n: int
    holds: bool
    event_ids: tuple[str, ...] = ()
    n_high: int = 0


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A contact of the pair that is not counted: in the window or near it."""

    event_id: str
    reason: Reason
    stage: Stage | None = None
    kind: str = ""

    @property
    def words(self) -> str:
        """The reason, with the stage or the kind that makes it."""
        if self.reason is Reason.NOT_HELD and self.stage is not None:
            return f"{self.reason}: {self.stage}"
        return f"{self.reason}: {self.kind}" if self.kind else str(self.reason)
