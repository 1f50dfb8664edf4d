"""Ordinals such as "the third visit so far this year", against a record counted by hand."""

import csv
from pathlib import Path

import pytest

from briefkit.analysis.ordinals import (
    Reason,
    Scope,
    WhyNot,
    assess_claim,
    assess_ordinal,
    assess_ordinals,
)
from briefkit.dataset import load
from briefkit.dataset.folder import corpus_path
from briefkit.errors import DateError, UnknownNameError
from briefkit.present.verdicts import verdict_text

SOURCE = "ap-2023-12-31"
JUDGED = Path(__file__).parent / "judged" / "ordinals.csv"


def contact(name, day, actor="ann", host="BET", kind="visit", part_of=None, wider=None, **cells):
    """Return the event and its claims."""
    values = {"date": day, "actor": actor, "recipient": host, "place": cells.pop("place", None)}
    source = cells.pop("source", SOURCE)
    rows = [
        {"source_id": source, "subject_id": name, "attribute": a, "value": v, **cells}
        for a, v in values.items()
        if v is not None
    ]
    return {"event_id": name, "kind": kind, "part_of": part_of, "wider": wider}, rows


def talk(name, day, part_of=None, wider=None, **cells):
    return contact(name, day, "ann; bob", None, "meeting", part_of, wider, **cells)


VISITS = [
    contact("v1", "2023-02-10"),
    contact("v2", "2023-05-01/2023-05-03"),
    contact("v3", "2023-09-15/2023-09-17"),
]
SEARCHED = [{"coverage_id": "all", "about": "ALF-BET", "from": "2022-01-01", "to": "2023-12-31"}]


def tables(found, coverage=SEARCHED, **more):
    events, rows = [e for e, _ in found], [row for _, rows in found for row in rows]
    return {"events": events, "claims": rows + list(more.pop("claims", [])), "coverage": coverage}


@pytest.fixture
def assess(load_rows):
    def make(found, nth, coverage=SEARCHED, what="visit", on="2023-09-15", window="2023", **who):
        ds = load_rows(**tables(found, coverage))
        who = {"actor": "ann", "host": "BET"} | who
        return assess_ordinal(ds, nth=nth, what=what, window=window, on=on, **who)

    return make


def counts(found):
    return {reading.scope: (reading.n, reading.n_high) for reading in found.readings}


# The verdict


def test_as_many_as_said_in_a_window_that_was_searched_support_it(assess):
    found = assess(VISITS, 3)
    assert (found.verdict, found.n_low, found.n_high) == ("supported", 3, 3)
    assert found.counted == ("v1", "v2", "v3")
    assert found.reading is Scope.ALL_JOURNEYS
    assert found.coverage == "258 of 258 days of the window searched"
    assert verdict_text(found) == "holds"


def test_where_the_window_was_not_searched_it_fits_and_is_undetermined(assess):
    half = [{"coverage_id": "h", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-05-09"}]
    found = assess(VISITS, 3, half)
    assert (found.verdict, found.fits, found.reading) == ("undetermined", True, Scope.ALL_JOURNEYS)
    assert verdict_text(found) == "fits, 50 % searched"  # 129 of 258 days
    assert assess(VISITS, 3, []).verdict == "undetermined"


@pytest.mark.parametrize(("to", "verdict"), [("05-06", "supported"), ("05-05", "undetermined")])
def test_ninety_five_days_of_a_hundred_are_enough(assess, to, verdict):
    rows = [{"coverage_id": "c", "about": "ALF-BET", "from": "2023-02-01", "to": f"2023-{to}"}]
    found = assess(VISITS[:1], 1, rows, window="2023-02-01/2023-05-11", on="2023-05-11")
    assert (found.window_days, found.verdict) == (100, verdict)


def test_more_on_record_than_any_reading_allows_refute_it_whatever_was_searched(assess):
    found = assess(VISITS, 2, [])
    assert (found.verdict, found.reading) == ("refuted", None)
    assert verdict_text(found) == "no reading gives it: 3 on record"


def test_fewer_refute_it_only_where_the_whole_window_was_searched(assess):
    assert assess(VISITS, 5).verdict == "refuted"
    assert assess(VISITS, 5, []).verdict == "undetermined"


def test_a_search_in_little_material_proves_nothing(assess):
    thin = [row | {"result": "thin"} for row in SEARCHED]
    assert assess(VISITS, 5, thin).verdict == "undetermined"
    assert assess(VISITS, 3, thin).coverage == "0 of 258 days of the window searched"


def test_a_search_of_that_direction_is_enough_for_visits(assess):
    one = [row | {"about": "ALF>BET"} for row in SEARCHED]
    assert assess(VISITS, 3, one).verdict == "supported"
    back = [row | {"about": "BET>ALF"} for row in SEARCHED]
    assert assess(VISITS, 3, back).verdict == "undetermined"


def test_a_contact_that_may_lie_outside_the_window_is_possible(assess):
    vague = [*VISITS[:2], contact("v0", "2022-12/2023-01-31")]
    found = assess(vague, 3)
    assert (found.verdict, counts(found)[Scope.ALL_JOURNEYS]) == ("undetermined", (2, 3))


def test_a_visit_counts_from_the_day_on_which_it_begins(assess):
    assert assess(VISITS, 3, on="2023-09-16").n_low == 3
    assert assess(VISITS, 3, on="2023-09-14").n_low == 2


# Readings


def test_journeys_for_a_wider_meeting_or_ceremony_are_left_out_second(assess):
    more = [
        contact("summit", "2023-03-01", wider="multilateral"),
        contact("parade", "2023-04-01", wider="ceremony"),
    ]
    found = assess([*VISITS, *more], 3)
    assert counts(found) == {Scope.ALL_JOURNEYS: (5, 5), Scope.OWN_JOURNEYS: (3, 3)}
    assert (found.verdict, found.reading) == ("supported", Scope.OWN_JOURNEYS)
    assert found.counted == ("v1", "v2", "v3")
    assert dict(found.not_counted) == {
        "summit": "left out in this reading",
        "parade": "left out in this reading",
    }
    assert verdict_text(found).startswith("holds if journeys for a wider meeting")
    assert assess([*VISITS, *more], 5).reading is Scope.ALL_JOURNEYS
    between = assess([*VISITS, *more], 4)
    assert (between.verdict, verdict_text(between)) == ("undetermined", "lies between two readings")


def test_the_named_scope_of_own_journeys_leaves_one_reading(assess):
    more = [*VISITS, contact("summit", "2023-03-01", wider="multilateral")]
    found = assess(more, 4, scope=["own_journey"])
    assert (counts(found), found.verdict) == ({Scope.OWN_JOURNEYS: (3, 3)}, "refuted")


#: An own visit with talks and a dinner; a summit with a talk beside it; a summit alone; a parade.
MEETINGS = [
    contact("v1", "2023-02-10/2023-02-11"),
    talk("talks", "2023-02-10", "v1"),
    talk("dinner", "2023-02-11", "v1"),
    contact("v2", "2023-05-25", wider="multilateral"),
    talk("summit", "2023-05-25", "v2", wider="multilateral"),
    talk("margins", "2023-05-25", "v2", wider="multilateral"),
    talk("far-summit", "2023-07-04", place="GAM", wider="multilateral"),
    talk("parade", "2023-08-09", wider="ceremony"),
    talk("last", "2023-09-15"),
]


@pytest.mark.parametrize(
    ("nth", "verdict", "reading"),
    [
        (1, "refuted", None),
        (2, "supported", Scope.OWN_OCCASIONS),  # v1, last
        (3, "undetermined", None),
        (4, "supported", Scope.TALKS),  # v1, v2, parade, last
        (5, "supported", Scope.OCCASIONS),  # far-summit too
        (6, "undetermined", None),
        (7, "supported", Scope.EVERY_MEETING),  # talks and dinner, summit and margins
        (8, "refuted", None),
    ],
)
def test_the_first_reading_that_gives_it_is_named(assess, nth, verdict, reading):
    found = assess(MEETINGS, nth, what="meeting", host="bob")
    assert [r.n for r in found.readings] == [5, 4, 2, 7]
    assert (found.verdict, found.reading) == (verdict, reading)


def test_days_on_end_without_a_journey_are_one_occasion(assess):
    chain = [talk("a", "2023-03-01"), talk("b", "2023-03-02"), talk("c", "2023-03-05")]
    assert counts(assess(chain, 2, what="meeting", host="bob"))[Scope.OCCASIONS] == (2, 2)


def test_a_meeting_in_the_host_state_is_a_journey_where_no_visit_is_coded(assess):
    found = assess([*VISITS, talk("there", "2023-06-01", place="beta-city")], 4)
    assert found.counted == ("v1", "v2", "there", "v3")
    at_home = assess([*VISITS, talk("here", "2023-06-01", place="alfa-city")], 3)
    assert at_home.verdict == "supported"


def test_the_person_counts_where_one_is_named_and_else_the_state(load_rows):
    other = contact("other", "2023-03-01", "ann; ben", None, "meeting")
    ben = {"actor_id": "ben", "kind": "person", "name": "Ben", "state": "BET"}
    ds = load_rows(**tables([talk("one", "2023-02-01"), other]), actors=[ben])
    asked = {"actor": "ann", "what": "meeting", "window": "2023", "on": "2023-09-15"}
    assert assess_ordinal(ds, host="bob", nth=1, **asked).counted == ("one",)
    assert assess_ordinal(ds, host="BET", nth=2, **asked).counted == ("one", "other")
    assert assess_ordinal(ds, host="BET", nth=1, scope=["bob"], **asked).counted == ("one",)


def test_a_place_that_is_named_is_the_scope(assess):
    found = [
        talk("port", "2023-02-01", place="beta-port"),
        talk("city", "2023-03-01", place="beta-city"),
        talk("country", "2023-04-01", place="BET"),
        talk("home", "2023-05-01", place="alfa-city"),
    ]
    at_port = assess(found, 1, what="meeting", host="bob", scope=["beta-port"])
    assert counts(at_port)[Scope.OCCASIONS] == (1, 3)  # city and country may be the port
    assert dict(at_port.not_counted)["home"] == "at another place"
    in_city = assess(found, 2, what="meeting", host="bob", scope=["beta-city"])
    assert counts(in_city)[Scope.OCCASIONS] == (2, 3)
    assert (in_city.verdict, in_city.fits) == ("undetermined", True)


def test_whom_a_visitor_met_makes_a_meeting_where_none_is_coded(load_rows):
    event, rows = contact("v1", "2023-02-10")
    met = {"source_id": SOURCE, "subject_id": "v1", "attribute": "met", "value": "bob"}
    ds = load_rows(events=[event], claims=[*rows, met], coverage=SEARCHED)
    found = assess_ordinal(
        ds, actor="ann", host="bob", nth=1, what="meeting", window="2023", on="2023-09-15"
    )
    assert (found.verdict, found.counted) == ("supported", ("v1",))


def test_a_video_conference_is_no_meeting_unless_that_counts(load_rows):
    event, rows = talk("video", "2023-02-10")
    mode = {"source_id": SOURCE, "subject_id": "video", "attribute": "mode", "value": "remote"}
    ds = load_rows(events=[event], claims=[*rows, mode], coverage=SEARCHED)
    asked = {"actor": "ann", "host": "bob", "what": "meeting", "window": "2023", "nth": 1}
    assert assess_ordinal(ds, on="2023-09-15", **asked).n_low == 0
    assert assess_ordinal(ds, on="2023-09-15", scope=["remote"], **asked).n_low == 1


# What is not counted


def test_near_misses_are_listed_with_the_reason_and_what_is_far_is_not(assess):
    others = [
        contact("back", "2023-03-01", "bob", "ALF"),
        contact("plan", "2023-04-01", stage="planned"),
        contact("december", "2022-12-20"),
        contact("last-year", "2022-04-01"),
        contact("next", "2023-10-01"),
        talk("talks", "2023-02-10", "v1"),
        contact("elsewhere", "2023-03-01", "ann", "GAM"),
        contact("call", "2023-03-03", "ann; bob", None, "call"),
    ]
    found = assess([*VISITS, *others], 3)
    assert found.verdict == "supported"
    assert dict(found.not_counted) == {
        "plan": "not held: planned",
        "december": "outside the window",
        "next": "outside the window",
    }
    assert {e.event_id: e.reason for e in found.excluded}["plan"] is Reason.NOT_HELD
    back = assess([*VISITS, *others], 1, actor="bob", host="ALF")
    assert back.counted == ("back",)


def test_unknown_names_and_impossible_days_are_refused(assess):
    with pytest.raises(UnknownNameError, match="Did you mean 'ann'"):
        assess(VISITS, 3, actor="anne")
    with pytest.raises(UnknownNameError, match="no actor 'BETA'"):
        assess(VISITS, 3, host="BETA")
    with pytest.raises(UnknownNameError, match=r"no scope 'beta-cty'\. Did you mean 'beta-city'"):
        assess(VISITS, 3, scope=["beta-cty"])
    with pytest.raises(UnknownNameError, match="Allowed: visit, meeting, call"):
        assess(VISITS, 3, what="trip")
    with pytest.raises(DateError, match="is before the window"):
        assess(VISITS, 3, window="2024")


# Claims of the record


def ordinal(value, source=SOURCE, subject="v3", **cells):
    row = {"source_id": source, "subject_id": subject, "attribute": "ordinal", "value": value}
    return {"window": "2023-01-01/2023-09-15", **row, **cells}


def of_record(load_rows, *claims, found=VISITS, **more):
    made = tables(found)
    return load_rows(**made | {"claims": [*made["claims"], *claims]}, **more)


def test_those_who_say_the_same_of_the_same_days_are_joined(load_rows):
    ds = of_record(
        load_rows, ordinal(3), ordinal(3, "efe-2023-09-16"), ordinal(5, "reuters-2023-09-16")
    )
    found = {a.nth: a for a in assess_ordinals(ds)}
    assert {nth: a.verdict for nth, a in found.items()} == {3: "supported", 5: "refuted"}
    assert found[3].said_by == ("ap-2023-12-31.010", "efe-2023-09-16.001")
    assert set(found[3].said_by) < set(found[3].claim_ids)


def test_claims_of_other_windows_or_scopes_are_never_joined(load_rows):
    ds = of_record(
        load_rows,
        ordinal(2),
        ordinal(2, window="2023-04-01/2023-09-15"),
        ordinal(2, window=None),
        ordinal(2, scope="beta-city"),
    )
    assert [a.said_by for a in assess_ordinals(ds)].count((f"{SOURCE}.010",)) == 1
    assert len(assess_ordinals(ds)) == 4


def test_the_visit_itself_counts_when_it_was_said_on_the_eve(load_rows):
    visits = [*VISITS[:2], contact("v3", "2023-09-15", stage="planned", source="ap-2023-09-14")]
    eve = ordinal(3, "ap-2023-09-14", window="2023-01-01/2023-09-14", stage="planned")
    ds = of_record(load_rows, eve, found=visits)
    (found,) = assess_ordinals(ds)
    assert (found.verdict, found.counted) == ("supported", ("v1", "v2", "v3"))


def test_a_window_may_begin_with_an_event(load_rows):
    war = {"event_id": "war", "kind": "anchor"}
    began = {"source_id": SOURCE, "subject_id": "war", "attribute": "start", "value": "2023-03-01"}
    since = ordinal(2, window="war/..")
    made = tables([*VISITS, (war, [])])
    ds = load_rows(**made | {"claims": [*made["claims"], began, since]})
    (found,) = assess_ordinals(ds)
    assert (found.verdict, found.counted, found.window) == (
        "supported", ("v2", "v3"), "2023-03-01/2023-09-15",
    )  # fmt: skip


def test_an_appointment_without_a_first_day_begins_with_the_office(load_rows):
    named = {"event_id": "named", "kind": "anchor"}
    rows = [
        {"source_id": SOURCE, "subject_id": "named", "attribute": a, "value": v}
        for a, v in (("actor", "ann"), ("during", "../2023-04-20"))
    ]
    office = {"office_id": "ann-president", "since": "2023-04-10"}
    made = tables([*VISITS, (named, [])])
    claims = [*made["claims"], *rows, ordinal(2, window="named/..")]
    ds = load_rows(**made | {"claims": claims}, offices=[office])
    (found,) = assess_ordinals(ds)
    assert (found.counted, found.window) == (("v2", "v3"), "2023-04-10/2023-09-15")


def test_without_window_or_scope_nothing_is_refuted_and_nothing_supported(load_rows):
    ds = of_record(load_rows, ordinal(1, window=None), ordinal(3, window=None))
    found = {a.nth: a for a in assess_ordinals(ds)}
    assert [found[n].verdict for n in (1, 3)] == ["undetermined"] * 2
    assert (found[1].fits, found[3].fits) == (False, True)
    assert verdict_text(found[3]) == "fits, with no day to count from"


def test_the_record_does_not_tell_which_parts_a_meeting_had(load_rows):
    part = ordinal(4, subject="last", unit="meeting", scope="one_to_one")
    (found,) = assess_ordinals(of_record(load_rows, part, found=MEETINGS))
    assert (found.verdict, found.fits) == ("undetermined", True)


def test_in_the_last_months_is_no_window_to_the_day(load_rows):
    sliding = ordinal(2, window="2023-05-15/2023-09-15")  # v2 began a fortnight before
    (found,) = assess_ordinals(of_record(load_rows, sliding))
    assert (found.verdict, found.reading) == ("undetermined", None)
    whole = ordinal(2, window="2023-06-01/2023-09-15")
    (found,) = assess_ordinals(of_record(load_rows, whole))
    assert found.verdict == "refuted"


def test_what_cannot_be_asked_of_the_record_is_listed_with_the_reason(load_rows):
    lone = contact("lone", "2023-06-01", "ann", None, "meeting")
    undated = contact("undated", None)
    ds = of_record(
        load_rows,
        ordinal(3, modality="denied"),
        ordinal(None, hedge="many"),
        ordinal(2, subject="lone", unit="meeting"),
        ordinal(2, subject="undated"),
        ordinal(2, unit="call"),
        ordinal(2, window="2022"),
        ordinal(2, window="nowhere/.."),
        found=[*VISITS, lone, undated, ({"event_id": "nowhere", "kind": "anchor"}, [])],
    )
    found = assess_ordinals(ds)
    assert len(found) == 0
    assert [item.why for item in found.unassessed] == [
        WhyNot.DENIED, WhyNot.NO_NUMBER, WhyNot.NOBODY, WhyNot.NO_DAY, WhyNot.OTHER_KIND,
        WhyNot.OUTSIDE, WhyNot.NO_ANCHOR,
    ]  # fmt: skip
    assert all(assess_claim(ds, ds.records.claims[u.claim_id]) is None for u in found.unassessed)


def since(value, subject="v3", **cells):
    row = {"source_id": SOURCE, "subject_id": subject, "attribute": "first_since", "value": value}
    return row | cells


def test_a_first_since_asks_for_a_contact_in_between(load_rows):
    (found,) = assess_ordinals(of_record(load_rows, since("v2")))
    assert (found.of, found.verdict, found.window) == (
        "first_since", "supported", "2023-05-04/2023-09-15",
    )  # fmt: skip
    (found,) = assess_ordinals(of_record(load_rows, since("v1")))
    assert (found.verdict, found.counted) == ("refuted", ("v2", "v3"))


def test_a_first_since_is_disputed_where_a_page_names_a_later_contact(load_rows):
    ds = of_record(
        load_rows,
        since("v0"),
        since("v2"),
        found=[contact("v0", "2022-03-01"), VISITS[2], VISITS[1]],
    )
    verdicts = {a.window: a.verdict for a in assess_ordinals(ds)}
    assert verdicts == {"2023-05-04/2023-09-15": "supported", "2022-03-02/2023-09-15": "refuted"}


def test_a_first_since_a_contact_of_others_is_not_assessed(load_rows):
    other = contact("other", "2023-06-01", "dora", "BET")
    (item,) = assess_ordinals(
        of_record(load_rows, since("other"), found=[*VISITS, other])
    ).unassessed
    assert item.why is WhyNot.OTHER_PEOPLE


def test_a_count_of_two_people_is_an_ordinal_of_its_window(load_rows):
    def counted(value, **cells):
        row = {"source_id": "ap-2024-01-31", "subject_id": "ALF-BET", "attribute": "count"}
        return {**row, "value": value, "unit": "meeting", "window": "2023", **cells}

    ds = of_record(
        load_rows,
        counted("5", scope="ann; bob"),
        counted(None, low="3", hedge="at_least", scope="ann; bob"),
        counted("9"),
        found=MEETINGS,
    )
    found = assess_ordinals(ds)
    assert [(a.nth, a.verdict, a.reading) for a in found] == [
        (3, "supported", Scope.OCCASIONS),
        (5, "supported", Scope.OCCASIONS),
    ]
    assert [item.why for item in found.unassessed] == [WhyNot.NOBODY]


def test_the_json_has_the_fields_of_the_contract(assess):
    shown = assess([*VISITS, contact("december", "2022-12-20")], 3).to_json()
    contract = [
        "verdict", "n_low", "n_high", "counted", "not_counted", "readings", "coverage",
    ]  # fmt: skip
    assert list(shown)[:7] == contract
    assert shown["not_counted"] == [{"event_id": "december", "reason": "outside the window"}]
    assert set(shown["readings"][0]) >= {"what", "scope", "window", "n", "holds"}
    assert (shown["reading"], shown["fits"], shown["searched"]) == ("all journeys", True, 1.0)


def test_what_a_notebook_shows_is_the_verdict_and_a_table_not_a_wall(assess):
    found = assess(VISITS, 2)
    assert repr(found) == (
        "Assessment(refuted: visit 2 of ann, BET, in 2023 up to 2023-09-15; 3 on record, "
        "no reading holds)"
    )
    kinds = list(dict.fromkeys(found.frame["is"]))
    assert kinds[:3] == ["verdict", "counted", "reading"]
    assert found._repr_html_().count("<tr>") == len(found.frame)


# The record


@pytest.fixture(scope="module")
def record():
    return load(corpus_path("data"))


def test_no_verdict_on_the_record_contradicts_the_judged_sample(record):
    """Judged by hand against the claims behind each; undetermined contradicts nothing."""
    found = {name: a for a in assess_ordinals(record) for name in a.said_by}
    wrong = []
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            item = found.get(row["claim_id"])
            if item is None or item.verdict == "undetermined":
                continue
            reading = str(item.reading or "")
            if item.verdict != row["verdict"] or (row["reading"] and reading != row["reading"]):
                wrong.append((row["claim_id"], item.verdict, reading))
    assert wrong == []


def test_every_ordinal_of_the_record_is_assessed_or_listed(record):
    found = assess_ordinals(record)
    told = [name for a in found for name in a.said_by] + [u.claim_id for u in found.unassessed]
    claims = record.records.claims.values()
    names = [c.claim_id for c in claims if c.attribute in {"ordinal", "count", "first_since"}]
    assert sorted(told) == sorted(names)
