"""Tables of flows, voices and reference magnitudes."""

from __future__ import annotations

from collections import Counter

from briefkit.analysis.conversions import Equivalent
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.dataset import Dataset
from briefkit.present.amounts import time_run
from briefkit.present.blocks import Block, Column, Run
from briefkit.present.formats import caveat, coded, count, line_name, name, number, text, voice_run
from briefkit.present.runs import Runs
from briefkit.present.tables.grid import NONE, table
from briefkit.present.values import said_text
from briefkit.present.words import amount_text, date_text, plural
from briefkit.schema.tables import Factor
from briefkit.vocab import Caveat, Extent, Stage

__all__ = ["equivalents", "factors", "flows", "voices"]

_EXTENTS = {
    Extent.LOT: ", one lot",
    Extent.PART: ", a part",
    Extent.CAPACITY: " would fit",
    Extent.CONVERSION: ", converted",
    Extent.LIMIT: " allowed",
}
#: Below so many lines, those of one voice are listed too.
_FEW = 40


def flows(ds: Dataset, result: Flows) -> Block:
    """List what was last said of every flow: amount, window, stage, voices."""
    series = Counter((x.flow_id, x.attribute, x.dimension, x.stage) for x in result.lines)
    rows = []
    for line in result.latest:
        amount: Runs
        if line.estimate is not None:
            amount = number(line.estimate, line.name)
        else:
            amount = (coded(_unnumbered(ds, line), line.claim_ids, "no number for the whole"),)
        if line.denied_ids and line.estimate is not None:
            amount = (*amount, caveat(Caveat.SOURCES_DISAGREE))
        rows.append(
            (
                line_name(ds, line, has_stage=False),
                amount,
                (time_run(ds, line),),
                (text("moved" if line.stage is Stage.DONE else str(line.stage).replace("_", " ")),),
                _n_voices(line),
                (count(line.n_sources, "count of documents that give it", line.claim_ids),),
                (_series(line, series[line.flow_id, line.attribute, line.dimension, line.stage]),),
            )
        )
    columns = (
        Column("Flow", share=2.6),
        Column("Amount", share=2.2),
        Column("Of what time", share=1.8),
        Column("Stage", share=1.1),
        Column("Voices", "right", 0.8),
        Column("Sources", "right", 0.9),
        Column("Series", "right", 0.9),
    )
    caption = (
        "What was last said of each flow. Voices are those that give this amount; a dash where no "
        "number is given for the whole."
    )
    return table("tab-flows", caption, columns, rows)


def _series(line: FlowLine, n: int) -> Run:
    return count(n, "count of series and periods of the flow", line.claim_ids)


def _n_voices(line: FlowLine) -> Runs:
    if line.estimate is None:
        return NONE
    return (count(line.n_voices, "count of voices that give this amount", line.claim_ids),)


def _unnumbered(ds: Dataset, line: FlowLine) -> str:
    """Say what is said of a line that has no number for the whole: some, or of what else."""
    said = [claim for claim in line.claims if not claim.is_denied] or list(line.claims)
    first = max(said, key=lambda claim: (claim.amount_value or claim.low or 0, claim.claim_id))
    of = _EXTENTS.get(first.extent, "") if first.extent is not None else ""
    return said_text(ds, first) + of


def voices(ds: Dataset, result: Flows) -> Block:
    """List what each voice said, where several speak of what was last said of a flow."""
    rows = []
    for line in (x for x in result.latest if len(x.voices) > 1 or len(result.latest) < _FEW):
        for said in line.voices:
            amount = said.amount
            shown = amount_text(amount.low, amount.best, amount.high, amount.unit)
            rows.append(
                (
                    line_name(ds, line),
                    (voice_run(ds, said.voice),),
                    (Run(shown, "num", said.claim_ids, "what this voice said"),),
                    (Run(date_text(said.since), "date", said.claim_ids, "first day it said so"),),
                    (count(said.n_sources, "documents that carry it", said.claim_ids),),
                )
            )
    columns = (
        Column("Flow", share=2.4),
        Column("Voice", share=2.2),
        Column("Said", share=2),
        Column("Since", share=1.2),
        Column("Documents", "right", 0.8),
    )
    caption = "Who says it now: one row for each voice, however often it was relayed."
    return table("tab-voices", caption, columns, rows)


def equivalents(ds: Dataset, result: Flows, most: int = 4) -> Block:
    """Say how much each amount is in things that one can picture."""
    rows = []
    for line in result.latest:
        if not line.equivalents or line.estimate is None:
            continue
        shown: list[Run] = []
        for equivalent in line.equivalents[:most]:
            shown += [text("; ")] if shown else []
            shown.append(_measured(line, equivalent))
        rows.append(((name(ds, line.flow_id),), number(line.estimate, line.name), tuple(shown)))
    columns = (Column("Flow", share=2), Column("Amount", share=1.6), Column("That is", share=3.4))
    return table("tab-equivalents", "Amounts in reference magnitudes.", columns, rows)


def _measured(line: FlowLine, equivalent: Equivalent) -> Run:
    n = equivalent.n
    value = (n.low, n.best, n.high, equivalent.thing)
    words = amount_text(_two(n.low), _two(n.best), _two(n.high))
    shown = f"{words} × {plural(equivalent.thing, 1)}"
    return Run(shown, "num", n.claim_ids, n.rule, f"{line.name}.{equivalent.factor_id}", value)


def factors(ds: Dataset, result: Flows) -> Block:
    """List the reference magnitudes that the flows were held against."""
    wanted = {e.factor_id for line in result.lines for e in line.equivalents}
    found = [f for f in ds.records.factors.values() if f.factor_id in wanted]
    rows = [
        (
            (Run(f.from_.replace("-", " "), "name"),),
            (Run(f.to, "name"),),
            (_size(f),),
            (coded(f.why, rule="as noted by the coder"), text(" "), Run(f.url, "link", href=f.url)),
        )
        for f in sorted(found, key=lambda f: (f.unit, f.best))
    ]
    columns = (
        Column("One", share=1.6),
        Column("Of", share=1),
        Column("Holds", share=1.8),
        Column("Rests on", share=3.4),
    )
    return table("tab-factors", "Reference magnitudes.", columns, rows)


def _size(factor: Factor) -> Run:
    shown = amount_text(factor.low, factor.best, factor.high, factor.unit)
    return Run(shown, "num", (), f"factor {factor.factor_id}")


def _two(value: float | None) -> float | None:
    """Round to two digits: a reference magnitude is no measurement."""
    return None if value is None else float(f"{value:.2g}")
