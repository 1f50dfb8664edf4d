"""Disputes: the disagreements that would move a number of the sheet, on what is said now."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.flows import Flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.likeness import AGREE, ROUNDED, is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet.clause import news
from briefkit.dataset import Dataset
from briefkit.quantities import Amount

__all__ = ["disputes", "stands"]

_MOST_DISPUTES = 3
#: Disagreements of this severity or less move nobody.
_LEAST = 2


def _is_outside(number: float | None, printed: Amount) -> bool:
    """Whether a number is neither what is printed nor between its ends; a floor rises to it."""
    if number is None or is_alike(number, printed.centre, AGREE):
        return False
    if printed.best is None and printed.high is None:
        return True
    return printed.best is not None or not printed.floor <= number <= printed.ceiling


def disputes(
    ds: Dataset,
    now: Flows,
    register: Discrepancies,
    printed: Sequence[FlowLine],
    most: int | None = _MOST_DISPUTES,
) -> tuple[Entry, ...]:
    """Choose the disagreements that would move a printed number.

    Both sides are what their voices say now. They rank by severity, by the documents of the weaker
    side, by news, and higher where the number is a headline; what stands on a weak page alone, and
    words that are doubtful in themselves, rank lower. Where too few are left, others of the last
    half-year follow in which two voices differ.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    now : Flows
        Its amounts.
    register : Discrepancies
        Its register.
    printed : sequence of FlowLine
        The headlines among the amounts.
    most : int or None
        How many at most; None is all.

    Returns
    -------
    tuple of Entry
    """
    latest = {x.name: x for x in now.latest if x.estimate is not None and x.stage.is_actual}
    headlines, known = {line.name for line in printed}, ds.tables.known_on

    def is_moving(entry: Entry) -> bool:
        lines = [latest[name] for name in entry.moves if name in latest]
        said = [claim_amount(side.quoted) for side in (entry.a, entry.b)] if lines else []
        amounts = [x.estimate.amount for x in lines if x.estimate]
        is_out = any(_is_outside(b.centre, a) for a in amounts for b in said)
        return is_out and any(_is_said_now(x, entry.a) and _is_said_now(x, entry.b) for x in lines)

    def is_live(entry: Entry) -> bool:
        told = min(known[side.quoted.claim_id] for side in (entry.a, entry.b))
        is_recent = ds.as_of - told <= CURRENT and entry.severity > _LEAST
        is_sound = entry.because != "doubt" and not (entry.a.grade.is_weak or entry.b.grade.is_weak)
        is_of_two = set(entry.a.voices) != set(entry.b.voices)
        return is_recent and is_sound and stands(entry, now) and is_of_two

    def rank(entry: Entry) -> tuple[object, ...]:
        weaker = min((entry.a, entry.b), key=lambda side: side.n_sources)
        weight = (
            entry.severity
            + min(weaker.n_sources, 3)
            + news(ds.as_of, entry.newest).points
            - 2 * (entry.because == "doubt")
            - weaker.grade.is_weak
            + 2 * (not headlines.isdisjoint(entry.moves))
        )
        return not is_moving(entry), -weight

    kept = [entry for entry in register.entries if is_moving(entry) or is_live(entry)]
    return tuple(sorted(kept, key=rank)[:most])


def stands(entry: Entry, now: Flows) -> bool:
    """Tell whether both sides of a disagreement are what one of their voices says now.

    Parameters
    ----------
    entry : Entry
        An entry of the register.
    now : Flows
        The amounts.

    Returns
    -------
    bool
        True too where no amount answers it, as of dates and places no word is newer by itself, and
        where both sides are words of one voice: a slip of a page is nothing that it left.
    """
    if set(entry.a.voices) == set(entry.b.voices):
        return True
    own = [
        x
        for x in now.latest
        if (x.flow_id, x.attribute) == (entry.subject_id, entry.attribute)
        and x.estimate is not None
        and x.stage.is_actual
    ]
    return all(_is_said_now(x, side) for x in own for side in (entry.a, entry.b))


def _is_said_now(line: FlowLine, side: Side) -> bool:
    """Whether one of the voices of a side says its number now."""
    said = claim_amount(side.quoted).centre
    return any(
        v.voice in side.voices and is_alike(v.amount.centre, said, ROUNDED) for v in line.voices
    )
