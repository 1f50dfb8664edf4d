"""What this process has taken from records: a brief's kernel is asked for it after its last cell.

A kernel begins with nothing taken, also one that is forked from a process that holds the tables.
"""

from __future__ import annotations

from datetime import date

__all__ = ["note", "taken"]

_TAKEN: set[tuple[str, str]] = set()


def note(digest: str, as_of: date) -> None:
    """Note that a record was taken as it was known on a day.

    Parameters
    ----------
    digest : str
        Of its tables; see :class:`briefkit.dataset.Tables`.
    as_of : datetime.date
        The day.
    """
    _TAKEN.add((digest, as_of.isoformat()))


def taken() -> list[tuple[str, str]]:
    """Return digest and day of each record that was taken here, sorted."""
    return sorted(_TAKEN)
