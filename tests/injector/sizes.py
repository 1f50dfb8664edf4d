"""Injected slips of size: magnitude, unit."""

from __future__ import annotations

from datetime import date, timedelta

from injector import words
from injector.builder import Builder, Doc
from injector.truth import Question, injected

MATTER = {
    "t": ("corn", "coal", "steel", "grain", "fuel"),
    "person": ("troops", "workers", "sappers"),
    "round": ("shells", "munitions"),
    "container": ("containers", "cargo"),
    "bbl": ("crude", "refined-oil"),
    "usd": ("aid", "credit", "payment"),
}
#: Name, power of the right number, power of the wrong one, language of the right one.
SLIPS = (
    ("lost thousand", 3, 0, "ru"),
    ("point read as decimal", 3, 0, "es"),
    ("man taken for thousand", 4, 3, "ko"),
    ("million for billion", 9, 6, "de"),
    ("lost man", 4, 0, "ja"),
    ("lakh taken for million", 5, 6, "en-IN"),
    ("lost million", 6, 0, "fr"),
    ("eok taken for million", 8, 6, "ko"),
    ("a digit lost", 2, 1, "en"),
    ("lost lakh", 5, 0, "en-IN"),
    ("lost crore", 7, 0, "en-IN"),
    ("lost eok", 8, 0, "ko"),
    ("thousand for million", 3, 6, "fr"),
    ("lost billion", 9, 0, "ru"),
    ("lakh taken for thousand", 5, 3, "en-IN"),
    ("crore taken for million", 7, 6, "en-IN"),
    ("a digit gained", 1, 2, "de"),
)
SETTINGS = ("chain", "papers", "record", "hedge", "window", "rewriter", "press conference")


def month_of(day: date) -> tuple[str, date]:
    """Return the month before a day as EDTF, and a day soon after its end."""
    first = day.replace(day=1)
    last = first - timedelta(days=1)
    return f"{last:%Y-%m}", first + timedelta(days=2)


def magnitude(b: Builder, i: int) -> Question:
    """One voice, told twice with numbers a power of ten apart."""
    name, right_power, wrong_power, lang = SLIPS[i % len(SLIPS)]
    setting = SETTINGS[(i + i // len(SLIPS)) % len(SETTINGS)]
    mantissa = b.rng.choice([m for m in range(12, 99) if m % 10])
    right, wrong = mantissa * 10**right_power, mantissa * 10**wrong_power
    unit = b.rng.choice(
        ("usd",) if right_power > 6 else ("person", "round", "t", "bbl", "container")
    )
    attribute = "quantity"
    if unit == "person" and right_power < 5:
        attribute = b.rng.choice(("quantity", "casualties", "killed", "stock", "wounded"))
    flow = b.flow(b.rng.choice(MATTER[unit]))
    origin, _, (third, _) = b.ends(flow)
    voices = third.body("intelligence"), third.body("defence"), origin.person("leader")
    voice = b.rng.choice(voices)
    window, day = month_of(b.day())
    window = window if setting == "window" or b.rng.random() < 0.2 else ""
    hedge = "about" if setting == "hedge" else ""

    def tell(doc: Doc, value: float, **cells: str) -> str:
        text = ""
        if value == right and right_power == 3:
            text = words.number(value, doc.lang, in_words=name == "lost thousand")
        cells = {"window": window, "speaker_id": voice, **cells}
        return b.number(doc, flow, value, unit, attribute, text=text, **cells)

    other = b.rng.choice([tongue for tongue in ("en", "en", "de", "ru") if tongue != lang])
    soon = day + timedelta(days=1)
    if setting in {"papers", "press conference"}:
        lone = setting == "papers"
        for n in range(b.rng.choice((2, 3, 4)) if lone else 2):
            tell(b.doc(day, origins=[voice], lang=lang if n == 0 else ""), right)
        tell(b.doc(day if lone else soon, origins=[voice], lang=other), wrong)
        return injected(flow, attribute, "magnitude", f"{name}, {setting}")
    if setting == "record":
        first = b.doc(day, "record", by=voice, lang=lang)
    else:
        first = b.wire(day, lang=lang, speaker=voice)
    tell(first, right)
    if setting not in {"record", "rewriter"}:
        for doc in b.relays(b.rng.choice((1, 2)), day, first.source_id):
            tell(doc, right)
    role = "rewriter" if setting == "rewriter" else "relay"
    last = b.doc(soon, role, origins=[first.source_id], lang=other)
    if setting == "window":  # the smaller number is the total, which cannot be
        cells = {"window": ""} if wrong < right else {}
        tell(last, wrong, **cells)
        if wrong > right:
            tell(b.doc(soon, origins=[first.source_id]), right, window="")
    else:
        tell(last, wrong, hedge=hedge)
    return injected(flow, attribute, "magnitude", f"{name}, {setting}")


def unit(b: Builder, i: int) -> Question:
    """One voice's number told under another unit."""
    guise = (
        "barrels told as tonnes",
        "short tons told as tonnes",
        "containers told as rounds",
        "wagons told as tonnes",
        "bare tons told as tonnes",
        "barrels told as tonnes by papers",
        "missiles told as lorries",
        "converted twice",
        "short tons and tonnes, one number",
    )[i % 9]
    day = b.day()
    if guise.startswith(("barrels", "containers", "wagons", "missiles")):
        commodity, right, wrong = {
            "b": (b.rng.choice(("diesel", "gasoline", "fuel")), "bbl", "t"),
            "c": ("shells", "container", "round"),
            "w": (b.rng.choice(("coal", "grain")), "wagon", "t"),
            "m": ("missiles", "missile", "lorry"),
        }[guise[0]]
        flow = b.flow(commodity)
        voice = b.ends(flow)[2][0].body("defence")
        value = b.amount(120, 980) if right in {"wagon", "missile"} else b.amount(2100, 97_000)
        first = b.wire(day, speaker=voice)
        b.number(first, flow, value, right, speaker_id=voice)
        for doc in b.relays(b.rng.choice((1, 2)), day, first.source_id):
            b.number(doc, flow, value, right, speaker_id=voice)
        after = day + timedelta(days=b.rng.randrange(1, 20 if right == "wagon" else 4))
        origins = [voice] if "papers" in guise else [first.source_id]
        late = b.doc(after, origins=origins)
        b.number(late, flow, value, wrong, speaker_id=voice)
        return injected(flow, "quantity", "unit", guise)
    flow = b.flow(b.rng.choice(("corn", "steel", "fertiliser")))
    body = b.ends(flow)[0].body("presidency")
    tonnes = b.rng.choice(range(3000, 60_000, 1000))
    tons = round(tonnes / 0.90718)
    record = b.doc(day, "record", by=body, lang="en")
    said = {"speaker_id": body}
    b.number(record, flow, tonnes, "t", **said)
    relay, last = b.relays(2, day + timedelta(days=1), record.source_id, lang="en")
    if guise == "short tons and tonnes, one number":
        b.number(relay, flow, tonnes, "t", **said)
        b.number(last, flow, tonnes, "ton", printed=f"has sent {tonnes:,} short tons", **said)
    elif guise == "converted twice":
        b.number(relay, flow, tonnes, "t", **said)
        b.number(last, flow, round(tonnes * 0.90718), "t", **said)
    else:
        word = "short tons" if guise.startswith("short") else "tons"
        doc = record if word == "short tons" else relay
        b.number(doc, flow, tons, "ton", printed=f"{tons:,} {word}", **said)
        b.number(last, flow, tons, "t", **said)
    return injected(flow, "quantity", "unit", guise)
