"""What publishing costs: the usual loop, briefkit and the floor, interleaved in one run.

The usual loop is `papermill`, `jupyter nbconvert --to html` and WeasyPrint for each report, in an
environment of its own (`--usual NAME`; it is made where it is not there); in `webpdf`, it is
`--to webpdf` in place of WeasyPrint, for which Playwright's Chromium has to be there. The floor is
`floor.py`.
Each case is a process from start to exit; CPU and memory are those of all processes that it starts.
To look at memory costs time that many processes feel: it is done in a run of its own, but for the
usual loop, which is one process at a time and leaves a core free.
The figures of one run on one machine stand in its table; elsewhere, compare ratios.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
import psutil

ROOT = Path(__file__).resolve().parent.parent
BRIEFS = ("cadence", "discrepancies", "flows")
DAYS = ("2023-09-20", "2023-09-25", "2023-10-05", "2023-10-20")
MANY = [date.fromordinal(date(2023, 9, 20).toordinal() + n).isoformat() for n in range(50)]
#: By how many reports there are: briefs and days.
SIZES = {
    "1": (("flows",), DAYS[-1:]),
    "12": (BRIEFS, DAYS),
    "100": (("cadence", "flows"), MANY),
}
COMMAND = [sys.executable, "-c", "from briefkit.cli import main; main()", "render"]
WITH = {
    "plain": ["weasyprint"],
    "lab": ["weasyprint", "jupyterlab"],
    "webpdf": ["playwright", "jupyterlab"],
}


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    mebibytes: float


def measure(command, environment, folder, looks=True):
    """Run a command to its end; memory is the most that its processes held, shared pages once.

    Without looks at it, memory is nought.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with open(os.devnull, "w") as null, open(folder / "stderr", "w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=null, stderr=errors)
        peak = [0]
        watch = threading.Thread(target=sample, args=(process, peak))
        if looks:
            watch.start()
        status = process.wait()
        wall = time.perf_counter() - start
        if looks:
            watch.join()
        if status:
            errors.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{errors.read()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum(getattr(after, k) - getattr(before, k) for k in ("ru_utime", "ru_stime"))
    return Cost(wall, cpu, peak[0] / 2**20)


def sample(process, peak):
    root = psutil.Process(process.pid)
    while process.poll() is None:
        total = 0
        try:
            for one in (root, *root.children(recursive=True)):
                try:
                    total += one.memory_full_info().pss
                except psutil.Error:
                    continue
        except psutil.Error:
            return
        peak[0] = max(peak[0], total)
        time.sleep(0.25)


def usual(home, briefs, days, out):
    """Return the loop as a script: three processes for each report."""
    tools = home / "bin"
    web = f"{tools}/jupyter nbconvert --to webpdf --disable-chromium-sandbox"
    lines = ["set -e"]
    for day, previous in days.items():
        for brief in briefs:
            name = f"{out}/{brief}-{day}"
            lines += [
                f"{tools}/papermill notebooks/{brief}.ipynb {name}.ipynb -r as_of {day} "
                f"-r previous '{previous}' --cwd notebooks --no-progress-bar -k python3",
                f"{tools}/jupyter nbconvert --to html {name}.ipynb",
                f"{web} {name}.ipynb"
                if home.name == "webpdf"
                else f"{tools}/weasyprint -q {name}.html {name}.pdf",
            ]
    return ["bash", "-c", "\n".join(lines)]


def briefkit(briefs, days, out, *more):
    asked = [word for day in days for word in ("--as-of", day)]
    return [*COMMAND, *briefs, "--out", str(out), *asked, *more]


def floor(briefs, days, out):
    return [
        sys.executable,
        str(ROOT / "benchmarks" / "floor.py"),
        str(out),
        ",".join(briefs),
        *days,
    ]


def make_environment(name, folder):
    if (folder / "bin" / "papermill").exists():
        return
    click.echo(f"installing {name} into {folder}", err=True)
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "python", "-m", "pip", "install", "-q", "-e", str(ROOT)]
    subprocess.run([*install, *WITH[name]], check=True)


def cases(size, days, homes, names, is_first):
    """Return what is compared for one number of reports: commands by name."""
    briefs, wanted = SIZES[size]
    days = {day: days[day] for day in wanted}
    found = {
        "floor": lambda out: floor(briefs, days, out),
        "briefkit": lambda out: briefkit(briefs, days, out),
    }
    if size != "1":
        found["briefkit --jobs 1"] = lambda out: briefkit(briefs, days, out, "--jobs", "1")
    if size == "12":
        how = ("--kernels", "spawn")
        found["briefkit --kernels spawn"] = lambda out: briefkit(briefs, days, out, *how)
    if size != "100" and is_first:  # it is slow, and what it is compared with is not
        for name in names:
            home = homes / name
            found[f"usual loop, {name}"] = lambda out, home=home: usual(home, briefs, days, out)
    return found


def table(found, rounds):
    lines = [
        f"HTML, PDF and executed notebook of each report, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {rounds} rounds, each case once a round (the usual loop in "
        "the first); medians, and ratios of medians.",
        "",
        "| reports | case | wall, s | s a report | CPU, s | memory, MiB | wall against the floor |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for (size, name), costs in sorted(found.items(), key=lambda item: int(item[0][0])):
        base = statistics.median(cost.wall for cost in found[size, "floor"])
        wall, cpu = (
            statistics.median(getattr(cost, field) for cost in costs) for field in ("wall", "cpu")
        )
        memory = max(cost.mebibytes for cost in costs)
        lines.append(
            f"| {size} | {name} | {wall:.2f} | {wall / int(size):.2f} | {cpu:.1f} "
            f"| {f'{memory:.0f}' if memory else '–'} | {wall / base:.2f} |"
        )
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--rounds", default=3, help="How often each case is run.")
@click.option("--reports", "sizes", multiple=True, default=["1", "12"], show_default=True,
              type=click.Choice(list(SIZES)), help="How many reports.")  # fmt: skip
@click.option(
    "--usual", "names", multiple=True, type=click.Choice(list(WITH)), help="Environments."
)
@click.option("--environments", type=Path, help="Where they are, or are made.")
@click.option("--data", type=Path, help="Data folder.")
@click.option("--write", type=Path, help="Write the table there too.")
def main(rounds, sizes, names, environments, data, write):
    """Measure, and print a table in Markdown."""
    from briefkit.dataset import load
    from briefkit.publish.editions.plan import previous_of

    whole = load(data)
    days = {day: previous_of(None, whole.at(day)) for day in (*DAYS, *MANY)}
    environment = {**os.environ, "BRIEFKIT_DATA": str(whole.tables.path.resolve())}
    found = {}
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    homes = environments or folder
    for name in names:
        make_environment(name, homes / name)
    try:
        for n in range(rounds + 1):  # in the last, memory is looked at
            looks = n == rounds
            for size in sizes:
                for name, command in cases(size, days, homes, names, n == 0).items():
                    out = folder / "out"
                    shutil.rmtree(out, ignore_errors=True)
                    out.mkdir()
                    is_alone = name.startswith("usual")
                    cost = measure(command(out), environment, folder, looks or is_alone)
                    if looks:
                        known = found[size, name][0]
                        found[size, name][0] = replace(known, mebibytes=cost.mebibytes)
                        continue
                    found.setdefault((size, name), []).append(cost)
                    click.echo(f"{size}, {name}: {cost.wall:.2f} s, CPU {cost.cpu:.1f} s", err=True)
            if write:
                write.write_text(table(found, n + 1 - looks))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(table(found, rounds))


if __name__ == "__main__":
    main()
