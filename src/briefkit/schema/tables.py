"""The tables by file name; each record class declares its columns, once."""

from __future__ import annotations

from briefkit.schema.columns import STATE_PATTERN
from briefkit.schema.evidence import Claim, Coverage, Source
from briefkit.schema.measures import Factor, Unit
from briefkit.schema.questions import Check, Decision, Judgement, Topic
from briefkit.schema.subjects import Actor, Event, Flow, Office, Place, Record, Statement

__all__ = [
    "ADDED_TABLES",
    "DEFAULT_TABLES",
    "DYAD_PATTERN",
    "SUBJECT_TABLES",
    "TABLES",
    "Actor",
    "Check",
    "Claim",
    "Coverage",
    "Decision",
    "Event",
    "Factor",
    "Flow",
    "Judgement",
    "Office",
    "Place",
    "Record",
    "Source",
    "Statement",
    "Topic",
    "Unit",
]

DYAD_PATTERN = rf"{STATE_PATTERN}-{STATE_PATTERN}"

#: Tables by file name, in the order in which a reader needs them.
TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "actors": Actor,
    "offices": Office,
    "places": Place,
    "events": Event,
    "flows": Flow,
    "statements": Statement,
    "units": Unit,
    "claims": Claim,
    "factors": Factor,
    "coverage": Coverage,
    "checks": Check,
    "topics": Topic,
    "decisions": Decision,
    "judgements": Judgement,
}

#: Tables that a corpus may lack; those of the package stand in for them.
DEFAULT_TABLES = frozenset({"checks"})

#: Tables that a corpus may lack, and whose rows are added to those of the package; a row of the
#: same id takes the place of the package's. It brings units, and none of the others.
ADDED_TABLES = frozenset({"decisions", "judgements", "topics", "units"})

#: Tables whose ids a claim may be about; one id stands in one of them only.
SUBJECT_TABLES = {
    "events": "event",
    "flows": "flow",
    "statements": "statement",
    "actors": "actor",
    "places": "place",
}
