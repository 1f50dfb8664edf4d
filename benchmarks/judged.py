"""How the register and the headline numbers stand to what two blind judges say of each.

Prints, in Markdown, how far the judges agree with one another, then how the register of the record
stands to each set, then the headline numbers. Usage: judged.py [--data FOLDER] [--list]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from judged import (
    agreement,
    do_judges_agree,
    headlines,
    kappa,
    measured,
    read_headlines,
    read_register,
)

import briefkit as bk


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of the tables; the record if not given")
    parser.add_argument("--list", action="store_true", help="name what comes out wrong")
    options = parser.parse_args()
    ds = bk.load(options.data)
    items, register = read_register(), bk.discrepancies(ds)
    sets = {name: [i for i in items if i.set_ == name] for name in ("first", "second")}
    found = {name: measured(ds, register, listed) for name, listed in sets.items()}
    judged = read_headlines()
    printed = headlines(ds, judged)
    agreed(sets, judged)
    stands(found, printed)
    if options.list:
        for name, m in found.items():
            wrong(name, m)


def agreed(sets, judged):
    """Print how far the judges agree with one another."""
    print("The two judges of a set with one another, %:\n")
    print("| set | items | both say real | one does | same verdict (kappa) "
          "| real or not (kappa) | cause | severity | pair |")  # fmt: skip
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, listed in sets.items():
        real = [item for item in listed if item.n_real == 2]
        one = sum(item.n_real == 1 for item in listed)
        verdict = share_and_kappa(listed, lambda o: o.verdict)
        is_real = share_and_kappa(listed, lambda o: o.is_real)
        rest = " | ".join(
            f"{100 * agreement(real, what):.0f}"
            for what in (lambda o: o.cause, lambda o: o.severity, lambda o: o.pair)
        )
        print(f"| {name} | {len(listed)} | {len(real)} | {one} | {verdict} | {is_real} | {rest} |")
    first, second = ({item.id: item.n_real == 2 for item in listed} for listed in sets.values())
    both = first.keys() & second.keys()
    alike = sum(first[name] == second[name] for name in both)
    print(
        f"\nOf {len(both)} items of both sets {alike} are real to both pairs of judges or to none."
    )
    same = sum(do_judges_agree(headline) for headline in judged)
    print(f"\nOf {len(judged)} headline numbers the two judges print {same} alike.\n")


def share_and_kappa(listed, what):
    return f"{100 * agreement(listed, what):.0f} ({kappa(listed, what):.2f})"


def stands(found, printed):
    """Print how the register and the headline numbers stand to the judges."""
    print("The register, %:\n")
    print("| set | entries judged | precision | recall | first cause | severity | pair quoted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, m in found.items():
        shares = (m.precision, m.recall, m.cause, m.severity, m.pair)
        cells = " | ".join(f"{100 * share:.0f}" for share in shares)
        print(f"| {name} | {len(m.judged)} of {len(m.entries)} | {cells} |")
    right = sum(ok for _, ok in printed.values())
    print(f"\nOf {len(printed)} headline numbers {right} are those of a judge.")


def wrong(name, m):
    """Name what the register has wrong."""
    print(f"\n{name}: entries that a judge does not call real")
    for item in m.judged:
        if item.n_real < 2:
            verdicts = ", ".join(opinion.verdict for opinion in item.opinions)
            print(f"  {item.id}: {m.entries[item.id].types[0]}, judged {verdicts}")
    print(f"{name}: real and not found\n  " + "\n  ".join(m.missed))
    print(f"{name}: another first cause, or another severity")
    for item in m.right:
        entry, causes = m.entries[item.id], [opinion.cause for opinion in item.opinions]
        if entry.types[0] not in causes or abs(entry.severity - item.severity) > 0.5:
            print(
                f"  {item.id}: {entry.types[0]} {entry.severity}, "
                f"judged {'/'.join(dict.fromkeys(causes))} {item.severity:g}"
            )


if __name__ == "__main__":
    main()
