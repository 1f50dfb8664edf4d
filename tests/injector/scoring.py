"""Holding a register against the truth: a confusion matrix, F1 and false alarms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefkit.vocab import DiscrepancyType
from injector.truth import Question

NONE = "none"


@dataclass(frozen=True)
class Score:
    """How a register did.

    Parameters
    ----------
    matrix : Counter of (str, str)
        Questions by expected and got first type; ``none`` is no entry.
    guises : Counter of (str, str, bool)
        Questions by kind, guise and whether they came out right.
    """

    matrix: Counter[tuple[str, str]]
    guises: Counter[tuple[str, str, bool]]

    def __add__(self, other: Score) -> Score:
        return Score(self.matrix + other.matrix, self.guises + other.guises)

    @property
    def types(self) -> list[str]:
        """The types that were injected, in the order of the vocabulary."""
        expected = {row for row, _ in self.matrix} - {NONE}
        return [kind.value for kind in DiscrepancyType if kind.value in expected]

    @property
    def f1(self) -> dict[str, float]:
        """F1 of each injected type; an alarm on a clean question counts against its precision."""
        return {
            kind: 2 * self.matrix[kind, kind] / (self._sum(0, kind) + self._sum(1, kind))
            for kind in self.types
        }

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the injected types; 0 where nothing was injected."""
        return sum(self.f1.values()) / len(self.f1) if self.f1 else 0.0

    @property
    def false_alarm_rate(self) -> float:
        """Share of the clean questions that have an entry; 0 where there are none."""
        n_clean = self._sum(0, NONE)
        return 1 - self.matrix[NONE, NONE] / n_clean if n_clean else 0.0

    def _sum(self, side: int, kind: str) -> int:
        return sum(n for pair, n in self.matrix.items() if pair[side] == kind)

    def markdown(self) -> str:
        """Return the confusion matrix: expected down, got across, with recall and F1."""
        rows = [*self.types, NONE] if self._sum(0, NONE) else self.types
        order = [kind.value for kind in DiscrepancyType]
        got = {column for _, column in self.matrix}
        across = [kind for kind in order if kind in got] + [NONE]
        lines = [
            f"| expected \\ got | {' | '.join(across)} | n | recall, % | F1, % |",
            f"| --- |{' ---: |' * (len(across) + 3)}",
        ]
        for row in rows:
            n = self._sum(0, row)
            cells = [str(self.matrix[row, column] or "") for column in across]
            f1 = f"{100 * self.f1[row]:.0f}" if row in self.f1 else ""
            recall = 100 * self.matrix[row, row] / n
            lines.append(f"| {row} | {' | '.join(cells)} | {n} | {recall:.0f} | {f1} |")
        return "\n".join(lines)

    def misses(self) -> list[tuple[str, str, int, int]]:
        """List kind, guise, how many came out wrong, and of how many; the worst first."""
        pairs = {(kind, guise) for kind, guise, _ in self.guises}
        rows = [
            (kind, guise, self.guises[kind, guise, False], self.guises[kind, guise, True])
            for kind, guise in sorted(pairs)
        ]
        found = [(kind, guise, wrong, wrong + right) for kind, guise, wrong, right in rows if wrong]
        return sorted(found, key=lambda row: (-row[2] / row[3], -row[3]))


def first_type(entries: Sequence[Mapping[str, Any]], question: Question) -> str:
    """Tell which type a register puts first for a question.

    Parameters
    ----------
    entries : sequence of mapping
        The discrepancies of a register, variants apart.
    question : Question
        A clean one is held against every entry on its subjects, any other against those under the
        attributes where it may be filed.

    Returns
    -------
    str
        The expected type if an accepted one comes first, else the type that does; ``none`` where
        nothing is filed.
    """
    home = (question.subject_id, question.attribute)
    keys = {home, *question.elsewhere}
    held = [
        entry
        for entry in entries
        if (
            entry["subject_id"] in question.subjects
            if question.expected is None
            else (entry["subject_id"], entry["attribute"]) in keys
        )
    ]
    held.sort(key=lambda entry: (entry["subject_id"], entry["attribute"]) != home)
    firsts: list[str | None] = [str(entry["types"][0]) for entry in held] or [None]
    if any(first in question.accepted for first in firsts):
        return question.expected or NONE
    return firsts[0] or NONE


def score(register: Mapping[str, Any], truth: Iterable[Question]) -> Score:
    """Hold a register against the truth.

    Parameters
    ----------
    register : mapping
        What ``discrepancies(ds).to_json(variants=True)`` gives; variants are no alarms.
    truth : iterable of Question
        What `make_corpus` gave.

    Returns
    -------
    Score
    """
    by_subject: dict[str, list[Mapping[str, Any]]] = {}
    for entry in register["discrepancies"]:
        by_subject.setdefault(entry["subject_id"], []).append(entry)
    matrix: Counter[tuple[str, str]] = Counter()
    guises: Counter[tuple[str, str, bool]] = Counter()
    for question in truth:
        subjects = sorted(question.subjects)
        entries = [entry for subject in subjects for entry in by_subject.get(subject, ())]
        expected, got = question.expected or NONE, first_type(entries, question)
        matrix[expected, got] += 1
        guises[question.kind, question.guise, expected == got] += 1
    return Score(matrix, guises)
