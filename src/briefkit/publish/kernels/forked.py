"""Kernels forked from a preloaded process, as :mod:`jupyter_client` sees them."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from jupyter_core.utils import ensure_async

from briefkit.publish.kernels.forkserver import Channel

__all__ = ["forked_manager"]

_PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "hb_port": 4, "control_port": 5}
_START = 60.0  # seconds until a kernel listens
_PATIENCE = 0.5  # seconds until a request is made again, where nothing is heard


class ForkProvisioner(KernelProvisionerBase):
    """Has a kernel forked in place of started."""

    channel: Channel
    life: socket.socket | None = None
    process = 0

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel."""
        return self.life is not None

    async def poll(self) -> int | None:
        """Return None while the kernel lives."""
        if self.life is None:
            return 0
        if select.select([self.life], [], [], 0)[0]:
            return 1
        try:
            os.kill(self.process, 0)  # what it has started may hold its line open
        except OSError:
            return 1
        return None

    async def wait(self) -> int | None:
        """Wait until the kernel has ended."""
        while await self.poll() is None:
            await asyncio.sleep(0.01)
        if self.life is not None:
            self.life.close()
            self.life = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it has started."""
        if self.life is not None:
            try:
                os.killpg(self.process, signum)
            except ProcessLookupError:
                return

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the kernel: it ends by itself, or its server kills it after a while."""
        if self.life is not None:
            self.channel.release(self.process)
            self.life.close()
            self.life = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sockets; nobody else writes into their folder."""
        for name, port in _PORTS.items():
            setattr(self.parent, name, port)
        return {**await super().pre_launch(**kwargs), "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Have the kernel forked, and wait until it listens."""
        assert self.parent is not None
        info = self.parent.get_connection_info()
        order = {
            "connection": {**info, "key": info["key"].decode()},
            "environment": kwargs["env"],
            "folder": str(kwargs.get("cwd") or Path.cwd()),
            "arguments": self.kernel_spec.argv,
        }
        self.life, theirs = socket.socketpair()
        with theirs:
            self.channel.fork(order, [theirs.fileno()])
        self.life.settimeout(_START)
        said = self.life.recv(1000)
        if not said:
            raise RuntimeError("the kernel could not be forked; the system may be out of memory")
        self.process = json.loads(said)["process"]
        return info


class ForkManager(AsyncKernelManager):
    """Starts and ends forked kernels without waiting for what need not be waited for."""

    is_stuck = False  # set where a cell took too long: the kernel is interrupted, and says where

    async def _async_shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """Ask the kernel to end and leave it; one that hangs is killed by its server."""
        if now or restart or self.is_stuck:
            await super()._async_shutdown_kernel(now=now, restart=restart)
            return
        self.stop_restarter()
        await self._async_request_shutdown()
        await self._async_cleanup_resources()

    shutdown_kernel = _async_shutdown_kernel


class ForkClient(AsyncKernelClient):
    """Knows that a kernel is ready as soon as it says so."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the answer to a request, and for anything on the output channel.

        The kernel greets who subscribes to its output, but under load the greeting can be lost
        (ipykernel sends past the stream that watches the socket). What it does for a request is
        told there as well, so that is asked again until something arrives.
        """
        end = time.monotonic() + (timeout or _START)
        while (left := end - time.monotonic()) > 0:
            self.kernel_info()
            reply = await ensure_async(self.shell_channel.get_msg(timeout=left))
            while reply["msg_type"] != "kernel_info_reply":
                reply = await ensure_async(self.shell_channel.get_msg(timeout=left))
            self._handle_kernel_info_reply(reply)
            with suppress(Empty):
                await ensure_async(self.iopub_channel.get_msg(timeout=_PATIENCE))
                return
        raise RuntimeError("the kernel's output channel is not connected")

    wait_for_ready = _async_wait_for_ready


@contextmanager
def forked_manager(folder: Path, channel: Channel, arguments: list[str]) -> Iterator[Any]:
    """Make a manager of forked kernels, and close what it holds.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder with a short path: the sockets are in it.
    channel : Channel
        A line to the server.
    arguments : list of str
        Of the kernel application.

    Yields
    ------
    jupyter_client.manager.AsyncKernelManager
    """
    spec = KernelSpec(argv=arguments, display_name="Python 3", language="python")
    manager = ForkManager(
        transport="ipc", ip=str(folder / "k"), client_class=f"{__name__}.ForkClient"
    )
    manager._kernel_spec = spec
    manager.provisioner = provisioner = ForkProvisioner(parent=manager, kernel_spec=spec)
    provisioner.channel = channel
    try:
        yield manager
    finally:
        if provisioner.life is not None:
            provisioner.life.close()
        manager.context.destroy(linger=1000)
