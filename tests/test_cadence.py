"""The rhythm of contacts, counted and measured by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefkit as bk
from briefkit.analysis.cadence import cadence
from briefkit.analysis.cadence.months import months
from briefkit.analysis.cadence.rates import rate_ratio
from briefkit.analysis.coverage import is_searched, last_searched, searched_days
from briefkit.dates import parse_day
from briefkit.errors import DateError, UnknownNameError
from briefkit.present.meetings import cadence_sentences

SOURCE = "ap-2023-12-31"


def event(name, kind="meeting", part_of=None):
    return {"event_id": name, "kind": kind, "part_of": part_of}


def claims(name, day, actor="ann; bob", recipient=None, place=None, **cells):
    values = {"date": day, "actor": actor, "recipient": recipient, "place": place}
    return [
        {"source_id": SOURCE, "subject_id": name, "attribute": a, "value": v, **cells}
        for a, v in values.items()
        if v is not None
    ]


#: A visit with two meetings in January, a visit back in April, a meeting of three in June, a
#: minister's meeting in September known to the month, and a visit planned for December.
EVENTS = [
    event("ann-bet", "visit"),
    event("ann-bob-talks", part_of="ann-bet"),
    event("ann-bob-dinner", part_of="ann-bet"),
    event("bob-alf", "visit"),
    event("three"),
    event("dora-bob"),
    event("ann-bet-plan", "visit"),
]
CLAIMS = [
    *claims("ann-bet", "2023-01-10/2023-01-12", "ann", "BET", "beta-city"),
    *claims("ann-bob-talks", "2023-01-11"),
    *claims("ann-bob-dinner", "2023-01-11"),
    *claims("bob-alf", "2023-04-20", "bob", "ALF", "alfa-city"),
    *claims("three", "2023-06-19", "ann; bob; cleo", place="GAM"),
    *claims("dora-bob", "2023-09", "dora; bob", place="beta-city"),
    *claims("ann-bet-plan", "2023-12-20", "ann", "BET", stage="planned"),
]


#: Every dyad, the whole year.
SEARCHED = [
    {"coverage_id": dyad.lower(), "about": dyad, "from": "2023-01-01", "to": "2023-12-31"}
    for dyad in ("ALF-BET", "ALF-GAM", "BET-GAM")
]


@pytest.fixture
def ds(load_rows):
    return load_rows(events=EVENTS, claims=CLAIMS, coverage=SEARCHED)


def pair(result, name="ALF-BET"):
    (found,) = [dyad for dyad in result.dyads if dyad.dyad == name]
    return found


def bounds(estimate):
    return (estimate.low, estimate.best, estimate.high)


@pytest.mark.parametrize(
    ("count", "n", "of_pair"),
    [("contact", 4, 4), ("visit", 2, 2), ("meeting", 4, 4), ("dyad_meeting", 6, 4)],
)
def test_it_says_what_it_counts_and_counts_that(ds, count, n, of_pair):
    result = cadence(ds, count=count)
    assert result.counted == count
    assert result.n_held.best == n
    assert pair(result).n_held.best == of_pair


def test_planned_contacts_stand_apart(ds):
    result = cadence(ds)
    assert [c.event_id for c in result.planned] == ["ann-bet-plan"]
    assert "ann-bet-plan" not in [c.event_id for c in result.held]
    assert pair(result).n_planned.best == 1


def test_visits_are_counted_each_way(ds):
    ways = {way: n.best for way, n in pair(cadence(ds)).visits}
    assert ways == {"ALF>BET": 1, "BET>ALF": 1}


def test_a_meeting_of_three_is_one_contact_and_three_dyads(ds):
    result = cadence(ds)
    assert {dyad.dyad: dyad.n_held.best for dyad in result.dyads} == {
        "ALF-BET": 4,
        "ALF-GAM": 1,
        "BET-GAM": 1,
    }
    assert result.dyads[0].dyad == "ALF-BET"


def test_gaps_run_from_the_end_of_a_contact_and_are_bounds_where_a_date_is_no_day(ds):
    gaps = [bounds(gap.days) for gap in pair(cadence(ds)).gaps]
    # 12 Jan to 20 Apr; 20 Apr to 19 Jun; 19 Jun to some day of September
    assert gaps == [(98, 98, 98), (60, 60, 60), (74, None, 103)]


def test_contacts_that_overlap_have_no_gap(load_rows):
    days = {"a": "2023-01-01/2023-01-20", "b": "2023-01-05", "c": "2023-01-20", "d": "2023-01-25"}
    rows = [row for name, day in days.items() for row in claims(name, day)]
    found = pair(cadence(load_rows(events=[event(n) for n in days], claims=rows))).gaps
    assert [(g.earlier_id, g.later_id, g.days.best) for g in found] == [("c", "d", 5)]


def test_a_date_known_to_a_year_blurs_no_gap(load_rows):
    days = {"a": "2023-01-01", "b": "2023", "c": "2023-01-11"}
    rows = [row for name, day in days.items() for row in claims(name, day)]
    found = pair(cadence(load_rows(events=[event(n) for n in days], claims=rows))).gaps
    assert [g.days.best for g in found] == [10]


def test_a_gap_with_a_day_that_was_not_searched_says_so(load_rows):
    coverage = [{"coverage_id": "a", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-05-31"}]
    found = pair(cadence(load_rows(events=EVENTS, claims=CLAIMS, coverage=coverage))).gaps
    assert ["not_searched" in gap.days.caveats for gap in found] == [False, True, True]


def test_the_current_gap_is_held_against_the_earlier_ones(ds):
    dyad = pair(cadence(ds, until="2023-08-28"))
    assert bounds(dyad.current_gap) == (70, 70, 70)  # 19 June to 28 August
    assert bounds(dyad.longer_gaps) == (1, 1, 1)
    assert bounds(dyad.silence.percentile) == (50, 50, 50)  # of 98 and 60 days one is shorter


def test_the_current_gap_ends_with_the_last_day_that_was_searched(load_rows):
    def silence(to, **cells):
        row = {"coverage_id": "a", "about": "ALF-BET", "from": "2023-01-01", "to": to, **cells}
        row["searched_on"] = "2024-12-31"
        found = pair(cadence(load_rows(events=EVENTS[:6], claims=CLAIMS[:-3], coverage=[row])))
        return found.silence and (str(found.silence.until), bounds(found.current_gap))

    assert silence("2023-10-10") == ("2023-10-10", (10, None, 39))
    assert silence("2023-08-10") is None  # before the last contact
    assert silence("2023-12-31", result="thin") is None
    assert silence("2024-12-31") == ("2023-12-31", (92, None, 121))  # cut at as_of


def test_a_gap_since_a_vague_date_has_no_best_value(ds):
    dyad = pair(cadence(ds))
    assert bounds(dyad.current_gap) == (92, None, 121)  # 30 and 1 September to 31 December
    assert dyad.longer_gaps is None


def test_calls_and_letters_stand_apart_and_break_no_silence(load_rows):
    days = {"m1": "2023-02-01", "c1": "2023-03-01", "m2": "2023-04-01", "c2": "2023-05-01"}
    kinds = {"m1": "meeting", "c1": "call", "m2": "meeting", "c2": "letter"}
    rows = [row for name, day in days.items() for row in claims(name, day)]
    ds = load_rows(events=[event(n, kinds[n]) for n in days], claims=rows, coverage=SEARCHED[:1])
    dyad = pair(cadence(ds))
    assert (dyad.n_held.best, dyad.n_in_person.best, dyad.n_remote.best) == (4, 2, 2)
    assert [g.days.best for g in dyad.gaps] == [59]
    assert dyad.silence.contact_id == "m2"
    assert list(cadence(ds).months.set_index("month")["n_remote"])[2] == 1
    remote = pair(cadence(ds, mode="remote"))
    assert [g.days.best for g in remote.gaps] == [61]


def test_months_count_what_began_in_them_and_say_what_was_searched(load_rows):
    coverage = [
        {"coverage_id": "a", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-01-31"},
        {"coverage_id": "b", "about": "ALF-BET", "from": "2023-04-01", "to": "2023-05-10"},
    ]
    ds = load_rows(events=EVENTS, claims=CLAIMS, coverage=coverage)
    frame = cadence(ds, dyads=["ALF-BET"], until="2023-05-10").months.set_index("month")
    assert frame["n_held"].to_dict() == dict(zip(frame.index, [1, 0, 0, 1, 0], strict=True))
    assert list(frame["is_searched"]) == [True, False, False, True, True]
    assert list(frame["quarter"]) == ["2023Q1"] * 3 + ["2023Q2"] * 2
    vague = cadence(ds, dyads=["ALF-BET"]).months.set_index("month")["n_held"]
    assert vague["2023-09-01"] == 1


def test_a_visit_over_the_end_of_a_month_counts_where_it_began(load_rows):
    ds = load_rows(
        events=[event("ann-bet", "visit")],
        claims=claims("ann-bet", "2023-01-30/2023-02-02", "ann", "BET"),
    )
    frame = cadence(ds, until="2023-02-28").months.set_index("month")
    assert list(frame["n_held"]) == [1, 0]


def test_who_appears_most_and_where(ds):
    result = cadence(ds)
    assert [(name, n.best) for name, n in result.people] == [
        ("bob", 4),
        ("ann", 2),
        ("cleo", 1),
        ("dora", 1),
    ]
    assert [(name, n.best) for name, n in result.venues] == [
        ("beta-city", 2),
        ("GAM", 1),
        ("alfa-city", 1),
    ]


def test_filters_keep_what_they_name(ds):
    def kept(**filters):
        return {c.event_id for c in cadence(ds, **filters).held}

    assert kept(states=["GAM"]) == {"three"}
    assert kept(dyads=["BET-GAM"]) == {"three"}
    assert kept(mode="third_party") == set()
    assert kept(mode="multilateral") == {"three"}
    assert kept(level="leader") == {"ann-bet", "bob-alf", "three"}
    assert kept(level="minister") == {"ann-bet", "bob-alf", "three", "dora-bob"}
    assert kept(since="2023-06-01", until="2023-08") == {"three"}


def test_the_window_is_by_default_from_the_first_year_to_the_cut_off(ds):
    result = cadence(ds)
    assert (str(result.first_day), str(result.last_day)) == ("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"dyads": ["ALF-BTE"]}, "no dyad 'ALF-BTE'.*Did you mean 'ALF-BET'"),
        ({"states": ["XYZ"]}, "no state 'XYZ'. Allowed: ALF, BET, GAM"),
        ({"level": "leaders"}, "Did you mean 'leader'"),
        ({"mode": "remot"}, "Did you mean 'remote'"),
        ({"count": "meetings"}, "Did you mean 'meeting'"),
    ],
)
def test_an_unknown_filter_is_refused_with_what_is_allowed(ds, filters, message):
    with pytest.raises(UnknownNameError, match=message):
        cadence(ds, **filters)


@pytest.mark.parametrize("analysis", [bk.cadence, bk.flows, bk.discrepancies])
def test_every_analysis_refuses_a_window_turned_round(ds, analysis):
    with pytest.raises(DateError, match=r"since 2023 is after until 2022\. Turn them round"):
        analysis(ds, since="2023", until="2022")


def test_a_window_that_ends_before_it_starts_is_refused(ds):
    with pytest.raises(DateError, match="choose an earlier since"):
        cadence(ds, since="2024-05-01")


def test_none_recorded_is_not_not_searched(load_rows):
    known = load_rows(events=EVENTS, claims=CLAIMS, coverage=SEARCHED[:1])
    assert [dyad.dyad for dyad in cadence(known).dyads] == ["ALF-BET"]  # what was searched
    both = cadence(known, dyads=["ALF-BET", "ALF-GAM"])
    dyads = {dyad.dyad: dyad for dyad in both.dyads}
    assert "not_searched" not in dyads["ALF-BET"].caveats
    assert "not_searched" in dyads["ALF-GAM"].caveats
    assert (dyads["ALF-BET"].searched_days, dyads["ALF-BET"].window_days) == (365, 365)


def test_nothing_is_zero_where_nothing_was_searched(load_rows):
    blind = pair(cadence(load_rows(events=EVENTS, claims=CLAIMS)))
    assert (blind.n_remote, blind.n_in_person.best) == (None, 4)
    seen = pair(cadence(load_rows(events=EVENTS, claims=CLAIMS, coverage=SEARCHED)))
    assert (seen.n_remote.best, seen.n_in_person.best) == (0, 4)
    assert (
        "cadence.ALF-BET.remote.contact"
        not in cadence(load_rows(events=EVENTS, claims=CLAIMS)).numbers
    )


def test_a_search_of_one_direction_makes_no_zero_of_the_other(load_rows):
    rows = claims("ann-bet", "2023-01-10", "ann", "BET")
    one = {"coverage_id": "a", "about": "ALF>BET", "from": "2023-01-01", "to": "2023-12-31"}
    ds = load_rows(events=[event("ann-bet", "visit")], claims=rows, coverage=[one])
    result = cadence(ds)
    ways = {way: n and n.best for way, n in pair(result).visits}
    assert ways == {"ALF>BET": 1, "BET>ALF": None}
    said = "".join(run.text for runs in cadence_sentences(ds, result) for run in runs)
    assert "least even" not in said
    back = one | {"coverage_id": "b", "about": "BET>ALF"}
    ds = load_rows(events=[event("ann-bet", "visit")], claims=rows, coverage=[one, back])
    said = "".join(run.text for runs in cadence_sentences(ds, cadence(ds)) for run in runs)
    assert "Alfaland to Betaland 1 visit, Betaland to Alfaland 0 visits" in said


def test_what_is_searched_counts_up_to_the_cut_off_and_never_where_it_was_thin(load_rows):
    row = {"coverage_id": "a", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-12-31"}
    first, last = parse_day("2023-01-01"), parse_day("2023-12-31")
    ds = load_rows("2023-03-31", coverage=[row], sources=[{"source_id": "ap-2023-01-02"}])
    assert searched_days(ds, {"ALF-BET"}, first, last) == 90
    assert str(last_searched(ds, {"ALF-BET"}, last)) == "2023-03-31"
    for result, n in (("found", 90), ("none", 90), ("thin", 0)):
        ds = load_rows(
            "2023-03-31",
            coverage=[row | {"result": result}],
            sources=[{"source_id": "ap-2023-01-02"}],
        )
        assert searched_days(ds, {"ALF-BET"}, first, last) == n


def test_a_day_searched_twice_counts_once(load_rows):
    coverage = [
        {"coverage_id": "a", "about": "ALF-BET", "from": "2023-01-01", "to": "2023-01-20"},
        {"coverage_id": "b", "about": "ALF-BET", "from": "2023-01-11", "to": "2023-01-31"},
        {"coverage_id": "c", "about": "ann", "from": "2023-02-01", "to": "2023-02-03"},
    ]
    ds = load_rows(coverage=coverage, sources=[{"source_id": SOURCE}])
    first, last = parse_day("2023-01-05"), parse_day("2023-02-28")
    assert searched_days(ds, {"ALF-BET"}, first, last) == 27
    assert searched_days(ds, {"ALF-BET", "ann"}, first, last) == 30
    assert is_searched(ds, {"ALF-BET"}, first, parse_day("2023-01-31"))
    assert not is_searched(ds, {"ALF-BET"}, first, parse_day("2023-02-01"))


def test_months_are_whole_and_touch_the_window():
    found = [(str(a), str(b)) for a, b in months(parse_day("2023-01-31"), parse_day("2023-02-01"))]
    assert found == [("2023-01-01", "2023-01-31"), ("2023-02-01", "2023-02-28")]


def test_the_rate_compares_the_last_year_with_the_one_before(load_rows):
    names = [f"m{n}" for n in range(6)]
    days = ["2022-03-01", "2022-09-01", "2023-02-01", "2023-05-01", "2023-08-01", "2023-11-01"]
    rows = [row for name, day in zip(names, days, strict=True) for row in claims(name, day)]
    row = {"coverage_id": "a", "about": "ALF-BET", "from": "2022-01-01", "to": "2023-12-31"}
    calls = [event(f"c{n}", "call") for n in range(3)]
    rows += [row for n in range(3) for row in claims(f"c{n}", f"2023-0{n + 1}-15")]
    events = [*(event(n) for n in names), *calls]
    dyad = pair(cadence(load_rows(events=events, claims=rows, coverage=[row])))
    rate = dyad.rate
    assert rate.best == 2.0  # four against two, the calls apart
    assert rate.low < 1 < rate.high
    assert "few_events" in rate.caveats
    assert (dyad.rate_remote.best, str(dyad.rate_until)) == (None, "2023-12-31")  # three to none
    blind = pair(cadence(load_rows(events=events, claims=rows)))
    assert (blind.rate, blind.rate_until) == (None, None)


def test_without_two_years_there_is_no_rate(ds):
    assert pair(cadence(ds, since="2023-01-01")).rate is None


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_interval_of_a_rate_holds_its_value_and_turns_with_it(new, old):
    low, best, high = rate_ratio(new, old)
    assert best is None or low <= best <= (high or float("inf"))
    if new and old:
        turned = rate_ratio(old, new)
        assert turned[0] == pytest.approx(1 / high, rel=1e-6)
        assert turned[2] == pytest.approx(1 / low, rel=1e-6)


def test_every_number_carries_claims_and_a_rule(ds):
    for name, estimate in cadence(ds).numbers.items():
        assert estimate.rule, name
        assert estimate.claim_ids or not estimate.best, name


def test_the_json_is_strict_and_has_the_fields_of_the_contract(ds):
    shown = json.loads(json.dumps(cadence(ds).to_json(), allow_nan=False))
    assert set(shown) == {"as_of", "events", "dyads"}
    assert shown["as_of"] == "2023-12-31"
    assert shown["events"][0]["event_id"] == "ann-bet"


def test_a_result_without_any_contact_is_a_result(load_rows):
    result = cadence(load_rows(sources=[{"source_id": SOURCE}]))
    assert (result.contacts, result.dyads, result.claim_ids) == ((), (), ())
    assert repr(result) == "Cadence(as_of=2023-12-31, contacts held: none)"
    assert result.events.empty
    assert result.gaps.empty


# Key sentences


def told(ds, **filters):
    items = cadence_sentences(ds, cadence(ds, **filters))
    return ["".join(run.text for run in runs if run.kind != "caveat") for runs in items]


def test_the_key_sentences_are_short_and_say_what_is_on_record(ds):
    said = told(ds)
    assert said == [
        "From 1 January 2023 to 31 December 2023 the record has 4 contacts in person, and apart "
        "from them 0 by call or letter. In person: Alfaland–Betaland 4, "
        "Alfaland–Gammaland 1, Betaland–Gammaland 1.",
        "The latest in person: dora-bob (September 2023, Beta City).",
        "Spoken of, with those named who are to meet, and not known to have been held, called off "
        "or denied: 1 contact, the newest of them ann-bet-plan.",
    ]
    assert len(said) <= 6


def test_five_dyads_are_named_and_the_others_counted(load_rows):
    states = [f"S{letter}S" for letter in "ABCDEFG"]
    actors = [{"actor_id": s, "kind": "state", "name": s} for s in states]
    events = [event(f"m{n}") for n in range(len(states))]
    rows = [row for n, s in enumerate(states) for row in claims(f"m{n}", "2023-01-01", f"ann; {s}")]
    assert " and 2 others." in told(load_rows(actors=actors, events=events, claims=rows))[0]
