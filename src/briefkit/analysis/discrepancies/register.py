"""The register of discrepancies: every family whose claims differ, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.check import check
from briefkit.analysis.discrepancies.entry import Entry, Hypothesis
from briefkit.analysis.discrepancies.families import GROUPS, families
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.lacks import Lack, lacks
from briefkit.analysis.discrepancies.rule import hypotheses, variants
from briefkit.analysis.discrepancies.severity import severity
from briefkit.analysis.discrepancies.state import state
from briefkit.analysis.estimate import Estimate, count_estimate
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.errors import ParameterError, UnknownNameError, nearest
from briefkit.schema.attributes import ATTRIBUTES

__all__ = ["Discrepancies", "discrepancies"]

#: Columns of the frames, as ``show discrepancies`` names them.
COLUMNS = (
    "id", "subject_id", "attribute", "types", "severity", "state", "claims", "printed",
    "n_sources", "n_origins", "n_voices", "hypotheses", "check",
)  # fmt: skip
WORST = 5


@dataclass(frozen=True)
class Discrepancies:
    """Result of :func:`discrepancies`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    entries : tuple of Entry
        Disagreements, the worst first, then by id.
    variants : tuple of Entry
        What differs and can all hold, by id. A family can stand in both: then its variants are
        listed here and are none of the types of its disagreement.
    """

    as_of: date
    entries: tuple[Entry, ...]
    variants: tuple[Entry, ...]

    def entry(self, id: str) -> Entry:  # noqa: A002 (the register's own word)
        """Return an entry by its id; a disagreement before a variant.

        Parameters
        ----------
        id : str
            ``<subject>.<attribute>``.

        Returns
        -------
        Entry

        Raises
        ------
        UnknownNameError
            If there is none; the nearest ids are suggested.
        """
        listed = (*self.entries, *self.variants)
        for entry in listed:
            if entry.id == id:
                return entry
        near = nearest(id, (entry.id for entry in listed), 3)
        raise UnknownNameError(f"no discrepancy '{id}'. Nearest: {', '.join(near) or 'none'}.")

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of all claims that differ, sorted."""
        return tuple(
            sorted({name for entry in (*self.entries, *self.variants) for name in entry.claim_ids})
        )

    @cached_property
    def numbers(self) -> Mapping[str, Estimate]:
        """Estimates by their stable names: how many entries, and how severe each is."""
        rule = "count of families whose claims cannot all hold, or are left out"
        found = {
            "discrepancies.entries": count_estimate(
                len(self.entries),
                "entry",
                [name for entry in self.entries for name in entry.claim_ids],
                rule=rule,
            )
        }
        for entry in self.entries:
            found[f"discrepancies.{entry.id}.severity"] = count_estimate(
                entry.severity, "severity", entry.claim_ids, rule=entry.severity_rule
            )
        return found

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Disagreements as a frame, one row each, columns as ``show discrepancies`` names them.

        Returns
        -------
        pandas.DataFrame
            ``severity`` and the counts are int64, the rest text; lists are joined with ``; ``.
        """
        return _frame(self.entries)

    @cached_property
    def variants_frame(self) -> pd.DataFrame:
        """Variants as a frame, with the columns of :attr:`frame`."""
        return _frame(self.variants)

    def to_json(self, variants: bool = False) -> dict[str, object]:
        """Return the shape of ``show discrepancies``.

        Parameters
        ----------
        variants : bool
            Whether the variants are listed too.
        """
        shown: dict[str, object] = {
            "as_of": str(self.as_of),
            "discrepancies": [entry.to_json() for entry in self.entries],
        }
        if variants:
            shown["variants"] = [entry.to_json() for entry in self.variants]
        return shown

    def __repr__(self) -> str:
        n_severe = sum(entry.severity >= 4 for entry in self.entries)
        return (
            f"Discrepancies(as_of={self.as_of}, {len(self.entries)} entries, {n_severe} of severity "
            f"4 or 5, {len(self.variants)} variants apart)"
        )

    def _repr_html_(self) -> str:
        shown = self.frame[["id", "types", "severity", "state", "n_voices", "printed", "check"]]
        return str(shown.to_html(index=False))


def _frame(entries: Sequence[Entry]) -> pd.DataFrame:
    rows = []
    for entry in entries:
        row = entry.to_json()
        row["hypotheses"] = "; ".join(f"{h.type}: {h.text}" for h in entry.hypotheses)
        for name in ("types", "claims", "printed"):
            listed = row[name]
            assert isinstance(listed, list)
            row[name] = "; ".join(listed)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    counts = ("severity", "n_sources", "n_origins", "n_voices")
    return frame.astype(dict.fromkeys(counts, "int64"))


def discrepancies(
    ds: Dataset, *, attributes: Sequence[str] = (), least_severity: int = 1
) -> Discrepancies:
    """Compare all claims of each family and say how they came to differ.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    attributes : sequence of str
        Only these; empty is all. ``date`` takes in start, end and during, ``place`` arrival_place,
        ``gist`` phrase.
    least_severity : int
        Only disagreements at least as severe, 1 to 5. Variants have no severity and all stay.

    Returns
    -------
    Discrepancies

    Raises
    ------
    UnknownNameError
        If an attribute does not exist.
    ParameterError
        If the severity is not 1 to 5.

    Examples
    --------
    >>> import briefkit as bk
    >>> register = bk.discrepancies(bk.load(), least_severity=5)  # doctest: +SKIP
    """
    for name in attributes:
        if name not in ATTRIBUTES:
            near = nearest(name, ATTRIBUTES)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(
                f"no attribute '{name}'. Allowed: {', '.join(ATTRIBUTES)}.{hint}"
            )
    if isinstance(least_severity, bool) or least_severity not in range(1, WORST + 1):
        raise ParameterError(f"least_severity is {least_severity!r}. Allowed: 1 to {WORST}.")
    wanted = {GROUPS.get(name, name) for name in attributes}
    listed: list[Entry] = []
    apart: list[Entry] = []
    for case in _cases(Index(ds)):
        if wanted and case.family.attribute not in wanted:
            continue
        fired = hypotheses(case)
        if fired:
            found = _entry(case, fired)
            listed += [found] if found.severity >= least_severity else []
        differing = variants(case)
        if differing:
            apart.append(_variant(case, differing))
    listed.sort(key=lambda entry: (-entry.severity, entry.id))
    return Discrepancies(ds.as_of, tuple(listed), tuple(apart))


def _cases(index: Index) -> list[Case]:
    left_out = lacks(index)
    made = families(index)
    home = {claim.claim_id: family for family in made for claim in family.claims}
    by_family: dict[tuple[str, str], tuple[Lack, ...]] = {}
    for key in sorted(left_out):
        for lack in left_out[key]:
            family = home[lack.carriers[0].claim_id]
            name = (family.subject_id, family.attribute)
            by_family[name] = (*by_family.get(name, ()), lack)
    return [
        Case(index, family, by_family.get((family.subject_id, family.attribute), ()))
        for family in made
    ]


def _entry(case: Case, fired: tuple[Hypothesis, ...]) -> Entry:
    names = sorted({*claim_ids(case.conflicts), *(n for h in fired for n in h.evidence)})
    claims = [case.index.ds.records.claims[name] for name in names]
    weight = support(case.index.ds, claims)
    degree, why = severity(case, fired)
    return Entry(
        id=f"{case.family.subject_id}.{case.family.attribute}",
        subject_id=case.family.subject_id,
        attribute=case.family.attribute,
        types=tuple(hypothesis.type for hypothesis in fired),
        severity=degree,
        severity_rule=why,
        state=state(case),
        claim_ids=tuple(names),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        hypotheses=fired,
        check=check(case, claims),
    )


def _variant(case: Case, fired: tuple[Hypothesis, ...]) -> Entry:
    names = sorted({name for hypothesis in fired for name in hypothesis.evidence})
    claims = [case.index.ds.records.claims[name] for name in names]
    weight = support(case.index.ds, claims)
    is_only_words = case.family.attribute == "gist"
    attribute = "phrase" if is_only_words else case.family.attribute
    return Entry(
        id=f"{case.family.subject_id}.{attribute}",
        subject_id=case.family.subject_id,
        attribute=attribute,
        types=tuple(hypothesis.type for hypothesis in fired),
        severity=0,
        severity_rule="variants can all hold and have no severity",
        state=None,
        claim_ids=tuple(names),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        hypotheses=fired,
        check="",
    )
