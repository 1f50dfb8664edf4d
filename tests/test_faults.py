"""What may go wrong: nothing is lost, nothing half written, every failure has its name."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from test_fork_kernels import wait_until_gone
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.errors import RenderError
from briefkit.publish.lock import locked
from briefkit.publish.snapshot import read_edition

COMMAND = [sys.executable, "-c", "from briefkit.cli import main; main()", "render"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def start(house: House, *words: str, **how: Any) -> subprocess.Popen[str]:
    (house.root / "tmp").mkdir(exist_ok=True)
    places = ["--data", house.data, "--notebooks", house.notebooks, "--out", house.out]
    command = [*COMMAND, *map(str, places), *words]
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = {**os.environ, "TMPDIR": str(house.root / "tmp")}
    return subprocess.Popen(command, cwd=house.root, env=environment, **streams, **how)


def descendants(process: int) -> list[int]:
    import psutil

    try:
        return [child.pid for child in psutil.Process(process).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def assert_whole(house: House) -> None:
    edition = read_edition(house.edition())
    assert all(edition.holds(file) for file in edition.manifest["files"])


def kill_and_look(house: House, after: float) -> None:
    """Kill a run without warning; what stood stands, and all that it had started goes with it."""
    process = start(house, "--force")
    time.sleep(after)
    started = descendants(process.pid)
    process.kill()
    process.communicate()
    wait_until_gone(started)
    assert_whole(house)


def test_a_run_that_is_killed_takes_all_with_it_and_leaves_the_old_edition(house: House) -> None:
    house.render()
    before = contents(house.out)
    notebook(house.notebooks / "flows.ipynb", FLOWS, EVIDENCE, "import time; time.sleep(30)")
    kill_and_look(house, 3)
    assert contents(house.out) == before
    assert not os.listdir(house.root / "tmp")


@pytest.mark.soak
def test_a_kill_at_any_moment_leaves_one_edition_whole(house: House) -> None:
    house.render()
    before = contents(house.edition())
    chance = random.Random(1)
    for _ in range(50):
        kill_and_look(house, chance.uniform(0, 4))
        assert contents(house.edition()) == before
    start(house, "--force").communicate()
    assert not list(house.out.glob(".briefkit-*"))


def test_an_interrupt_from_the_keyboard_ends_all(house: House) -> None:
    notebook(house.notebooks / "flows.ipynb", "import time; time.sleep(30)")
    process = start(house, start_new_session=True)
    time.sleep(3)
    started = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "Traceback" not in err
    wait_until_gone(started)
    assert not os.listdir(house.root / "tmp")


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


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_folder_is_one_line(house: House) -> None:
    house.out.mkdir()
    house.out.chmod(0o500)
    _, err = start(house).communicate()
    assert err.count("\n") == 1
    assert "cannot write to" in err


@pytest.mark.parametrize("file", ["manifest.json", "numbers.json", "history.jsonl"])
@pytest.mark.parametrize("content", ["", "{", "[]", "\x00\x01"])
def test_an_edition_that_is_corrupt_is_made_again(
    file: str, content: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.render()
    before = contents(house.edition())
    (house.edition() / file).write_text(content)
    house.render()
    after = contents(house.edition())
    assert {k: v for k, v in after.items() if k != file} == {
        k: v for k, v in before.items() if k != file
    }
    assert_whole(house)


def test_a_kernel_that_takes_too_much_memory_fails_its_brief_alone(house: House) -> None:
    code = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
    notebook(house.notebooks / "bad.ipynb", code + "x = bytearray(1 << 31)")
    run = start(house)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert err.startswith("failed: bad of 2023-02-15: bad.ipynb, cell 4: MemoryError")
    assert "flows.pdf" in out
    assert not os.listdir(house.root / "tmp")
