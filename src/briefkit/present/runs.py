"""Runs: stretches of text that know what they are, and where they lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Run", "RunKind", "Runs", "Way", "joined", "unmarked", "words"]

RunKind = Literal[
    "text", "strong", "num", "date", "name", "id", "printed", "coded", "link", "caveat"
]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a run leads in a document.

    Parameters
    ----------
    to : str
        Anchor that it leads to.
    at : str
        Its own anchor, which the annex leads back to.
    mark : int
        Number of its footnote; 0 where it has none.
    follows : bool
        Whether it is a mark behind another mark.
    """

    to: str = ""
    at: str = ""
    mark: int = 0
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that knows what it is.

    Parameters
    ----------
    text : str
        What is shown, as plain text.
    kind : str
        ``text`` and ``strong`` are words without digits; ``num`` a number; ``date`` a date;
        ``name`` the name or label of an actor, place, event, flow or unit; ``id`` an identifier;
        ``printed`` a source's words; ``coded`` a coder's or a rule's words; ``link`` an address;
        ``caveat`` the mark of a footnote.
    claims : tuple of str
        Ids of the claims behind it.
    rule : str
        How it was computed.
    number : str
        Stable name of a number, such as ``flows.diesel-blr-rus.quantity``.
    value : tuple, optional
        low, best, high and unit of a number.
    href : str
        Where it leads, if not to its claims.
    headline : str
        Words under which the index of editions follows a named number over time; empty where it
        does not.
    series : str
        Name under which the index joins the numbers of several editions, where ``number`` moves
        with a window; by default ``number``.
    way : Way, optional
        Where a document leads it; it does not travel in a notebook.
    lang : str
        Language of a source's words, where our English stands behind them.
    """

    text: str
    kind: RunKind = "text"
    claims: tuple[str, ...] = ()
    rule: str = ""
    number: str = ""
    value: tuple[float | None, float | None, float | None, str] | None = None
    href: str = ""
    headline: str = ""
    series: str = ""
    way: Way | None = None
    lang: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the run without its empty fields."""
        found: dict[str, Any] = {"text": self.text, "kind": self.kind}
        for field in ("claims", "rule", "number", "value", "href", "headline", "series", "lang"):
            value = getattr(self, field)
            if value:
                found[field] = list(value) if isinstance(value, tuple) else value
        return found


Runs = tuple[Run, ...]


def unmarked(runs: Iterable[Run]) -> Runs:
    """Return runs without the marks of footnotes."""
    return tuple(run for run in runs if run.kind != "caveat")


def words(runs: Runs) -> str:
    """Return runs as plain text, without the marks of footnotes."""
    return "".join(run.text for run in unmarked(runs)).strip()


def joined(parts: Iterable[Runs], between: str = ", ") -> Runs:
    """Join sequences of runs with a text between them.

    Parameters
    ----------
    parts : iterable of tuple of Run
        What to join.
    between : str
        Text without digits.

    Returns
    -------
    tuple of Run
    """
    found: list[Run] = []
    for part in parts:
        if found:
            found.append(Run(between))
        found.extend(part)
    return tuple(found)
