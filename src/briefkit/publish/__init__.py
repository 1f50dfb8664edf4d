"""Notebooks in, dated editions out: parameters, execution, the two faces of a brief, history."""
