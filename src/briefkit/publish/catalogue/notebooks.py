"""Notebooks as they are read: every cell has an id, the same whenever it is read."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

from briefkit.errors import RenderError

__all__ = ["INJECTED", "cell_numbers", "read_notebook"]

#: Tag of the cell that papermill puts below that of the parameters.
INJECTED = "injected-parameters"
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


def read_notebook(path: Path) -> Any:
    """Read a notebook of any format, without its outputs.

    Cells that have no id, one that stands before, or one that is not allowed, get one from their
    place: nbformat would give them another each time.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.

    Returns
    -------
    nbformat.NotebookNode
        In format 4.5 or newer.

    Raises
    ------
    RenderError
        If it cannot be read, or is no notebook.
    """
    import nbformat

    try:
        text = path.read_text(encoding="utf-8-sig")
        if not text.strip():
            raise ValueError("the file is empty")
        with warnings.catch_warnings(action="ignore"):  # of ids, which are seen to here
            notebook = nbformat.reader.reads(text)  # type: ignore[no-untyped-call]
            is_older = notebook.nbformat < 4  # its cells are given ids by chance
            notebook = nbformat.convert(notebook, 4)  # type: ignore[no-untyped-call]
        notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
        _give_ids(notebook.cells, is_older)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.validate(notebook)
        return notebook
    except OSError as error:
        raise RenderError(f"{path.name} cannot be read ({error.strerror or error}).") from None
    except (ValueError, nbformat.ValidationError) as error:
        reason = str(error).strip().partition("\n")[0][:200].rstrip(".")
    except (KeyError, AttributeError, TypeError, RecursionError):
        reason = "its JSON has not the form of one"
    raise RenderError(f"{path.name} is no notebook ({reason}). Mend it in JupyterLab or remove it.")


def cell_numbers(cells: Iterable[Any]) -> list[int]:
    """Return the number of each cell as JupyterLab counts them in the author's own notebook.

    Parameters
    ----------
    cells : iterable of nbformat.NotebookNode
        Of an executed notebook.

    Returns
    -------
    list of int
        From 1. The cell that papermill injected has the number of the one before it.
    """
    return list(accumulate(int(INJECTED not in cell.metadata.get("tags", ())) for cell in cells))


def _give_ids(cells: list[Any], is_new: bool) -> None:
    given = [None if is_new else cell.get("id") for cell in cells]
    taken = {id_ for id_ in given if isinstance(id_, str)}
    seen: set[str] = set()
    for place, (cell, id_) in enumerate(zip(cells, given, strict=True)):
        if not isinstance(id_, str) or id_ in seen or not _ID.fullmatch(id_):
            id_ = f"cell-{place:02d}"
            while id_ in taken:
                id_ += "-"
            taken.add(id_)
        seen.add(id_)
        cell["id"] = id_
