"""Notebooks in, dated editions out: parameters, execution, documents, renderers, history."""
