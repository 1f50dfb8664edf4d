"""Corroboration counts voices: who could know, not who printed it."""

import itertools

import pytest

from briefkit.analysis.origins import roots
from briefkit.analysis.voices import UNKNOWN, bodies, by_voice, is_own_record, support

MEETING = {"event_id": "ann-bob-2023-01"}
DAY = "2023-01-10"


@pytest.fixture
def claims_of(load_rows):
    """Load one claim for each given dict, all about one attribute of one meeting."""

    def make(*rows, sources=()):
        ds = load_rows(
            events=[MEETING],
            sources=sources,
            claims=[
                {
                    "subject_id": MEETING["event_id"],
                    "attribute": "date",
                    "value": "2023-01-05",
                    **row,
                }
                for row in rows
            ],
        )
        return ds, tuple(ds.records.claims.values())

    return make


def claim(outlet, origins=None, speaker=None, **cells):
    return {
        "source_id": f"{outlet}-{DAY}",
        "origin_ids": origins,
        "speaker_id": speaker,
        **cells,
    }


def counts(found):
    return (found.n_sources, found.n_origins, found.n_voices)


def test_three_agencies_that_quote_one_man_are_three_origins_and_one_voice(claims_of):
    ds, claims = claims_of(
        claim("ap", speaker="bob"), claim("reuters", speaker="bob"), claim("efe", speaker="bob")
    )
    assert counts(support(ds, claims)) == (3, 3, 1)
    assert list(by_voice(ds, claims)) == ["BET"]  # of which he is president


def test_three_agencies_in_their_own_words_are_three_voices(claims_of):
    ds, claims = claims_of(claim("ap"), claim("reuters"), claim("efe"))
    assert counts(support(ds, claims)) == (3, 3, 3)
    assert list(by_voice(ds, claims)) == ["ap", "efe", "reuters"]


def test_adding_a_relay_leaves_the_number_of_voices_as_it_was(claims_of):
    own = [claim("ap"), claim("reuters")]
    relays = [
        claim("herald", f"ap-{DAY}"),  # of a document
        claim("globe", "ap"),  # of the agency
        claim("times", "ap; reuters"),  # of both at once
        claim("post", f"herald-{DAY}"),  # of a relay
    ]
    for n in range(len(relays) + 1):
        for chosen in itertools.combinations(relays, n):
            # the document that "post" relays is in the table, whether or not it makes the claim
            sources = [{"source_id": f"herald-{DAY}", "origin_ids": f"ap-{DAY}"}]
            ds, claims = claims_of(*own, *chosen, sources=sources)
            assert counts(support(ds, claims)) == (2 + n, 2, 2)


def test_what_relays_two_voices_speaks_for_both_and_makes_them_one_in_neither(claims_of):
    ds, claims = claims_of(claim("ap"), claim("reuters"), claim("times", "ap; reuters"))
    found = {voice: [c.source_id for c in own] for voice, own in by_voice(ds, claims).items()}
    assert found == {
        "ap": [f"ap-{DAY}", f"times-{DAY}"],
        "reuters": [f"reuters-{DAY}", f"times-{DAY}"],
    }


def test_two_relays_of_the_same_pair_are_one_voice(claims_of):
    ds, claims = claims_of(claim("times", "ap; reuters"), claim("globe", "reuters; ap"))
    assert list(by_voice(ds, claims)) == ["ap+reuters"]
    assert counts(support(ds, claims)) == (2, 2, 1)


ACTORS = [
    {"actor_id": "alfa-army", "kind": "body", "name": "Army", "part_of": "alfa-ministry"},
    {"actor_id": "alfa-ministry", "kind": "body", "name": "Ministry", "part_of": "ALF"},
]


def test_a_body_its_ministry_and_their_state_are_one_voice(load_rows):
    speakers = ("alfa-army", "alfa-ministry", "ALF", "dora", "bob")
    rows = [
        {"subject_id": MEETING["event_id"], "attribute": "date", "value": "2023-01-05"}
        | claim(f"paper{n}", speaker=speaker)
        for n, speaker in enumerate(speakers)
    ]
    ds = load_rows(events=[MEETING], actors=ACTORS, claims=rows)
    claims = tuple(ds.records.claims.values())
    assert {voice: len(own) for voice, own in by_voice(ds, claims).items()} == {"ALF": 4, "BET": 1}
    assert counts(support(ds, claims)) == (5, 5, 2)
    assert [set(bodies(ds, c)) for c in claims] == [{"ALF"}] * 4 + [{"BET"}]


def test_where_no_body_is_coded_as_part_of_another_it_speaks_for_its_state(load_rows):
    actors = [{"actor_id": "alfa-army", "kind": "body", "name": "Army", "state": "ALF"}]
    rows = [
        {"subject_id": MEETING["event_id"], "attribute": "date", "value": "2023-01-05"}
        | claim(outlet, speaker=speaker)
        for outlet, speaker in (("ap", "alfa-army"), ("efe", "ann"))
    ]
    ds = load_rows(events=[MEETING], actors=actors, claims=rows)
    assert list(by_voice(ds, ds.records.claims.values())) == ["ALF"]


def test_a_person_without_an_office_speaks_for_himself(load_rows):
    actors = [{"actor_id": "eve", "kind": "person", "name": "Eve", "state": "ALF"}]
    row = {"subject_id": MEETING["event_id"], "attribute": "date", "value": "2023-01-05"}
    ds = load_rows(events=[MEETING], actors=actors, claims=[row | claim("ap", speaker="eve")])
    assert list(by_voice(ds, ds.records.claims.values())) == ["eve"]


def test_the_record_of_a_body_is_that_of_all_who_speak_for_its_state(load_rows):
    official = {"kind": "official", "reliability": "A", "publisher": "Ministry"}
    row = {"subject_id": MEETING["event_id"], "attribute": "date", "value": "2023-01-05"}
    ds = load_rows(
        events=[MEETING],
        actors=ACTORS,
        sources=[{"source_id": f"gov-{DAY}", **official}],
        claims=[row | claim("gov", speaker=who) for who in ("ann", "bob", None)],
    )
    assert [is_own_record(ds, c) for c in ds.records.claims.values()] == [True, False, True]


def test_a_relay_of_the_speaker_belongs_to_the_speaker(claims_of):
    ds, claims = claims_of(claim("ap", speaker="bob"), claim("times", "bob"))
    assert counts(support(ds, claims))[2] == 1


def test_an_agency_relayed_is_the_agency_read(claims_of):
    ds, claims = claims_of(claim("ap"), claim("times", "ap"))
    assert [roots(ds, c) for c in claims] == [{"ap"}, {"ap"}]


def test_a_chain_of_relays_is_followed_to_its_end(claims_of):
    sources = [
        {"source_id": f"post-{DAY}", "origin_ids": f"times-{DAY}"},
        {"source_id": f"times-{DAY}", "origin_ids": f"globe-{DAY}; efe"},
    ]
    ds, claims = claims_of(claim("post"), sources=sources)
    assert roots(ds, claims[0]) == {"Globe", "efe"}


def test_a_chain_runs_through_what_a_page_between_relays_on_the_matter(claims_of):
    sources = [{"source_id": f"times-{DAY}", "origin_ids": "efe"}]
    ds, claims = claims_of(claim("post", f"times-{DAY}"), claim("times", "ap"), sources=sources)
    assert [roots(ds, c) for c in claims] == [{"ap"}, {"ap"}]


def test_two_pages_that_name_one_another_are_a_chain_with_an_end(claims_of):
    ds, claims = claims_of(claim("post", f"times-{DAY}"), claim("times", f"post-{DAY}"))
    assert [roots(ds, c) for c in claims] == [{"Post"}, {"Times"}]


def test_the_origin_of_a_claim_comes_before_that_of_its_document(claims_of):
    sources = [{"source_id": f"post-{DAY}", "origin_ids": "efe"}]
    ds, claims = claims_of(claim("post", "ap"), claim("post"), sources=sources)
    assert [roots(ds, c) for c in claims] == [{"ap"}, {"efe"}]


def test_a_document_may_speak_for_itself_within_a_relay(claims_of):
    sources = [{"source_id": f"post-{DAY}", "origin_ids": "efe"}]
    ds, claims = claims_of(claim("post", f"post-{DAY}"), sources=sources)
    assert roots(ds, claims[0]) == {"Post"}


def test_an_unknown_origin_is_independent_of_nothing(claims_of):
    ds, claims = claims_of(claim("ap"), claim("times", "unknown"), claim("post", "unknown"))
    assert counts(support(ds, claims)) == (3, 1, 1)
    assert list(by_voice(ds, claims)) == ["ap", UNKNOWN]


def test_unknown_origins_alone_are_one_voice(claims_of):
    ds, claims = claims_of(claim("times", "unknown"), claim("post", "unknown"))
    assert counts(support(ds, claims)) == (2, 1, 1)


def test_who_relays_an_agency_and_somebody_unnamed_counts_as_the_agency(claims_of):
    ds, claims = claims_of(claim("ap"), claim("times", "ap; unknown"))
    assert counts(support(ds, claims)) == (2, 1, 1)


def test_a_speaker_who_is_not_named_is_no_voice(claims_of):
    ds, claims = claims_of(claim("ap", speaker="unknown"))
    assert list(by_voice(ds, claims)) == ["ap"]


def test_a_derived_claim_never_corroborates(claims_of):
    ds, claims = claims_of(claim("ap"), claim("times", basis=f"ap-{DAY}.001"))
    assert list(by_voice(ds, claims)) == ["ap"]
    assert list(by_voice(ds, claims[1:])) == ["Times"]


def test_nothing_has_no_support(claims_of):
    ds, _ = claims_of(claim("ap"))
    assert counts(support(ds, ())) == (0, 0, 0)


def test_voices_do_not_depend_on_the_order_of_claims(claims_of):
    ds, claims = claims_of(
        claim("ap"),
        claim("times", "ap; reuters"),
        claim("post", "reuters; efe"),
        claim("globe", "unknown"),
        claim("herald", speaker="bob"),
    )
    wanted = by_voice(ds, claims)
    assert all(by_voice(ds, order) == wanted for order in itertools.permutations(claims))


MINISTRY = {"actor_id": "alfa-ministry", "kind": "body", "name": "Ministry", "state": "ALF"}
SERVICE = {"actor_id": "alfa-service", "kind": "body", "name": "Service", "state": "ALF"}


@pytest.mark.parametrize(
    ("others", "n_voices"),
    [
        ([], 1),
        ([{"actor_id": "bob", "part_of": "BET"}], 1),
        ([{"actor_id": "ap", "part_of": "ALF"}], 2),
        ([{"actor_id": "dora", "part_of": "ann"}], 2),
        ([{"actor_id": "alfa-service", "part_of": "ALF"}], 2),
        ([{"actor_id": name, "part_of": "ALF"} for name in ("alfa-service", "alfa-ministry")], 1),
    ],
)
def test_bodies_speak_for_their_state_where_nothing_is_coded_of_it(load_rows, others, n_voices):
    said = {"subject_id": MEETING["event_id"], "attribute": "date", "value": "2023-01-05"}
    ds = load_rows(
        actors=[MINISTRY, SERVICE, *others],
        events=[MEETING],
        claims=[
            said | claim("efe", speaker="alfa-ministry"),
            said | claim("reuters", speaker="alfa-service"),
        ],
    )
    assert support(ds, ds.records.claims.values()).n_voices == n_voices
