"""Two claims that differ: on what ground they exclude one another, or how both can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from briefkit.analysis.discrepancies.terms import Variation
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = [
    "Difference",
    "Ground",
    "Pair",
    "Relation",
    "Said",
    "claim_ids",
    "is_independent",
    "told_apart",
]


class Said(Protocol):
    """What one claim says, made comparable."""

    @property
    def claim(self) -> Claim:
        """The claim."""
        ...

    @property
    def bodies(self) -> frozenset[str]:
        """States, bodies or publishers for which it speaks."""
        ...

    @property
    def roots(self) -> frozenset[str]:
        """What it goes back to."""
        ...

    @property
    def is_record(self) -> bool:
        """Whether it stands in the speaker's own record."""
        ...

    @property
    def is_weak(self) -> bool:
        """Whether it never outvotes others."""
        ...

    @property
    def told(self) -> tuple[int, int]:
        """First and last day on which it may have been said."""
        ...

    @property
    def rank(self) -> int:
        """Its place in the order of claims."""
        ...


def told_apart(a: Said, b: Said) -> int:
    """Return the days between two tellings; 0 where they may be of one day."""
    return max(0, a.told[0] - b.told[1], b.told[0] - a.told[1])


def is_independent(a: Said, b: Said) -> bool:
    """Tell whether both speak for bodies that are named, and none for the same."""
    return bool(a.bodies and b.bodies) and not a.bodies & b.bodies


class Ground(StrEnum):
    """Why two claims cannot both hold."""

    VALUE = "value"  # two values of one thing at one time
    RETOLD = "retold"  # the number of a short time told of a longer one
    INSIDE = "inside"  # of a time inside another's, and larger
    SHRINK = "shrink"  # a total that shrinks
    STALE = "stale"  # an old value repeated after newer ones
    CORRECTED = "corrected"  # a relay of what its source corrected
    PART = "part"  # a part larger than the whole
    SUM = "sum"  # parts together larger than the whole
    ALIKE = "alike"  # one number of the whole and of a part: the killed, and all casualties
    UNITS = "units"  # one number in two unlike units
    COUNTED = "counted"  # two things counted
    STAGE = "stage"  # a plan and a deed told together
    OLD_PLAN = "old_plan"  # a plan of another value told after the deed
    CANCELLED = "cancelled"  # called off, and held
    DENIAL = "denial"  # denied by a third
    OUTSIDE = "outside"  # a part outside its whole, in time or in space
    ARRIVAL = "arrival"  # the meeting where the report was filed, the arrival elsewhere
    DATELINE = "dateline"  # the dateline against the text
    POLARITY = "polarity"  # one says what the other denies
    LIMITED = "limited"  # of some, and of all
    GARBLED = "garbled"  # a rendering that a coder found garbled
    SPEAKER = "speaker"  # one utterance by two speakers
    OCCASION = "occasion"  # one utterance on two occasions
    OMISSION = "omission"  # said by others and left out by one


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two claims that cannot both hold."""

    a: Said
    b: Said
    ground: Ground

    @property
    def sides(self) -> tuple[Said, Said]:
        """Both."""
        return self.a, self.b


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Two claims that differ and can both hold, and as what variant."""

    a: Said
    b: Said
    type: DiscrepancyType
    cause: Variation


#: What two claims are to one another; None where they agree, or nothing follows.
Relation = Pair | Difference | None


def claim_ids(pairs: Iterable[Pair | Difference]) -> tuple[str, ...]:
    """Return the ids of the claims in some pairs, sorted."""
    return tuple(sorted({s.claim.claim_id for pair in pairs for s in (pair.a, pair.b)}))
