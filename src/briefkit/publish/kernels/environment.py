"""The environment of what makes a brief: the same on every machine, and nobody's own."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

__all__ = ["fixed_environment", "run_folder", "short_folder"]

_PREFIX = "bk-"
_LONGEST = 40  # bytes of a path: sockets stand below it, and the path of one has about a hundred

#: What would make a kernel's output differ from machine to machine, or run a user's own code.
_DROPPED = (
    "PYTHONSTARTUP",
    "PYTHONBREAKPOINT",
    "PYTHONWARNINGS",
    "PYTHONOPTIMIZE",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
)
_FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NO_COLOR": "1",
    "TERM": "dumb",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
    "COLUMNS": "80",
    "OMP_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYDEVD_USE_FRAME_EVAL": "NO",
}


def fixed_environment() -> dict[str, str]:
    """Return the environment of this process with what matters to a brief fixed.

    Returns
    -------
    dict of str to str
    """
    made = {key: value for key, value in os.environ.items() if key not in _DROPPED} | _FIXED
    matplotlib = importlib.util.find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        # A matplotlibrc in the home would change the figures.
        made["MATPLOTLIBRC"] = str(Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc")
    return made


def short_folder() -> Path:
    """Return the folder of temporary files, or ``/tmp`` where its path is too long for sockets.

    Returns
    -------
    pathlib.Path
    """
    base = Path(tempfile.gettempdir())
    if len(os.fsencode(base)) > _LONGEST and os.access("/tmp", os.W_OK):
        return Path("/tmp")
    return base


def run_folder() -> Path:
    """Make a folder for the sockets and temporary files of one run.

    Folders of runs that are no more are removed, should a run have been killed together with
    everything that would have removed its own.

    Returns
    -------
    pathlib.Path
    """
    base = short_folder()
    for path in base.glob(f"{_PREFIX}[0-9]*-*"):
        process = path.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and _is_own(path):
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=base))


def _is_own(path: Path) -> bool:
    try:
        return path.lstat().st_uid == os.getuid() and not path.is_symlink()
    except OSError:
        return False
