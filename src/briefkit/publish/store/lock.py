"""One run at a time in one folder of editions: a second one waits, and says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder; the system lets go of it when the process ends, however it ends.

    Parameters
    ----------
    folder : pathlib.Path
        It exists. Nothing is written into it: the folder itself is locked.
    say : callable
        Told that another run holds it, before this one waits.

    Yields
    ------
    None
        Once nobody else holds it; where the system has no such locks, at once.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another run writes into '{folder}'; this one waits for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        os.close(handle)
