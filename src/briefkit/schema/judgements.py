"""Judgements: the roles in their words, and the rules that one row must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.dates import span
from briefkit.errors import DateError, Problem, nearest
from briefkit.schema.ids import Ids
from briefkit.schema.tables import Judgement, Record
from briefkit.vocab import Likelihood

__all__ = ["ASPECTS", "Role", "judgement_problems", "kept_values", "roles", "told_parts"]

#: What a role may ask of what it names, beside its value.
ASPECTS = ("date", "documents", "told", "voices", "year")
#: Columns whose words may hold roles.
WORDED = ("text", "reason", "alternatives", "change")

_ROLE = re.compile(r"\{([^{}]*)\}")
_AMOUNT = re.compile(r"([0-9.e+]*/){3}[^/]*")
_WORD = re.compile(r"[A-Za-z ]*")


@dataclass(frozen=True, slots=True)
class Role:
    """A place in the words of a judgement that is filled when it is printed.

    Parameters
    ----------
    name : str
        Stable name of a number, id of a claim or of an event; or a likelihood in words.
    aspect : str
        One of ``ASPECTS``; empty for the value.
    """

    name: str
    aspect: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.aspect}" if self.aspect else self.name

    @property
    def is_likelihood(self) -> bool:
        """Whether it is a word and no name; every name has a point, a colon or a digit."""
        return not self.aspect and _WORD.fullmatch(self.name) is not None

    @property
    def is_count(self) -> bool:
        """Whether it counts who says it, which moves with every page and moves no judgement."""
        return self.aspect in {"documents", "voices"}


def told_parts(words: str) -> Iterator[str | Role]:
    """Walk the words of a judgement: stretches of text, and roles.

    Examples
    --------
    >>> list(told_parts("It is {likely} that {flows.oil.quantity} went."))[1]
    Role(name='likely', aspect='')
    """
    for place, part in enumerate(_ROLE.split(words)):
        if place % 2:
            name, _, aspect = part.partition(":")
            yield Role(name, aspect)
        elif part:
            yield part


def roles(judgement: Judgement) -> tuple[Role, ...]:
    """Return the roles of a judgement that stand for something in the record, each once."""
    parts = (part for column in WORDED for part in told_parts(getattr(judgement, column)))
    found = (part for part in parts if isinstance(part, Role) and not part.is_likelihood)
    return tuple(dict.fromkeys(found))


def kept_values(judgement: Judgement) -> dict[str, str]:
    """Return what the roles stood for when a judgement was written, by role."""
    return dict(item.split("=", 1) for item in judgement.numbers or ())


def judgement_problems(row: int, judgement: Record, ids: Ids) -> Iterator[Problem]:
    """List what is wrong with one judgement, beyond its single cells.

    Parameters
    ----------
    row : int
        Row as a spreadsheet counts it.
    judgement : Judgement
        The judgement.
    ids : Ids
        All ids of the corpus.

    Yields
    ------
    Problem
        A day that nobody could know yet, a subject, role or likelihood that does not exist, a typed
        number, a role without its value.
    """
    assert isinstance(judgement, Judgement)
    if judgement.knows > judgement.written_on:
        got = f"{judgement.knows} is after written_on {judgement.written_on}"
        yield Problem("judgements", row, "knows", got, "Nobody rests on what is still to come.")
    subjects = ("topics", "flows", "events", "statements", "actors", "places")
    about = judgement.about
    if not ids.is_dyad(about) and not ids.has(subjects, about):
        yield Problem(
            "judgements", row, "about", f"'{about}' is unknown", ids.suggest(subjects, about)
        )
    for column in WORDED:
        yield from _word_problems(row, column, getattr(judgement, column), ids)
    yield from _kept_problems(row, judgement)


def _word_problems(row: int, column: str, words: str, ids: Ids) -> Iterator[Problem]:
    for part in told_parts(words):
        got = allowed = ""
        if isinstance(part, str):
            digit = re.search(r"\d[\d.,]*", part)
            if digit is not None:
                got = f"'{digit[0]}' is typed"
                allowed = "Name the number in braces, such as {flows.FLOW.quantity}."
            elif brace := re.search("[{}]", part):
                got, allowed = f"'{brace[0]}' has no other half", "A role is {name} or {name:told}."
        elif part.is_likelihood:
            if part.name not in list(Likelihood):
                got = f"'{{{part}}}' is no likelihood"
                allowed = f"Allowed: {', '.join(Likelihood)}."
            elif column != "text":
                got = f"'{{{part}}}' stands outside the judgement"
                allowed = "A likelihood is said in 'text' alone."
        elif part.aspect and part.aspect not in ASPECTS:
            got = f"'{{{part}}}' asks for '{part.aspect}'"
            allowed = f"Allowed behind the colon: {', '.join(ASPECTS)}."
        else:
            got, allowed = _name_problem(part, ids)
        if got:
            yield Problem("judgements", row, column, got, allowed)


def _name_problem(role: Role, ids: Ids) -> tuple[str, str]:
    """Return what is wrong with the subject that a role names.

    Whether there is such a number of it is seen where numbers are computed.
    """
    kind, _, rest = role.name.partition(".")
    if role.aspect == "date":
        tables = ("events", "claims")
        return ("", "") if ids.has(tables, role.name) else _unknown(role, ids, tables, role.name)
    if kind == "flows":
        subject = next((n for n in _stems(rest) if ids.has(("flows",), n)), "")
        return ("", "") if subject else _unknown(role, ids, ("flows",), rest.partition(".")[0])
    if kind in {"cadence", "discrepancies", "sheet"} and rest:
        subject = rest.partition(".")[0]
        is_known = kind != "sheet" or ids.is_dyad(subject)
        return ("", "") if is_known else (f"'{{{role}}}' names no two states", "They are sorted.")
    if ids.has(("claims",), role.name):
        return "", ""
    near = nearest(role.name, ["flows", "cadence", "discrepancies", "sheet"])
    is_number = kind not in ids.by_table["sources"] and not rest.isdigit()
    if is_number:
        hint = f"; did you mean '{near[0]}'?" if near else "."
        allowed = "Allowed: flows.…, cadence.…, discrepancies.…, sheet.… or the id of a claim"
        return f"'{{{role}}}' names no number", allowed + hint
    return _unknown(role, ids, ("claims",), role.name)


def _stems(name: str) -> Iterator[str]:
    """Walk what may be the id of a flow in front of an attribute: an id may hold points."""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _unknown(role: Role, ids: Ids, tables: tuple[str, ...], name: str) -> tuple[str, str]:
    return f"'{{{role}}}' names an unknown '{name}'", ids.suggest(tables, name)


def _kept_problems(row: int, judgement: Judgement) -> Iterator[Problem]:
    if judgement.numbers is None:
        return  # a draft
    for item in judgement.numbers:
        if "=" not in item:
            got = f"'{item}' gives no value"
            yield Problem("judgements", row, "numbers", got, "Allowed: role=value; role=value.")
            return
        value = item.split("=", 1)[1]
        if not _is_value(value):
            got, allowed = f"'{value}' is no value of a role", "Allowed: low/best/high/unit, "
            yield Problem("judgements", row, "numbers", got, f"{allowed}or a date.")
    kept = kept_values(judgement)
    wanted = [str(role) for role in roles(judgement) if not role.is_count]
    hint = "Run 'briefkit judgements' with the cell empty, and it prints what to keep."
    for name in wanted:
        if name not in kept:
            near = nearest(name, set(kept) - set(wanted))
            like = f"; '{near[0]}' is alike" if near else ""
            yield Problem("judgements", row, "numbers", f"has no '{name}'{like}", hint)
    for name in kept:
        if name not in wanted:
            near = nearest(name, set(wanted) - set(kept))
            if not near:  # else it was told above
                got = f"'{name}' stands in no words of the row"
                yield Problem("judgements", row, "numbers", got, hint)


def _is_value(value: str) -> bool:
    if _AMOUNT.fullmatch(value):
        return True
    try:
        span(value)
    except DateError:
        return False
    return True
