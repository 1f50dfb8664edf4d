"""A case: one family with what speaks against what in it; the rules are tried on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.discrepancies.amounts import is_hedged_apart, total
from briefkit.analysis.discrepancies.compare import compare
from briefkit.analysis.discrepancies.families import Family
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.lacks import Lack
from briefkit.analysis.discrepancies.pairing import pairs
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
        for a, b in pairs(self.index, self.family.versions):
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

    def _sums(self) -> Iterator[Conflict]:
        """Wholes that are smaller than what one source gives for their parts together."""
        attribute = ATTRIBUTES.get(self.family.attribute)
        if attribute is None or not attribute.is_number:
            return
        numbers: dict[str, list[Version]] = {}
        for version in self.family.versions:
            if not version.is_denied and not version.amount.is_empty:
                numbers.setdefault(version.subject_id, []).append(version)
        for subject_id, wholes in numbers.items():
            children = self.index.children.get(subject_id, ())
            parts = [version for name in children for version in numbers.get(name, ())]
            for whole in wholes if len({part.subject_id for part in parts}) > 1 else ():
                yield from self._sum(whole, parts)

    def _sum(self, whole: Version, parts: Sequence[Version]) -> Iterator[Conflict]:
        told: dict[str, dict[str, tuple[Version, Amount, Amount]]] = {}
        for part in parts:
            pair = self.index.common(part, whole)
            is_like = is_one_class(part.stage, whole.stage) and part.window == whole.window
            if is_like and pair is not None and pair[0].floor <= pair[1].ceiling:
                for source_id in part.sources:
                    told.setdefault(source_id, {})[part.subject_id] = (part, *pair)
        found: dict[tuple[str, ...], Version] = {}
        for by_subject in told.values():
            ceiling = min(whole_.ceiling for _, _, whole_ in by_subject.values())
            if total([amount for _, amount, _ in by_subject.values()]) > ceiling:
                found |= {part.claim_ids: part for part, _, _ in by_subject.values()}
        for name in sorted(found):
            yield Conflict(whole, found[name], Ground.SUM)

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
        if self.is_inside_one_source(conflict):
            credited = (any(c.speaker_id for c in v.claims) for v in (conflict.a, conflict.b))
            if not all(credited):
                return False
        return bool(a) and bool(b) and not a & b

    def is_inside_one_source(self, conflict: Conflict) -> bool:
        """Whether one source says both."""
        return bool(conflict.a.sources & conflict.b.sources)
