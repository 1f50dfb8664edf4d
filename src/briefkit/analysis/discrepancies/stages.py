"""When two stages of one thing cannot both hold, given when they were published."""

from __future__ import annotations

from briefkit.analysis.discrepancies.ground import Ground
from briefkit.analysis.discrepancies.index import Index
from briefkit.analysis.discrepancies.version import Version
from briefkit.vocab import Stage

__all__ = ["compare_stages", "is_one_class"]

#: Steps that must come one after the other. A plan, an agreement and its announcement cohere.
_STEP = {
    Stage.OFFERED: 0,
    Stage.PLANNED: 1,
    Stage.AGREED: 1,
    Stage.ANNOUNCED: 1,
    Stage.UNDER_WAY: 2,
    Stage.DONE: 2,
    Stage.OBSERVED: 2,
}


def is_one_class(a: Stage, b: Stage) -> bool:
    """Tell whether two stages cohere: under way, done and observed do."""
    return _STEP.get(a) == _STEP.get(b)


def compare_stages(index: Index, a: Version, b: Version) -> Ground | None:
    """Compare how far a thing had come in two versions.

    Parameters
    ----------
    index : Index
        The corpus.
    a, b : Version
        Two versions.

    Returns
    -------
    Ground or None
        None where the stages cohere, or the earlier one was published before the later one: that
        is the course of things. ``stale`` where a plan was published after the deed, ``stage``
        where both were published at one time, or where one says that it was cancelled.
    """
    if is_one_class(a.stage, b.stage):
        return None
    if Stage.CANCELLED in {a.stage, b.stage}:
        called_off, other = (a, b) if a.stage is Stage.CANCELLED else (b, a)
        is_course = not other.stage.is_actual and _is_before(index, other, called_off)
        return None if is_course else Ground.STAGE
    early, late = sorted((a, b), key=lambda version: _STEP[version.stage])
    if _is_before(index, early, late):
        return None
    if late.stage.is_actual and _is_before(index, late, early):
        return Ground.STALE
    return None if _is_before(index, late, early) else Ground.STAGE


def _is_before(index: Index, a: Version, b: Version) -> bool:
    """Whether every source of one version was certainly published before every one of the other."""
    last = max(index.published(claim).last for claim in a.claims)
    return last < min(index.published(claim).first for claim in b.claims)
