"""Clean and merely variant questions on events and statements: days, places, words, names."""

from __future__ import annotations

from datetime import timedelta

from injector.builder import Builder
from injector.propositions import PROPOSITIONS
from injector.times import actors, meeting, pages
from injector.truth import Question, clean
from injector.voices import quote
from injector.words import place
from injector.world import FAR_EAST, FAR_WEST, title


def coarse_dates(b: Builder, i: int) -> Question:
    """A day, and the week, month or year around it."""
    day = b.day()
    event, guest, host = meeting(b, day)
    week = f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}"
    told = [
        ("date", day.isoformat()),
        ("during", f"{day:%Y-%m}"),
        ("during", str(day.year)),
        ("date", week),
        ("during", f"../{day + timedelta(days=20)}"),
    ]
    if b.adversarial:
        near = day + timedelta(days=b.rng.choice((-2, 2)))
        told = [told[0], ("date", f"{near}~"), told[3], ("during", f"../{day}")]
    docs, _ = pages(b, day + timedelta(days=25), len(told) - 1)
    for doc, (attribute, value) in zip(docs, told, strict=True):
        b.dated(doc, event, value, attribute)
        actors(b, doc, event, guest.person("leader"), host.person("leader"))
    return clean(event, "date", "coarse dates", "near day" if b.adversarial else "week to year")


def coarse_places(b: Builder, i: int) -> Question:
    """A palace, its town and its country."""
    day = b.day()
    event, _, host = meeting(b, day)
    dateline = host.capital if b.adversarial else ""
    told = [host.venue, host.capital, host.code]
    if b.adversarial:
        told = [host.port, host.code]  # filed in the capital, held in the port
    first = b.doc(day + timedelta(days=1), "wire", by=host.wire, dateline=dateline)
    docs = [first]
    for _ in told[1:]:
        docs.append(b.doc(first.day, origins=[first.source_id], dateline=dateline))
    for doc, value in zip(docs, told, strict=True):
        b.placed(doc, event, value)
        b.dated(doc, event, day)
    guise = "filed elsewhere" if b.adversarial else "palace to country"
    return clean(event, "place", "coarse places", guise)


def visit_span(b: Builder, i: int) -> Question:
    """Days inside a visit of three days, told as its date."""
    last = b.day()
    first = last - timedelta(days=2)
    event, _, host = meeting(b, last, sort="visit")
    middle = first + timedelta(days=1)
    told = [("date", f"{first}/{last}"), ("start", str(first)), ("end", str(last))]
    inside = [first, last] if b.adversarial else [b.rng.choice((first, middle, last))]
    told = b.rng.sample(told, len(told)) if not b.adversarial else told
    told += [("date", str(day)) for day in inside]
    docs, _ = pages(b, last if b.adversarial else last + timedelta(days=2), len(told) - 1)
    for doc, (attribute, value) in zip(docs, told, strict=True):
        b.dated(doc, event, value, attribute)
        b.placed(doc, event, host.capital)
    return clean(event, "date", "visit span", "ends two days apart" if b.adversarial else "a day")


def course(b: Builder, i: int) -> Question:
    """Announced, planned and held, with one day and one place."""
    day = b.day()
    event, _, host = meeting(b, day)
    before = timedelta(days=1 if b.adversarial else b.rng.randrange(10, 40))
    for stage, published in (
        ("announced", day - before),
        ("planned", day - timedelta(days=1)),
        ("", day + timedelta(days=1)),
    ):
        first = b.doc(published, "wire", by=host.wire, origins=[host.body("foreign")])
        for doc in (first, b.doc(published, origins=[first.source_id])):
            b.dated(doc, event, day, stage=stage)
            b.placed(doc, event, host.port, stage=stage)
        if stage == "announced":
            b.dated(first, event, published, "announced")
    return clean(event, "date", "course", "one day before" if b.adversarial else "weeks before")


def plan_event(b: Builder, i: int) -> Question:
    """A plan told before, and a day or place that came out otherwise."""
    day = b.day()
    event, _, host = meeting(b, day)
    guise = ("day", "place")[i % 2]
    set_for = day - timedelta(days=2 if b.adversarial else b.rng.randrange(6, 20))
    before = set_for - timedelta(days=b.rng.randrange(20, 60))
    here, there = (host.port, host.resort) if guise == "place" else (host.port, host.port)
    set_for = set_for if guise == "day" else day
    dateline = there if b.adversarial else ""
    for stage, published, when, where in (
        (b.rng.choice(("planned", "announced")), before, set_for, there),
        ("", day + timedelta(days=2), day, here),
    ):
        docs, _ = pages(b, published, b.rng.choice((1, 2)))
        if dateline and not stage:
            docs.append(b.doc(published, "relay", origins=[docs[0].source_id], dateline=dateline))
        for doc in docs:
            b.dated(doc, event, when, stage=stage)
            b.placed(doc, event, where, stage=stage)
    attribute = "date" if guise == "day" else "place"
    return clean(event, attribute, "plan of an event", guise)


def call(b: Builder, i: int) -> Question:
    """A call dated by each side's local day."""
    (guest,), (host,) = b.states(1, FAR_WEST), b.states(1, FAR_EAST)
    day = b.day()
    event = b.event("call", guest, host, day)
    late = timedelta(days=1 if b.adversarial else 0)  # published on the day the other side gives
    for side, local in ((host, day), (guest, day - timedelta(days=1))):
        body = side.body("presidency")
        first = b.doc(local + late, "record", by=body, dateline=side.capital)
        for doc in (first, *b.relays(b.rng.randrange(2), local + late, first.source_id)):
            b.dated(doc, event, local, verb="call")
            actors(b, doc, event, guest.person("leader"), host.person("leader"))
    return clean(event, "date", "call", "told a day later" if late else "told the same day")


def wording(b: Builder, i: int) -> Question:
    """One proposition in several languages, or in words that look like its opposite."""
    said, day = b.rng.choice(PROPOSITIONS), b.day()
    (state,) = b.states(1)
    speaker = state.person(b.rng.choice(("leader", "minister")))
    statement = b.statement(speaker, day, "Words on a matter of the day")
    first = b.doc(day, "wire", by=state.wire, lang="en")
    by = {"speaker_id": speaker}
    quote(b, first, statement, said.gist, said.phrases["en"], **by)
    if b.adversarial:
        for doc in b.relays(2, day, first.source_id, lang="en"):
            quote(b, doc, statement, said.gist, said.negative_words, **by)
        return clean(statement, "gist", "wording", "negative words")
    for lang in b.rng.sample([tongue for tongue in said.phrases if tongue != "en"], 3):
        doc = b.doc(day, origins=[first.source_id], lang=lang)
        quote(b, doc, statement, said.gist, said.phrases[lang], **by)
    return clean(statement, "gist", "wording", "translations")


def body_state(b: Builder, i: int) -> Question:
    """A body and its state credited in one breath with the same."""
    said, day = b.rng.choice(PROPOSITIONS), b.day()
    (state,) = b.states(1)
    body = state.body(b.rng.choice(("foreign", "presidency", "defence")))
    voices = [body, state.code]
    if b.adversarial:
        voices = [state.body("presidency"), state.code, state.person("spokesman")]
    if i % 2:
        flow = b.flow("corn")
        origin, value = b.ends(flow)[0], b.amount()
        names = [origin.body("presidency"), origin.code, origin.person("spokesman")]
        first = b.wire(day)
        for doc in (first, *b.relays(2, day, first.source_id)):
            for speaker in names[: len(voices)]:
                b.number(doc, flow, value, "t", speaker_id=speaker)
        return clean(flow, "quantity", "body and state", "amount")
    statement = b.statement(body, day, "Words of a ministry")
    first = b.doc(day, "wire", by=state.wire, lang="en")
    for doc in (first, *b.relays(2, day, first.source_id, lang="en")):
        for speaker in voices:
            b.claim(doc, statement, "gist", said.phrases["en"], value=said.gist, speaker_id=speaker)
    return clean(statement, "gist", "body and state", "words")


def names(b: Builder, i: int) -> Question:
    """One person spelt in several ways."""
    (state,) = b.states(1)
    name = state.person("general")[:4].title() + b.rng.choice(("ikov", "urin", "emsky", "olov"))
    actor_id = b.new_id(name, "envoy")
    b.rows["actors"].append(
        {"actor_id": actor_id, "kind": "person", "name": name, "state": state.code}
    )
    doubled = f"{name[:3]}{name[2:]}"
    spelt = [name, name.replace("o", "u").replace("i", "y"), f"{name[:-1]}ff", doubled]
    if b.adversarial:
        spelt = [name, place(name, "ru"), name.upper(), f"{name[:3]}'{name[3:]}"]
    docs, _ = pages(b, b.day(), len(spelt) - 1, lang="en")
    for doc, spelling in zip(docs, spelt, strict=True):
        b.claim(doc, actor_id, "name", spelling, value=spelling)
    return clean(actor_id, "name", "names", "scripts" if b.adversarial else "spellings")


def scope(b: Builder, i: int) -> Question:
    """Ordinals and lengths that take in different things, as the page says."""
    day = b.day()
    event, guest, host = meeting(b, day)
    n = b.rng.randrange(4, 9)
    if i % 2:
        told = (
            (n, "hour", "duration", f"all in all the meeting took {n} hours", "whole"),
            (1.5, "hour", "duration", "one-to-one for an hour and a half", "one_to_one"),
        )
    else:
        first, second = (n, 1 if b.adversarial else n - 2)
        told = (
            (first, "meeting", "ordinal", f"meeting number {first} in person", "face_to_face"),
            (second, "meeting", "ordinal", f"number {second} in {title(host.port)}", host.port),
        )
    body = host.body("presidency")
    record = b.doc(day, "record", by=body, lang="en")
    docs = (record, *b.relays(1, day, record.source_id, lang="en"))
    for doc in docs:
        for value, unit, attribute, printed, takes_in in told:
            cells = {"scope": takes_in, "speaker_id": body}
            b.number(doc, event, value, unit, attribute, printed=printed, **cells)
        actors(b, doc, event, guest.person("leader"), host.person("leader"))
    return clean(event, told[0][2], "scope", told[0][2])
