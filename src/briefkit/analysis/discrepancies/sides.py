"""The two sides of a disagreement, and the pair of claims that stands for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefkit.analysis.current import current, is_alike
from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.numbers import is_doubted
from briefkit.analysis.discrepancies.pairs import Ground, Pair, Said
from briefkit.analysis.discrepancies.severity import distance
from briefkit.analysis.questions import Answer
from briefkit.analysis.times import Lie
from briefkit.analysis.voices import UNKNOWN

__all__ = ["Sides", "leading"]


class Sides:
    """Who says the same, in one matter.

    Parameters
    ----------
    matter : Matter
        What is said.
    """

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        pool: dict[str, Said] = {s.claim.claim_id: s for s in matter.said}
        for pair in matter.pairs:
            for said in (pair.a, pair.b):
                pool.setdefault(said.claim.claim_id, said)
        self._pool = list(pool.values())
        self._with: dict[str, tuple[Said, ...]] = {}
        self._by_text: dict[tuple[str, str, bool], list[Said]] = {}
        for said in self._pool:
            key = (said.claim.subject_id, said.claim.value or "", said.claim.is_denied)
            self._by_text.setdefault(key, []).append(said)

    def same(self, said: Said) -> tuple[Said, ...]:
        """Return those that say the same of the same time, the claim itself first."""
        key = said.claim.claim_id
        if key not in self._with:
            others = self._alike(said)
            self._with[key] = (said, *(o for o in others if o.claim.claim_id != key))
        return self._with[key]

    def _alike(self, said: Said) -> Iterable[Said]:
        if isinstance(said, Answer):
            return [
                o
                for o in self._pool
                if isinstance(o, Answer)
                and is_alike(o.number, said.number)
                and o.is_floor is said.is_floor
                and (o.amount.best is None) is (said.amount.best is None)
                and o.claim.subject_id == said.claim.subject_id
                and o.claim.attribute == said.claim.attribute
                and o.dimension == said.dimension
                and o.claim.scope == said.claim.scope
                and _step(o) == _step(said)
                and o.time.lie(said.time) in _SAME
            ]
        key = (said.claim.subject_id, said.claim.value or "", said.claim.is_denied)
        return [
            o
            for o in self._by_text.get(key, ())
            if o.claim.attribute == said.claim.attribute and _step(o) == _step(said)
        ]

    def voices(self, said: Said) -> frozenset[str]:
        """Return the states, bodies and publishers that say the same."""
        return frozenset(body for s in self.same(said) for body in s.bodies)

    def n_sources(self, said: Said) -> int:
        """Count the documents that say the same."""
        return len({s.claim.source_id for s in self.same(said)})

    def side(self, said: Said) -> Side:
        """Return one side of a disagreement."""
        members = self.same(said)
        sources = self.matter.corpus.ds.tables.records.sources
        quoted = min(members, key=lambda s: (not s.is_record, sources[s.claim.source_id].reliability,
                                             s is not said, s.claim.claim_id))  # fmt: skip
        claims = [quoted.claim, *(s.claim for s in members if s is not quoted)]
        return Side(
            tuple(claims),
            tuple(sorted(self.voices(said))),
            self.n_sources(said),
            len({root for s in members for root in s.roots} - {UNKNOWN}),
            min(sources[claim.source_id].reliability for claim in claims),
            any(s.is_record for s in members),
        )


_SAME = frozenset({Lie.EQUAL, Lie.BEFORE, Lie.AFTER, Lie.INSIDE, Lie.AROUND})


def _step(said: Said) -> bool:
    return said.claim.stage_or_done.is_actual


def leading(sides: Sides, ground: Ground | None = None) -> Pair:
    """Return the pair of claims that a reader must see.

    Parameters
    ----------
    sides : Sides
        A matter with at least one pair.
    ground : Ground, optional
        Only pairs on this ground.

    Returns
    -------
    Pair
        Of the pairs within one step of the greatest distance the one whose weaker side has most
        voices, then documents; then what voices say now, then the newest. What the page itself
        makes doubtful comes last.
    """
    matter = sides.matter
    pairs = _once([pair for pair in matter.pairs if ground in {None, pair.ground}])
    far = {id(pair): distance(matter, pair)[0] for pair in pairs}
    top = max(far.values())
    near = [pair for pair in pairs if far[id(pair)] >= top - 1]
    near = [pair for pair in near if not _is_slight(pair)] or near
    now = _standing(matter)

    def weight(pair: Pair) -> tuple[object, ...]:
        a, b = sides.voices(pair.a), sides.voices(pair.b)
        documents = sorted((sides.n_sources(pair.a), sides.n_sources(pair.b)))
        stands = sum(s.claim.claim_id in now for s in pair.sides)
        is_sound = not any(isinstance(s, Answer) and is_doubted(s) for s in pair.sides)
        told = sorted((pair.a.told[1], pair.b.told[1]))
        n_weak = sum(s.is_weak for s in pair.sides)
        return (
            is_sound,
            _RANKS.get(pair.ground, 2),
            min(len(a - b), len(b - a), documents[0], 3),
            stands,
            min(documents[0], 3),
            -n_weak,
            far[id(pair)],
            documents,
            told,
            pair.a.claim.claim_id,
            pair.b.claim.claim_id,
        )

    return max(near, key=weight)


def _is_slight(pair: Pair) -> bool:
    """Whether two numbers are less than a fifth apart."""
    a, b = pair.a, pair.b
    if not isinstance(a, Answer) or not isinstance(b, Answer):
        return False
    return is_alike(a.number, b.number, 1.2)


#: How directly two claims exclude one another, where that is not as directly as two values do.
_RANKS = {
    Ground.PART: 1, Ground.SUM: 1, Ground.OUTSIDE: 1,
    Ground.STAGE: 0, Ground.OLD_PLAN: 0, Ground.COUNTED: 0, Ground.DATELINE: 0, Ground.OMISSION: 0,
}  # fmt: skip


def _once(pairs: Sequence[Pair], most: int = 4000) -> Sequence[Pair]:
    """Keep one pair for each two values of two voices; of very many the newest."""
    once: dict[tuple[object, ...], Pair] = {}
    for pair in pairs:
        key = tuple(
            (s.claim.subject_id, s.claim.attribute, s.claim.value, s.claim.low, s.claim.high,
             s.claim.window, s.bodies, s.is_record)
            for s in pair.sides
        )  # fmt: skip
        once[key] = pair
    kept = list(once.values())
    if len(kept) > most:
        kept.sort(key=lambda pair: min(pair.a.told[1], pair.b.told[1]))
    return kept[-most:]


def _standing(matter: Matter) -> frozenset[str]:
    """Return the ids of the claims that give what a voice says now."""
    whole = [a for question in matter.questions if question.step == "deed" for a in question.whole]
    return frozenset(name for voice in current(whole) for name in voice.claim_ids)
