"""Estimates: what the voices say now to a question of number, joined by one printed rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefkit.analysis import rules
from briefkit.analysis.answers import Answer
from briefkit.analysis.current import VoiceValue, current
from briefkit.analysis.joining import caveats, ends, standing, value, vote
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.quantities import Amount
from briefkit.vocab import Caveat, Hedge

__all__ = ["Estimate", "Form", "count_estimate", "estimate_number", "joined"]

#: "Millions" and "some" are no numbers: a voice that says no more is heard where nobody gives one.
_NO_NUMBER: frozenset[Hedge | None] = frozenset({Hedge.MANY, Hedge.SOME})

#: What an estimate is in one word.
Form = Literal["value", "range", "floor", "ceiling"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that carries what it rests on.

    Parameters
    ----------
    low, best, high : float or None
        Ends that voices print, and value; None is unknown. No end is a margin of ours.
    unit : str
        Unit of all three.
    rule : str
        How it was computed.
    claim_ids : tuple of str
        Claims behind it.
    caveats : tuple of Caveat
        Warnings that belong to it.
    n_voices : int
        Independent voices that say *this*: that give the value, or the bound; of a range all that
        are heard.
    vote : float or None
        The value that most claims of the last half-year print, whoever relays whom; None where no
        value has more than half of them.
    vote_ids : tuple of str
        Those claims.
    voices : tuple of VoiceValue
        All voices that are heard.
    aside : tuple of VoiceValue
        Voices whose number was set aside as a slip.
    """

    low: float | None
    best: float | None
    high: float | None
    unit: str
    rule: str
    claim_ids: tuple[str, ...]
    caveats: tuple[Caveat, ...] = ()
    n_voices: int = 0
    vote: float | None = None
    vote_ids: tuple[str, ...] = ()
    voices: tuple[VoiceValue, ...] = ()
    aside: tuple[VoiceValue, ...] = ()

    @property
    def amount(self) -> Amount:
        """The interval alone."""
        return Amount(self.low, self.best, self.high, self.unit)

    @property
    def form(self) -> Form:
        """Whether it is a value, a range, a floor or a ceiling."""
        if self.best is not None:
            return "value"
        if self.low is not None and self.high is not None:
            return "range"
        return "floor" if self.low is not None else "ceiling"

    @property
    def holders(self) -> tuple[VoiceValue, ...]:
        """Voices that say what is printed: of a bound those that put it so far, of a range all.

        All of them too where none does, since the bound is that of a part.
        """
        return _holders(self.voices, self.low, self.best, self.high) or self.voices

    @property
    def is_of_bounds(self) -> bool:
        """Whether one voice gives its lower end and another its upper: nobody gives the range."""
        ends = ((v.amount.low, v.amount.best, v.amount.high) for v in self.voices)
        return self.form == "range" and all(
            best is None and None in {low, high} for low, best, high in ends
        )

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{name}={getattr(self, name)!r}"
            for name in ("low", "best", "high", "unit", "rule", "n_voices")
        )
        return f"Estimate({shown}, {len(self.claim_ids)} claims)"

    def to_json(self) -> dict[str, object]:
        """Return low, best, high, unit, rule and claim_ids."""
        return {
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "unit": self.unit,
            "rule": self.rule,
            "claim_ids": list(self.claim_ids),
        }


def estimate_number(answers: Iterable[Answer], *, is_period: bool = False) -> Estimate | None:
    """Estimate one number from all answers to a question of one series.

    Parameters
    ----------
    answers : iterable of Answer
        Answers that speak of one time, or of the growth of one total.
    is_period : bool
        Whether they speak of one closed period, of which no word grows old.

    Returns
    -------
    Estimate or None
        None if there is no answer; else as :func:`joined` makes it of what each voice says now.
    """
    listed = list(answers)
    if not listed:
        return None
    named = [a for a in listed if a.bodies] or listed
    hedges = {a.claim_id: a.claim.hedge for a in named}
    voices = current(named)
    counted = [v for v in voices if {hedges[name] for name in v.claim_ids} - _NO_NUMBER]
    # "Thousands" is no number beside numbers; beside a voice that says none, it is what is told.
    if not any(v.amount.centre for v in counted):
        counted = list(voices)
    return joined(counted, listed, is_period=is_period)


def joined(
    voices: Sequence[VoiceValue], answers: Sequence[Answer], *, is_period: bool = False
) -> Estimate:
    """Join what voices say now into one estimate.

    Parameters
    ----------
    voices : sequence of VoiceValue
        What each voice says now.
    answers : sequence of Answer
        All that was said, for the plain vote.
    is_period : bool
        Whether it speaks of one closed period.

    Returns
    -------
    Estimate
        Of the voices that are heard (:func:`~briefkit.analysis.joining.standing`): the value and
        the rule of :func:`~briefkit.analysis.joining.value`, between the ends that they print.
    """
    is_stock = any(a.time.is_stock for a in answers)
    heard, aside = standing(voices, is_period=is_period, is_stock=is_stock)
    best, rule = value(heard)
    low, high = ends(heard)
    used = {name for v in (*heard, *aside) for name in v.claim_ids}
    holders = _holders(heard, low, best, high)
    return Estimate(
        low,
        best,
        high,
        heard[0].amount.unit,
        rule,
        tuple(sorted(used)),
        caveats(heard, holders, answers, low, best, high),
        len(holders),
        *vote(answers),
        tuple(heard),
        tuple(aside),
    )


def _holders(
    heard: Iterable[VoiceValue], low: float | None, best: float | None, high: float | None
) -> tuple[VoiceValue, ...]:
    if best is not None:
        return tuple(v for v in heard if is_alike(v.amount.best, best, AGREE))
    if high is None and low is not None:
        return tuple(v for v in heard if v.amount.floor >= low)
    if low is None and high is not None:
        return tuple(v for v in heard if v.amount.ceiling <= high)
    return tuple(heard)


def count_estimate(
    n: int, what: str, claim_ids: Iterable[str], high: int | None = None, rule: str = rules.COUNT
) -> Estimate:
    """Return a count of things in the record as an estimate.

    Parameters
    ----------
    n : int
        How many there certainly are.
    what : str
        Unit: what is counted.
    claim_ids : iterable of str
        Claims that the counted things rest on.
    high : int, optional
        How many there are if the uncertain ones count too.
    rule : str
        How they were counted.

    Returns
    -------
    Estimate
    """
    top = n if high is None else max(n, high)
    return Estimate(n, n, top, what, rule, tuple(sorted(set(claim_ids))))
