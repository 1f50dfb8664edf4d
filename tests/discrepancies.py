"""Rows for the tests of the register: one flow with two parts, one visit with its meeting, words.

All of it is invented, and dated so that answers can be worked out by hand: whatever no row dates
otherwise was published on 31 January 2023.
"""

from __future__ import annotations

from typing import Any

from briefkit.analysis.discrepancies import Discrepancies, discrepancies
from briefkit.dataset import Dataset

DAY = "2023-01-31"
FLOW, PART, OTHER_PART = "fuel-alf-bet", "diesel-alf-bet", "petrol-alf-bet"
VISIT, MEETING, CALL = "ann-bet-2023-01", "ann-bob-2023-01", "ann-bob-call-2023-01"
WORDS = "ann-words-2023-01"

TABLES: dict[str, list[dict[str, Any]]] = {
    "flows": [
        {"flow_id": FLOW},
        {"flow_id": PART, "part_of": FLOW},
        {"flow_id": OTHER_PART, "part_of": FLOW},
    ],
    "events": [
        {"event_id": VISIT, "kind": "visit"},
        {"event_id": MEETING, "kind": "meeting", "part_of": VISIT},
        {"event_id": CALL, "kind": "call"},
    ],
    "statements": [{"statement_id": WORDS, "speaker_id": "ann", "event_id": MEETING}],
}

Row = dict[str, Any]


def claim(outlet: str, subject: str, attribute: str, value=None, day: str = DAY, **cells) -> Row:
    """Return a claim of an outlet's page of a day."""
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": subject,
        "attribute": attribute,
        "value": value,
        **cells,
    }


def told(outlet: str, value=None, day: str = DAY, subject: str = FLOW, **cells) -> Row:
    """Return what an outlet gives for the quantity of the flow, in tonnes."""
    return claim(outlet, subject, "quantity", value, day, **{"unit": "t", **cells})


def source(outlet: str, day: str = DAY, **cells) -> Row:
    """Return the row of an outlet's page."""
    return {"source_id": f"{outlet}-{day}", **cells}


def official(outlet: str, day: str = DAY, **cells) -> Row:
    """Return the row of a state's own document."""
    return source(outlet, day, **{"kind": "official", "reliability": "A", **cells})


def flows_with(parts: str) -> list[Row]:
    """Return the flows, the parts of the first declared as given."""
    return [{**TABLES["flows"][0], "parts": parts}, *TABLES["flows"][1:]]


def register(load_rows, *claims: Row, as_of: str | None = None, **tables) -> Discrepancies:
    """Write a corpus, load it and compare what it holds."""
    return compared(load_rows, *claims, as_of=as_of, **tables)[1]


def compared(
    load_rows, *claims: Row, as_of: str | None = None, **tables
) -> tuple[Dataset, Discrepancies]:
    """Write a corpus, load it, and return it with its register."""
    ds = load_rows(as_of, claims=claims, **{**TABLES, **tables})
    return ds, discrepancies(ds)


def first_causes(found: Discrepancies) -> dict[str, str]:
    """Return the first cause of each entry by its id."""
    return {entry.id: entry.hypotheses[0].cause for entry in found.entries}
