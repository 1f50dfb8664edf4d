"""The value of a claim in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefkit.dataset import Dataset, Tables
from briefkit.dates import span
from briefkit.present.formats import label
from briefkit.present.words import amount_text, date_text, ordinal_text, plural, spelt
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType, RouteType
from briefkit.vocab import ActorKind, Hedge

__all__ = ["is_about", "said_text", "telling_text", "value_text"]

#: A surname that is shorter may be a word; a name that is longer stands in no proposition.
_SHORT, _LONG = 4, 40
_ROUGH = frozenset({Hedge.ABOUT, Hedge.NEARLY})
_HEDGED = {
    Hedge.ABOUT: "about ",
    Hedge.OVER: "over ",
    Hedge.AT_LEAST: "at least ",
    Hedge.UP_TO: "up to ",
    Hedge.UNDER: "under ",
    Hedge.NEARLY: "nearly ",
}


def value_text(ds: Dataset, claim: Claim) -> str:
    """Return what a claim says, in words.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        Any claim.

    Returns
    -------
    str
        Ids are replaced by names, dates and numbers are written out, hedges are kept.

    Examples
    --------
    A claim of 60 tons with the hedge *about* reads "about 60 tons".
    """
    attribute = ATTRIBUTES[claim.attribute]
    if attribute.is_number:
        return _number_text(claim)
    value = claim.value or ""
    kind = attribute.type
    if isinstance(kind, DateType):
        return _day_text(value)
    if isinstance(kind, RouteType):
        return "; ".join(" to ".join(label(ds, key) for key in leg) for leg in kind.legs(value))
    if kind.table:
        return ", ".join(label(ds, key) for key in kind.names(value))
    if attribute.is_proposition:
        return _capitals(ds, value)
    return value.replace("_", " ") if kind.terms else value


def said_text(ds: Dataset, claim: Claim) -> str:
    """Return what a claim says, in words, with its denial.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claim : Claim
        Any claim.

    Returns
    -------
    str
        "60 tons", "not 60 tons"; "none" where any at all are denied.
    """
    words = value_text(ds, claim)
    if not claim.is_denied:
        return words
    if ATTRIBUTES[claim.attribute].is_number:
        if claim.hedge is Hedge.SOME:
            return "none"
        return f"not one {words[2:]}" if words.startswith("1 ") else f"not {words}"
    return f"{words} (denied)"


def telling_text(ds: Dataset, amount: Amount, claim_ids: Sequence[str]) -> str:
    """Return the number of a voice in its words: about so much, or "tens of thousands".

    Parameters
    ----------
    ds : Dataset
        The corpus.
    amount : Amount
        What it says.
    claim_ids : sequence of str
        The claims that say so.

    Returns
    -------
    str
    """
    claims = [ds.tables.records.claims[name] for name in claim_ids]
    if claims and all(claim.hedge is Hedge.MANY for claim in claims):
        return value_text(ds, claims[0])
    shown = amount_text(amount.low, amount.best, amount.high)
    return f"about {shown}" if amount.best is not None and is_about(claims) else shown


def is_about(claims: Sequence[Claim]) -> bool:
    """Tell whether more than half of some claims give their number as rounded."""
    return 2 * sum(claim.hedge in _ROUGH for claim in claims) > len(claims)


def _day_text(value: str) -> str:
    """Return the day of something; of an open span the end that is known."""
    days = span(value)
    if days.earliest is None:
        return f"by {date_text(days.last)}"
    if days.latest is None:
        return f"not before {date_text(days.first)}"
    return date_text(days)


def _capitals(ds: Dataset, words: str) -> str:
    """Return a proposition, which is coded in small letters, with the capitals of names."""
    names, pattern = _names(ds.tables)
    return pattern.sub(lambda found: names[found[1]] + (found[2] or ""), words)


@lru_cache(maxsize=4)
def _names(tables: Tables) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return states, places and surnames by their small letters, and what finds them in a text."""
    actors = tables.records.actors.values()
    named = [actor.name for actor in actors if actor.kind is ActorKind.STATE]
    named += [place.name for place in tables.records.places.values()]
    named += [
        actor.name.split()[-1]
        for actor in actors
        if actor.kind is ActorKind.PERSON and len(actor.name.split()[-1]) > _SHORT
    ]
    found = {name.lower(): name for name in (*named, "NATO", "UN", "EU") if len(name) < _LONG}
    longest_first = "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True))
    return found, re.compile(rf"\b({longest_first})(ns?|ians?)?\b")


#: What a page says that gives no number but its order of magnitude.
_POWERS = {
    10.0: "tens", 12.0: "dozens", 20.0: "dozens", 24.0: "dozens", 100.0: "hundreds",
    1000.0: "thousands", 10_000.0: "tens of thousands", 100_000.0: "hundreds of thousands",
    1e6: "millions", 1e7: "tens of millions", 1e8: "hundreds of millions", 1e9: "billions",
    1e10: "tens of billions",
}  # fmt: skip


def _number_text(claim: Claim) -> str:
    unit = claim.unit or ""
    is_ordinal = claim.attribute == "ordinal"
    if is_ordinal and claim.amount_value is not None:
        return f"{ordinal_text(int(claim.amount_value))} {plural(unit, 1)}"
    word = _POWERS.get(claim.low) if claim.hedge is Hedge.MANY and claim.low else None
    if word is not None:
        return f"{word} of {spelt(unit)}"
    if claim.hedge in {Hedge.MANY, Hedge.SOME}:
        words = f"{claim.hedge} {spelt(unit)}"
        if claim.low is None and claim.high is None:
            return words
        return f"{words} ({amount_text(claim.low, None, claim.high)})"
    said = _HEDGED.get(claim.hedge, "") if claim.hedge else ""
    value, low, high = claim.amount_value, claim.low, claim.high
    if value is not None:
        return said + amount_text(None, value, None, unit)
    if low is not None and high is not None:
        return amount_text(low, None, high, unit)
    bound = low if low is not None else high
    assert bound is not None
    if is_ordinal:
        return f"{said}{bound:g}"
    return (said or ("at least " if low is not None else "up to ")) + amount_text(
        None, bound, None, unit
    )
