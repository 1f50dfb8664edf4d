"""What a report costs as the record grows: one edition of three briefs for each of several days.

Each edition is a process from start to exit; CPU and memory are those of all processes that it
starts, shared pages once. The last line fits the CPU of an edition to the claims known on its day.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path

import numpy as np
from bench_publish import BRIEFS, briefkit, measure

DAYS = ("2022-06-30", "2023-03-31", "2023-10-20", "2024-06-30", "2025-03-31", "2026-03-03")


def main():
    from briefkit.dataset import load

    whole = load()
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    environment = {**os.environ, "BRIEFKIT_DATA": str(whole.tables.path.resolve())}
    print(f"Three briefs, two at a time, {os.cpu_count()} cores, Python "
          f"{platform.python_version()}\n")  # fmt: skip
    print("| day | claims known | wall, s | CPU, s a report | memory, MiB | files, MiB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    found = []
    try:
        for day in DAYS:
            n_claims = len(whole.at(day).records.claims)
            out = folder / day
            cost = measure(briefkit((), (day,), out, "--jobs", "2"), environment, folder)
            size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 2**20
            found.append((n_claims, cost.cpu))
            print(
                f"| {day} | {n_claims:,} | {cost.wall:.1f} | {cost.cpu / len(BRIEFS):.1f} "
                f"| {cost.mebibytes:,.0f} | {size:.0f} |",
                flush=True,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    slope, start = np.polyfit(*zip(*found, strict=True), 1)
    print(
        f"\nAn edition takes {start:.1f} s of CPU and {1000 * slope:.1f} ms for each claim known."
    )


if __name__ == "__main__":
    main()
