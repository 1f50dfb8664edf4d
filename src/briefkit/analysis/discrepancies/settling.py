"""What would settle a disagreement: a row of the table of checks."""

from __future__ import annotations

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.factors import ANY

__all__ = ["settling"]


def settling(corpus: Corpus, subject_id: str, attribute: str) -> str:
    """Name what would settle an entry.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    subject_id, attribute : str
        What the entry is about.

    Returns
    -------
    str
        The row of the table of checks for the attribute and the commodity of the flow, else of what
        contains it, else for the attribute, else for any; empty where there is none.
    """
    rows = {(c.attribute, c.commodity): c for c in corpus.ds.records.checks.values()}
    flow = corpus.ds.records.flows.get(subject_id)
    commodities = corpus.factors.commodities(flow.commodity) if flow is not None else (ANY,)
    keys = [(a, c) for a in (attribute, ANY) for c in commodities]
    return next((rows[key].check_id for key in keys if key in rows), "")
