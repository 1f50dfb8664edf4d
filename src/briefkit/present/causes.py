"""Causes of disagreements in words: what each says of two claims, and what would refute it.

One row for each term of :data:`briefkit.analysis.discrepancies.terms.Cause`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefkit.analysis.discrepancies import Hypothesis
from briefkit.dataset import Dataset
from briefkit.present.formats import window_text
from briefkit.present.powers import apart_text
from briefkit.present.quotes import claim_text, quoted
from briefkit.schema.tables import Claim

__all__ = ["CAUSES", "Wording"]

#: Writes the sentence of a hypothesis on two claims.
Write = Callable[[Dataset, Hypothesis, Claim, Claim], str]


class Wording(NamedTuple):
    """What is printed of a cause.

    Parameters
    ----------
    sentence : callable
        Writes what the cause says of two claims.
    refuted_by : str
        What on a page would refute it, to stand behind "Would be refuted by".
    """

    sentence: Write
    refuted_by: str


_TON = {
    "short_ton": "a tonne and a short ton",
    "long_ton": "a tonne and a long ton",
    "long_and_short_ton": "a long and a short ton",
}


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
    return apart_text(ds, hypothesis)


def _kept_unit(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    return (
        f"The unit would explain it: {claim_text(ds, a)} and {claim_text(ds, b)} differ as "
        f"{_TON[str(hypothesis.facts['unit'])]} do."
    )


def _other_period(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told, other = _told_and_other(ds, str(hypothesis.facts["told"]), a, b)
    further = (n for n in hypothesis.evidence if n not in {told.claim_id, other.claim_id})
    third = ds.tables.records.claims[next(further, told.claim_id)]
    period = window_text(ds, third.window) if third.window else "another time"
    return (
        f"A number would be told for another time: {claim_text(ds, told)} is what "
        f"{quoted(ds, third)} gives for {period}, against {claim_text(ds, other)}."
    )


def _sum(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    whole, part = (a, b) if a.claim_id == hypothesis.facts["whole"] else (b, a)
    return (
        f"The parts together are more than the whole: {claim_text(ds, whole)} for the whole; "
        f"{claim_text(ds, part)} for one part."
    )


def _left_out(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    carrier = ds.tables.records.claims[hypothesis.evidence[0]]
    source = hypothesis.facts.get("source")
    what = str(hypothesis.facts.get("attribute", carrier.attribute)).replace("_", " ")
    if source is None:
        return f"One source that was read whole leaves out the {what} that the others carry."
    publisher = ds.tables.records.sources[str(source)].publisher
    carried = claim_text(ds, carrier)
    return f"{publisher}, read whole, leaves out the {what} that others carry: {carried}."


_DAY_IN_PRINT = "a page of another origin that prints that day itself"
_ONE_PAGE = "one page that carries both"

CAUSES: Mapping[str, Wording] = {
    "lost_power": Wording(
        _lost_power,
        "for each of the two, a page with its parts, a second unit, or a number of like size on "
        "another day",
    ),
    "kept_unit": Wording(_kept_unit, "pages of both that give their number in a second unit"),
    "kept_number": Wording(
        _both("One number stands in two units: {a}; {b}."),
        "pages of both that give their number in a second unit",
    ),
    "unlike_units": Wording(
        _both("One number is told of two unlike things by one voice: {a}; {b}."),
        "one page that gives both numbers side by side",
    ),
    "conversion": Wording(
        _against(
            "converted",
            "A conversion would be told as a count: {claim} is what would fit, or another number "
            "converted, against {other}.",
        ),
        "a page that says it was counted, or that had it before the conversion",
    ),
    "losses": Wording(
        _against(
            "as",
            "Other losses would be counted: {claim} is the number that is given elsewhere for "
            "{counted}, against {other}.",
        ),
        "a page of that voice with another number for those losses, or with this one before theirs "
        "was told",
    ),
    "counted": Wording(_both("Different things are counted: {a}; {b}."), _ONE_PAGE),
    "ways_of_counting": Wording(
        _both("They count in different ways, or one miscounts: {a}; {b}."),
        "a list, one by one, by which both are right",
    ),
    "calibre": Wording(
        _against(
            "doubted", "A calibre or label would stand for the number: {claim}, against {other}."
        ),
        "an independent voice with the same number",
    ),
    "other_time": Wording(
        _against("doubted", "The page gives a figure of another time: {claim}, against {other}."),
        "an independent voice with the same number for the same time",
    ),
    "each": Wording(
        _both("What is said of all together is told of each, or the reverse: {a}; {b}."),
        "a page that makes the larger number of other parts",
    ),
    "sum": Wording(_sum, "a page that has the parts overlap, or of other times"),
    "part_above_whole": Wording(
        _both("A part is said to be more than the whole: {a}; {b}."),
        "another voice’s whole that takes in its part",
    ),
    "part_for_whole": Wording(
        _against(
            "told",
            "A part would be told for the whole: {claim} is what is given elsewhere for a part, "
            "against {other}.",
        ),
        "a page of that voice with another number for the part, or with this one before that was "
        "told",
    ),
    "whole_for_part": Wording(
        _against(
            "told",
            "The whole would be told for a part: {claim} is what is given elsewhere for the whole, "
            "against {other}.",
        ),
        "a page of that voice with another number for the whole, or with this one before that was "
        "told",
    ),
    "part_added_twice": Wording(
        _against(
            "told",
            "A part would be added to a total that holds it already: {claim} is {other} with that "
            "part once more.",
        ),
        "a page that makes the larger number of other parts",
    ),
    "rate": Wording(
        _both("What is told in all is told of each year or month: {a}; {b}."), _ONE_PAGE
    ),
    "counts_as_such": Wording(
        _both("They differ in what they count as the one before: {a}; {b}."), _ONE_PAGE
    ),
    "inside": Wording(
        _both("The number of a time is more than that of a time that contains it: {a}; {b}."),
        "a word of that voice that the longer time leaves something out",
    ),
    "other_period": Wording(
        _other_period,
        "a page of that voice with another number for that time, or with this one long before",
    ),
    "retold": Wording(
        _both("The number of a short time is told of a longer one: {a}; {b}."),
        "a page of that voice that has it of the longer time and relays nothing",
    ),
    "as_fact": Wording(
        _both("What one page has somebody allege is told on as fact: {a}; {b}."),
        "a page that it relays and that has it as fact",
    ),
    "old_number": Wording(
        _both("An old number is told after a newer one: {a}; {b}."),
        "the speaker’s own record, or words of a newer day, with the old number",
    ),
    "old_plan": Wording(
        _both("A plan of another value was published after the deed: {a}; {b}."),
        "a plan made after the deed, or for a later time",
    ),
    "relay_of_corrected": Wording(
        _both("What was corrected is told on: {a} corrects what {b} relays."),
        "a relay that is older than the correction",
    ),
    "plan_and_deed": Wording(
        _both("A plan and a deed of two values are told together: {a}; {b}."),
        "one page that has the one planned and the other done",
    ),
    "told_as_done": Wording(
        _both("One page tells as a plan what another tells as done: {a}; {b}."),
        "another voice that has it done by then",
    ),
    "told_as_plan": Wording(
        _both("What another voice has as done by then is told as a plan: {a}; {b}."),
        "a word of that voice that it was done later",
    ),
    "called_off": Wording(
        _both("It was called off and it took place: {a}; {b}."),
        "a later word of who called it off that it took place",
    ),
    "announcement": Wording(
        _against(
            "accused",
            "The day of the announcement would stand for that of the event: {claim}, against "
            "{other}.",
        ),
        _DAY_IN_PRINT,
    ),
    "day_of_report": Wording(
        _against(
            "accused",
            "The day of the report would stand for that of the event: {claim}, against {other}.",
        ),
        _DAY_IN_PRINT,
    ),
    "time_zones": Wording(
        _both("Each gives the day where it is: {a}; {b}."),
        "a page from the place of the one with the day of the other",
    ),
    "head": Wording(
        _against(
            "accused", "A dateline says where the report was filed: {claim}, against {other}."
        ),
        "the place in the text of that page",
    ),
    "filed_from": Wording(
        _against(
            "accused",
            "The place where the report was filed would stand for that of the event: {claim}, "
            "against {other}.",
        ),
        "a page of another origin, filed elsewhere, that names that place",
    ),
    "arrival": Wording(
        _both(
            "The visitor arrived in one place, the report that was filed in another puts the "
            "meeting there, and no onward journey is reported: {a}; {b}."
        ),
        "a page on the onward journey, or one filed elsewhere that puts the meeting there too",
    ),
    "days": Wording(
        _both("The days exclude one another: {a}; {b}."),
        "a page that has it last from the one to the other",
    ),
    "other_month": Wording(
        _both("The month alone differs: {a}; {b}."), "pages of two origins for each month"
    ),
    "other_year": Wording(
        _both("The year alone differs: {a}; {b}."), "pages of two origins for each year"
    ),
    "outside": Wording(
        _both("The part would lie outside the whole: {a}; {b}."),
        "a page that has the whole reach as far as the part",
    ),
    "places": Wording(
        _both("The places lie apart, and neither contains the other: {a}; {b}."),
        "a page that has it move from the one to the other",
    ),
    "turned_round": Wording(_both("One affirms what the other denies: {a}; {b}."), _ONE_PAGE),
    "limit_lost": Wording(
        _against(
            "limited",
            "What is said of some, or at times, is told without the limit: {claim}; {other}.",
        ),
        _ONE_PAGE,
    ),
    "garbled": Wording(
        _against("garbled", "A translation would be garbled: {claim}, against {other}."),
        "another page, with nothing garbled, that says the same",
    ),
    "speakers": Wording(
        _both("The same words are credited to two speakers: {a}; {b}."),
        "the own record of each speaker with the words",
    ),
    "occasions": Wording(
        _both("The same words are placed on two occasions: {a}; {b}."),
        "one page that has them said on both",
    ),
    "denied": Wording(
        _both("One says it and another denies it: {a}; {b}."),
        "the denial taken back, or of another time",
    ),
    "voices": Wording(
        _both("Independent voices disagree on the thing itself: {a}; {b}."),
        "one origin behind both, or a newer word of the one that agrees with the other",
    ),
    "none": Wording(
        _both("They cannot both hold, and no rule explains it: {a}; {b}."),
        "a page that says how they belong together",
    ),
    "left_out": Wording(_left_out, "a place in that text that carries it"),
}
