"""Terms: why two claims cannot both hold, and how two that can differ."""

from __future__ import annotations

from typing import Literal

__all__ = ["Cause", "Variation"]

#: Why two claims cannot both hold. What each says, and what would refute it, has its English in
#: :mod:`briefkit.present.causes`.
Cause = Literal[
    # numbers
    "lost_power", "kept_unit", "kept_number", "unlike_units", "conversion", "losses", "counted",
    "ways_of_counting", "calibre", "other_time", "each", "sum", "part_above_whole",
    "part_for_whole", "whole_for_part", "part_added_twice",
    # times
    "inside", "other_period", "retold", "old_number", "old_plan", "relay_of_corrected",
    # steps
    "plan_and_deed", "told_as_done", "told_as_plan", "called_off",
    # days and places
    "days", "other_month", "other_year", "outside", "announcement", "day_of_report", "time_zones",
    "places", "head", "filed_from", "arrival",
    # words
    "turned_round", "limit_lost", "garbled", "rate", "counts_as_such", "speakers", "as_fact",
    "occasions",
    # the thing itself
    "denied", "voices", "none", "left_out",
]  # fmt: skip

#: How two claims differ that can both hold.
Variation = Literal[
    "hedge", "precision", "scope", "nested", "one_time", "later", "corrected", "fell_short",
    "moved", "date", "local_days", "travel", "place", "people", "agreement", "phrase", "gist",
    "spelling", "purpose",
]  # fmt: skip
