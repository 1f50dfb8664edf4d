"""Variant: the same date, place or people, coarser."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.analysis.discrepancies.case import Case, Nuance, claim_ids
from briefkit.analysis.discrepancies.sentence import said
from briefkit.analysis.discrepancies.version import Version, versions
from briefkit.dates import Span
from briefkit.vocab import DiscrepancyType

MAX_PAIRS = 3
_WHEN = frozenset({"date", "during"})
_COARSE = frozenset({"week", "month", "year"})


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set side by side values of which one contains the other."""
    pairs = [
        pair
        for pair in (*case.nuances, *_parts(case))
        if pair.type is DiscrepancyType.GRANULARITY and not _is_one_phrase(pair)
    ]
    if not pairs:
        return None
    told = list(
        dict.fromkeys(f"{_value(case, pair.a)}, against {_value(case, pair.b)}" for pair in pairs)
    )
    rest = f"; and {len(told) - MAX_PAIRS} more such pairs" if len(told) > MAX_PAIRS else ""
    text = f"The same at two precisions: {'; '.join(told[:MAX_PAIRS])}{rest}."
    return text, claim_ids(pairs)


def _parts(case: Case) -> Iterator[Nuance]:
    """Pair the week or month of a visit with the day of its meeting, where others give that."""
    index = case.index
    coarse = [
        version
        for version in case.family.versions
        if version.role in _WHEN and version.days.precision in _COARSE and not version.is_denied
    ]
    for whole in coarse:
        for child in index.tree(whole.subject_id)[1:]:
            for part in versions(index.ds.claims_of(child, "date")):
                is_finer = part.days.is_day and part.days.within(whole.days)
                if is_finer and part.stage is whole.stage and part.sources - whole.sources:
                    yield Nuance(whole, part, DiscrepancyType.GRANULARITY)


def _is_one_phrase(pair: Nuance) -> bool:
    """Whether the two are one passage of one source, or both say only that it was going on."""
    if "under_way" not in {pair.a.role, pair.b.role}:
        return False
    return pair.a.role == pair.b.role or bool(pair.a.sources & pair.b.sources)


def _value(case: Case, version: Version) -> str:
    quoted = said(case.index, version)
    if isinstance(version.value, Span):
        under_way = "under way on " if version.role == "under_way" else ""
        return f"{under_way}{version.value.text}, {quoted}"
    if version.role in {"place", "arrival_place"}:
        return f"{case.index.name(version.text)}, {quoted}"
    return quoted
