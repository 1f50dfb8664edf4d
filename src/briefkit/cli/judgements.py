"""The judgements of a corpus: which stand, which have moved, what a draft is to keep."""

from __future__ import annotations

import click

from briefkit.cli.options import as_of_option, data_option, format_option
from briefkit.cli.output import emit

__all__ = ["judgements"]

_COLUMNS = ("judgement", "about", "knows", "is", "numbers")


@click.command()
@data_option
@as_of_option
@format_option("table", "csv", "json")
def judgements(data: str | None, as_of: str | None, format_: str) -> None:
    """List the judgements, and hold them against the record.

    One stands while its numbers are those on which it was written; else what it keeps is printed
    with what the number is now. Of a draft the cell is printed that it is to keep.
    """
    from briefkit.analysis.sheet.judgements import held, to_keep
    from briefkit.dataset import load

    ds = load(data, as_of)
    rows = []
    for own in held(ds):
        row = own.judgement
        is_, numbers = "stands" if own.stands else "moved", ""
        if row.numbers is None:
            is_, numbers = "draft", to_keep(ds, row)
        elif own.moved:
            found = ((role, old, own.filled[role]) for role, old in own.moved)
            numbers = "; ".join(
                f"{role}: {old}, now {now.kept if now is not None else 'none'}"
                for role, old, now in found
            )
        cells = (row.judgement_id, row.about, str(row.knows), is_, numbers)
        rows.append(dict(zip(_COLUMNS, cells, strict=True)))
    emit(format_, {"as_of": str(ds.as_of), "judgements": rows}, rows, _COLUMNS)
