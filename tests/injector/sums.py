"""Injected slips of sums: a total and its part, a period and the time around it."""

from __future__ import annotations

from datetime import date, timedelta

from injector.builder import Builder, Doc
from injector.sizes import MATTER, month_of
from injector.truth import Question, injected


def total_part(b: Builder, i: int) -> Question:
    """A total told for each of the parts, a part told as the whole, a part above the whole."""
    guise = (
        "each told as together",
        "together told as each",
        "total told of both parts",
        "part told as the whole",
        "place told as the whole",
        "part above the whole",
    )[i % 6]
    fuel = i % 2 == 0 or guise.startswith("together")
    names, unit_ = (("fuel", "diesel", "gasoline"), "t") if fuel else (
        ("troops", "sappers", "gunners"), "person")  # fmt: skip
    day, value = b.day(), b.amount(3100, 80_000)
    whole = b.flow(names[0], parts="" if guise.startswith("place") else "disjoint")
    voice = b.ends(whole)[0].person("leader")
    parts = [b.flow(name, part_of=whole) for name in names[1:]]
    parts = parts if not guise.startswith("place") else []
    noun = "tonnes of " if fuel else ""
    both = f"{names[1]} and {names[2]}"

    def told(doc: Doc, subject: str, number: float, printed: str = "", **cells: str) -> None:
        b.number(doc, subject, number, unit_, printed=printed, speaker_id=voice, **cells)

    record = b.doc(day, "record", by=b.ends(whole)[0].body("presidency"), lang="en")
    relay, last = b.relays(2, day + timedelta(days=1), record.source_id, lang="en")
    if guise in {"each told as together", "together told as each"}:
        together = f"{value:,} {noun}{both}"
        each = f"{value:,} {'tonnes each of ' if fuel else 'each, '}{both}"
        right, wrong = (each, together) if guise.startswith("each") else (together, each)
        for doc, text in ((record, right), (relay, right), (last, wrong)):
            for subject in parts if text == each else [whole]:
                told(doc, subject, value, text)
    elif guise == "total told of both parts":
        for doc in (record, relay):
            told(doc, whole, value, f"{value:,} {noun}{both} in all")
        for part, name in zip(parts, names[1:], strict=True):
            told(last, part, value, f"{value:,} {noun}{name}")
    elif guise == "part told as the whole":
        piece = b.apart(value, above=False)
        for doc in (record, relay):
            told(doc, whole, value)
            told(doc, parts[0], piece, f"of them {piece:,} {noun}{names[1]}")
        told(last, whole, piece)
    elif guise == "place told as the whole":
        piece, town = b.apart(value, above=False), b.ends(whole)[1].garrison.title()
        for doc in (record, relay):
            told(doc, whole, value, f"{value:,} {noun}{names[0]} in all")
            told(doc, whole, piece, f"{piece:,} {noun}{names[0]} at the {town} base", extent="part")
        told(last, whole, piece)
    else:
        larger, (window, after) = b.apart(value, above=True), month_of(day)
        first = b.wire(after, speaker=voice, lang="en")
        for doc in (first, *b.relays(2, after, first.source_id)):
            told(doc, whole, value, window=window)
            told(doc, parts[0], larger, window=window)
    elsewhere = tuple((part, "quantity") for part in parts)
    return injected(whole, "quantity", "total_part", guise, elsewhere=elsewhere)


def window(b: Builder, i: int) -> Question:
    """A number of a month told for the year, or larger than that of the period around it."""
    guise = (
        "month told as the year, beside the year's own",
        "month above the year so far",
        "running total told as the month's",
        "month told as the year by the relay alone",
        "month above the half-year",
    )[i % 5]
    first_of = date(b.rng.choice((2021, 2022, 2023)), b.rng.choice((8, 9, 10, 11)), 1)
    month, day = month_of(first_of)
    year = f"{day.year}-01-01/{day}"
    matter = b.rng.choice(("t", "container", "person", "bbl"))
    flow = b.flow(b.rng.choice(MATTER[matter]))
    voice = b.ends(flow)[0].body("staff")
    small = b.amount(2100, 30_000)
    large = b.apart(small, above=True)
    said = {"speaker_id": voice}
    first = b.wire(day, speaker=voice)
    relay, last = b.relays(2, day, first.source_id)
    if guise.startswith("month told"):
        for doc in (first, relay):
            b.number(doc, flow, small, matter, window=month, **said)
            if "beside" in guise:
                b.number(doc, flow, large, matter, window=year, **said)
        b.number(last, flow, small, matter, window=str(day.year), **said)
    elif guise.startswith("running"):
        since = f"{day.year - 1}-05-10/.."
        for doc in (first, relay):
            b.number(doc, flow, large, matter, window=since, **said)
            b.number(doc, flow, small, matter, window=month, **said)
        b.number(last, flow, large, matter, window=month, **said)
    else:
        around = year if "year so far" in guise else f"{day.year}-{day.month - 5:02d}/{month}"
        for doc in (first, relay, last):
            b.number(doc, flow, large, matter, window=month, **said)
            b.number(doc, flow, small, matter, window=around, **said)
    return injected(flow, "quantity", "window", guise)
