"""Judgements that a sheet prints: which of them stand on the record of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefkit.analysis.cadence import cadence
from briefkit.analysis.corpus import corpus_of
from briefkit.analysis.discrepancies import discrepancies
from briefkit.analysis.flows import flows
from briefkit.analysis.joining import CURRENT
from briefkit.analysis.sheet.contacts import contact_clauses
from briefkit.analysis.sheet.finding import Finding
from briefkit.analysis.sheet.roles import Filled, Roles
from briefkit.dataset import Dataset
from briefkit.errors import UnknownNameError
from briefkit.schema.judgements import Role, kept_values, roles
from briefkit.schema.tables import Judgement

__all__ = ["Judged", "held", "judged", "roles_of", "to_keep"]

#: So long a judgement is printed whatever is news.
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, held against the record of a day.

    Parameters
    ----------
    judgement : Judgement
        The row.
    topics : frozenset of str
        Topics of findings that it speaks of.
    filled : mapping of Role to Filled or None
        What its roles stand for now; None where the record has the number no more.
    """

    judgement: Judgement
    topics: frozenset[str]
    filled: Mapping[Role, Filled | None]

    @property
    def moved(self) -> tuple[tuple[Role, str], ...]:
        """The roles that stand for something else now, with what the row keeps of each.

        How many pages say it is printed as it is now, and moves nothing.
        """
        kept = kept_values(self.judgement)
        return tuple(
            (role, kept.get(str(role), ""))
            for role, now in self.filled.items()
            if now is None or not (role.is_count or now.kept == kept.get(str(role)))
        )

    @property
    def stands(self) -> bool:
        """Whether all of its numbers are those on which it was written."""
        return not self.moved


def judged(ds: Dataset, now: Roles, findings: Sequence[Finding]) -> tuple[Judged, ...]:
    """Return the judgements of a sheet.

    Parameters
    ----------
    ds : Dataset
        The corpus.
    now : Roles
        What roles stand for on its day.
    findings : sequence of Finding
        What is computed of that day, in order.

    Returns
    -------
    tuple of Judged
        Of the last month, and of the last half-year those on a topic that has a finding today: the
        newest first, then in the order of the findings. A newer one on the same matter takes the
        place of an older one. Drafts are left out.

    Raises
    ------
    UnknownNameError
        If a role names a number that the record did not have on the day of the judgement either.
    """
    place = {finding.lead.topic: n for n, finding in enumerate(findings)}
    found = [
        _held(ds, judgement, now)
        for judgement in ds.records.judgements.values()
        if judgement.numbers is not None and judgement.knows >= ds.as_of - CURRENT
    ]
    newest: dict[str, Judgement] = {}
    for own in found:
        if (last := newest.get(own.judgement.about)) is None or last.knows < own.judgement.knows:
            newest[own.judgement.about] = own.judgement
    found = [
        x
        for x in found
        if x.judgement.knows == newest[x.judgement.about].knows
        and (x.judgement.knows >= ds.as_of - _MONTH or not x.topics.isdisjoint(place))
    ]
    found.sort(
        key=lambda x: (
            -x.judgement.knows.toordinal(),
            min((place.get(topic, len(place)) for topic in x.topics), default=len(place)),
            x.judgement.text,
        )
    )
    return tuple(found)


def held(ds: Dataset) -> tuple[Judged, ...]:
    """Return all judgements that are known, drafts too, each held against the record of the day."""
    now = roles_of(ds)
    return tuple(_held(ds, judgement, now) for judgement in ds.records.judgements.values())


def to_keep(ds: Dataset, judgement: Judgement) -> str:
    """Return what a row is to keep in ``numbers``: what its roles stand for on its own day."""
    then = roles_of(ds.at(judgement.knows))
    filled = _held(then.ds, judgement, then).filled
    kept = ((role, now) for role, now in filled.items() if now is not None and not role.is_count)
    return "; ".join(f"{role}={now.kept}" for role, now in kept)


def roles_of(ds: Dataset) -> Roles:
    """Return what roles stand for on the day of a corpus, from analyses of its own."""
    contacts = cadence(ds)
    return Roles(ds, flows(ds), contacts, discrepancies(ds), contact_clauses(ds, contacts))


def _held(ds: Dataset, judgement: Judgement, now: Roles) -> Judged:
    filled = {role: now.fill(role) for role in roles(judgement)}
    lost = [role for role, found in filled.items() if found is None]
    if lost:
        then = now if judgement.knows == ds.as_of else roles_of(ds.at(judgement.knows))
        for role in lost:
            if then.fill(role) is None:
                raise UnknownNameError(
                    f"judgements.csv, '{judgement.judgement_id}': '{{{role}}}' names nothing on "
                    f"record on {judgement.knows}. Nearest: {then.near(role.name)}."
                )
    return Judged(judgement, frozenset(_topics(ds, judgement.about)), filled)


def _topics(ds: Dataset, about: str) -> Iterable[str]:
    """Return the topics of findings that a subject belongs to: outermost flows, and dyads."""
    corpus, records = corpus_of(ds), ds.tables.records
    topic = records.topics.get(about)
    if topic is not None:
        return [corpus.root(name) for name in topic.flows]
    if about in records.flows:
        return [corpus.root(about)]
    if about in records.events:
        states = sorted(corpus.parties(about))
        return [f"{a}-{b}" for a in states for b in states if a < b]
    return [about]
