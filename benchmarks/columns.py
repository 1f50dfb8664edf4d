"""How far a second, blind coding of single columns agrees with the record.

The second coder saw the row alone, the first the page too: a day of saying that only the page
gives is missing in the second. Rows that have since left the record are passed over.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from agreement import krippendorff_alpha

ROOT = Path(__file__).parents[1]


def _terms(cell: str) -> str:
    return "; ".join(sorted(part.strip() for part in cell.split(";") if part.strip()))


def _record(table: str) -> dict[str, dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def main() -> None:
    """Print the table of the datasheet."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    tables: dict[str, dict[str, dict[str, str]]] = {}
    path = ROOT / "tests" / "judged" / "columns.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table, column = row["table"], row["column"]
            if table not in tables:
                tables[table] = _record(table)
            if row["key"] in tables[table]:
                first = tables[table][row["key"]].get(column, "")
                pairs[table, column].append((_terms(first), _terms(row["second"])))
    print("| column | rows | filled by either | agree, % | agree where filled, % | alpha |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for (table, column), cells in pairs.items():
        filled = [pair for pair in cells if any(pair)]
        same = sum(a == b for a, b in cells) / len(cells)
        same_filled = sum(a == b for a, b in filled) / len(filled)
        alpha = krippendorff_alpha(cells)
        print(
            f"| {table}.{column} | {len(cells)} | {len(filled)} | {same:.0%} | {same_filled:.0%} "
            f"| {'–' if alpha is None else f'{alpha:.2f}'} |".replace("%", "")
        )


if __name__ == "__main__":
    main()
