"""One entry of the register, and the hypotheses in it."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.vocab import CheckState, DiscrepancyType

__all__ = ["Entry", "Hypothesis"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way in which the claims of a family came to differ.

    Parameters
    ----------
    type : DiscrepancyType
        The rule that fired.
    text : str
        One plain sentence, without a likelihood.
    evidence : tuple of str
        Ids of the claims that it rests on, sorted.
    """

    type: DiscrepancyType
    text: str
    evidence: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return type, text and evidence."""
        return {"type": str(self.type), "text": self.text, "evidence": list(self.evidence)}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says about one family and attribute.

    Parameters
    ----------
    id : str
        ``<subject>.<attribute>``, the same from edition to edition.
    subject_id : str
        Topmost subject of the family.
    attribute : str
        Attribute; ``date`` stands for start, end and during too, ``place`` for arrival_place,
        ``gist`` for phrase.
    types : tuple of DiscrepancyType
        Rules that fired, in the order of the vocabulary; disagreements only, or variants only.
    severity : int
        1 to 5, 5 worst; 0 for variants.
    severity_rule : str
        How the severity is made up.
    state : CheckState or None
        How far it is settled; None for variants, which need no settling.
    claim_ids : tuple of str
        Claims that take part, sorted.
    printed : tuple of str
        Their printed words, in the same order.
    n_sources, n_origins, n_voices : int
        What stands behind these claims.
    hypotheses : tuple of Hypothesis
        One for each type, in the same order.
    check : str
        The record that would settle it; empty for variants.
    """

    id: str
    subject_id: str
    attribute: str
    types: tuple[DiscrepancyType, ...]
    severity: int
    severity_rule: str
    state: CheckState | None
    claim_ids: tuple[str, ...]
    printed: tuple[str, ...]
    n_sources: int
    n_origins: int
    n_voices: int
    hypotheses: tuple[Hypothesis, ...]
    check: str

    def to_json(self) -> dict[str, object]:
        """Return the entry in the shape of ``show discrepancies``."""
        return {
            "id": self.id,
            "subject_id": self.subject_id,
            "attribute": self.attribute,
            "types": [str(type_) for type_ in self.types],
            "severity": self.severity,
            "state": None if self.state is None else str(self.state),
            "claims": list(self.claim_ids),
            "printed": list(self.printed),
            "n_sources": self.n_sources,
            "n_origins": self.n_origins,
            "n_voices": self.n_voices,
            "hypotheses": [hypothesis.to_json() for hypothesis in self.hypotheses],
            "check": self.check,
        }
