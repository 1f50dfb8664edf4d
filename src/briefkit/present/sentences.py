"""Key sentences: what a busy reader takes away, each number with its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import singledispatch

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.conversions import is_telling
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.estimate import ratio
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.totals import TotalCheck
from briefkit.dataset import Dataset
from briefkit.present.blocks import Bullets, Run, joined
from briefkit.present.formats import (
    Runs,
    contact_date,
    count,
    day,
    in_things,
    label,
    name,
    number,
    text,
    voice_run,
)
from briefkit.present.headlines import headlined, headlines
from briefkit.present.values import value_text

__all__ = ["findings", "measured"]

_MOST = 5
_MOST_TOTALS = 2


def findings(ds: Dataset, result: Cadence | Flows | Discrepancies) -> Bullets:
    """Return the key sentences of an analysis.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence, Flows or Discrepancies
        Its analysis.

    Returns
    -------
    Bullets
        Three to six sentences; every number carries its claims or its rule, and those that the
        index of editions follows over time the words for it.
    """
    return Bullets(headlined(_sentences(result, ds), headlines(result, ds)), "findings")


@singledispatch
def _sentences(result: object, ds: Dataset) -> list[Runs]:
    raise TypeError(f"no findings for {type(result).__name__}")


@_sentences.register
def _(result: Cadence, ds: Dataset) -> list[Runs]:
    if not result.dyads:
        return [(text("No contact is on record in this window."),)]
    counted = f"cadence.held.{result.counted}"
    found: list[Runs] = [
        (
            text("On record from "),
            day(result.since, "first day of the window"),
            text(" to "),
            day(result.until, "last day of the window"),
            text(": "),
            *number(result.n_held, counted),
            text(" held. "),
            *joined(
                (
                    name(ds, dyad.dyad),
                    text(" "),
                    *number(dyad.n_held, f"cadence.{dyad.dyad}.held.{result.counted}", unit=False),
                )
                for dyad in result.dyads
            ),
            text("."),
        )
    ]
    dated = [c for c in result.held if c.start]
    if dated:
        last = dated[-1]
        silent = next(d for d in result.dyads if last.dyads[0] == d.dyad)
        latest: Runs = (
            text("The latest is "),
            Run(last.label, "name", last.key_claim_ids),
            text(", "),
            contact_date(last),
        )
        if last.place_id:
            latest = (*latest, text(", "), name(ds, last.place_id))
        if silent.current_gap is not None:
            gap = number(silent.current_gap, f"cadence.{silent.dyad}.current-gap")
            latest = (*latest, text("; "), *gap, text(" before the cut-off"))
        found.append((*latest, text(".")))
    lopsided = max(
        result.dyads, key=lambda d: abs((d.visits[0][1].best or 0) - (d.visits[1][1].best or 0))
    )
    ways = sorted(lopsided.visits, key=lambda way: -(way[1].best or 0))
    if ways[0][1].best != ways[1][1].best:
        found.append(
            (
                text("Least reciprocal: "),
                *joined(
                    (
                        Run(label(ds, way), "name"),
                        text(" "),
                        *number(n, f"cadence.{way.replace('>', '-to-')}.visits"),
                    )
                    for way, n in ways
                ),
                text("."),
            )
        )
    open_plans = [c for c in result.planned if c.part_of is None]
    if open_plans:
        first = max(open_plans, key=lambda c: (c.first_reported, c.event_id))
        n = count(len(open_plans), "contacts spoken of and not held", unit="contact")
        found.append(
            (
                text("Spoken of and not held by the cut-off: "),
                n,
                text(", among them "),
                Run(first.label, "name", first.key_claim_ids),
                text("."),
            )
        )
    return found[: _MOST + 1]


@_sentences.register
def _(result: Flows, ds: Dataset) -> list[Runs]:
    numbered = [line for line in result.latest if line.estimate is not None]
    if not numbered:
        return [(text("No flow in this window has a number."),)]
    weight = Counter((x.flow_id, x.attribute) for x in result.lines for _ in x.claims)
    whole = {x.name: x for x in result.lines}
    failed = [
        (check, line)
        for check in result.totals
        if not check.holds
        for line in whole.values()
        if line.estimate is check.whole
    ]
    failed.sort(key=lambda pair: (-_factor(pair[0]), pair[1].name))
    found = [_total_sentence(ds, check, line, numbered) for check, line in failed[:_MOST_TOTALS]]
    told = {line.name for _, line in failed[:_MOST_TOTALS]}
    ranked = sorted(
        (x for x in numbered if x.name not in told and x.stage.is_actual),
        key=lambda x: (-weight[x.flow_id, x.attribute], -x.n_sources, x.name),
    )
    once = {(x.flow_id, x.attribute): x for x in reversed(ranked)}
    rest = [x for x in ranked if once[x.flow_id, x.attribute] is x]
    return found + [_line_sentence(ds, line, numbered) for line in rest[:_MOST]]


def _factor(check: TotalCheck) -> float:
    """Return by how much a whole and the sum of its parts miss each other."""
    a, b = check.whole.amount.centre, check.parts.amount.centre
    return ratio(a, b) if a and b else 1.0


def _total_sentence(
    ds: Dataset, check: TotalCheck, line: FlowLine, lines: Sequence[FlowLine]
) -> Runs:
    return (
        name(ds, check.flow_id),
        text(": one number says "),
        *number(check.whole, line.name),
        *measured(line, lines),
        text("; the parts together make "),
        *number(check.parts, f"{line.name}.sum-of-parts"),
        text(". Both cannot hold; the register says why."),
    )


def _line_sentence(ds: Dataset, line: FlowLine, lines: Sequence[FlowLine]) -> Runs:
    assert line.estimate is not None
    what: Runs = (name(ds, line.flow_id),)
    if line.attribute != "quantity":
        what = (*what, text(f", {line.attribute}"))
    if not line.stage.is_actual:
        what = (*what, text(f", {str(line.stage).replace('_', ' ')}"))
    by: Runs
    if len(line.voices) == 1:
        by = (text(", by the word of "), voice_run(ds, line.voices[0].voice))
    else:
        by = (
            text(", by "),
            count(line.n_voices, "count of voices behind it", line.claim_ids, unit="voice"),
        )
    sources = count(
        line.n_sources, "count of documents that give it", line.claim_ids, unit="source"
    )
    amount = (*number(line.estimate, line.name), *measured(line, lines))
    return (*what, text(": "), *amount, *by, text(" in "), sources, text("."))


def measured(line: FlowLine, lines: Sequence[FlowLine]) -> Runs:
    """Return an amount in a reference magnitude that makes the lines comparable.

    Parameters
    ----------
    line : FlowLine
        A line with equivalents.
    lines : sequence of FlowLine
        All lines; the thing that measures most of them is taken, of several the largest.

    Returns
    -------
    tuple of Run
        ", which is 1 rail tank wagon" or nothing.
    """
    common = Counter(e.thing for x in lines for e in x.equivalents if is_telling(e))
    fit = [e for e in line.equivalents if is_telling(e)]
    if not fit:
        return ()
    chosen = max(fit, key=lambda e: (common[e.thing], -(e.n.best or 0)))
    return (text(", which is "), in_things(chosen, f"{line.name}.{chosen.factor_id}"))


@_sentences.register
def _(result: Discrepancies, ds: Dataset) -> list[Runs]:
    if not result.entries:
        return [(text("The sources on record do not disagree."),)]
    worst = max(entry.severity for entry in result.entries)
    gravest = [entry for entry in result.entries if entry.severity == worst]
    found: list[Runs] = [
        (
            text("The register holds "),
            count(
                len(result.entries), "families whose claims cannot all hold", (),
                "discrepancies.entries", "disagreement",
            ),
            text(", "),
            count(
                len(gravest), "entries of the worst severity", (),
                f"discrepancies.severity-{worst}",
            ),
            text(" at severity "),
            count(worst, "severity, from one to five, five worst"),
            text(", and apart from them "),
            count(
                len(result.variants), "families whose claims differ and can all hold",
                stable_name="discrepancies.variants", unit="variant",
            ),
            text("."),
        )
    ]  # fmt: skip
    return [*found, *(_entry_sentence(ds, entry) for entry in gravest[: _MOST - 1])]


def _entry_sentence(ds: Dataset, entry: Entry) -> Runs:
    reading = entry.hypotheses[0] if entry.hypotheses else None
    claims = [ds.records.claims[key] for key in (reading.evidence if reading else entry.claim_ids)]
    claims = [claim for claim in claims if claim.attribute == entry.attribute] or claims
    by_value: dict[str, list[str]] = {}
    for claim in claims:
        words = value_text(ds, claim) + (" (denied)" if claim.is_denied else "")
        by_value.setdefault(words, []).append(claim.claim_id)
    ranked = sorted(by_value.items(), key=lambda item: -len(item[1]))[:3]
    against: list[Run] = []
    for words, ids in ranked:
        against += [text(" against ")] if against else []
        against.append(Run(words, "coded", tuple(ids)))
    runs: Runs = (
        name(ds, entry.subject_id),
        text(f", {entry.attribute.replace('_', ' ')}: "),
        *against,
        text(". "),
    )
    if reading is None:
        return runs
    return (*runs, Run(reading.text, "coded", reading.evidence, f"rule {reading.type}"))
