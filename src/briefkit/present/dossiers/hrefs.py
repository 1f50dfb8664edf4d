"""Where the dossier of a thing lies, seen from the pages of its edition."""

from __future__ import annotations

import hashlib
import re

from briefkit.analysis.dossiers.kinds import kind_of
from briefkit.dataset import Dataset

__all__ = ["DOSSIERS", "INDEX", "claim_href", "claim_id_of", "dossier_file", "dossier_href"]

#: Folder of the dossiers in an edition, and the page that lists them.
DOSSIERS, INDEX = "dossiers", "dossiers/index.html"
#: Longer ids are cut in file names, which have an end.
_LONG = 120


def dossier_file(kind: str, subject_id: str) -> str:
    """Return the file name of a dossier in its folder.

    Examples
    --------
    >>> dossier_file("flow", "shells-alf-bet"), dossier_file("entry", "shells-alf-bet.quantity")
    ('flow-shells-alf-bet.html', 'entry-shells-alf-bet.quantity.html')
    """
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", subject_id)
    if kept != subject_id or len(kept) > _LONG:
        kept = f"{kept[:_LONG]}-{hashlib.sha256(subject_id.encode()).hexdigest()[:8]}"
    return f"{kind}-{kept}.html"


def dossier_href(ds: Dataset, subject_id: str) -> str:
    """Return the address of a dossier, seen from a brief or another page of the edition.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    subject_id : str
        A subject of claims, an actor, or an entry of the register.

    Returns
    -------
    str
    """
    return f"{DOSSIERS}/{dossier_file(kind_of(ds, subject_id), subject_id)}"


def claim_id_of(claim_id: str) -> str:
    """Return the anchor of a claim in its dossier."""
    return f"claim-{claim_id}"


def claim_href(ds: Dataset, claim_id: str) -> str:
    """Return the address of a claim in its dossier, seen from another dossier."""
    subject_id = ds.tables.records.claims[claim_id].subject_id
    return f"{dossier_file(kind_of(ds, subject_id), subject_id)}#{claim_id_of(claim_id)}"
