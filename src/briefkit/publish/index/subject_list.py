"""The subjects of the newest edition, and where each leads: its dossier, or where it is printed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from briefkit.publish.catalogue.briefs import in_order
from briefkit.publish.document.anchors import NAME
from briefkit.publish.store.snapshot import SUBJECTS, Snapshot

__all__ = ["place_of", "subject_list"]

Json = dict[str, Any]

#: Kinds in the order in which they are listed.
_KINDS = ("flow", "event", "statement", "dyad", "person", "body", "place")
#: Bytes that the lines of the list may take.
_MOST = 80_000
_LINE = len('<li><a href=""></a></li>\n')
_DOSSIERS = "dossiers"


def subject_list(edition: Snapshot) -> Json:
    """Return the subjects of an edition that lead somewhere.

    Parameters
    ----------
    edition : Snapshot
        The newest one.

    Returns
    -------
    dict
        ``kinds``, each with its ``kind`` and ``items`` (``label`` and ``href``, by label); ``n``
        of all of them; and ``more``, the page that lists the others, where the list would be too
        long with those that no brief prints. An edition that was made before editions listed their
        subjects has none.
    """
    known, files = _read(edition), frozenset(edition.manifest["files"])
    homes = {kind: _homes(own.values()) for kind, own in known.items()}
    found = [
        (kind, one["label"], href, bool(one["briefs"]))
        for kind in _KINDS
        for key, one in known.get(kind, {}).items()
        if (href := place_of(kind, key, one["briefs"], files, homes[kind]))
    ]
    size = sum(
        _LINE + len(f"{edition.manifest['as_of']}/{h}{words}".encode()) for _, words, h, _ in found
    )
    more = ""
    if size > _MOST:
        found = [one for one in found if one[-1]]
        listing = f"{_DOSSIERS}/index.html"
        more = _href(edition, listing) if listing in files else ""
    kinds = []
    for kind in _KINDS:
        items = sorted((words.casefold(), words, href) for k, words, href, _ in found if k == kind)
        if items:
            own = [{"label": words, "href": _href(edition, href)} for _, words, href in items]
            kinds.append({"kind": kind, "items": own})
    return {"kinds": kinds, "n": len(found), "more": more}


def place_of(
    kind: str,
    key: str,
    briefs: Mapping[str, str],
    files: Collection[str],
    homes: Sequence[str],
) -> str:
    """Return where a subject is to be read, as an address in its edition.

    Parameters
    ----------
    kind, key : str
        Its kind and its id.
    briefs : mapping of str to str
        By brief: the anchor of its first place there.
    files : collection of str
        Files of the edition.
    homes : sequence of str
        Briefs, the one first that has most of its kind.

    Returns
    -------
    str
        Its dossier where there is one; else the first of these briefs that prints it before its
        annex; else the first that prints it at all; else nothing.
    """
    dossier = f"{_DOSSIERS}/{kind}-{key}.html"
    if dossier in files:
        return dossier
    pages = [stem for stem in briefs if f"{stem}.html" in files]
    if not pages:
        return ""
    first = min(pages, key=lambda stem: (not briefs[stem].startswith(NAME), homes.index(stem)))
    return f"{first}.html#{briefs[first]}"


def _homes(listed: Collection[Json]) -> list[str]:
    """Return the briefs that print subjects of a kind, those first that print most of them."""
    places = [place for one in listed for place in one["briefs"].items()]
    n = Counter(stem for stem, at in places if at.startswith(NAME))
    return sorted({stem for stem, _ in places}, key=lambda stem: (-n[stem], in_order(stem)))


def _href(edition: Snapshot, place: str) -> str:
    file, mark, anchor = place.partition("#")
    return f"{edition.manifest['as_of']}/{quote(file)}{mark}{quote(anchor)}"


def _read(edition: Snapshot) -> Mapping[str, Mapping[str, Json]]:
    """Return the subjects as the edition lists them; none where its list cannot be read."""
    if edition.path is None:
        return {}
    try:
        found = json.loads((edition.path / SUBJECTS).read_text(encoding="utf-8"))
        return {kind: {key: _one(one) for key, one in own.items()} for kind, own in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _one(found: Any) -> Json:
    texts: Sequence[Any] = [found["label"], *found["briefs"], *found["briefs"].values()]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(SUBJECTS)
    return {"label": found["label"], "briefs": found["briefs"]}
