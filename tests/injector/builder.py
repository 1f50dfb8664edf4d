"""The builder: documents and claims of a synthetic corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefkit.schema.attributes import ATTRIBUTES
from injector import words
from injector.lexicon import EVENTS
from injector.rows import Rows
from injector.world import ACCESSED_ON, OUTLETS, STATES, WIRES, Row, slug, title

#: How a dateline is printed.
DATELINES = ("{}", "{} (Worldwire)", "{} —", "{}, {}")


@dataclass(frozen=True, slots=True)
class Doc:
    """One document."""

    source_id: str
    day: date
    lang: str


class Builder(Rows):
    """Makes documents, and claims in them."""

    # documents

    def doc(
        self,
        day: date,
        role: str = "relay",
        *,
        origins: Iterable[str] = (),
        lang: str = "",
        by: str = "",
        dateline: str = "",
        read: str = "excerpt",
    ) -> Doc:
        """Add a document.

        Parameters
        ----------
        day : date
            Publication.
        role : str
            ``record`` (a body on its own acts), ``wire``, ``relay`` (names its origins), ``echo``
            (does not, but follows their sentences) or ``rewriter``.
        origins : iterable of str
            Source or actor ids.
        lang, by, dateline, read : str
            Language, publisher (an actor id; else an outlet is drawn), the town where it was filed,
            how much was read.

        Returns
        -------
        Doc
        """
        lang = lang or self.lang()
        kind, grade = {
            "record": ("official", "A"),
            "wire": ("agency", "B"),
            "relay": ("outlet", "C"),
            "echo": ("outlet", "D"),
            "rewriter": ("rewriter", "E"),
        }[role]
        name = title(by) if by else self.rng.choice(OUTLETS[lang])
        base = f"{slug(by or name)}-{day}"
        n = self._sources[base]
        self._sources[base] += 1
        source_id = base if n == 0 else f"{base}{chr(ord('a') + n)}"
        note = "origin inferred: sentence by sentence the same" if role == "echo" else ""
        row: Row = {"source_id": source_id, "publisher": name, "published": day.isoformat()}
        row |= {"published_basis": "stated", "accessed_on": ACCESSED_ON, "language": lang}
        row |= {"kind": kind, "read": read, "reliability": grade, "origin_ids": "; ".join(origins)}
        row |= {"url": f"https://example.org/{source_id}", "note": note}
        made = Doc(source_id, day, lang)
        if dateline:  # the name that it spells is a row of its own, by the manual
            spelt = words.place(title(dateline), lang).upper()
            row["dateline"] = self.rng.choice(DATELINES).format(spelt, f"{day:%b} {day.day}")
            self.claim(made, dateline, "name", spelt, value=spelt, locator="dl")
        self._add("sources", row, label=f"A report of {day:%d %B %Y}")
        return made

    def wire(self, day: date, *, lang: str = "", speaker: str = "") -> Doc:
        """Add a report of one of the wires, from whom it credits."""
        by = self.rng.choice(WIRES)
        return self.doc(day, "wire", by=by, lang=lang, origins=[speaker] if speaker else ())

    def relays(self, n: int, day: date, origin: str, *, lang: str = "") -> list[Doc]:
        """Add n relays of an origin, over the days that follow; most of them name it."""
        roles = self.rng.choices(("relay", "echo", "rewriter"), (8, 1, 1), k=n)
        days = [day + timedelta(days=self.rng.randrange(3)) for _ in roles]
        return [
            self.doc(late, role, origins=[origin], lang=lang)
            for late, role in zip(days, roles, strict=True)
        ]

    # claims

    def claim(self, doc: Doc, subject: str, attribute: str, printed: str, **cells: str) -> str:
        """Add one claim and return its id; the printed words must fit."""
        self._claims[doc.source_id] += 1
        claim_id = f"{doc.source_id}.{self._claims[doc.source_id]:03d}"
        row: Row = {"claim_id": claim_id, "source_id": doc.source_id, "subject_id": subject}
        row |= {"attribute": attribute, "printed": words.fitting(printed), "coded_on": ACCESSED_ON}
        row |= {"locator": f"p{self._claims[doc.source_id]}"}
        self._add("claims", {**row, **cells})
        return claim_id

    def number(
        self,
        doc: Doc,
        subject: str,
        value: float,
        unit: str,
        attribute: str = "quantity",
        *,
        hedge: str = "",
        window: str = "",
        stage: str = "",
        text: str = "",
        printed: str = "",
        **cells: str,
    ) -> str:
        """Add a number, coded by the manual's rules for its hedge."""
        written = text or words.number(value, doc.lang, in_words=self.rng.random() < 0.5)
        quantity = words.amount(written, unit, doc.lang, hedge)
        told = stage or cells.get("modality", "")
        printed = printed or words.sentence(attribute, quantity, doc.lang, told, window)
        column = {"over": "low", "at_least": "low", "up_to": "high", "under": "high"}
        cells = {column.get(hedge, "value"): _digits(value), **cells}
        more = {"unit": unit, "hedge": hedge, "window": window, "stage": stage}
        cells = {"basis": "publication" if window else "", **cells}  # no year is printed
        return self.claim(doc, subject, attribute, printed, **more, **cells)

    def bounded(
        self, doc: Doc, subject: str, low: float, high: float, unit: str, **cells: str
    ) -> str:
        """Add two bounds of a quantity."""
        quantity = words.amount(words.between(low, high, doc.lang), unit, doc.lang)
        printed = words.sentence("quantity", quantity, doc.lang)
        cells |= {"low": _digits(low), "high": _digits(high), "unit": unit, "hedge": "between"}
        return self.claim(doc, subject, "quantity", printed, **cells)

    def dated(
        self,
        doc: Doc,
        subject: str,
        value: date | str,
        attribute: str = "date",
        *,
        stage: str = "",
        verb: str = "",
        **cells: str,
    ) -> str:
        """Add a date; a year is printed half of the time, else it rests on the publication."""
        if attribute not in ATTRIBUTES:  # an older schema, in which arrival and departure are one
            attribute = "start"
        edtf = str(value)
        year = str(doc.day.year) not in edtf or self.rng.random() < 0.5
        phrase = words.when(edtf, doc.lang, year=year)
        expected = stage if stage == "cancelled" else "planned" if stage else ""
        key = verb or (expected if attribute == "date" and expected else attribute)
        sentence = EVENTS[key][words.tongue(doc.lang)].format(d=phrase)
        printed = words.fitting(sentence, phrase)
        basis = "" if year else "publication"
        more = {"value": edtf, "stage": stage, "basis": basis, **cells}
        return self.claim(doc, subject, attribute, printed, **more)

    def said(self, doc: Doc, subject: str, attribute: str, value: str, key: str) -> str:
        """Add what a fixed phrase says: who met, or by what means."""
        printed = EVENTS[key][words.tongue(doc.lang)]
        return self.claim(doc, subject, attribute, printed, value=value)

    def placed(
        self, doc: Doc, subject: str, value: str, attribute: str = "place", **cells: str
    ) -> str:
        """Add a place."""
        name = next((state.name for state in STATES if state.code == value), title(value))
        key = "planned_place" if cells.get("stage") in {"planned", "announced"} else attribute
        named = words.place(name, doc.lang)
        printed = words.fitting(EVENTS[key][words.tongue(doc.lang)].format(p=named), named)
        return self.claim(doc, subject, attribute, printed, value=value, **cells)


def _digits(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:g}"
