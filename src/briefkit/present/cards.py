"""The register of discrepancies: an overview and one card for each entry."""

from __future__ import annotations

import itertools

from briefkit.analysis.conversions import telling
from briefkit.analysis.discrepancies import Discrepancies, Entry, Hypothesis
from briefkit.analysis.discrepancies.entry import Side
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Column, Para, Run, Section, Stack, joined
from briefkit.present.charts import claims_axis
from briefkit.present.checks import check_text
from briefkit.present.formats import coded, count, glossed, in_things, label, name, text
from briefkit.present.quotes import side_text, who_text
from briefkit.present.reasons import reason_text, refuted_text
from briefkit.present.runs import Runs
from briefkit.present.states import severity_text, state_text
from briefkit.present.tables.grid import table
from briefkit.present.values import said_text, value_text
from briefkit.present.words import kind_text
from briefkit.schema.tables import Claim
from briefkit.vocab import DiscrepancyType

__all__ = ["card", "overview", "register"]

#: So many cards are drawn besides being listed; more pictures than that nobody looks at.
_MOST_DRAWN = 12
#: Claims and readings that a card shows.
_MOST_CLAIMS = 8
_MOST_READINGS = 3


def overview(ds: Dataset, result: Discrepancies, least_severity: int = 1) -> Block:
    """List all entries, gravest first: where, why, how grave, how far settled.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its analysis.
    least_severity : int
        Entries from here on have a card, and lead to their claims; of the others the overview
        counts alone.

    Returns
    -------
    Table, or a sentence where there is no entry
    """
    rows = [_row(ds, entry, has_card=entry.severity >= least_severity) for entry in result.entries]
    columns = (
        Column("On", share=2.5),
        Column("One side", share=2.3),
        Column("The other", share=2.3),
        Column("Why", share=1.4),
        Column("Severity", "right", 1.1),
        Column("State", share=0.9),
    )
    return table("tab-register", "Disagreements, gravest first.", columns, rows)


def _row(ds: Dataset, entry: Entry, *, has_card: bool) -> tuple[Runs, ...]:
    severity = _severity(entry) if has_card else count(entry.severity, "severity of an entry")
    href = f"#entry-{entry.id}" if has_card else ""
    return (
        (Run(_title(ds, entry), "name", href=href),),
        *_in_few_words(ds, entry),
        (text(kind_text(entry.types[0])),),
        (severity,),
        (text(str(entry.state)),),
    )


def _in_few_words(ds: Dataset, entry: Entry) -> tuple[Runs, Runs]:
    """Say in few words what each side gives; words that are the same with whom they credit."""
    quoted = [side.quoted for side in (entry.a, entry.b)]
    a, b = (said_text(ds, claim) for claim in quoted)
    if a == b:
        a, b = (f"{a}, {_credited(ds, claim)}" for claim in quoted)
    return _side(ds, entry.a, a), _side(ds, entry.b, b)


def _credited(ds: Dataset, claim: Claim) -> str:
    return f"said by {label(ds, claim.speaker_id)}" if claim.speaker_id else "credited to nobody"


def _side(ds: Dataset, side: Side, words: str) -> Runs:
    ids = side.claim_ids[:_MOST_CLAIMS]
    if not side.voices:
        return (Run(words, "coded", ids),)
    by = coded(who_text(ds, side.voices), ids, "voices of a side")
    return (Run(f"{words},", "coded", ids), text(" "), by)


def _title(ds: Dataset, entry: Entry) -> str:
    return f"{name(ds, entry.subject_id).text}: {entry.attribute.replace('_', ' ')}"


def _severity(entry: Entry) -> Run:
    return count(
        entry.severity,
        "severity",
        entry.claim_ids[:_MOST_CLAIMS],
        f"discrepancies.{entry.id}.severity",
    )


def register(ds: Dataset, result: Discrepancies, least_severity: int = 1) -> Stack:
    """Return one card for each entry, gravest first.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Discrepancies
        Its analysis.
    least_severity : int
        Entries below it stand in the overview alone.

    Returns
    -------
    Stack
        The claims side by side, drawn for the gravest entries, the readings with their evidence,
        and the check that would settle it.
    """
    entries = [entry for entry in result.entries if entry.severity >= least_severity]
    return Stack(
        tuple(card(ds, entry, is_drawn=n < _MOST_DRAWN) for n, entry in enumerate(entries))
    )


def card(ds: Dataset, entry: Entry, *, is_drawn: bool = True) -> Section:
    """Return one entry as a section of its own.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    entry : Entry
        One entry of the register.
    is_drawn : bool
        Whether its claims are drawn besides being listed.

    Returns
    -------
    Section
    """
    body: list[Block] = []
    if is_drawn:
        body.append(claims_axis(ds, entry))
    if entry.types[0] is not DiscrepancyType.OMISSION:
        body.append(_both_sides(ds, entry))
    body += _claims_table(ds, entry)
    first, *others = (_reading(ds, entry, item) for item in entry.hypotheses[:_MOST_READINGS])
    refuted = text(f" Would be refuted by: {refuted_text(entry.hypotheses[0])}.")
    body.append(Bullets(((*first, refuted), *others)))
    body += _pictured(ds, entry)
    check = coded(check_text(ds, entry), entry.claim_ids[:1], "check")
    body.append(Para((Run("Decisive check: ", "strong"), check)))
    body.append(
        Para(
            (
                coded(state_text(ds, entry), entry.a.claim_ids[:1], "state"),
                text(" Severity "),
                _severity(entry),
                text(": "),
                coded(severity_text(entry), rule="severity"),
                text("."),
            ),
            "note",
        )
    )
    title = (Run(_title(ds, entry), "name"),)
    return Section(f"entry-{entry.id}", title, tuple(body), f"severity {entry.severity}")


def _pictured(ds: Dataset, entry: Entry) -> list[Block]:
    """Say what the numbers that are a power of ten apart are in things that one can picture."""
    if DiscrepancyType.MAGNITUDE not in entry.types:
        return []
    reading = next(item for item in entry.hypotheses if item.type is DiscrepancyType.MAGNITUDE)
    pairs = telling(ds, (ds.records.claims[key] for key in reading.evidence))
    shown = joined(
        (
            (Run(value_text(ds, claim), "coded", (claim.claim_id,)), text(" is "), in_things(found))
            for claim, found in (pairs[0], pairs[-1])
        ),
        "; ",
    ) if len(pairs) > 1 else ()  # fmt: skip
    return [Para((Run("In the physical world: ", "strong"), *shown, text(".")))] if shown else []


def _reading(ds: Dataset, entry: Entry, item: Hypothesis) -> Runs:
    return (
        Run(f"{kind_text(item.type).capitalize()}: ", "strong"),
        coded(reason_text(ds, entry, item), item.evidence, f"rule {item.type}"),
    )


def _both_sides(ds: Dataset, entry: Entry) -> Bullets:
    sides = ((Run("One side: ", "strong"), entry.a), (Run("The other: ", "strong"), entry.b))
    return Bullets(
        tuple(
            (
                lead,
                coded(
                    side_text(ds, entry, side),
                    side.claim_ids[:_MOST_CLAIMS],
                    "side",
                ),
                text("."),
            )
            for lead, side in sides
        )
    )


def _claims_table(ds: Dataset, entry: Entry) -> list[Block]:
    """List claims of both sides in turn, then the others; say how many are left out."""
    both = itertools.zip_longest(entry.a.claims, entry.b.claims)
    sides = [claim.claim_id for pair in both for claim in pair if claim is not None]
    chosen = set(list(dict.fromkeys((*sides, *entry.claim_ids)))[:_MOST_CLAIMS])
    rows = [
        (
            _who(ds, claim),
            (Run(_said(ds, claim), "coded", (claim.claim_id,)),),
            glossed(ds, claim),
        )
        for claim in (ds.records.claims[key] for key in sorted(chosen))
    ]
    columns = (Column("Source", share=2), Column("Says", share=2.2), Column("In print", share=3))
    found = [table(f"tab-{entry.id}", "The claims.", columns, rows)]
    left = len({*sides, *entry.claim_ids}) - len(chosen)
    if left > 0:
        n = count(left, "count of claims that the table leaves out")
        found.append(
            Para(
                (
                    n,
                    text(" more claims stand in the record."),
                ),
                "note",
            )
        )
    return found


def _said(ds: Dataset, claim: Claim) -> str:
    words = [said_text(ds, claim)]
    if claim.stage is not None:
        words.append(str(claim.stage).replace("_", " "))
    if claim.modality is not None and not claim.is_denied:
        words.append(str(claim.modality))
    return ", ".join(words)


def _who(ds: Dataset, claim: Claim) -> Runs:
    source = ds.records.sources[claim.source_id]
    runs: Runs = (Run(source.publisher, "name", (claim.claim_id,)),)
    if claim.speaker_id:
        runs = (*runs, text(", quoting "), name(ds, claim.speaker_id))
    return runs
