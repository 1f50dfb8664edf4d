"""The page over all editions: what there is, what failed, what moved."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from briefkit.errors import RenderError
from briefkit.publish.document import day_text
from briefkit.publish.page import environment, style
from briefkit.publish.snapshot import MANIFEST, Snapshot, read_edition

__all__ = ["index_style", "write_index"]

Json = dict[str, Any]

_FACES = {".html": "HTML", ".pdf": "PDF", ".ipynb": "notebook"}


def write_index(root: Path) -> Path:
    """Write ``index.html`` over all editions of a folder.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the editions.

    Returns
    -------
    pathlib.Path
        The page; the same editions give the same bytes.
    """
    editions = []
    for manifest in sorted(root.glob(f"*/{MANIFEST}"), reverse=True):
        try:
            editions.append(_edition(read_edition(manifest.parent)))
        except (RenderError, KeyError):
            editions.append({"as_of": manifest.parent.name, "day": manifest.parent.name})
    content = {"editions": editions}
    text = environment().get_template("index.html.j2").render(**content, style=index_style())
    path, aside = root / "index.html", root / f".briefkit-{os.getpid()}-new-index.html"
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
    return path


@cache
def index_style() -> Any:
    """Return the style of an index, which is the same for all of them."""
    return style(_WORDS)


# An index has names of briefs, numbers and codes, and its own words: all of them ASCII.
_WORDS = "".join(map(chr, range(32, 127))) + "·–’"


def _edition(edition: Snapshot) -> Json:
    manifest = edition.manifest
    briefs = [
        {"name": name, "faces": _faces(manifest["as_of"], entry["files"])}
        for name, entry in sorted(manifest["briefs"].items())
    ]
    return {
        "as_of": manifest["as_of"],
        "day": day_text(manifest["as_of"]),
        "previous": day_text(manifest["previous"]),
        "edition_id": manifest["edition_id"],
        "revision": edition.revision,
        "n_numbers": len(edition.numbers),
        "n_claims": len({c for number in edition.numbers.values() for c in number["claim_ids"]}),
        "briefs": briefs,
        "failed": manifest["failed"],
        "revisions": [
            {
                "revision": line["revision"],
                "edition_id": line["edition_id"],
                "causes": [
                    {"text": cause["text"], "numbers": cause["numbers"]} for cause in line["causes"]
                ],
            }
            for line in reversed(edition.history)
        ],
    }


def _faces(as_of: str, files: list[str]) -> list[Json]:
    order = list(_FACES)
    known = [file for file in files if Path(file).suffix in _FACES]
    return [
        {"href": f"{as_of}/{file}", "label": _FACES[Path(file).suffix]}
        for file in sorted(known, key=lambda file: order.index(Path(file).suffix))
    ]
