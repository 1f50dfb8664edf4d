"""What may go wrong: nothing is lost, nothing half written, every failure has its name."""

from __future__ import annotations

import errno
import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus import edit_cell
from test_fork_kernels import wait_until_gone
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.cli import main
from briefkit.errors import RenderError
from briefkit.publish.editions.edition import render
from briefkit.publish.index.index import write_index
from briefkit.publish.runners.pool import Pool
from briefkit.publish.runners.report import Report, Task
from briefkit.publish.runners.servers import Servers
from briefkit.publish.runners.watcher import Watcher
from briefkit.publish.store.lock import locked
from briefkit.publish.store.snapshot import read_edition

COMMAND = [sys.executable, "-c", "from briefkit.cli import main; main()", "render"]
HALT = "import pathlib, time; pathlib.Path({!r}).touch(); time.sleep(60)"
#: Renders with reports that were made before, and kills itself at a moment.
KILLED = """
import os, pickle, signal, sys
from pathlib import Path
from briefkit.publish.editions import edition
from briefkit.publish.index import index
from briefkit.publish.store import swap
moment, made, data, notebooks, out = sys.argv[1:]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def before(place, name, n=1):
    call, calls = getattr(place, name), []
    def counted(*arguments, **more):
        calls.append(arguments)
        return die() if len(calls) == n else call(*arguments, **more)
    setattr(place, name, counted)
def after(place, name, n=1):
    call, calls = getattr(place, name), []
    def counted(*arguments):
        result = call(*arguments)
        calls.append(arguments)
        return die() if len(calls) == n else result
    setattr(place, name, counted)
match moment.split():
    case ["first", "file"]: after(Path, "write_bytes")
    case ["fourth", "file"]: before(Path, "write_bytes", 4)
    case ["written"]: after(swap, "_sync")
    case ["exchanged"]: after(swap, "_exchange_names")
    case [number, "rename"]:
        swap._exchange_names = lambda *_: False
        after(Path, "rename", int(number))
    case ["tidied"]: before(swap.shutil, "rmtree", 2)
    case ["index"]: before(Path, "replace")
class Recorded:
    def make_all(self, tasks, watcher):
        yield from pickle.loads(Path(made).read_bytes())
    def write_index(self, root):
        return index.write_index(root)
edition.render(data=data, notebooks=notebooks, out=out, pool=Recorded())
"""
MOMENTS = (
    "first file", "fourth file", "written", "exchanged", "1 rename", "2 rename", "tidied", "index",
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


class Recorded:
    """A pool of reports that were made before."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = {report.task.stem: report for report in reports}

    def make_all(self, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Report]:
        for task in tasks:
            yield self.reports[task.stem]

    write_index = staticmethod(write_index)


class Recorder(Watcher):
    """Keeps reports and lines."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.lines: list[str] = []

    def made(self, report: Report) -> None:
        self.reports.append(report)

    def said(self, line: str) -> None:
        self.lines.append(line)


class Shelf(House):
    """An edition with two revisions, and what it takes to make the second again at once."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        notebook(
            self.notebooks / "more.ipynb", FLOWS.replace("flows.", "more."), EVIDENCE, title="More"
        )
        recorder = Recorder()
        places: dict[str, Any] = {"data": self.data, "notebooks": self.notebooks, "out": self.out}
        with Servers("fork", self.data) as servers, Pool(servers, 2) as pool:
            render(pool=pool, **places)
            self.first = shutil.copytree(self.out, root / "first")
            edit_cell(self.data, "claims", 2, "value", "7")
            render(pool=pool, watcher=recorder, **places)
        self.reports = recorder.reports
        (root / "reports.pickle").write_bytes(pickle.dumps(self.reports))

    def again(self, out: Path, **how: Any) -> list[str]:
        """Render into a folder; return what was said."""
        recorder = Recorder()
        places: dict[str, Any] = {"data": self.data, "notebooks": self.notebooks, "out": out}
        pool: Any = Recorded(self.reports)
        render(watcher=recorder, pool=pool, **{**places, **how})
        return recorder.lines


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


def start(
    house: House, *words: str, temporary: Path | None = None, **how: Any
) -> subprocess.Popen[str]:
    (house.root / "tmp").mkdir(exist_ok=True)
    places = ["--data", house.data, "--notebooks", house.notebooks, "--out", house.out]
    command = [*COMMAND, *map(str, places), *words]
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = {**os.environ, "TMPDIR": str(temporary or house.root / "tmp")}
    return subprocess.Popen(command, cwd=house.root, env=environment, **streams, **how)


def start_and_halt(house: House, **how: Any) -> subprocess.Popen[str]:
    """Start a run; return when a cell of it is running that does not end."""
    flag = house.root / "running"
    notebook(house.notebooks / "flows.ipynb", FLOWS, EVIDENCE, HALT.format(str(flag)))
    process = start(house, "--force", **how)
    for _ in range(600):
        if flag.exists():
            flag.unlink()
            return process
        time.sleep(0.05)
    raise AssertionError(process.communicate())


def descendants(process: int) -> list[int]:
    import psutil

    try:
        return [child.pid for child in psutil.Process(process).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def assert_whole(house: House) -> None:
    edition = read_edition(house.edition())
    assert all(edition.holds(file) for file in edition.manifest["files"])
    assert not [file for file in contents(house.edition()) if not is_named(file, edition.manifest)]


def is_named(file: str, manifest: Any) -> bool:
    return file in {*manifest["files"], "manifest.json", "history.jsonl"}


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".*")]


def test_a_run_that_is_killed_takes_all_with_it_and_leaves_the_old_edition(house: House) -> None:
    house.render()
    before = contents(house.out)
    process = start_and_halt(house)
    started = descendants(process.pid)
    assert len(started) > 2
    process.kill()
    process.communicate()
    wait_until_gone(started)
    assert contents(house.out) == before
    assert not os.listdir(house.root / "tmp")


def test_after_a_run_that_is_killed_with_all_it_started_the_next_one_cleans_up(
    house: House,
) -> None:
    house.render()
    before = contents(house.out)
    places = Path(tempfile.mkdtemp(prefix="bkt", dir="/tmp"))  # short: the run's folder is in it
    try:
        process = start_and_halt(house, temporary=places)
        os.kill(process.pid, signal.SIGSTOP)  # or it would see its workers die, and write so
        started = descendants(process.pid)
        for one in (*started, process.pid):
            with suppress(ProcessLookupError):  # it went with the one that had started it
                os.kill(one, signal.SIGKILL)
        process.communicate()
        wait_until_gone(started)
        assert contents(house.out) == before
        assert os.listdir(places)
        notebook(house.notebooks / "flows.ipynb", FLOWS, EVIDENCE)
        after = start(house, "--force", temporary=places)
        assert (after.communicate()[1], after.returncode) == ("", 0)
        assert not os.listdir(places)
    finally:
        shutil.rmtree(places, ignore_errors=True)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so_and_tidies_up(
    number: signal.Signals, code: int, house: House
) -> None:
    house.render()
    before = contents(house.out)
    process = start_and_halt(house, start_new_session=True)
    started = descendants(process.pid)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=20)
    assert (out, err, process.returncode) == ("", "Stopped. Nothing is half written.\n", code)
    wait_until_gone(started)
    assert contents(house.out) == before
    assert left(house.out) == []
    assert not os.listdir(house.root / "tmp")


def test_a_kill_between_any_two_steps_leaves_the_old_edition_or_the_new_one(
    shelf: Shelf, tmp_path: Path
) -> None:
    old, new = contents(shelf.first / "2023-02-15"), contents(shelf.edition())
    seen = []
    for moment in MOMENTS:
        out = shutil.copytree(shelf.first, tmp_path / moment)
        made = shelf.root / "reports.pickle"
        places = map(str, (made, shelf.data, shelf.notebooks, out))
        run = subprocess.run(
            [sys.executable, "-c", KILLED, moment, *places], capture_output=True, text=True
        )
        assert run.returncode == -signal.SIGKILL, (moment, run.stderr)
        found = contents(out / "2023-02-15")
        if moment == "1 rename":  # where the system cannot exchange: it has another name
            (aside,) = out.glob(".briefkit-*-old-2023-02-15")
            found = contents(aside)
        assert found in (old, new), moment
        seen.append("old" if found == old else "new")
        assert shelf.again(out) == []
        assert contents(out) == contents(shelf.out), moment
        assert left(out) == [], moment
    assert seen == ["old", "old", "old", "new", "old", "new", "new", "new"]


@pytest.mark.soak
def test_a_kill_at_any_moment_leaves_one_edition_whole(house: House) -> None:
    """Half of the kills come while an edition is put together, the others at any time."""
    chance = random.Random(1)
    house.render()
    revisions, ends = [1], {"before": 0, "while": 0, "done": 0}
    for n in range(50):
        edit_cell(house.data, "claims", 2, "value", str(500 + n))
        began = time.monotonic()
        process = start(house)
        deadline = began + (chance.uniform(0, 4) if n % 2 else 30)
        while process.poll() is None and time.monotonic() < deadline:
            if n % 2 == 0 and list(house.out.glob(".briefkit-*-new-*")):
                time.sleep(chance.uniform(0, 0.03))
                break
            time.sleep(0.0005)
        started = descendants(process.pid)
        process.kill()
        process.communicate()
        wait_until_gone(started)
        ends["done" if process.returncode == 0 else "while" if left(house.out) else "before"] += 1
        assert_whole(house)
        history = house.history()
        assert [line["revision"] for line in history] == list(range(1, len(history) + 1))
        assert len(history) - revisions[-1] in (0, 1)
        revisions.append(len(history))
        total = house.json("numbers.json")["flows.total"]
        assert history[-1]["numbers"] == {"flows.total": total}
        assert f">{total['text']}<" in (house.edition() / "flows.html").read_text()
    print(ends, "revisions:", revisions[-1])
    assert ends["while"] >= 5
    assert revisions[-1] >= 5
    start(house, "--force").communicate()
    assert left(house.out) == []


def test_a_second_run_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    order: list[str] = []

    def second() -> None:
        with locked(tmp_path, said.append):
            order.append("second")

    with locked(tmp_path, said.append):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.3)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert said == [f"Another run writes into '{tmp_path}'; this one waits for it."]
    assert os.listdir(tmp_path) == []


def test_two_runs_at_once_both_come_through(house: House) -> None:
    runs = [start(house, "--force") for _ in range(2)]
    results = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], results
    assert sum("waits for it" in err for _, err in results) <= 1
    assert_whole(house)
    assert len(house.history()) == 1


def test_a_full_disk_is_one_line_and_the_old_edition_stands(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.render()
    before = contents(house.out)
    written: list[Path] = []
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(RenderError, match=r"No space left on device\. What stood there before"):
        house.render(force=True)
    assert len(written) == 4
    assert contents(house.out) == before
    assert not list(house.out.glob(".briefkit-*"))


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk; skip the test where that is not permitted."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no disk can be mounted: {error}")
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, free: int) -> Path:
    """Fill a disk but for some bytes."""
    there = os.statvfs(folder)
    filler = folder / "filler"
    filler.write_bytes(b"x" * max(0, there.f_bavail * there.f_frsize - free))
    return filler


def test_a_disk_that_is_full_is_one_line_and_the_old_edition_stands(
    shelf: Shelf, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "4m") as small:
        out = shutil.copytree(shelf.first, small / "reports")
        before = contents(out)
        size = sum(map(len, contents(shelf.edition()).values()))
        for free in (0, size // 3, size - 8192):
            filler = fill(small, free)
            with pytest.raises(RenderError, match="No space left on device") as caught:
                shelf.again(out)
            assert str(caught.value).count("\n") == 0
            assert contents(out) == before, free
            assert left(out) == [], free
            filler.unlink()
        assert shelf.again(out) == []
        assert contents(out) == contents(shelf.out)


def test_an_index_that_cannot_be_written_leaves_the_one_before_and_the_edition(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = shutil.copytree(shelf.first, tmp_path / "reports")
    write = Path.write_text

    def fail(path: Path, content: str, **how: Any) -> int:
        write(path, content[:100], **how)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(RenderError, match="No space left on device"):
        shelf.again(out)
    assert contents(out / "2023-02-15") == contents(shelf.edition())
    assert (out / "index.html").read_bytes() == (shelf.first / "index.html").read_bytes()
    assert left(out) == []
    monkeypatch.undo()
    assert shelf.again(out) == []
    assert contents(out) == contents(shelf.out)


def test_a_disk_that_is_full_ends_the_command_with_one_line(house: House, tmp_path: Path) -> None:
    with disk(house.out, "2m"):
        house.render()
        before = contents(house.out)
        notebook(house.notebooks / "flows.ipynb", FLOWS, EVIDENCE, "print('once more')")
        filler = fill(house.out, 4096)
        run = start(house)
        _, err = run.communicate()
        filler.unlink()
        assert run.returncode == 2
        assert err.count("\n") == 1
        assert "No space left on device. What stood there before stands there still." in err
        assert contents(house.out) == before
        assert left(house.out) == []


def test_a_full_disk_of_temporary_files_fails_the_brief_with_its_reason(house: House) -> None:
    with disk(Path(tempfile.mkdtemp(prefix="bkt", dir="/tmp")), "64k") as small:
        fill(small, 8192)  # where nothing at all fits, Python looks for another place
        run = start(house, temporary=small)
        _, err = run.communicate()
        assert (run.returncode, err.count("\n")) == (1, 1)
        assert err.startswith("failed: flows of 2023-02-15: ")
        assert "No space left on device" in err
        assert os.listdir(small) == ["filler"]
    assert house.json("manifest.json")["failed"][0]["brief"] == "flows"
    small.rmdir()


def test_a_folder_that_is_read_only_is_one_line_before_a_cell_runs(house: House) -> None:
    flag = house.root / "ran"
    with disk(house.out, "4m"):
        house.render()
        before = contents(house.out)
        notebook(house.notebooks / "flows.ipynb", f"open({str(flag)!r}, 'w')")
        subprocess.run(["mount", "-o", "remount,ro", str(house.out)], check=True)
        run = start(house)
        _, err = run.communicate()
        assert (run.returncode, err.count("\n")) == (2, 1)
        assert "cannot write to" in err
        assert "Read-only file system" in err
        assert contents(house.out) == before
    assert not flag.exists()


def test_an_unwritable_folder_is_one_line(house: House) -> None:
    (house.root / "file").write_text("a file stands here")
    house.out = house.root / "file" / "reports"
    run = start(house)
    _, err = run.communicate()
    assert (run.returncode, err.count("\n")) == (2, 1)
    assert "cannot write to" in err
    assert (house.root / "file").read_text() == "a file stands here"


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def text(content: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(content) and None


def without_last(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def with_last_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def with_first_cut(path: Path) -> None:
    path.write_text(path.read_text()[1000:])


RECORDS = ("manifest.json", "numbers.json", "history.jsonl")
DAMAGES = {
    "half": half,
    "empty": text(""),
    "an object": text("{}"),
    "a list": text("[]"),
    "a number": text("1"),
    "bytes": lambda path: path.write_bytes(b"\xff\x00{"),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    "file", ["flows.html", "flows.pdf", "flows.ipynb", "more.html", "subjects.json", *RECORDS[:2]]
)
def test_a_damaged_edition_is_made_again_bit_for_bit(
    file: str, damage: str, shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    DAMAGES[damage](out / "2023-02-15" / file)
    damaged = contents(out / "2023-02-15")
    said = shelf.again(out)
    found = contents(out)
    kept = {name: content for name, content in found.items() if name.startswith("damaged/")}
    assert {name: found[name] for name in found if name not in kept} == contents(shelf.out)
    assert left(out) == []
    if (file == "numbers.json" and damage == "an object") or file not in RECORDS:
        assert (said, kept) == ([], {})  # what is missing is made again, and nothing else is lost
        return
    assert sorted(kept.values()) == sorted(damaged.values())
    (folder,) = (out / "damaged").iterdir()
    assert said == [
        f"edition '{out / '2023-02-15'}' cannot be read whole. It is kept as it was in '{folder}'.",
        "What can be read of its history goes on.",
    ]
    shelf.again(out, force=True)
    assert contents(out) == found


def test_an_edition_of_the_first_version_is_refused_and_left_as_it_is(
    shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    edition = out / "2023-02-15"
    manifest = json.loads((edition / "manifest.json").read_text())
    manifest["versions"]["briefkit"] = "0.1.0+0123456789ab"
    (edition / "manifest.json").write_text(json.dumps(manifest))
    before = contents(out)
    places = ["--data", str(shelf.data), "--notebooks", str(shelf.notebooks)]
    for words in (
        ["render", "flows", "--as-of", "2023-02-15", "--out", str(out), *places],
        ["verify", str(edition), *places],
        ["changes", str(edition), str(edition)],
    ):
        result = CliRunner().invoke(main, words)
        assert (result.exit_code, result.stdout) == (2, ""), words
        assert result.stderr == (
            f"Error: edition '{edition}' was made by briefkit 0.1.0, whose numbers have other "
            "names and rules. Render its day into another folder with --out, or remove the "
            "edition.\n"
        )
    assert contents(out) == before
    write_index(out)
    assert "cannot be read" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "revisions", "line"),
    [
        (half, [1, 2], "What can be read of its history goes on, without lines"),
        (with_last_cut, [1, 2], "What can be read of its history goes on, without lines"),
        (without_last, [1, 2], "What can be read of its history goes on."),
        (with_first_cut, [2], "What can be read of its history goes on, without lines"),
        (text(""), [1], "What can be read of its history goes on."),
        (text("{}\n[]\n"), [2], "What can be read of its history goes on, without lines"),
        (Path.unlink, [1], "What can be read of its history goes on."),
    ],
)
def test_of_a_damaged_history_all_that_can_be_read_goes_on(
    damage: Callable[[Path], None], revisions: list[int], line: str, shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    path = out / "2023-02-15" / "history.jsonl"
    before = [json.loads(line) for line in path.read_text().splitlines()]
    assert [entry["revision"] for entry in before] == [1, 2]
    damage(path)
    damaged = contents(path.parent)
    said = shelf.again(out)
    after = [json.loads(line) for line in path.read_text().splitlines()]
    assert [entry["revision"] for entry in after] == revisions
    assert after[-1]["numbers"] == before[-1]["numbers"]
    for entry in after[:-1]:
        assert entry == before[entry["revision"] - 1]
    assert said[1].startswith(line)
    (kept,) = (out / "damaged").iterdir()
    assert contents(kept) == damaged
    others = {file for file in damaged if file != "history.jsonl"}
    assert {file: contents(path.parent)[file] for file in others} == {
        file: contents(shelf.edition())[file] for file in others
    }


def test_an_edition_of_which_nothing_can_be_read_is_kept_and_begins_anew(
    shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    for file in RECORDS:
        (out / "2023-02-15" / file).write_text("{")
    damaged = contents(out / "2023-02-15")
    assert shelf.again(out)[1] == "A new history begins."
    (kept,) = (out / "damaged").iterdir()
    assert contents(kept) == damaged
    (entry,) = (out / "2023-02-15" / "history.jsonl").read_text().splitlines()
    assert json.loads(entry)["revision"] == 1
    assert "damaged" not in (out / "index.html").read_text()


@pytest.mark.parametrize("file", RECORDS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_commands_on_a_damaged_edition_say_so_in_one_line(
    damage: str, file: str, shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    edition = out / "2023-02-15"
    DAMAGES[damage](edition / file)
    places = ["--data", str(shelf.data)]
    for words in (
        ["verify", str(edition), "--notebooks", str(shelf.notebooks), *places],
        ["changes", f"{edition}@1", str(edition), *places],
        ["explain", str(edition), "flows.total", *places],
    ):
        if words[0] == "verify" and (file, damage) == ("numbers.json", "an object"):
            continue  # it would be made again first
        result = CliRunner().invoke(main, words)
        assert isinstance(result.exception, SystemExit | None), (words, result.exception)
        if result.exit_code:
            assert result.exit_code == 2, (words, result.stderr)
            assert result.stderr.count("\n") == 1, (words, result.stderr)


def test_a_manifest_that_names_what_is_not_there_is_no_edition_to_keep(
    shelf: Shelf, tmp_path: Path
) -> None:
    out = shutil.copytree(shelf.out, tmp_path / "reports")
    path = out / "2023-02-15" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["briefs"]["gone"] = {**manifest["briefs"]["flows"], "files": ["gone.html"]}
    manifest["files"]["gone.html"] = "0" * 64
    manifest["briefs"]["gone"]["brief"] = "gone"
    path.write_text(json.dumps(manifest))
    assert shelf.again(out) == []
    assert contents(out) == contents(shelf.out)


def test_a_run_waits_for_the_one_before_and_says_so(house: House) -> None:
    house.out.mkdir()
    with locked(house.out, print):
        process = start(house)
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line == f"Another run writes into '{house.out}'; this one waits for it.\n"
        assert process.poll() is None
        assert os.listdir(house.out) == []
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert_whole(house)


def test_a_kernel_that_takes_too_much_memory_fails_its_brief_alone(house: House) -> None:
    code = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
    notebook(house.notebooks / "bad.ipynb", code + "x = bytearray(1 << 31)")
    run = start(house)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert err.startswith("failed: bad of 2023-02-15: bad.ipynb, cell 3: MemoryError")
    assert "flows.pdf" in out
    assert not os.listdir(house.root / "tmp")
