"""The survey: every family compared, every rule tried, one entry for each that differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.check import check
from briefkit.analysis.discrepancies.entry import Entry, Hypothesis
from briefkit.analysis.discrepancies.families import GROUPS, families
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.lacks import Lack, lacks
from briefkit.analysis.discrepancies.register import Discrepancies
from briefkit.analysis.discrepancies.rule import hypotheses, variants
from briefkit.analysis.discrepancies.severity import WORST, severity
from briefkit.analysis.discrepancies.state import state
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset
from briefkit.dates import last_day, span
from briefkit.errors import ParameterError, UnknownNameError, nearest
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import DiscrepancyType

__all__ = ["discrepancies"]


def discrepancies(
    ds: Dataset,
    *,
    attributes: Sequence[str] = (),
    least_severity: int = 1,
    since: str | date | None = None,
    until: str | date | None = None,
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
    since, until : str or date, optional
        Only families of which a claim was published in this window; their older and newer claims
        stay beside it.

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
    first = since if isinstance(since, date) else span(since).first if since else date.min
    last = last_day(until) if until else date.max
    listed: list[Entry] = []
    apart: list[Entry] = []
    for case in _cases(Index(ds)):
        if wanted and case.family.attribute not in wanted:
            continue
        known = (ds.tables.known_on[claim.claim_id] for claim in case.family.claims)
        if not any(first <= day <= last for day in known):
            continue
        fired = hypotheses(case)
        if fired:
            found = _entry(case, fired)
            listed += [found] if found.severity >= least_severity else []
        differing = variants(case)
        if differing:
            apart.append(_variant(case, differing))
    order = list(DiscrepancyType)
    listed.sort(
        key=lambda entry: (
            -entry.severity,
            order.index(entry.types[0]) if entry.types else len(order),
            -entry.n_sources,
            entry.id,
        )
    )
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
    names = {*claim_ids(case.conflicts), *(name for h in fired for name in h.evidence)}
    claims = [case.index.ds.records.claims[name] for name in sorted(names)]
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
        claim_ids=tuple(claim.claim_id for claim in claims),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        hypotheses=fired,
        check=check(case, claims),
    )


def _variant(case: Case, fired: tuple[Hypothesis, ...]) -> Entry:
    names = {name for hypothesis in fired for name in hypothesis.evidence}
    claims = [case.index.ds.records.claims[name] for name in sorted(names)]
    weight = support(case.index.ds, claims)
    # words differ in phrases, where propositions agree
    attribute = "phrase" if case.family.attribute == "gist" else case.family.attribute
    return Entry(
        id=f"{case.family.subject_id}.{attribute}",
        subject_id=case.family.subject_id,
        attribute=attribute,
        types=tuple(hypothesis.type for hypothesis in fired),
        severity=0,
        severity_rule="variants can all hold and have no severity",
        state=None,
        claim_ids=tuple(claim.claim_id for claim in claims),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
        hypotheses=fired,
        check="",
    )
