"""How far an entry of the register is settled, and how severe it is, in words."""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.analysis.discrepancies import Contested, Entry
from briefkit.analysis.discrepancies.entry import Point
from briefkit.dataset import Dataset
from briefkit.present.quotes import quoted, who_text
from briefkit.present.values import said_text
from briefkit.vocab import CheckState

__all__ = ["RULES", "contested_text", "severity_text", "state_parts", "state_text"]

#: The rules of the register, in words.
RULES: Mapping[str, str] = {
    "severity": (
        "Severity starts at 1. Added are up to 3 for the distance (numbers from a factor of 1.2, 2 "
        "and 10 on; days from 2, 8 and 63 on; 2 for another country or a meaning turned round, "
        "garbled or without its limit, 3 for whether it took place), 1 for what a headline gives, "
        "1 where the weaker side has two voices in two documents. Taken off is 1 where it has one "
        "document against several, and 2 where that one only relays; between two documents it is 2 "
        "at least. At most 3 where no printed number would change, for what is stale, counts other "
        "things or names other speakers; 2 for a plan against a deed, a day, and a month or year "
        "that the weaker side alone has otherwise; 1 for an omission."
    ),
    "state": (
        "Resolved: a correction, or the voice’s own record where no other voice stands against it. "
        "Leaning: one side has more voices; of one voice more origins; or the other rests on "
        "doubtful words, or on rewriters alone. Irreducible: losses or stocks that both sides "
        "estimate or allege. Else open."
    ),
    "pair": (
        "Quoted is the best-supported pair that cannot both hold, not the most extreme: of those "
        "within one step of the greatest distance what was done, and is said now, stands first; "
        "then the one whose weaker side has most voices."
    ),
}
_BECAUSE = {
    "correction": "it is the correction",
    "record": "it stands in the speaker’s own record",
    "doubt": "the words of the other side are doubtful in themselves",
    "voices": "more voices stand behind it",
    "origins": "more origins carry it",
    "grade": "the other side rests on rewriters or unknown paths alone",
}


def state_text(ds: Dataset, entry: Entry) -> str:
    """Say how far an entry is settled, to what it leans, and why."""
    state, why = state_parts(ds, entry)
    return f"{state}{', ' if why.startswith('because ') else ': '}{why}."


def state_parts(ds: Dataset, entry: Entry) -> tuple[str, str]:
    """Return how far an entry is settled and to what it leans, and apart from it why.

    Returns
    -------
    tuple of str
        "Leans to 60,000 t" and "because more voices stand behind it".
    """
    value = _noun(said_text(ds, entry.a.quoted))
    if entry.hypotheses[0].cause == "told_as_done":
        value += " as done" if entry.a.quoted.stage_or_done.is_actual else " as a plan"
    because = f"because {_BECAUSE.get(entry.because, '')}"
    if entry.state is CheckState.RESOLVED:
        return f"Resolved: {value}", because
    if entry.leans is not None:
        return f"Leans to {value}", because
    if entry.state is CheckState.IRREDUCIBLE:
        return "Irreducible", "both sides estimate or allege what no register shows"
    if entry.because == "moved":
        who = who_text(ds, (*entry.a.moved, *entry.b.moved))
        return "Open", f"within a month {who} came nearer to the other side"
    return "Open", "neither side has more voices, and no record or correction decides"


def _noun(value: str) -> str:
    """Turn "by 16 June" and "not before 1 August" into what a side can lean to."""
    if value.startswith("by "):
        return f"{value.removeprefix('by ')} or before"
    start = "not before "
    return f"{value.removeprefix(start)} or later" if value.startswith(start) else value


def severity_text(entry: Entry) -> str:
    """Say what a severity is made of."""
    total = sum(point.points for point in entry.points)
    parts = " ".join(
        f"{'-' if p.points < 0 else '+'} {abs(p.points)} ({_point(p)})" for p in entry.points
    )
    limit = f", held at {entry.severity}" if total != entry.severity else ""
    return f"{total} = {parts.removeprefix('+ ')}{limit}"


def _point(point: Point) -> str:
    match point.reason:
        case "factor":
            factor = float(str(point.facts["factor"]))
            return f"a factor of {factor:,.0f}" if factor >= 10 else f"a factor of {factor:.2g}"
        case "days":
            return f"{point.facts['days']} days apart"
        case _:
            return _POINTS[point.reason]


_POINTS = {
    "start": "claims exclude one another",
    "turned_round": "the meaning turned round",
    "another_sense": "the meaning garbled, or without its limit",
    "took_place": "it took place, or it did not",
    "abroad": "two countries",
    "headline": "a headline gives it",
    "two_voices": "two voices or more on the weaker side",
    "one_document": "one document against several",
}


def contested_text(ds: Dataset, question: Contested) -> str:
    """Say who denies what others say."""
    denials = [ds.records.claims[name] for name in question.denials]
    others = len(question.assertions)
    claims = "one claim says" if others == 1 else f"{others} claims say"
    deny = "denies" if len(question.parties) == 1 else "deny"
    return f"{who_text(ds, question.parties)} {deny} it: {quoted(ds, denials[0])}; {claims} it."
