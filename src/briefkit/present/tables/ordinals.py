"""Ordinals held against the record, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.ordinals import Assessment, Assessments, Unassessed, WhyNot
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.blocks import Block, Column, Para, Run, Stack
from briefkit.present.formats import coded, count, name, text
from briefkit.present.runs import Runs
from briefkit.present.tables.grid import table
from briefkit.present.verdicts import verdict_text
from briefkit.present.words import amount_text, date_text, ordinal_text, plural
from briefkit.vocab import Counting

__all__ = ["ordinals"]

#: The rule of a verdict, as briefs print it.
RULE = (
    "An ordinal is counted under one reading after another, the least forced first: every journey "
    "or occasion; those for a wider meeting or ceremony left out; every meeting. The first that "
    "gives it is named. It is supported where at least 95 % of its window was searched; more on "
    "record than any reading allows refutes it, and so do fewer where the window was searched."
)


def ordinals(ds: Dataset, assessed: Iterable[Assessment]) -> Block:
    """Say of each ordinal in the record whether the record bears it out.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    assessed : iterable of Assessment
        As :func:`briefkit.analysis.ordinals.assess_ordinals` returns them; those that were not
        assessed are listed below, with the reason.

    Returns
    -------
    Block
    """
    rows = [
        (
            _said(ds, item),
            (text(item.verdict),),
            (coded(verdict_text(item), item.claim_ids[:1], "least forced reading that holds"),),
            (_counted(item),),
            (coded(_searched(item), rule="coverage"),),
        )
        for item in assessed
    ]
    columns = (
        Column("Said", share=2.6),
        Column("Verdict", share=1.2),
        Column("How", share=2.4),
        Column("On record", "right"),
        Column("Searched", share=1.4),
    )
    found = table("tab-ordinals", "Ordinals against the record.", columns, rows)
    left = assessed.unassessed if isinstance(assessed, Assessments) else ()
    if not rows and not left:
        return found
    note = Para((coded(RULE, rule="verdict"),), "note")
    return Stack((found, note, *([_unassessed(ds, left)] if left else [])))


#: Why an ordinal on record is not assessed.
_WHY_NOT = {
    WhyNot.DENIED: "The page denies it.",
    WhyNot.NO_NUMBER: "It gives no number that could be counted up to.",
    WhyNot.NOBODY: "The record names no person on one side, whose contacts could count.",
    WhyNot.NO_DAY: "What is said to be the n-th has no day.",
    WhyNot.NO_ANCHOR: "What it counts from has no day.",
    WhyNot.OUTSIDE: "What is said to be the n-th lies outside the window.",
    WhyNot.OTHER_KIND: "It counts another kind of contact than it is said of.",
    WhyNot.OTHER_PEOPLE: "What it is the first since is no contact of the same two.",
}


def _said(ds: Dataset, item: Assessment) -> Runs:
    what = Run(_number(item), "num", item.said_by, "ordinal as claimed")
    window = Run(date_text(span(item.window)), "date", item.said_by, "window as claimed")
    with_whom: Runs = (name(ds, item.actor), text(", "), name(ds, item.host), text(": "))
    places = [n for n in item.scope if n in ds.records.places and n != item.host]
    where = [run for place in places for run in (text(", "), name(ds, place))]
    how = "".join(f", {word.replace('_', ' ')}" for word in item.scope if word in list(Counting))
    return (*with_whom, what, *where, text(f"{how}, "), window)


def _number(item: Assessment) -> str:
    what = plural(item.what, item.nth)
    match item.of:
        case "first_since":
            return f"first {item.what} since"
        case "count":
            return f"{'at least ' if item.is_floor else ''}{item.nth} {what}"
    return f"{ordinal_text(item.nth)} {item.what}"


def _counted(item: Assessment) -> Run:
    if item.n_low == item.n_high:
        return count(item.n_low, "count of events in the window", item.claim_ids)
    shown = amount_text(item.n_low, None, item.n_high)
    return Run(shown, "num", item.claim_ids, "events certainly and possibly in the window")


def _searched(item: Assessment) -> str:
    """Say how many days of the window were searched."""
    if item.window_days is None:
        return f"{item.searched_days:,} days"
    return f"{item.searched_days:,} of {item.window_days:,} days"


def _unassessed(ds: Dataset, left: Iterable[Unassessed]) -> Block:
    """List what was not held against the record, one row for each subject and reason."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for item in left:
        claim = ds.records.claims[item.claim_id]
        groups.setdefault((claim.subject_id, claim.attribute, _WHY_NOT[item.why]), []).append(
            item.claim_id
        )
    rows = [
        (
            (Run(name(ds, subject).text, "name", tuple(claims)),),
            (text(attribute.replace("_", " ")),),
            (coded(why, claims),),
            (count(len(claims), "count of claims that say so", claims),),
        )
        for (subject, attribute, why), claims in sorted(groups.items())
    ]
    columns = (
        Column("Said of", share=2.4),
        Column("What"),
        Column("Why it was not assessed", share=2.6),
        Column("Claims", "right", 0.8),
    )
    return table("tab-unassessed", "Not held against the record.", columns, rows)
