"""A Dask scheduler and its workers, in processes of their own, for the tests that need one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from test_fork_kernels import wait_until_gone


def until(holds: Callable[[], Any], seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


class Grid:
    """A scheduler and its workers, as somebody would start them by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tmp = folder, folder / "tmp"
        self.tmp.mkdir(parents=True)
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        words = ["--port", "0", "--dashboard-address", "127.0.0.1:0", "--no-dashboard"]
        self.scheduler = self.start("dask_scheduler", *words, "--scheduler-file", str(file))
        until(lambda: file.exists() and file.stat().st_size)
        self.address = str(json.loads(file.read_text())["address"])

    def start(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", *words]
        own = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "TMPDIR": str(self.tmp)}
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command, env={**os.environ, **own}, cwd=self.folder, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def start_workers(self, n_workers: int, n_threads: int = 1) -> subprocess.Popen[bytes]:
        words = ["--nworkers", str(n_workers), "--nthreads", str(n_threads), "--no-dashboard"]
        words += ["--local-directory", str(self.folder / "dask")]
        return self.start("dask_worker", self.address, *words)

    def descendants(self) -> list[int]:
        import psutil

        found = []
        for process in self.processes:
            if process.poll() is None:
                found += [p.pid for p in psutil.Process(process.pid).children(recursive=True)]
        return found

    def close(self) -> None:
        started = self.descendants()
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)
        wait_until_gone(started)
        until(lambda: not list(self.tmp.glob("bk-*")), 3)
