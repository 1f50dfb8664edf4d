"""The claims of a dossier as rows: what each says, in whose words, by whom, from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.dossiers.meanings import Group, Told
from briefkit.analysis.origins import roots
from briefkit.analysis.voices import UNKNOWN, bodies
from briefkit.dataset import Dataset, Tables
from briefkit.present.cite import locator_text, reserved
from briefkit.present.dossiers.hrefs import claim_id_of
from briefkit.present.dossiers.words import (
    meaning_text,
    meaning_title,
    party_text,
    wrong_text,
)
from briefkit.present.languages import RIGHT_TO_LEFT
from briefkit.present.values import said_text
from briefkit.present.words import date_text
from briefkit.schema.tables import Claim

__all__ = ["MOST_VOICES", "OTHERS", "Row", "RowGroup", "Voices", "row_groups", "short_day"]

#: Voices that have a colour; all others share one.
MOST_VOICES, OTHERS = 6, 9


@dataclass(frozen=True, slots=True)
class Row:
    """One claim.

    Parameters
    ----------
    anchor : str
        Its anchor.
    day : str
        When it was published.
    says : str
        What it says, with its reservations.
    marks : str
        What was changed in its words; empty where nothing was.
    is_repeat : bool
        Whether its voice had said so before.
    words, gloss : str
        The printed words, and our English of them.
    lang, way : str
        Language of the words where it is not English; ``rtl`` where it is written so.
    by : str
        Who is credited; empty where nobody is.
    voice : int
        Colour of the voice.
    grade : str
        Grade of the source.
    publisher, url, place : str
        Where it stands.
    path : str
        What it goes back to; empty where that is said already.
    note : str
        A coder's note.
    """

    anchor: str
    day: str
    says: str
    marks: str
    is_repeat: bool
    words: str
    gloss: str
    lang: str
    way: str
    by: str
    voice: int
    grade: str
    publisher: str
    url: str
    place: str
    path: str
    note: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that mean the same.

    Parameters
    ----------
    id, title, sentence : str
        Its anchor, its heading, and what such claims mean.
    rows : tuple of Row
        The rows.
    """

    id: str
    title: str
    sentence: str
    rows: tuple[Row, ...]


class Voices:
    """The voices of a subject, the loudest first, each with a colour.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    claims : sequence of Told
        All claims on the subject.
    """

    def __init__(self, ds: Dataset, claims: Sequence[Told]) -> None:
        corpus = corpus_of(ds)
        self._of = {
            one.claim.claim_id: min(bodies(ds, one.claim), key=corpus.name, default=UNKNOWN)
            for one in claims
        }
        counts = Counter(self._of.values())
        ranked = sorted(counts, key=lambda voice: (-counts[voice], corpus.name(voice), voice))
        named = [voice for voice in ranked if voice != UNKNOWN][:MOST_VOICES]
        self._places = {voice: place for place, voice in enumerate(named)}
        self.names: Mapping[int, str] = {
            place: party_text(ds, voice) for voice, place in self._places.items()
        }
        self.has_others = len(counts) > len(named)

    def place(self, claim_id: str) -> int:
        """Return the colour of the voice of a claim."""
        return self._places.get(self._of[claim_id], OTHERS)


def row_groups(
    ds: Dataset, groups: Sequence[Group], voices: Voices, repeated: frozenset[str]
) -> tuple[RowGroup, ...]:
    """Return the claims of a subject as rows, by what they mean."""
    return tuple(
        RowGroup(
            f"{group.attribute.replace('_', '-')}-{group.meaning}".replace("_", "-"),
            meaning_title(group.attribute, group.meaning),
            meaning_text(group.meaning),
            tuple(_row(ds, one, voices, one.claim.claim_id in repeated) for one in group.told),
        )
        for group in groups
    )


def _row(ds: Dataset, told: Told, voices: Voices, is_repeat: bool) -> Row:
    claim = told.claim
    source = ds.tables.records.sources[claim.source_id]
    lang = "" if source.language == "en" else source.language
    return Row(
        claim_id_of(claim.claim_id),
        _published(ds.tables, claim.source_id),
        reserved(ds, claim, said_text(ds, claim)),
        wrong_text(told),
        is_repeat,
        claim.printed,
        claim.gloss or "",
        lang,
        "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "",
        party_text(ds, claim.speaker_id) if claim.speaker_id else "",
        voices.place(claim.claim_id),
        str(source.reliability),
        source.publisher,
        source.url or "",
        locator_text(claim.locator),
        _path(ds, claim, source.publisher),
        claim.note or "",
    )


@lru_cache(maxsize=8192)
def _published(tables: Tables, source_id: str) -> str:
    source = tables.records.sources[source_id]
    basis = "" if source.published_basis == "stated" else " (inferred)"
    return f"{date_text(source.published)}{basis}"


def short_day(ds: Dataset, claim: Claim) -> str:
    """Return the day on which the source of a claim was published."""
    return _published(ds.tables, claim.source_id)


def _path(ds: Dataset, claim: Claim, publisher: str) -> str:
    """Say what a claim goes back to where it names another than its speaker and itself."""
    relayed = roots(ds, claim)
    if relayed == {UNKNOWN}:
        return "after unnamed agencies"
    names = sorted({party_text(ds, name) for name in relayed} - {publisher})
    by = party_text(ds, claim.speaker_id) if claim.speaker_id else ""
    return f"after {', '.join(names)}" if names and names != [by] else ""
