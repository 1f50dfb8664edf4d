"""Names that an address may carry: of sections, figures, tables, numbers and claims."""

from __future__ import annotations

import hashlib
import re
from typing import Any

__all__ = ["USE", "claim_anchor", "digest", "name_parts", "number_anchor", "words"]

Json = dict[str, Any]

#: Begins the anchor of a place that the annex leads back to; a number follows.
USE = "use-"
_OWN = (USE, "claim-", "num-", "caveat-", "annex-")  # no title makes an anchor that begins so
_NUMBERED = {"figure": "Figure", "table": "Table"}


def name_parts(made: Json) -> dict[str, str]:
    """Give sections, headings, figures and tables their anchors, the latter two their numbers.

    Parameters
    ----------
    made : dict
        A document; it is changed.

    Returns
    -------
    dict of str to str
        Anchors of the sections by the ids that they had: where ``#id`` in a run leads.
    """
    names = _Names()
    for part in made["sections"]:
        part["id"] = names.new(_slug(part["title"]) or "opening")
        for block in part["body"]:
            _name_block(block, names)
    return names.sections


class _Names:
    """Anchors given so far: no two are alike."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.counts = dict.fromkeys(_NUMBERED, 0)
        self.sections: dict[str, str] = {}

    def new(self, wanted: str) -> str:
        wanted = f"part-{wanted}" if wanted.startswith(_OWN) else wanted
        name, n = wanted, 1
        while name in self.taken:
            n += 1
            name = f"{wanted}-{n}"
        self.taken.add(name)
        return name


def _name_block(block: Json, names: _Names) -> None:
    kind = block["block"]
    if kind in _NUMBERED and (kind == "figure" or block["caption"]):
        names.counts[kind] += 1
        block["label"] = f"{_NUMBERED[kind]} {names.counts[kind]}"
    if kind in {"figure", "table", "section"}:
        own = block["id"]
        block["id"] = names.new(f"{kind}-{clean(block['id']) or names.counts.get(kind, 0)}")
        if kind == "section":
            names.sections.setdefault(own, block["id"])
    elif kind == "heading":
        block["id"] = names.new(_slug(block["runs"]) or "part")
    for child in block.get("body", ()):
        _name_block(child, names)


def claim_anchor(claim_id: str) -> str:
    """Return the anchor of a claim in the evidence annex."""
    return f"claim-{clean(claim_id)}"


def number_anchor(key: str) -> str:
    """Return the anchor of a number in the annex."""
    return f"num-{clean(key)}"


def clean(text: str) -> str:
    """Return a name that an address may carry; one that had to be changed gets a digest."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-")
    return kept if kept == text else f"{kept[:60]}-{digest(text)}".strip("-")


def digest(*parts: str) -> str:
    """Return eight hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def words(runs: list[Json]) -> str:
    """Return runs as plain text, without the marks of footnotes."""
    return "".join(run["text"] for run in runs if run["kind"] != "caveat").strip()


def _slug(runs: list[Json]) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words(runs).lower())[:60].strip("-")
