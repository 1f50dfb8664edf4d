"""The two sides of a disagreement: who says the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set

from briefkit.analysis.answers import Answer
from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.denials import of_its_unit
from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.discrepancies.history import words_by_claim
from briefkit.analysis.discrepancies.matters import Matter
from briefkit.analysis.discrepancies.pairs import Said
from briefkit.analysis.discrepancies.values import Value, values
from briefkit.analysis.likeness import RETOLD, is_alike, ratio
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.analysis.voices import UNKNOWN, bodies
from briefkit.dates import span
from briefkit.schema.attributes import ATTRIBUTES, dated
from briefkit.schema.values import Dated, DateType

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
        self._pool = tuple(pool.values())
        found = [(p.a.claim.value, p.b.claim.value) for p in matter.pairs]
        self._apart = {*found, *((b, a) for a, b in found)}
        self._with: dict[str, tuple[Said, ...]] = {}
        self._words = words_by_claim(pool.values())
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
        what was told more than a month before or after. Against "none", and against a denial, stand
        all who say that there was any, of a part too; against a date all whose dates hold with this
        one alone.
        """
        if rival.claim.is_denied and ATTRIBUTES[said.claim.attribute].is_number:
            return (said, *self._affirming(said, rival))
        if not isinstance(said, Answer) or not isinstance(rival, Answer):
            return (*self.same(said), *self._of_those_days(said, rival))
        if rival.amount.ceiling == 0:
            return (said, *(s for s in self._pool if _is_some(s, said) and s is not said))
        until = max(said.day, rival.day) + ONE_TIME
        return tuple(
            s for s in self.same(said) if _is_claim(s, said) or self._stands(s, said, until)
        )

    def _affirming(self, said: Said, rival: Said) -> tuple[Said, ...]:
        """Return those that say of a flow, or of a part of it, that it moved, at that time."""
        corpus = self.matter.corpus
        claims = [
            claim
            for name in corpus.tree(said.claim.subject_id)
            for claim in corpus.ds.claims_of(name, said.claim.attribute)
            if not claim.is_denied and claim.stage_or_done.is_actual and claim.doubt is None
        ]
        return tuple(
            value
            for value in of_its_unit(rival, values(corpus, claims))
            if not _is_claim(value, said)
            and value.told[0] <= rival.told[1] + ONE_TIME
            and value.told[1] >= rival.told[0] - _MONTH
        )

    def _of_those_days(self, said: Said, rival: Said) -> tuple[Said, ...]:
        """Return the dates that hold with a date, and not with its rival, coarser ones too."""
        kind = ATTRIBUTES[said.claim.attribute].type
        if not isinstance(kind, DateType) or not isinstance(said, Value):
            return ()
        same = {s.claim.claim_id for s in self.same(said)}
        return tuple(
            s
            for s in self._pool
            if isinstance(s, Value)
            and isinstance(rival, Value)
            and s.claim.claim_id not in same
            and (s.text, rival.text) in self._apart
            and _could_say(s, said)
            and kind.says_as_much(span(s.text), span(said.text))
        )

    def _moved(self, said: Said, rival: Said, members: Iterable[Said]) -> tuple[str, ...]:
        """Return the bodies whose number came nearer to the rival's within a month."""
        if not isinstance(said, Answer) or not isinstance(rival, Answer) or not rival.number:
            return ()
        own, other = said.number or 0.0, rival.number
        moved = set()
        for member in members:
            for days, words in self._words.get(member.claim.claim_id, ()):
                first = bisect_right(days, max(s.told[1] for s in (said, member)))
                last = bisect_right(days, said.told[1] + _MONTH)
                if any(ratio(w or 0.0, other) < ratio(w or 0.0, own) for w in words[first:last]):
                    moved |= set(member.bodies) if isinstance(member, Answer) else set()
        return tuple(sorted(moved))

    def _stands(self, other: Said, said: Answer, until: int) -> bool:
        if not isinstance(other, Answer) or other.time.is_running != said.time.is_running:
            return False
        day = other.day
        near = 2 * ONE_TIME if other.time.is_stock else _MONTH
        if other.time.is_running and abs(day - until) > near:
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
            return not member.is_record, grade, member is not said, member.rank

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
            tuple(sorted({s.claim.claim_id for s in whole})),
            min(whole, key=lambda s: (s.told[1], s.rank)).claim,
            all(s.is_weak for s in whole),
            self._moved(said, rival, members),
        )

    def _repeats(self, said: Said, named: Set[str]) -> list[Said]:
        """Return what gives the number of a side by whom it credits, at any time, or as a bound."""
        if not isinstance(said, Answer):
            return []
        listed, number = self._numbers.get(_question(said), []), _number(said)
        first = bisect_left(listed, number / RETOLD, key=_number)
        last = bisect_right(listed, number * RETOLD, key=_number)
        found = [s for s in listed[first:last] if s.bodies & named]
        if said.time.is_stock:
            return [s for s in found if abs(s.told[1] - said.told[1]) <= 2 * ONE_TIME]
        return found


def _is_some(other: Said, said: Answer) -> bool:
    """Whether an answer of the same attribute, step and time says that there was any."""
    return (
        isinstance(other, Answer)
        and other.low > 0
        and not other.claim.is_doubtful
        and _kind(other)[1:3] == _kind(said)[1:3]
        and other.time.told_apart(said.time) <= _MONTH
    )


def _could_say(other: Value, said: Value) -> bool:
    """Whether two dates are of one subject, attribute and step, and both affirmed and sound."""
    return (
        other.claim.subject_id == said.claim.subject_id
        and other.claim.attribute == said.claim.attribute
        and other.step == said.step
        and not other.claim.is_denied
        and not other.is_dateline
        and other.claim.doubt is None
        and other.corrected_by is None
    )


def _is_claim(a: Said, b: Said) -> bool:
    return a.claim.claim_id == b.claim.claim_id


def _pages(corpus: Corpus, members: Sequence[Said]) -> set[str]:
    """Return who publishes what credits nobody: the word of none of those whom it relays."""
    sources = corpus.ds.tables.records.sources
    return {corpus.publisher(sources[s.claim.source_id].publisher) for s in members}


def _is_credited(said: Said) -> bool:
    return said.claim.speaker_id is not None or len(said.bodies) == 1


def _kind(said: Said) -> tuple[object, ...]:
    """Return what two claims have to share to say the same, but for a number and its time."""
    claim = said.claim
    days = dated(claim.attribute)
    is_outset = days is not None and days.is_outset
    common = (claim.subject_id, Dated.ARRIVAL if is_outset else claim.attribute)
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
