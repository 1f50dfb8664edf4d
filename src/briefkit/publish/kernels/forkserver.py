"""A process that imports once and forks many times: what it forks begins with all of it loaded.

The server is a fresh interpreter, not a fork of the caller, so that its hash seed, its locale and
its threads are those of a kernel that is started the usual way, and whatever runs in the caller
(JupyterLab, a debugger, a progress bar) cannot be caught in the middle of something.

One packet is one order, in JSON, with file descriptors beside it. The server ends, with all that it
forked, as soon as nobody holds the other end of its socket any more: also where the caller was
killed. It then removes the folder that all of them keep their sockets and temporary files in.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

__all__ = ["Channel", "ForkServer", "is_available", "serve"]

_PACKET = 1 << 17  # bytes of one order; an environment is a few thousand
_GRACE = 3.0  # seconds that a process may take to end once its client has let go of it
_PARENT_DEATH_SIGNAL = 1  # of prctl

Json = dict[str, Any]
#: What a forked process does with an order and its descriptors; the process ends when it returns.
Become = Callable[[Json, list[int]], None]


def is_available() -> bool:
    """Whether processes can be forked here: elsewhere than on Linux, libraries break when they are.

    Returns
    -------
    bool
    """
    return sys.platform == "linux" and hasattr(os, "fork")


class Channel:
    """A line to a fork server.

    Parameters
    ----------
    line : socket.socket
        Keeps the bounds of packets.
    """

    def __init__(self, line: socket.socket) -> None:
        self.line = line

    def fork(self, order: Json, descriptors: list[int]) -> None:
        """Have a process forked that takes an order; what it holds of the descriptors is its own.

        Raises
        ------
        OSError
            If the server is gone.
        """
        self._send({"do": "fork", "order": order}, descriptors)

    def client(self) -> Channel:
        """Return another line; what is forked over it ends with it."""
        own, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._send({"do": "client"}, [theirs.fileno()])
            except OSError:
                own.close()
                raise
        return Channel(own)

    def is_open(self) -> bool:
        """Whether the server is there; it says nothing over the line as long as it is."""
        return not select.select([self.line], [], [], 0)[0]

    def release(self, process: int) -> None:
        """Let a process end by itself; the server kills it if it does not."""
        self._send({"do": "release", "process": process}, [])

    def close(self) -> None:
        """Let go of the line."""
        self.line.close()

    def _send(self, message: Json, descriptors: list[int]) -> None:
        socket.send_fds(self.line, [json.dumps(message).encode()], descriptors)


class ForkServer(Channel):
    """A server that was started here.

    Parameters
    ----------
    role : str
        Module with ``preload(argument)``, which is called once, and ``become(order, descriptors)``,
        which each forked process calls. If there is ``when_idle(argument)``, it is called once, as
        soon as something was forked and nothing is asked: what is forked later has that, too.
    argument : str
        Of ``preload`` and ``when_idle``.
    environment : mapping of str to str
        Of the server, and so of all that it forks.
    folder : pathlib.Path
        Removed when the server ends.
    """

    def __init__(
        self, role: str, argument: str, environment: Mapping[str, str], folder: Path
    ) -> None:
        own, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        super().__init__(own)
        # As for a kernel, the working folder is no place to import from.
        code = f"import sys; del sys.path[0]; from {__name__} import serve; serve()"
        with theirs:
            line = theirs.fileno()
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, role, argument, str(line), str(folder)],
                env=dict(environment),
                pass_fds=[line],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if "BRIEFKIT_DEBUG" in environment else subprocess.DEVNULL,
                start_new_session=True,  # an interrupt from the keyboard is for the caller
            )

    def wait(self) -> None:
        """Wait for the server to end, once the line is closed."""
        try:
            self.process.wait(_GRACE + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def serve() -> None:
    """Be the server: import, then fork on order until the last line is closed."""
    role, argument, descriptor, folder = sys.argv[1:]
    sys.argv = ["briefkit-" + role.rpartition(".")[2]]
    control = socket.socket(fileno=int(descriptor))
    module = importlib.import_module(role)
    try:
        module.preload(argument)
        gc.freeze()  # what all share is not gone through, and so not copied, in each of them
        when_idle = getattr(module, "when_idle", None)
        _Server(control, module.become, when_idle and partial(when_idle, argument)).run()
    finally:
        _remove(Path(folder))
        os._exit(0)  # there is nothing to tidy up in it, and much of it


class _Server:
    """The loop of a server: lines, and the processes that were forked over each."""

    def __init__(
        self, control: socket.socket, become: Become, when_idle: Callable[[], None] | None = None
    ) -> None:
        self.control = control
        self.become = become
        self.when_idle = when_idle
        self.lines: dict[socket.socket, set[int]] = {control: set()}
        self.deadlines: dict[int, float] = {}

    def run(self) -> None:
        while self.control in self.lines:
            self._reap()
            wait = 0.1 if any(self.lines.values()) else None
            asking = select.select(list(self.lines), [], [], wait)[0]
            for line in asking:
                self._take(line)
            if not asking and self.when_idle is not None:
                self.when_idle()
                gc.freeze()
                self.when_idle = None
        for line in list(self.lines):
            self._drop(line)

    def _take(self, line: socket.socket) -> None:
        try:
            packet, descriptors, _, _ = socket.recv_fds(line, _PACKET, 16)
        except OSError:
            packet, descriptors = b"", []
        if not packet:
            self._drop(line)
            return
        message = json.loads(packet)
        match message["do"]:
            case "client":
                self.lines[socket.socket(fileno=descriptors[0])] = set()
            case "fork":
                self._fork(line, message["order"], descriptors)
            case "release" if message["process"] in self.lines[line]:
                self.deadlines[message["process"]] = time.monotonic() + _GRACE

    def _fork(self, line: socket.socket, order: Json, descriptors: list[int]) -> None:
        server = os.getpid()
        try:
            process = os.fork()
        except OSError:  # the client sees that its descriptors are closed
            process = -1
        if process == 0:
            status = 1
            try:
                os.setsid()
                _die_with(server)
                for other in self.lines:
                    other.close()
                self.become(order, descriptors)
                status = 0
            except SystemExit as error:
                status = error.code if isinstance(error.code, int) else 1
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(status)
        for descriptor in descriptors:
            os.close(descriptor)
        if process > 0:
            self.lines[line].add(process)

    def _reap(self) -> None:
        now = time.monotonic()
        for processes in self.lines.values():
            for process in list(processes):
                if self.deadlines.get(process, now) < now:
                    _kill(process)
                if os.waitpid(process, os.WNOHANG)[0]:
                    processes.discard(process)
                    self.deadlines.pop(process, None)

    def _drop(self, line: socket.socket) -> None:
        for process in self.lines.pop(line):
            _kill(process)
            os.waitpid(process, 0)
        line.close()


def _kill(process: int) -> None:
    """Kill a process and those that it started; each forked process leads a group."""
    for call in (os.killpg, os.kill):
        try:
            call(process, signal.SIGKILL)
        except OSError:
            continue


def _die_with(server: int) -> None:
    """Have the kernel of the system kill this process when the server ends, however it ends."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != server:  # it ended in between
        os._exit(1)


def _remove(folder: Path) -> None:
    """Remove a folder into which processes that are about to end may still write."""
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
