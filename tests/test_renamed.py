"""Other ids and another order of rows change nothing but the names."""

from __future__ import annotations

import shutil

import pytest
from corpus import edit_cell, read_rows
from discrepancies import FLOW, MEETING, TABLES, VISIT, WORDS, claim, official, source, told
from renaming import renamed

import briefkit as bk
from briefkit.analysis.events import contacts
from briefkit.dataset.folder import corpus_path

ANN, BOB, CLEO = ({"speaker_id": name} for name in ("ann", "bob", "cleo"))


def near_equals():
    """Return claims of which every two pages differ in little but their publishers."""
    rows = []
    for i, (paper, other) in enumerate((("echo", "times"), ("observer", "gazette"))):
        first, second = f"as {paper} says", f"as {other} says"
        rows += [
            told(paper, 100, printed=first, locator=f"p{2 - i}"),
            told(other, 200, printed=second, locator=f"p{2 - i}"),
            told(paper, 300, modality="estimated", **(ANN, BOB)[i]),
            told(other, 40, stage="planned", printed=second),
            claim(paper, VISIT, "date", "2023-01-20", printed=first),
            claim(other, VISIT, "date", "2023-01-0" + "56"[i], printed=second),
            claim(paper, VISIT, "actor", "ann; dora"),
            claim(other, MEETING, "actor", ("ann; bob", "cleo; dora")[i], printed=second),
            claim(paper, MEETING, "place", "beta-city", printed=first),
            claim(other, MEETING, "place", ("alfa-city", "beta-port")[i], printed=second),
            claim(paper, WORDS, "gist", f"exports will {('increase', 'decrease')[i]} soon"),
            claim(other, WORDS, "gist", f"exports will {('not increase', 'rise')[i]} soon"),
        ]
    rows.append(told("wire", 150, origin_ids="ap; efe", printed="one of two agencies"))
    rows.append(told("wire", 160, "2023-02-20", origin_ids="ap; efe"))
    rows.append(told("ministry", 170, "2023-02-03", **CLEO))
    return rows


def register_of(ds, old):
    """Return all that the register and the contacts say, under the old ids."""

    def named(ids):
        return {old.get(name, name) for name in ids}

    def side(found):
        quoted = [old.get(item.claim_id, item.claim_id) for item in found.claims]
        first = old.get(found.first.claim_id, found.first.claim_id)
        counts = found.n_voices, found.n_sources, found.n_named, found.n_origins, found.grade
        return quoted, first, named(found.voices), named(found.moved), named(found.near), counts

    def reasons(found):
        return [
            (h.type, h.cause, named(h.evidence), {k: old.get(v, v) for k, v in h.facts.items()})
            for h in found.hypotheses
        ]

    register = bk.discrepancies(ds)
    entries = [
        (
            (old.get(e.subject_id, e.subject_id), e.attribute),
            side(e.a),
            side(e.b),
            reasons(e),
            (e.severity, e.points, e.state, e.leans, e.because, e.check_id, e.opened, e.newest),
            named(e.claim_ids),
            (e.n_sources, e.n_origins, e.n_voices, e.n_pairs),
        )
        for e in register.entries
    ]
    variants = {
        (old.get(v.subject_id, v.subject_id), v.attribute): (reasons(v), named(v.claim_ids))
        for v in register.variants
    }
    held = [
        (
            old.get(c.event_id, c.event_id),
            (c.start, c.end, c.stage, c.level),
            named(c.people),
            [[old.get(n, n) for n in by.claim_ids] for by in (c.dated_by, c.placed_by) if by],
        )
        for c in contacts(ds)
    ]
    return entries, variants, held


@pytest.fixture
def equals(make_corpus, tmp_path):
    actors = [{"actor_id": "paul", "kind": "person", "name": "Paul", "state": "ALF"}]
    pages = [official("ministry", "2023-02-03")]
    tables = {**TABLES, "actors": actors, "sources": pages, "claims": near_equals()}
    folder = make_corpus(tmp_path / "data", **tables)
    for table in ("events", "flows"):  # what a thing is called is not its id
        for row, cells in enumerate(read_rows(folder / f"{table}.csv"), start=2):
            edit_cell(folder, table, row, "label", f"{'nkaz'[row % 4]} {len(cells)} {row}")
    return folder


def test_other_ids_change_nothing_of_an_invented_register(equals, tmp_path):
    copy, old = renamed(equals, tmp_path / "copy")
    found = register_of(bk.load(equals), {})
    assert {subject for (subject, _), *_ in found[0]} >= {FLOW, VISIT, MEETING, WORDS}
    assert register_of(bk.load(copy), old) == found


@pytest.mark.slow
def test_other_ids_change_nothing_of_the_register_of_the_record(tmp_path):
    folder = shutil.copytree(corpus_path("data"), tmp_path / "data")
    copy, old = renamed(folder, tmp_path / "copy")
    before, after = register_of(bk.load(folder), {}), register_of(bk.load(copy), old)
    assert len(before[0]) > 100
    for one, other in zip(before, after, strict=True):
        assert other == one


def test_claims_stand_by_day_basis_grade_and_path_before_any_id(load_rows):
    pages = [
        source("zebra", "2023-01-30"),
        source("yak"),
        source("xerus", reliability="A"),
        source("wolf", origin_ids="ap"),
    ]
    ds = load_rows(
        sources=pages,
        flows=TABLES["flows"],
        claims=[
            *(told(name, 1) for name in ("wolf", "yak", "xerus")),
            told("yak", 1, basis="context", locator="p9"),
            told("yak", 1, locator="p10"),
            told("yak", 1, locator="p9"),
            told("zebra", 1, "2023-01-30"),
        ],
    )
    assert list(ds.records.claims) == [
        "zebra-2023-01-30.001",
        "xerus-2023-01-31.001",
        "yak-2023-01-31.001",
        "yak-2023-01-31.004",
        "yak-2023-01-31.003",
        "wolf-2023-01-31.001",
        "yak-2023-01-31.002",
    ]
