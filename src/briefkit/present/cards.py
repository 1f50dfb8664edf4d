"""The register of discrepancies: an overview and one card for each entry."""

from __future__ import annotations

from briefkit.analysis.conversions import telling
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Column, Para, Run, Section, Stack, joined
from briefkit.present.charts import claims_axis
from briefkit.present.formats import Runs, coded, count, in_things, name, text
from briefkit.present.tables.grid import table
from briefkit.present.values import value_text
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
        Column("On", share=3),
        Column("Why they differ", share=2.2),
        Column("Severity", "right", 0.9),
        Column("State", share=1),
        Column("Voices", "right", 0.8),
        Column("Sources", "right", 0.9),
    )
    return table("tab-register", "Disagreements, gravest first.", columns, rows)


def _row(ds: Dataset, entry: Entry, *, has_card: bool) -> tuple[Runs, ...]:
    claims = entry.claim_ids[:_MOST_CLAIMS] if has_card else ()
    severity = _severity(entry) if has_card else count(entry.severity, "severity of an entry")
    href = f"#entry-{entry.id}" if has_card else ""
    return (
        (Run(_title(ds, entry), "name", href=href),),
        (text(", ".join(str(kind).replace("_", " ") for kind in entry.types[:3])),),
        (severity,),
        (text(str(entry.state)),),
        (count(entry.n_voices, "count of voices in an entry", claims),),
        (count(entry.n_sources, "count of documents in an entry", claims),),
    )


def _title(ds: Dataset, entry: Entry) -> str:
    return f"{name(ds, entry.subject_id).text}: {entry.attribute.replace('_', ' ')}"


def _severity(entry: Entry) -> Run:
    return count(
        entry.severity,
        entry.severity_rule,
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
    body += _claims_table(ds, entry)
    body.append(Bullets(tuple(_reading(item) for item in entry.hypotheses[:_MOST_READINGS])))
    body += _pictured(ds, entry)
    body.append(
        Para((Run("Decisive check: ", "strong"), coded(entry.check, entry.claim_ids[:1], "check")))
    )
    body.append(
        Para(
            (
                text("Severity "),
                _severity(entry),
                text(": "),
                coded(entry.severity_rule, rule="severity"),
                text(f" State: {entry.state}."),
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


def _reading(item: object) -> Runs:
    from briefkit.analysis.discrepancies import Hypothesis

    assert isinstance(item, Hypothesis)
    kind = str(item.type).replace("_", " ")
    return (
        Run(f"{kind.capitalize()}: ", "strong"),
        coded(item.text, item.evidence, f"rule {item.type}"),
    )


def _claims_table(ds: Dataset, entry: Entry) -> list[Block]:
    """List the claims, those that the readings lean on first; say how many are left out."""
    leant = dict.fromkeys(key for item in entry.hypotheses for key in item.evidence)
    ranked = [key for key in (*leant, *entry.claim_ids) if key in entry.claim_ids]
    chosen = set(list(dict.fromkeys(ranked))[:_MOST_CLAIMS])
    rows = [
        (
            _who(ds, claim),
            (Run(_said(ds, claim), "coded", (claim.claim_id,)),),
            (Run(claim.printed, "printed", (claim.claim_id,)),),
        )
        for claim in (ds.records.claims[key] for key in entry.claim_ids if key in chosen)
    ]
    columns = (Column("Source", share=2), Column("Says", share=2.2), Column("In print", share=3))
    found = [table(f"tab-{entry.id}", "The claims.", columns, rows)]
    left = len(entry.claim_ids) - len(chosen)
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
    words = [value_text(ds, claim)]
    if claim.stage is not None:
        words.append(str(claim.stage).replace("_", " "))
    if claim.modality is not None:
        words.append(str(claim.modality))
    return ", ".join(words)


def _who(ds: Dataset, claim: Claim) -> Runs:
    source = ds.records.sources[claim.source_id]
    runs: Runs = (Run(source.publisher, "name", (claim.claim_id,)),)
    if claim.speaker_id:
        runs = (*runs, text(", quoting "), name(ds, claim.speaker_id))
    return runs
