"""Matters: everything said of one attribute of one subject, compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.analysis.answers import answers
from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.dates import (
    announced_relations,
    beginning_relations,
    date_relations,
    part_relations,
)
from briefkit.analysis.discrepancies.denials import Contested, denied
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.omissions import Omission
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair, Said
from briefkit.analysis.discrepancies.parts import alike_parts, larger_parts, larger_sums
from briefkit.analysis.discrepancies.retellings import told_on
from briefkit.analysis.discrepancies.search import relations
from briefkit.analysis.discrepancies.slips import told_as_fact, unlike_units
from briefkit.analysis.discrepancies.stages import held_relations, stage_relations
from briefkit.analysis.discrepancies.statements import statement_relations
from briefkit.analysis.discrepancies.things import part_places, thing_relations
from briefkit.analysis.discrepancies.values import Value, values
from briefkit.analysis.questions import Question, questions
from briefkit.schema.attributes import ATTRIBUTES, dated, filed_under
from briefkit.schema.tables import Claim
from briefkit.schema.values import Dated, DateType, PlaceType
from briefkit.vocab import Parts, Stage

__all__ = ["Key", "Matter", "matters"]

#: A subject and one of its attributes.
Key = tuple[str, str]


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

    def add(self, found: Iterable[Pair | Difference | None]) -> None:
        """Sort what was found into pairs and differences."""
        for relation in found:
            if isinstance(relation, Pair):
                self.pairs.append(relation)
            elif relation is not None:
                self.differences.append(relation)


def matters(corpus: Corpus) -> dict[Key, Matter]:
    """Compare all that is said, subject by subject.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    dict of (str, str) to Matter
        By subject and attribute, sorted; those in which nothing differs are among them.
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
        for name, listed in by_attribute.items():
            filed.setdefault(filed_under(name), []).extend(listed)
        for attribute, claims in filed.items():
            kind = ATTRIBUTES[attribute]
            if kind.is_of_visit or kind.is_wording:
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
            matter.add(relations(Relations(question)))
            _against_corrections(matter, question)
    if not ATTRIBUTES[matter.attribute].has_scope:
        matter.add(stage_relations(matter.questions))
    matter.add(unlike_units(matter.questions))
    matter.add(told_as_fact(matter.questions))


def _against_corrections(matter: Matter, question: Question) -> None:
    """See that a relay of what was corrected stands against the correction, wherever that is."""
    by_id = {answer.claim_id: answer for answer in question.answers}
    done = {id(pair.b) for pair in matter.pairs if pair.ground is Ground.CORRECTED}
    for answer in question.answers:
        correction = answer.corrected_by
        if correction is not None and id(answer) not in done and correction.claim_id in by_id:
            relation = told_on(by_id[correction.claim_id], answer)
            matter.add([relation] if isinstance(relation, Pair) else [])


def _values(matter: Matter, claims: Sequence[Claim]) -> None:
    corpus = matter.corpus
    said = values(corpus, claims)
    matter.said += said
    by_id = {value.claim.claim_id: value for value in said}
    for value in said:
        if value.corrected_by is not None and value.corrected_by.claim_id in by_id:
            matter.add([told_on(by_id[value.corrected_by.claim_id], value)])
    said = [value for value in said if value.corrected_by is None]
    kind = ATTRIBUTES[matter.attribute]
    if kind.is_proposition:
        matter.add(statement_relations(corpus, said))
    elif not isinstance(kind.type, DateType):
        matter.add(thing_relations(corpus, said))
    elif kind.type.dated is Dated.ANNOUNCED:
        matter.add(announced_relations(said))
    elif matter.subject_id in corpus.ds.records.flows:
        matter.add(beginning_relations(said, said))
    else:
        matter.add(date_relations(corpus, matter.subject_id, said))


def _denials(matter: Matter, claims: Sequence[Claim]) -> None:
    """Add what is denied, and by whom."""
    pairs, matter.contested = denied(matter.corpus, matter.subject_id, matter.attribute, claims)
    for pair in pairs:
        matter.pairs.append(pair)
        if pair.ground is Ground.DENIAL:
            matter.said += [said for said in pair.sides if said not in matter.said]


def _held(matter: Matter) -> None:
    """Compare who says that an event took place with who says that it was called off."""
    ds = matter.corpus.ds
    stages = {claim.stage_or_done for claim in ds.claims_of(matter.subject_id)}
    if Stage.CANCELLED in stages and len(stages) > 1:
        said = values(matter.corpus, ds.claims_of(matter.subject_id))
        said.sort(key=lambda v: (v.claim.attribute != matter.attribute, v.claim.attribute))
        once: dict[tuple[object, ...], Value] = {}
        for value in said:
            if not ATTRIBUTES[value.claim.attribute].is_known_before:
                whose = value.bodies, value.roots, value.claim.is_denied
                stage = value.claim.stage_or_done
                once.setdefault((value.claim.source_id, stage, *whose), value)
        matter.add(held_relations(list(once.values())))


def _series(corpus: Corpus, matter: Callable[[str, str], Matter]) -> None:
    """Compare ordinals and counts over a visit and its meetings: they are one question."""
    grouped: dict[Key, list[Claim]] = {}
    for subject_id, by_attribute in corpus.ds.subjects.items():
        for attribute, claims in by_attribute.items():
            if ATTRIBUTES[attribute].is_of_visit:
                root = corpus.root(subject_id)
                grouped.setdefault((root, attribute), []).extend(claims)
    for (root, attribute), counted in sorted(grouped.items()):
        said = [claim for claim in counted if not claim.is_denied]
        listed = sorted(answers(corpus, said), key=lambda a: (a.time.last, a.rank))
        question = Question(root, attribute, "", "", "deed", tuple(listed), (), ())
        made = matter(root, attribute)
        made.said += listed
        made.questions = (question,)
        rules = Relations(question)
        is_one = corpus.ds.kind_of(root) not in ATTRIBUTES[attribute].many
        for a, b in itertools.combinations(listed, 2):
            relation = rules.relate(a, b)
            if is_one or not isinstance(relation, Pair):
                made.add([relation])


def _parts(corpus: Corpus, found: Mapping[Key, Matter]) -> None:
    """Compare parts with their wholes: numbers, dates, places; the killed with the casualties."""
    ds = corpus.ds
    for (subject_id, attribute), part in sorted(found.items()):
        kind = ATTRIBUTES[attribute]
        for ancestor in corpus.ancestors(subject_id):
            whole = found.get((ancestor, attribute))
            if whole is None:
                continue
            if kind.is_number:
                whole.add(larger_parts(part.questions, whole.questions))
            elif dated(attribute) is Dated.DAYS:
                if subject_id in ds.records.flows:
                    whole.add(beginning_relations(_values_of(whole), _values_of(part)))
                else:
                    whole.add(part_relations(corpus, _values_of(part), _values_of(whole)))
            elif isinstance(kind.type, PlaceType) and ds.kind_of(subject_id) not in kind.many:
                whole.add(part_places(corpus, _values_of(part), _values_of(whole)))
        larger = found.get((subject_id, kind.whole)) if kind.whole else None
        if larger is not None:
            larger.add(larger_parts(part.questions, larger.questions))
            larger.add(alike_parts(part.questions, larger.questions))
    commodities = {flow.flow_id: flow.commodity for flow in ds.records.flows.values()}
    for (subject_id, attribute), whole in sorted(found.items()):
        if whole.questions and subject_id in corpus.children:
            children = corpus.children[subject_id]
            parts = [found[c, attribute].questions for c in children if (c, attribute) in found]
            if len(parts) > 1:
                declared = _declared(corpus, subject_id)
                whole.add(larger_sums(whole.questions, parts, declared, commodities))


def _declared(corpus: Corpus, subject_id: str) -> Parts | None:
    """Return how the parts of a flow lie to one another; those of an event overlap."""
    flow = corpus.ds.records.flows.get(subject_id)
    return flow.parts if flow is not None else Parts.OVERLAPPING


def _values_of(matter: Matter) -> list[Value]:
    return [value for value in matter.said if isinstance(value, Value)]
