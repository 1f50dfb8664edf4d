"""Pieces of the sentences that rules write: who printed what, numbers, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.version import Version
from briefkit.schema.tables import Claim
from briefkit.vocab import Unit

__all__ = [
    "actors",
    "capital",
    "few",
    "listing",
    "named_unit",
    "number",
    "of_state",
    "possessive",
    "publishers",
    "quoted",
    "said",
    "told",
]

_UNITS = {
    Unit.T: "t",
    Unit.BBL: "bbl",
    Unit.PERSON: "people",
    Unit.LORRY: "lorries",
    Unit.USD: "US dollars",
}
MAX_QUOTES = 2
MAX_NAMES = 3


def listing(items: Iterable[str]) -> str:
    """Join items as in a sentence.

    Examples
    --------
    >>> listing(["AP", "EFE", "Reuters"])
    'AP, EFE and Reuters'
    """
    listed = list(items)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def number(value: float) -> str:
    """Write a number with commas between the thousands.

    Examples
    --------
    >>> number(60_000.0), number(4.5)
    ('60,000', '4.5')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.4g}"


def named_unit(unit: str) -> str:
    """Return a unit as it stands behind a number above one."""
    return _UNITS.get(Unit(unit), f"{unit}s")


def few(items: Iterable[str]) -> str:
    """Join the first few items; of many, say how many more there are.

    Examples
    --------
    >>> few(["AP", "EFE", "KCNA", "Reuters", "TASS"])
    'AP, EFE, KCNA and 2 more'
    """
    listed = list(items)
    left = len(listed) - MAX_NAMES
    return listing([*listed[:MAX_NAMES], f"{left} more"] if left > 1 else listed)


def publishers(index: Index, sources: Iterable[str]) -> str:
    """Name the publishers of some sources; of many, the first few, and how many more."""
    return few(dict.fromkeys(index.publisher(name) for name in sorted(set(sources))))


def actors(index: Index, names: Iterable[str]) -> str:
    """Name some actors or places."""
    return listing(dict.fromkeys(index.name(name) for name in sorted(set(names))))


def possessive(name: str) -> str:
    """Return a name with its possessive ending.

    Examples
    --------
    >>> possessive("Russia"), possessive("United States")
    ('Russia’s', 'United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def quoted(words: str) -> str:
    """Put printed words into quotation marks; those inside become single ones.

    Examples
    --------
    >>> quoted("a “three-way” cooperation")
    '“a ‘three-way’ cooperation”'
    """
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def said(index: Index, *versions: Version, claims: Sequence[Claim] = ()) -> str:
    """Quote what some versions print, and say who prints it.

    Parameters
    ----------
    index : Index
        The corpus.
    *versions : Version
        Versions to quote.
    claims : sequence of Claim
        Further claims to quote.

    Returns
    -------
    str
        The first printed words of each source, at most two, then the publishers:
        ``“60,000 tonnes” (WION)``.
    """
    listed = sorted(
        {claim for version in versions for claim in version.claims} | set(claims),
        key=lambda claim: claim.claim_id,
    )
    by_words: dict[str, list[str]] = {}
    seen: set[str] = set()
    for claim in listed:
        if claim.source_id not in seen:
            seen.add(claim.source_id)
            by_words.setdefault(claim.printed, []).append(claim.source_id)
    quotes = [
        f"{quoted(words)} ({publishers(index, sources)})"
        for words, sources in list(by_words.items())[:MAX_QUOTES]
    ]
    rest = [name for sources in list(by_words.values())[MAX_QUOTES:] for name in sources]
    if rest:
        quotes.append(f"others ({publishers(index, rest)})")
    return listing(quotes)


def told(index: Index, claims: Iterable[Claim]) -> str:
    """Quote claims with the speakers that they credit, one for each speaker and source.

    Parameters
    ----------
    index : Index
        The corpus.
    claims : iterable of Claim
        Claims to quote.

    Returns
    -------
    str
        ``“over 1,000 containers” (White House, in Reuters)``.
    """
    quotes: dict[str, str] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        who = index.publisher(claim.source_id)
        if claim.speaker_id is not None:
            who = f"{index.name(claim.speaker_id)}, in {who}"
        quotes.setdefault(who, f"{quoted(claim.printed)} ({who})")
    return few(quotes.values())


def of_state(name: str) -> str:
    """Return a state's name as it stands behind "of".

    Examples
    --------
    >>> of_state("Russia"), of_state("United States")
    ('Russia', 'the United States')
    """
    return f"the {name}" if name.startswith("United ") else name


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
