"""The record as it was known on a day."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from briefkit.dataset.tables import Records, Tables

__all__ = ["CUT_TABLES", "known_records"]

#: Tables that grow with what is published and decided; the others are reference and are never cut.
CUT_TABLES = (
    "sources", "events", "flows", "statements", "claims", "factors", "decisions", "judgements",
)  # fmt: skip


def known_records(tables: Tables, as_of: date, subject_ids: Iterable[str] | None = None) -> Records:
    """Return the rows that were known on a day.

    Parameters
    ----------
    tables : Tables
        The whole corpus.
    as_of : datetime.date
        The day.
    subject_ids : iterable of str, optional
        Only claims on these, and their sources.

    Returns
    -------
    Records
        Sources published by then; claims known by then that no other such claim supersedes, by
        rank; events, flows and statements that a claim speaks of, and what these are part of; what
        the desk had decided by then; factors that were known; judgements that rest on no later day,
        and that no other such one supersedes. The reference tables are whole.
    """
    whole, known, published = tables.records, tables.known_on, tables.published
    keys: Iterable[str] = tables.ranks
    sources = whole.sources
    if subject_ids is not None:
        own = (key for name in subject_ids for key in tables.about.get(name, ()))
        keys = sorted(own, key=tables.ranks.__getitem__)
        named = sorted({whole.claims[key].source_id for key in keys})
        sources = {key: whole.sources[key] for key in named}
    claims = {key: whole.claims[key] for key in keys if known[key] <= as_of}
    superseded = {claim.supersedes for claim in claims.values()}
    claims = {key: claim for key, claim in claims.items() if key not in superseded}
    subjects = {claim.subject_id for claim in claims.values()}
    decided = whole.decisions.items()
    judged = {key: j for key, j in whole.judgements.items() if j.knows <= as_of}
    replaced = {j.supersedes for j in judged.values() if j.numbers is not None}  # by no draft
    return dataclasses.replace(
        whole,
        claims=claims,
        sources={key: source for key, source in sources.items() if published[key] <= as_of},
        events=_with_ancestors(whole.events, subjects),
        flows=_with_ancestors(whole.flows, subjects),
        statements=_with_ancestors(whole.statements, subjects),
        factors={
            key: factor
            for key, factor in whole.factors.items()
            if factor.known_on is None or factor.known_on <= as_of
        },
        decisions={key: row for key, row in decided if row.decided_on <= as_of},
        judgements={key: j for key, j in judged.items() if key not in replaced},
    )


def _with_ancestors(records: Mapping[str, Any], subjects: set[str]) -> dict[str, Any]:
    kept: set[str] = set()
    frontier = [name for name in subjects if name in records]
    while frontier:
        name = frontier.pop()
        if name not in kept:
            kept.add(name)
            parent = getattr(records[name], "part_of", None)
            frontier += [parent] if parent is not None else []
    return {name: records[name] for name in sorted(kept)}
