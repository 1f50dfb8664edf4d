"""Words as Markdown in which nothing is markup."""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["address", "escaped", "fenced", "line"]

# An underscore between letters opens nothing; "<" and "&" do only before what they would begin.
_MARKUP = re.compile(
    r"[\\`*\[\]|~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\$(?=\$)|#(?=#*\s*$)"
)
_BEGINS = re.compile(r"(#{1,6}(?= |$)|[-+>](?= |$|-)|=+ *$|>|-{2,})|(\d{1,9})([.)])(?= |$)")
_KEPT = "/:?#@!$&',;=+%-._~"


def escaped(text: str) -> str:
    r"""Return text whose characters stand for themselves, in one line.

    Examples
    --------
    >>> escaped("2 * 3 < 7, a_b and <b>")
    '2 \\* 3 < 7, a_b and \\<b>'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split("\n")).replace("\r", " "))


def line(text: str) -> str:
    r"""Return escaped text that may begin a line.

    Examples
    --------
    >>> line("1. May"), line("# one"), line("#one")
    ('1\\. May', '\\# one', '#one')
    """
    text = text.strip()
    found = _BEGINS.match(text)
    if found is None:
        return text
    at = found.end(2) if found[2] else 0
    return f"{text[:at]}\\{text[at:]}"


def address(href: str) -> str:
    """Return an address whose characters are no markup.

    Examples
    --------
    >>> address("https://example.org/a_b(c)")
    'https://example.org/a_b%28c%29'
    """
    safe = quote(href, safe=_KEPT)
    return re.sub(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)", lambda m: f"%{ord(m[0]):X}", safe)


def fenced(text: str) -> str:
    """Return text as it was printed, between fences that are longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
