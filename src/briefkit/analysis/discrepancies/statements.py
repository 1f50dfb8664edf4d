"""What was said, as sources render it: propositions turned round, speakers exchanged."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.pairs import Difference, Ground, Pair
from briefkit.analysis.discrepancies.values import Value
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.spelling import plain
from briefkit.schema.values import TextType
from briefkit.vocab import ActorKind, DiscrepancyType, Doubt

__all__ = ["statement_relations"]

_TEXT = TextType()


def statement_relations(corpus: Corpus, said: Sequence[Value]) -> Iterator[Pair | Difference]:
    """Relate the renderings of one statement to one another.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    said : sequence of Value
        Claims of ``gist`` and ``phrase`` on one statement.

    Yields
    ------
    Pair or Difference
        A proposition that one denies and another affirms, that one says of some and another of all,
        or that a coder found garbled, unless one page carries both; one utterance credited to
        speakers of two states, unless the own record of each has it; the same in other words.
    """
    gists = [v for v in said if ATTRIBUTES[v.claim.attribute].is_proposition]
    yield from _meanings(gists)
    yield from _speakers(corpus, said)
    phrases = [v for v in said if ATTRIBUTES[v.claim.attribute].is_as_printed]
    for a, b in itertools.pairwise(_distinct(phrases)):
        if a.claim.source_id != b.claim.source_id:
            yield Difference(a, b, DiscrepancyType.WORDING, "phrase")


def _distinct(said: Sequence[Value]) -> list[Value]:
    return list({plain(v.text): v for v in reversed(said)}.values())[::-1]


def _meanings(gists: Sequence[Value]) -> Iterator[Pair | Difference]:
    once = list({(plain(v.text), v.claim.is_denied, v.bodies): v for v in gists}.values())
    once.sort(key=lambda v: (v.claim.doubt is Doubt.GARBLED, v.rank))
    pages: dict[str, set[str]] = {}
    for v in gists:
        pages.setdefault(plain(v.text), set()).add(v.claim.source_id)
    for a, b in itertools.combinations(once, 2):
        if a.claim.is_denied or b.claim.is_denied:
            continue  # a denial makes a question contested
        if plain(a.text) == plain(b.text):
            continue
        is_apart = not pages[plain(a.text)] & pages[plain(b.text)]  # who carries both means both
        if is_apart and _TEXT.is_turned(a.text, b.text):
            yield Pair(a, b, Ground.POLARITY)
        elif is_apart and _TEXT.is_otherwise_counted(a.text, b.text):
            yield Pair(a, b, Ground.VALUE)
        elif is_apart and _TEXT.is_limited(a.text, b.text):
            yield Pair(a, b, Ground.LIMITED)
        elif is_apart and b.claim.doubt is Doubt.GARBLED is not a.claim.doubt:
            yield Pair(a, b, Ground.GARBLED)
        else:
            yield Difference(a, b, DiscrepancyType.WORDING, "gist")


def _speakers(corpus: Corpus, said: Sequence[Value]) -> Iterator[Pair]:
    """Pair the speakers of two states that the same words are credited to."""
    actors = corpus.ds.tables.records.actors
    by_words: dict[tuple[str, str], dict[str, Value]] = {}
    for v in said:
        speaker = v.claim.speaker_id
        if speaker is None or v.claim.is_denied or speaker not in actors:
            continue
        if actors[speaker].kind is not ActorKind.AGENCY:  # an agency relays
            words = by_words.setdefault((v.claim.attribute, plain(v.text)), {})
            words.setdefault(corpus.body(speaker), v)
    for words in by_words.values():
        for a, b in itertools.combinations(words.values(), 2):
            states = {corpus.state(str(v.claim.speaker_id)) for v in (a, b)}
            are_records = a.is_record and b.is_record  # each said so
            if len(states) == 2 and None not in states and not are_records:
                yield Pair(a, b, Ground.SPEAKER)
