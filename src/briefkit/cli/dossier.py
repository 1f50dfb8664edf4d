"""All that was claimed of one thing, as a page."""

from __future__ import annotations

from pathlib import Path

import click

from briefkit.cli.options import as_of_option, data_option

__all__ = ["dossier"]


@click.command()
@click.argument("name", help="A flow, event, statement, person, body, place, pair or entry.")
@data_option
@as_of_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="File or folder of the page. [default: here, under the name of the thing]",
)
def dossier(name: str, data: str | None, as_of: str | None, output: Path | None) -> None:
    """Write the dossier of one thing: all claims on it, by what they mean, as a page of its own.

    NAME is an id, such as shells-prk-rus or PRK-RUS, what a page calls the thing, an entry of the
    register, a claim, or the number of a flow. An edition of all briefs has the dossiers of
    everything; this makes one alone, also of a record that is too large for all.
    """
    from briefkit.dataset import load
    from briefkit.dataset.writing import write_text
    from briefkit.publish.dossiers.files import alone

    file, text = alone(load(data, as_of), name)
    path = Path(file) if output is None else output / file if output.is_dir() else output
    write_text(path, text)
    click.echo(path)
