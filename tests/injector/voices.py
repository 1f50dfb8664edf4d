"""Injected confusions of meaning and of voices: polarity, attribution, omission, real, unknown."""

from __future__ import annotations

from datetime import timedelta

from injector import words
from injector.builder import Builder, Doc
from injector.propositions import PROPOSITIONS
from injector.sizes import MATTER
from injector.times import actors, meeting, pages
from injector.truth import Question, injected
from injector.world import MIDDLE


def quote(b: Builder, doc: Doc, statement: str, gist: str, phrase: str, **cells: str) -> None:
    """Add a quoted passage and the proposition in it."""
    printed = words.fitting(phrase, " ".join(phrase.split()[:10]))
    b.claim(doc, statement, "phrase", printed, value=printed, **cells)
    b.claim(doc, statement, "gist", printed, value=gist, **cells)


def polarity(b: Builder, i: int) -> Question:
    """The meaning turned round in one relay."""
    guise = (
        "negated in translation",
        "antonym in translation",
        "denied in one relay",
        "negation lost",
        "antonym in one paper",
    )[i % 5]
    day, said = b.day(), b.rng.choice(PROPOSITIONS)
    (state,) = b.states(1)
    speaker = b.rng.choice((state.person("leader"), state.person("minister")))
    statement = b.statement(speaker, day, "Words on a matter of the day")
    right, wrong = said.gist, said.antonym if "antonym" in guise else said.negated
    twisted = said.twisted[0] if wrong == said.negated else said.twisted[1]
    by = {"speaker_id": speaker}
    lang = b.rng.choice([tongue for tongue in said.phrases if tongue != "en"])
    if guise == "negation lost":  # the original negates, the translation does not
        first = b.doc(day, "wire", by=state.wire, lang="en")
        for doc in (first, *b.relays(1, day, first.source_id, lang="en")):
            quote(b, doc, statement, said.negated, said.twisted[0], **by)
        last = b.doc(day + timedelta(days=1), "rewriter", origins=[first.source_id], lang=lang)
        quote(b, last, statement, said.gist, said.phrases[lang], **by)
        return injected(statement, "gist", "polarity", guise)
    first = b.doc(day, "wire", by=state.wire, lang=lang)
    quote(b, first, statement, right, said.phrases[lang], **by)
    for doc in b.relays(b.rng.choice((1, 2)), day, first.source_id, lang="en"):
        quote(b, doc, statement, right, said.phrases["en"], **by)
    after = day + timedelta(days=1)
    if guise == "antonym in one paper":
        last = b.doc(after, origins=[speaker], lang="en")
    else:
        last = b.doc(after, "rewriter", origins=[first.source_id], lang="en")
    if guise.startswith("denied"):
        b.claim(last, statement, "gist", twisted, value=right, modality="denied", **by)
    else:
        quote(b, last, statement, wrong, twisted, **by)
    return injected(statement, "gist", "polarity", guise)


def attribution(b: Builder, i: int) -> Question:
    """The same words credited to two speakers of two states; an allegation told on as fact."""
    guise = (
        "phrase of two speakers",
        "alleged told as fact",
        "gist of two speakers",
        "alleged losses told as fact",
    )[i % 4]
    day, after = b.day(), timedelta(days=b.rng.randrange(1, 3))
    if guise.startswith("alleged"):
        attribute = "casualties" if "losses" in guise else "quantity"
        matter = "person" if "losses" in guise else b.rng.choice(("container", "round", "t"))
        flow = b.flow(b.rng.choice(MATTER[matter]))
        voice = b.ends(flow)[2][0].body("foreign")
        value = b.amount()
        first = b.wire(day, speaker=voice)
        for doc in (first, *b.relays(2, day, first.source_id)):
            b.number(doc, flow, value, matter, attribute, speaker_id=voice, modality="alleged")
        last = b.doc(day + after, origins=[first.source_id])
        b.number(last, flow, value, matter, attribute)
        return injected(flow, attribute, "attribution", guise)
    said = b.rng.choice(PROPOSITIONS)
    mine, other = b.states(2)
    right, wrong = mine.person("leader"), other.person(b.rng.choice(("leader", "minister")))
    statement = b.statement(right, day, "Words at a press conference")
    first = b.doc(day, "record", by=mine.body("presidency"), lang="en")
    relays = b.relays(2, day, first.source_id, lang="en")
    last = b.doc(day + after, origins=[first.source_id], lang="en")
    for doc in (first, *relays, last):
        by = {"speaker_id": wrong if doc is last else right}
        if guise.startswith("phrase"):
            quote(b, doc, statement, said.gist, said.phrases["en"], **by)
        else:
            b.claim(doc, statement, "gist", said.phrases["en"], value=said.gist, **by)
    return injected(statement, "gist", "attribution", guise)


def omission(b: Builder, i: int) -> Question:
    """A relay lacks what all others of its origin carry; each was read whole."""
    guise = ("amount left out", "place left out", "day left out")[i % 3]
    day = b.day()
    if guise.startswith("amount"):
        flow = b.flow(b.rng.choice(MATTER["t"]))
        origin = b.ends(flow)[0]
        value, said = b.amount(), {"speaker_id": origin.body("foreign")}
        docs, origin_id = pages(b, day, 3, read="whole")
        for doc in docs:
            b.number(doc, flow, value, "t", **said)
            b.said(doc, flow, "means", "ship", "ship")
        last = b.doc(day + timedelta(days=2), origins=[origin_id], read="whole", lang="en")
        b.said(last, flow, "means", "ship", "ship")
        return injected(flow, "quantity", "omission", guise)
    event, guest, host = meeting(b, day)
    docs, origin_id = pages(b, day + timedelta(days=1), 3, read="whole")
    last = b.doc(day + timedelta(days=2), origins=[origin_id], read="whole", lang="en")
    left_out = guise.split()[0]
    for doc in (*docs, last):
        actors(b, doc, event, guest.person("leader"), host.person("leader"))
        if left_out != "place" or doc is not last:
            b.placed(doc, event, host.port)
        if left_out != "day" or doc is not last:
            b.dated(doc, event, day)
    attribute = {"place": "place", "day": "date"}[left_out]
    return injected(event, attribute, "omission", guise)


def real(b: Builder, i: int) -> Question:
    """Independent voices that say otherwise of one thing at one time."""
    guise = ("amounts", "losses", "dates", "stocks", "places", "hours", "three amounts")[i % 7]
    day = b.day()
    n = 3 if guise.startswith("three") or b.rng.random() < 0.3 else 2
    if guise in {"dates", "places", "hours"}:
        event, guest, host = meeting(b, day)
        sides = [guest, host, *b.states(1, [s for s in MIDDLE if s not in (guest, host)])][:n]
        towns, lengths = b.rng.sample(host.towns, n), b.rng.sample((2, 3.5, 5, 8), n)
        for k, side in enumerate(sides):
            first = b.doc(day + timedelta(days=3), "wire", by=side.wire)
            for doc in (first, *b.relays(1, day + timedelta(days=3), first.source_id)):
                if guise == "dates":
                    b.dated(doc, event, day - timedelta(days=4 * k))
                elif guise == "places":
                    b.placed(doc, event, towns[k])
                else:
                    b.number(doc, event, lengths[k], "hour", "duration")
        if guise == "hours":
            return injected(event, "duration", "real", guise)
        group = guise.removesuffix("s")
        return injected(event, group, "real", guise, "real", expected=group)
    matter = "person" if guise == "losses" else b.rng.choice(("t", "container", "person"))
    attribute = {"losses": b.rng.choice(("casualties", "killed")), "stocks": "stock"}.get(
        guise, "quantity"
    )
    flow = b.flow(b.rng.choice(MATTER[matter]))
    origin, destination, (third, _) = b.ends(flow)
    window = str(day) if guise == "stocks" else ""
    value = b.amount(2400, 40_000)
    values = [value, b.apart(value, above=True)]
    values.append(round(value / 1.62 / 10) * 10)
    for side, number in zip((third, origin, destination)[:n], values, strict=False):
        body = side.body(b.rng.choice(("defence", "intelligence")))
        first = b.wire(day, speaker=body)
        docs = (first, *b.relays(b.rng.choice((0, 1)), day, first.source_id))
        for doc in docs:
            b.number(doc, flow, number, matter, attribute, window=window, speaker_id=body)
    return injected(flow, attribute, "real", guise)


def unknown(b: Builder, i: int) -> Question:
    """One voice at one time with two numbers that no rule explains."""
    guise = ("two papers", "headline and text", "record and relay")[i % 3]
    day = b.day()
    matter = b.rng.choice(("t", "container", "person", "round"))
    flow = b.flow(b.rng.choice(MATTER[matter]))
    body = b.ends(flow)[0].body("defence")
    value = b.amount(2100, 60_000)
    other = b.apart(value)
    said = {"speaker_id": body}
    if guise == "two papers":
        docs = [b.doc(day, origins=[body]), b.doc(day, origins=[body])]
    elif guise == "record and relay":
        record = b.doc(day, "record", by=body)
        docs = [record, *b.relays(1, day, record.source_id)]
    else:
        docs = [b.wire(day, speaker=body)] * 2
    for n, (doc, number) in enumerate(zip(docs, (value, other), strict=True)):
        locator = {"locator": "h"} if guise.startswith("headline") and n == 0 else {}
        b.number(doc, flow, number, matter, **said, **locator)
    return injected(flow, "quantity", "unknown", guise)
