"""The generated files, written or checked."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["docs"]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is stale.")
@click.option("--root", metavar="DIR", help="The checkout. [default: the one briefkit runs from]")
@click.pass_context
def docs(ctx: click.Context, check: bool, root: str | None) -> None:
    """Write the generated files.

    These are data/datapackage.json, docs/data-dictionary.md, docs/cli.md and, in the package, the
    pieces of fonts that most pages carry.
    """
    from briefkit.dataset.writing import write_text

    stale = {
        path: text
        for path, text in _generated(ctx, root).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }
    for path, text in stale.items():
        if not check:
            write_text(path, text)
        click.echo(f"stale: {path}" if check else str(path), err=check)
    ctx.exit(int(check and bool(stale)))


def _generated(ctx: click.Context, root: str | None) -> dict[Path, str]:
    from briefkit.cli.reference import reference
    from briefkit.dataset.folder import corpus_path
    from briefkit.publish.renderers.html.webfonts import pieces
    from briefkit.schema.descriptor import datapackage, dictionary

    folder = Path(root) if root is not None else corpus_path("data").parent
    if not (folder / "docs").is_dir():
        raise click.UsageError(f"'{folder}' has no docs/: run this in a checkout, or name one.")
    return {
        folder / "data" / "datapackage.json": datapackage(),
        folder / "docs" / "data-dictionary.md": dictionary(),
        folder / "docs" / "cli.md": reference(ctx.find_root().command),
        folder / "src" / "briefkit" / "fonts" / "pieces.json": pieces(),
    }
