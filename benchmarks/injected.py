"""How well the register tells injected errors from clean questions: twelve seeds, four settings.

Prints, for each setting, a confusion matrix in Markdown (expected first type down, got across), the
macro-F1 over the injected types, the share of clean questions that are filed, and the guises that
come out wrong most often. Usage: injected.py [--seeds N] [--first SEED] [--jobs N] [--misses N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from injector import make_corpus
from injector.scoring import score

SETTINGS = [(adversarial, extent) for adversarial in (False, True) for extent in (True, False)]


def one(seed, adversarial, with_extent):
    """Score the register on one corpus."""
    import briefkit as bk

    with tempfile.TemporaryDirectory(prefix="injected-") as name:
        settings = {"adversarial": adversarial, "with_extent": with_extent}
        truth = make_corpus(Path(name), seed, **settings)
        start = time.perf_counter()
        register = bk.discrepancies(bk.load(name)).to_json(variants=True)
        return score(register, truth), time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=12, help="how many seeds")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--misses", type=int, default=25, help="how many guises to list")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    print(f"Seeds {seeds[0]} to {seeds[-1]}, 300 injected and 1,200 clean questions each.\n")
    print("| clean questions | later columns | macro-F1, % | over seeds | false alarms, % |"
          " over seeds | s |")  # fmt: skip
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    details = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for adversarial, extent in SETTINGS:
            found = list(pool.map(one, seeds, repeat(adversarial), repeat(extent)))
            scores = [made for made, _ in found]
            total = sum(scores[1:], start=scores[0])
            f1 = [100 * made.macro_f1 for made in scores]
            alarms = [100 * made.false_alarm_rate for made in scores]
            looks = "look wrong" if adversarial else "plain"
            filled = "filled" if extent else "empty"
            seconds = statistics.mean(cost for _, cost in found)
            print(
                f"| {looks} | {filled} | {100 * total.macro_f1:.1f} | {min(f1):.1f}–{max(f1):.1f} "
                f"| {100 * total.false_alarm_rate:.1f} | {min(alarms):.1f}–{max(alarms):.1f} "
                f"| {seconds:.1f} |",
                flush=True,
            )
            details.append((f"Clean questions {looks}, later columns {filled}", total))
    for title, total in details:
        print(f"\n## {title}\n\n{total.markdown()}\n")
        print("| kind | guise | wrong | of |\n| --- | --- | ---: | ---: |")
        for kind, guise, wrong, n in total.misses()[: options.misses]:
            print(f"| {kind} | {guise} | {wrong} | {n} |")


if __name__ == "__main__":
    main()
