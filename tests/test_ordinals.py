"""Ordinals such as "the third visit so far this year", against a record counted by hand."""

import pytest

from briefkit.analysis.ordinals import assess_claim, assess_ordinal, assess_ordinals
from briefkit.errors import DateError, UnknownNameError

SOURCE = "ap-2023-12-31"


def visit(name, day, actor="ann", host="BET", kind="visit", part_of=None, **cells):
    """Return the event and its claims."""
    values = {"date": day, "actor": actor, "recipient": host}
    rows = [
        {"source_id": SOURCE, "subject_id": name, "attribute": a, "value": v, **cells}
        for a, v in values.items()
        if v is not None
    ]
    return {"event_id": name, "kind": kind, "part_of": part_of}, rows


VISITS = [
    visit("v1", "2023-02-10"),
    visit("v2", "2023-05-01/2023-05-03"),
    visit("v3", "2023-09-15/2023-09-17"),
]
SEARCHED = [{"coverage_id": "all", "about": "ALF-BET", "from": "2022-01-01", "to": "2023-12-31"}]


@pytest.fixture
def assess(load_rows):
    def make(visits, nth, coverage=(), what="visit", on="2023-09-15", window="2023", **who):
        events, rows = [e for e, _ in visits], [row for _, rows in visits for row in rows]
        ds = load_rows(events=events, claims=rows, coverage=coverage)
        who = {"actor": "ann", "host": "BET"} | who
        return assess_ordinal(ds, nth=nth, what=what, window=window, on=on, **who)

    return make


def test_exactly_as_many_as_said_support_it(assess):
    found = assess(VISITS, 3)
    assert (found.verdict, found.n_low, found.n_high) == ("supported", 3, 3)
    assert found.counted == ("v1", "v2", "v3")


def test_more_than_said_refute_it_whatever_was_searched(assess):
    assert assess(VISITS, 2).verdict == "refuted"


def test_fewer_than_said_are_undetermined_unless_the_whole_window_was_searched(assess):
    assert assess(VISITS, 5).verdict == "undetermined"
    assert assess(VISITS, 5).coverage == "0 of 258 days of the window searched"
    assert assess(VISITS, 5, SEARCHED).verdict == "refuted"
    assert assess(VISITS, 5, SEARCHED).coverage == "258 of 258 days of the window searched"


def test_an_event_that_may_lie_outside_the_window_counts_as_possible(assess):
    vague = [*VISITS[:2], visit("v0", "2022-12/2023-01-31")]
    found = assess(vague, 3)
    assert (found.verdict, found.n_low, found.n_high) == ("undetermined", 2, 3)
    assert found.counted == ("v1", "v2", "v0")


def test_a_visit_counts_from_the_day_on_which_it_begins(assess):
    assert assess(VISITS, 3, on="2023-09-16").n_low == 3
    assert assess(VISITS, 3, on="2023-09-14").n_low == 2


def test_what_is_not_counted_is_listed_with_the_reason(assess):
    others = [
        visit("back", "2023-03-01", "bob", "ALF"),
        visit("plan", "2023-04-01", stage="planned"),
        visit("last-year", "2022-04-01"),
        visit("talks", "2023-02-10", "ann; bob", None, kind="meeting", part_of="v1"),
        visit("dated-never", None),
        visit("elsewhere", "2023-03-01", "ann", "GAM"),
    ]
    found = assess([*VISITS, *others], 3)
    assert found.verdict == "supported"
    assert dict(found.not_counted) == {
        "last-year": "outside the window",
        "talks": "a meeting, not a visit",
        "plan": "not held: planned",
        "dated-never": "not dated",
    }
    back = assess([*VISITS, *others], 1, actor="bob", host="ALF")
    assert back.counted == ("back",)


def test_readings_show_under_which_the_ordinal_would_hold(assess):
    meeting = visit("three", "2022-12-01", "ann; bob; cleo", None, kind="meeting")
    talks = visit("talks", "2023-02-10", "ann; bob", None, kind="meeting", part_of="v1")
    found = assess([*VISITS, meeting, talks], 2)
    assert {(r.what, r.scope, r.window): (r.n, r.holds) for r in found.readings} == {
        ("visit", "bilateral", "2023-01-01/2023-09-15"): (3, False),
        ("meeting", "bilateral", "2023-01-01/2023-09-15"): (1, False),
        ("meeting", "also on the margins of wider meetings", "2023-01-01/2023-09-15"): (1, False),
        ("meeting", "each visit or occasion once", "2023-01-01/2023-09-15"): (1, False),
        ("visit", "bilateral", "2022-09-16/2023-09-15"): (3, False),
        ("meeting", "bilateral", "2022-09-16/2023-09-15"): (1, False),
        ("meeting", "also on the margins of wider meetings", "2022-09-16/2023-09-15"): (2, True),
        ("meeting", "each visit or occasion once", "2022-09-16/2023-09-15"): (2, True),
    }


def test_a_host_of_a_meeting_may_be_a_person(assess):
    talks = [visit("talks", "2023-02-10", "ann; bob", None, kind="meeting")]
    assert assess(talks, 1, what="meeting", host="bob").verdict == "supported"
    assert assess(talks, 1, what="meeting", host="BET").verdict == "supported"


def test_unknown_names_and_impossible_days_are_refused(assess):
    with pytest.raises(UnknownNameError, match="Did you mean 'ann'"):
        assess(VISITS, 3, actor="anne")
    with pytest.raises(UnknownNameError, match="no actor 'BETA'"):
        assess(VISITS, 3, host="BETA")
    with pytest.raises(UnknownNameError, match="Allowed: visit, meeting, call"):
        assess(VISITS, 3, what="trip")
    with pytest.raises(DateError, match="is before the window"):
        assess(VISITS, 3, window="2024")


def ordinal(value, source=SOURCE, **cells):
    return {
        "source_id": source,
        "subject_id": "v3",
        "attribute": "ordinal",
        "value": value,
        "window": "2023-01-01/2023-09-15",
        **cells,
    }


def test_ordinals_of_the_record_are_assessed_and_those_who_say_the_same_joined(load_rows):
    rows = [row for _, rows in VISITS for row in rows]
    said = [ordinal(3), ordinal(3, "efe-2023-09-16"), ordinal(5, "reuters-2023-09-16")]
    ds = load_rows(events=[e for e, _ in VISITS], claims=[*rows, *said])
    found = {a.nth: a for a in assess_ordinals(ds)}
    assert {nth: a.verdict for nth, a in found.items()} == {3: "supported", 5: "undetermined"}
    assert found[3].said_by == ("ap-2023-12-31.010", "efe-2023-09-16.001")
    assert set(found[3].said_by) < set(found[3].claim_ids)


def test_an_ordinal_without_window_is_not_assessed(load_rows):
    rows = [row for _, rows in VISITS for row in rows]
    ds = load_rows(events=[e for e, _ in VISITS], claims=[*rows, ordinal(3, window=None)])
    (claim,) = ds.claims_of("v3", "ordinal")
    assert assess_claim(ds, claim) is None


def test_the_json_has_the_fields_of_the_contract(assess):
    shown = assess([*VISITS, visit("last-year", "2022-04-01")], 3).to_json()
    assert list(shown) == [
        "verdict",
        "n_low",
        "n_high",
        "counted",
        "not_counted",
        "readings",
        "coverage",
    ]
    assert shown["not_counted"] == [{"event_id": "last-year", "reason": "outside the window"}]
    assert set(shown["readings"][0]) == {"what", "scope", "window", "n", "holds"}


def test_talks_and_a_tour_on_one_journey_are_one_occasion(assess):
    parts = [
        visit(name, "2023-02-10", "ann; bob", None, kind="meeting", part_of="v1")
        for name in ("talks", "tour")
    ]
    found = assess([*VISITS, *parts], 1, what="meeting", host="bob")
    by_scope = {r.scope: r.n for r in found.readings if r.window.startswith("2023")}
    assert by_scope["also on the margins of wider meetings"] == found.n_low == 2
    assert by_scope["each visit or occasion once"] == 1


def test_what_a_notebook_shows_is_the_verdict_and_a_table_not_a_wall(assess):
    found = assess(VISITS, 2)
    assert repr(found) == (
        "Assessment(refuted: visit 2 of ann, BET, in 2023 up to 2023-09-15; 3 on record, "
        f"{sum(reading.holds for reading in found.readings)} of {len(found.readings)} readings "
        "would hold)"
    )
    kinds = list(dict.fromkeys(found.frame["is"]))
    assert kinds[:3] == ["verdict", "counted", "reading"]
    assert found._repr_html_().count("<tr>") == len(found.frame)
    assert "refuted" in found._repr_html_()
