"""The subjects of an edition: what each is called, and where its briefs print it first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

from briefkit.dataset import Dataset
from briefkit.present.formats import label
from briefkit.publish.document.glyphs import drawable
from briefkit.publish.store.snapshot import SUBJECTS, Snapshot
from briefkit.vocab import ActorKind

__all__ = ["kept_places", "listed_subjects"]

Json = dict[str, Any]
Places = Mapping[tuple[str, str], Mapping[str, str]]


def listed_subjects(
    ds: Dataset, printed: Mapping[str, Mapping[str, str]], kept: Places
) -> dict[str, dict[str, Json]]:
    """Return the subjects that an edition knows.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at the day of the edition.
    printed : mapping of str to mapping of str to str
        By brief: the anchors of its names.
    kept : mapping of (str, str) to mapping of str to str
        By kind and id: the anchor in each brief that stays.

    Returns
    -------
    dict
        By kind (flow, event, statement, dyad, person, body, place) and id: its ``label``, and
        ``briefs`` with the anchor of its first place in each that prints it.
    """
    found: dict[str, dict[str, Json]] = {}
    for kind, key, words in _named(ds):
        shown = drawable(words)
        places = {stem: names[shown] for stem, names in printed.items() if shown in names}
        places |= kept.get((kind, key), {})
        if places or key in ds.subjects:
            found.setdefault(kind, {})[key] = {"label": words, "briefs": places}
    return found


def _named(ds: Dataset) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and label of all that a brief may name."""
    records = ds.records
    for kind, table in (
        ("flow", records.flows),
        ("event", records.events),
        ("statement", records.statements),
    ):
        for key, row in table.items():
            yield kind, key, row.label
    for key, actor in records.actors.items():
        yield "person" if actor.kind is ActorKind.PERSON else "body", key, actor.name
    for key, place in records.places.items():
        if key not in records.actors:  # a state is listed once
            yield "place", key, place.name
    parties = sorted(key for key, actor in records.actors.items() if actor.is_party)
    for pair in combinations(parties, 2):
        yield "dyad", "-".join(pair), label(ds, "-".join(pair))


def kept_places(old: Snapshot | None, stems: Collection[str]) -> Places:
    """Return where the briefs of an edition that stay print its subjects."""
    if old is None or not stems or not old.holds(SUBJECTS):
        return {}
    assert old.path is not None
    known = json.loads((old.path / SUBJECTS).read_text(encoding="utf-8"))
    return {
        (kind, key): {stem: at for stem, at in one["briefs"].items() if stem in stems}
        for kind, own in known.items()
        for key, one in own.items()
    }
