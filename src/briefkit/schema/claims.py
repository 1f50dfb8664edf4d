"""The rules that one claim must satisfy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from briefkit.dates import record_span
from briefkit.errors import DateError, Problem, nearest
from briefkit.schema.attributes import ATTRIBUTES, Attribute
from briefkit.schema.ids import Ids, subject_kind
from briefkit.schema.numbers import number_problems
from briefkit.schema.tables import SUBJECT_TABLES, Claim, Record, Source
from briefkit.schema.values import DateType
from briefkit.vocab import Counting, Stage

__all__ = ["claim_problems", "printed_length"]

MAX_WORDS = 10
MAX_CHARACTERS = 25
#: A page may be dated by its first version and go on to tell the days that followed.
_LATE = timedelta(days=31)

_BASES = "Allowed: empty, publication, context, or ids of other claims."

_COUNT = re.compile(r"[0-9]{3}")


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
    if text.isascii() or _MAY_BE_SPACELESS.search(text) is None:
        return len(text.split()), MAX_WORDS, "words"
    spaceless = sum(map(_is_spaceless, text))
    if spaceless * 2 > len(text.replace(" ", "")):
        return len(text.replace(" ", "")), MAX_CHARACTERS, "characters"
    return len(text.split()), MAX_WORDS, "words"


#: No script before Thai writes words without blanks between them.
_MAY_BE_SPACELESS = re.compile("[\u0e00-\U0010ffff]")


@cache
def _is_spaceless(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI"))


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
        tables = tuple(SUBJECT_TABLES)
        if not ids.has(tables, claim.subject_id):
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
        *number_problems(claim, attribute, ids),
        *_value_rules(claim, attribute, ids),
        *_scope_rule(claim, attribute, ids),
        *_window_rule(claim, ids),
        *_time_rules(claim, attribute, ids),
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


def _value_rules(claim: Claim, attribute: Attribute, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if claim.value is not None and not attribute.is_number:
        for got, allowed in attribute.type.problems(claim.value, ids):
            yield "value", got, allowed


def _scope_rule(claim: Claim, attribute: Attribute, ids: Ids) -> Iterator[tuple[str, str, str]]:
    for name in claim.scope or ():
        if name not in list(Counting) and not ids.has(("places", "actors"), name):
            allowed = f"Allowed: place ids, actor ids, {', '.join(Counting)}."
            yield "scope", f"'{name}' is unknown", allowed
    if claim.extent is not None and not attribute.is_number:
        yield "extent", "is filled", f"'{attribute.name}' is no number: leave it empty."
    if claim.scope is not None and not attribute.has_scope:
        yield "scope", "is filled", f"'{attribute.name}' takes in nothing: leave it empty."


def _window_rule(claim: Claim, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if claim.window is None:
        return
    start, slash, end = claim.window.partition("/")
    if slash and end == ".." and ids.has(("events",), start):
        return
    try:
        record_span(claim.window)
    except DateError as error:
        got = str(error).partition(". Allowed")[0].replace("is no date", "is no window")
        yield "window", got, "Allowed: an EDTF date or interval, or an event id followed by /.."


def _time_rules(claim: Claim, attribute: Attribute, ids: Ids) -> Iterator[tuple[str, str, str]]:
    """Refuse what a page cannot have told: it was coded before, or took place long after."""
    source = ids.by_table["sources"].get(claim.source_id)
    if not isinstance(source, Source):
        return
    if claim.coded_on and claim.coded_on < source.published.first:  # a claim begun has none yet
        allowed = "A page is coded after it is published."
        yield "coded_on", f"'{claim.coded_on}' is before {_published(source)}", allowed
    if claim.stage_or_done is not Stage.DONE:
        return
    for column, text in (
        ("value", claim.value if isinstance(attribute.type, DateType) else None),
        ("window", claim.window),
        ("said_on", claim.said_on.text if claim.said_on else None),
    ):
        if text is not None and _is_long_after(text, source.published.last):
            got = f"is done, but the {column} '{text}' is long after {_published(source)}"
            yield "stage", got, "Mend the date, or give the stage of what lay ahead."


def _published(source: Source) -> str:
    return f"'{source.published}', when {source.source_id} was published"


def _is_long_after(text: str, day: date) -> bool:
    try:
        first = record_span(text).earliest
    except DateError:
        return False  # it is reported as such, or an event begins it
    return first is not None and first - day > _LATE


def _basis_rule(claim: Claim, ids: Ids) -> Iterator[tuple[str, str, str]]:
    if claim.is_derived and not claim.leans_on:
        yield "basis", f"'{claim.basis}' names no claim", _BASES
    for name in claim.leans_on:
        if not ids.has(("claims",), name) or name == claim.claim_id:
            yield "basis", f"'{name}' is no other claim", _BASES
