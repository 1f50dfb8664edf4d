"""A synthetic corpus with injected errors, honest disagreements and clean questions.

It measures the register of disagreements and knows nothing of its rules: what is injected follows
the schema, the vocabularies and the coding manual alone. The cast is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from injector import calm, calm_events, calm_parts, sizes, states, sums, times, voices
from injector.builder import Builder
from injector.truth import Question

__all__ = ["CLEAN", "INJECTED", "Question", "make_corpus"]

Maker = Callable[[Builder, int], Question]

#: What makes each kind of error or honest disagreement, and its share of 300.
INJECTED: dict[str, tuple[Maker, int]] = {
    "magnitude": (sizes.magnitude, 42),
    "unit": (sizes.unit, 22),
    "total_part": (sums.total_part, 20),
    "window": (sums.window, 18),
    "dateline": (times.dateline, 20),
    "date": (times.date_, 20),
    "place": (times.place, 14),
    "count_definition": (states.count_definition, 18),
    "stale": (states.stale, 20),
    "stage": (states.stage, 16),
    "polarity": (voices.polarity, 18),
    "attribution": (voices.attribution, 16),
    "omission": (voices.omission, 12),
    "real": (voices.real, 28),
    "unknown": (voices.unknown, 16),
}
#: What makes each kind of clean question, and its share.
CLEAN: dict[str, tuple[Maker, int]] = {
    "agree": (calm.agree, 1),
    "growth": (calm.growth, 2),
    "nested": (calm.nested, 1),
    "periods": (calm.periods, 1),
    "hedges": (calm.hedges, 2),
    "revised": (calm.revised, 1),
    "plan in numbers": (calm.plan_number, 1),
    "extent": (calm_parts.extents, 2),
    "parts": (calm_parts.parts, 1),
    "conversion": (calm_parts.conversions, 1),
    "denial": (calm_parts.denial, 1),
    "coarse dates": (calm_events.coarse_dates, 1),
    "coarse places": (calm_events.coarse_places, 1),
    "visit span": (calm_events.visit_span, 1),
    "course": (calm_events.course, 1),
    "plan of an event": (calm_events.plan_event, 1),
    "call": (calm_events.call, 1),
    "wording": (calm_events.wording, 2),
    "body and state": (calm_events.body_state, 1),
    "names": (calm_events.names, 1),
    "scope": (calm_events.scope, 1),
}
#: Clean kinds that only the later columns make plain.
_LATER = {"extent", "body and state", "scope"}


def make_corpus(
    folder: Path,
    seed: int,
    *,
    n_injected: int = 300,
    n_clean: int = 1200,
    adversarial: bool = False,
    with_extent: bool = True,
) -> list[Question]:
    """Write a corpus and return what the register should say of each of its questions.

    Parameters
    ----------
    folder : Path
        Where the tables are written.
    seed : int
        Same seed and settings, same bytes.
    n_injected, n_clean : int
        How many questions of each sort.
    adversarial : bool
        Whether clean questions look wrong.
    with_extent : bool
        Whether the later columns are filled: extent, said_on, scope, actors.part_of, flows.parts.
        Without them the clean kinds that need them are left out, unless adversarial.

    Returns
    -------
    list of Question
        In the order in which they were made.
    """
    builder = Builder(seed, adversarial, with_extent)
    needs_later = not with_extent and not adversarial
    kept = {name: pair for name, pair in CLEAN.items() if not (needs_later and name in _LATER)}
    tasks = [
        (maker, seed + number)
        for makers, total in ((INJECTED, n_injected), (kept, n_clean))
        for (maker, _), n in zip(makers.values(), _shares(makers, total), strict=True)
        for number in range(n)
    ]
    builder.rng.shuffle(tasks)
    truth = [maker(builder, number) for maker, number in tasks]
    builder.write(folder)
    return truth


def _shares(makers: dict[str, tuple[Maker, int]], total: int) -> list[int]:
    """Deal a number out by shares; what is left goes to the largest remainders."""
    whole = sum(share for _, share in makers.values())
    exact = [total * share / whole for _, share in makers.values()]
    dealt = [int(number) for number in exact]
    order = sorted(range(len(exact)), key=lambda n: dealt[n] - exact[n])
    for n in order[: total - sum(dealt)]:
        dealt[n] += 1
    return dealt
