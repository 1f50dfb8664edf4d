"""What a dossier comes to, in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.discrepancies import Entry
from briefkit.analysis.dossiers.history import History
from briefkit.analysis.events import Contact
from briefkit.dataset import Dataset
from briefkit.present.checks import check_text
from briefkit.present.dossiers.words import attribute_text
from briefkit.present.formats import label, window_text
from briefkit.present.quotes import listing, side_text
from briefkit.present.reasons import reason_text
from briefkit.present.runs import words
from briefkit.present.states import severity_text, state_text
from briefkit.present.whose import whose
from briefkit.present.words import amount_text, date_text, kind_text

__all__ = ["contact_lead", "entry_lead", "entry_title", "flow_lead", "title_of"]

#: So many numbers of a flow stand in its lead.
_MOST = 3


def title_of(ds: Dataset, subject_id: str) -> str:
    """Return what a dossier is of, with a capital."""
    name = label(ds, subject_id)
    return f"{name[0].upper()}{name[1:]}" if name else name


def flow_lead(ds: Dataset, histories: Sequence[History]) -> list[str]:
    """Say how much the record comes to, and by whose word."""
    found = []
    for history in histories[:_MOST]:
        line, estimate = history.line, history.line.estimate
        if estimate is None:
            continue
        name = attribute_text(line.attribute).capitalize()
        stage = "" if line.stage.is_actual else f" ({str(line.stage).replace('_', ' ')})"
        time = f", {window_text(ds, line.window)}" if line.window else ""
        shown = amount_text(estimate.low, estimate.best, estimate.high, estimate.unit)
        by = words(whose(ds, estimate))
        found.append(f"{name}{stage}: {shown}{time}{by}.")
    return found


def contact_lead(ds: Dataset, contact: Contact) -> list[str]:
    """Say whether, when, where and between whom a contact was."""
    stage = "Held" if contact.is_held else str(contact.stage).replace("_", " ").capitalize()
    when = f" {date_text(contact.days)}" if contact.days is not None else ", not dated"
    where = f" in {label(ds, contact.place_id)}" if contact.place_id else ""
    who = [label(ds, name) for name in (*contact.actors, *contact.recipients)]
    people = f"; {listing(who)}" if who else ""
    return [f"{stage}{when}{where}{people}."]


def entry_title(ds: Dataset, entry: Entry) -> str:
    """Return what a disagreement is on."""
    return f"{title_of(ds, entry.subject_id)}: {attribute_text(entry.attribute)}"


def entry_lead(ds: Dataset, entry: Entry) -> tuple[str, ...]:
    """Say both sides, how far it is settled, how it came about, and what would decide it."""
    found = [
        f"One side: {side_text(ds, entry, entry.a)}.",
        f"The other: {side_text(ds, entry, entry.b)}.",
        f"{state_text(ds, entry)} Severity {entry.severity}: {severity_text(entry)}.",
    ]
    found += [
        f"{kind_text(item.type).capitalize()}: {reason_text(ds, entry, item)}"
        for item in entry.hypotheses
    ]
    found.append(f"Would decide it: {check_text(ds, entry)}")
    return tuple(found)
