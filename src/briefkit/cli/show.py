"""The three analyses in a terminal or a pipe."""

from __future__ import annotations

from typing import Any

import click

from briefkit.cli.options import as_of_option, data_option, format_option
from briefkit.cli.output import emit

__all__ = ["show"]

_EVENT = (
    "event_id", "kind", "part_of", "start", "end", "precision", "place_id", "actors", "recipients",
    "states", "level", "mode", "stage", "n_sources", "n_origins", "n_voices", "first_reported",
)  # fmt: skip
_FLOW = (
    "flow_id", "part_of", "commodity", "origin", "destination", "attribute", "window", "stage",
    "low", "best", "high", "unit", "rule", "claim_ids", "n_voices",
)  # fmt: skip
_ENTRY = (
    "id", "subject_id", "attribute", "types", "severity", "state", "claims", "printed", "n_sources",
    "n_origins", "n_voices", "hypotheses", "check",
)  # fmt: skip


@click.group()
def show() -> None:
    """Print an analysis: contacts, flows or discrepancies."""


@show.command()
@data_option
@as_of_option
@click.option("--dyad", "dyads", multiple=True, help="Only this pair of states, such as PRK-RUS.")
@click.option("--state", "states", multiple=True, help="Only contacts of this state.")
@click.option("--level", help="Only contacts of this level or higher, such as minister.")
@click.option("--mode", help="Only contacts of this mode, such as multilateral.")
@click.option("--since", metavar="DAY", help="First day of the window.")
@click.option("--until", metavar="DAY", help="Last day of the window.")
@click.option("--count", default="contact", help="contact, visit, meeting or dyad_meeting.")
@format_option("table", "csv", "json")
def cadence(data: str | None, as_of: str | None, format_: str, **filters: Any) -> None:
    """Contacts by day: who met whom, where, at what level, held or planned."""
    import briefkit as bk

    shown = bk.cadence(bk.load(data, as_of), **filters).to_json()
    columns = ("start", "end", "event_id", "kind", "states", "place_id", "level", "stage")
    emit(format_, shown, _rows(shown["events"]), _EVENT, (*columns, "n_voices"))


@show.command()
@data_option
@as_of_option
@click.option("--commodity", "commodities", multiple=True, help="Only this commodity.")
@click.option("--route", "routes", multiple=True, help="Only this route, such as 'BLR>RUS'.")
@click.option("--since", metavar="DAY", help="Only what overlaps the time from this day on.")
@click.option("--until", metavar="DAY", help="Only what overlaps the time up to this day.")
@format_option("table", "csv", "json")
def flows(data: str | None, as_of: str | None, format_: str, **filters: Any) -> None:
    """Amounts by flow, attribute, stage and window, each as low, best and high."""
    import briefkit as bk

    shown = bk.flows(bk.load(data, as_of), **filters).to_json()
    rows = [{**row, **(row["estimate"] or {})} for row in _rows(shown["flows"])]
    columns = ("flow_id", "attribute", "stage", "window", "low", "best", "high", "unit", "n_voices")
    emit(format_, shown, rows, _FLOW, columns)


@show.command()
@data_option
@as_of_option
@click.option("--attribute", "attributes", multiple=True, help="Only this attribute, such as date.")
@click.option(
    "--least-severity",
    type=click.IntRange(1, 5),
    metavar="N",
    default=1,
    help="Only what is as severe; 5 worst.",
)
@click.option("--variants", is_flag=True, help="List also what differs and can all hold.")
@format_option("table", "csv", "json")
def discrepancies(
    data: str | None, as_of: str | None, variants: bool, format_: str, **filters: Any
) -> None:
    """Claims that cannot all hold, the worst first, with what would settle them."""
    import briefkit as bk
    from briefkit.present.reasons import register_json

    ds = bk.load(data, as_of)
    shown = register_json(ds, bk.discrepancies(ds, **filters), variants)
    rows = [*_rows(shown["discrepancies"]), *_rows(shown.get("variants", []))]
    emit(format_, shown, rows, _ENTRY, ("id", "severity", "types", "state", "n_voices", "check"))


def _rows(listed: Any) -> list[dict[str, Any]]:
    return list(listed)
