"""The register as a desk works it: each entry with its topic, what it moves, what is new on it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from functools import partial

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import Discrepancies, Entry, discrepancies
from briefkit.analysis.discrepancies.decisions import Decided, decisions
from briefkit.analysis.flows import Flows, flows
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet import headlines
from briefkit.analysis.topics import topics_of
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = ["Item", "Topical", "Worklist", "worklist"]

#: Kinds that are folded away where no headline hangs on them: a plan and its deed, the day or place
#: of the report, what one page leaves out.
_MINOR = frozenset({DiscrepancyType.STAGE, DiscrepancyType.DATELINE, DiscrepancyType.OMISSION})
_SLIGHT = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One entry with what a desk asks of it.

    Parameters
    ----------
    entry : Entry
        The entry as it is computed.
    parties : tuple of str
        States and bodies that it is about, sorted.
    others : tuple of Claim
        Of each value in dispute that neither leading side gives, the claim first known.
    moves : tuple of FlowLine
        Printed numbers in which one side is heard.
    is_headline : bool
        Whether one of them is a headline.
    new : tuple of str
        Ids of its claims that became known after the edition before, sorted; empty without one.
    is_new : bool
        Whether it was opened after that edition.
    is_minor : bool
        Whether it is folded away.
    decided : Decided or None
        What the desk decided on it.
    """

    entry: Entry
    parties: tuple[str, ...]
    others: tuple[Claim, ...]
    moves: tuple[FlowLine, ...]
    is_headline: bool
    new: tuple[str, ...]
    is_new: bool
    is_minor: bool
    decided: Decided | None

    @property
    def has_weak_rivals(self) -> bool:
        """Whether grade E and F alone carry the rivals."""
        return self.entry.b.grade.is_weak


@dataclass(frozen=True, slots=True)
class Topical:
    """The entries of one topic.

    Parameters
    ----------
    topic_id : str
        As in the table of topics, else made of the route, or of the parties.
    route : tuple of (str, str) or None
        From whom to whom, of flows that stand in no topic.
    parties : tuple of str
        Who alone takes part in what is no flow, sorted; empty for flows, and for all else.
    items : tuple of Item
        Those that would move a headline first, then the gravest.
    """

    topic_id: str
    route: tuple[str, str] | None
    parties: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Worklist:
    """Result of :func:`worklist`.

    Parameters
    ----------
    as_of : date
        Knowledge cut-off.
    previous : date or None
        Day of the edition that is compared with.
    topics : tuple of Topical
        Each entry stands in one.
    gone : tuple of Decided
        What was decided on entries that the register does not have any more.
    """

    as_of: date
    previous: date | None
    topics: tuple[Topical, ...]
    gone: tuple[Decided, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All entries, each once."""
        return tuple(item for topic in self.topics for item in topic.items)


def worklist(ds: Dataset, previous: str | date | None = None) -> Worklist:
    """Return the register as a desk works it.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    previous : str or date, optional
        What is newer than this is called new.

    Returns
    -------
    Worklist
    """
    before = ds.at(previous).as_of if previous else None
    register, now = discrepancies(ds), flows(ds)
    decided, told = decisions(ds), {line.name for line in headlines(now)}
    items = [
        _item(ds, entry, before, now, told, decided.get(entry.id)) for entry in register.entries
    ]
    listed = {entry.id for entry in register.entries}
    return Worklist(
        ds.as_of,
        before,
        tuple(sorted(_topical(ds, register, items), key=partial(_weight, ds))),
        tuple(one for entry, one in decided.items() if entry not in listed),
    )


def _item(
    ds: Dataset,
    entry: Entry,
    before: date | None,
    now: Flows,
    told: Set[str],
    decided: Decided | None,
) -> Item:
    known = ds.tables.known_on
    moved = [line for line in now.lines if line.name in entry.moves and line.estimate is not None]
    moved.sort(key=lambda line: line.name not in told)
    is_headline = any(line.name in told for line in moved)
    return Item(
        entry,
        tuple(sorted(corpus_of(ds).parties(entry.subject_id) & ds.records.actors.keys())),
        tuple(_others(ds, entry)),
        tuple(moved),
        is_headline,
        tuple(c for c in entry.claim_ids if before is not None and known[c] > before),
        before is not None and entry.opened > before,
        not is_headline and (entry.types[0] in _MINOR or entry.severity <= _SLIGHT),
        decided,
    )


def _others(ds: Dataset, entry: Entry) -> Iterator[Claim]:
    """Walk the values that take part in the dispute and are on neither leading side."""
    seen = [entry.a.quoted, entry.b.quoted]
    told = {*entry.a.claim_ids, *entry.b.claim_ids}
    left = [name for name in entry.claim_ids if name not in told]
    for name in sorted(left, key=ds.tables.ranks.__getitem__):
        claim = ds.records.claims[name]
        if claim.is_doubtful or (claim.value is None and claim.low is None and claim.high is None):
            continue
        if not any(_is_same(ds, claim, other) for other in seen):
            seen.append(claim)
            yield claim


def _is_same(ds: Dataset, claim: Claim, other: Claim) -> bool:
    if (claim.attribute, claim.is_denied) != (other.attribute, other.is_denied):
        return False
    kind = ATTRIBUTES[claim.attribute]
    if kind.is_number:
        corpus = corpus_of(ds)
        flow = ds.records.flows.get(claim.subject_id)
        commodity = flow.commodity if flow is not None else ""
        a, b = (corpus.factors.in_base(claim_amount(c), commodity) for c in (claim, other))
        return a.unit == b.unit and is_alike(a.centre, b.centre, AGREE)
    return claim.value == other.value or kind.type.agree(
        claim.value or "", other.value or "", ds.records.places
    )


def _topical(ds: Dataset, register: Discrepancies, items: list[Item]) -> Iterator[Topical]:
    left = {item.entry.id: item for item in items}
    ids = {e.subject_id for e in register.entries if e.subject_id in ds.records.flows}
    for inside, topic_id, route in topics_of(ds, ids):
        own = [item for item in left.values() if item.entry.subject_id in inside]
        if own:
            yield Topical(topic_id, route, (), _ranked(own))
        left = {key: item for key, item in left.items() if item not in own}
    by_parties: dict[tuple[str, ...], list[Item]] = {}
    for item in left.values():
        by_parties.setdefault(item.parties if len(item.parties) == 2 else (), []).append(item)
    for parties, own in sorted(by_parties.items()):
        yield Topical(f"contacts:{'-'.join(parties)}".lower(), None, parties, _ranked(own))


def _ranked(items: list[Item]) -> tuple[Item, ...]:
    """Put headlines first; else the order of the register stands."""
    return tuple(sorted(items, key=lambda item: not item.is_headline))


def _weight(ds: Dataset, topic: Topical) -> tuple[object, ...]:
    work = [item for item in topic.items if not item.is_minor]
    row = ds.records.topics.get(topic.topic_id)
    gravest = max((item.entry.severity for item in work), default=0)
    return (
        -sum(item.is_headline for item in work),
        row is None and not topic.route and not topic.parties,
        -gravest,
        -len(work),
        row.label if row is not None else "",
        *(ds.records.actors[key].name for key in topic.route or topic.parties),
    )
