"""Dates, places, actors and terms, chosen among claims that differ."""

import itertools

import pytest

from briefkit.analysis.choice import choose
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.vocab import Caveat

MEETING = {"event_id": "ann-bob-2023-01"}


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
