"""The numbers of three editions, as published: run this file to write them anew.

A number that moves needs a line under "Numbers" in CHANGELOG.md.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from briefkit.publish.editions.edition import render

DAYS = ("2023-09-17", "2023-10-20", "2025-07-13")
FILE = Path(__file__).with_name("published.json")


def numbers_of(out: Path) -> dict[str, dict[str, list[Any]]]:
    """Return low, best, high and unit of every number of every edition in a folder."""
    found = {}
    for day in DAYS:
        numbers = json.loads((out / day / "numbers.json").read_text(encoding="utf-8"))
        found[day] = {
            name: [entry["low"], entry["best"], entry["high"], entry["unit"]]
            for name, entry in sorted(numbers.items())
        }
    return found


def as_text(numbers: dict[str, dict[str, list[Any]]]) -> str:
    """Return the numbers as JSON with one number on each line, so that a diff reads well."""
    days = []
    for day, found in numbers.items():
        lines = [f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in found.items()]
        days.append(f"  {json.dumps(day)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(days) + "\n}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        render(as_of=DAYS, formats=["html"], out=folder)
        FILE.write_text(as_text(numbers_of(Path(folder))), encoding="utf-8")
