"""Clean questions on numbers that stand beside a total, in another unit, or under denial."""

from __future__ import annotations

from datetime import timedelta

from injector.builder import Builder
from injector.calm import body_of, matter, wired
from injector.lexicon import UNITS
from injector.sizes import month_of
from injector.truth import Question, clean


def extents(b: Builder, i: int) -> Question:
    """A lot, a part, a capacity or a limit beside a total; the page says which."""
    guise = ("lot", "part", "capacity", "limit")[i % 4]
    unit, commodity = ("person", "troops") if guise == "part" else ("t", "fuel")
    flow = b.flow(commodity)
    origin, destination, others = b.ends(flow)
    day, total = b.day(), b.amount(12_000, 60_000)
    if b.adversarial:
        total = total // 1000 * 1000
    other = b.apart(total, above=guise in {"capacity", "limit"})
    if b.adversarial:
        other = total * 10 if guise in {"capacity", "limit"} else total // 10
    noun = UNITS[unit]["en"]
    text = {
        "lot": f"one ship brought {other:,} {noun}",
        "part": f"{other:,} {noun} at the {destination.garrison.title()} base alone",
        "capacity": f"the depot would hold {other:,} {noun}",
        "limit": f"the law allows {other:,} {noun}",
    }[guise]
    body = body_of(b, origin)
    for doc in wired(b, day, body, 2):
        b.number(doc, flow, total, unit, speaker_id=body)
    speaker = body if b.rng.random() < 0.5 else body_of(b, others[0])
    doc = b.doc(day, origins=[speaker], lang="en")
    b.number(doc, flow, other, unit, printed=text, extent=guise, speaker_id=speaker)
    return clean(flow, "quantity", "extent", guise)


def parts(b: Builder, i: int) -> Question:
    """Parts of a flow that make up the whole."""
    names = (("fuel", "diesel", "gasoline"), ("troops", "sappers", "gunners"))[i % 2]
    unit = ("t", "person")[i % 2]
    whole = b.flow(names[0], parts="exhaustive")
    pieces = [b.flow(name, part_of=whole) for name in names[1:]]
    body = b.ends(whole)[0].body("defence")
    day = b.day()
    total = b.rng.choice(range(20_000, 90_000, 1000))
    first = total // 10 if b.adversarial else round(total * b.rng.uniform(0.3, 0.44) / 100) * 100
    for subject, value in zip((whole, *pieces), (total, first, total - first), strict=True):
        for doc in wired(b, day, body, 2):
            b.number(doc, subject, value, unit, speaker_id=body)
    elsewhere = tuple((piece, "quantity") for piece in pieces)
    return clean(whole, "quantity", "parts", names[0], elsewhere=elsewhere)


def conversions(b: Builder, i: int) -> Question:
    """Two units that agree; in an adversarial corpus one digit string in two units at two times."""
    guise = ("barrels", "short tons", "containers", "long tons")[i % 4]
    fuel = b.rng.choice(("diesel", "gasoline"))
    commodity = {"barrels": fuel, "containers": "shells"}.get(guise, "corn")
    flow = b.flow(commodity)
    body = b.ends(flow)[0].body("staff")
    window, day = month_of(b.day())
    value = b.rng.choice(range(5000, 90_000, 1000))
    small, large, factor, printed = {
        "barrels": ("bbl", "t", 0.134 if commodity == "diesel" else 0.118, ""),
        "containers": ("container", "round", 275, ""),
        "short tons": ("ton", "t", 0.90718, "short tons"),
        "long tons": ("ton", "t", 1.01605, "long tons"),
    }[guise]
    if b.adversarial and guise in {"barrels", "containers"}:
        later, after = month_of(day + timedelta(days=400))
        for unit, when, told in ((small, window, day), (large, later, after)):
            for doc in wired(b, told, body):
                b.number(doc, flow, value, unit, window=when, speaker_id=body)
        return clean(flow, "quantity", "conversion", f"{guise}, one number at two times")
    for unit, number in ((small, value), (large, round(value * factor))):
        for doc in wired(b, day, body):
            text = f"{number:,} {printed}" if printed and unit == small else ""
            b.number(doc, flow, number, unit, printed=text, window=window, speaker_id=body)
    return clean(flow, "quantity", "conversion", guise)


def denial(b: Builder, i: int) -> Question:
    """An accusation that the accused deny: contested, and no discrepancy of its own."""
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    origin, _, (third, _) = b.ends(flow)
    body, value, day = third.body("foreign"), b.amount(), b.day()
    for doc in wired(b, day, body, 2):
        b.number(doc, flow, value, unit, speaker_id=body, modality="alleged")
    for step in range(3 if b.adversarial else 1):
        after = day + timedelta(days=1 + 60 * step)
        for doc in wired(b, after, origin.body("foreign"), 2):
            said = {"speaker_id": origin.body("foreign"), "modality": "denied"}
            b.number(doc, flow, value, unit, **said)
    return clean(flow, "quantity", "denial", "repeated" if b.adversarial else "once")
