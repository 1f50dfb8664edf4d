"""The pages of an analysis: one for each question."""

from __future__ import annotations

from functools import singledispatch

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.topics import Topics
from briefkit.dataset import Dataset
from briefkit.present.blocks import Para, Section, Stack
from briefkit.present.formats import text
from briefkit.present.pages.amounts import amount_page
from briefkit.present.pages.contacts import contact_pages
from briefkit.present.pages.disagreements import disagreement_pages

__all__ = ["topics"]


def topics(ds: Dataset, result: Topics | Cadence | Discrepancies) -> Stack:
    """Return one section for each question, to be printed on a page of its own.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Topics, Cadence or Discrepancies
        Its flows by topic, its contacts, or its register.

    Returns
    -------
    Stack
        Flows: of each topic the answer, how it was told over time, a table with what else is told
        of each number, what that means, and what is not known. Contacts: how often, who and where,
        silences and plans, claims of rank. The register: the disagreements that would move a
        printed number, then all of them in a line each.
    """
    pages = tuple(_pages(result, ds))
    return Stack(pages or (Para((text("Nothing on record in this window."),), "note"),))


@singledispatch
def _pages(result: object, ds: Dataset) -> list[Section]:
    raise TypeError(f"no pages for {type(result).__name__}")


@_pages.register
def _(result: Topics, ds: Dataset) -> list[Section]:
    return [amount_page(ds, result, topic) for topic in result.topics]


@_pages.register
def _(result: Cadence, ds: Dataset) -> list[Section]:
    return contact_pages(ds, result)


@_pages.register
def _(result: Discrepancies, ds: Dataset) -> list[Section]:
    return disagreement_pages(ds, result)
