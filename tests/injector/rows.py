"""Rows of a synthetic corpus: its draws, its subjects, and how it is written."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from briefkit.schema.columns import columns
from briefkit.schema.tables import TABLES
from injector.lexicon import LANGUAGES
from injector.world import STATES, Row, State, cast, title

#: Columns that came later; they stay empty in a corpus without extents.
LATER = {"extent", "said_on", "scope", "doubt", "part_of", "parts", "wider", "fulfils", "result"}
#: Tables in which `part_of` is no later column.
_OLD_PARTS = {"events", "flows"}


@dataclass
class Rows:
    """Makes rows from a seed.

    Parameters
    ----------
    seed : int
        Same seed, same rows.
    adversarial : bool
        Whether clean questions look wrong.
    with_extent : bool
        Whether the later columns are filled.
    """

    seed: int
    adversarial: bool = False
    with_extent: bool = True
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(f"{self.seed}-{self.adversarial}-{self.with_extent}")
        self.rows = {table: [] for table in TABLES}
        self.rows |= cast(self.rng, with_extent=self.with_extent)
        self._claims: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._n = 0

    # draws

    def day(self) -> date:
        """Draw a day that leaves three years for what follows."""
        return date(2020, 6, 1) + timedelta(days=self.rng.randrange(900))

    def states(self, n: int, among: Iterable[State] = STATES) -> list[State]:
        """Draw n different states."""
        return self.rng.sample(list(among), n)

    def lang(self) -> str:
        """Draw a language, English most of all."""
        return "en" if self.rng.random() < 0.4 else self.rng.choice(LANGUAGES)

    def amount(self, low: int = 1200, high: int = 90_000) -> int:
        """Draw a number of two or three significant digits that does not start a round thousand."""
        raw = self.rng.uniform(low, high)
        size = 10 ** (len(str(int(raw))) - self.rng.choice((2, 3)))
        made: int = int(raw // size) * size
        return made + size if str(made)[1] == "0" else made

    def apart(self, value: float, *, above: bool | None = None) -> int:
        """Draw a number that differs by no power of ten, no unit's ratio and no small multiple."""
        ratio = self.rng.choice((self.rng.uniform(1.32, 1.8), self.rng.uniform(2.2, 2.75)))
        if above is False or (above is None and self.rng.random() < 0.5):
            ratio = 1 / ratio
        size: int = 10 ** max(0, len(str(int(value * ratio))) - 3)
        return max(1, round(value * ratio / size) * size)

    # subjects

    def new_id(self, *parts: str) -> str:
        """Make an id that nothing has yet."""
        self._n += 1
        return "-".join([*(part.lower() for part in parts), f"{self._n:04d}"])

    def flow(self, commodity: str = "goods", *, part_of: str = "", parts: str = "") -> str:
        """Add a flow between two states, or a part of one."""
        whole = next((row for row in self.rows["flows"] if row["flow_id"] == part_of), None)
        origin, destination = (state.code for state in self.states(2))
        if whole is not None:
            origin, destination = str(whole["origin"]), str(whole["destination"])
        flow_id = self.new_id(commodity, origin, destination)
        row: Row = {"flow_id": flow_id, "commodity": commodity, "origin": origin}
        row |= {"destination": destination, "part_of": part_of, "parts": parts}
        self._add("flows", row, label=f"{commodity.title()} from {origin} to {destination}")
        return flow_id

    def ends(self, flow_id: str) -> tuple[State, State, list[State]]:
        """Return where a flow comes from, where it goes, and two states that stand by."""
        row = next(row for row in self.rows["flows"] if row["flow_id"] == flow_id)
        by_code = {state.code: state for state in STATES}
        origin, destination = by_code[str(row["origin"])], by_code[str(row["destination"])]
        others = [state for state in STATES if state not in (origin, destination)]
        return origin, destination, self.states(2, others)

    def event(self, kind: str, guest: State, host: State, day: date) -> str:
        """Add an event of two leaders."""
        names = guest.person("leader"), host.person("leader")
        event_id = self.new_id(*names, f"{day:%Y-%m}")
        label = f"{kind.title()} of {title(names[0])} and {title(names[1])}, {day:%B %Y}"
        self._add("events", {"event_id": event_id, "kind": kind}, label=label)
        return event_id

    def statement(self, speaker: str, day: date, label: str) -> str:
        """Add a statement."""
        statement_id = self.new_id(speaker, "words", f"{day:%Y-%m}")
        self._add("statements", {"statement_id": statement_id, "speaker_id": speaker}, label=label)
        return statement_id

    # output

    def _add(self, table: str, row: Row, label: str = "") -> None:
        if label:
            row = {**row, "label": label}
        if not self.with_extent:
            later = LATER - ({"part_of"} if table in _OLD_PARTS else set())
            row = {key: cell for key, cell in row.items() if key not in later}
        self.rows[table].append(row)

    def write(self, folder: Path) -> None:
        """Write all tables, with the columns that the schema at hand has."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, record in TABLES.items():
            names = [column.name for column in columns(record)]
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
                writer.writeheader()
                writer.writerows(
                    {key: cell for key, cell in row.items() if cell is not None}
                    for row in self.rows[table]
                )
