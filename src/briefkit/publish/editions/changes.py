"""What moved between two editions, or two revisions of one, and why: number by number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefkit.publish.store.snapshot import Snapshot
from briefkit.vocab import Term

__all__ = ["Cause", "CauseKind", "Change", "changes", "summary"]


class CauseKind(Term):
    """Why a number moved."""

    NEW_REPORT = "new_report", "A report was published between the two."
    LATE_CODING = "late_coding", "A report that was out before was coded after."
    CORRECTION = "correction", "A source corrected its own claim."
    SOURCE_WITHDRAWN = "source_withdrawn", "A source was taken out of the record."
    CLAIM_WITHDRAWN = "claim_withdrawn", "A claim was taken out of the record."
    RECODED = "recoded", "Rows of the record were edited."
    RULE_CHANGED = "rule_changed", "The number is computed by another rule."
    PARAMETER_CHANGED = "parameter_changed", "The brief has other parameters."
    CODE_CHANGED = "code_changed", "A notebook, or the version of a package, is another."
    SELECTION = "selection", "Other claims count, with the same record and code: the cut-off moved."


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, with the claims or sources that it rests on."""

    kind: CauseKind
    ids: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return kind, its sentence and the ids."""
        return {"kind": self.kind.value, "text": self.kind.sentence, "ids": list(self.ids)}


@dataclass(frozen=True, slots=True)
class Change:
    """One number that moved; ``before`` or ``after`` is None where it was not or is no more."""

    number: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    causes: tuple[Cause, ...]

    def to_json(self) -> dict[str, Any]:
        """Return number, before, after and causes."""
        return {
            "number": self.number,
            "before": None if self.before is None else dict(self.before),
            "after": None if self.after is None else dict(self.after),
            "causes": [cause.to_json() for cause in self.causes],
        }


def changes(before: Snapshot, after: Snapshot, dataset: Any) -> tuple[Change, ...]:
    """Compare the numbers of two editions, or of two revisions of one.

    Parameters
    ----------
    before, after : Snapshot
        The earlier and the later one.
    dataset : briefkit.dataset.Dataset
        The record as it is now; what it no longer has was withdrawn.

    Returns
    -------
    tuple of Change
        By number, sorted. A number of a brief that only one of the two holds is no change.
    """
    shared = set(before.manifest["briefs"]) & set(after.manifest["briefs"])
    names = {
        name
        for snapshot in (before, after)
        for name, number in snapshot.numbers.items()
        if shared & set(number["briefs"])
    }
    found = []
    for name in sorted(names):
        old, new = before.numbers.get(name), after.numbers.get(name)
        if _content(old) != _content(new):
            causes = tuple(_causes(old, new, before, after, dataset))
            found.append(Change(name, old, new, causes))
    return tuple(found)


def _content(number: Mapping[str, Any] | None) -> Any:
    return number and {key: value for key, value in number.items() if key != "briefs"}


def _causes(
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    before: Snapshot,
    after: Snapshot,
    dataset: Any,
) -> Iterator[Cause]:
    was = set(old["claim_ids"]) if old else set()
    now = set(new["claim_ids"]) if new else set()
    by_kind: dict[CauseKind, set[str]] = defaultdict(set)
    for kind, name in (*_added(now - was, before, dataset), *_gone(was - now, dataset)):
        by_kind[kind].add(name)
    for kind, found in by_kind.items():
        yield Cause(kind, tuple(sorted(found)))
    if old and new and old["rule"] != new["rule"]:
        yield Cause(CauseKind.RULE_CHANGED)
    briefs = {*(old or {}).get("briefs", ()), *(new or {}).get("briefs", ())}
    if _parameters(before, briefs) != _parameters(after, briefs):
        yield Cause(CauseKind.PARAMETER_CHANGED, tuple(sorted(briefs)))
    if by_kind:
        return
    moved = [k for k in ("notebooks", "versions") if before.manifest[k] != after.manifest[k]]
    if moved:
        yield Cause(CauseKind.CODE_CHANGED, tuple(_differing(before, after, moved)))
    if before.manifest["as_of"] != after.manifest["as_of"]:
        yield Cause(CauseKind.SELECTION)
    elif before.manifest["data"] != after.manifest["data"]:
        if beside := _coded_since(was | now, before, after, dataset):
            yield Cause(CauseKind.LATE_CODING, beside)
        else:
            yield Cause(CauseKind.RECODED, tuple(sorted(was & now)))


def _coded_since(
    claims: Iterable[str], before: Snapshot, after: Snapshot, dataset: Any
) -> tuple[str, ...]:
    """Return the claims that came in on the subjects of some, and move a number from beside it."""
    records = dataset.tables.records.claims
    subjects = {records[name].subject_id for name in claims if name in records}
    return tuple(
        sorted(
            name
            for name, claim in records.items()
            if claim.subject_id in subjects and after.had(name) and not before.had(name)
        )
    )


def _added(
    claims: Iterable[str], before: Snapshot, dataset: Any
) -> Iterator[tuple[CauseKind, str]]:
    cut, records = date.fromisoformat(before.manifest["as_of"]), dataset.tables.records.claims
    for name in claims:
        claim = records.get(name)
        if claim is None:
            continue
        if claim.supersedes is not None and before.had(claim.supersedes):
            yield CauseKind.CORRECTION, name
        elif dataset.tables.known_on[name] > cut:
            yield CauseKind.NEW_REPORT, name
        elif not before.had(name):
            yield CauseKind.LATE_CODING, name


def _gone(claims: Iterable[str], dataset: Any) -> Iterator[tuple[CauseKind, str]]:
    records = dataset.tables.records
    superseded = {claim.supersedes for claim in records.claims.values()}
    for name in claims:
        if name in superseded:
            yield CauseKind.CORRECTION, name
        elif name not in records.claims:
            source = name.rpartition(".")[0]
            if source in records.sources:
                yield CauseKind.CLAIM_WITHDRAWN, name
            else:
                yield CauseKind.SOURCE_WITHDRAWN, source


def _parameters(snapshot: Snapshot, briefs: Iterable[str]) -> dict[str, Any]:
    """Return the parameters of briefs, without those that every edition has its own of."""
    return {
        name: {
            key: value
            for key, value in snapshot.manifest["briefs"][name]["parameters"].items()
            if key not in {"as_of", "previous"}
        }
        for name in briefs
        if name in snapshot.manifest["briefs"]
    }


def _differing(before: Snapshot, after: Snapshot, parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        old, new = before.manifest[part], after.manifest[part]
        yield from sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def summary(found: Iterable[Change]) -> list[dict[str, Any]]:
    """Return the causes of many changes, each once, with the numbers that it moved.

    Parameters
    ----------
    found : iterable of Change
        What :func:`changes` returned.

    Returns
    -------
    list of dict
        ``kind``, ``text``, ``ids`` and ``numbers``, in the order of :class:`CauseKind`.
    """
    numbers: dict[CauseKind, set[str]] = defaultdict(set)
    ids: dict[CauseKind, set[str]] = defaultdict(set)
    for change in found:
        for cause in change.causes:
            numbers[cause.kind].add(change.number)
            ids[cause.kind].update(cause.ids)
    return [
        {**Cause(kind, tuple(sorted(ids[kind]))).to_json(), "numbers": sorted(numbers[kind])}
        for kind in CauseKind
        if kind in numbers
    ]
