"""The annex of a brief: where each number comes from, the claims, the footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefkit.present.blocks import Block, EvidenceItem
from briefkit.present.runs import Run, Runs

__all__ = [
    "MOST_RIVALS",
    "ClaimEntry",
    "Claims",
    "Footnote",
    "Footnotes",
    "NumberEntry",
    "Numbers",
    "Use",
    "claim_entry",
]

#: Rival claims that an entry names; the others stand on the same subject.
MOST_RIVALS = 6


@dataclass(frozen=True)
class Use:
    """A way back: the anchor of a place that leads here, and the title of the part it is in."""

    at: str
    where: str


@dataclass(frozen=True)
class NumberEntry:
    """A number: its value where the text does not say it, its rule, its claims.

    Where an entry names only some of its claims, ``whole`` says how many there are and where.
    """

    id: str
    number: str
    text: str
    value: str
    rule: str
    claims: Runs
    uses: tuple[Use, ...] = ()
    whole: str = ""


@dataclass(frozen=True)
class ClaimEntry:
    """A claim; ``heads`` says whether the line of its source stands over it.

    Its last fields are those of :class:`~briefkit.present.blocks.EvidenceItem`; ``dossier`` is
    empty where the edition has none.
    """

    id: str
    claim_id: str
    printed: Run
    says: Runs
    locator: Run
    source: Runs
    path: Runs
    rivals: Runs
    heads: bool = True
    uses: tuple[Use, ...] = ()
    gloss: str = ""
    lang: str = ""
    grade: str = ""
    said: str = ""
    is_denied: bool = False
    is_own: bool = False
    dossier: str = ""


@dataclass(frozen=True)
class Footnote:
    """A caveat under its number."""

    id: str
    code: str
    mark: int
    sentence: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, repr=False)
class Numbers(Block):
    """Where each number comes from."""

    kind: ClassVar[str] = "numbers"
    items: tuple[NumberEntry, ...]


@dataclass(frozen=True, repr=False)
class Claims(Block):
    """The claims that a brief leads to."""

    kind: ClassVar[str] = "claims"
    items: tuple[ClaimEntry, ...]


@dataclass(frozen=True, repr=False)
class Footnotes(Block):
    """The caveats that a brief uses."""

    kind: ClassVar[str] = "footnotes"
    items: tuple[Footnote, ...]


def claim_entry(item: EvidenceItem) -> ClaimEntry:
    """Return a claim as an entry that leads nowhere yet."""
    rivals = tuple(Run(rival, "id") for rival in item.rivals)
    return ClaimEntry(
        "",
        item.claim_id,
        item.printed,
        item.says,
        item.locator,
        item.source,
        item.path,
        rivals,
        gloss=item.gloss,
        lang=item.lang,
        grade=item.grade,
        said=item.said,
        is_denied=item.is_denied,
        is_own=item.is_own,
    )
