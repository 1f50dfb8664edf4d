"""What publishing costs: the usual loop, briefkit and the floor, interleaved in one run.

The usual loop is `papermill`, `jupyter nbconvert --to html` and WeasyPrint for each report, in an
environment of its own (`--usual NAME=FOLDER`, made with `--make` where it is not there). The floor
is `floor.py`. Each case is a process from start to exit; CPU and memory are those of all processes
that it starts. The figures of one run on one machine stand in its table; elsewhere, compare ratios.
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
from dataclasses import dataclass
from pathlib import Path

import click
import psutil

ROOT = Path(__file__).resolve().parent.parent
BRIEFS = ("cadence", "discrepancies", "flows")
COMMAND = [sys.executable, "-c", "from briefkit.cli import main; main()", "render"]
WITH = {"plain": ["weasyprint"], "lab": ["weasyprint", "jupyterlab"]}


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    mebibytes: float


def measure(command, environment, folder):
    """Run a command to its end; memory is the most that its processes held, shared pages once."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with open(os.devnull, "w") as null, open(folder / "stderr", "w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=null, stderr=errors)
        peak = [0]
        watch = threading.Thread(target=sample, args=(process, peak))
        watch.start()
        status = process.wait()
        wall = time.perf_counter() - start
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


def usual(folder, days, out):
    """Return the loop as a script: three processes for each report."""
    lines = ["set -e"]
    tools = folder / "bin"
    for day, previous in days:
        for brief in BRIEFS:
            name = f"{out}/{brief}-{day}"
            lines += [
                f"{tools}/papermill notebooks/{brief}.ipynb {name}.ipynb -r as_of {day} "
                f"-r previous '{previous}' --cwd notebooks --no-progress-bar -k python3",
                f"{tools}/jupyter nbconvert --to html {name}.ipynb",
                f"{tools}/weasyprint -q {name}.html {name}.pdf",
            ]
    return ["bash", "-c", "\n".join(lines)]


def briefkit(days, out, *more):
    asked = [word for day, _ in days for word in ("--as-of", day)]
    return [*COMMAND, "--out", str(out), *asked, *more]


def floor(days, out):
    return [sys.executable, str(ROOT / "benchmarks" / "floor.py"), str(out), *(d for d, _ in days)]


def make_environment(name, folder):
    if (folder / "bin" / "papermill").exists():
        return
    click.echo(f"installing {name} into {folder}", err=True)
    venv.create(folder, with_pip=True)
    install = [folder / "bin" / "python", "-m", "pip", "install", "-q", "-e", str(ROOT)]
    subprocess.run([*install, *WITH[name]], check=True)


def table(found, n_reports, rounds):
    lines = [
        f"{n_reports} reports (HTML, PDF, executed notebook), {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {rounds} rounds, each case once a round; medians, and the "
        "ratios of medians.",
        "",
        "| case | wall, s | s a report | CPU, s | memory, MiB | wall against the floor |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    base = statistics.median(cost.wall for cost in found["floor"])
    for name, costs in found.items():
        n = 1 if name.startswith("one report") else n_reports
        wall, cpu, memory = (
            statistics.median(getattr(cost, field) for cost in costs)
            for field in ("wall", "cpu", "mebibytes")
        )
        ratio = f"{wall / base:.2f}" if n > 1 else ""
        lines.append(
            f"| {name} | {wall:.2f} | {wall / n:.2f} | {cpu:.1f} | {memory:.0f} | {ratio} |"
        )
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--rounds", default=3, help="How often each case is run.")
@click.option(
    "--usual", "names", multiple=True, type=click.Choice(list(WITH)), help="Environments."
)
@click.option("--environments", type=Path, help="Where they are, or are made.")
@click.option("--data", type=Path, help="Data folder.")
@click.option("--days", default="2023-09-20,2023-09-25,2023-10-05,2023-10-20", show_default=True)
@click.option("--write", type=Path, help="Write the table there too.")
def main(rounds, names, environments, data, days, write):
    """Measure, and print a table in Markdown."""
    from briefkit.dataset import load
    from briefkit.publish.plan import previous_of

    whole = load(data)
    pairs = [(day, previous_of(None, whole.at(day))) for day in days.split(",")]
    environment = {**os.environ, "BRIEFKIT_DATA": str(whole.tables.path.resolve())}
    found = {}
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    homes = environments or folder
    for name in names:
        make_environment(name, homes / name)
    try:
        for n in range(rounds):
            cases = {
                "floor": lambda out: floor(pairs, out),
                "briefkit": lambda out: briefkit(pairs, out),
                "briefkit --jobs 1": lambda out: briefkit(pairs, out, "--jobs", "1"),
                "briefkit --kernels spawn": lambda out: briefkit(pairs, out, "--kernels", "spawn"),
                "one report, cold": lambda out: briefkit(pairs[-1:], out, "flows"),
            }
            if n == 0:  # it is slow, and what it is compared with is not
                for name in names:
                    cases[f"usual loop, {name}"] = lambda out, name=name: usual(
                        homes / name, pairs, out
                    )
            for name, command in cases.items():
                out = folder / "out"
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                cost = measure(command(out), environment, folder)
                found.setdefault(name, []).append(cost)
                click.echo(f"{name}: {cost.wall:.2f} s, CPU {cost.cpu:.1f} s", err=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = table(found, len(pairs) * len(BRIEFS), rounds)
    click.echo(text)
    if write:
        write.write_text(text)


if __name__ == "__main__":
    main()
