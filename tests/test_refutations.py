"""What the record itself holds against a cause: where it does, the cause is not given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from discrepancies import (
    DAY,
    FLOW,
    MEETING,
    OTHER_PART,
    PART,
    VISIT,
    WORDS,
    claim,
    first_causes,
    official,
    register,
    source,
    told,
)

ANN, BOB, CLEO = {"speaker_id": "ann"}, {"speaker_id": "bob"}, {"speaker_id": "cleo"}
PLAN = {"stage": "planned"}
DATED = f"{MEETING}.date"
PLACED = f"{MEETING}.place"
FACTOR = {
    "factors": [
        {"factor_id": "f", "from": "bbl", "to": "fuel", "low": 0.12, "best": 0.13, "high": 0.14}
    ]
}
CITIES = [
    {"place_id": "alfa-city", "name": "Alfa City", "country": "ALF", "within": "ALF",
     "latitude": "50", "longitude": "20"},
    {"place_id": "beta-city", "name": "Beta City", "country": "BET", "within": "BET",
     "latitude": "40", "longitude": "120"},
    {"place_id": "gamma-port", "name": "Gamma Port", "country": "BET", "within": "BET"},
]  # fmt: skip
FILED = {"sources": [source("ap", dateline="Alfa City")], "places": CITIES}


@dataclass(frozen=True)
class Refuted:
    """Rows in which a cause fires, and one more, or several, that refute it."""

    cause: str
    by: str
    claims: tuple[dict[str, Any], ...]
    evidence: tuple[dict[str, Any], ...]
    #: First causes of the entry then; none where it is no entry any more.
    instead: str | None = None
    entry: str = f"{FLOW}.quantity"
    tables: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.cause}: {self.by}"


def when(outlet, value, day=DAY, subject=MEETING, attribute="date", **cells):
    return claim(outlet, subject, attribute, value, day, **cells)


def where(outlet, value, subject=MEETING, attribute="place", **cells):
    return claim(outlet, subject, attribute, value, **cells)


def said(outlet, value, attribute="gist", **cells):
    return claim(outlet, WORDS, attribute, value, **{**ANN, **cells})


def lost(outlet, attribute, value, day=DAY, **cells):
    return claim(outlet, FLOW, attribute, value, day, **cells)


REFUTED = [
    # numbers
    Refuted(
        "lost_power",
        "each voice keeps to its own size",
        (told("ap", 37, **ANN), told("efe", 37_000, **BOB)),
        (told("herald", 33, "2023-01-10", **ANN), told("rehash", 35_000, "2023-01-12", **BOB)),
        "voices",
    ),
    Refuted(
        "lost_power",
        "both pages give the parts of their number",
        (told("ap", 37, **ANN), told("efe", 37_000, **BOB)),
        (
            told("ap", 20, subject=PART, **ANN),
            told("ap", 17, subject=OTHER_PART, **ANN),
            told("efe", 12_000, subject=PART, **BOB),
            told("efe", 25_000, subject=OTHER_PART, **BOB),
        ),
        "voices",
    ),
    Refuted(
        "lost_power",
        "both pages give a second unit",
        (told("ap", 37, **ANN), told("efe", 37_000, **BOB)),
        (told("ap", 280, unit="bbl", **ANN), told("efe", 280_000, unit="bbl", **BOB)),
        "voices",
        tables=FACTOR,
    ),
    Refuted(
        "kept_unit",
        "both pages give a second unit",
        (told("ap", 40_900, **ANN), told("efe", 45_084, **BOB)),
        (told("ap", 314_600, unit="bbl", **ANN), told("efe", 346_800, unit="bbl", **BOB)),
        "voices",
        tables=FACTOR,
    ),
    Refuted(
        "kept_number",
        "both pages give a second unit",
        (told("ap", 5_000, unit="bbl", **ANN), told("efe", 5_000, **BOB)),
        (told("ap", 650, **ANN), told("efe", 38_500, unit="bbl", **BOB)),
        "voices",
        tables=FACTOR,
    ),
    Refuted(
        "unlike_units",
        "one page gives so many of each",
        (
            told("ap", 28_000, unit="container", **ANN),
            told("efe", 28_000, unit="round", **ANN),
        ),
        (
            told("herald", 28_000, unit="container", **ANN),
            told("herald", 28_000, unit="round", **ANN),
        ),
    ),
    Refuted(
        "conversion",
        "a page says that it was counted",
        (
            told("ap", 5_000_000, unit="round", extent="conversion"),
            told("efe", 5_000_000, unit="round", **ANN),
            told("herald", 1_200_000, unit="round", **BOB),
        ),
        (told("rehash", 5_000_000, unit="round", printed="5 million were counted", **ANN),),
        "voices",
    ),
    Refuted(
        "conversion",
        "it was told before the conversion",
        (
            told("ap", 5_000_000, unit="round", extent="conversion"),
            told("efe", 5_000_000, unit="round", **ANN),
            told("herald", 1_200_000, unit="round", **BOB),
        ),
        (told("rehash", 5_000_000, "2023-01-10", unit="round", **ANN),),
        "voices",
    ),
    Refuted(
        "losses",
        "the voice has another number for all losses",
        (
            lost("ap", "casualties", 4_000, **CLEO),
            lost("efe", "killed", 4_000, **ANN),
            lost("herald", "killed", 900, **BOB),
        ),
        (lost("rehash", "casualties", 11_000, **ANN),),
        "voices",
        f"{FLOW}.killed",
    ),
    Refuted(
        "losses",
        "the number was told before theirs",
        (
            lost("ap", "casualties", 4_000, **CLEO),
            lost("efe", "killed", 4_000, **ANN),
            lost("herald", "killed", 900, **BOB),
        ),
        (lost("rehash", "killed", 4_000, "2023-01-20", **ANN),),
        "voices",
        f"{FLOW}.killed",
    ),
    Refuted(
        "counted",
        "one page counts seven of each",
        (
            claim("ap", VISIT, "ordinal", 7, unit="meeting", **ANN),
            claim("efe", VISIT, "ordinal", 7, unit="visit", **ANN),
        ),
        (
            claim("herald", VISIT, "ordinal", 7, unit="meeting", **ANN),
            claim("herald", VISIT, "ordinal", 7, unit="visit", **ANN),
        ),
        entry=f"{VISIT}.ordinal",
    ),
    Refuted(
        "calibre",
        "an independent voice has the number",
        (told("ap", 240, unit="weapon", doubt="calibre"), told("efe", 90, unit="weapon")),
        (told("herald", 240, unit="weapon", **CLEO),),
        "voices",
    ),
    Refuted(
        "other_time",
        "an independent voice has it for the same time",
        (told("ap", 240, doubt="other_time"), told("efe", 90)),
        (told("herald", 240, **CLEO),),
        "voices",
    ),
    Refuted(
        "each",
        "the larger number is made of other parts",
        (
            told("ap", 60_000, printed="60,000 tonnes of each", **ANN),
            told("efe", 120_000, **ANN),
        ),
        (
            told("efe", 90_000, subject=PART, **ANN),
            told("efe", 30_000, subject=OTHER_PART, **ANN),
        ),
        "none",
    ),
    Refuted(
        "part_above_whole",
        "the voice of the part has a whole that takes it in",
        (told("ap", 60, **ANN), told("efe", 90, subject=PART, **BOB)),
        (told("herald", 140, **BOB),),
        "voices",
    ),
    Refuted(
        "part_for_whole",
        "the voice has another number for the part",
        (
            told("ap", 3_000, subject=PART, **CLEO),
            told("efe", 3_000, **ANN),
            told("herald", 8_000, **BOB),
        ),
        (told("efe", 1_000, subject=PART, **ANN),),
        "voices",
    ),
    Refuted(
        "part_for_whole",
        "the number was told before that of the part",
        (
            told("ap", 3_000, subject=PART, **ANN),
            told("efe", 3_000, **ANN),
            told("herald", 8_000, **ANN),
        ),
        (told("rehash", 3_000, "2023-01-20", **ANN),),
        "none",
    ),
    Refuted(
        "whole_for_part",
        "the voice has another number for the whole",
        (
            told("ap", 9_000, **ANN),
            told("efe", 9_000, subject=PART, **ANN),
            told("herald", 4_000, subject=PART, **ANN),
        ),
        (told("rehash", 20_000, **ANN),),
        "none",
        f"{PART}.quantity",
    ),
    Refuted(
        "part_added_twice",
        "the larger number is made of other parts",
        (
            told("ap", 15_000, **ANN),
            told("ap", 3_000, subject=PART, **ANN),
            told("efe", 18_000, **ANN),
        ),
        (
            told("efe", 8_000, subject=PART, **ANN),
            told("efe", 10_000, subject=OTHER_PART, **ANN),
        ),
        "none",
    ),
    # times
    Refuted(
        "other_period",
        "the voice has another number for the other time",
        (
            told("ap", 30, window="2022", **ANN),
            told("efe", 50, window="2022", **ANN),
            told("herald", 30, window="2021", **ANN),
        ),
        (told("ap", 12, window="2021", **ANN),),
        "none",
    ),
    Refuted(
        "retold",
        "another page has it of the longer time",
        (
            told("ap", 100, window="2022-03", **ANN),
            told("rehash", 100, window="2022", origin_ids=f"ap-{DAY}", **ANN),
        ),
        (told("herald", 100, window="2022", **ANN),),
    ),
    Refuted(
        "old_number",
        "the voice's own record keeps to it",
        (
            told("ap", 100, "2023-01-10", **ANN),
            told("efe", 200, "2023-03-01", **ANN),
            told("herald", 100, "2023-03-20", **ANN),
        ),
        (told("palace", 100, "2023-03-19", **ANN),),
        tables={"sources": [official("palace", "2023-03-19")]},
    ),
    Refuted(
        "old_number",
        "the voice says it again on a newer day",
        (
            told("ap", 100, "2023-01-10", **ANN),
            told("efe", 200, "2023-03-01", **ANN),
            told("herald", 100, "2023-03-20", **ANN),
        ),
        (told("rehash", 100, "2023-03-21", said_on="2023-03-18", **ANN),),
    ),
    # steps
    Refuted(
        "plan_and_deed",
        "one page has the one planned and the other done",
        (told("ap", 100, **PLAN, **ANN), told("efe", 150, **BOB)),
        (told("herald", 100, **PLAN, **ANN), told("herald", 150, **BOB)),
        "voices",
    ),
    Refuted(
        "told_as_done",
        "another voice has it done by then",
        (told("ap", 100, **PLAN, **ANN), told("efe", 100, **ANN)),
        (told("herald", 100, "2023-01-20", **BOB),),
        "told_as_plan",
    ),
    Refuted(
        "called_off",
        "who called it off says later that it was held",
        (
            when("ap", "2023-01-10", "2023-01-08", stage="cancelled", **ANN),
            when("efe", "2023-01-10", "2023-01-11", **BOB),
        ),
        (when("herald", "2023-01-10", "2023-01-12", **ANN),),
        entry=DATED,
    ),
    Refuted(
        "called_off",
        "who called it off says later that it was shipped",
        (told("ap", 100, stage="cancelled", **ANN), told("efe", 100, **BOB)),
        (told("herald", 100, "2023-02-03", **ANN),),
    ),
    # days and places
    Refuted(
        "days",
        "a page has the meeting last from the one to the other",
        (when("ap", "2023-01-10"), when("efe", "2023-01-12")),
        (when("herald", "2023-01-10/2023-01-12"),),
        entry=DATED,
    ),
    Refuted(
        "days",
        "a page names the days of travel of a visit",
        (
            when("ap", "2023-01-09", subject=VISIT, attribute="arrival"),
            when("efe", "2023-01-10/2023-01-12", subject=VISIT),
        ),
        (when("herald", "2023-01-09/2023-01-13", subject=VISIT),),
        entry=f"{VISIT}.date",
    ),
    Refuted(
        "other_month",
        "two origins give each month",
        (when("ap", "2023-01-10"), when("efe", "2023-02-10", "2023-02-20")),
        (when("herald", "2023-01-10"), when("rehash", "2023-02-10", "2023-02-20")),
        "days",
        entry=DATED,
    ),
    Refuted(
        "other_year",
        "two origins give each year",
        (when("ap", "2022-01-10"), when("efe", "2023-01-10")),
        (when("herald", "2022-01-10"), when("rehash", "2023-01-10")),
        "days",
        entry=DATED,
    ),
    Refuted(
        "announcement",
        "a page of another origin prints the day",
        (
            when("ap", DAY, basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-20"),
            when("reuters", "2023-01-20"),
            when("herald", DAY, attribute="announced"),
        ),
        (when("rehash", DAY, printed="on 31 January"),),
        "days",
        entry=DATED,
    ),
    Refuted(
        "day_of_report",
        "a page of another origin prints the day",
        (
            when("ap", DAY, basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-30"),
            when("reuters", "2023-01-30"),
            when("gazette", "2023-01-30"),
        ),
        (when("rehash", DAY, printed="on 31 January"),),
        "days",
        entry=DATED,
    ),
    Refuted(
        "time_zones",
        "a page from the one place has the day of the other",
        (when("ap", "2023-01-10"), when("efe", "2023-01-11")),
        (when("reuters", "2023-01-11"),),
        "days",
        entry=DATED,
        tables={
            "places": CITIES,
            "sources": [
                source("ap", dateline="Alfa City"),
                source("efe", dateline="Beta City"),
                source("reuters", dateline="Alfa City"),
            ],
        },
    ),
    Refuted(
        "places",
        "a page has the visitor move from the one to the other",
        (where("ap", "alfa-city", VISIT), where("efe", "beta-city", VISIT)),
        (where("herald", "alfa-city > beta-city", VISIT, "leg"),),
        entry=f"{VISIT}.place",
        tables={"places": CITIES},
    ),
    Refuted(
        "head",
        "the text of that page names the place",
        (where("ap", "alfa-city", locator="dl"), where("efe", "beta-city")),
        (where("ap", "alfa-city"),),
        "filed_from",
        entry=PLACED,
        tables={"places": CITIES},
    ),
    Refuted(
        "filed_from",
        "a page that was filed elsewhere names the place",
        (where("ap", "alfa-city"), where("efe", "beta-city"), where("herald", "beta-city")),
        (where("reuters", "alfa-city"),),
        "places",
        entry=PLACED,
        tables=FILED,
    ),
    Refuted(
        "arrival",
        "a page that was filed elsewhere puts the meeting there",
        (
            where("ap", "beta-port", VISIT, "arrival_place"),
            where("efe", "gamma-port"),
        ),
        (where("herald", "gamma-port"),),
        entry=f"{VISIT}.place",
        tables={"places": CITIES, "sources": [source("efe", dateline="Gamma Port")]},
    ),
    # words
    Refuted(
        "turned_round",
        "one page carries both",
        (
            said("ap", "the port will be opened to ships"),
            said("efe", "the port will not be opened to ships"),
        ),
        (
            said("herald", "the port will be opened to ships"),
            said("herald", "the port will not be opened to ships"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Refuted(
        "limit_lost",
        "one page carries both",
        (
            said("ap", "some ports of the north lie under ice"),
            said("efe", "ports of the north lie under ice"),
        ),
        (
            said("herald", "some ports of the north lie under ice"),
            said("herald", "ports of the north lie under ice"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Refuted(
        "rate",
        "one page carries both",
        (
            said("ap", "gains of 28 billion"),
            said("efe", "gains of 30 billion a year"),
        ),
        (
            said("herald", "gains of 28 billion"),
            said("herald", "gains of 30 billion a year"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Refuted(
        "garbled",
        "a page with nothing garbled says the same",
        (
            said("ap", "the ferry brings grain"),
            said("efe", "grain is a ferry", doubt="garbled"),
        ),
        (said("herald", "grain is a ferry", speaker_id=None),),
        "none",
        entry=f"{WORDS}.gist",
    ),
    Refuted(
        "speakers",
        "the own record of each has the words",
        (
            said("ap", "we stand together", "phrase"),
            said("efe", "we stand together", "phrase", **BOB),
        ),
        (
            said("palace", "we stand together", "phrase"),
            said("castle", "we stand together", "phrase", **BOB),
        ),
        entry=f"{WORDS}.gist",
        tables={"sources": [official("palace"), official("castle")]},
    ),
    Refuted(
        "as_fact",
        "a page that it relays has it as fact",
        (
            told("ap", 100, modality="alleged", **CLEO),
            told("rehash", 100, origin_ids=f"ap-{DAY}; efe-{DAY}"),
        ),
        (told("efe", 100),),
    ),
]
refuted = pytest.mark.parametrize("scene", REFUTED, ids=str)


@refuted
def test_the_cause_is_given_while_nothing_refutes_it(scene: Refuted, load_rows):
    found = register(load_rows, *scene.claims, **_known(scene, scene.claims))
    assert first_causes(found)[scene.entry] == scene.cause


@refuted
def test_the_cause_is_not_given_against_the_record(scene: Refuted, load_rows):
    found = register(load_rows, *scene.claims, *scene.evidence, **scene.tables)
    causes = {h.cause for e in found.entries if e.id == scene.entry for h in e.hypotheses}
    assert scene.cause not in causes
    assert first_causes(found).get(scene.entry) == scene.instead


def _known(scene, claims):
    """Return the tables without the documents of which nothing is coded yet."""
    used = {row["source_id"] for row in claims}
    rows = scene.tables.get("sources", ())
    return {**scene.tables, "sources": [row for row in rows if row["source_id"] in used]}


@pytest.mark.parametrize("older", [False, True])
def test_what_was_told_before_the_correction_was_overtaken_and_not_told_on(older, load_rows):
    found = register(
        load_rows,
        told("ap", 50, "2023-01-20", **ANN),
        told("ap", 5.5, "2023-02-02", supersedes="ap-2023-01-20.001", **ANN),
        told("efe", 50, "2023-01-25" if older else "2023-02-03", **ANN),
        sources=[source("ap", "2023-02-02", publisher="AP")],
    )
    assert first_causes(found) == ({} if older else {f"{FLOW}.quantity": "relay_of_corrected"})
    kept = [h.cause for v in found.variants for h in v.hypotheses]
    assert kept == (["corrected"] if older else [])


@pytest.mark.parametrize("older", [False, True])
def test_a_day_told_before_it_was_corrected_was_overtaken(older, load_rows):
    found = register(
        load_rows,
        when("ap", "2023-01-10", "2023-01-20"),
        when("ap", "2023-01-16", "2023-02-02", supersedes="ap-2023-01-20.001"),
        when("efe", "2023-01-10", "2023-01-25" if older else "2023-02-03", origin_ids="ap"),
        sources=[source("ap", "2023-02-02", publisher="AP")],
    )
    assert first_causes(found) == ({} if older else {DATED: "relay_of_corrected"})


@pytest.mark.parametrize(
    "cells", [{"window": "../2023-12"}, {"said_on": "2023-02-19"}], ids=["for later", "made later"]
)
def test_a_plan_for_later_or_made_later_than_the_deed_is_not_old(cells, load_rows):
    deed = told("ap", 100)
    old = told("efe", 150, "2023-02-20", **PLAN)
    assert first_causes(register(load_rows, deed, old)) == {f"{FLOW}.quantity": "old_plan"}
    assert register(load_rows, deed, {**old, **cells}).entries == ()


def test_a_planned_day_that_is_still_to_come_is_not_old(load_rows):
    held = when("ap", "2023-01-10", "2023-01-11")
    plan = when("efe", "2023-01-20", "2023-01-21", **PLAN)
    assert first_causes(register(load_rows, held, plan)) == {DATED: "old_plan"}
    plan = when("efe", "2023-01-20", "2023-01-18", **PLAN)
    assert "old_plan" not in first_causes(register(load_rows, held, plan)).values()


@pytest.mark.parametrize("day", ["2023-02-20", "2023-03-20"])
def test_a_number_is_not_taken_from_what_was_told_long_after_it(day, load_rows):
    found = register(
        load_rows,
        told("ap", 30, window="2022", **ANN),
        told("efe", 50, window="2022", **ANN),
        told("herald", 30, day, window="2021", **ANN),
    )
    expected = "other_period" if day == "2023-02-20" else "none"
    assert first_causes(found) == {f"{FLOW}.quantity": expected}


@pytest.mark.parametrize("doubt", [None, "slip"])
def test_a_cause_does_not_accuse_a_number_whose_rival_is_doubtful_in_itself(doubt, load_rows):
    found = register(
        load_rows,
        told("ap", 9_000, **ANN),
        told("efe", 9_000, subject=PART, **ANN),
        told("herald", 4_000, subject=PART, doubt=doubt, **ANN),
    )
    expected = "whole_for_part" if doubt is None else "none"
    assert first_causes(found) == {f"{PART}.quantity": expected}


def test_a_number_that_a_page_dates_to_an_older_day_is_not_told_after_a_newer_one(load_rows):
    rows = (
        told("ap", 100, "2023-01-05", **ANN),
        told("efe", 200, "2023-01-20", window="../2023-01-15", **ANN),
    )
    late = told("herald", 100, "2023-03-20", **ANN)
    found = register(load_rows, *rows, late)
    assert first_causes(found) == {f"{FLOW}.quantity": "old_number"}
    dated = {**late, "said_on": "2023-01", "window": "../2023-01-31"}
    assert register(load_rows, *rows, dated).entries == ()


@pytest.mark.parametrize(
    ("newer", "late"),
    [({"doubt": "slip"}, {}), ({}, {"said_on": "2023-03-03"})],
    ids=["the newer one is doubtful", "said again on a newer day"],
)
def test_an_old_number_beside_a_newer_one_of_another_voice_may_be_kept_to(newer, late, load_rows):
    old = told("ap", 100, "2023-01-10", **ANN)
    rival = told("efe", 200, "2023-03-01", **BOB)
    again = told("herald", 100, "2023-03-03", **ANN)
    causes = {h.cause for h in register(load_rows, old, rival, again).entries[0].hypotheses}
    assert causes == {"old_number", "voices"}
    found = register(load_rows, old, {**rival, **newer}, {**again, **late})
    assert [h.cause for h in found.entries[0].hypotheses] == ["voices"]
