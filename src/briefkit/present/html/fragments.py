"""Blocks and runs drawn by templates: a macro for each kind, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup, escape

from briefkit.errors import UnknownNameError
from briefkit.present.annex import MOST_RIVALS, Claims, claim_entry
from briefkit.present.blocks import Block, Column, Evidence, Figure
from briefkit.present.plain import caveat_words
from briefkit.present.runs import Run, Runs
from briefkit.present.spreadsheet import data_address, shown_cell
from briefkit.present.svg import inline
from briefkit.vocab import Caveat

if TYPE_CHECKING:
    from jinja2 import Environment
__all__ = ["blocks_html", "environment", "fragment", "prepare", "runs_html"]

T = TypeVar("T")

_HERE = Path(__file__).parent
_TEMPLATES = ("blocks.html.j2", "runs.html.j2")
_SENTENCES = {caveat.value: caveat.sentence for caveat in Caveat}
_SHORT, _WIDE = 20, 60  # characters that are kept in one line; that are not underlined
_SCHEMES = ("https://", "http://", "mailto:", "#")
_DEGREES = frozenset("12345")


def fragment(block: Block) -> str:
    """Return a block with a small style of its own, for a notebook's output.

    Parameters
    ----------
    block : Block
        Any block.

    Returns
    -------
    str
        HTML in which all text of the data is escaped.
    """
    return str(macros("blocks.html.j2")["fragment"](block, _style()))


def blocks_html(blocks: Iterable[Block], level: int = 3) -> Markup:
    """Return blocks as HTML without a style.

    Parameters
    ----------
    blocks : iterable of Block
        Of any kind.
    level : int
        Level of the headings of sections in them.

    Returns
    -------
    markupsafe.Markup
        HTML in which all text of the data is escaped.
    """
    draw = macros("blocks.html.j2")
    return Markup("".join([draw[block.kind](block, min(level, 6)) for block in blocks]))


def runs_html(runs: Runs) -> Markup:
    """Return runs as HTML.

    Parameters
    ----------
    runs : tuple of Run
        A caveat that has no footnote yet, as in a notebook, is told in words.

    Returns
    -------
    markupsafe.Markup
    """
    draw = macros("runs.html.j2")
    # Half of all runs are plain words: a macro would take longer than to write them does.
    return Markup(
        "".join([escape(run.text) if run.kind == "text" else draw[run.kind](run) for run in runs])
    )


@cache
def environment(folder: Path = _HERE) -> Environment:
    """Return the templates of a folder; plain text that goes into them is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "beside": _beside,
        "blocks": blocks_html,
        "data_address": data_address,
        "entries": _entries,
        "hint": _hint,
        "is_link": lambda run: run.href.startswith(_SCHEMES),
        "listed": _listed,
        "look": _look,
        "picture": _picture,
        "runs": runs_html,
        "shown": lambda cell, column: shown_cell(column, cell),
        "sentence": lambda run: _SENTENCES.get(run.text, ""),
        "told": lambda run: caveat_words(run.text),
        "tone": _tone,
        "widths": _widths,
    }
    made.globals["most_rivals"] = MOST_RIVALS
    return made


def prepare() -> None:
    """Compile the templates, for all processes that are forked from this one."""
    for name in _TEMPLATES:
        macros(name)


class _Macros(dict[str, Callable[..., Markup]]):
    def __missing__(self, kind: str) -> Callable[..., Markup]:
        raise UnknownNameError(f"no block or run of kind '{kind}'")


@cache
def macros(name: str) -> dict[str, Callable[..., Markup]]:
    """Return the macros of a template by the kinds that they draw."""
    made = environment()
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    # A fragment stands in one line: between two inline elements a break would be a blank.
    return _Macros(vars(made.from_string("".join(lines)).module))


@cache
def _style() -> Markup:
    sheet = (_HERE / "notebook.css").read_text(encoding="utf-8").partition("*/\n")[2]
    return Markup(sheet.replace("\n", ""))


def _listed(ids: Runs) -> Markup:
    draw = macros("runs.html.j2")["id"]
    return Markup(", ".join([draw(run) for run in ids]))


def _look(run: Run) -> str:
    n = len(run.text)
    return f"{run.kind} nb" if n <= _SHORT else f"{run.kind} wide" if n > _WIDE else run.kind


def _hint(run: Run) -> str:
    more = f" and {len(run.claims) - 6} more" if len(run.claims) > 6 else ""
    shown = ", ".join(run.claims[:6]) + more
    return " · ".join(part for part in (run.rule, shown) if part)


def _widths(columns: tuple[Column, ...]) -> list[str]:
    total = sum(column.share for column in columns) or 1
    return [f"{column.share / total:.1%}" for column in columns]


def _beside(columns: tuple[Column, ...], row: tuple[T, ...]) -> Iterator[tuple[Column, T]]:
    return zip(columns, row, strict=True)


def _picture(block: Figure) -> Markup:
    return Markup(inline(block.svg, f"{block.id or 'figure'}-", block.alt))


def _entries(block: Evidence) -> tuple[Claims]:
    return (Claims(tuple(map(claim_entry, block.items))),)


def _tone(badge: str) -> str:
    """Return a class for a badge that ends in a degree, such as ``severity 5``."""
    degree = badge.rpartition(" ")[2]
    return f"degree-{degree}" if degree in _DEGREES else "plain"
