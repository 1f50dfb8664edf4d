"""Editions as they stand on disk, made by hand: what the tests of the index read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def number(
    best: float | None,
    text: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str = "visit",
    claims: tuple[str, ...] = ("wion-2023-09-15.001",),
    briefs: tuple[str, ...] = ("cadence",),
    rule: str = "count",
) -> Json:
    return {
        "text": text or f"{best} {unit}s",
        "low": best if low is None and high is None else low,
        "best": best,
        "high": best if low is None and high is None else high,
        "unit": unit,
        "rule": rule,
        "claim_ids": list(claims),
        "briefs": list(briefs),
    }


def headline(number: str, words: str = "", series: str = "") -> Json:
    return {"series": series or number, "words": words or number, "number": number}


def brief(stem: str, *headlines: Json, title: str = "", formats: str = "html pdf ipynb") -> Json:
    return {
        "brief": stem.partition("--")[0],
        "parameters": {},
        "files": sorted(f"{stem}.{name}" for name in formats.split()),
        "title": title or stem.capitalize(),
        "headlines": list(headlines),
    }


def subject(label: str, **briefs: str) -> Json:
    return {"label": label, "briefs": briefs}


def put(
    root: Path,
    as_of: str,
    numbers: dict[str, Json],
    briefs: dict[str, Json] | None = None,
    *,
    failed: tuple[tuple[str, str], ...] = (),
    revisions: int = 1,
    previous: str = "",
    subjects: dict[str, dict[str, Json]] | None = None,
    files: tuple[str, ...] = (),
) -> Path:
    """Write an edition; by default of one brief whose headlines are all its numbers."""
    if briefs is None:
        briefs = {"cadence": brief("cadence", *map(headline, numbers))}
    folder = root / as_of
    folder.mkdir(parents=True)
    manifest = {
        "as_of": as_of,
        "previous": previous,
        "edition_id": "0123456789ab",
        "briefs": briefs,
        "files": dict.fromkeys([*(f for b in briefs.values() for f in b["files"]), *files], ""),
        "failed": [{"brief": name, "reason": reason} for name, reason in failed],
    }
    cause = {"kind": "late_coding", "text": "Coded after.", "ids": [], "numbers": [*numbers]}
    lines = [
        manifest | {"revision": n, "causes": [cause] if n > 1 else [], "numbers": numbers}
        for n in range(1, revisions + 1)
    ]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "numbers.json").write_text(json.dumps(numbers))
    if subjects is not None:
        (folder / "subjects.json").write_text(json.dumps(subjects))
    (folder / "history.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder
