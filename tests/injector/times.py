"""Injected slips of day and place: dateline, date, place."""

from __future__ import annotations

from datetime import date, timedelta

from injector.builder import Builder, Doc
from injector.truth import Question, injected
from injector.world import FAR_EAST, FAR_WEST, MIDDLE, WIRES, State


def meeting(b: Builder, day: date, *, sort: str = "meeting") -> tuple[str, State, State]:
    """Add a meeting or visit of two leaders from the middle of the map."""
    guest, host = b.states(2, MIDDLE)
    return b.event(sort, guest, host, day), guest, host


def pages(
    b: Builder, day: date, n: int, *, lang: str = "", read: str = "excerpt"
) -> tuple[list[Doc], str]:
    """Add a wire's report and n relays of it, published on a day; return the wire's id too."""
    first = b.doc(day, "wire", by=b.rng.choice(WIRES), lang=lang, read=read)
    relays = (b.doc(day, origins=[first.source_id], read=read) for _ in range(n))
    return [first, *relays], first.source_id


def actors(b: Builder, doc: Doc, event: str, *people: str) -> None:
    """Add a claim on who met."""
    b.said(doc, event, "actor", "; ".join(people), "actor")


def dateline(b: Builder, i: int) -> Question:
    """The place or the day of the report told as that of the event."""
    guise = (
        "day of the report",
        "city of the report",
        "across the date line",
        "day of the report, one relay of a record",
        "city of the report, one voice",
    )[i % 5]
    day = b.day()
    event, guest, host = meeting(b, day)
    people = guest.person("leader"), host.person("leader")
    after = day + timedelta(days=1)
    if guise == "across the date line":
        (host,), (guest,) = b.states(1, FAR_EAST), b.states(1, FAR_WEST)
        event = b.event("meeting", guest, host, day)
        record = b.doc(day, "record", by=host.body("presidency"), dateline=host.port)
        western = day - timedelta(days=1)
        wire = b.doc(western, "wire", by=guest.wire, dateline=guest.capital)
        relay = b.doc(after, origins=[record.source_id])
        for doc, told in ((record, day), (relay, day), (wire, western)):
            b.dated(doc, event, told)
            b.placed(doc, event, host.port)
        actors(b, record, event, guest.person("leader"), host.person("leader"))
        return injected(event, "date", "dateline", guise)
    if guise.startswith("day"):
        if "record" in guise:
            first = b.doc(day, "record", by=host.body("presidency"))
            docs, origin = [first, b.doc(after, origins=[first.source_id])], first.source_id
        else:
            docs, origin = pages(b, after, 2)
        for doc in docs:
            b.dated(doc, event, day)
            actors(b, doc, event, *people)
        last = b.doc(after, origins=[origin], lang="en")
        printed = b.rng.choice((f"met on {after:%A}", f"met on {after:%d %B}", "met today"))
        b.claim(last, event, "date", printed, value=after.isoformat(), basis="publication")
        return injected(event, "date", "dateline", guise)
    town, filed = b.rng.choice(((host.port, host.capital), (host.resort, guest.capital)))
    docs, origin = pages(b, after, 2)
    for doc in docs:
        b.placed(doc, event, town)
        b.dated(doc, event, day)
    lang = b.rng.choice(("en", "es", "de", "ru"))
    origins = [origin] if "one voice" in guise else [guest.wire]
    last = b.doc(after, origins=origins, lang=lang, dateline=filed)
    b.placed(last, event, filed)
    return injected(event, "place", "dateline", guise)


def _dates(b: Builder, guise: str) -> tuple[str, list[tuple[str, str]], tuple[str, str], date]:
    """Return the kind of event, what most pages give, what one gives, and the last day."""
    rng = b.rng
    day = b.day()
    right = [("date", day.isoformat())]
    match guise:
        case "day and month swapped":
            day = date(rng.choice((2021, 2022, 2023)), rng.randrange(6, 13), rng.randrange(1, 5))
            right = [("date", day.isoformat())]
            return "meeting", right, ("date", f"{day.year}-{day.day:02d}-{day.month:02d}"), day
        case "another year":
            day = day.replace(day=min(day.day, 28))
            right = [("date", day.isoformat())]
            return "meeting", right, ("date", day.replace(year=day.year - 1).isoformat()), day
        case "ends before it starts":
            wrong = day - timedelta(days=rng.randrange(3, 7))
            return "visit", [("start", day.isoformat())], ("end", wrong.isoformat()), day
        case "left after arriving":
            wrong = day + timedelta(days=rng.randrange(3, 6))
            return "visit", [("arrival", day.isoformat())], ("departure", wrong.isoformat()), wrong
        case "outside the month":
            month = (day.replace(day=1) - timedelta(days=40)).strftime("%Y-%m")
            return "meeting", right, ("during", month), day
        case "outside the visit":
            last = day + timedelta(days=2)
            wrong = day - timedelta(days=rng.randrange(4, 8))
            return "visit", [("date", f"{day}/{last}")], ("start", wrong.isoformat()), last
        case _:
            wrong = day - timedelta(days=rng.randrange(3, 10))
            return "meeting", right, ("date", wrong.isoformat()), day


def date_(b: Builder, i: int) -> Question:
    """Dates of one voice that cannot all hold; none is the day of a report, or next to it."""
    guise = (
        "another day",
        "day and month swapped",
        "another year",
        "ends before it starts",
        "left after arriving",
        "outside the month",
        "outside the visit",
    )[i % 7]
    sort, right, (attribute, wrong), last_day = _dates(b, guise)
    event, _, host = meeting(b, last_day, sort=sort)
    docs, origin = pages(b, last_day + timedelta(days=3), b.rng.choice((1, 2)))
    for doc in docs:
        for name, value in right:
            b.dated(doc, event, value, name)
        b.placed(doc, event, host.capital)
    last = b.doc(last_day + timedelta(days=b.rng.choice((4, 5))), origins=[origin])
    b.dated(last, event, wrong, attribute)
    return injected(event, "date", "date", guise)


def place(b: Builder, i: int) -> Question:
    """Places of one voice that cannot all hold; none is a dateline."""
    guise = ("another town", "another state", "another airport", "state and town")[i % 4]
    day = b.day()
    event, guest, host = meeting(b, day, sort="visit" if "airport" in guise else "meeting")
    attribute = "arrival_place" if "airport" in guise else "place"
    here, there = b.rng.sample(host.towns, 2)
    if guise == "another state":
        there = b.rng.choice(guest.towns)
    if guise == "state and town":
        there = guest.code
    docs, origin = pages(b, day + timedelta(days=1), b.rng.choice((1, 2)))
    for doc in docs:
        b.placed(doc, event, here, attribute)
        b.dated(doc, event, day)
    last = b.doc(day + timedelta(days=2), origins=[origin])
    b.placed(last, event, there, attribute)
    return injected(event, "place", "place", guise)
