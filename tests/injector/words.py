"""What pages print: numbers, days, places and sentences, at most ten words long."""

from __future__ import annotations

from datetime import date, timedelta

from briefkit.dates import span
from briefkit.schema.claims import printed_length
from injector.lexicon import (
    CYRILLIC,
    HEDGES,
    MONTHS,
    MYRIADS,
    SCALES,
    TIMES,
    UNITS,
    VERBS,
)


def tongue(lang: str) -> str:
    """Return the language of a tag: Indian English has the words of English."""
    return lang.partition("-")[0]


def number(value: float, lang: str, *, in_words: bool = False) -> str:
    """Write a number as a language does; in_words takes its word for thousand."""
    base = tongue(lang)
    if value != int(value):
        mark = "." if base in {"en", *MYRIADS} else ","
        return f"{value:g}".replace(".", mark)
    whole = int(value)
    if base in MYRIADS:
        text = ""
        for size, word in MYRIADS[base]:
            if whole >= size:
                text += f"{whole // size}{word}"
                whole %= size
        return text + (str(whole) if whole or not text else "")
    if lang == "en-IN":
        for size, word in ((10**7, "crore"), (10**5, "lakh")):
            if whole >= size and whole % (size // 10) == 0:
                return f"{whole / size:g} {word}"
        return f"{whole:,}"
    for size, word in zip((10**9, 10**6), reversed(SCALES[base]), strict=False):
        if whole >= size and whole % (size // 100) == 0:
            return f"{number(whole / size, base)} {word}"
    if in_words and whole >= 1000 and whole % 100 == 0:
        return f"{number(whole / 1000, base)} {SCALES[base][0]}"
    return f"{whole:,}".replace(",", {"en": ",", "es": ".", "de": "."}.get(base, " "))


def between(low: float, high: float, lang: str) -> str:
    """Write two bounds: ``between 60 and 70``."""
    return HEDGES["between"][tongue(lang)].format(number(low, lang), number(high, lang))


def amount(text: str, unit: str, lang: str, hedge: str = "") -> str:
    """Join hedge, number and unit: ``about 60 tonnes``."""
    base = tongue(lang)
    noun = UNITS[unit][base]
    word = HEDGES[hedge][base] if hedge in HEDGES and hedge != "between" else ""
    if base in MYRIADS:
        return f"{text}{noun} {word}" if hedge in {"over", "under"} else f"{word}{text}{noun}"
    return f"{word} {text} {noun}".strip()


def sentence(attribute: str, quantity: str, lang: str, stage: str = "", window: str = "") -> str:
    """Put an amount into a sentence that keeps the limit of a printed cell."""
    base = tongue(lang)
    key = stage if attribute == "quantity" and stage in VERBS else attribute
    words = when(window, lang) if window else ""
    joined = (f"{words} " if base in MYRIADS else f" {words}") if words else ""
    full = VERBS.get(key, VERBS["quantity"])[base].format(q=quantity, w=joined)
    bare = f"{joined}{quantity}" if base in MYRIADS else f"{quantity}{joined}"
    return fitting(full, bare, quantity)


def fitting(*texts: str) -> str:
    """Return the first text that a printed cell may hold."""
    for text in texts:
        length, limit, _ = printed_length(text)
        if length <= limit:
            return text.strip()
    raise AssertionError(texts)


def _month(day: date, base: str, *, case: str = "") -> str:
    return MONTHS[f"{base}{case}" if base == "ru" else base][day.month - 1]


def _day(day: date, base: str, *, year: bool) -> str:
    if base in MYRIADS:
        y, m, d = "년월일" if base == "ko" else "年月日"
        return (f"{day.year}{y}" if year else "") + f"{day.month}{m}{day.day}{d}"
    first = {"de": f"{day.day}.", "es": f"{day.day} de"}.get(base, str(day.day))
    return f"{first} {_month(day, base)}" + (f" {day.year}" if year else "")


def when(edtf: str, lang: str, *, year: bool = False) -> str:
    """Write an EDTF date, a month, a year or an interval as a phrase of time."""
    base = tongue(lang)
    parsed = span(edtf)
    first, last = parsed.first, parsed.last
    times = {key: phrase[base] for key, phrase in TIMES.items()}
    if parsed.is_day:
        return times["day"].format(_day(first, base, year=year))
    if edtf.endswith("~"):
        return times["around"].format(_day(span(edtf[:-1]).first, base, year=year))
    if edtf.startswith("../"):
        return times["by"].format(_day(last, base, year=False))
    if parsed.latest is None:
        return times["since"].format(_day(first, base, year=True))
    if parsed.precision == "year":
        return times["year"].format(first.year)
    if parsed.precision == "interval" and (first.month, first.day) == (1, 1):
        return times["this year"]
    if parsed.precision == "week" or last - first < timedelta(days=27):
        return times["from"].format(_day(first, base, year=False), _day(last, base, year=year))
    mark = {"ko": "월", "ja": "月"}.get(base, "")
    if parsed.precision == "month":
        name = f"{first.month}{mark}" if mark else _month(first, base, case=" in")
        if not year:
            return times["in"].format(name)
        front = {"ko": f"{first.year}년", "ja": f"{first.year}年"}.get(base)
        return times["in"].format(f"{front}{name}" if front else f"{name} {first.year}")
    ends = [f"{day.month}{mark}" if mark else _month(day, base) for day in (first, last)]
    return times["from"].format(*ends)


def place(name: str, lang: str) -> str:
    """Write the name of a place in the script of a language, where that is easy."""
    if tongue(lang) != "ru":
        return name
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).title()
