"""Where the links of a PDF lead: written into the file once it is laid out.

A link to a place is a question that Typst answers only after it has laid out everything, and then
it lays out again whatever has asked. In a brief nearly every line asks. So Typst is given addresses
that it takes as they are, and they are exchanged for destinations where they stand: a destination
is shorter, blanks fill the rest, and nothing else in the file moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from briefkit.errors import RenderError

__all__ = ["Place", "StrangeError", "lead"]

_ADDRESS = re.compile(
    rb"/A<</Type/Action/S/URI/URI\(brief:([\w.-]+)\)>>(/[^<>()]*)(/Contents\(brief:\1\))"
)
_LEFT = re.compile(rb"/URI\s*\(brief:")
_PAGES = re.compile(rb"/Type/Pages/Count \d+/Kids\[([^\]]*)\]")
_HEIGHT = re.compile(rb"/MediaBox\[0 0 [\d.]+ ([\d.]+)\]")
_ABOVE = 10  # points that stay in view above the line that is led to


class StrangeError(RenderError):
    """A PDF that is not written as is known here: its links cannot be led afterwards."""

    def __init__(self) -> None:
        super().__init__(
            "the PDF is not written as briefkit knows it, so that its links cannot be led"
        )


class Place(NamedTuple):
    """Where something stands: page, from one, and points from the left and from the top."""

    page: int
    x: float
    y: float


def lead(pdf: bytes, places: Mapping[str, Place]) -> bytes:
    """Lead the links of a PDF to their places.

    Parameters
    ----------
    pdf : bytes
        As Typst writes it; a link to a place of the brief has the address ``brief:ID``.
    places : mapping of str to Place
        By identifier.

    Returns
    -------
    bytes
        As long as before. Links have destinations as ISO 32000-1, 12.3.2.2, describes them, and
        say their page to whoever cannot see them.

    Raises
    ------
    RenderError
        If a link leads to nothing.
    StrangeError
        If the file is not written as is known here.
    """
    kids, height = _PAGES.search(pdf), _HEIGHT.search(pdf)
    if kids is None or height is None:
        raise StrangeError
    pages = re.findall(rb"\d+ \d+ R", kids[1])
    top = float(height[1])

    def led(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        if name not in places:
            raise RenderError(f"the PDF leads to '{name}', which is not in it")
        page, x, y = places[name]
        above = top - max(0.0, y - _ABOVE)
        goal = b"/Dest[%s/XYZ %.2f %.2f 0]" % (pages[page - 1], x, above)
        said = b"%s/Contents(page %d)" % (found[2], page)
        made = (goal + said).ljust(len(found[0]))
        if len(made) != len(found[0]):
            raise StrangeError
        return made

    made = _ADDRESS.sub(led, pdf)
    if _LEFT.search(made):
        raise StrangeError
    return made
