"""An executed notebook as a document, and the document as HTML and as PDF."""
