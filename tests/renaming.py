"""A corpus under other ids: what it says stays, and what is sorted by id comes in another order.

Ids of sources, claims, actors, events, flows, statements and places are mirrored, so that a stands
for z and 0 for 9; the claims of a page are counted backwards, and the rows of each table turned.
"""

from __future__ import annotations

import re
import shutil
import string
from collections.abc import Mapping
from pathlib import Path

from corpus import read_rows, write_rows

from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.columns import columns
from briefkit.schema.tables import TABLES

_PLAIN = string.ascii_lowercase + string.digits
_MIRROR = str.maketrans(_PLAIN, string.ascii_lowercase[::-1] + string.digits[::-1])
_DATED = re.compile(r"(.+?)(-\d{4}(?:-\d\d){0,2}[a-z]?)")
_ID = re.compile(r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")
#: Tables whose ids are made anew; those of states are codes, and that of nobody is reserved.
_RENAMED = ("sources", "actors", "events", "flows", "statements", "places", "claims")
_KEPT = "unknown"
#: Columns that hold ids though they refer to no one table.
_OF_IDS = {("claims", name) for name in ("subject_id", "window", "scope", "basis")}
_OF_IDS |= {("coverage", "about")}


def renamed(folder: Path, target: Path) -> tuple[Path, dict[str, str]]:
    """Copy a corpus under other ids; return the copy, and the old id of each new one.

    Judgements stay behind: they name numbers by their ids, and no analysis reads them.
    """
    ids = _new_ids(folder)
    copy = shutil.copytree(folder, target, ignore=shutil.ignore_patterns("judgements.csv"))
    _rename(copy, ids)
    return target, {new: old for old, new in ids.items()}


def _new_ids(folder: Path) -> dict[str, str]:
    """Return the new id of each old one of a corpus."""
    found: dict[str, str] = {}
    for table in _RENAMED[:-1]:
        for row in read_rows(folder / f"{table}.csv"):
            name = next(iter(row.values()))
            if not name.isupper() and name != _KEPT:
                found[name] = _source(name) if table == "sources" else name.translate(_MIRROR)
    counts: dict[str, int] = {}
    for row in reversed(read_rows(folder / "claims.csv")):
        counts[row["source_id"]] = n = counts.get(row["source_id"], 0) + 1
        found[row["claim_id"]] = f"{found[row['source_id']]}.{n:03}"
    return found


def _source(name: str) -> str:
    """Mirror the outlet, and keep the day, which has to be that of publication."""
    outlet, day = _DATED.fullmatch(name).groups()  # type: ignore[union-attr]
    return outlet.translate(_MIRROR) + day


def _rename(folder: Path, ids: Mapping[str, str]) -> None:
    """Write the tables of a corpus anew under other ids."""

    def cell(text: str) -> str:
        return _ID.sub(lambda found: ids.get(found[0], found[0]), text)

    for table, record in TABLES.items():
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        named = {
            column.name
            for column in columns(record)
            if (column.is_key and table in _RENAMED)
            or set(column.refers_to) & set(_RENAMED)
            or (table, column.name) in _OF_IDS
        }
        rows = []
        for row in read_rows(path):
            is_of_ids = table == "claims" and ATTRIBUTES[row["attribute"]].type.table
            used = named | {"value"} if is_of_ids else named
            rows.append({key: cell(text) if key in used else text for key, text in row.items()})
        write_rows(path, reversed(rows))
