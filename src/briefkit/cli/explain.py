"""From a number of an edition back to its claims, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from briefkit.cli.options import data_option, format_option
from briefkit.cli.output import emit

if TYPE_CHECKING:
    from briefkit.dataset import Dataset

__all__ = ["explain"]

_CLAIM = (
    "claim_id", "publisher", "published", "printed", "gloss", "says", "locator", "speaker",
    "origins", "url",
)  # fmt: skip


@click.command()
@click.argument("edition", help="Its folder, such as reports/2023-10-20, or its day.")
@click.argument("name", help="Name of the number, as numbers.json has it.")
@data_option
@format_option("table", "csv", "json")
def explain(edition: str, name: str, data: str | None, format_: str) -> None:
    """Print the claims behind a number.

    Each with its printed words, what they were coded as, publisher, date, place on the page,
    speaker, what it goes back to, and address.
    """
    from briefkit.dataset import load
    from briefkit.publish.store.snapshot import read_edition
    from briefkit.schema.ids import as_typed

    name = as_typed(name)
    number = read_edition(edition).number(name)
    ds = load(data)
    claims = [_claim(ds, claim_id) for claim_id in number["claim_ids"]]
    if format_ == "table":
        click.echo(_page(name, number, claims))
    else:
        emit(format_, {"name": name, **number, "claims": claims}, claims, _CLAIM)


def _claim(ds: Dataset, claim_id: str) -> dict[str, Any]:
    """Return what a reader asks of a claim; its id alone where the data do not hold it any more."""
    from briefkit.analysis.origins import roots
    from briefkit.present.formats import label
    from briefkit.present.values import value_text

    claim = ds.tables.records.claims.get(claim_id)
    if claim is None:
        return {**dict.fromkeys(_CLAIM), "claim_id": claim_id}
    source = ds.tables.records.sources[claim.source_id]
    return {
        "claim_id": claim_id,
        "publisher": source.publisher,
        "published": str(source.published),
        "printed": claim.printed,
        "gloss": claim.gloss,
        "says": value_text(ds, claim),
        "locator": claim.locator,
        "speaker": label(ds, claim.speaker_id) if claim.speaker_id else None,
        "origins": sorted(roots(ds, claim)),
        "url": source.url,
    }


def _page(name: str, number: Mapping[str, Any], claims: list[dict[str, Any]]) -> str:
    lines = [f"{name}: {number['text']}", f"rule: {number['rule'] or 'as printed'}"]
    lines += [f"printed in: {', '.join(number.get('briefs', ()))}"]
    for claim in claims:
        lines += ["", claim["claim_id"]]
        if claim["publisher"] is None:
            lines += ["  is not in the data any more"]
            continue
        gloss = f" [{claim['gloss']}]" if claim["gloss"] else ""
        lines += [f"  “{claim['printed']}”{gloss}: {claim['says']}"]
        lines += [f"  {claim['publisher']}, {claim['published']}, {claim['locator']}"]
        lines += [f"  said by {claim['speaker']}"] if claim["speaker"] else []
        lines += [f"  goes back to {', '.join(claim['origins'])}"]
        lines += [f"  {claim['url'] or 'no address known'}"]
    return "\n".join(lines)
