"""The survey: every matter compared, one entry for each in which claims cannot all hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from briefkit.analysis.corpus import Corpus, corpus_of
from briefkit.analysis.discrepancies.entry import Entry, Hypothesis, Side, Variant
from briefkit.analysis.discrepancies.leading import leading
from briefkit.analysis.discrepancies.matters import Matter, matters
from briefkit.analysis.discrepancies.names import name_variants
from briefkit.analysis.discrepancies.omissions import omissions
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, claim_ids
from briefkit.analysis.discrepancies.reasons import explained
from briefkit.analysis.discrepancies.register import Discrepancies
from briefkit.analysis.discrepancies.settling import settling
from briefkit.analysis.discrepancies.severity import WORST, severity
from briefkit.analysis.discrepancies.sides import Sides
from briefkit.analysis.discrepancies.state import settled
from briefkit.analysis.discrepancies.supporters import supporters
from briefkit.analysis.discrepancies.terms import Variation
from briefkit.analysis.discrepancies.values import values
from briefkit.analysis.lines import FlowLine, flow_lines
from briefkit.analysis.voices import support
from briefkit.analysis.wanted import between, check_dataset, chosen
from briefkit.dataset import Dataset
from briefkit.errors import ParameterError
from briefkit.garbage import collection_paused
from briefkit.schema.attributes import ATTRIBUTES, FLOW_NUMBERS, filed_under
from briefkit.vocab import DiscrepancyType

__all__ = ["discrepancies"]


@collection_paused()
def discrepancies(
    ds: Dataset,
    *,
    attributes: str | Sequence[str] = (),
    least_severity: int = 1,
    since: str | int | date | None = None,
    until: str | int | date | None = None,
) -> Discrepancies:
    """Find the claims that cannot all hold, and say how they came to differ.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    attributes : str or sequence of str
        Only these; empty is all. ``date`` takes in start, end, arrival and the like, ``place``
        arrival_place, ``gist`` phrase.
    least_severity : int
        Only disagreements at least as severe, 1 to 5. Variants have no severity and all stay.
    since, until : str, int or date, optional
        Only matters of which a claim was published in this window; their older and newer claims
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
    DateError
        If since or until is no date, or since is after until.

    Examples
    --------
    >>> import briefkit as bk
    >>> register = bk.discrepancies(bk.load(), least_severity=5)  # doctest: +SKIP
    """
    check_dataset(ds)
    asked = {"attributes": attributes, "least_severity": least_severity}
    asked |= {"since": since, "until": until}
    attributes = chosen("attribute", attributes, ATTRIBUTES)
    if isinstance(least_severity, bool) or least_severity not in range(1, WORST + 1):
        raise ParameterError(f"least_severity is {least_severity!r}. Allowed: 1 to {WORST}.")
    wanted = frozenset(filed_under(name) for name in attributes)
    found = _found(ds, wanted, least_severity, *between(since, until))
    return replace(found, analysis=discrepancies, filters=asked)


@lru_cache(maxsize=4)
def _found(
    ds: Dataset, wanted: frozenset[str], least_severity: int, first: date, last: date
) -> Discrepancies:
    """Return a register; pages of one edition ask for the same one again and again."""
    corpus = corpus_of(ds)
    compared = matters(corpus)
    _with_omissions(corpus, compared)
    entries: list[Entry] = []
    variants: list[Variant] = []
    contested = []
    for (_, attribute), matter in compared.items():
        if wanted and attribute not in wanted:
            continue
        if not _is_between(corpus, matter, first, last):
            continue
        if matter.contested is not None:
            contested.append(matter.contested)
        if matter.pairs:
            entry = _entry(matter)
            entries += [entry] if entry.severity >= least_severity else []
        if matter.differences:
            variants.append(_variant(matter))
    variants += name_variants(corpus, wanted, first, last)
    order = list(DiscrepancyType)
    entries.sort(
        key=lambda e: (-e.severity, -min(len(e.a.voices), len(e.b.voices)), -e.n_sources,
                       order.index(e.types[0]), ds.tables.ranks[e.a.quoted.claim_id])
    )  # fmt: skip
    variants.sort(key=lambda v: v.id)
    n_publishers = len({source.publisher for source in ds.records.sources.values()})
    return Discrepancies(
        ds.as_of,
        tuple(entries),
        tuple(variants),
        tuple(contested),
        n_publishers,
        dataset=ds,
    )


def _is_between(corpus: Corpus, matter: Matter, first: date, last: date) -> bool:
    if first == date.min and last == date.max:
        return True
    known = corpus.ds.tables.known_on
    return any(first <= known[s.claim.claim_id] <= last for s in matter.said)


def _with_omissions(corpus: Corpus, compared: Mapping[tuple[str, str], Matter]) -> None:
    """Add what is left out to the matter that lacks it; alone it makes a pair of its own."""
    for key, left_out in omissions(corpus).items():
        matter = compared.get(key)
        if matter is None:
            continue
        matter.omissions += left_out
        if not matter.pairs:
            made = values(corpus, left_out[0].carriers)
            if len(made) > 1:
                matter.pairs.append(Pair(made[0], made[1], Ground.OMISSION))


def _entry(matter: Matter) -> Entry:
    corpus, ds = matter.corpus, matter.corpus.ds
    sides = Sides(matter)
    pair = leading(sides)
    a, b = sides.side(pair.a, pair.b), sides.side(pair.b, pair.a)
    near = supporters(matter, pair, {*a.voices, *b.voices})
    a, b = replace(a, near=near[0]), replace(b, near=near[1])
    state, favours_a, because = settled(pair, a, b)
    hypotheses = _omitted(matter) if pair.ground is Ground.OMISSION else _explained(sides, pair)
    claims = [ds.records.claims[name] for name in claim_ids(matter.pairs)]
    weight = support(ds, claims)
    moves = _moves(corpus, matter, pair)
    degree, points = severity(
        matter,
        pair,
        hypotheses[0],
        a,
        b,
        is_printed=bool(moves)
        or not (matter.attribute in FLOW_NUMBERS or matter.subject_id in ds.records.statements),
    )
    if favours_a is False or (favours_a is None and _rank(ds, b) < _rank(ds, a)):
        a, b = b, a
    known = ds.tables.known_on
    return Entry(
        id=f"{matter.subject_id}.{matter.attribute}",
        subject_id=matter.subject_id,
        attribute=matter.attribute,
        a=a,
        b=b,
        hypotheses=hypotheses,
        severity=degree,
        points=points,
        state=state,
        leans=None if favours_a is None else "a",
        because=because,
        moves=moves,
        check_id=settling(corpus, matter.subject_id, matter.attribute),
        claim_ids=tuple(claim.claim_id for claim in claims),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=len({body for side in (a, b) for body in side.voices}) or 1,
        n_pairs=len(matter.pairs),
        opened=min(max(known[p.a.claim.claim_id], known[p.b.claim.claim_id]) for p in matter.pairs),
        newest=max(known[claim.claim_id] for claim in claims),
        is_contested=matter.contested is not None,
    )


def _rank(ds: Dataset, side: Side) -> tuple[int, ...]:
    """Return what puts a side first: most voices, then documents, then the rank of its claim."""
    return -len(side.voices), -side.n_sources, ds.tables.ranks[side.quoted.claim_id]


def _explained(sides: Sides, pair: Pair) -> tuple[Hypothesis, ...]:
    """Explain the leading pair; then name what explains pairs on other grounds."""
    found = list(explained(sides.matter, pair))
    for ground in sorted({p.ground for p in sides.matter.pairs} - {pair.ground}):
        other = explained(sides.matter, leading(sides, ground))[0]
        is_new = other.type not in {*(h.type for h in found), *_ANYHOW}
        if is_new or (ground is Ground.SUM and other.cause not in {h.cause for h in found}):
            found.append(other)
    return tuple(found)


#: Types that say nothing more where the leading pair has an explanation.
_ANYHOW = frozenset({DiscrepancyType.REAL, DiscrepancyType.UNKNOWN})


def _omitted(matter: Matter) -> tuple[Hypothesis, ...]:
    found = []
    for omission in matter.omissions:
        ids = tuple(sorted(claim.claim_id for claim in omission.carriers))
        facts = {"source": omission.source_id, "attribute": omission.attribute}
        found.append(Hypothesis(DiscrepancyType.OMISSION, "left_out", ids, facts))
    return tuple(found)


def _moves(corpus: Corpus, matter: Matter, pair: Pair) -> tuple[str, ...]:
    """Name the printed numbers in which one side of the leading pair is heard."""
    found: list[str] = []
    if matter.attribute not in FLOW_NUMBERS:
        return ()
    for subject in dict.fromkeys((matter.subject_id, *(s.claim.subject_id for s in pair.sides))):
        flow = corpus.ds.records.flows.get(subject)
        if flow is None:
            continue
        ids = {s.claim.claim_id for s in pair.sides}
        lines = flow_lines(corpus.ds, flow, (matter.attribute,))
        found += [line.name for line in lines if _is_heard(line, ids)]
    return tuple(dict.fromkeys(found))


def _is_heard(line: FlowLine, ids: set[str]) -> bool:
    return line.estimate is not None and bool(ids & set(line.estimate.claim_ids))


def _variant(matter: Matter) -> Variant:
    ds = matter.corpus.ds
    by_kind: dict[tuple[DiscrepancyType, Variation], list[Difference]] = {}
    for difference in matter.differences:
        by_kind.setdefault((difference.type, difference.cause), []).append(difference)
    hypotheses = tuple(
        Hypothesis(type_, cause, claim_ids(listed[:_MOST]), {"n": len(listed)})
        for (type_, cause), listed in by_kind.items()
    )
    claims = [
        ds.records.claims[name] for name in sorted({n for h in hypotheses for n in h.evidence})
    ]
    weight = support(ds, claims)
    is_proposition = ATTRIBUTES[matter.attribute].is_proposition
    attribute = "phrase" if is_proposition else matter.attribute
    return Variant(
        id=f"{matter.subject_id}.{attribute}",
        subject_id=matter.subject_id,
        attribute=attribute,
        hypotheses=hypotheses,
        claim_ids=tuple(claim.claim_id for claim in claims),
        printed=tuple(claim.printed for claim in claims),
        n_sources=weight.n_sources,
        n_origins=weight.n_origins,
        n_voices=weight.n_voices,
    )


#: So many pairs of one kind stand for all.
_MOST = 12
