"""The two sides of a disagreement: who says the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set

from briefkit.analysis.answers import Answer
from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Said
from briefkit.analysis.likeness import RETOLD, is_alike
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.analysis.voices import UNKNOWN, bodies

__all__ = ["Sides"]

#: Days around a disagreement of totals or stocks within which it is joined.
_MONTH = 31


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
        self._with: dict[str, tuple[Said, ...]] = {}
        self._words = _words(pool.values())
        self._alike: dict[tuple[object, ...], list[Said]] = {}
        for said in pool.values():
            self._alike.setdefault(_kind(said), []).append(said)
        self._numbers: dict[tuple[object, ...], list[Said]] = {}
        for said in pool.values():
            self._numbers.setdefault(_question(said), []).append(said)
        for listed in (*self._alike.values(), *self._numbers.values()):
            listed.sort(key=_number)

    def same(self, said: Said) -> tuple[Said, ...]:
        """Return those that say the same of the same time, the claim itself first."""
        key = said.claim.claim_id
        if key not in self._with:
            listed = self._alike.get(_kind(said), [])
            number = _number(said)
            first = bisect_left(listed, number / RETOLD, key=_number)
            last = bisect_right(listed, number * RETOLD, key=_number)
            others = [
                o for o in listed[first:last] if o.claim.claim_id != key and _is_of_time(o, said)
            ]
            self._with[key] = (said, *others)
        return self._with[key]

    def together(self, said: Said, rival: Said) -> tuple[Said, ...]:
        """Return those that say the same when it stands against a rival, the claim itself first.

        Left out are those whose body has another number by then, and of running totals and stocks
        what was told more than a month before or after.
        """
        if not isinstance(said, Answer) or not isinstance(rival, Answer):
            return self.same(said)
        until = max(said.day, rival.day) + ONE_TIME
        return tuple(
            s for s in self.same(said) if _is_claim(s, said) or self._stands(s, said, until)
        )

    def _stands(self, other: Said, said: Answer, until: int) -> bool:
        if not isinstance(other, Answer) or other.time.is_running != said.time.is_running:
            return False
        day = other.day
        if other.time.is_running and abs(day - until) > _MONTH:
            return False
        for days, words in self._words.get(other.claim_id, ()):
            i = bisect_right(days, until)
            if not i or day >= days[i - 1] - ONE_TIME or is_alike(words[i - 1], other.number):
                return True
        return not other.bodies

    def side(self, said: Said, rival: Said) -> Side:
        """Return one side of a disagreement with another claim.

        Where both say the same, and it is the speaker or the time that cannot be, those who share
        speaker and time are on one side.
        """
        members = self.together(said, rival)
        if any(s.claim.claim_id == rival.claim.claim_id for s in members):
            members = tuple(s for s in members if _is_claim(s, said) or _is_of_side(s, said, rival))
        corpus = self.matter.corpus
        sources = corpus.ds.tables.records.sources

        def rank(member: Said) -> tuple[object, ...]:
            grade = sources[member.claim.source_id].reliability
            return not member.is_record, grade, member is not said, member.claim.claim_id

        quoted = min(members, key=rank)
        claims = [quoted.claim, *(s.claim for s in members if s is not quoted)]
        named = {body for s in members if _is_credited(s) for body in s.bodies}
        whole = dict.fromkeys((*members, *self._repeats(said, named)))
        by_name = {s.claim.source_id for s in whole if bodies(corpus.ds, s.claim) & named}
        return Side(
            tuple(claims),
            tuple(sorted(named or _pages(corpus, members))),
            max(1, len(named)),
            len({s.claim.source_id for s in whole}),
            len(by_name) if named else 0,
            len({root for s in members for root in s.roots} - {UNKNOWN}),
            min(sources[s.claim.source_id].reliability for s in whole),
            any(s.is_record for s in whole),
            min(whole, key=lambda s: (s.told[1], s.claim.claim_id)).claim,
        )

    def _repeats(self, said: Said, named: Set[str]) -> list[Said]:
        """Return what gives the number of a side by whom it credits, at any time, or as a bound."""
        if not isinstance(said, Answer):
            return []
        listed, number = self._numbers.get(_question(said), []), _number(said)
        first = bisect_left(listed, number / RETOLD, key=_number)
        last = bisect_right(listed, number * RETOLD, key=_number)
        return [s for s in listed[first:last] if s.bodies & named]


def _is_claim(a: Said, b: Said) -> bool:
    return a.claim.claim_id == b.claim.claim_id


def _pages(corpus: Corpus, members: Sequence[Said]) -> set[str]:
    """Return who publishes what credits nobody: the word of none of those whom it relays."""
    sources = corpus.ds.tables.records.sources
    return {corpus.publisher(sources[s.claim.source_id].publisher) for s in members}


def _is_credited(said: Said) -> bool:
    return said.claim.speaker_id is not None or len(said.bodies) == 1


#: Attributes that say one thing of a journey: its first day.
_ALIKE = {"start": "arrival", "departure": "arrival"}


def _kind(said: Said) -> tuple[object, ...]:
    """Return what two claims have to share to say the same, but for a number and its time."""
    claim = said.claim
    common = (claim.subject_id, _ALIKE.get(claim.attribute, claim.attribute))
    if isinstance(said, Answer):
        has_value = said.amount.best is not None
        return (
            *common,
            claim.stage_or_done.is_actual,
            said.dimension,
            claim.scope,
            said.is_floor,
            has_value,
        )
    return (*common, claim.value, claim.is_denied)


def _question(said: Said) -> tuple[object, ...]:
    """Return what two claims have to share to answer one question, at any time."""
    claim = said.claim
    if not isinstance(said, Answer):
        return (claim.claim_id,)
    actual = claim.stage_or_done.is_actual
    return claim.subject_id, claim.attribute, actual, said.dimension, claim.scope


def _series(answer: Answer) -> tuple[object, ...]:
    """Return what two numbers of a body have to share for the later to replace the earlier."""
    claim, time = answer.claim, answer.time
    span = () if time.is_running else (time.start, time.last)
    actual = claim.stage_or_done.is_actual
    return claim.subject_id, claim.attribute, actual, answer.dimension, claim.scope, span


#: The days on which a body gave a number of one series, and the numbers.
_Words = tuple[list[int], list[float | None]]


def _words(pool: Iterable[Said]) -> dict[str, list[_Words]]:
    """Return by claim what each body for which it speaks has said, day by day."""
    series: dict[tuple[object, ...], list[Answer]] = {}
    for said in pool:
        if isinstance(said, Answer):
            for body in said.bodies:
                series.setdefault((body, *_series(said)), []).append(said)
    found: dict[str, list[_Words]] = {}
    for listed in series.values():
        listed.sort(key=lambda a: (a.day, a.claim_id))
        words = [a.day for a in listed], [a.number for a in listed]
        for answer in listed:
            found.setdefault(answer.claim_id, []).append(words)
    return found


def _number(said: Said) -> float:
    return (said.number or 0.0) if isinstance(said, Answer) else 0.0


def _is_of_time(a: Said, b: Said) -> bool:
    """Tell whether two numbers speak of one time; running totals of any day do."""
    if not isinstance(a, Answer) or not isinstance(b, Answer):
        return True
    lie = a.time.lie(b.time)
    return lie is Lie.EQUAL or (a.time.is_running and b.time.is_running and lie is not Lie.APART)


def _is_of_side(other: Said, said: Said, rival: Said) -> bool:
    if other.claim.claim_id == rival.claim.claim_id or other.bodies != said.bodies:
        return False
    if isinstance(other, Answer) and isinstance(said, Answer):
        return other.time.lie(said.time) is Lie.EQUAL
    return True
