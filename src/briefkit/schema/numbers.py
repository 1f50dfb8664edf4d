"""The rules that the number of a claim must satisfy: its unit, its bounds, its hedge, its print."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping

from briefkit.errors import shorten
from briefkit.schema.attributes import Attribute
from briefkit.schema.ids import Ids
from briefkit.schema.tables import Claim, Unit
from briefkit.vocab import Doubt, Hedge

__all__ = ["number_problems", "units_of"]

#: Column, what was got, what is allowed.
Found = tuple[str, str, str]
#: A claim's numbers by column, the lowest first.
Numbers = Mapping[str, float | None]

_FLOORS = {Hedge.OVER, Hedge.AT_LEAST}
_CEILINGS = {Hedge.UP_TO, Hedge.UNDER}


def units_of(attribute: Attribute, ids: Ids) -> tuple[str, ...]:
    """Return the units that an attribute takes.

    Parameters
    ----------
    attribute : Attribute
        One of number; others take none.
    ids : Ids
        All ids of the corpus.

    Returns
    -------
    tuple of str
        In the order of the table of units.
    """
    units = ids.by_table["units"].values()
    return tuple(u for u in units if isinstance(u, Unit) and u.dimension in attribute.dimensions)


def number_problems(claim: Claim, attribute: Attribute, ids: Ids) -> Iterator[Found]:
    """List what is wrong with the number of one claim.

    Parameters
    ----------
    claim : Claim
        The claim.
    attribute : Attribute
        Its attribute; one that takes no number has these cells empty.
    ids : Ids
        All ids of the corpus.

    Yields
    ------
    tuple of str
        Column, what was got, what is allowed.
    """
    if not attribute.is_number:
        for column in ("unit", "low", "high", "hedge"):
            if getattr(claim, column) is not None:
                yield column, "is filled", f"'{attribute.name}' is no number: leave it empty."
        if claim.value is None:
            yield "value", "is empty", f"'{attribute.name}' needs a value."
        return
    unit = ids.by_table["units"].get(claim.unit or "")
    if claim.unit is None:
        yield "unit", "is empty", f"Allowed: {', '.join(units_of(attribute, ids))}."
    elif isinstance(unit, Unit) and unit.dimension not in attribute.dimensions:
        got = f"'{unit}' is no unit of {attribute.name}"  # an unknown one is reported as such
        yield "unit", got, f"Allowed: {', '.join(units_of(attribute, ids))}."
    try:
        value = claim.amount_value
    except ValueError as error:
        yield (
            "value",
            f"'{shorten(claim.value or '')}' {error}",
            "Allowed: digits with a decimal point.",
        )
        return
    numbers = {"low": claim.low, "value": value, "high": claim.high}
    if all(number is None for number in numbers.values()):
        if claim.hedge not in {Hedge.MANY, Hedge.SOME}:
            allowed = "Give the number or a bound, or the hedge many or some."
            yield "value", "is empty, and so are low and high", allowed
        return
    yield from _hedge_rule(claim.hedge, numbers)
    yield from _point_rule(claim, numbers)
    yield from _order_rule(numbers)


def _order_rule(numbers: Numbers) -> Iterator[Found]:
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


def _hedge_rule(hedge: Hedge | None, numbers: Numbers) -> Iterator[Found]:
    """Refuse a bound that turns the meaning of the hedge round, or leaves it no room."""
    low, value, high = numbers["low"], numbers["value"], numbers["high"]
    if hedge in _FLOORS and low is None and value is None:
        yield "high", f"holds the number of '{hedge}'", "Put it under low: it is a floor."
    elif hedge in _CEILINGS and high is None and value is None:
        yield "low", f"holds the number of '{hedge}'", "Put it under high: it is a ceiling."
    elif hedge is Hedge.BETWEEN and (low is None or high is None):
        missing = "low" if low is None else "high"
        yield missing, "is empty beside the hedge 'between'", "Give both bounds."
    elif hedge in _OPEN_ABOVE and high is not None and high in {low, value}:
        got = f"{high:.15g} leaves no room for '{hedge}'"
        yield "high", got, "Leave it empty, or give what the number is said not to exceed."
    elif hedge in _OPEN_BELOW and low is not None and low in {value, high}:
        got = f"{low:.15g} leaves no room for '{hedge}'"
        yield "low", got, "Leave it empty, or give what the number is said to reach."


#: Hedges under which the true number lies above, or below, the one that is told.
_OPEN_ABOVE = {*_FLOORS, Hedge.MANY, Hedge.SOME}
_OPEN_BELOW = {*_CEILINGS, Hedge.NEARLY}

#: Thousands, or three decimals: 60.000, and 1,200,000 which can be no decimal.
_MARKED = re.compile(r"(?<!\d)(?<!\d[.,])[1-9]\d{0,2}(?:[.,]\d{3})+(?![.,]?\d)")
_PLAIN = re.compile(r"(?<!\d)(?<!\d[.,])\d+(?![.,]?\d)")
_SLIPS = {Doubt.SLIP, Doubt.GARBLED}


def _point_rule(claim: Claim, numbers: Numbers) -> Iterator[Found]:
    """Ask back where a mark may stand between thousands: 60 of "60.000 toneladas".

    Not where the page is known to be wrong, where the words have the number without the mark too
    ("60 wagons with 60,000 t"), or where a value has a digit more than the words: nobody writes
    60.0000 who means thousands.
    """
    marked = _MARKED.findall(claim.printed)
    if not marked or claim.doubt in _SLIPS:
        return
    plain = {float(word) for word in _PLAIN.findall(claim.printed)}
    for column, number in numbers.items():
        if number is None or number in plain:
            continue
        for word in marked:
            whole = re.sub("[.,]", "", word)
            n_marks = len(word) - len(whole)
            powers = range(1, n_marks + 1)
            if not any(math.isclose(number * 1000**n, float(whole)) for n in powers):
                continue
            decimal = f"{whole[:-3]}.{whole[-3:]}0"
            if n_marks == 1 and column == "value" and claim.value == decimal:
                continue
            allowed = f"Write {whole} if the mark stands between thousands"
            if n_marks == 1:
                allowed += f", and {decimal} under value if it is a decimal one"
            yield column, f"{number:.15g} may be '{word}' with its thousands lost", f"{allowed}."
