"""Two blind judgements of each item, and how register and headline numbers stand to them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.flows import flows
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.schema.attributes import ATTRIBUTES, filed_under
from briefkit.schema.tables import Claim

__all__ = [
    "MOST_VOICES",
    "Headline",
    "Item",
    "Measured",
    "Opinion",
    "agreement",
    "agrees_in_number",
    "do_judges_agree",
    "headlines",
    "kappa",
    "measured",
    "printed_lines",
    "quoted_of_most_voices",
    "read_headlines",
    "read_register",
]

FOLDER = Path(__file__).parent
#: Two numbers are one where they lie no further apart.
ONE_NUMBER = 1.06


@dataclass(frozen=True)
class Opinion:
    """What one judge says of one item of the register."""

    verdict: str
    cause: str
    pair: frozenset[str]
    severity: float

    @property
    def is_real(self) -> bool:
        """Whether the claims cannot all hold."""
        return self.verdict == "real"


@dataclass(frozen=True)
class Item:
    """One subject and attribute, with two opinions on it."""

    set_: str
    id: str
    was_entry: bool
    opinions: tuple[Opinion, Opinion]

    @property
    def n_real(self) -> int:
        """How many of the two call it real."""
        return sum(opinion.is_real for opinion in self.opinions)

    @property
    def severity(self) -> float:
        """The mean of the two."""
        return sum(opinion.severity for opinion in self.opinions) / 2


@dataclass(frozen=True)
class Headline:
    """One flow, attribute and unit, with the two answers that judges would print."""

    flow_id: str
    attribute: str
    unit: str
    forms: tuple[str, str]
    ends: tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True)
class Measured:
    """How a register stands to the judgements of one set.

    Parameters
    ----------
    items : tuple of Item
        The set.
    homes : mapping of str to Entry
        Entries in which items are found, by the id of the item.
    contested : frozenset of str
        Items that are filed as contested.
    entries : mapping of str to Entry
        All entries by id.
    """

    items: tuple[Item, ...]
    homes: Mapping[str, Entry]
    contested: frozenset[str]
    entries: Mapping[str, Entry]

    @cached_property
    def judged(self) -> tuple[Item, ...]:
        """Items that are entries under their own id."""
        return tuple(item for item in self.items if item.id in self.entries)

    @cached_property
    def right(self) -> tuple[Item, ...]:
        """Those of them that both judges call real."""
        return tuple(item for item in self.judged if item.n_real == 2)

    @cached_property
    def real(self) -> tuple[Item, ...]:
        """All items that both judges call real."""
        return tuple(item for item in self.items if item.n_real == 2)

    @cached_property
    def missed(self) -> tuple[str, ...]:
        """Those of them that are neither found nor contested, by id."""
        found = self.homes.keys() | self.contested
        return tuple(item.id for item in self.real if item.id not in found)

    @property
    def precision(self) -> float:
        """Share of the judged entries that both judges call real."""
        return len(self.right) / len(self.judged)

    @property
    def recall(self) -> float:
        """Share of what both judges call real that is found, or contested."""
        return 1 - len(self.missed) / len(self.real)

    @property
    def cause(self) -> float:
        """Share of the right entries whose first type one of the judges gives."""
        return self._share(lambda item, entry: entry.types[0] in {o.cause for o in item.opinions})

    @property
    def severity(self) -> float:
        """Share of the right entries whose severity is within half a step of the judges' mean."""
        return self._share(lambda item, entry: abs(entry.severity - item.severity) <= 0.5)

    @property
    def pair(self) -> float:
        """Share of the right entries that quote the pair of one of the judges."""
        return self._share(
            lambda item, entry: (
                frozenset({entry.a.quoted.claim_id, entry.b.quoted.claim_id})
                in {opinion.pair for opinion in item.opinions}
            )
        )

    def _share(self, is_right: Callable[[Item, Entry], bool]) -> float:
        return sum(is_right(item, self.entries[item.id]) for item in self.right) / len(self.right)


def read_register() -> tuple[Item, ...]:
    """Read the judgements on the register, set by set."""
    return tuple(
        Item(
            row["set"],
            row["item"],
            row["was_entry"] == "1",
            (_opinion(row, "1"), _opinion(row, "2")),
        )
        for row in _rows("register.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def _opinion(row: Mapping[str, str], judge: str) -> Opinion:
    pair = {row[f"claim_a_{judge}"], row[f"claim_b_{judge}"]} - {""}
    return Opinion(
        row[f"verdict_{judge}"],
        row[f"cause_{judge}"],
        frozenset(pair),
        float(row[f"severity_{judge}"] or 0),
    )


def measured(ds: Dataset, register: Discrepancies, items: Iterable[Item]) -> Measured:
    """Hold a register against judged items.

    An item is found in the entry of its own id; else in one that holds the pair of a judge; else in
    one of the same attribute, and of the same visit or total, with a claim of such a pair.
    """
    listed = tuple(items)
    corpus = corpus_of(ds)
    entries = {entry.id: entry for entry in register.entries}
    homes: dict[str, Entry] = {}
    for item in listed:
        subject, _, attribute = item.id.rpartition(".")
        pairs = [opinion.pair for opinion in item.opinions if opinion.pair]
        for entry in (entries.get(item.id), *register.entries):
            if entry is None:
                continue
            ids = set(entry.claim_ids)
            is_joined = entry.attribute == attribute and (
                corpus.root(entry.subject_id) == corpus.root(subject)
            )
            if (
                entry.id == item.id
                or any(pair <= ids for pair in pairs)
                or (is_joined and any(pair & ids for pair in pairs))
            ):
                homes[item.id] = entry
                break
    contested = frozenset(question.id for question in register.contested)
    return Measured(listed, homes, contested, entries)


#: Entries with most voices of which the quoted pair is held against the judges.
MOST_VOICES = 20


def quoted_of_most_voices(
    ds: Dataset, register: Discrepancies, items: Iterable[Item]
) -> Mapping[str, bool]:
    """Tell of the judged entries with most voices whether they quote the values of a judge's pair.

    Another page that gives the same value is as good; so is a date or place that holds with it.
    """
    pairs: dict[str, list[frozenset[str]]] = {}
    for item in items:
        pairs.setdefault(item.id, []).extend(o.pair for o in item.opinions if o.is_real)
    judged = [entry for entry in register.entries if pairs.get(entry.id)]
    judged.sort(key=lambda entry: (-entry.n_voices, -entry.n_sources, entry.id))
    claims = ds.tables.records.claims

    def is_quoted(entry: Entry, pair: frozenset[str]) -> bool:
        one, other = (claims[name] for name in sorted(pair))
        a, b = entry.a.quoted, entry.b.quoted
        return any(
            _hold_together(ds, a, x) and _hold_together(ds, b, y)
            for x, y in ((one, other), (other, one))
        )

    return {
        entry.id: any(is_quoted(entry, pair) for pair in pairs[entry.id])
        for entry in judged[:MOST_VOICES]
    }


def _hold_together(ds: Dataset, a: Claim, b: Claim) -> bool:
    if filed_under(a.attribute) != filed_under(b.attribute):
        return False
    if a.unit is not None and b.unit is not None:
        x, y = (claim_amount(claim).centre for claim in (a, b))
        return x is not None and y is not None and _is_near(x, y)
    kind, places = ATTRIBUTES[a.attribute].type, ds.tables.records.places
    x, y = a.value or "", b.value or ""
    return kind.covers(x, y, places) or kind.covers(y, x, places)


def agreement(items: Iterable[Item], what: Callable[[Opinion], object]) -> float:
    """Share of the items on which the two judges say the same."""
    pairs = [(what(item.opinions[0]), what(item.opinions[1])) for item in items]
    return sum(a == b for a, b in pairs) / len(pairs)


def kappa(items: Iterable[Item], what: Callable[[Opinion], object]) -> float:
    """Agreement of the two judges beyond what their habits alone would give (Cohen's kappa)."""
    pairs = [(what(item.opinions[0]), what(item.opinions[1])) for item in items]
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[term] * other[term] for term in one) / len(pairs) ** 2
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)


def read_headlines() -> tuple[Headline, ...]:
    """Read what judges would print of sixty flows."""
    made = []
    for row in _rows("headlines.csv"):
        flow_id, attribute, unit = row["item"].split("|")
        forms = (row["form_1"], row["form_2"])
        ends = tuple(_ends(row, judge) for judge in "12")
        made.append(Headline(flow_id, attribute, unit, forms, (ends[0], ends[1])))
    return tuple(made)


def _ends(row: Mapping[str, str], judge: str) -> tuple[float, ...]:
    low, best, high = (row[f"{name}_{judge}"] for name in ("low", "best", "high"))
    match row[f"form_{judge}"]:
        case "value":
            chosen = [best]
        case "floor":
            chosen = [low or best]
        case "ceiling":
            chosen = [high or best]
        case "range":
            chosen = [low, high]
        case _:
            chosen = []
    return tuple(float(text) for text in chosen if text)


def printed_lines(ds: Dataset) -> Mapping[tuple[str, str, str], FlowLine]:
    """Return the newest line of each flow, attribute and unit: of deeds, else of plans."""
    found: dict[tuple[str, str, str], FlowLine] = {}
    for line in sorted(flows(ds).latest, key=lambda line: not line.stage.is_actual):
        found.setdefault((line.flow_id, line.attribute, line.dimension), line)
    return found


#: Units that are compared, and printed, in another.
_COMPARED_IN = {"ton": "t", "bbl": "t"}


def headlines(
    ds: Dataset, judged: Iterable[Headline]
) -> Mapping[Headline, tuple[FlowLine | None, bool]]:
    """Return for each headline what is printed, and whether its number is that of a judge."""
    lines = printed_lines(ds)
    found = {}
    for headline in judged:
        key = (headline.flow_id, headline.attribute)
        unit = headline.unit
        line = lines.get((*key, unit)) or lines.get((*key, _COMPARED_IN.get(unit, unit)))
        found[headline] = (line, any(agrees_in_number(line, ends) for ends in headline.ends))
    return found


def do_judges_agree(headline: Headline) -> bool:
    """Tell whether the two judges print one number, whatever form they give it."""
    return _are_near(*headline.ends)


def agrees_in_number(line: FlowLine | None, ends: tuple[float, ...]) -> bool:
    """Tell whether the value, floor, ceiling or both ends that are printed are those of a judge.

    Whether 14,000 is a value or a floor does not count; that a range is printed in place of one of
    its ends does.
    """
    estimate = line.estimate if line is not None else None
    if estimate is None:
        return not ends
    chosen = {
        "value": (estimate.best,),
        "range": (estimate.low, estimate.high),
        "floor": (estimate.low,),
        "ceiling": (estimate.high,),
    }[estimate.form]
    return _are_near([number for number in chosen if number is not None], ends)


def _are_near(own: Sequence[float], ends: Sequence[float]) -> bool:
    return len(own) == len(ends) and all(map(_is_near, own, ends))


def _is_near(a: float, b: float) -> bool:
    low, high = sorted((a, b))
    return low == high or (low > 0 and high <= low * ONE_NUMBER)
