"""Injected confusions of what a number speaks of: what is counted, when, and how far it came."""

from __future__ import annotations

from datetime import timedelta

from injector import words
from injector.builder import Builder
from injector.sizes import MATTER
from injector.times import meeting, pages
from injector.truth import Question, injected
from injector.world import MIDDLE


def count_definition(b: Builder, i: int) -> Question:
    """Different things are counted under one number, or one thing under two."""
    guise = (
        "killed and wounded told as killed",
        "conversion told as a count",
        "meetings told as visits",
        "killed told as killed and wounded",
        "meetings told as visits, of a pair",
    )[i % 5]
    day = b.day()
    if guise.startswith("meetings"):
        guest, host = b.states(2, MIDDLE)
        n, day = b.rng.randrange(4, 13), day.replace(month=b.rng.randrange(7, 13), day=20)
        window = f"{day.year}-01-01/{day}"
        pair = guise.endswith("pair")
        subject = "-".join(sorted((guest.code, host.code)))
        used = {row["subject_id"] for row in b.rows["claims"]}
        pair = pair and subject not in used
        attribute = "count" if pair else "ordinal"
        subject = subject if pair else b.event("meeting", guest, host, day)
        first = b.doc(day, "record", by=host.body("presidency"), lang="en")
        said = {"window": window, "speaker_id": host.person("leader")}
        relay, last = b.relays(2, day, first.source_id, lang="en")
        for doc, unit in ((first, "meeting"), (relay, "meeting"), (last, "visit")):
            printed = f"the {n}th {unit} this year" if not pair else f"{n} {unit}s this year"
            b.number(doc, subject, n, unit, attribute, printed=printed, **said)
        return injected(subject, attribute, "count_definition", guise)
    if guise.startswith("conversion"):
        flow = b.flow("shells")
        voice = b.ends(flow)[2][0].body("defence")
        boxes = b.amount(3100, 30_000)
        rounds, counted = boxes * 275 // 1000 * 1000, 0
        counted = b.apart(rounds, above=False)
        first = b.wire(day, speaker=voice, lang="en")
        said = {"speaker_id": voice}
        for doc in (first, *b.relays(1, day, first.source_id, lang="en")):
            b.number(doc, flow, boxes, "container", **said)
            text = f"equivalent to {words.number(rounds, 'en')} shells"
            b.number(doc, flow, rounds, "round", printed=text, extent="conversion", **said)
            b.number(doc, flow, counted, "round", printed=f"{counted:,} shells counted", **said)
        last = b.doc(day + timedelta(days=1), origins=[first.source_id])
        b.number(last, flow, rounds, "round", **said)
        return injected(flow, "quantity", "count_definition", guise)
    flow = b.flow(b.rng.choice(("troops", "sappers")))
    voice = b.ends(flow)[2][0].body("intelligence")
    killed = b.amount(900, 5000)
    both = killed + b.apart(killed, above=True)
    said = {"speaker_id": voice}
    first = b.wire(day, speaker=voice)
    relay, last = b.relays(2, day, first.source_id)
    for doc in (first, relay):
        b.number(doc, flow, both, "person", "casualties", **said)
        b.number(doc, flow, killed, "person", "killed", **said)
    right, wrong = (both, "killed") if guise[-14:] == "told as killed" else (killed, "casualties")
    b.number(last, flow, right, "person", wrong, **said)
    other = {"killed": "casualties", "casualties": "killed"}[wrong]
    return injected(flow, wrong, "count_definition", guise, elsewhere=((flow, other),))


def stale(b: Builder, i: int) -> Question:
    """An older state of affairs published after a newer one."""
    guise = (
        "old total told again",
        "plan told after the deed",
        "corrected claim told on",
        "old losses told again",
        "corrected date told on",
    )[i % 5]
    day = b.day()
    if guise == "corrected date told on":
        event, _, _ = meeting(b, day)
        (first,), _ = pages(b, day + timedelta(days=4), 0)
        publisher = first.source_id.rsplit("-", 3)[0]
        wrong = day - timedelta(days=b.rng.randrange(4, 8))
        claim = b.dated(first, event, wrong)
        fixed = b.doc(day + timedelta(days=6), "wire", by=publisher)
        b.dated(fixed, event, day, supersedes=claim)
        b.dated(b.doc(day + timedelta(days=7), origins=[fixed.source_id]), event, day)
        b.dated(b.doc(day + timedelta(days=9), origins=[first.source_id]), event, wrong)
        return injected(event, "date", "stale", guise, "date")  # both hold; `date` ranks higher
    matter = b.rng.choice(("t", "container", "person", "round"))
    attribute = "quantity"
    if "losses" in guise:
        matter, attribute = "person", b.rng.choice(("casualties", "killed"))
    flow = b.flow(b.rng.choice(MATTER[matter]))
    voice = b.ends(flow)[0].body("defence")
    said = {"attribute": attribute, "speaker_id": voice}
    low = b.amount(1200, 9000)
    if guise.startswith("old"):
        high = b.apart(low, above=True)
        first = b.wire(day, speaker=voice)
        b.number(first, flow, low, matter, **said)
        b.number(b.relays(1, day, first.source_id)[0], flow, low, matter, **said)
        for step, value in ((90, high), (170, b.apart(high, above=True))):
            later = b.wire(day + timedelta(days=step), speaker=voice)
            for doc in (later, *b.relays(1, later.day, later.source_id)):
                b.number(doc, flow, value, matter, **said)
        last = b.doc(day + timedelta(days=b.rng.randrange(190, 230)), origins=[first.source_id])
        b.number(last, flow, low, matter, **said)
        return injected(flow, attribute, "stale", guise)
    if guise.startswith("plan"):
        first = b.wire(day, speaker=voice)
        done = b.wire(day + timedelta(days=b.rng.randrange(60, 120)), speaker=voice)
        for doc in (first, *b.relays(1, day, first.source_id)):
            b.number(doc, flow, low, matter, stage="planned", **said)
        deed = b.apart(low)
        for doc in (done, *b.relays(1, done.day, done.source_id)):
            b.number(doc, flow, deed, matter, **said)
        last = b.doc(done.day + timedelta(days=b.rng.randrange(15, 40)), origins=[first.source_id])
        b.number(last, flow, low, matter, stage="planned", **said)
        return injected(flow, "quantity", "stale", guise)
    (first,), _ = pages(b, day, 0)
    publisher = first.source_id.rsplit("-", 3)[0]
    claim = b.number(first, flow, low, matter, speaker_id=voice)
    fixed = b.doc(day + timedelta(days=2), "wire", by=publisher)
    value = b.apart(low)
    b.number(fixed, flow, value, matter, supersedes=claim, speaker_id=voice)
    b.number(b.relays(1, fixed.day, fixed.source_id)[0], flow, value, matter, speaker_id=voice)
    last = b.doc(day + timedelta(days=b.rng.randrange(5, 9)), origins=[first.source_id])
    b.number(last, flow, low, matter, speaker_id=voice)
    return injected(flow, "quantity", "stale", guise)


def stage(b: Builder, i: int) -> Question:
    """A plan and a deed told together, unequal; cancelled against held."""
    guise = (
        "plan and deed of one voice",
        "cancelled against held",
        "plan and deed in one page",
        "cancelled against sent",
    )[i % 4]
    day = b.day()
    if guise == "cancelled against held":
        event, guest, host = meeting(b, day)
        after = day + timedelta(days=2)
        for n, (side, held) in enumerate(((guest, "cancelled"), (host, ""))):
            said = {"stage": held, "speaker_id": side.body("foreign")}
            first = b.doc(after, "wire", by=side.wire, origins=[side.body("foreign")])
            for doc in (first, *b.relays(1 + n, after, first.source_id)):
                b.dated(doc, event, day, **said)
        return injected(event, "date", "stage", guise)
    matter = b.rng.choice(("t", "container", "person", "weapon"))
    flow = b.flow(b.rng.choice(MATTER.get(matter, ("guns",))))
    origin, destination, _ = b.ends(flow)
    voice = origin.body("defence")
    plan = b.amount(1200, 40_000)
    deed = b.apart(plan)
    if guise == "cancelled against sent":
        deed = plan
        for side, how in ((origin, "cancelled"), (destination, "")):
            first = b.wire(day, speaker=side.body("foreign"))
            for doc in (first, b.doc(day, origins=[first.source_id])):
                said = {"stage": how, "speaker_id": side.body("foreign")}
                b.number(doc, flow, plan, matter, **said)
        return injected(flow, "quantity", "stage", guise)
    how = b.rng.choice(("planned", "announced"))
    docs = [b.wire(day, speaker=voice), b.wire(day, speaker=voice)]
    if guise.endswith("page"):
        docs = [docs[0], docs[0]]
    relays = [b.doc(day, origins=[doc.source_id]) for doc in docs]
    for doc, value, told in ((docs[0], plan, how), (docs[1], deed, ""), (relays[0], plan, how)):
        b.number(doc, flow, value, matter, stage=told, speaker_id=voice)
    b.number(relays[1], flow, deed, matter, speaker_id=voice)
    return injected(flow, "quantity", "stage", guise)
