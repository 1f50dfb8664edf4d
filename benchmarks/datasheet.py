"""Write the counts of the datasheet: per table, per dyad and year, per attribute."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from briefkit.analysis.events import contacts
from briefkit.analysis.voices import support
from briefkit.dataset import Dataset, load
from briefkit.dataset.folder import corpus_path
from briefkit.schema.tables import ADDED_TABLES, TABLES

START, END = "<!-- counts: start -->", "<!-- counts: end -->"
WORDING = {"name", "phrase", "gist", "purpose"}


def counts(ds: Dataset) -> str:
    """Return the counts as Markdown."""
    lines = ["| table | rows |", "| --- | ---: |"]
    own = [table for table in TABLES if table not in ADDED_TABLES]  # the others are the package's
    lines += [f"| `{table}.csv` | {len(ds.tables.frames[table]):,} |" for table in own]
    held = [c for c in contacts(ds) if c.is_held and c.part_of is None]
    years = sorted({c.start.year for c in held if c.start and c.start.year >= 2022})
    dyads = sorted({row.about for row in ds.records.coverage.values() if row.about.count("-") == 1})
    dyads = [dyad for dyad in dyads if dyad.isupper()]
    lines += ["", "Contacts held, each once with all that is part of it, by dyad and year:", ""]
    lines += ["| dyad | " + " | ".join(["before", *map(str, years), "not dated"]) + " |"]
    lines += ["| --- |" + " ---: |" * (len(years) + 2)]
    for dyad in dyads:
        own = [c for c in held if dyad in c.dyads]
        by_year = Counter(c.start.year if c.start else 0 for c in own)
        before = sum(n for year, n in by_year.items() if 0 < year < years[0])
        cells = [before, *(by_year[year] for year in years), by_year[0]]
        lines.append(f"| {dyad} | " + " | ".join(map(str, cells)) + " |")
    attributes = Counter(claim.attribute for claim in ds.records.claims.values())
    listed = ", ".join(f"{name} {n:,}" for name, n in attributes.most_common())
    lines += ["", f"Claims by attribute: {listed}."]
    kinds = Counter(str(source.kind) for source in ds.records.sources.values())
    ranks = Counter(str(source.reliability) for source in ds.records.sources.values())
    tongues = Counter(source.language for source in ds.records.sources.values())
    lines += [
        "",
        "Sources by kind: " + ", ".join(f"{name} {n:,}" for name, n in kinds.most_common()) + ".",
        "By reliability: " + ", ".join(f"{name} {n:,}" for name, n in sorted(ranks.items())) + ".",
        f"Languages: {len(tongues)}, most of all "
        + ", ".join(f"{name} {n:,}" for name, n in tongues.most_common(6))
        + ".",
    ]
    families = [
        claims
        for by in ds.subjects.values()
        for attribute, claims in by.items()
        if attribute not in WORDING
    ]
    many = sum(support(ds, claims).n_voices >= 3 for claims in families)
    lines += [
        "",
        f"Subjects and attributes with three or more independent voices, wording apart: {many:,} "
        f"of {len(families):,}.",
    ]
    return "\n".join(lines)


def written(text: str, ds: Dataset) -> str:
    """Return the datasheet with its counts made anew."""
    head, rest = text.split(START)
    return f"{head}{START}\n\n{counts(ds)}\n\n{END}{rest.split(END)[1]}"


def path() -> Path:
    """Return the datasheet."""
    return corpus_path("data") / "README.md"


if __name__ == "__main__":
    path().write_text(written(path().read_text(encoding="utf-8"), load()), encoding="utf-8")
