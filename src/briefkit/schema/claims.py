"""The rules that one claim must satisfy."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from briefkit.dates import span
from briefkit.errors import DateError, Problem, nearest
from briefkit.schema.attributes import ATTRIBUTES, Attribute, ValueType
from briefkit.schema.columns import split_ids
from briefkit.schema.ids import Ids, subject_kind
from briefkit.schema.tables import Claim, Record, Source
from briefkit.vocab import Hedge

__all__ = ["NAMED", "claim_problems", "printed_length"]

MAX_WORDS = 10
MAX_CHARACTERS = 25

_BASES = "Allowed: empty, publication, context, or ids of other claims."

#: Values that name rows, by their type: of which table, and in what shape.
NAMED = {
    ValueType.PLACE: ("places", "one place id"),
    ValueType.EVENT: ("events", "one event id"),
    ValueType.ACTORS: ("actors", "actor ids with '; ' between them"),
    ValueType.ROUTE: ("places", "place > place, with '; ' between legs"),
}


_COUNT = re.compile(r"\d{3}")


def printed_length(text: str) -> tuple[int, int, str]:
    """Measure printed words against the limit.

    Parameters
    ----------
    text : str
        The words as printed.

    Returns
    -------
    tuple of int, int, str
        Length, limit, and what is counted: words, or characters where a word has no blanks.
    """
    if text.isascii():
        return len(text.split()), MAX_WORDS, "words"
    spaceless = sum(
        unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI"))
        for character in text
    )
    if spaceless * 2 > len(text.replace(" ", "")):
        return len(text.replace(" ", "")), MAX_CHARACTERS, "characters"
    return len(text.split()), MAX_WORDS, "words"


def claim_problems(row: int, claim: Record, ids: Ids) -> Iterator[Problem]:
    """List what is wrong with one claim, beyond its single cells.

    Parameters
    ----------
    row : int
        Row as a spreadsheet counts it.
    claim : Claim
        The claim.
    ids : Ids
        All ids of the corpus.

    Yields
    ------
    Problem
        Each names the claim besides its row.
    """
    assert isinstance(claim, Claim)

    def problem(column: str, got: str, allowed: str) -> Problem:
        return Problem("claims", row, column, f"{got} (claim {claim.claim_id})", allowed)

    source_id, _, count = claim.claim_id.rpartition(".")
    if source_id != claim.source_id or not _COUNT.fullmatch(count):
        yield problem("claim_id", "does not match its source", f"Allowed: {claim.source_id}.NNN.")
    length, limit, what = printed_length(claim.printed)
    if length > limit:
        yield problem("printed", f"has {length} {what}", f"Allowed: at most {limit} {what}.")
    kind = subject_kind(claim.subject_id, ids.by_table)
    if kind is None or (kind == "dyad" and not ids.is_dyad(claim.subject_id)):
        tables = ("events", "flows", "statements", "actors", "places")
        yield problem(
            "subject_id",
            f"'{claim.subject_id}' is unknown",
            ids.suggest(tables, claim.subject_id) + " A dyad is two state codes, sorted.",
        )
    attribute = ATTRIBUTES.get(claim.attribute)
    if attribute is None:
        near = nearest(claim.attribute, ATTRIBUTES)
        yield problem(
            "attribute",
            f"'{claim.attribute}' is unknown",
            f"Allowed: {', '.join(ATTRIBUTES)}." + (f" Did you mean '{near[0]}'?" if near else ""),
        )
        return
    if kind is not None and kind not in attribute.fits:
        is_state_place = kind == "actor" and claim.subject_id in ids.by_table["places"]
        if not (is_state_place and "place" in attribute.fits):
            yield problem(
                "attribute",
                f"'{attribute.name}' does not fit the {kind} {claim.subject_id}",
                f"It fits: {', '.join(sorted(attribute.fits))}.",
            )
    if claim.supersedes is not None and not _is_same_publisher(claim, ids):
        yield problem(
            "supersedes",
            f"'{claim.supersedes}' is of another publisher",
            "A publisher corrects its own claims; other sources that differ stay beside it.",
        )
    for column, got, allowed in (
        *_number_rules(claim, attribute),
        *_value_rules(claim, attribute, ids),
        *_window_rule(claim, ids),
        *_basis_rule(claim, ids),
    ):
        yield problem(column, got, allowed)


def _is_same_publisher(claim: Claim, ids: Ids) -> bool:
    earlier = ids.by_table["claims"].get(claim.supersedes or "")
    if not isinstance(earlier, Claim):
        return True  # an unknown id is reported as such
    pair = [ids.by_table["sources"].get(c.source_id) for c in (claim, earlier)]
    publishers = [source.publisher for source in pair if isinstance(source, Source)]
    return len(set(publishers)) <= 1


def _number_rules(claim: Claim, attribute: Attribute) -> Iterator[tuple[str, str, str]]:
    if not attribute.is_number:
        for column in ("unit", "low", "high", "hedge"):
            if getattr(claim, column) is not None:
                yield column, "is filled", f"'{attribute.name}' is no number: leave it empty."
        if claim.value is None:
            yield "value", "is empty", f"'{attribute.name}' needs a value."
        return
    units = f"Allowed: {', '.join(attribute.units)}."
    if claim.unit is None:
        yield "unit", "is empty", units
    elif claim.unit not in attribute.units:
        yield "unit", f"'{claim.unit}' is no unit of {attribute.name}", units
    try:
        value = claim.amount_value
    except ValueError:
        allowed = "Allowed: digits with a decimal point."
        yield "value", f"'{claim.value}' is no plain number", allowed
        return
    numbers = {"low": claim.low, "value": value, "high": claim.high}
    if all(number is None for number in numbers.values()):
        if claim.hedge not in {Hedge.MANY, Hedge.SOME}:
            allowed = "Give the number or a bound, or the hedge many or some."
            yield "value", "is empty, and so are low and high", allowed
        return
    allowed = "Bounds satisfy low <= value <= high; leave unknown bounds empty."
    for lower, upper in itertools.combinations(numbers, 2):
        a, b = numbers[lower], numbers[upper]
        if a is not None and b is not None and a > b:
            if lower == "low":
                yield "low", f"{a:.15g} is above {upper} {b:.15g}", allowed
            else:
                yield "high", f"{b:.15g} is below value {a:.15g}", allowed
    for column, number in numbers.items():
        if number is not None and number < 0:
            yield column, f"{number:.15g} is below zero", "Amounts are zero or more."


def _value_rules(claim: Claim, attribute: Attribute, ids: Ids) -> Iterator[tuple[str, str, str]]:
    value = claim.value
    if value is None or attribute.is_number:
        return
    match attribute.type:
        case ValueType.DATE:
            try:
                span(value)
            except DateError as error:
                got, _, allowed = str(error).partition(". Allowed")
                yield "value", got, f"Allowed{allowed}"
        case ValueType.TERM | ValueType.TERMS:
            assert attribute.terms is not None
            words = split_ids(value) if attribute.type is ValueType.TERMS else (value,)
            for word in words or (value,):
                if word not in list(attribute.terms):
                    allowed = f"Allowed: {', '.join(attribute.terms)}."
                    yield "value", f"'{word}' is no term", allowed
        case ValueType.TEXT:
            return
        case _:
            table, shape = NAMED[attribute.type]
            legs = split_ids(value) if "'; '" in shape else (value,)
            if not legs or (
                attribute.type is ValueType.ROUTE and not all(">" in leg for leg in legs)
            ):
                yield "value", f"'{value}' does not fit", f"Allowed: {shape}."
                return
            for leg in legs:
                parts = leg.split(">") if attribute.type is ValueType.ROUTE else (leg,)
                for name in map(str.strip, parts):
                    if not ids.has((table,), name):
                        yield "value", f"'{name}' is unknown", ids.suggest((table,), name)


def _window_rule(claim: Claim, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if claim.window is None:
        return
    start, slash, end = claim.window.partition("/")
    if slash and end == ".." and ids.has(("events",), start):
        return
    try:
        span(claim.window)
    except DateError:
        allowed = "Allowed: an EDTF date or interval, or an event id followed by /.."
        yield "window", f"'{claim.window}' is no window", allowed


def _basis_rule(claim: Claim, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if claim.is_derived and not claim.leans_on:
        yield "basis", f"'{claim.basis}' names no claim", _BASES
    for name in claim.leans_on:
        if not ids.has(("claims",), name) or name == claim.claim_id:
            yield (
                "basis",
                f"'{name}' is no other claim",
                ("Allowed: empty, publication, context, or ids of other claims."),
            )
