"""The rules of tradecraft: small functions over the lines of a brief, each with its standard.

The standards are the nine of ICD 203 and the yardstick of the PHIA. Four of the nine no program can
hold: whether a brief matters to its reader, argues well, is right, and serves without bias.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.present.blocks import Evidence, Figure
from briefkit.publish.tradecraft.lines import Line, Passage, passages
from briefkit.publish.tradecraft.words import found, scales

__all__ = ["RULES", "Broken", "Rule", "check"]

Lines = Sequence[Line]

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_CONFIDENCE = re.compile(r"\bconfiden(t|ce)\b", re.IGNORECASE)
_DEGREE = re.compile(r"\b(low|moderate|high)\b", re.IGNORECASE)
_AUTHOR = re.compile(r"\b(author|judged by|written by)\b", re.IGNORECASE)
_GRADE = re.compile(r"\b[A-F]\b")
_KEY = frozenset({"judged", "finding"})
_TOLD = _KEY | {"note", "body", "item"}
#: What stands there is of every brief alike.
_METHOD = frozenset({"method", "caveats"})


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that breaks a rule.

    Parameters
    ----------
    rule : str
        Name of the rule.
    cell, line : int
        Where it stands; see :class:`briefkit.publish.tradecraft.lines.Line`.
    message : str
        What is wrong and what to do, in one line.
    """

    rule: str
    cell: int
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the standard that it holds a brief to."""

    name: str
    standard: str
    finds: Callable[[Lines], Iterator[tuple[Line, str]]]


def check(lines: Lines) -> tuple[Broken, ...]:
    """Return what breaks a rule, in reading order.

    Parameters
    ----------
    lines : sequence of Line
        A brief, as :func:`briefkit.publish.tradecraft.lines.lines_of` returns it.

    Returns
    -------
    tuple of Broken
    """
    broken = [
        Broken(rule.name, line.cell, line.number, f"{message} ({rule.name}: {rule.standard})")
        for rule in RULES
        for line, message in rule.finds(lines)
    ]
    return tuple(sorted(broken, key=lambda b: (b.cell, b.line)))


def _ours(lines: Lines) -> Iterator[Line]:
    """Walk the lines in which a brief speaks for itself."""
    return (line for line in lines if line.style != "evidence")


def _mixed(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find terms of likelihood of another vocabulary than most of the brief has."""
    used = [(line, word) for line in _ours(lines) for word in found("likelihood", line.own)]
    counts = Counter(word for _, word in used)
    named = {scale: words for scale, words in scales().items() if scale != "none"}
    best = max(
        named, key=lambda scale: sum(n for word, n in counts.items() if word in named[scale])
    )
    for line, word in used:
        if word not in named[best]:
            others = ", ".join(sorted(scale for scale in named if word in named[scale])) or "none"
            yield line, f"'{word}' is of another vocabulary ({others}) than the rest ({best})"


def _bare(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements that a thing may be so, and not how likely it is."""
    for line in lines:
        if line.style == "judged":
            for word in found("possibility", line.own):
                yield line, f"'{word}' says nothing of how likely it is; write a term of likelihood"


def _joined(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find sentences that say both how sure one is and how likely a thing is."""
    for line in _ours(lines):
        for sentence in _SENTENCE.split(line.own):
            likely = next(found("likelihood", sentence), None)
            if likely is not None and _CONFIDENCE.search(sentence):
                yield line, f"confidence and '{likely}' stand in one sentence; make two of it"


def _alternative(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements without what else would explain the record."""
    yield from _lacking(lines, "alternative", "no alternative is told; say what else would fit")


def _change(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements without what would change them."""
    yield from _lacking(lines, "change", "nothing is told that would change it; say what would")


def _lacking(lines: Lines, meaning: str, message: str) -> Iterator[tuple[Line, str]]:
    for passage in passages(lines):
        if next(found(meaning, _own(passage)), None) is None:
            yield passage.lead, message


def _own(passage: Passage) -> str:
    return "\n".join(line.own for line in passage.lines)


def _unsure(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements that do not say how sure they are."""
    for passage in passages(lines):
        if not (_CONFIDENCE.search(passage.text) and _DEGREE.search(passage.text)):
            yield passage.lead, "no confidence is told; say low, moderate or high, and why"


def _unsigned(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements that nobody can tell apart from the record: they have no author."""
    for passage in passages(lines):
        below = [line.text for line in lines if line.part == passage.lead.part]
        if not any(_AUTHOR.search(text) for text in (passage.text, *below)):
            yield passage.lead, "no author is told; say whose judgement it is, as a role"


def _baseless(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find judgements that lead to no claim and no number; in a cell a link or an id does so."""
    for passage in passages(lines):
        runs = [run for line in passage.lines for run in line.runs]
        is_led = any(run.claims or run.number for run in runs)
        is_linked = any(run.kind == "id" or run.href.startswith("#") for run in runs)
        if not (is_led or is_linked):
            yield passage.lead, "it leads to no claim and no number; name what it rests on"


def _gap(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find briefs with a key sentence that name nothing that is not known."""
    key = [line for line in lines if line.style in _KEY]
    told = (line.part + " " + line.own for line in lines if line.style in _TOLD and _is_front(line))
    if key and not any(next(found("gap", text), None) for text in told):
        yield key[0], "no gap is named in the brief; say what is not known or was not searched"


def _is_front(line: Line) -> bool:
    return line.part.lower() not in _METHOD


def _ungraded(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find sources without their grade, in the list of sources and in the evidence."""
    for line in lines:
        is_source = line.style == "item" and line.part.lower() == "sources"
        if is_source and any(run.claims for run in line.runs) and not _GRADE.search(line.own):
            yield line, f"source without a grade: {line.text[:60]}"
        if isinstance(line.block, Evidence) and not line.block.items[0].grade:
            yield line, f"claim of a source without a grade: {line.block.items[0].claim_id}"


def _uncaptioned(lines: Lines) -> Iterator[tuple[Line, str]]:
    """Find figures that do not say what they show, also to those who do not see them."""
    for line in lines:
        if isinstance(line.block, Figure) and not (line.text.strip() and line.block.alt.strip()):
            yield line, "a figure without a caption or a text in its place"


_SOURCES, _UNCERTAINTY = "ICD 203, sources", "ICD 203, uncertainty"
_APART, _ALTERNATIVES = "ICD 203, judgement apart from information", "ICD 203, alternatives"
_CHANGE, _SHOWN = "ICD 203, change", "ICD 203, visual information"

RULES = (
    Rule("mixed-likelihood", f"{_UNCERTAINTY}; PHIA, one yardstick", _mixed),
    Rule("bare-possibility", f"{_UNCERTAINTY}; PHIA, one yardstick", _bare),
    Rule("confidence-with-likelihood", f"{_UNCERTAINTY}; PHIA, confidence apart", _joined),
    Rule("no-confidence", f"{_UNCERTAINTY}; PHIA, analytical confidence", _unsure),
    Rule("no-alternative", _ALTERNATIVES, _alternative),
    Rule("no-change", _CHANGE, _change),
    Rule("no-author", _APART, _unsigned),
    Rule("no-basis", _SOURCES, _baseless),
    Rule("no-gap", _UNCERTAINTY, _gap),
    Rule("source-without-grade", _SOURCES, _ungraded),
    Rule("figure-without-caption", _SHOWN, _uncaptioned),
)
