"""The register as a page: what it says at its head, and its topics with their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.analysis.worklist import Topical, Worklist
from briefkit.dataset import Dataset
from briefkit.present.decisions import decided_text
from briefkit.present.formats import count, in_letters, label
from briefkit.present.quotes import listing
from briefkit.present.states import RULES
from briefkit.present.words import date_text
from briefkit.present.worklist.filters import Choice, Filter, filters, pairs_of
from briefkit.present.worklist.rows import RegisterRow, about_text, register_row

__all__ = ["TITLE", "RegisterPage", "RegisterTopic", "register_page"]

TITLE = "Register of disagreements"


@dataclass(frozen=True, slots=True)
class RegisterTopic:
    """The rows of one topic; those in ``folded`` are of less weight."""

    id: str
    title: str
    counts: str
    rows: tuple[RegisterRow, ...]
    folded: tuple[RegisterRow, ...]
    folded_as: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """All that the page says, in words; a template only sets it."""

    title: str
    day: str
    heading: str
    lead: str
    notes: tuple[str, ...]
    n_rows: int
    filters: tuple[Filter, ...]
    since: str
    topics: tuple[RegisterTopic, ...]
    gone: tuple[str, ...]
    rules: tuple[str, ...]


def register_page(ds: Dataset, result: Worklist) -> RegisterPage:
    """Put the register of a desk into words.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at the day.
    result : Worklist
        Its register.

    Returns
    -------
    RegisterPage
    """
    pairs = pairs_of(result.items)
    topics = tuple(_topic(ds, topic, pairs) for topic in result.topics)
    rows = [row for topic in topics for row in (*topic.rows, *topic.folded)]
    since = f"the edition of {date_text(result.previous)}" if result.previous else ""
    return RegisterPage(
        TITLE,
        date_text(result.as_of),
        _heading(rows),
        _lead(topics, since, rows),
        (_VOICES, _MOVES),
        len(rows),
        tuple(filters(ds, [Choice(t.id, t.title) for t in topics], rows, pairs)),
        since,
        topics,
        tuple(f"{_named(ds, d.decision.entry)}: {decided_text(ds, d)}" for d in result.gone),
        (RULES["pair"], RULES["state"], RULES["severity"]),
    )


_VOICES = (
    "Voices: how many independent voices stand behind the leading value, and how many behind its "
    "rival. The leading value is the one that the record favours, else the one with more voices."
)
_MOVES = (
    "Moves: the printed numbers in which one of the two sides is heard. A decision is that of the "
    "desk; it stands beside the computed state and changes no number."
)


def _heading(rows: list[RegisterRow]) -> str:
    if not rows:
        return "No disagreement is on record"
    head = f"{len(rows)} disagreement{'s' * (len(rows) > 1)}"
    moving = sum(row.is_headline for row in rows)
    if not moving:
        return f"{head}, none of which would move a headline"
    which = "one of which" if moving == 1 else f"{_n(moving, '').strip()} of which"
    return f"{head}, {which} would move a headline"


def _lead(topics: Iterable[RegisterTopic], since: str, rows: list[RegisterRow]) -> str:
    parts = []
    grave = [topic.title for topic in topics if any(row.is_headline for row in topic.rows)]
    if grave:
        parts.append(f"Headlines are disputed on: {listing(grave)}.")
    if since and rows:
        fresh = sum(row.n_new > 0 for row in rows)
        has = "has" if fresh == 1 else "have"
        parts.append(
            f"{_n(fresh, 'entry', 'entries').capitalize()} {has} claims newer than {since}."
        )
    decided = sum(row.decision != "" for row in rows)
    moved = sum(row.ground != "" for row in rows)
    if decided:
        again = "are" if moved > 1 else "is"
        again = f"; {_n(moved, '').strip()} {again} to be looked at again" if moved else ""
        parts.append(f"The desk has decided on {_n(decided, '').strip()}{again}.")
    elif rows:
        parts.append("The desk has decided on none.")
    return " ".join(parts)


def _topic(ds: Dataset, topic: Topical, pairs: frozenset[tuple[str, str]]) -> RegisterTopic:
    made = [(item, register_row(ds, topic.topic_id, item, pairs)) for item in topic.items]
    rows = tuple(row for item, row in made if not item.is_minor)
    folded = tuple(row for item, row in made if item.is_minor)
    fresh = sum(row.n_new > 0 for _, row in made)
    counts = [f"{len(rows)} to work on"] if rows else []
    counts += [f"{len(folded)} minor"] if folded else []
    counts += [f"{fresh} with new claims"] if fresh else []
    kinds = Counter(row.kind for row in folded).items()
    named = [f"{n} {kind}" for kind, n in sorted(kinds, key=lambda k: (-k[1], k[0]))]
    return RegisterTopic(
        topic.topic_id,
        _title(ds, topic),
        ", ".join(counts),
        rows,
        folded,
        f"{len(folded)} minor: {', '.join(named)}",
    )


def _title(ds: Dataset, topic: Topical) -> str:
    row = ds.records.topics.get(topic.topic_id)
    if row is not None:
        return row.label
    if topic.route:
        return label(ds, ">".join(topic.route))
    if topic.parties:
        return f"Contacts and words of {listing(label(ds, key) for key in topic.parties)}"
    return "Other contacts and words"


def _named(ds: Dataset, entry: str) -> str:
    subject, _, attribute = entry.rpartition(".")
    return f"{label(ds, subject)}, {about_text(attribute)}"


def _n(n: int, one: str, many: str = "") -> str:
    return f"{in_letters(count(n, 'rows')).text} {one if n == 1 else many or f'{one}s'}"
