"""Tables of the record: what was searched, what changed, what is denied, what merely varies."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.changes import Changes
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.estimate import Estimate
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError
from briefkit.present.blocks import Block, Column, Para, Run, Stack
from briefkit.present.formats import coded, count, day, label, name, text
from briefkit.present.reasons import reason_text
from briefkit.present.runs import Runs
from briefkit.present.states import contested_text
from briefkit.present.tables.grid import NONE, table
from briefkit.present.words import amount_text, date_text, time_text
from briefkit.schema.attributes import ATTRIBUTES

__all__ = ["changes", "contested", "coverage", "variants"]

#: Rows of a long table that a brief shows, and of changes beside its key sentences.
_MOST = 40
_MOST_CHANGES = 8


def coverage(ds: Dataset) -> Block:
    """List what was searched, and found or not."""
    rows = [
        (
            (name(ds, row.about),),
            (Run(f"{date_text(row.from_)} to {date_text(row.to)}", "date", (), "window searched"),),
            (coded(row.where, rule="as noted by the coder"),),
            (coded(row.found, rule="as noted by the coder"),),
        )
        for row in ds.records.coverage.values()
    ]
    columns = (
        Column("About", share=1.2),
        Column("Window", share=1.6),
        Column("Where", share=2.2),
        Column("Found", share=2.2),
    )
    return table("tab-coverage", "What was searched. All else was not.", columns, rows)


def variants(ds: Dataset, result: Discrepancies) -> Block:
    """List claims that differ and can all hold."""
    rows = []
    ranked = sorted(result.variants, key=lambda entry: (-entry.n_sources, entry.id))
    for entry in ranked[:_MOST]:
        words = " ".join(reason_text(ds, entry, item) for item in entry.hypotheses)
        rows.append(
            (
                (name(ds, entry.subject_id), text(f", {entry.attribute.replace('_', ' ')}")),
                (text(", ".join(str(kind).replace("_", " ") for kind in entry.types)),),
                (coded(words, entry.claim_ids),),
            )
        )
    columns = (Column("On", share=2), Column("Kind"), Column("How they differ", share=4))
    caption = "Variants: claims that differ and can all hold; no disagreement."
    found = table("tab-variants", caption, columns, rows)
    return Stack((found, *_rest(len(ranked), "variants")))


def contested(ds: Dataset, result: Discrepancies) -> Block:
    """List what a party to it denies: a state of the question, and no disagreement of sources."""
    rows = [
        (
            (name(ds, question.subject_id), text(f", {question.attribute.replace('_', ' ')}")),
            (coded(contested_text(ds, question), question.denials),),
            (
                count(
                    len(question.assertions), "count of claims that say it", question.assertions[:8]
                ),
            ),
        )
        for question in result.contested
    ]
    columns = (Column("On", share=2), Column("Denied", share=4), Column("Claims", "right", 0.8))
    return table("tab-contested", "What a party to it denies.", columns, rows)


def changes(ds: Dataset, result: Changes) -> Block:
    """Say what changed since the earlier day: documents, then numbers and what is new on them."""
    if result.previous is None:
        return Para((text("There is no earlier day to compare with."),), "note")
    since = day(result.previous, "the day compared with")
    if not result.source_ids and not result.numbers:
        return Para((text("Nothing has changed since "), since, text(".")), "note")
    fresh = tuple(c for c in ds.records.claims if ds.tables.known_on[c] > result.previous)
    lead = Para(
        (
            text("Since "),
            since,
            text(": "),
            count(len(result.source_ids), "documents published since", unit="document"),
            text(" with "),
            count(len(fresh), "claims known since", unit="claim"),
            text(". "),
            count(len(result.numbers), "numbers of this brief that moved", unit="number"),
            text(" of this brief new or moved."),
        )
    )
    if not result.numbers:
        return lead
    rows = []
    for change in result.numbers[:_MOST_CHANGES]:
        old, new = change.before, change.after
        rows.append(
            (
                _named(ds, change.name),
                (Run(_shown(old), "num", old.claim_ids, old.rule),) if old else NONE,
                (Run(_shown(new), "num", new.claim_ids, new.rule),) if new else NONE,
                _causes(ds, change.claim_ids),
            )
        )
    columns = (
        Column("Number", share=2.6),
        Column("Before", share=1.4),
        Column("Now", share=1.6),
        Column("New documents on it", share=2),
    )
    found: list[Block] = [
        lead,
        table("tab-changes", "Numbers that are new or moved.", columns, rows),
    ]
    return Stack((*found, *_rest(len(result.numbers), "changes", _MOST_CHANGES)))


def _rest(n: int, what: str, most: int = _MOST) -> tuple[Block, ...]:
    """Say how many rows a long table leaves out, and where they are."""
    if n <= most:
        return ()
    left = count(n - most, "rows that the table leaves out")
    return (
        Para(
            (
                left,
                text(f" more {what} stand in the record."),
            ),
            "note",
        ),
    )


def _named(ds: Dataset, number: str) -> Runs:
    """Say what a number is in words."""
    words = []
    for part in number.split(".")[1:]:
        try:
            words.append(label(ds, part.replace("-to-", ">")))
        except UnknownNameError:
            words.append(_plain(part))
    said = ", ".join(w for w in words if w not in ATTRIBUTES or not ATTRIBUTES[w].is_implied)
    return (coded(said, rule=f"name of a number: {number}"),)


def _plain(part: str) -> str:
    """Return a part of a name in words; a window as a time."""
    if part[:1].isdigit():
        return time_text(part.replace("_", "/"))
    if part.startswith("since_"):
        return f"since {time_text(part.removeprefix('since_'))}"
    return part.replace("-", " ").replace("_", " ").strip()


def _shown(estimate: Estimate) -> str:
    if estimate.unit == "severity":
        return f"severity {estimate.best:g}"
    return amount_text(estimate.low, estimate.best, estimate.high, estimate.unit)


def _causes(ds: Dataset, claim_ids: Sequence[str], most: int = 3) -> Runs:
    by_source: dict[str, list[str]] = {}
    for key in claim_ids:
        by_source.setdefault(ds.tables.records.claims[key].source_id, []).append(key)
    runs: list[Run] = []
    for source_id, claims in list(by_source.items())[:most]:
        runs += [text("; ")] if runs else []
        source = ds.tables.records.sources[source_id]
        words = f"{source.publisher}, {date_text(source.published)}"
        runs.append(coded(words, claims, "document"))
    if len(by_source) > most:
        runs += [text("; and more")]
    return tuple(runs) or NONE
