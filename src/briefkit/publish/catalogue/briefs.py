"""Briefs: notebooks that are rendered, found, named and read before anything runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefkit.dataset.folder import corpus_path
from briefkit.errors import ParameterError, RenderError, UnknownNameError, nearest
from briefkit.publish.catalogue.notebooks import read_notebook
from briefkit.publish.catalogue.parameters import Parameter, parameters_of
from briefkit.publish.catalogue.types import Terms

__all__ = ["Brief", "find_briefs", "in_order", "pick", "stem"]

#: The brief over all others: it stands first wherever briefs are listed.
_FRONT = "sheet"
_LONGEST = 90  # bytes of a file name that parameters may take
#: Copies as JupyterLab names them, and what a file system keeps beside a file.
_COPY = re.compile(r"-Copy\d+\.ipynb$")
_NO_BRIEF = re.compile(rf"^\.|{_COPY.pattern}")
_HOW = (
    'A brief says so in its metadata: {"briefkit": {"brief": true}}. In JupyterLab they are under '
    "Property Inspector, Advanced Tools, Notebook Metadata."
)


@dataclass(frozen=True)
class Brief:
    """A notebook that is rendered.

    Parameters
    ----------
    name : str
        File name without ``.ipynb``.
    path : pathlib.Path
        The notebook.
    notebook : nbformat.NotebookNode
        As it was read.
    fault : str
        Why it could not be read, and will fail; empty if it could.
    """

    name: str
    path: Path
    notebook: Any
    fault: str = ""

    @property
    def title(self) -> str:
        """The first heading of the first level, else the name."""
        for cell in self.notebook.cells:
            found = re.search(r"^#\s+(.+?)\s*#*$", cell.source, re.MULTILINE)
            if cell.cell_type == "markdown" and found is not None:
                return found[1]
        return self.name

    @property
    def on_request(self) -> bool:
        """Whether it is rendered only where it is named: ``metadata.briefkit.on_request``."""
        own = self.notebook.metadata.get("briefkit")
        return isinstance(own, dict) and own.get("on_request") is True

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What its parameters cell declares."""
        return parameters_of(self.notebook, self.path.name)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its cells: kind, id, tags and source. Outputs and the rest do not matter."""
        cells = [
            [cell.cell_type, cell.get("id", ""), list(cell.metadata.get("tags", ())), cell.source]
            for cell in self.notebook.cells
        ]
        return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()

    def to_json(self, terms: Terms | None = None) -> dict[str, Any]:
        """Return brief, title and parameters."""
        return {
            "brief": self.name,
            "title": self.title,
            "parameters": [parameter.to_json(terms) for parameter in self.parameters],
        }


def find_briefs(notebooks: str | os.PathLike[str] | None = None) -> dict[str, Brief]:
    """Find the notebooks that are rendered: those with ``metadata.briefkit.brief`` true.

    Parameters
    ----------
    notebooks : path, optional
        Their folder; by default the nearest ``notebooks/`` from the working folder upwards, else
        the one that comes with briefkit.

    Returns
    -------
    dict of str to Brief
        By name, sorted, the sheet first. A file that cannot be read is among them, with its fault:
        what it was is not known, and the others are made. A copy by JupyterLab is not, until it is
        renamed.

    Raises
    ------
    UnknownNameError
        If there is no such folder, or no brief in it.
    """
    folder = _folder(notebooks)
    found = {}
    for path in sorted(folder.glob("*.ipynb"), key=lambda path: in_order(path.stem)):
        if _NO_BRIEF.search(path.name):
            continue
        try:
            notebook = read_notebook(path)
        except RenderError as error:
            found[path.stem] = Brief(path.stem, path, _nothing(), str(error))
            continue
        if _is_brief(notebook):
            found[path.stem] = Brief(path.stem, path, notebook)
    if not found:
        raise UnknownNameError(f"no brief in '{folder}'. {_HOW}")
    return found


def _is_brief(notebook: Any) -> bool:
    own = notebook.metadata.get("briefkit")
    return isinstance(own, dict) and own.get("brief") is True


def _nothing() -> Any:
    import nbformat

    return nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]


def _folder(notebooks: str | os.PathLike[str] | None) -> Path:
    if notebooks is not None:
        folder = Path(notebooks)
        if not folder.is_dir():
            raise UnknownNameError(f"no folder '{folder}'. Name one that holds notebooks.")
        return folder
    here = Path.cwd()
    for above in (here, *here.parents):
        if any((above / "notebooks").glob("*.ipynb")) and (above / "data").is_dir():
            return above / "notebooks"
    return corpus_path("notebooks")


def in_order(stem: str) -> tuple[bool, str]:
    """Return by what briefs and their variants are sorted: the sheet first, then by name.

    Examples
    --------
    >>> sorted(["cadence", "sheet--since-2024", "flows", "sheet"], key=in_order)
    ['sheet', 'sheet--since-2024', 'cadence', 'flows']
    """
    return stem.partition("--")[0] != _FRONT, stem


def pick(briefs: Mapping[str, Brief], names: Iterable[str]) -> dict[str, Brief]:
    """Choose briefs by name.

    Parameters
    ----------
    briefs : mapping of str to Brief
        All of them.
    names : iterable of str
        Those wanted; none means all but those that are rendered on request.

    Returns
    -------
    dict of str to Brief

    Raises
    ------
    UnknownNameError
        If one does not exist; the message has the nearest.
    """
    wanted = list(dict.fromkeys(name.removesuffix(".ipynb") for name in names))
    for name in wanted:
        if name not in briefs:
            raise UnknownNameError(_why_none(briefs, name))
    usual = [name for name, brief in briefs.items() if not brief.on_request]
    return {name: briefs[name] for name in wanted or usual or briefs}


def _why_none(briefs: Mapping[str, Brief], name: str) -> str:
    for folder in {brief.path.parent for brief in briefs.values()}:
        file = f"{name}.ipynb"
        if (folder / file).is_file():
            if _COPY.search(file):
                return f"{file} is a copy, and no brief until it is renamed."
            return f"{file} is a notebook and no brief. {_HOW}"
    near = nearest(name, briefs)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"no brief '{name}'. There is: {', '.join(briefs)}.{hint}"


def stem(brief: str, values: Mapping[str, Any], name: str | None = None) -> str:
    """Return the file name of a brief with other parameters than the edition's.

    Parameters
    ----------
    brief : str
        Name of the brief.
    values : mapping of str to object
        The parameters that differ from their defaults.
    name : str, optional
        What the variant is called, in place of its parameters.

    Returns
    -------
    str
        The brief's name if nothing differs; else ``<brief>--<key>-<value>``, keys sorted. Letters
        of any script stay; where a character was replaced, a digest of the value stands behind it.

    Raises
    ------
    ParameterError
        If no character of the name can stand in a file name.

    Examples
    --------
    >>> stem("flows", {"since": "2023-01", "states": ["BLR", "RUS"]})
    'flows--since-2023-01--states-BLR+RUS'
    >>> stem("flows", {"routes": ["BLR>RUS"]})
    'flows--routes-BLR-RUS-78e7b1a0'
    """
    if not values:
        return brief
    if name:
        plain = _plain(name)
        if not plain:
            raise ParameterError(f"name '{name}' has nothing that can stand in a file name.")
        return f"{brief}--{_cut(plain, name)}"
    tail = "".join(f"--{key}-{_told_apart(value)}" for key, value in sorted(values.items()))
    return brief + _cut(tail, dict(values))


def _told_apart(value: Any) -> str:
    """Return a value as part of a file name that no other value of the parameter has."""
    parts = [str(part) for part in value] if isinstance(value, (list, tuple)) else [str(value)]
    text = "+".join(parts)
    plain = _plain(text) or "none"
    is_plain = plain == text and len(text.split("+")) == len(parts)
    return plain if is_plain else f"{plain}-{_digest(value)}"


def _plain(text: str) -> str:
    """Replace what is no letter, mark or digit of any script, for file names and addresses."""
    text = unicodedata.normalize("NFC", text)
    kept = [c if c in "_.+" or unicodedata.category(c)[0] in "LMN" else "-" for c in text]
    return re.sub("-+", "-", "".join(kept)).strip("-.")


def _cut(text: str, whole: Any) -> str:
    """Cut what is too long for a file system, which counts bytes; a digest tells it apart."""
    if len(text.encode()) <= _LONGEST:
        return text
    return f"{text.encode()[:_LONGEST].decode(errors='ignore')}-{_digest(whole)}"


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:8]
