"""The value of a claim in words."""

from __future__ import annotations

from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.formats import label
from briefkit.present.words import amount_text, date_text, plural
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType, RouteType
from briefkit.vocab import Hedge

__all__ = ["value_text"]

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
        return date_text(span(value))
    if isinstance(kind, RouteType):
        return "; ".join(" to ".join(label(ds, key) for key in leg) for leg in kind.legs(value))
    if kind.table:
        return ", ".join(label(ds, key) for key in kind.names(value))
    return value.replace("_", " ") if kind.terms else value


def _number_text(claim: Claim) -> str:
    unit = str(claim.unit)
    if claim.hedge in {Hedge.MANY, Hedge.SOME}:
        return f"{claim.hedge} {plural(unit, 2)}"
    said = _HEDGED.get(claim.hedge, "") if claim.hedge else ""
    value, low, high = claim.amount_value, claim.low, claim.high
    if value is not None:
        return said + amount_text(None, value, None, unit)
    if low is not None and high is not None:
        return amount_text(low, None, high, unit)
    bound = low if low is not None else high
    assert bound is not None
    if claim.attribute == "ordinal":
        return f"{said}{bound:g}"
    return (said or ("at least " if low is not None else "up to ")) + amount_text(
        None, bound, None, unit
    )
