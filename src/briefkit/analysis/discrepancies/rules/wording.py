"""Variant: one proposition, or one thing, in other words."""

from __future__ import annotations

import itertools

from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import said
from briefkit.analysis.discrepancies.spelling import content, plain
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import Unit

MAX_PAIRS = 3
#: So many renderings of one statement are paired with one another.
MAX_RENDERINGS = 30
#: Words of units and of counting, which say nothing of the thing.
_UNIT_WORDS = frozenset(
    {word for unit in Unit for word in (unit.value, f"{unit.value}s")}
    | {"tonne", "tonnes", "metric", "short", "long", "soldiers", "troops", "people"}
)


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Set side by side the words in which sources render one statement or name one thing."""
    attribute = ATTRIBUTES[case.family.attribute]
    if case.family.attribute == "purpose":
        return _told(case, _purposes(case), "The purpose is put in several ways")
    if case.family.attribute == "gist":
        if case.on(Ground.GIST, Ground.DENIAL):
            return None  # then the propositions differ, not the words alone
        parts = [_told(case, _phrases(case), "One proposition is put in other words"), _added(case)]
        found = [part for part in parts if part is not None]
        if not found:
            return None
        evidence = {name for _, names in found for name in names}
        return " ".join(text for text, _ in found), tuple(sorted(evidence))
    if attribute.is_number:
        return _told(case, _things(case), "One thing goes by other names")
    return None


def _told(
    case: Case, pairs: list[tuple[Claim, Claim]], what: str
) -> tuple[str, tuple[str, ...]] | None:
    if not pairs:
        return None
    both = ((said(case.index, claims=[a]), said(case.index, claims=[b])) for a, b in pairs)
    told = list(dict.fromkeys(f"{a} against {b}" for a, b in both))
    rest = f"; and {len(told) - MAX_PAIRS} more" if len(told) > MAX_PAIRS else ""
    evidence = sorted({claim.claim_id for pair in pairs for claim in pair})
    return f"{what}: {'; '.join(told[:MAX_PAIRS])}{rest}.", tuple(evidence)


def _phrases(case: Case) -> list[tuple[Claim, Claim]]:
    """Pair the phrases of different sources that render one passage in other words."""
    by_source: dict[str, list[Claim]] = {}
    for claim in case.family.claims:
        if claim.attribute == "phrase":
            by_source.setdefault(claim.source_id, []).append(claim)
    for claim in case.family.claims:
        if claim.source_id not in by_source:
            by_source[claim.source_id] = [claim]  # reported speech: the words of the proposition
    renderings: dict[tuple[str, ...], list[Claim]] = {}
    for _, claims in sorted(by_source.items()):
        renderings.setdefault(tuple(plain(_words(claim)) for claim in claims), claims)
    found = []
    for own, others in itertools.combinations(list(renderings.values())[:MAX_RENDERINGS], 2):
        is_only = len(own) == len(others) == 1
        for claim in own:
            other = max(others, key=lambda c: (_likeness(claim, c), c.claim_id))
            if (_likeness(claim, other) or is_only) and not _is_inside(claim, other):
                found.append((claim, other))
    return [*found, *_repeated(case)]


def _repeated(case: Case) -> list[tuple[Claim, Claim]]:
    """Pair the passages in which one source gives one proposition twice, in other words."""
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.family.claims:
        if claim.attribute == "gist":
            told.setdefault((claim.source_id, plain(claim.value or "")), []).append(claim)
    return [
        (claims[0], other)
        for claims in told.values()
        for other in claims[1:]
        if not _is_inside(claims[0], other)
    ]


def _purposes(case: Case) -> list[tuple[Claim, Claim]]:
    """Pair the purposes that a visit, or one of its meetings, is given."""
    first: dict[str, Claim] = {}
    for claim in case.family.claims:
        if claim.subject_id not in case.index.ds.records.events or claim.is_denied:
            continue
        first.setdefault(plain(claim.value or ""), claim)
    top = case.family.subject_id
    return [
        (a, b)
        for a, b in itertools.combinations(list(first.values())[:MAX_RENDERINGS], 2)
        # inside one source, a meeting can have a purpose of its own
        if a.subject_id == b.subject_id
        or (a.source_id != b.source_id and top in {a.subject_id, b.subject_id})
    ]


def _words(claim: Claim) -> str:
    """Return the words as printed; a gist is ours."""
    return (claim.value if claim.attribute == "phrase" else claim.printed) or ""


def _likeness(a: Claim, b: Claim) -> int:
    x, y = ({word[:5] for word in content(_words(c))} for c in (a, b))
    return len(x & y)


def _is_inside(a: Claim, b: Claim) -> bool:
    x, y = (f" {plain(_words(claim))} " for claim in (a, b))
    return x in y or y in x


def _added(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name what one source adds to a statement on which all agree."""
    versions = case.family.versions
    if len(versions) < 2:
        return None
    common = frozenset.intersection(*(version.names for version in versions))
    extra = [
        claim
        for version in versions
        for claim in version.claims
        if common and plain(claim.value or "") not in common
    ]
    if not extra:
        return None
    words = "; ".join(said(case.index, claims=[claim]) for claim in extra[:MAX_PAIRS])
    evidence = tuple(sorted(claim.claim_id for claim in extra))
    return f"To a statement on which the sources agree, one adds {words}.", evidence


def _things(case: Case) -> list[tuple[Claim, Claim]]:
    """Pair claims of one number on one subject whose words for the thing have nothing in common."""
    numbered: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.family.claims:
        if any(digit.isdigit() for digit in claim.printed) and not claim.is_denied:
            numbered.setdefault((claim.subject_id, claim.attribute), []).append(claim)
    found = []
    for claims in numbered.values():
        named: dict[frozenset[str], Claim] = {}
        for claim in claims:
            thing = content(claim.printed) - _UNIT_WORDS
            if thing:
                named.setdefault(thing, claim)
        for (x, a), (y, b) in itertools.combinations(list(named.items())[:MAX_RENDERINGS], 2):
            if not x & y:
                found.append((a, b))
    return found
