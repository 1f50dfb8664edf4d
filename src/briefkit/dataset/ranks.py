"""An order of claims that hangs on what they say and no id: it decides where nothing else does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.columns import columns
from briefkit.schema.tables import Claim

if TYPE_CHECKING:
    from briefkit.dataset.tables import Records

__all__ = ["claim_ranks", "names_of"]

#: Cells that name rows of other tables; a value does where its type says so.
_NAMING = frozenset({"subject_id", "speaker_id", "origin_ids", "scope", "window"})
#: Cells that are ids of claims and documents, which have no name.
_NAMELESS = frozenset({"claim_id", "source_id", "supersedes", "basis"})
_CELLS = tuple(c.name for c in columns(Claim) if c.name not in _NAMELESS)
_BETWEEN = re.compile("; | > |/")


def names_of(records: Records) -> Mapping[str, str]:
    """Return what each id of an actor, place, event, flow or statement is called."""
    named = {name: actor.name for name, actor in records.actors.items()}
    named |= {name: place.name for name, place in records.places.items()}
    for table in (records.events, records.flows, records.statements):
        named |= {name: record.label for name, record in table.items()}
    return named


def claim_ranks(
    records: Records, names: Mapping[str, str], known_on: Mapping[str, date]
) -> Mapping[str, int]:
    """Return the place of each claim in an order that other ids would not change.

    Parameters
    ----------
    records : Records
        All rows.
    names : mapping of str to str
        What each id is called: :func:`names_of`.
    known_on : mapping of str to date
        Day from which each claim is known.

    Returns
    -------
    mapping of str to int
        By claim id. What was known first comes first; of one day what is printed and not worked
        out, what stands in the better grade, and what relays nobody; then by publisher and page,
        down the page, and by all that the row says. Rows that say the same keep the order of ids.
    """
    pages = {
        key: (
            source.reliability,
            source.origin_ids is not None,
            source.publisher,
            source.url or "",
            source.label,
        )
        for key, source in records.sources.items()
    }

    def place(claim: Claim) -> tuple[object, ...]:
        return (
            known_on[claim.claim_id],
            claim.basis is not None,
            pages[claim.source_id],
            len(claim.locator),  # p9 stands before p10
            claim.locator,
            claim.attribute,
            claim.printed,
        )

    def cells(claim: Claim) -> list[list[str]]:
        is_naming = bool(ATTRIBUTES[claim.attribute].type.table)
        named = _NAMING | {"value"} if is_naming else _NAMING
        return [_words(getattr(claim, name), names if name in named else {}) for name in _CELLS]

    ranked: list[Claim] = []
    for _, tied in itertools.groupby(sorted(records.claims.values(), key=place), place):
        first, *more = tied
        ranked += sorted((first, *more), key=cells) if more else [first]
    return {claim.claim_id: rank for rank, claim in enumerate(ranked)}


def _words(cell: object, names: Mapping[str, str]) -> list[str]:
    """Return a cell as text, and of ids what they are called."""
    if not names:
        return [str(cell)]
    listed = cell if isinstance(cell, tuple) else _BETWEEN.split(str(cell))
    return [names.get(word, word) for word in listed]
