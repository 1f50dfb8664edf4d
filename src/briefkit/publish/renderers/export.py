"""Renderers as exporters of nbconvert: ``briefkit-html`` and ``briefkit-pdf``."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, default

from briefkit.publish.renderers import FORMATS
from briefkit.publish.tradecraft.lint import held_document

__all__ = ["BriefHTMLExporter", "BriefPDFExporter"]


class _BriefExporter(Exporter):
    """An executed notebook as a brief."""

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
            See :func:`briefkit.publish.document.notebook.document`.
        """
        # The base class runs the preprocessors that a user switched on, such as --execute.
        nb, found = super().from_notebook_node(nb, resources, **kwargs)
        name = nb.metadata.get("briefkit", {}).get("name") or found["metadata"].get("name", "")
        made = held_document(nb, name or "notebook", allow_orphans=self.allow_orphans)
        drawn = FORMATS[self.file_extension.removeprefix(".")].draw(made)
        return (drawn.decode() if self.output_mimetype.startswith("text/") else drawn), found


class BriefHTMLExporter(_BriefExporter):
    """One self-contained HTML file, without a script and without a request to anywhere."""

    export_from_notebook = "briefkit HTML"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"


class BriefPDFExporter(_BriefExporter):
    """A PDF/UA-1 and PDF/A-2a file, set by Typst from the same document."""

    export_from_notebook = "briefkit PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"
