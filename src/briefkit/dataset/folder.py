"""Where the data are."""

from __future__ import annotations

import os
import re
from pathlib import Path

from briefkit.errors import DatasetNotFoundError
from briefkit.schema.tables import ADDED_TABLES, DEFAULT_TABLES, TABLES

__all__ = ["DATA_VARIABLE", "corpus_path", "find_data", "table_path"]

#: Environment variable that names the data folder; set while briefs are rendered.
DATA_VARIABLE = "BRIEFKIT_DATA"
_MARKER = "datapackage.json"
_PACKAGE = Path(__file__).resolve().parent.parent
_OWN = (
    "but that is not written to. Lay out your own with 'briefkit init DIR', or name it with "
    f"--data or ${DATA_VARIABLE}."
)


def find_data(data: str | os.PathLike[str] | None = None, *, to_write: bool = False) -> Path:
    """Find the data folder.

    Parameters
    ----------
    data : path, optional
        A folder that the user named.
    to_write : bool
        Whether it is to be written to: what comes with briefkit is nobody's own.

    Returns
    -------
    pathlib.Path
        The named folder; else the one in ``$BRIEFKIT_DATA``; else the nearest ``data/`` with a
        ``datapackage.json``, from the working folder upwards; else, to be read, the packaged copy.

    Raises
    ------
    DatasetNotFoundError
        If the folder does not exist or lacks tables; the message names them. If it is to be written
        to and there is none.
    """
    named = data if data is not None else os.environ.get(DATA_VARIABLE)
    here = Path.cwd()
    if named:
        folder = _checked(Path(named))
        if to_write and _PACKAGE in folder.resolve().parents:
            raise DatasetNotFoundError(f"'{folder}' comes with briefkit, {_OWN}")
        return folder
    for folder in (here, *here.parents):
        for candidate in (folder / "data", folder):
            if (candidate / _MARKER).is_file() and _holds_tables(candidate):
                return _checked(candidate)
    if to_write:
        raise DatasetNotFoundError(
            f"no data folder in '{here}' or above it, and one comes with briefkit, {_OWN}"
        )
    return _checked(corpus_path("data"))


def corpus_path(name: str) -> Path:
    """Return a folder of the corpus that comes with briefkit.

    Parameters
    ----------
    name : str
        ``data`` or ``notebooks``.

    Returns
    -------
    pathlib.Path
        The checkout's folder for an editable install, else the copy in the wheel.
    """
    checkout = _PACKAGE.parent.parent
    is_checkout = (checkout / "pyproject.toml").is_file()
    return checkout / name if is_checkout else _PACKAGE / "_corpus" / name


def table_path(folder: Path, table: str) -> Path:
    """Return the file of a table.

    Parameters
    ----------
    folder : pathlib.Path
        A data folder.
    table : str
        Name of the table.

    Returns
    -------
    pathlib.Path
        That of the folder; of a table that a corpus may lack, else the one that comes with
        briefkit.
    """
    path = folder / f"{table}.csv"
    if table in DEFAULT_TABLES and not path.exists():
        return corpus_path("data") / path.name
    if table in ADDED_TABLES and not path.exists():
        return _PACKAGE / "schema" / path.name
    return path


def _holds_tables(folder: Path) -> bool:
    """Tell a corpus, also one that lost a table, from somebody else's data package."""
    return sum((folder / f"{table}.csv").is_file() for table in TABLES) * 2 > len(TABLES)


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        is_day = re.fullmatch(r"\d{4}(-\d\d){0,2}", str(folder))
        hint = f" For a day, write bk.load(as_of='{folder}')." if is_day else ""
        raise DatasetNotFoundError(
            f"no data folder '{folder}'. Name one with --data or ${DATA_VARIABLE}, "
            f"or lay one out with 'briefkit init DIR'.{hint}"
        )
    missing = [f"{table}.csv" for table in TABLES if not table_path(folder, table).is_file()]
    if missing:
        raise DatasetNotFoundError(
            f"data folder '{folder}' lacks {', '.join(missing)}. "
            "A table without rows still has its header; 'briefkit init DIR' writes all of them."
        )
    return folder
