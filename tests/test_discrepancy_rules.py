"""One test for each rule: what fires it, what does not, and what it says."""

import pytest

from briefkit.analysis.discrepancies import discrepancies
from briefkit.vocab import DiscrepancyType

T = DiscrepancyType
DAY = "2023-01-31"
FLOW = {"flow_id": "fuel-alf-bet"}
PART = {"flow_id": "diesel-alf-bet", "part_of": "fuel-alf-bet"}
VISIT = {"event_id": "ann-bet-2023-01", "kind": "visit"}
MEETING = {"event_id": "ann-bob-2023-01", "part_of": "ann-bet-2023-01"}
WORDS = {"statement_id": "ann-words-2023-01", "event_id": "ann-bob-2023-01"}
TABLES = {"flows": [FLOW, PART], "events": [VISIT, MEETING], "statements": [WORDS]}

visit, meeting, words = VISIT["event_id"], MEETING["event_id"], WORDS["statement_id"]


def claim(outlet, subject, attribute, value=None, day=DAY, **cells):
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": subject,
        "attribute": attribute,
        "value": value,
        **cells,
    }


def tonnes(outlet, value=None, subject="fuel-alf-bet", **cells):
    return claim(outlet, subject, "quantity", value, **{"unit": "t", "speaker_id": "ann", **cells})


@pytest.fixture
def fired(load_rows):
    """Load claims and return what fired: hypotheses by type, disagreements and variants alike."""

    def make(*claims, sources=(), **tables):
        ds = load_rows(claims=claims, sources=sources, **{**TABLES, **tables})
        found = discrepancies(ds)
        return {
            hypothesis.type: hypothesis
            for entry in (*found.entries, *found.variants)
            for hypothesis in entry.hypotheses
        }

    return make


# Disagreements, in the order of the vocabulary


def test_magnitude_is_a_power_of_ten_between_numbers_that_exclude_one_another(fired):
    found = fired(tonnes("ap", 60), tonnes("efe", 60000))
    assert list(found) == [T.MAGNITUDE]
    assert "A lost thousand in what Ann said would explain it" in found[T.MAGNITUDE].text
    assert found[T.MAGNITUDE].evidence == (f"ap-{DAY}.001", f"efe-{DAY}.001")
    assert T.MAGNITUDE not in fired(tonnes("ap", 60), tonnes("efe", 50000))


def test_a_part_that_is_a_tenth_of_its_whole_is_no_lost_digit(fired):
    assert fired(tonnes("ap", 600), tonnes("efe", 60, subject="diesel-alf-bet")) == {}


def test_unit_is_a_number_that_kept_the_other_unit(fired):
    # 60,000 t are 66,139 short tons
    found = fired(tonnes("ap", 60000), tonnes("efe", 66139))
    assert list(found) == [T.UNIT]
    assert "differ as a tonne and a short ton do" in found[T.UNIT].text


def test_unit_is_a_bare_ton_that_does_not_explain_the_gap(fired):
    found = fired(tonnes("ap", 60, unit="ton"), tonnes("efe", 90))
    assert "0.907 to 1.016 t, which does not explain a factor of 1.5" in found[T.UNIT].text


def test_total_part_is_a_part_larger_than_its_whole(fired):
    found = fired(tonnes("ap", 100), tonnes("efe", 250, subject="diesel-alf-bet"))
    assert list(found) == [T.TOTAL_PART]
    assert "for diesel alone" in found[T.TOTAL_PART].text


def test_total_part_is_a_whole_smaller_than_its_parts_together(fired):
    petrol = {"flow_id": "petrol-alf-bet", "part_of": "fuel-alf-bet"}
    parts = [tonnes("efe", 60, subject=name) for name in ("diesel-alf-bet", "petrol-alf-bet")]
    found = fired(tonnes("ap", 60), *parts, flows=[FLOW, PART, petrol])
    assert list(found) == [T.TOTAL_PART]
    assert "for each of diesel and petrol, 120 in all" in found[T.TOTAL_PART].text
    assert len(found[T.TOTAL_PART].evidence) == 3
    # parts of two sources are not added up
    apart = [
        tonnes("efe", 60, subject="diesel-alf-bet"),
        tonnes("ap", 60, subject="petrol-alf-bet"),
    ]
    assert T.TOTAL_PART not in fired(tonnes("ap", 60), *apart, flows=[FLOW, PART, petrol])


def test_window_is_a_cumulative_number_against_one_of_a_period(fired):
    found = fired(tonnes("ap", 10, window="2023-01"), tonnes("efe", 55, window="2022-01/2023-01"))
    assert list(found) == [T.WINDOW]
    assert "of 2023-01" in found[T.WINDOW].text


def test_dateline_against_the_text(fired):
    found = fired(
        claim("ap", meeting, "place", "alfa-city", locator="dl"),
        claim("ap", meeting, "place", "beta-city"),
    )
    assert list(found) == [T.DATELINE]
    assert "the text puts the event in Beta City" in found[T.DATELINE].text


def test_dateline_taken_for_the_place_of_the_meeting(fired):
    claims = (
        claim("ap", meeting, "place", "beta-city", printed="met in Beta City"),
        claim("ap", visit, "arrival_place", "beta-shore", printed="arrived at Beta Shore"),
    )
    shore = [{"place_id": "beta-shore", "name": "Beta Shore", "country": "BET", "within": "BET"}]
    datelined = [{"source_id": f"ap-{DAY}", "dateline": "BETA CITY (AP)"}]
    found = fired(*claims, sources=datelined, places=shore)
    assert list(found) == [T.DATELINE, T.PLACE]
    assert "datelined Beta City, puts the meeting there" in found[T.DATELINE].text
    # arriving in one place and meeting in another is no contradiction by itself
    assert fired(*claims, places=shore) == {}
    journey = claim("ap", visit, "leg", "alfa-city > beta-shore; beta-shore > beta-city")
    assert fired(*claims, journey, sources=datelined, places=shore) == {}


def test_dateline_is_the_day_of_the_announcement(fired):
    found = fired(
        claim("ap", visit, "start", "2023-01-10"),
        claim("efe", visit, "start", "2023-01-12"),
        claim("ap", meeting, "announced", "2023-01-12", printed="said on Thursday"),
    )
    assert "“said on Thursday” (AP) dates the announcement, 2023-01-12" in found[T.DATELINE].text


def test_dateline_is_the_day_of_publication(fired):
    found = fired(
        claim("ap", meeting, "date", DAY, basis="publication"),
        claim("efe", meeting, "date", "2023-01-29"),
    )
    assert f"gives {DAY}, the day of publication" in found[T.DATELINE].text
    assert T.DATE in found


def test_date_is_a_start_before_the_time_within_which_it_took_place(fired):
    found = fired(
        claim("ap", visit, "start", "2023-01-13", printed="arrived on Friday"),
        claim("ap", visit, "during", "2023-01-14/2023-01-15", printed="this weekend"),
    )
    assert list(found) == [T.DATE]
    assert found[T.DATE].text == (
        "A time within 2023-01-14/2023-01-15 by “this weekend” (AP) excludes a start on 2023-01-13 "
        "by “arrived on Friday” (AP) in one and the same source."
    )


def test_date_of_a_visit_differs_in_its_extent(fired):
    found = fired(
        claim("ap", visit, "date", "2023-01-12/2023-01-17", speaker_id="ann"),
        claim("efe", visit, "date", "2023-01-13/2023-01-16", speaker_id="ann"),
    )
    assert list(found) == [T.DATE]
    # a day inside the visit is coarser, and no other date
    found = fired(
        claim("ap", visit, "date", "2023-01-12/2023-01-17"),
        claim("efe", visit, "date", "2023-01-13"),
    )
    assert list(found) == [T.GRANULARITY]


def test_a_visit_that_had_ended_cannot_be_under_way(fired):
    found = fired(
        claim("ap", visit, "end", "2023-01-20", speaker_id="ann"),
        claim("efe", visit, "actor", "ann", stage="under_way", speaker_id="ann"),
    )
    assert list(found) == [T.DATE]
    assert f"excludes under way on {DAY}" in found[T.DATE].text


def test_place_is_two_places_of_which_neither_contains_the_other(fired):
    found = fired(
        claim("ap", meeting, "place", "beta-city", speaker_id="ann"),
        claim("efe", meeting, "place", "alfa-city", speaker_id="ann"),
    )
    assert list(found) == [T.PLACE]
    # a visitor sees many places of one country
    assert fired(
        claim("ap", visit, "place", "beta-city"), claim("efe", visit, "place", "BET")
    ).keys() == {T.GRANULARITY}


def test_count_definition_is_visits_against_meetings(fired):
    found = fired(
        claim("ap", visit, "ordinal", 5, unit="visit", window="2023"),
        claim("efe", visit, "ordinal", 6, unit="meeting", window="2023"),
    )
    assert list(found) == [T.COUNT_DEFINITION]
    assert "counts visits in 2023" in found[T.COUNT_DEFINITION].text
    assert (
        fired(
            claim("ap", visit, "ordinal", 5, unit="visit", window="2023-01-01/2023-01-30"),
            claim("efe", visit, "ordinal", 5, unit="visit", window="2023-01-01/2023-01-31"),
        )
        == {}
    )


def test_stale_is_a_plan_published_after_the_deed(fired):
    done, plan = tonnes("ap", 10), tonnes("efe", 10, day="2023-02-10", stage="announced")
    assert list(fired(done, plan)) == [T.STALE]
    # a plan published before the deed is the course of things
    assert fired(tonnes("ap", 10, day="2023-02-10"), tonnes("efe", 10, stage="announced")) == {}


def test_stage_is_a_plan_against_a_deed_of_one_time(fired):
    found = fired(tonnes("ap", 10), tonnes("efe", 10, stage="announced"))
    assert list(found) == [T.STAGE]
    assert found[T.STAGE].text.index("has it announced") < found[T.STAGE].text.index("has it done")
    for coherent in ("under_way", "observed"):
        assert fired(tonnes("ap", 10), tonnes("efe", 10, stage=coherent)) == {}


def test_stage_is_an_offer_against_an_announcement(fired):
    some = {"hedge": "some", "value": None}
    found = fired(
        {**tonnes("ap"), **some, "stage": "offered"}, {**tonnes("ap"), **some, "stage": "announced"}
    )
    assert list(found) == [T.STAGE]


def test_stage_is_a_visit_held_by_one_and_called_off_by_another(fired):
    found = fired(
        claim("ap", visit, "actor", "ann"), claim("efe", visit, "actor", "ann", stage="cancelled")
    )
    assert list(found) == [T.STAGE]


def test_nothing_signed_does_not_exclude_something_reached(fired):
    found = fired(
        claim("ap", visit, "agreement", "none", speaker_id="ann", printed="no agreements signed"),
        claim("efe", meeting, "agreement", "reached", speaker_id="bob"),
    )
    assert list(found) == [T.STAGE, T.REAL]
    assert found[T.STAGE].text.startswith("Nothing signed does not exclude something reached")
    # what one meeting did not bring, its visit can have brought
    assert (
        fired(claim("ap", meeting, "agreement", "none"), claim("efe", visit, "agreement", "signed"))
        == {}
    )


def test_polarity_is_a_negation_in_one_rendering_alone(fired):
    found = fired(
        claim("ap", words, "gist", "disruptions and difficulties", speaker_id="ann"),
        claim("ap", words, "phrase", "not only disruptions, but also difficulties"),
        claim("efe", words, "gist", "no disruptions, rather difficulties", speaker_id="ann"),
        claim("efe", words, "phrase", "not exactly disruptions"),
    )
    assert list(found) == [T.POLARITY]
    assert "remark of Ann’s: “not only disruptions, but also difficulties” (AP) affirms what" in (
        found[T.POLARITY].text
    )
    assert len(found[T.POLARITY].evidence) == 4


def test_attribution_is_one_utterance_on_two_occasions(fired):
    found = fired(
        claim("ap", words, "occasion", "during"), claim("efe", words, "occasion", "after")
    )
    assert list(found) == [T.ATTRIBUTION]
    assert "after the meeting" in found[T.ATTRIBUTION].text


def test_attribution_is_one_statement_of_two_speakers(fired):
    found = fired(
        claim("ap", words, "gist", "it is so", speaker_id="ann"),
        claim("efe", words, "gist", "it is so", speaker_id="ALF"),
    )
    assert list(found) == [T.ATTRIBUTION]
    assert "credited to Alfaland" in found[T.ATTRIBUTION].text


def test_attribution_is_an_allegation_told_on_as_fact(fired):
    found = fired(
        tonnes("ap", 10, speaker_id="cleo", modality="alleged"),
        tonnes("ap", None, hedge="some", speaker_id="bob", modality="denied"),
        claim("ap", "fuel-alf-bet", "date", "2023-01", printed="moved in January"),
    )
    assert list(found) == [T.ATTRIBUTION, T.REAL]
    assert "is told on as fact in the source’s own voice: “moved in January” (AP)" in (
        found[T.ATTRIBUTION].text
    )


OMITTED = (
    claim("ap", visit, "ordinal", 5, unit="visit", window="2023", printed="fifth visit"),
    claim("efe", visit, "ordinal", 5, unit="visit", window="2023", printed="fifth visit"),
    claim("herald", visit, "actor", "ann"),
    claim("herald", meeting, "place", "beta-city"),
)


def test_omission_is_what_all_others_carry_and_a_source_read_whole_lacks(fired):
    found = fired(*OMITTED)
    assert list(found) == [T.OMISSION]
    assert "Herald, read whole, lacks the ordinal" in found[T.OMISSION].text
    assert found[T.OMISSION].evidence == (f"ap-{DAY}.001", f"efe-{DAY}.001")


def test_omission_is_not_judged_for_excerpts_passing_mentions_or_the_future(fired):
    assert fired(*OMITTED, sources=[{"source_id": f"herald-{DAY}", "read": "excerpt"}]) == {}
    assert fired(*OMITTED[:3]) == {}
    early = [{**row, "source_id": "herald-2023-01-01"} for row in OMITTED[2:]]
    assert fired(*OMITTED[:2], *early) == {}
    assert fired(OMITTED[0], *OMITTED[2:]) == {}


def test_omission_of_a_statement_that_belongs_to_the_event(fired):
    found = fired(
        claim("ap", words, "gist", "it is so"),
        claim("efe", words, "gist", "it is so"),
        claim("herald", meeting, "actor", "ann; bob"),
        claim("herald", meeting, "place", "beta-city"),
    )
    assert list(found) == [T.OMISSION]
    assert "lacks the substance of ann-words-2023-01" in found[T.OMISSION].text


def test_real_is_two_voices_against_one_another(fired):
    found = fired(tonnes("ap", 100, speaker_id="ann"), tonnes("efe", 170, speaker_id="bob"))
    assert list(found) == [T.REAL]
    assert "(Ann, in AP)" in found[T.REAL].text
    assert T.REAL not in fired(tonnes("ap", 100), tonnes("efe", 170))
    # a source of unknown origin is independent of nobody
    anonymous = tonnes("efe", 170, speaker_id=None, origin_ids="unknown")
    assert T.REAL not in fired(tonnes("ap", 100), anonymous)


def test_real_is_a_denial_with_what_was_seen_beside_it(fired):
    found = fired(
        tonnes("ap", None, hedge="some", speaker_id="cleo", modality="alleged"),
        tonnes("ap", None, hedge="some", speaker_id="bob", modality="denied", printed="denied it"),
        claim("ap", "fuel-alf-bet", "place", "beta-city", speaker_id="dora", printed="used there"),
    )
    assert list(found) == [T.REAL]
    assert "“denied it” (Bob, in AP) against" in found[T.REAL].text
    assert "that it was seen or used, “used there” (Dora, in AP)" in found[T.REAL].text
    assert len(found[T.REAL].evidence) == 3


def test_unknown_is_a_difference_that_no_rule_explains(fired):
    found = fired(tonnes("ap", 100), tonnes("efe", 170))
    assert list(found) == [T.UNKNOWN]
    assert "no rule explains the difference" in found[T.UNKNOWN].text


# Variants


def test_rounding_is_one_number_at_two_precisions(fired):
    assert list(fired(tonnes("ap", 11000), tonnes("efe", 10900))) == [T.ROUNDING]
    found = fired(tonnes("ap", None, high=60, hedge="up_to"), tonnes("efe", 60, hedge="about"))
    assert "a bound against a number" in found[T.ROUNDING].text
    found = fired(tonnes("ap", 60000, unit="ton"), tonnes("efe", 60000))
    assert "a bare ton against a tonne" in found[T.ROUNDING].text


def test_granularity_is_a_month_against_a_day(fired):
    found = fired(
        claim("ap", meeting, "date", "2023-01-10"), claim("efe", meeting, "during", "2023-01")
    )
    assert list(found) == [T.GRANULARITY]


def test_granularity_is_the_week_of_a_visit_against_the_day_of_its_meeting(fired):
    found = fired(
        claim("ap", visit, "during", "2023-W02"), claim("efe", meeting, "date", "2023-01-12")
    )
    assert list(found) == [T.GRANULARITY]


def test_granularity_is_a_city_against_its_port_and_people_against_their_states(fired):
    found = fired(
        claim("ap", meeting, "place", "beta-city"), claim("efe", meeting, "place", "beta-port")
    )
    assert list(found) == [T.GRANULARITY]
    found = fired(
        claim("ap", meeting, "actor", "ALF; BET"), claim("efe", meeting, "actor", "ann; bob")
    )
    assert list(found) == [T.GRANULARITY]


def test_name_variant_is_another_spelling_and_not_a_short_form(fired):
    found = fired(
        claim("ap", "bob", "name", "Bob Jong-un"), claim("efe", "bob", "name", "Bob Jong Un")
    )
    assert list(found) == [T.NAME_VARIANT]
    assert found[T.NAME_VARIANT].text == (
        "One name is spelt “Bob Jong Un” (EFE) and “Bob Jong-un” (AP)."
    )
    assert fired(claim("ap", "bob", "name", "Bob"), claim("efe", "bob", "name", "BOB")) == {}
    found = fired(claim("ap", "beta-port", "name", "Veta Port"))
    assert "“Beta Port” (these tables)" in found[T.NAME_VARIANT].text


def test_wording_is_one_proposition_in_other_words(fired):
    found = fired(
        claim("ap", words, "gist", "three could work together"),
        claim("ap", words, "phrase", "three-way cooperation"),
        claim("efe", words, "gist", "three could work together"),
        claim("efe", words, "phrase", "triangular cooperation"),
    )
    assert list(found) == [T.WORDING]
    assert "“three-way cooperation” (AP) against “triangular cooperation” (EFE)" in (
        found[T.WORDING].text
    )


def test_wording_is_one_thing_under_two_names(fired):
    found = fired(
        tonnes("ap", 60000, printed="60,000 tonnes of petrol"),
        tonnes("efe", 60000, printed="60,000 tonnes of gasoline"),
    )
    assert list(found) == [T.WORDING]
    assert (
        fired(
            tonnes("ap", 60000, printed="60,000 tonnes of petrol"),
            tonnes("efe", 60000, printed="petrol, 60,000 tonnes"),
        )
        == {}
    )


def test_wording_is_two_purposes_of_one_visit(fired):
    found = fired(
        claim("ap", visit, "purpose", "sign a treaty"), claim("efe", meeting, "purpose", "buy fuel")
    )
    assert list(found) == [T.WORDING]
