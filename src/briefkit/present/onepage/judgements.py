"""Judgements in words: the roles filled from the record of the day, or what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefkit.analysis.sheet.judgements import Judged
from briefkit.analysis.sheet.roles import Filled
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.amounts import amount_runs
from briefkit.present.blocks import Block, Para, Run, joined
from briefkit.present.formats import coded, count, day, in_letters, number, text
from briefkit.present.onepage.contacts import year_run
from briefkit.present.runs import Runs, unmarked
from briefkit.present.values import value_text
from briefkit.present.words import amount_text, date_text
from briefkit.schema.judgements import Role, told_parts
from briefkit.vocab import Likelihood

__all__ = ["judgement_blocks", "moved_block", "word_runs"]

_MOST_MOVED = 3


def judgement_blocks(ds: Dataset, own: Iterable[Judged]) -> tuple[Block, ...]:
    """Print judgements that stand, with the grounds of each, and whose they are.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    own : iterable of Judged
        In the order of the sheet.

    Returns
    -------
    tuple of Block
        Of each one sentence and a note; behind those of one day who wrote them, truly when.
    """
    found: list[Block] = []
    for _, group in groupby(own, key=_written):
        judgements = list(group)
        for one in judgements:
            found += [Para(word_runs(ds, one, one.judgement.text), "judged"), _grounds(ds, one)]
        found.append(Para(_whose(judgements[0]), "note"))
    return tuple(found)


def moved_block(ds: Dataset, own: Sequence[Judged]) -> Block:
    """Say of judgements that what they rested on has moved, and how."""
    days = dict.fromkeys(one.judgement.knows for one in own)
    which = joined(((day(when, "day of the judgement"),) for when in days), " and ")
    moved = {role: (old, one) for one in own for role, old in one.moved}
    each = [_moved(ds, one, role, old) for role, (old, one) in list(moved.items())[:_MOST_MOVED]]
    one, stands = ("What was judged on ", " is not repeated: its numbers have moved, ")
    more: Runs = (text("; and others"),) if len(moved) > _MOST_MOVED else ()
    return Para((text(one), *which, text(stands), *joined(each, "; "), *more, text(".")), "note")


def word_runs(ds: Dataset, own: Judged, words: str) -> Runs:
    """Return words of a judgement with their roles filled.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    own : Judged
        The judgement; it stands.
    words : str
        One of its columns.

    Returns
    -------
    tuple of Run
        Every number leads to its claims; a likelihood has its band behind it.
    """
    runs: Runs = ()
    for part in told_parts(words):
        if isinstance(part, str):
            runs = (*runs, text(part))
        elif part.is_likelihood:
            band = Likelihood(part.name).band
            runs = (
                *runs,
                coded(f"{part.name} ({band})", (), "likelihood, by the terms of ICD 203"),
            )
        else:
            filled = own.filled[part]
            assert filled is not None
            runs = (*runs, *filled_runs(ds, filled))
    return runs


def filled_runs(ds: Dataset, filled: Filled) -> Runs:
    """Print what a role stands for, as the findings print it."""
    ids = filled.claim_ids
    if filled.when is not None:
        return (Run(date_text(filled.when), "date", ids, "when it was told or took place"),)
    if filled.n is not None:
        return (in_letters(count(filled.n, f"{filled.role.aspect} that say it", ids)),)
    assert filled.amount is not None
    if filled.claim is not None:
        return (Run(value_text(ds, filled.claim), "num", ids, "as printed"),)
    if filled.line is not None:
        return unmarked(amount_runs(ds, filled.line, filled.amount))
    if filled.role.name.startswith("sheet."):
        return (in_letters(year_run(filled.role.name, filled.amount)),)
    return (in_letters(number(filled.amount, filled.role.name)[0]),)


def _grounds(ds: Dataset, own: Judged) -> Block:
    row = own.judgement
    ids = tuple(sorted({n for f in own.filled.values() if f is not None for n in f.claim_ids}))
    return Para(
        (
            Run("Confidence ", "strong"),
            Run(str(row.confidence), "coded", ids, row.confidence.sentence),
            text(": "),
            *word_runs(ds, own, row.reason),
            Run(" Alternatives: ", "strong"),
            *word_runs(ds, own, row.alternatives),
            Run(" Would change it: ", "strong"),
            *word_runs(ds, own, row.change),
        ),
        "note",
    )


def _written(own: Judged) -> tuple[object, ...]:
    return own.judgement.knows, own.judgement.written_on, own.judgement.author


def _whose(own: Judged) -> Runs:
    row = own.judgement
    return (
        Run("Author: ", "strong"),
        Run(row.author, "name"),
        text("; written on "),
        day(row.written_on, "day of writing"),
        text(", from what was on record on "),
        day(row.knows, "last day of what it rests on"),
        text("."),
    )


def _moved(ds: Dataset, own: Judged, role: Role, old: str) -> Runs:
    now = own.filled[role]
    was = Run(_kept_text(old), "num", (), "what the judgement rested on, as its row keeps it")
    if now is None:
        return (was, text(" then, and no such number now"))
    return (was, text(" then, "), *filled_runs(ds, now), text(" now"))


def _kept_text(kept: str) -> str:
    """Return a kept value in words."""
    parts = kept.split("/")
    if len(parts) == 4:
        low, best, high = (float(end) if end else None for end in parts[:3])
        return amount_text(low, best, high, parts[3])
    return date_text(span(kept))
