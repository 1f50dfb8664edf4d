"""How far two independent codings of the same articles agree, attribute by attribute.

Rows are aligned without looking at their values: inside one source, subject and attribute, by the
place on the page and by the words that both coders copied. What is compared afterwards is the value
that each made of those words, and the columns that qualify it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from briefkit.schema.attributes import ATTRIBUTES, ValueType

Row = dict[str, str]
Pair = tuple[Row, Row]

#: Columns that qualify a value; an empty cell is a term of its own ("asserted", "done").
QUALIFIERS = ("unit", "hedge", "window", "modality", "stage", "speaker_id", "origin_ids", "basis")
#: Attributes whose value is worded by the coder: exact agreement says nothing about them.
OWN_WORDS = {"gist", "purpose"}
#: Shared words that make one passage of two copies of it, when the locators differ.
SAME_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two codings on one attribute.

    Parameters
    ----------
    attribute : str
        Name of the attribute.
    n_a, n_b : int
        Rows of each coder.
    n_matched : int
        Rows that stand for the same passage in both.
    n_same : int or None
        Matched rows with one value and the same bounds; None where the value is in own words.
    alpha : float or None
        Krippendorff's alpha of the values of matched rows; None where it is not defined.
    """

    attribute: str
    n_a: int
    n_b: int
    n_matched: int
    n_same: int | None
    alpha: float | None


def krippendorff_alpha(units: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Return Krippendorff's alpha for two coders and nominal values.

    Parameters
    ----------
    units : iterable of tuple
        The values that the two coders gave to each unit.

    Returns
    -------
    float or None
        1 is perfect, 0 is chance; None where nothing varies, for then chance explains everything.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> round(krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for first, second in units:
        coincidences[first, second] += 1
        coincidences[second, first] += 1
    totals: Counter[Hashable] = Counter()
    for (value, _), n in coincidences.items():
        totals[value] += n
    n_values = sum(totals.values())
    observed = sum(n for (one, other), n in coincidences.items() if one != other)
    expected = n_values**2 - sum(n**2 for n in totals.values())
    if expected == 0:
        return None
    return 1 - (n_values - 1) * observed / expected


def read_claims(path: Path) -> list[Row]:
    """Read a table of claims as text cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def _likeness(one: Row, other: Row) -> float:
    """Shared share of the shorter passage; a point more in the same paragraph."""
    left, right = _words(one["printed"]), _words(other["printed"])
    shared = len(left & right) / max(1, min(len(left), len(right)))
    is_same_place = one["locator"] == other["locator"]
    return shared + is_same_place if shared >= SAME_WORDS or is_same_place else 0.0


def align(rows_a: Sequence[Row], rows_b: Sequence[Row]) -> list[Pair]:
    """Pair the rows of two codings that stand for the same passage.

    Parameters
    ----------
    rows_a, rows_b : sequence of dict
        Claims of the two coders.

    Returns
    -------
    list of tuple
        Each row at most once; likest rows of a source, subject and attribute first.
    """
    groups: dict[tuple[str, str, str], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((rows_a, rows_b)):
        for row in rows:
            groups[row["source_id"], row["subject_id"], row["attribute"]][side].append(row)
    pairs: list[Pair] = []
    for left, right in groups.values():
        ranked = sorted(
            ((_likeness(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
            key=lambda item: (-item[0], item[1], item[2]),
        )
        free_a, free_b = set(range(len(left))), set(range(len(right)))
        for likeness, i, j in ranked:
            if likeness > 0 and i in free_a and j in free_b:
                pairs.append((left[i], right[j]))
                free_a.remove(i)
                free_b.remove(j)
    return pairs


def _value(row: Row) -> tuple[str, ...]:
    parts = sorted(part.strip().casefold() for part in row["value"].split(";"))
    return (*parts, row["low"], row["high"])


def compare(rows_a: Sequence[Row], rows_b: Sequence[Row]) -> list[Agreement]:
    """Compare two codings attribute by attribute.

    Parameters
    ----------
    rows_a, rows_b : sequence of dict
        Claims of the two coders.

    Returns
    -------
    list of Agreement
        In the order of the closed list of attributes; those that nobody used are left out.
    """
    counts = [Counter(row["attribute"] for row in rows) for rows in (rows_a, rows_b)]
    by_attribute: dict[str, list[Pair]] = defaultdict(list)
    for pair in align(rows_a, rows_b):
        by_attribute[pair[0]["attribute"]].append(pair)
    found = []
    for name, attribute in ATTRIBUTES.items():
        if not counts[0][name] and not counts[1][name]:
            continue
        pairs = by_attribute[name]
        units = [(_value(a), _value(b)) for a, b in pairs]
        n_same = None if name in OWN_WORDS else sum(a == b for a, b in units)
        is_nominal = attribute.type not in {ValueType.TEXT, ValueType.ROUTE} and len(units) > 1
        found.append(
            Agreement(
                name,
                counts[0][name],
                counts[1][name],
                len(pairs),
                n_same,
                krippendorff_alpha(units) if is_nominal else None,
            )
        )
    return found


def _qualifier(row: Row, column: str) -> str:
    """Return a cell; claim ids in ``basis`` are numbered by each coder and count as one term."""
    is_derived = column == "basis" and re.search(r"\.\d{3}$", row[column]) is not None
    return "claims" if is_derived else row[column]


def _share(part: int | None, whole: int) -> str:
    return "–" if part is None or whole == 0 else f"{100 * part / whole:.0f}"


def _alpha(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _echo_table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    click.echo("| " + " | ".join(header) + " |")
    click.echo("| --- |" + " ---: |" * (len(header) - 1))
    for line in lines:
        click.echo("| " + " | ".join(map(str, line)) + " |")
    click.echo()


@click.command()
@click.argument("coding_a", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("coding_b", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unmatched", is_flag=True, help="List the rows that only one coder has.")
def main(coding_a: Path, coding_b: Path, unmatched: bool) -> None:
    """Print the agreement of two tables of claims, CODING_A and CODING_B, as Markdown."""
    rows_a, rows_b = read_claims(coding_a), read_claims(coding_b)
    pairs = align(rows_a, rows_b)
    results = compare(rows_a, rows_b)
    scored = [result for result in results if result.n_same is not None]
    lines: list[Sequence[object]] = [
        (
            r.attribute,
            r.n_a,
            r.n_b,
            r.n_matched,
            _share(2 * r.n_matched, r.n_a + r.n_b),
            _share(r.n_same, r.n_matched),
            _alpha(r.alpha),
        )
        for r in results
    ]
    n_same = sum(r.n_same or 0 for r in scored)
    found = _share(2 * len(pairs), len(rows_a) + len(rows_b))
    same = _share(n_same, sum(r.n_matched for r in scored))
    lines.append(("all", len(rows_a), len(rows_b), len(pairs), found, same, "–"))
    _echo_table(
        ("attribute", "A", "B", "both", "found by both, %", "same value, %", "alpha"), lines
    )
    qualifiers = []
    for column in QUALIFIERS:
        units = [(_qualifier(a, column), _qualifier(b, column)) for a, b in pairs]
        filled = sum(bool(a or b) for a, b in units)
        agreed = _share(sum(a == b for a, b in units), len(units))
        both = sum(a == b for a, b in units if a or b)
        qualifiers.append(
            (column, filled, agreed, _share(both, filled), _alpha(krippendorff_alpha(units)))
        )
    _echo_table(
        ("column", "filled by either", "agree, %", "agree where filled, %", "alpha"), qualifiers
    )
    if unmatched:
        for name, rows, side in (("A", rows_a, 0), ("B", rows_b, 1)):
            matched = {id(pair[side]) for pair in pairs}
            for row in rows:
                if id(row) not in matched:
                    click.echo(
                        f"{name} {row['claim_id']} {row['subject_id']}.{row['attribute']}: "
                        f"{row['printed']}"
                    )


if __name__ == "__main__":
    main()
