"""What a kernel says of itself after the last cell: what ran in it, and from which data.

A report is made of what came out of one kernel. That this kernel ran the cells of this report, with
its parameters, and nothing else, and that it read the data that were asked for, is not taken for
granted: the kernel is asked, and a report that is not its own is none.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefkit.publish.catalogue.notebooks import INJECTED

__all__ = ["QUESTION", "Attestation", "foreign_cell", "foreign_data", "heard"]

_MARK = 16  # hex digits that stand for a cell
#: What a kernel is asked, as an expression: nothing that a cell has named can be in its way.
QUESTION = (
    "__import__('json').dumps(["
    "[__import__('hashlib').sha256(cell.encode('utf-8', 'replace')).hexdigest()"
    f"[:{_MARK}] for cell in "
    "__import__('IPython').get_ipython().history_manager.input_hist_raw if cell], "
    "__import__('briefkit.dataset.access_log', fromlist=['taken']).taken()])"
)


@dataclass(frozen=True)
class Attestation:
    """What a kernel has said.

    Parameters
    ----------
    cells : tuple of str
        Marks of the cells that ran in it.
    taken : tuple of (str, str)
        Digest and day of each record that they loaded.
    """

    cells: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()


def heard(reply: Mapping[str, Any] | None) -> Attestation:
    """Return what a kernel has said.

    Parameters
    ----------
    reply : mapping or None
        Its answer to :data:`QUESTION`, as a message.

    Returns
    -------
    Attestation
        One that has seen nothing, if the kernel could not say it.
    """
    try:
        said = (reply or {})["content"]["user_expressions"]["it"]["data"]["text/plain"]
        cells, taken = json.loads(ast.literal_eval(said))
    except (KeyError, ValueError, SyntaxError, TypeError):
        return Attestation()
    return Attestation(tuple(cells), tuple((digest, day) for digest, day in taken))


def foreign_cell(attestation: Attestation, notebook: Any) -> str:
    """Say what ran in a kernel and is none of a notebook's, or did not run; else nothing.

    Parameters
    ----------
    attestation : Attestation
        What the kernel says.
    notebook : nbformat.NotebookNode
        As it was executed, with the parameters that were injected.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    own = {_mark(cell.source) for cell in cells}
    asked = {_mark(cell.source) for cell in cells if INJECTED in cell.metadata.get("tags", ())}
    if asked - {*attestation.cells}:
        return "its kernel did not run the parameters that were asked for"
    if {*attestation.cells} - own:
        return "its kernel ran cells of another notebook"
    return ""


def foreign_data(attestation: Attestation, digest: str, as_of: date, needs_data: bool) -> str:
    """Say which data a kernel took that were not asked for; else nothing.

    Parameters
    ----------
    attestation : Attestation
        What the kernel says.
    digest : str
        Of the record that was asked for.
    as_of : datetime.date
        Day that was asked for.
    needs_data : bool
        Whether the brief leads to claims.
    """
    if {found for found, _ in attestation.taken} - {digest}:
        return "it read other data: they were written meanwhile, or it names others. Render again."
    days = [day for _, day in attestation.taken]
    if days and as_of.isoformat() not in days:
        return f"it loads the record as of {', '.join(days)}, and never as of {as_of}. Load that."
    if needs_data and not days:
        return "it leads to claims and did not load the record. Load it with bk.load(as_of=as_of)."
    return ""


def _mark(source: str) -> str:
    source = source.rstrip("\n")
    return hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:_MARK]
