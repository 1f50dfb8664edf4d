"""The editions of a folder as the index sees them: read once, checked, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefkit.errors import OldEditionError, RenderError
from briefkit.present.words import amount_text
from briefkit.publish.document.anchors import claim_anchor, number_anchor
from briefkit.publish.store.snapshot import MANIFEST, Snapshot, read_edition

__all__ = ["KnownEdition", "brief_href", "known_editions", "number_href", "text_of", "value_of"]


@dataclass(frozen=True)
class KnownEdition:
    """One folder that holds an edition, or what is left of one.

    Parameters
    ----------
    name : str
        Of the folder: the edition's day.
    edition : Snapshot or None
        None where it cannot be read.
    """

    name: str
    edition: Snapshot | None

    @property
    def day(self) -> date | None:
        """Its day; None where the folder is not named after one."""
        try:
            return date.fromisoformat(self.name)
        except ValueError:
            return None


def known_editions(root: Path) -> list[KnownEdition]:
    """Read all editions of a folder.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the editions.

    Returns
    -------
    list of KnownEdition
        The newest first; an edition that cannot be read is among them.
    """
    found = []
    for manifest in sorted(root.glob(f"*/{MANIFEST}"), reverse=True):
        folder = manifest.parent
        if folder.name.startswith("."):  # what a run that was stopped left
            continue
        try:
            edition = read_edition(folder)
            _check(edition, folder.name)
        except (OldEditionError, RenderError, KeyError, TypeError, ValueError, AttributeError):
            found.append(KnownEdition(folder.name, None))
        else:
            found.append(KnownEdition(folder.name, edition))
    return found


def _check(edition: Snapshot, name: str) -> None:
    """Refuse an edition that lacks what the index shows, or stands under the name of another."""
    manifest = edition.manifest
    if manifest["as_of"] != name or date.fromisoformat(name).isoformat() != name:
        raise ValueError(name)
    texts = [manifest["previous"], manifest["edition_id"]]
    for stem, entry in manifest["briefs"].items():
        texts += [stem, entry["brief"], entry.get("title", ""), *entry["files"]]
        for headline in entry.get("headlines", ()):
            texts += [headline["series"], headline["words"], headline["number"]]
    for failure in manifest["failed"]:
        texts += [failure["brief"], failure["reason"]]
    for number in edition.numbers.values():
        texts += [number["text"], number["unit"], number["rule"]]
        texts += [*number["claim_ids"], *number["briefs"]]
        if not {*number["briefs"]} <= {*manifest["briefs"]}:
            raise ValueError(name)
        number["low"], number["best"], number["high"]
    for line in edition.history:
        texts.append(line["edition_id"])
        int(line["revision"])
        for cause in line["causes"]:
            texts += [cause["text"], *cause["numbers"]]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(name)


def brief_href(edition: Snapshot, file: str) -> str:
    """Return the address of a file of an edition, seen from the index."""
    return quote(f"{edition.manifest['as_of']}/{file}")


def number_href(edition: Snapshot, name: str) -> str:
    """Return the address of a number in the page of a brief that prints it.

    Parameters
    ----------
    edition : Snapshot
        Has the number.
    name : str
        Its stable name.

    Returns
    -------
    str
        Empty where no brief with the number has a page.
    """
    number, briefs = edition.numbers[name], edition.manifest["briefs"]
    there = [stem for stem in number["briefs"] if f"{stem}.html" in briefs[stem]["files"]]
    if not there:
        return ""
    page = brief_href(edition, f"{there[0]}.html")
    if number["rule"] or len(number["claim_ids"]) > 1:  # as the annex enters numbers
        variant = there[0].removeprefix(briefs[there[0]]["brief"]).removeprefix("--")
        key = name.removesuffix(f"@{variant}") if variant else name
        return f"{page}#{number_anchor(key)}"
    claims: list[str] = number["claim_ids"]
    return f"{page}#{claim_anchor(claims[0])}" if claims else page


def text_of(number: Mapping[str, Any]) -> str:
    """Return a number as it is printed; one that a sentence prints bare gets its unit."""
    text = str(number["text"])
    if any(map(str.isalpha, text)) or None in (value := value_of(number)):
        return text
    return amount_text(*value, number["unit"])


def value_of(number: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Return low, best and high of a number; what is no finite number is unknown."""
    low, best, high = (_finite(number[key]) for key in ("low", "best", "high"))
    return low, best, high


def _finite(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if abs(value) < 1e18 else None  # a NaN is not below it either
