"""What the desk decided on entries of the register, and whether its ground has moved since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefkit.analysis.wanted import check_dataset
from briefkit.dataset import Dataset
from briefkit.schema.attributes import filed_under
from briefkit.schema.tables import Claim, Decision

__all__ = ["Decided", "decisions"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the desk decided on one entry.

    Parameters
    ----------
    decision : Decision
        The newest by day; of one day the last that was added.
    earlier : tuple of Decision
        Those before it, the newest first.
    newer : tuple of str
        Ids of the claims on the matter that became known after the day of the decision, sorted.
    corrections : tuple of str
        Those among them that correct another.
    is_due : bool
        Whether the day of its review has come.
    """

    decision: Decision
    earlier: tuple[Decision, ...]
    newer: tuple[str, ...]
    corrections: tuple[str, ...]
    is_due: bool

    @property
    def has_moved(self) -> bool:
        """Whether anything on the matter is newer than the decision."""
        return bool(self.newer)


def decisions(ds: Dataset) -> Mapping[str, Decided]:
    """Return what the desk had decided, entry by entry.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day: later decisions are not in it.

    Returns
    -------
    mapping of str to Decided
        By the id of the entry, sorted. An entry may have left the register since.
    """
    check_dataset(ds)
    by_entry: dict[str, list[Decision]] = {}
    for decision in ds.records.decisions.values():
        by_entry.setdefault(decision.entry, []).append(decision)
    return {entry: _decided(ds, by_entry[entry]) for entry in sorted(by_entry)}


def _decided(ds: Dataset, listed: list[Decision]) -> Decided:
    newest, *earlier = sorted(
        listed, key=lambda d: (d.decided_on, d.decision_id.rpartition(".")[2]), reverse=True
    )
    known = ds.tables.known_on
    newer = [c for c in _matter(ds, newest) if known[c.claim_id] > newest.decided_on]
    return Decided(
        newest,
        tuple(earlier),
        tuple(sorted(c.claim_id for c in newer)),
        tuple(sorted(c.claim_id for c in newer if c.supersedes is not None)),
        newest.review_on is not None and newest.review_on <= ds.as_of,
    )


def _matter(ds: Dataset, decision: Decision) -> list[Claim]:
    """Return all that is said of the attribute of the subject, under whatever name it is filed."""
    return [
        claim
        for attribute, claims in ds.subjects.get(decision.subject_id, {}).items()
        if filed_under(attribute) == decision.attribute
        for claim in claims
    ]
