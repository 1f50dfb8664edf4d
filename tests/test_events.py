"""Contacts as the claims give them: when, where, who, at what level, held or planned."""

import pytest

from briefkit.analysis.dating import anchor_dates
from briefkit.analysis.events import contacts
from briefkit.vocab import Caveat

VISIT = {"event_id": "ann-bet-2023-01", "kind": "visit"}
MEETING = {"event_id": "ann-bob-2023-01", "kind": "meeting", "part_of": "ann-bet-2023-01"}
DINNER = {"event_id": "ann-bob-dinner", "kind": "meeting", "part_of": "ann-bet-2023-01"}


def claim(subject, attribute, value, source="ap-2023-02-01", **cells):
    return {
        "source_id": source,
        "subject_id": subject["event_id"],
        "attribute": attribute,
        "value": value,
        **cells,
    }


@pytest.fixture
def contacts_of(load_rows):
    """Contacts by id, from events and claims."""

    def make(events, *claims, as_of=None, **tables):
        ds = load_rows(as_of, events=events, claims=claims, **tables)
        return {contact.event_id: contact for contact in contacts(ds)}

    return make


def when(contact):
    ends = [str(day) if day else None for day in (contact.start, contact.end)]
    return (*ends, contact.precision)


# When


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-01-05", ("2023-01-05", "2023-01-05", "day")),
        ("2023-01-05/2023-01-07", ("2023-01-05", "2023-01-07", "day")),
        ("2023-01", ("2023-01-01", "2023-01-31", "month")),
        ("2023-01-05~", ("2023-01-03", "2023-01-07", "interval")),
        ("2023-01/2023-02-10", ("2023-01-01", "2023-02-10", "interval")),
        ("2023-01-05/..", ("2023-01-05", None, "open")),
        ("2023-W01", ("2023-01-02", "2023-01-08", "week")),
    ],
)
def test_an_event_is_dated_as_precisely_as_its_claim_and_no_more(contacts_of, value, expected):
    found = contacts_of([VISIT], claim(VISIT, "date", value))
    assert when(found["ann-bet-2023-01"]) == expected


def test_a_visit_lasts_from_its_start_to_its_end(contacts_of):
    found = contacts_of(
        [VISIT], claim(VISIT, "start", "2023-01-05"), claim(VISIT, "end", "2023-01-07")
    )["ann-bet-2023-01"]
    assert when(found) == ("2023-01-05", "2023-01-07", "day")
    assert found.dated_by.claim_ids == ("ap-2023-02-01.001", "ap-2023-02-01.002")


def test_a_visit_lasts_from_its_start_to_its_last_dated_part(contacts_of):
    found = contacts_of(
        [VISIT, MEETING, DINNER],
        claim(VISIT, "start", "2023-01-05"),
        claim(MEETING, "date", "2023-01-06"),
        claim(DINNER, "date", "2023-01"),
    )
    assert when(found["ann-bet-2023-01"]) == ("2023-01-05", "2023-01-06", "day")


def test_a_dated_visit_lasts_to_its_last_meeting_and_not_to_the_end_of_a_conference(contacts_of):
    day = claim(VISIT, "date", "2023-01-05")
    found = contacts_of([VISIT, MEETING], day, claim(MEETING, "date", "2023-01-06"))
    assert when(found["ann-bet-2023-01"]) == ("2023-01-05", "2023-01-06", "day")
    found = contacts_of([VISIT, MEETING], day, claim(MEETING, "date", "2023-01-05/2023-01-06"))
    assert when(found["ann-bet-2023-01"]) == ("2023-01-05", "2023-01-05", "day")


def test_a_visit_without_a_date_spans_its_dated_parts(contacts_of):
    found = contacts_of(
        [VISIT, MEETING, DINNER],
        claim(MEETING, "date", "2023-01-07"),
        claim(DINNER, "date", "2023-01-05"),
        claim(VISIT, "during", "2023"),
    )
    assert when(found["ann-bet-2023-01"]) == ("2023-01-05", "2023-01-07", "day")


def test_a_time_during_which_it_was_never_becomes_its_duration(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "during", "2023-01-05/2023-01-20"))
    assert when(found["ann-bet-2023-01"]) == ("2023-01-05", "2023-01-20", "interval")


def test_a_visit_known_by_its_end_alone_has_that_day(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "end", "2023-01-07"))
    assert when(found["ann-bet-2023-01"]) == ("2023-01-07", "2023-01-07", "day")


def test_a_visit_begins_with_the_arrival_and_leaving_home_is_a_fallback(contacts_of):
    left = claim(VISIT, "departure", "2023-01-04")
    came = claim(VISIT, "arrival", "2023-01-05")
    end = claim(VISIT, "end", "2023-01-07")
    talks = claim(MEETING, "date", "2023-01-06")

    def days(*claims, events=(VISIT,)):
        return when(contacts_of(list(events), *claims)["ann-bet-2023-01"])

    assert days(left, came, end) == ("2023-01-05", "2023-01-07", "day")
    assert days(left, end) == ("2023-01-04", "2023-01-07", "day")
    assert days(left) == ("2023-01-04", "2023-01-04", "day")
    assert days(left, talks, events=(VISIT, MEETING)) == ("2023-01-06", "2023-01-06", "day")


def test_a_dated_visit_lasts_from_its_arrival_to_its_end(contacts_of):
    day = claim(VISIT, "date", "2023-01-06")
    came = claim(VISIT, "arrival", "2023-01-05")
    end = claim(VISIT, "end", "2023-01-07")
    found = contacts_of([VISIT], day, came, end)["ann-bet-2023-01"]
    assert when(found) == ("2023-01-05", "2023-01-07", "day")
    meeting = MEETING | {"part_of": None}
    night = [claim(meeting, "date", "2023-01-06"), claim(meeting, "end", "2023-01-07")]
    assert when(contacts_of([meeting], *night)["ann-bob-2023-01"])[1] == "2023-01-06"


@pytest.mark.parametrize(
    ("kind", "days", "expected", "disagree"),
    [
        ("call", ("06-10", "06-11"), ("2023-06-10", "2023-06-11", "day"), False),
        ("letter", ("06-10", "06-11"), ("2023-06-10", "2023-06-11", "day"), False),
        ("call", ("06-10", "06-12"), ("2023-06-10", "2023-06-10", "day"), True),
        ("call", ("06-10", "06-11", "06-12"), ("2023-06-10", "2023-06-10", "day"), True),
        ("meeting", ("06-10", "06-11"), ("2023-06-10", "2023-06-10", "day"), True),
    ],
)
def test_a_call_or_letter_has_a_day_for_each_side(contacts_of, kind, days, expected, disagree):
    event = {"event_id": "ann-bob", "kind": kind}
    publishers = ("ap", "efe", "reuters")
    claims = [
        claim(event, "date", f"2023-{day}", source=f"{who}-2023-07-01")
        for who, day in zip(publishers, days, strict=False)
    ]
    found = contacts_of([event], *claims)["ann-bob"]
    assert when(found) == expected
    assert (Caveat.SOURCES_DISAGREE in found.caveats) is disagree


def test_two_days_of_one_side_alone_are_no_days_of_both(contacts_of):
    event = {"event_id": "ann-bob", "kind": "call"}
    days = {"ap": "2023-05-09", "efe": "2023-05-09", "reuters": "2023-05-10"}
    claims = [
        claim(event, "date", day, source=f"{who}-2023-07-01", speaker_id="ann")
        for who, day in days.items()
    ]
    assert when(contacts_of([event], *claims)["ann-bob"]) == ("2023-05-09", "2023-05-09", "day")


def test_a_visit_with_a_vague_part_alone_is_as_vague(contacts_of):
    found = contacts_of([VISIT, MEETING], claim(MEETING, "date", "2023-01"))
    assert when(found["ann-bet-2023-01"]) == ("2023-01-01", "2023-01-31", "month")


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        ("date", "2023-01-05", ("2023-01-05", "2023-01-05", "day")),
        ("date", "2023-01-05/2023-01-07", ("2023-01-05", "2023-01-07", "interval")),
        ("during", "2023-01", ("2023-01-01", "2023-01-31", "month")),
        ("start", "2023-01-05", ("2023-01-05", None, "open")),
        ("end", "2023-01-07", (None, "2023-01-07", "open")),
    ],
)
def test_an_undated_part_lies_somewhere_in_the_time_of_the_whole(
    contacts_of, attribute, value, expected
):
    found = contacts_of(
        [VISIT, MEETING], claim(VISIT, attribute, value), claim(MEETING, "actor", "ann; bob")
    )
    assert when(found["ann-bob-2023-01"]) == expected


def test_an_undated_event_of_which_nothing_else_is_known_has_no_date(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "place", "beta-city"))["ann-bet-2023-01"]
    assert when(found) == (None, None, None)
    assert found.days is None


def test_only_what_is_known_to_a_month_or_longer_is_warned_of(contacts_of):
    def caveats(value):
        found = contacts_of([VISIT], claim(VISIT, "date", value))["ann-bet-2023-01"]
        return Caveat.MONTH_AS_DATE in found.caveats

    assert [caveats(v) for v in ("2023-01-05", "2023-01-05/2023-01-07", "2023-W01")] == [False] * 3
    assert [caveats(v) for v in ("2023-01", "2023", "2023-01-05/..")] == [True] * 3


def test_an_anchor_dates_things_and_is_no_contact(load_rows):
    war = {"event_id": "war-2022", "kind": "anchor"}
    ds = load_rows(events=[war], claims=[claim(war, "date", "2022-02-24")])
    assert contacts(ds) == ()
    assert {name: str(days) for name, days in anchor_dates(ds).items()} == {
        "war-2022": "2022-02-24"
    }


# Where and who


def test_a_part_takes_place_where_the_whole_does_and_a_whole_where_all_its_parts_do(contacts_of):
    down = contacts_of(
        [VISIT, MEETING], claim(VISIT, "place", "beta-city"), claim(MEETING, "date", "2023-01-05")
    )
    assert down["ann-bob-2023-01"].place_id == "beta-city"
    up = contacts_of(
        [VISIT, MEETING, DINNER],
        claim(MEETING, "place", "beta-city"),
        claim(DINNER, "place", "beta-city"),
    )
    assert up["ann-bet-2023-01"].place_id == "beta-city"


def test_a_whole_whose_parts_were_in_two_places_is_in_neither(contacts_of):
    found = contacts_of(
        [VISIT, MEETING, DINNER],
        claim(MEETING, "place", "beta-city"),
        claim(DINNER, "place", "alfa-city"),
    )
    assert found["ann-bet-2023-01"].place_id is None


def test_a_visit_without_host_is_to_the_state_of_its_place(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "actor", "ann"), claim(VISIT, "place", "beta-port"))[
        "ann-bet-2023-01"
    ]
    assert found.recipients == ("BET",)
    assert (found.states, found.dyads, found.directed) == (
        ("ALF", "BET"),
        ("ALF-BET",),
        ("ALF>BET",),
    )


def test_a_visit_to_a_place_of_no_known_state_has_no_host(contacts_of):
    sea = {"place_id": "open-sea", "name": "Open Sea", "country": "XXX"}
    found = contacts_of(
        [VISIT], claim(VISIT, "actor", "ann"), claim(VISIT, "place", "open-sea"), places=[sea]
    )["ann-bet-2023-01"]
    assert (found.recipients, found.dyads) == ((), ())


def test_those_who_simply_meet_make_all_pairs(contacts_of):
    found = contacts_of([MEETING | {"part_of": None}], claim(MEETING, "actor", "bob; ann; cleo"))
    contact = found["ann-bob-2023-01"]
    assert contact.dyads == ("ALF-BET", "ALF-GAM", "BET-GAM")
    assert contact.directed == ()


def test_guests_of_one_host_are_no_pair_of_each_other(contacts_of):
    found = contacts_of(
        [VISIT], claim(VISIT, "actor", "ann; cleo"), claim(VISIT, "recipient", "BET")
    )["ann-bet-2023-01"]
    assert found.dyads == ("ALF-BET", "BET-GAM")
    assert found.directed == ("ALF>BET", "GAM>BET")


# Level and mode


def test_the_level_is_the_lower_of_the_two_sides(contacts_of):
    meet = MEETING | {"part_of": None}
    leaders = contacts_of([meet], claim(meet, "actor", "ann; bob"))["ann-bob-2023-01"]
    mixed = contacts_of([meet], claim(meet, "actor", "dora; bob"))["ann-bob-2023-01"]
    party = contacts_of([meet], claim(meet, "actor", "ann; dora; bob"))["ann-bob-2023-01"]
    assert [c.level for c in (leaders, mixed, party)] == ["leader", "minister", "leader"]


def test_the_level_is_that_of_the_day(contacts_of):
    offices = [
        {"office_id": "ann-president", "since": "2023-01-06"},
        {
            "office_id": "ann-minister",
            "actor_id": "ann",
            "level": "minister",
            "state": "ALF",
            "until": "2023-01-05",
        },
    ]

    def level(day):
        claims = [claim(VISIT, "date", day), claim(VISIT, "actor", "ann")]
        return contacts_of([VISIT], *claims, offices=offices)["ann-bet-2023-01"].level

    assert (level("2023-01-05"), level("2023-01-06")) == ("minister", "leader")


@pytest.mark.parametrize(
    ("kind", "actors", "place", "mode"),
    [
        ("call", "ann; bob", None, "remote"),
        ("letter", "ann; bob", None, "remote"),
        ("visit", "ann", "beta-city", "visit"),
        ("meeting", "ann; bob", "beta-city", "visit"),
        ("meeting", "ann; bob", "GAM", "third_party"),
        ("meeting", "ann; bob; cleo", "beta-city", "multilateral"),
        ("meeting", "ann; bob", None, None),
    ],
)
def test_the_mode_follows_from_kind_place_and_states(contacts_of, kind, actors, place, mode):
    event = {"event_id": "ann-bob-2023-01", "kind": kind}
    claims = [claim(event, "actor", actors)]
    claims += [claim(event, "place", place)] if place else []
    assert contacts_of([event], *claims)["ann-bob-2023-01"].mode == mode


def test_a_claim_on_the_mode_comes_before_what_is_derived(contacts_of):
    event = MEETING | {"part_of": None}
    found = contacts_of(
        [event],
        claim(event, "actor", "ann; bob"),
        claim(event, "place", "beta-city"),
        claim(event, "mode", "multilateral"),
    )
    assert found["ann-bob-2023-01"].mode == "multilateral"


def test_a_contact_is_multilateral_by_its_wider_occasion_not_by_who_was_coded(contacts_of):
    summit = VISIT | {"wider": "multilateral"}
    parade = VISIT | {"wider": "ceremony"}
    talk = claim(MEETING, "actor", "ann; bob")
    place = claim(MEETING, "place", "beta-city")

    def found(whole):
        return contacts_of([whole, MEETING], talk, place)["ann-bob-2023-01"]

    assert [(found(w).wider, found(w).mode) for w in (summit, parade, VISIT)] == [
        ("multilateral", "multilateral"),
        ("ceremony", "visit"),
        (None, "visit"),
    ]


def test_a_journey_of_which_every_meeting_was_for_a_wider_occasion_was_made_for_it(contacts_of):
    session = MEETING | {"wider": "multilateral"}

    def wider(*events):
        claims = [claim(e, "actor", "ann; bob") for e in events]
        claims.append(claim(VISIT, "actor", "ann"))
        return contacts_of([VISIT, *events], *claims)["ann-bet-2023-01"].wider

    assert wider(session) == "multilateral"
    assert wider(session, DINNER) is None


def test_meetings_are_in_person_and_calls_and_letters_are_not(contacts_of):
    events = [{"event_id": k, "kind": k} for k in ("visit", "meeting", "call", "letter")]
    found = contacts_of(events, *(claim(e, "actor", "ann; bob") for e in events))
    assert [c.event_id for c in found.values() if c.is_in_person] == ["meeting", "visit"]


# Held or planned


def test_a_preview_proves_nothing_whatever_tense_it_has(contacts_of):
    eve = claim(VISIT, "date", "2023-03-05", source="ap-2023-03-04")
    day = claim(VISIT, "place", "beta-city", source="efe-2023-03-05")
    assert contacts_of([VISIT], eve, as_of="2023-03-31")["ann-bet-2023-01"].stage == "planned"
    found = contacts_of([VISIT], eve, day)["ann-bet-2023-01"]
    assert (found.stage, str(found.held_by)) == ("done", "2023-03-05")


def test_what_was_said_before_the_day_is_no_proof_when_printed_later(contacts_of):
    later = claim(VISIT, "date", "2023-03-05", source="ap-2023-07-01", said_on="2023-03-01")
    assert contacts_of([VISIT], later)["ann-bet-2023-01"].stage == "planned"


PLAN = {"event_id": "ann-bet-plan", "kind": "visit"}


def plan(when, visitor="ann", stage="planned"):
    values = {"date": when, "actor": visitor, "recipient": "BET"}
    return [
        claim(PLAN, name, value, source="ap-2023-01-01", stage=stage)
        for name, value in values.items()
    ]


def trip(when):
    values = {"date": when, "actor": "ann", "recipient": "BET"}
    return [claim(VISIT, name, value, source="ap-2023-12-31") for name, value in values.items()]


@pytest.mark.parametrize(
    ("planned", "held", "closed_by"),
    [
        ("2023-03", "2023-03-05", "ann-bet-2023-01"),
        ("2023-03/..", "2023-06-05", "ann-bet-2023-01"),
        ("2023-03", "2023-04-05", None),
        ("2022/2023", "2022-06-05", None),  # before anybody spoke of the plan
    ],
)
def test_a_plan_is_closed_by_a_visit_within_the_planned_time(contacts_of, planned, held, closed_by):
    found = contacts_of([VISIT, PLAN], *plan(planned), *trip(held))["ann-bet-plan"]
    assert (found.closed_by, found.is_open_plan) == (closed_by, closed_by is None)


def test_a_plan_is_closed_by_the_contact_that_fulfils_it_whenever_that_was(contacts_of):
    done = VISIT | {"fulfils": "ann-bet-plan"}
    found = contacts_of([done, PLAN], *plan("2023-03"), *trip("2023-09-01"))["ann-bet-plan"]
    assert found.closed_by == "ann-bet-2023-01"


def test_a_plan_of_another_visitor_or_one_called_off_is_not_closed(contacts_of):
    other = contacts_of([VISIT, PLAN], *plan("2023-03", "dora"), *trip("2023-03-05"))
    assert other["ann-bet-plan"].closed_by is None
    off = contacts_of([VISIT, PLAN], *plan("2023-03", stage="cancelled"), *trip("2023-03-05"))
    assert (off["ann-bet-plan"].closed_by, off["ann-bet-plan"].is_open_plan) == (None, False)


def test_a_planned_visit_is_not_held_until_some_source_says_that_it_was(contacts_of):
    plan = claim(VISIT, "date", "2023-03-05", source="ap-2023-02-01", stage="planned")
    deed = claim(VISIT, "date", "2023-03-05", source="efe-2023-03-06")
    before = contacts_of([VISIT], plan, deed, as_of="2023-02")["ann-bet-2023-01"]
    after = contacts_of([VISIT], plan, deed)["ann-bet-2023-01"]
    assert (before.stage, before.is_held) == ("planned", False)
    assert (after.stage, after.is_held) == ("done", True)


def test_a_plan_whose_day_has_passed_without_a_word_stays_a_plan(contacts_of):
    plan = claim(VISIT, "date", "2023-03-05", stage="planned")
    other = claim(MEETING, "date", "2023-06-01", source="efe-2023-06-02")
    found = contacts_of([VISIT, MEETING | {"part_of": None}], plan, other)
    assert found["ann-bet-2023-01"].stage == "planned"


def test_what_is_dated_after_the_cut_off_has_not_happened(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "date", "2023-02-05"), as_of="2023-02-04")
    assert found["ann-bet-2023-01"].stage == "planned"


def test_the_newest_word_on_a_plan_counts(contacts_of):
    found = contacts_of(
        [VISIT],
        claim(VISIT, "date", "2023-03-05", source="ap-2023-02-01", stage="announced"),
        claim(VISIT, "date", "2023-03-05", source="efe-2023-02-20", stage="cancelled"),
    )
    assert found["ann-bet-2023-01"].stage == "cancelled"


def test_a_visit_announced_is_held_when_one_of_its_meetings_was(contacts_of):
    found = contacts_of(
        [VISIT, MEETING],
        claim(VISIT, "date", "2023-01-05", source="ap-2023-01-01", stage="announced"),
        claim(MEETING, "date", "2023-01-05"),
    )
    assert found["ann-bet-2023-01"].stage == "done"


def test_a_visit_known_only_by_a_planned_meeting_is_planned(contacts_of):
    found = contacts_of([VISIT, MEETING], claim(MEETING, "date", "2023-01-05", stage="planned"))
    assert found["ann-bet-2023-01"].stage == "planned"


def test_what_is_under_way_is_held(contacts_of):
    found = contacts_of([VISIT], claim(VISIT, "date", "2023-01-05/..", stage="under_way"))
    assert (found["ann-bet-2023-01"].stage, found["ann-bet-2023-01"].is_held) == ("under_way", True)


# Support and order


def test_support_counts_all_claims_of_the_event_or_of_its_parts(contacts_of):
    found = contacts_of(
        [VISIT, MEETING],
        claim(MEETING, "date", "2023-01-05", source="ap-2023-02-01"),
        claim(MEETING, "place", "beta-city", source="efe-2023-02-02"),
    )
    for contact in found.values():
        assert (contact.n_sources, contact.n_voices) == (2, 2)
        assert str(contact.first_reported) == "2023-02-01"
        assert len(contact.claim_ids) == 2


def test_contacts_come_by_day_and_undated_ones_last(contacts_of):
    events = [{"event_id": f"e-{n}"} for n in range(4)]
    found = contacts_of(
        events,
        claim(events[0], "place", "ALF"),
        claim(events[1], "date", "2023-02"),
        claim(events[2], "date", "2023-01-20"),
        claim(events[3], "date", "2023-01-20"),
    )
    assert list(found) == ["e-2", "e-3", "e-1", "e-0"]


def test_the_json_of_a_contact_has_the_fields_of_the_contract(contacts_of):
    found = contacts_of(
        [VISIT], claim(VISIT, "date", "2023-01-05"), claim(VISIT, "actor", "ann"),
        claim(VISIT, "recipient", "BET"),
    )  # fmt: skip
    assert found["ann-bet-2023-01"].to_json() == {
        "event_id": "ann-bet-2023-01",
        "kind": "visit",
        "part_of": None,
        "start": "2023-01-05",
        "end": "2023-01-05",
        "precision": "day",
        "place_id": None,
        "actors": ["ann"],
        "recipients": ["BET"],
        "states": ["ALF", "BET"],
        "level": "leader",
        "mode": "visit",
        "stage": "done",
        "wider": None,
        "closed_by": None,
        "n_sources": 1,
        "n_origins": 1,
        "n_voices": 1,
        "first_reported": "2023-02-01",
    }
