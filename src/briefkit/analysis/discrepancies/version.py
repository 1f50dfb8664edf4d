"""Versions: what some claims of a family say alike, its value made comparable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from briefkit.analysis.discrepancies.spelling import plain
from briefkit.analysis.estimate import claim_amount
from briefkit.dates import Span, span
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES, ValueType
from briefkit.schema.columns import split_ids
from briefkit.schema.tables import Claim
from briefkit.vocab import Modality, Stage

__all__ = ["Value", "Version", "gist_versions", "versions"]

Value: TypeAlias = Amount | Span | frozenset[str] | str

#: Stands before a gist that a source denies.
DENIED = "¬"


@dataclass(frozen=True)
class Version:
    """What some claims say alike.

    Parameters
    ----------
    subject_id : str
        What they are about.
    role : str
        Their attribute; ``held`` for the bare statement that an event took place or is planned,
        ``under_way`` for one that was going on when the source was published.
    value : Amount, Span, frozenset of str or str
        The value in comparable form.
    stage : Stage
        How far the thing has come.
    modality : Modality
        How it is held.
    window : str or None
        Time that a number refers to.
    is_dateline : bool
        Whether it stands in a dateline.
    claims : tuple of Claim
        By id.
    """

    subject_id: str
    role: str
    value: Value
    stage: Stage
    modality: Modality
    window: str | None
    is_dateline: bool
    claims: tuple[Claim, ...]

    @property
    def is_denied(self) -> bool:
        """Whether the claims say that the value does not hold."""
        return self.modality is Modality.DENIED

    @property
    def amount(self) -> Amount:
        """The value of a number."""
        assert isinstance(self.value, Amount)
        return self.value

    @property
    def days(self) -> Span:
        """The value of a date."""
        assert isinstance(self.value, Span)
        return self.value

    @property
    def names(self) -> frozenset[str]:
        """The value of a set."""
        assert isinstance(self.value, frozenset)
        return self.value

    @property
    def text(self) -> str:
        """The value of a place, a term, an event or a text."""
        assert isinstance(self.value, str)
        return self.value

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of the claims."""
        return tuple(claim.claim_id for claim in self.claims)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Ids of the sources that say it."""
        return frozenset(claim.source_id for claim in self.claims)


def _value(claim: Claim) -> Value:
    text = claim.value or ""
    match ATTRIBUTES[claim.attribute].type:
        case ValueType.NUMBER:
            return claim_amount(claim)
        case ValueType.DATE:
            return span(text)
        case ValueType.ACTORS | ValueType.TERMS:
            return frozenset(split_ids(text))
        case ValueType.ROUTE:
            legs = (leg.split(">") for leg in split_ids(text))
            return frozenset(" > ".join(place.strip() for place in leg) for leg in legs)
        case ValueType.TEXT:
            return plain(text)
        case ValueType.PLACE | ValueType.EVENT | ValueType.TERM:
            return text


def versions(claims: Iterable[Claim], role: str | None = None) -> tuple[Version, ...]:
    """Group claims by what they say.

    Parameters
    ----------
    claims : iterable of Claim
        Any claims; their order does not matter.
    role : str, optional
        ``held`` or ``under_way``: then the values are left aside. By default each claim's
        attribute.

    Returns
    -------
    tuple of Version
        By subject, role and first claim.
    """
    grouped: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        key = (
            claim.subject_id,
            role or claim.attribute,
            "" if role else _value(claim),
            None if role else claim.hedge,
            claim.stage_or_done,
            claim.modality or Modality.ASSERTED,
            claim.window,
            claim.locator == "dl",
        )
        grouped.setdefault(key, []).append(claim)
    made = [
        Version(subject, kind, value, stage, modality, window, is_dateline, tuple(members))  # type: ignore[arg-type]
        for (
            subject,
            kind,
            value,
            _,
            stage,
            modality,
            window,
            is_dateline,
        ), members in grouped.items()
    ]
    return tuple(sorted(made, key=lambda v: (v.subject_id, v.role, v.claim_ids)))


def gist_versions(claims: Iterable[Claim]) -> tuple[Version, ...]:
    """Group the sources of one statement by the propositions that they give it.

    Parameters
    ----------
    claims : iterable of Claim
        Claims of ``gist`` on one statement. Phrases are passed over: other words are no other
        proposition.

    Returns
    -------
    tuple of Version
        The value is the set of propositions; one that is denied carries a mark.
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        if claim.attribute == "gist":
            by_source.setdefault(claim.source_id, []).append(claim)
    grouped: dict[frozenset[str], list[Claim]] = {}
    for members in by_source.values():
        gists = frozenset(
            (DENIED if claim.is_denied else "") + plain(claim.value or "") for claim in members
        )
        grouped.setdefault(gists, []).extend(members)
    return tuple(
        Version(
            members[0].subject_id,
            "gist",
            gists,
            Stage.DONE,
            Modality.ASSERTED,
            None,
            False,
            tuple(members),
        )
        for gists, members in sorted(grouped.items(), key=lambda item: item[1][0].claim_id)
    )
