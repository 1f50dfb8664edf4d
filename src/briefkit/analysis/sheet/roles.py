"""What the roles in the words of a judgement stand for, on the day of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.analysis.answers import claim_amount
from briefkit.analysis.cadence import Cadence
from briefkit.analysis.discrepancies import Discrepancies
from briefkit.analysis.estimate import Estimate
from briefkit.analysis.flows import Flows
from briefkit.analysis.lines import FlowLine
from briefkit.analysis.sheet.clause import Clause, Years, when_told
from briefkit.dataset import Dataset
from briefkit.dates import Span, span
from briefkit.errors import nearest
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.judgements import Role
from briefkit.schema.tables import Claim
from briefkit.schema.values import DateType

__all__ = ["Filled", "Roles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a role stands for: an amount, a count or a time, with its claims.

    Parameters
    ----------
    role : Role
        The role.
    amount : Estimate or None
        The number that it names.
    n : int or None
        How many documents or voices stand behind that number.
    when : Span or None
        When it was told or took place, or its year.
    line : FlowLine or None
        The line of flows that has the number.
    claim : Claim or None
        The claim that it names.
    claim_ids : tuple of str
        Claims behind it.
    """

    role: Role
    amount: Estimate | None = None
    n: int | None = None
    when: Span | None = None
    line: FlowLine | None = None
    claim: Claim | None = None
    claim_ids: tuple[str, ...] = ()

    @property
    def kept(self) -> str:
        """What a row keeps of it: ``low/best/high/unit``, or a time in EDTF."""
        if self.when is not None:
            return str(self.when)
        assert self.amount is not None
        ends = (self.amount.low, self.amount.best, self.amount.high)
        shown = ("" if end is None else f"{end:.15g}" for end in ends)
        return "/".join((*shown, str(self.amount.unit)))


class Roles:
    """What roles stand for in the analyses of one day.

    Parameters
    ----------
    ds : Dataset
        The corpus, cut at a day.
    flows, cadence, register
        Its analyses.
    clauses : iterable of Clause
        What can be said of its contacts.
    """

    def __init__(
        self,
        ds: Dataset,
        flows: Flows,
        cadence: Cadence,
        register: Discrepancies,
        clauses: Iterable[Clause],
    ) -> None:
        self.ds = ds
        self._lines = {line.name: line for line in flows.lines if line.estimate is not None}
        self._contacts = {contact.event_id: contact for contact in cadence.contacts}
        self._others: dict[str, Estimate] = {**cadence.numbers, **register.numbers}
        for clause in clauses:
            if isinstance(clause, Years):
                stem = f"sheet.{clause.topic}.in-person"
                self._others |= {f"{stem}.{year}": n for year, n in clause.counts}

    @cached_property
    def names(self) -> Mapping[str, Estimate]:
        """All numbers by their stable names."""
        lines = {k: x.estimate for k, x in self._lines.items() if x.estimate is not None}
        return {**lines, **self._others}

    def near(self, name: str) -> str:
        """Return the name that is spelt most like one."""
        return (nearest(name, self.names) or ["none"])[0]

    def fill(self, role: Role) -> Filled | None:
        """Return what a role stands for; None where the record has no such number."""
        name, aspect = role.name, role.aspect
        claim = self.ds.records.claims.get(name)
        if claim is not None:
            return self._claim(role, claim)
        if aspect == "date":
            return self._date(role)
        number = self.names.get(name)
        if number is None:
            return None
        line = self._lines.get(name)
        ids = number.claim_ids
        if aspect == "year":
            year = name.rpartition(".")[2]
            is_year = year.isdecimal() and len(year) == 4
            return Filled(role=role, when=span(year), claim_ids=ids) if is_year else None
        if not aspect:
            return Filled(role=role, amount=number, line=line, claim_ids=ids)
        if line is None or line.estimate is None:
            return None
        return self._support(role, line)

    def _support(self, role: Role, line: FlowLine) -> Filled | None:
        """Return when the number of a line was first told, or how many say it."""
        assert line.estimate is not None
        voices = line.estimate.holders
        ids = tuple(sorted({name for v in voices for name in v.claim_ids}))
        if role.aspect == "voices":
            return Filled(role=role, n=len(voices), claim_ids=ids)
        if role.aspect == "documents":
            n = len({self.ds.records.claims[name].source_id for name in ids})
            return Filled(role=role, n=n, claim_ids=ids)
        told = when_told(self.ds, voices)
        return None if told is None else Filled(role=role, when=told[0], claim_ids=(told[1],))

    def _claim(self, role: Role, claim: Claim) -> Filled | None:
        own = (claim.claim_id,)
        published = self.ds.records.sources[claim.source_id].published
        if role.aspect == "told":
            return Filled(role=role, when=claim.said_on or published, claim_ids=own)
        if role.aspect == "date":
            is_date = isinstance(ATTRIBUTES[claim.attribute].type, DateType) and claim.value
            return Filled(role=role, when=span(claim.value), claim_ids=own) if is_date else None
        said = claim_amount(claim)
        if role.aspect or said.is_empty:
            return None
        amount = Estimate(said.low, said.best, said.high, said.unit, "as printed", own)
        return Filled(role=role, amount=amount, claim=claim, claim_ids=own)

    def _date(self, role: Role) -> Filled | None:
        contact = self._contacts.get(role.name)
        if contact is None or contact.days is None:
            return None
        return Filled(role=role, when=contact.days, claim_ids=contact.key_claim_ids)
