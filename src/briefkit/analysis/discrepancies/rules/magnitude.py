"""A power of ten between two numbers: a thousand, or a digit, was lost on the way."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case, claim_ids
from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.sentence import actors, number, said
from briefkit.analysis.discrepancies.version import Version
from briefkit.quantities import power_of_ten
from briefkit.vocab import SourceKind, Unit

_LOST = {1: "digit", 2: "hundred", 3: "thousand", 6: "million", 9: "billion"}
_TONS = {Unit.T, Unit.TON}
#: A lost word; a smaller power may be mere growth, unless both were said at about the same time.
_WORD = 3
_DAYS = 31


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Name the power of ten that lies between two numbers which exclude one another."""
    found = []
    for conflict in case.on(Ground.VALUE, Ground.PART, Ground.SUM, Ground.WINDOW, Ground.COUNT):
        power = _power(case, conflict.a, conflict.b)
        if power not in _LOST or conflict.a.window != conflict.b.window:
            continue
        if power != _WORD and conflict.a.subject_id != conflict.b.subject_id:
            continue  # a part may well be a tenth of the whole
        if power >= _WORD or _are_of_one_time(case, conflict.a, conflict.b):
            found.append((power, conflict))
    if not found:
        return None
    told = {p: {c for q, x in found if q == p for c in claim_ids([x])} for p, _ in found}
    power = max(told, key=lambda p: (len(told[p]), p))  # the one that most claims bear out
    pairs = [conflict for p, conflict in found if p == power]
    sides = [sorted((c.a, c.b), key=lambda v: v.amount.centre or 0) for c in pairs]
    small, large = ({v.claim_ids: v for v in side}.values() for side in zip(*sides, strict=True))
    lost = f"A lost {_LOST[power]}"
    voices = frozenset().union(*(case.voices_of(v) for c in pairs for v in (c.a, c.b)))
    whose = f" in what {actors(case.index, voices)} said" if len(voices) == 1 else ""
    text = (
        f"{lost}{whose} would explain it: {said(case.index, *small)} is {number(10.0**power)} "
        f"times less than {said(case.index, *large)}, as when "
        f"{_slip(case, power, list(small), list(large))}."
    )
    return text, claim_ids(pairs)


def _are_of_one_time(case: Case, a: Version, b: Version) -> bool:
    known = case.index.ds.tables.known_on
    days = [[known[name].toordinal() for name in version.claim_ids] for version in (a, b)]
    return min(abs(x - y) for x in days[0] for y in days[1]) <= _DAYS


def _power(case: Case, a: Version, b: Version) -> int | None:
    if not (hasattr(a.value, "centre") and hasattr(b.value, "centre")):
        return None
    if a.amount.unit != b.amount.unit and not {a.amount.unit, b.amount.unit} <= _TONS:
        return None  # missiles and shells are of different sizes anyway
    pair = case.index.common(a, b)
    if a.amount.unit in _TONS and b.amount.unit in _TONS:
        pair = a.amount, b.amount  # as printed: a slip in the digits knows no ton
    if pair is None or pair[0].centre is None or pair[1].centre is None:
        return None
    power = power_of_ten(pair[0].centre, pair[1].centre)
    return None if power is None else abs(power)


def _slip(case: Case, power: int, small: list[Version], large: list[Version]) -> str:
    """Say how the thousand can have gone."""
    sources = case.index.ds.records.sources
    kinds = {sources[name].kind for version in small for name in version.sources}
    where = "in translation" if SourceKind.REWRITER in kinds else "on the way"
    centre = large[0].amount.centre or 0
    if power == 3 and centre == round(centre):
        pointed = f"{centre:,.0f}".replace(",", ".")
        less = number(centre / 1000)
        return (
            f"the word for thousand is left out {where}, or {pointed}, with the point that many "
            f"languages put between the thousands, is read as the decimal number {less}"
        )
    return f"a digit or a word for the power of ten is left out or added {where}"
