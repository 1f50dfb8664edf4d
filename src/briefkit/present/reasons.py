"""Why claims differ, in words.

The analysis gives causes and claims; their English is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefkit.analysis.discrepancies import Discrepancies, Entry, Hypothesis, Variant
from briefkit.dataset import Dataset
from briefkit.present.checks import check_text
from briefkit.present.quotes import claim_text, quoted, side_text
from briefkit.present.states import severity_text, state_text
from briefkit.present.values import said_text
from briefkit.present.words import time_text
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = ["lost_power_text", "lost_text", "reason_text", "register_json"]

#: Writes the sentence of a hypothesis on two claims.
Write = Callable[[Dataset, Hypothesis, Claim, Claim], str]

_LOST = {1: "digit", 2: "hundred", 3: "thousand", 6: "million", 9: "billion"}
_TON = {
    "short_ton": "a tonne and a short ton",
    "long_ton": "a tonne and a long ton",
    "long_and_short_ton": "a long and a short ton",
}
#: So many claims of a variant are quoted.
_MOST = 3


def reason_text(ds: Dataset, entry: Entry | Variant, hypothesis: Hypothesis) -> str:
    """Say how claims came to differ.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry or Variant
        What it belongs to.
    hypothesis : Hypothesis
        One of its explanations.

    Returns
    -------
    str
        One or two plain sentences without a likelihood, with both claims quoted.
    """
    claims = [ds.tables.records.claims[name] for name in hypothesis.evidence]
    if isinstance(entry, Entry):
        if hypothesis.type is DiscrepancyType.OMISSION:
            return _omission(ds, hypothesis)
        return _WORDS[hypothesis.cause](ds, hypothesis, *_pair(entry, claims[0], claims[1]))
    if hypothesis.cause in _VARIANTS:
        shown = [claim_text(ds, claim) for claim in _apart(ds, claims)]
        return f"{_VARIANTS[hypothesis.cause]}: {'; '.join(shown[:_MOST])}{_rest(shown)}."
    return "; ".join(claim_text(ds, claim) for claim in claims[:_MOST])


def _pair(entry: Entry, a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Put the claims of a hypothesis in the order of the sides; those of another pair stay."""
    of_a, of_b = set(entry.a.claim_ids), set(entry.b.claim_ids)
    is_turned = a.claim_id in of_b and b.claim_id in of_a and a.claim_id not in of_a
    return (b, a) if is_turned else (a, b)


def _apart(ds: Dataset, claims: Iterable[Claim]) -> list[Claim]:
    return list({said_text(ds, claim): claim for claim in claims}.values())


def _rest(shown: list[str]) -> str:
    left = len(shown) - _MOST
    return f"; and {left} more" if left > 0 else ""


def _both(words: str) -> Write:
    """Write a sentence on both claims, {a} and {b}."""

    def write(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
        return words.format(a=claim_text(ds, a), b=claim_text(ds, b))

    return write


def _against(fact: str, words: str) -> Write:
    """Write a sentence on the {claim} that a fact names against the {other}."""

    def write(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
        claim, other = _told_and_other(ds, str(hypothesis.facts[fact]), a, b)
        said = {"claim": claim_text(ds, claim), "other": claim_text(ds, other)}
        return words.format_map({**hypothesis.facts, **said})

    return write


def _told_and_other(ds: Dataset, claim_id: str, a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """Return the claim of an id, and the one of two that it is not."""
    return ds.tables.records.claims[claim_id], a if claim_id == b.claim_id else b


def _lost_power(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    small, large, times, lost, how = _power(ds, hypothesis)
    return (
        f"{lost} would explain it: {claim_text(ds, small)} is {times:,} times less than "
        f"{claim_text(ds, large)}, as when {how}."
    )


def lost_power_text(ds: Dataset, hypothesis: Hypothesis) -> str:
    """Say in short how a power of ten was lost, where both claims stand beside it already.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    hypothesis : Hypothesis
        One whose cause is ``lost_power``.

    Returns
    -------
    str
    """
    *_, lost, how = _power(ds, hypothesis)
    return f"{lost} would explain it, as when {how}."


def lost_text(power: int) -> str:
    """Name a lost power of ten: "a thousand", "a power of ten (4 zeros)"."""
    return f"a {_LOST[power]}" if power in _LOST else f"a power of ten ({power} zeros)"


def _power(ds: Dataset, hypothesis: Hypothesis) -> tuple[Claim, Claim, int, str, str]:
    """Return the small and the large claim, the factor, what was lost, and how that happens."""
    facts = hypothesis.facts
    claims = ds.tables.records.claims
    small, large = claims[str(facts["small"])], claims[str(facts["large"])]
    power = int(str(facts["power"]))
    lost = f"A lost {lost_text(power).removeprefix('a ')}"
    how = "a word for the power of ten is left out, added or misread on the way"
    number = large.amount_value or large.low or large.high
    less = small.amount_value or small.low or small.high
    if power == 3 and number and less and number % 1000 == 0 and number < 1_000_000 and less < 1000:
        pointed = f"{number:,.0f}".replace(",", ".")
        how = (
            f"the word for thousand is left out, or {pointed}, with the point that many languages "
            f"put between the thousands, is read as the decimal number {less:g}"
        )
    return small, large, 10**power, lost, how


def _kept_unit(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    return (
        f"The unit would explain it: {claim_text(ds, a)} and {claim_text(ds, b)} differ as "
        f"{_TON[str(hypothesis.facts['unit'])]} do."
    )


def _other_period(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told, other = _told_and_other(ds, str(hypothesis.facts["told"]), a, b)
    further = (n for n in hypothesis.evidence if n not in {told.claim_id, other.claim_id})
    third = ds.tables.records.claims[next(further, told.claim_id)]
    period = time_text(third.window) if third.window else "another time"
    return (
        f"A number would be told for another time: {claim_text(ds, told)} is what "
        f"{quoted(ds, third)} gives for {period}, against {claim_text(ds, other)}."
    )


def _omission(ds: Dataset, hypothesis: Hypothesis) -> str:
    carriers = [ds.tables.records.claims[name] for name in hypothesis.evidence]
    source = hypothesis.facts.get("source")
    what = str(hypothesis.facts.get("attribute", carriers[0].attribute)).replace("_", " ")
    if source is None:
        return f"One source that was read whole leaves out the {what} that the others carry."
    publisher = ds.tables.records.sources[str(source)].publisher
    carried = claim_text(ds, carriers[0])
    return f"{publisher}, read whole, leaves out the {what} that others carry: {carried}."


def _sum(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    whole, part = (a, b) if a.claim_id == hypothesis.facts["whole"] else (b, a)
    return (
        f"The parts together are more than the whole: {claim_text(ds, whole)} for the whole; "
        f"{claim_text(ds, part)} for one part."
    )


_WORDS: Mapping[str, Write] = {
    "lost_power": _lost_power,
    "kept_unit": _kept_unit,
    "kept_number": _both("One number stands in two units: {a}; {b}."),
    "unlike_units": _both("One number is told of two unlike things by one voice: {a}; {b}."),
    "conversion": _against(
        "converted",
        "A conversion would be told as a count: {claim} is what would fit, or another number "
        "converted, against {other}.",
    ),
    "losses": _against(
        "as",
        "Other losses would be counted: {claim} is the number that is given elsewhere for "
        "{counted}, against {other}.",
    ),
    "counted": _both("Different things are counted: {a}; {b}."),
    "ways_of_counting": _both("They count in different ways, or one miscounts: {a}; {b}."),
    "calibre": _against(
        "doubted", "A calibre or label would stand for the number: {claim}, against {other}."
    ),
    "other_time": _against(
        "doubted", "The page gives a figure of another time: {claim}, against {other}."
    ),
    "each": _both("What is said of all together is told of each, or the reverse: {a}; {b}."),
    "sum": _sum,
    "part_above_whole": _both("A part is said to be more than the whole: {a}; {b}."),
    "part_for_whole": _against(
        "told",
        "A part would be told for the whole: {claim} is what is given elsewhere for a part, "
        "against {other}.",
    ),
    "whole_for_part": _against(
        "told",
        "The whole would be told for a part: {claim} is what is given elsewhere for the whole, "
        "against {other}.",
    ),
    "part_added_twice": _against(
        "told",
        "A part would be added to a total that holds it already: {claim} is {other} with that part "
        "once more.",
    ),
    "rate": _both("What is told in all is told of each year or month: {a}; {b}."),
    "counts_as_such": _both("They differ in what they count as the one before: {a}; {b}."),
    "inside": _both("The number of a time is more than that of a time that contains it: {a}; {b}."),
    "other_period": _other_period,
    "retold": _both("The number of a short time is told of a longer one: {a}; {b}."),
    "as_fact": _both("What one page has somebody allege is told on as fact: {a}; {b}."),
    "old_number": _both("An old number is told after a newer one: {a}; {b}."),
    "old_plan": _both("A plan of another value was published after the deed: {a}; {b}."),
    "relay_of_corrected": _both("What was corrected is told on: {a} corrects what {b} relays."),
    "plan_and_deed": _both("A plan and a deed of two values are told together: {a}; {b}."),
    "told_as_done": _both("One page tells as a plan what another tells as done: {a}; {b}."),
    "called_off": _both("It was called off and it took place: {a}; {b}."),
    "announcement": _against(
        "accused",
        "The day of the announcement would stand for that of the event: {claim}, against {other}.",
    ),
    "day_of_report": _against(
        "accused",
        "The day of the report would stand for that of the event: {claim}, against {other}.",
    ),
    "time_zones": _both("Each gives the day where it is: {a}; {b}."),
    "head": _against(
        "accused", "A dateline says where the report was filed: {claim}, against {other}."
    ),
    "filed_from": _against(
        "accused",
        "The place where the report was filed would stand for that of the event: {claim}, against "
        "{other}.",
    ),
    "arrival": _both(
        "The visitor arrived in one place, the report that was filed in another puts the meeting "
        "there, and no onward journey is reported: {a}; {b}."
    ),
    "days": _both("The days exclude one another: {a}; {b}."),
    "other_month": _both("The month alone differs: {a}; {b}."),
    "other_year": _both("The year alone differs: {a}; {b}."),
    "outside": _both("The part would lie outside the whole: {a}; {b}."),
    "places": _both("The places lie apart, and neither contains the other: {a}; {b}."),
    "turned_round": _both("One affirms what the other denies: {a}; {b}."),
    "limit_lost": _against(
        "limited", "What is said of some, or at times, is told without the limit: {claim}; {other}."
    ),
    "garbled": _against("garbled", "A translation would be garbled: {claim}, against {other}."),
    "speakers": _both("The same words are credited to two speakers: {a}; {b}."),
    "occasions": _both("The same words are placed on two occasions: {a}; {b}."),
    "denied": _both("One says it and another denies it: {a}; {b}."),
    "voices": _both("Independent voices disagree on the thing itself: {a}; {b}."),
    "none": _both("They cannot both hold, and no rule explains it: {a}; {b}."),
}

_VARIANTS = {
    "hedge": "One number under several hedges",
    "precision": "One number at several precisions",
    "scope": "They count over different times, places or people",
    "nested": "A number of a time inside another’s, and smaller: both hold",
    "one_time": "One voice gave another number later",
    "later": "One voice came down later",
    "fell_short": "A plan came out otherwise",
    "moved": "A plan was moved",
    "date": "One date at several precisions",
    "local_days": "Each side gives the day where it is",
    "travel": "One counts the days of travel",
    "place": "One place at several precisions",
    "people": "Each names some of those who were there",
    "agreement": "Nothing signed does not exclude something agreed",
    "phrase": "One proposition in other words",
    "gist": "Several propositions of one statement",
    "spelling": "One name in several spellings",
    "purpose": "The purpose is put in several ways",
}


def register_json(ds: Dataset, result: Discrepancies, variants: bool = False) -> dict[str, object]:
    """Return the shape of ``show discrepancies``, sentences included.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its analysis.
    variants : bool
        Whether the variants are listed too.
    """
    shown = result.to_json(variants)
    listed: dict[str, Sequence[Entry | Variant]] = {
        "discrepancies": result.entries,
        "variants": result.variants,
    }
    for name, entries in listed.items():
        rows = shown.get(name)
        if not isinstance(rows, list):
            continue
        for row, entry in zip(rows, entries, strict=True):
            for hypothesis, item in zip(entry.hypotheses, row["hypotheses"], strict=True):
                item["text"] = reason_text(ds, entry, hypothesis)
            if isinstance(entry, Entry):
                row["sides"]["a"]["text"] = side_text(ds, entry, entry.a)
                row["sides"]["b"]["text"] = side_text(ds, entry, entry.b)
                row["check"] = check_text(ds, entry)
                row["state_text"] = state_text(ds, entry)
                row["severity_text"] = severity_text(entry)
    return shown
