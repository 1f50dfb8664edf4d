"""Types of notebook parameters: what a value may be, and how a text becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefkit import vocab
from briefkit.dates import last_day
from briefkit.errors import DateError, nearest
from briefkit.schema.attributes import ATTRIBUTES

__all__ = ["Terms", "Type", "parse_type", "terms_of"]

#: Names of the data by type: ``state``, ``dyad``, ``route``, ``commodity``, ``unit``.
Terms = Mapping[str, tuple[str, ...]]

_PATTERNS = {"state": r"[A-Z]{3}", "dyad": r"[A-Z]{3}-[A-Z]{3}", "route": r"[A-Z]{3}>[A-Z]{3}"}
_EXAMPLES = {"state": "PRK", "dyad": "PRK-RUS, the two in order", "route": "RUS>PRK"}
_RANGE = re.compile(
    r"(integer|number)?(?:\s*(?:from )?(-?\d+(?:\.\d+)?)(?: to |\.\.)(-?\d+(?:\.\d+)?))?"
)
_PLAIN = {name: name for name in ("text", "day", "state", "dyad", "route", "commodity", "unit")}
_PLAIN["day or month"] = "day"
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Type:
    """What the value of a parameter may be.

    Parameters
    ----------
    name : str
        As the comment says it.
    one : str
        ``text``, ``day``, ``truth``, ``integer``, ``number``, ``term``, or a kind of name.
    is_list : bool
        Whether it is a list of such values.
    terms : tuple of str
        The closed list, for a term.
    low, high : float, optional
        Range of a number, both ends in it.
    """

    name: str
    one: str
    is_list: bool = False
    terms: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def allowed(self, terms: Terms | None = None) -> list[str] | str | None:
        """Return the closed list, the range as ``1..5``, or None where anything of the type is."""
        if self.low is not None and self.high is not None:
            return f"{self.low:g}..{self.high:g}"
        if self.one == "truth":
            return ["yes", "no"]
        return list(self._choices(terms)) or None

    def read(self, value: Any, terms: Terms | None = None) -> Any:
        """Return a value or a text from a command line as a value of the type.

        Raises
        ------
        ValueError
            With what was got and what is allowed.
        """
        if not self.is_list:
            return self._one(value, terms)
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        elif not isinstance(value, (list, tuple)):
            raise ValueError(f"'{value}' is no list. Allowed: {self.name}, such as a,b.")
        return [self._one(part, terms) for part in value]

    def _one(self, value: Any, terms: Terms | None) -> Any:
        match self.one:
            case "truth":
                found = value if isinstance(value, bool) else _TRUTH.get(str(value).lower())
                if found is None:
                    raise ValueError(f"'{value}' is neither yes nor no.")
                return found
            case "integer" | "number":
                return self._amount(value)
            case "day":
                return _day(value)
        if not isinstance(value, str):
            raise ValueError(
                f"'{value}' is no text. Allowed: {self.name.removeprefix('list of ')}."
            )
        pattern = _PATTERNS.get(self.one)
        if pattern and not re.fullmatch(pattern, value):
            near = nearest(self._spelled(value), self._choices(terms))
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ValueError(f"'{value}' is no {self.one}. Write {_EXAMPLES[self.one]}.{hint}")
        choices = self._choices(terms)
        if choices and value not in choices:
            near = nearest(self._spelled(value), choices)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            shown = ", ".join(choices[:30]) + (" ..." if len(choices) > 30 else "")
            raise ValueError(f"'{value}' is not in the list. Allowed: {shown}.{hint}")
        return value

    def _spelled(self, value: str) -> str:
        """Return a value as names of its type are spelled, for the nearest to be found."""
        if self.one not in _PATTERNS:
            return value
        value = value.upper()
        return "-".join(sorted(value.split("-"))) if self.one == "dyad" else value

    def _choices(self, terms: Terms | None) -> tuple[str, ...]:
        return self.terms or (terms or {}).get(self.one, ())

    def _amount(self, value: Any) -> float | int:
        try:
            if isinstance(value, bool):
                raise ValueError
            found = int(value) if self.one == "integer" else float(value)
            if found != float(value):
                raise ValueError
        except (TypeError, ValueError):
            raise ValueError(f"'{value}' is no {self.one}. Allowed: {self.name}.") from None
        if self.low is not None and self.high is not None and not self.low <= found <= self.high:
            raise ValueError(f"{found} is out of range. Allowed: {self.low:g}..{self.high:g}.")
        return found


def _day(value: Any) -> str:
    try:
        last_day(value)
    except DateError as error:
        raise ValueError(str(error)) from None
    return str(value)


def parse_type(text: str, default: Any) -> Type:
    """Read the type that stands before the colon of a parameter's comment.

    Parameters
    ----------
    text : str
        Such as ``list of state`` or ``integer 1..5``; empty: what the default is.
    default : object
        The literal in the cell.

    Returns
    -------
    Type

    Raises
    ------
    ValueError
        If there is no such type.

    Examples
    --------
    >>> parse_type("integer 1..5", 1).allowed()
    '1..5'
    >>> parse_type("list of mode", []).read("visit,remote")
    ['visit', 'remote']
    """
    name = " ".join(text.split())
    if not name:
        name = _name_of(default)
    is_list = name.startswith("list of ")
    one = name.removeprefix("list of ")
    lists = _closed_lists()
    if isinstance(default, list) and not is_list:  # "states" is a list of state
        is_list, one = True, _singular(one, lists)
        name = f"list of {one}"
    if one.startswith("one of "):
        terms = tuple(re.split(r",\s*|\s+or\s+", one.removeprefix("one of ").strip()))
        return Type(name, "term", is_list, terms)
    number = _RANGE.fullmatch(one)
    if number is not None and one:
        low, high = (None if part is None else float(part) for part in number.group(2, 3))
        kind = number[1] or ("number" if isinstance(default, float) else "integer")
        return Type(name, kind, is_list, (), low, high)
    if one == "yes or no":
        return Type(name, "truth", is_list)
    if one in _PLAIN:
        return Type(name, _PLAIN[one], is_list)
    if one not in lists:
        near = nearest(one, _known(lists))
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise ValueError(f"no type '{one}'. Allowed: {', '.join(_known(lists))}.{hint}")
    return Type(name, "term", is_list, lists[one])


def _singular(name: str, lists: Iterable[str]) -> str:
    for one in (*_PLAIN, *lists):
        plural = one[:-1] + "ies" if one.endswith("y") else one + "s"
        if name == plural:
            return one
    return name


def _known(lists: Iterable[str]) -> list[str]:
    written = ["yes or no", "integer", "number", "from 1 to 5", "one of a, b", "list of ..."]
    return [*_PLAIN, *written, *lists]


@cache
def _closed_lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in vocab.__all__:
        terms = getattr(vocab, name)
        if name != "Term":
            key = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
            found[key] = tuple(term.value for term in terms)
    return {**found, "attribute": tuple(ATTRIBUTES)}


def _name_of(default: Any) -> str:
    match default:
        case bool():
            return "yes or no"
        case int():
            return "integer"
        case float():
            return "number"
        case list() | tuple():
            return "list of text"
        case str():
            return "text"
    raise ValueError(f"{default!r} is no text, number, truth value or list.")


def terms_of(dataset: Any) -> Terms:
    """Return the names of a dataset that parameters may be.

    Parameters
    ----------
    dataset : briefkit.dataset.Dataset
        Read without a cut, so that a brief of an early day may still be asked about anything.

    Returns
    -------
    Terms
    """
    records = dataset.tables.records
    flows = records.flows.values()
    states = sorted(key for key, actor in records.actors.items() if actor.is_party)
    return {
        "state": tuple(states),
        "dyad": tuple(f"{a}-{b}" for a in states for b in states if a < b),
        "route": tuple(f"{a}>{b}" for a in states for b in states if a != b),
        "commodity": tuple(sorted({flow.commodity for flow in flows})),
        "unit": tuple(records.units),
    }
