"""The dossiers of an edition: a page for each, the page that lists them, the style of all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefkit.analysis.discrepancies import discrepancies
from briefkit.analysis.dossiers.kinds import MOST_CLAIMS
from briefkit.analysis.dossiers.subjects import Subjects, subjects
from briefkit.dataset import Dataset
from briefkit.garbage import collection_paused
from briefkit.present.dossiers.hrefs import DOSSIERS, INDEX
from briefkit.present.dossiers.names import dossier_named
from briefkit.present.dossiers.pages import Page, page
from briefkit.present.dossiers.words import KIND_TITLES, counted
from briefkit.present.html import environment
from briefkit.present.svg import palette_css
from briefkit.present.words import date_text
from briefkit.publish.renderers.html.webfonts import font_faces

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["alone", "dossier_files"]

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class _Listed:
    """A line of the page that lists the dossiers."""

    text: str
    href: str
    note: str


@dataclass(frozen=True)
class _Kind:
    """The dossiers of one kind."""

    id: str
    title: str
    items: tuple[_Listed, ...]


@dataclass(frozen=True)
class _Way:
    """A way out of a dossier."""

    text: str
    href: str


def dossier_files(ds: Dataset, printed: Collection[str] = ()) -> dict[str, bytes]:
    """Return the dossiers of an edition.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at the day of the edition.
    printed : collection of str
        Claims behind the numbers of its briefs; of a record of more than 20,000 claims only their
        subjects have a dossier.

    Returns
    -------
    dict of str to bytes
        By file name in the edition; the same record gives the same bytes.
    """
    is_part = len(ds.records.claims) > MOST_CLAIMS
    claims = ds.records.claims
    wanted = {claims[name].subject_id for name in printed if name in claims}
    with collection_paused():
        known = subjects(ds, discrepancies(ds), wanted if is_part else None)
        made = {f"{DOSSIERS}/{one.file}": (one, _drawn(ds, one)) for one in _pages(ds, known)}
        kinds = tuple(_kinds(one for one, _ in made.values()))
        text = _template("list.html.j2").render(
            kinds=kinds, day=date_text(ds.as_of), is_part=is_part, ways=_ways(ds)[1:], **_script()
        )
        files = {name: shown.encode() for name, (_, shown) in made.items()}
        files[INDEX] = text.encode()
        shown = "".join(set("".join([text, *(shown for _, shown in made.values())])))
        files[f"{DOSSIERS}/dossier.css"] = _style(shown).encode()
    return files


def alone(ds: Dataset, name: str) -> tuple[str, str]:
    """Return one dossier as a page of its own, with its style in it.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    name : str
        See :func:`briefkit.present.dossiers.names.dossier_named`.

    Returns
    -------
    str and str
        Its file name, and what stands in it; nothing leads to another dossier.

    Raises
    ------
    UnknownNameError
        If nothing has the name, or several things.
    """
    with collection_paused():
        known = subjects(ds, discrepancies(ds))
        made = page(ds, known, *dossier_named(ds, known, name))
        return made.file, _drawn(ds, made, Markup(_style(_drawn(ds, made))))


def _pages(ds: Dataset, known: Subjects) -> Iterator[Page]:
    for kind, names in known.by_kind.items():
        for name in names:
            yield page(ds, known, kind, name)


def _drawn(ds: Dataset, made: Page, style: Markup | None = None) -> str:
    ways = () if style is not None else _ways(ds)
    return _template("dossier.html.j2").render(
        page=made, day=date_text(ds.as_of), ways=ways, style=style, **_script()
    )


def _ways(ds: Dataset) -> tuple[_Way, ...]:
    return (
        _Way("All dossiers", "index.html"),
        _Way("Briefs of this day", f"../../index.html#e-{ds.as_of}"),
    )


def _kinds(pages: Iterable[Page]) -> Iterator[_Kind]:
    by: dict[str, list[_Listed]] = {}
    for one in pages:
        note = counted(one.n_claims, "claim") if one.n_claims else ""
        by.setdefault(one.kind, []).append(_Listed(one.title, one.file, note))
    for kind, items in by.items():
        yield _Kind(kind, KIND_TITLES[kind][1], tuple(items))


@cache
def _template(name: str) -> Template:
    return environment(_HERE).get_template(name)


@cache
def _script() -> dict[str, Markup]:
    """Return the script, and the hash by which a page lets it run."""
    text = (_HERE / "filter.js").read_text(encoding="utf-8")
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return {"script": Markup(text), "script_hash": Markup(f"sha256-{found}")}


def _style(shown: str) -> str:
    """Return the style sheet with fonts that carry the glyphs of a text."""
    light, dark = palette_css()
    sheet = (_HERE / "dossier.css").read_text(encoding="utf-8")
    return font_faces(shown, "woff") + sheet.replace("/*light*/", light).replace("/*dark*/", dark)
