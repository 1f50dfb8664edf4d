"""A row of the register in words: both sides, what it moves, the state, the decision."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.analysis.lines import FlowLine
from briefkit.analysis.worklist import Item
from briefkit.dataset import Dataset
from briefkit.present.decisions import decided_text, ground_text, outcome_text
from briefkit.present.formats import label, line_name, number, window_text
from briefkit.present.quotes import side_text
from briefkit.present.runs import unmarked, words
from briefkit.present.states import state_parts
from briefkit.present.values import said_text
from briefkit.present.words import date_text, kind_text
from briefkit.schema.tables import Claim

__all__ = ["UNDECIDED", "RegisterRow", "about_text", "register_row"]

#: Other values, and moved numbers, that a row names.
_MOST = 3
#: Mark of a row on which the desk decided nothing.
UNDECIDED = "none"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry in words.

    Parameters
    ----------
    id : str
        Id of the entry, which no text prints.
    subject, about, kind : str
        What it is about, which attribute of it, and why its claims differ.
    severity : int
        1 to 5.
    leading, rival : str
        What either side gives, and by whom.
    others : tuple of str
        Other values in dispute.
    voices : tuple of int
        Independent voices of the leading value, and of its rival.
    moves : tuple of str
        Printed numbers in which one side is heard.
    opened, newest : str
        Days in words.
    n_new : int
        Claims since the edition before.
    is_new, is_headline, is_weak : bool
        Whether it was opened since; would move a headline; has rivals of grade E and F alone.
    state, why : str
        How far it is settled and to what it leans, as computed; and why.
    decision, ground : str
        What the desk decided, and what came since; empty where it did not, or nothing did.
    earlier : tuple of str
        What it had decided before.
    marks : dict of str to str
        What the filters ask for, by name.
    """

    id: str
    subject: str
    about: str
    kind: str
    severity: int
    leading: str
    rival: str
    others: tuple[str, ...]
    voices: tuple[int, int]
    moves: tuple[str, ...]
    opened: str
    newest: str
    n_new: int
    is_new: bool
    is_headline: bool
    is_weak: bool
    state: str
    why: str
    decision: str
    ground: str
    earlier: tuple[str, ...]
    marks: dict[str, str]


def register_row(
    ds: Dataset, topic_id: str, item: Item, pairs: frozenset[tuple[str, str]]
) -> RegisterRow:
    """Put an entry into words.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    topic_id : str
        The topic in which it stands.
    item : Item
        The entry.
    pairs : frozenset of (str, str)
        Pairs of parties by which a reader may filter.

    Returns
    -------
    RegisterRow
    """
    entry, decided = item.entry, item.decided
    state, why = state_parts(ds, entry)
    ground = ground_text(decided) if decided else ""
    earlier = decided.earlier if decided else ()
    own = [pair for pair in itertools.combinations(item.parties, 2) if pair in pairs]
    return RegisterRow(
        id=entry.id,
        subject=label(ds, entry.subject_id),
        about=about_text(entry.attribute),
        kind=kind_text(entry.types[0]),
        severity=entry.severity,
        leading=side_text(ds, entry, entry.a),
        rival=side_text(ds, entry, entry.b),
        others=tuple(_few([_other(ds, claim) for claim in item.others], "more value")),
        voices=(entry.a.n_voices, entry.b.n_voices),
        moves=tuple(_few([_moved(ds, item, line) for line in item.moves], "more number")),
        opened=date_text(entry.opened),
        newest=date_text(entry.newest),
        n_new=len(item.new),
        is_new=item.is_new,
        is_headline=item.is_headline,
        is_weak=item.has_weak_rivals,
        state=state,
        why=why,
        decision=decided_text(ds, decided) if decided else "",
        ground=ground,
        earlier=tuple(f"{outcome_text(ds, d)} ({date_text(d.decided_on)})" for d in earlier),
        marks={
            "type": " ".join(str(kind) for kind in entry.types),
            "state": str(entry.state),
            "severity": str(entry.severity),
            "topic": topic_id,
            "about": entry.attribute,
            "pair": " ".join("-".join(pair) for pair in own),
            "status": str(decided.decision.status) if decided else UNDECIDED,
            "new": str(int(bool(item.new))),
            "headline": str(int(item.is_headline)),
            "weak": str(int(item.has_weak_rivals)),
            "again": str(int(ground != "")),
        },
    )


def _few(listed: list[str], more: str) -> Iterator[str]:
    once = list(dict.fromkeys(listed))
    left = len(once) - _MOST
    yield from once[: _MOST if left > 1 else None]
    if left > 1:
        yield f"{left} {more}s"


def _other(ds: Dataset, claim: Claim) -> str:
    when = f", {window_text(ds, claim.window)}" if claim.window else ""
    return f"{said_text(ds, claim)}{when}"


def _moved(ds: Dataset, item: Item, line: FlowLine) -> str:
    """Name a printed number: its amount, and the flow where that is another."""
    assert line.estimate is not None
    amount = words(unmarked(number(line.estimate, line.name)))
    if (line.flow_id, line.attribute) == (item.entry.subject_id, item.entry.attribute):
        return amount
    return f"{amount} ({words(line_name(ds, line))})"


def about_text(attribute: str) -> str:
    """Return the name of an attribute in words."""
    return attribute.replace("_", " ")
