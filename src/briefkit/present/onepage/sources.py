"""The sources of the printed numbers, in short: publisher, day, grade."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Para, Run, Stack
from briefkit.present.formats import count, text
from briefkit.present.runs import Runs
from briefkit.present.trees import runs_of
from briefkit.present.words import date_text

__all__ = ["sources_block"]

_MOST = 24
_GRADES = (
    "The best document of each number, with its grade: from A, a record of one’s own acts, and B, "
    "an agency or own reporting, to E, a machine translation, and F, a path that cannot be judged."
)


def sources_block(ds: Dataset, blocks: Iterable[Block]) -> Block:
    """List the best source of each printed number, in the order in which they are printed.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    blocks : iterable of Block
        What is printed.

    Returns
    -------
    Block
        Of each number, or side of a disagreement, the document of the best grade, the newest first;
        each once.
    """
    claims, sources = ds.records.claims, ds.records.sources
    published = ds.tables.published
    found: dict[str, str] = {}
    for block in blocks:
        for run in runs_of(block):
            if run.kind not in {"num", "coded"} or not run.claims:
                continue
            ids = {claims[n].source_id: n for n in sorted(run.claims, reverse=True)}
            best = min(ids, key=lambda s: (sources[s].reliability, -published[s].toordinal(), s))
            found.setdefault(best, ids[best])
    if not found:
        return Para((text("No number is printed."),), "note")
    items = [_item(ds, source_id, claim) for source_id, claim in list(found.items())[:_MOST]]
    left = len(found) - _MOST
    if left > 0:
        more: Runs = (text("and "), count(left, "further documents", unit="other"), text("."))
        items.append(more)
    return Stack((Para((text(_GRADES),), "note"), Bullets(tuple(items))))


def _item(ds: Dataset, source_id: str, claim_id: str) -> Runs:
    source = ds.records.sources[source_id]
    return (
        Run(source.publisher, "name"),
        text(", "),
        Run(date_text(source.published), "date", (claim_id,)),
        text(f", {source.reliability}"),
    )
