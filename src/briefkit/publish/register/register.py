"""The register of an edition: one page with a row for each entry, to be searched and filtered."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from briefkit.analysis.worklist import worklist
from briefkit.dataset import Dataset
from briefkit.present.html import environment
from briefkit.present.worklist import register_page
from briefkit.publish.catalogue.briefs import in_order
from briefkit.publish.renderers.html.page import style
from briefkit.publish.store.snapshot import REGISTER

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["dossier_href", "register_files"]

_HERE = Path(__file__).parent
#: The brief beside which the page stands.
_BRIEF = "discrepancies"


def register_files(
    ds: Dataset, previous: str, briefs: Mapping[str, Mapping[str, Any]], there: Collection[str]
) -> dict[str, bytes]:
    """Make the page of the register, where an edition has the brief on disagreements as a page.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at the day of the edition.
    previous : str
        The day that it compares with; empty is none.
    briefs : mapping
        Entries of the manifest, by file name without its ending.
    there : collection of str
        All files of the edition: the page links to no other.

    Returns
    -------
    dict of str to bytes
        One file or none; the same inputs give the same bytes.
    """
    if f"{_BRIEF}.html" not in briefs.get(_BRIEF, {}).get("files", ()):
        return {}
    script, script_hash = _script()
    text = _template().render(
        page=register_page(ds, worklist(ds, previous)),
        briefs=[
            (quote(f"{stem}.html"), entry.get("title") or entry["brief"])
            for stem, entry in sorted(briefs.items(), key=lambda b: in_order(b[0]))
            if f"{stem}.html" in there
        ],
        dossier=partial(dossier_href, there=there),
        script=script,
        script_hash=script_hash,
    )
    return {REGISTER: text.encode()}


def dossier_href(entry_id: str, there: Collection[str]) -> str:
    """Return the address of the dossier of an entry, seen from the page of the register.

    Parameters
    ----------
    entry_id : str
        Id of the entry.
    there : collection of str
        All files of the edition.

    Returns
    -------
    str
        Empty where the edition has none.
    """
    file = f"dossiers/entry-{entry_id}.html"
    return quote(file) if file in there else ""


@cache
def _script() -> tuple[Markup, str]:
    """Return the script and the hash by which the policy of the page lets it run."""
    text = (_HERE / "register.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), digest


@cache
def _template() -> Template:
    made = environment(_HERE)
    own = Markup((_HERE / "register.css").read_text(encoding="utf-8"))
    made.filters["style"] = lambda shown: style(shown) + own
    return made.get_template("register.html.j2")
