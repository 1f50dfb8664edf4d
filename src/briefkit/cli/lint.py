"""Briefs held against the standards of analytic tradecraft, in a terminal."""

from __future__ import annotations

import click

from briefkit.cli.options import format_option
from briefkit.cli.output import emit

__all__ = ["lint"]

_COLUMNS = ("path", "cell", "line", "rule", "message")


@click.command()
@click.argument(
    "brief",
    metavar="NOTEBOOK|EDITION",
    nargs=-1,
    required=True,
    help="An executed notebook; or the folder of an edition, or its day.",
)
@format_option("text", "json")
@click.pass_context
def lint(ctx: click.Context, /, brief: tuple[str, ...], format_: str) -> None:
    """Hold executed briefs against the standards of analytic tradecraft.

    Those of ICD 203 and the PHIA that a program can hold: one vocabulary of likelihood, no bare
    "may" in a judgement, confidence apart from likelihood, alternatives, what would change it,
    gaps, claims behind it, graded sources. One line for each finding, path:cell:line: message;
    exit code 1 if there is one.
    """
    from briefkit.publish.store.snapshot import edition_folder
    from briefkit.publish.tradecraft.lint import lint as lint_brief

    found = [linted for one in brief for linted in lint_brief(edition_folder(one))]
    rows = [
        {
            "path": str(linted.path),
            "cell": broken.cell,
            "line": broken.line,
            "rule": broken.rule,
            "message": broken.message,
        }
        for linted in found
        for broken in linted.broken
    ]
    if format_ == "json":
        emit("json", {"briefs": [str(one.path) for one in found], "broken": rows}, rows, _COLUMNS)
    else:
        for row in rows:
            click.echo("{path}:{cell}:{line}: {message}".format(**row))
    ctx.exit(int(bool(rows)))
