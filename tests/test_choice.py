"""Dates, places, actors and terms, chosen among claims that differ."""

import itertools

import pytest

import briefkit as bk
from briefkit.analysis.choice import choose
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import Caveat

MEETING = {"event_id": "ann-bob-2023-01"}
DAY = "2023-01-10"


@pytest.fixture
def choice(load_rows):
    """Choose one value from (outlet, value, other cells), the attribute given first."""

    def make(attribute, *rows):
        claims = [
            {
                "source_id": f"{outlet}-2023-01-10",
                "subject_id": MEETING["event_id"],
                "attribute": attribute,
                "value": value,
                **(rest[0] if rest else {}),
            }
            for outlet, value, *rest in rows
        ]
        ds = load_rows(events=[MEETING], claims=claims)
        return choose(ds, ds.records.claims.values())

    return make


def outlets(claim_ids):
    return {claim_id.partition("-")[0] for claim_id in claim_ids}


def test_the_value_of_most_voices_is_chosen_and_its_rivals_are_named(choice):
    found = choice("date", ("ap", "2023-01-05"), ("efe", "2023-01-06"), ("reuters", "2023-01-05"))
    assert found.value == "2023-01-05"
    assert outlets(found.claim_ids) == {"ap", "reuters"}
    assert outlets(found.rival_ids) == {"efe"}
    assert found.n_voices == 2
    assert found.caveats == (Caveat.SOURCES_DISAGREE,)


def test_a_coarser_date_holds_with_a_finer_one(choice):
    found = choice("date", ("ap", "2023-01"), ("reuters", "2023-01-05"), ("efe", "2023"))
    assert (found.value, found.rival_ids, found.n_voices) == ("2023-01-05", (), 3)


def test_a_finer_date_that_most_contradict_is_not_chosen(choice):
    found = choice("date", ("ap", "2023-02"), ("reuters", "2023-02"), ("efe", "2023-01-05"))
    assert found.value == "2023-02"


def test_a_country_holds_with_a_port_of_it(choice):
    found = choice("place", ("ap", "BET"), ("reuters", "beta-port"), ("efe", "beta-city"))
    assert (found.value, found.rival_ids) == ("beta-port", ())


def test_some_of_the_actors_hold_with_all_of_them(choice):
    found = choice("actor", ("ap", "ann; bob"), ("reuters", "bob; ann; cleo"), ("efe", "bob"))
    assert (found.value, found.rival_ids) == ("bob; ann; cleo", ())


def test_terms_hold_only_with_themselves(choice):
    found = choice("agreement", ("ap", "signed"), ("reuters", "none"), ("efe", "none"))
    assert found.value == "none"


def test_relays_of_one_voice_do_not_outvote_two_voices(choice):
    relays = [(name, "2023-01-05", {"origin_ids": "ap"}) for name in ("times", "post", "globe")]
    found = choice(
        "date", ("ap", "2023-01-05"), *relays, ("reuters", "2023-01-06"), ("efe", "2023-01-06")
    )
    assert (found.value, found.n_voices) == ("2023-01-06", 2)


def test_a_mistranslation_is_outvoted_inside_its_voice(choice):
    by_bob = {"speaker_id": "bob"}
    found = choice(
        "date",
        ("ap", "2023-01-05", by_bob),
        ("reuters", "2023-01-05", by_bob),
        ("efe", "2023-01-25", by_bob),
    )
    assert found.value == "2023-01-05"
    assert found.caveats == (Caveat.SOURCES_DISAGREE, Caveat.SINGLE_VOICE)


def test_a_tie_of_voices_goes_to_the_value_of_more_documents(choice):
    relay = ("times", "2023-01-06", {"origin_ids": "reuters"})
    found = choice("date", ("ap", "2023-01-05"), ("reuters", "2023-01-06"), relay)
    assert found.value == "2023-01-06"


def test_a_full_tie_goes_to_the_first_in_order(choice):
    assert choice("date", ("ap", "2023-01-06"), ("reuters", "2023-01-05")).value == "2023-01-05"


def test_an_unknown_origin_weighs_less_than_a_known_one(choice):
    found = choice("date", ("ap", "2023-01-06"), ("times", "2023-01-05", {"origin_ids": "unknown"}))
    assert found.value == "2023-01-06"


def test_a_denied_value_is_not_chosen(choice):
    denied = {"modality": "denied"}
    assert choice("date", ("ap", "2023-01-05", denied)) is None
    assert choice("date", ("ap", "2023-01-05", denied), ("efe", "2023-01-06")).value == "2023-01-06"


def test_the_order_of_claims_never_matters(load_rows):
    rows = [
        ("ap", "2023-01", None),
        ("reuters", "2023-01-05", None),
        ("efe", "2023-01-06", "ap; reuters"),
        ("times", "2023-01-06", "unknown"),
        ("post", "2023-02", None),
    ]
    claims = [
        {
            "source_id": f"{outlet}-2023-03-10",
            "subject_id": MEETING["event_id"],
            "attribute": "date",
            "value": value,
            "origin_ids": origins,
        }
        for outlet, value, origins in rows
    ]
    ds = load_rows(events=[MEETING], claims=claims)
    known = tuple(ds.records.claims.values())
    assert len({choose(ds, order) for order in itertools.permutations(known)}) == 1


# One answer for the register and the contact

OLD, NEW, REPEAT = f"ap-{DAY}", "ap-2023-01-11", "times-2023-01-12"


def told(source, attribute, value, **cells):
    """Return one claim on the meeting."""
    row = {"subject_id": MEETING["event_id"], "attribute": attribute, "value": value}
    return {"source_id": source, **row, **cells}


@pytest.fixture
def both(load_rows):
    """Return what is chosen among claims, and what the register holds with: state, why, value."""

    def make(*claims, **tables):
        ds = load_rows(events=[MEETING], claims=claims, **tables)
        chosen = choose(ds, ds.claims_of(MEETING["event_id"], claims[0]["attribute"]))
        found = [
            (str(e.state), e.because, (e.a if e.leans == "a" else e.b).quoted.value)
            for e in bk.discrepancies(ds).entries
        ]
        return chosen, found

    return make


@pytest.mark.parametrize(
    ("attribute", "old", "new", "repeated"),
    [
        ("date", "2023-01-05", "2023-01-06", "2023-01-05"),
        ("date", "2023-01", "2023-02-06", "2023-01-05"),
        ("place", "beta-port", "alfa-city", "beta-port"),
        ("place", "beta-port", "alfa-city", "BET"),
        ("actor", "ann; bob", "ann; cleo", "bob; ann"),
        ("actor", "ann; bob", "ann", "ann; bob"),
    ],
)
@pytest.mark.parametrize("relay", [{"origin_ids": "ap"}, {"speaker_id": "ap"}])
def test_a_relay_of_what_was_corrected_dates_and_places_nothing(
    both, attribute, old, new, repeated, relay
):
    chosen, _ = both(
        told(OLD, attribute, old),
        told(NEW, attribute, new, supersedes=f"{OLD}.001"),
        told(REPEAT, attribute, repeated, **relay),
        told("globe-2023-01-13", attribute, repeated, **relay),
    )
    assert (chosen.value, chosen.rival_ids) == (new, ())


def test_what_holds_with_the_correction_too_is_not_corrected(both):
    chosen, _ = both(
        told(OLD, "date", "2023-01-05"),
        told(NEW, "date", "2023-01-06", supersedes=f"{OLD}.001"),
        told(REPEAT, "date", "2023-01", origin_ids="ap"),
    )
    assert (chosen.value, outlets(chosen.claim_ids)) == ("2023-01-06", {"ap", "times"})


def test_a_correction_is_the_answer_of_the_register_and_of_the_contact(both):
    chosen, found = both(
        told(OLD, "date", "2023-01-05"),
        told(NEW, "date", "2023-01-06", supersedes=f"{OLD}.001"),
        told(REPEAT, "date", "2023-01-05", origin_ids="ap"),
    )
    assert found == [("resolved", "correction", chosen.value)]


RECORD = {"source_id": f"gov-{DAY}", "kind": "official", "reliability": "A"}


def by_ann(*days, **cells):
    outlets_ = ("gov", "ap", "efe", "reuters")
    return [
        told(f"{outlet}-{DAY}", "date", day, speaker_id="ann", **(cells if outlet == "gov" else {}))
        for outlet, day in zip(outlets_, days, strict=True)
    ]


def test_against_its_own_record_a_voice_has_no_other_vote(both):
    days = ("2023-01-06", "2023-01-05", "2023-01-05", "2023-01-05")
    chosen, found = both(*by_ann(*days), sources=[RECORD])
    assert (chosen.value, outlets(chosen.rival_ids)) == ("2023-01-06", {"ap", "efe", "reuters"})
    assert found == [("resolved", "record", chosen.value)]


def test_who_tells_more_closely_than_the_record_votes_with_it(both):
    days = ("2023-01", "2023-01-09", "2023-01-05", "2023-01-05")
    assert both(*by_ann(*days), sources=[RECORD])[0].value == "2023-01-05"


def test_a_record_of_a_plan_does_not_overrule_word_of_the_deed(both):
    days = ("2023-01-06", "2023-01-05", "2023-01-05", "2023-01-05")
    chosen, _ = both(*by_ann(*days, stage="planned"), sources=[RECORD])
    assert chosen.value == "2023-01-05"


@pytest.mark.parametrize("cells", [{}, {"speaker_id": "ann"}])
@pytest.mark.parametrize("grade", ["E", "F", "hearsay"])
def test_weak_pages_never_outvote(both, cells, grade):
    weak = {"doubt": "hearsay"} if grade == "hearsay" else {}
    pages = [f"{outlet}-{DAY}" for outlet in ("echo", "rehash")]
    rows = [{"source_id": page, "reliability": "B" if weak else grade} for page in pages]
    chosen, found = both(
        told(f"post-{DAY}", "date", "2023-01-05", **cells),
        *(told(page, "date", "2023-01-09", **cells, **weak) for page in pages),
        sources=rows,
    )
    assert (chosen.value, chosen.caveats[0]) == ("2023-01-05", Caveat.SOURCES_DISAGREE)
    assert found == [("leaning", "grade", chosen.value)]


def test_weak_pages_are_asked_where_the_others_tie_or_tell_less(both):
    rows = [{"source_id": f"echo-{DAY}", "reliability": "E"}]
    weak = told(f"echo-{DAY}", "date", "2023-01-09")
    tie = [told(f"{who}-{DAY}", "date", f"2023-01-0{n}") for who, n in (("ap", 5), ("efe", 9))]
    assert both(*tie, weak, sources=rows)[0].value == "2023-01-09"
    vague = told(f"ap-{DAY}", "date", "2023-01")
    chosen, _ = both(vague, weak, sources=rows)
    assert (chosen.value, chosen.rival_ids) == ("2023-01-09", ())


def test_what_is_doubtful_in_itself_never_decides(both):
    doubtful = told(f"ap-{DAY}", "date", "2023-01-05", doubt="slip")
    chosen, found = both(doubtful, told(f"efe-{DAY}", "date", "2023-01-06"))
    assert found == [("leaning", "doubt", chosen.value)]
    assert (chosen.value, chosen.rival_ids) == ("2023-01-06", ())
    assert both(doubtful)[0] is None


@pytest.mark.parametrize(
    ("coarse", "fine", "covers"),
    [
        ("BET", "beta-port", True),
        ("beta-city", "beta-port", True),
        ("beta-port", "beta-city", False),
        ("ALF", "beta-port", False),
        ("beta-city", "beta-city", True),
        ("BET", "beta-island", True),  # of the country, though within nothing
        ("BET", "open-sea", False),
    ],
)
def test_a_place_covers_what_lies_within_it_or_in_its_country(load_rows, coarse, fine, covers):
    ds = load_rows(
        places=[
            {"place_id": "beta-island", "name": "Beta Island", "country": "BET"},
            {"place_id": "open-sea", "name": "Open Sea", "country": "XXX"},
        ]
    )
    place = ATTRIBUTES["place"].type
    assert place.covers(coarse, fine, ds.records.places) == covers
