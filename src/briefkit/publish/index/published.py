"""What programs read of all editions: what each has, its headline numbers, and what changed."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from typing import Any

from briefkit.present.words import day_text
from briefkit.publish.catalogue.briefs import in_order
from briefkit.publish.index.differences import moves
from briefkit.publish.index.headline_series import Followed
from briefkit.publish.index.known_editions import (
    KnownEdition,
    brief_href,
    number_href,
    text_of,
    value_of,
)
from briefkit.publish.renderers import FORMATS
from briefkit.publish.store.snapshot import Snapshot

__all__ = ["editions_text", "entries_of", "feed_id", "listed_editions"]

Json = dict[str, Any]

_MOST_ENTRIES = 40
#: What no XML may hold, not even escaped
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"html": "text/html", "pdf": "application/pdf"}


def listed_editions(known: Sequence[KnownEdition], followed: Sequence[Followed]) -> list[Json]:
    """Return what is published of each edition, the newest first.

    Parameters
    ----------
    known : sequence of KnownEdition
        The newest first.
    followed : sequence of Followed
        Headlines over all of them.

    Returns
    -------
    list of dict
        ``as_of`` and ``is_readable``; of those that can be read ``revision``, ``edition_id``,
        ``previous``, ``briefs`` with title and files, ``headlines``, ``revisions`` with their
        causes, ``failed``, and ``changed`` against the edition before (null for the first).
    """
    readable = [one.edition for one in known if one.edition is not None]
    before = dict(zip((id(one) for one in readable), readable[1:], strict=False))
    return [
        {"as_of": one.name, "is_readable": False}
        if one.edition is None
        else _listed(one.edition, before.get(id(one.edition)), followed)
        for one in known
    ]


def editions_text(listed: Sequence[Json]) -> str:
    """Return ``editions.json``."""
    return json.dumps({"editions": listed}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _listed(edition: Snapshot, before: Snapshot | None, followed: Sequence[Followed]) -> Json:
    manifest = edition.manifest
    changed = None
    if before is not None:
        moved = moves(before, edition, followed)
        changed = {
            "since": before.manifest["as_of"],
            "n_moved": moved["n_moved"],
            "n_new": moved["n_new"],
            "n_gone": moved["n_gone"],
            "headlines": [
                {key: move[key] for key in ("words", "name", "before", "after", "href")}
                for move in moved["told"]
            ],
        }
    return {
        "as_of": manifest["as_of"],
        "is_readable": True,
        "revision": edition.revision,
        "edition_id": manifest["edition_id"],
        "previous": manifest["previous"],
        "briefs": [
            {
                "name": stem,
                "title": str(entry.get("title") or entry["brief"]),
                "files": [brief_href(edition, file) for file in entry["files"]],
            }
            for stem, entry in sorted(manifest["briefs"].items(), key=lambda b: in_order(b[0]))
        ],
        "headlines": [
            _headline(edition, one.words, point.name)
            for one in followed
            for point in one.given
            if point.edition is edition
        ],
        "changed": changed,
        "revisions": [
            {
                "revision": line["revision"],
                "edition_id": line["edition_id"],
                "causes": [cause["text"] for cause in line["causes"]],
            }
            for line in edition.history
        ],
        "failed": [{key: one[key] for key in ("brief", "reason")} for one in manifest["failed"]],
    }


def _headline(edition: Snapshot, words: str, name: str) -> Json:
    number = edition.numbers[name]
    low, best, high = value_of(number)
    return {
        "words": words,
        "name": name,
        "text": text_of(number),
        "low": low,
        "best": best,
        "high": high,
        "unit": number["unit"],
        "href": number_href(edition, name),
    }


def entries_of(listed: Sequence[Json]) -> list[Json]:
    """Return the entries of the feed: the newest editions that can be read.

    Parameters
    ----------
    listed : sequence of dict
        What :func:`listed_editions` returned.

    Returns
    -------
    list of dict
        ``id`` (of the edition, so that one whose numbers moved is news), ``day``, ``updated``
        (its day, in place of a clock), ``links`` (the first brief in each format that has a media
        type), and the edition itself under ``edition``. No text has a character that XML forbids.
    """
    readable = [one for one in listed if one["is_readable"]][:_MOST_ENTRIES]
    return [
        {
            "id": _urn(one["as_of"], one["edition_id"]),
            "day": day_text(one["as_of"]),
            "since": day_text(one["changed"]["since"]) if one["changed"] else "",
            "updated": f"{one['as_of']}T00:00:00Z",
            "links": _links(one["briefs"]),
            "edition": _legible(one),
        }
        for one in readable
    ]


def feed_id(listed: Sequence[Json]) -> str:
    """Return what the feed is known by: its oldest edition, which stays while others come."""
    oldest = [one for one in listed if one["is_readable"]][-1]
    return _urn("feed", oldest["as_of"], oldest["edition_id"])


def _urn(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, " ".join(("briefkit", *parts))).urn


def _links(briefs: Sequence[Json]) -> list[Json]:
    """Return one address for each media type, as a feed may have no two."""
    found: dict[str, Json] = {}
    for name in FORMATS:
        for file in (file for brief in briefs for file in brief["files"]):
            if name in _TYPES and file.endswith(f".{name}"):
                found.setdefault(name, {"type": _TYPES[name], "href": file})
    return list(found.values())


def _legible(value: Any) -> Any:
    match value:
        case str():
            return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)
        case list():
            return [_legible(part) for part in value]
        case dict():
            return {key: _legible(part) for key, part in value.items()}
        case _:
            return value
