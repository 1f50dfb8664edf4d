"""A second reading of what a page prints: its runs, held against the tables alone.

It knows the tables as CSV files and the words of a page, and nothing of the package: what the
package reads, joins and computes is read and computed again, more simply.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import comb, prod
from pathlib import Path

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
LETTERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
POWERS = {"tens": {10}, "dozens": {12, 20, 24}, "hundreds": {100}, "thousands": {1000}}
POWERS |= {f"{n} of thousands": {1000 * x for x in POWERS[n]} for n in ("tens", "hundreds")}
DATED = {"date", "start", "end", "departure", "arrival", "during", "announced"}
DENIED = {"denials", "denial"}
DOCUMENTS = {"documents that say it", "documents that say so", "documents that count it"}
VOICES = {"voices that say it", "voices that are heard"}
CONTACTS = {
    "count of contacts held in the window",
    "count of contacts held in the window, of those that began in the year",
    "count of visits held in the window",
    "contacts in person since then",
    "contacts spoken of without names",
}
BEFORE = "what the same voice said before"
TIMES = "what this side says against what is printed"
RATIO = "exact conditional 90 % interval of the ratio of two counts"
SIDE = "side of a disagreement"
_NUMBER = re.compile(r"(?<![\d,.])(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?\b")
_SCALE = {"": 1, "million": 1e6, "billion": 1e9}
_ATOM = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d))?)?([~?%]?)")
#: What stands behind the value of a side: its time, or who says so.
_SAID = re.compile(r", (?=first told|by |as an|until|since|about \d|\d|" + "|".join(MONTHS) + ")")
Days = tuple[date, date]


@dataclass(frozen=True)
class Finding:
    """What came of one run: held, not held, or a fault in words."""

    text: str
    rule: str
    claims: tuple[str, ...]
    outcome: str

    @property
    def is_fault(self) -> bool:
        return self.outcome not in {"held", "not held"}


def numbers(text: str) -> list[float]:
    """Return the printed numbers of a text: "9.4 million" is one."""
    return [float(n.replace(",", "")) * _SCALE[word] for n, word in _NUMBER.findall(text)]


def counted(text: str) -> int:
    """Return the number that a count starts with, in figures or in letters."""
    word = text.split()[0]
    return LETTERS.index(word) if word in LETTERS else int(word.replace(",", ""))


def is_near(a: float, b: float, share: float = 1e-9) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def coded_days(text: str) -> list[Days]:
    """Return the days of a coded date: those of each end, and of all where both are known."""
    ends = [
        _whole(int(y), int(m or 0), int(d or 0), int(w or 0), 31 if mark == "~" else 0)
        for y, w, m, d, mark in _ATOM.findall(text)
    ]
    return [*ends, (ends[0][0], ends[-1][1])] if len(ends) > 1 else ends


def printed_days(text: str) -> list[Days]:
    """Return the days of each end of a printed date: "2–5 October 2025" has two."""
    found: list[Days] = []
    month = year = 0
    for part in reversed(re.split(r"–| to ", text)):
        years = re.findall(r"\b\d{4}\b", part)
        months = [MONTHS.index(word) + 1 for word in re.findall(r"\w+", part) if word in MONTHS]
        days = re.findall(r"\b\d{1,2}\b", part)
        year = int(years[-1]) if years else year
        month = months[-1] if months else (month if days else 0)
        if year:
            found.append(_whole(year, month, int(days[-1]) if days else 0))
    return found[::-1]


def _whole(year: int, month: int = 0, day: int = 0, week: int = 0, slack: int = 0) -> Days:
    if week:
        first = date.fromisocalendar(year, week, 1)
        last = first + timedelta(6)
    elif day:
        first = last = date(year, month, day)
    else:
        first = date(year, month or 1, 1)
        last = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1) - timedelta(1)
    return first - timedelta(slack), last + timedelta(slack)


def meet(a: Days, b: Days) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


class SecondRule:
    """The tables, and what is held against them.

    Parameters
    ----------
    data : Path
        Folder of the CSV files.
    units : Path
        The table of units that every corpus has.
    """

    def __init__(self, data: Path, units: Path) -> None:
        def rows(path: Path, key: str) -> dict[str, dict[str, str]]:
            with path.open(encoding="utf-8", newline="") as file:
                return {row[key]: row for row in csv.DictReader(file)}

        self.claims = rows(data / "claims.csv", "claim_id")
        self.sources = rows(data / "sources.csv", "source_id")
        self.actors = rows(data / "actors.csv", "actor_id")
        self.events = rows(data / "events.csv", "event_id")
        self.flows = rows(data / "flows.csv", "flow_id")
        self.factors = rows(data / "factors.csv", "factor_id")
        self.offices = {
            row["actor_id"]: row["state"]
            for row in rows(data / "offices.csv", "office_id").values()
        }
        self.units = rows(units, "unit_id") | rows(data / "units.csv", "unit_id")
        self.named = {row["name"].lower(): name for name, row in self.actors.items()}
        self.of_event: dict[str, list[str]] = {}
        for name, row in self.claims.items():
            self.of_event.setdefault(self.top(row["subject_id"]), []).append(name)
        self.searched = [
            (date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))
            for row in rows(data / "coverage.csv", "coverage_id").values()
        ]

    # -- what the rows say

    def known_on(self, claim: str) -> date:
        return self.published(claim)[1]

    def published(self, claim: str) -> Days:
        return coded_days(self.sources[self.claims[claim]["source_id"]]["published"])[-1]

    def told(self, claim: str) -> Days:
        said = self.claims[claim]["said_on"]
        return coded_days(said)[-1] if said else self.published(claim)

    def days(self, claim: str) -> list[Days]:
        """Return all days that a claim gives."""
        row = self.claims[claim]
        value = row["value"] if row["attribute"] in DATED else ""
        return [
            *coded_days(value),
            *coded_days(row["window"]),
            self.told(claim),
            self.published(claim),
        ]

    def amounts(self, claim: str) -> set[float]:
        row = self.claims[claim]
        cells = (row["value"], row["low"], row["high"])
        return {float(x) for x in cells if re.fullmatch(r"-?\d+(\.\d+)?", x)}

    def top(self, subject: str) -> str:
        """Return the contact that contains an event."""
        while subject in self.events and self.events[subject]["part_of"]:
            subject = self.events[subject]["part_of"]
        return subject

    def chain(self, actor: str) -> list[str]:
        """Return an actor and whom it speaks for, up to the state."""
        found = [actor]
        while (row := self.actors.get(found[-1])) is not None:
            above = row["part_of"] or self.offices.get(found[-1]) or row["state"]
            if not above or above in found:
                break
            found.append(above)
        return found

    def speakers(self, claim: str) -> set[str]:
        """Return who speaks in a claim: who is credited, else what is relayed, else who prints."""
        row = self.claims[claim]
        if row["speaker_id"]:
            return {row["speaker_id"]}
        own = [x.strip() for x in row["origin_ids"].split(";") if x.strip()]
        return self._origins(own or [row["source_id"]], set())

    def _origins(self, names: list[str], seen: set[str]) -> set[str]:
        found: set[str] = set()
        for name in names:
            if name not in self.sources:
                found.add(name)
            elif name not in seen:
                seen.add(name)
                row = self.sources[name]
                above = [x.strip() for x in row["origin_ids"].split(";") if x.strip()]
                publisher = self.named.get(row["publisher"].lower(), row["publisher"])
                found |= self._origins(above, seen) if above else {publisher}
        return found

    def bodies(self, claims: tuple[str, ...]) -> set[str]:
        return {name for c in claims for who in self.speakers(c) for name in self.chain(who)}

    # -- what is held

    def hold(self, runs: list, day: date) -> Iterator[Finding]:
        """Hold the runs of one sentence, or one block, that lead to claims."""
        for place, run in enumerate(runs):
            if run.claims:
                outcome = self._known(run, day) or self._held(runs, place)
                yield Finding(run.text, run.rule, run.claims, outcome)

    def _known(self, run, day: date) -> str:
        lost = [c for c in run.claims if c not in self.claims]
        late = [c for c in run.claims if c not in lost and self.known_on(c) > day]
        return f"no such claim: {lost}" if lost else f"published later: {late}" if late else ""

    def _held(self, runs: list, place: int) -> str:
        run = runs[place]
        if run.rule in DENIED:
            return self._denial(runs, place)
        if run.kind == "date":
            return self._date(run)
        if run.kind == "name":
            return self._name(run)
        if run.rule == SIDE:
            return self._side(run)
        if run.rule == "who prints it":
            rows = [self.sources[self.claims[c]["source_id"]] for c in run.claims]
            return _so(all(row["publisher"] in run.text for row in rows), "another publisher")
        if run.kind != "num":
            return "not held"
        if run.rule in DOCUMENTS:
            n = len({self.claims[c]["source_id"] for c in run.claims})
            return _so(counted(run.text) == n, f"{n} documents")
        if run.rule in CONTACTS:
            return self._contacts(run)
        if run.rule in VOICES:
            n = len({self.chain(who)[-1] for c in run.claims for who in self.speakers(c)})
            return _so(1 <= counted(run.text) <= n, f"{n} voices")
        if run.rule == RATIO:
            return self._ratio(run)
        if run.rule == TIMES:
            return self._times(runs, place)
        if not self._is_amount(run):
            return "not held"
        return self._amount(run) or (self._before(runs, place) if run.rule == BEFORE else "held")

    def _is_amount(self, run) -> bool:
        unit = run.value[3] if run.value else ""
        is_of_flow = any(self.claims[c]["subject_id"] in self.flows for c in run.claims)
        return run.kind == "num" and is_of_flow and (not unit or unit in self.units)

    def _amount(self, run) -> str:
        """Return what is wrong with an amount: ends that no claim gives, in the unit printed."""
        words = re.findall(r"tens of thousands|hundreds of thousands|\w+", run.text)
        ends: list[set[float]] = [{n} for n in numbers(run.text)]
        ends += [set(map(float, POWERS[word])) for word in words if word in POWERS]
        if not ends:
            return "no number is printed"
        units = {
            name
            for name, row in self.units.items()
            if any(re.search(rf"\b{row[x]}\b", run.text) for x in ("singular", "plural") if row[x])
        }
        given = self._given(run.claims, units)
        for end in ends:
            if not any(low <= n * (1 + 1e-9) and n <= high * (1 + 1e-9) for n in end
                       for low, high in given):  # fmt: skip
                return f"{end} {units} is not among {sorted(given)}"
        return ""

    def _given(self, claims: tuple[str, ...], units: set[str]) -> list[tuple[float, float]]:
        """Return what claims give in a unit: a number, or between which it lies once converted."""
        found: list[tuple[float, float]] = []
        parts: dict[str, set[float]] = {}
        for claim in claims:
            unit = self.claims[claim]["unit"]
            own = self.amounts(claim)
            parts.setdefault(self.claims[claim]["subject_id"], set()).update(own)
            if not units or unit in units:
                found += [(n, n) for n in own]
                continue
            for row in self.factors.values():
                if row["from"] == unit and row["unit"] in units:
                    found += [(n * float(row["low"]), n * float(row["high"])) for n in own]
        if len(parts) > 1 and prod(map(len, parts.values())) < 1000:  # the sum of parts
            found += [(sum(ns), sum(ns)) for ns in product(*parts.values())]
        return found

    def _before(self, runs: list, place: int) -> str:
        """Hold "up from", "down from", "after" and "before" against the number that they follow."""
        old = runs[place]
        new = next(
            (r for r in reversed(runs[:place]) if r.claims and self._is_amount(r)
             and r.rule not in DOCUMENTS), None
        )  # fmt: skip
        if new is None:
            return "nothing stands before it"
        words = runs[place - 1].text.strip(" ,;")
        earlier, later = (min(self.told(c)[0] for c in r.claims) for r in (old, new))
        if earlier >= later:
            return f"told {earlier}, and the later number {later}"
        if not self.bodies(old.claims) & self.bodies(new.claims):
            return "said by somebody else"
        is_open = [bool(re.search("at least|or more", r.text)) for r in (old, new)]
        is_bound = [bool(re.search("up to|or less", r.text)) for r in (old, new)]
        old_ends, new_ends = numbers(old.text), numbers(new.text)
        if words == "up from" and (max(old_ends) >= min(new_ends) or is_open[0] or is_bound[1]):
            return f"not up: {old.text}, then {new.text}"
        if words == "down from" and (min(old_ends) <= max(new_ends) or is_bound[0] or is_open[1]):
            return f"not down: {old.text}, then {new.text}"
        return _so(words in {"up from", "down from", "after", "before"}, f"what is '{words}'?")

    def _contacts(self, run) -> str:
        tops = {self.top(self.claims[c]["subject_id"]) for c in run.claims}
        if counted(run.text) != len(tops):
            return f"{len(tops)} contacts"
        return "held"

    def _ratio(self, run) -> str:
        """Hold a ratio of two counts, with its interval, against all ways to part the contacts."""
        n = len({self.top(self.claims[c]["subject_id"]) for c in run.claims})
        shown = numbers(run.text)
        for k in range(n + 1):
            made = [k / (n - k) if k < n else None, _odds(k, n, 0.95), _odds(k, n, 0.05)]
            want = [x for x in made if x is not None]
            if len(want) >= len(shown) and all(
                is_near(float(f"{x:.2g}"), y, 0.06) for x, y in zip(want, shown, strict=False)
            ):
                return "held"
        return f"no two counts of {n} contacts"

    def _times(self, runs: list, place: int) -> str:
        run = runs[place]
        side = next(r for r in reversed(runs[:place]) if r.rule == SIDE)
        is_less = "as much" in runs[place + 1].text
        near = reversed(runs[:place]) if is_less else iter(runs[place + 1 :])
        printed = next(r for r in near if r.kind == "num" and self._is_amount(r))
        said = self._sides_numbers(side)
        middles = _middles(said), _middles(numbers(printed.text))
        made = {b / a if not is_less else a / b for b in middles[0] for a in middles[1] if a and b}
        (shown,) = numbers(run.text)
        return _so(any(is_near(float(f"{x:.2g}"), shown, 0.02) for x in made), f"{made} times")

    def _sides_numbers(self, run) -> list[float]:
        return numbers(_SAID.split(run.text)[0])

    def _side(self, run) -> str:
        """Hold what a side gives, and its documents."""
        said = re.search(r" in (\w+) documents?(?: and (\w+) other documents? that)?", run.text)
        if said is None:
            return "no documents"
        n = sum(counted(x) for x in said.groups() if x)
        documents = len({self.claims[c]["source_id"] for c in run.claims})
        if n != documents:
            return f"{documents} documents"
        attribute = self.claims[run.claims[0]]["attribute"]
        first = _SAID.split(run.text)[0]
        if attribute in DATED:
            return self._date(run, first.partition(" by ")[0])
        if not all(self.claims[c]["subject_id"] in self.flows for c in run.claims):
            return "not held"
        given = {n for c in run.claims for n in self.amounts(c)}
        lost = [n for n in numbers(first) if not any(is_near(n, x) for x in given)]
        if lost:
            return f"{lost} is not among {sorted(given)}"
        when = re.search(r"first told ([^,(]+?)(?:,| \()", run.text)
        return self._date(run, when[1]) if when else "held"

    def _date(self, run, text: str = "") -> str:
        """Hold a date: each of its ends lies in days that a claim gives."""
        ends = printed_days(text or run.text)
        if not ends:
            return "not held"
        claims = run.claims
        if run.rule == "last day searched":
            return _so(any(meet(ends[0], span) for span in self.searched), "not searched then")
        if run.rule == "calendar year":
            claims = tuple(
                c for top in {self.top(self.claims[c]["subject_id"]) for c in claims}
                for c in self.of_event[top]
            )  # fmt: skip
        given = [span for c in claims for span in self.days(c)]
        slack = timedelta(31 if "about" in run.text else 0)
        lost = [e for e in ends if not any(meet((e[0] - slack, e[1] + slack), s) for s in given)]
        return _so(not lost, f"{[str(e[0]) for e in lost]} is no day of the claims")

    def _name(self, run) -> str:
        labels = set()
        for claim in run.claims:
            subject = self.claims[claim]["subject_id"]
            while subject in self.events:
                labels.add(self.events[subject]["label"])
                subject = self.events[subject]["part_of"]
        return _so(any(x.startswith(run.text) for x in labels), f"it is called {labels}")

    def _denial(self, runs: list, place: int) -> str:
        run = runs[place]
        wrong = [c for c in run.claims if self.claims[c]["modality"] != "denied"]
        if wrong:
            return f"no denials: {wrong}"
        by = next(r for r in reversed(runs[: place + 1]) if r.rule == "denials")
        named = {
            c: {self.actors[x]["name"] for who in self.speakers(c) for x in self.chain(who)
                if x in self.actors}
            for c in run.claims
        }  # fmt: skip
        who = [x for x in re.split(r", | and (?!\d)", by.text)]
        unheard = [x for x in who if not any(x in names for names in named.values())]
        if unheard:
            return f"no denial of {unheard}"
        if run.rule == "denials":
            return "held"
        own = [c for c, names in named.items() if names & set(who)]
        newest = max(own, key=lambda c: (self.known_on(c), c))
        ends = printed_days(run.text)
        told = self.told(newest)
        return _so((ends[0][0], ends[-1][1]) == told, f"{newest} told it on {told[0]}–{told[1]}")


def _so(holds: bool, fault: str) -> str:
    return "held" if holds else fault


def _middles(ends: list[float]) -> set[float]:
    low, high = ends[0], ends[-1]
    return {low, (low + high) / 2, (low * high) ** 0.5}


def _odds(k: int, n: int, share: float) -> float | None:
    """Return p to 1 - p where a binomial of n has k or less, or k or more, with 5 in 100."""
    if k == (0 if share > 0.5 else n):
        return 0.0 if share > 0.5 else None

    def below(p: float) -> float:
        most = k - 1 if share > 0.5 else k
        return sum(comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(most + 1))

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) > share else (low, middle)
    return low / (1 - low)
