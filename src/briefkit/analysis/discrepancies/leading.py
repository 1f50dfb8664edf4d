"""The pair of claims that a reader of a disagreement must see."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.current import current
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Ground, Pair, told_apart
from briefkit.analysis.discrepancies.severity import distance
from briefkit.analysis.discrepancies.sides import Sides
from briefkit.analysis.likeness import is_alike
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.values import DateType

__all__ = ["leading"]

#: Two that are told within so many days can be held against one another without more.
_MONTH = 31
#: Of so many pairs the leading one is chosen; of very many they are the newest.
_MOST = 1000


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
        Of the pairs within one step of the greatest distance first what was done, and what was told
        within a month; then the one whose weaker side has most voices, what voices say now, most
        documents; then the newest, and what speaks for most bodies; at last the first by rank. What
        the page itself makes doubtful comes last.
    """
    matter = sides.matter
    most = _MOST if ground is None else _MOST // 10
    pairs = _once([pair for pair in matter.pairs if ground in {None, pair.ground}], most)
    far = {id(pair): _steps(matter, pair) for pair in pairs}
    top = max(far.values())
    near = [pair for pair in pairs if far[id(pair)] >= top - 1]
    near = [pair for pair in near if not _is_slight(pair)] or near
    now = _standing(matter)

    def weight(pair: Pair) -> tuple[object, ...]:
        both = sides.together(pair.a, pair.b), sides.together(pair.b, pair.a)
        a, b = ({body for s in said for body in s.bodies} for said in both)
        documents = sorted(len({s.claim.source_id for s in said}) for said in both)
        stands = sum(s.claim.claim_id in now for s in pair.sides)
        is_sound = not any(isinstance(s, Answer) and s.claim.is_doubtful for s in pair.sides)
        told = sorted((pair.a.told[1], pair.b.told[1]))
        n_weak = sum(s.is_weak for s in pair.sides)
        return (
            is_sound,
            sum(s.claim.stage_or_done.is_actual for s in pair.sides),
            _RANKS.get(pair.ground, 2),
            stands == 2 or told_apart(pair.a, pair.b) <= _MONTH,
            min(len(a - b), len(b - a), documents[0], 3),
            stands,
            min(documents[0], 3),
            -n_weak,
            far[id(pair)],
            documents,
            told,
            *((len(s.bodies), -s.rank) for s in pair.sides),
        )

    return max(near, key=weight)


def _steps(matter: Matter, pair: Pair) -> int:
    """Return how far apart two claims are; a month or a year alone that differs is a slip."""
    steps, _ = distance(matter, pair)
    if any(not isinstance(ATTRIBUTES[s.claim.attribute].type, DateType) for s in pair.sides):
        return steps
    is_slip = DateType.slip(pair.a.claim.value or "", pair.b.claim.value or "") != "days"
    return min(steps, 1) if is_slip else steps


def _is_slight(pair: Pair) -> bool:
    """Whether two numbers are less than a fifth apart."""
    a, b = pair.a, pair.b
    if not isinstance(a, Answer) or not isinstance(b, Answer):
        return False
    return is_alike(a.number, b.number, 1.2)


#: How directly two claims exclude one another, where that is not as directly as two values do.
_RANKS = {
    Ground.PART: 1, Ground.SUM: 1, Ground.ALIKE: 1, Ground.OUTSIDE: 1,
    Ground.STAGE: 0, Ground.OLD_PLAN: 0, Ground.COUNTED: 0, Ground.DATELINE: 0, Ground.OMISSION: 0,
}  # fmt: skip


def _once(pairs: Sequence[Pair], most: int) -> Sequence[Pair]:
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
        kept.sort(key=lambda pair: (min(s.told[1] for s in pair.sides), -pair.a.rank))
    return kept[-most:]


def _standing(matter: Matter) -> frozenset[str]:
    """Return the ids of the claims that give what a voice says now."""
    whole = [a for question in matter.questions if question.step == "deed" for a in question.whole]
    return frozenset(name for voice in current(whole) for name in voice.claim_ids)
