"""Every cause of the register: a scene in which it fires, and a sibling in which it must not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest
from discrepancies import (
    CALL,
    DAY,
    FLOW,
    MEETING,
    OTHER_PART,
    PART,
    VISIT,
    WORDS,
    claim,
    compared,
    first_causes,
    flows_with,
    official,
    register,
    source,
    told,
)

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies.matters import matters
from briefkit.analysis.discrepancies.pairs import Ground
from briefkit.analysis.discrepancies.terms import Cause, Variation
from briefkit.present.causes import CAUSES
from briefkit.present.quotes import side_text
from briefkit.present.reasons import _VARIANTS, reason_text
from briefkit.present.states import severity_text, state_text
from briefkit.vocab import DiscrepancyType

T = DiscrepancyType
CITIES = [
    {
        "place_id": "alfa-city",
        "name": "Alfa City",
        "country": "ALF",
        "within": "ALF",
        "latitude": "50",
        "longitude": "20",
    },
    {
        "place_id": "beta-city",
        "name": "Beta City",
        "country": "BET",
        "within": "BET",
        "latitude": "40",
        "longitude": "120",
    },
]
BODIES = [
    {
        "actor_id": "alf-army",
        "kind": "body",
        "name": "Army of Alfaland",
        "state": "ALF",
        "part_of": "ALF",
    }
]


@dataclass(frozen=True)
class Scene:
    """Rows in which a cause fires, and rows that differ in one thing and in which it must not."""

    cause: str
    type: T
    name: str
    claims: tuple[dict[str, Any], ...]
    sibling: tuple[dict[str, Any], ...]
    #: First causes of the sibling's entries; none where it has no entry.
    instead: tuple[str, ...] = ()
    entry: str = f"{FLOW}.quantity"
    tables: dict[str, Any] = field(default_factory=dict)
    #: Whether other explanations come first.
    is_second: bool = False

    def __str__(self) -> str:
        return f"{self.cause}: {self.name}"


def when(outlet, value, day=DAY, subject=MEETING, attribute="date", **cells):
    return claim(outlet, subject, attribute, value, day, **cells)


def where(outlet, value, subject=MEETING, attribute="place", **cells):
    return claim(outlet, subject, attribute, value, **cells)


def said(outlet, value, attribute="gist", **cells):
    return claim(outlet, WORDS, attribute, value, **cells)


def nth(outlet, value, unit="visit", **cells):
    return claim(outlet, VISIT, "ordinal", value, unit=unit, **cells)


def people(outlet, attribute, value, day=DAY, **cells):
    return claim(outlet, FLOW, attribute, value, day, **cells)


BOTH_READ = (
    claim("ap", MEETING, "place", "beta-city", origin_ids="efe"),
    claim("reuters", MEETING, "place", "beta-city", origin_ids="efe"),
    claim("ap", MEETING, "actor", "ann; bob", origin_ids="efe"),
    claim("reuters", MEETING, "actor", "ann; bob", origin_ids="efe"),
)

SCENES = [
    # numbers
    Scene(
        "lost_power",
        T.MAGNITUDE,
        "a thousand times less, with the same digits",
        (told("ap", 37), told("efe", 37_000)),
        (told("ap", 37), told("efe", 52_000)),
        ("voices",),
    ),
    Scene(
        "lost_power",
        T.MAGNITUDE,
        "rounded on the way",
        (told("ap", 13), told("efe", 13_221)),
        (told("ap", 13), told("efe", 17_221)),
        ("voices",),
    ),
    Scene(
        "lost_power",
        T.MAGNITUDE,
        "a hedge in front of one",
        (told("ap", high=60, hedge="up_to"), told("efe", 60_000)),
        (told("ap", low=60, hedge="over"), told("efe", 60_000)),
    ),
    Scene(
        "lost_power",
        T.MAGNITUDE,
        "ten times, unless both voices say so twice and with one digit",
        (told("ap", 5, speaker_id="ann"), told("efe", 50, speaker_id="bob")),
        (
            told("ap", 5, speaker_id="ann"),
            told("reuters", 5, speaker_id="ann"),
            told("efe", 50, speaker_id="bob"),
            told("herald", 50, speaker_id="bob"),
        ),
        ("voices",),
    ),
    Scene(
        "kept_unit",
        T.UNIT,
        "short tons told as tonnes",
        (told("ap", 40_900), told("efe", 45_084)),
        (told("ap", 40_900), told("efe", 47_500)),
        ("voices",),
    ),
    Scene(
        "kept_number",
        T.UNIT,
        "barrels told as tonnes",
        (told("ap", 5_000, unit="bbl"), told("efe", 5_000)),
        (told("ap", 5_000, unit="bbl"), told("efe", 650)),  # at 0.13 t a barrel
        tables={
            "factors": [
                {
                    "factor_id": "bbl-fuel",
                    "from": "bbl",
                    "to": "fuel",
                    "low": 0.11,
                    "best": 0.13,
                    "high": 0.15,
                }
            ]
        },
    ),
    Scene(
        "unlike_units",
        T.UNIT,
        "containers told as rounds by one voice",
        (
            told("ap", 28_000, unit="container", speaker_id="ann"),
            told("efe", 28_000, unit="round", speaker_id="ann"),
        ),
        (
            told("ap", 28_000, unit="container", speaker_id="ann"),
            told("efe", 28_000, unit="round", speaker_id="bob"),
        ),
    ),
    Scene(
        "unlike_units",
        T.UNIT,
        "within a month",
        (
            told("ap", 28_000, unit="container", speaker_id="ann"),
            told("efe", 28_000, "2023-02-20", unit="round", speaker_id="ann"),
        ),
        (
            told("ap", 28_000, unit="container", speaker_id="ann"),
            told("efe", 28_000, "2023-03-20", unit="round", speaker_id="ann"),
        ),
    ),
    Scene(
        "conversion",
        T.COUNT_DEFINITION,
        "what the containers would hold, told as a count",
        (
            told("ap", 5_000_000, unit="round", extent="conversion"),
            told("efe", 5_000_000, unit="round"),
            told("herald", 1_200_000, unit="round"),
        ),
        (told("efe", 5_000_000, unit="round"), told("herald", 1_200_000, unit="round")),
        ("voices",),
    ),
    Scene(
        "conversion",
        T.COUNT_DEFINITION,
        "in its own words",
        (
            told("efe", 5_000_000, unit="round", printed="equivalent to 5 million rounds"),
            told("herald", 1_200_000, unit="round"),
        ),
        (
            told("efe", 5_000_000, unit="round", printed="counted 5 million rounds"),
            told("herald", 1_200_000, unit="round"),
        ),
        ("voices",),
    ),
    Scene(
        "losses",
        T.COUNT_DEFINITION,
        "killed and wounded told as killed",
        (
            people("ap", "casualties", 4_000),
            people("efe", "killed", 4_000),
            people("herald", "killed", 900),
        ),
        (
            people("ap", "casualties", 7_000),
            people("efe", "killed", 4_000),
            people("herald", "killed", 900),
        ),
        ("voices",),
        f"{FLOW}.killed",
    ),
    Scene(
        "losses",
        T.COUNT_DEFINITION,
        "of one voice, and no third number",
        (
            people("ap", "casualties", 4_000, "2023-01-29", speaker_id="ann"),
            people("efe", "killed", 4_000, speaker_id="ann", printed="4,000 killed"),
        ),
        (
            people("ap", "casualties", 4_000, "2023-01-29", speaker_id="ann"),
            people("efe", "killed", 4_000, speaker_id="bob", printed="4,000 killed"),
        ),
        entry=f"{FLOW}.casualties",
    ),
    Scene(
        "losses",
        T.COUNT_DEFINITION,
        "the wounded taken for all",
        (
            people("ap", "casualties", 4_000, speaker_id="ann"),
            people("efe", "wounded", 4_000, "2023-02-20", hedge="over", speaker_id="ann"),
        ),
        (
            people("ap", "casualties", 4_000, speaker_id="ann"),
            people("efe", "wounded", 4_000, "2023-03-20", hedge="over", speaker_id="ann"),
        ),
        entry=f"{FLOW}.casualties",
    ),
    Scene(
        "ways_of_counting",
        T.COUNT_DEFINITION,
        "the fifth and the sixth",
        (nth("ap", 5), nth("efe", 6)),
        (nth("ap", 5, scope="BET"), nth("efe", 6)),
        entry=f"{VISIT}.ordinal",
    ),
    Scene(
        "ways_of_counting",
        T.COUNT_DEFINITION,
        "of one year",
        (nth("ap", 5, window="2023"), nth("efe", 6, window="2023")),
        (nth("ap", 5, window="2023"), nth("efe", 6, window="2019/2023")),
        entry=f"{VISIT}.ordinal",
    ),
    Scene(
        "counted",
        T.COUNT_DEFINITION,
        "the seventh meeting told as the seventh visit",
        (nth("ap", 7, "meeting", speaker_id="ann"), nth("efe", 7, "visit", speaker_id="ann")),
        (nth("ap", 7, "meeting", speaker_id="ann"), nth("efe", 7, "visit", speaker_id="bob")),
        entry=f"{VISIT}.ordinal",
    ),
    Scene(
        "counted",
        T.COUNT_DEFINITION,
        "but five visits hold seven meetings",
        (nth("ap", 7, "meeting", speaker_id="ann"), nth("efe", 7, "visit", speaker_id="ann")),
        (nth("ap", 7, "meeting", speaker_id="ann"), nth("efe", 5, "visit", speaker_id="ann")),
        entry=f"{VISIT}.ordinal",
    ),
    Scene(
        "calibre",
        T.COUNT_DEFINITION,
        "a calibre, as the coder found",
        (told("ap", 240, unit="weapon", doubt="calibre"), told("efe", 90, unit="weapon")),
        (told("ap", 240, unit="weapon"), told("efe", 90, unit="weapon")),
        ("voices",),
    ),
    Scene(
        "other_time",
        T.WINDOW,
        "a figure of another year, as the coder found",
        (told("ap", 240, doubt="other_time"), told("efe", 90)),
        (told("ap", 240, doubt="hearsay"), told("efe", 90)),
        ("voices",),
    ),
    Scene(
        "each",
        T.TOTAL_PART,
        "one number for the whole and for each of its parts",
        (
            told("ap", 60_000, speaker_id="ann"),
            told("efe", 60_000, subject=PART, speaker_id="ann"),
            told("efe", 60_000, subject=OTHER_PART, speaker_id="ann"),
        ),
        (
            told("ap", 60_000, speaker_id="ann"),
            told("efe", 60_000, subject=PART, speaker_id="ann"),
            told("efe", 20_000, subject=OTHER_PART, speaker_id="ann"),
        ),
    ),
    Scene(
        "each",
        T.TOTAL_PART,
        "in its own words",
        (
            told("ap", 60_000, speaker_id="ann", printed="60,000 tonnes of each"),
            told("efe", 120_000, speaker_id="ann"),
        ),
        (
            told("ap", 60_000, speaker_id="ann", printed="60,000 tonnes of it"),
            told("efe", 120_000, speaker_id="ann"),
        ),
        ("none",),
    ),
    Scene(
        "sum",
        T.TOTAL_PART,
        "parts that are apart and make more than the whole",
        (told("ap", 60), told("efe", 50, subject=PART), told("efe", 40, subject=OTHER_PART)),
        (told("ap", 60), told("efe", 40, subject=PART), told("efe", 20, subject=OTHER_PART)),
        tables={"flows": flows_with("disjoint")},
    ),
    Scene(
        "part_above_whole",
        T.TOTAL_PART,
        "more diesel than fuel",
        (told("ap", 60), told("efe", 90, subject=PART)),
        (told("ap", 60), told("efe", 59, subject=PART)),
    ),
    Scene(
        "part_above_whole",
        T.TOTAL_PART,
        "a part of a year that the whole does not take in",
        (told("ap", 60, window="2022"), told("efe", 90, subject=PART, window="2022")),
        (told("ap", 60, window="2022"), told("efe", 90, subject=PART, window="2021")),
    ),
    Scene(
        "part_above_whole",
        T.TOTAL_PART,
        "more killed than killed and wounded",
        (people("ap", "casualties", 100), people("efe", "killed", 300)),
        (people("ap", "casualties", 400), people("efe", "killed", 300)),
        entry=f"{FLOW}.casualties",
    ),
    Scene(
        "part_for_whole",
        T.TOTAL_PART,
        "what one ship carried",
        (
            told("ap", 3_000, extent="lot"),
            told("efe", 3_000, speaker_id="ann"),
            told("herald", 8_000, speaker_id="ann"),
        ),
        (
            told("ap", 2_000, extent="lot"),
            told("efe", 3_000, speaker_id="ann"),
            told("herald", 8_000, speaker_id="ann"),
        ),
        ("none",),
    ),
    Scene(
        "whole_for_part",
        T.TOTAL_PART,
        "the number of all fuel told of the diesel",
        (
            told("ap", 9_000, speaker_id="ann"),
            told("efe", 9_000, subject=PART, speaker_id="ann"),
            told("herald", 4_000, subject=PART, speaker_id="ann"),
        ),
        (
            told("ap", 9_900, speaker_id="ann"),
            told("efe", 9_000, subject=PART, speaker_id="ann"),
            told("herald", 4_000, subject=PART, speaker_id="ann"),
        ),
        ("none",),
        entry=f"{PART}.quantity",
    ),
    Scene(
        "part_added_twice",
        T.TOTAL_PART,
        "three thousand more, that the total holds already",
        (
            told("ap", 15_000, speaker_id="ann"),
            told("ap", 3_000, subject=PART, speaker_id="ann"),
            told("efe", 18_000, speaker_id="ann"),
        ),
        (
            told("ap", 15_000, speaker_id="ann"),
            told("ap", 2_000, subject=PART, speaker_id="ann"),
            told("efe", 18_000, speaker_id="ann"),
        ),
        ("none",),
    ),
    # times
    Scene(
        "inside",
        T.WINDOW,
        "one voice gives more for March than for the year",
        (
            told("ap", 50, "2023-12-31", window="2022-03", speaker_id="ann"),
            told("efe", 30, "2023-12-31", window="2022", speaker_id="ann"),
        ),
        (
            told("ap", 20, "2023-12-31", window="2022-03", speaker_id="ann"),
            told("efe", 30, "2023-12-31", window="2022", speaker_id="ann"),
        ),
    ),
    Scene(
        "other_period",
        T.WINDOW,
        "the number of 2021 told for 2022",
        (
            told("ap", 30, window="2022", speaker_id="ann"),
            told("efe", 50, window="2022", speaker_id="ann"),
            told("herald", 30, window="2021", speaker_id="ann"),
        ),
        (
            told("ap", 30, window="2022", speaker_id="ann"),
            told("efe", 50, window="2022", speaker_id="ann"),
            told("herald", 30, window="2021", speaker_id="bob"),
        ),
        ("none",),
    ),
    Scene(
        "retold",
        T.WINDOW,
        "the number of a month told for the year by who relays it",
        (
            told("ap", 100, window="2022-03"),
            told("rehash", 100, window="2022", origin_ids=f"ap-{DAY}"),
        ),
        (told("ap", 100, window="2022-03"), told("rehash", 100, window="2022")),
    ),
    Scene(
        "old_number",
        T.STALE,
        "a total told again after a newer one",
        (
            told("ap", 100, "2023-01-10", speaker_id="ann"),
            told("efe", 200, "2023-03-01", speaker_id="ann"),
            told("herald", 100, "2023-03-20", speaker_id="ann"),
        ),
        (
            told("efe", 200, "2023-03-01", speaker_id="ann"),
            told("herald", 100, "2023-03-20", speaker_id="ann"),
        ),  # a change of mind
    ),
    Scene(
        "old_plan",
        T.STALE,
        "a plan of another value told after the deed",
        (told("ap", 100), told("efe", 150, "2023-02-20", stage="planned")),
        (told("ap", 100), told("efe", 150, "2023-01-10", stage="planned")),
    ),
    Scene(
        "old_plan",
        T.STALE,
        "a day that was planned, told after the day",
        (when("ap", "2023-01-10"), when("efe", "2023-01-20", stage="planned", day="2023-02-20")),
        (when("ap", "2023-01-10"), when("efe", "2023-01-20", stage="planned", day="2023-01-05")),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "relay_of_corrected",
        T.STALE,
        "who tells on what was corrected",
        (
            told("ap", 50, speaker_id="ann"),
            told("ap", 5.5, "2023-02-02", speaker_id="ann", supersedes=f"ap-{DAY}.001"),
            told("efe", 50, "2023-02-03", speaker_id="ann"),
        ),
        (
            told("ap", 50, speaker_id="ann"),
            told("ap", 5.5, "2023-02-02", speaker_id="ann", supersedes=f"ap-{DAY}.001"),
            told("efe", 5.5, "2023-02-03", speaker_id="ann"),
        ),
        tables={"sources": [source("ap", "2023-02-02", publisher="AP")]},
    ),
    # steps
    Scene(
        "plan_and_deed",
        T.STAGE,
        "told within three days",
        (told("ap", 100, stage="planned"), told("efe", 150)),
        (told("ap", 100, stage="planned"), told("efe", 150, "2023-02-10")),
    ),
    Scene(
        "plan_and_deed",
        T.STAGE,
        "and not knowingly, on one page",
        (told("ap", 100, stage="planned"), told("efe", 150)),
        (told("ap", 100, stage="planned"), told("ap", 150)),
    ),
    Scene(
        "told_as_done",
        T.STAGE,
        "one number of one speaker, sought and shipped",
        (told("ap", 100, stage="planned", speaker_id="ann"), told("efe", 100, speaker_id="ann")),
        (
            told("ap", 100, stage="planned", speaker_id="ann"),
            told("efe", 100, "2023-02-10", speaker_id="ann"),
        ),
    ),
    Scene(
        "told_as_plan",
        T.STAGE,
        "what another voice has as done eleven days before",
        (
            told("ap", 100, stage="planned", speaker_id="ann"),
            told("efe", 100, speaker_id="ann"),
            told("herald", 100, "2023-01-20", speaker_id="bob"),
        ),
        (
            told("ap", 100, stage="planned", speaker_id="ann"),
            told("efe", 100, speaker_id="ann"),
            told("herald", 100, "2023-02-10", speaker_id="bob"),
        ),
        ("told_as_done",),
    ),
    Scene(
        "called_off",
        T.STAGE,
        "held and called off",
        (when("ap", "2023-01-10", stage="cancelled"), when("efe", "2023-01-10")),
        (when("ap", "2023-01-10", stage="cancelled"), when("efe", "2023-01-10", stage="planned")),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "called_off",
        T.STAGE,
        "shipped and called off",
        (told("ap", 100, stage="cancelled"), told("efe", 100)),
        (told("ap", 100, stage="cancelled"), told("efe", 100, stage="planned")),
    ),
    # days
    Scene(
        "days",
        T.DATE,
        "two days of one meeting",
        (when("ap", "2023-01-10", speaker_id="ann"), when("efe", "2023-01-12", speaker_id="ann")),
        (when("ap", "2023-01-10", speaker_id="ann"), when("efe", "2023-01", speaker_id="ann")),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "days",
        T.DATE,
        "further apart than a visit lasts",
        (when("ap", "2023-01-10", subject=VISIT), when("efe", "2023-01-19", subject=VISIT)),
        (when("ap", "2023-01-10", subject=VISIT), when("efe", "2023-01-14", subject=VISIT)),
        entry=f"{VISIT}.date",
    ),
    Scene(
        "other_month",
        T.DATE,
        "the month alone",
        (when("ap", "2023-01-10"), when("efe", "2023-02-10", "2023-02-20")),
        (when("ap", "2023-01-10"), when("efe", "2023-02-11", "2023-02-20")),
        ("days",),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "other_year",
        T.DATE,
        "the year alone",
        (when("ap", "2022-01-10"), when("efe", "2023-01-10")),
        (when("ap", "2022-01-10"), when("efe", "2023-01-11")),
        ("days",),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "outside",
        T.DATE,
        "a meeting after its visit",
        (when("ap", "2023-01-10/2023-01-12", subject=VISIT), when("efe", "2023-01-17")),
        (when("ap", "2023-01-10/2023-01-12", subject=VISIT), when("efe", "2023-01-12")),
        entry=f"{VISIT}.date",
    ),
    Scene(
        "announcement",
        T.DATELINE,
        "the day on which it was announced",
        (
            when("ap", "2023-01-31", basis="publication"),
            when("efe", "2023-01-20"),
            when("herald", "2023-01-31", attribute="announced"),
        ),
        (when("ap", "2023-01-31", basis="publication"), when("efe", "2023-01-20")),
        ("days",),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "day_of_report",
        T.DATELINE,
        "of the weaker side alone",
        (
            when("ap", "2023-01-31", basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-30"),
            when("reuters", "2023-01-30"),
        ),
        (
            when("ap", "2023-01-31", basis="publication", printed="on Tuesday"),
            when("herald", "2023-01-31", basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-30"),
        ),
        ("days",),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "day_of_report",
        T.DATELINE,
        "of the day before or after alone",
        (
            when("ap", "2023-01-31", basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-30"),
        ),
        (
            when("ap", "2023-01-31", basis="publication", printed="on Tuesday"),
            when("efe", "2023-01-29"),
        ),
        ("days",),
        entry=f"{MEETING}.date",
    ),
    Scene(
        "time_zones",
        T.DATELINE,
        "a hundred degrees apart",
        (when("ap", "2023-01-10"), when("efe", "2023-01-11")),
        (when("ap", "2023-01-10"), when("efe", "2023-01-12")),
        ("days",),
        entry=f"{MEETING}.date",
        tables={
            "places": CITIES,
            "sources": [source("ap", dateline="Alfa City"), source("efe", dateline="Beta City")],
        },
    ),
    Scene(
        "time_zones",
        T.DATELINE,
        "across the date line, where the map is narrow",
        (when("ap", "2023-01-10"), when("efe", "2023-01-11")),
        (when("ap", "2023-01-10"), when("efe", "2023-01-12")),
        ("days",),
        entry=f"{MEETING}.date",
        tables={
            "places": [{**CITIES[0], "longitude": "-170"}, {**CITIES[1], "longitude": "175"}],
            "sources": [source("ap", dateline="Alfa City"), source("efe", dateline="Beta City")],
        },
    ),
    Scene(
        "time_zones",
        T.DATELINE,
        "and not ten degrees apart",
        (when("ap", "2023-01-10"), when("efe", "2023-01-11")),
        (when("ap", "2023-01-10"), when("reuters", "2023-01-11")),
        ("days",),
        entry=f"{MEETING}.date",
        tables={
            "places": [
                *CITIES,
                {**CITIES[1], "place_id": "gamma", "name": "Gamma", "longitude": "30"},
            ],
            "sources": [
                source("ap", dateline="Alfa City"),
                source("efe", dateline="Beta City"),
                source("reuters", dateline="Gamma"),
            ],
        },
    ),
    # places
    Scene(
        "places",
        T.PLACE,
        "two cities",
        (where("ap", "alfa-city"), where("efe", "beta-city")),
        (where("ap", "beta-port"), where("efe", "beta-city")),
        entry=f"{MEETING}.place",
    ),
    Scene(
        "outside",
        T.PLACE,
        "a meeting in another country than its visit",
        (where("ap", "beta-city", VISIT), where("efe", "alfa-city")),
        (where("ap", "beta-city", VISIT), where("efe", "beta-port")),
        entry=f"{VISIT}.place",
    ),
    Scene(
        "head",
        T.DATELINE,
        "a dateline coded as the place",
        (where("ap", "alfa-city", locator="dl"), where("efe", "beta-city")),
        (where("ap", "beta-port", locator="dl"), where("efe", "beta-city")),
        entry=f"{MEETING}.place",
    ),
    Scene(
        "filed_from",
        T.DATELINE,
        "where the report was filed",
        (where("ap", "alfa-city"), where("efe", "beta-city")),
        (where("reuters", "alfa-city"), where("efe", "beta-city")),
        ("places",),
        entry=f"{MEETING}.place",
        tables={"sources": [source("ap", dateline="Alfa City")]},
    ),
    Scene(
        "arrival",
        T.DATELINE,
        "arrived in one city, met where the report was filed",
        (
            where("ap", "beta-port", VISIT, "arrival_place"),
            where("efe", "gamma-port"),
        ),
        (
            where("ap", "beta-port", VISIT, "arrival_place"),
            where("efe", "gamma-port"),
            where("ap", "beta-port > gamma-port", VISIT, "leg"),
        ),
        entry=f"{VISIT}.place",
        tables={
            "places": [
                {"place_id": "gamma-port", "name": "Gamma Port", "country": "BET", "within": "BET"}
            ],
            "sources": [source("efe", dateline="Gamma Port")],
        },
    ),
    # words
    Scene(
        "turned_round",
        T.POLARITY,
        "a negation in one of them",
        (
            said("ap", "the port will be opened to ships", speaker_id="ann"),
            said("efe", "the port will not be opened to ships", speaker_id="ann"),
        ),
        (
            said("ap", "the port will be opened to ships", speaker_id="ann"),
            said("efe", "the port will not only be opened to ships", speaker_id="ann"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "turned_round",
        T.POLARITY,
        "an antonym",
        (
            said("ap", "exports of grain will increase", speaker_id="ann"),
            said("efe", "exports of grain will decrease", speaker_id="ann"),
        ),
        (
            said("ap", "exports of grain will increase", speaker_id="ann"),
            said("efe", "the harvest of beans is to decrease by far", speaker_id="ann"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "limit_lost",
        T.TOTAL_PART,
        "of some ports, and of all",
        (
            said("ap", "some ports of the north lie under ice", speaker_id="ann"),
            said("efe", "ports of the north lie under ice", speaker_id="ann"),
        ),
        (
            said("ap", "some ports of the north lie under ice", speaker_id="ann"),
            said("efe", "ports in part lie under ice in the north", speaker_id="ann"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "garbled",
        T.UNKNOWN,
        "as the coder found",
        (
            said("ap", "the ferry brings grain", speaker_id="ann"),
            said("efe", "grain is a ferry", speaker_id="ann", doubt="garbled"),
        ),
        (
            said("ap", "the ferry brings grain", speaker_id="ann"),
            said("efe", "grain comes by the ferry", speaker_id="ann"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "garbled",
        T.POLARITY,
        "who gives and who receives",
        (
            said("ap", "they transfer much grain", speaker_id="ann"),
            said("efe", "we receive much grain", speaker_id="ann", doubt="garbled"),
        ),
        (
            said("ap", "they transfer much grain", speaker_id="ann"),
            said("efe", "we receive much grain", speaker_id="ann"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "rate",
        T.WINDOW,
        "in all, and a year",
        (
            said("ap", "gains of 28 billion", speaker_id="ann"),
            said("efe", "gains of 30 billion a year", speaker_id="ann"),
        ),
        (
            said("ap", "gains of 28 billion", speaker_id="ann"),
            said("efe", "gains of 30 billion", speaker_id="ann"),
        ),
        ("none",),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "counts_as_such",
        T.COUNT_DEFINITION,
        "the first since two visits",
        (
            claim("ap", VISIT, "first_since", MEETING),
            claim("efe", VISIT, "first_since", CALL),
        ),
        (
            claim("ap", VISIT, "first_since", MEETING),
            claim("efe", VISIT, "first_since", MEETING),
        ),
        entry=f"{VISIT}.first_since",
    ),
    Scene(
        "speakers",
        T.ATTRIBUTION,
        "credited to speakers of two states",
        (
            said("ap", "we stand together", "phrase", speaker_id="ann"),
            said("efe", "we stand together", "phrase", speaker_id="bob"),
        ),
        (
            said("ap", "we stand together", "phrase", speaker_id="ann"),
            said("efe", "we stand together", "phrase", speaker_id="alf-army"),
        ),
        entry=f"{WORDS}.gist",
        tables={"actors": BODIES},
    ),
    Scene(
        "speakers",
        T.ATTRIBUTION,
        "an agency only relays",
        (
            said("ap", "we stand together", "phrase", speaker_id="ann"),
            said("efe", "we stand together", "phrase", speaker_id="cleo"),
        ),
        (
            said("ap", "we stand together", "phrase", speaker_id="ann"),
            said("efe", "we stand together", "phrase", speaker_id="reuters"),
        ),
        entry=f"{WORDS}.gist",
    ),
    Scene(
        "as_fact",
        T.ATTRIBUTION,
        "what somebody alleges on the page that is relayed",
        (
            told("ap", 100, speaker_id="cleo", modality="alleged"),
            told("rehash", 100, origin_ids=f"ap-{DAY}"),
        ),
        (
            told("ap", 100, speaker_id="cleo", modality="alleged"),
            told("rehash", 100, origin_ids=f"ap-{DAY}", speaker_id="cleo", modality="alleged"),
        ),
    ),
    Scene(
        "occasions",
        T.ATTRIBUTION,
        "before and after",
        (said("ap", "before", "occasion"), said("efe", "after", "occasion")),
        (said("ap", "before", "occasion"), said("efe", "before", "occasion")),
        entry=f"{WORDS}.occasion",
    ),
    # nothing else
    Scene(
        "denied",
        T.REAL,
        "by a third, and not by a party",
        (told("ap", 100, speaker_id="ann"), told("efe", 100, speaker_id="cleo", modality="denied")),
        (told("ap", 100, speaker_id="ann"), told("efe", 100, speaker_id="bob", modality="denied")),
    ),
    Scene(
        "denied",
        T.REAL,
        "and not before it was said",
        (
            told("ap", 100, speaker_id="ann"),
            told("efe", 100, "2023-02-02", speaker_id="cleo", modality="denied"),
        ),
        (
            told("ap", 100, speaker_id="ann"),
            told("efe", 100, "2023-01-02", speaker_id="cleo", modality="denied"),
        ),
    ),
    Scene(
        "voices",
        T.REAL,
        "two states at one time",
        (told("ap", 100, speaker_id="ann"), told("efe", 170, speaker_id="bob")),
        (told("ap", 100, speaker_id="ann"), told("efe", 170, speaker_id="dora")),
        ("none",),
    ),
    Scene(
        "voices",
        T.REAL,
        "who relays an unnamed source is independent of nobody",
        (told("ap", 100), told("efe", 170)),
        (told("ap", 100), told("efe", 170, origin_ids="unknown")),
        ("none",),
    ),
    Scene(
        "voices",
        T.REAL,
        "a total that shrinks within a quarter",
        (
            told("ap", 170, speaker_id="ann"),
            told("efe", 100, "2023-03-31", speaker_id="bob"),
        ),
        (
            told("ap", 170, speaker_id="ann"),
            told("efe", 100, "2023-06-30", speaker_id="bob"),
        ),
    ),
    Scene(
        "none",
        T.UNKNOWN,
        "one voice at one time",
        (told("ap", 100, speaker_id="ann"), told("efe", 170, speaker_id="ann")),
        (told("ap", 100, speaker_id="ann"), told("efe", 170, "2023-02-20", speaker_id="ann")),
    ),
    Scene(
        "left_out",
        T.OMISSION,
        "by one who was read whole",
        (*BOTH_READ, claim("herald", MEETING, "actor", "ann; bob", origin_ids="efe")),
        (
            *BOTH_READ,
            claim("herald", MEETING, "actor", "ann; bob", origin_ids="efe"),
            claim("gazette", MEETING, "actor", "ann; bob", origin_ids="efe"),
        ),  # two leave it out: it is not news
        entry=f"{MEETING}.place",
    ),
    Scene(
        "left_out",
        T.OMISSION,
        "of one origin",
        (*BOTH_READ, claim("herald", MEETING, "actor", "ann; bob", origin_ids="efe")),
        (*BOTH_READ, claim("herald", MEETING, "actor", "ann; bob")),
        entry=f"{MEETING}.place",
    ),
]
scenes = pytest.mark.parametrize("scene", SCENES, ids=str)


@scenes
def test_the_cause_fires_and_is_first(scene: Scene, load_rows):
    found = register(load_rows, *scene.claims, **scene.tables)
    entry = next((e for e in found.entries if e.id == scene.entry), None)
    assert entry is not None, found.entries
    first = entry.hypotheses[0]
    assert (first.cause, first.type) == (scene.cause, scene.type), entry.hypotheses


@scenes
def test_the_cause_does_not_fire_in_the_sibling(scene: Scene, load_rows):
    found = register(load_rows, *scene.sibling, **scene.tables)
    assert scene.cause not in {h.cause for e in found.entries for h in e.hypotheses}
    assert tuple(first_causes(found).values()) == scene.instead


@scenes
def test_the_sentence_quotes_both_sides(scene: Scene, load_rows):
    claims = [
        {**row, "printed": f"words of {row['source_id']} on {i}"}
        if scene.name != "in its own words"
        else row
        for i, row in enumerate(scene.claims)
    ]
    ds, found = compared(load_rows, *claims, **scene.tables)
    entry = found.entry(scene.entry)
    first = entry.hypotheses[0]
    text = reason_text(ds, entry, first)
    assert text.endswith(".")
    assert "None" not in text
    quoted = first.evidence[:1] if scene.cause == "left_out" else first.evidence[:2]
    for name in quoted:
        assert f"“{ds.records.claims[name].printed}”" in text
    assert state_text(ds, entry).endswith(".")
    assert re.match(r"-?\d+ = \d+ \(claims exclude one another\)", severity_text(entry))


@scenes
def test_the_two_sides_are_told_apart(scene: Scene, load_rows):
    ds, found = compared(load_rows, *scene.claims, **scene.tables)
    entry = found.entry(scene.entry)
    assert not set(entry.a.claim_ids) & set(entry.b.claim_ids)
    texts = {side_text(ds, entry, side) for side in (entry.a, entry.b)}
    assert len(texts) == 2 or scene.type is T.OMISSION


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"hedge": "over"}, {}),
        ({}, {"hedge": "up_to"}),
        ({}, {"extent": "part"}),
        ({"window": "2023-01"}, {"window": "2022-12"}),
        ({"window": "2023-01"}, {"window": "2022-12-01/2023-01-31"}),
        ({"stage": "planned"}, {}),
        ({}, {"source_id": f"ap-{DAY}"}),
    ],
    ids=str,
)
def test_a_number_of_the_killed_may_be_that_of_all_casualties(whole, part, load_rows):
    ann = {"speaker_id": "ann"}
    found = register(
        load_rows,
        people("ap", "casualties", 4_000, **ann, **whole),
        people("efe", "killed", 4_000, **ann, **part),
    )
    assert not found.entries


def test_every_cause_and_every_ground_has_a_scene(load_rows):
    assert {scene.cause for scene in SCENES} == set(CAUSES)
    grounds = set()
    for scene in SCENES:
        ds, _ = compared(load_rows, *scene.claims, **scene.tables)
        grounds |= {pair.ground for m in matters(corpus_of(ds)).values() for pair in m.pairs}
    assert grounds == set(Ground) - {Ground.OMISSION}  # that one comes afterwards


def test_every_cause_that_a_rule_can_return_says_what_would_refute_it():
    """The type checker lets a rule return no other term than these."""
    assert set(CAUSES) == set(get_args(Cause))
    assert set(_VARIANTS) == {scene.cause for scene in VARIANTS} == set(get_args(Variation))
    for cause, wording in CAUSES.items():
        assert 3 <= len(wording.refuted_by.split()) <= 25, cause
        assert not re.search(r"[\d_.;]|refut|^the evidence", wording.refuted_by), cause


POWERS = {1: "a digit", 2: "百", 3: "thousand", 4: "만", 5: "lakh", 6: "million", 7: "crore",
          8: "억", 9: "milliard", 12: "조"}  # fmt: skip


@pytest.mark.parametrize("power", POWERS, ids=POWERS.values())
def test_every_power_of_ten_can_be_lost(power, load_rows):
    ds, found = compared(load_rows, told("ap", 37), told("efe", 37 * 10**power))
    (entry,) = found.entries
    first = entry.hypotheses[0]
    assert (first.type, first.cause) == (T.MAGNITUDE, "lost_power")
    assert f"{10**power:,} times less" in reason_text(ds, entry, first)
    found = register(load_rows, told("ap", 37), told("efe", 45 * 10**power))
    assert [e.types[0] for e in found.entries] == [T.REAL]


def test_a_lost_thousand_may_be_a_point_between_thousands_and_a_lost_billion_not(load_rows):
    ds, found = compared(load_rows, told("ap", 60), told("efe", 60_000))
    (entry,) = found.entries
    assert "60.000" in reason_text(ds, entry, entry.hypotheses[0])
    ds, found = compared(load_rows, told("ap", 2_000_000), told("efe", 2_000_000_000))
    (entry,) = found.entries
    text = reason_text(ds, entry, entry.hypotheses[0])
    assert text.startswith("A lost thousand would explain it")
    assert "2.000.000" not in text


def test_the_likeliest_explanation_comes_first_and_real_behind_it(load_rows):
    found = register(
        load_rows,
        told("ap", 5_000_000, unit="round", extent="conversion"),
        told("efe", 5_000_000, unit="round"),
        told("herald", 500_000, unit="round"),
    )
    (entry,) = found.entries
    assert [h.cause for h in entry.hypotheses] == ["lost_power", "conversion", "voices"]
    assert entry.types == (T.MAGNITUDE, T.COUNT_DEFINITION, T.REAL)


def test_evidence_begins_with_the_pair_and_names_what_it_rests_on(load_rows):
    found = register(
        load_rows,
        told("ap", 5_000_000, unit="round", extent="conversion"),
        told("efe", 5_000_000, unit="round"),
        told("herald", 1_200_000, unit="round"),
    )
    first = found.entries[0].hypotheses[0]
    assert set(first.evidence[:2]) == {f"efe-{DAY}.001", f"herald-{DAY}.001"}
    assert first.evidence[2:] == (f"ap-{DAY}.001",)
    assert first.facts["converted"] == f"efe-{DAY}.001"


def test_an_explanation_of_another_pair_quotes_that_pair(load_rows):
    """Two voices disagree on the whole; besides a part is said to be more than the whole."""
    ds, found = compared(
        load_rows,
        told("ap", 60, speaker_id="ann", printed="sixty in all"),
        told("efe", 200, speaker_id="bob", printed="two hundred in all"),
        told("herald", 90, subject=PART, printed="ninety of diesel"),
    )
    entry = found.entry(f"{FLOW}.quantity")
    texts = {h.cause: reason_text(ds, entry, h) for h in entry.hypotheses}
    assert list(texts) == ["voices", "part_above_whole"]
    assert "“two hundred in all”" in texts["voices"]
    assert "“ninety of diesel”" in texts["part_above_whole"]
    assert "“sixty in all”" in texts["part_above_whole"]
    assert "two hundred" not in texts["part_above_whole"]


def test_the_whole_and_its_part_keep_their_places_in_the_sentence(load_rows):
    ds, found = compared(
        load_rows,
        told("ap", 60, printed="sixty in all"),
        told("efe", 50, subject=PART, printed="fifty of diesel"),
        told("reuters", 50, subject=PART),
        told("herald", 40, subject=OTHER_PART),
        flows=flows_with("exhaustive"),
    )
    entry = found.entry(f"{FLOW}.quantity")
    text = reason_text(ds, entry, entry.hypotheses[0])
    assert re.search(r"“sixty in all”.* for the whole; 50 t, .* for one part\.$", text)


def test_where_two_report_a_day_that_only_one_relates_to_its_own_the_other_is_not_accused(
    load_rows,
):
    ds, found = compared(
        load_rows,
        when("ap", "2023-01-31", basis="publication", printed="on Tuesday"),
        when("efe", "2023-01-30", printed="on 30 January"),
    )
    entry = found.entry(f"{MEETING}.date")
    text = reason_text(ds, entry, entry.hypotheses[0])
    assert re.search(r"would stand for that of the event: 31 .*“on Tuesday”.*, against 30 ", text)


def test_a_call_has_a_day_on_each_side(load_rows):
    """As in the case of a call across midnight: a variant, and nothing else."""
    claims = [claim(o, CALL, "actor", "ann; bob") for o in ("ap", "efe")]
    found = register(
        load_rows,
        *claims,
        when("ap", "2023-01-10", subject=CALL),
        when("efe", "2023-01-11", subject=CALL),
    )
    assert found.entries == ()
    assert [(v.id, v.types) for v in found.variants] == [(f"{CALL}.date", (T.GRANULARITY,))]
    found = register(
        load_rows,
        *claims,
        when("ap", "2023-01-10", subject=CALL),
        when("efe", "2023-01-12", subject=CALL),
    )
    assert first_causes(found) == {f"{CALL}.date": "days"}


# Variants: what differs and can all hold


@dataclass(frozen=True)
class Both:
    """Rows that differ and can all hold, and rows that do not even differ, or cannot."""

    cause: str
    type: T
    name: str
    claims: tuple[dict[str, Any], ...]
    sibling: tuple[dict[str, Any], ...]
    id: str = f"{FLOW}.quantity"
    tables: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.cause}: {self.name}"


VARIANTS = [
    Both(
        "precision",
        T.ROUNDING,
        "one number at two precisions",
        (told("ap", 11_000), told("efe", 10_900)),
        (told("ap", 11_000), told("efe", 10_000)),
    ),
    Both(
        "hedge",
        T.ROUNDING,
        "a bound and a value that it allows",
        (told("ap", high=60, hedge="up_to"), told("efe", 60, hedge="about")),
        (told("ap", 60), told("efe", 60)),
    ),
    Both(
        "date",
        T.GRANULARITY,
        "a month and a day in it",
        (when("ap", "2023-01-10"), when("efe", "2023-01")),
        (when("ap", "2023-01-10"), when("efe", "2023-02")),
        f"{MEETING}.date",
    ),
    Both(
        "local_days",
        T.GRANULARITY,
        "a call across midnight",
        (when("ap", "2023-01-10", subject=CALL), when("efe", "2023-01-11", subject=CALL)),
        (when("ap", "2023-01-10"), when("efe", "2023-01-11")),
        f"{CALL}.date",
    ),
    Both(
        "travel",
        T.GRANULARITY,
        "with the days of travel and without",
        (
            when("ap", "2023-01-10/2023-01-12", subject=VISIT),
            when("efe", "2023-01-09/2023-01-13", subject=VISIT),
        ),
        (
            when("ap", "2023-01-10/2023-01-12", subject=VISIT),
            when("efe", "2023-01-08/2023-01-14", subject=VISIT),
        ),
        f"{VISIT}.date",
    ),
    Both(
        "place",
        T.GRANULARITY,
        "a city and its port",
        (where("ap", "beta-city"), where("efe", "beta-port")),
        (where("ap", "alfa-city"), where("efe", "beta-port")),
        f"{MEETING}.place",
    ),
    Both(
        "people",
        T.GRANULARITY,
        "who was there, and their states",
        (
            claim("ap", MEETING, "actor", "ALF; BET"),
            claim("efe", MEETING, "actor", "ann; bob"),
        ),
        (claim("ap", MEETING, "actor", "ann; bob"), claim("efe", MEETING, "actor", "dora; bob")),
        f"{MEETING}.actor",
    ),
    Both(
        "agreement",
        T.GRANULARITY,
        "nothing signed, something agreed",
        (
            claim("ap", MEETING, "agreement", "none"),
            claim("efe", MEETING, "agreement", "reached"),
        ),
        (claim("ap", MEETING, "agreement", "none"), claim("efe", MEETING, "agreement", "signed")),
        f"{MEETING}.agreement",
    ),
    Both(
        "nested",
        T.SPAN,
        "a month in its year",
        (told("ap", 20, window="2022-03"), told("efe", 50, window="2022")),
        (told("ap", 20, window="2022-03"), told("efe", 50, window="2021")),
    ),
    Both(
        "scope",
        T.SPAN,
        "the fifth here, the ninth anywhere",
        (nth("ap", 5, scope="beta-city"), nth("efe", 9)),
        (nth("ap", 5, scope="beta-city"), nth("efe", 5, scope="beta-city")),
        f"{VISIT}.ordinal",
    ),
    Both(
        "fell_short",
        T.OUTCOME,
        "less than was planned",
        (told("ap", 150, "2023-01-10", stage="planned"), told("efe", 100)),
        (told("ap", 100, "2023-01-10", stage="planned"), told("efe", 100)),
    ),
    Both(
        "moved",
        T.OUTCOME,
        "held on another day",
        (
            when("ap", "2023-01-20", "2023-01-02", stage="planned"),
            when("efe", "2023-01-22"),
        ),
        (
            when("ap", "2023-01-20", "2023-01-02", stage="planned"),
            when("efe", "2023-01-20"),
        ),
        f"{MEETING}.date",
    ),
    Both(
        "moved",
        T.OUTCOME,
        "planned otherwise later",
        (
            when("ap", "2023-03-20", "2023-01-02", stage="planned"),
            when("efe", "2023-04-22", "2023-01-22", stage="planned"),
        ),
        (
            when("ap", "2023-03-20", "2023-01-02", stage="planned"),
            when("efe", "2023-04-22", "2023-01-05", stage="planned"),
        ),
        f"{MEETING}.date",
    ),
    Both(
        "later",
        T.REVISION,
        "one voice came down later",
        (told("ap", 170, speaker_id="ann"), told("efe", 100, "2023-02-20", speaker_id="ann")),
        (told("ap", 170, speaker_id="ann"), told("efe", 100, "2023-02-20", speaker_id="bob")),
    ),
    Both(
        "one_time",
        T.REVISION,
        "one voice on one year, later",
        (
            told("ap", 170, window="2022", speaker_id="ann"),
            told("efe", 100, "2023-02-20", window="2022", speaker_id="ann"),
        ),
        (
            told("ap", 170, window="2022", speaker_id="ann"),
            told("efe", 100, "2023-02-02", window="2022", speaker_id="ann"),
        ),
    ),
    Both(
        "corrected",
        T.REVISION,
        "told on before it was corrected",
        (
            told("ap", 50, "2023-01-20", speaker_id="ann"),
            told("ap", 5.5, "2023-02-02", speaker_id="ann", supersedes="ap-2023-01-20.001"),
            told("efe", 50, "2023-01-25", speaker_id="ann"),
        ),
        (
            told("ap", 50, "2023-01-20", speaker_id="ann"),
            told("ap", 5.5, "2023-02-02", speaker_id="ann", supersedes="ap-2023-01-20.001"),
            told("efe", 50, "2023-02-03", speaker_id="ann"),
        ),
        tables={"sources": [source("ap", "2023-02-02", publisher="AP")]},
    ),
    Both(
        "phrase",
        T.WORDING,
        "other words",
        (said("ap", "three-way work", "phrase"), said("efe", "triangular work", "phrase")),
        (said("ap", "three-way work", "phrase"), said("efe", "Three-Way Work", "phrase")),
        f"{WORDS}.phrase",
    ),
    Both(
        "gist",
        T.WORDING,
        "another proposition",
        (said("ap", "they ate together"), said("efe", "a treaty was read")),
        (said("ap", "they ate together"), said("efe", "They ate together.")),
        f"{WORDS}.phrase",
    ),
    Both(
        "purpose",
        T.WORDING,
        "two purposes of one visit",
        (claim("ap", VISIT, "purpose", "sign a treaty"), claim("efe", VISIT, "purpose", "eat")),
        (
            claim("ap", VISIT, "purpose", "sign a treaty"),
            claim("efe", VISIT, "purpose", "Sign a treaty"),
        ),
        f"{VISIT}.purpose",
    ),
    Both(
        "spelling",
        T.NAME_VARIANT,
        "one name with a hyphen and without",
        (claim("ap", "bob", "name", "Bob Jong-un"), claim("efe", "bob", "name", "Bob Jong Un")),
        (claim("ap", "bob", "name", "Bob"), claim("efe", "bob", "name", "BOB")),
        "bob.name",
    ),
]
variants = pytest.mark.parametrize("scene", VARIANTS, ids=str)


@variants
def test_what_can_all_hold_is_a_variant(scene: Both, load_rows):
    ds, found = compared(load_rows, *scene.claims, **scene.tables)
    assert found.entries == ()
    (variant,) = found.variants
    assert variant.id == scene.id
    assert [(h.type, h.cause) for h in variant.hypotheses] == [(scene.type, scene.cause)]
    assert all(type_.is_variant for type_ in variant.types)
    text = reason_text(ds, variant, variant.hypotheses[0])
    assert text.endswith(".")
    for name in variant.claim_ids:
        assert f"“{ds.records.claims[name].printed}”" in text


@variants
def test_the_sibling_is_no_such_variant(scene: Both, load_rows):
    found = register(load_rows, *scene.sibling, **scene.tables)
    assert scene.cause not in {h.cause for v in found.variants for h in v.hypotheses}


def test_growth_is_neither(load_rows):
    found = register(
        load_rows,
        told("ap", 100, speaker_id="ann"),
        told("efe", 300, "2023-04-01", speaker_id="bob"),
        told("herald", 900, "2023-08-01", speaker_id="ann"),
    )
    assert found.entries == found.variants == ()


def test_the_course_of_events_is_neither(load_rows):
    found = register(
        load_rows,
        when("ap", "2023-01-20", "2023-01-02", stage="announced"),
        when("efe", "2023-01-20", "2023-01-21"),
        told("ap", 100, "2023-01-02", stage="offered"),
        told("efe", 100, "2023-01-12", stage="agreed"),
        told("herald", 100, "2023-01-22"),
    )
    assert found.entries == found.variants == ()


def test_a_matter_may_stand_among_both(load_rows):
    found = register(load_rows, told("ap", 11_000), told("efe", 10_900), told("herald", 30_000))
    assert [e.id for e in found.entries] == [v.id for v in found.variants] == [f"{FLOW}.quantity"]
    assert not any(type_.is_variant for type_ in found.entries[0].types)
    assert found.entry(f"{FLOW}.quantity") is found.entries[0]


def test_an_official_record_stands_against_its_retellings_in_every_order(load_rows):
    """A relay alone never begins a new telling, whichever is published first."""
    late = ("2023-01-10", "2023-02-20")
    for record, relay in (("2023-01-10", "2023-01-14"), ("2023-01-14", "2023-01-10"), late):
        found = register(
            load_rows,
            told("palace", 60_000, record, speaker_id="ann"),
            told("rehash", 45_000, relay, speaker_id="ann"),
            sources=[official("palace", record)],
        )
        (entry,) = found.entries
        assert entry.a.quoted.source_id == f"palace-{record}"
        assert (str(entry.state), entry.because) == ("resolved", "record")
    found = register(  # the relay names a newer day: a change of mind
        load_rows,
        told("palace", 60_000, "2023-01-10", speaker_id="ann"),
        told("rehash", 45_000, "2023-02-20", said_on="2023-02-18", speaker_id="ann"),
        sources=[official("palace", "2023-01-10")],
    )
    assert found.entries == ()
