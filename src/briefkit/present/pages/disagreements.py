"""Pages on disagreements: those that would move a number and the gravest, then a line each."""

from __future__ import annotations

from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.flows import flows
from briefkit.analysis.sheet import headlines
from briefkit.analysis.sheet.disputes import disputes, stands
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Para, Run, Section
from briefkit.present.cards import overview
from briefkit.present.checks import check_text
from briefkit.present.formats import coded, count, text
from briefkit.present.onepage.disputes import dispute_section
from briefkit.present.tables.record import contested

__all__ = ["disagreement_pages"]

_MOST = 10
#: No entry has a card on these pages.
_NO_CARD = 9


def disagreement_pages(ds: Dataset, result: Discrepancies) -> list[Section]:
    """Return the pages of the register.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its register.

    Returns
    -------
    list of Section
        Empty where nobody disagrees and no party denies anything.
    """
    if not result.entries and not result.contested:
        return []
    amounts = flows(ds)
    moving = disputes(ds, amounts, result, headlines(amounts), most=_MOST)
    gravest = [e for e in result.entries if e not in moving and stands(e, amounts)]
    shown = [*moving, *gravest[: _MOST - len(moving)]]
    body: list[Block] = [
        _with_check(ds, entry, dispute_section(ds, entry, amounts)) for entry in shown
    ]
    if result.contested:
        body.append(contested(ds, result))
    found = [_page("moves", "Which disagreements matter most?", body)] if body else []
    if result.entries:
        found.append(
            _page("all", "On what do the sources disagree?", [overview(ds, result, _NO_CARD)])
        )
    return found


def _page(key: str, question: str, body: list[Block]) -> Section:
    return Section(f"topic-{key}", (Run(question, "name"),), tuple(body), "", True)


def _with_check(ds: Dataset, entry: Entry, section: Section) -> Section:
    """Add what would settle it, and how severe it is."""
    check = coded(check_text(ds, entry), entry.claim_ids[:1], "check")
    degree = count(entry.severity, "severity, from one to five, five worst", entry.claim_ids[:1])
    said = Para((Run("Would settle it: ", "strong"), check, text(" Severity "), degree, text(".")))
    return Section(section.id, section.title, (*section.body, said), section.badge)
