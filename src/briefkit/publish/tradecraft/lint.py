"""Executed briefs held against the rules: of a notebook, of an edition, on the brief itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefkit.errors import RenderError
from briefkit.present.blocks import Para
from briefkit.present.formats import count, text
from briefkit.publish.document.document import Document, Part
from briefkit.publish.document.notebook import document
from briefkit.publish.tradecraft.lines import lines_of
from briefkit.publish.tradecraft.rules import Broken, check

__all__ = ["Linted", "held_document", "lint", "lint_notebook", "noted"]


#: Kinds of the blocks that a document has behind its front.
_ANNEX = frozenset({"caveats", "claims", "evidence", "footnotes", "numbers"})


@dataclass(frozen=True, slots=True)
class Linted:
    """What a brief breaks.

    Parameters
    ----------
    path : pathlib.Path
        Its notebook, executed.
    broken : tuple of Broken
        In reading order; empty if it keeps every rule.
    """

    path: Path
    broken: tuple[Broken, ...]


def lint(path: str | os.PathLike[str]) -> tuple[Linted, ...]:
    """Hold a brief, or all briefs of an edition, against the rules.

    Parameters
    ----------
    path : path
        An executed notebook, or the folder of an edition.

    Returns
    -------
    tuple of Linted
        By name.

    Raises
    ------
    RenderError
        If there is none, or one was not executed, failed or is no notebook.
    """
    at = Path(path)
    files = sorted(at.glob("*.ipynb")) if at.is_dir() else [at]
    if not files:
        raise RenderError(
            f"'{at}' has no executed notebook. Name a notebook, or the folder or day of an edition."
        )
    return tuple(Linted(file, lint_notebook(_read(file), file.name)) for file in files)


def lint_notebook(notebook: Any, brief: str) -> tuple[Broken, ...]:
    """Return what an executed notebook breaks.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        With its outputs.
    brief : str
        Name of the brief, for messages.

    Returns
    -------
    tuple of Broken
    """
    return check(lines_of(notebook, brief))


def held_document(notebook: Any, brief: str, *, allow_orphans: bool = False) -> Document:
    """Turn an executed notebook into a document that says on itself what it breaks.

    Parameters
    ----------
    notebook, brief, allow_orphans
        See :func:`briefkit.publish.document.notebook.document`.

    Returns
    -------
    Document
    """
    made = document(notebook, brief, allow_orphans=allow_orphans)
    return noted(made, lint_notebook(notebook, brief))


def noted(made: Document, broken: Sequence[Broken]) -> Document:
    """Return a document that says on itself which rules of tradecraft it breaks.

    Parameters
    ----------
    made : Document
        The brief.
    broken : sequence of Broken
        What it breaks; of none the document is the same object.

    Returns
    -------
    Document
        With one line at the foot of what stands before the annex.
    """
    if not broken:
        return made
    names = ", ".join(sorted({one.rule.replace("-", " ") for one in broken}))
    n = count(len(broken), "lines that break a rule of briefkit lint", unit="line")
    line = Para((text("Against the rules of tradecraft, in "), n, text(f": {names}.")), "note")
    parts = made.parts
    annex = (n for n, part in enumerate(parts) if _is_annex(part))
    foot = next(annex, len(parts))
    if not foot:
        return replace(made, parts=(Part((), (line,)), *parts))
    last = replace(parts[foot - 1], body=(*parts[foot - 1].body, line))
    return replace(made, parts=(*parts[: foot - 1], last, *parts[foot:]))


def _is_annex(part: Part) -> bool:
    return any(block.kind in _ANNEX for block in part.body)


def _read(file: Path) -> Any:
    import nbformat

    try:
        notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError:
        raise RenderError(
            f"no notebook '{file}'. Name one, or the folder or day of an edition."
        ) from None
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0][:100]
        raise RenderError(f"'{file}' is no notebook: {reason}") from None
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if code and not any(cell.outputs for cell in code):
        raise RenderError(
            f"'{file}' was not executed: none of its cells shows anything. Render it, and name the "
            "notebook in its edition."
        )
    return notebook
