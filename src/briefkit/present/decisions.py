"""What the desk decided, in words; it stands beside what is computed, and never instead of it."""

from __future__ import annotations

from briefkit.analysis.discrepancies.decisions import Decided
from briefkit.dataset import Dataset
from briefkit.present.formats import count, in_letters
from briefkit.present.values import value_text
from briefkit.present.words import date_text
from briefkit.schema.tables import Decision

__all__ = ["decided_text", "ground_text", "outcome_text"]


def outcome_text(ds: Dataset, decision: Decision) -> str:
    """Say what was decided: "Explained: 60,000 t", "Awaiting"."""
    value = decision.wording or (value_text(ds, decision.decided) if decision.decided else "")
    status = str(decision.status).capitalize()
    return f"{status}: {value}" if value else status


def decided_text(ds: Dataset, decided: Decided) -> str:
    """Say what was decided, by whom, when and why.

    Returns
    -------
    str
        "Explained: 60,000 t. A relay lost the thousand. (analyst, 3 March 2026)"
    """
    decision = decided.decision
    why = decision.note.rstrip(".")
    who = f"({decision.who}, {date_text(decision.decided_on)})"
    return f"{outcome_text(ds, decision)}. {why}. {who}"


def ground_text(decided: Decided) -> str:
    """Say what has moved since a decision; empty where nothing has.

    Returns
    -------
    str
        "decided on 3 March 2026; two newer claims since, one of them a correction; review was due
        on 1 April 2026"
    """
    parts = []
    if decided.newer:
        n, corrections = len(decided.newer), len(decided.corrections)
        since = f"{_letters(n)} newer {'claim' if n == 1 else 'claims'} since"
        if corrections:
            of_them = "a correction" if n == 1 else f"{_letters(corrections)} of them "
            of_them += "" if n == 1 else "a correction" if corrections == 1 else "corrections"
            since += f", {of_them}"
        parts.append(since)
    if decided.is_due and decided.decision.review_on is not None:
        parts.append(f"review was due on {date_text(decided.decision.review_on)}")
    if not parts:
        return ""
    return "; ".join([f"decided on {date_text(decided.decision.decided_on)}", *parts])


def _letters(n: int) -> str:
    return in_letters(count(n, "claims on the matter")).text
