"""Where things come from: the cover facts, the evidence annex, the sources of a result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from briefkit.analysis.dossiers.kinds import MOST_CLAIMS
from briefkit.analysis.origins import roots
from briefkit.analysis.voices import UNKNOWN, is_own_record
from briefkit.dataset import Dataset
from briefkit.present.blocks import Caveats, Cover, Evidence, EvidenceItem, Run
from briefkit.present.dossiers.hrefs import claim_id_of, dossier_href
from briefkit.present.formats import coded, count, day, ident, label, text, window_text
from briefkit.present.runs import Runs
from briefkit.present.values import value_text
from briefkit.present.words import date_text
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim, Source

__all__ = [
    "Cited",
    "caveats",
    "cover",
    "evidence",
    "evidence_item",
    "locator_text",
    "reserved",
    "says",
    "source_runs",
]


_BASES = {"publication": "by the day of publication", "context": "by the context"}


class Cited(Protocol):
    """A result that knows its claims."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of the claims behind it."""
        ...


def cover(ds: Dataset, previous: str | date | None = None) -> Cover:
    """Return what stands under a brief's title.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at the day of the brief.
    previous : str or date, optional
        Day with which the brief compares.

    Returns
    -------
    Cover
    """
    published = ds.tables.published
    newest = max((published[name] for name in ds.records.sources), default=ds.as_of)
    items: list[tuple[str, Runs]] = []
    if previous:
        from briefkit.dates import last_day

        items.append(("Compared with", (day(last_day(previous), "the day compared with"),)))
    items += [
        ("Newest source", (day(newest, "latest publication in the record"),)),
        ("Sources", (count(len(ds.records.sources), "documents published by the cut-off"),)),
        ("Claims", (count(len(ds.records.claims), "claims known by the cut-off"),)),
        ("Record", (ident(ds.fingerprint[:12]),)),
    ]
    return Cover(str(ds.as_of), tuple(items))


def caveats() -> Caveats:
    """Return the place where a brief prints its footnotes."""
    return Caveats()


def evidence(ds: Dataset, *results: Cited) -> Evidence:
    """Return the evidence annex: every claim behind some results.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    *results
        Results of analyses, or anything with ``claim_ids``.

    Returns
    -------
    Evidence
        Sorted by claim id. A brief keeps those that it leads to.
    """
    names = {name for result in results for name in result.claim_ids}
    claims = [ds.tables.records.claims[name] for name in sorted(names)]
    rivals = _rivals(claims)
    return Evidence(tuple(evidence_item(ds, claim, rivals[claim.claim_id]) for claim in claims))


def _rivals(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Claims on the same subject, attribute, window and unit that say something else."""
    groups: dict[tuple[str, str, str | None, str | None], list[Claim]] = {}
    for claim in claims:
        key = (claim.subject_id, claim.attribute, claim.window, claim.unit)
        groups.setdefault(key, []).append(claim)
    return {
        claim.claim_id: tuple(
            other.claim_id
            for other in group
            if _said(other) != _said(claim) and not ATTRIBUTES[claim.attribute].type.is_free
        )
        for group in groups.values()
        for claim in group
    }


def _said(claim: Claim) -> tuple[object, ...]:
    return claim.value, claim.low, claim.high, claim.is_denied, claim.stage_or_done


def evidence_item(ds: Dataset, claim: Claim, rivals: tuple[str, ...] = ()) -> EvidenceItem:
    """Return one claim as the annex prints it."""
    source = ds.tables.records.sources[claim.source_id]
    return EvidenceItem(
        claim.claim_id,
        Run(claim.printed, "printed", (claim.claim_id,)),
        says(ds, claim),
        Run(locator_text(claim.locator), "id"),
        source_runs(source, claim),
        _path(ds, claim),
        rivals,
        gloss=claim.gloss or "",
        lang=source.language,
        grade=str(source.reliability),
        said=_coded(claim),
        is_denied=claim.is_denied,
        is_own=is_own_record(ds, claim),
        dossier=_dossier(ds, claim),
    )


def _dossier(ds: Dataset, claim: Claim) -> str:
    """Return where a claim stands in the dossier of its subject; of a large record not all do."""
    if len(ds.records.claims) > MOST_CLAIMS:
        return ""
    return f"{dossier_href(ds, claim.subject_id)}#{claim_id_of(claim.claim_id)}"


def _coded(claim: Claim) -> str:
    """Return the value of a claim as it was coded; two that say the same have the same."""
    parts = (claim.value, claim.low, claim.high, claim.unit)
    return "/".join("" if part is None else str(part) for part in parts)


def says(ds: Dataset, claim: Claim) -> Runs:
    """Return what a claim says: subject, attribute and value, with its reservations."""
    return (
        Run(label(ds, claim.subject_id), "name"),
        text(f", {claim.attribute.replace('_', ' ')}: "),
        coded(reserved(ds, claim, value_text(ds, claim)), (claim.claim_id,)),
    )


def reserved(ds: Dataset, claim: Claim, value: str) -> str:
    """Return a value with the reservations of its claim: the time, the stage, how it is held."""
    parts = [value]
    if claim.window:
        parts.append(window_text(ds, claim.window))
    if claim.stage is not None:
        parts.append(str(claim.stage).replace("_", " "))
    if claim.modality is not None:
        parts.append(str(claim.modality))
    if claim.basis:
        parts.append("worked out from other claims" if claim.is_derived else _BASES[claim.basis])
    return "; ".join(parts)


def source_runs(source: Source, claim: Claim) -> Runs:
    """Return publisher, date and address of a claim's source."""
    basis = "" if source.published_basis == "stated" else " (inferred)"
    runs: Runs = (
        Run(source.publisher, "name"),
        text(", "),
        Run(date_text(source.published) + basis, "date", (claim.claim_id,)),
    )
    if source.url:
        return (*runs, text(". "), Run(source.url, "link", href=source.url))
    return (*runs, text(". No address known."))


def locator_text(locator: str) -> str:
    """Return a place on a page in words.

    Examples
    --------
    >>> locator_text("p7"), locator_text("h")
    ('paragraph 7', 'headline')
    """
    words = {"p": "paragraph", "cap": "caption", "t": "table", "n": "note", "li": "item"}
    head = locator.rstrip("0123456789")
    if head in words and head != locator:
        return f"{words[head]} {locator[len(head) :]}"
    return {"h": "headline", "h2": "subheading", "dl": "dateline"}.get(locator, locator)


def _path(ds: Dataset, claim: Claim) -> Runs:
    """Say who is credited and what was relayed."""
    runs: list[Run] = []
    if claim.speaker_id:
        runs += [text("Credited to "), Run(label(ds, claim.speaker_id), "name"), text(". ")]
    relayed = sorted(roots(ds, claim))
    own = [ds.tables.records.sources[claim.source_id].publisher]
    if UNKNOWN in relayed:
        runs.append(text("Relayed from unnamed agencies."))
    elif relayed != own:
        names = [label(ds, r) if r in ds.tables.records.actors else r for r in relayed]
        runs += [text("Goes back to "), Run(", ".join(names), "name"), text(".")]
    else:
        runs.append(text("Its own report."))
    return tuple(runs)
