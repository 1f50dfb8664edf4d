"""The register against injected errors: what it finds, what it calls them, what it invents."""

from __future__ import annotations

from pathlib import Path

import pytest
from injector import CLEAN, INJECTED, Question, make_corpus
from injector.scoring import score
from injector.truth import clean, injected

import briefkit as bk

#: Macro-F1 over the injected types must not be below; share of clean questions that are filed must
#: not be above. Of the plain setting with all columns, then of the one whose clean questions look
#: wrong and that codes no extent.
FLOOR_F1, CEILING_FALSE_ALARMS = 0.95, 0.01
HARD_FLOOR_F1, HARD_CEILING_FALSE_ALARMS = 0.85, 0.20

SEEDS = (1, 2)


def _register(*entries: tuple[str, str, str]) -> dict[str, list[dict[str, object]]]:
    rows = [
        {"subject_id": subject, "attribute": attribute, "types": types.split()}
        for subject, attribute, types in entries
    ]
    return {"discrepancies": rows, "variants": []}


TRUTH = [
    injected("a", "quantity", "unit", "by hand"),
    injected("b", "quantity", "unit", "by hand"),
    injected("c", "date", "date", "by hand"),
    clean("d", "date", "agree", "by hand"),
    clean("e", "quantity", "agree", "by hand"),
]


def test_all_right_scores_one():
    register = _register(
        ("a", "quantity", "unit real"), ("b", "quantity", "unit"), ("c", "date", "date")
    )
    found = score(register, TRUTH)
    assert found.macro_f1 == 1
    assert found.false_alarm_rate == 0
    assert found.matrix == {("unit", "unit"): 2, ("date", "date"): 1, ("none", "none"): 2}


def test_nothing_filed_scores_nothing():
    found = score(_register(), TRUTH)
    assert found.macro_f1 == 0
    assert found.false_alarm_rate == 0
    assert found.matrix["unit", "none"] == 2


def test_the_first_type_counts_and_an_alarm_costs_precision():
    register = _register(
        ("a", "quantity", "unit"),
        ("b", "quantity", "real unit"),
        ("c", "date", "date"),
        ("e", "quantity", "date"),
    )
    found = score(register, TRUTH)
    assert found.matrix["unit", "real"] == 1
    assert found.f1 == {"unit": pytest.approx(2 / 3), "date": pytest.approx(2 / 3)}
    assert found.false_alarm_rate == 0.5


def test_variants_are_no_alarms():
    register = _register() | {"variants": _register(("d", "date", "rounding"))["discrepancies"]}
    assert score(register, TRUTH).false_alarm_rate == 0


def test_an_entry_under_another_attribute_is_an_alarm_on_clean_questions_alone():
    register = _register(("a", "place", "unit"), ("d", "actor", "real"))
    found = score(register, TRUTH)
    assert found.matrix["unit", "none"] == 2
    assert found.matrix["none", "real"] == 1


def test_an_accepted_type_counts_as_the_expected_one():
    question = injected("a", "date", "real", "by hand", "real", expected="date")
    assert score(_register(("a", "date", "real")), [question]).matrix == {("date", "date"): 1}


def test_an_entry_may_stand_with_a_part():
    question = injected(
        "w", "quantity", "total_part", "by hand", elsewhere=(("p", "quantity"), ("q", "quantity"))
    )
    register = _register(("p", "quantity", "total_part"), ("w", "quantity", "real"))
    assert score(register, [question]).macro_f1 == 1
    assert score(_register(("w", "quantity", "real")), [question]).macro_f1 == 0


def test_a_part_of_a_clean_whole_may_raise_an_alarm():
    question = clean("w", "quantity", "parts", "by hand", elsewhere=(("p", "quantity"),))
    found = score(_register(("p", "quantity", "real")), [question])
    assert found.matrix == {("none", "real"): 1}


def test_scores_add_up_and_name_the_worst_guise_first():
    right = score(_register(("a", "quantity", "unit")), TRUTH[:1])
    wrong = score(_register(), TRUTH[1:4])
    both = right + wrong
    assert both.matrix == {
        ("unit", "unit"): 1,
        ("unit", "none"): 1,
        ("date", "none"): 1,
        ("none", "none"): 1,
    }
    assert both.misses() == [("date", "by hand", 1, 1), ("unit", "by hand", 1, 2)]
    assert "| unit | 1 | 1 | 2 | 50 | 67 |" in both.markdown()


@pytest.mark.parametrize("adversarial", [False, True])
@pytest.mark.parametrize("with_extent", [False, True])
def test_corpora_load_and_come_out_the_same(tmp_path: Path, adversarial: bool, with_extent: bool):
    settings = {"adversarial": adversarial, "with_extent": with_extent}
    truth = make_corpus(tmp_path / "a", 3, n_injected=60, n_clean=90, **settings)
    assert truth == make_corpus(tmp_path / "b", 3, n_injected=60, n_clean=90, **settings)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    claims = bk.load(tmp_path / "a").records.claims
    subjects = {question.subject_id for question in truth}
    assert subjects <= {claim.subject_id for claim in claims.values()}
    assert len(subjects) == len(truth)
    if not with_extent:
        later = {column for claim in claims.values() for column in ("extent", "said_on", "scope")
                 if getattr(claim, column) is not None}  # fmt: skip
        assert not later


def test_every_kind_is_there_a_dozen_times(tmp_path: Path):
    truth = make_corpus(tmp_path, 4)
    kinds: dict[str, list[Question]] = {}
    for question in truth:
        kinds.setdefault(question.kind, []).append(question)
    assert set(kinds) == {*INJECTED, *CLEAN}
    assert all(len(questions) >= 12 for questions in kinds.values())
    assert sum(question.expected is not None for question in truth) == 300
    assert sum(question.expected is None for question in truth) == 1200


@pytest.mark.parametrize(
    ("settings", "floor", "ceiling"),
    [
        ({}, FLOOR_F1, CEILING_FALSE_ALARMS),
        (
            {"adversarial": True, "with_extent": False},
            HARD_FLOOR_F1,
            HARD_CEILING_FALSE_ALARMS,
        ),
    ],
    ids=["plain", "clean ones look wrong"],
)
def test_the_register_tells_injected_errors_from_clean_questions(
    tmp_path: Path, settings: dict[str, bool], floor: float, ceiling: float
):
    total = score(_register(), [])
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        truth = make_corpus(folder, seed, n_injected=150, n_clean=600, **settings)
        total += score(bk.discrepancies(bk.load(folder)).to_json(variants=True), truth)
    report = f"{total.markdown()}\n{total.misses()}"
    assert total.macro_f1 >= floor, report
    assert total.false_alarm_rate <= ceiling, report
