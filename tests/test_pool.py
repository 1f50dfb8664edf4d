"""Reports side by side: the same bytes for any number of jobs, and nothing left behind."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus import edit_cell
from test_fork_kernels import wait_until_gone
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.cli import main
from briefkit.publish.editions.edition import Rendered, render
from briefkit.publish.kernels.forkserver import is_available
from briefkit.publish.runners.pool import Pool
from briefkit.publish.runners.report import Report, Task
from briefkit.publish.runners.servers import Servers
from briefkit.publish.runners.watcher import Watcher

pytestmark = pytest.mark.skipif(not is_available(), reason="processes cannot be forked here")

DAYS = ["2023-01", "2023-02-15"]


class Log(Watcher):
    def __init__(self) -> None:
        self.made_of: list[tuple[str, str]] = []
        self.lines: list[str] = []
        self.n_planned = 0

    def planned(self, tasks: Sequence[Task]) -> None:
        self.n_planned += len(tasks)

    def made(self, report: Report) -> None:
        self.made_of.append((report.task.as_of.isoformat(), report.task.stem))

    def said(self, line: str) -> None:
        self.lines.append(line)


def with_pool(
    house: House, jobs: int = 2, kernels: str = "fork", **how: Any
) -> tuple[Rendered, Log]:
    log = Log()
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    with Servers(kernels, house.data) as servers, Pool(servers, jobs) as pool:
        made = render(watcher=log, pool=pool, **{**places, **how})
        folder = servers.folder
        processes = [s.process.pid for s in (servers.kernels, servers.workers) if s]
    assert folder is not None
    assert not folder.exists()
    wait_until_gone(processes)
    return made, log


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    for name in ("more", "third"):
        code = FLOWS.replace("flows.total", f"{name}.total")
        notebook(house.notebooks / f"{name}.ipynb", code, EVIDENCE, title=name)
    return house


def test_any_number_of_jobs_and_either_kernel_give_the_same_bytes(house: House) -> None:
    found = []
    for jobs, kernels in ((1, "fork"), (3, "fork"), (2, "spawn")):  # more in test_same_bytes.py
        house.out = house.root / f"{jobs}-{kernels}"
        made, log = with_pool(house, jobs, kernels, as_of=DAYS)
        assert [edition.as_of.isoformat() for edition in made.editions] == [
            "2023-01-31",
            "2023-02-15",
        ]
        assert len(log.made_of) == log.n_planned == 6
        found.append(contents(house.out))
    assert found[0] == found[1] == found[2]
    assert made.exit_code == 0


def test_what_stands_is_not_made_again(house: House) -> None:
    with_pool(house, as_of=DAYS)
    before = contents(house.out)
    made, log = with_pool(house, as_of=DAYS)
    assert log.n_planned == 0
    assert [(e.is_kept, e.is_changed, e.files) for e in made.editions] == [(True, False, ())] * 2
    assert contents(house.out) == before
    made, log = with_pool(house, as_of=DAYS, force=True)
    assert log.n_planned == 6
    assert [edition.is_changed for edition in made.editions] == [False, False]
    assert contents(house.out) == before


def test_only_what_was_damaged_or_asks_for_more_is_made_again(house: House) -> None:
    with_pool(house, as_of=DAYS, formats=["html"])
    (house.edition() / "more.html").write_text("cut off")
    assert with_pool(house, as_of=DAYS, formats=["html"])[1].made_of == [("2023-02-15", "more")]
    assert with_pool(house, as_of=["2023-02-15"])[1].n_planned == 3
    edit_cell(house.data, "claims", 2, "value", "7")
    made, log = with_pool(house, as_of=["2023-02-15"])
    assert log.n_planned == 3
    assert (made.editions[0].is_changed, made.editions[0].revision) == (True, 2)


@pytest.mark.parametrize("digest", ["", "there", "file/x.json", "/dev/null", "/proc/no/x.json"])
def test_an_impossible_digest_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digest: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "file").touch()
    result = CliRunner().invoke(main, ["render", "--digest", digest])
    assert result.exit_code == 2
    assert "--digest" in result.stderr
    assert sorted(os.listdir(tmp_path)) == ["file", "there"]


def test_the_digest_makes_its_folder(house: House) -> None:
    house.render().write_digest(house.root / "sent" / "digest.json")
    assert os.listdir(house.root / "sent") == ["digest.json"]


def test_the_digest_says_what_changed(house: House) -> None:
    made, _ = with_pool(house, as_of=["2023-02-15"])
    made.write_digest(house.root / "digest.json")
    edit_cell(house.data, "claims", 2, "value", "7")
    made, _ = with_pool(house, as_of=["2023-02-15"])
    made.write_digest(house.root / "digest.json")
    (edition,) = json.loads((house.root / "digest.json").read_text())["editions"]
    assert (edition["revision"], edition["is_changed"]) == (2, True)
    assert [change["number"] for change in edition["changes"]] == [
        "flows.total",
        "more.total",
        "third.total",
    ]
    assert edition["changes"][0]["after"]["best"] == 507
    assert "flows.html" in edition["files"]
    assert not [name for name in os.listdir(house.root) if name.startswith(".digest")]


def test_a_worker_that_dies_fails_its_report_and_no_other(house: House) -> None:
    kill = (
        "import os, psutil, signal, time\n"
        "server = psutil.Process().parent()\n"
        "others = [p for p in server.parent().children() if p.pid != server.pid]\n"
        "workers = [w for other in others for w in other.children()]\n"
        "workers[0].send_signal(signal.SIGKILL)\n"
        "time.sleep(30)"
    )
    notebook(house.notebooks / "bad.ipynb", kill)
    made, _ = with_pool(house, 1, as_of=["2023-02-15"])
    ((stem, reason),) = made.editions[0].failed
    assert (stem, "died" in reason) == ("bad", True)
    assert {f"{name}.html" for name in ("flows", "more", "third")} <= set(contents(house.edition()))


def test_a_server_of_kernels_that_dies_fails_what_runs_and_the_rest_is_made(house: House) -> None:
    code = "import os, signal; os.kill(os.getppid(), signal.SIGKILL); import time; time.sleep(30)"
    notebook(house.notebooks / "bad.ipynb", code)
    made, log = with_pool(house, 1, as_of=["2023-02-15"])
    assert [stem for stem, _ in made.editions[0].failed] == ["bad"]
    assert {f"{name}.pdf" for name in ("flows", "more", "third")} <= set(contents(house.edition()))
    assert log.lines == ["Kernels are started one by one: what forked them has died."]


def test_a_server_of_workers_that_dies_fails_what_runs_and_the_rest_is_made(house: House) -> None:
    code = (
        "import os, psutil, signal, time\n"
        "server = psutil.Process().parent()\n"
        "(other,) = [p for p in server.parent().children() if p.pid != server.pid]\n"
        "other.send_signal(signal.SIGKILL); time.sleep(30)"
    )
    notebook(house.notebooks / "bad.ipynb", code)
    made, _ = with_pool(house, 1, as_of=["2023-02-15"])
    assert [stem for stem, _ in made.editions[0].failed] == ["bad"]
    assert {f"{name}.pdf" for name in ("flows", "more", "third")} <= set(contents(house.edition()))


def test_workers_make_room_for_fresh_ones(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.publish.runners.servers.MEMORY", 1)
    made, _ = with_pool(house, as_of=DAYS)
    assert made.exit_code == 0


def test_a_cell_without_end_fails_its_brief(house: House) -> None:
    notebook(house.notebooks / "bad.ipynb", "while True: pass")
    made, _ = with_pool(house, as_of=["2023-02-15"], timeout=2)
    ((stem, reason),) = made.editions[0].failed
    assert (stem, "took more than 2 seconds" in reason) == ("bad", True)


def test_where_kernels_are_not_forked_it_is_said_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(house.root / "cache"))
    wanted = (("6 * 7", [("execute_result", "43")]),)  # a kernel that does not give what it should
    monkeypatch.setattr("briefkit.publish.kernels.probe._CELLS", wanted)
    for _ in range(2):  # the second time from memory
        made, log = with_pool(house, as_of=["2023-02-15"], force=True)
        assert made.exit_code == 0
        (line,) = log.lines
        assert line == (
            "Kernels are started one by one: a forked kernel answers '6 * 7' with "
            "[('execute_result', '42')], not [('execute_result', '43')]."
        )


def test_forked_kernels_are_tried_once_for_a_set_of_versions(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefkit.publish.kernels import probe

    monkeypatch.setenv("XDG_CACHE_HOME", str(house.root / "cache"))
    assert probe.remembered() is None
    with Servers() as servers:
        assert (servers.obstacle, servers.kernels is not None) == ("", True)
    assert probe.remembered() == ""
    monkeypatch.setattr(probe, "_versions", lambda: "ipykernel 99")
    assert probe.remembered() is None
    (house.root / "cache" / "briefkit" / "kernels.json").write_text("{", encoding="utf-8")
    assert probe.remembered() is None


def test_whatever_fails_in_the_trial_is_a_reason_to_start_kernels(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(house.root / "cache"))

    def broken(*_: Any, **__: Any) -> Any:
        raise AttributeError("module 'ipykernel' has no attribute 'kernelapp'")

    monkeypatch.setattr("briefkit.publish.kernels.execute.execute", broken)
    with Servers() as servers:
        assert servers.kernels is None
        assert servers.obstacle.startswith("a forked kernel fails: AttributeError: module")


def test_a_kernel_that_dies_in_the_trial_is_tried_again_by_the_next_run(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefkit.publish.kernels import probe

    monkeypatch.setenv("XDG_CACHE_HOME", str(house.root / "cache"))
    with monkeypatch.context() as patch:
        patch.setattr(probe, "_CELLS", (("import os; os._exit(1)", []),))
        with Servers() as servers:
            assert servers.obstacle.startswith("a forked kernel fails: try.ipynb, cell 1: Dead")
    assert probe.remembered() is None


def test_a_long_path_of_temporary_files_is_no_obstacle(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = house.root / ("d" * 100)
    long.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(house.root / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with Servers() as servers:
        assert servers.obstacle == ""
    assert not list(long.iterdir())


def left_behind() -> list[str]:
    """Return folders of runs of this process, and sockets with a name below one."""
    own = f"bk-{os.getpid()}-"
    folders = [str(path) for path in Path(tempfile.gettempdir()).glob(f"{own}*")]
    lines = Path("/proc/net/unix").read_text().splitlines()
    return folders + [line for line in lines if f"/{own}" in line]


@pytest.mark.soak
def test_three_hundred_reports_leave_nothing_behind_and_memory_is_flat(house: House) -> None:
    import psutil

    class Weighing(Log):
        def __init__(self) -> None:
            super().__init__()
            self.mebibytes: list[float] = []
            self.own: list[float] = []

        def made(self, report: Report) -> None:
            super().made(report)
            total = 0
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    total += process.memory_full_info().pss
            self.mebibytes.append(total / 2**20)
            self.own.append(psutil.Process().memory_full_info().pss / 2**20)

    log = Weighing()
    first = date(2023, 2, 15)
    days = [first + timedelta(days=n) for n in range(100)]
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    n_open = len(os.listdir("/proc/self/fd"))
    began = time.monotonic()
    with Servers("fork", house.data) as servers, Pool(servers, 2) as pool:
        made = render(as_of=days, watcher=log, pool=pool, **places)
        folder = servers.folder
        assert left_behind() != []
    for name, found in (("children", log.mebibytes), ("caller", log.own)):
        tenths = [max(found[n : n + 30]) for n in range(0, 300, 30)]
        print(name, "MiB, most in each 30 reports:", *(f"{most:.0f}" for most in tenths))
    print(f"{(time.monotonic() - began) / 300:.2f} s a report")
    assert made.exit_code == 0
    assert len(log.made_of) == 300
    assert max(log.mebibytes[200:]) < 1.25 * max(log.mebibytes[30:100])
    assert max(log.own[200:]) < 1.25 * max(log.own[30:100])
    assert left_behind() == []
    assert folder is not None
    assert not folder.exists()
    assert not psutil.Process().children(recursive=True)
    assert len(os.listdir("/proc/self/fd")) == n_open
