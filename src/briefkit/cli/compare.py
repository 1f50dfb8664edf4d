"""Commands on editions: what moved between two, and whether one can be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from briefkit.cli.options import data_option, format_option
from briefkit.cli.output import emit
from briefkit.cli.runners import runner_options, runners

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefkit.publish.editions.changes import Change
    from briefkit.publish.store.snapshot import Snapshot

__all__ = ["changes", "verify"]

_COLUMNS = ("number", "before", "after", "cause", "ids")


@click.command()
@click.argument("before", metavar="A", help="An edition's folder or day; D@N is its revision N.")
@click.argument("after", metavar="B", help="Another edition, or another revision of it.")
@data_option
@format_option("table", "csv", "json")
def changes(before: str, after: str, data: str | None, format_: str) -> None:
    """Say what moved between two editions, or two revisions of one, and why."""
    from briefkit.dataset import load
    from briefkit.publish.editions.changes import changes as changes_between

    one, other = _edition(before), _edition(after)
    moved = changes_between(one, other, load(data))
    content = {
        "before": _which(one),
        "after": _which(other),
        "changes": [change.to_json() for change in moved],
    }
    emit(format_, content, list(_rows(moved)), _COLUMNS)


@click.command()
@click.argument("edition", help="Its folder, such as reports/2023-10-20, or its day.")
@data_option
@click.option(
    "--notebooks", metavar="DIR", help="Folder of the notebooks, in place of the nearest."
)
@runner_options
@format_option("table", "json")
@click.pass_context
def verify(ctx: click.Context, /, edition: str, format_: str, **how: Any) -> None:
    """Make an edition again, aside, and say whether it comes out the same.

    Reproduced: every number is as it was, and from the same inputs every byte. Drifted: numbers
    moved, or files are not what they were; exit code 1. Unverifiable: it cannot be made; exit
    code 1.
    """
    with runners(how.pop("scheduler"), how.pop("jobs"), "fork", how["data"]) as made_with:
        from briefkit.cli.progress import Shown
        from briefkit.publish.editions.verify import verify as verify_edition
        from briefkit.publish.store.snapshot import edition_folder

        with Shown() as shown:
            verdict = verify_edition(edition_folder(edition), watcher=shown, pool=made_with, **how)
    if format_ == "json":
        emit("json", verdict.to_json(), [], [])
    else:
        click.echo(f"{verdict.kind.value}: {verdict.as_of}. {verdict.kind.sentence}")
        for name, values in (("other inputs", verdict.inputs), ("altered", verdict.altered)):
            click.echo(f"{name}: {', '.join(values)}\n" if values else "", nl=False)
        for file in verdict.files:
            click.echo(f"other bytes: {file}")
        for reason in verdict.reasons:
            click.echo(f"cannot be made: {reason}")
        if verdict.numbers:
            emit("table", None, list(_rows(verdict.numbers)), _COLUMNS)
    ctx.exit(verdict.exit_code)


def _edition(text: str) -> Snapshot:
    from briefkit.publish.store.snapshot import read_whole

    folder, at, revision = text.rpartition("@")
    if at and revision.isdigit():
        return read_whole(folder).at(int(revision))
    return read_whole(text)


def _which(edition: Snapshot) -> dict[str, Any]:
    return {
        "as_of": edition.manifest["as_of"],
        "edition_id": edition.manifest["edition_id"],
        "revision": edition.revision,
    }


def _rows(moved: Iterable[Change]) -> Iterable[dict[str, Any]]:
    for change in moved:
        row = {
            "number": change.number,
            "before": change.before and change.before["text"],
            "after": change.after and change.after["text"],
        }
        for cause in change.causes or (None,):
            yield {
                **row,
                "cause": cause and cause.kind.value,
                "ids": list(cause.ids) if cause else [],
            }
