"""Reports made by a Dask cluster: the same bytes, and what becomes of them when something dies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from grid import Grid, until
from test_fork_kernels import is_zombie, wait_until_gone
from test_pool import Log, with_pool
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.cli import main
from briefkit.errors import RenderError
from briefkit.publish.catalogue.briefs import find_briefs
from briefkit.publish.catalogue.inputs import versions
from briefkit.publish.editions.edition import Rendered, render
from briefkit.publish.kernels.forkserver import is_available
from briefkit.publish.runners import remote_worker as stations
from briefkit.publish.runners.cluster import Cluster
from briefkit.publish.runners.remote_worker import Station, Unwanted
from briefkit.publish.runners.report import Report, Task, make
from briefkit.publish.runners.transfer import Corpus, Order

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(not is_available(), reason="processes cannot be forked here")

DAYS = ["2023-01", "2023-02-15"]
PLACE = """\
import os, sys, tempfile
from pathlib import Path
from IPython.display import HTML, display
print(os.getcwd(), os.environ["BRIEFKIT_DATA"], Path.home(), sys.prefix)
print(sorted(os.listdir(".")) == [], sorted(os.listdir(os.environ["BRIEFKIT_DATA"]))[:2])
display(HTML(f"<i>{os.getcwd()}</i>"))
"""
KILL = "psutil.Process().parent().parent().send_signal(signal.SIGKILL); time.sleep(60)"


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grid]:
    made = Grid(tmp_path_factory.mktemp("grid"))
    made.start_workers(2)
    yield made
    made.close()  # with all that it had started, and nothing left in its folder


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def with_cluster(
    house: House, address: str, log: Log | None = None, **how: Any
) -> tuple[Rendered, Log]:
    log = log or Log()
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    with Cluster(address) as cluster:
        return render(watcher=log, pool=cluster, **{**places, **how}), log


class Cells(Log):
    """Also keeps the cells that it is told of."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str, int, int]] = []

    def cell(self, task: Task, cell: int, total: int) -> None:
        self.cells.append((task.as_of.isoformat(), task.stem, cell, total))


def test_a_cluster_gives_the_bytes_that_are_made_here(house: House, grid: Grid) -> None:
    notebook(house.notebooks / "place.ipynb", PLACE, FLOWS, EVIDENCE, title="Where")
    notebook(house.notebooks / "bad.ipynb", PLACE, "import os; open(os.path.abspath('none'))")
    made, log = with_cluster(house, grid.address, Cells(), as_of=DAYS)
    assert isinstance(log, Cells)
    assert made.exit_code == 1
    assert [stem for edition in made.editions for stem, _ in edition.failed] == ["bad", "bad"]
    assert "FileNotFoundError" in made.editions[0].failed[0][1]
    assert sorted(log.made_of) == sorted(
        (day, stem) for day in ("2023-01-31", "2023-02-15") for stem in ("bad", "flows", "place")
    )
    assert ("2023-02-15", "flows", 5, 5) in log.cells
    assert [line for line in log.lines if not line.endswith("waiting for one.")] == []
    found = contents(house.out)
    house.out = house.root / "here"
    with_pool(house, as_of=DAYS)
    assert found == contents(house.out)
    assert "2023-02-15/failed/bad.ipynb" in found
    assert ". $BRIEFKIT_DATA ~" in found["2023-02-15/place.ipynb"].decode()
    assert str(grid.tmp).encode() not in b"".join(found.values())


def test_an_edition_is_verified_by_a_cluster(house: House, grid: Grid) -> None:
    with_pool(house)
    places = ["--data", house.data, "--notebooks", house.notebooks]
    command = ["verify", house.edition(), *places, "--scheduler", grid.address]
    result = CliRunner().invoke(main, [*map(str, command)])
    assert (result.exit_code, result.stdout.partition(":")[0]) == (0, "reproduced")
    result = CliRunner().invoke(main, [*map(str, command), "--jobs", "2"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--jobs is for briefs that are made here" in result.stderr


def test_a_killed_worker_s_report_is_made_by_another(house: House, grid: Grid) -> None:
    flag = house.root / "killed"
    code = f"import pathlib, psutil, signal, tempfile, time\nflag = pathlib.Path({str(flag)!r})\n"
    code += f"if not flag.exists():\n    flag.write_text(tempfile.gettempdir()); {KILL}\n"
    notebook(house.notebooks / "bad.ipynb", code, FLOWS, EVIDENCE)
    made, log = with_cluster(house, grid.address)
    assert made.exit_code == 0
    (line,) = [line for line in log.lines if "died" in line]
    assert line.startswith("The worker at tcp://127.0.0.1:")
    found = contents(house.out)
    house.out = house.root / "here"
    with_pool(house)
    assert found == contents(house.out)
    folder = Path(flag.read_text())
    assert folder.name.startswith("bk-")
    until(lambda: not folder.exists())


def test_a_report_that_kills_its_workers_fails_and_no_other(house: House, grid: Grid) -> None:
    for name in ("more", "third"):
        notebook(house.notebooks / f"{name}.ipynb", FLOWS.replace("flows.", f"{name}."), EVIDENCE)
    notebook(house.notebooks / "bad.ipynb", f"import psutil, signal, time\n{KILL}")
    made, _ = with_cluster(house, grid.address)
    assert made.editions[0].failed == (("bad", "bad: 2 workers died while they made it"),)
    assert {f"{name}.pdf" for name in ("flows", "more", "third")} <= set(contents(house.edition()))


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_what_is_being_made_stops_with_whoever_asked_for_it(
    end: signal.Signals, house: House, grid: Grid
) -> None:
    started = house.root / "started"
    code = f"import os, pathlib\npathlib.Path({str(started)!r}).write_text(str(os.getpid()))\n"
    notebook(house.notebooks / "flows.ipynb", code + "while True: pass")
    command = [sys.executable, "-c", "from briefkit.cli import main; main()", "render"]
    places = ["--data", house.data, "--notebooks", house.notebooks, "--out", house.out]
    process = subprocess.Popen(
        [*command, *map(str, places), "--scheduler", grid.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: started.exists() and started.read_text())
    process.send_signal(end)
    _, err = process.communicate(timeout=20)
    assert err.strip() == ("Stopped. Nothing is half written." if end == signal.SIGINT else "")
    wait_until_gone([int(started.read_text())])
    assert not list(house.out.glob("*/manifest.json"))


def test_a_worker_with_other_versions_is_refused(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other" / "pandas-0.1.dist-info").mkdir(parents=True)
    (tmp_path / "other" / "pandas-0.1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: pandas\nVersion: 0.1\n"
    )
    grid = Grid(tmp_path / "grid")
    path = [str(tmp_path / "other"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    grid.start_workers(1)
    words = (
        rf"pandas is {versions()['pandas']} here and 0\.1 on the worker at tcp://127\.0\.0\.1:\d+"
    )
    try:
        with pytest.raises(RenderError, match=rf"^{words}\. Install the same versions on both\.$"):
            with_cluster(house, grid.address)
        assert contents(house.out) == {}
        # One that comes when the others have been asked looks itself.
        monkeypatch.setattr(Cluster, "_compare_versions", lambda self: None)
        made, _ = with_cluster(house, grid.address)
    finally:
        grid.close()
    ((_, reason),) = made.editions[0].failed
    assert re.fullmatch(f"flows: {words}", reason)


def test_a_scheduler_without_workers_is_said_and_its_death_fails_what_is_out(
    house: House, tmp_path: Path
) -> None:
    notebook(house.notebooks / "slow.ipynb", "import time; time.sleep(60)")
    grid = Grid(tmp_path / "grid")

    class Acting(Log):
        def said(self, line: str) -> None:
            super().said(line)
            if len(self.lines) == 1:
                grid.start_workers(1, 2)

        def made(self, report: Report) -> None:
            super().made(report)
            grid.scheduler.kill()

    log = Acting()
    try:
        made, _ = with_cluster(house, grid.address, log)
    finally:
        grid.close()
    assert log.lines == [f"The scheduler at {grid.address} has no worker; waiting for one."]
    ((stem, reason),) = made.editions[0].failed
    assert stem == "slow"
    assert reason == "slow: the connection to the scheduler was lost before it came back"
    assert "flows.pdf" in contents(house.edition())


def test_what_is_wrong_with_a_scheduler_is_one_line(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*words: str) -> str:
        places = ["--data", house.data, "--notebooks", house.notebooks, "--out", house.out]
        result = CliRunner().invoke(main, ["render", *map(str, places), *words])
        assert (result.exit_code, result.stdout) == (2, "")
        assert not house.out.exists()
        return result.stderr

    assert said("--scheduler", "nowhere").startswith(
        "Error: 'nowhere' is no address of a Dask scheduler."
    )
    assert "--jobs is for briefs that are made here" in said("--scheduler", "a:1", "--jobs", "2")
    monkeypatch.setattr(Cluster.__init__, "__defaults__", ("fork", 0.5))
    line = said("--scheduler", "127.0.0.1:9")
    assert line.startswith("Error: no Dask scheduler at '127.0.0.1:9': Timed out trying to connect")
    assert line.count("\n") == 1
    monkeypatch.setitem(sys.modules, "distributed", None)
    line = said("--scheduler", "127.0.0.1:9")
    assert line.startswith("Error: a scheduler needs Dask, which is not installed.")
    assert "briefkit[cluster]" in line


def order_of(house: House, name: str = "flows") -> tuple[Task, Order, Corpus]:
    brief = find_briefs(house.notebooks)[name]
    parameters = {"as_of": "2023-02-15", "previous": "2023-01-31"}
    task = Task(brief, name, parameters, date(2023, 2, 15), "0" * 12, house.data)
    return task, Order.of(task), Corpus.of(house.data, [brief.path])


@pytest.mark.parametrize("memory", [300 << 20, 1])
def test_a_station_makes_reports_for_many_threads_and_leaves_nothing(
    memory: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With too little, each process makes one report.
    monkeypatch.setattr("briefkit.publish.runners.servers.MEMORY", memory)
    task, order, corpus = order_of(house)
    station = Station(corpus)
    try:
        with ThreadPoolExecutor(3) as pool:
            reports = list(
                pool.map(lambda _: station.make(order, lambda kind, said: None), range(4))
            )
    finally:
        station.close()
    here = make(task)
    assert set(here.files) == {"flows.html", "flows.ipynb", "flows.pdf"}
    assert all(report.files == here.files for report in reports)
    assert not station.folder.exists()


def test_a_station_without_fork_makes_reports_one_at_a_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, order, corpus = order_of(house)
    running: list[int] = []

    def make_alone(task: Task, tell: Any) -> Report:
        running.append(1)
        assert len(running) == 1
        report = make(task, tell)
        running.pop()
        return report

    monkeypatch.setattr("briefkit.publish.runners.servers.is_available", lambda: False)
    monkeypatch.setattr(stations, "make", make_alone)
    heard: list[tuple[str, Any]] = []
    station = Station(corpus)
    with ThreadPoolExecutor(2) as pool:
        reports = list(
            pool.map(lambda _: station.make(order, lambda *what: heard.append(what)), range(2))
        )
    station.close()
    assert all("flows.pdf" in report.files for report in reports)
    assert reports[0].files == reports[1].files
    line = "Kernels are started one by one: processes cannot be forked safely on this system."
    assert ("said", line) in heard
    assert ("cell", (4, 5)) in heard
    assert not station.folder.exists()


def test_a_report_that_nobody_wants_is_stopped(house: House) -> None:
    notebook(house.notebooks / "flows.ipynb", "while True: pass")
    _, order, corpus = order_of(house)
    began = threading.Event()
    station = Station(corpus)
    assert station.servers.kernels is not None
    kernels = Path(f"/proc/{station.servers.kernels.process.pid}/task")
    try:
        with pytest.raises(Unwanted):
            station.make(order, lambda *_: began.set(), lambda: not began.is_set())
        children = kernels / kernels.parent.name / "children"
        until(lambda: all(is_zombie(int(p)) for p in children.read_text().split()), 5)
    finally:
        station.close()


def test_another_corpus_takes_the_place_of_one_that_nobody_uses(house: House) -> None:
    _, _, corpus = order_of(house)
    notebook(house.notebooks / "flows.ipynb", FLOWS)
    _, _, other = order_of(house)
    assert corpus.fingerprint != other.fingerprint
    with stations.station(corpus, "fork") as first:
        with stations.station(corpus, "fork") as again, stations.station(other, "fork") as second:
            assert again is first
            assert second is not first
            assert first.folder.exists()  # it is in use
        with stations.station(other, "fork") as kept:
            assert kept is second
    with stations.station(other, "fork"):
        assert not first.folder.exists()
    stations._close_all()
    assert not second.folder.exists()
