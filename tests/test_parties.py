"""A party that is no state: a body under a code of three capitals."""

import pytest
from corpus import load_corpus

import briefkit as bk
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.events import contacts
from briefkit.present.formats import route
from briefkit.publish.catalogue.types import terms_of

FLOW, MEETING, VISIT = "rifles-alf-xmo", "ann-mona-2023-01", "mona-bet-2023-02"
ACTORS = [
    {"actor_id": "XMO", "kind": "body", "name": "the Movement"},
    {"actor_id": "mona", "kind": "person", "name": "Mona", "state": "XMO"},
    {"actor_id": "movement-radio", "kind": "agency", "name": "Radio", "part_of": "XMO"},
]


def says(subject, attribute, value, source="ap-2023-03-01", **cells):
    return {
        "source_id": source, "subject_id": subject, "attribute": attribute, "value": value, **cells
    }  # fmt: skip


@pytest.fixture
def ds(tmp_path):
    return load_corpus(
        tmp_path,
        actors=ACTORS,
        offices=[
            {"office_id": "mona-head", "actor_id": "mona", "level": "leader", "state": "XMO"}
        ],
        flows=[{"flow_id": FLOW, "origin": "ALF", "destination": "XMO"}],
        events=[{"event_id": MEETING}, {"event_id": VISIT, "kind": "visit"}],
        coverage=[
            {"coverage_id": "all", "about": "ALF-XMO", "from": "2023-01-01", "to": "2023-03-01"}
        ],
        claims=[
            says(FLOW, "quantity", 100, unit="weapon"),
            says(FLOW, "quantity", None, "efe-2023-03-02", hedge="some",
                 unit="weapon", modality="denied",
                 speaker_id="XMO"),
            says(MEETING, "actor", "ann; mona"),
            says(MEETING, "date", "2023-01-10"),
            says(MEETING, "place", "alfa-city"),
            says(VISIT, "actor", "mona"),
            says(VISIT, "recipient", "BET"),
            says(VISIT, "date", "2023-02-10"),
            says("ALF-XMO", "count", 1, unit="meeting"),
        ],
    )  # fmt: skip


def test_a_body_is_a_party_of_a_flow_whose_denial_contests_it(ds):
    (line,) = bk.flows(ds, routes="ALF>XMO").lines
    assert line.estimate.best == 100
    assert corpus_of(ds).parties(FLOW) == {"ALF", "XMO"}
    (contested,) = bk.discrepancies(ds).contested
    assert contested.subject_id == FLOW
    assert contested.parties == ("XMO",)
    assert route(ds, line.origin, line.destination) == "Alfaland to the Movement"


def test_a_body_is_a_side_of_dyads_and_a_guest(ds):
    cadence = bk.cadence(ds)
    assert {dyad.dyad for dyad in cadence.dyads} >= {"ALF-XMO"}
    states = {c.event_id: c.states for c in contacts(ds)}
    assert states == {MEETING: ("ALF", "XMO"), VISIT: ("BET", "XMO")}
    assert "Alfaland–the Movement" in str(bk.present.dyads(ds, cadence))


def test_a_body_is_whom_its_people_and_its_agency_speak_for(ds):
    corpus = corpus_of(ds)
    assert [corpus.body(name) for name in ("mona", "movement-radio", "XMO")] == ["XMO"] * 3
    assert corpus.state("XMO") == "XMO"


def test_a_notebook_may_ask_for_it(ds):
    assert "XMO" in terms_of(ds)["state"]
    assert "ALF-XMO" in terms_of(ds)["dyad"]
