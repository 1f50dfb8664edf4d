"""Denials: of a party, which make a question contested, and of a third, which stand against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.analysis.corpus import Corpus
from briefkit.analysis.discrepancies.pairs import Ground, Pair, Said
from briefkit.analysis.discrepancies.values import Value, values
from briefkit.analysis.likeness import ROUNDED, is_alike
from briefkit.analysis.voices import last_affirmed
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.tables import Claim

__all__ = ["Contested", "denied", "of_its_unit"]

#: Days about a denial in which who denies says what he does not deny.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Contested:
    """A question of which a party to it denies what others say: a state, and no entry.

    Parameters
    ----------
    subject_id, attribute : str
        What is denied.
    denials, assertions : tuple of str
        Ids of the claims that deny it, and of those that say it.
    parties : tuple of str
        States that take part in it and deny it.
    """

    subject_id: str
    attribute: str
    denials: tuple[str, ...]
    assertions: tuple[str, ...]
    parties: tuple[str, ...]

    @property
    def id(self) -> str:
        """``<subject>.<attribute>``."""
        return f"{self.subject_id}.{self.attribute}"

    def to_json(self) -> dict[str, object]:
        """Return the question, who denies it, and by which claims."""
        return {
            "id": self.id,
            "subject_id": self.subject_id,
            "attribute": self.attribute,
            "parties": list(self.parties),
            "denials": list(self.denials),
            "assertions": list(self.assertions),
        }


def denied(
    corpus: Corpus, subject_id: str, attribute: str, claims: Sequence[Claim]
) -> tuple[list[Pair], Contested | None]:
    """Tell a party that denies from a third, which stands against the others.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    subject_id, attribute : str
        What it is about.
    claims : sequence of Claim
        All that is said of it.

    Returns
    -------
    list of Pair
        What a third denies, against the newest word of who says it; a proposition that one body
        affirms in another document.
    Contested or None
        What a party denies, where another body says it.
    """
    if not any(claim.is_denied for claim in claims):
        return [], None
    parties = corpus.parties(subject_id)
    told = {value.claim.claim_id: value for value in values(corpus, claims)}
    asserted = [v for v in told.values() if not v.claim.is_denied and v.step == "deed"]
    pairs: list[Pair] = []
    denials: list[str] = []
    deniers: set[str] = set()
    assertions: set[str] = set()
    for claim in claims:
        value = told.get(claim.claim_id)
        if value is None or not claim.is_denied:
            continue
        meant = of_its_unit(value, [v for v in asserted if _is_meant(claim, v.claim)])
        own = [v for v in meant if v.bodies & value.bodies]
        others = [v for v in meant if not v.bodies & value.bodies]
        is_ours = ATTRIBUTES[claim.attribute].is_proposition
        if own and is_ours and own[0].claim.source_id != claim.source_id:
            pairs.append(Pair(own[0], value, Ground.POLARITY))
            continue
        states = {corpus.state(body) or body for body in value.bodies} & parties
        if states and _is_taken_back(corpus, claim, value.bodies):
            continue
        if states:
            denials.append(claim.claim_id)
            deniers |= states
            assertions |= {v.claim.claim_id for v in others}
            continue
        older = [v for v in others if v.told[0] <= value.told[1] and v.bodies and value.bodies]
        if older:
            newest = max(older, key=lambda v: (v.claim.speaker_id is not None, v.told[1], -v.rank))
            pairs.append(Pair(newest, value, Ground.DENIAL))
    if not denials or not assertions:
        return pairs, None
    contested = Contested(
        subject_id,
        attribute,
        denials=tuple(sorted(denials)),
        assertions=tuple(sorted(assertions)),
        parties=tuple(sorted(deniers)),
    )
    return pairs, contested


def of_its_unit(denial: Said, asserted: Sequence[Value]) -> list[Value]:
    """Keep what is said in the unit of a denial, where who denies affirms in another.

    "The equipment has come, the missiles have not" denies missiles alone.
    """
    is_narrow = any(
        v.bodies & denial.bodies
        and v.claim.unit != denial.claim.unit
        and abs(v.told[1] - denial.told[1]) <= _MONTH
        for v in asserted
    )
    return [v for v in asserted if not is_narrow or v.claim.unit == denial.claim.unit]


def _is_taken_back(corpus: Corpus, denial: Claim, bodies: frozenset[str]) -> bool:
    """Tell whether who denies that a flow moved has said since that it did."""
    if denial.subject_id not in corpus.ds.records.flows:
        return False
    affirmed = last_affirmed(corpus.ds, denial.subject_id)
    day = corpus.ds.tables.known_on[denial.claim_id]
    return any(body in affirmed and affirmed[body] > day for body in bodies)


def _is_meant(denial: Claim, claim: Claim) -> bool:
    """Tell whether a denial means what a claim says: its value, or any of it."""
    if denial.attribute != claim.attribute:
        return False
    if ATTRIBUTES[denial.attribute].is_number:
        number = denial.amount_value or denial.low or denial.high
        own = claim.amount_value or claim.low or claim.high
        return number is None or number <= 1 or is_alike(number, own, ROUNDED)  # "not a single one"
    return denial.value == claim.value
