"""What a reader of the register may filter by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefkit.analysis.discrepancies.severity import WORST
from briefkit.analysis.worklist import Item
from briefkit.dataset import Dataset
from briefkit.present.formats import label
from briefkit.present.words import kind_text
from briefkit.present.worklist.rows import UNDECIDED, RegisterRow, about_text
from briefkit.vocab import CheckState, DecisionStatus, DiscrepancyType

__all__ = ["Choice", "Filter", "filters", "pairs_of"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a reader may filter by: what the rows carry, and how it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the mark that it looks at, how it is called, and what there is to choose."""

    mark: str
    label: str
    choices: tuple[Choice, ...]


def pairs_of(items: Iterable[Item]) -> frozenset[tuple[str, str]]:
    """Return the pairs of parties that some entry is about alone.

    An entry of three parties or more is found by each of these that it holds.
    """
    return frozenset((x.parties[0], x.parties[1]) for x in items if len(x.parties) == 2)


def filters(
    ds: Dataset,
    topics: Iterable[Choice],
    rows: list[RegisterRow],
    pairs: Iterable[tuple[str, str]],
) -> Iterator[Filter]:
    """Walk the filters of a page.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    topics : iterable of Choice
        Its topics.
    rows : list of RegisterRow
        Its rows: what none of them carries cannot be chosen.
    pairs : iterable of (str, str)
        See :func:`pairs_of`.

    Yields
    ------
    Filter
    """

    def there(mark: str) -> set[str]:
        return {value for row in rows for value in row.marks[mark].split()}

    def by_label(choices: Iterable[Choice]) -> tuple[Choice, ...]:
        return tuple(sorted(choices, key=lambda choice: choice.label))

    states = [str(state) for state in CheckState if state in there("state")]
    statuses = [str(status) for status in DecisionStatus if status in there("status")]
    kinds = by_label(Choice(kind, kind_text(DiscrepancyType(kind))) for kind in there("type"))
    named = [("-".join(pair), "–".join(label(ds, key) for key in pair)) for pair in pairs]
    yield Filter("topic", "Topic", tuple(topics))
    yield Filter("type", "Kind", kinds)
    yield Filter("state", "State", tuple(Choice(state, state) for state in states))
    degrees = [Choice(str(n), f"{n} and up" if n < WORST else str(n)) for n in range(2, WORST + 1)]
    yield Filter("severity", "Severity", tuple(degrees))
    yield Filter("pair", "Between", by_label(Choice(*pair) for pair in named))
    yield Filter("about", "About", by_label(Choice(x, about_text(x)) for x in there("about")))
    chosen = [Choice(status, status) for status in statuses]
    yield Filter("status", "Decision", (*chosen, Choice(UNDECIDED, "not decided")))
