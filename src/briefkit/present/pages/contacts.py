"""Pages on contacts: how often, who and where, silences and plans, claims of rank."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from briefkit.analysis.cadence import Cadence
from briefkit.analysis.ordinals import Assessment, assess_ordinals
from briefkit.analysis.sheet.clause import Years
from briefkit.analysis.sheet.contacts import contact_clauses
from briefkit.dataset import Dataset
from briefkit.present.blocks import Block, Bullets, Para, Run, Section, Stack, joined
from briefkit.present.charts import gaps, rhythm, timeline
from briefkit.present.formats import count, day, name, number, text
from briefkit.present.meetings import open_plans, silence_sentence
from briefkit.present.onepage.contacts import years_clause
from briefkit.present.runs import Runs, unmarked
from briefkit.present.tables.cadence import contact_table, dyads, people, planned_table, venues
from briefkit.present.tables.ordinals import ordinals

__all__ = ["contact_pages"]

#: Rows of a table beside other things on a page.
_ROWS = 12
_PEOPLE = 8
_YEAR = timedelta(days=366)


def contact_pages(ds: Dataset, result: Cadence) -> list[Section]:
    """Return the pages of the contacts.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Cadence
        Its contacts.

    Returns
    -------
    list of Section
        Empty where there is no contact.
    """
    if not result.dyads:
        return []
    return [
        _page("rate", "How often do they meet, and is it changing?", _rate(ds, result)),
        _page("people", "Who meets whom, and where?", _people(ds, result)),
        _page(
            "silence",
            "Which silence is unusual, and what is announced and not yet held?",
            _silence(ds, result),
        ),
        _page("rank", "Which claims of a first, a fifth, a seventh hold?", _rank(ds)),
    ]


def _page(key: str, question: str, body: list[Block]) -> Section:
    return Section(f"topic-{key}", (Run(question, "name"),), tuple(body), "", True)


def _rate(ds: Dataset, result: Cadence) -> list[Block]:
    years = [clause for clause in contact_clauses(ds, result) if isinstance(clause, Years)]
    said = [(name(ds, c.topic), text(" "), *years_clause(c), text(".")) for c in years]
    known = {clause.topic for clause in years}
    gap: list[Block] = []
    left = [d.dyad for d in result.dyads if d.dyad not in known]
    if left:
        each = joined(((name(ds, dyad),) for dyad in left), "; ")
        words = text(" were not searched for two whole years, so that no years are compared.")
        gap = [Para((*each, words), "note")]
    return [*([Bullets(tuple(said), "findings")] if said else []), rhythm(ds, result),
            dyads(ds, result), *gap]  # fmt: skip


def _people(ds: Dataset, result: Cadence) -> list[Block]:
    held = [c for c in result.held if c.start is not None and c.is_in_person]
    held.sort(key=lambda c: (c.start or date.min, c.event_id), reverse=True)
    return [
        timeline(ds, result),
        contact_table(ds, held[:_ROWS], "tab-newest", "The newest contacts in person."),
        Stack((people(ds, result, _PEOPLE), venues(ds, result, _PEOPLE))),
    ]


def _silence(ds: Dataset, result: Cadence) -> list[Block]:
    unusual = silence_sentence(ds, result)
    said = unusual or _no_silence(ds, result)
    plans = open_plans(ds, result)
    recent = [plan for plan in plans if plan.first_reported > ds.as_of - _YEAR]
    shown = recent[:_ROWS]
    caption = (
        "Spoken of in the last year, with who is to meet, and not known to be held, called off or "
        "denied."
    )
    found: list[Block] = [Bullets((said,), "findings")] if said else []
    found += [gaps(ds, result), planned_table(shown, "tab-open", caption)]
    if len(plans) > len(shown):
        left = count(len(plans) - len(shown), "plans without a row", unit="older plan")
        lead = text("Of which nothing more was heard, on record besides: ")
        found.append(Para((lead, left, text(".")), "note"))
    return found


def _no_silence(ds: Dataset, result: Cadence) -> Runs:
    """Say how long each dyad has not met, where that is nothing unusual."""
    known = [d for d in result.dyads if d.silence is not None]
    if not known:
        return ()
    each = joined(
        (
            (
                name(ds, d.dyad),
                text(" "),
                *unmarked(number(d.silence.days)),
                text(" up to "),
                day(d.silence.until, "last day searched", d.silence.days.claim_ids),
            )
            for d in known
            if d.silence is not None
        ),
        "; ",
    )
    return (text("No silence is unusually long. Since the last contact in person: "), *each,
            text("."))  # fmt: skip


def _rank(ds: Dataset) -> list[Block]:
    assessed = assess_ordinals(ds)
    verdicts = Counter(item.verdict for item in assessed)
    ids = sorted({name for item in assessed for name in item.said_by})
    each = joined(
        (
            (count(verdicts[v], f"ordinals that are {v}", ids), text(f" {v}"))
            for v in ("supported", "refuted", "undetermined")
            if verdicts[v]
        ),
        ", ",
    )
    lead: Runs = (
        text("Of "),
        count(len(assessed), "ordinals, counts and firsts held against the record", ids),
        text(" numbers of rank that were held against the contacts on record: "),
        *each,
        text("."),
    )
    shown = sorted(assessed, key=_worth, reverse=True)[: 2 * _ROWS]
    return [Bullets((lead,), "findings"), ordinals(ds, shown or assessed)]


def _worth(item: Assessment) -> tuple[bool, date, int]:
    return item.verdict != "undetermined", item.on, len(item.said_by)
