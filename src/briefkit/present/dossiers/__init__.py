"""Dossiers in words: all claims, the history of a number, the way of the words."""
