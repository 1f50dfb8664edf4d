"""Who says what: claims quoted, the sides of a disagreement, and the names of voices."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies.entry import Entry, Side
from briefkit.analysis.origins import roots
from briefkit.analysis.voices import bodies
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.present.formats import label, window_text
from briefkit.present.values import said_text
from briefkit.present.words import date_text
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType
from briefkit.vocab import Modality

__all__ = ["claim_text", "listing", "quoted", "side_text", "who_text"]

#: So many voices are named.
_MOST = 3


def listing(items: Iterable[str]) -> str:
    """Join items as in a sentence.

    Examples
    --------
    >>> listing(["AP", "EFE", "Reuters"])
    'AP, EFE and Reuters'
    """
    listed = list(dict.fromkeys(items))
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def who_text(ds: Dataset, names: Iterable[str]) -> str:
    """Name voices: actors by their name, publishers as they stand; of many the first few."""
    actors = ds.tables.records.actors
    listed = [actors[name].name if name in actors else name for name in names]
    left = len(listed) - _MOST
    return listing([*listed[:_MOST], f"{left} more"] if left > 1 else listed)


def quoted(ds: Dataset, claim: Claim) -> str:
    """Quote a claim: printed words and our English, publisher, day, and whom it credits."""
    source = ds.tables.records.sources[claim.source_id]
    words = claim.printed.replace("“", "‘").replace("”", "’")
    speaker = f", quoting {label(ds, claim.speaker_id)}" if claim.speaker_id else ""
    gloss = f" [{claim.gloss}]" if claim.gloss else ""
    return f"“{words}”{gloss} ({source.publisher}, {date_text(source.published)}{speaker})"


def claim_text(ds: Dataset, claim: Claim) -> str:
    """Say what a claim gives, and quote it."""
    return f"{said_text(ds, claim)}, {quoted(ds, claim)}"


def _told_text(ds: Dataset, claim: Claim) -> str:
    return date_text(claim.said_on or ds.tables.records.sources[claim.source_id].published)


def _documents(n: int, kind: str = "") -> str:
    word = f"{kind} document".strip()
    return f"one {word}" if n == 1 else f"{n} {word}s"


def _named(ds: Dataset, side: Side) -> list[str]:
    """Return the voices of a side; for a body of which nobody is quoted, who relays it."""
    corpus, sources = corpus_of(ds), ds.tables.records.sources
    spoken = {body for claim in side.claims if claim.speaker_id for body in bodies(ds, claim)}
    relayed: dict[str, set[str]] = {}
    for claim in side.claims:
        source = sources[claim.source_id]
        for root in roots(ds, claim):
            # what a rewriter says in its own words is no word of those whom it rewrites
            is_own = source.reliability.is_weak and claim.origin_ids is None
            who = source.publisher if is_own else root
            relayed.setdefault(corpus.body(root), set()).add(who)
    return sorted(
        {name for v in side.voices for name in ({v} if v in spoken else relayed.get(v, {v}))}
    )


def _or_before(side: Side) -> str:
    """Say that some of a side name the last day alone, or the first, where others name a date."""
    if not isinstance(ATTRIBUTES[side.quoted.attribute].type, DateType):
        return ""
    days, *others = [span(claim.value or "") for claim in side.claims]
    if days.earliest is not None and any(other.earliest is None for other in others):
        return " or before"
    is_later = days.latest is not None and any(other.latest is None for other in others)
    return " or later" if is_later else ""


def _within(side: Side) -> tuple[str, ...]:
    """Return who of a state or body speaks on a side."""
    return tuple(dict.fromkeys(c.speaker_id for c in side.claims if c.speaker_id is not None))


def side_text(ds: Dataset, entry: Entry, side: Side, *, has_grade: bool = True) -> str:
    """Say what one side gives, and by whom.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry
        A disagreement; a side that speaks of something else, a part of it, names that. Where both
        sides speak for one state, it is said who of it.
    side : Side
        One of its sides.
    has_grade : bool
        Whether the best grade of its documents is said too.

    Returns
    -------
    str
        "60,000 t, by Belarus in 21 documents, best grade B".
    """
    claim = side.quoted
    attribute = ATTRIBUTES[claim.attribute]
    value = f"{said_text(ds, claim)}{_or_before(side)}"
    if claim.subject_id != entry.subject_id:
        value = f"{value} ({label(ds, claim.subject_id)})"
    if claim.window is not None:
        value = f"{value}, {window_text(ds, claim.window)}"
    elif attribute.is_number:
        value = f"{value}, first told {_told_text(ds, side.first)}"
    if attribute.filed and isinstance(attribute.type, DateType):
        value = f"{value} ({claim.attribute})"
    if not any(c.stage_or_done.is_actual for c in side.claims):
        value = f"{value} ({str(claim.stage_or_done).replace('_', ' ')})"
    if claim.modality is Modality.ALLEGED:
        value = f"{value}, as an allegation"
    named = (entry.a.voices == entry.b.voices and _within(side)) or _named(ds, side)
    by = f", by {who_text(ds, named)}" if named else ", by nobody named"
    documents = _documents(side.n_named or side.n_sources)
    others = side.n_sources - side.n_named if side.n_named else 0
    if others:
        documents += f" and {_documents(others, 'other')} that name{'s' * (others == 1)} nobody"
    if side.near:
        documents += f" (and near it {who_text(ds, side.near)})"
    record = ", its own record" if side.is_record else ""
    grade = f", best grade {side.grade}" if has_grade else ""
    return f"{value}{by} in {documents}{grade}{record}"
