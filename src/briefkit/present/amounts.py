"""What is said of an amount: the number, whose it is, and what others say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.current import VoiceValue
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.flows import Flows
from briefkit.analysis.likeness import AGREE, is_alike
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.totals import TotalCheck
from briefkit.analysis.voices import bodies, last_affirmed
from briefkit.dataset import Dataset
from briefkit.present.blocks import Run
from briefkit.present.formats import Runs, coded, count, label, name, number, text, voice_run
from briefkit.present.quotes import listing, who_text
from briefkit.present.words import amount_text, date_text, time_text
from briefkit.vocab import Hedge

__all__ = ["flow_sentences", "line_sentence", "time_run", "whose"]

_MOST = 5
_MOST_TOTALS = 2


def flow_sentences(ds: Dataset, result: Flows) -> list[Runs]:
    """Return the key sentences of flows: those of which most voices speak, newest first of equals.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    result : Flows
        Its analysis.

    Returns
    -------
    list of tuple of Run
        One sentence a flow; then wholes that are smaller than their parts together.
    """
    numbered = [x for x in result.latest if x.estimate is not None and x.stage.is_actual]
    if not numbered:
        return [(text("No flow in this window has a number."),)]
    ranked = sorted(
        numbered, key=lambda x: (-len(x.voices), -x.n_sources, -x.speaks_of.toordinal(), x.name)
    )
    once = {(x.flow_id, x.attribute): x for x in reversed(ranked)}
    kept = [x for x in ranked if once[x.flow_id, x.attribute] is x][:_MOST]
    failed = [check for check in result.totals if not check.holds]
    return [
        *(line_sentence(ds, line) for line in kept),
        *(_total_sentence(ds, check) for check in failed[:_MOST_TOTALS]),
    ]


def line_sentence(ds: Dataset, line: FlowLine) -> Runs:
    """Return one sentence on a line: what, how much, of what time, by whom."""
    estimate = line.estimate
    assert estimate is not None
    what: Runs = (name(ds, line.flow_id),)
    if line.attribute != "quantity":
        what = (*what, text(f", {line.attribute}"))
    if not line.stage.is_actual:
        what = (*what, text(f", {str(line.stage).replace('_', ' ')}"))
    return (
        *what,
        text(": "),
        *number(estimate, line.name),
        text(", "),
        time_run(ds, line),
        *whose(ds, estimate, is_alone=_is_alone(ds, line)),
        *_denied(ds, line),
        text("."),
    )


def _denied(ds: Dataset, line: FlowLine) -> Runs:
    """Say who denies it and has not said it since, and when that was last."""
    if not line.denied_ids:
        return ()
    claims = [ds.records.claims[key] for key in line.denied_ids]
    corpus, known = corpus_of(ds), ds.tables.known_on
    said = last_affirmed(ds, line.flow_id)
    last: dict[str, date] = {}
    for claim in claims:
        if claim.speaker_id is not None:
            body, when = corpus.body(claim.speaker_id), known[claim.claim_id]
            last[body] = max(last.get(body, date.min), when)
    by = sorted(body for body, when in last.items() if said.get(body, date.min) <= when)
    if not by:
        return ()
    newest = Run(date_text(max(last[body] for body in by)), "date", line.denied_ids[:8], "denial")
    deniers = coded(who_text(ds, by), line.denied_ids[:8], "denials")
    return (text("; denied by "), deniers, text(", last on "), newest)


def time_run(ds: Dataset, line: FlowLine) -> Run:
    """Say of what time a number speaks: its period, or when it was told.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    line : FlowLine
        A line.

    Returns
    -------
    Run
        "August 2023 to March 2025" where the claim that first gave it names a period or a last day;
        else "first told 30 April 2025"; of a range "told 13 August to 6 November 2025".
    """
    estimate = line.estimate
    if estimate is None or line.window is not None:
        words = time_text(line.window) if line.window is not None else date_text(line.speaks_of)
        return Run(words, "date", line.claim_ids, "window as claimed")
    claims = ds.records.claims

    def order(voice: VoiceValue) -> tuple[bool, date, str]:
        window = claims[voice.first_id].window
        return window is not None and not window.endswith(".."), voice.since, voice.voice

    givers = sorted(_givers(estimate), key=order)
    first = claims[givers[0].first_id]
    days = sorted(v.since for v in givers)
    if estimate.form == "range" and days[0] != days[-1]:
        words = f"told {date_text(days[0])} to {date_text(days[-1])}"
    elif first.window is not None and not first.window.endswith(".."):
        words = time_text(first.window)
    else:
        told = first.said_on or ds.tables.records.sources[first.source_id].published
        words = f"{'told' if len(estimate.claim_ids) == 1 else 'first told'} {date_text(told)}"
    return Run(words, "date", tuple(v.first_id for v in givers), "when it was told, or its period")


def _givers(estimate: Estimate) -> list[VoiceValue]:
    """Return the voices that say what is printed: the value, or the bound; of a range all."""
    heard = list(estimate.voices)
    if estimate.best is not None:
        return [v for v in heard if is_alike(v.amount.best, estimate.best, AGREE)] or heard
    if estimate.form == "floor":
        return [v for v in heard if v.amount.floor >= (estimate.low or 0)] or heard
    return heard


def _is_alone(ds: Dataset, line: FlowLine) -> bool:
    """Whether nobody else gives any number of this flow."""
    heard = {v.voice for v in line.voices}
    return all(
        bodies(ds, claim) <= heard
        for claim in ds.claims_of(line.flow_id, line.attribute)
        if not claim.is_denied and claim.hedge is not Hedge.SOME
    )


def whose(ds: Dataset, estimate: Estimate, *, is_alone: bool = True) -> Runs:
    """Say whose a number is, and what others say.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    estimate : Estimate
        The number.
    is_alone : bool
        Whether a single voice may be called alone: nobody else gives any number of it.

    Returns
    -------
    tuple of Run
        ", according to Russia alone"; ", according to Russia and China; A 10"; ". Three voices give
        three numbers: A 10; B 20; C 30"; then what most pages print where that is another number,
        and what was set aside.
    """
    heard = estimate.voices
    if not heard:
        return ()
    runs: Runs
    if len(heard) == 1:
        alone = (text(" alone"),) if is_alone else ()
        runs = (text(", according to "), voice_run(ds, heard[0].voice), *alone)
    elif estimate.form == "range":
        runs = _all_differ(ds, estimate)
    else:
        runs = _holders(ds, estimate)
    vote = estimate.vote
    if vote is not None and estimate.best is not None and not is_alike(vote, estimate.best, AGREE):
        plain = amount_text(None, vote, None, estimate.unit)
        runs = (
            *runs,
            text("; most pages of the last half-year print "),
            _ends(plain, estimate.claim_ids, "plain vote"),
        )
    for voice in estimate.aside:
        amount = voice.amount
        shown = amount_text(amount.low, amount.best, amount.high, str(amount.unit))
        runs = (
            *runs,
            text("; set aside, as many times off: "),
            _ends(shown, voice.claim_ids, "set aside as a slip"),
            text(f", in {listing(_publishers(ds, voice))}"),
        )
    return runs


def _publishers(ds: Dataset, voice: VoiceValue) -> list[str]:
    """Return who prints a number: a slip is the page's, and not that of the voice."""
    records = ds.tables.records
    ids = {records.claims[name].source_id for name in voice.claim_ids}
    return sorted({records.sources[name].publisher for name in ids})


def _ends(words: str, claims: Sequence[str], rule: str) -> Run:
    return Run(words, "num", tuple(claims), rule)


def _holders(ds: Dataset, estimate: Estimate) -> Runs:
    heard = estimate.voices
    if estimate.best is None:
        return (text(": "), *_said(ds, heard))
    holders = [v for v in heard if is_alike(v.amount.best, estimate.best, AGREE)]
    others = [v for v in heard if v not in holders]
    named = (text(", according to "), *_names(ds, holders))
    return (*named, text("; "), *_said(ds, others)) if others else named


def _all_differ(ds: Dataset, estimate: Estimate) -> Runs:
    heard = estimate.voices
    shown = {_words(v) for v in heard}
    n = count(len(heard), "voices that are heard", estimate.claim_ids, unit="voice")
    m = count(len(shown), "numbers that they give", estimate.claim_ids, unit="number")
    verb = "give" if len(heard) > 1 else "gives"
    return (text(". "), n, text(f" {verb} "), m, text(": "), *_said(ds, heard))


def _said(ds: Dataset, voices: Sequence[VoiceValue], most: int = 3) -> Runs:
    """Say what some voices give, from the lowest to the highest; of many those two."""
    ranked = sorted(voices, key=lambda v: (v.amount.centre or 0, v.voice))
    chosen = ranked if len(ranked) <= most else _outermost(ranked)
    runs: list[Run] = []
    for voice in chosen:
        runs += [text("; ")] if runs else []
        runs += [
            voice_run(ds, voice.voice),
            text(" "),
            _ends(_words(voice), voice.claim_ids, "what this voice says now"),
        ]
    left = len(ranked) - len(chosen)
    if left:
        runs += [text("; and "), count(left, "voices that are not named", unit="other")]
    return tuple(runs)


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
    names = [voice_run(ds, v.voice) for v in voices[:most]]
    runs: list[Run] = []
    for place, run in enumerate(names):
        is_last = place == len(names) - 1 and len(voices) <= most
        runs += [text(" and " if is_last else ", ")] if runs else []
        runs.append(run)
    left = len(voices) - most
    if left > 0:
        runs += [text(" and "), count(left, "further voices", unit="other")]
    return tuple(runs)


def _total_sentence(ds: Dataset, check: TotalCheck) -> Runs:
    parts = Run(
        amount_text(check.parts.low, None, None, check.whole.unit),
        "num",
        check.parts.claim_ids,
        check.parts.rule,
    )
    return (
        text(f"{label(ds, check.flow_id)}: the whole is given as "),
        *number(check.whole),
        text(", its parts together as "),
        parts,
        text("; the parts are said to be apart, so both cannot hold."),
    )
