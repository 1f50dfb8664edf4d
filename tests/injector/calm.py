"""Clean and merely variant questions on numbers: growth, periods, hedges, parts, conversions."""

from __future__ import annotations

from datetime import date, timedelta

from injector import words
from injector.builder import Builder, Doc
from injector.lexicon import UNITS
from injector.sizes import MATTER
from injector.truth import Question, clean
from injector.world import State


def matter(b: Builder) -> tuple[str, str]:
    unit = b.rng.choice(("t", "container", "person", "round", "bbl"))
    return unit, b.rng.choice(MATTER[unit])


def wired(b: Builder, day: date, speaker: str, n: int = 1) -> list[Doc]:
    """Add a wire's report that credits a speaker, and up to n relays of it."""
    first = b.wire(day, speaker=speaker)
    return [first, *b.relays(b.rng.randrange(n + 1), day, first.source_id)]


def body_of(b: Builder, state: State) -> str:
    return state.body(b.rng.choice(("defence", "intelligence", "staff")))


def agree(b: Builder, i: int) -> Question:
    """Several voices say the same; an allegation that another voice bears out by itself."""
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    origin, destination, others = b.ends(flow)
    day, value = b.day(), b.amount()
    if b.adversarial:
        for state, modality in ((others[0], "alleged"), (others[1], ""), (destination, "")):
            body = body_of(b, state)
            for doc in wired(b, day, body):
                b.number(doc, flow, value, unit, speaker_id=body, modality=modality)
        return clean(flow, "quantity", "agree", "alleged by one voice, asserted by others")
    for state in (origin, destination, others[0]):
        body = body_of(b, state)
        stage = b.rng.choice(("", "", "observed"))
        for doc in wired(b, day, body, 2):
            b.number(doc, flow, value, unit, speaker_id=body, stage=stage)
    return clean(flow, "quantity", "agree", "several voices")


def growth(b: Builder, i: int) -> Question:
    """A running total that grows from month to month."""
    guise = ("one voice", "several voices", "by a day", "losses", "said before")[i % 5]
    if guise == "said before" and not (b.with_extent or b.adversarial):
        guise = "one voice"
    unit, commodity = matter(b)
    attribute = "quantity"
    if guise == "losses":
        unit, commodity, attribute = "person", "troops", b.rng.choice(("casualties", "killed"))
    flow = b.flow(commodity)
    origin, _, others = b.ends(flow)
    bodies = [body_of(b, state) for state in (origin, *others)]
    day, value, months = b.day(), b.amount(1200, 9000), b.rng.choice((45, 70, 110))
    if b.adversarial:
        value, months = b.rng.choice((120, 1000, 2300, 4700)), 330
    old: tuple[date, int] = day, value
    for step in range(3 if b.adversarial else 4):
        body = bodies[step % 3 if guise == "several voices" else 0]
        window = f"../{day}" if guise == "by a day" else ""
        for doc in wired(b, day, body):
            b.number(doc, flow, value, unit, attribute, speaker_id=body, window=window)
        day += timedelta(days=months + b.rng.randrange(15))
        value = value * 10 if b.adversarial else b.apart(value, above=True)
    if guise == "said before":
        doc = b.doc(day, origins=[bodies[0]], lang="en")
        quantity = words.number(old[1], "en")
        text = f"told parliament in {old[0]:%B %Y} of {quantity} {UNITS[unit]['en']}"
        said = {"speaker_id": bodies[0], "said_on": old[0].isoformat()}
        b.number(doc, flow, old[1], unit, attribute, printed=text, **said)
    return clean(flow, attribute, "growth", guise)


def nested(b: Builder, i: int) -> Question:
    """Numbers of a month, of months and of a year that fit into one another."""
    guise = ("one voice", "several voices")[i % 2]
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    origin, destination, (third, _) = b.ends(flow)
    year = b.rng.choice((2021, 2022, 2023))
    month = b.rng.randrange(5, 11)
    day = date(year, 12, b.rng.randrange(4, 28))
    small = b.amount(1200, 9000)
    middle = b.apart(small, above=True)
    large = small * 10 if b.adversarial else b.apart(middle, above=True)
    if b.adversarial and guise == "one voice":
        middle = small * 2
    parts = (
        (f"{year}-{month:02d}", small),
        (f"{year}-{month - 3:02d}/{year}-{month + 1:02d}", middle),
        (f"{year}-01-01/{day}", large),
    )
    for n, (window, value) in enumerate(parts):
        state = (origin, destination, third)[n] if guise == "several voices" else origin
        body = state.body("staff")
        for doc in wired(b, day, body, 2):
            b.number(doc, flow, value, unit, window=window, speaker_id=body)
    return clean(flow, "quantity", "nested", guise)


def periods(b: Builder, i: int) -> Question:
    """Numbers of periods that do not touch."""
    guise = ("months", "years", "months of several voices")[i % 3]
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    origin, destination, (third, _) = b.ends(flow)
    year, month = b.rng.choice((2021, 2022)), b.rng.randrange(2, 6)
    value = b.rng.choice((1300, 2700, 450, 6400)) if b.adversarial else b.amount()
    for step in range(3):
        window = f"{year}-{month + 2 * step:02d}" if "months" in guise else f"{year - 1 + step}"
        day = date(year + (step if guise == "years" else 0), 12, 20)
        state = (origin, destination, third)[step if "several" in guise else 0]
        body = state.body("staff")
        for doc in wired(b, day, body, 2):
            b.number(doc, flow, value, unit, window=window, speaker_id=body)
        value = (value * 10 if step == 0 else value // 10) if b.adversarial else b.apart(value)
    return clean(flow, "quantity", "periods", guise)


def hedges(b: Builder, i: int) -> Question:
    """One number satisfies all: rounded, bounded, or between bounds."""
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    origin, destination, others = b.ends(flow)
    day = b.day()
    size = 10 ** b.rng.choice((2, 3))
    base = b.rng.choice([n for n in range(12, 78) if n % 10]) * size
    exact = base + b.rng.randrange(1, size // 20) * 10
    told: list[tuple[float, str]] = [
        (exact, ""),
        (base, "about"),
        (base, "over"),
        (base, "at_least"),
        (base + size, "up_to"),
        (base + size, "nearly"),
    ]
    if b.adversarial:
        told = [(base * 10, "up_to"), (base, "over"), (b.apart(base, above=True), "about")]
        body = body_of(b, origin)
        for doc in wired(b, day, body):
            b.bounded(doc, flow, base, base * 10, unit, speaker_id=body)
    else:
        told = [told[0], *b.rng.sample(told[1:], b.rng.choice((2, 3)))]
    one_voice = b.rng.random() < 0.5
    for n, (value, hedge) in enumerate(told):
        body = (origin, destination, *others)[0 if one_voice else n % 4].body("staff")
        for doc in wired(b, day + timedelta(days=n % 2), body):
            b.number(doc, flow, value, unit, hedge=hedge, speaker_id=body)
    guise = "bounds ten times apart" if b.adversarial else "one voice" if one_voice else "several"
    return clean(flow, "quantity", "hedges", guise)


def revised(b: Builder, i: int) -> Question:
    """A voice that changes its estimate months later."""
    unit, commodity = ("person", "troops") if i % 2 else ("round", "shells")
    attribute = "stock" if i % 2 else "quantity"
    flow = b.flow(commodity)
    body = b.ends(flow)[2][0].body("intelligence")
    day, value = b.day(), b.rng.choice(range(2000, 30_000, 1000))
    ratios = (2, 0.5, 1 / 0.907) if b.adversarial else (0,)
    ratio = b.rng.choice(ratios)
    for _ in range(2):
        for doc in wired(b, day, body, 2):
            cells = {"speaker_id": body, "modality": "estimated"}
            b.number(doc, flow, value, unit, attribute, **cells)
        day += timedelta(days=b.rng.randrange(150, 300))
        value = round(value * ratio) if ratio else b.apart(value)
    return clean(flow, attribute, "revised", attribute)


def plan_number(b: Builder, i: int) -> Question:
    """A plan told before the deed, which fell short of it or went beyond."""
    unit, commodity = matter(b)
    flow = b.flow(commodity)
    body = b.ends(flow)[0].body("defence")
    day, plan = b.day(), b.amount(2000, 40_000)
    if b.adversarial:
        plan = b.rng.choice((2000, 30_000, 4500, 67_000))
    deed = plan // 10 if b.adversarial else b.apart(plan)
    stage = b.rng.choice(("planned", "announced", "offered", "agreed"))
    for doc in wired(b, day, body, 2):
        b.number(doc, flow, plan, unit, stage=stage, speaker_id=body)
    for doc in wired(b, day + timedelta(days=b.rng.randrange(90, 200)), body, 2):
        b.number(doc, flow, deed, unit, speaker_id=body)
    return clean(flow, "quantity", "plan in numbers", stage)
