"""What was known on a day: the corpus cut at a publication date."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from briefkit.dataset.access_log import note
from briefkit.dataset.cut import CUT_TABLES, known_records
from briefkit.dataset.tables import Records, Tables, read_tables
from briefkit.dates import last_day
from briefkit.errors import AsOfError, UnknownNameError, nearest
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.ids import subject_kind
from briefkit.schema.tables import ADDED_TABLES, TABLES, Claim

__all__ = ["Dataset", "load"]

_NUMBERS = [name for name, attribute in ATTRIBUTES.items() if attribute.is_number]


@dataclass(frozen=True, eq=False)
class Dataset:
    """What was known on a day.

    Parameters
    ----------
    tables : Tables
        The whole corpus.
    as_of : datetime.date
        Knowledge cut-off: only what was published on or before it is in the frames and records.
    subject_ids : frozenset of str, optional
        Only claims on these subjects are in the records.

    Notes
    -----
    ``sources``, ``claims``, ``events``, ``flows``, ``statements``, ``decisions`` and
    ``judgements`` are cut; events, flows and statements of which nothing was known yet are absent,
    and so is a claim or judgement that a known one supersedes. ``actors``, ``offices``, ``places``,
    ``units``, ``factors``, ``coverage``, ``checks`` and ``topics`` are reference tables and whole;
    ``units`` has those of briefkit and of the corpus.
    """

    tables: Tables
    as_of: date
    subject_ids: frozenset[str] | None = None

    def at(self, as_of: str | int | date) -> Dataset:
        """Return the same corpus at another cut-off.

        Parameters
        ----------
        as_of : str, int or date
            A day; a month or year means its last day.

        Returns
        -------
        Dataset

        Raises
        ------
        AsOfError
            If nothing had been published by then.
        """
        return _cut(self.tables, last_day(as_of))

    def about(self, subject_ids: Iterable[str], as_of: date) -> Dataset:
        """Return what was known of some subjects alone on an earlier day.

        Parameters
        ----------
        subject_ids : iterable of str
            Subjects; those on which their claims lean must be named too.
        as_of : datetime.date
            The day.

        Returns
        -------
        Dataset
            Quick to cut, for rules that look at these subjects and at no other.
        """
        return Dataset(self.tables, as_of, frozenset(subject_ids))

    @cached_property
    def records(self) -> Records:
        """The rows known on ``as_of`` as records, by table and key."""
        return known_records(self.tables, self.as_of, self.subject_ids)

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, tuple[Claim, ...]]]:
        """Claims by attribute, by subject; both sorted, and the claims by rank."""
        grouped: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.records.claims.values():
            grouped[claim.subject_id][claim.attribute].append(claim)
        return {
            subject: {attribute: tuple(claims) for attribute, claims in sorted(by.items())}
            for subject, by in sorted(grouped.items())
        }

    def claims_of(self, subject_id: str, attribute: str | None = None) -> tuple[Claim, ...]:
        """Return the claims about one subject.

        Parameters
        ----------
        subject_id : str
            An event, flow, statement, dyad, actor or place.
        attribute : str, optional
            Only this attribute.

        Returns
        -------
        tuple of Claim
            Sorted by attribute and rank; empty if there are none.
        """
        by = self.subjects.get(subject_id, {})
        if attribute is not None:
            return by.get(attribute, ())
        return tuple(claim for claims in by.values() for claim in claims)

    def kind_of(self, subject_id: str) -> str:
        """Tell what an id names: event, flow, statement, actor, place or dyad.

        Raises
        ------
        UnknownNameError
            If nothing has the id.
        """
        kind = subject_kind(subject_id, self.tables.records.by_table())
        if kind is None:
            near = nearest(subject_id, self.subjects)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(f"no subject '{subject_id}' as of {self.as_of}.{hint}")
        return kind

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table as a frame, cut at ``as_of``.

        Parameters
        ----------
        table : str
            One of the tables.

        Returns
        -------
        pandas.DataFrame
            A copy, sorted by key, with the columns of the data dictionary. ``sources`` and
            ``claims`` carry ``known_on`` (datetime64) besides, and ``claims`` behind its ``value``,
            which is text, ``amount``: the value as float64, NaN where it is no number.

        Raises
        ------
        UnknownNameError
            If there is no such table.
        """
        if table not in TABLES:
            near = nearest(table, TABLES)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise UnknownNameError(f"no table '{table}'. Allowed: {', '.join(TABLES)}.{hint}")
        frame = self.tables.frames[table]
        key = frame.columns[0]
        if table in CUT_TABLES:
            frame = frame[frame[key].isin(set(getattr(self.records, table)))]
        frame = frame.reset_index(drop=True)
        days = {"sources": self.tables.published, "claims": self.tables.known_on}.get(table)
        if days is not None:
            frame = frame.assign(known_on=pd.to_datetime(frame[key].map(dict(days))))
        if table == "claims":
            numbers = frame["value"].where(frame["attribute"].isin(_NUMBERS))
            amounts = pd.to_numeric(numbers).astype("float64")
            frame.insert(list(frame.columns).index("value") + 1, "amount", amounts)
        return frame

    @property
    def sources(self) -> pd.DataFrame:
        """The sources known on ``as_of``; see :meth:`frame`."""
        return self.frame("sources")

    @property
    def claims(self) -> pd.DataFrame:
        """The claims known on ``as_of``; see :meth:`frame`."""
        return self.frame("claims")

    @property
    def events(self) -> pd.DataFrame:
        """The events known on ``as_of``; see :meth:`frame`."""
        return self.frame("events")

    @property
    def flows(self) -> pd.DataFrame:
        """The flows known on ``as_of``; see :meth:`frame`."""
        return self.frame("flows")

    @property
    def statements(self) -> pd.DataFrame:
        """The statements known on ``as_of``; see :meth:`frame`."""
        return self.frame("statements")

    @property
    def actors(self) -> pd.DataFrame:
        """States, people, bodies and agencies, whole; see :meth:`frame`."""
        return self.frame("actors")

    @property
    def offices(self) -> pd.DataFrame:
        """Who holds which office, whole; see :meth:`frame`."""
        return self.frame("offices")

    @property
    def places(self) -> pd.DataFrame:
        """The places, whole; see :meth:`frame`."""
        return self.frame("places")

    @property
    def units(self) -> pd.DataFrame:
        """The units, those of briefkit and of the corpus, whole; see :meth:`frame`."""
        return self.frame("units")

    @property
    def factors(self) -> pd.DataFrame:
        """What converts to what, whole; see :meth:`frame`."""
        return self.frame("factors")

    @property
    def coverage(self) -> pd.DataFrame:
        """What was searched for, whole; see :meth:`frame`."""
        return self.frame("coverage")

    @property
    def checks(self) -> pd.DataFrame:
        """What would settle a disagreement, whole; see :meth:`frame`."""
        return self.frame("checks")

    @property
    def topics(self) -> pd.DataFrame:
        """What briefs answer page by page, whole; see :meth:`frame`."""
        return self.frame("topics")

    @property
    def decisions(self) -> pd.DataFrame:
        """What the desk had decided on ``as_of``; see :meth:`frame`."""
        return self.frame("decisions")

    @property
    def judgements(self) -> pd.DataFrame:
        """The judgements that rest on no later day than ``as_of``; see :meth:`frame`."""
        return self.frame("judgements")

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all rows known on ``as_of``; paths and the order of rows do not matter."""
        digest = hashlib.sha256(self.as_of.isoformat().encode())
        for table, known in self.records.by_table().items():
            lines = self.tables.lines[table]
            keys = sorted(lines.keys() & known.keys())
            if table in ADDED_TABLES and not keys:
                continue  # what comes with briefkit is in its version, and no corpus has more
            digest.update("\n".join([table, *(lines[key] for key in keys)]).encode())
            digest.update(b"\n")
        return digest.hexdigest()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self.records, table))} {table}" for table in CUT_TABLES)
        return f"Dataset(as_of={self.as_of}, {counts})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{table}</td><td style='text-align:right'>{len(rows)}</td></tr>"
            for table, rows in self.records.by_table().items()
        )
        return f"<table><caption>Known on {self.as_of}</caption>{rows}</table>"


def _cut(tables: Tables, as_of: date) -> Dataset:
    first = min(tables.published.values(), default=None)
    if first is not None and as_of < first:
        raise AsOfError(
            f"as_of {as_of} is before the first source, published {first}. "
            f"The earliest choice is {first}."
        )
    note(tables.digest, as_of)
    return Dataset(tables, as_of)


def load(
    data: str | os.PathLike[str] | None = None, as_of: str | int | date | None = None
) -> Dataset:
    """Load a corpus as it was known on a day.

    Parameters
    ----------
    data : path, optional
        Data folder; by default ``$BRIEFKIT_DATA``, else the nearest ``data/`` upwards from the
        working folder, else the packaged copy.
    as_of : str, int or date, optional
        Knowledge cut-off; a month or year means its last day. Default: the newest publication.

    Returns
    -------
    Dataset

    Raises
    ------
    DataError
        If any row is wrong; all of them are listed.
    DatasetNotFoundError
        If there is no such folder, or a table is missing.
    DateError, AsOfError
        If ``as_of`` is no date, or before the first source.

    Examples
    --------
    >>> load(as_of="2023-09").as_of
    datetime.date(2023, 9, 30)
    """
    day = None if as_of in (None, "") else last_day(as_of)
    tables = read_tables(data)
    return _cut(tables, day or max(tables.published.values(), default=date.today()))
