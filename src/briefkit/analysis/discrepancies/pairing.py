"""Which versions of a family are set against which: all, or in a crowd enough of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.version import Version
from briefkit.dates import Span
from briefkit.quantities import Amount

__all__ = ["across", "pairs"]

#: Up to so many versions of one subject, each is compared with each.
CROWD = 30
_NEIGHBOURS = 3


def pairs(index: Index, versions: Iterable[Version]) -> Iterator[tuple[Version, Version]]:
    """Yield the pairs of versions of a family that are compared.

    Parameters
    ----------
    index : Index
        The corpus.
    versions : iterable of Version
        All versions of a family.

    Yields
    ------
    tuple of Version
        Pairs of one subject, and of a subject with what contains it.

    Notes
    -----
    In a crowd, versions are put in the order of their values, and each is compared with its
    neighbours and with the lowest, the middle and the highest: a number or date that excludes any
    other excludes one of these. The time then grows with the number of versions, not its square.
    """
    by_subject: dict[str, list[Version]] = {}
    for version in versions:
        by_subject.setdefault(version.subject_id, []).append(version)
    for subject_id, own in by_subject.items():
        if len(own) <= CROWD:
            yield from itertools.combinations(own, 2)
        else:
            yield from _crowd(own)
        for ancestor in index.ancestors(subject_id):
            yield from across(own, by_subject.get(ancestor, []))


def across(
    parts: Sequence[Version], wholes: Sequence[Version]
) -> Iterator[tuple[Version, Version]]:
    """Yield pairs of a part and a whole; in a crowd, each with three of the other side."""
    if len(parts) * len(wholes) <= CROWD * CROWD:
        yield from itertools.product(parts, wholes)
        return
    ordered, others = sorted(parts, key=_order), sorted(wholes, key=_order)
    marks = {id(version) for version in _marks(ordered)}
    for part in ordered:
        for whole in others if id(part) in marks else _marks(others):
            yield part, whole


def _crowd(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    ordered = sorted(versions, key=_order)
    marks = _places(len(ordered))
    for n, version in enumerate(ordered):
        near = range(n + 1, min(n + 1 + _NEIGHBOURS, len(ordered)))
        yield from ((version, ordered[at]) for at in near)
        for at in marks:
            # pairs of neighbours, and of two marks, come once
            is_met = at in near or n - _NEIGHBOURS <= at <= n or (n in marks and at < n)
            if not is_met:
                yield version, ordered[at]


def _places(n: int) -> list[int]:
    """Return the places of the lowest, the middle and the highest of a row."""
    return sorted({0, n // 2, n - 1}) if n else []


def _marks(ordered: Sequence[Version]) -> list[Version]:
    return [ordered[place] for place in _places(len(ordered))]


def _order(version: Version) -> tuple[float, str, tuple[str, ...]]:
    value = version.value
    if isinstance(value, Amount):
        return value.centre or 0.0, "", version.claim_ids
    if isinstance(value, Span):
        return float(value.first.toordinal()), "", version.claim_ids
    return 0.0, value if isinstance(value, str) else "; ".join(sorted(value)), version.claim_ids
