"""What a question's truth is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One subject and group of attributes, and what the register should say of it.

    Parameters
    ----------
    subject_id, attribute : str
        Where the register files it.
    kind, guise : str
        What was injected, or the kind of clean question, and in which guise.
    expected : str or None
        Type that should come first; None where nothing should be filed.
    accepted : frozenset of (str or None)
        Types that may come first, where the manual leaves it open; None is no entry.
    elsewhere : tuple of (str, str)
        Other subjects and attributes under which the entry may stand.
    """

    subject_id: str
    attribute: str
    kind: str
    guise: str
    expected: str | None
    accepted: frozenset[str | None]
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def subjects(self) -> frozenset[str]:
        """All subjects that belong to the question."""
        return frozenset({self.subject_id, *(subject for subject, _ in self.elsewhere)})


def injected(
    subject: str,
    attribute: str,
    kind: str,
    guise: str,
    *accepted: str | None,
    elsewhere: tuple[tuple[str, str], ...] = (),
    expected: str = "",
) -> Question:
    """Make the truth of an injected question; its kind is expected unless another type is."""
    first = expected or kind
    return Question(
        subject, attribute, kind, guise, first, frozenset({first, *accepted}), elsewhere
    )


def clean(
    subject: str,
    attribute: str,
    kind: str,
    guise: str,
    *,
    elsewhere: tuple[tuple[str, str], ...] = (),
) -> Question:
    """Make the truth of a clean question: nothing is to be filed."""
    return Question(subject, attribute, kind, guise, None, frozenset({None}), elsewhere)
