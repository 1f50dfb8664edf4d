"""A document drawn in several formats: a folder for each, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefkit.publish.document.document import Document

__all__ = ["DEFAULTS", "FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    """A format in which a brief is read.

    Parameters
    ----------
    draw : callable
        Makes the file; the same document gives the same bytes. Raises `BriefkitError` where it
        cannot.
    label : str
        What the index calls it.
    is_default : bool
        Whether it is made where nobody asks for a format.
    """

    draw: Callable[[Document], bytes]
    label: str
    is_default: bool = True


# What a renderer needs is imported when it draws: each needs much that the others do not.


def _html(document: Document) -> bytes:
    from briefkit.publish.renderers.html.page import page

    return page(document).encode()


def _pdf(document: Document) -> bytes:
    from briefkit.publish.renderers.pdf.typeset import typeset

    return typeset(document)


def _md(document: Document) -> bytes:
    from briefkit.publish.renderers.markdown.mail import mail

    return mail(document).encode()


def _json(document: Document) -> bytes:
    from briefkit.publish.renderers.data.content import content

    return content(document).encode()


#: By the ending of the file, in the order in which the index lists them.
FORMATS = {
    "html": Format(_html, "HTML"),
    "pdf": Format(_pdf, "PDF"),
    "md": Format(_md, "Markdown", is_default=False),
    "json": Format(_json, "JSON", is_default=False),
}
DEFAULTS = tuple(name for name, format_ in FORMATS.items() if format_.is_default)
