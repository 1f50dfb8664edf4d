"""The closed lists of terms, with one sentence for each term."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = [
    "ActorKind",
    "Agreement",
    "Caveat",
    "CheckState",
    "Confidence",
    "Counting",
    "DecisionStatus",
    "Dimension",
    "DiscrepancyType",
    "Doubt",
    "EventKind",
    "Extent",
    "Hedge",
    "Level",
    "Likelihood",
    "Means",
    "Modality",
    "Mode",
    "Occasion",
    "Parts",
    "PublishedBasis",
    "Read",
    "Reliability",
    "SearchResult",
    "SourceKind",
    "Stage",
    "Term",
    "Wider",
]


class Term(StrEnum):
    """A word of a closed list; ``.sentence`` says what it means."""

    sentence: str

    def __new__(cls, value: str, sentence: str = "") -> Self:
        """Make a term from its word and its sentence."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.sentence = sentence
        return term

    def excludes(self, other: Term) -> bool:
        """Tell whether two terms cannot both hold."""
        return self is not other


class SourceKind(Term):
    """Who published a document."""

    OFFICIAL = "official", "A presidency, ministry or other state body, on its own acts."
    AGENCY = "agency", "A news agency."
    OUTLET = "outlet", "A medium with its own reporting or editing."
    REWRITER = "rewriter", "A page that retells or translates somebody else's text."
    ANALYST = "analyst", "A think tank or an expert."


class Read(Term):
    """How much of a document was read."""

    WHOLE = "whole", "The entire text was read; only then is an omission judged."
    EXCERPT = "excerpt", "Only a part of the text was read."


class PublishedBasis(Term):
    """How the publication date is known."""

    STATED = "stated", "The page or its address prints the date."
    INFERRED = "inferred", "The date was worked out; the note says from what."


class Reliability(Term):
    """The path of the words, not their truth, by a printed rule."""

    A = "A", "An official record of the publisher's own acts."
    B = "B", "A news agency, or an outlet with its own reporting."
    C = "C", "An outlet that names what it relays."
    D = "D", "An outlet that relays without naming, or an analyst who cites."
    E = "E", "A rewriter or a machine translation."
    F = "F", "The path of the words cannot be judged."

    @property
    def is_weak(self) -> bool:
        """Whether words on such a path never outvote others."""
        return self in {Reliability.E, Reliability.F}


class ActorKind(Term):
    """What an actor is."""

    STATE = "state", "A state, under its ISO 3166 alpha-3 code."
    PERSON = "person", "A natural person."
    BODY = "body", "A ministry, presidency, army, council, company or loose group of officials."
    AGENCY = "agency", "A news agency or other medium that is relayed."


class Level(Term):
    """Rank of an office; contacts are compared by it."""

    LEADER = "leader", "Head of state, or whoever rules."
    PREMIER = "premier", "Head of government under a head of state."
    SPEAKER = "speaker", "Speaker of a parliament or chamber."
    MINISTER = "minister", "Member of a cabinet."
    SECURITY = "security", "Secretary of a security council."
    INTELLIGENCE = "intelligence", "Chief of an intelligence service."
    DEPUTY = "deputy", "Deputy of a minister or of one of the above."
    OFFICIAL = "official", "Any other official, envoy or delegation."

    @property
    def rank(self) -> int:
        """1 for leaders, 2 for premiers and speakers, 3 for ministers and their like, then 4, 5."""
        return {"leader": 1, "premier": 2, "speaker": 2, "deputy": 4, "official": 5}.get(self, 3)


class EventKind(Term):
    """What an event is."""

    VISIT = "visit", "A journey to another state; it contains its meetings."
    MEETING = "meeting", "People of two or more states in one room."
    CALL = "call", "A conversation by telephone or video."
    LETTER = "letter", "A written message."
    ANCHOR = "anchor", "Not a contact: something that dates things, never counted."


class Mode(Term):
    """Where, in diplomatic terms, a contact takes place."""

    VISIT = "visit", "In the state of one of the parties."
    THIRD_PARTY = "third_party", "In a state of none of the parties."
    MULTILATERAL = "multilateral", "On the margins of a wider meeting."
    REMOTE = "remote", "By telephone, video or letter."


class Hedge(Term):
    """How a source bounds a number."""

    ABOUT = "about", "The number is approximate."
    OVER = "over", "More than the number."
    AT_LEAST = "at_least", "The number or more."
    UP_TO = "up_to", "The number or less."
    UNDER = "under", "Less than the number."
    NEARLY = "nearly", "A little less than the number."
    BETWEEN = "between", "From one number to another."
    MANY = "many", "A number is meant and not given; it is large."
    SOME = "some", "More than none; no number is given."


class Modality(Term):
    """How the speaker holds a claim."""

    ASSERTED = "asserted", "Said as fact; the same as an empty cell."
    ESTIMATED = "estimated", "Said as an estimate."
    ALLEGED = "alleged", "Said as an accusation or suspicion."
    DENIED = "denied", "The value is said not to hold."


class Stage(Term):
    """How far a thing has come, in the words of the claim."""

    OFFERED = "offered", "Proposed by one side."
    PLANNED = "planned", "Intended or expected."
    AGREED = "agreed", "Accepted by both sides."
    ANNOUNCED = "announced", "Made public as coming."
    UNDER_WAY = "under_way", "Begun and not ended."
    DONE = "done", "Has happened; the same as an empty cell."
    OBSERVED = "observed", "Seen after it happened: in use, on an image, on a battlefield."
    CANCELLED = "cancelled", "Will not happen."

    @property
    def is_actual(self) -> bool:
        """Whether the thing has begun: under way, done and observed cohere."""
        return self in {Stage.UNDER_WAY, Stage.DONE, Stage.OBSERVED}


class Extent(Term):
    """How much of its subject a number covers."""

    TOTAL = "total", "All of it, up to the time it speaks of; the same as an empty cell."
    LOT = "lot", "One ship, train, convoy, wave or contract."
    PART = "part", "One place, one unit, or what was shown or seen."
    CAPACITY = "capacity", "What would fit, or could be carried or made."
    CONVERSION = "conversion", "Another number converted, though told as a count."
    LIMIT = "limit", "What a law, quota or order allows."


class Doubt(Term):
    """Why the page itself, or what it relays, makes a value doubtful."""

    SLIP = "slip", "A slip of the pen: other words of the page, or its origin, say otherwise."
    GARBLED = "garbled", "The translation or the transmission is garbled."
    CALIBRE = "calibre", "A calibre, model or other label was taken for the number."
    OTHER_TIME = "other_time", "The figure is of another year or period than the page says."
    HEARSAY = "hearsay", "Told at third hand, or as a rumour."


class Parts(Term):
    """How the parts of a flow relate to it; empty says nothing."""

    EXHAUSTIVE = "exhaustive", "Apart from one another, and together the whole."
    DISJOINT = "disjoint", "Apart from one another; there may be more."
    OVERLAPPING = "overlapping", "What is in one may be in another."


class Wider(Term):
    """What wider occasion a contact is, or is held for."""

    MULTILATERAL = "multilateral", "A summit, session or forum of three states or more."
    CEREMONY = "ceremony", "A parade, anniversary, opening, funeral or other ceremony."


class Counting(Term):
    """What an ordinal, a count or a duration takes in, besides places and people."""

    FACE_TO_FACE = "face_to_face", "In person; calls and letters are left out."
    REMOTE = "remote", "Calls and letters count too."
    SUMMIT = "summit", "Only meetings of leaders in full format."
    OWN_JOURNEY = "own_journey", "Journeys for a wider meeting or ceremony are left out."
    ABROAD = "abroad", "Journeys to any country count, not only those on record here."
    WHOLE = "whole", "The whole of it, with all that belongs to it."
    TALKS = "talks", "The talks alone."
    ONE_TO_ONE = "one_to_one", "The part without delegations."
    DELEGATIONS = "delegations", "The part with delegations."


class SearchResult(Term):
    """What came of a search."""

    FOUND = "found", "Searched, and what it found is on record."
    NONE = "none", "Searched, and nothing was there to be found."
    THIN = "thin", "Searched in little material: absence proves nothing."


class Agreement(Term):
    """What a contact produced on paper."""

    SIGNED = "signed", "A document was signed."
    REACHED = "reached", "An understanding was reached; nothing is said to be signed."
    NONE = "none", "Nothing was signed or agreed."

    def excludes(self, other: Term) -> bool:
        """Tell whether one is a signature and the other says that there was none."""
        return {self, other} == {Agreement.SIGNED, Agreement.NONE}


class Occasion(Term):
    """When a statement was uttered, against the event it belongs to."""

    BEFORE = "before", "Before the event."
    DURING = "during", "At the event."
    AFTER = "after", "After the event."


class Means(Term):
    """A means of transport."""

    SHIP = "ship", "By water."
    RAIL = "rail", "By rail."
    AIR = "air", "By air."
    ROAD = "road", "By road."
    PIPELINE = "pipeline", "By pipeline."


class Dimension(Term):
    """What a unit measures; an attribute takes the units of some dimensions."""

    MASS = "mass", "How heavy."
    VOLUME = "volume", "How much room it takes."
    LENGTH = "length", "How long, high or far."
    AREA = "area", "How much land or surface."
    ENERGY = "energy", "How much heat, work or electricity."
    PEOPLE = "people", "How many people."
    THINGS = "things", "How many things, counted singly."
    MONEY = "money", "How much money."
    TIME = "time", "How long it lasts."
    CONTACT = "contact", "How many contacts, each counted once."


class DiscrepancyType(Term):
    """Why claims on one thing differ: disagreements first, then variants, which can all hold."""

    MAGNITUDE = "magnitude", "The numbers differ by a power of ten, as when a thousand is lost."
    UNIT = "unit", "The numbers differ as two units differ."
    TOTAL_PART = "total_part", "One number is a total and the other a part, or each of several."
    WINDOW = "window", "One number is cumulative and the other of a period."
    DATELINE = "dateline", "The place or day of the report stands for that of the event."
    DATE = "date", "The dates cannot all hold."
    PLACE = "place", "The places cannot all hold."
    COUNT_DEFINITION = "count_definition", "Different things or windows are counted."
    STALE = "stale", "An older state of affairs was published later."
    STAGE = "stage", "A plan stands against a deed."
    POLARITY = "polarity", "The meaning was turned round, often in translation."
    ATTRIBUTION = "attribution", "The same words are credited to different speakers or occasions."
    OMISSION = "omission", "A source that was read whole lacks what the others carry."
    REAL = "real", "Independent voices disagree on the thing itself."
    UNKNOWN = "unknown", "The claims differ and no rule explains how."
    ROUNDING = "rounding", "Variant: the same number at another precision."
    GRANULARITY = "granularity", "Variant: the same date or place, coarser."
    NAME_VARIANT = "name_variant", "Variant: the same name, spelt otherwise."
    WORDING = "wording", "Variant: the same proposition in other words."
    SPAN = "span", "Variant: a number of a time inside that of another, and smaller."
    OUTCOME = "outcome", "Variant: a plan that came out otherwise: moved, or fallen short."
    REVISION = "revision", "Variant: a voice changed its own word later."

    @property
    def is_variant(self) -> bool:
        """Whether claims that differ so can all hold."""
        return self.sentence.startswith("Variant: ")


class CheckState(Term):
    """How far a discrepancy is settled."""

    OPEN = "open", "Nothing in the record favours one reading."
    LEANING = (
        "leaning",
        "One side has more voices or origins, or the other is doubtful or weak alone.",
    )
    RESOLVED = "resolved", "A primary record or a correction settles it."
    IRREDUCIBLE = "irreducible", "No record that could settle it is to be expected."


class DecisionStatus(Term):
    """What the desk made of a discrepancy."""

    OPEN = "open", "Looked at, and left open."
    AWAITING = "awaiting", "Somebody has been asked, or a record is awaited."
    EXPLAINED = "explained", "The desk knows how the claims came to differ."
    DISMISSED = "dismissed", "Of no weight for what is printed."


class Caveat(Term):
    """A coded warning with one fixed sentence, printed as a footnote."""

    FLOOR_ONLY = "floor_only", "Sources give only a lower bound; the true value may be higher."
    CEILING_ONLY = "ceiling_only", "Sources give only an upper bound; the true value may be lower."
    SINGLE_VOICE = "single_voice", "One voice alone stands behind this, however often relayed."
    UNKNOWN_ORIGIN = "unknown_origin", "Part of this rests on reports of unnamed origin."
    MONTH_AS_DATE = "month_as_date", "The date is known only to a month or a longer span."
    AGGREGATION_HAZARD = (
        "aggregation_hazard",
        "Totals and parts, or windows, may overlap: not added.",
    )
    SOURCES_DISAGREE = "sources_disagree", "Sources disagree; the register lists how."
    NOT_SEARCHED = "not_searched", "Part of this window was not searched: absence proves nothing."
    DERIVED = "derived", "Worked out by the coder from other words of the page, not printed there."
    GLYPH_REPLACED = "glyph_replaced", "A character that no font has is shown as a replacement."
    FEW_EVENTS = "few_events", "Too few events for a rate of change to be told from chance."


class Confidence(Term):
    """How good the ground of a judgement is; never how likely the thing is."""

    LOW = "low", "Few, weak or contested sources; much of it is inference."
    MODERATE = "moderate", "Plausible and sourced, but not corroborated enough for more."
    HIGH = "high", "Good sources that corroborate each other, or the words of the one who acts."


class Likelihood(Term):
    """How likely the thing is that a judgement speaks of: the seven terms of ICD 203."""

    ALMOST_NO_CHANCE = "almost no chance", "A chance of 1–5 %."
    VERY_UNLIKELY = "very unlikely", "A chance of 5–20 %."
    UNLIKELY = "unlikely", "A chance of 20–45 %."
    EVEN = "roughly even chance", "A chance of 45–55 %."
    LIKELY = "likely", "A chance of 55–80 %."
    VERY_LIKELY = "very likely", "A chance of 80–95 %."
    ALMOST_CERTAIN = "almost certain", "A chance of 95–99 %."

    @property
    def band(self) -> str:
        """Its band as printed: ``55–80 %``."""
        return self.sentence.removeprefix("A chance of ").removesuffix(".")
