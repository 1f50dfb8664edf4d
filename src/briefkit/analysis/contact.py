"""One diplomatic contact, its values chosen from the claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefkit.analysis.choice import Choice
from briefkit.dates import Precision, Span, span
from briefkit.vocab import Caveat, EventKind, Level, Mode, Stage, Wider

__all__ = ["Contact"]

#: Days of the shortest month.
_MONTH = 28


@dataclass(frozen=True, slots=True)
class Contact:
    """One diplomatic contact, its values chosen from the claims.

    Parameters
    ----------
    event_id, kind, label, part_of
        As in the table of events.
    start, end : date or None
        First and last possible day.
    precision : str or None
        ``day`` if start and end are its first and last day, ``interval`` if it lies somewhere
        between them, ``open`` if one of them is unknown, else week, month or year; None if nothing
        dates it.
    place_id : str or None
        Where; a country if that is all that is known.
    actors, recipients : tuple of str
        Visitors, senders or all who met; hosts or addressees.
    states : tuple of str
        States of all of them, sorted.
    dyads : tuple of str
        Unordered pairs of states between which the contact runs.
    directed : tuple of str
        ``VISITOR>HOST`` for visits.
    level : Level or None
        Lowest of the highest levels of each side; None if no office is known.
    mode : Mode or None
        Derived from kind, place and number of states, unless claims say otherwise.
    stage : Stage
        ``done`` for a contact that was held, else planned, announced, cancelled and so on.
    wider : Wider or None
        The wider meeting or ceremony that it is, or was made for; None for one on its own.
    met : tuple of str
        Of a visit: whom the visitor met.
    held_by : date or None
        Of one that was held: day of the first publication that proves it.
    closed_by : str or None
        Of a plan: the contact that carried it out.
    n_sources, n_origins, n_voices : int
        Support of the event.
    first_reported : date
        Day of the first publication that speaks of it.
    claim_ids : tuple of str
        All claims about it.
    dated_by, placed_by, met_by : Choice or None
        Where the date, the place and the actors come from.
    """

    event_id: str
    kind: EventKind
    label: str
    part_of: str | None
    start: date | None
    end: date | None
    precision: Precision | None
    place_id: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    states: tuple[str, ...]
    dyads: tuple[str, ...]
    directed: tuple[str, ...]
    level: Level | None
    mode: Mode | None
    stage: Stage
    wider: Wider | None
    n_sources: int
    n_origins: int
    n_voices: int
    first_reported: date
    claim_ids: tuple[str, ...]
    dated_by: Choice | None
    placed_by: Choice | None
    met_by: Choice | None
    met: tuple[str, ...] = ()
    held_by: date | None = None
    closed_by: str | None = None

    @property
    def is_held(self) -> bool:
        """Whether it took place or is under way."""
        return self.stage.is_actual

    @property
    def people(self) -> frozenset[str]:
        """Ids of all who take part, hosts and those met too."""
        return frozenset((*self.actors, *self.recipients, *self.met))

    @property
    def is_in_person(self) -> bool:
        """Whether those who took part were in one place: no call, no letter."""
        return self.mode is not Mode.REMOTE

    @property
    def is_open_plan(self) -> bool:
        """Whether it was spoken of, and neither held, called off nor carried out by another."""
        return not self.is_held and self.stage is not Stage.CANCELLED and self.closed_by is None

    @property
    def first_days(self) -> tuple[date | None, date | None]:
        """First and last day on which it may have begun; None where it is open."""
        return self.start, self.start if self.precision == "day" else self.end

    @property
    def last_days(self) -> tuple[date | None, date | None]:
        """First and last day on which it may have ended; None where it is open."""
        return self.end if self.precision == "day" else self.start, self.end

    @property
    def days(self) -> Span | None:
        """The date as a span; None if nothing dates it."""
        if self.start is None and self.end is None:
            return None
        text = f"{self.start or '..'}/{self.end or '..'}"
        return span(text if self.start != self.end else str(self.start))

    @property
    def key_claim_ids(self) -> tuple[str, ...]:
        """Claims on its date, place and people, for and against: what a brief leads to."""
        chosen = [choice for choice in (self.dated_by, self.placed_by, self.met_by) if choice]
        names = {name for c in chosen for name in (*c.claim_ids, *c.rival_ids)}
        return tuple(sorted(names)) or self.claim_ids

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Warnings of its date and place; of one voice only where no other tells of the contact."""
        choices = [choice for choice in (self.dated_by, self.placed_by) if choice]
        found = {caveat for choice in choices for caveat in choice.caveats}
        if self.n_voices > 1:
            found.discard(Caveat.SINGLE_VOICE)
        n_days = self.days.n_days if self.days else 0
        if self.precision != "day" and (n_days is None or n_days >= _MONTH):
            found.add(Caveat.MONTH_AS_DATE)
        return tuple(caveat for caveat in Caveat if caveat in found)

    def to_json(self) -> dict[str, object]:
        """Return the contact in the shape of ``show cadence``."""
        return {
            "event_id": self.event_id,
            "kind": self.kind,
            "part_of": self.part_of,
            "start": str(self.start) if self.start else None,
            "end": str(self.end) if self.end else None,
            "precision": self.precision,
            "place_id": self.place_id,
            "actors": list(self.actors),
            "recipients": list(self.recipients),
            "states": list(self.states),
            "level": self.level,
            "mode": self.mode,
            "stage": self.stage,
            "wider": self.wider,
            "closed_by": self.closed_by,
            "n_sources": self.n_sources,
            "n_origins": self.n_origins,
            "n_voices": self.n_voices,
            "first_reported": str(self.first_reported),
        }
