"""The dossier that a name stands for."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.analysis.dossiers.kinds import kind_of
from briefkit.analysis.dossiers.subjects import Subjects
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError, nearest
from briefkit.letters import folded
from briefkit.present.dossiers.hrefs import dossier_file
from briefkit.present.formats import label
from briefkit.schema.ids import as_typed

__all__ = ["dossier_named"]

_FLOWS = "flows."


def dossier_named(ds: Dataset, known: Subjects, name: str) -> tuple[str, str]:
    """Return the dossier that a name stands for.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    known : Subjects
        What has a dossier.
    name : str
        Id of a subject, an actor or an entry of the register; what a page calls it; its file; a
        claim, or the number of a flow.

    Returns
    -------
    str and str
        Kind and id.

    Raises
    ------
    UnknownNameError
        If nothing has the name, or several things; the message has the nearest three, or these.
    """
    asked = as_typed(name)
    claim = ds.records.claims.get(asked)
    if claim is not None:
        return kind_of(ds, claim.subject_id), claim.subject_id
    if asked.startswith(_FLOWS):
        asked = asked.removeprefix(_FLOWS).partition(".")[0]
    found = [
        (kind, own)
        for spelt, kind, own in _spelt(ds, known)
        if asked == spelt or (asked and folded(asked) == folded(spelt))
    ]
    exact = [(kind, own) for kind, own in found if own == asked]
    found = list(dict.fromkeys(exact or found))
    if len(found) == 1:
        return found[0]
    if found:
        files = ", ".join(dossier_file(*one).removesuffix(".html") for one in found)
        raise UnknownNameError(f"'{name}' is the name of several: {files}. Name one of these.")
    near = nearest(asked, dict.fromkeys(spelt for spelt, *_ in _spelt(ds, known)), 3)
    raise UnknownNameError(
        f"no dossier '{name}' as of {ds.as_of}. Nearest: {', '.join(near) or 'none'}."
    )


def _spelt(ds: Dataset, known: Subjects) -> Iterator[tuple[str, str, str]]:
    """Walk all names of all dossiers, ids before what they are called."""
    for kind, names in known.by_kind.items():
        for own in names:
            yield own, kind, own
            file = dossier_file(kind, own)
            yield file.removesuffix(".html"), kind, own
            yield file, kind, own
    for kind, names in known.by_kind.items():
        if kind != "entry":
            for own in names:
                yield label(ds, own), kind, own
