"""All tables of a folder: read, checked against each other, and whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from briefkit.dataset.folder import find_data, table_path
from briefkit.dataset.ranks import claim_ranks, names_of
from briefkit.dataset.reading import normal_lines, read_table
from briefkit.dataset.rows import package_lines, records_of, with_package_units
from briefkit.errors import DataError, Problem
from briefkit.garbage import collection_paused
from briefkit.schema.columns import columns
from briefkit.schema.frames import cell_problems, typed
from briefkit.schema.rules import row_problems
from briefkit.schema.tables import (
    TABLES,
    Actor,
    Check,
    Claim,
    Coverage,
    Decision,
    Event,
    Factor,
    Flow,
    Judgement,
    Office,
    Place,
    Source,
    Statement,
    Topic,
    Unit,
)

__all__ = [
    "Records",
    "Tables",
    "check_tables",
    "folder_state",
    "hold_tables",
    "read_frames",
    "read_tables",
]

#: Tables that were read before, for processes that are forked from this one, with the state that
#: the files were in.
_HELD: dict[Path, tuple[tuple[tuple[int, ...], ...], Tables]] = {}


@dataclass(frozen=True)
class Records:
    """Rows as records, by table and key; each mapping is sorted by key."""

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    places: Mapping[str, Place]
    events: Mapping[str, Event]
    flows: Mapping[str, Flow]
    statements: Mapping[str, Statement]
    units: Mapping[str, Unit]
    claims: Mapping[str, Claim]
    factors: Mapping[str, Factor]
    coverage: Mapping[str, Coverage]
    checks: Mapping[str, Check]
    topics: Mapping[str, Topic]
    decisions: Mapping[str, Decision]
    judgements: Mapping[str, Judgement]

    def by_table(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the mappings by table name."""
        return {table: getattr(self, table) for table in TABLES}


@dataclass(frozen=True, eq=False)
class Tables:
    """All tables, valid, before any cut.

    Parameters
    ----------
    path : pathlib.Path
        Folder they were read from.
    frames : mapping of str to pandas.DataFrame
        Typed frames by table name, sorted by key.
    records : Records
        The same rows as records.
    texts : mapping of str to pandas.DataFrame
        The cells as they were read, by table name.
    digest : str
        SHA-256 of the files as they were read; empty where rows are not on the disk.
    """

    path: Path
    frames: Mapping[str, pd.DataFrame]
    records: Records
    texts: Mapping[str, pd.DataFrame]
    digest: str = ""

    @cached_property
    def lines(self) -> Mapping[str, Mapping[str, str]]:
        """The cells of each row as one text, by table and key: what a fingerprint is made of.

        Units that are as they come with briefkit are left out.
        """
        lines = {table: normal_lines(table, frame) for table, frame in self.texts.items()}
        lines["units"] = dict(lines["units"].items() - package_lines().items())
        return lines

    @cached_property
    def published(self) -> Mapping[str, date]:
        """Day from which each source is known: the last day of its publication span."""
        return {key: source.published.last for key, source in self.records.sources.items()}

    @cached_property
    def known_on(self) -> Mapping[str, date]:
        """Day from which each claim is known: the latest of its own and of those it leans on."""
        known: dict[str, date] = {}

        def day(claim_id: str) -> date:
            if claim_id not in known:
                claim = self.records.claims[claim_id]
                days = [self.published[claim.source_id], *(day(name) for name in claim.leans_on)]
                known[claim_id] = max(days)
            return known[claim_id]

        return {claim_id: day(claim_id) for claim_id in self.records.claims}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each id of an actor, place, event, flow or statement is called."""
        return names_of(self.records)

    @cached_property
    def about(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of all claims on each subject."""
        found: dict[str, list[str]] = {}
        for claim_id, claim in self.records.claims.items():
            found.setdefault(claim.subject_id, []).append(claim_id)
        return {subject_id: tuple(own) for subject_id, own in found.items()}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Place of each claim in an order that hangs on no id: the first known first."""
        return claim_ranks(self.records, self.names, self.known_on)


def read_tables(data: str | os.PathLike[str] | None = None) -> Tables:
    """Read and validate all tables of a folder.

    Parameters
    ----------
    data : path, optional
        The folder; by default it is found as :func:`briefkit.dataset.find_data` says.

    Returns
    -------
    Tables

    Raises
    ------
    DataError
        If any cell, row or reference is wrong; all of them are listed.
    DatasetNotFoundError
        If there is no such folder, or a table is missing.
    """
    path = find_data(data)
    held = _HELD.get(path.resolve())
    if held is not None and held[0] == folder_state(path):
        return held[1] if held[1].path == path else replace(held[1], path=path)
    contents = _contents(path)
    with collection_paused():
        made = check_tables(path, *_parsed(contents))
    digest = hashlib.sha256()
    for table, content in contents.items():
        digest.update(f"{table} {len(content)}\n".encode())
        digest.update(content)
    return replace(made, digest=digest.hexdigest())


def read_frames(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read all tables of a folder as text cells.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder.

    Returns
    -------
    dict of str to pandas.DataFrame
        Frames by table name; see :func:`briefkit.dataset.reading.read_table`.
    list of Problem
        What could not be read.
    """
    return _parsed(_contents(folder))


def _contents(folder: Path) -> dict[str, bytes]:
    return {table: table_path(folder, table).read_bytes() for table in TABLES}


def _parsed(contents: Mapping[str, bytes]) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for table, content in contents.items():
        frames[table], found = read_table(table, content)
        problems += found
    return frames, problems


def check_tables(
    path: Path,
    frames: Mapping[str, pd.DataFrame],
    unread: Sequence[Problem] = (),
    *,
    may_shift: bool = True,
) -> Tables:
    """Validate all tables, which may hold rows that are not on the disk yet.

    Parameters
    ----------
    path : pathlib.Path
        Folder they belong to.
    frames : mapping of str to pandas.DataFrame
        Text cells by table name; the index is the row as a spreadsheet counts it.
    unread : sequence of Problem
        What could not be read; it is listed with the rest.
    may_shift : bool
        See :func:`briefkit.schema.frames.cell_problems`.

    Returns
    -------
    Tables

    Raises
    ------
    DataError
        If any cell, row or reference is wrong, or anything was not read; all of it is listed.
    """
    texts: dict[str, pd.DataFrame] = {}
    problems = list(unread)
    rows: dict[str, list[tuple[int, Any]]] = {}
    for table, record in TABLES.items():
        frame = frames[table]
        found = cell_problems(table, frame, may_shift=may_shift)
        bad = {problem.row for problem in found}
        if table == "units":
            frame = with_package_units(frame)
        frame = frame.sort_values(frame.columns[0], kind="stable")
        texts[table] = frame
        units = {unit: unit for _, unit in rows.get("units", ())}  # a cell holds the unit itself
        good = frame[~frame.index.isin(bad)] if bad else frame
        rows[table] = records_of(record, good, units)
        problems += found
    problems += row_problems(rows, {problem.table for problem in problems})
    if problems:
        order = list(TABLES)
        raise DataError(sorted(problems, key=lambda p: (order.index(p.table), p.row or 0)))
    keys = {table: columns(record)[0].name for table, record in TABLES.items()}
    keyed = {table: {getattr(r, key): r for _, r in rows[table]} for table, key in keys.items()}
    return Tables(
        path,
        {table: typed(table, frame) for table, frame in texts.items()},
        Records(**keyed),
        texts,
    )


def hold_tables(data: str | os.PathLike[str] | None = None) -> None:
    """Read all tables of a folder now, so that a process forked from this one need not.

    A table that has been written since is read again there.

    Parameters
    ----------
    data : path, optional
        See :func:`read_tables`.
    """
    path = find_data(data)
    state = folder_state(path)
    tables = read_tables(path)
    is_whole = None not in (tables.known_on, tables.lines, tables.ranks)  # made once for all
    if is_whole and state == folder_state(path):
        _HELD[path.resolve()] = state, tables


def folder_state(folder: Path) -> tuple[tuple[int, ...], ...]:
    """Return what changes when a table of a folder is written.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder.

    Returns
    -------
    tuple of tuple of int
        One entry for each table, of the marks that the file system keeps.
    """
    found = (table_path(folder, table).stat() for table in TABLES)
    return tuple((file.st_ino, file.st_size, file.st_mtime_ns, file.st_ctime_ns) for file in found)
