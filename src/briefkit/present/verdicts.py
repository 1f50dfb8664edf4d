"""Verdicts on ordinals in words."""

from __future__ import annotations

from briefkit.analysis.ordinals import Assessment, Scope
from briefkit.present.words import amount_text
from briefkit.vocab import Counting

__all__ = ["verdict_text"]

_LEFT_OUT = {
    Scope.OWN_JOURNEYS: "if journeys for a wider meeting or ceremony are left out",
    Scope.OWN_OCCASIONS: "if occasions for a wider meeting or ceremony are left out",
    Scope.OCCASIONS: "if the meetings of one journey count once",
    Scope.TALKS: "if occasions of which a wider meeting alone is on record are left out",
    Scope.EVERY_MEETING: "if every meeting counts, several on one journey too",
}


def verdict_text(item: Assessment) -> str:
    """Return the verdict in words: what holds, under which reading, how much was searched.

    Parameters
    ----------
    item : Assessment
        As :func:`briefkit.analysis.ordinals.assess_ordinal` returns it.

    Returns
    -------
    str
    """
    on_record = amount_text(
        item.n_low, item.n_low if item.n_low == item.n_high else None, item.n_high, between=" to "
    )
    if item.reading is not None:
        how = _LEFT_OUT.get(item.reading, "")
        holds = "holds" if item.verdict == "supported" else "fits"
        said = f"{holds} {how}".rstrip()
        return said if item.verdict == "supported" else f"{said}, {_searched(item)}"
    if item.verdict == "refuted":
        return f"no reading gives it: {on_record} on record"
    counts = [(r.n, r.n_high) for r in item.readings]
    low, high = min(n for n, _ in counts), max(n for _, n in counts)
    if low <= item.nth <= high:
        return "lies between two readings" if low < high else "may hold"
    return f"{on_record} on record, {_searched(item)}"


def _searched(item: Assessment) -> str:
    if Counting.ABROAD in item.scope:
        return "journeys to other countries are not searched for"
    if item.share_searched is None:
        return "with no day to count from"
    if item.share_searched < 1:
        return f"{int(item.share_searched * 100)} % searched"
    if item.fits:
        return "but the record does not tell such parts apart"
    if item.n_high < item.nth:
        return "what lies just outside the window may be meant"
    return "and it is not said which of them count"
