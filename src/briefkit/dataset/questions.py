"""What is asked about a claim that is to be added: what is missing, allowed, likely and wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefkit.dataset.adding import Adding, Answers, one_row
from briefkit.errors import Problem
from briefkit.schema.attributes import ATTRIBUTES, Attribute
from briefkit.schema.claims import claim_problems
from briefkit.schema.columns import columns
from briefkit.schema.frames import cell_problems
from briefkit.schema.ids import subject_kind
from briefkit.schema.numbers import units_of
from briefkit.schema.tables import TABLES, Claim
from briefkit.vocab import Hedge

__all__ = ["choices", "is_asked", "likely", "missing", "refused"]

#: Columns that are filled where no answer does.
_OWN = {"claim_id", "coded_on", "accessed_on"}
_OF_NUMBERS = {"unit", "low", "high", "hedge", "window"}
_DAY = re.compile(r"(?P<outlet>.+?)-(?P<day>\d{4}(-\d{2}(-\d{2})?)?)[a-z]?")


def missing(adding: Adding, answers: Answers) -> list[tuple[str, str]]:
    """List what must still be answered.

    Parameters
    ----------
    adding : Adding
        The corpus.
    answers : mapping
        What was answered so far.

    Returns
    -------
    list of tuple of str
        Table and column; columns of a new source come first.
    """
    claim = answers["claims"]
    tables = ("sources", "claims") if adding.is_new(claim.get("source_id")) else ("claims",)
    attribute = _attribute(answers)
    is_number = attribute is not None and attribute.is_number
    needed = {("claims", "unit")} if is_number else set()
    needed |= set() if is_number and _is_bounded(answers) else {("claims", "value")}
    return [
        (table, column.name)
        for table in tables
        for column in columns(TABLES[table])
        if column.is_required or (table, column.name) in needed
        if column.name not in {*_OWN, *answers[table]}
        if (table, column.name) != ("sources", "source_id")  # the claim has it
    ]


def is_asked(column: str, answers: Answers) -> bool:
    """Tell whether a column of claims has a place in the claim that was begun.

    Parameters
    ----------
    column : str
        A column that need not be filled.
    answers : mapping
        What was answered so far.

    Returns
    -------
    bool
        False for what belongs to numbers where the attribute is none, and for bounds beside a
        value.
    """
    attribute = _attribute(answers)
    if column in {"low", "high"} and "value" in answers["claims"]:
        return False
    return column not in _OF_NUMBERS or (attribute is not None and attribute.is_number)


def choices(adding: Adding, table: str, column: str, answers: Answers) -> tuple[str, ...]:
    """Return what may be answered, where that is a short list.

    Parameters
    ----------
    adding : Adding
        The corpus.
    table, column : str
        Where the answer goes.
    answers : mapping
        What was answered so far.

    Returns
    -------
    tuple of str
        Empty where there is no such list.
    """
    if column == "attribute":
        subject = answers["claims"].get("subject_id", "")
        kind = subject_kind(subject, adding.names.ids.by_table)
        kinds = {kind} | ({"place"} if subject in adding.records.places else set())
        return tuple(name for name, attribute in ATTRIBUTES.items() if attribute.fits & kinds)
    attribute = _attribute(answers)
    if attribute is not None and column == "unit":
        return units_of(attribute, adding.names.ids)
    if attribute is not None and column == "value":
        return tuple(attribute.type.terms or ())
    return next(c.terms for c in columns(TABLES[table]) if c.name == column)


def likely(adding: Adding, table: str, column: str, answers: Answers) -> str | None:
    """Return the likely answer.

    Parameters
    ----------
    adding : Adding
        The corpus.
    table, column : str
        Where the answer goes.
    answers : mapping
        What was answered so far.

    Returns
    -------
    str or None
        For a source, its day and what its outlet is elsewhere; for a claim, where its source left
        off, the unit of its subject, and the first attribute that is expected and not there.
    """
    claim = answers["claims"]
    claims = adding.records.claims.values()
    own = [c for c in claims if c.source_id == claim.get("source_id")]
    if table == "sources":
        return _of_outlet(adding, column, claim.get("source_id", ""))
    match column:
        case "subject_id":
            return own[-1].subject_id if own else None
        case "locator":
            return own[-1].locator if own else "p1"
        case "attribute":
            told = {c.attribute for c in own if c.subject_id == claim.get("subject_id")}
            free = [a for a in choices(adding, table, column, answers) if a not in told]
            return next((a for a in free if ATTRIBUTES[a].is_expected), next(iter(free), None))
        case "unit":
            same = [c for c in claims if c.attribute == claim.get("attribute")]
            about = [c.unit for c in same if c.subject_id == claim.get("subject_id")]
            allowed = choices(adding, table, column, answers)
            only = allowed[0] if len(allowed) == 1 else None
            return only or _most_common(about or [c.unit for c in same])
        case "printed" if (said := _attribute(answers)) is not None and said.is_as_printed:
            return claim.get("value")
    return None


def refused(adding: Adding, table: str, column: str, answers: Answers) -> list[Problem]:
    """List what is wrong with one answer, as far as can be told before the others are given.

    Parameters
    ----------
    adding : Adding
        The corpus.
    table, column : str
        Where the answer goes.
    answers : mapping
        All answers so far, this one among them, with ids for names.

    Returns
    -------
    list of Problem
    """
    given = answers[table]
    problems = cell_problems(table, one_row(table, given), may_shift=False)
    bad = {problem.column for problem in problems}
    if table == "claims" and column not in bad:
        cells: dict[str, Any] = {}
        for declared in columns(Claim):
            is_read = declared.name in given and declared.name not in bad
            empty = "" if declared.is_required else None
            cells[declared.name] = declared.kind.read(given[declared.name]) if is_read else empty
        problems = list(claim_problems(1, Claim(**cells), adding.names.ids))
    return [replace(problem, row=None) for problem in problems if problem.column == column]


def _attribute(answers: Answers) -> Attribute | None:
    return ATTRIBUTES.get(answers["claims"].get("attribute", ""))


def _is_bounded(answers: Answers) -> bool:
    claim = answers["claims"]
    return "low" in claim or "high" in claim or claim.get("hedge") in {Hedge.MANY, Hedge.SOME}


def _of_outlet(adding: Adding, column: str, source_id: str) -> str | None:
    named = _DAY.fullmatch(source_id)
    if column in {"published_basis", "read"}:
        return {"published_basis": "stated", "read": "whole"}[column]
    if named is None or column not in {"published", "publisher", "language", "kind", "reliability"}:
        return None
    if column == "published":
        return named["day"]
    outlets = ((_DAY.fullmatch(key), s) for key, s in adding.records.sources.items())
    same = [getattr(s, column) for n, s in outlets if n and n["outlet"] == named["outlet"]]
    return _most_common(same)


def _most_common(cells: Iterable[str | None]) -> str | None:
    counts = Counter(cell for cell in cells if cell is not None)
    return str(counts.most_common(1)[0][0]) if counts else None
