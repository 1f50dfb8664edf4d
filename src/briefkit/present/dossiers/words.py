"""The English of dossiers: what claims mean, where words were changed, why a number moved."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.analysis.current import VoiceValue
from briefkit.analysis.dossiers.history import Departure, History, Move
from briefkit.analysis.dossiers.meanings import Meaning, Told
from briefkit.analysis.dossiers.trees import Fault
from briefkit.analysis.voices import UNKNOWN
from briefkit.dataset import Dataset
from briefkit.present.quotes import listing
from briefkit.present.values import telling_text
from briefkit.present.words import time_text

__all__ = [
    "KIND_TITLES",
    "attribute_text",
    "counted",
    "fault_text",
    "meaning_text",
    "meaning_title",
    "move_text",
    "party_text",
    "said_by_voices",
    "wrong_text",
]

#: Kinds of dossier by the word for one and for all of them.
KIND_TITLES = {
    "flow": ("Flow", "Flows"),
    "event": ("Contact", "Contacts and other events"),
    "statement": ("Statement", "Statements"),
    "dyad": ("Pair of states", "Pairs of states"),
    "person": ("Person", "People"),
    "body": ("State or body", "States and bodies"),
    "place": ("Place", "Places"),
    "entry": ("Disagreement", "Disagreements"),
}

_TITLES = {
    Meaning.TOTAL: ("to date", "What a voice says there was up to its day; these feed the value."),
    Meaning.SAID: ("", ""),
    Meaning.PERIOD: ("of one period", "Of a month, a year or a season; no total to date."),
    Meaning.PART: ("of a lot or a part", "One ship, train, wave, place or unit; not all of it."),
    Meaning.CAPACITY: ("would fit", "What could be carried, held or made, and not what was."),
    Meaning.CONVERSION: (
        "converted, and printed as a count",
        "Another number converted, told as if somebody had counted.",
    ),
    Meaning.LIMIT: ("allowed", "What a law, quota or order allows."),
    Meaning.VAGUE: ("amount not given", "That there was some or much of it, without a number."),
    Meaning.PLAN: ("planned or announced", "Intended, offered, agreed or made public as coming."),
    Meaning.CALLED_OFF: ("called off", "Said not to come any more."),
    Meaning.DOUBTFUL: (
        "doubtful in itself",
        "Other words of the page, or what it relays, say otherwise; the mark tells why.",
    ),
    Meaning.DENIED: ("denied", "Said not to be so."),
    Meaning.TAKEN_BACK: ("taken back", "Corrected later by its own publisher."),
}  # fmt: skip

_ATTRIBUTES = {
    "quantity": "amount",
    "actor": "who",
    "recipient": "with whom",
    "met": "whom he met",
    "phrase": "words as printed",
    "gist": "what was said",
    "leg": "part of the route",
    "name": "spelling",
    "ordinal": "which in a series",
    "count": "how many",
}

_FAULTS = {
    Fault.HERE: "The words were changed here",
    Fault.HERE_OR_ABOVE: "The words were changed here or on the way here",
    Fault.REPEATED: "Repeats words that were changed before",
}


def counted(n: int, thing: str) -> str:
    """Return a count of things.

    Examples
    --------
    >>> counted(1, "claim"), counted(1200, "document")
    ('1 claim', '1,200 documents')
    """
    return f"{n:,} {thing}{'' if n == 1 else 's'}"


def attribute_text(attribute: str) -> str:
    """Return the name of an attribute in words."""
    return _ATTRIBUTES.get(attribute, attribute.replace("_", " "))


def meaning_title(attribute: str, meaning: Meaning) -> str:
    """Return the heading of claims that mean the same."""
    own = _TITLES[meaning][0]
    words = attribute_text(attribute)
    return f"{words}, {own}".capitalize() if own else words.capitalize()


def meaning_text(meaning: Meaning) -> str:
    """Return a sentence on what some claims mean; empty where there is nothing to say."""
    return _TITLES[meaning][1]


def wrong_text(told: Told) -> str:
    """Say what was changed in the words of a claim; empty where nothing was."""
    parts = []
    if told.claim.is_doubtful and told.claim.doubt is not None:
        parts.append(told.claim.doubt.sentence.rstrip("."))
    if told.meaning is Meaning.CONVERSION:
        parts.append("A conversion, told as a count")
    elif told.has_lost_extent:
        parts.append("Does not say that it is only a part, or what would fit")
    if told.has_lost_window:
        parts.append("Does not say of which time")
    if told.meaning is Meaning.TAKEN_BACK:
        parts.append("Taken back by its publisher")
    elif told.corrected_by is not None:
        parts.append("Repeats what was taken back")
    return "; ".join(parts)


def fault_text(fault: Fault) -> str:
    """Say where words were changed."""
    return _FAULTS[fault]


def party_text(ds: Dataset, name: str) -> str:
    """Return the name of an actor, or of a publisher as it stands."""
    if name == UNKNOWN:
        return "Unnamed"
    actors = ds.tables.records.actors
    return actors[name].name if name in actors else name


def _amount(ds: Dataset, voice: VoiceValue) -> str:
    return telling_text(ds, voice.amount, voice.claim_ids)


def said_by_voices(ds: Dataset, voices: Iterable[VoiceValue]) -> list[tuple[str, str]]:
    """Return who says how much, with the claim in which it was first said."""
    return [(f"{party_text(ds, v.voice)} {_amount(ds, v)}", v.first_id) for v in voices]


def move_text(ds: Dataset, move: Move) -> str:
    """Say why a number moved: who joined, who said another number, who is heard no more."""
    parts = []
    if move.is_other_time and move.line is not None:
        when = move.line.window
        parts.append(f"What is newest speaks of {_time(ds, when)}" if when else
                     "What is newest is a total to date")  # fmt: skip
    for voice in move.joined:
        parts.append(f"{party_text(ds, voice.voice)} joins with {_amount(ds, voice)}")
    for old, new in move.changed:
        who = party_text(ds, new.voice)
        parts.append(f"{who} moves from {_amount(ds, old)} to {_amount(ds, new)}")
    parts += _departures(ds, move.left)
    if not parts:
        parts = ["The same voices, in other words"]
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def _time(ds: Dataset, window: str) -> str:
    event = ds.tables.records.events.get(window.partition("/")[0])
    return f"the time since {event.label}" if event is not None else time_text(window)


def _departures(ds: Dataset, left: Iterable[Departure]) -> list[str]:
    found = []
    for is_old, is_slip, one, several in (
        (True, False, "has said nothing for half a year", "have said nothing for half a year"),
        (False, True, "is set aside as a slip", "are set aside as slips"),
        (False, False, "gives way to newer numbers", "give way to newer numbers"),
    ):
        names = [
            party_text(ds, d.voice.voice)
            for d in left
            if (d.is_old and not d.is_slip, d.is_slip) == (is_old, is_slip)
        ]
        if names:
            found.append(f"{listing(names)} {one if len(names) == 1 else several}")
    return found


def history_title(history: History) -> str:
    """Return what a history is of."""
    words = attribute_text(history.line.attribute).capitalize()
    stage = "" if history.line.stage.is_actual else f", {str(history.line.stage).replace('_', ' ')}"
    return f"{words}{stage}"
