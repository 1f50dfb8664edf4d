"""Where the time of publishing goes: start, data, cells, faces, edition; one report at a time.

Each report is made by one worker, so that no phase waits for another; the two faces are made side
by side. The figures of one run on one machine stand in its table; elsewhere, compare shares.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

BRIEFS = ("cadence", "discrepancies", "flows")
DAYS = ("2023-09-20", "2023-09-25", "2023-10-05", "2023-10-20")
PHASES = ("cells", "document", "html", "pdf")


def main():
    begin = time.perf_counter()
    from briefkit.publish.runners.servers import Servers

    data = Path(sys.argv[1]) if sys.argv[1:] else None
    with Servers("fork", data) as servers, tempfile.TemporaryDirectory() as out:
        from briefkit.publish.editions.edition import render
        from briefkit.publish.runners.pool import Pool
        from briefkit.publish.runners.watcher import Watcher

        class Clock(Watcher):
            def __init__(self):
                self.reports = []
                self.start = self.last = 0.0

            def planned(self, tasks):
                self.start = time.perf_counter()

            def made(self, report):
                self.reports.append(report)
                self.last = time.perf_counter()

        clock = Clock()
        with Pool(servers, 1) as pool:
            render(as_of=DAYS, data=data, out=out, watcher=clock, pool=pool)
        end = time.perf_counter()
        size = sum(file.stat().st_size for file in Path(out).rglob("*.pdf"))
    print(f"{len(clock.reports)} reports, {len(DAYS)} editions, one worker, "
          f"{os.cpu_count()} cores, Python {platform.python_version()}\n")  # fmt: skip
    print("| mean seconds of a report | " + " | ".join(PHASES) + " |")
    print("| --- |" + " ---: |" * len(PHASES))
    for brief in BRIEFS:
        own = [report.seconds for report in clock.reports if report.task.stem == brief]
        means = (sum(seconds[phase] for seconds in own) / len(own) for phase in PHASES)
        print(f"| {brief} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")
    print("\n| seconds of the run | |\n| --- | ---: |")
    print(f"| start, data, plan | {clock.start - begin:.2f} |")
    print(
        f"| reports, with all but the last edition put together | {clock.last - clock.start:.2f} |"
    )
    print(f"| last edition and index | {end - clock.last:.2f} |")
    print(f"\nA PDF has {size / len(clock.reports) / 2**20:.1f} MiB on average.")


if __name__ == "__main__":
    main()
