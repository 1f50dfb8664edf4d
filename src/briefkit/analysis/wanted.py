"""What is wanted of an analysis: a dataset, names that exist, and a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from briefkit.dataset import Dataset
from briefkit.dates import first_day, last_day
from briefkit.errors import DateError, ParameterError, UnknownNameError, nearest
from briefkit.schema.ids import as_typed

__all__ = ["between", "check_dataset", "chosen", "listed"]


def check_dataset(ds: object) -> None:
    """Refuse what is no dataset, and say how to load one.

    Parameters
    ----------
    ds : object
        What was given first.

    Raises
    ------
    ParameterError
        If it is anything but a :class:`briefkit.Dataset`.
    """
    if not isinstance(ds, Dataset):
        got = f"'{ds}'" if isinstance(ds, (str, int, date)) else f"a {type(ds).__name__}"
        hint = f"as_of='{ds}'" if isinstance(ds, (str, int, date)) else ""
        raise ParameterError(f"{got} is no dataset. Load one first: ds = bk.load({hint}).")


def listed(names: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return names as a tuple; a string is one name, None is none.

    Examples
    --------
    >>> listed("diesel")
    ('diesel',)
    """
    return (names,) if isinstance(names, str) else tuple(names or ())


def chosen(what: str, names: str | Iterable[str] | None, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are wanted, spelled as the record spells them.

    Parameters
    ----------
    what : str
        What the names are of, in one word.
    names : str, iterable of str or None
        Those that are wanted, in capitals or not; a dyad in either order.
    allowed : iterable of str
        Those that exist.

    Returns
    -------
    tuple of str

    Raises
    ------
    UnknownNameError
        For the first name that does not exist; the nearest is suggested.

    Examples
    --------
    >>> chosen("dyad", "rus-prk", ["PRK-RUS"])
    ('PRK-RUS',)
    """
    choices = sorted(str(choice) for choice in allowed)
    by_key = {_key(what, choice): choice for choice in choices}
    wanted = listed(names)
    for name in wanted:
        if _key(what, name) not in by_key:
            near = nearest(_key(what, name), by_key)
            hint = f" Did you mean '{by_key[near[0]]}'?" if near else ""
            raise UnknownNameError(
                f"no {what} '{name}'. Allowed: {', '.join(choices) or 'none yet'}.{hint}"
            )
    return tuple(by_key[_key(what, name)] for name in wanted)


def _key(what: str, name: object) -> str:
    key = as_typed(str(name)).casefold()
    return "-".join(sorted(key.split("-"))) if what == "dyad" else key


def between(since: str | int | date | None, until: str | int | date | None) -> tuple[date, date]:
    """Return the first and the last day of a window; without an end it is open there.

    Raises
    ------
    DateError
        If since or until is no date, or since is after until.

    Examples
    --------
    >>> [str(day) for day in between("2023-09", None)]
    ['2023-09-01', '9999-12-31']
    """
    first = first_day(since) if since else date.min
    last = last_day(until) if until else date.max
    if first > last:
        raise DateError(f"since {since} is after until {until}. Turn them round.")
    return first, last
