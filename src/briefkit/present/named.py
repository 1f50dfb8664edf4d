"""What leads to claims, by its name: a number, an entry, a subject, a source, a claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast, get_args

from briefkit.analysis.cadence import Cadence, cadence
from briefkit.analysis.cadence.dyads import Counted
from briefkit.analysis.discrepancies import Discrepancies, Entry, Variant, discrepancies
from briefkit.analysis.flows import Flows, flows
from briefkit.analysis.sheet import sheet
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError, nearest
from briefkit.present.blocks import Block, Run
from briefkit.present.trees import runs_of
from briefkit.schema.ids import as_typed

__all__ = ["named"]


def named(ds: Dataset, name: str) -> Any:
    """Return what a name stands for.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    name : str
        Id of a claim, source or subject, or a dyad; name of a number as an edition has it; id of an
        entry of the register, ``<subject>.<attribute>``. Characters without width are passed over.

    Returns
    -------
    Estimate, Run, Entry or Variant
        Whatever has claims; of a claim, source or subject a run that leads to its claims.

    Raises
    ------
    UnknownNameError
        If nothing has the name; the message has the nearest three.
    """
    name = as_typed(name)
    records = ds.tables.records
    if name in records.claims:
        return _leading_to(name, [name])
    if name in ds.subjects:
        return _leading_to(name, [claim.claim_id for claim in ds.claims_of(name)])
    if name in records.sources:
        own = (claim for claim in ds.records.claims.values() if claim.source_id == name)
        return _leading_to(name, [claim.claim_id for claim in own])
    kind, _, rest = name.partition(".")
    choices: dict[str, Any] = {}
    if kind in _PRINTED:
        choices = _numbers(ds, kind, name)
    elif rest and not rest.isdigit():
        choices = _entries(discrepancies(ds))
    if name in choices:
        return choices[name]
    if not choices and any(name in known for known in records.by_table().values()):
        raise UnknownNameError(f"no claim speaks of '{name}' as of {ds.as_of}.")
    known = choices or [*ds.subjects, *records.sources, *records.claims]
    near = nearest(name, known, 3)
    raise UnknownNameError(
        f"no claim, source, subject, number or entry '{name}' as of {ds.as_of}. "
        f"Nearest: {', '.join(near) or 'none'}."
    )


def _leading_to(name: str, claim_ids: list[str]) -> Run:
    return Run(name, "id", tuple(claim_ids))


def _entries(register: Discrepancies) -> dict[str, Any]:
    listed: tuple[Entry | Variant, ...] = (*register.variants, *register.entries)
    return {entry.id: entry for entry in listed}


#: What prints the numbers of an analysis under their names.
_PRINTED = {
    "cadence": ("findings", "dyads", "people", "venues"),
    "flows": ("findings", "equivalents"),
    "discrepancies": ("findings", "overview"),
    "sheet": (),
}


def _numbers(ds: Dataset, analysis: str, name: str) -> dict[str, Any]:
    """Return the numbers of an analysis by name, also those that are worked out to be printed."""
    from briefkit import present

    if analysis == "sheet":
        page = present.sheet(ds, sheet(ds))
        return _printed([page.computed, page.findings, page.disputes, page.unknown])
    result: Cadence | Flows | Discrepancies
    if analysis == "cadence":
        count = name.rpartition(".")[2]
        is_unit = count in get_args(Counted)
        result = cadence(ds, count=cast("Counted", count if is_unit else "contact"))
    else:
        result = flows(ds) if analysis == "flows" else discrepancies(ds)
    blocks = [getattr(present, shown)(ds, result) for shown in _PRINTED[analysis]]
    return {**_printed(blocks), **result.numbers}


def _printed(blocks: Iterable[Block]) -> dict[str, Any]:
    runs = (run for block in blocks for run in runs_of(block) if run.number)
    return {run.number: Run(run.text, "num", run.claims, run.rule) for run in runs}
