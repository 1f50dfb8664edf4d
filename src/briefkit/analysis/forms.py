"""Forms of a number: value, range or bound; which one a voice gave, whoever dropped a word."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.analysis.answers import Answer
from briefkit.analysis.likeness import ROUNDED, is_alike, n_digits

__all__ = ["in_full", "is_near", "is_same", "most_told"]

#: So many documents outweigh the one that makes a bound of their value.
_MOST_DROP = 3


def most_told(answers: Sequence[Answer]) -> Answer:
    """Return the answer that most independent origins give; of equal ones the newest.

    On one day the best grade stands first; then the finer number, the larger,
    and the narrower range: none hangs on a name.
    """
    unhedged = _without_their_hedge(answers)

    def weight(answer: Answer) -> tuple[float, ...]:
        near = {a.roots for a in answers if is_near(a, answer)}
        same = {a.roots for a in answers if is_same(a, answer)}
        has_value = answer.amount.best is not None
        number = answer.number or 0.0
        told = answer.time.last, -ord(answer.grade), n_digits(number), number
        documents = {a.claim.source_id for a in answers if is_same(a, answer)}
        form = [len(documents), has_value] if len(same) == 1 else [has_value, len(same)]
        if answer.claim_id in unhedged:
            form = [0, 0]
        return len(near), *form, *told, -answer.amount.ceiling, answer.amount.floor

    return max(sorted(answers, key=lambda a: a.rank), key=weight)


def in_full(chosen: Answer, telling: Sequence[Answer]) -> Answer:
    """Return a number with both its ends, and as the bound that most documents make of it.

    Who tells it on drops an end of "25,000 to 30,000", or takes "about" for "at least".
    """
    ranges = [a for a in telling if _form(a) == "range"]
    forms: dict[str, list[Answer]] = {}
    for a in telling:
        if is_alike(a.number, chosen.number) and _form(a) != "range":
            forms.setdefault(_form(a), []).append(a)

    def n_documents(form: str) -> int:
        fuller = [a for a in ranges if _is_end(chosen.number, form, a)]
        return len({a.claim.source_id for a in (*forms.get(form, ()), *fuller)})

    form = _form(chosen)
    bound = max(("floor", "ceiling"), key=n_documents)
    if form == "value" and bound in forms and n_documents(bound) >= n_documents(form):
        chosen = most_told(forms[bound])
    other = {"floor": "ceiling", "ceiling": "floor"}.get(form, "")
    if other in forms and n_documents(other) > n_documents(form):
        chosen = most_told(forms[other])
    elif other and n_documents(form) == 1 and n_documents("value") >= _MOST_DROP:
        chosen = most_told(forms["value"])
    fuller = [a for a in ranges if _is_end(chosen.number, _form(chosen), a)]
    return most_told(fuller) if fuller else chosen


def _form(a: Answer) -> str:
    """Return whether an answer gives a value, both ends, or one."""
    if a.amount.best is not None:
        return "value"
    if a.amount.low is not None and a.amount.high is not None:
        return "range"
    return "floor" if a.amount.low is not None else "ceiling"


def _is_end(number: float | None, form: str, a: Answer) -> bool:
    """Tell whether a bound is that end of a range."""
    end = {"floor": a.amount.low, "ceiling": a.amount.high}.get(form)
    return is_alike(number, end)


def _without_their_hedge(answers: Sequence[Answer]) -> frozenset[str]:
    """Return the claims that give as the number what more documents give as its bound.

    "Over 1,000" is told on as 1,000 by those who drop a word; nobody adds it.
    """
    bounds: dict[float | None, set[str]] = {}
    bare: dict[float | None, set[str]] = {}
    for a in answers:
        is_bound = a.amount.best is None and (a.amount.low is None) != (a.amount.high is None)
        kept = bounds if is_bound else bare
        kept.setdefault(a.number, set()).add(a.claim.source_id)
    lost = {number for number, told in bare.items() if len(bounds.get(number, ())) >= len(told)}
    return frozenset(
        a.claim_id
        for a in answers
        if a.number in lost and a.amount.best is not None and not a.is_record
    )


def is_near(a: Answer, b: Answer) -> bool:
    """Tell whether two numbers of one voice are one, rounded."""
    return is_alike(a.number, b.number, ROUNDED)


def is_same(a: Answer, b: Answer) -> bool:
    """Tell whether two give one number in one form: both a value, or both bounds."""
    return is_alike(a.number, b.number) and (a.amount.best is None) == (b.amount.best is None)
