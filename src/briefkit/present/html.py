"""Blocks as HTML: the face that Jupyter shows and the one that the page of a brief is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from briefkit.present.annex import annex_html
from briefkit.present.runs import runs_html
from briefkit.present.svg import inline

__all__ = ["block_html", "facts_html", "fragment", "runs_html"]

Json = dict[str, Any]

_PLACE = '<p class="note">An exported brief lists the caveats that it uses here.</p>'

# Everything is scoped under .bk, and colours follow JupyterLab's theme. JupyterLab floats the terms
# of a list at a fifth of the width and lays tables out by fixed widths: both are undone.
_STYLE = """
.bk{font:15px/1.5 var(--jp-content-font-family,system-ui,sans-serif);max-width:46rem;
color:var(--jp-content-font-color1,inherit);font-variant-numeric:tabular-nums;
overflow-wrap:anywhere}.bk p{margin:.5em 0}.bk h3{margin:1.2em 0 .3em;font-size:1.1em}
.bk .num{border-bottom:1px dotted;cursor:help}
.bk .finding,.bk .findings{border-left:3px solid #1f5fa8;padding-left:.9em;list-style:none;
font-size:1.07em}.bk .findings li{margin:.35em 0}
.bk .note,.bk .path,.bk .uses{font-size:.87em;opacity:.8}.bk .printed{font-style:italic}
.bk code,.bk pre{font-size:.85em;white-space:pre-wrap}.bk figure{margin:1em 0}
.bk figcaption{font-weight:600;margin-bottom:.4em;text-align:left}
.bk .picture{background:#fff;overflow-x:auto}.bk svg{max-width:100%;height:auto}
.bk .scroll{overflow-x:auto}.bk table{border-collapse:collapse;width:100%;font-size:.92em}
.bk .scroll th,.bk .scroll td{text-align:left;vertical-align:top;padding:.3em .6em;border:0;
border-bottom:1px solid #8884;white-space:normal}.bk .scroll .r{text-align:right}
.bk .badge{font-size:.72em;border:1px solid;border-radius:1em;padding:.1em .6em;margin-left:.5em;
white-space:nowrap}.bk dl{display:flex;flex-wrap:wrap;gap:.3em 2em;margin:.5em 0}
.bk dl dt,.bk dl dd{float:none;display:block;width:auto;margin:0;padding:0}
.bk dl dt{font-size:.8em;opacity:.75}.bk ol{padding-left:1.4em}
.bk .caveat{font-size:.87em;opacity:.8}.bk .scroll table{table-layout:auto}
.bk .scroll th{overflow-wrap:normal;word-break:normal}
""".replace("\n", "")


def fragment(block: Json) -> str:
    """Return a block with a small style of its own, for a notebook's output.

    Parameters
    ----------
    block : dict
        A block in JSON form.

    Returns
    -------
    str
        HTML in which all text of the data is escaped.
    """
    body = block_html(block)
    if block["block"] == "evidence":
        body = f"<details><summary>Evidence: {len(block['items'])} claims</summary>{body}</details>"
    return f'<div class="bk"><style>{_STYLE}</style>{body}</div>'


def block_html(block: Json, level: int = 3) -> str:
    """Return a block as HTML without a style.

    Parameters
    ----------
    block : dict
        A block in JSON form, or one that the exporters add: ``heading``, ``judgement``, ``pre``,
        ``image``, ``numbers``.
    level : int
        Level of the headings of sections in it.

    Returns
    -------
    str
        HTML in which all text of the data is escaped.
    """
    match block["block"]:
        case "para":
            style = "" if block["style"] == "body" else f' class="{escape(block["style"])}"'
            return f"<p{style}>{runs_html(block['runs'])}</p>"
        case "bullets":
            tag = "ol" if block["style"] == "ordered" else "ul"
            items = "".join(f"<li>{runs_html(item)}</li>" for item in block["items"])
            return f'<{tag} class="{escape(block["style"])}">{items}</{tag}>'
        case "table":
            return _table(block)
        case "figure":
            return _figure(block)
        case "section":
            return _section(block, level)
        case "heading":
            tag = f"h{block['level']}"
            return f'<{tag} id="{escape(block["id"])}">{runs_html(block["runs"])}</{tag}>'
        case "judgement":
            inner = _all(block["body"], level)
            return (
                '<aside class="judgement" aria-label="Analyst’s judgement">'
                f'<p class="label">Analyst’s judgement</p>{inner}</aside>'
            )
        case "stack":
            return _all(block["body"], level)
        case "cover":
            return facts_html(block["items"])
        case "pre":
            return f'<pre tabindex="0">{escape(block["text"])}</pre>'
        case "image":
            source = f"data:{escape(block['media'])};base64,{escape(block['data'])}"
            return f'<figure><img src="{source}" alt="{escape(block["alt"])}"></figure>'
        case "numbers" | "evidence":
            return annex_html(block["block"], block["items"])
        case "caveats":
            return annex_html("caveats", block["items"]) if "items" in block else _PLACE
    raise ValueError(f"no block of kind '{block['block']}'")


def facts_html(items: Sequence[tuple[str, Sequence[Json]]]) -> str:
    """Return labelled facts as a definition list.

    Parameters
    ----------
    items : sequence of (str, runs)
        Label and runs.

    Returns
    -------
    str
    """
    pairs = (f"<div><dt>{escape(k)}</dt><dd>{runs_html(runs)}</dd></div>" for k, runs in items)
    return f'<dl class="facts">{"".join(pairs)}</dl>'


def _all(body: Iterable[Json], level: int) -> str:
    return "".join(block_html(block, level) for block in body)


def _caption(block: Json) -> str:
    label = f'<span class="label">{escape(block["label"])}</span> ' if "label" in block else ""
    return label + runs_html(block["caption"])


def _table(block: Json) -> str:
    columns = block["columns"]
    right = [' class="r"' if column["align"] == "right" else "" for column in columns]
    total = sum(column["share"] for column in columns) or 1
    widths = "".join(f'<col style="width:{column["share"] / total:.1%}">' for column in columns)
    head = "".join(
        f'<th scope="col" role="columnheader"{side}>{escape(column["label"])}</th>'
        for column, side in zip(columns, right, strict=True)
    )
    rows = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-label="{escape(column["label"])}"{side}>'
            f"<div>{runs_html(cell)}</div></td>"
            for column, side, cell in zip(columns, right, row, strict=True)
        )
        + "</tr>"
        for row in block["rows"]
    )
    # Roles are said aloud: a table whose rows are stacked on a phone is no table to a browser.
    style = ' class="stacks"' if len(columns) > 3 else ""
    name = f' id="{escape(block["id"])}"' if block.get("id") else ""
    return (
        f'<figure{name} class="tabular"><figcaption>{_caption(block)}</figcaption>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table">'
        f'<table role="table"{style}><colgroup>{widths}</colgroup>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div></figure>'
    )


def _figure(block: Json) -> str:
    name = f' id="{escape(block["id"])}"' if block.get("id") else ""
    caption = f"<figcaption>{_caption(block)}</figcaption>" if block["caption"] else ""
    picture = inline(block["svg"], f"{block.get('id') or 'figure'}-", block["alt"])
    return f'<figure{name}>{caption}<div class="picture" tabindex="0">{picture}</div></figure>'


def _section(block: Json, level: int) -> str:
    name = escape(block["id"])
    badge = f' <span class="badge {_tone(block["badge"])}">{escape(block["badge"])}</span>'
    tag = f"h{level}"
    return (
        f'<section class="entry" aria-labelledby="{name}">'
        f'<{tag} id="{name}">{runs_html(block["title"])}{badge if block["badge"] else ""}</{tag}>'
        f"{_all(block['body'], min(level + 1, 6))}</section>"
    )


def _tone(badge: str) -> str:
    """Return a class for a badge that ends in a degree, such as ``severity 5``."""
    degree = badge.rpartition(" ")[2]
    return f"degree-{degree}" if degree in {"1", "2", "3", "4", "5"} else "plain"
