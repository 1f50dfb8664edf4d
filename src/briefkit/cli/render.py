"""Commands on briefs: render them, list them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefkit.cli.options import data_option, format_option
from briefkit.cli.output import emit
from briefkit.cli.runners import runner_options, runners
from briefkit.publish.runners.servers import KERNELS

__all__ = ["list_briefs", "render"]

#: Exit code of ``--fail-if-unchanged``.
UNCHANGED = 3
_EVERY = "One edition at the end of each, from --from to --to, each knowing only its past."
_DIGEST = "Write what changed as JSON, for whoever sends it."
_FORMATS = "What is made of each brief: html, pdf, md (Markdown, for mail and chat), json."
_DOSSIERS = "Whether an edition of all briefs has a page of each thing with all claims on it."
_KERNELS = "Fork kernels from a process that has imported everything, or start each anew."
_TIME = "What one cell may take; a brief with a longer one fails."
_NOTEBOOKS = "Folder of the notebooks, in place of the nearest."


@click.command()
@click.argument(
    "briefs",
    nargs=-1,
    metavar="[BRIEF]...",
    help="Which; all by default but those made on request.",
)
@data_option
@click.option("--as-of", multiple=True, metavar="DAY", help="One edition for each day.")
@click.option("--every", type=click.Choice(["month", "quarter", "year"]), help=_EVERY)
@click.option("--from", "first", metavar="DAY", help="Start of the series of --every.")
@click.option("--to", "last", metavar="DAY", help="End of the series of --every.")
@click.option("--previous", metavar="DAY", help="Day that the briefs compare with.")
@click.option("--since", metavar="DAY", help="The parameter since, of the briefs that have it.")
@click.option("--until", metavar="DAY", help="The parameter until, of the briefs that have it.")
@click.option("-p", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter; lists as a,b.")
@click.option("--formats", default="html,pdf", help=_FORMATS)
@click.option("--out", default="reports", metavar="DIR", help="Folder of the editions.")
@click.option("--notebooks", metavar="DIR", help=_NOTEBOOKS)
@click.option("--name", help="What a brief with other parameters is called.")
@click.option("--force", is_flag=True, help="Make also what stands, made from the same inputs.")
@click.option("--dossiers/--no-dossiers", default=True, help=_DOSSIERS)
@click.option("--fail-if-unchanged", is_flag=True, help="Exit with 3 if every file is as before.")
@click.option("--digest", type=click.Path(dir_okay=False), metavar="FILE", help=_DIGEST)
@runner_options
@click.option("--kernels", type=click.Choice(KERNELS), default="fork", help=_KERNELS)
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help=_TIME)
@click.pass_context
def render(
    ctx: click.Context,
    /,
    briefs: tuple[str, ...],
    pairs: tuple[str, ...],
    every: str | None,
    first: str | None,
    last: str | None,
    fail_if_unchanged: bool,
    digest: str | None,
    **how: Any,
) -> None:
    """Render briefs into dated editions.

    They are OUT/DAY/BRIEF.html and .pdf, with OUT/index.html over all editions. By default all
    briefs are made but those on request (the record in full), as of the newest publication. A brief
    that fails stops no other; its executed notebook with the traceback is kept under
    OUT/DAY/failed/, and the exit code is 1. What stands already, made from the same data,
    notebooks, parameters and versions, is not made again.
    """
    if digest is not None:
        _probe(digest)
    if every or first or last:
        how["as_of"] = [*how["as_of"], *_series(every, first, last)]
    made_by = runners(how.pop("scheduler"), how.pop("jobs"), how.pop("kernels"), how["data"])
    with made_by as made_with:
        from briefkit.cli.progress import Shown
        from briefkit.publish.editions.edition import render as render_editions

        how |= {"parameters": _parameters(pairs, how.pop("since"), how.pop("until"))}
        how |= {"formats": [part.strip() for part in how["formats"].split(",") if part.strip()]}
        with Shown() as shown:
            rendered = render_editions(briefs, watcher=shown, pool=made_with, **how)
    for edition in rendered.editions:
        if edition.is_kept:
            click.echo(f"unchanged: {edition.as_of}", err=True)
        for stem, reason in edition.failed:
            click.echo(f"failed: {stem} of {edition.as_of}: {reason}", err=True)
        click.echo("".join(f"{path}\n" for path in edition.files), nl=False)
    click.echo(rendered.index)
    if digest is not None:
        rendered.write_digest(digest)
    is_same = fail_if_unchanged and not any(e.is_changed for e in rendered.editions)
    ctx.exit(rendered.exit_code or (UNCHANGED if is_same else 0))


def _probe(digest: str) -> None:
    from briefkit.dataset.writing import probe

    try:
        probe(Path(digest))
    except OSError as error:
        hint = "Name a file in a folder that can be written to."
        raise click.UsageError(f"--digest '{digest}': {error.strerror}. {hint}") from None


def _parameters(pairs: tuple[str, ...], since: str | None, until: str | None) -> dict[str, str]:
    from briefkit.publish.catalogue.parameters import assignments

    own = {"since": since, "until": until}
    return assignments([*pairs, *(f"{k}={v}" for k, v in own.items() if v is not None)])


def _series(every: str | None, first: str | None, last: str | None) -> list[str]:
    from briefkit.publish.editions.series import series

    if not (every and first and last):
        raise click.UsageError("--every, --from and --to go together.")
    return series(every, first, last)


@click.command("list")
@data_option
@click.option("--notebooks", metavar="DIR", help=_NOTEBOOKS)
@format_option("table", "csv", "json")
def list_briefs(data: str | None, notebooks: str | None, format_: str) -> None:
    """List the briefs and their parameters."""
    from briefkit.dataset import load
    from briefkit.publish.catalogue.briefs import find_briefs
    from briefkit.publish.catalogue.types import terms_of

    terms = terms_of(load(data))
    found = find_briefs(notebooks).values()
    for brief in found:
        if brief.fault:
            click.echo(brief.fault, err=True)
    shown = [brief.to_json(terms) for brief in found if not brief.fault]
    rows = [
        {"brief": brief["brief"], **parameter, "parameter": parameter["name"]}
        for brief in shown
        for parameter in brief["parameters"]
    ]
    columns = ("brief", "parameter", "type", "default", "allowed", "help")
    emit(format_, shown, rows, columns, ("brief", "parameter", "type", "default", "help"))
