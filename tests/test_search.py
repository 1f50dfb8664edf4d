"""The incompatible pairs of a question: what excludes what, and the fast way against every two."""

import dataclasses
import itertools
import time
from datetime import date, timedelta

import pytest
from corpus import load_corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.analysis.discrepancies import discrepancies
from briefkit.analysis.discrepancies.numbers import Relations
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair
from briefkit.analysis.discrepancies.search import relations
from briefkit.analysis.questions import questions
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.schema.units import package_units
from briefkit.vocab import DiscrepancyType, Extent, Hedge, Stage

FLOW, EVENT = "fuel-alf-bet", "war-alf-bet"
FLOWS = [{"flow_id": FLOW}]
UNITS = package_units()


def claim(outlet, value=None, day="2023-01-10", **cells):
    return {
        "source_id": f"{outlet}-{day}",
        "subject_id": FLOW,
        "attribute": "quantity",
        "value": value,
        **cells,
    }


@pytest.fixture
def relation(load_rows):
    """Return how two claims of one question lie to one another: a word, or None."""

    def make(*rows, attribute="quantity", crowd=1000, **tables):
        claims = [{**row, "attribute": attribute} for row in rows]
        ds = load_rows(flows=FLOWS, claims=claims, **tables)
        found = []
        for question in questions(ds, FLOW, attribute):
            found += relations(Relations(question), crowd)
        assert len(found) <= 1
        for x in found:
            return x.ground if isinstance(x, Pair) else x.type
        return None

    return make


# Two claims


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # one time
        ({"value": 100}, {"value": 101}, DiscrepancyType.ROUNDING),
        ({"value": 100}, {"value": 120}, Ground.VALUE),
        ({"value": 100, "window": "2023-01"}, {"value": 120, "window": "2023-01"}, Ground.VALUE),
        # growth is no disagreement, and neither are two times apart
        ({"value": 100}, {"value": 120, "day": "2023-02-10"}, None),
        ({"value": 100, "window": "2022-11"}, {"value": 120, "window": "2022-12"}, None),
        # a total that shrinks, within a quarter of a year
        ({"value": 120}, {"value": 100, "day": "2023-02-10"}, Ground.SHRINK),
        ({"value": 120}, {"value": 100, "day": "2023-06-10"}, None),
        # a time inside another cannot have more; it can have less
        ({"value": 120, "window": "2022-11"}, {"value": 100, "window": "2022"}, Ground.INSIDE),
        (
            {"value": 80, "window": "2022-11"},
            {"value": 100, "window": "2022"},
            DiscrepancyType.SPAN,
        ),
        # what would fit, or was turned into another unit, is not what was sent
        ({"value": 100}, {"value": 500, "extent": "capacity"}, None),
        ({"value": 100}, {"value": 500, "extent": "conversion"}, None),
        ({"value": 100}, {"value": 500, "extent": "limit"}, None),
        ({"value": 100}, {"value": 50, "extent": "part"}, None),
        ({"value": 100}, {"value": 500, "extent": "part"}, Ground.VALUE),
        ({"value": 60, "extent": "part"}, {"value": 90, "extent": "part"}, None),
        # units of one dimension are compared, others are not
        ({"value": 100}, {"value": 120, "unit": "ton"}, Ground.VALUE),
        ({"value": 100}, {"value": 101, "unit": "ton"}, DiscrepancyType.ROUNDING),
        ({"value": 100}, {"value": 500, "unit": "wagon"}, None),
        # a plan that is told anew has moved
        (
            {"value": 100, "stage": "planned"},
            {"value": 120, "stage": "planned"},
            Ground.VALUE,
        ),
        (
            {"value": 100, "stage": "planned"},
            {"value": 120, "stage": "planned", "day": "2023-02-10"},
            DiscrepancyType.OUTCOME,
        ),
    ],
    ids=str,
)
def test_two_voices(relation, a, b, expected):
    assert relation(claim("ap", **a), claim("efe", **b)) is expected
    if isinstance(expected, Ground):
        assert relation(claim("ap", **a), claim("efe", **b), crowd=0) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ({"value": 100}, {"value": 108}, DiscrepancyType.ROUNDING),
        ({"value": 100}, {"value": 120}, Ground.VALUE),
        ({"value": 100, "window": "../2023-01-05"},
         {"value": 120, "window": "../2023-01-05", "day": "2023-02-10"}, DiscrepancyType.REVISION),
        ({"value": 120}, {"value": 100, "day": "2023-02-10"}, DiscrepancyType.REVISION),
        ({"value": 100}, {"value": 120, "day": "2023-02-10"}, None),
    ],
    ids=str,
)  # fmt: skip
def test_one_voice_that_changes_its_mind_does_not_contradict_itself(relation, a, b, expected):
    rows = [claim("ap", speaker_id="ann", **a), claim("efe", speaker_id="dora", **b)]
    assert relation(*rows) is expected


OFFICIAL = {"kind": "official", "reliability": "A", "publisher": "Alfaland"}


@pytest.mark.parametrize("day", ["2023-01-05", "2023-01-12", "2023-03-20"])
@pytest.mark.parametrize("crowd", [0, 1000])
def test_a_relay_stands_against_the_record_that_it_retells(relation, day, crowd):
    sources = [{"source_id": "gov-2023-01-10", **OFFICIAL}]
    own, relay = claim("gov", 600, speaker_id="ann"), claim("ap", 900, day, speaker_id="ann")
    assert relation(own, relay, sources=sources, crowd=crowd) is Ground.VALUE


def test_a_relay_that_names_a_newer_day_is_no_retelling(relation):
    sources = [{"source_id": "gov-2023-01-10", **OFFICIAL}]
    own = claim("gov", 600, speaker_id="ann")
    relay = claim("ap", 900, "2023-03-20", speaker_id="ann", said_on="2023-03-19")
    assert relation(own, relay, sources=sources) is None


def test_a_relay_of_what_was_corrected_stands_against_the_correction(load_rows):
    rows = [
        claim("ap", 60),
        claim("ap", 70, "2023-01-11", supersedes="ap-2023-01-10.001"),
        claim("times", 60, "2023-01-12", origin_ids="ap"),
        claim("globe", 75, "2023-01-12"),
    ]
    (question,) = questions(load_rows(flows=FLOWS, claims=rows), FLOW, "quantity")
    for crowd in (0, 1000):
        found = [x for x in relations(Relations(question), crowd) if isinstance(x, Pair)]
        grounds = {
            x.ground: {side.claim.source_id.partition("-")[0] for side in x.sides} for x in found
        }
        assert grounds == {Ground.CORRECTED: {"ap", "times"}, Ground.VALUE: {"ap", "globe"}}


def test_an_old_number_repeated_after_newer_ones_is_stale(load_rows):
    rows = [
        claim("ap", 60, speaker_id="ann"),
        claim("efe", 90, "2023-02-10", speaker_id="ann"),
        claim("times", 60, "2023-03-10", speaker_id="ann"),
    ]
    (question,) = questions(load_rows(flows=FLOWS, claims=rows), FLOW, "quantity")
    for crowd in (0, 1000):
        found = [x for x in relations(Relations(question), crowd) if isinstance(x, Pair)]
        assert [x.ground for x in found] == [Ground.STALE]


def test_a_stock_may_fall_after_a_month(relation):
    a = claim("ap", 120)
    assert relation(a, claim("efe", 100, "2023-02-08"), attribute="stock") is Ground.SHRINK
    assert relation(a, claim("efe", 100, "2023-02-20"), attribute="stock") is None


def test_a_lost_thousand_is_seen_across_two_totals_and_not_between_a_month_and_its_year(relation):
    assert relation(claim("ap", 60), claim("efe", 60_000, "2023-03-10")) is Ground.VALUE
    month = claim("ap", 60, window="2022-11")
    year = claim("efe", 60_000, window="2022")
    assert relation(month, year) is DiscrepancyType.SPAN


@pytest.mark.parametrize("crowd", [0, 1000])
def test_how_long_a_visit_lasted_does_not_grow_with_the_telling(load_rows, crowd):
    event = {"event_id": "ann-bet-2023-01", "kind": "visit"}

    def lasted(outlet, value, day, scope="whole"):
        cells = {"subject_id": event["event_id"], "attribute": "duration", "unit": "day"}
        return {**claim(outlet, value, day), **cells, "scope": scope}

    def found(*rows):
        (question,) = questions(
            load_rows(events=[event], claims=rows), event["event_id"], "duration"
        )
        return [x.ground for x in relations(Relations(question), crowd) if isinstance(x, Pair)]

    first = lasted("ap", 2, "2023-01-10")
    assert found(first, lasted("efe", 5, "2023-03-10")) == [Ground.VALUE]
    assert found(first, lasted("efe", 2.5, "2023-03-10")) == []
    assert found(first, lasted("efe", 5, "2023-03-10", scope="talks")) == []


# The fast way against every two

DAYS = [str(date(2022, 1, 1) + timedelta(days=n))
        for n in (0, 2, 5, 8, 9, 12, 20, 31, 40, 60, 90, 100, 130, 190, 300, 365, 500)]  # fmt: skip
OUTLETS = ["ap", "reuters", "times", "globe", "gov", "echo"]
WINDOWS = [None, None, None, "2022-01", "2022-01/2022-03", "2022", "../2022-02-10", "../2022-06",
           "2022-01-01/..", "2022-02-01/2022-02-09", "2021-06/2022-05", f"{EVENT}/..",
           "2022-01-01/2022-02-09", "2022-01-02/2022-02-11", "2022-02"]  # fmt: skip
NUMBERS = [[10, 11], [100, 104, 120], [10, 100], [60, 60_000, 61_000], list(range(100, 140)),
           [10, 20, 40, 80, 1000], [100, 105, 110, 115], [13, 13_221, 1300]]  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """A corpus of all the pages that random claims may stand on, and one claim to copy."""
    sources = [{"source_id": f"{outlet}-{day}"} for outlet in OUTLETS for day in DAYS]
    for source in sources:
        if source["source_id"].startswith("gov"):
            source |= OFFICIAL
        if source["source_id"].startswith("globe"):
            source |= {"kind": "rewriter", "reliability": "E"}
        if source["source_id"].startswith("echo"):
            source |= {"origin_ids": f"gov-{DAYS[0]}"}
    ds = load_corpus(
        tmp_path_factory.mktemp("corpus"),
        flows=FLOWS,
        events=[{"event_id": EVENT, "kind": "anchor"}],
        sources=sources,
        claims=[claim("ap", 1, DAYS[0])],
    )
    return ds.tables, next(iter(ds.records.claims.values()))


def asked(tables, claims, subject, attribute):
    """Return the questions of claims that stand in no file."""
    records = dataclasses.replace(tables.records, claims={c.claim_id: c for c in claims})
    ds = Dataset(dataclasses.replace(tables, records=records), date(2025, 1, 1))
    return questions(ds, subject, attribute)


BOUNDS = {
    "value": lambda n: {"value": str(n)},
    "about": lambda n: {"value": str(n), "hedge": Hedge.ABOUT},
    "over": lambda n: {"low": float(n), "hedge": Hedge.OVER},
    "up_to": lambda n: {"high": float(n), "hedge": Hedge.UP_TO},
    "between": lambda n: {"low": float(n), "high": n * 1.5, "hedge": Hedge.BETWEEN},
}


@st.composite
def crowds(draw):
    """Up to forty claims of one question, drawn by a seed: many kinds of each thing that counts."""
    random = draw(st.randoms(use_true_random=False))
    attribute = random.choice(["quantity", "quantity", "stock", "ordinal", "count", "duration"])
    numbers = random.choice(NUMBERS if attribute in {"quantity", "stock"} else [[3, 4], [1, 2, 5]])
    is_plan = random.random() < 0.15
    rows = []
    for _ in range(random.choice([2, 3, 4, 6, 8, 12, 20, 40])):
        row = {
            "source_id": f"{random.choice(OUTLETS)}-{random.choice(DAYS)}",
            "attribute": attribute,
            "subject_id": FLOW if attribute in {"quantity", "stock"} else EVENT,
            "value": None,
            "window": random.choice(WINDOWS),
            "speaker_id": random.choice([None, None, "ann", "bob", "cleo", "dora"]),
            "origin_ids": random.choice([None, None, None, ("ap",), ("unknown",)]),
            "stage": random.choice(
                [Stage.PLANNED, Stage.ANNOUNCED] if is_plan else [None, None, None, Stage.OBSERVED]
            ),
            "said_on": span(random.choice(DAYS)) if random.random() < 0.15 else None,
        }
        row |= BOUNDS[random.choice(["value"] * 5 + list(BOUNDS))](random.choice(numbers))
        if attribute in {"quantity", "stock"}:
            row["extent"] = random.choice([None] * 8 + list(Extent))
            row["unit"] = random.choice([UNITS["t"]] * 5 + [UNITS["ton"]])
        elif attribute == "duration":
            row |= {"unit": UNITS["day"], "window": None}
        else:
            row["unit"] = UNITS[random.choice(["visit", "visit", "meeting"])]
        if attribute not in {"quantity", "stock"}:
            row["scope"] = random.choice([None, None, ("BET",), ("ann",), ("talks",)])
        rows.append(row)
    if random.random() < 0.2 and not is_plan:
        rows.append({**rows[0], "source_id": f"times-{DAYS[-1]}", "supersedes": 0})
    return attribute, rows


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(crowds())
def test_the_fast_way_finds_a_pair_exactly_where_comparing_every_two_does(record, drawn):
    tables, proto = record
    attribute, rows = drawn
    claims = []
    for n, row in enumerate(rows):
        row = {**row, "claim_id": f"{row['source_id']}.{n:03}"}
        if row.get("supersedes") is not None:
            row["supersedes"] = claims[row["supersedes"]].claim_id
        claims.append(dataclasses.replace(proto, **row))
    subject = FLOW if attribute in {"quantity", "stock"} else EVENT
    for question in asked(tables, claims, subject, attribute):
        numbers = Relations(question)
        every = [x for x in relations(numbers, crowd=1000) if isinstance(x, Pair)]
        fast = [x for x in relations(numbers, crowd=0) if isinstance(x, Pair)]
        assert bool(fast) == bool(every)
        pairs = {frozenset(side.claim.claim_id for side in x.sides) for x in every}
        assert {frozenset(side.claim.claim_id for side in x.sides) for x in fast} <= pairs


def test_a_question_of_a_thousand_claims_loses_no_disagreement(record):
    tables, proto = record
    claims = [
        dataclasses.replace(
            proto, claim_id=f"ap-{DAYS[0]}.{n:04}", source_id=f"ap-{DAYS[0]}",
            value=str(1000 + n), said_on=span(str(date(2000, 1, 1) + timedelta(days=n))),
            speaker_id="ann",
        )
        for n in range(1000)
    ]  # fmt: skip
    numbers = Relations(*asked(tables, claims, FLOW, "quantity"))
    assert not [x for x in relations(numbers) if isinstance(x, Pair)]
    odd = dataclasses.replace(claims[400], claim_id="odd.001", speaker_id="bob", value="2100")
    numbers = Relations(*asked(tables, [*claims, odd], FLOW, "quantity"))
    found = [x for x in relations(numbers) if isinstance(x, Pair)]
    assert found
    assert all("odd.001" in {side.claim.claim_id for side in x.sides} for x in found)


@pytest.mark.parametrize("kind", ["closed", "running", "told"])
def test_the_fast_way_grows_no_worse_than_the_number_of_claims(record, kind):
    tables, proto = record

    def spent(n):
        claims = []
        for i, (speaker, factor) in itertools.product(range(n // 2), (("ann", 1), ("bob", 2))):
            day = str(date(1950, 1, 1) + timedelta(days=i))
            window = {"closed": day, "running": f"1950-01-01/{day}", "told": None}[kind]
            claims.append(
                dataclasses.replace(
                    proto, claim_id=f"{speaker}-{i}.001", speaker_id=speaker, window=window,
                    said_on=span(day), value=str(factor * (50 + i // 3)),
                )
            )  # fmt: skip
        numbers = Relations(*asked(tables, claims, FLOW, "quantity"))
        start = time.process_time()
        assert any(isinstance(x, Pair) for x in relations(numbers))
        return time.process_time() - start

    spent(400)
    small, large = (min(spent(n) for _ in range(2)) for n in (800, 3200))
    assert large < 8 * small + 0.1  # four times as many; comparing every two takes sixteen


# In the register


@pytest.mark.parametrize("n", [20, 60, 129])
def test_two_voices_twice_apart_stay_apart_however_many_documents_each_has(load_rows, n):
    rows = []
    for i in range(n):
        day = date(2021, 3, 1) + timedelta(days=7 * i)
        for speaker, factor in (("ann", 1), ("bob", 2)):
            value = factor * (500 + 20 * i)
            cells = {"window": f"2020-02-24/{day}", "speaker_id": speaker}
            rows.append(claim(f"{speaker}paper", value, str(day), **cells))
    (entry,) = discrepancies(load_rows(flows=FLOWS, claims=rows)).entries
    assert entry.types[0] is DiscrepancyType.REAL
    assert {*entry.a.voices} | {*entry.b.voices} == {"ALF", "BET"}
    assert len(entry.a.voices) == len(entry.b.voices) == 1


def test_one_voice_whose_total_grows_disagrees_with_nobody(load_rows):
    rows = [
        claim("annpaper", 500 + 20 * i, str(date(2021, 3, 1) + timedelta(days=7 * i)),
              speaker_id="ann")
        for i in range(60)
    ]  # fmt: skip
    assert discrepancies(load_rows(flows=FLOWS, claims=rows)).entries == ()


def test_relations_are_pairs_and_differences_and_nothing_else(record):
    tables, proto = record
    claims = [
        dataclasses.replace(proto, claim_id=f"x.{n:03}", value=str(v), speaker_id=s)
        for n, (v, s) in enumerate(itertools.product((10, 11, 20), ("ann", "bob")))
    ]
    found = relations(Relations(*asked(tables, claims, FLOW, "quantity")))
    assert {type(x) for x in found} <= {Pair, Difference}
