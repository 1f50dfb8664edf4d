"""Whose a number is: who gives it, who gives another, and what was set aside."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from briefkit.analysis.current import VoiceValue
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run, joined
from briefkit.present.formats import count, text, voice_run
from briefkit.present.quotes import listing
from briefkit.present.runs import Runs
from briefkit.present.values import telling_text
from briefkit.present.words import amount_text
from briefkit.vocab import ActorKind

__all__ = ["RANGE", "rivals", "said_by", "whose"]

#: What joins a range to a sentence: who says what is one of its own.
RANGE = ". "


def whose(
    ds: Dataset, estimate: Estimate, *, is_alone: bool = True, told: Mapping[str, Run] | None = None
) -> Runs:
    """Say whose a number is, and what others say.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    estimate : Estimate
        The number.
    is_alone : bool
        Whether a single voice may be called alone: nobody else gives any number of it.
    told : mapping of str to Run, optional
        Words for when each voice said so, where that is not one time.

    Returns
    -------
    tuple of Run
        ", according to Russia alone"; ", according to Russia and China; A 10"; ". Three voices give
        three numbers: A 10; B 20; C 30"; then what most pages print where that is another number,
        and what was set aside.
    """
    if not estimate.voices:
        return ()
    lead, holders = said_by(ds, estimate, is_alone=is_alone, told=told)
    others = joined([run for part in rivals(ds, estimate, told=told) for run in part], "; ")
    return (text(lead), *holders, *((text("; "), *others) if others else ()))


def said_by(
    ds: Dataset, estimate: Estimate, *, is_alone: bool = True, told: Mapping[str, Run] | None = None
) -> tuple[str, Runs]:
    """Say who gives what is printed.

    Parameters
    ----------
    ds, estimate, is_alone, told
        As of :func:`whose`.

    Returns
    -------
    tuple of str and of tuple of Run
        What joins it to a sentence, and who: ", according to ", "Russia and China"; of a range, and
        of several bounds, what each says.
    """
    heard = estimate.voices
    if len(heard) == 1:
        alone = (text(" alone"),) if is_alone else ()
        return ", according to ", (_voice(ds, heard[0]), *alone)
    is_one = not told and len({_words(v) for v in heard}) == 1
    if estimate.form == "range" and not is_one:
        return RANGE, _all_differ(ds, estimate, told or {})
    if estimate.best is None and not is_one:
        return ": ", _said(ds, heard, told or {})
    return ", according to ", _names(ds, estimate.holders)


def rivals(
    ds: Dataset, estimate: Estimate, *, told: Mapping[str, Run] | None = None
) -> tuple[list[Runs], list[Runs], list[Runs]]:
    """Say what else is said: by other voices, by most pages, by what was set aside.

    Parameters
    ----------
    ds, estimate, told
        As of :func:`whose`.

    Returns
    -------
    tuple of list of tuple of Run
        Bounds that leave the number standing; what does not; what most pages print, and slips that
        were set aside.
    """
    fits: list[Runs] = []
    found: list[Runs] = []
    notes: list[Runs] = []
    others = [v for v in estimate.voices if v not in estimate.holders]
    if others and estimate.best is not None:
        is_bound = [v for v in others if _leaves_standing(v, estimate)]
        differs = [v for v in others if v not in is_bound]
        fits += [_said(ds, is_bound, told or {})] if is_bound else []
        found += [_said(ds, differs, told or {})] if differs else []
    vote = estimate.vote
    if vote is not None and estimate.best is not None and not is_alike(vote, estimate.best, AGREE):
        plain = amount_text(None, vote, None, estimate.unit)
        shown = _ends(plain, estimate.vote_ids, "plain vote")
        notes.append((text("most pages of the last half-year print "), shown))
    for voice in estimate.aside:
        amount = voice.amount
        words = amount_text(amount.low, amount.best, amount.high, amount.unit)
        notes.append(
            (
                text("set aside as a slip, being many times off: "),
                _ends(words, voice.claim_ids, "set aside as a slip"),
                text(f", in {listing(_publishers(ds, voice))}"),
            )
        )
    return fits, found, notes


def _leaves_standing(voice: VoiceValue, estimate: Estimate) -> bool:
    """Whether a voice gives a bound alone, and the number lies within it."""
    amount, best = voice.amount, estimate.best
    return amount.best is None and best is not None and amount.floor <= best <= amount.ceiling


def _voice(ds: Dataset, voice: VoiceValue) -> Run:
    """Name a voice; a state whose agency alone has it, by the agency."""
    actor = ds.records.actors.get(voice.speaker)
    is_relayed = actor is not None and actor.kind is ActorKind.AGENCY
    return voice_run(ds, voice.speaker if is_relayed else voice.voice)


def _publishers(ds: Dataset, voice: VoiceValue) -> list[str]:
    """Return who prints a number: a slip is the page's, and not that of the voice."""
    records = ds.tables.records
    ids = {records.claims[name].source_id for name in voice.claim_ids}
    return sorted({records.sources[name].publisher for name in ids})


def _ends(words: str, claims: Sequence[str], rule: str) -> Run:
    return Run(words, "num", tuple(claims), rule)


def _all_differ(ds: Dataset, estimate: Estimate, told: Mapping[str, Run]) -> Runs:
    heard = estimate.voices
    shown = {_words(v) for v in heard}
    n = count(len(heard), "voices that are heard", estimate.claim_ids, unit="voice")
    m = count(len(shown), "numbers that they give", estimate.claim_ids, unit="number")
    verb = "give" if len(heard) > 1 else "gives"
    return (n, text(f" {verb} "), m, text(": "), *_said(ds, heard, told))


def _said(
    ds: Dataset, voices: Sequence[VoiceValue], told: Mapping[str, Run], most: int = 3
) -> Runs:
    """Say what some voices give, from the lowest to the highest; of many those two and the best."""
    ranked = sorted(voices, key=lambda v: (v.amount.centre or 0, _words(v), v.voice))
    chosen = ranked if len(ranked) <= most else _outermost(ranked)
    if len(ranked) > most:
        rest = [v for v in ranked if v not in chosen]
        chosen += [max(rest, key=lambda v: (not v.is_weak, v.n_sources, v.told, v.voice))]
        chosen.sort(key=lambda v: (v.amount.centre or 0, v.voice))
    runs: list[Run] = []
    for same in _of_one_word(chosen, told):
        runs += [text("; ")] if runs else []
        claims = sorted({name for voice in same for name in voice.claim_ids})
        runs += [
            *_names(ds, same),
            text(" "),
            _ends(telling_text(ds, same[0].amount, claims), claims, "what this voice says now"),
            *((text(", "), told[same[0].voice]) if same[0].voice in told else ()),
        ]
    left = len(ranked) - len(chosen)
    if left:
        runs += [text("; and "), count(left, "voices that are not named", unit="other")]
    return tuple(runs)


def _of_one_word(
    voices: Sequence[VoiceValue], told: Mapping[str, Run]
) -> Iterator[list[VoiceValue]]:
    """Join voices that say the same at one time; they stand side by side."""

    def said(voice: VoiceValue) -> tuple[str, str]:
        return _words(voice), told[voice.voice].text if voice.voice in told else ""

    for _, same in itertools.groupby(voices, key=said):
        yield list(same)


def _outermost(voices: Sequence[VoiceValue]) -> list[VoiceValue]:
    """Return who gives the lowest and who the highest value; bounds alone where none gives one."""
    valued = [v for v in voices if v.amount.best is not None or v.amount.high is not None]
    low = min(valued or voices, key=lambda v: (v.amount.low or v.amount.best or 0, v.voice))
    rest = [v for v in voices if v is not low]
    high = max(
        [v for v in rest if v.amount.high is not None] or rest,
        key=lambda v: (v.amount.high or v.amount.best or v.amount.low or 0, v.voice),
    )
    return [low, high]


def _words(voice: VoiceValue) -> str:
    amount = voice.amount
    return amount_text(amount.low, amount.best, amount.high)


def _names(ds: Dataset, voices: Sequence[VoiceValue], most: int = 3) -> Runs:
    names = [_voice(ds, v) for v in voices[:most]]
    runs: list[Run] = []
    for place, run in enumerate(names):
        is_last = place == len(names) - 1 and len(voices) <= most
        runs += [text(" and " if is_last else ", ")] if runs else []
        runs.append(run)
    left = len(voices) - most
    if left > 0:
        runs += [text(" and "), count(left, "further voices", unit="other")]
    return tuple(runs)
