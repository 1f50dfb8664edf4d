"""A case: one family with what speaks against what in it; the rules are tried on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.discrepancies.amounts import is_hedged_apart, total
from briefkit.analysis.discrepancies.compare import compare
from briefkit.analysis.discrepancies.families import Family
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.lacks import Lack
from briefkit.analysis.discrepancies.stages import is_one_class
from briefkit.analysis.discrepancies.version import Version
from briefkit.analysis.voices import UNKNOWN, by_voice
from briefkit.quantities import Amount
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = ["Case", "Conflict", "Nuance", "claim_ids"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions that cannot both hold, and on what ground."""

    a: Version
    b: Version
    ground: Ground


@dataclass(frozen=True, slots=True)
class Nuance:
    """Two versions that differ and can both hold, and as what variant."""

    a: Version
    b: Version
    type: DiscrepancyType


def claim_ids(pairs: Iterable[Conflict | Nuance]) -> tuple[str, ...]:
    """Return the ids of the claims in some pairs, sorted."""
    return tuple(sorted({name for p in pairs for v in (p.a, p.b) for name in v.claim_ids}))


@dataclass(frozen=True)
class Case:
    """A family, compared.

    Parameters
    ----------
    index : Index
        The corpus.
    family : Family
        The claims.
    lacks : tuple of Lack
        What sources that were read whole leave out of it.
    """

    index: Index
    family: Family
    lacks: tuple[Lack, ...] = ()

    @cached_property
    def _pairs(self) -> tuple[Conflict | Nuance, ...]:
        found: list[Conflict | Nuance] = []
        for a, b in itertools.combinations(self.family.versions, 2):
            relation = compare(self.index, a, b)
            if isinstance(relation, Ground):
                found.append(Conflict(a, b, relation))
                if relation in {Ground.STAGE, Ground.STALE} and is_hedged_apart(a, b):
                    found.append(Nuance(a, b, DiscrepancyType.ROUNDING))
            elif relation is not None:
                found.append(Nuance(a, b, relation))
        return (*found, *self._sums(), *self._speakers())

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of versions that cannot both hold."""
        return tuple(pair for pair in self._pairs if isinstance(pair, Conflict))

    @cached_property
    def nuances(self) -> tuple[Nuance, ...]:
        """Pairs of versions that differ and can both hold."""
        return tuple(pair for pair in self._pairs if isinstance(pair, Nuance))

    def on(self, *grounds: Ground) -> tuple[Conflict, ...]:
        """Return the conflicts on some grounds."""
        return tuple(conflict for conflict in self.conflicts if conflict.ground in grounds)

    def _sums(self) -> list[Conflict]:
        """Wholes that are smaller than what one source gives for their parts together."""
        attribute = ATTRIBUTES.get(self.family.attribute)
        if attribute is None or not attribute.is_number:
            return []
        found = []
        numbers = [v for v in self.family.versions if not v.is_denied and not v.amount.is_empty]
        for whole in numbers:
            parts: dict[str, list[tuple[Version, Amount]]] = {}
            for part in numbers:
                is_part = self.index.parents.get(part.subject_id) == whole.subject_id
                is_like = is_one_class(part.stage, whole.stage) and part.window == whole.window
                pair = self.index.common(part, whole) if is_part and is_like else None
                if pair is not None and pair[0].floor <= pair[1].ceiling:
                    for source_id in part.sources:
                        parts.setdefault(source_id, []).append((part, pair[0]))
            for source_id in sorted(parts):
                by_subject = {version.subject_id: amount for version, amount in parts[source_id]}
                ceiling = self._ceiling(whole, parts[source_id][0][0])
                if len(by_subject) > 1 and total(list(by_subject.values())) > ceiling:
                    found += [Conflict(whole, part, Ground.SUM) for part, _ in parts[source_id]]
        return list(dict.fromkeys(found))

    def _ceiling(self, whole: Version, part: Version) -> float:
        pair = self.index.common(whole, part)
        return float("inf") if pair is None else pair[0].ceiling

    def _speakers(self) -> list[Conflict]:
        """Versions of one statement that credit different speakers."""
        if self.family.attribute != "gist":
            return []
        by_speaker: dict[str, list[Claim]] = {}
        for claim in self.family.claims:
            if claim.speaker_id is not None and claim.attribute == "gist":
                by_speaker.setdefault(claim.speaker_id, []).append(claim)
        told = [
            Version(v.subject_id, "gist", name, v.stage, v.modality, None, False, tuple(claims))
            for name, claims in sorted(by_speaker.items())
            for v in self.family.versions[:1]
        ]
        return [Conflict(a, b, Ground.SPEAKER) for a, b in itertools.combinations(told, 2)]

    @cached_property
    def voices(self) -> Mapping[str, str]:
        """Voice behind each claim, by claim id.

        What a source says in its own words beside the one speaker it credits in this family is
        taken as his words; derived claims and those of unnamed origin have no voice.
        """
        spoken: dict[str, set[str]] = {}
        for claim in self.family.claims:
            if claim.speaker_id is not None:
                spoken.setdefault(claim.source_id, set()).add(claim.speaker_id)
        found: dict[str, str] = {}
        for voice, claims in by_voice(self.index.ds, self.family.claims).items():
            for claim in claims:
                told = spoken.get(claim.source_id, set())
                found[claim.claim_id] = voice if len(told) != 1 else next(iter(told))
        return found

    def voices_of(self, version: Version) -> frozenset[str]:
        """Return the voices behind a version; unnamed ones are none."""
        voices = {self.voices.get(name, UNKNOWN) for name in version.claim_ids}
        return frozenset(voices - {UNKNOWN})

    def is_independent(self, conflict: Conflict) -> bool:
        """Whether the two sides of a conflict are held by different voices.

        A source that contradicts itself is no two voices, unless it credits two speakers.
        """
        a, b = self.voices_of(conflict.a), self.voices_of(conflict.b)
        if self.is_inside_one_source(conflict) and not all(
            any(claim.speaker_id for claim in version.claims) for version in (conflict.a, conflict.b)
        ):
            return False
        return bool(a) and bool(b) and not a & b

    def is_inside_one_source(self, conflict: Conflict) -> bool:
        """Whether one source says both."""
        return bool(conflict.a.sources & conflict.b.sources)
