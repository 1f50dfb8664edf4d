"""The register: entries, severity, state, sides, check, and the laws that hold for all of it."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from corpus import load_corpus
from discrepancies import (
    CALL,
    DAY,
    FLOW,
    MEETING,
    OTHER_PART,
    PART,
    TABLES,
    VISIT,
    WORDS,
    claim,
    compared,
    first_causes,
    official,
    register,
    source,
    told,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from injector import make_corpus

import briefkit as bk
from briefkit.analysis.discrepancies import Discrepancies, Entry, discrepancies
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.pairs import Pair
from briefkit.analysis.discrepancies.search import relations
from briefkit.analysis.questions import questions
from briefkit.errors import ParameterError, UnknownNameError
from briefkit.present.cards import card
from briefkit.present.checks import check_text
from briefkit.present.quotes import claim_text, side_text
from briefkit.present.reasons import reason_text, register_json
from briefkit.present.sentences import entry_sentence, findings
from briefkit.present.states import RULES, contested_text, severity_text, state_text
from briefkit.present.words import time_text
from briefkit.vocab import Caveat, CheckState, DiscrepancyType

T = DiscrepancyType
ANN, BOB, CLEO, DORA = ({"speaker_id": name} for name in ("ann", "bob", "cleo", "dora"))


def weak(*outlets: str, grade: str = "E"):
    """Return rows of pages that only retell."""
    return [source(outlet, kind="rewriter", reliability=grade) for outlet in outlets]


# A lost thousand, told of each and of both together


@pytest.fixture
def lost_thousand(load_rows):
    """Sixty tons of fuel in a retelling, sixty thousand tonnes each of two fuels in two others."""
    return compared(
        load_rows,
        told("rehash", high=60, hedge="up_to", unit="ton", stage="announced"),
        told("rehash", 60, hedge="about", unit="ton", **ANN),
        *(
            told(outlet, 60_000, subject=flow, origin_ids=origin, **ANN)
            for outlet, origin in (("herald", "reuters"), ("gazette", "efe"))
            for flow in (PART, OTHER_PART)
        ),
        sources=weak("rehash"),
    )


def test_sixty_tons_against_sixty_thousand_each_is_a_lost_thousand(lost_thousand):
    ds, found = lost_thousand
    (entry,) = found.entries
    assert entry.id == f"{FLOW}.quantity"
    assert entry.types[:2] == (T.MAGNITUDE, T.TOTAL_PART)
    text = reason_text(ds, entry, entry.hypotheses[0])
    assert "A lost thousand" in text
    assert "60.000" in text
    assert "1,000 times less" in text
    # one voice throughout; two origins stand against one page that only retells
    assert (entry.state, entry.because) == (CheckState.LEANING, "origins")
    assert {c.source_id for c in entry.a.claims} == {f"herald-{DAY}", f"gazette-{DAY}"}
    assert {c.source_id for c in entry.b.claims} == {f"rehash-{DAY}"}
    assert entry.n_voices == 1


def test_sixty_each_lacks_a_thousand_and_sixty_thousand_each_is_half_of_all(load_rows):
    each, both = {"printed": "60 tonnes each"}, {"printed": "60,000 tonnes of each"}
    entry = one(load_rows, told("ap", 60_000, **ANN), told("efe", 60, **each, **ANN))
    assert entry.types[0] is T.MAGNITUDE
    entry = one(load_rows, told("ap", 120_000, **ANN), told("efe", 60_000, **both, **ANN))
    assert [(h.type, h.cause) for h in entry.hypotheses] == [(T.TOTAL_PART, "each")]


# What is compared


def test_claims_that_agree_make_no_entry(load_rows):
    found = register(load_rows, told("ap", 5), told("reuters", 5))
    assert found.entries == found.variants == found.contested == ()
    assert found.claim_ids == ()
    assert found.frame.empty


def test_a_corpus_without_claims_has_an_empty_register(load_rows):
    found = register(load_rows)
    assert found.to_json(variants=True) == {
        "as_of": str(found.as_of),
        "discrepancies": [],
        "contested": [],
        "variants": [],
    }


def test_what_was_published_later_is_not_known(load_rows):
    claims = (told("ap", 50), told("efe", 5, "2023-03-01"))
    assert register(load_rows, *claims, as_of="2023-02").entries == ()
    assert len(register(load_rows, *claims, as_of="2023-03").entries) == 1


def test_a_corrected_claim_is_no_longer_compared(load_rows):
    found = register(
        load_rows,
        told("ap", 5),
        told("efe", 50),
        told("efe", 5, "2023-02-01", supersedes=f"efe-{DAY}.001"),
        sources=[source("efe", "2023-02-01", publisher="EFE")],
    )
    assert found.entries == ()


def test_a_derived_claim_repeats_and_does_not_contradict(load_rows):
    found = register(
        load_rows,
        claim("ap", VISIT, "start", "2023-01-10"),
        claim("ap", VISIT, "date", "2023-01-22/2023-01-23", basis=f"ap-{DAY}.001"),
    )
    assert found.entries == ()


def test_times_that_do_not_touch_are_not_compared(load_rows):
    found = register(load_rows, told("ap", 10, window="2022-01"), told("efe", 90, window="2022-03"))
    assert found.entries == found.variants == ()


def test_flows_of_one_route_are_not_one(load_rows):
    other = {"flow_id": "fuel-alf-bet-rail", "commodity": "fuel"}
    found = register(
        load_rows,
        told("ap", 10),
        told("efe", 90, subject="fuel-alf-bet-rail"),
        flows=[*TABLES["flows"], other],
    )
    assert found.entries == found.variants == ()


def test_a_part_of_a_plan_is_not_held_against_what_was_done(load_rows):
    found = register(
        load_rows,
        told("ap", 11_000),
        told("efe", low=25_000, high=30_000, subject=PART, stage="planned"),
    )
    assert found.entries == ()


def test_what_would_fit_and_what_the_law_allows_are_no_rivals_of_what_was_sent(load_rows):
    for extent in ("capacity", "conversion", "limit", "lot", "part"):
        found = register(load_rows, told("ap", 100), told("efe", 20, extent=extent))
        assert found.entries == (), extent
    found = register(load_rows, told("ap", 100), told("efe", 500, extent="lot"))
    assert len(found.entries) == 1  # but a lot is no larger than all


def test_eighteen_is_not_twenty_and_more_than_a_thousand_may_be_twelve_hundred(load_rows):
    assert len(register(load_rows, told("ap", 18), told("efe", 20)).entries) == 1
    floor = told("ap", low=1_000, hedge="over")
    assert register(load_rows, floor, told("efe", 1_200)).entries == ()
    assert len(register(load_rows, floor, told("efe", 700)).entries) == 1


def test_what_was_seen_is_less_than_all_and_two_who_saw_it_can_disagree(load_rows):
    seen = {"stage": "observed"}
    assert register(load_rows, told("ap", 40, **seen), told("efe", 100)).entries == ()
    assert len(register(load_rows, told("ap", 140, **seen), told("efe", 100)).entries) == 1
    assert len(register(load_rows, told("ap", 40, **seen), told("efe", 100, **seen)).entries) == 1


def test_entries_stand_under_the_attribute_that_they_are_filed_under(load_rows):
    found = register(
        load_rows,
        claim("ap", VISIT, "arrival", "2023-01-10"),
        claim("efe", VISIT, "start", "2023-01-14"),
    )
    assert [(e.id, e.attribute) for e in found.entries] == [(f"{VISIT}.date", "date")]


# Severity


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (115, 2),  # 1, 1 for a headline
        (150, 3),  # and 1 from a factor of 1.2 on
        (320, 4),  # 2 from 2 on
        (1_700, 5),  # 3 from 10 on
    ],
)
def test_numbers_are_the_more_severe_the_further_they_are_apart(value, expected, load_rows):
    (entry,) = register(load_rows, told("ap", 100, **ANN), told("efe", value, **BOB)).entries
    assert entry.severity == expected
    assert severity_text(entry).startswith(f"{expected} = 1 (claims exclude one another)")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("2023-01-11", 2),  # a day: 1, and 1 for a headline
        ("2023-01-13", 3),  # 1 more from two days on
        ("2023-01-19", 4),  # 2 from eight on
        ("2023-03-29", 5),  # 3 from sixty-three on
    ],
)
def test_days_are_the_more_severe_the_further_they_are_apart(other, expected, load_rows):
    found = register(
        load_rows,
        *(claim(o, MEETING, "date", "2023-01-10", "2023-04-01", **ANN) for o in ("ap", "herald")),
        *(claim(o, MEETING, "date", other, "2023-04-01", **BOB) for o in ("efe", "reuters")),
    )
    assert [entry.severity for entry in found.entries] == [expected]


def test_a_day_that_one_document_alone_has_otherwise_is_a_slip(load_rows):
    found = register(
        load_rows,
        *(claim(o, MEETING, "date", "2023-01-10", "2023-04-01") for o in ("ap", "herald")),
        claim("efe", MEETING, "date", "2023-03-29", "2023-04-01"),
    )
    assert [entry.severity for entry in found.entries] == [2]


def test_two_countries_weigh_more_than_two_cities(load_rows):
    places = [{"place_id": "bravo", "name": "Bravo", "country": "BET", "within": "BET"}]
    severities = [
        register(
            load_rows,
            claim("ap", MEETING, "place", "beta-city"),
            claim("efe", MEETING, "place", other),
            places=places,
        )
        .entries[0]
        .severity
        for other in ("bravo", "alfa-city")
    ]
    assert severities == [2, 4]


def test_two_voices_on_the_weaker_side_weigh_one_more(load_rows):
    claims = [told("ap", 100, **ANN), told("efe", 150, **BOB)]
    more = [told("reuters", 100, **CLEO), told("herald", 151)]
    assert register(load_rows, *claims).entries[0].severity == 3
    assert register(load_rows, *claims, *more).entries[0].severity == 4
    assert register(load_rows, *claims, *more[:1]).entries[0].severity == 2  # one against two


def test_one_document_against_several_weighs_less_and_a_retelling_two_less(load_rows):
    claims = [told("ap", 100, **ANN), told("efe", 100, **ANN), told("rehash", 320, **BOB)]
    assert register(load_rows, *claims[1:]).entries[0].severity == 4
    assert register(load_rows, *claims).entries[0].severity == 3
    assert register(load_rows, *claims, sources=weak("rehash", grade="C")).entries[0].severity == 3
    assert register(load_rows, *claims, sources=weak("rehash", grade="D")).entries[0].severity == 2


def test_two_documents_weigh_two_at_least_and_one_page_may_weigh_one(load_rows):
    apart = [claim("ap", WORDS, "occasion", "before"), claim("efe", WORDS, "occasion", "after")]
    assert register(load_rows, *apart).entries[0].severity == 2
    page = [claim("ap", WORDS, "occasion", "before"), claim("ap", WORDS, "occasion", "after")]
    assert register(load_rows, *page).entries[0].severity == 1


def test_a_number_that_no_brief_prints_weighs_three_at_most(load_rows):
    old = [told("ap", 100, **ANN), told("efe", 1_700, **BOB)]
    newer = [
        told("ap", 5_000, "2023-12-20", **ANN),
        told("efe", 5_000, "2023-12-20", **BOB),
    ]
    (entry,) = register(load_rows, *old).entries
    assert entry.severity == 5
    assert entry.moves == (f"flows.{FLOW}.quantity",)
    (entry,) = register(load_rows, *old, *newer).entries
    assert entry.severity == 3
    assert entry.moves == ()
    assert severity_text(entry).endswith(", held at 3")


def test_what_is_stale_or_counts_other_things_or_was_only_planned_has_a_top(load_rows):
    stale = [
        told("ap", 100, "2023-01-10", **ANN),
        told("efe", 1_700, "2023-03-01", **ANN),
        told("herald", 100, "2023-03-20", **ANN),
    ]
    counted = [
        told("ap", 5_000_000, unit="round", extent="conversion"),
        told("efe", 5_000_000, unit="round"),
        told("herald", 120_000, unit="round"),
    ]
    planned = [told("ap", 100, stage="planned"), told("efe", 1_700)]
    words = [
        claim("ap", WORDS, "phrase", "we stand together", **ANN),
        claim("efe", WORDS, "phrase", "we stand together", **BOB),
    ]
    year = [
        claim("ap", MEETING, "date", "2022-01-10"),
        claim("herald", MEETING, "date", "2022-01-10"),
        claim("efe", MEETING, "date", "2023-01-10"),
    ]
    tops = [
        (register(load_rows, *claims).entries[0].types[0], register(load_rows, *claims).entries[0])
        for claims in (stale, counted, planned, words, year)
    ]
    assert [type_ for type_, _ in tops] == [
        T.STALE,
        T.COUNT_DEFINITION,
        T.STAGE,
        T.ATTRIBUTION,
        T.DATE,
    ]
    assert [entry.severity <= top for (_, entry), top in zip(tops, (3, 3, 2, 3, 2), strict=True)]
    assert [entry.severity for _, entry in tops] == [3, 3, 2, 2, 2]


def test_the_rule_of_severity_is_printed_as_it_is(load_rows):
    (entry,) = register(load_rows, told("ap", 100, **ANN), told("efe", 320, **BOB)).entries
    assert severity_text(entry) == (
        "4 = 1 (claims exclude one another) + 2 (a factor of 3.2) + 1 (a headline gives it)"
    )
    assert list(RULES) == ["severity", "state", "pair"]
    assert all(rule.endswith(".") for rule in RULES.values())


# State and what it leans to


def one(load_rows, *claims, **tables) -> Entry:
    (entry,) = register(load_rows, *claims, **tables).entries
    return entry


def verdict(entry: Entry) -> tuple[str, str, str]:
    return str(entry.state), entry.because, entry.a.quoted.value if entry.leans else ""


def test_a_correction_resolves(load_rows):
    entry = one(
        load_rows,
        told("ap", 50, **ANN),
        told("ap", 5.5, "2023-02-02", supersedes=f"ap-{DAY}.001", **ANN),
        told("efe", 50, "2023-02-03", **ANN),
        sources=[source("ap", "2023-02-02", publisher="AP")],
    )
    assert verdict(entry) == ("resolved", "correction", "5.5")


def test_an_own_record_resolves_unless_another_voice_stands_against_it(load_rows):
    claims = (told("palace", 60_000, **ANN), told("rehash", 45_000, **ANN))
    assert verdict(one(load_rows, *claims, sources=[official("palace")])) == (
        "resolved",
        "record",
        "60000",
    )
    against = told("ap", 45_000, **BOB)
    entry = one(load_rows, *claims, against, sources=[official("palace")])
    assert entry.state is not CheckState.RESOLVED


def test_more_voices_lean_and_of_one_voice_more_origins(load_rows):
    voices = [
        told("ap", 10, **ANN),
        told("reuters", 10, **CLEO),
        told("efe", 12, **BOB),
    ]
    assert verdict(one(load_rows, *voices)) == ("leaning", "voices", "10")
    assert verdict(one(load_rows, *voices[1:])) == ("open", "", "")
    # a minister and a leader are one voice
    same = [told("ap", 10, **ANN), told("reuters", 10, **DORA), told("efe", 12, **BOB)]
    assert verdict(one(load_rows, *same)) == ("open", "", "")
    origins = [told("ap", 10, **ANN), told("reuters", 10, **ANN), told("efe", 12, **ANN)]
    assert verdict(one(load_rows, *origins)) == ("leaning", "origins", "10")
    assert verdict(one(load_rows, *origins[1:])) == ("open", "", "")


def test_rewriters_and_doubtful_words_do_not_lean(load_rows):
    claims = [told("ap", 10, **ANN), told("rehash", 12, **BOB)]
    assert verdict(one(load_rows, *claims)) == ("open", "", "")
    assert verdict(one(load_rows, *claims, sources=weak("rehash"))) == ("leaning", "grade", "10")
    garbled = [told("ap", 10, **ANN), told("efe", 12, doubt="garbled", **BOB)]
    assert verdict(one(load_rows, *garbled)) == ("leaning", "doubt", "10")


def test_losses_that_all_sides_estimate_are_irreducible(load_rows):
    def losses(outlet, value, modality, **cells):
        return claim(outlet, FLOW, "casualties", value, modality=modality, **cells)

    claims = [losses("ap", 4_000, "estimated", **ANN), losses("efe", 9_000, "alleged", **BOB)]
    ds, found = compared(load_rows, *claims)
    (entry,) = found.entries
    assert verdict(entry) == ("irreducible", "", "")
    assert state_text(ds, entry).startswith("Irreducible")
    stated = [losses("ap", 4_000, None, **ANN), claims[1]]
    assert one(load_rows, *stated).state is CheckState.OPEN


def test_the_side_that_the_record_favours_stands_first(load_rows):
    ds, found = compared(
        load_rows,
        told("ap", 12, **BOB),
        told("efe", 10, **ANN),
        told("reuters", 10, **CLEO),
    )
    (entry,) = found.entries
    assert side_text(ds, entry, entry.a) == (
        "10 t, first told 31 January 2023, by Alfaland and Gammaland in 2 documents, best grade B"
    )
    assert (
        side_text(ds, entry, entry.b)
        == "12 t, first told 31 January 2023, by Betaland in one document, best grade B"
    )
    assert state_text(ds, entry) == "Leans to 10 t, because more voices stand behind it."


# The pair that is quoted


def test_quoted_is_the_best_supported_pair_and_not_the_most_extreme(load_rows):
    entry = one(
        load_rows,
        *(told(outlet, 100, **ANN) for outlet in ("ap", "efe", "reuters")),
        *(told(outlet, 250, **BOB) for outlet in ("herald", "gazette")),
        told("rehash", 900, **CLEO),
    )
    assert {entry.a.quoted.value, entry.b.quoted.value} == {"100", "250"}
    assert entry.n_pairs == 3 * 2 + 3 * 1 + 2 * 1


def test_a_pair_two_steps_nearer_is_not_quoted_however_many_say_so(load_rows):
    entry = one(
        load_rows,
        *(told(outlet, 100, **ANN) for outlet in ("ap", "efe", "reuters")),
        *(told(outlet, 130, **BOB) for outlet in ("herald", "gazette")),
        told("rehash", 1_700, **CLEO),
    )
    assert {entry.a.quoted.value, entry.b.quoted.value} == {"100", "1700"}


def test_doubtful_words_are_quoted_last(load_rows):
    entry = one(
        load_rows,
        told("ap", 100, **ANN),
        told("efe", 320, doubt="garbled", **BOB),
        told("herald", 300, **CLEO),
    )
    assert {entry.a.quoted.value, entry.b.quoted.value} == {"100", "300"}


def test_an_entry_names_its_claims_and_when_it_was_opened(load_rows):
    entry = one(
        load_rows,
        told("ap", 100, "2023-01-10", **ANN),
        told("efe", 170, "2023-01-12", printed="170 tonnes", **BOB),
        told("herald", 100, "2023-01-14", **ANN),
        told("gazette", 5_000, "2023-12-01", **CLEO),
    )
    assert entry.claim_ids == ("ap-2023-01-10.001", "efe-2023-01-12.001", "herald-2023-01-14.001")
    assert entry.printed == ("100", "170 tonnes", "100")
    assert (entry.opened, entry.newest) == (date(2023, 1, 12), date(2023, 1, 14))
    assert (entry.n_pairs, entry.n_sources, entry.n_voices) == (2, 3, 2)


# What would settle it

CHECKS = [
    {"check_id": "any", "attribute": "any", "commodity": "any", "record": "Something else."},
    {
        "check_id": "amount",
        "attribute": "quantity",
        "commodity": "any",
        "record": "Words of {speakers}; statistics of {states}{window}.",
    },
    {
        "check_id": "diesel",
        "attribute": "quantity",
        "commodity": "diesel",
        "record": "Statistics of {subject}.",
    },
    {
        "check_id": "day",
        "attribute": "date",
        "commodity": "any",
        "record": "The programme of {subject}{when}{sites}, by {people}.",
    },
]


def settled_by(load_rows, *claims, **tables) -> tuple[str, str]:
    """Return the row of the table of checks, and its words."""
    ds, found = compared(load_rows, *claims, **tables)
    (entry,) = found.entries
    return entry.check_id, check_text(ds, entry)


def test_the_check_is_that_of_the_commodity_then_of_the_attribute_then_any(load_rows):
    def check(*claims):
        return settled_by(load_rows, *claims, checks=CHECKS)

    assert check(told("ap", 100, window="2022", **ANN), told("efe", 170, window="2022", **BOB)) == (
        "amount",
        "Words of Ann and Bob; statistics of Alfaland and Betaland from 1 January 2022 to "
        "31 December 2022.",
    )
    assert check(told("ap", 100, subject=PART), told("efe", 170, subject=PART)) == (
        "diesel",
        f"Statistics of {PART}.",
    )
    places = [
        claim("ap", MEETING, "place", "alfa-city"),
        claim("efe", MEETING, "place", "beta-city"),
    ]
    assert check(*places) == ("any", "Something else.")


def test_the_check_of_a_meeting_names_who_met_when_and_whose_sites(load_rows):
    _, words = settled_by(
        load_rows,
        claim("ap", MEETING, "actor", "ann; bob"),
        claim("ap", MEETING, "date", "2023-01-10"),
        claim("efe", MEETING, "date", "2023-01-12"),
        checks=CHECKS,
    )
    assert words == (
        f"The programme of {MEETING} (10–12 January 2023), on the sites of the presidencies "
        "of Alfaland and Betaland, by Ann and Bob."
    )


def test_of_a_meeting_of_ministers_the_ministry_and_of_nobody_known_the_government(load_rows):
    days = [claim("ap", MEETING, "date", "2023-01-10"), claim("efe", MEETING, "date", "2023-01-12")]
    actor = claim("ap", MEETING, "actor", "dora; BET")
    assert (
        "on the site of the ministry of Alfaland, by Dora"
        in (settled_by(load_rows, *days, actor, checks=CHECKS)[1])
    )
    states = claim("ap", MEETING, "actor", "ALF; BET")
    assert (
        "on the sites of the governments of Alfaland and Betaland"
        in (settled_by(load_rows, *days, states, checks=CHECKS)[1])
    )


def test_without_a_table_of_checks_that_of_the_package_stands(load_rows):
    _, words = settled_by(load_rows, told("ap", 100, **ANN), told("efe", 170, **BOB), checks=[])
    assert words
    assert "{" not in words


def test_no_check_of_the_record_keeps_a_placeholder(record_register):
    ds, found = record_register
    for entry in found.entries:
        words = check_text(ds, entry)
        assert not re.search(r"[{}]|\d{4}-\d\d", words), entry.id
        assert words[-1] == "."


@pytest.fixture(scope="module")
def record_register():
    ds = bk.load()
    return ds, discrepancies(ds)


# What one leaves out


def test_what_is_left_out_is_no_two_sides(load_rows):
    def page(outlet, attribute, value):
        return claim(outlet, MEETING, attribute, value, origin_ids="efe")

    ds, found = compared(
        load_rows,
        *(page(outlet, "actor", "ann; bob") for outlet in ("ap", "reuters", "herald")),
        *(page(outlet, "place", "beta-city") for outlet in ("ap", "reuters")),
    )
    (entry,) = found.entries
    assert (entry.types, entry.severity, entry.state) == ((T.OMISSION,), 1, CheckState.OPEN)
    words = "".join(run.text for run in entry_sentence(ds, entry))
    assert words.endswith("Herald, read whole, leaves out the place that others carry: Beta City, "
                          "“beta-city” (AP, 31 January 2023).")  # fmt: skip
    assert " against " not in words
    titles = [type(block).__name__ for block in card(ds, entry, is_drawn=False).body]
    assert titles.count("Bullets") == 1  # the reading, and no sides


def test_who_speaks_of_another_part_leaves_nothing_out_and_breaks_nothing(load_rows):
    found = register(
        load_rows,
        told("ap", 60),
        told("efe", 30, subject=PART),
        told("reuters", 30, subject=PART),
        told("herald", 20, subject=OTHER_PART),
    )
    assert found.entries == ()


# Contested


def test_a_denial_by_a_party_is_a_state_of_the_question_and_no_entry(load_rows):
    ds, found = compared(
        load_rows,
        told("ap", 100, **CLEO),
        told("herald", 100),
        told("efe", 100, modality="denied", **BOB),
    )
    assert found.entries == ()
    (question,) = found.contested
    assert question.to_json() == {
        "id": f"{FLOW}.quantity",
        "subject_id": FLOW,
        "attribute": "quantity",
        "parties": ["BET"],
        "denials": [f"efe-{DAY}.001"],
        "assertions": [f"ap-{DAY}.001", f"herald-{DAY}.001"],
    }
    text = contested_text(ds, question)
    assert text.startswith("Betaland denies it: “")
    assert text.endswith("2 claims say it.")


def test_a_denial_of_any_at_all_means_every_number_and_one_of_a_number_only_that(load_rows):
    any_at_all = told("efe", hedge="some", modality="denied", **BOB)
    found = register(load_rows, told("ap", 100, **CLEO), any_at_all)
    assert [q.id for q in found.contested] == [f"{FLOW}.quantity"]
    other = told("efe", 700, modality="denied", **BOB)
    assert register(load_rows, told("ap", 100, **CLEO), other).contested == ()


def test_nobody_contests_what_nobody_says(load_rows):
    found = register(load_rows, told("efe", 100, modality="denied", **BOB))
    assert found.entries == found.contested == ()


def test_a_question_may_be_contested_and_disagreed_on(load_rows):
    found = register(
        load_rows,
        told("ap", 100, **ANN),
        told("herald", 170, **CLEO),
        told("efe", hedge="some", modality="denied", **BOB),
    )
    assert found.entries[0].is_contested
    assert len(found.contested) == 1


# Filters, frames and JSON


@pytest.fixture
def three(load_rows):
    return load_rows(
        claims=[
            told("ap", 1, **ANN),
            told("efe", 170, **BOB),
            claim("ap", VISIT, "start", "2023-01-10", **ANN),
            claim("efe", VISIT, "start", "2023-01-12", **BOB),
            claim("ap", "bob", "name", "Bob Jong-un"),
            claim("efe", "bob", "name", "Bob Jong Un"),
        ],
        **TABLES,
    )


def test_attributes_and_severity_filter(three):
    assert [entry.severity for entry in discrepancies(three).entries] == [5, 3]
    assert [e.attribute for e in discrepancies(three, attributes=["start"]).entries] == ["date"]
    assert [e.severity for e in discrepancies(three, least_severity=4).entries] == [5]
    assert [v.id for v in discrepancies(three, attributes=["name"]).variants] == ["bob.name"]
    assert discrepancies(three, attributes=["quantity"]).variants == ()


def test_filters_refuse_what_they_do_not_know(three):
    with pytest.raises(UnknownNameError, match="Did you mean 'quantity'"):
        discrepancies(three, attributes=["quantitty"])
    for bad in (0, 6, "3", True):
        with pytest.raises(ParameterError, match="Allowed: 1 to 5"):
            discrepancies(three, least_severity=bad)


def test_a_window_keeps_matters_of_which_something_was_published_in_it(load_rows):
    ds = load_rows(claims=[told("ap", 50, **ANN), told("efe", 5, "2023-03-01", **BOB)], **TABLES)
    assert len(discrepancies(ds, since="2023-02").entries) == 1
    assert len(discrepancies(ds, until="2023-02").entries) == 1
    assert discrepancies(ds, since="2023-02", until="2023-02").entries == ()
    assert len(discrepancies(ds, since=date(2023, 3, 1)).entries) == 1


def test_an_unknown_id_suggests_the_nearest(lost_thousand):
    found = lost_thousand[1]
    with pytest.raises(UnknownNameError, match=r"Nearest: fuel-alf-bet\.quantity"):
        found.entry("fuel-alf-bet.quantitty")
    assert found.entry(f"{FLOW}.quantity") is found.entries[0]


def test_the_json_keeps_its_shape_and_says_its_sentences(lost_thousand):
    ds, found = lost_thousand
    shown = json.loads(json.dumps(register_json(ds, found, variants=True)))
    assert list(shown) == ["as_of", "discrepancies", "contested", "variants"]
    assert "variants" not in found.to_json()
    (entry,) = shown["discrepancies"]
    keys = {"id", "subject_id", "attribute", "types", "severity", "state", "leans", "because",
            "claims", "printed", "n_sources", "n_origins", "n_voices", "sides", "hypotheses",
            "moves", "check", "opened", "is_contested", "state_text", "severity_text"}  # fmt: skip
    assert set(entry) == keys
    assert list(entry["hypotheses"][0]) == ["type", "cause", "evidence", "text", "refuted_by"]
    assert set(entry["sides"]["a"]) == {
        "quoted", "claims", "voices", "n_sources", "grade", "text"
    }  # fmt: skip
    assert len(entry["printed"]) == len(entry["claims"])
    for variant in shown["variants"]:
        assert (variant["severity"], variant["state"], variant["check"]) == (0, None, "")


def test_the_frame_has_typed_columns(lost_thousand):
    found = lost_thousand[1]
    frame = found.frame
    assert list(frame.columns) == [
        "id", "subject_id", "attribute", "types", "severity", "state", "leans", "because", "claims",
        "printed", "n_sources", "n_origins", "n_voices", "causes", "check",
    ]  # fmt: skip
    for name in ("severity", "n_sources", "n_origins", "n_voices"):
        assert frame[name].dtype == "int64"
    assert pd.api.types.is_string_dtype(frame["claims"])
    assert frame["causes"][0].startswith("lost_power; ")
    assert list(found.variants_frame.columns) == list(frame.columns)
    assert f"{FLOW}.quantity" in found._repr_html_()
    assert repr(found).startswith(f"Discrepancies(as_of={DAY}, 1 entries, 0 of severity 4")


def test_numbers_name_the_count_and_every_severity(lost_thousand):
    found = lost_thousand[1]
    assert found.numbers["discrepancies.entries"].best == 1
    severity = found.numbers[f"discrepancies.{FLOW}.quantity.severity"]
    assert severity.best == found.entries[0].severity
    assert set(severity.claim_ids) <= set(found.claim_ids)


def test_entries_come_worst_first_then_best_told(load_rows):
    found = register(
        load_rows,
        told("ap", 100, subject=OTHER_PART, **ANN),
        told("efe", 150, subject=OTHER_PART, **BOB),
        told("ap", 100, subject=PART, **ANN),
        told("efe", 1_700, subject=PART, **BOB),
        claim("ap", MEETING, "date", "2023-01-10"),
        claim("efe", MEETING, "date", "2023-01-13"),
        claim("herald", MEETING, "date", "2023-01-13"),
        claim("reuters", MEETING, "date", "2023-01-10"),
    )
    severities = [entry.severity for entry in found.entries]
    assert severities == sorted(severities, reverse=True)
    assert found.entries[0].id == f"{PART}.quantity"


def test_hostile_words_stay_words(load_rows):
    ds, found = compared(
        load_rows,
        told("ap", 1, printed="<script>alert(1)</script>"),
        told("efe", 7, printed="{{ 7*7 }} “quoted”"),
    )
    assert "<script>" not in found._repr_html_()
    (entry,) = found.entries
    text = reason_text(ds, entry, entry.hypotheses[0])
    assert "“<script>alert(1)</script>”" in text
    assert "“{{ 7*7 }} ‘quoted’”" in text


# Whole corpora


def words_of(ds, found: Discrepancies) -> str:
    def words(part) -> str:
        if isinstance(part, str):
            return part
        return words(part.text) if hasattr(part, "text") else " ".join(map(words, _parts(part)))

    def _parts(part):
        return part if isinstance(part, (list, tuple)) else part.items

    return words(findings(ds, found))


def test_a_corpus_of_one_publisher_says_that_nobody_else_speaks(load_rows):
    claims = [told("ap", 5), told("ap", 5, "2023-02-01")]
    same = [source("ap", "2023-02-01", publisher="AP")]
    ds, found = compared(load_rows, *claims, sources=same)
    assert found.n_publishers == 1
    assert "nobody else speaks" in words_of(ds, found)
    ds, found = compared(load_rows, *claims, told("efe", 5), sources=same)
    assert found.n_publishers == 2
    assert "nobody else speaks" not in words_of(ds, found)


def test_a_thousand_claims_lose_no_disagreement(load_rows):
    """A total that grows day by day, and in the middle of it one day with a number of its own."""
    first = date(2020, 1, 1).toordinal()

    def day(n):
        return str(date.fromordinal(first + n))

    grows = [told("ap", 10_000 + 10 * n, day(n), **ANN) for n in range(1_000)]
    assert register(load_rows, *grows).entries == ()
    (entry,) = register(load_rows, *grows, told("efe", 4_321, day(500), **BOB)).entries
    assert f"efe-{day(500)}.001" in (entry.a.quoted.claim_id, entry.b.quoted.claim_id)
    (entry,) = register(load_rows, *grows, told("efe", 43_210, day(500), **BOB)).entries
    assert f"efe-{day(500)}.001" in (entry.a.quoted.claim_id, entry.b.quoted.claim_id)
    assert register(load_rows, *grows, told("efe", 15_000, day(500), **BOB)).entries == ()


def test_one_visit_on_two_days_far_apart(load_rows):
    """A case from outside: 1 March by one page, 1 June by another."""
    claims = [
        row
        for outlet, day, told_on in (
            ("s1", "2023-03-01", "2023-07-01"),
            ("s2", "2023-06-01", "2023-07-02"),
        )
        for row in (
            claim(outlet, VISIT, "date", day, told_on, printed=f"on {day}"),
            claim(outlet, VISIT, "actor", "ann", told_on),
            claim(outlet, VISIT, "recipient", "BET", told_on),
        )
    ]
    ds, found = compared(load_rows, *claims)
    (entry,) = found.entries
    assert entry.types[0] is T.DATE
    assert found.variants == ()
    assert entry.severity == one(load_rows, *as_meeting(claims)).severity
    (contact,) = bk.cadence(ds).contacts
    assert Caveat.SOURCES_DISAGREE in contact.caveats


def as_meeting(claims):
    return [{**row, "subject_id": MEETING} for row in claims if row["attribute"] == "date"]


def test_a_call_across_midnight_is_no_disagreement(load_rows):
    """A case from outside: 10 June on one side of the world, 11 June on the other."""

    def dated(subject):
        return [
            row
            for outlet, day, told_on in (
                ("s1", "2023-06-10", "2023-07-01"),
                ("s2", "2023-06-11", "2023-07-02"),
            )
            for row in (
                claim(outlet, subject, "date", day, told_on, printed=f"on {day}"),
                claim(outlet, subject, "actor", "ann; bob", told_on),
            )
        ]

    found = register(load_rows, *dated(CALL))
    assert found.entries == ()
    assert [v.id for v in found.variants] == [f"{CALL}.date"]
    found = register(
        load_rows, *dated(MEETING)
    )  # of a meeting nothing says that a night is between
    assert first_causes(found) == {f"{MEETING}.date": "days"}
    assert found.entries[0].severity == 2


def test_million_and_billion_are_no_other_names_for_one_thing(load_rows):
    """A case from outside: 2 million tonnes by one page, 2 billion tonnes by another."""
    ds, found = compared(
        load_rows,
        told("s1", 2_000_000, "2023-07-01", printed="2 million tonnes"),
        told("s2", 2_000_000_000, "2023-07-02", printed="2 billion tonnes"),
    )
    (entry,) = found.entries
    assert (entry.types[0], entry.severity) == (T.MAGNITUDE, 5)
    assert found.variants == ()
    assert "2.000.000" not in reason_text(ds, entry, entry.hypotheses[0])


# Laws


SUBJECTS = [
    (FLOW, "quantity"),
    (PART, "quantity"),
    (FLOW, "casualties"),
    (FLOW, "killed"),
    (VISIT, "date"),
    (VISIT, "start"),
    (VISIT, "during"),
    (MEETING, "date"),
    (MEETING, "announced"),
    (MEETING, "place"),
    (VISIT, "place"),
    (VISIT, "arrival_place"),
    (MEETING, "actor"),
    (VISIT, "recipient"),
    (VISIT, "agreement"),
    (MEETING, "agreement"),
    (VISIT, "ordinal"),
    (VISIT, "purpose"),
    (VISIT, "means"),
    (VISIT, "leg"),
    (WORDS, "gist"),
    (WORDS, "phrase"),
    (WORDS, "occasion"),
    ("bob", "name"),
]
VALUES = {
    "quantity": ["1", "5", "10", "1000", "5.5", "12000"],
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
    "gist": ["it is so", "it is not so", "work can be found", "work can not be found"],
    "phrase": ["so it is", "it is not quite so"],
    "occasion": ["before", "after"],
    "name": ["Bob", "B-ob", "Robert"],
}
for _name in ("start", "during", "announced"):
    VALUES[_name] = VALUES["date"]
VALUES["arrival_place"] = VALUES["place"]


@st.composite
def any_claim(draw, subjects=SUBJECTS):
    subject, attribute = draw(st.sampled_from(subjects))
    row = claim(
        draw(st.sampled_from(["ap", "efe", "herald", "rehash"])),
        subject,
        attribute,
        draw(st.sampled_from(VALUES[attribute])),
        day=draw(st.sampled_from(["2023-01-12", "2023-02-01"])),
        speaker_id=draw(st.sampled_from([None, "ann", "bob", "cleo"])),
        stage=draw(st.sampled_from([None, None, "announced", "under_way", "cancelled", "offered"])),
        modality=draw(st.sampled_from([None, None, "denied", "alleged", "estimated"])),
        locator=draw(st.sampled_from(["p1", "p1", "dl"])),
        origin_ids=draw(st.sampled_from([None, "reuters", "unknown"])),
    )
    if attribute == "quantity":
        row["unit"] = draw(st.sampled_from(["t", "ton", "container"]))
        row["window"] = draw(st.sampled_from([None, "2023-01", "2023", "2022"]))
        row["extent"] = draw(st.sampled_from([None, None, "lot", "conversion"]))
        match draw(st.sampled_from(["value", "about", "over", "up_to"])):
            case "over":
                row |= {"low": row["value"], "value": None, "hedge": "over"}
            case "up_to":
                row |= {"high": row["value"], "value": None, "hedge": "up_to"}
            case "about":
                row["hedge"] = "about"
    if attribute == "ordinal":
        row["unit"] = draw(st.sampled_from(["visit", "meeting"]))
    return row


LAWS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def surveyed(folder, rows):
    ds = load_corpus(folder, claims=rows, **TABLES)
    return ds, discrepancies(ds)


def outline(found):
    """What must not depend on how the claims are numbered."""
    return [
        (e.id, e.types, e.severity, e.state, e.because, e.n_voices, e.n_pairs, e.a.voices,
         e.b.voices)
        for e in found.entries
    ]  # fmt: skip


@LAWS
@given(rows=st.lists(any_claim(), min_size=2, max_size=14), seed=st.integers(0, 99))
def test_laws_of_the_register(tmp_path_factory, rows, seed):
    ds, found = surveyed(tmp_path_factory.mktemp("rows"), rows)
    known = set(ds.records.claims)
    for entry in (*found.entries, *found.variants):
        assert entry.types == tuple(dict.fromkeys(h.type for h in entry.hypotheses))
        for hypothesis in entry.hypotheses:
            assert hypothesis.evidence
            assert set(hypothesis.evidence) <= known
            assert reason_text(ds, entry, hypothesis)[-1] == "."
    # a variant is never counted as disagreement
    assert not any(type_.is_variant for entry in found.entries for type_ in entry.types)
    assert all(type_.is_variant for entry in found.variants for type_ in entry.types)
    for entry in found.entries:
        assert 1 <= entry.severity <= 5
        assert check_text(ds, entry)
        assert entry.opened <= entry.newest
        assert not set(entry.a.claim_ids) & set(entry.b.claim_ids)
        assert len(entry.a.claim_ids) == len(set(entry.a.claim_ids))
        assert (entry.leans is None) is (entry.state in {CheckState.OPEN, CheckState.IRREDUCIBLE})
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    # the order of claims never matters
    shuffled = random.Random(seed).sample(rows, len(rows))
    _, again = surveyed(tmp_path_factory.mktemp("again"), shuffled)
    assert outline(again) == outline(found)
    assert [entry.id for entry in again.variants] == [entry.id for entry in found.variants]


@LAWS
@given(rows=st.lists(any_claim(), min_size=2, max_size=10))
def test_a_relay_adds_no_voice(tmp_path_factory, rows):
    _, before = surveyed(tmp_path_factory.mktemp("before"), rows)
    relays = [
        {**row, "source_id": f"relay-{row['source_id'][-10:]}", "origin_ids": row["source_id"]}
        for row in rows
        if row["origin_ids"] is None and row["source_id"].startswith("ap")
    ]
    _, after = surveyed(tmp_path_factory.mktemp("after"), [*rows, *relays])
    voices = {e.id: {*e.a.voices, *e.b.voices} for e in before.entries if e.severity > 1}
    spoken = {"ALF", "BET", "GAM", "ap", "efe", "reuters", "Herald", "Rehash"}
    for entry in after.entries:
        assert {*entry.a.voices, *entry.b.voices} <= spoken
        if entry.id in voices:
            assert "Relay" not in {*entry.a.voices, *entry.b.voices}


@LAWS
@given(rows=st.lists(any_claim(), min_size=2, max_size=14))
def test_subjects_that_have_nothing_to_do_with_one_another_leave_one_another_alone(
    tmp_path_factory, rows
):
    flows = {FLOW, PART, OTHER_PART}
    kept = [row for row in rows if row["subject_id"] in flows]
    _, whole = surveyed(tmp_path_factory.mktemp("whole"), rows)
    ds, part = surveyed(tmp_path_factory.mktemp("part"), kept)
    if not ds.records.claims:
        return

    def entries(found):
        return [
            (e.id, e.types, e.state, e.because, e.a.voices, e.b.voices, e.n_pairs)
            for e in found.entries
            if e.subject_id in flows
        ]

    assert sorted(entries(whole)) == sorted(entries(part))


@st.composite
def numbers(draw):
    day = draw(st.integers(0, 500))
    told_on = str(date.fromordinal(date(2023, 1, 1).toordinal() + day))
    window = draw(
        st.sampled_from([None, None, None, "2022", "2022-03", "2022-07/2022-12", "2023-01/..",
                         "../2023-06"])
    )  # fmt: skip
    row = told(
        draw(st.sampled_from(["ap", "efe", "herald", "rehash"])),
        draw(st.integers(1, 60)) * draw(st.sampled_from([1, 10, 100])),
        told_on,
        speaker_id=draw(st.sampled_from([None, "ann", "bob", "cleo"])),
        window=window,
        hedge=draw(st.sampled_from([None, None, "about"])),
        stage=draw(st.sampled_from([None, None, None, "observed"])),
    )
    if draw(st.integers(0, 4)) == 0:
        row |= {"low": row["value"], "value": None, "hedge": "over"}
    return row


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(rows=st.lists(numbers(), min_size=2, max_size=40))
def test_the_fast_comparison_finds_a_disagreement_where_comparing_every_two_does(
    tmp_path_factory, rows
):
    ds = load_corpus(tmp_path_factory.mktemp("crowd"), claims=rows, **TABLES)
    for question in questions(ds, FLOW, "quantity"):
        rules = Relations(question)
        every = [r for r in relations(rules, crowd=10_000) if isinstance(r, Pair)]
        fast = [r for r in relations(rules, crowd=0) if isinstance(r, Pair)]
        assert bool(fast) is bool(every)
        assert {frozenset((p.a.claim.claim_id, p.b.claim.claim_id, p.ground)) for p in fast} <= {
            frozenset((p.a.claim.claim_id, p.b.claim.claim_id, p.ground)) for p in every
        }


# No sentence is false by its own evidence


NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture(scope="module", params=[(1, False), (2, True)], ids=["plain", "look wrong"])
def injected(request, tmp_path_factory):
    seed, adversarial = request.param
    folder: Path = tmp_path_factory.mktemp("injected")
    make_corpus(folder, seed, n_injected=200, n_clean=300, adversarial=adversarial)
    ds = bk.load(folder)
    return ds, discrepancies(ds)


def told_by(ds, ids) -> str:
    """All that the claims of some evidence say, as the sentences say it."""
    claims = [ds.records.claims[name] for name in ids]
    windows = [time_text(c.window) + " " + c.window for c in claims if c.window]
    return " ".join([*(claim_text(ds, c) for c in claims), *windows])


def sentences(ds, found):
    for entry in found.entries:
        for hypothesis in entry.hypotheses:
            yield entry, hypothesis, reason_text(ds, entry, hypothesis)


def check_numbers_of_sentences(ds, found):
    n = 0
    for entry, hypothesis, text in sentences(ds, found):
        allowed = set(NUMBER.findall(told_by(ds, hypothesis.evidence)))
        if hypothesis.cause == "lost_power":
            power = int(hypothesis.facts["power"])
            allowed |= {f"{10**power:,}", str(power)}
            number = ds.records.claims[hypothesis.facts["large"]]
            less = ds.records.claims[hypothesis.facts["small"]]
            for c in (number, less):
                value = c.amount_value or c.low or c.high
                allowed |= {f"{value:,.0f}".replace(",", "."), f"{value:g}"}
        assert set(NUMBER.findall(text)) <= allowed, (entry.id, hypothesis, text)
        n += 1
    assert n > 50


def number_of(ds, name):
    c = ds.records.claims[name]
    return c.amount_value or c.low or c.high


def check_facts_of_sentences(ds, found):
    """What a sentence says of the numbers and days that it quotes holds for them."""
    for _, hypothesis, _ in sentences(ds, found):
        a, b = hypothesis.evidence[:2]
        facts = hypothesis.facts
        match hypothesis.cause:
            case "lost_power":
                times = number_of(ds, facts["large"]) / number_of(ds, facts["small"])
                assert 0.9 < times / 10 ** int(facts["power"]) < 1.1
            case "kept_number" | "unlike_units":
                assert number_of(ds, a) == pytest.approx(number_of(ds, b), rel=0.01)
                assert ds.records.claims[a].unit != ds.records.claims[b].unit
            case "other_month" | "other_year":
                days = [ds.records.claims[name].value[:10] for name in (a, b)]
                parts = [day.split("-") for day in days]
                at = 0 if hypothesis.cause == "other_year" else 1
                assert parts[0][at] != parts[1][at]
                rest = [p[:at] + p[at + 1 :] for p in parts]
                assert all(x == y for x, y in zip(*rest, strict=False))  # one may be a month
            case "places":
                assert ds.records.claims[a].value != ds.records.claims[b].value
            case "speakers":
                assert ds.records.claims[a].speaker_id != ds.records.claims[b].speaker_id
            case "relay_of_corrected":
                assert ds.records.claims[a].supersedes is not None
            case "old_plan":
                assert not ds.records.claims[b].stage_or_done.is_actual
            case "denied":
                assert sum(ds.records.claims[name].is_denied for name in (a, b)) == 1
            case "part_above_whole":
                assert a == facts["whole"]
                assert ds.records.claims[a].subject_id != ds.records.claims[b].subject_id or (
                    ds.records.claims[a].attribute != ds.records.claims[b].attribute
                )


def test_the_numbers_in_a_sentence_are_those_of_its_evidence(injected):
    check_numbers_of_sentences(*injected)


def test_what_a_sentence_says_holds_for_what_it_quotes(injected):
    check_facts_of_sentences(*injected)


def test_so_it_is_in_the_record(record_register):
    check_numbers_of_sentences(*record_register)
    check_facts_of_sentences(*record_register)


def test_a_voice_that_speaks_of_another_time_is_near_no_side(load_rows):
    rows = [
        told("herald", 4000, window="2022", speaker_id="ann"),
        told("times", 1957, window="2022", speaker_id="bob"),
    ]
    (entry,) = register(load_rows, *rows).entries
    assert (entry.state, entry.a.near, entry.b.near) == (CheckState.OPEN, (), ())
    other = told("globe", 4050, "2023-02-28", window="2023-01", speaker_id="cleo")
    (entry,) = register(load_rows, *rows, other).entries
    assert (entry.state, entry.a.near, entry.b.near) == (CheckState.OPEN, (), ())
    same = told("globe", 4050, "2023-02-28", window="2022", speaker_id="cleo")
    (entry,) = register(load_rows, *rows, same).entries
    assert entry.leans is not None


def test_who_counts_from_a_day_holds_with_that_day_as_the_first(load_rows):
    def dated(outlet, value, speaker):
        return claim(outlet, FLOW, "date", value, speaker_id=speaker)

    rows = [
        dated("herald", "2022-12-30", "ann"),
        dated("times", "2023-01-02/..", "cleo"),
    ]
    (entry,) = register(load_rows, *rows).entries
    assert (entry.state, entry.a.near, entry.b.near) == (CheckState.OPEN, (), ())
    (entry,) = register(load_rows, *rows, dated("globe", "2022-12-30/2023-01-20", "bob")).entries
    assert (entry.leans, entry.a.quoted.value, entry.a.near) == ("a", "2022-12-30", ("BET",))
    later = dated("globe", "2023-01-20", "bob")  # one of the later days says nothing of the first
    (entry,) = register(load_rows, *rows, later).entries
    assert (entry.state, entry.a.near, entry.b.near) == (CheckState.OPEN, (), ())


def test_a_denial_is_of_its_unit_where_who_denies_affirms_another(load_rows):
    some = {"hedge": "some"}
    rows = [
        told("herald", unit="weapon", speaker_id="ann", **some),
        told("globe", unit="missile", speaker_id="ann", **some),
        told("efe", unit="missile", modality="denied", speaker_id="cleo", **some),
    ]
    (entry,) = register(load_rows, *rows).entries
    assert {c.unit for side in (entry.a, entry.b) for c in side.claims} == {"weapon", "missile"}
    own = told("efe", unit="item", speaker_id="cleo", **some)
    (entry,) = register(load_rows, *rows, own).entries
    assert {c.unit for side in (entry.a, entry.b) for c in side.claims} == {"missile"}
