"""On what ground two versions cannot both hold."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Ground"]


class Ground(StrEnum):
    """What stands between two versions of one thing."""

    VALUE = "value"  # the values exclude one another
    DENIAL = "denial"  # one denies what the other says
    GIST = "gist"  # two propositions for one statement
    PART = "part"  # a part is larger than its whole
    SUM = "sum"  # the parts together are larger than their whole
    OUTSIDE = "outside"  # a part lies outside its whole, in time or in space
    ARRIVAL = "arrival"  # the meeting in the place of the report, the arrival in another
    WINDOW = "window"  # numbers of different windows
    COUNT = "count"  # different things counted, or over different windows
    STAGE = "stage"  # a plan against a deed
    STALE = "stale"  # a plan published after the deed
    DATELINE = "dateline"  # a dateline against the text
    PAPER = "paper"  # nothing signed against something reached
    OCCASION = "occasion"  # one utterance on two occasions
    SPEAKER = "speaker"  # one utterance by two speakers

    @property
    def is_soft(self) -> bool:
        """Whether there is a reading under which both versions hold."""
        return self in _SOFT


_SOFT = frozenset(
    {
        Ground.WINDOW,
        Ground.COUNT,
        Ground.STAGE,
        Ground.STALE,
        Ground.DATELINE,
        Ground.PAPER,
        Ground.SPEAKER,
    }
)
