"""What changed since the day compared with: sentences with a before."""

from __future__ import annotations

from briefkit.analysis.contact import Contact
from briefkit.analysis.sheet import Move, Sheet
from briefkit.analysis.sheet.clause import holders
from briefkit.dataset import Dataset
from briefkit.present.amounts import amount_runs
from briefkit.present.blocks import Block, Bullets, Para, Run, Stack, joined
from briefkit.present.formats import Runs, contact_date, day, name, text, voice_run
from briefkit.present.onepage.clauses import told_run
from briefkit.present.words import MONTHS, amount_text

__all__ = ["moves_block"]

_MOST, _MOST_STILL = 5, 4


def moves_block(ds: Dataset, result: Sheet) -> Block:
    """Say what changed since the day compared with, and what did not.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Sheet
        Its sheet.

    Returns
    -------
    Block
        One sentence a series, with what the same voice had said before; the newest contact of each
        dyad; one line for headlines that stand.
    """
    if result.previous is None:
        return Para((text("There is no earlier day to compare with."),), "note")
    since = Para((text("Since "), day(result.previous, "the day compared with"), text(":")), "note")
    items = [
        *(_moved(ds, move) for move in result.moves[:_MOST]),
        *(_met(ds, *met) for met in result.met),
    ]
    still = joined(((name(ds, x.flow_id), *_attribute(x.attribute)) for x in
                    result.still[:_MOST_STILL]), "; ")  # fmt: skip
    if still:
        items.append((Run("Unchanged: ", "strong"), *still, text(".")))
    if not items:
        items.append((text("No headline has moved, and no newer meeting is on record."),))
    return Stack((since, Bullets(tuple(map(_plain, items)))))


def _plain(runs: Runs) -> Runs:
    return tuple(run for run in runs if run.kind != "caveat")


def _attribute(attribute: str) -> Runs:
    return (text(f", {attribute}"),) if attribute != "quantity" else ()


def _moved(ds: Dataset, move: Move) -> Runs:
    line, before = move.line, move.before
    assert line.estimate is not None
    voices = holders(line.estimate)
    told = told_run(ds, voices)
    on = " on " if told.text[:1].isdigit() and " to " not in told.text else ", "
    runs: Runs = (
        name(ds, line.flow_id),
        *_attribute(line.attribute),
        text(": "),
        *amount_runs(ds, line, line.estimate),
        text(", by "),
        *joined(((voice_run(ds, v.voice),) for v in voices[:2]), " and "),
        text(on),
        told,
        text("; before, "),
    )
    if before is None:
        return (*runs, text("none within a year."))
    amount = before.amount
    low, high = (amount.low, amount.high) if amount.best is None else (None, None)
    old = Run(amount_text(low, amount.best, high), "num", before.claim_ids,
              "what the same voice said before")  # fmt: skip
    month = f"{MONTHS[before.since.month - 1]} {before.since.year}"
    return (*runs, old, text(", "), Run(month, "date", (before.first_id,), "when it said so"), text("."))


def _met(ds: Dataset, dyad: str, new: Contact, old: Contact | None) -> Runs:
    runs: Runs = (
        name(ds, dyad),
        text(", last in person: "),
        Run(new.label, "name", new.key_claim_ids),
        text(" ("),
        contact_date(new),
        text("); before, "),
    )
    if old is None:
        return (*runs, text("none on record."))
    return (*runs, Run(old.label, "name", old.key_claim_ids), text(" ("), contact_date(old), text(")."))
