"""One entry of the register: its two sides, the explanations tried on them, and what settles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from briefkit.analysis.discrepancies.terms import Cause, Variation
from briefkit.schema.tables import Claim
from briefkit.vocab import CheckState, DiscrepancyType, Reliability

__all__ = ["Entry", "Facts", "Hypothesis", "Leans", "Point", "Side", "Variant"]

#: What a sentence about a finding needs besides the two sides: numbers, days, ids, terms.
Facts = Mapping[str, object]

#: Which side the record favours.
Leans = Literal["a", "b"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way in which two claims came to differ.

    Parameters
    ----------
    type : DiscrepancyType
        Type of the discrepancy.
    cause : str
        The finer cause, a term of its own: ``lost_power``, ``relay_of_corrected`` and the like; of
        a variant how its claims differ.
    evidence : tuple of str
        Ids of the claims that it rests on, those of the pair first.
    facts : mapping
        What its sentence says besides.
    """

    type: DiscrepancyType
    cause: Cause | Variation
    evidence: tuple[str, ...]
    facts: Facts = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return type, cause and evidence."""
        return {"type": str(self.type), "cause": self.cause, "evidence": list(self.evidence)}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a discrepancy: who says the same.

    Parameters
    ----------
    claims : tuple of Claim
        The claim that is quoted, then those that say the same of the same time.
    voices : tuple of str
        States, bodies or publishers for which they speak, sorted.
    n_voices : int
        How many they are; pages that name nobody are one together.
    n_sources, n_named, n_origins : int
        Documents that say so; those among them that name the voices or relay them; distinct ends of
        their chains of origin.
    grade : Reliability
        Best grade of their sources.
    is_record : bool
        Whether one stands in its speaker's own record.
    told_ids : tuple of str
        Claims of all these documents, sorted; those of :attr:`claims` are among them.
    first : Claim
        The claim that said so first.
    is_weak : bool
        Whether grade E and F, or hearsay, alone carry it: it outvotes no other.
    moved : tuple of str
        Those of the voices that came nearer to the other side within a month.
    near : tuple of str
        Other voices whose number now holds with this side and not with the other.
    """

    claims: tuple[Claim, ...]
    voices: tuple[str, ...]
    n_voices: int
    n_sources: int
    n_named: int
    n_origins: int
    grade: Reliability
    is_record: bool
    told_ids: tuple[str, ...]
    first: Claim
    is_weak: bool
    moved: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def quoted(self) -> Claim:
        """The claim that is quoted."""
        return self.claims[0]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of its claims, sorted."""
        return tuple(sorted(claim.claim_id for claim in self.claims))

    def to_json(self) -> dict[str, object]:
        """Return the claim that is quoted, all claims, voices, documents and grade."""
        return {
            "quoted": self.quoted.claim_id,
            "claims": list(self.claim_ids),
            "voices": list(self.voices),
            "n_sources": self.n_sources,
            "grade": str(self.grade),
        }


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a severity: how many points, for what."""

    points: int
    reason: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """Claims on one thing that cannot all hold.

    Parameters
    ----------
    id : str
        ``<subject>.<attribute>``, the same from edition to edition.
    subject_id, attribute : str
        What they are about; ``date`` stands for start, end, arrival and the like too, ``place``
        for arrival_place, ``gist`` for phrase.
    a, b : Side
        The leading pair: the best-supported claims that exclude one another; `a` is the side that
        the record favours, else the one with more voices.
    hypotheses : tuple of Hypothesis
        The explanations that fire on the leading pair, the likeliest first.
    severity : int
        1 to 5, 5 worst.
    points : tuple of Point
        What the severity is made of.
    state : CheckState
        How far it is settled.
    leans : str or None
        ``a`` where the record favours that side.
    because : str
        Why it leans or is settled, as a term: record, correction, voices, origins, grade.
    moves : tuple of str
        Stable names of the numbers that would move if the other side were right.
    check_id : str
        What would settle it, in the table of checks; empty where no row fits.
    claim_ids : tuple of str
        All claims that take part in some incompatible pair, sorted.
    printed : tuple of str
        Their printed words, in the same order.
    n_sources, n_origins, n_voices : int
        What stands behind these claims.
    n_pairs : int
        How many pairs of claims exclude one another.
    opened, newest : date
        When two sides were first on record, and the newest claim.
    is_contested : bool
        Whether a party denies it besides.
    """

    id: str
    subject_id: str
    attribute: str
    a: Side
    b: Side
    hypotheses: tuple[Hypothesis, ...]
    severity: int
    points: tuple[Point, ...]
    state: CheckState
    leans: Leans | None
    because: str
    moves: tuple[str, ...]
    check_id: str
    claim_ids: tuple[str, ...]
    printed: tuple[str, ...]
    n_sources: int
    n_origins: int
    n_voices: int
    n_pairs: int
    opened: date
    newest: date
    is_contested: bool

    @property
    def types(self) -> tuple[DiscrepancyType, ...]:
        """Types of the hypotheses, each once, the likeliest first."""
        return tuple(dict.fromkeys(hypothesis.type for hypothesis in self.hypotheses))

    def to_json(self) -> dict[str, object]:
        """Return the entry in the shape of ``show discrepancies``, without its sentences."""
        return {
            **_subject(self),
            "severity": self.severity,
            "state": str(self.state),
            "leans": self.leans,
            "because": self.because or None,
            **_support(self),
            "sides": {"a": self.a.to_json(), "b": self.b.to_json()},
            "hypotheses": [hypothesis.to_json() for hypothesis in self.hypotheses],
            "moves": list(self.moves),
            "check": self.check_id,
            "opened": str(self.opened),
            "is_contested": self.is_contested,
        }


@dataclass(frozen=True, slots=True)
class Variant:
    """Claims on one thing that differ and can all hold.

    Parameters
    ----------
    id, subject_id, attribute : str
        As of an entry.
    hypotheses : tuple of Hypothesis
        How they differ.
    claim_ids, printed : tuple of str
        The claims, sorted, and their printed words.
    n_sources, n_origins, n_voices : int
        What stands behind them.
    """

    id: str
    subject_id: str
    attribute: str
    hypotheses: tuple[Hypothesis, ...]
    claim_ids: tuple[str, ...]
    printed: tuple[str, ...]
    n_sources: int
    n_origins: int
    n_voices: int

    @property
    def types(self) -> tuple[DiscrepancyType, ...]:
        """Types of the hypotheses, each once."""
        return tuple(dict.fromkeys(hypothesis.type for hypothesis in self.hypotheses))

    def to_json(self) -> dict[str, object]:
        """Return the variant in the shape of an entry, without severity, state and check."""
        return {
            **_subject(self),
            "severity": 0,
            "state": None,
            **_support(self),
            "hypotheses": [hypothesis.to_json() for hypothesis in self.hypotheses],
            "check": "",
        }


def _subject(item: Entry | Variant) -> dict[str, object]:
    return {
        "id": item.id,
        "subject_id": item.subject_id,
        "attribute": item.attribute,
        "types": [str(type_) for type_ in item.types],
    }


def _support(item: Entry | Variant) -> dict[str, object]:
    return {
        "claims": list(item.claim_ids),
        "printed": list(item.printed),
        "n_sources": item.n_sources,
        "n_origins": item.n_origins,
        "n_voices": item.n_voices,
    }
