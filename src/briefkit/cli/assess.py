"""An ordinal held against the record."""

from __future__ import annotations

from typing import Any

import click

from briefkit.cli.options import as_of_option, data_option, format_option
from briefkit.cli.output import emit

__all__ = ["assess"]


@click.command()
@data_option
@as_of_option
@click.option("--actor", required=True, help="Who visits, meets or calls: an actor id.")
@click.option("--host", required=True, help="The host state, or whom the actor meets or calls.")
@click.option(
    "--nth", type=click.IntRange(min=1), metavar="N", required=True, help="5 for 'the fifth'."
)
@click.option("--what", required=True, help="What is counted: visit, meeting or call.")
@click.option("--window", required=True, help="What it counts over, such as 2023.")
@click.option("--on", metavar="DAY", required=True, help="Day of the event said to be the n-th.")
@click.option(
    "--scope", multiple=True, metavar="NAME", help="A place, person or way of counting it names."
)
@format_option("table", "csv", "json")
def assess(data: str | None, as_of: str | None, format_: str, **ordinal: Any) -> None:
    """Hold an ordinal against the record.

    An ordinal is such as "the fifth visit so far this year". It is counted under one reading after
    another; the first that gives it is named. It is supported if at least 95 % of the window was
    searched, and refuted if no reading gives it.
    """
    import briefkit as bk
    from briefkit.present.verdicts import verdict_text

    found = bk.assess_ordinal(bk.load(data, as_of), **ordinal)
    columns = ("is", "what", "why")
    rows = [dict(zip(columns, row, strict=True)) for row in found.frame.itertuples(index=False)]
    rows[0]["why"] = f"{verdict_text(found)}; {rows[0]['why']}"
    emit(format_, {**found.to_json(), "sentence": verdict_text(found)}, rows, columns)
