"""A command that is stopped: a signal becomes an exception, so that all is tidied up on the way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

__all__ = ["INTERRUPTED", "TERMINATED", "Terminated", "stoppable"]

#: Exit codes as shells count them: 128 and the number of the signal.
INTERRUPTED, TERMINATED = 128 + signal.SIGINT, 128 + signal.SIGTERM


class Terminated(BaseException):
    """The system, or whoever started the command, asked it to end."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise :class:`Terminated` where a request to end arrives, as Ctrl-C raises its own exception.

    A handler that somebody else has set is left alone, and so is a thread that may set none.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def stop(*_: Any) -> NoReturn:
        raise Terminated

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
