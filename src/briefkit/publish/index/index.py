"""The page over all editions: the newest, its subjects, what moved, the calendar, the list."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefkit.present.dossiers.hrefs import INDEX
from briefkit.present.html import environment
from briefkit.present.words import day_text
from briefkit.present.worklist import TITLE
from briefkit.publish.catalogue.briefs import in_order
from briefkit.publish.index.calendar import calendar
from briefkit.publish.index.differences import moves
from briefkit.publish.index.headline_series import Followed, charted, follow
from briefkit.publish.index.known_editions import (
    KnownEdition,
    brief_href,
    known_editions,
    number_href,
)
from briefkit.publish.index.published import (
    editions_text,
    entries_of,
    feed_id,
    listed_editions,
)
from briefkit.publish.index.sparklines import Axis, multiple
from briefkit.publish.index.subject_list import subject_list
from briefkit.publish.renderers import FORMATS
from briefkit.publish.renderers.html.page import style
from briefkit.publish.store.snapshot import REGISTER, Snapshot

__all__ = ["index_style", "write_index"]

Json = dict[str, Any]

_HERE = Path(__file__).parent
_LABELS = {f".{name}": format_.label for name, format_ in FORMATS.items()} | {".ipynb": "notebook"}
_MOST_CHARTS = 12


def write_index(root: Path) -> Path:
    """Write ``index.html`` over all editions of a folder, with a feed and a list for programs.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the editions.

    Returns
    -------
    pathlib.Path
        The page; ``feed.xml`` and ``editions.json`` stand beside it. The same editions give the
        same bytes.
    """
    known = known_editions(root)
    editions = [one.edition for one in reversed(known) if one.edition is not None]
    followed = follow(editions)
    listed = listed_editions(known, followed)
    _write(root / "editions.json", editions_text(listed))
    if editions:
        feed = environment(_HERE).get_template("feed.xml.j2")
        _write(root / "feed.xml", feed.render(id=feed_id(listed), entries=entries_of(listed)))
    page = environment(_HERE).get_template("index.html.j2")
    content = _content(known, editions, followed)
    _write(root / "index.html", page.render(**content, style=index_style(), **_script()))
    return root / "index.html"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".briefkit-{os.getpid()}-new-{path.name}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@cache
def _script() -> dict[str, Markup]:
    """Return the script, and the hash by which the page lets it run and no other."""
    text = (_HERE / "index.js").read_text(encoding="utf-8")
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"script": Markup(text), "script_hash": Markup(f"sha256-{found}")}


@cache
def index_style() -> Markup:
    """Return the style of an index, which is the same for all of them."""
    return style(_WORDS) + Markup((_HERE / "index.css").read_text(encoding="utf-8"))


# An index has names of briefs, numbers and codes, and its own words: nearly all of them ASCII.
_WORDS = "".join(map(chr, range(32, 127))) + "·–—’×→"


def _content(
    known: Sequence[KnownEdition], editions: Sequence[Snapshot], followed: Sequence[Followed]
) -> Json:
    newest = editions[-1] if editions else None
    return {
        "editions": [_listed(one) for one in known],
        "newest": newest and newest.manifest["as_of"],
        "subjects": subject_list(newest) if newest else {"kinds": []},
        "moves": moves(editions[-2], editions[-1], followed) if len(editions) > 1 else None,
        "before": day_text(editions[-2].manifest["as_of"]) if len(editions) > 1 else "",
        "years": calendar(known),
        "n_editions": len(editions),
        **_headlines(editions, followed),
    }


def _headlines(editions: Sequence[Snapshot], followed: Sequence[Followed]) -> Json:
    """Return the headlines: drawn ones by brief, the others of the newest edition, earlier ones."""
    if not editions:
        return {"groups": [], "axis": None, "standing": [], "earlier": []}
    newest = editions[-1].manifest["as_of"]
    days = [date.fromisoformat(edition.manifest["as_of"]) for edition in editions]
    axis = Axis(days[0], days[-1])
    drawn = charted(followed, _MOST_CHARTS)
    groups: dict[str, Json] = {}
    for one in drawn:
        titles = [
            _title(one.brief, edition.manifest["briefs"][one.brief])
            for edition in editions
            if one.brief in edition.manifest["briefs"]
        ]
        group = groups.setdefault(one.brief, {"title": titles[-1], "charts": []})
        group["charts"].append(_told(one) | {"picture": multiple(one, axis)})
    rest = [one for one in followed if one not in drawn]
    standing = [one for one in rest if one.told_on == newest]
    return {
        "groups": list(groups.values()),
        "axis": axis,
        "standing": [_told(one) for one in standing],
        "earlier": [_told(one) for one in rest if one not in standing],
    }


def _told(one: Followed) -> Json:
    values = [
        {
            "as_of": point.as_of,
            "day": day_text(point.as_of),
            "text": point.text if point.name else "",
            "href": number_href(point.edition, point.name) if point.name else "",
        }
        for point in one.points
    ]
    given = [value for value in values if value["text"]]
    return {
        "words": one.words,
        "values": values,
        "first": given[0],
        "last": given[-1],
        "has_moved": one.has_moved,
    }


def _listed(one: KnownEdition) -> Json:
    """Return what the page shows of an edition."""
    shown: Json = {"as_of": one.name, "day": day_text(one.name), "is_readable": False}
    edition = one.edition
    if edition is None:
        return shown
    manifest = edition.manifest
    return shown | {
        "is_readable": True,
        "previous": day_text(manifest["previous"]),
        "edition_id": manifest["edition_id"],
        "revision": edition.revision,
        "n_numbers": len(edition.numbers),
        "n_claims": len({c for number in edition.numbers.values() for c in number["claim_ids"]}),
        "briefs": [
            {
                "name": stem,
                "title": _title(stem, entry),
                "formats": _formats(edition, entry["files"]),
            }
            for stem, entry in sorted(manifest["briefs"].items(), key=lambda b: in_order(b[0]))
        ]
        + _register(edition),
        "dossiers": brief_href(edition, INDEX) if INDEX in manifest.get("files", ()) else "",
        "failed": manifest["failed"],
        "revisions": list(reversed(edition.history)) if edition.revision > 1 else [],
    }


def _register(edition: Snapshot) -> list[Json]:
    """Return the page of the register, where an edition has one, as the briefs are listed."""
    if REGISTER not in edition.manifest["files"]:
        return []
    return [{"name": "register", "title": TITLE, "formats": _formats(edition, [REGISTER])}]


def _title(stem: str, entry: Json) -> str:
    """Return the title of a brief; a variant is told apart by what its name adds."""
    variant = stem.removeprefix(entry["brief"]).removeprefix("--")
    title = str(entry.get("title") or entry["brief"])
    return f"{title} ({variant})" if variant else title


def _formats(edition: Snapshot, files: Sequence[str]) -> list[Json]:
    by_suffix = {Path(file).suffix: file for file in files}
    return [
        {"href": brief_href(edition, by_suffix[suffix]), "label": label}
        for suffix, label in _LABELS.items()
        if suffix in by_suffix
    ]
