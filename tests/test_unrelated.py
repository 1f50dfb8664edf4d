"""What is left out changes no entry of what stays, where neither is a part of the other."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest
from corpus import read_rows

import briefkit as bk
from briefkit.dataset.folder import corpus_path


def entries(register, subjects):
    return {
        entry.id: (
            entry.a,
            entry.b,
            entry.hypotheses,
            entry.state,
            entry.because,
            entry.check_id,
            entry.claim_ids,
        )
        for entry in register.entries
        if entry.subject_id in subjects
    }


def wholes(folder: Path) -> dict[str, str]:
    """What each subject is a part of, or fulfils."""
    found = {}
    for table, key in (("flows", "flow_id"), ("events", "event_id")):
        for row in read_rows(folder / f"{table}.csv"):
            whole = row["part_of"] or row.get("fulfils", "")
            if whole:
                found[row[key]] = whole
    return found


@pytest.fixture(scope="module")
def record():
    ds = bk.load()
    return ds, bk.discrepancies(ds)


@pytest.mark.parametrize("seed", range(3))
def test_leaving_out_half_of_the_subjects_changes_no_entry_of_the_others(record, seed, tmp_path):
    ds, register = record
    no_judgements = shutil.ignore_patterns("judgements.csv")  # whose claims may be left out
    folder = shutil.copytree(corpus_path("data"), tmp_path / "data", ignore=no_judgements)
    rows, whole = read_rows(folder / "claims.csv"), wholes(folder)

    def root(subject: str) -> str:
        while subject in whole:
            subject = whole[subject]
        return subject

    roots = sorted({root(row["subject_id"]) for row in rows})
    drawn = set(random.Random(seed).sample(roots, len(roots) // 2))
    stays = {row["subject_id"] for row in rows if root(row["subject_id"]) in drawn}
    # a window may begin with an event, and a claim lean on others: what they name stays too
    kept, named = [], set(stays)
    while len(kept) < len(
        found := [row for row in rows if {row["subject_id"], row["claim_id"]} & named]
    ):
        kept = found
        named |= {row["window"].partition("/")[0] for row in kept}
        named |= {name for row in kept for name in row["basis"].split("; ")}
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    before = entries(register, stays)
    assert len(before) > 40
    assert entries(bk.discrepancies(bk.load(folder)), stays) == before
    assert len(kept) < 0.8 * len(ds.records.claims)
