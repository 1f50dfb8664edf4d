"""The annex of a brief as HTML: where each number comes from, the claims, the footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from briefkit.present.runs import runs_html

__all__ = ["MOST_RIVALS", "annex_html"]

Json = dict[str, Any]

#: Rival claims that an entry names; the others stand on the same subject.
MOST_RIVALS = 6


def annex_html(kind: str, items: Iterable[Json]) -> str:
    """Return one of the annex's lists as HTML.

    Parameters
    ----------
    kind : str
        ``numbers``, ``evidence`` or ``caveats``.
    items : iterable of dict
        Its items; the exporters give each an ``id`` and its ``uses``, the ways back.

    Returns
    -------
    str
        HTML in which all text of the data is escaped.
    """
    draw = {"numbers": _number, "evidence": _evidence, "caveats": _caveat}[kind]
    tag = "ol" if kind == "caveats" else "ul"
    return f'<{tag} class="annex {kind}" role="list">{"".join(map(draw, items))}</{tag}>'


def _uses(item: Json) -> str:
    if not item.get("uses"):
        return ""
    links = ", ".join(
        f'<a href="#{escape(use["at"])}">{escape(use["where"])}</a>' for use in item["uses"]
    )
    return f'<p class="uses"><span class="label">Used in</span> {links}</p>'


def _refs(claims: Iterable[Json | str]) -> str:
    shown = []
    for claim in claims:
        name, to = (claim, None) if isinstance(claim, str) else (claim["text"], claim.get("to"))
        code = f"<code>{escape(name)}</code>"
        shown.append(f'<a href="#{escape(to)}">{code}</a>' if to else code)
    return ", ".join(shown)


def _number(item: Json) -> str:
    claims = f'<p class="path"><span class="label">Claims</span> {_refs(item["claims"])}</p>'
    value = f", {escape(item['value'])}" if item["value"] not in ("", item["text"]) else ""
    code = f"<code>{escape(item['number'])}</code>" if item["number"] else ""
    return (
        f'<li id="{escape(item["id"])}"><p class="head"><span>'
        f"<strong>{escape(item['text'])}</strong>"
        f'{value} <span class="rule">{escape(item["rule"])}</span></span>{code}</p>'
        f"{claims if item['claims'] else ''}{_uses(item)}</li>"
    )


def _evidence(item: Json) -> str:
    name = f' id="{escape(item["id"])}"' if "id" in item else ""
    against = f'<p class="path">{_against(item["rivals"])}</p>' if item.get("rivals") else ""
    path = f' <span class="path">{runs_html(item["path"])}</span>' if item["path"] else ""
    head = (
        f'<p class="source">{runs_html(item["source"])}{path}</p>' if item.get("heads", 1) else ""
    )
    return (
        f'<li{name} class="{"heads" if head else "follows"}">{head}'
        f'<p class="head"><q class="words">{escape(item["printed"]["text"])}</q>'
        f"<code>{escape(item['claim_id'])}</code></p><p>{runs_html(item['says'])}"
        f" {runs_html([item['locator']])}</p>{against}{_uses(item)}</li>"
    )


def _against(rivals: list[Json | str]) -> str:
    more = f" and {len(rivals) - MOST_RIVALS} more" if len(rivals) > MOST_RIVALS else ""
    return f'<span class="label">Against</span> {_refs(rivals[:MOST_RIVALS])}{more}'


def _caveat(item: Json) -> str:
    return f'<li id="{escape(item["id"])}">{escape(item["sentence"])}{_uses(item)}</li>'
