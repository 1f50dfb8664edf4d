"""The evidence as a paper prints it: what weighs most, and the name of the file that has all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import is_
from typing import TypeVar

from briefkit.present.annex import ClaimEntry, Claims, NumberEntry, Numbers, Use
from briefkit.present.blocks import Block
from briefkit.present.runs import Run
from briefkit.present.trees import changed, runs_of
from briefkit.publish.document.annexes import headed, refs
from briefkit.publish.document.document import Document, Part

__all__ = ["MOST_CLAIMS", "shortened"]

T = TypeVar("T")

#: Claims that an entry of a paper names. So many stand in two lines of a column; who wants more
#: than the best of them wants all, and these are a click away in the HTML.
MOST_CLAIMS = 6
_ELSEWHERE = "the HTML of this brief"


def shortened(document: Document) -> Document:
    """Return a document whose annex has of each number the claims that weigh most.

    Parameters
    ----------
    document : Document
        With its ways, as :func:`briefkit.publish.document.crosslinks.link` returns it.

    Returns
    -------
    Document
        A number names at most :data:`MOST_CLAIMS` claims, says how many there are and where; those
        that have text, value, rule and claims in common are one entry, and those that rest on no
        claim (a count of rows on the page) have none. Claims that no number leads
        to are left out; a run that led to one leads to the first number that rests on it, or
        nowhere.
    """
    numbers = [e for block in _blocks(document, Numbers) for e in block.items]
    claims = {e.id: e for block in _blocks(document, Claims) for e in block.items}
    joint, moved = _joined(numbers)
    rests = Counter(run.way.to for entry in joint for run in entry.claims if run.way)
    entries = {entry.id: _cut(entry, claims, rests, document.page) for entry in joint}
    kept = {run.way.to for entry in entries.values() for run in entry.claims if run.way}
    # A number of one claim leads straight to it.
    kept |= {run.way.to for run in _told(document) if run.kind == "num" and run.way}
    kept &= claims.keys()
    for entry in joint:
        for run in entry.claims:
            if run.way and run.way.to not in kept:
                moved.setdefault(run.way.to, entry.id)
    unproved = {entry.id for entry in joint if not entry.claims}
    gone = (claims.keys() - kept) | unproved

    def led(run: Run) -> Run:
        if run.way is None:
            return run
        to = moved.get(run.way.to, run.way.to)
        to = "" if to in gone else to
        return run if to == run.way.to else replace(run, way=replace(run.way, to=to))

    def walked(value: object) -> object:
        match value:
            case Run():
                return led(value)
            case tuple():
                found = tuple(map(walked, value))
                return value if all(map(is_, found, value)) else found
            case Numbers():
                own = dict.fromkeys(moved.get(entry.id, entry.id) for entry in value.items)
                return Numbers(tuple(entries[name] for name in own if name not in unproved))
            case Claims():
                return Claims(headed([_apart(e, kept) for e in value.items if e.id in kept]))
            case Block() | Part():
                return changed(value, lambda _, part: walked(part))
            case _:
                return value

    return changed(document, lambda _, value: walked(value))


def _blocks(document: Document, kind: type[T]) -> Iterable[T]:
    return (block for part in document.parts for block in part.body if isinstance(block, kind))


def _told(document: Document) -> Iterable[Run]:
    """Return the runs of all but the annex."""
    annex = (Numbers, Claims)
    bodies = (b for part in document.parts for b in part.body if not isinstance(b, annex))
    yield from runs_of((document.facts, document.question, tuple(bodies)))


def _joined(entries: Iterable[NumberEntry]) -> tuple[list[NumberEntry], dict[str, str]]:
    """Make one entry of numbers that print the same, and say where the others have gone."""
    found: dict[object, NumberEntry] = {}
    moved: dict[str, str] = {}
    for entry in entries:
        key = (entry.text, entry.value, entry.rule, entry.claims)
        first = found.setdefault(key, entry)
        if first is not entry:
            moved[entry.id] = first.id
            names = ", ".join(filter(None, (first.number, entry.number)))
            found[key] = replace(first, number=names, uses=_once(first.uses + entry.uses))
    return list(found.values()), moved


def _once(uses: tuple[Use, ...]) -> tuple[Use, ...]:
    """Keep the first way back to each part."""
    first: dict[str, Use] = {}
    for use in uses:
        first.setdefault(use.where, use)
    return tuple(first.values())


def _cut(
    entry: NumberEntry, claims: Mapping[str, ClaimEntry], rests: Mapping[str, int], page: str
) -> NumberEntry:
    """Keep the claims of a number that weigh most, in the order in which they stood."""
    n = len(entry.claims)
    if n <= MOST_CLAIMS:
        return entry
    names = [claim for run in entry.claims for claim in run.claims]
    known = {e.claim_id: e for run in entry.claims if run.way and (e := claims.get(run.way.to))}
    best = set(_best([known[name] for name in names if name in known], rests))
    kept = tuple(name for name in names if name in best)
    return replace(entry, claims=refs(kept, known), whole=f"all {n:,} in {page or _ELSEWHERE}")


def _best(claims: Iterable[ClaimEntry], rests: Mapping[str, int]) -> list[str]:
    """Return the ids of the claims that weigh most.

    Denials come first, as a paper that left one out would say what its sources do not, and one who
    affirms has a place beside them. Then each value once, then what says it again; within these the
    better grade, then own records, and of equals what most numbers rest on, so that fewer claims
    have to be printed.
    """

    def weight(claim: ClaimEntry) -> tuple[str, bool, int]:
        return claim.grade or "~", not claim.is_own, -rests[claim.id]

    first: dict[tuple[str, bool], str] = {}
    ranked = sorted(claims, key=weight)
    for claim in ranked:
        first.setdefault((claim.said or claim.claim_id, claim.is_denied), claim.claim_id)
    news = frozenset(first.values())
    ranked.sort(key=lambda claim: (not claim.is_denied, claim.claim_id not in news))
    affirmed = next((claim for claim in ranked if not claim.is_denied), None)
    if affirmed is not None and affirmed not in ranked[:MOST_CLAIMS]:  # both sides, always
        ranked.remove(affirmed)
        ranked.insert(MOST_CLAIMS - 1, affirmed)
    return [claim.claim_id for claim in ranked[:MOST_CLAIMS]]


def _apart(entry: ClaimEntry, kept: set[str]) -> ClaimEntry:
    """Keep the rivals of a claim that have a place."""
    rivals = [
        claim for run in entry.rivals if run.way and run.way.to in kept for claim in run.claims
    ]
    return replace(entry, rivals=refs(tuple(rivals), rivals))
