"""Tables onto the disk: sorted and normalised in place, or laid out for a new corpus."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pandas as pd

from briefkit.dataset.folder import corpus_path, find_data, table_path
from briefkit.dataset.reading import normal_cell, normal_text, read_table
from briefkit.errors import DataError, FolderTakenError, Problem
from briefkit.schema.columns import columns
from briefkit.schema.descriptor import datapackage
from briefkit.schema.tables import DEFAULT_TABLES, TABLES

__all__ = ["format_tables", "lay_out", "normal_form", "probe", "write_text"]


def format_tables(data: str | os.PathLike[str] | None = None) -> tuple[Path, ...]:
    """Sort and normalise the tables of a folder.

    Rows are sorted by key and columns put in declared order; cells lose blanks around them, lists
    get ``"; "`` between their items and numbers lose zeros that say nothing. Cells that are wrong
    stay as they are: to say so is the work of :func:`briefkit.dataset.load`.

    Parameters
    ----------
    data : path, optional
        The folder; by default the nearest, as :func:`briefkit.dataset.find_data` says.

    Returns
    -------
    tuple of pathlib.Path
        The files that changed; the others are not written.

    Raises
    ------
    DataError
        If a file is no UTF-8 or no CSV, or a header or the number of cells in a row is wrong. No
        file is touched then.
    DatasetNotFoundError
        If there is no such folder, none of one's own, or a table is missing.
    """
    folder = find_data(data, to_write=True)
    problems: list[Problem] = []
    texts: dict[Path, str] = {}
    for table in TABLES:
        path = table_path(folder, table)
        if path.parent != folder:
            continue
        frame, found = read_table(table, path.read_bytes())
        problems += found
        texts[path] = normal_form(table, frame)
    if problems:
        raise DataError(problems)
    changed = [path for path, text in texts.items() if path.read_bytes() != text.encode()]
    for path in changed:
        write_text(path, texts[path])
    return tuple(changed)


def normal_form(table: str, frame: pd.DataFrame) -> str:
    """Return a table of text cells in normal form.

    Parameters
    ----------
    table : str
        Name of the table.
    frame : pandas.DataFrame
        Text cells, None where empty.

    Returns
    -------
    str
        The text of the file.
    """
    cells = {
        column.name: [normal_cell(column, cell) for cell in frame[column.name]]
        for column in columns(TABLES[table])
    }
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    return normal_text(table, rows)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path : pathlib.Path
        Where; a link is followed, and the permissions of a file that is there are kept.
    text : str
        What, in UTF-8 with LF.

    Raises
    ------
    OSError
        If it cannot be written; what stood there stands there still.
    """
    target = path.resolve()
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(text.encode())
        if target.exists():
            shutil.copymode(target, aside)
        aside.replace(target)
    except OSError as error:  # of the file that was asked for, not of the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with suppress(OSError):
            aside.unlink()


def probe(path: Path) -> None:
    """Try whether a file could be written, before what goes into it is made.

    Parameters
    ----------
    path : pathlib.Path
        Where; its folder need not be there yet.

    Raises
    ------
    OSError
        If it cannot: no folder can be there, nothing can be put into it, or something else than a
        file has the name.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise IsADirectoryError(errno.EISDIR, "Not a regular file", str(path))
    there = next(folder for folder in target.parents if folder.exists())
    with tempfile.TemporaryFile(dir=there):
        pass


def lay_out(folder: str | os.PathLike[str]) -> Path:
    """Lay out a new corpus: the tables without rows, their descriptor and the notebooks.

    Of tables that a corpus may lack, those of briefkit are laid out with their rows.

    Parameters
    ----------
    folder : path
        A folder that does not exist or is empty.

    Returns
    -------
    pathlib.Path
        Its data folder.

    Raises
    ------
    FolderTakenError
        If the folder holds anything, or is a file; nothing is written then.
    """
    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise FolderTakenError(f"'{root}' is a file. Name a new or an empty folder.")
    if root.exists() and any(root.iterdir()):
        raise FolderTakenError(f"'{root}' is not empty. Name a new or an empty folder.")
    data = root / "data"
    data.mkdir(parents=True)
    for table in TABLES:
        text = normal_text(table, ())
        if table in DEFAULT_TABLES:
            text = table_path(data, table).read_text(encoding="utf-8")
        write_text(data / f"{table}.csv", text)
    write_text(data / "datapackage.json", datapackage(licence=None))
    notebooks = sorted(corpus_path("notebooks").glob("*.ipynb"))
    if notebooks:
        (root / "notebooks").mkdir()
    for notebook in notebooks:
        write_text(root / "notebooks" / notebook.name, notebook.read_text(encoding="utf-8"))
    return data
