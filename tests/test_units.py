"""Units of measure as rows: those of the package, and what a corpus adds to them."""

import copy
import pickle

import pandas as pd
import pytest
from corpus import load_corpus, make_corpus, read_rows

import briefkit as bk
from briefkit.analysis.questions import questions
from briefkit.dataset import load
from briefkit.dataset.adding import add_claim
from briefkit.dataset.reading import normal_text
from briefkit.errors import DataError
from briefkit.present.values import value_text
from briefkit.present.words import amount_text, plural, spelt
from briefkit.publish.catalogue.types import parse_type, terms_of
from briefkit.publish.runners.transfer import Corpus
from briefkit.schema.units import _TABLE, package_rows, package_units
from briefkit.vocab import Dimension

GRAIN = "grain-alf-bet"
BUSHEL = {
    "unit_id": "bu",
    "singular": "bushel",
    "plural": "bushels",
    "dimension": "volume",
    "sentence": "Bushel of 35.24 litres.",
    "base": "t",
}
OX = {
    "unit_id": "ox",
    "singular": "ox",
    "plural": "oxen",
    "dimension": "things",
    "sentence": "Draught oxen.",
}
WHEAT = {
    "factor_id": "bu-grain", "from": "bu", "to": "grain", "low": 0.026, "best": 0.027,
    "high": 0.028, "unit": "t",
}  # fmt: skip


def claim(source, value, unit, **cells):
    return {
        "source_id": f"{source}-2023-01-10", "subject_id": GRAIN, "attribute": "quantity",
        "value": value, "unit": unit, **cells,
    }  # fmt: skip


def corpus(folder, *claims, units=(BUSHEL, OX), factors=(WHEAT,)):
    return load_corpus(
        folder, flows=[{"flow_id": GRAIN}], units=units, factors=factors, claims=claims
    )


def test_a_row_alone_adds_a_unit_that_is_loaded_compared_and_printed_with_its_plural(tmp_path):
    ds = corpus(tmp_path, claim("ap", 1000, "bu"), claim("efe", 27, "t"), claim("times", 2, "ox"))
    asked = {q.dimension: q for q in questions(ds, GRAIN, "quantity")}
    assert {unit: len(q.answers) for unit, q in asked.items()} == {"ox": 1, "t": 2}
    lines = {line.dimension: line for line in bk.flows(ds).lines}
    assert lines["t"].estimate.rule == "two voices that agree"
    assert [value_text(ds, c) for c in ds.claims_of(GRAIN)] == ["1,000 bushels", "27 t", "2 oxen"]
    printed = str(bk.present.flows(ds, bk.flows(ds)))
    assert all(words in printed for words in ("1,000 bushels", "2 oxen"))
    assert "ox" in set(ds.units["unit_id"]) > set(package_units())


def test_a_number_of_an_own_unit_that_was_computed_keeps_its_names(tmp_path):
    ds = corpus(tmp_path, claim("ap", 1000, "bu", hedge="over"), claim("efe", 5000, "bu"))
    (line,) = bk.flows(ds).lines
    e = line.estimate
    assert amount_text(e.low, e.best, e.high, e.unit).endswith(" bushels")
    assert (plural(e.unit, 1), spelt(e.unit)) == ("bushel", "bushels")


def test_a_row_of_the_same_id_takes_the_place_of_that_of_the_package(tmp_path):
    own = {**package_rows()[0], "plural": "aeroplanes"}
    ds = corpus(tmp_path, claim("ap", 3, "aircraft"), units=[own], factors=())
    assert [value_text(ds, c) for c in ds.claims_of(GRAIN)] == ["3 aeroplanes"]
    assert list(ds.units["unit_id"]) == sorted(package_units())
    assert plural("aircraft", 3) == "aircraft"  # of another corpus


def test_the_table_may_be_missing_and_changes_no_fingerprint_without_a_row_of_its_own(tmp_path):
    rows = claim("ap", 27, "t")
    empty = corpus(tmp_path, rows, units=(), factors=())
    folder = empty.tables.path
    (folder / "units.csv").unlink()
    without = load(folder)
    assert without.fingerprint == empty.fingerprint
    pd.testing.assert_frame_equal(without.units, empty.units)
    (folder / "units.csv").write_text(normal_text("units", package_rows()))
    assert load(folder).fingerprint == empty.fingerprint
    (folder / "units.csv").write_text(normal_text("units", [OX]))
    assert load(folder).fingerprint != empty.fingerprint


def test_a_corpus_that_is_sent_elsewhere_has_its_fingerprint_there(tmp_path):
    for name, units in (("own", [OX]), ("none", ())):
        ds = corpus(tmp_path / name, claim("ap", 27, "t"), units=units, factors=())
        if not units:
            (ds.tables.path / "units.csv").unlink()
        (tmp_path / f"{name}-there").mkdir()
        Corpus.of(ds.tables.path, ()).unpack(tmp_path / f"{name}-there")
        assert load(tmp_path / f"{name}-there" / "data").fingerprint == ds.fingerprint


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            {**OX, "dimension": "beasts"},
            "units.csv row 2, dimension: 'beasts' is no term of the list",
        ),
        ({**OX, "plural": ""}, "units.csv row 2, plural: is empty"),
        ({**OX, "base": "tonne"}, "units.csv row 2, base: 'tonne' is unknown"),
        ({**OX, "base": "bbl"}, "units.csv row 2, base: 'bbl' is compared in t itself (unit ox)"),
        (
            {**OX, "dimension": "contact"},
            "units.csv row 2, dimension: 'ox' counts contacts, and no rule says what is one",
        ),
        ({**OX, "unit_id": "Ox cart"}, "units.csv row 2, unit_id: 'Ox cart' does not fit"),
    ],
)
def test_a_bad_row_is_told_with_its_row_and_column(tmp_path, row, told):
    with pytest.raises(DataError) as caught:
        corpus(tmp_path, claim("ap", 27, "t"), units=[row], factors=())
    assert [told] == [str(p).partition(". ")[0] for p in caught.value.problems]


def test_a_base_of_the_package_that_a_corpus_gives_a_base_is_told(tmp_path):
    tonne = {**package_units()["t"].__dict__, "base": "ox"}
    with pytest.raises(
        DataError, match=r"units.csv, base: 't' is compared in ox itself \(unit bbl\)"
    ):
        corpus(tmp_path, claim("ap", 27, "t"), units=[OX, tonne], factors=())


def test_a_factor_leads_to_the_unit_in_which_its_unit_is_compared(tmp_path):
    with pytest.raises(DataError, match=r"factors.csv row 2, unit: 'ox' is not t, in which bu is"):
        corpus(tmp_path, claim("ap", 27, "t"), factors=[{**WHEAT, "unit": "ox"}])


def test_a_unit_of_another_dimension_is_none_of_the_attribute(tmp_path):
    killed = {**claim("ap", 3, "ox"), "attribute": "killed"}
    with pytest.raises(DataError, match=r"'ox' is no unit of killed .* Allowed: person\."):
        corpus(tmp_path, killed)


def test_a_unit_may_be_added_to_a_claim_by_the_name_that_is_printed(tmp_path):
    folder = make_corpus(
        tmp_path, flows=[{"flow_id": GRAIN}], units=[OX], claims=[claim("ap", 27, "t")]
    )
    cells = {"source_id": "ap-2023-01-10", "subject_id": GRAIN, "attribute": "quantity"}
    name = add_claim(
        folder, **cells, value=3, unit="oxen", printed="three oxen", locator="p2"
    )  # fmt: skip
    assert load(folder).records.claims[name].unit == "ox"
    assert read_rows(folder / "claims.csv")[1]["unit"] == "ox"


def test_a_notebook_may_ask_for_a_unit_of_the_corpus(tmp_path):
    terms = terms_of(corpus(tmp_path, claim("ap", 27, "t")))
    asked = parse_type("list of unit", [])
    assert asked.read("bu,t", terms) == ["bu", "t"]
    with pytest.raises(ValueError, match="Did you mean 'bu'"):
        asked.read("bux", terms)


def test_a_unit_is_a_text_that_knows_its_names_and_survives_a_copy():
    tonne = package_units()["t"]
    for same in (tonne, copy.deepcopy(tonne), pickle.loads(pickle.dumps(tonne))):
        assert (same, repr(same), f"{same}") == ("t", "'t'", "t")
        assert (same.names, same.dimension) == (("t", "tonnes"), Dimension.MASS)


def test_the_table_of_the_package_is_valid_and_in_normal_form(tmp_path):
    assert _TABLE.read_text(encoding="utf-8") == normal_text("units", package_rows())
    whole = corpus(tmp_path, units=package_rows(), factors=())
    assert list(whole.records.units) == list(package_units())
    assert all(unit.sentence.endswith(".") for unit in package_units().values())
