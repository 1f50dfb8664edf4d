"""The disagreements that would move a printed number: both sides, and what each would mean."""

from __future__ import annotations

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.discrepancies import Entry
from briefkit.analysis.discrepancies.entry import Side
from briefkit.analysis.flows import Flows
from briefkit.analysis.likeness import AGREE, is_alike, ratio
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet import Sheet
from briefkit.analysis.sheet.amounts import larger_part
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Para, Run, Section, Stack
from briefkit.present.formats import attribute_words, coded, name, number, text
from briefkit.present.quotes import side_text
from briefkit.present.runs import Runs, unmarked
from briefkit.present.states import state_text
from briefkit.present.values import said_text, value_text
from briefkit.present.wholes import together_or_each

__all__ = ["dispute_section", "disputes_block", "if_so"]


def disputes_block(ds: Dataset, result: Sheet) -> Block:
    """Return the disagreements of a sheet, one part each, or say that there is none.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Sheet
        Its sheet.

    Returns
    -------
    Block
        Both sides with voices, documents and grades; what the printed number would be by each; to
        which side the record leans.
    """
    if not result.disputes:
        return Para((text("No disagreement on record would move a printed number."),), "note")
    return Stack(tuple(dispute_section(ds, entry, result.flows) for entry in result.disputes))


def dispute_section(ds: Dataset, entry: Entry, flows: Flows) -> Section:
    """Return one disagreement: both sides, what each would make of the number, how it leans."""
    moved = next((x for x in (*flows.latest, *flows.lines) if x.name in entry.moves), None)
    part = larger_part(ds, flows, moved) if moved is not None else None
    named = (text(f", {words}") for words in attribute_words(entry.attribute))
    what: Runs = (name(ds, entry.subject_id), *named)
    sides = [
        Para(
            (
                coded(side_text(ds, entry, side), side.told_ids, "side of a disagreement"),
                text(". "),
                *if_so(ds, side, moved),
            )
        )
        for side in (entry.a, entry.b)
    ]
    said: Runs = (coded(state_text(ds, entry), entry.a.claim_ids[:1], "state"),)
    if part is not None and part.estimate is not None:
        own = unmarked(number(part.estimate, part.name))
        said = (*said, text(" Yet of a part alone, "), name(ds, part.flow_id), text(": "), *own,
                text("."))  # fmt: skip
    state = Para(said, "note")
    return Section(entry.id, what, (*sides, state), str(entry.state))


def if_so(ds: Dataset, side: Side, line: FlowLine | None) -> Runs:
    """Say what the printed number would be if a side were right."""
    lead = Run("If so: ", "strong")
    if line is None or line.estimate is None:
        words = coded(said_text(ds, side.quoted), side.claim_ids, "what this side says")
        return (lead, words, text("; no printed amount moves."))
    now, said = line.estimate.amount, claim_amount(side.quoted)
    printed = unmarked(number(line.estimate, line.name))
    printed = (*printed, *together_or_each(ds, line))
    for end, which in ((now.low, "lower"), (now.high, "upper")):
        if line.estimate.form == "range" and is_alike(end, said.centre, AGREE):
            return (lead, text(f"the {which} end of the printed "), *printed, text(" holds."))
    a, b = now.centre, said.centre
    if a is None or b is None:
        return (lead, *printed, text(" is in doubt."))
    if line.estimate.form == "floor" and b > a and not is_alike(a, b, AGREE):
        words = coded(value_text(ds, side.quoted), side.claim_ids, "what this side says")
        return (lead, words, text(" in place of the printed "), *printed, text("."))
    if is_alike(a, b, AGREE) or (said.best is None and said.floor <= a <= said.ceiling):
        return (lead, *printed, text(" stands."))
    factor = Run(
        f"{ratio(a, b):.2g} times" if ratio(a, b) < 10 else f"{ratio(a, b):,.0f} times",
        "num",
        tuple(sorted({*line.estimate.claim_ids, *side.claim_ids})),
        "what this side says against what is printed",
    )
    if not a or not b:
        return (lead, text("not "), *printed, text("."))
    if b > a:
        return (lead, factor, text(" the printed "), *printed, text("."))
    return (lead, text("the printed "), *printed, text(" is "), factor, text(" as much."))
