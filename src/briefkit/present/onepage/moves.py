"""What changed since the day compared with: sentences with a before."""

from __future__ import annotations

from datetime import date

from briefkit.analysis.contact import Contact
from briefkit.analysis.sheet import Move, Sheet
from briefkit.analysis.sheet.clause import holders
from briefkit.dataset import Dataset
from briefkit.present.amounts import amount_runs
from briefkit.present.blocks import Block, Bullets, Para, Run, Stack, joined
from briefkit.present.formats import contact_date, day, name, text, voice_run
from briefkit.present.onepage.amounts import before_runs, told_run
from briefkit.present.runs import Runs
from briefkit.present.words import amount_text

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
        *(_moved(ds, move, result.previous) for move in result.moves[:_MOST]),
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


def _moved(ds: Dataset, move: Move, previous: date) -> Runs:
    line, before = move.line, move.before
    assert line.estimate is not None
    voices, by = holders(line.estimate), ", by "
    if before is None and move.then is not None:
        # other voices were heard then: what moved it is who has spoken since
        known = ds.tables.known_on
        fresh = [v for v in voices if known[v.first_id] > previous]
        voices, by = fresh or voices, ", with a number by "
    told = told_run(ds, voices)
    on = " on " if told.text[:1].isdigit() and " to " not in told.text else ", "
    runs: Runs = (
        name(ds, line.flow_id),
        *_attribute(line.attribute),
        text(": "),
        *amount_runs(ds, line, line.estimate),
        text(by),
        *joined(((voice_run(ds, v.voice),) for v in voices[:2]), " and "),
        text(on),
        told,
        text("; before, "),
    )
    if before is not None:
        return (*runs, *before_runs(before, ", "), text("."))
    if move.then is None or move.then.estimate is None:
        return (*runs, text("none within a year."))
    old = move.then.estimate
    shown = Run(amount_text(old.low, old.best, old.high), "num", old.claim_ids, old.rule)
    return (*runs, shown, text("."))


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
    return (
        *runs,
        Run(old.label, "name", old.key_claim_ids),
        text(" ("),
        contact_date(old),
        text(")."),
    )
