"""A folder exchanged for another in one step: a reader finds the old one or the new one whole."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["aside", "clean", "probe"]

_PREFIX = ".briefkit-"
_AT_FDCWD, _EXCHANGE = -100, 2  # of Linux: relative to the working folder; exchange two names


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """Assemble a folder aside and put it in its place if all went well.

    Parameters
    ----------
    target : pathlib.Path
        Where it will stand; what stands there is replaced as a whole.

    Yields
    ------
    pathlib.Path
        An empty folder on the same file system.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.parent / f"{_PREFIX}{os.getpid()}-new-{target.name}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    try:
        yield made
        _sync(made)
        _exchange(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def probe(parent: Path) -> None:
    """Try whether anything can be put into a folder, before hours are spent on it.

    Parameters
    ----------
    parent : pathlib.Path
        Folder of the editions.

    Raises
    ------
    OSError
        If it cannot.
    """
    tried = parent / f"{_PREFIX}{os.getpid()}-new-probe"
    tried.mkdir(exist_ok=True)
    tried.rmdir()


def _exchange(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
    elif not _exchange_names(made, target):
        old = target.parent / f"{_PREFIX}{os.getpid()}-old-{target.name}"
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)  # a crash here leaves the old folder, which clean() puts back
        made.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange_names(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clean(parent: Path) -> None:
    """Remove what earlier runs that were stopped left in a folder, and put back what they moved.

    Parameters
    ----------
    parent : pathlib.Path
        Folder of the editions.
    """
    for path in sorted(parent.glob(f"{_PREFIX}*")):
        process, _, rest = path.name.removeprefix(_PREFIX).partition("-")
        kind, _, name = rest.partition("-")
        if process.isdigit() and int(process) != os.getpid() and _is_running(int(process)):
            continue
        if kind == "old" and not (parent / name).exists():
            path.rename(parent / name)
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
