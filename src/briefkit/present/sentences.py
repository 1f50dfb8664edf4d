"""Key sentences: what a busy reader takes away, each number with its claims."""

from __future__ import annotations

from functools import singledispatch

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies, Entry
from briefkit.analysis.flows import Flows
from briefkit.analysis.topics import Topics
from briefkit.dataset import Dataset
from briefkit.present.amounts import flow_sentences, topic_sentences
from briefkit.present.blocks import Bullets
from briefkit.present.formats import coded, count, name, text
from briefkit.present.headlines import headlined, headlines
from briefkit.present.meetings import cadence_sentences
from briefkit.present.powers import lost_power_text
from briefkit.present.quotes import side_text
from briefkit.present.reasons import reason_text
from briefkit.present.runs import Runs
from briefkit.present.states import state_text
from briefkit.vocab import DiscrepancyType

__all__ = ["entry_sentence", "findings"]

_MOST = 5
#: Causes that speak of parts beside a whole, which a reader of the whole must know.
_PARTS = frozenset({"each", "sum"})
#: Entries that lean so are slips of one page: they stand behind the others.
_SLIPS = frozenset({"correction", "doubt"})


def findings(ds: Dataset, result: Cadence | Flows | Topics | Discrepancies) -> Bullets:
    """Return the key sentences of an analysis.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence, Flows, Topics or Discrepancies
        Its analysis. Of flows the sentences are on the amounts of which most voices speak; of
        topics, on the amount of each that most documents tell.

    Returns
    -------
    Bullets
        Three to seven sentences; every number carries its claims or its rule, and those that the
        index of editions follows over time the words for it.
    """
    return Bullets(headlined(_sentences(result, ds), headlines(result, ds)), "findings")


@singledispatch
def _sentences(result: object, ds: Dataset) -> list[Runs]:
    raise TypeError(f"no findings for {type(result).__name__}")


@_sentences.register
def _(result: Cadence, ds: Dataset) -> list[Runs]:
    return cadence_sentences(ds, result)


@_sentences.register
def _(result: Flows, ds: Dataset) -> list[Runs]:
    return flow_sentences(ds, result)


@_sentences.register
def _(result: Topics, ds: Dataset) -> list[Runs]:
    return topic_sentences(ds, result)


@_sentences.register
def _(result: Discrepancies, ds: Dataset) -> list[Runs]:
    if not result.entries:
        return [_nothing(result)]
    worst = max(entry.severity for entry in result.entries)
    gravest = [entry for entry in result.entries if entry.severity == worst]
    found: list[Runs] = [
        (
            text("The register holds "),
            count(
                len(result.entries), "matters whose claims cannot all hold", (),
                "discrepancies.entries", "disagreement",
            ),
            text(", "),
            count(
                len(gravest), "entries of the worst severity", (),
                f"discrepancies.severity-{worst}",
            ),
            text(" at severity "),
            count(worst, "severity, from one to five, five worst"),
            text(". Apart from them stand "),
            count(
                len(result.variants), "matters whose claims differ and can all hold",
                stable_name="discrepancies.variants", unit="variant",
            ),
            text(", and "),
            count(len(result.contested), "matters that a party to them denies", unit="matter"),
            text(" that a party denies."),
        )
    ]  # fmt: skip
    ranked = sorted(result.entries, key=lambda entry: entry.because in _SLIPS)
    return [*found, *(entry_sentence(ds, entry) for entry in ranked[: _MOST - 1])]


def _nothing(result: Discrepancies) -> Runs:
    """Say why nothing is listed: nobody disagrees, or nobody else speaks."""
    if result.n_publishers == 0:
        return (text("Nothing is on record."),)
    if result.n_publishers == 1:
        return (
            text("One publisher alone is on record: nobody else speaks, and none can disagree."),
        )
    return (text("No claims on record exclude one another."),)


def entry_sentence(ds: Dataset, entry: Entry) -> Runs:
    """Return one sentence on an entry: both sides, and to what it leans; or what is left out."""
    about = name(ds, entry.subject_id), text(f", {entry.attribute.replace('_', ' ')}: ")
    if entry.types[0] is DiscrepancyType.OMISSION:
        left_out = entry.hypotheses[0]
        return (*about, coded(reason_text(ds, entry, left_out), left_out.evidence, "omission"))
    return (
        *about,
        coded(
            side_text(ds, entry, entry.a, has_grade=False),
            entry.a.told_ids,
            "side of a disagreement",
        ),
        text(", against "),
        coded(
            side_text(ds, entry, entry.b, has_grade=False),
            entry.b.told_ids,
            "side of a disagreement",
        ),
        text(". "),
        coded(state_text(ds, entry), entry.a.claim_ids[:1], "state"),
        *_lost_power(ds, entry),
        *_of_parts(ds, entry),
    )


def _lost_power(ds: Dataset, entry: Entry) -> Runs:
    first = entry.hypotheses[0]
    if first.cause != "lost_power":
        return ()
    return (text(" "), coded(lost_power_text(ds, first), first.evidence, "magnitude"))


def _of_parts(ds: Dataset, entry: Entry) -> Runs:
    """Say what a further explanation finds of the parts of a whole."""
    for found in entry.hypotheses[1:]:
        if found.type is DiscrepancyType.TOTAL_PART and found.cause in _PARTS:
            return (text(" "), coded(reason_text(ds, entry, found), found.evidence, "parts"))
    return ()
