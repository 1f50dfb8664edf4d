"""Dossiers as pages: what each holds, in the order in which a reader asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.analysis.dossiers.history import History, histories
from briefkit.analysis.dossiers.meanings import Told, grouped, repeats, told
from briefkit.analysis.dossiers.subjects import Subjects
from briefkit.analysis.dossiers.trees import Node, trees
from briefkit.analysis.lines import flow_lines
from briefkit.dataset import Dataset
from briefkit.present.dossiers.hrefs import claim_id_of, dossier_file
from briefkit.present.dossiers.leads import (
    contact_lead,
    entry_lead,
    entry_title,
    flow_lead,
    title_of,
)
from briefkit.present.dossiers.links import Links, links
from briefkit.present.dossiers.pictures import Picture, pictures
from briefkit.present.dossiers.rows import RowGroup, Voices, row_groups
from briefkit.present.dossiers.words import (
    KIND_TITLES,
    counted,
    fault_text,
    history_title,
    move_text,
    party_text,
    said_by_voices,
    wrong_text,
)
from briefkit.present.formats import window_text
from briefkit.present.languages import language_text
from briefkit.present.values import said_text
from briefkit.present.words import amount_text, date_text
from briefkit.vocab import Reliability

__all__ = ["Page", "page"]

#: Kinds of which a reader asks what they take part in.
_LED = frozenset({"person", "body", "place", "dyad", "entry"})
#: Fewer claims need no search.
_SEARCHED = 12
#: Fewer documents, none with a changed word, make no tree.
_GROWN = 3


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree of origins in words."""

    name: str
    href: str
    note: str
    says: str
    words: str
    lang: str
    gloss: str
    fault: str
    n_documents: int
    has_fault: bool
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A line of the history of a number."""

    day: str
    value: str
    voices: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryTable:
    """The history of a number in words."""

    title: str
    unit: str
    rows: tuple[MoveRow, ...]
    n_days: int


@dataclass(frozen=True, slots=True)
class Page:
    """A dossier.

    Parameters
    ----------
    kind, id, file : str
        What it is of, and its file in the folder of dossiers.
    kicker, title : str
        The word for its kind, and what it is of.
    lead : tuple of str
        Sentences on what it comes to.
    n_claims : int
        Claims that it prints.
    pictures, trees, singles, histories, groups, links
        Its parts; empty ones are left out. Trees of one document without a fault stand together.
    voices, grades, languages : tuple
        What its claims can be filtered by, each with its words.
    """

    kind: str
    id: str
    file: str
    kicker: str
    title: str
    lead: tuple[str, ...] = ()
    n_claims: int = 0
    pictures: tuple[Picture, ...] = ()
    trees: tuple[Branch, ...] = ()
    singles: tuple[Branch, ...] = ()
    histories: tuple[HistoryTable, ...] = ()
    groups: tuple[RowGroup, ...] = ()
    links: tuple[Links, ...] = ()
    voices: tuple[tuple[int, str], ...] = ()
    grades: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()

    @property
    def leads_first(self) -> bool:
        """Whether what belongs to it is asked for before the claims on it."""
        return self.kind in _LED or not self.n_claims

    @property
    def is_searched(self) -> bool:
        """Whether it has so many claims that a reader wants to search them."""
        return self.n_claims > _SEARCHED


def page(ds: Dataset, known: Subjects, kind: str, subject_id: str) -> Page:
    """Return a dossier.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    known : Subjects
        What has a dossier.
    kind, subject_id : str
        Which.

    Returns
    -------
    Page
    """
    file = dossier_file(kind, subject_id)
    kicker = KIND_TITLES[kind][0]
    ways = tuple(links(ds, known, kind, subject_id))
    if kind == "entry":
        entry = known.entry[subject_id]
        title = entry_title(ds, entry)
        return Page(kind, subject_id, file, kicker, title, entry_lead(ds, entry), links=ways)
    flow = ds.records.flows.get(subject_id) if kind == "flow" else None
    lines = flow_lines(ds, flow) if flow is not None else []
    # A state is an actor and a place; its claims stand in the dossier of the actor.
    claims = told(ds, subject_id, lines)
    past = histories(ds, flow, lines) if flow is not None else ()
    voices, repeated = Voices(ds, claims), repeats(ds, claims)
    lead: list[str] = []
    if flow is not None:
        lead += flow_lead(ds, past)
    elif kind == "event" and subject_id in known.contact:
        lead += contact_lead(ds, known.contact[subject_id])
    if claims:
        lead.append(_counts(claims))
    groups = row_groups(ds, grouped(ds, claims), voices, repeated)
    # Who spelt a name so first is nobody's question.
    grown = trees(ds, [one for one in claims if one.claim.attribute != "name"])
    shown = grown if _is_grown(grown) else ()
    rows = [row for group in groups for row in group.rows]
    graded = {row.grade for row in rows}
    langs = sorted({(row.lang or "en") for row in rows}, key=language_text)
    return Page(
        kind,
        subject_id,
        file,
        kicker,
        title_of(ds, subject_id),
        tuple(lead),
        len(claims),
        pictures(ds, claims, voices, repeated, past),
        tuple(_branch(ds, node) for node in shown if not _is_single(node)),
        tuple(_branch(ds, node) for node in shown if _is_single(node)),
        tuple(_history(ds, one) for one in past),
        groups,
        ways,
        tuple(voices.names.items()),
        tuple((str(grade), grade.sentence) for grade in Reliability if grade in graded),
        tuple((lang, language_text(lang)) for lang in langs),
    )


def _counts(claims: Sequence[Told]) -> str:
    """Say how many claims there are, in how many documents, and how many are wrong."""
    n_documents = len({one.claim.source_id for one in claims})
    words = f"{counted(len(claims), 'claim')} in {counted(n_documents, 'document')}"
    n_denied = sum(one.claim.is_denied for one in claims)
    n_wrong = sum(one.is_wrong for one in claims)
    parts = []
    if n_denied:
        parts.append(f"{n_denied:,} {'is a denial' if n_denied == 1 else 'are denials'}")
    if n_wrong:
        verb = "has" if n_wrong == 1 else "have"
        parts.append(f"{n_wrong:,} {verb} words that were changed on the way or are doubtful")
    return f"{words}{'; ' if parts else ''}{'; '.join(parts)}."


def _is_grown(grown: Sequence[Node]) -> bool:
    n_documents = sum(tree.n_documents for tree in grown)
    return n_documents >= _GROWN or any(tree.has_fault for tree in grown)


def _is_single(tree: Node) -> bool:
    return tree.n_documents == 1 and not tree.has_fault


def _branch(ds: Dataset, node: Node) -> Branch:
    children = tuple(_branch(ds, child) for child in node.children)
    name, note, says, href = party_text(ds, node.name), "", "", ""
    words = lang = gloss = fault = ""
    if node.is_document:
        source = ds.tables.records.sources[node.name]
        name, note = source.publisher, date_text(source.published)
    if node.told:
        shown = (node.wrong or node.told)[0]
        href = f"#{claim_id_of(shown.claim.claim_id)}"
        n_more = len(node.told) - 1
        says = said_text(ds, shown.claim) + (f" and {n_more} more" if n_more else "")
    if node.fault is not None:
        claim = node.wrong[0].claim
        words, gloss = claim.printed, claim.gloss or ""
        lang = ds.tables.records.sources[claim.source_id].language
        fault = f"{fault_text(node.fault)}: {wrong_text(node.wrong[0])}"
    elif node.is_document and not node.told:
        note = f"{note}; says nothing of this in the record"
    has_fault = node.fault is not None or any(child.has_fault for child in children)
    return Branch(
        name, href, note, says, words, "" if lang == "en" else lang, gloss, fault,
        node.n_documents, has_fault, children,
    )  # fmt: skip


def _history(ds: Dataset, history: History) -> HistoryTable:
    rows = []
    for move in history.moves:
        voices: tuple[tuple[str, str], ...] = ()
        value = "no number"
        if move.line is not None and move.line.estimate is not None:
            estimate = move.line.estimate
            value = amount_text(estimate.low, estimate.best, estimate.high)
            if move.line.window:
                value += f" ({window_text(ds, move.line.window)})"
            voices = tuple(
                (words, _anchor(ds, claim_id))
                for words, claim_id in said_by_voices(ds, move.line.voices)
            )
        rows.append(MoveRow(date_text(move.day), value, voices, move_text(ds, move)))
    unit = history.line.unit
    title = history_title(history)
    return HistoryTable(title, _unit(ds, unit), tuple(rows), history.n_days)


def _anchor(ds: Dataset, claim_id: str) -> str:
    return f"#{claim_id_of(claim_id)}" if claim_id in ds.tables.records.claims else ""


def _unit(ds: Dataset, unit: str) -> str:
    from briefkit.present.words import spelt

    units = ds.records.units
    return spelt(units[unit]) if unit in units else unit
