"""The register of discrepancies: what cannot all hold, what can, and what is contested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from briefkit.analysis import rules
from briefkit.analysis.changes import Repeatable
from briefkit.analysis.discrepancies.denials import Contested
from briefkit.analysis.discrepancies.entry import Entry, Variant
from briefkit.analysis.estimate import Estimate, count_estimate
from briefkit.analysis.results import as_terms
from briefkit.errors import UnknownNameError, nearest

__all__ = ["Discrepancies"]

#: Columns of the frames, as ``show discrepancies`` names them.
_COLUMNS = (
    "id", "subject_id", "attribute", "types", "severity", "state", "leans", "because", "claims",
    "printed", "n_sources", "n_origins", "n_voices", "causes", "check",
)  # fmt: skip
_SEVERE = 4


@dataclass(frozen=True, repr=False)
class Discrepancies(Repeatable):
    """Result of :func:`briefkit.discrepancies`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    entries : tuple of Entry
        Disagreements, the worst first, then in the order of the types, the best told first.
    variants : tuple of Variant
        What differs and can all hold, by id. A matter can stand in both: then its variants are
        listed here and are none of the types of its disagreement.
    contested : tuple of Contested
        What a party to it denies; no entry of its own.
    n_publishers : int
        Who publishes in the corpus: one alone has nobody to disagree with.
    """

    as_of: date
    entries: tuple[Entry, ...]
    variants: tuple[Variant, ...]
    contested: tuple[Contested, ...] = ()
    n_publishers: int = 0

    _shown_columns = ("id", "types", "severity", "state", "n_voices", "printed")

    def entry(self, id: str) -> Entry | Variant:
        """Return an entry by its id; a disagreement before a variant.

        Parameters
        ----------
        id : str
            ``<subject>.<attribute>``.

        Returns
        -------
        Entry or Variant

        Raises
        ------
        UnknownNameError
            If there is none; the nearest ids are suggested.
        """
        listed: tuple[Entry | Variant, ...] = (*self.entries, *self.variants)
        for entry in listed:
            if entry.id == id:
                return entry
        near = nearest(id, (entry.id for entry in listed), 3)
        raise UnknownNameError(f"no discrepancy '{id}'. Nearest: {', '.join(near) or 'none'}.")

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims that differ, sorted."""
        found = {name for variant in self.variants for name in variant.claim_ids}
        for entry in self.entries:
            found |= {*entry.claim_ids, *entry.a.claim_ids, *entry.b.claim_ids}
            found |= {name for item in entry.hypotheses for name in item.evidence}
        for question in self.contested:
            found |= {*question.denials, *question.assertions}
        return tuple(sorted(found))

    @cached_property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names: how many entries, and how severe each is."""
        found = {
            "discrepancies.entries": count_estimate(
                len(self.entries),
                "entry",
                [name for entry in self.entries for name in entry.claim_ids],
                rule=rules.ENTRIES,
            )
        }
        for entry in self.entries:
            found[f"discrepancies.{entry.id}.severity"] = count_estimate(
                entry.severity, "severity", entry.claim_ids, rule=rules.SEVERITY
            )
        return found

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Disagreements as a frame, one row each, columns as ``show discrepancies`` names them.

        Returns
        -------
        pandas.DataFrame
            ``severity`` and the counts are int64, ``attribute`` and ``state`` categories, the rest
            text; lists are joined with ``; ``.
        """
        return _frame(self.entries)

    @cached_property
    def variants_frame(self) -> pd.DataFrame:
        """Variants as a frame, with the columns of :attr:`frame`."""
        return _frame(self.variants)

    def to_json(self, variants: bool = False) -> dict[str, object]:
        """Return the shape of ``show discrepancies``, without its sentences.

        Parameters
        ----------
        variants : bool
            Whether the variants are listed too.
        """
        shown: dict[str, object] = {
            "as_of": str(self.as_of),
            "discrepancies": [entry.to_json() for entry in self.entries],
            "contested": [question.to_json() for question in self.contested],
        }
        if variants:
            shown["variants"] = [entry.to_json() for entry in self.variants]
        return shown

    def __repr__(self) -> str:
        n_severe = sum(entry.severity >= _SEVERE for entry in self.entries)
        return (
            f"Discrepancies(as_of={self.as_of}, {len(self.entries)} entries, "
            f"{n_severe} of severity {_SEVERE} or more, {len(self.variants)} variants apart)"
        )


def _frame(entries: Sequence[Entry | Variant]) -> pd.DataFrame:
    rows = []
    for entry in entries:
        row = entry.to_json()
        row["causes"] = "; ".join(dict.fromkeys(h.cause for h in entry.hypotheses))
        for name in ("types", "claims", "printed"):
            listed = row[name]
            assert isinstance(listed, list)
            row[name] = "; ".join(listed)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    counts = ("severity", "n_sources", "n_origins", "n_voices")
    return as_terms(frame.astype(dict.fromkeys(counts, "int64")), "attribute", "state")
