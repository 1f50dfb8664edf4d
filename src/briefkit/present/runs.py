"""Runs as HTML: a stretch of text that knows what it is, drawn as that."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from briefkit.present.plain import caveat_words
from briefkit.vocab import Caveat

__all__ = ["runs_html"]

Json = dict[str, Any]

_SENTENCES = {caveat.value: caveat.sentence for caveat in Caveat}
_SHORT, _WIDE = 20, 60  # characters that are kept in one line; that are not underlined
_SCHEMES = ("https://", "http://", "mailto:", "#")


def runs_html(runs: Iterable[Json]) -> str:
    """Return runs as HTML.

    Parameters
    ----------
    runs : iterable of dict
        Runs in JSON form. A run that an exporter has resolved carries ``to``, the anchor it leads
        to, ``at``, its own anchor, and ``mark``, the number of its footnote. A caveat that has no
        footnote yet, as in a notebook, is told in words.

    Returns
    -------
    str
    """
    return "".join(map(_run, runs))


def _run(run: Json) -> str:
    kind, text = run["kind"], escape(run["text"])
    at = f' id="{escape(run["at"])}"' if "at" in run else ""
    match kind:
        case "text":
            return text
        case "strong":
            return f"<strong>{text}</strong>"
        case "caveat":
            hint = escape(_SENTENCES.get(run["text"], ""))
            if "mark" not in run:
                return f' <span class="caveat" title="{hint}">({escape(caveat_words(text))})</span>'
            mark = escape(str(run["mark"]))
            inner = f'<a href="#{escape(run["to"])}">{mark}</a>' if "to" in run else mark
            comma = "," if run.get("follows") else ""
            return f'<sup class="caveat"{at} title="{hint}">{comma}{inner}</sup>'
        case "id":
            text = f"<code>{text}</code>"
            return _link(run["href"], text) if run.get("href") else text
        case "link" | "name":
            href = f"#{run['to']}" if "to" in run else run.get("href")
            inner = _link(href, text) if href else text
            return inner if kind == "link" else f'<bdi class="name">{inner}</bdi>'
        case "num" | "date" | "printed" | "coded":
            hint = f' title="{escape(_hint(run))}"' if _hint(run) else ""
            kind += (
                " nb" if len(run["text"]) <= _SHORT else " wide" if len(run["text"]) > _WIDE else ""
            )
            if "to" in run:
                return f'<a class="{kind}" href="#{escape(run["to"])}"{at}{hint}>{text}</a>'
            return f'<bdi class="{kind}"{at}{hint}>{text}</bdi>'
    raise ValueError(f"no run of kind '{kind}'")


def _hint(run: Json) -> str:
    claims = run.get("claims", ())
    shown = ", ".join(claims[:6]) + (f" and {len(claims) - 6} more" if len(claims) > 6 else "")
    return " · ".join(part for part in (run.get("rule", ""), shown) if part)


def _link(href: str, inner: str) -> str:
    if not href.startswith(_SCHEMES):
        return inner
    outside = "" if href.startswith("#") else ' rel="noopener noreferrer"'
    return f'<a class="out" href="{escape(href)}"{outside}>{inner}</a>'
