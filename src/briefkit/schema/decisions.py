"""The rules that one decision of the desk must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.errors import Problem, nearest
from briefkit.schema.attributes import ATTRIBUTES, Attribute, filed_under
from briefkit.schema.ids import Ids, subject_kind
from briefkit.schema.numbers import number_problems
from briefkit.schema.tables import SUBJECT_TABLES, Decision, Record

__all__ = ["decision_problems"]


def decision_problems(row: int, decision: Record, ids: Ids) -> Iterator[Problem]:
    """List what is wrong with one decision, beyond its single cells.

    Parameters
    ----------
    row : int
        Row as a spreadsheet counts it.
    decision : Decision
        The decision.
    ids : Ids
        All ids of the corpus.

    Yields
    ------
    Problem
        Each names the decision besides its row.
    """
    assert isinstance(decision, Decision)
    for column, got, allowed in (
        *_name_rules(decision, ids),
        *_value_rules(decision, ids),
        *_day_rule(decision),
    ):
        yield Problem("decisions", row, column, f"{got} (decision {decision.decision_id})", allowed)


def _name_rules(decision: Decision, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if re.fullmatch(rf"{re.escape(decision.entry)}\.[0-9]{{3}}", decision.decision_id) is None:
        yield "decision_id", "does not match its entry", f"Allowed: {decision.entry}.NNN."
    subject = decision.subject_id
    kind = subject_kind(subject, ids.by_table)
    is_dyad = kind == "dyad" and ids.is_dyad(subject)
    if not is_dyad and not ids.has(tuple(SUBJECT_TABLES), subject):
        yield "entry", f"'{subject}' is unknown", ids.suggest(tuple(SUBJECT_TABLES), subject)
    filed = [name for name in ATTRIBUTES if filed_under(name) == name]
    if decision.attribute not in filed:
        near = nearest(decision.attribute, filed)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        yield (
            "entry",
            f"'{decision.attribute}' is no attribute of the register",
            f"Allowed: {', '.join(filed)}.{hint}",
        )


def _value_rules(decision: Decision, ids: Ids) -> Iterator[tuple[str, str, str]]:
    decided = decision.decided
    attribute = ATTRIBUTES.get(decision.attribute)
    if decided is None:
        if decision.unit is not None:
            yield "unit", "stands without a number", "Give the value or a bound, or no unit."
    elif decision.wording is not None:
        yield "wording", "stands beside a value", "Give the value, or the words, not both."
    elif attribute is not None:
        yield from number_problems(decided, attribute, ids)
        yield from _text_rules(decided.value, attribute, ids)


def _text_rules(
    value: str | None, attribute: Attribute, ids: Ids
) -> Iterator[tuple[str, str, str]]:
    if value is not None and not attribute.is_number:
        for got, allowed in attribute.type.problems(value, ids):
            yield "value", got, f"{allowed} Words go under wording."


def _day_rule(decision: Decision) -> Iterator[tuple[str, str, str]]:
    if decision.review_on is not None and decision.review_on <= decision.decided_on:
        got = f"{decision.review_on} is not after decided_on {decision.decided_on}"
        yield "review_on", got, "A decision is reviewed later than it is taken."
