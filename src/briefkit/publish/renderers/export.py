"""The two faces of a brief as exporters of nbconvert: ``briefkit-html`` and ``briefkit-pdf``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, default

from briefkit.publish.renderers.document import document
from briefkit.publish.renderers.page import page
from briefkit.publish.renderers.typeset import typeset

__all__ = ["BriefHTMLExporter", "BriefPDFExporter"]


class _BriefExporter(Exporter):
    """An executed notebook as a brief."""

    face: Callable[[dict[str, Any]], str | bytes]
    allow_orphans = Bool(
        False, help="Let digits stand that lead to no claim and no rule; for notebooks in progress."
    ).tag(config=True)

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[str | bytes, Any]:
        """Export an executed notebook.

        Parameters
        ----------
        nb : nbformat.NotebookNode
            With its outputs.
        resources : dict, optional
            Of nbconvert.
        **kwargs
            Passed on to nbconvert.

        Returns
        -------
        str or bytes
            The file.
        dict
            Resources of nbconvert.

        Raises
        ------
        OrphanError, RenderError
            See :func:`briefkit.publish.renderers.document.document`.
        """
        # The base class runs the preprocessors that a user switched on, such as --execute.
        nb, found = super().from_notebook_node(nb, resources, **kwargs)
        name = nb.metadata.get("briefkit", {}).get("name") or found["metadata"].get("name", "")
        made = document(nb, name or "notebook", allow_orphans=self.allow_orphans)
        return self.face(made), found


class BriefHTMLExporter(_BriefExporter):
    """One self-contained HTML file, without a script and without a request to anywhere."""

    face = staticmethod(page)
    export_from_notebook = "briefkit HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"


class BriefPDFExporter(_BriefExporter):
    """A PDF/UA-1 and PDF/A-2a file, set by Typst from the same document."""

    face = staticmethod(typeset)
    export_from_notebook = "briefkit PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"
