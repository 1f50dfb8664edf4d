"""The register: families, entries, severity, state, check, and the laws that hold for all of it."""

import json
import random
from datetime import date

import pandas as pd
import pytest
from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.families import families
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.pairing import CROWD, pairs
from briefkit.analysis.discrepancies.rule import rules
from briefkit.analysis.discrepancies.spelling import is_negated, plain
from corpus import load_corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.analysis.discrepancies import RULES, Discrepancies, discrepancies
from briefkit.errors import ParameterError, UnknownNameError
from briefkit.vocab import CheckState, DiscrepancyType

DAY = "2023-01-31"
FUEL = {"flow_id": "fuel-alf-bet"}
DIESEL = {"flow_id": "diesel-alf-bet", "part_of": "fuel-alf-bet"}
PETROL = {"flow_id": "petrol-alf-bet", "part_of": "fuel-alf-bet"}
VISIT = {"event_id": "ann-bet-2023-01", "kind": "visit"}
MEETING = {"event_id": "ann-bob-2023-01", "part_of": "ann-bet-2023-01"}


def claim(outlet, subject, attribute, value=None, day=DAY, **cells):
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": subject,
        "attribute": attribute,
        "value": value,
        **cells,
    }


def tonnes(outlet, subject, value, **cells):
    return claim(outlet, subject, "quantity", value, **{"unit": "t", **cells})


@pytest.fixture
def register(load_rows):
    """Write a corpus, load it and compare it."""

    def make(*claims, as_of=None, **tables) -> Discrepancies:
        return discrepancies(load_rows(as_of, claims=claims, **tables))

    return make


@pytest.fixture
def lost_thousand(register):
    """Sixty tons of fuel in a retelling, sixty thousand tonnes each of two fuels in two others."""
    return register(
        tonnes(
            "rehash", "fuel-alf-bet", None, unit="ton", high=60, hedge="up_to", stage="announced"
        ),
        tonnes("rehash", "fuel-alf-bet", 60, unit="ton", hedge="about", speaker_id="ann"),
        *(
            tonnes(outlet, flow, 60000, speaker_id="ann", origin_ids=origin)
            for outlet, origin in (("herald", "reuters"), ("gazette", "efe"))
            for flow in ("diesel-alf-bet", "petrol-alf-bet")
        ),
        flows=[FUEL, DIESEL, PETROL],
        sources=[{"source_id": f"rehash-{DAY}", "kind": "rewriter", "reliability": "E"}],
    )


def test_sixty_tons_against_sixty_thousand_each_is_the_worst_there_is(lost_thousand):
    (entry,) = lost_thousand.entries
    assert entry.id == "fuel-alf-bet.quantity"
    assert entry.types == (
        DiscrepancyType.MAGNITUDE,
        DiscrepancyType.UNIT,
        DiscrepancyType.TOTAL_PART,
        DiscrepancyType.STAGE,
        DiscrepancyType.OMISSION,
    )
    # 1 start, 1 conflict, 1 headline attribute, 2 for a factor of 1,000
    assert entry.severity == 5
    assert entry.severity_rule == (
        "5 = 1 (start) + 1 (claims exclude one another) + 1 (quantity is a headline attribute)"
        " + 2 (a factor of 1,000)"
    )
    # one voice throughout; two origins stand against one
    assert entry.state is CheckState.LEANING
    assert (entry.n_sources, entry.n_origins) == (3, 3)


def test_each_type_has_one_hypothesis_with_its_evidence(lost_thousand):
    (entry,) = lost_thousand.entries
    assert tuple(hypothesis.type for hypothesis in entry.hypotheses) == entry.types
    by_type = {hypothesis.type: hypothesis for hypothesis in entry.hypotheses}
    assert "60.000" in by_type[DiscrepancyType.MAGNITUDE].text
    assert "1,000 times less" in by_type[DiscrepancyType.MAGNITUDE].text
    assert "120,000 in all" in by_type[DiscrepancyType.TOTAL_PART].text
    assert (
        "a total of 60,000 still stands against 120,000" in by_type[DiscrepancyType.TOTAL_PART].text
    )
    stage = by_type[DiscrepancyType.STAGE]
    assert stage.evidence == (f"rehash-{DAY}.001", f"rehash-{DAY}.002")
    assert "in one and the same source, under two hedges" in stage.text


def test_the_check_names_whose_words_and_which_statistics(lost_thousand):
    check = lost_thousand.entry("fuel-alf-bet.quantity").check
    assert check.startswith("The transcript of Ann’s words")
    assert "the customs and transport statistics of Alfaland and Betaland up to 2023-01" in check


def test_two_hedges_that_one_number_satisfies_stand_among_the_variants(lost_thousand):
    (variant,) = lost_thousand.variants
    assert variant.id == "fuel-alf-bet.quantity"
    assert DiscrepancyType.ROUNDING in variant.types
    assert variant.severity == 0
    assert variant.state is None


def test_claims_that_agree_make_no_entry(register):
    found = register(
        tonnes("ap", "fuel-alf-bet", 5), tonnes("reuters", "fuel-alf-bet", 5), flows=[FUEL]
    )
    assert found.entries == found.variants == ()
    assert found.claim_ids == ()
    assert found.frame.empty


def test_a_corpus_without_claims_has_an_empty_register(register):
    found = register()
    assert found.to_json(variants=True) == {
        "as_of": str(found.as_of),
        "discrepancies": [],
        "variants": [],
    }


def test_what_was_published_later_is_not_known(register):
    claims = (
        tonnes("ap", "fuel-alf-bet", 5),
        tonnes("efe", "fuel-alf-bet", 50, day="2023-03-01"),
    )
    assert register(*claims, flows=[FUEL], as_of="2023-02").entries == ()
    assert len(register(*claims, flows=[FUEL], as_of="2023-03").entries) == 1


def test_a_corrected_claim_is_no_longer_compared(register):
    found = register(
        tonnes("ap", "fuel-alf-bet", 5),
        tonnes("efe", "fuel-alf-bet", 50),
        tonnes("efe", "fuel-alf-bet", 5, day="2023-02-01", supersedes=f"efe-{DAY}.001"),
        flows=[FUEL],
        sources=[{"source_id": "efe-2023-02-01", "publisher": "EFE"}],
    )
    assert found.entries == ()


def test_a_meeting_outside_its_visit_joins_the_visits_dates(register):
    found = register(
        claim("ap", VISIT["event_id"], "date", "2023-01-10/2023-01-12"),
        claim("efe", MEETING["event_id"], "date", "2023-01-14"),
        events=[VISIT, MEETING],
    )
    (entry,) = found.entries
    assert entry.id == "ann-bet-2023-01.date"
    assert entry.claim_ids == (f"ap-{DAY}.001", f"efe-{DAY}.001")


def test_a_meeting_inside_its_visit_is_another_family(register):
    found = register(
        claim("ap", VISIT["event_id"], "date", "2023-01-10/2023-01-12"),
        claim("efe", MEETING["event_id"], "date", "2023-01-12"),
        events=[VISIT, MEETING],
    )
    assert found.entries == ()


def test_flows_of_one_route_are_compared_where_their_windows_overlap(load_rows):
    other = {"flow_id": "fuel-alf-bet-rail", "commodity": "fuel"}
    first = tonnes("ap", "fuel-alf-bet", 10, window="2023-01")

    def n_families(window):
        second = tonnes("efe", "fuel-alf-bet-rail", 10, window=window)
        return len(families(Index(load_rows(claims=[first, second], flows=[FUEL, other]))))

    assert n_families("2023-01/2023-02") == 1
    assert n_families("2023-02") == 2


def test_killed_are_a_part_of_the_casualties(register):
    found = register(
        claim("ap", "fuel-alf-bet", "casualties", 100),
        claim("efe", "fuel-alf-bet", "killed", 300),
        flows=[FUEL],
    )
    (entry,) = found.entries
    assert entry.id == "fuel-alf-bet.casualties"
    assert DiscrepancyType.TOTAL_PART in entry.types


def test_a_derived_claim_repeats_and_does_not_contradict(register):
    found = register(
        claim("ap", VISIT["event_id"], "start", "2023-01-10"),
        claim("ap", VISIT["event_id"], "date", "2023-01-12/2023-01-13", basis=f"ap-{DAY}.001"),
        events=[VISIT],
    )
    assert found.entries == ()


def test_a_part_of_a_plan_is_not_held_against_what_was_done(register):
    more = {"flow_id": "fuel-alf-bet-more", "commodity": "fuel", "part_of": "fuel-alf-bet"}
    found = register(
        tonnes("ap", "fuel-alf-bet", 11000),
        tonnes("efe", "fuel-alf-bet-more", None, low=25000, high=30000, stage="planned"),
        flows=[FUEL, more],
    )
    assert found.entries == ()


def test_disjoint_windows_are_not_compared(register):
    found = register(
        tonnes("ap", "fuel-alf-bet", 10, window="2023-01"),
        tonnes("efe", "fuel-alf-bet", 90, window="2023-02"),
        flows=[FUEL],
    )
    assert found.entries == found.variants == ()


def test_one_voice_is_outvoted_by_origins_and_two_voices_by_voices(register):
    same = [
        tonnes("ap", "fuel-alf-bet", 10, speaker_id="ann"),
        tonnes("efe", "fuel-alf-bet", 10, speaker_id="ann"),
        tonnes("reuters", "fuel-alf-bet", 12, speaker_id="ann"),
    ]
    assert register(*same, flows=[FUEL]).entries[0].state is CheckState.LEANING
    assert register(*same[1:], flows=[FUEL]).entries[0].state is CheckState.OPEN
    voices = [
        tonnes("ap", "fuel-alf-bet", 10, speaker_id="ann"),
        tonnes("efe", "fuel-alf-bet", 10, speaker_id="dora"),
        tonnes("reuters", "fuel-alf-bet", 12, speaker_id="bob"),
    ]
    assert register(*voices, flows=[FUEL]).entries[0].state is CheckState.LEANING
    assert register(*voices[1:], flows=[FUEL]).entries[0].state is CheckState.OPEN


def test_an_official_record_of_the_same_voice_resolves(register):
    record = {"source_id": f"palace-{DAY}", "kind": "official", "reliability": "A"}
    claims = (
        tonnes("palace", "fuel-alf-bet", 60000, speaker_id="ann"),
        tonnes("rehash", "fuel-alf-bet", 60, speaker_id="ann"),
    )
    found = register(*claims, flows=[FUEL], sources=[record])
    assert found.entries[0].state is CheckState.RESOLVED
    against = tonnes("ap", "fuel-alf-bet", 60, speaker_id="bob")
    found = register(*claims, against, flows=[FUEL], sources=[record])
    assert found.entries[0].state is not CheckState.RESOLVED


def test_losses_that_all_sides_estimate_are_irreducible(register):
    found = register(
        claim("ap", "fuel-alf-bet", "casualties", 4000, speaker_id="ann", modality="estimated"),
        claim("efe", "fuel-alf-bet", "casualties", 9000, speaker_id="bob", modality="alleged"),
        flows=[FUEL],
    )
    assert found.entries[0].state is CheckState.IRREDUCIBLE


def test_the_check_of_a_dyad_names_its_states(register):
    found = register(
        claim("ap", "ALF-BET", "agreement", "none"), claim("efe", "ALF-BET", "agreement", "signed")
    )
    assert found.entry("ALF-BET.agreement").check == (
        "The list of documents signed by Alfaland and Betaland (reported on 2023-01-31), and the "
        "treaty registers of Alfaland and Betaland."
    )


def test_an_unknown_id_suggests_the_nearest(lost_thousand):
    with pytest.raises(UnknownNameError, match=r"Nearest: fuel-alf-bet\.quantity"):
        lost_thousand.entry("fuel-alf-bet.quantitty")


def test_attributes_and_severity_filter_and_refuse_what_they_do_not_know(load_rows):
    ds = load_rows(
        claims=[
            tonnes("ap", "fuel-alf-bet", 1, speaker_id="ann"),
            tonnes("efe", "fuel-alf-bet", 100, speaker_id="ann"),
            claim("ap", VISIT["event_id"], "start", "2023-01-10", speaker_id="ann"),
            claim("efe", VISIT["event_id"], "start", "2023-01-11", speaker_id="ann"),
        ],
        flows=[FUEL],
        events=[VISIT],
    )
    assert [entry.severity for entry in discrepancies(ds).entries] == [5, 3]
    assert [e.attribute for e in discrepancies(ds, attributes=["start"]).entries] == ["date"]
    assert [e.severity for e in discrepancies(ds, least_severity=4).entries] == [5]
    with pytest.raises(UnknownNameError, match="Did you mean 'quantity'"):
        discrepancies(ds, attributes=["quantitty"])
    for bad in (0, 6, "3", True):
        with pytest.raises(ParameterError, match="Allowed: 1 to 5"):
            discrepancies(ds, least_severity=bad)


def test_a_window_keeps_families_of_which_something_was_published_in_it(load_rows):
    ds = load_rows(
        claims=[
            tonnes("ap", "fuel-alf-bet", 5),
            tonnes("efe", "fuel-alf-bet", 50, day="2023-03-01"),
        ],
        flows=[FUEL],
    )
    assert len(discrepancies(ds, since="2023-02").entries) == 1
    assert len(discrepancies(ds, until="2023-02").entries) == 1
    assert discrepancies(ds, since="2023-02", until="2023-02").entries == ()


def test_the_printed_rules_are_there_to_be_printed():
    assert list(RULES) == ["severity", "state", "omission"]
    assert all(rule.endswith(".") for rule in RULES.values())


def test_the_frame_has_the_columns_of_the_json_and_typed_counts(lost_thousand):
    shown = json.loads(json.dumps(lost_thousand.to_json(variants=True)))
    assert list(shown) == ["as_of", "discrepancies", "variants"]
    assert "variants" not in lost_thousand.to_json()
    (entry,) = shown["discrepancies"]
    assert list(lost_thousand.frame.columns) == list(entry)
    assert lost_thousand.frame["severity"].dtype == "int64"
    assert pd.api.types.is_string_dtype(lost_thousand.frame["claims"])
    assert len(entry["printed"]) == len(entry["claims"]) == 6
    assert list(entry["hypotheses"][0]) == ["type", "text", "evidence"]
    assert "fuel-alf-bet.quantity" in lost_thousand._repr_html_()
    assert repr(lost_thousand).startswith(f"Discrepancies(as_of={date(2023, 1, 31)}, 1 entries")


def test_numbers_name_the_count_and_every_severity(lost_thousand):
    numbers = lost_thousand.numbers
    assert numbers["discrepancies.entries"].best == 1
    severity = numbers["discrepancies.fuel-alf-bet.quantity.severity"]
    assert severity.best == 5
    assert severity.rule == lost_thousand.entries[0].severity_rule


def test_hostile_words_stay_words_in_the_page(register):
    found = register(
        tonnes("ap", "fuel-alf-bet", 1, printed="<script>alert(1)</script>"),
        tonnes("efe", "fuel-alf-bet", 7, printed="{{ 7*7 }}"),
        flows=[FUEL],
    )
    assert "<script>" not in found._repr_html_()
    assert "<script>" in found.entries[0].hypotheses[0].text


def test_every_type_has_a_rule():
    assert list(rules()) == list(DiscrepancyType)


def test_plain_words_have_no_case_diacritics_or_hyphens():
    assert plain("Ch’oe Sŏn-hŭi") == plain("CH’OE SON HUI")
    assert not is_negated("not only disruptions, but also difficulties")
    assert is_negated("isn't so")
    assert is_negated("не совсем перебои")


# Laws


SUBJECTS = [
    ("fuel-alf-bet", "quantity"),
    ("diesel-alf-bet", "quantity"),
    ("fuel-alf-bet", "casualties"),
    ("fuel-alf-bet", "killed"),
    ("ann-bet-2023-01", "date"),
    ("ann-bet-2023-01", "start"),
    ("ann-bet-2023-01", "during"),
    ("ann-bob-2023-01", "date"),
    ("ann-bob-2023-01", "announced"),
    ("ann-bob-2023-01", "place"),
    ("ann-bet-2023-01", "place"),
    ("ann-bet-2023-01", "arrival_place"),
    ("ann-bob-2023-01", "actor"),
    ("ann-bet-2023-01", "recipient"),
    ("ann-bet-2023-01", "agreement"),
    ("ann-bob-2023-01", "agreement"),
    ("ann-bet-2023-01", "ordinal"),
    ("ann-bet-2023-01", "purpose"),
    ("ann-bet-2023-01", "means"),
    ("ann-bet-2023-01", "leg"),
    ("ann-words-2023-01", "gist"),
    ("ann-words-2023-01", "phrase"),
    ("ann-words-2023-01", "occasion"),
    ("bob", "name"),
]
VALUES = {
    "quantity": ["1", "5", "10", "1000", "5.5"],
    "casualties": ["10", "100", "4000"],
    "killed": ["10", "300"],
    "date": ["2023-01-10", "2023-01-11", "2023-01", "2023-01-10/2023-01-12", "2023-01~"],
    "place": ["alfa-city", "beta-city", "beta-port", "BET"],
    "actor": ["ann; bob", "ann", "ann; cleo", "ALF; BET"],
    "recipient": ["BET", "bob", "GAM"],
    "agreement": ["signed", "reached", "none"],
    "ordinal": ["5", "6"],
    "purpose": ["sign a treaty", "eat"],
    "means": ["rail", "air", "rail; air"],
    "leg": ["alfa-city > beta-city", "beta-city > alfa-city"],
    "gist": ["it is so", "it is not so", "work can be found"],
    "phrase": ["so it is", "it is not quite so"],
    "occasion": ["before", "after"],
    "name": ["Bob", "B-ob", "Robert"],
}
for _name in ("start", "during", "announced"):
    VALUES[_name] = VALUES["date"]
VALUES["arrival_place"] = VALUES["place"]


@st.composite
def any_claim(draw):
    subject, attribute = draw(st.sampled_from(SUBJECTS))
    row = claim(
        draw(st.sampled_from(["ap", "efe", "herald", "rehash"])),
        subject,
        attribute,
        draw(st.sampled_from(VALUES[attribute])),
        day=draw(st.sampled_from(["2023-01-12", "2023-02-01"])),
        speaker_id=draw(st.sampled_from([None, "ann", "bob"])),
        stage=draw(st.sampled_from([None, None, "announced", "under_way", "cancelled", "offered"])),
        modality=draw(st.sampled_from([None, None, "denied", "alleged", "estimated"])),
        locator=draw(st.sampled_from(["p1", "p1", "dl"])),
        origin_ids=draw(st.sampled_from([None, "reuters", "unknown"])),
    )
    if attribute == "quantity":
        row["unit"] = draw(st.sampled_from(["t", "ton", "container"]))
        row["hedge"] = draw(st.sampled_from([None, "about", "over", "up_to", "some"]))
        row["window"] = draw(st.sampled_from([None, "2023-01", "2023", "2024"]))
    if attribute == "ordinal":
        row["unit"] = draw(st.sampled_from(["visit", "meeting"]))
    return row


LAWS = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TABLES = {
    "flows": [FUEL, DIESEL, PETROL],
    "events": [VISIT, MEETING],
    "statements": [{"statement_id": "ann-words-2023-01", "event_id": "ann-bob-2023-01"}],
}


def surveyed(folder, rows):
    return discrepancies(load_corpus(folder, claims=rows, **TABLES))


def outline(found):
    """What must not depend on how the claims are numbered."""
    return [(e.id, e.types, e.severity, e.state, e.n_voices) for e in found.entries]


@LAWS
@given(rows=st.lists(any_claim(), min_size=2, max_size=14), seed=st.integers(0, 99))
def test_laws_of_the_register(tmp_path_factory, rows, seed):
    found = surveyed(tmp_path_factory.mktemp("rows"), rows)
    for entry in (*found.entries, *found.variants):
        assert entry.types == tuple(hypothesis.type for hypothesis in entry.hypotheses)
        assert list(entry.types) == [type_ for type_ in DiscrepancyType if type_ in entry.types]
        for hypothesis in entry.hypotheses:
            assert hypothesis.evidence
            assert set(hypothesis.evidence) <= set(entry.claim_ids)
            assert hypothesis.text.endswith(".")
    # a variant is never counted as disagreement
    assert not any(type_.is_variant for entry in found.entries for type_ in entry.types)
    assert all(type_.is_variant for entry in found.variants for type_ in entry.types)
    assert all(1 <= entry.severity <= 5 and entry.check for entry in found.entries)
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    # the order of claims never matters
    shuffled = random.Random(seed).sample(rows, len(rows))
    again = surveyed(tmp_path_factory.mktemp("again"), shuffled)
    assert outline(again) == outline(found)
    assert [entry.id for entry in again.variants] == [entry.id for entry in found.variants]


@LAWS
@given(rows=st.lists(any_claim(), min_size=2, max_size=10))
def test_a_relay_adds_no_voice(tmp_path_factory, rows):
    before = surveyed(tmp_path_factory.mktemp("before"), rows)
    relays = [
        {**row, "source_id": f"relay-{row['source_id'][-10:]}", "origin_ids": row["source_id"]}
        for row in rows
        if row["origin_ids"] is None and row["source_id"].startswith("ap")
    ]
    after = surveyed(tmp_path_factory.mktemp("after"), [*rows, *relays])
    n_voices = {entry.id: entry.n_voices for entry in before.entries if entry.severity > 1}
    for entry in after.entries:
        if entry.id in n_voices:
            assert entry.n_voices == n_voices[entry.id]


NUMBERS = st.lists(st.integers(1, 400), min_size=CROWD + 1, max_size=CROWD + 60, unique=True)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=NUMBERS)
def test_a_crowd_of_numbers_is_compared_in_linear_time_and_nobody_is_missed(
    tmp_path_factory, values
):
    rows = [tonnes("ap", "fuel-alf-bet", value) for value in values]
    ds = load_corpus(tmp_path_factory.mktemp("crowd"), claims=rows, **TABLES)
    (family,) = families(Index(ds))
    compared = list(pairs(Index(ds), family.versions))
    assert len(compared) <= 6 * len(values)
    assert len({frozenset(map(id, pair)) for pair in compared}) == len(compared)
    case = Case(Index(ds), family)
    involved = {version.amount.best for c in case.on(Ground.VALUE) for version in (c.a, c.b)}
    apart = {
        value
        for value in values
        if any(abs(value - other) > 0.1 * max(value, other) for other in values)
    }
    assert apart <= involved
