"""Commands on the tables: check, format, init."""

from __future__ import annotations

import dataclasses
import json

import click

from briefkit.cli.options import data_option, format_option

__all__ = ["check", "format_", "init"]


@click.command()
@data_option
@format_option("table", "json")
@click.pass_context
def check(ctx: click.Context, data: str | None, format_: str) -> None:
    """Validate the tables and list every bad row.

    Each line names table, row and column, what was got and what is allowed. With --format json, a
    list of problems; it is empty when nothing is wrong.
    """
    from briefkit.dataset.tables import read_tables
    from briefkit.errors import DataError

    try:
        frames = read_tables(data).frames
    except DataError as error:
        if format_ != "json":
            raise
        click.echo(json.dumps([dataclasses.asdict(p) for p in error.problems], indent=2))
        ctx.exit(2)
    counts = ", ".join(f"{len(frame)} {table}" for table, frame in frames.items())
    click.echo("[]" if format_ == "json" else f"nothing wrong: {counts}")


@click.command("format")
@data_option
def format_(data: str | None) -> None:
    """Sort and normalise the tables.

    The files that changed are named. What a spreadsheet wrote is read without complaint: a
    byte-order mark, CRLF, semicolons or tabs, another order. If one file cannot be read, none is
    touched.
    """
    from briefkit.dataset.writing import format_tables

    changed = format_tables(data)
    for path in changed:
        click.echo(str(path))
    click.echo(f"{len(changed)} files changed", err=True)


@click.command()
@click.argument("folder", metavar="DIR", help="A folder that is new or empty.")
def init(folder: str) -> None:
    """Lay out a new corpus in an empty folder.

    It has the tables with headers and no rows, their descriptor, and the notebooks.
    """
    from briefkit.dataset.writing import lay_out

    data = lay_out(folder)
    click.echo(str(data))
    click.echo(
        f"Fill {data}/sources.csv and {data}/claims.csv, then run 'briefkit check' in {folder}.",
        err=True,
    )
