"""A document as a PDF, set by Typst: it goes in as data, so that nothing in it is markup."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefkit.errors import RenderError
from briefkit.publish.document.anchors import USE
from briefkit.publish.document.document import Document
from briefkit.publish.document.fonts import FONT_FOLDER
from briefkit.publish.document.shortened import shortened
from briefkit.publish.renderers.pdf.content import Data, content, day_of
from briefkit.publish.renderers.pdf.links import Place, StrangeError, lead

if TYPE_CHECKING:
    from typst import Compiler, Fonts

__all__ = ["STANDARDS", "fonts", "typeset"]

#: Universal accessibility, and archiving with a full structure.
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
#: Asked of a document that is laid out: where each mark stands, in points.
_PLACES = """query(<at>).map(m => {
  let place = m.location().position()
  (m.value, (place.page, place.x.pt(), place.y.pt()))
})"""
_ROUNDS = 6  # layouts at most: two do where the annex comes last
_HERE = Path(__file__).parent


def typeset(document: Document) -> bytes:
    """Set a document as PDF.

    Parameters
    ----------
    document : Document
        A document of :func:`briefkit.publish.document.notebook.document`.

    Returns
    -------
    bytes
        PDF/UA-1 and PDF/A-2a; the same document gives the same bytes. Its annex is shortened.

    Raises
    ------
    RenderError
        If Typst refuses the document; its reason is in the message.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="briefkit-") as name:
        folder = Path(name)
        data, day = content(shortened(document), folder), day_of(document)
        for template in _HERE.glob("*.typ"):
            shutil.copyfile(template, folder / template.name)
        try:
            compiler = _compiler(data, folder)
            places = _settled(compiler, folder / "pages.json")
            try:
                return lead(_compiled(compiler, day), places)
            except StrangeError:  # Typst leads the links then, which takes half as long again
                return _compiled(_compiler(data, folder, own_links=True), day)
        except typst.TypstError as error:
            reason = f"{error.message} {' '.join(error.hints)}".strip()
        except RenderError as error:
            reason = str(error)
    raise RenderError(f"{document.brief}: the PDF could not be set: {reason}.")


def _compiler(data: Data, folder: Path, *, own_links: bool = False) -> Compiler:
    """Return what sets a document; with Typst's own links in it, or addresses in their place."""
    import typst

    text = json.dumps({**data, "own_links": own_links}, ensure_ascii=False, sort_keys=True)
    (folder / "brief.json").write_text(text, encoding="utf-8")
    return typst.Compiler(
        str(folder / f"{data['layout'] or 'brief'}.typ"),
        root=str(folder),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )


def _compiled(compiler: Compiler, day: date) -> bytes:
    moment = datetime.combine(day, time(), UTC)
    pdf = compiler.compile(pdf_standards=[*STANDARDS], timestamp=moment, format="pdf")
    assert isinstance(pdf, bytes)  # one document, and nowhere to write it
    return pdf


def _settled(compiler: Compiler, told: Path) -> dict[str, Place]:
    """Lay out until the pages that the annex names are those that things stand on.

    What does not change from one layout to the next, Typst does not lay out again; as the annex
    comes last, it is laid out once.
    """
    pages: dict[str, int] | None = None
    places: dict[str, Place] = {}
    for _ in range(_ROUNDS):
        told.write_text(json.dumps(pages), encoding="utf-8")
        found = json.loads(compiler.eval(_PLACES))
        places = {name: Place(*place) for name, place in found}
        now = {name: place.page for name, place in places.items() if name.startswith(USE)}
        if now == pages:
            return places
        pages = now
    return places  # links lead where they should; a page that is named may be the one before


@cache
def fonts() -> Fonts:
    """Return the fonts of a paper; made before a process is forked, they are not made in it."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )
