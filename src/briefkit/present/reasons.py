"""What the register says in words: why claims differ, how severe it is, to what it leans.

The analysis gives terms and claims; all its English is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from briefkit.analysis.discrepancies import Contested, Discrepancies, Entry, Hypothesis, Variant
from briefkit.analysis.discrepancies.entry import Point, Side
from briefkit.dataset import Dataset
from briefkit.present.formats import label
from briefkit.present.values import value_text
from briefkit.present.words import date_text
from briefkit.schema.tables import Claim
from briefkit.vocab import CheckState, DiscrepancyType

__all__ = [
    "RULES",
    "contested_text",
    "listing",
    "reason_text",
    "register_json",
    "severity_text",
    "side_text",
    "state_text",
    "who_text",
]

#: The rules of the register, as briefs print them.
RULES: Mapping[str, str] = {
    "severity": (
        "Severity starts at 1. Added are up to 3 for the distance (numbers from a factor of 1.2, 2 and "
        "10 on; days from 2, 8 and 63 on; 2 for another country or a meaning turned round, 3 for whether it took place), 1 for "
        "what a headline gives, 1 where the weaker side has two voices in two documents. Taken off "
        "is 1 where it has one document against several, and 2 where that one only relays; between two "
        "documents it is 2 at least. At most "
        "4 where no printed number would change, 3 for what is stale, counts other things or names "
        "other speakers, 2 for a plan against a deed, and for a month or year that the weaker side "
        "alone has otherwise, 1 for an omission."
    ),
    "state": (
        "Resolved: a correction, or the voice’s own record where no other voice stands against it. "
        "Leaning: one side has more voices; of one voice more origins; or the other rests on doubtful "
        "words, or on rewriters alone. Irreducible: losses or stocks that both sides estimate or "
        "allege. Else open."
    ),
    "pair": (
        "Quoted is the best-supported pair that cannot both hold, not the most extreme: of those "
        "within one step of the greatest distance the one whose weaker side has most voices."
    ),
}
_LOST = {1: "digit", 2: "hundred", 3: "thousand", 6: "million", 9: "billion"}
_TON = {
    "short_ton": "a tonne and a short ton",
    "long_ton": "a tonne and a long ton",
    "long_and_short_ton": "a long and a short ton",
}
_BECAUSE = {
    "correction": "it is the correction",
    "record": "it stands in the speaker’s own record",
    "doubt": "the words of the other side are doubtful in themselves",
    "voices": "more voices stand behind it",
    "origins": "more origins carry it",
    "grade": "the other side rests on rewriters or unknown paths alone",
}
_MOST = 3

#: What one claim says, quoted.
Quote: TypeAlias = str
Words: TypeAlias = Callable[[Dataset, Hypothesis, Claim, Claim], str]


def listing(items: Iterable[str]) -> str:
    """Join items as in a sentence.

    Examples
    --------
    >>> listing(["AP", "EFE", "Reuters"])
    'AP, EFE and Reuters'
    """
    listed = list(dict.fromkeys(items))
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def who_text(ds: Dataset, names: Iterable[str]) -> str:
    """Name voices: actors by their name, publishers as they stand; of many the first few."""
    actors = ds.tables.records.actors
    listed = [actors[name].name if name in actors else name for name in names]
    left = len(listed) - _MOST
    return listing([*listed[:_MOST], f"{left} more"] if left > 1 else listed)


def quoted(ds: Dataset, claim: Claim) -> str:
    """Quote a claim: printed words, publisher, day, and whom it credits."""
    source = ds.tables.records.sources[claim.source_id]
    words = claim.printed.replace("“", "‘").replace("”", "’")
    speaker = f", quoting {label(ds, claim.speaker_id)}" if claim.speaker_id else ""
    return f"“{words}” ({source.publisher}, {date_text(source.published)}{speaker})"


def side_text(ds: Dataset, side: Side) -> str:
    """Say what one side gives, and by whom.

    Returns
    -------
    str
        "60,000 t, by Belarus in 21 documents, best grade B".
    """
    claim = side.quoted
    value = value_text(ds, claim) + (" (denied)" if claim.is_denied else "")
    by = f", by {who_text(ds, side.voices)}" if side.voices else ", by nobody named"
    documents = "one document" if side.n_sources == 1 else f"{side.n_sources} documents"
    record = ", its own record" if side.is_record else ""
    return f"{value}{by} in {documents}, best grade {side.grade}{record}"


def state_text(ds: Dataset, entry: Entry) -> str:
    """Say how far an entry is settled, to what it leans, and why."""
    value = value_text(ds, entry.a.quoted)
    because = _BECAUSE.get(entry.because, "")
    if entry.state is CheckState.RESOLVED:
        return f"Resolved: {value}, because {because}."
    if entry.leans is not None:
        return f"Leans to {value}, because {because}."
    if entry.state is CheckState.IRREDUCIBLE:
        return "Irreducible: both sides estimate or allege what no register shows."
    return "Open: nothing on record favours one side."


def severity_text(entry: Entry) -> str:
    """Say what a severity is made of."""
    total = sum(point.points for point in entry.points)
    parts = " ".join(
        f"{'-' if p.points < 0 else '+'} {abs(p.points)} ({_point(p)})" for p in entry.points
    )
    limit = f", held at {entry.severity}" if total != entry.severity else ""
    return f"{total} = {parts.removeprefix('+ ')}{limit}"


def _point(point: Point) -> str:
    match point.reason:
        case "factor":
            factor = float(str(point.facts["factor"]))
            return f"a factor of {factor:,.0f}" if factor >= 10 else f"a factor of {factor:.2g}"
        case "days":
            return f"{point.facts['days']} days apart"
        case _:
            return _POINTS[point.reason]


_POINTS = {
    "start": "claims exclude one another",
    "turned_round": "the meaning turned round",
    "took_place": "it took place, or it did not",
    "abroad": "two countries",
    "headline": "a headline gives it",
    "two_voices": "two voices or more on the weaker side",
    "one_document": "one document against several",
}


def contested_text(ds: Dataset, question: Contested) -> str:
    """Say who denies what others say."""
    denials = [ds.records.claims[name] for name in question.denials]
    others = len(question.assertions)
    claims = "one claim says" if others == 1 else f"{others} claims say"
    deny = "denies" if len(question.parties) == 1 else "deny"
    return f"{who_text(ds, question.parties)} {deny} it: {quoted(ds, denials[0])}; {claims} it."


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
        a, b = _of_side(claims[:2], entry.a), _of_side(claims[:2], entry.b)
        if hypothesis.type is not DiscrepancyType.OMISSION:
            return _WORDS[hypothesis.cause](ds, hypothesis, a, b)
        return _omission(ds, hypothesis)
    if hypothesis.cause in _VARIANTS:
        shown = [_said(ds, claim) for claim in _apart(ds, claims)]
        return f"{_VARIANTS[hypothesis.cause]}: {'; '.join(shown[:_MOST])}{_rest(shown)}."
    return "; ".join(_said(ds, claim) for claim in claims[:_MOST])


def _of_side(claims: Iterable[Claim], side: Side) -> Claim:
    """Return the claim of a side that a hypothesis rests on, else the one quoted."""
    ids = set(side.claim_ids)
    return next((claim for claim in claims if claim.claim_id in ids), side.quoted)


def _said(ds: Dataset, claim: Claim) -> str:
    return f"{value_text(ds, claim)}, {quoted(ds, claim)}"


def _apart(ds: Dataset, claims: Iterable[Claim]) -> list[Claim]:
    return list({value_text(ds, claim): claim for claim in claims}.values())


def _rest(shown: list[str]) -> str:
    left = len(shown) - _MOST
    return f"; and {left} more" if left > 0 else ""


def _both(words: str) -> Words:
    def write(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
        return words.format(a=_said(ds, a), b=_said(ds, b))

    return write


def _lost_power(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    facts = hypothesis.facts
    claims = ds.tables.records.claims
    small, large = claims[str(facts["small"])], claims[str(facts["large"])]
    power = int(str(facts["power"]))
    lost = f"A lost {_LOST[power]}" if power in _LOST else f"A lost power of ten ({power} zeros)"
    how = "a word for the power of ten is left out, added or misread on the way"
    number = large.amount_value or large.low or large.high
    less = small.amount_value or small.low or small.high
    if power == 3 and number and less and number % 1000 == 0 and number < 1_000_000 and less < 1000:
        pointed = f"{number:,.0f}".replace(",", ".")
        how = (
            f"the word for thousand is left out, or {pointed}, with the point that many languages put "
            f"between the thousands, is read as the decimal number {less:g}"
        )
    return (
        f"{lost} would explain it: {_said(ds, small)} is {10**power:,} times less than "
        f"{_said(ds, large)}, as when {how}."
    )


def _kept_unit(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    return (
        f"The unit would explain it: {_said(ds, a)} and {_said(ds, b)} differ as "
        f"{_TON[str(hypothesis.facts['unit'])]} do."
    )


def _conversion(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told = ds.tables.records.claims[str(hypothesis.facts["converted"])]
    other = b if told.claim_id != b.claim_id else a
    return (
        f"A conversion would be told as a count: {_said(ds, told)} is what would fit, or another "
        f"number converted, against {_said(ds, other)}."
    )


def _losses(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told = ds.tables.records.claims[str(hypothesis.facts["as"])]
    other = b if told.claim_id != b.claim_id else a
    counted = str(hypothesis.facts["counted"])
    return (
        f"Other losses would be counted: {_said(ds, told)} is the number that is given elsewhere for "
        f"{counted}, against {_said(ds, other)}."
    )


def _accused(words: str) -> Words:
    def write(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
        claim = ds.tables.records.claims[str(hypothesis.facts["accused"])]
        other = b if claim.claim_id != b.claim_id else a
        return words.format(accused=_said(ds, claim), other=_said(ds, other))

    return write


def _part_for_whole(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told = ds.tables.records.claims[str(hypothesis.facts["told"])]
    other = b if told.claim_id != b.claim_id else a
    return (
        f"A part would be told for the whole: {_said(ds, told)} is what is given elsewhere for a part, "
        f"against {_said(ds, other)}."
    )


def _other_period(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
    told = ds.tables.records.claims[str(hypothesis.facts["told"])]
    other = b if told.claim_id != b.claim_id else a
    third = next(
        (
            ds.tables.records.claims[name]
            for name in hypothesis.evidence
            if name not in {told.claim_id, other.claim_id}
        ),
        told,
    )
    return (
        f"A number would be told for another time: {_said(ds, told)} is what {quoted(ds, third)} gives "
        f"for {third.window or 'another time'}, against {_said(ds, other)}."
    )


def _doubted(words: str) -> Words:
    def write(ds: Dataset, hypothesis: Hypothesis, a: Claim, b: Claim) -> str:
        claim = ds.tables.records.claims[str(hypothesis.facts["doubted"])]
        other = b if claim.claim_id != b.claim_id else a
        return words.format(doubted=_said(ds, claim), other=_said(ds, other))

    return write


def _omission(ds: Dataset, hypothesis: Hypothesis) -> str:
    carriers = [ds.tables.records.claims[name] for name in hypothesis.evidence]
    source = hypothesis.facts.get("source")
    what = str(hypothesis.facts.get("attribute", carriers[0].attribute)).replace("_", " ")
    if source is None:
        return f"One source that was read whole leaves out the {what} that the others carry."
    publisher = ds.tables.records.sources[str(source)].publisher
    return f"{publisher}, read whole, leaves out the {what} that others carry: {_said(ds, carriers[0])}."


_WORDS: Mapping[str, Words] = {
    "lost_power": _lost_power,
    "kept_unit": _kept_unit,
    "kept_number": _both("One number stands in two units: {a}; {b}."),
    "unlike_units": _both("One number is told of two unlike things by one voice: {a}; {b}."),
    "conversion": _conversion,
    "losses": _losses,
    "counted": _both("Different things are counted: {a}; {b}."),
    "ways_of_counting": _both("They count in different ways, or one miscounts: {a}; {b}."),
    "calibre": _doubted(
        "A calibre or label would stand for the number: {doubted}, against {other}."
    ),
    "other_time": _doubted("The page gives a figure of another time: {doubted}, against {other}."),
    "each": _both("What is said of all together is told of each, or the reverse: {a}; {b}."),
    "sum": _both(
        "The parts together are more than the whole: {a} for the whole; {b} for one part."
    ),
    "part_above_whole": _both("A part is said to be more than the whole: {a}; {b}."),
    "part_for_whole": _part_for_whole,
    "inside": _both("The number of a time is more than that of a time that contains it: {a}; {b}."),
    "other_period": _other_period,
    "retold": _both("The number of a short time is told of a longer one: {a}; {b}."),
    "as_fact": _both("What one page has somebody allege is told on as fact: {a}; {b}."),
    "old_number": _both("An old number is told after a newer one: {a}; {b}."),
    "old_plan": _both("A plan of another value was published after the deed: {a}; {b}."),
    "relay_of_corrected": _both("What was corrected is told on: {a} corrects what {b} relays."),
    "plan_and_deed": _both("A plan and a deed of two values are told together: {a}; {b}."),
    "called_off": _both("It was called off and it took place: {a}; {b}."),
    "announcement": _accused(
        "The day of the announcement would stand for that of the event: {accused}, against {other}."
    ),
    "day_of_report": _accused(
        "The day of the report would stand for that of the event: {accused}, against {other}."
    ),
    "time_zones": _both("Each gives the day where it is: {a}; {b}."),
    "head": _accused("A dateline says where the report was filed: {accused}, against {other}."),
    "filed_from": _accused(
        "The place where the report was filed would stand for that of the event: {accused}, against "
        "{other}."
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
    for name, entries in (("discrepancies", result.entries), ("variants", result.variants)):
        rows = shown.get(name)
        if not isinstance(rows, list):
            continue
        for row, entry in zip(rows, entries, strict=True):
            for hypothesis, item in zip(entry.hypotheses, row["hypotheses"], strict=True):
                item["text"] = reason_text(ds, entry, hypothesis)
            if isinstance(entry, Entry):
                row["sides"]["a"]["text"] = side_text(ds, entry.a)
                row["sides"]["b"]["text"] = side_text(ds, entry.b)
                row["state_text"] = state_text(ds, entry)
                row["severity_text"] = severity_text(entry)
    return shown
