"""What changed since the day compared with: sentences with a before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefkit.analysis.contact import Contact
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet import Move, Sheet
from briefkit.dataset import Dataset
from briefkit.present.amounts import amount_runs
from briefkit.present.blocks import Block, Bullets, Para, Run, Stack, joined
from briefkit.present.formats import contact_date, count, day, line_name, name, text, voice_run
from briefkit.present.onepage.amounts import before_runs, told_run
from briefkit.present.runs import Runs, unmarked
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
        *(_moved(ds, move) for move in result.moves[:_MOST]),
        *(_met(ds, *met) for met in result.met),
    ]
    still = joined((line_name(ds, x) for x in
                    result.still[:_MOST_STILL]), "; ")  # fmt: skip
    if still:
        items.append((Run("Unchanged: ", "strong"), *still, text(".")))
    if not items:
        items.append((text("No headline has moved, and no newer meeting is on record."),))
    return Stack((since, Bullets(tuple(map(unmarked, items)))))


def _moved(ds: Dataset, move: Move) -> Runs:
    line, voice = move.line, move.voice
    told = told_run(ds, [voice])
    on = " on " if told.text[:1].isdigit() and " to " not in told.text else ", "
    before: Runs = (text("none by it within a year"),)
    if move.before is not None:
        before = before_runs(move.before, ", ")
    return (
        *line_name(ds, line),
        text(": "),
        *_amount(ds, line, voice),
        text(", by "),
        voice_run(ds, voice.voice),
        text(on),
        told,
        text("; before, "),
        *before,
        text("."),
    )


def _amount(ds: Dataset, line: FlowLine, voice: VoiceValue) -> Runs:
    """Print what a voice says; with the hedge of the line where it is what the line says."""
    assert line.estimate is not None
    if [v.voice for v in line.voices] == [voice.voice]:
        return amount_runs(ds, line, line.estimate)
    own = voice.amount
    shown = amount_text(own.low, own.best, own.high, line.unit)
    return (Run(shown, "num", voice.claim_ids, "what this voice says now"),)


def _met(ds: Dataset, dyad: str, since: Sequence[Contact]) -> Runs:
    last = max(since, key=lambda c: (c.end or c.start or date.min, c.event_id))
    claims = [name for c in since for name in c.key_claim_ids]
    return (
        name(ds, dyad),
        text(", in person since: "),
        count(len(since), "contacts in person since then", claims, unit="contact"),
        text(", the last " if len(since) > 1 else ", "),
        Run(last.label, "name", last.key_claim_ids),
        text(" ("),
        contact_date(last),
        text(")."),
    )
