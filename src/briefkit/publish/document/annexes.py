"""What stands at the end of a brief: where each number comes from, the claims, the footnotes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefkit.present.annex import (
    ClaimEntry,
    Claims,
    Footnote,
    Footnotes,
    NumberEntry,
    Numbers,
    Use,
    claim_entry,
)
from briefkit.present.blocks import Block, Caveats, Evidence, EvidenceItem, Heading
from briefkit.present.runs import Run, Runs, Way, words
from briefkit.publish.document.anchors import claim_anchor
from briefkit.publish.document.document import Part

__all__ = ["claim_list", "headed", "place", "refs"]


def refs(claims: tuple[str, ...], known: Collection[str]) -> Runs:
    """Return references to claims; those of one source after the first are named in short.

    Parameters
    ----------
    claims : tuple of str
        Ids of claims.
    known : collection of str
        Those that have a place in the annex; to others nothing leads.

    Returns
    -------
    tuple of Run
    """
    found, last = [], ""
    for claim in claims:
        source, _, n = claim.rpartition(".")
        text = f".{n}" if source and source == last else claim
        last = source
        way = Way(claim_anchor(claim)) if claim in known else None
        found.append(Run(text, "id", (claim,), way=way))
    return tuple(found)


def claim_list(
    items: Mapping[str, EvidenceItem],
    led_to: Collection[str],
    ways_back: Callable[[str], tuple[Use, ...]],
    *,
    has_dossiers: bool = False,
) -> tuple[ClaimEntry, ...]:
    """Return the claims that a brief leads to, and their rivals.

    Parameters
    ----------
    items : mapping of str to EvidenceItem
        All claims of the evidence, by id.
    led_to : collection of str
        Claims that the brief leads to.
    ways_back : callable
        Gives the uses of an anchor.
    has_dossiers : bool
        Whether each leads on to its dossier.

    Returns
    -------
    tuple of ClaimEntry
        By id. Claims of one source and path stand under one line that names both.
    """
    own = items.keys() & led_to
    kept = own | ({rival for claim in own for rival in items[claim].rivals} & items.keys())
    entries = [
        replace(
            claim_entry(items[claim]),
            id=claim_anchor(claim),
            rivals=refs(items[claim].rivals, kept),
            uses=ways_back(claim_anchor(claim)),
            dossier=items[claim].dossier if has_dossiers else "",
        )
        for claim in sorted(kept)
    ]
    return headed(entries)


def headed(entries: Sequence[ClaimEntry]) -> tuple[ClaimEntry, ...]:
    """Let the first claim of each source and path stand under the line that names both."""
    heads = ["", *map(_head, entries)]
    return tuple(
        replace(entry, heads=before != own)
        for entry, (before, own) in zip(entries, pairwise(heads), strict=True)
    )


def _head(entry: ClaimEntry) -> str:
    return f"{entry.claim_id.rpartition('.')[0]} {words(entry.source)} {words(entry.path)}"


def place(
    parts: tuple[Part, ...],
    numbers: tuple[NumberEntry, ...],
    claims: tuple[ClaimEntry, ...],
    notes: tuple[Footnote, ...],
) -> tuple[Part, ...]:
    """Put the annex where the notebook has its evidence, and the footnotes where their place is.

    Parameters
    ----------
    parts : tuple of Part
        Of a document.
    numbers, claims, notes : tuple
        What the annex lists.

    Returns
    -------
    tuple of Part
        A part that held nothing else goes where there is nothing to list; without a place in the
        notebook a list has a part of its own.
    """
    parts = _settled(parts, Evidence, tuple(_annex(numbers, claims)), "Evidence")
    return _settled(parts, Caveats, (Footnotes(notes),) if notes else (), "Caveats")


def _annex(numbers: tuple[NumberEntry, ...], claims: tuple[ClaimEntry, ...]) -> Iterator[Block]:
    if numbers:
        yield Heading(3, (Run("Where each number comes from"),), "annex-numbers")
        yield Numbers(numbers)
    if claims:
        yield Heading(3, (Run("The claims"),), "annex-evidence")
        yield Claims(claims)


def _settled(
    parts: tuple[Part, ...], kind: type[Block], blocks: tuple[Block, ...], title: str
) -> tuple[Part, ...]:
    """Put the blocks where the first one of a kind stands, and drop the others."""
    is_placed, found = False, []
    for part in parts:
        body: list[Block] = []
        for block in part.body:
            if not isinstance(block, kind):
                body.append(block)
            elif not is_placed and part.title:
                is_placed = True
                body += blocks
        if body or not part.body:
            found.append(replace(part, body=tuple(body)))
    if blocks and not is_placed:
        found.append(Part((Run(title),), blocks, f"annex-{kind.kind}-part"))
    return tuple(found)
