"""Where each name is printed first: the places to which the index of editions leads."""

from __future__ import annotations

from dataclasses import replace
from operator import is_

from briefkit.present.annex import Claims, Footnotes, Numbers
from briefkit.present.blocks import Block, Evidence
from briefkit.present.runs import Run, Way
from briefkit.present.trees import changed, runs_of
from briefkit.publish.document.anchors import NAME
from briefkit.publish.document.document import Document, Part

__all__ = ["give_names"]


def give_names(document: Document) -> Document:
    """Give the first place of each name an anchor.

    Parameters
    ----------
    document : Document
        With its annex.

    Returns
    -------
    Document
        ``names`` has the anchor by the printed name; of one that only the annex prints, that of the
        claim under which it stands.
    """
    found: dict[str, str] = {}

    def walked(value: object) -> object:
        match value:
            case Run():
                if value.kind != "name" or value.text in found:
                    return value
                found[value.text] = at = f"{NAME}{len(found) + 1}"
                return replace(value, way=replace(value.way or Way(), at=at))
            case tuple():
                made = tuple(map(walked, value))
                return value if all(map(is_, made, value)) else made
            case Claims() | Evidence() | Footnotes() | Numbers():
                return value
            case Block() | Part():
                return changed(value, lambda _, part: walked(part))
            case _:
                return value

    parts = tuple(
        changed(part, lambda name, value: walked(value) if name == "body" else value)
        for part in document.parts
    )
    for block in (block for part in parts for block in part.body):
        for item in block.items if isinstance(block, Claims) else ():
            for run in runs_of((item.says, item.path, item.source)):
                if run.kind == "name":
                    found.setdefault(run.text, item.id)
    return replace(document, parts=parts, names=found)
