from pathlib import Path

import pytest

from briefkit.schema.descriptor import dictionary, vocabularies
from briefkit.vocab import DiscrepancyType, Level, Reliability, Stage

DICTIONARY = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
TERMS = [(name, term) for name, terms in vocabularies().items() for term in terms]


@pytest.mark.parametrize(("name", "term"), TERMS)
def test_every_term_has_a_sentence(name, term):
    assert term.sentence.endswith(".")
    assert term.sentence[0].isupper()


@pytest.mark.parametrize("text", [dictionary(), DICTIONARY.read_text(encoding="utf-8")])
def test_every_term_stands_in_the_data_dictionary_with_its_sentence(text):
    missing = [term for _, term in TERMS if f"| `{term.value}` | {term.sentence} |" not in text]
    assert not missing


def test_a_term_is_its_word():
    assert Stage("under_way") is Stage.UNDER_WAY
    assert f"{Stage.UNDER_WAY}" == "under_way"


def test_what_has_begun_coheres_and_what_is_planned_does_not():
    assert [stage.value for stage in Stage if stage.is_actual] == ["under_way", "done", "observed"]


def test_leaders_rank_before_ministers_and_these_before_deputies():
    ranks = {level.value: level.rank for level in Level}
    assert ranks["leader"] < ranks["premier"] == ranks["speaker"] < ranks["minister"]
    assert ranks["minister"] == ranks["security"] == ranks["intelligence"] < ranks["deputy"]
    assert ranks["deputy"] < ranks["official"]


def test_variants_stand_behind_all_disagreements():
    kinds = [kind.is_variant for kind in DiscrepancyType]
    assert kinds == sorted(kinds)
    assert [kind.value for kind in DiscrepancyType if kind.is_variant] == [
        "rounding",
        "granularity",
        "name_variant",
        "wording",
        "span",
        "outcome",
        "revision",
    ]


def test_the_weak_grades_are_the_last_two():
    assert [grade.value for grade in Reliability if grade.is_weak] == ["E", "F"]
