"""Which series of the flows are long enough to be drawn, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.tellings import Telling
from briefkit.dates import span
from briefkit.errors import DateError
from briefkit.present.formats import attribute_words
from briefkit.present.words import spelt

__all__ = ["Panel", "panels_of", "title_of", "voices_of"]

_LEAST = 3  # days of a series
_PAUSE = timedelta(days=730)  # after which what is told is no more of one series
_MOST_VOICES = 4
#: Periods of one length are one series; others have nothing to do with one another.
_STEPS = {"month": (28, 31), "quarter": (89, 92), "year": (365, 366)}


@dataclass(frozen=True, slots=True)
class Panel:
    """One series: a total or stock as it was told, or the periods of one length.

    ``earlier`` was told last before a pause of years, and is not drawn.
    """

    line: FlowLine
    step: str
    tellings: tuple[Telling, ...]
    earlier: Telling | None

    @property
    def n_days(self) -> int:
        """Days that it speaks of."""
        return len({telling.day for telling in self.tellings})


def panels_of(result: Flows) -> list[Panel]:
    """Return the series that speak of three days or more, those with most tellings first."""
    found: dict[tuple[str, ...], list[FlowLine]] = {}
    for line in result.lines:
        length = _step(line)
        if line.estimate is not None and line.stage.is_actual and length is not None:
            key = (line.flow_id, line.attribute, line.unit, length)
            found.setdefault(key, []).append(line)
    panels = []
    for (*_, step), lines in found.items():
        told = sorted(_drawn(lines), key=lambda t: (t.day, t.voice))
        drawn = _last_stretch(told)
        before = told[: len(told) - len(drawn)]
        panels.append(Panel(lines[0], step, drawn, before[-1] if before else None))
    long = [panel for panel in panels if panel.n_days >= _LEAST]
    return sorted(long, key=lambda p: (-len(p.tellings), p.line.name))


def _last_stretch(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Return of tellings by day those behind the last long pause: before it another was told."""
    found: list[Telling] = []
    for telling in tellings:
        if found and telling.day - found[-1].day > _PAUSE:
            found.clear()
        found.append(telling)
    return tuple(found)


def _step(line: FlowLine) -> str | None:
    """Return the length of a period; empty for a total or stock, None for what is no series."""
    if not line.is_period:
        return ""
    try:
        days = span(line.window or "")
    except DateError:
        return None
    if days.earliest is None or days.latest is None:
        return None
    n = (days.last - days.first).days + 1
    return next((step for step, (least, most) in _STEPS.items() if least <= n <= most), None)


def _drawn(lines: Iterable[FlowLine]) -> Iterable[Telling]:
    return (t for line in lines for t in line.tellings if t.amount.centre)


def title_of(panel: Panel) -> str:
    """Return what a series is of: flow, attribute, length of its periods and unit."""
    line = panel.line
    words = [line.label, *attribute_words(line.attribute)]
    words += [f"by {panel.step}"] if panel.step else []
    return ", ".join([*words, spelt(line.unit)])


def voices_of(panel: Panel) -> list[str]:
    """Return the four voices that tell most of a series."""
    counts = Counter(telling.voice for telling in panel.tellings)
    return sorted(counts, key=lambda voice: (-counts[voice], voice))[:_MOST_VOICES]
