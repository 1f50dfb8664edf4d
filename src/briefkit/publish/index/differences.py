"""What moved from one edition to the next, in short; ``briefkit changes`` says all, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefkit.publish.index.headline_series import Followed
from briefkit.publish.index.known_editions import number_href, text_of, value_of
from briefkit.publish.store.snapshot import Snapshot

__all__ = ["moves"]

Json = dict[str, Any]

_MOST_TOLD, _MOST_LISTED = 8, 40


def moves(before: Snapshot, after: Snapshot, followed: Sequence[Followed]) -> Json:
    """Compare the values of two editions.

    Parameters
    ----------
    before, after : Snapshot
        The earlier and the later one.
    followed : sequence of Followed
        Headlines, which have words.

    Returns
    -------
    dict
        ``n_moved``, ``n_new`` and ``n_gone`` count names in briefs that both hold; ``told`` are the
        headlines that moved most, ``listed`` the other numbers, by name, and ``n_unlisted`` says
        how many more there are. Each has ``before``, ``after`` and ``href``.
    """
    shared = {*before.manifest["briefs"]} & {*after.manifest["briefs"]}
    old, new = _shared(before, shared), _shared(after, shared)
    moved = [name for name in old.keys() & new.keys() if _content(old[name]) != _content(new[name])]
    told = []
    for one in followed:
        by_day = {point.as_of: point for point in one.given}
        was, now = (by_day.get(edition.manifest["as_of"]) for edition in (before, after))
        if was and now and was.value != now.value:
            entry = _entry(after, now.name, was.number, now.number) | {"words": one.words}
            told.append((-_size(was.number, now.number), one.series, now.name, entry))
    told = sorted(told, key=lambda item: item[:2])[:_MOST_TOLD]
    names = {name for _, _, name, _ in told}
    rest = sorted((-_size(old[name], new[name]), name) for name in moved if name not in names)
    listed = [_entry(after, name, old[name], new[name]) for _, name in rest[:_MOST_LISTED]]
    return {
        "n_moved": len(moved),
        "n_new": len(new.keys() - old.keys()),
        "n_gone": len(old.keys() - new.keys()),
        "told": [entry for *_, entry in told],
        "listed": listed,
        "n_unlisted": len(rest) - len(listed),
    }


def _shared(edition: Snapshot, briefs: set[str]) -> dict[str, Mapping[str, Any]]:
    return {
        name: number for name, number in edition.numbers.items() if briefs & {*number["briefs"]}
    }


def _content(number: Mapping[str, Any]) -> tuple[Any, ...]:
    return (*value_of(number), number["unit"], number["text"])


def _size(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """Return by what share a number moved: from nothing to something is the whole."""
    a, b = _centre(old), _centre(new)
    return abs(a - b) / (max(abs(a), abs(b)) or 1)


def _centre(number: Mapping[str, Any]) -> float:
    low, best, high = value_of(number)
    return next((x for x in (best, low, high) if x is not None), 0.0)


def _entry(edition: Snapshot, name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Json:
    return {
        "name": name,
        "before": text_of(old),
        "after": text_of(new),
        "href": number_href(edition, name),
    }
