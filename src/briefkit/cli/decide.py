"""A decision of the desk on an entry of the register, added beside what is computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefkit.cli.options import data_option
from briefkit.cli.output import plain_table
from briefkit.schema.columns import columns
from briefkit.schema.tables import Decision
from briefkit.vocab import DecisionStatus

if TYPE_CHECKING:
    from briefkit.analysis.discrepancies import Entry
    from briefkit.dataset import Dataset

__all__ = ["decide"]

Function = TypeVar("Function", bound=Callable[..., Any])

#: Options that are not called as their column is.
_OPTIONS = {"decided_on": "--on"}
_DEFAULTS = {"who": "desk"}
#: Columns that no option fills: the arguments, and what numbers itself.
_ARGUMENTS = {"decision_id", "entry", "status"}


def _cell_options(command: Function) -> Function:
    """Add an option for each column of a decision."""
    for column in reversed(columns(Decision)):
        if column.name in _ARGUMENTS:
            continue
        command = click.option(
            _OPTIONS.get(column.name, f"--{column.name.replace('_', '-')}"),
            column.name,
            metavar="DAY" if column.kind.label == "day" else "TEXT",
            required=column.name == "note",
            default=_DEFAULTS.get(column.name),
            help=column.sentence + (" [default: today]" if column.name == "decided_on" else ""),
        )(command)
    return command


@click.command()
@click.argument("entry", help="Entry of the register: <subject>.<attribute>.")
@click.argument(
    "status",
    type=click.Choice([str(status) for status in DecisionStatus]),
    metavar="STATUS",
    help="open, awaiting, explained or dismissed.",
)
@_cell_options
@data_option
def decide(data: str | None, **cells: str | None) -> None:
    """Add what the desk decided on an entry of the register.

    The entry is one of the register as it stood on the day of the decision. The row is added to
    decisions.csv and none is changed: of one entry the newest counts. Editions print it beside the
    state that is computed, from its day on. What 'briefkit check' would refuse is refused, and
    nothing is written. The last line printed is the id of the decision.
    """
    from briefkit.dataset.dataset import load
    from briefkit.dataset.deciding import Deciding

    given = {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()}
    given.setdefault("decided_on", date.today().isoformat())
    deciding = Deciding(data)
    ds = load(deciding.folder)
    entry = _entry(ds, given)
    addition = deciding.check({"decisions": given})
    _show(ds, entry, addition.rows["decisions"])
    click.echo(deciding.write(addition).rows["decisions"]["decision_id"])


def _entry(ds: Dataset, given: dict[str, str]) -> Entry:
    """Return the entry that is meant, of the register of the day."""
    from briefkit.analysis.discrepancies import discrepancies
    from briefkit.dates import parse_day
    from briefkit.errors import DateError, UnknownNameError, nearest
    from briefkit.schema.ids import as_typed

    try:
        day = parse_day(given["decided_on"])
    except (DateError, ValueError):
        raise click.UsageError(
            f"--on: '{given['decided_on']}' is no day. Allowed: yyyy-mm-dd."
        ) from None
    given["entry"] = as_typed(given["entry"])
    listed = {entry.id: entry for entry in discrepancies(ds.at(day)).entries}
    if given["entry"] not in listed:
        near = ", ".join(nearest(given["entry"], listed, 3)) or "none"
        raise UnknownNameError(
            f"no entry '{given['entry']}' in the register of {day}. Nearest: {near}. "
            "'briefkit show discrepancies' lists them."
        )
    return listed[given["entry"]]


def _show(ds: Dataset, entry: Entry, row: dict[str, str]) -> None:
    """Print the row and, beside it, what is computed; say where no edition would show it yet."""
    from briefkit.present.states import state_text

    shown = [{"column": name, "decision": cell} for name, cell in row.items()]
    click.echo(plain_table(shown, ("column", "decision")))
    click.echo(f"Computed, and printed beside it: {state_text(ds, entry)}")
    if row["decided_on"] > ds.as_of.isoformat():
        click.echo(
            f"The newest page is of {ds.as_of}: name a later day with --as-of "
            f"({row['decided_on']} or after) for an edition that prints this.",
            err=True,
        )
