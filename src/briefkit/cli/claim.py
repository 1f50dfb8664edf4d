"""A claim added, from options or from answers at the prompt."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefkit.cli.options import data_option
from briefkit.cli.output import plain_table
from briefkit.schema.columns import Column, columns
from briefkit.schema.tables import TABLES

if TYPE_CHECKING:
    from briefkit.dataset.adding import Adding, Addition

__all__ = ["claim"]

Function = TypeVar("Function", bound=Callable[..., Any])
Given = dict[str, dict[str, str]]

#: Options that are not called as their column is.
_OPTIONS = {
    ("claims", "source_id"): "--source",
    ("claims", "subject_id"): "--subject",
    ("claims", "speaker_id"): "--speaker",
    ("claims", "origin_ids"): "--origins",
    ("sources", "origin_ids"): "--source-origins",
    ("sources", "note"): "--source-note",
}
#: Columns that no option fills: the claim numbers itself, and it names its source.
_KEYS = {("claims", "claim_id"), ("sources", "source_id")}

#: What is asked in a terminal, in this order, where an option has not said it.
_ASKED = {
    "sources": (
        "label", "publisher", "published", "published_basis", "language", "kind", "read",
        "reliability", "url", "origin_ids", "dateline",
    ),
    "claims": (
        "subject_id", "attribute", "value", "low", "high", "unit", "hedge", "window", "printed",
        "locator", "speaker_id", "modality", "stage", "basis",
    ),
}  # fmt: skip


def _columns() -> list[tuple[str, Column]]:
    found = (
        (table, column) for table in ("claims", "sources") for column in columns(TABLES[table])
    )
    return [(table, column) for table, column in found if (table, column.name) not in _KEYS]


def _option(table: str, column: str) -> str:
    return _OPTIONS.get((table, column), f"--{column.replace('_', '-')}")


def _cell_options(command: Function) -> Function:
    """Add an option for each column of a claim, and of a source that is new."""
    defaults = {"coded_on": " [default: today]", "accessed_on": " [default: --coded-on]"}
    for table, column in reversed(_columns()):
        text = column.sentence if table == "claims" else f"New source: {column.sentence}"
        text += f" {column.kind.allowed}" if column.terms else ""
        command = click.option(
            _option(table, column.name),
            f"{table}_{column.name}",
            metavar="TERM" if column.terms else "DAY" if column.kind.label == "day" else "TEXT",
            help=text + defaults.get(column.name, ""),
        )(command)
    return command


@click.group()
def claim() -> None:
    """Add to the record: one claim at a time."""


@claim.command()
@_cell_options
@click.option("--yes", is_flag=True, help="Write without asking.")
@data_option
def add(data: str | None, yes: bool, **cells: str | None) -> None:
    """Add one claim, and its source if that is new.

    In a terminal, what is missing is asked for. A name in any script may stand in the place of an
    id. What 'briefkit check' would refuse is refused, and nothing is written. The last line
    printed is the id of the claim.
    """
    from briefkit.dataset.adding import Adding

    adding = Adding(data)
    addition = adding.check(_answered(adding, cells, yes))
    _show(addition)
    if not yes:
        click.confirm("Write it?", default=True, abort=True, err=True)
    click.echo(adding.write(addition).claim_id)


def is_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _answered(adding: Adding, cells: dict[str, str | None], yes: bool) -> Given:
    """Return the answers by table, after asking for those that are missing."""
    from briefkit.dataset.questions import missing

    answers: Given = {"claims": {}, "sources": {}}
    for table, column in _columns():
        cell = cells[f"{table}_{column.name}"]
        if cell is not None and cell.strip():
            answers[table][column.name] = cell.strip()
    if not missing(adding, answers) or not is_terminal():
        _require(adding, answers, yes or is_terminal())
    else:
        _ask_all(adding, answers)
    if answers["sources"] and not adding.is_new(answers["claims"]["source_id"]):
        given = ", ".join(_option("sources", name) for name in answers["sources"])
        raise click.UsageError(f"{given}: '{answers['claims']['source_id']}' is no new source.")
    return answers


def _require(adding: Adding, answers: Given, may_write: bool) -> None:
    from briefkit.dataset.questions import missing

    names = [_option(table, column) for table, column in missing(adding, answers)]
    names += [] if may_write else ["--yes"]
    if names:
        hint = _no_source(adding, answers["claims"].get("source_id"))
        raise click.UsageError(f"Missing options: {', '.join(names)}.{hint}")


def _no_source(adding: Adding, source_id: str | None) -> str:
    from briefkit.errors import nearest

    if source_id is None or not adding.is_new(source_id):
        return ""
    near = ", ".join(nearest(source_id, adding.records.sources, n=3))
    return f" There is no source '{source_id}'" + (f"; the nearest: {near}." if near else ".")


def _ask_all(adding: Adding, answers: Given) -> None:
    from briefkit.dataset.questions import is_asked

    claims = answers["claims"]
    for column, cell in claims.items():
        claims[column] = adding.names.in_cell(column, cell, claims)
    while "source_id" not in claims:
        _ask(adding, "claims", "source_id", answers)
        if adding.is_new(claims["source_id"]):
            click.echo(_no_source(adding, claims["source_id"]).strip(), err=True)
            if not click.confirm("Is it new?", default=True, err=True):
                del claims["source_id"]
    for table in ("sources", "claims") if adding.is_new(claims["source_id"]) else ("claims",):
        for column in _ASKED[table]:
            if column not in answers[table] and (table == "sources" or is_asked(column, answers)):
                _ask(adding, table, column, answers)


def _ask(adding: Adding, table: str, column: str, answers: Given) -> None:
    """Ask for one cell until the answer is right."""
    from briefkit.dataset.questions import choices, likely, missing, refused
    from briefkit.errors import UnresolvedError

    def read(text: str) -> str:
        text = text.strip()
        if not text:
            return text
        try:
            cell = adding.names.in_cell(column, text, answers["claims"])
        except UnresolvedError as error:
            raise click.UsageError(str(error)) from None
        tried = {**answers, table: {**answers[table], column: cell}}
        problems = refused(adding, table, column, tried)
        if problems:
            raise click.UsageError("\n".join(f"{p.got}. {p.allowed}" for p in problems))
        if cell != text:
            click.echo(f"  {text}: {cell}", err=True)
        return cell

    ask = _option(table, column).removeprefix("--").replace("-", " ")
    allowed = choices(adding, table, column, answers)
    ask += f" ({', '.join(allowed)})" if allowed else ""
    is_open = (table, column) not in missing(adding, answers) or _may_be_bounded(column, answers)
    default = likely(adding, table, column, answers) or ("" if is_open else None)
    cell = click.prompt(ask, default=default, value_proc=read, show_default=bool(default), err=True)
    if cell:
        answers[table][column] = cell


def _may_be_bounded(column: str, answers: Given) -> bool:
    """Whether a value may be left out, because bounds may be given in its place."""
    from briefkit.schema.attributes import ATTRIBUTES

    attribute = ATTRIBUTES.get(answers["claims"].get("attribute", ""))
    return column == "value" and attribute is not None and attribute.is_number


def _show(addition: Addition) -> None:
    for table, cells in addition.rows.items():
        rows = [{"column": name, table: cell} for name, cell in cells.items()]
        click.echo(plain_table(rows, ("column", table)))
