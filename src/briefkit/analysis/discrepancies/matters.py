"""Matters: everything said of one attribute of one subject, compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.current import is_alike
from briefkit.analysis.discrepancies.dates import (
    announced_relations,
    date_relations,
    held_relations,
    part_relations,
)
from briefkit.analysis.discrepancies.entry import Contested
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.omissions import Omission
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Said
from briefkit.analysis.discrepancies.search import relations
from briefkit.analysis.discrepancies.statements import statement_relations
from briefkit.analysis.discrepancies.things import part_places, thing_relations
from briefkit.analysis.discrepancies.values import Value, values
from briefkit.analysis.questions import Answer, Question, answers, questions
from briefkit.analysis.times import ONE_TIME, Lie
from briefkit.schema.attributes import ATTRIBUTES, filed_under
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType, Modality, Parts

__all__ = ["Matter", "matters"]

#: A part, or a sum of parts, is larger than the whole from so far on, of two voices.
_LARGER = 1.05
#: One number in two unlike units of one voice is a slip within so many days.
_UNITS = 31
#: A plan is old that is told again within so many days after the deed.
_OLD_PLANS = 62
#: So many answers of each step are compared.
_LAST = 60
#: A plan and a deed are told together within so many days.
_TOGETHER = 3


@dataclass
class Matter:
    """Everything said of one attribute of one subject, compared.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    subject_id, attribute : str
        What it is about; the attribute under which the register files it.
    said : list of Answer or Value
        All that is said of it, comparable.
    questions : tuple of Question
        Its questions, for numbers.
    pairs : list of Pair
        Claims that cannot both hold.
    differences : list of Difference
        Claims that differ and can.
    omissions : list of Omission
        What sources that were read whole leave out.
    contested : Contested or None
        Whether a party to it denies it.
    """

    corpus: Corpus
    subject_id: str
    attribute: str
    said: list[Said] = field(default_factory=list)
    questions: tuple[Question, ...] = ()
    pairs: list[Pair] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    contested: Contested | None = None

    def add(self, found: Iterator[Pair | Difference | None]) -> None:
        """Sort what was found into pairs and differences."""
        for relation in found:
            if isinstance(relation, Pair):
                self.pairs.append(relation)
            elif relation is not None:
                self.differences.append(relation)


Key = tuple[str, str]


def matters(corpus: Corpus) -> dict[Key, Matter]:
    """Compare all that is said, subject by subject.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    dict of (str, str) to Matter
        By subject and attribute, sorted; those of which nothing differs among them.
    """
    ds = corpus.ds
    found: dict[Key, Matter] = {}

    def matter(subject_id: str, attribute: str) -> Matter:
        key = (subject_id, attribute)
        if key not in found:
            found[key] = Matter(corpus, *key)
        return found[key]

    for subject_id, by_attribute in ds.subjects.items():
        filed: dict[str, list[Claim]] = {}
        for attribute, claims in by_attribute.items():
            filed.setdefault(filed_under(attribute), []).extend(claims)
        for attribute, claims in filed.items():
            kind = ATTRIBUTES[attribute]
            if kind.is_of_visit or attribute in {"name", "purpose"}:
                continue
            made = matter(subject_id, attribute)
            if kind.is_number:
                _numbers(made)
            else:
                _values(made, claims)
            _denials(made, claims)
        if subject_id in ds.records.events:
            _held(matter(subject_id, "date"))
    _series(corpus, matter)
    _parts(corpus, found)
    return {key: found[key] for key in sorted(found)}


def _numbers(matter: Matter) -> None:
    matter.questions = questions(matter.corpus.ds, matter.subject_id, matter.attribute)
    for question in matter.questions:
        matter.said += question.answers
        if len(question.answers) > 1:
            matter.add(iter(relations(Relations(question))))
            _against_corrections(matter, question)
    if not ATTRIBUTES[matter.attribute].has_scope:
        matter.add(_stages(matter.questions))
    matter.add(_unlike_units(matter.questions))
    matter.add(_as_fact(matter.questions))


def _against_corrections(matter: Matter, question: Question) -> None:
    """See that a relay of what was corrected stands against the correction, wherever that is."""
    by_id = {answer.claim_id: answer for answer in question.answers}
    done = {id(pair.b) for pair in matter.pairs if pair.ground is Ground.CORRECTED}
    for answer in question.answers:
        correction = answer.corrected_by
        if correction is not None and id(answer) not in done and correction.claim_id in by_id:
            matter.pairs.append(Pair(by_id[correction.claim_id], answer, Ground.CORRECTED))


def _values(matter: Matter, claims: Sequence[Claim]) -> None:
    corpus = matter.corpus
    said = values(corpus, claims)
    matter.said += said
    by_id = {value.claim.claim_id: value for value in said}
    for value in said:
        if value.corrected_by is not None and value.corrected_by.claim_id in by_id:
            new = by_id[value.corrected_by.claim_id]
            matter.pairs.append(Pair(new, value, Ground.CORRECTED))
    said = [value for value in said if value.corrected_by is None]
    if matter.attribute == "date":
        if matter.subject_id not in corpus.ds.records.flows:  # goods move on many days
            matter.add(date_relations(corpus, matter.subject_id, said))
    elif matter.attribute == "gist":
        matter.add(statement_relations(corpus, said))
    elif matter.attribute == "announced":
        matter.add(announced_relations(said))
    else:
        matter.add(thing_relations(corpus, said))


def _held(matter: Matter) -> None:
    """Compare who says that an event took place with who says that it was called off."""
    ds = matter.corpus.ds
    stages = {claim.stage_or_done for claim in ds.claims_of(matter.subject_id)}
    if any(stage == "cancelled" for stage in stages) and len(stages) > 1:
        said = values(matter.corpus, ds.claims_of(matter.subject_id))
        once: dict[tuple[object, ...], Value] = {}
        for value in said:
            if value.claim.attribute not in {"name", "announced"}:
                once.setdefault((value.claim.source_id, value.step), value)
        matter.add(held_relations(list(once.values())))


def _series(corpus: Corpus, matter: Callable[[str, str], Matter]) -> None:
    """Compare ordinals and counts over a visit and its meetings: they are one question."""
    grouped: dict[Key, list[Claim]] = {}
    for subject_id, by_attribute in corpus.ds.subjects.items():
        for attribute, claims in by_attribute.items():
            if ATTRIBUTES[attribute].is_of_visit:
                root = corpus.root(subject_id)
                grouped.setdefault((root, attribute), []).extend(claims)
    for (root, attribute), claims in sorted(grouped.items()):
        said = [claim for claim in claims if not claim.is_denied]
        listed = sorted(answers(corpus, said), key=lambda a: (a.time.last, a.claim_id))
        question = Question(root, attribute, "", "", "deed", tuple(listed), (), ())
        made = matter(root, attribute)
        made.said += listed
        made.questions = (question,)
        rules = Relations(question)
        for a, b in itertools.combinations(listed, 2):
            relation = rules.relate(a, b)
            is_pair = isinstance(relation, Pair)
            if is_pair and root not in corpus.ds.records.events and attribute == "ordinal":
                continue
            made.add(iter((relation,)))


def _stages(asked: Sequence[Question]) -> Iterator[Pair | Difference]:
    """Compare plans with deeds of one thing, in one unit."""
    for off, deed in itertools.product(asked, asked):
        if (off.step, deed.step) == ("cancelled", "deed") and off.dimension == deed.dimension:
            for a, b in itertools.product(off.whole[-_LAST:], deed.whole[-_LAST:]):
                if a.time.lie(b.time) is not Lie.APART and a.time.told_apart(b.time) <= _UNITS:
                    yield Pair(a, b, Ground.CANCELLED)
    for plan, deed in itertools.product(asked, asked):
        if (plan.step, deed.step) != ("plan", "deed") or plan.dimension != deed.dimension:
            continue
        planned, done = plan.whole, deed.whole
        if not planned or not done:
            continue
        for a, b in itertools.product(planned[-_LAST:], done[-_LAST:]):
            if a.excludes(b) and a.time.lie(b.time) is not Lie.APART:
                relation = _plan_and_deed(a, b)
                if relation is not None:
                    yield relation


def _plan_and_deed(plan: Answer, deed: Answer) -> Pair | Difference | None:
    is_one_page = plan.claim.source_id == deed.claim.source_id
    if plan.time.told_apart(deed.time) <= _TOGETHER:
        if is_one_page or (plan.is_floor or deed.is_floor):
            return None  # told knowingly
        return Pair(plan, deed, Ground.STAGE)
    if plan.time.told_last < deed.time.told_first:
        return Difference(plan, deed, DiscrepancyType.OUTCOME, "fell_short")
    if plan.time.told_apart(deed.time) <= _OLD_PLANS and not plan.is_record:
        return Pair(deed, plan, Ground.OLD_PLAN)
    return None


def _unlike_units(asked: Sequence[Question]) -> Iterator[Pair]:
    """Find one number in two unlike units of one voice: containers taken for rounds."""
    deeds = [question for question in asked if question.step == "deed"]
    for one, other in itertools.combinations(deeds, 2):
        by_number: dict[float, list[Answer]] = {}
        for a in one.whole:
            if a.number:
                by_number.setdefault(a.number, []).append(a)
        for b in other.whole:
            for a in by_number.get(b.number or 0.0, ()):
                is_near = a.time.told_apart(b.time) <= _UNITS
                if is_near and a.is_of_one_voice(b) and a.claim.source_id != b.claim.source_id:
                    yield Pair(a, b, Ground.UNITS)


def _as_fact(asked: Sequence[Question]) -> Iterator[Pair]:
    """Find what one page has somebody allege, and a relay of that page tells as fact."""
    for question in asked:
        alleged = {a.claim.source_id: a for a in question.answers if _is_alleged(a)}
        for b in question.answers if alleged else ():
            if b.claim.speaker_id is None and b.claim.modality is None and question.step == "deed":
                for source_id in b.documents & alleged.keys():
                    if is_alike(alleged[source_id].number, b.number):
                        yield Pair(alleged[source_id], b, Ground.SPEAKER)


def _is_alleged(answer: Answer) -> bool:
    return answer.claim.modality is Modality.ALLEGED and answer.claim.speaker_id is not None


def _parts(corpus: Corpus, found: Mapping[Key, Matter]) -> None:
    """Compare parts with their wholes: numbers, dates and places; the killed with the casualties."""
    for (subject_id, attribute), part in sorted(found.items()):
        kind = ATTRIBUTES[attribute]
        for ancestor in corpus.ancestors(subject_id):
            whole = found.get((ancestor, attribute))
            if whole is None:
                continue
            if kind.is_number:
                whole.add(_larger_parts(part, whole, is_stock=attribute == "stock"))
            elif subject_id in corpus.ds.records.flows:
                continue
            elif attribute == "date":
                whole.add(part_relations(corpus, _dated(part), _dated(whole)))
            elif attribute == "place":
                whole.add(part_places(corpus, _dated(part), _dated(whole)))
        larger = found.get((subject_id, kind.whole)) if kind.whole else None
        if larger is not None:
            larger.add(_larger_parts(part, larger, is_stock=False))
    for (subject_id, attribute), whole in sorted(found.items()):
        if whole.questions and subject_id in corpus.children:
            children = corpus.children[subject_id]
            parts = [found[c, attribute] for c in children if (c, attribute) in found]
            if len(parts) > 1:
                whole.add(_sums(whole, parts, _declared(corpus, subject_id)))


def _declared(corpus: Corpus, subject_id: str) -> Parts | None:
    flow = corpus.ds.records.flows.get(subject_id)
    return flow.parts if flow is not None else Parts.OVERLAPPING


def _dated(matter: Matter) -> list[Value]:
    return [value for value in matter.said if isinstance(value, Value)]


def _deeds(matter: Matter) -> Iterator[Question]:
    return (question for question in matter.questions if question.step == "deed")


def _larger_parts(part: Matter, whole: Matter, *, is_stock: bool) -> Iterator[Pair]:
    """Pair the numbers of a part with those of its whole that are smaller."""
    for small, large in itertools.product(_deeds(part), _deeds(whole)):
        if small.dimension != large.dimension:
            continue
        inner, outer = small.counts, large.whole
        ceiling = min((a.high for a in outer), default=0.0)
        for a in inner:
            if a.low <= ceiling * _LARGER or a.corrected_by is not None:
                continue
            for b in outer:
                is_larger = a.low > b.high * _LARGER
                if is_larger and a.time.lie(b.time) in (_AT_ONCE if is_stock else _UP_TO):
                    yield Pair(b, a, Ground.PART)


_AT_ONCE = frozenset({Lie.EQUAL})
_UP_TO = frozenset({Lie.EQUAL, Lie.INSIDE, Lie.BEFORE})


def _sums(whole: Matter, parts: Sequence[Matter], declared: Parts | None) -> Iterator[Pair]:
    """Pair a whole with its parts where these make more together, of one telling.

    Parts that the data call disjoint or exhaustive are added; others only where one voice gives
    each of them the number of the whole.
    """
    for large in _deeds(whole):
        by_part = [
            [a for q in _deeds(part) if q.dimension == large.dimension for a in q.whole]
            for part in parts
        ]
        for b in large.whole:
            chosen = [a for listed in by_part if (a := _of_one_telling(listed, b)) is not None]
            if len(chosen) < 2:
                continue
            each = [a for a in chosen if is_alike(a.number, b.number) and b.is_of_one_voice(a)]
            is_apart = declared in {Parts.DISJOINT, Parts.EXHAUSTIVE}
            total = sum(a.low for a in chosen)
            if is_apart and total > b.high * _LARGER and all(a.low <= b.high for a in chosen):
                yield Pair(b, max(chosen, key=lambda a: a.low), Ground.SUM)
            elif len(each) > 1 and declared is not Parts.OVERLAPPING and (b.number or 0) > 0:
                yield Pair(b, each[0], Ground.SUM)


def _of_one_telling(listed: Sequence[Answer], whole: Answer) -> Answer | None:
    """Return what a part is given in the telling of a whole: on one page first, then in a week."""
    near = [
        a
        for a in listed
        if a.time.told_apart(whole.time) <= ONE_TIME and a.time.lie(whole.time) in _UP_TO
    ]
    return min(
        near,
        key=lambda a: (
            a.claim.source_id != whole.claim.source_id,
            not a.is_of_one_voice(whole),
            a.time.told_apart(whole.time),
            a.claim_id,
        ),
        default=None,
    )


def _denials(matter: Matter, claims: Sequence[Claim]) -> None:
    """Tell a party that denies from a third, which stands against the others."""
    denied = [claim for claim in claims if claim.is_denied]
    if not denied:
        return
    corpus = matter.corpus
    parties = corpus.parties(matter.subject_id)
    told = {value.claim.claim_id: value for value in values(corpus, claims)}
    asserted = [v for v in told.values() if not v.claim.is_denied and v.step == "deed"]
    by_party: list[Claim] = []
    deniers: set[str] = set()
    met: set[str] = set()
    for claim in denied:
        value = told.get(claim.claim_id)
        if value is None:
            continue
        meant = [v for v in asserted if _is_meant(claim, v.claim) and not v.bodies & value.bodies]
        own = [v for v in asserted if _is_meant(claim, v.claim) and v.bodies & value.bodies]
        if own and claim.attribute == "gist" and own[0].claim.source_id != claim.source_id:
            matter.pairs.append(Pair(own[0], value, Ground.POLARITY))
            continue
        states = {corpus.state(body) or body for body in value.bodies} & parties
        if states:
            by_party.append(claim)
            deniers |= states
            met |= {v.claim.claim_id for v in meant}
            continue
        older = [v for v in meant if v.told[0] <= value.told[1] and v.bodies and value.bodies]
        if older:
            newest = max(older, key=lambda v: (v.told[1], v.claim.claim_id))
            matter.pairs.append(Pair(newest, value, Ground.DENIAL))
            matter.said += [v for v in (newest, value) if v not in matter.said]
    if by_party and met:
        matter.contested = Contested(
            matter.subject_id,
            matter.attribute,
            tuple(sorted(claim.claim_id for claim in by_party)),
            tuple(sorted(met)),
            tuple(sorted(deniers)),
        )


def _is_meant(denial: Claim, claim: Claim) -> bool:
    """Tell whether a denial means what a claim says: its value, or any of it."""
    if denial.attribute != claim.attribute:
        return False
    if ATTRIBUTES[denial.attribute].is_number:
        number = denial.amount_value or denial.low or denial.high
        own = claim.amount_value or claim.low or claim.high
        return number is None or is_alike(number, own, 1.1)
    return denial.value == claim.value
