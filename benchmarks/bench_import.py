"""Time of ``import briefkit``, against that of the interpreter alone and of pandas."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
CASES = {"the interpreter alone": "pass", "briefkit": "import briefkit", "pandas": "import pandas"}


def seconds(code: str) -> float:
    """Return the wall time of a fresh interpreter that runs some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(RUNS):  # interleaved, so that a busy machine is busy for all
        for name, code in CASES.items():
            taken[name].append(seconds(code))
    print("| import | median s |\n| --- | ---: |")
    for name, values in taken.items():
        print(f"| {name} | {statistics.median(values):.3f} |")
