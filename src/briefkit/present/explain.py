"""From a number back to its claims."""

from __future__ import annotations

from typing import Any

from briefkit.analysis.results import check_results
from briefkit.dataset import Dataset, load
from briefkit.errors import UnknownNameError
from briefkit.present.blocks import Block, Column, Para, Run, Stack
from briefkit.present.cite import evidence_item
from briefkit.present.formats import glossed, ident, text
from briefkit.present.named import named
from briefkit.present.tables.grid import table

__all__ = ["claims_behind", "explain"]


def claims_behind(x: Any) -> tuple[str, ...]:
    """Return the ids of the claims behind a thing.

    Parameters
    ----------
    x : object
        An estimate, choice, contact, flow line, register entry, result or run.

    Returns
    -------
    tuple of str
        Claims that hold with it, then those that do not.

    Raises
    ------
    UnknownNameError
        If the thing leads to no claims.
    """
    for name in ("claim_ids", "claims"):
        found = getattr(x, name, None)
        if isinstance(found, tuple) and all(isinstance(key, str) for key in found):
            return tuple(dict.fromkeys([*found, *getattr(x, "rival_ids", ())]))
    raise UnknownNameError(
        f"{type(x).__name__} leads to no claims. Explain an estimate, choice, contact, flow line, "
        "register entry, result or run, or the name of one."
    )


def explain(x: Any, ds: Dataset | None = None) -> Block:
    """Show the claims behind a number, or behind anything that carries claims.

    Parameters
    ----------
    x : object
        See :func:`claims_behind`; or a name, also one copied from a page: of a claim, source, event
        or another subject, number (``flows.diesel-blr-rus.quantity``) or register entry
        (``fuel-blr-rus.quantity``).
    ds : Dataset, optional
        The corpus; by default that of a result, or the newest state of the one that
        :func:`briefkit.load` finds.

    Returns
    -------
    Block
        A table in Jupyter: printed words, what they were coded as, source, path, address.

    Raises
    ------
    UnknownNameError
        If the thing leads to no claims, a claim is not in the corpus, or nothing has the name.
    """
    corpus = ds if ds is not None else getattr(x, "dataset", None) or load()
    check_results("explain", corpus, x)
    if isinstance(x, str):
        x = named(corpus, x)
    whole = corpus.tables.records.claims
    names = claims_behind(x)
    unknown = [name for name in names if name not in whole]
    if unknown:
        raise UnknownNameError(f"no claim '{unknown[0]}' in the corpus")
    items = [evidence_item(corpus, whole[name]) for name in names]
    rows = [
        (
            (ident(i.claim_id),),
            glossed(corpus, whole[i.claim_id]),
            i.says,
            (*i.source, text(" "), i.locator, text(" "), *i.path),
        )
        for i in items
    ]
    columns = (
        Column("Claim", share=1.4),
        Column("In print", share=2),
        Column("Says", share=2.4),
        Column("Source", share=3),
    )
    found = table("tab-explain", "The claims behind it.", columns, rows)
    rule = getattr(x, "rule", "")
    if not rule:
        return found
    lead = Para((Run("Rule: ", "strong"), Run(rule, "coded", (), "rule")))
    return Stack((lead, found))
